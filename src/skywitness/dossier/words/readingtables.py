"""Tables of readings in words, with plots: those that come to the same are one row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

from skywitness.claims.meaning.outcomes import VerdictWord
from skywitness.claims.meaning.parts import JointKind
from skywitness.dossier.words import words
from skywitness.dossier.words.plots import (
    Bars,
    Compared,
    Tick,
    axis_of,
    bars,
    compared,
    spans,
    unit_name,
    units_of,
)
from skywitness.reason.regions.implied import Implied
from skywitness.reason.verdicts.inference import InferenceReading
from skywitness.reason.worlds.joint import Joint

T = TypeVar("T")


@dataclass(frozen=True)
class PlotAxis:
    """An axis with its ticks, and the unit in words."""

    unit: str
    ticks: tuple[Tick, ...]


@dataclass(frozen=True)
class Row:
    """A row of a table of readings; ``names`` are the readings that come to the same."""

    names: tuple[str, ...]
    kind: JointKind
    result: VerdictWord | Literal[""]
    margin: str
    allowed: str = ""
    possible: str = ""
    ends: str = ""
    bars: Bars | None = None


@dataclass(frozen=True)
class Table:
    """Rows with the axes that their plots share (none when nothing is plotted)."""

    rows: tuple[Row, ...]
    axes: tuple[PlotAxis, ...] = ()

    @property
    def size(self) -> int:
        """How many readings there are."""
        return sum(len(r.names) for r in self.rows)


def comparison(readings: Sequence[InferenceReading], claim: str) -> Table:
    """Readings with what they allow and what is possible; those that agree in one row."""
    numbers = [compared(r, claim) for r in readings]
    shown = [n for n in numbers if n.unit]
    axis = axis_of(shown) if shown else None
    pairs = list(zip(readings, numbers, strict=True))
    rows = []
    for same in grouped(pairs, lambda p: (p[0].reading.kind, p[0].result, _rounded(p[1]))):
        first, number = same[0]
        rows.append(
            Row(
                names=tuple(r.reading.name for r, _ in same),
                kind=first.reading.kind,
                result=first.result,
                margin=words.margin_words(first.lo, first.hi),
                allowed=spans(number.allowed, number.unit) if number.unit else "",
                possible=words.intervals_words(first.possible, number.unit) if number.unit else "",
                ends=_ends(first.possible) if number.unit else "",
                bars=bars(number, axis) if axis and number.unit else None,
            )
        )
    axes = tuple(PlotAxis(unit_name(u), axis.ticks(u)) for u in units_of(shown)) if axis else ()
    return Table(tuple(rows), axes)


def _rounded(number: Compared) -> object:
    def near(pairs: Sequence[tuple[float, float]]) -> tuple[tuple[float, float], ...]:
        return tuple((round(lo, -1), round(hi, -1)) for lo, hi in pairs)

    return number.unit, near(number.allowed), near(number.possible)


def _ends(possible: Implied) -> str:
    """How sure the ends are, in words."""
    sure = [(lo.witnessed, hi.witnessed) for lo, hi in possible.intervals]
    if not sure:
        return ""
    if all(lo and hi for lo, hi in sure):
        return "both ends witnessed" if len(sure) == 1 else "all ends witnessed"
    if len(sure) > 1:
        return "some ends are bounds"
    lo, hi = sure[0]
    if not lo and not hi:
        return "both ends are bounds"
    return (
        "lower end witnessed, upper end a bound" if lo else "upper end witnessed, lower end a bound"
    )


def margins(joints: Sequence[Joint]) -> Table:
    """Every reading with its margin, those that need the same in one row."""
    rows = []
    for same in grouped(joints, lambda j: (j.reading.kind, words.outward(j.lo, j.hi))):
        j = same[0]
        rows.append(
            Row(
                tuple(x.reading.name for x in same),
                j.reading.kind,
                "",
                words.margin_words(j.lo, j.hi),
            )
        )
    return Table(tuple(rows))


def grouped(items: Iterable[T], key: Callable[[T], object]) -> list[list[T]]:
    """Items with equal keys together, in the order of their first."""
    groups: dict[object, list[T]] = {}
    for item in items:
        groups.setdefault(key(item), []).append(item)
    return list(groups.values())
