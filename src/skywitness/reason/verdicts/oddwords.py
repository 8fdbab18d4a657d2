"""Notes that one-sided words are an odd way to put what is known: "more than 3 km" at 40 km.

A one-sided word bounds one end and says nothing of the other, so what lies far beyond its number is
all it allows, and nothing here has a share in any verdict, inference or conflict. But who knows a
number to be tenfold would say a larger one: among numbers as people round them (1, 2, 5, 10, 20 and
so on) at least three larger ones would have told more. So from ten times the number on, or from a
tenth of it down, the words get a note. That factor is our own choice. Words without a number
("after", "shortly after", "off", "climbs", "never enters") have none to take ten times of.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from skywitness.claims.language.atoms.shared.paces import METRES_PER_SECOND
from skywitness.claims.meaning.allowed import Range
from skywitness.claims.meaning.parts import Constraint, Difference, Part
from skywitness.claims.meaning.stretches import POLICY
from skywitness.claims.telling.timewords import duration
from skywitness.places.measures.measures import AlongRoute, Bearing, Measure, Scalar
from skywitness.reason.regions.cover import cover
from skywitness.reason.regions.implied import implied
from skywitness.reason.verdicts.contained import number_of
from skywitness.reason.verdicts.inference import FEW_CELLS, times_left
from skywitness.reason.verdicts.plausible import Note
from skywitness.reason.worlds.joint import Joint, World
from skywitness.reason.worlds.placed import row_of
from skywitness.units import length, number

#: How many times beyond a one-sided word's number what is left lies before it gets a note.
ODD = 10.0
Interval = tuple[float, float]


def odd_words(best: Joint, world: World) -> tuple[Note, ...]:
    """Notes on one-sided words of a set that can be so, at its most favourable reading."""
    if best.hi > POLICY:
        return ()
    found = []
    for part in best.reading.parts:
        word = _one_sided(part)
        if word is None:
            continue
        limit, above = word
        left = _left(part, best.reading.parts, world)
        if left is None:
            continue
        low, high = left
        if above and limit * ODD <= low < math.inf:
            found.append(_note(part, f"at least {_told(part, low)}", "ten times as much or more"))
        if not above and 0.0 < high <= limit / ODD:
            found.append(_note(part, f"at most {_told(part, high)}", "a tenth of it or less"))
    return tuple(dict.fromkeys(found))


def _one_sided(part: Part) -> tuple[float, bool] | None:
    """The written number of a one-sided word, and whether the word bounds it from below.

    What is written gives way by a tolerance; the bounds of words without a number do not.
    """
    allowed = part.allowed
    if not isinstance(allowed, Range) or part.untestable or part.implied:
        return None
    lower, upper = allowed.lower, allowed.upper
    if lower is not None and upper is None and lower.limit > 0 and lower.per > 0:
        return lower.limit, True
    # "Up to" so long or so far has 0 for its other end where it says that there was any.
    least = lower is None or lower.limit == 0
    if upper is not None and upper.limit > 0 and upper.per > 0 and least:
        return upper.limit, False
    return None


def _left(part: Part, parts: Sequence[Part], world: World) -> Interval | None:
    """What all else that is said and given leaves of a part's number; ``None`` for any amount."""
    others = [p for p in parts if p is not part]
    c = part.constraint
    if isinstance(c, Difference):
        return None if c.earlier is None else times_left(c, [*others, *world.parts])
    # Of the very same number other ranges tell whatever the map's error.
    same = _same_number(part, [*others, *world.parts, *world.measured])
    if same is not None or not isinstance(c, Constraint):
        return same
    return _on_the_map(c.measure, row_of(others, part.spot), world.get(part.spot, ()))


def _on_the_map(
    measure: Measure, row: Sequence[Constraint], hard: Sequence[Constraint]
) -> Interval | None:
    """What a place leaves of a distance, where anything else is said of that place."""
    if not (row or hard) or isinstance(measure, Bearing | AlongRoute | Scalar):
        return None
    (region,) = cover([row], hard, edge=FEW_CELLS)
    bounds = implied(measure, region, row, hard, sharp=False).bounds
    if not bounds:
        return None
    return min(low for low, _ in bounds), max(high for _, high in bounds)


def _same_number(part: Part, others: Sequence[Part]) -> Interval | None:
    """What other parts that bound the very same number leave of it."""
    mine = number_of(part)
    alike = [*_intervals(mine, others)] if mine is not None else []
    if not alike:
        return None
    return max(low for low, _ in alike), min(high for _, high in alike)


def _intervals(mine: object, others: Sequence[Part]) -> Iterator[Interval]:
    for other in others:
        if number_of(other) == mine and isinstance(other.allowed, Range):
            yield other.allowed.at(POLICY)


def _told(part: Part, value: float) -> str:
    """A number in the unit of a part's words."""
    allowed = part.allowed
    assert isinstance(allowed, Range)
    if isinstance(part.constraint, Difference):
        return duration(value)
    if allowed.unit in METRES_PER_SECOND:
        return f"{number(value / METRES_PER_SECOND[allowed.unit])} {allowed.unit}"
    return length(value, allowed.unit)


def _note(part: Part, left: str, times: str) -> Note:
    text = (
        f"“{part.name}” would be an odd way to put it: all else that is said and given leaves "
        f"{left}, {times}. One-sided words allow that; this decides nothing."
    )
    return Note("odd words", text, None, "", checked=True)
