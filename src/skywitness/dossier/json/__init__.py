"""Findings as JSON."""
