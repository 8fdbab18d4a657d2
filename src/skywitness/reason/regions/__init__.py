"""Cells of the sphere: what is excluded, what is left, what follows for a quantity."""
