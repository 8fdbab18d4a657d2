"""Atoms of when something was."""
