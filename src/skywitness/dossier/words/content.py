"""Findings in the order and the groups that a reader needs: those that frames share come once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

from skywitness.claims.casefile.case import Claim
from skywitness.claims.meaning.frames import Frame
from skywitness.claims.meaning.outcomes import Outcome, Strength, VerdictWord
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
from skywitness.reason.results import ClaimResult, Finding
from skywitness.reason.verdicts.inference import Inference, InferenceReading
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
    def ordinary(self) -> tuple[Row, ...]:
        """The ordinary readings."""
        return tuple(r for r in self.rows if r.kind == "ordinary")

    @property
    def generous(self) -> tuple[Row, ...]:
        """The generous readings."""
        return tuple(r for r in self.rows if r.kind != "ordinary")

    @property
    def size(self) -> int:
        """How many readings there are."""
        return sum(len(r.names) for r in self.rows)


@dataclass(frozen=True)
class Verdict:
    """A verdict that several frames may share."""

    first: Finding
    frames: tuple[str, ...]
    frame_ids: tuple[str, ...]
    everywhere: bool
    verdict: VerdictWord
    margin: str
    because: str
    ruler: Table | None
    readings: Table


@dataclass(frozen=True)
class Deduction:
    """An inference's result that several frames may share."""

    claim: Claim
    frames: tuple[str, ...]
    frame_ids: tuple[str, ...]
    everywhere: bool
    given: tuple[str, ...]
    result: Outcome
    strength: Strength | None
    margin: str
    because: str
    table: Table


def verdicts(findings: Sequence[Finding], frames: int) -> tuple[Verdict, ...]:
    """Verdicts, one for all frames that say the same."""
    out = []
    for same in _grouped(findings, _said):
        first = same[0]
        v = first.verdict
        out.append(
            Verdict(
                first,
                tuple(f.frame.label for f in same),
                tuple(f.frame.id for f in same),
                len(same) == frames,
                v.verdict,
                words.margin_words(v.lo, v.hi),
                words.because(first),
                _ruler(first),
                _joints(v.joints),
            )
        )
    return tuple(out)


def _said(finding: Finding) -> object:
    v = finding.verdict
    readings = tuple((j.reading.name, j.lo, j.hi) for j in v.joints)
    return v.verdict, words.outward(v.lo, v.hi), words.because(finding), readings


def deductions(each: ClaimResult, frames: int) -> tuple[Deduction, ...]:
    """A claim's inferences, one for all frames that say the same."""

    def said(pair: tuple[Frame, Inference]) -> object:
        i = pair[1]
        readings = tuple((r.reading.name, r.result, tuple(r.possible.bounds)) for r in i.readings)
        return i.result, i.strength, words.inference_because(i, each.claim), readings

    out = []
    for same in _grouped(each.inference, said):
        inference = same[0][1]
        margin = words.margin_words(inference.together.lo, inference.together.hi)
        out.append(
            Deduction(
                each.claim,
                tuple(frame.label for frame, _ in same),
                tuple(frame.id for frame, _ in same),
                len(same) == frames,
                inference.given,
                inference.result,
                inference.strength,
                margin,
                words.inference_because(inference, each.claim),
                comparison(inference.readings, each.claim.id),
            )
        )
    return tuple(out)


def comparison(readings: Sequence[InferenceReading], claim: str) -> Table:
    """Readings with what they allow and what is possible; those that agree in one row."""
    numbers = [compared(r, claim) for r in readings]
    shown = [n for n in numbers if n.unit]
    axis = axis_of(shown) if shown else None
    pairs = list(zip(readings, numbers, strict=True))
    rows = []
    for same in _grouped(pairs, lambda p: (p[0].reading.kind, p[0].result, _rounded(p[1]))):
        first, number = same[0]
        rows.append(
            Row(
                names=tuple(r.reading.name for r, _ in same),
                kind=first.reading.kind,
                result=first.result,
                margin=words.margin_words(first.lo, first.hi),
                allowed=spans(number.allowed, number.unit) if number.unit else "",
                possible=words.intervals_words(first.possible, number.unit) if number.unit else "",
                ends=_ends(first.possible, number.unit) if number.unit else "",
                bars=bars(number, axis) if axis and number.unit else None,
            )
        )
    axes = tuple(PlotAxis(unit_name(u), axis.ticks(u)) for u in units_of(shown)) if axis else ()
    return Table(tuple(rows), axes)


def _rounded(number: Compared) -> object:
    def near(pairs: Sequence[tuple[float, float]]) -> tuple[tuple[float, float], ...]:
        return tuple((round(lo, -1), round(hi, -1)) for lo, hi in pairs)

    return number.unit, near(number.allowed), near(number.possible)


def _ends(possible: Implied, unit: str) -> str:
    """How sure the ends are, in words."""
    del unit
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


def _ruler(finding: Finding) -> Table | None:
    """One claim's number against what is possible without it."""
    contrast = finding.contrast
    if contrast is None or not contrast.part:
        return None
    claim = next(
        (p.claim for p in contrast.reading.parts if p.name == contrast.part), finding.claims[0]
    )
    return comparison([contrast], claim)


def _joints(joints: Sequence[Joint]) -> Table:
    """Every reading with its margin, those that need the same in one row."""
    rows = []
    for same in _grouped(joints, lambda j: (j.reading.kind, words.outward(j.lo, j.hi))):
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


def by_claims(findings: Sequence[Finding]) -> list[list[Finding]]:
    """Findings of the same set of claims together."""
    return _grouped(findings, lambda f: f.claims)


def _grouped(items: Iterable[T], key: Callable[[T], object]) -> list[list[T]]:
    """Items with equal keys together, in the order of their first."""
    out: dict[object, list[T]] = {}
    for item in items:
        out.setdefault(key(item), []).append(item)
    return list(out.values())
