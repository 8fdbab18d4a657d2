"""How far along a leg of a route discs are, for every place of its ends within the stated error.

The foot of a perpendicular is where the bearing to the point is at right angles to the leg; ahead
of it the angle is more than that, behind it less. It is found by halving. About a leg the surface
is dt² + G² ds² with G at least cos(t/b), since no curvature of WGS 84 is above 1/b²: so a way of r
at a distance t from the leg moves the foot by no more than r / cos((t + r)/b).
"""

from __future__ import annotations

import math

import numpy as np

from skywitness.aliases import Json
from skywitness.verify.geometry.earth import GEODESIC, POLE, Array, Spots
from skywitness.verify.geometry.exact import inverse
from skywitness.verify.geometry.shapes import Shapes

#: Positions at least so far off, or feet so far from the start, are told nothing of (metres).
OFF, AWAY = 4_000_000.0, 8_000_000.0
HALVINGS = 31
#: Metres that cover what is left of 16,000 km after so many halvings, and rounding.
LEFT = 0.2
#: Small shifts and turns of the leg count so many times, for what is beyond their first order.
TWICE = 1.5


def way_along(demand: Json, shapes: Shapes, spots: Spots) -> tuple[Array, Array]:
    """Metres along the leg from its start: negative before it."""
    error = shapes.error(demand["place"])
    start, onward, length = _leg(demand, shapes)
    n = len(spots)
    low, high = np.full(n, -AWAY), np.full(n, AWAY)
    lon, lat, way = np.full(n, start[0]), np.full(n, start[1]), np.full(n, onward)
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        x, y, back = GEODESIC.fwd(lon, lat, way, middle)
        towards, _, _ = GEODESIC.inv(x, y, spots.lon, spots.lat)
        ahead = np.cos(np.radians(np.asarray(towards) - np.asarray(back) - 180.0)) > 0
        low, high = np.where(ahead, middle, low), np.where(ahead, high, middle)
    foot = (low + high) / 2
    x, y, _ = GEODESIC.fwd(lon, lat, way, foot)
    off = np.asarray(GEODESIC.inv(x, y, spots.lon, spots.lat)[2]) + spots.radius
    told = (off < OFF) & (np.abs(foot) < 0.99 * AWAY) & math.isfinite(error)
    wide = spots.radius / np.cos(np.minimum(off / POLE, 1.4)) + LEFT
    if math.isfinite(error) and error > 0:
        turn = 2 * error / max(POLE * math.sin(min(length / POLE, math.pi / 2)) - 2 * error, 1.0)
        wide = wide + TWICE * (error + off * turn + np.abs(foot) * turn**2)
        told &= turn < 0.25
    return np.where(told, foot - wide, -np.inf), np.where(told, foot + wide, np.inf)


def along_exactly(demand: Json, shapes: Shapes, position: tuple[float, float]) -> float:
    """Metres along the leg as drawn to the foot of one position's perpendicular."""
    start, onward, _ = _leg(demand, shapes)
    low, high = -AWAY, AWAY
    for _ in range(60):
        middle = (low + high) / 2
        x, y, back = GEODESIC.fwd(*start, onward, middle)
        ahead = math.cos(math.radians(inverse(x, y, *position)[1] - back - 180.0)) > 0
        low, high = (middle, high) if ahead else (low, middle)
    return (low + high) / 2


def _leg(demand: Json, shapes: Shapes) -> tuple[tuple[float, float], float, float]:
    """The start of a leg, its direction there and its length."""
    first, last, *_ = shapes.place(demand["place"]).geometry.coords
    onward, _, length = GEODESIC.inv(*first[:2], *last[:2])
    return (float(first[0]), float(first[1])), float(onward), float(length)
