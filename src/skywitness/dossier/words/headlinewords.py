"""What is told first of a finding: whether it can be, what it takes, the number that decides."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from skywitness.claims.meaning.allowed import Range
from skywitness.claims.meaning.outcomes import CONTRADICTED, DOES_NOT_FOLLOW, OPEN, Strength
from skywitness.claims.meaning.parts import Constraint, Difference, Part
from skywitness.claims.meaning.stretches import POLICY
from skywitness.claims.telling.timewords import instants, lapse
from skywitness.dossier.words.inferencewords import nearest_reading
from skywitness.dossier.words.remedy import remedy
from skywitness.dossier.words.witnesswords import listed
from skywitness.dossier.words.words import (
    allowed_words,
    decides,
    intervals_words,
    margin_words,
    times_words,
    undecided_why,
)
from skywitness.reason.conflicts.conflictresults import Conflicts
from skywitness.reason.conflicts.slips import same_measure
from skywitness.reason.conflicts.timeslips import TimeLeft
from skywitness.reason.verdicts.inference import Inference, InferenceReading
from skywitness.reason.verdicts.verdicts import Verdict
from skywitness.reason.worlds.joint import Joint
from skywitness.units import interval


def against(
    strength: Strength, lo: float | None, hi: float | None, best: Joint | None, *, many: bool
) -> str:
    """That something is impossible, or does not fit unless words are stretched so far."""
    together = " together" if many else ""
    if strength == CONTRADICTED:
        if lo is None or math.isinf(lo):
            return f"Impossible{together}, however far the words are stretched."
        return f"Impossible{together}, even with every tolerance doubled."
    does = "Do not fit together" if many else "Does not fit"
    return f"{does} unless {_unless(lo, hi, best)}."


def _unless(lo: float | None, hi: float | None, best: Joint | None) -> str:
    """What it would take."""
    how = "" if best is None else remedy(best.reading.parts, math.inf if hi is None else hi)
    if how:
        return how
    if lo is None or hi is None:
        return "words are taken wider than is usual"
    return f"every number is stretched {times_words(lo, hi)} ×"


def undecided(v: Verdict) -> str:
    """That one claim is not decided, and why: with the margin where the reason has no number."""
    why, _ = undecided_why(v) if v.best is not None else ("", False)
    if not why:
        return "Not decided."
    margin = "" if re.search(r"\d", why) else margin_words(v.lo, v.hi)
    return f"Not decided: {why} ({margin})." if re.search(r"\d", margin) else f"Not decided: {why}."


def undecided_together(follows: Inference | None, found: Conflicts | None) -> str:
    """That claims are not decided together, and why where that is known."""
    text = "Not decided whether they are possible together"
    shown = follows is not None and follows.result in (DOES_NOT_FOLLOW, OPEN)
    best = nearest_reading(follows) if follows is not None and shown else None
    if follows is not None and best is not None:
        several = len(follows.given) > 1
        given, leave = listed(follows.given, ", ", " and "), "leave" if several else "leaves"
        left = intervals_words(best.possible, best.unit)
        return f"{text}: {given} {leave} {left}; “{best.part}” is {allowed_words(best)}."
    if found is None:
        return f"{text}: conflicts were not sought."
    return f"{text}: not everything was searched." if found.cut else f"{text}."


def numbers_words(contrast: InferenceReading, *, many: bool) -> str:
    """The number that decides against what is left without it; empty where it does not alone."""
    if not decides(contrast) or not contrast.possible.intervals:
        return ""
    numbers = " or ".join(interval(lo, hi, contrast.unit) for lo, hi in contrast.allowed)
    left = intervals_words(contrast.possible, contrast.unit)
    return _usually_meant(contrast.part, numbers, left, many=many)


def time_words(left: TimeLeft, *, many: bool) -> str:
    """The time or duration that decides against what is left without it."""
    demand = left.part.constraint
    assert isinstance(demand, Difference)
    words = instants if demand.earlier is None else lapse
    taken = words(*demand.allowed.at(left.stretch))
    return _usually_meant(left.part.name, taken, words(*left.left), many=many)


def both_words(parts: Sequence[Part]) -> str:
    """What two numbers of one thing are taken to be, in the unit of the first; else nothing."""
    told = [p for p in parts if isinstance(p.constraint, Constraint) and not p.implied]
    if len(told) != 2 or not same_measure(*told):
        return ""
    found = []
    for part in told:
        if part.placed is None or not isinstance(part.placed.allowed, Range):
            return ""
        found.append((part.name, part.placed.allowed))
    unit = found[0][1].unit
    said = [f"“{name}” is {interval(*_ends(there), unit)}" for name, there in found]
    return f" Taken as usually meant, {' and '.join(said)}."


def _ends(there: Range) -> tuple[float, float]:
    low, high = there.at(POLICY)
    return max(low, 0.0), high


def _usually_meant(words: str, taken: str, left: str, *, many: bool) -> str:
    what = "What else is said leaves" if many else "The given facts leave"
    return f" Taken as usually meant, “{words}” is {taken}. {what} {left}."
