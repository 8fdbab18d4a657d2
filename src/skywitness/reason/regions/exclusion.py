"""Plain exhaustive covers of the Earth that say, cell by cell, what excludes a row of constraints.

The searches of a check keep only what they need to go on. What others are to check is made here,
anew and without any pruning: cells are split until in each one constraint fails for every position
and every true shape, and the number of that constraint is kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from skywitness.claims.meaning.parts import Constraint
from skywitness.earth import Discs
from skywitness.reason.regions.cells import DEEPEST, Cells, join, whole_earth
from skywitness.reason.regions.explore import cost, finest_radius, positional, surely

#: Most cells that one cover may have.
MOST_CELLS = 150_000
#: Cells are split to this share of the radius at which searches stop.
FINER = 1 / 4
#: The number that stands for "what is claimed holds here".
HOLDS = -1


@dataclass(frozen=True)
class Leaves:
    """Cells that cover the Earth; ``reason`` numbers what excludes each, or is :data:`HOLDS`."""

    cells: Cells
    reason: npt.NDArray[np.int64]


def exclude(
    row: Sequence[Constraint], stretch: float, claim: Sequence[Constraint] = ()
) -> Leaves | None:
    """A cover in each cell of which a constraint of ``row`` fails, or else all of ``claim`` holds.

    Both at ``stretch``; ``None`` where some cell is left at the resolution at which the maps'
    errors outweigh it, or there are too many. Constraints on anything but a position are passed
    over; numbers count them all the same.
    """
    claim = surely(claim)
    places = positional([*row, *claim])
    if not places:
        return None
    order = sorted(
        (k for k, c in enumerate(row) if c in positional([c])), key=lambda k: cost(row[k].measure)
    )
    finest = finest_radius(places) * FINER
    done: list[tuple[Cells, npt.NDArray[np.int64]]] = []
    cells = whole_earth(1)
    total = 0
    while len(cells):
        discs = cells.discs()
        reason = np.full(len(cells), HOLDS - 1, dtype=np.int64)
        for k in order:
            _note(row[k], discs, stretch, reason, k)
        if claim:
            _note_holding(claim, discs, stretch, reason)
        told = reason >= HOLDS
        done.append((cells.take(told), reason[told]))
        left = np.flatnonzero(~told)
        total += int(told.sum())
        if not len(left):
            break
        small = discs.radius[left].min() < finest or int(cells.level.max()) >= DEEPEST
        if small or total + 4 * len(left) > MOST_CELLS:
            return None
        cells = cells.take(left).children()
    return Leaves(join([c for c, _ in done]), np.concatenate([r for _, r in done]))


def _note(
    constraint: Constraint,
    discs: Discs,
    stretch: float,
    reason: npt.NDArray[np.int64],
    number: int,
) -> None:
    """Mark the open discs that a constraint excludes."""
    open_ = np.flatnonzero(reason < HOLDS)
    if not len(open_):
        return
    ((least, _),) = constraint.measure.stretch(discs.part(open_), constraint.allowed)  # type: ignore[union-attr]
    reason[open_[least > stretch]] = number


def _note_holding(
    claim: Sequence[Constraint], discs: Discs, stretch: float, reason: npt.NDArray[np.int64]
) -> None:
    """Mark the open discs in which all that is claimed surely holds."""
    open_ = np.flatnonzero(reason < HOLDS)
    for constraint in claim:
        if not len(open_):
            return
        ((_, most),) = constraint.measure.stretch(discs.part(open_), constraint.allowed)  # type: ignore[union-attr]
        open_ = open_[most <= stretch]
    reason[open_] = HOLDS
