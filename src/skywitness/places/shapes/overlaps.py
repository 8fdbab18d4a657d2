"""What the shapes of two countries both cover."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from skywitness.earth import GEOD

SLIVER_M2 = 5e6  # overlaps smaller than this are how two lines of one border were drawn
SLIVER_WIDTH_M = 500.0  # and so are longer ones that are thinner than this on average


def polygons(geometry: BaseGeometry) -> list[BaseGeometry]:
    """The polygons of a geometry, lines and points left out."""
    parts = shapely.get_parts(geometry)  # a copy of each: Russia has some thousands
    if (shapely.get_type_id(parts) > shapely.GeometryType.POLYGON).any():
        parts = shapely.get_parts(parts)
    kept = shapely.get_type_id(parts) == shapely.GeometryType.POLYGON
    return list(parts[kept & ~shapely.is_empty(parts)])


def is_area(polygon: BaseGeometry) -> bool:
    """Whether a polygon is more than a sliver."""
    area, perimeter = GEOD.geometry_area_perimeter(polygon)
    return bool(abs(area) > SLIVER_M2 and abs(area) / max(perimeter / 2, 1.0) > SLIVER_WIDTH_M)


def _is_whole(polygon: BaseGeometry, sizes: NDArray[np.float64]) -> bool:
    """Whether a polygon is as large as some piece of land: an island that both shapes have."""
    k = int(np.searchsorted(sizes, polygon.area))
    near = sizes[max(k - 1, 0) : k + 1]
    return bool((np.abs(near - polygon.area) < 1e-7 * polygon.area).any())


def of(one: Sequence[BaseGeometry], other: Sequence[BaseGeometry]) -> list[BaseGeometry]:
    """Disjoint polygons that both outlines cover, slivers along a common border left out."""
    return every({"A": one, "B": other}, set()).get(("A", "B"), [])


def every(
    land: Mapping[str, Sequence[BaseGeometry]], kept_out: set[frozenset[str]]
) -> dict[tuple[str, str], list[BaseGeometry]]:
    """Overlaps of every pair of countries, codes in order; pairs of one family are left out."""
    codes = np.array([c for c, ps in land.items() for _ in ps])
    shapes = np.array([p for ps in land.values() for p in ps], dtype=object)
    i, j = shapely.STRtree(shapes).query(shapes)
    first = codes[i] < codes[j]
    i, j = i[first], j[first]
    heavy = shapely.get_num_coordinates(shapes)
    large, small = np.where(heavy[i] >= heavy[j], i, j), np.where(heavy[i] >= heavy[j], j, i)
    shapely.prepare(shapes)
    met = shapely.intersects(shapes[large], shapes[small])  # the prepared side is the large one
    pairs: dict[tuple[str, str], list[BaseGeometry]] = defaultdict(list)
    whole: dict[tuple[str, str], list[float]] = defaultdict(list)
    for a, b in zip(i[met], j[met], strict=True):
        pair = (str(codes[a]), str(codes[b]))
        if frozenset(pair) not in kept_out:
            pairs[pair].extend(polygons(shapely.intersection(shapes[a], shapes[b])))
            whole[pair].extend(shapely.area(shapes[[a, b]]))
    out = {}
    for pair, found in pairs.items():
        joined = polygons(shapely.union_all(found)) if found else []
        sizes = np.sort(np.array(whole[pair]))
        areas = [p for p in joined if is_area(p) or _is_whole(p, sizes)]
        if any(is_area(p) for p in areas):
            out[pair] = areas
    return out
