"""The edge of a union of cells of the cube, in whole numbers: no rounding, no seam, no pole.

Sides that two cells share cancel; what is left is linked into rings with the cells on their left.
The half circle of 180° is on sides of cells of every level but the coarsest. It is kept as a side
of both, so that no ring crosses the antimeridian; a pole stays one corner.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import shapely

from skywitness.aliases import Floats, Ints
from skywitness.reason.regions.cells import GRID, Cells

Corner = tuple[int, int, int]
Ring = list[Corner]


def rings(cells: Cells) -> list[Ring]:
    """Simple rings of corners on the grid around cells, which are of level 1 or deeper.

    Each has the cells on its left, seen from outside. A corner with y = ±1 and x < 0 lies at 180°,
    to its eastern (+1) or western side. Rings may touch in corners.
    """
    if not len(cells):
        return []
    if int(cells.level.min()) < 1:
        raise ValueError("a cell of level 0 may lie across the antimeridian")
    start, end = _edge(cells)
    return [ring for walk in _walks(start, end) for ring in _simple(walk)]


def _edge(cells: Cells) -> tuple[Ints, Ints]:
    """What is left of the cells' sides once those between two cells are gone, shape ``(m, 3)``."""
    corner = cells.grid()
    n = len(corner)
    side = np.where(corner[:, :, 1].sum(axis=1) > 0, 1, -1)
    first = corner.reshape(-1, 3)
    second = np.roll(corner, -1, axis=1).reshape(-1, 3)
    east = np.repeat(side, 4)
    axis = np.abs(second - first).argmax(axis=1)
    step = np.take_along_axis(second - first, axis[:, None], axis=1)[:, 0]
    behind = np.minimum(first[:, 0], second[:, 0]) < 0
    fixed = first.copy()
    seam = (axis != 1) & (first[:, 1] == 0) & behind
    fixed[seam, 1] = east[seam]
    rows = np.arange(4 * n)
    fixed[rows, axis] = 0
    ends = np.stack((first[rows, axis], second[rows, axis]))
    crossing = (axis == 1) & (first[:, 0] < 0)
    ends = np.where((ends == 0) & crossing, east, ends)
    return _left_over(axis, fixed, ends, np.sign(step))


def _left_over(axis: Ints, fixed: Ints, ends: Ints, sign: Ints) -> tuple[Ints, Ints]:
    """Add up, along each line, how often it is walked up and down; where that is not nought."""
    line = np.column_stack((axis, fixed))
    at = np.concatenate((ends.min(axis=0), ends.max(axis=0)))
    change = np.concatenate((sign, -sign))
    events = np.column_stack((np.concatenate((line, line)), at))
    order = np.lexsort(events.T[::-1])
    events, change = events[order], change[order]
    new = np.r_[True, (np.diff(events, axis=0) != 0).any(axis=1)]
    total = np.add.reduceat(change, np.flatnonzero(new))
    kept = total != 0
    events, total = events[new][kept], total[kept]
    # Every line's changes add up to nought, so the running sum begins anew by itself.
    net = np.cumsum(total)[:-1]
    used = net != 0
    low, high, net = events[:-1][used], events[1:][used], net[used]
    through = (low[:, 0] == 1) & (low[:, 1] == 0) & (np.abs(low[:, 3]) == GRID)
    through &= (low[:, 4] < 0) & (high[:, 4] > 0)  # a pole is a corner of what lies along it
    pole = low[through].copy()
    pole[:, 4] = 0
    low = np.concatenate((low, pole))
    high, net = np.concatenate((high, high[through])), np.concatenate((net, net[through]))
    high[: len(through)][through] = pole
    first, second = _corners(low), _corners(high)
    up = (net > 0)[:, None]
    return np.where(up, first, second), np.where(up, second, first)


def _corners(events: Ints) -> Ints:
    """The corners at positions on lines."""
    out = events[:, 1:4].copy()
    out[np.arange(len(out)), events[:, 0]] = events[:, 4]
    out[(out[:, 0] == 0) & (np.abs(out[:, 1]) == 1)] *= (1, 0, 1)  # the pole
    return out


def _walks(start: Ints, end: Ints) -> list[Ring]:
    """Link directed sides; where several go on, the one that keeps closest to the left."""
    firsts = [tuple(row) for row in start.tolist()]
    lasts = [tuple(row) for row in end.tolist()]
    leaving: dict[Corner, list[int]] = {}
    for k, corner in enumerate(firsts):
        leaving.setdefault(corner, []).append(k)
    unused = dict.fromkeys(range(len(firsts)))
    out = []
    while unused:
        k = next(iter(unused))
        begin, ring = k, []
        while True:
            del unused[k]
            ring.append(firsts[k])
            ways = leaving[lasts[k]]
            k = ways[0] if len(ways) == 1 else _leftmost(firsts[k], lasts[k], ways, lasts)
            if k == begin:
                break
        out.append(ring)
    return out


def _leftmost(came: Corner, here: Corner, ways: list[int], lasts: list[Corner]) -> int:
    """The way on that is met first when turning clockwise from where one came."""
    up = np.array(here, dtype=np.float64)
    up /= np.linalg.norm(up)
    east = np.cross(up, np.eye(3)[int(np.argmin(np.abs(up)))])
    east /= np.linalg.norm(east)
    north = np.cross(up, east)

    def turned(there: Corner) -> float:
        way = np.array(there, dtype=np.float64) - np.array(here)
        return float(np.arctan2(way @ north, way @ east))

    back = turned(came)
    full = 2 * np.pi
    return min(ways, key=lambda k: ((back - turned(lasts[k])) % full) or full)


def _simple(walk: Ring) -> list[Ring]:
    """A closed walk cut into rings that come to no corner twice."""
    out: list[Ring] = []
    path: Ring = []
    at: dict[Corner, int] = {}
    for corner in walk:
        if corner in at:
            cut = at[corner]
            out.append(path[cut:])
            for gone in path[cut:]:
                del at[gone]
            path = path[:cut]
        at[corner] = len(path)
        path.append(corner)
    return [*out, path]


def polygons(drawn: Sequence[Floats]) -> list[shapely.Polygon]:
    """Rings as drawn in a plane, shape ``(n, 2)`` each, as polygons.

    Those that run anticlockwise are shells. Each hole belongs to the smallest shell around it.
    """
    area = [_area(ring) for ring in drawn]
    shells = shapely.polygons(
        [shapely.linearrings(r) for r, a in zip(drawn, area, strict=True) if a > 0]
    )
    holes = [shapely.linearrings(r) for r, a in zip(drawn, area, strict=True) if a < 0]
    if not holes:
        return list(shells)
    size = shapely.area(shells)
    tree = shapely.STRtree(shells)
    mine: dict[int, list[shapely.LinearRing]] = {}
    for hole in holes:
        gap = shapely.polygons(hole)
        around = tree.query(gap.representative_point(), predicate="intersects")
        around = around[size[around] > gap.area]  # not an island in the hole
        mine.setdefault(int(around[np.argmin(size[around])]), []).append(hole)
    return [
        shapely.polygons(shapely.get_exterior_ring(shell), mine.get(k) or None)
        for k, shell in enumerate(shells)
    ]


def _area(ring: Floats) -> float:
    """Twice the signed area, positive anticlockwise."""
    x, y = ring.T
    return float(np.sum(x * np.roll(y, -1) - np.roll(x, -1) * y))


def normals(corners: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Unit surface normals of points of the grid, shape ``(n, 3)``."""
    out = np.tan(np.pi / 4 * corners / GRID)
    out /= np.linalg.norm(out, axis=1, keepdims=True)
    return np.asarray(out)
