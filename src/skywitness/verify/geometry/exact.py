"""Witness positions measured with geographiclib: to the nearest piece of an edge, and refined."""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np
from geographiclib.geodesic import Geodesic

from skywitness.verify.geometry.earth import Spots
from skywitness.verify.geometry.outline import Outline

_WGS84 = Geodesic.WGS84
#: Ends of pieces nearest to a point whose pieces are looked at.
NEAREST = 6
STEPS = 40


def inverse(lon: float, lat: float, to_lon: float, to_lat: float) -> tuple[float, float]:
    """Metres and azimuth at the first point (degrees) of the geodesic between two points."""
    found = _WGS84.Inverse(lat, lon, to_lat, to_lon)
    return float(found["s12"]), float(found["azi1"])


def to_edge(outline: Outline, lon: float, lat: float) -> tuple[float, float]:
    """Metres from a point to the nearest point found on an edge, and the bearing from there."""
    spot = Spots.at(np.array([lon]), np.array([lat]))
    count = min(NEAREST, len(outline.samples))
    _, found = outline.tree.query(spot.space[0], k=np.arange(1, count + 1))
    vertices = {int(outline.samples[k]) for k in found}
    xy = outline.vertices.xy
    best = min((inverse(xy[k, 0], xy[k, 1], lon, lat) for k in vertices), key=lambda d: d[0])
    touching = np.flatnonzero(np.isin(outline.first, list(vertices))
                              | np.isin(outline.last, list(vertices)))  # fmt: skip
    for piece in touching:
        a, b = xy[outline.first[piece]], xy[outline.last[piece]]
        found = _along(*map(float, (*a, *b)), float(lon), float(lat))
        best = min(best, found, key=lambda d: d[0])
    return best


@lru_cache(maxsize=4096)  # one witness is measured for many certificates
def _along(
    from_lon: float, from_lat: float, to_lon: float, to_lat: float, lon: float, lat: float
) -> tuple[float, float]:
    """The nearest point of one geodesic piece, by golden sections: distance has one minimum."""
    whole = _WGS84.InverseLine(from_lat, from_lon, to_lat, to_lon)

    def at(share: float) -> tuple[float, float]:
        point = whole.Position(share * whole.s13)
        return inverse(point["lon2"], point["lat2"], lon, lat)

    golden = (math.sqrt(5) - 1) / 2
    low, high = 0.0, 1.0
    left, right = high - golden, low + golden
    at_left, at_right = at(left), at(right)
    for _ in range(STEPS):
        if (high - low) * whole.s13 < 0.01:
            break
        if at_left[0] < at_right[0]:
            high, right, at_right = right, left, at_left
            left = high - golden * (high - low)
            at_left = at(left)
        else:
            low, left, at_left = left, right, at_right
            right = low + golden * (high - low)
            at_right = at(right)
    return min(at_left, at_right, key=lambda d: d[0])
