"""Shapes on the ellipsoid: outlines, covers, overlaps, packing."""
