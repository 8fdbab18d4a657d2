"""The least or greatest way between two places that covers hold: bounded, and reached.

Pairs of cells are searched best first: those that carry the bound are split, those that cannot beat
a pair of centres already found are dropped.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import product

import numpy as np
import numpy.typing as npt

from skywitness.aliases import Floats, Indices
from skywitness.reason.regions.explore import merge
from skywitness.reason.ties.places import Between, Cover, between
from skywitness.reason.ties.world import Position

TURNS = 40
CARRIERS = 256  # pairs of cells split at a time
CLOSE = 1e-3  # relative
IDLE = 6  # turns in which the gap must shrink by a tenth


class _Side:
    """The cells of one place, those that came of splitting others at the end."""

    def __init__(self, cover: Cover) -> None:
        self.cover = cover
        self.level = cover.level
        self._parts: dict[int, list[int]] = {}

    def split(self, cells: Indices) -> None:
        """Split some cells as far as it is of use."""
        new = np.array([k for k in np.unique(cells).tolist() if k not in self._parts], dtype=int)
        fine = self.level.discs.radius[new] <= self.cover.finest
        self._parts.update({k: [k] for k in new[fine].tolist()})
        coarse = new[~fine]
        if not len(coarse):
            return
        parents = self.level.take(coarse)
        found = self.cover.explorer(
            parents.cells.children(), np.repeat(parents.low, 4, axis=0), self.cover.stretch
        )
        alive = np.flatnonzero(found.low[:, 0] <= self.cover.stretch)
        self._parts.update({k: [] for k in coarse.tolist()})
        for k, parent in enumerate(np.repeat(coarse, 4)[alive].tolist(), len(self.level.cells)):
            self._parts[parent].append(k)
        self.level = merge([self.level, found.take(alive)])

    def parts(self, cell: int) -> list[int]:
        """What a cell was split into."""
        return self._parts[cell]

    def centre(self, cell: int) -> Position:
        """A cell's centre."""
        discs = self.level.discs
        return float(discs.lon[cell]), float(discs.lat[cell])

    @property
    def held(self) -> npt.NDArray[np.bool_]:
        """Cells whose centre meets what is said of the place."""
        return np.asarray(self.level.centre[:, 0] <= self.cover.stretch)


@dataclass(frozen=True)
class Reached:
    """A way in metres (times the sign asked for) between two positions, longitude and latitude."""

    value: float
    first: Position
    second: Position


def extreme(a: Cover, b: Cover, sign: int, close: float = CLOSE) -> tuple[float, Reached | None]:
    """The least ``sign * way`` in metres between two covers: a bound, and what a pair reaches.

    The pair are the centres of two cells that each meet what is said of that place alone; their way
    is within the rounding of geodesics. ``None`` where no pair was found. ``close`` is how near to
    each other the two must be, relative.
    """
    one, other = _Side(a), _Side(b)
    ways = between(a, b)
    first, second = (k.ravel() for k in np.indices(ways.chord.shape))
    least, most = ways.least.ravel(), ways.most.ravel()
    bound, best = -math.inf, None
    gaps: list[float] = []
    finest = 2 * (a.finest + b.finest)
    for _ in range(TURNS):
        held = one.held[first] & other.held[second]
        middle = np.where(held, sign * (least + most) / 2, math.inf)
        k = int(np.argmin(middle))
        if middle[k] < (math.inf if best is None else best.value):
            best = Reached(float(middle[k]), one.centre(first[k]), other.centre(second[k]))
        reached = math.inf if best is None else best.value
        lows = least if sign > 0 else -most
        bound = float(lows.min())
        gaps.append(reached - bound)
        idle = len(gaps) > IDLE and gaps[-1] > 0.9 * gaps[-1 - IDLE]
        if idle or gaps[-1] <= close * abs(bound) + finest:
            break
        useful = lows <= reached
        first, second, lows = first[useful], second[useful], lows[useful]
        least, most = least[useful], most[useful]
        few = min(CARRIERS, len(lows))
        carry = np.zeros(len(lows), dtype=bool)
        carry[np.argpartition(lows, few - 1)[:few]] = True
        one.split(first[carry])
        other.split(second[carry])
        carriers = list(zip(first[carry].tolist(), second[carry].tolist(), strict=True))
        pairs = [new for k, m in carriers for new in product(one.parts(k), other.parts(m))]
        if pairs == carriers:  # all of them as fine as is of use
            break
        new = np.array(pairs, dtype=int).reshape(-1, 2)
        near, far = _ways(one, other, new)
        first, second = np.r_[first[~carry], new[:, 0]], np.r_[second[~carry], new[:, 1]]
        least, most = np.r_[least[~carry], near], np.r_[most[~carry], far]
        if not len(least):
            break
    return bound, best


def _ways(one: _Side, other: _Side, pairs: Indices) -> tuple[Floats, Floats]:
    """Bounds in metres on the ways between pairs of cells."""
    here, there = one.level.discs.take(pairs[:, 0]), other.level.discs.take(pairs[:, 1])
    chord = np.linalg.norm(here.xyz - there.xyz, axis=1)
    ways = Between(chord, here.radius + there.radius)
    return ways.least, ways.most
