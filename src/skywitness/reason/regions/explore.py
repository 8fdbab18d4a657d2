"""How much a set of readings must be stretched over cells: the one evaluation all searches share.

A row is a conjunction of constraints on one unknown position (one reading of a set of claims).
For each cell and row: the least stretch that any world in the cell could need (outer bound), the
most that any could need (inner bound), and the most at the cell's centre (what a witness there
needs). Constraints that rows share are computed once per cell.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import assert_never

import numpy as np
import numpy.typing as npt

from skywitness.aliases import Floats, Ints
from skywitness.claims.meaning.allowed import Range, Sector
from skywitness.claims.meaning.parts import Constraint
from skywitness.claims.meaning.stretches import POLICY
from skywitness.earth import Discs
from skywitness.places.measures.distances import Allowed
from skywitness.places.measures.measures import (
    AlongRoute,
    Bearing,
    CentroidDistance,
    CoastDistance,
    Distance,
    Measure,
    Positional,
    Scalar,
    SignedDistance,
)
from skywitness.reason.regions.cells import Cells, join
from skywitness.reason.regions.told import Told, numbers
from skywitness.reason.work import charge

Row = Sequence[Constraint]
FINEST = 5.0  # metres
COARSE_BEARING = 50.0  # metres, where no number is given
DEAR = 20.0  # from this dearness on, what is measured of cells is kept
CALL = 60.0  # units of work that measuring takes besides what each cell takes


def positional(row: Row) -> list[Constraint]:
    """The constraints of a row that speak of a position."""
    return [c for c in row if not isinstance(c.measure, Scalar)]


def surely(row: Row) -> list[Constraint]:
    """Constraints as they are to be met whichever way an instrument's north may lie."""
    return [
        replace(c, allowed=c.allowed.surely()) if isinstance(c.allowed, Sector) else c for c in row
    ]


@dataclass
class Level:
    """Cells with their discs; ``low``, ``high`` and ``centre`` have shape ``(n, rows)``."""

    cells: Cells
    discs: Discs
    low: Floats
    high: Floats
    centre: Floats

    def take(self, which: npt.NDArray[np.bool_] | npt.NDArray[np.intp]) -> Level:
        """Some of the cells with their stretches."""
        index = np.arange(len(self.cells))[which]
        return Level(
            self.cells.take(index),
            self.discs.take(index),
            self.low[index],
            self.high[index],
            self.centre[index],
        )


class Explorer:
    """Evaluates rows of constraints, under what is hard for all of them, over cells.

    ``hard`` constraints are the world the moment is known to lie in; they count in every row.
    """

    def __init__(self, rows: Sequence[Row], hard: Row = ()) -> None:
        """Find the constraints that rows share."""
        self.constraints: list[Constraint] = []
        index: dict[tuple[object, ...], int] = {}
        self.rows: list[list[int]] = []
        for row in rows:
            mine: list[int] = []
            for c in [*positional(hard), *positional(row)]:
                key = (c.measure.key, c.allowed)
                if key not in index:
                    index[key] = len(self.constraints)
                    self.constraints.append(c)
                if index[key] not in mine:
                    mine.append(index[key])
            self.rows.append(mine)
        self._measures = self._shared()

    def _shared(self) -> list[tuple[Positional, list[tuple[Allowed, list[int]]]]]:
        """Every measure once, with what it is held against and the rows that ask for that.

        What is cheap to measure goes first and spares the rest of the cells it excludes.
        """
        out: dict[object, tuple[Positional, list[tuple[Allowed, list[int]]]]] = {}
        for k, c in enumerate(self.constraints):
            if not isinstance(c.measure, Scalar):
                users = [r for r, row in enumerate(self.rows) if k in row]
                out.setdefault(c.measure.key, (c.measure, []))[1].append((c.allowed, users))
        return sorted(out.values(), key=lambda entry: cost(entry[0]))

    def finest(self) -> list[float]:
        """For each row the disc radius in metres below which cells stop telling anything new."""
        return [finest_radius([self.constraints[k] for k in row]) for row in self.rows]

    def __call__(
        self, cells: Cells, parents: Floats | None = None, limit: Floats | float = math.inf
    ) -> Level:
        """Stretches over cells; ``parents`` are the lower bounds they inherit, ``(n, rows)``.

        A cell whose lower bound passes a row's ``limit`` is of no more use to that row: its bound
        stays as far as it got, and its other stretches are infinite. What a centre needs is told
        only as far as the limits: one past them is no witness, whatever more it would need.
        """
        discs, ids = cells.discs(), numbers(cells)
        n, rows = len(cells), len(self.rows)
        low = np.zeros((n, rows)) if parents is None else parents.copy()
        high = np.zeros((n, rows))
        centre = np.zeros((n, rows))
        for measure, users in self._measures:
            rows_of = [r for _, mine in users for r in mine]
            alive = np.flatnonzero(_open(low, limit)[:, rows_of].any(axis=1))
            if not len(alive):
                continue
            charge(CALL + dearness(measure) * len(alive))
            some = discs if len(alive) == n else discs.part(alive)
            allowed = [a for a, _ in users]
            told = _stretch(measure, some, allowed, ids[alive])
            for (least, most), (_, mine) in zip(told, users, strict=True):
                for r in mine:
                    low[alive, r] = np.maximum(low[alive, r], least)
                    high[alive, r] = np.maximum(high[alive, r], most)
            # Centres of cells that this has just excluded from every row need no measuring, nor
            # do those that a cheaper measure has shown to be no witness within the limits.
            hopeful = _open(low, limit) & _open(centre, limit)
            still = np.flatnonzero(hopeful[alive][:, rows_of].any(axis=1))
            if not len(still):
                continue
            charge(CALL + dearness(measure) * len(still))
            points, index = some.part(still).centres(), alive[still]
            needed = _stretch(measure, points, allowed, ids[index] + 1)
            for (_, at), (_, mine) in zip(needed, users, strict=True):
                for r in mine:
                    centre[index, r] = np.maximum(centre[index, r], at)
        lost = ~_open(low, limit)
        high[lost] = math.inf
        centre[lost] = math.inf
        return Level(cells, discs, low, high, centre)


_told = Told()


def _stretch(
    measure: Positional, discs: Discs, allowed: Sequence[Allowed], ids: Ints
) -> list[tuple[Floats, Floats]]:
    """As ``measure.stretch``; of what is dear, each cell only once."""
    if dearness(measure) < DEAR:
        return measure.stretch(discs, *allowed)
    return _told.stretch(
        measure, allowed, ids, lambda new: measure.stretch(discs.part(new), *allowed)
    )


def _open(low: Floats, limit: Floats | float) -> npt.NDArray[np.bool_]:
    """Which cells are still of use to which rows."""
    return np.asarray(np.isfinite(low) & (low <= limit))


def cost(measure: Measure) -> int:
    """How dear it is to measure, for the order."""
    match measure:
        case Bearing():
            return {"centroid": 0, "nearest": 2, "some": 3}[measure.anchor]
        case Distance() | CoastDistance() | CentroidDistance() | SignedDistance() | Scalar():
            return 1
        case AlongRoute():
            return 2
        case _:
            assert_never(measure)


def dearness(measure: Measure) -> float:
    """Units of work that measuring one cell takes."""
    match measure:
        case Bearing():
            return {"centroid": 4.0, "nearest": 30.0, "some": 60.0}[measure.anchor]
        case Distance() | CoastDistance() | SignedDistance():
            return 6.0
        case AlongRoute():
            return 12.0
        case CentroidDistance() | Scalar():
            return 3.0
        case _:
            assert_never(measure)


def finest_radius(constraints: Sequence[Constraint]) -> float:
    """The disc radius in metres at which map error outweighs the disc's size.

    Errors of what is measured add up; those of regions to be in or out of count only where there
    is nothing else, for they matter at their edges alone.
    """
    places = [c.measure for c in constraints if not isinstance(c.measure, Scalar)]
    measured = [m.place.error_m for m in places if not isinstance(m, SignedDistance)]
    regions = [m.place.error_m for m in places if isinstance(m, SignedDistance)]
    errors = [e for e in measured if e is not None]
    if not errors:
        errors = [min((e for e in regions if e is not None), default=20_000.0)]
    # Nor does a stretch need to be told finer than a four-hundredth.
    tolerances = [
        side.per
        for c in constraints
        if isinstance(c.allowed, Range)
        for side in (c.allowed.lower, c.allowed.upper)
        if side is not None and side.per > 0
    ]
    useful = min(*tolerances, 200_000.0) / 400 if tolerances else COARSE_BEARING
    # But a witness must fit into the narrowest range, whatever the maps' errors elsewhere.
    widths = []
    for c in constraints:
        if isinstance(c.allowed, Range) and not isinstance(c.measure, Scalar | SignedDistance):
            low, high = c.allowed.at(POLICY)
            widths.append(high - max(low, 0.0))
    narrow = min(widths, default=math.inf) / 4
    return max(min(max(sum(errors) / 6, useful), narrow, 20_000.0), FINEST)


def merge(levels: list[Level]) -> Level:
    """Several evaluated sets of cells as one."""
    cells = join([lv.cells for lv in levels])
    discs = Discs(
        np.concatenate([lv.discs.lon for lv in levels]),
        np.concatenate([lv.discs.lat for lv in levels]),
        np.concatenate([lv.discs.radius for lv in levels]),
    )
    return Level(
        cells,
        discs,
        np.vstack([lv.low for lv in levels]),
        np.vstack([lv.high for lv in levels]),
        np.vstack([lv.centre for lv in levels]),
    )
