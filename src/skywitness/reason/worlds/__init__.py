"""Worlds: place, time and motion of everything at once."""
