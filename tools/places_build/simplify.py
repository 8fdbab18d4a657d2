"""Thinning borders and shores so that neighbours keep the same line.

Rings are cut where lines of different countries meet or part (the idea of TopoJSON's arcs); each
arc is thinned once, in one direction, whoever it belongs to, so that a shared border stays shared.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from skywitness.places.names.mending import valid_parts
from skywitness.places.shapes.overlaps import polygons as polygons_of

GRID = 1e-4  # degrees; the published sets' own grid
METRES_PER_DEGREE = 111_320.0
SMALL = 400  # vertices: an outline this short is kept whole rather than repaired
PIECE = 64  # vertices: short enough for one scale of longitude to hold along a piece


def keys_of(xy: NDArray[np.float64]) -> NDArray[np.int64]:
    """One integer per vertex on the grid."""
    q = np.rint(xy / GRID).astype(np.int64)
    return (q[:, 0] + 2_000_000) * 4_000_000 + (q[:, 1] + 1_000_000)


def junctions(rings: list[NDArray[np.float64]]) -> NDArray[np.int64]:
    """Sorted keys of vertices where rings meet, part or touch an artificial edge of the map."""
    starts, ends, forced = [], [], []
    for ring in rings:
        k = keys_of(ring)
        starts.append(k[:-1])
        ends.append(k[1:])
        edge = (np.abs(ring[:, 0]) >= 180 - GRID / 2) | (np.abs(ring[:, 1]) >= 85.05)
        forced.append(k[edge])
    a, b = np.concatenate(starts), np.concatenate(ends)
    one, other = np.concatenate([a, b]), np.concatenate([b, a])
    order = np.lexsort((other, one))
    one, other = one[order], other[order]
    fresh = np.append(True, (one[1:] != one[:-1]) | (other[1:] != other[:-1]))
    vertex, degree = np.unique(one[fresh], return_counts=True)
    return np.unique(np.concatenate([vertex[degree != 2], *forced]))


def _arcs(ring: NDArray[np.float64], stops: NDArray[np.int64]) -> list[NDArray[np.float64]]:
    """The ring cut at junctions; without any it is turned to start at its least vertex."""
    keys = keys_of(ring[:-1])
    found = np.minimum(np.searchsorted(stops, keys), len(stops) - 1)
    at = np.flatnonzero(stops[found] == keys) if len(stops) else np.empty(0, dtype=np.int64)
    first = int(at[0]) if len(at) else int(np.argmin(keys))
    turned = np.concatenate([ring[first:-1], ring[:first], ring[first : first + 1]])
    if not len(at):
        half = len(turned) // 2  # two arcs, so that a ring never thins to a point
        return [turned[: half + 1], turned[half:]] if half else [turned]
    cuts = np.append(at - first, len(turned) - 1)
    return [turned[i : j + 1] for i, j in pairwise(cuts)]


def _thin_arc(
    arc: NDArray[np.float64], tolerance_m: float, careful: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Douglas-Peucker on the local plane, same result from either end; careful pieces unthinned."""
    ka, kb = keys_of(arc[[0, -1]])
    turned = bool(ka > kb) or (ka == kb and tuple(arc[1]) > tuple(arc[-2]))
    line = arc[::-1] if turned else arc
    pieces = []
    for i in range(0, len(line) - 1, PIECE):
        piece = line[i : i + PIECE + 1]
        limit = tolerance_m / 64 if _any_in(keys_of(piece), careful) else tolerance_m
        scale = np.array([np.cos(np.radians(np.abs(piece[:, 1]).min())), 1.0])
        thin = shapely.simplify(
            shapely.linestrings(piece * scale),
            limit / METRES_PER_DEGREE,
            preserve_topology=False,
        )
        kept = shapely.get_coordinates(thin) / scale
        pieces.append(kept if i == 0 else kept[1:])
    out = np.rint(np.concatenate(pieces) / GRID) * GRID
    return out[::-1] if turned else out


def _any_in(keys: NDArray[np.int64], pool: NDArray[np.int64]) -> bool:
    if not len(pool):
        return False
    found = np.minimum(np.searchsorted(pool, keys), len(pool) - 1)
    return bool((pool[found] == keys).any())


def _thin_ring(
    ring: NDArray[np.float64],
    stops: NDArray[np.int64],
    tolerance_m: float,
    careful: NDArray[np.int64],
) -> NDArray[np.float64]:
    """A ring thinned; small ones get a smaller tolerance rather than vanish."""
    arcs = _arcs(ring, stops)
    for divisor in (1, 4, 16):
        thin = [_thin_arc(a, tolerance_m / divisor, careful) for a in arcs]
        joined = np.concatenate([thin[0], *(t[1:] for t in thin[1:])])
        if len(joined) >= 5:
            return joined
    return ring


def thinned(
    countries: dict[str, list[BaseGeometry]],
    tolerance_m: float,
    careful: NDArray[np.int64] | None = None,
) -> dict[str, list[BaseGeometry]]:
    """Every country's polygons within about ``tolerance_m`` metres, shared borders kept shared.

    ``careful`` are sorted keys (:func:`keys_of`) of vertices whose surroundings are not thinned:
    where thinning alone made a ring cross itself and the repair lost land.
    """
    careful = np.empty(0, dtype=np.int64) if careful is None else careful
    rings = [
        shapely.get_coordinates(r)
        for ps in countries.values()
        for p in ps
        for r in (p.exterior, *p.interiors)
    ]
    stops = junctions(rings)
    out: dict[str, list[BaseGeometry]] = {}
    for code, polygons in countries.items():
        out[code] = []
        for p in polygons:
            shell = _thin_ring(shapely.get_coordinates(p.exterior), stops, tolerance_m, careful)
            holes = [
                _thin_ring(shapely.get_coordinates(r), stops, tolerance_m, careful)
                for r in p.interiors
            ]
            thin = shapely.Polygon(shell, holes)
            small = len(p.exterior.coords) <= SMALL
            out[code].append(p if small and not thin.is_valid else thin)
    return out


def densified(xy: NDArray[np.float64], sag_m: float) -> NDArray[np.float64]:
    """Vertices added so that no edge's geodesic leaves its straight lon/lat line by > ``sag_m``.

    Sagitta of a chord of east-west length L at latitude phi: L^2 tan(phi) / (8 R).
    """
    lat = np.radians(np.clip(np.abs(xy[:, 1]), 0, 89.5))
    steep = np.maximum(lat[:-1], lat[1:])
    east = np.abs(np.diff(xy[:, 0])) * METRES_PER_DEGREE * np.cos(np.minimum(lat[:-1], lat[1:]))
    longest = np.sqrt(8 * 6_371_000.0 * sag_m / np.maximum(np.tan(steep), 1e-6))
    n = np.maximum(1, np.ceil(east / longest)).astype(int)
    along_edge_of_map = (np.abs(xy[:-1, 0]) == 180) & (xy[:-1, 0] == xy[1:, 0])
    n[along_edge_of_map] = 1
    if n.max() == 1:
        return xy
    start = np.repeat(np.arange(len(n)), n)
    step = np.arange(len(start)) - np.repeat(np.cumsum(n) - n, n)
    t = (step / n[start])[:, None]
    points = xy[start] + t * (xy[start + 1] - xy[start])
    return np.concatenate([points, xy[-1:]])


def patched(
    shipped: list[BaseGeometry], reference: list[BaseGeometry], lost: NDArray[np.float64]
) -> list[BaseGeometry]:
    """The source's own land put back around ``lost`` points (n, 2), in boxes of about 2 km.

    Spits and islets that the repair of a thinned ring dropped; widened by half a grid step, so that
    land thinner than the grid does not vanish again.
    """
    if not len(lost):
        return shipped
    lat = np.clip(np.abs(lost[:, 1]), 0, 89)
    dx, dy = 0.01 / np.cos(np.radians(lat)), 0.01
    x, y = lost[:, 0], lost[:, 1]
    boxes = shapely.union_all(
        shapely.box(np.maximum(x - dx, -180), y - dy, np.minimum(x + dx, 180), y + dy)
    )
    near = np.unique(shapely.STRtree(reference).query(shapely.get_parts(boxes))[1])
    pieces = [
        shapely.buffer(q, GRID * 0.6, join_style="mitre")
        for k in near
        for q in polygons_of(shapely.intersection(reference[int(k)], boxes))
    ]
    joined = shapely.set_precision(shapely.union_all([*shipped, *pieces]), GRID)
    within = shapely.box(-180, -90, 180, 90)
    return polygons_of(shapely.intersection(joined, within, grid_size=GRID))


def apart(polygons: list[BaseGeometry]) -> list[BaseGeometry]:
    """Islands trimmed where thinning made them meet the largest land, so that they stay islands."""
    areas = shapely.area(np.array(polygons, dtype=object))
    main = polygons[int(np.argmax(areas))]
    shapely.prepare(main)
    gap = None
    out = []
    for p in polygons:
        if p is main or not shapely.dwithin(main, p, 2 * GRID):
            out.append(p)
            continue
        if gap is None:
            gap = shapely.buffer(main, 2 * GRID, quad_segs=1)
            shapely.prepare(gap)
        out.extend(polygons_of(shapely.difference(p, gap)))
    return out


def finished(polygons: list[BaseGeometry], sag_m: float) -> list[BaseGeometry]:
    """Valid polygons on the grid, edges short enough to be read as geodesics."""
    dense = [
        shapely.Polygon(
            densified(shapely.get_coordinates(p.exterior), sag_m),
            [densified(shapely.get_coordinates(r), sag_m) for r in p.interiors],
        )
        for p in polygons
    ]
    mended = [q for p in dense for q in valid_parts(p)]
    joined = shapely.unary_union(apart(mended))
    snapped = shapely.set_precision(joined, GRID)
    return [p for p in shapely.get_parts(snapped) if p.geom_type == "Polygon" and not p.is_empty]
