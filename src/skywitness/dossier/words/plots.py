"""Ranges drawn against each other: what words allow, and what else leaves possible."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from skywitness.claims.meaning.allowed import Range
from skywitness.claims.meaning.stretches import DOUBLED
from skywitness.reason.verdicts.inference import InferenceReading
from skywitness.units import LABELS, from_metres, interval, to_metres

Pair = tuple[float, float]
WIDTH = 360.0
LEFT, RIGHT = 8.0, 352.0


@dataclass(frozen=True)
class Tick:
    """A mark of an axis: its place and its number (empty for the marks between)."""

    x: float
    words: str


@dataclass(frozen=True)
class Axis:
    """A scale of lengths in metres over the width of a plot, with ticks in a unit."""

    low: float
    high: float

    def x(self, metres: float) -> float:
        """Where a length stands, cut to the plot's width."""
        share = (metres - self.low) / (self.high - self.low)
        return round(LEFT + (RIGHT - LEFT) * min(max(share, -0.01), 1.01), 1)

    def ticks(self, unit: str) -> tuple[Tick, ...]:
        """Four to eight round numbers of the unit."""
        low, high = from_metres(self.low, unit), from_metres(self.high, unit)
        step = _round_step((high - low) / 5)
        first = math.ceil(low / step - 1e-9)
        last = math.floor(high / step + 1e-9)
        return tuple(
            Tick(self.x(to_metres(k * step, unit)), f"{k * step:,g}")
            for k in range(first, last + 1)
        )


def _round_step(wanted: float) -> float:
    power = 10.0 ** math.floor(math.log10(max(wanted, 1e-9)))
    return float(min((s * power for s in (1, 2, 5, 10)), key=lambda s: abs(math.log(s / wanted))))


@dataclass(frozen=True)
class Bars:
    """One row of a plot: rectangles as (x, width), and the same in words."""

    allowed: tuple[Pair, ...]
    doubled: tuple[Pair, ...]
    possible: tuple[Pair, ...]
    words: str


@dataclass(frozen=True)
class Compared:
    """One comparison as data: what the words allow at the policy and doubled, what is possible."""

    unit: str
    allowed: tuple[Pair, ...]
    doubled: tuple[Pair, ...]
    possible: tuple[Pair, ...]


def compared(reading: InferenceReading, claim: str) -> Compared:
    """An inference's comparison with the range of its words at twice the policy's tolerance."""
    doubled = reading.allowed
    for part in reading.reading.parts:
        if part.claim == claim and part.name == reading.part and part.measured is not None:
            allowed = part.measured.allowed
            if isinstance(allowed, Range):
                lo, hi = allowed.at(DOUBLED)
                doubled = ((max(lo, 0.0), hi),)
    return Compared(reading.unit, reading.allowed, doubled, tuple(reading.possible.bounds))


def axis_of(rows: Sequence[Compared]) -> Axis:
    """An axis that shows every finite end with some air; it starts at 0 when that is near."""
    ends = [
        v
        for row in rows
        for lo, hi in (*row.allowed, *row.doubled, *row.possible)
        for v in (lo, hi)
        if math.isfinite(v)
    ]
    low, high = min(ends, default=0.0), max(ends, default=1.0)
    wide = max(high - low, 1.0)
    low = 0.0 if low < 0.6 * wide else low - 0.08 * wide
    return Axis(low, high + 0.08 * wide)


def bars(row: Compared, axis: Axis) -> Bars:
    """A comparison as rectangles on an axis."""

    def rectangles(pairs: Sequence[Pair]) -> tuple[Pair, ...]:
        out = []
        for lo, hi in pairs:
            x = axis.x(max(lo, axis.low))
            out.append((x, round(max(axis.x(hi) - x, 1.5), 1)))
        return tuple(out)

    words = f"allowed {spans(row.allowed, row.unit)}; possible {spans(row.possible, row.unit)}"
    return Bars(rectangles(row.allowed), rectangles(row.doubled), rectangles(row.possible), words)


def spans(pairs: Sequence[Pair], unit: str) -> str:
    """Intervals in metres as words."""
    return " or ".join(interval(lo, hi, unit) for lo, hi in pairs) or "nothing"


def units_of(rows: Sequence[Compared]) -> tuple[str, ...]:
    """The units the rows speak in, the first one first; at most two axes are drawn."""
    return tuple(dict.fromkeys(row.unit for row in rows if row.unit))[:2]


def unit_name(unit: str) -> str:
    """A unit in words for an axis."""
    return LABELS.get(unit, unit)
