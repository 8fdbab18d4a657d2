"""Slips that would explain a conflict: a number that was taken over in another unit.

"13 nautical miles" copied as 13 statute miles becomes 20.92 km, and 20.92 km then stands against
24.08 km. Such a pair is pointed out; that it is a slip is for the reader to judge.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import permutations

from skywitness.claims.meaning.allowed import Range
from skywitness.claims.meaning.parts import Part
from skywitness.units import metres_per

#: Units that are mistaken for each other; those of heights are not those of distances.
MISTAKEN = (("mi", "nm", "km"), ("ft", "m", "yd"))
#: How far a printed number may be rounded, as a share of it, whatever its tolerance.
ROUNDED = 0.01
#: What a conversion factor itself may be rounded by (1.15, 1.6, 3.3).
FACTOR = 0.002


@dataclass(frozen=True)
class UnitSlip:
    """The numbers of ``first`` in its ``unit``, taken in ``instead``, are those of ``second``.

    ``numbers`` are in metres; ``instead`` and the units are labels such as "nm".
    """

    first: Part
    second: Part
    numbers: tuple[float, ...]
    unit: str
    instead: str
    others: tuple[float, ...]
    other_unit: str


def unit_slip(versions: Iterable[Part]) -> UnitSlip | None:
    """The first unit slip among parts of a conflict, taken in every reading, if there is one."""
    for first, second in permutations(versions, 2):
        if first.claim != second.claim and (found := _slip(first, second)) is not None:
            return found
    return None


def printed(part: Part) -> tuple[float, ...]:
    """The numbers of a part as printed, in metres or seconds: its ends before any tolerance."""
    allowed = part.allowed
    if not isinstance(allowed, Range):
        return ()
    ends = [side.limit for side in (allowed.lower, allowed.upper) if side is not None]
    return tuple(dict.fromkeys(ends))


def same_measure(first: Part, second: Part) -> bool:
    """Whether two parts measure the same thing at the same place."""
    one, other = first.measured, second.measured
    if one is None or other is None:
        return False
    return first.spot == second.spot and one.measure.key == other.measure.key


def _slip(first: Part, second: Part) -> UnitSlip | None:
    one, other = printed(first), printed(second)
    if not one or len(one) != len(other) or not same_measure(first, second):
        return None
    a, b = _range(first), _range(second)
    for family in MISTAKEN:
        if a.unit not in family:
            continue
        for instead in family:
            factor = metres_per(instead) / metres_per(a.unit)
            if instead != a.unit and all(
                abs(x * factor - y) <= _rounding(a, x) * factor + _rounding(b, y) + FACTOR * y
                for x, y in zip(one, other, strict=True)
            ):
                return UnitSlip(first, second, one, a.unit, instead, other, b.unit)
    return None


def _range(part: Part) -> Range:
    assert isinstance(part.allowed, Range)
    return part.allowed


def _rounding(allowed: Range, number: float) -> float:
    """How far a printed number may be from what it stands for."""
    sides = [s.per for s in (allowed.lower, allowed.upper) if s is not None and s.limit == number]
    return min([*sides, ROUNDED * number])
