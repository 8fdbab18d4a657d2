"""The least stretch at which a reading can be so: a certified bracket by branch and bound.

The lower end comes from outer bounds over every cell of the Earth, the upper end from a witness
position that meets every constraint for every true shape within the places' stated errors.
All readings of a set are searched together, so that a cell is measured once for all of them.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from skywitness.aliases import Floats
from skywitness.claims.meaning.outcomes import Limit
from skywitness.claims.meaning.stretches import BEYOND, THRESHOLDS
from skywitness.reason.regions.cells import whole_earth
from skywitness.reason.regions.explore import Explorer, Level, Row, merge

GAP = 0.02  # brackets are closed to this where map error allows; margins are shown no finer
BATCH = 48  # cells split per reading and step, half for each end of the bracket
STEPS = 150
ROUGH_STEPS = 30
STALE = 10  # steps without a better witness before the upper end is left as it is
HOPELESS = 30  # the same where there is no witness at all


@dataclass(frozen=True)
class Bracket:
    """Least stretch ``[lo, hi]`` at which a row can be so.

    EMPTY at every stretch below ``lo``; ``witness`` (longitude, latitude) meets everything at
    ``hi``. An infinite ``lo`` means that no stretch helps (a border); an infinite ``hi``
    that no witness was found, and ``limit`` then says what kept the ends apart.
    """

    lo: float
    hi: float
    witness: tuple[float, float] | None
    limit: Limit = ""


def least_stretch(
    rows: Sequence[Row], hard: Row = (), *, rough: Sequence[bool] = ()
) -> list[Bracket]:
    """Brackets of the least stretch of each row, given the hard constraints of the world.

    Rows without positional constraints are searched under ``hard`` alone. Rows marked ``rough``
    are searched only until their bracket lies on one side of the thresholds of verdicts.
    """
    if not rows:
        return []
    explorer = Explorer(rows, hard)
    search = _Search(explorer, np.array(rough or [False] * len(rows)))
    for _ in range(STEPS):
        chosen = search.choose()
        if not len(chosen):
            break
        search.split(chosen)
    return search.brackets()


class _Search:
    def __init__(self, explorer: Explorer, rough: npt.NDArray[np.bool_]) -> None:
        self.rough = rough
        self.steps = 0
        self.explorer = explorer
        self.rows = len(explorer.rows)
        self.finest = np.array(explorer.finest())
        self.best = np.full(self.rows, math.inf)
        self.at: list[tuple[float, float] | None] = [None] * self.rows
        self.stale = np.zeros(self.rows, dtype=int)
        self.level = explorer(whole_earth(1))
        self._note(self.level)

    def _note(self, new: Level) -> None:
        """Take the best witnesses among new cells' centres."""
        before = self.best.copy()
        for r in range(self.rows):
            k = int(np.argmin(new.centre[:, r]))
            value = float(new.centre[k, r])
            if value < self.best[r]:
                self.best[r] = value
                self.at[r] = (float(new.discs.lon[k]), float(new.discs.lat[k]))
        self.stale = np.where(self.best < before - GAP, 0, self.stale + 1)

    def choose(self) -> npt.NDArray[np.intp]:
        """Indices of the cells to split next: the loosest bound and the best hope of each row."""
        picked: list[npt.NDArray[np.intp]] = []
        low, centre, radius = self.level.low, self.level.centre, self.level.discs.radius
        for r in range(self.rows):
            floor = float(low[:, r].min(initial=math.inf))
            if floor > BEYOND or self.best[r] <= floor + GAP:
                continue
            decided = floor > THRESHOLDS[1] or self.best[r] <= THRESHOLDS[0]
            if self.rough[r] and (decided or self.steps > ROUGH_STEPS):
                continue
            can = radius > self.finest[r]
            share = BATCH // 8 if self.rough[r] else BATCH // 2
            # Once a smallest cell carries the lower end, splitting others cannot raise it.
            stuck = bool((low[~can, r] <= floor + GAP).any())
            patience = STALE if math.isfinite(self.best[r]) else HOPELESS
            if stuck and self.stale[r] >= patience:
                continue
            open_ = np.flatnonzero(can & (low[:, r] < self.best[r] - GAP))
            if not len(open_):
                continue
            if not stuck:
                # Loosest bound first, and among equals the deepest, to reach the floor early.
                picked.append(open_[_least(np.round(low[open_, r], 9), radius[open_], share)])
            hope = np.minimum(centre[open_, r], 1e6) + low[open_, r]
            picked.append(open_[_least(hope, low[open_, r], share)])
        return np.unique(np.concatenate(picked)) if picked else np.empty(0, dtype=np.intp)

    def split(self, chosen: npt.NDArray[np.intp]) -> None:
        """Replace the chosen cells by their quarters, and drop cells that no row needs."""
        self.steps += 1
        parents = self.level.take(chosen)
        new = self.explorer(parents.cells.children(), np.repeat(parents.low, 4, axis=0), self.best)
        self._note(new)
        kept = np.ones(len(self.level.cells), dtype=bool)
        kept[chosen] = False
        self.level = merge([self.level.take(kept), new])
        # A cell whose bound is no better than a witness in hand cannot lower that row's end.
        needed = np.asarray((self.level.low < self.best[None, :]).any(axis=1))
        self.level = self.level.take(needed)

    def brackets(self) -> list[Bracket]:
        """What was found, row by row."""
        out = []
        for r in range(self.rows):
            floor = float(self.level.low[:, r].min(initial=math.inf))
            lo, hi = min(floor, float(self.best[r])), float(self.best[r])
            limit: Limit = ""
            if hi - lo > GAP:
                cell = int(np.argmin(self.level.low[:, r]))
                small = self.level.discs.radius[cell] <= self.finest[r]
                limit = "map error" if small else "resolution"
            out.append(Bracket(lo, hi, self.at[r], limit))
        return out


def _least(first: Floats, second: Floats, k: int) -> npt.NDArray[np.intp]:
    """Positions of the ``k`` least, by ``first`` and then ``second``."""
    if len(first) <= k:
        return np.arange(len(first))
    return np.lexsort((second, first))[:k]
