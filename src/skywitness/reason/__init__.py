"""Regions on the sphere, verdicts, inference, implied quantities."""
