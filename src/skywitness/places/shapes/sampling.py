"""Points along lines on the Earth, so many metres apart."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

DEGREE_M = 111_700.0  # no degree of latitude or of the equator is longer


def rings_of(polygons: Sequence[BaseGeometry]) -> NDArray[np.object_]:
    """All rings of polygons."""
    return np.asarray(shapely.get_rings(np.asarray(polygons, dtype=object)))


def samples(
    rings: NDArray[np.object_], spacing_m: float
) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Points (n, 2) along rings, neighbours at most ``spacing_m`` apart, and each one's ring.

    The map's own cuts (the antimeridian, the south pole's closing edge) are left out.
    """
    xy, ring = shapely.get_coordinates(rings, return_index=True)
    start, end, same = xy[:-1], xy[1:], ring[:-1] == ring[1:]
    same &= ~((np.abs(start[:, 0]) == 180) & (start[:, 0] == end[:, 0]))
    same &= ~((start[:, 1] < -89.9) & (end[:, 1] < -89.9))
    start, end, owner = start[same], end[same], ring[:-1][same]
    cos = np.cos(np.radians(np.minimum(np.abs(start[:, 1]), np.abs(end[:, 1]))))
    length = DEGREE_M * np.hypot((end - start)[:, 0] * cos, (end - start)[:, 1])
    n = np.maximum(1, np.ceil(length / spacing_m)).astype(np.int64)
    which = np.repeat(np.arange(len(n)), n)
    t = (np.arange(len(which)) - np.repeat(np.cumsum(n) - n, n)) / n[which]
    return start[which] + t[:, None] * (end - start)[which], owner[which]
