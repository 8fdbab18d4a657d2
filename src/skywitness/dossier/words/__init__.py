"""Findings as words."""
