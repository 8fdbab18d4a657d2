"""Positions out of frames: compact position reports."""
