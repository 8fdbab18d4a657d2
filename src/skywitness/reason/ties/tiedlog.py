"""Places tied by ways between them, excluded tile by tile in an order that others can follow.

The search of a check (:mod:`skywitness.reason.ties.pruning`) keeps only what it needs to go on.
What others are to check is made here, anew and in a plain way: cells of each place are dropped
where a constraint fails all over them, or where no cell of another place is at a distance that is
allowed; what is left is quartered, and so on until a place has nothing left.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
import numpy.typing as npt
from scipy.spatial.distance import cdist

from skywitness.aliases import Floats
from skywitness.claims.meaning.parts import Constraint
from skywitness.claims.meaning.spots import Spot
from skywitness.earth import geodesic_at_least, geodesic_at_most
from skywitness.reason.regions.cells import DEEPEST, Cells, join, whole_earth
from skywitness.reason.regions.explore import finest_radius

#: Most cells that are left of one place.
MOST_CELLS = 2_500
#: Cells of a place of which nothing is said alone are no smaller than this (metres).
FINEST = 500.0
#: By how much a distance must miss what is allowed, as a share of the cells and in metres: others
#: draw the discs about cells a little differently.
SHARE, METRES = 0.02, 2.0
PASSES = 6
#: Cells of the first place held against all of the second at once, so that it fits a cache.
BLOCK = 32


@dataclass(frozen=True)
class Bound:
    """The way in metres between two places lies in ``[least, most]``."""

    first: Spot
    second: Spot
    least: float
    most: float


@dataclass(frozen=True)
class Step:
    """Cells of one place that go; a part or an edge, by its number, takes them."""

    place: Spot
    kind: Literal["part", "edge"]
    number: int
    cells: Cells


@dataclass
class Elimination:
    """What is left of each place, and in which order the rest went.

    ``rows`` are the numbered constraints of each place, ``edges`` the bounds between them.
    """

    rows: Mapping[Spot, Sequence[tuple[int, Constraint]]]
    edges: Sequence[Bound]
    stretch: float
    steps: list[Step] = field(default_factory=list)
    left: dict[Spot, Cells] = field(default_factory=dict)
    _kept: dict[int, tuple[Cells, Cells]] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        """Begin with all of the Earth for every place."""
        for place in self.rows:
            self.left[place] = whole_earth(1)
            self._by_parts(place)
        self._by_edges()

    @property
    def empty(self) -> bool:
        """Whether a place has nothing left."""
        return any(not len(cells) for cells in self.left.values())

    def turn(self) -> bool:
        """Quarter what is left and drop what cannot be; whether anything could be quartered."""
        able = False
        for place, cells in self.left.items():
            room = (MOST_CELLS - len(cells)) // 3
            radius = cells.discs().radius
            big = np.flatnonzero((radius > self._finest(place)) & (cells.level < DEEPEST))
            big = big[np.argsort(-radius[big], kind="stable")[: max(room, 0)]]
            if not len(big):
                continue
            able = True
            rest = np.delete(np.arange(len(cells)), big)
            new = self._fit(place, cells.take(big).children())
            self.left[place] = join([cells.take(rest), new])
        self._by_edges()
        return able

    def apart(self, first: Spot, second: Spot) -> float:
        """Metres that what is left of two places is apart at least."""
        if not len(self.left[first]) or not len(self.left[second]):
            return 0.0
        one, other = self.left[first].discs(), self.left[second].discs()
        low, _ = _ways(one.xyz, one.radius, other.xyz, other.radius)
        return max(float(low.min()), 0.0)

    def _finest(self, place: Spot) -> float:
        own = [c for _, c in self.rows[place]]
        finest = finest_radius(own) if own else FINEST
        for edge in self.edges:
            if place in (edge.first, edge.second) and edge.first != edge.second:
                width = edge.most - max(edge.least, 0.0)
                if 0 < width < np.inf:
                    finest = min(finest, max(width / 16, 5.0))
        return finest

    def _by_parts(self, place: Spot) -> None:
        self.left[place] = self._fit(place, self.left[place])

    def _fit(self, place: Spot, cells: Cells) -> Cells:
        """The cells in which no constraint fails; the others go."""
        for number, constraint in self.rows[place]:
            if not len(cells):
                break
            ((least, _),) = constraint.measure.stretch(cells.discs(), constraint.allowed)  # type: ignore[union-attr]
            gone = np.asarray(least > self.stretch)
            if gone.any():
                self.steps.append(Step(place, "part", number, cells.take(gone)))
                cells = cells.take(~gone)
        return cells

    def _by_edges(self) -> None:
        for _ in range(PASSES):
            some = False
            for number, edge in enumerate(self.edges):
                if self.empty:
                    return
                some |= self._by_edge(number, edge)
            if not some:
                return

    def _by_edge(self, number: int, edge: Bound) -> bool:
        """Drop cells of either place that are at no allowed way of any of the other's.

        Each cell that stays has one that stays for it, so that looking again finds nothing until
        another edge or a quartering has changed a place.
        """
        first, second = edge.first, edge.second
        seen = self._kept.get(number)
        if seen and seen[0] is self.left[first] and seen[1] is self.left[second]:
            return False
        some = False
        for place, can in zip((first, second), self._allowed(edge), strict=True):
            if place == first == second and some:
                continue  # ways are the same in both directions
            gone = ~can
            if gone.any():
                some = True
                self._drop(place, number, gone)
            if self.empty:
                return some
        self._kept[number] = self.left[first], self.left[second]
        return some

    def _drop(self, place: Spot, number: int, gone: npt.NDArray[np.bool_]) -> None:
        cells = self.left[place]
        self.steps.append(Step(place, "edge", number, cells.take(gone)))
        self.left[place] = cells.take(~gone)

    def _allowed(self, edge: Bound) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
        """Of each cell of both places, whether some cell of the other is at an allowed way."""
        one, other = self.left[edge.first].discs(), self.left[edge.second].discs()
        rows, columns = np.zeros(len(one), dtype=bool), np.zeros(len(other), dtype=bool)
        for begin in range(0, len(one), BLOCK):
            block = slice(begin, begin + BLOCK)
            low, high = _ways(one.xyz[block], one.radius[block], other.xyz, other.radius)
            can = (low <= edge.most) & (high >= edge.least)
            rows[block] = can.any(axis=1)
            columns |= can.any(axis=0)
        return rows, columns


def _ways(xyz: Floats, radius: Floats, others: Floats, radii: Floats) -> tuple[Floats, Floats]:
    """Bounds in metres on the ways between all discs of two sets (ECEF metres, radii in metres)."""
    chord = cdist(xyz, others)
    wide = (radius[:, None] + radii[None, :]) * (1 + SHARE) + METRES
    return geodesic_at_least(chord) - wide, geodesic_at_most(chord) + wide
