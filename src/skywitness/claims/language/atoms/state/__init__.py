"""Atoms of states and counts, and what cannot be tested."""
