"""Atoms of how something moved, and how far things were apart."""
