"""Distances from one shape, from a band around it and from its shore, as one number.

That number is the distance to the shape's edge, negative inside, of the shape as it truly is: a
band is what is within its width of the shape, and a shore is part of the edge.
"""

from __future__ import annotations

import math

from skywitness.aliases import Json
from skywitness.verify.statements.bands import interval

#: Measures that say something of it.
MEASURES = ("signed distance", "distance", "shore distance")


def at_edge(demand: Json, band_m: float, stretch: float) -> tuple[float, float]:
    """What a range of one of :data:`MEASURES` says of it at ``stretch``, in metres."""
    low, high = interval(demand["allowed"], stretch)
    if demand["measure"] == "shore distance" or (demand["measure"] == "distance" and low <= 0):
        low = -math.inf  # the edge is no farther than its shore, and 0 is the distance inside
    return low + band_m, high + band_m
