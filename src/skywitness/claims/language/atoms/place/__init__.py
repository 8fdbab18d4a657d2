"""Atoms of where something was."""
