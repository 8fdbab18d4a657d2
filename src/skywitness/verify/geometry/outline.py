"""The edge of a shape as points in space, close enough to bound distances from it.

Edges are geodesics. They are cut into pieces of at most :data:`SPACING` metres by points on them;
a piece departs from its chord by no more than its sagitta, length²/(8 R) for the least radius of
curvature R. Where the nearest of all points is ``d`` away, the nearest point of the edge is at
least sqrt(d² - (h/2)²) away, for it is within half a piece's length h of a point and, unless it is
that point, the way to it meets the piece at a right angle.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import shapely
from scipy.spatial import cKDTree
from shapely.geometry.base import BaseGeometry

from skywitness.verify.geometry.earth import (
    GEODESIC,
    LEAST_RADIUS,
    Array,
    Flags,
    Index,
    Spots,
    arc_at_least,
    arc_at_most,
    to_space,
)
from skywitness.verify.statements.failure import FailedError

#: Longest piece of an edge, in metres.
SPACING = 1000.0
#: Most pieces of one shape.
MOST = 20_000_000
#: Nearer than this many pieces, distances are taken to the pieces and not to their ends.
CLOSE = 5.0
#: So few positions are always measured to the pieces.
FEW = 16
CHUNK = 2000
#: Points of a shape that is made of points to which geodesics are taken.
NEAREST = 4


@dataclass(frozen=True)
class Vertices:
    """A shape's densified rings or lines: degrees ``(n, 2)`` and the ring of each vertex.

    ``turn`` is 1 for rings to be walked as given, -1 for those to be walked backwards so that land
    lies on the left; 0 for lines and points.
    """

    xy: Array
    ring: Index
    turn: Index
    area: bool

    def pieces(self) -> tuple[Index, Index]:
        """Where every piece starts and ends, cuts of the map included."""
        start = np.flatnonzero(self.ring[:-1] == self.ring[1:])
        return start, start + 1


def densified(geometry: BaseGeometry) -> Vertices:
    """A geometry's vertices with points put in along its geodesics.

    Raises:
        FailedError: the shape is empty or has too many pieces.
    """
    parts = shapely.get_parts([geometry])
    area = bool(len(parts)) and parts[0].geom_type == "Polygon"
    lines, holes = parts, np.zeros(len(parts), dtype=bool)
    if area:
        lines, owner = shapely.get_rings(parts, return_index=True)
        holes = np.concatenate(([False], owner[1:] == owner[:-1]))
    xy, ring = shapely.get_coordinates(lines, return_index=True)
    if not len(xy):
        raise FailedError("a shape is empty")
    turn = np.zeros(len(lines), dtype=np.intp)
    if area:
        ccw = shapely.is_ccw(lines)
        turn = np.where(ccw != holes, 1, -1)
    if parts[0].geom_type == "Point":
        return Vertices(xy, np.arange(len(xy)), turn, False)
    return _cut(xy, ring, turn, area)


def _cut(xy: Array, ring: Index, turn: Index, area: bool) -> Vertices:
    """Vertices with every edge cut into pieces of at most the spacing."""
    space = to_space(*xy.T)
    count = np.ones(len(xy), dtype=np.int64)
    edge = np.flatnonzero(ring[:-1] == ring[1:])
    chord = np.linalg.norm(space[edge + 1] - space[edge], axis=1)
    count[edge] = np.maximum(1, np.ceil(arc_at_most(chord) / SPACING)).astype(np.int64)
    if int(count.sum()) > MOST:
        raise FailedError(f"a shape's edge has more than {MOST:,} pieces")
    owner = np.repeat(np.arange(len(xy)), count)
    step = np.arange(len(owner)) - np.repeat(np.cumsum(count) - count, count)
    out = xy[owner].copy()
    added = np.flatnonzero(step)
    long = np.flatnonzero(count > 1)
    azimuth, length = np.zeros(len(xy)), np.zeros(len(xy))
    a, b = xy[long], xy[long + 1]
    azimuth[long], _, length[long] = GEODESIC.inv(a[:, 0], a[:, 1], b[:, 0], b[:, 1])
    who = owner[added]
    way = length[who] * step[added] / count[who]
    lon, lat, _ = GEODESIC.fwd(xy[who, 0], xy[who, 1], azimuth[who], way)
    lon = np.asarray(lon)
    # A point just across the cut of the map is written on the side its edge started from.
    lon = np.where(np.abs(lon - xy[who, 0]) > 180, lon - np.sign(lon) * 360, lon)
    out[added] = np.column_stack((lon, lat))
    return Vertices(out, ring[owner], turn, area)


def cuts(a: Array, b: Array) -> Flags:
    """Pieces (from ``a`` to ``b`` in degrees) that are there only because the map was cut.

    These lie on a pole, or on one side of the antimeridian beside a piece on the other side.
    """
    pole = (np.abs(a[:, 1]) == 90) & (b[:, 1] == a[:, 1])
    found: Flags = np.asarray(pole)
    for side in (-180.0, 180.0):
        here = np.flatnonzero((a[:, 0] == side) & (b[:, 0] == side))
        there = np.flatnonzero((a[:, 0] == -side) & (b[:, 0] == -side))
        if not len(here) or not len(there):
            continue
        middle = (a[here, 1] + b[here, 1]) / 2
        bottom = np.minimum(a[there, 1], b[there, 1])
        top = np.maximum(a[there, 1], b[there, 1])
        order = np.argsort(bottom)
        highest = np.maximum.accumulate(top[order])
        at = np.searchsorted(bottom[order], middle, side="right") - 1
        found[here] |= (at >= 0) & (highest[np.maximum(at, 0)] >= middle)
    return found


class Outline:
    """A shape's edge, indexed; everything is about the shape as drawn."""

    def __init__(self, vertices: Vertices) -> None:
        """Index the pieces that are edge."""
        self.vertices = vertices
        start, end = vertices.pieces()
        if len(start):
            keep = ~cuts(vertices.xy[start], vertices.xy[end])
            start, end = start[keep], end[keep]
            if not len(start):
                raise FailedError("a shape has no edge")
        self.space = to_space(*vertices.xy.T)
        self.first, self.last = start, end
        used = np.unique(np.concatenate((start, end))) if len(start) else np.arange(len(self.space))
        self.samples = used
        self.tree = cKDTree(self.space[used], leafsize=24, compact_nodes=False, balanced_tree=False)
        self.longest = 0.0
        self.starts = self.tree
        if len(start):
            self.longest = float(np.linalg.norm(self.space[end] - self.space[start], axis=1).max())
            self.starts = cKDTree(
                self.space[start], leafsize=24, compact_nodes=False, balanced_tree=False
            )
        self.levels: dict[int, Any] = {}
        self.sagitta = 1.01 * self.longest**2 / (8 * LEAST_RADIUS) + 1e-3

    @cached_property
    def touching(self) -> tuple[Index, Index]:
        """For each vertex the piece that ends there and the one that starts there, or -1."""
        before = np.full(len(self.space), -1, dtype=np.intp)
        after = np.full(len(self.space), -1, dtype=np.intp)
        before[self.last] = np.arange(len(self.last))
        after[self.first] = np.arange(len(self.first))
        return before, after

    def distance(self, spots: Spots) -> tuple[Array, Array]:
        """Least and greatest metres that can lie between each centre and the edge as drawn."""
        if not self.longest:
            return self._points(spots)
        far, nearest = self.tree.query(spots.space)
        low, high = far.copy(), far.copy()
        low = np.sqrt(np.maximum(far**2 - (self.longest / 2) ** 2, 0.0)) - self.sagitta
        close = (far < CLOSE * self.longest) | (len(spots) <= FEW)
        for chunk in _chunks(np.flatnonzero(close)):
            exact = self._pieces(spots.space[chunk], far[chunk])
            low[chunk], high[chunk] = exact - self.sagitta, exact + self.sagitta
        lon, lat = self.vertices.xy[self.samples[nearest]].T
        direct = np.asarray(GEODESIC.inv(spots.lon, spots.lat, lon, lat)[2]) + 1e-3
        return arc_at_least(np.maximum(low, 0.0)), np.minimum(arc_at_most(high), direct)

    def _points(self, spots: Spots) -> tuple[Array, Array]:
        """The same from a shape of points: geodesics to the nearest, the rest by their chords."""
        count = min(NEAREST, len(self.samples))
        far, nearest = self.tree.query(spots.space, k=np.arange(1, count + 1))
        lon, lat = self.vertices.xy[self.samples[nearest]].transpose(2, 0, 1)
        x = np.repeat(spots.lon[:, None], count, axis=1)
        y = np.repeat(spots.lat[:, None], count, axis=1)
        direct = np.asarray(GEODESIC.inv(x, y, lon, lat)[2]).min(axis=1)
        rest = arc_at_least(far[:, -1]) if count < len(self.samples) else np.inf
        return np.minimum(direct, rest), direct

    def _pieces(self, space: Array, far: Array) -> Array:
        """Chord to the nearest piece: its start is within ``far`` and one piece's length."""
        reach = far + self.longest + self.sagitta
        found = self.starts.query_ball_point(space, reach, return_sorted=False)
        sizes = np.array([len(f) for f in found])
        piece = np.concatenate([np.asarray(f, dtype=np.intp) for f in found])
        who = np.repeat(np.arange(len(space)), sizes)
        a, b = self.space[self.first[piece]], self.space[self.last[piece]]
        along, out = b - a, space[who] - a
        size = np.maximum((along * along).sum(axis=1), 1e-12)
        share = np.clip((along * out).sum(axis=1) / size, 0.0, 1.0)
        apart = np.linalg.norm(out - share[:, None] * along, axis=1)
        return np.asarray(np.minimum.reduceat(apart, np.cumsum(sizes) - sizes))


def _chunks(index: Index) -> list[Index]:
    return [index[k : k + CHUNK] for k in range(0, len(index), CHUNK)]
