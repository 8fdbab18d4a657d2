"""An edge covered by balls, coarse and fine: what bearings from a place are taken from."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
from scipy.spatial import cKDTree

from skywitness.aliases import Floats, Indices
from skywitness.earth import Discs, chord_at_most

FEW_BALLS = 24
COARSEST = 10  # the coarsest cover has balls 4**10 times the finest


@dataclass(frozen=True)
class Cover:
    """Balls (ECEF metres) that together hold an edge; every centre lies on the edge.

    ``east`` and ``north`` are the local unit vectors at the centres, shape ``(n, 3)``. The balls of
    the next finer cover that lie within ball ``k`` are ``finer[starts[k]:starts[k + 1]]``; the
    finest cover has none.
    """

    centre: Floats
    radius: float
    tree: cKDTree
    lon: Floats
    lat: Floats
    east: Floats
    north: Floats
    finer: Indices
    starts: Indices

    def __len__(self) -> int:
        """The number of balls."""
        return len(self.lon)

    def within(self, who: Indices, ball: Indices) -> tuple[Indices, Indices]:
        """Each ``ball`` replaced by the finer ones within it, ``who`` repeated to match."""
        if not len(ball):  # the finest cover has none within
            return who, ball
        count = np.diff(self.starts)[ball]
        first = np.repeat(self.starts[ball], count)
        step = np.arange(len(first)) - np.repeat(np.cumsum(count) - count, count)
        return np.repeat(who, count), self.finer[first + step]


class Covers:
    """The covers of one edge; levels are a factor of four apart, 0 being the pieces themselves."""

    def __init__(self, points: Floats, lonlat: Floats, half: float) -> None:
        """Cover pieces that start at ``points`` (ECEF metres, shape ``(n, 3)``).

        ``lonlat`` (degrees, shape ``(n, 2)``) are the same points, ``half`` half the longest piece
        in metres.
        """
        self._p = points
        self._start = lonlat
        self._half = half
        self._unit = max(half, 4.0)
        self._made: dict[int, Cover] = {}

    def level(self, radius: Floats) -> npt.NDArray[np.int64]:
        """The coarsest level whose balls have about each ``radius`` in metres, or less."""
        level = np.floor(np.log(np.maximum(radius / self._unit, 1)) / np.log(4))
        return np.asarray(np.minimum(level, COARSEST), dtype=np.int64)

    def at(self, level: int) -> Cover:
        """The cover of a level."""
        if level not in self._made:
            self._made[level] = self._make(level)
        return self._made[level]

    @cached_property
    def coarse(self) -> int:
        """The finest level that has only a few balls."""
        levels = range(COARSEST, -1, -1)
        crowded = (k for k in levels if len(self._representatives(k)) > FEW_BALLS)
        return min(next(crowded, -1) + 1, COARSEST)

    def _representatives(self, level: int) -> Indices:
        """One piece's start for every cube of the level's size that holds any; all at level 0."""
        if level == 0:
            return np.arange(len(self._p))
        return np.unique(self._cubes(level, self._p), return_index=True)[1]

    def _cubes(self, level: int, points: Floats) -> npt.NDArray[np.int64]:
        """The number of each point's cube; cubes of one level nest in those of the next."""
        side = self._unit * 4**level / np.sqrt(3)
        # No side is shorter than 9 m, so the Earth is under 2**21 of them across.
        xyz = np.floor(points / side).astype(np.int64) + (1 << 20)
        return np.asarray((xyz[:, 0] << 42) | (xyz[:, 1] << 21) | xyz[:, 2])

    def _make(self, level: int) -> Cover:
        # Piece ends lie on the edge to a millimetre, their middles a few below the surface.
        index = self._representatives(level)
        points, start = self._p[index], self._start[index]
        reach = 2 * self._half
        finer = starts = np.empty(0, dtype=np.intp)
        if level:
            reach += self._unit * 4**level
            below = self._cubes(level, self._p[self._representatives(level - 1)])
            mine = self._cubes(level, points)
            order = np.argsort(mine)
            parent = order[np.searchsorted(mine[order], below)]
            finer = np.argsort(parent, kind="stable")
            starts = np.searchsorted(parent[finer], np.arange(len(mine) + 1))
        lon, lat = start[:, 0], start[:, 1]
        lam, phi = np.radians(lon), np.radians(lat)
        east = np.column_stack((-np.sin(lam), np.cos(lam), np.zeros_like(lam)))
        north = np.column_stack(
            (-np.sin(phi) * np.cos(lam), -np.sin(phi) * np.sin(lam), np.cos(phi))
        )
        return Cover(points, reach, tree_of(points), lon, lat, east, north, finer, starts)


def tree_of(points: Floats) -> cKDTree:
    """An index of points for nearest-point questions from near and far.

    With bounding boxes drawn tight (the default) a question from far away, where all points are
    about as near, takes up to a hundred times as long.
    """
    return cKDTree(points, leafsize=24, compact_nodes=False, balanced_tree=False)


def edge_balls(cover: Cover, discs: Discs, reach: Floats) -> list[Indices]:
    """For each disc, the balls of ``cover`` with edge within ``reach`` metres of its centre."""
    chord = chord_at_most(reach) + cover.radius
    found = cover.tree.query_ball_point(discs.xyz, chord, return_sorted=False)
    return [np.asarray(f, dtype=np.intp) for f in found]
