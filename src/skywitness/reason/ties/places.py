"""Covers of unknown places: cells that may hold each of them, with the times and heights there.

Every cell of a place comes with a window of seconds in which the place's moment may lie if it lies
in that cell, and a window of its height: it is a prism in space and time. Distances between two
cells are bounded from their centres and radii.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
from scipy.spatial.distance import cdist

from skywitness.aliases import Floats
from skywitness.claims.meaning.spots import Spot
from skywitness.earth import geodesic_at_least, geodesic_at_most
from skywitness.reason.regions.cells import Cells, whole_earth
from skywitness.reason.regions.explore import Explorer, Level, Row, merge
from skywitness.reason.work import Kept, within

#: Cells of a place from which on it is not split further.
MOST_CELLS = 1_200
FIRST = 2  # level of the cells to begin with
ENOUGH = 48  # cells of a cover before it is first held against others
TALL = 2.0  # cells this many times higher than wide are split in height

Window = tuple[float, float]
ANY: Window = (-math.inf, math.inf)


@dataclass
class Cover:
    """Cells that may hold one place at ``stretch``.

    ``early`` and ``late`` bound its time there, ``low`` and ``high`` its height; ``tall`` says
    whether it is of use to split cells in height.
    """

    place: Spot
    row: Row
    hard: Row
    stretch: float
    explorer: Explorer
    level: Level
    early: Floats
    late: Floats
    low: Floats
    high: Floats
    finest: float
    tall: bool = False
    most: int = MOST_CELLS

    def __len__(self) -> int:
        """The number of cells."""
        return len(self.level.cells)

    def keep(self, which: npt.NDArray[np.bool_] | npt.NDArray[np.intp]) -> None:
        """Drop all other cells."""
        self.level = self.level.take(which)
        self.early, self.late = self.early[which], self.late[which]
        self.low, self.high = self.low[which], self.high[which]

    @property
    def _high(self) -> npt.NDArray[np.bool_]:
        """Cells to split in height."""
        if not self.tall:
            return np.zeros(len(self), dtype=bool)
        wide = np.maximum(TALL * self.level.discs.radius, self.finest)
        return np.asarray(self.high - self.low > wide)

    @property
    def coarse(self) -> bool:
        """Whether splitting cells can still tell something."""
        if not 0 < len(self) < self.most:
            return False
        return float(self.level.discs.radius.max()) > self.finest or bool(self._high.any())

    def split(self) -> None:
        """Split the largest cells, as many as there is room for."""
        radius = self.level.discs.radius
        room = max(1, (self.most - len(self)) // 3)
        big = np.flatnonzero(radius > max(self.finest, float(radius.max()) / 3))
        big = big[np.argsort(-radius[big], kind="stable")[:room]]
        self._quarter(big)
        self._halve(np.flatnonzero(self._high)[: max(1, self.most - len(self))])

    def split_at(self, cells: npt.NDArray[np.intp]) -> bool:
        """Split those of some cells that it is of use to split; whether there are any."""
        before = len(self)
        tall = cells[self._high[cells]]
        flat = np.setdiff1d(cells[self.level.discs.radius[cells] > self.finest], tall)
        self._halve(tall)
        self._quarter(flat)
        return len(self) != before or len(flat) > 0

    def _quarter(self, big: npt.NDArray[np.intp]) -> None:
        if not len(big):
            return
        parents = self.level.take(big)
        new = self.explorer(
            parents.cells.children(), np.repeat(parents.low, 4, axis=0), self.stretch
        )
        alive = np.flatnonzero(new.low[:, 0] <= self.stretch)
        rest = np.delete(np.arange(len(self)), big)
        order = np.r_[rest, np.repeat(big, 4)[alive]]
        self.level = merge([self.level.take(rest), new.take(alive)])
        self.early, self.late = self.early[order], self.late[order]
        self.low, self.high = self.low[order], self.high[order]

    def _halve(self, tall: npt.NDArray[np.intp]) -> None:
        if not len(tall):
            return
        n = len(self)
        middle = (self.low[tall] + self.high[tall]) / 2
        self.keep(np.r_[np.arange(n), tall])
        self.high[tall] = middle
        self.low[n:] = middle


KNOWN = 512
_first: Kept[tuple[object, ...], tuple[Row, Row, Explorer, Level]] = Kept(KNOWN)


def first_cover(
    place: Spot,
    row: Row,
    hard: Row,
    stretch: float,
    finest: float,
    time: Window = ANY,
    height: Window = ANY,
) -> Cover:
    """A first, coarse cover of a place by what is said of it alone."""
    constraints = [*hard, *row]
    key = (tuple((c.measure.key, c.allowed) for c in constraints), stretch, finest)
    kept = _first.get(key)
    if kept is None:
        with within() as meter:
            explorer = Explorer([row], hard)
            level = _within(explorer, whole_earth(FIRST), None, stretch)
            while 0 < len(level.cells) < ENOUGH and float(level.discs.radius.max()) > finest:
                parents = np.repeat(level.low, 4, axis=0)
                level = _within(explorer, level.cells.children(), parents, stretch)
        kept = row, hard, explorer, level  # the rows keep alive what the key names
        _first.put(key, kept, meter.done)
    *_, explorer, level = kept
    n = len(level.cells)
    early, late, low, high = (np.full(n, end) for end in (*time, *height))
    return Cover(place, row, hard, stretch, explorer, level, early, late, low, high, finest)


def _within(explorer: Explorer, cells: Cells, parents: Floats | None, stretch: float) -> Level:
    level = explorer(cells, parents, stretch)
    return level.take(np.asarray(level.low[:, 0] <= stretch))


@dataclass(frozen=True)
class Between:
    """Bounds in metres on the way between two places over pairs of their cells.

    ``chord`` is the straight line between the cells' centres, ``radii`` the sum of their radii.
    """

    chord: Floats
    radii: Floats

    # A chord of 1e7 m has an ulp of 2 nm; geodesy's bounds leave a millimetre.
    @cached_property
    def least(self) -> Floats:
        """Lower bounds on the ways."""
        return np.asarray(np.maximum(geodesic_at_least(self.chord) - self.radii, 0.0))

    @cached_property
    def most(self) -> Floats:
        """Upper bounds on the ways."""
        return np.asarray(geodesic_at_most(self.chord) + self.radii)


def between(first: Cover, second: Cover) -> Between:
    """Bounds on distances along the ground, shape ``(cells of first, cells of second)``."""
    radii = first.level.discs.radius[:, None] + second.level.discs.radius[None, :]
    return Between(cdist(first.level.discs.xyz, second.level.discs.xyz), radii)
