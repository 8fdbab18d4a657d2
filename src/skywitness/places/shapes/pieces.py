"""Connected land: which polygons belong together, and the largest such group."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry


def connected(parts: Sequence[BaseGeometry]) -> list[list[int]]:
    """Indices of the parts of one valid MultiPolygon that are one piece of land on the Earth.

    Parts of a valid MultiPolygon share no edge, so only those that meet across the antimeridian
    belong together: an edge on +180 and one on -180 with latitudes in common.
    """
    spans: list[tuple[float, int, BaseGeometry]] = []
    bounds = shapely.bounds(np.asarray(parts, dtype=object))
    for edge, column in ((-180.0, 0), (180.0, 2)):
        for k in np.flatnonzero(bounds[:, column] == edge):
            meridian = shapely.LineString([(edge, -90), (edge, 90)])
            line = shapely.intersection(parts[int(k)].exterior, meridian)
            spans.append((edge, int(k), shapely.transform(line, lambda c: c * [0.0, 1.0])))
    group = list(range(len(parts)))
    for (s, a, x), (t, b, y) in itertools.combinations(spans, 2):
        if s != t and shapely.length(shapely.intersection(x, y)) > 0:
            old, new = group[a], group[b]
            group = [new if g == old else g for g in group]
    out: dict[int, list[int]] = {}
    for number, root in enumerate(group):
        out.setdefault(root, []).append(number)
    return list(out.values())


def rough_km2(parts: Sequence[BaseGeometry]) -> NDArray[np.float64]:
    """Areas good to a few per cent for pieces of any one latitude: enough to rank them."""
    array = np.asarray(parts, dtype=object)
    bounds = shapely.bounds(array)
    cos = np.cos(np.radians((bounds[:, 1] + bounds[:, 3]) / 2))
    return np.asarray(shapely.area(array) * cos * 111.32 * 110.57)


def mainland(
    parts: Sequence[BaseGeometry], attached: Sequence[Sequence[float]] = ()
) -> list[BaseGeometry]:
    """The polygons of the largest connected land, and those that hold an ``attached`` point.

    ``attached`` (lon, lat) are pieces whose neck to the mainland is thinner than the shapes' error.
    """
    sizes = rough_km2(parts)
    best = set(max(connected(parts), key=lambda g: sum(float(sizes[k]) for k in g)))
    if len(attached):
        points = shapely.points(np.array(attached, dtype=float))
        found, _ = shapely.STRtree(points).query(parts, predicate="intersects")
        best |= {int(k) for k in found}
    return [parts[k] for k in sorted(best)]
