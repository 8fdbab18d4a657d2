"""The sea shore of a place: the parts of its edge with no other land beyond."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import numpy as np
import shapely
from scipy.spatial import cKDTree
from shapely.geometry.base import BaseGeometry

from skywitness.earth import ecef
from skywitness.errors import PlaceError
from skywitness.places.names import atlas
from skywitness.places.names.contested import multi
from skywitness.places.place import Place
from skywitness.places.shapes.overlaps import polygons
from skywitness.places.shapes.sampling import rings_of, samples

BEYOND_M = 2500.0  # other land nearer than this makes an edge a border
SAMPLE_M = 500.0
THIN_M = 300.0  # left-over land thinner than this is how two shapes differ, not a neighbour
OFFSHORE_DEG = 0.05  # a position with no land so near is at sea, whatever the map's error
ROUNDED_DEG = 1e-3  # more than the rounding of a country's box
MARGIN_DEG = 0.5  # bounding boxes only; every decision is taken in metres

Box = tuple[float, float, float, float]


@lru_cache(maxsize=64)
def coast_of(place: Place) -> Place:
    """The sea shore of a place with an area, as a place of kind ``region`` made of lines.

    An edge within 2.5 km of another country's land, or of the rest of the place's own country where
    the place is a part of it, is a border. Up to that much of the shore beside a border's end is
    left out, so the error grows by 2.5 km (and half the sampling). For a sea area it is the edge
    beside land. Raises :class:`PlaceError` for a point or line and for a place without shore.
    """
    own = polygons(place.geometry)
    if not own:
        raise PlaceError(
            f"{place.name} has no area, so no coast", remedy="name a country, region, island or sea"
        )
    rings = rings_of(own)
    points, ring = samples(rings, SAMPLE_M)
    others = _land_around(own) if place.kind == "sea" else _neighbours(own)
    near = np.zeros(len(points), dtype=bool)
    if others:
        beside, _ = samples(rings_of(others), SAMPLE_M)
        reach = SAMPLE_M * 2 if place.kind == "sea" else BEYOND_M
        distance, _ = cKDTree(ecef(*beside.T)).query(
            ecef(*points.T), distance_upper_bound=reach + SAMPLE_M
        )
        near = distance <= reach + SAMPLE_M / 2
    lines = _runs(points, ring, near if place.kind == "sea" else ~near)
    if lines.is_empty:
        raise PlaceError(f"{place.name} has no sea shore", remedy="measure from the place itself")
    error = None if place.error_m is None else place.error_m + BEYOND_M + SAMPLE_M / 2
    return replace(
        place,
        id=f"coast:{place.id}",
        name=f"coast of {place.name}",
        kind="region",
        geometry=lines,
        error_m=error,
        notes=(
            *place.notes,
            f"shore: the edge with no other land within {BEYOND_M / 1000:.1f} km beyond; "
            "this distance is counted in the error",
        ),
    )


@lru_cache(maxsize=1)
def _all_land() -> tuple[shapely.STRtree, np.ndarray]:
    """Every shipped polygon in one tree, and its country."""
    codes, land = [], []
    for a3 in atlas.index().countries:
        parts = shapely.get_parts(atlas.shape(a3))
        codes.extend([a3] * len(parts))
        land.extend(parts)
    return shapely.STRtree(land), np.array(codes)


@lru_cache(maxsize=4096)
def at_sea(lon: float, lat: float) -> bool:
    """Whether no mapped land lies near a position (degrees): none within 0.05° of it either way."""
    near = (lon - OFFSHORE_DEG, lat - OFFSHORE_DEG, lon + OFFSHORE_DEG, lat + OFFSHORE_DEG)
    box = shapely.box(*near)
    return not any(
        shapely.intersects(atlas.shape(country.a3), box)
        for country in atlas.index().countries.values()
        if _meet(near, country.bbox)  # few do, and shapes take long to read
    )


def _meet(one: Box, other: Box) -> bool:
    """Whether two boxes (west, south, east, north) overlap or nearly do."""
    (w, s, e, n), (west, south, east, north) = one, other
    return (w <= east + ROUNDED_DEG and west <= e + ROUNDED_DEG
            and s <= north + ROUNDED_DEG and south <= n + ROUNDED_DEG)  # fmt: skip


def _land_around(own: list[BaseGeometry]) -> list[BaseGeometry]:
    tree, _ = _all_land()
    boxes = shapely.box(*shapely.bounds(np.asarray(own, dtype=object)).T)
    return list(tree.geometries[np.unique(tree.query(boxes)[1])])


def _neighbours(own: list[BaseGeometry]) -> list[BaseGeometry]:
    """Other countries' land around the place; of countries that cover it, what adjoins it."""
    tree, codes = _all_land()
    bounds = shapely.bounds(np.asarray(own, dtype=object)) + np.array([-1, -1, 1, 1]) * MARGIN_DEG
    near = np.unique(tree.query(shapely.box(*bounds.T))[1])
    inside = multi(own)
    big = own[int(np.argmax(shapely.area(np.asarray(own, dtype=object))))]
    point = shapely.point_on_surface(big)
    covering = set(codes[tree.query(point, predicate="intersects")])
    out: list[BaseGeometry] = []
    shapely.prepare(inside)
    pieces = shapely.STRtree(own)
    drawn = {p.wkb for p in own}
    for k in near:
        polygon = tree.geometries[k]
        if polygon.wkb in drawn:
            continue  # the place's own piece
        if not shapely.intersects(inside, polygon):
            if codes[k] not in covering:
                out.append(polygon)
            continue
        over = shapely.union_all(pieces.geometries[pieces.query(polygon)])
        rest = [q for q in polygons(shapely.difference(polygon, over)) if not _thin(q)]
        if codes[k] in covering:
            rest = [q for q in rest if shapely.intersects(inside, shapely.buffer(q, 1e-3))]
        out.extend(rest)
    return out


def _thin(polygon: BaseGeometry) -> bool:
    """Whether a polygon is a thread left by a difference of two shapes."""
    cos = float(np.cos(np.radians(polygon.centroid.y)))
    metres = shapely.transform(polygon, lambda c: c * [111_320.0 * cos, 110_600.0])
    return bool(2 * metres.area / max(metres.length, 1.0) < THIN_M)


def _runs(points: np.ndarray, ring: np.ndarray, keep: np.ndarray) -> BaseGeometry:
    """Lines through consecutive kept points of one ring."""
    if not keep.any():
        return shapely.MultiLineString()
    joined = keep[:-1] & keep[1:] & (ring[:-1] == ring[1:])
    step = np.abs(np.diff(points[:, 0])) < 180.0
    run = np.concatenate([[0], np.cumsum(~(joined & step))])
    _, index, counts = np.unique(run[keep], return_inverse=True, return_counts=True)
    long = counts[index] > 1
    lines = shapely.linestrings(
        points[keep][long], indices=np.unique(index[long], return_inverse=True)[1]
    )
    return shapely.multilinestrings(lines)
