"""Frames: bits, parity, times, and which are accepted."""
