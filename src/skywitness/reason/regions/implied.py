"""Implied quantities: what a measure can be over the region that a reading leaves.

The answer is an outer list of intervals; its ends are sharpened by splitting the cells that
carry them, and each end says how near to it a witness was found.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from skywitness.aliases import Floats
from skywitness.claims.meaning.allowed import Range
from skywitness.earth import Discs, turn_between
from skywitness.places.measures.measures import Bearing, Length, Positional
from skywitness.reason.regions.cover import Region
from skywitness.reason.regions.explore import Explorer, Level, Row, finest_radius, merge

ROUNDS = 30
BATCH = 64


@dataclass(frozen=True)
class End:
    """One end of an interval, in the measure's own unit (metres or degrees).

    ``value`` is the certified bound; ``witness`` the nearest witnessed value with its place, and
    ``witnessed`` says that it lies within the maps' errors and the search's resolution of it.
    """

    value: float
    witnessed: bool
    witness: tuple[float, float] | None
    witness_value: float | None


@dataclass(frozen=True)
class Implied:
    """Disjoint intervals in rising order, as pairs of ends; empty when nothing is left."""

    intervals: tuple[tuple[End, End], ...]

    @property
    def bounds(self) -> list[tuple[float, float]]:
        """The intervals as plain numbers."""
        return [(lo.value, hi.value) for lo, hi in self.intervals]


def implied(
    measure: Positional, region: Region, row: Row, hard: Row = (), *, sharp: bool = True
) -> Implied:
    """What ``measure`` can be over the region of ``row``.

    Without ``sharp`` the ends stay as wide as the region's cells.
    """
    if region.empty:
        return Implied(())
    if isinstance(measure, Bearing):
        return Implied(tuple(_bearings(measure, region)))
    errors = measure.place.error_m
    finest = max(finest_radius([*row, *hard]), (errors or 0.0) / 6)
    lo, hi = measure.enclose(region.shared)
    cells = _Cells(region.level, lo[region.index], hi[region.index], measure, region.stretch)
    if sharp:
        cells.sharpen(Explorer([row], hard), finest)
    slack = _slack(measure, [*row, *hard], finest)
    for c in (*row, *hard):  # what is said of this very number binds it, whatever the map's error
        if c.measure == measure and isinstance(c.allowed, Range):
            low, high = c.allowed.at(region.stretch)
            cells.lo, cells.hi = np.clip(cells.lo, low, high), np.clip(cells.hi, low, high)
    intervals = []
    for first, last in intervals_of(cells.lo, cells.hi):
        mine = np.flatnonzero(cells.witness & (cells.lo >= first) & (cells.hi <= last))
        intervals.append(
            (
                _end(first, 1.0, mine, cells, slack),
                _end(last, -1.0, mine, cells, slack),
            )
        )
    return Implied(tuple(intervals))


class _Cells:
    """The cells of a region with bounds on the measure over each, quick ones until they matter."""

    def __init__(
        self, level: Level, lo: Floats, hi: Floats, measure: Length, stretch: float
    ) -> None:
        self.level, self.lo, self.hi = level, lo, hi
        self.measure, self.stretch = measure, stretch
        self.exact = np.zeros(len(lo), dtype=bool)
        # The measure at the centre of a witness cell, as drawn; infinite bounds of cells without.
        with np.errstate(invalid="ignore"):  # a place without a stated error bounds nothing
            self.at = (lo + hi) / 2

    @property
    def witness(self) -> npt.NDArray[np.bool_]:
        """Cells whose centre is a witness."""
        return np.asarray(self.level.centre[:, 0] <= self.stretch)

    def sharpen(self, explorer: Explorer, finest: float) -> None:
        """Refine and split the cells that carry the lower and the upper end."""
        for _ in range(ROUNDS):
            carry = np.union1d(self._carriers(finest, 1.0), self._carriers(finest, -1.0))
            if not len(carry):
                return
            rough = carry[~self.exact[carry]]
            if len(rough):
                self._measure(rough)
            else:
                self._split(carry, explorer)

    def _carriers(self, finest: float, sign: float) -> npt.NDArray[np.intp]:
        """Cells to look at more closely for the lower (sign 1) or upper (sign -1) end."""
        outer = self.lo if sign > 0 else -self.hi
        known = self.witness & self.exact
        best = float(np.where(known, sign * self.at, math.inf).min(initial=math.inf))
        floor = float(outer.min(initial=math.inf))
        small = self.exact & (self.level.discs.radius <= finest)
        if not math.isfinite(floor) or bool(small[outer <= floor + finest / 2].any()):
            return np.empty(0, dtype=np.intp)
        carry = np.flatnonzero(~small & (outer < best))
        carry = carry[np.argsort(outer[carry], kind="stable")[:BATCH]]
        rough = carry[~self.exact[carry]]
        return rough if len(rough) else carry

    def _measure(self, index: npt.NDArray[np.intp]) -> None:
        self.lo[index], self.hi[index], self.at[index] = _values(
            self.measure, self.level.discs.take(index)
        )
        self.exact[index] = True

    def _split(self, carry: npt.NDArray[np.intp], explorer: Explorer) -> None:
        parents = self.level.take(carry)
        new = explorer(parents.cells.children(), np.repeat(parents.low, 4, axis=0), self.stretch)
        new = new.take(new.low[:, 0] <= self.stretch)
        kept = np.ones(len(self.lo), dtype=bool)
        kept[carry] = False
        lo, hi, at = _values(self.measure, new.discs)
        self.level = merge([self.level.take(kept), new])
        self.lo = np.concatenate([self.lo[kept], lo])
        self.hi = np.concatenate([self.hi[kept], hi])
        self.at = np.concatenate([self.at[kept], at])
        self.exact = np.concatenate([self.exact[kept], np.ones(len(lo), dtype=bool)])


def _values(measure: Length, discs: Discs) -> tuple[Floats, Floats, Floats]:
    """Bounds on the measure over discs, and its value at their centres as drawn."""
    lo, hi = measure.enclose(discs)
    return lo, hi, measure.drawn(discs.centres())


def _slack(measure: Length, constraints: Row, finest: float) -> float:
    """How far a witness can stay from an end only because of map errors and resolution."""
    errors = [measure.place.error_m or 0.0]
    errors += [c.measure.place.error_m or 0.0 for c in constraints if c.measure.place is not None]
    return 2 * sum(errors) + 4 * finest


def intervals_of(lo: Floats, hi: Floats) -> list[tuple[float, float]]:
    """Union of intervals as disjoint ones in rising order."""
    out: list[tuple[float, float]] = []
    for k in np.argsort(lo, kind="stable"):
        if out and lo[k] <= out[-1][1]:
            out[-1] = (out[-1][0], max(out[-1][1], float(hi[k])))
        else:
            out.append((float(lo[k]), float(hi[k])))
    return out


def _end(value: float, sign: float, mine: npt.NDArray[np.intp], cells: _Cells, slack: float) -> End:
    """An end with the witness nearest to it."""
    if not len(mine):
        return End(value, False, None, None)
    exact = mine[cells.exact[mine]]
    pool = exact if len(exact) else mine
    k = pool[int(np.argmin(sign * cells.at[pool]))]
    at = (float(cells.level.discs.lon[k]), float(cells.level.discs.lat[k]))
    # The middle of the bounds found it; from far away that is off by a kilometre.
    reached = cells.measure.exactly(*at)
    return End(value, abs(reached - value) <= slack, at, reached)


ALL_ROUND = (0.0, 360.0)


def arcs_of(middle: Floats, half: Floats) -> list[tuple[float, float]]:
    """Union of arcs (middle and half width, degrees), which may run past 360 degrees."""
    if bool((half >= 180).any()):
        return [ALL_ROUND]
    first = (middle - half) % 360
    arcs = intervals_of(
        np.concatenate([first, first - 360]),
        np.concatenate([first, first - 360]) + np.tile(2 * half, 2),
    )
    arcs = [(lo, hi) for lo, hi in arcs if hi > 0 and lo < 360]
    if arcs and arcs[-1][1] - arcs[0][0] >= 360:
        if any(hi - lo >= 360 for lo, hi in arcs):
            return [ALL_ROUND]
        arcs = [a for a in arcs if a[0] >= 0]
    return arcs


def _bearings(measure: Bearing, region: Region) -> list[tuple[End, End]]:
    """Bearings over a region, as arcs that may run past 360 degrees."""
    discs = region.level.discs
    _, middle, half = measure.arcs(discs)
    arcs = arcs_of(middle, half)
    if arcs == [ALL_ROUND]:
        return [(End(0.0, False, None, None), End(360.0, False, None, None))]
    points = discs.centres().part(np.flatnonzero(region.witness))
    index, at, wide = measure.arcs(points)
    known = wide < 180
    index, at = index[known], at[known] % 360
    return [
        (
            _bearing_end(lo, at, index, points, measure),
            _bearing_end(hi, at, index, points, measure),
        )
        for lo, hi in arcs
    ]


def _bearing_end(
    value: float, at: Floats, index: npt.NDArray[np.intp], points: Discs, measure: Bearing
) -> End:
    """An end of an arc with the witness nearest to it."""
    if not len(at):
        return End(value, False, None, None)
    off = turn_between(at, value)
    k = int(np.argmin(off))
    place = (float(points.lon[index[k]]), float(points.lat[index[k]]))
    return End(value, bool(off[k] <= 2.0), place, float(at[k]))
