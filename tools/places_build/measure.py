"""How far two outlines of the same land are from each other, in metres on the Earth."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.spatial import cKDTree
from shapely.geometry.base import BaseGeometry

from skywitness.earth import ecef


def outline_samples(polygons: Sequence[BaseGeometry], spacing_m: float) -> NDArray[np.float64]:
    """Points (n, 2) along all rings, straight in lon/lat, no two neighbours > ``spacing_m`` apart.

    The map's own artificial edges (the antimeridian, the polar cap) are left out.
    """
    rings = shapely.get_rings(np.array(polygons, dtype=object))
    xy, ring = shapely.get_coordinates(rings, return_index=True)
    start, end = xy[:-1], xy[1:]
    real = ring[:-1] == ring[1:]
    real &= ~((np.abs(start[:, 0]) == 180) & (start[:, 0] == end[:, 0]))
    real &= ~((start[:, 1] < -85.04) & (end[:, 1] < -85.04))
    start, end = start[real], end[real]
    n = np.maximum(1, np.ceil(_edge_m(start, end) / spacing_m)).astype(np.int64)
    which = np.repeat(np.arange(len(n)), n)
    t = (np.arange(len(which)) - np.repeat(np.cumsum(n) - n, n)) / n[which]
    return np.asarray(start[which] + t[:, None] * (end - start)[which])


def _edge_m(start: NDArray[np.float64], end: NDArray[np.float64]) -> NDArray[np.float64]:
    """An upper bound on the length of a straight lon/lat edge."""
    cos = np.cos(np.radians(np.minimum(np.abs(start[:, 1]), np.abs(end[:, 1]))))
    return 111_700.0 * np.hypot((end - start)[:, 0] * cos, (end - start)[:, 1])


def worst(
    of: Sequence[BaseGeometry], to: Sequence[BaseGeometry], spacing_m: float = 100.0
) -> tuple[float, NDArray[np.float64]]:
    """Greatest distance from the outline of ``of`` to the outline of ``to``, and where.

    Directed Hausdorff distance. The nearest sample is never nearer than the outline, so the value
    errs high; half the spacing is added for what lies between two samples of ``of``.
    """
    points = outline_samples(of, spacing_m)
    tree = cKDTree(ecef(*outline_samples(to, spacing_m).T))
    distance, _ = tree.query(ecef(*points.T), workers=-1)
    k = int(np.argmax(distance))
    return float(distance[k]) + spacing_m / 2, points[k]


class Outline:
    """An outline to which many others are compared."""

    def __init__(self, to: Sequence[BaseGeometry]) -> None:
        """Sample the outline of ``to`` every 100 m."""
        self._tree = cKDTree(ecef(*outline_samples(to, 100.0).T))

    def farthest(self, of: Sequence[BaseGeometry]) -> float:
        """Greatest distance in metres of the outline of ``of`` from this outline."""
        return float(self._tree.query(ecef(*outline_samples(of, 100.0).T))[0].max())


def straying(
    of: Sequence[BaseGeometry], to: Sequence[BaseGeometry], beyond_m: float
) -> NDArray[np.float64]:
    """Samples (n, 2) of the outline of ``of`` farther than ``beyond_m`` from that of ``to``."""
    points = outline_samples(of, 100.0)
    tree = cKDTree(ecef(*outline_samples(to, 100.0).T))
    far: NDArray[np.float64] = points[tree.query(ecef(*points.T), workers=-1)[0] > beyond_m]
    return far


def vertices_near(
    countries: dict[str, list[BaseGeometry]],
    shipped: dict[str, list[BaseGeometry]],
    beyond_m: float,
    reach_m: float,
) -> NDArray[np.float64]:
    """Vertices of ``countries`` within ``reach_m`` of where either outline strays ``beyond_m``."""
    near = []
    for code, polygons in countries.items():
        a, b = outline_samples(polygons, 100.0), outline_samples(shipped[code], 100.0)
        ea, eb = ecef(*a.T), ecef(*b.T)
        far = np.concatenate(
            [
                ea[cKDTree(eb).query(ea, workers=-1)[0] > beyond_m],
                eb[cKDTree(ea).query(eb, workers=-1)[0] > beyond_m],
            ]
        )
        if len(far):
            vertices = np.unique(shapely.get_coordinates(polygons), axis=0)
            distance, _ = cKDTree(far).query(ecef(*vertices.T), distance_upper_bound=reach_m)
            near.append(vertices[np.isfinite(distance)])
    return np.concatenate(near) if near else np.empty((0, 2))


def disagreeing(
    one: Sequence[BaseGeometry],
    other: Sequence[BaseGeometry],
    beyond_m: float,
    n: int,
    seed: int = 1,
) -> int:
    """Of ``n`` random points, how many lie farther than ``beyond_m`` from the outline of ``one``
    and are inside one shape but outside the other (0 for two outlines of the same land).
    """
    rng = np.random.default_rng(seed)
    a, b = shapely.union_all(one), shapely.union_all(other)
    west, south, east, north = shapely.total_bounds([a, b])
    lonlat = np.stack([rng.uniform(west, east, n), rng.uniform(south, north, n)], axis=1)
    shapely.prepare(a)
    shapely.prepare(b)
    points = shapely.points(lonlat)
    differ = shapely.contains(a, points) != shapely.contains(b, points)
    if not differ.any():
        return 0
    tree = cKDTree(ecef(*outline_samples(one, beyond_m / 4).T))
    distance, _ = tree.query(ecef(*lonlat[differ].T))
    return int((distance > beyond_m * 1.25).sum())
