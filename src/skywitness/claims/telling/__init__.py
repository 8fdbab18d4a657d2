"""Readings of a sentence in plain words."""
