"""The answer to a question in one line: what all ordinary readings together leave."""

from __future__ import annotations

from collections.abc import Sequence

from skywitness.claims.meaning.stretches import POLICY
from skywitness.dossier.words.words import intervals_words
from skywitness.reason.regions.implied import End, Implied
from skywitness.reason.results import Answer

FULL_CIRCLE = 360.0
Pair = tuple[float, float]


def answer_words(answer: Answer) -> str:
    """What is asked, and what it can be in any ordinary reading, as one sentence."""
    ordinary = [r for r in answer.readings if r.reading.kind == "ordinary"]
    bounds = [pair for r in ordinary for pair in r.possible.bounds]
    left = _arcs(bounds) if answer.unit == "deg" else _merged(bounds)
    possible = Implied(tuple((_end(lo), _end(hi)) for lo, hi in left))
    value = intervals_words(possible, answer.unit, height=answer.question.kind == "altitude")
    how = "as written" if len(ordinary) == 1 else f"over all {len(ordinary):,} ordinary readings"
    if answer.stretch != POLICY:
        how += f", at a stretch of {answer.stretch:g}"
    empty = sum(not r.possible.intervals for r in ordinary)
    none = f"; {empty:,} of them leave nothing" if left and empty else ""
    where = answer.frame.label
    return f"{_large(answer.question.words)}: {value} ({how}{none}; point of view: {where})."


def _end(value: float) -> End:
    return End(value, witnessed=False, witness=None, witness_value=None)


def _merged(pairs: Sequence[Pair]) -> list[Pair]:
    """Intervals with those that meet as one, in rising order."""
    out: list[Pair] = []
    for lo, hi in sorted(pairs):
        if out and lo <= out[-1][1]:
            out[-1] = (out[-1][0], max(out[-1][1], hi))
        else:
            out.append((lo, hi))
    return out


def _arcs(pairs: Sequence[Pair]) -> list[Pair]:
    """Arcs in degrees, clockwise, with those that meet as one; north is no end of any."""
    cut: list[Pair] = []
    for lo, hi in pairs:
        if hi - lo >= FULL_CIRCLE:
            return [(0.0, FULL_CIRCLE)]
        first = lo % FULL_CIRCLE
        last = first + hi - lo
        cut.append((first, min(last, FULL_CIRCLE)))
        if last > FULL_CIRCLE:
            cut.append((0.0, last - FULL_CIRCLE))
    out = _merged(cut)
    if len(out) > 1 and out[0][0] == 0 and out[-1][1] == FULL_CIRCLE:
        out = [*out[1:-1], (out[-1][0], FULL_CIRCLE + out[0][1])]
    return out


def _large(text: str) -> str:
    return text[:1].upper() + text[1:]
