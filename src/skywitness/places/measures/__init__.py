"""Distances and bearings with bounds."""
