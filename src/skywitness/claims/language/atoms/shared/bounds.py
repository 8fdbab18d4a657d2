"""One-sided words at one number: "within 12 miles" and "not within 12 miles" are never both so.

As ranges the two touch at 12 miles, where both would be so. So each says besides, as a fact, on
which side of its number it is: "within" that it is at most that, "more than" that it is not,
"less than" that it is less, "at least" that it is not. Only numbers that more than one such phrase
of a case has need it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

from skywitness.claims.language.atoms.shared.asprinted import means_its_number
from skywitness.claims.language.atoms.shared.base import Context
from skywitness.claims.language.atoms.shared.paces import METRES_PER_SECOND
from skywitness.claims.meaning.allowed import Range
from skywitness.claims.meaning.instants import SECONDS
from skywitness.claims.meaning.numbers import Quantity
from skywitness.claims.meaning.parts import (
    Beside,
    Constraint,
    Difference,
    Part,
    Separation,
    Speed,
    Travel,
)
from skywitness.claims.meaning.stamps import Stamp
from skywitness.claims.meaning.stretches import POLICY
from skywitness.units import metres_per


def bound_numbers(value: object) -> tuple[Decimal, ...]:
    """The numbers that an amount, a flight level or a clock time may bind on one side.

    They are two where a point or a comma may mean two things.
    """
    match value:
        case Quantity():
            other = () if value.comma is None else (value.comma[0],)
            return () if value.vague else (value.low, *other)
        case Decimal():
            return (value,)
        case Stamp():
            return (Decimal(float(value.time.seconds)),)
        case _:
            return ()


def sides(part: Part, ctx: Context) -> Iterator[Part]:
    """The facts that go with a part whose number binds on one side, and is another's too."""
    c = part.constraint
    allowed = part.allowed if isinstance(c, Constraint) else getattr(c, "allowed", None)
    if part.implied or not isinstance(allowed, Range):
        return
    if isinstance(c, Difference) and c.earlier is not None:
        allowed = _either_way(allowed)
    what = _what(part)
    if what is None or (allowed.lower is None) == (allowed.upper is None):
        return
    name = "upper" if allowed.lower is None else "lower"
    end = allowed.upper or allowed.lower
    assert end is not None
    if end.after < POLICY:
        return
    # What counts downward ("at least 1 km inside") is bound on the other end than its words say.
    downward = end.limit < 0
    too = means_its_number(part.name, lower=(name == "lower") != downward)
    number = _shown(end.limit, allowed.unit)
    at_most, less = f"{what} is at most {number}", f"{what} is less than {number}"
    told: dict[str, bool]
    if name == "upper":
        told = {at_most: True} if too else {at_most: True, less: True}
    else:
        told = {less: False} if too else {at_most: False, less: False}
    for fact, so in told.items():
        yield Part(ctx.claim, part.name, part.spot, Beside(fact, so), implied=True)


def _shown(limit: float, unit: str) -> str:
    """A number of metres, seconds or metres per second, in the unit that the words use."""
    if unit == "UTC":
        at = datetime.fromtimestamp(limit, UTC)
        return f"{at:%Y-%m-%d %H:%M:%S}{f'.{at:%f}'.rstrip('0').rstrip('.')} UTC"
    factor = METRES_PER_SECOND.get(unit) or SECONDS.get(unit) or metres_per(unit)
    return f"{limit / factor:.9g} {unit}"


def _either_way(gap: Range) -> Range:
    """How long a time between two moments is, whichever came first, where an end says it."""
    low, high = gap.lower, gap.upper
    if low is not None and high is not None and low.limit <= 0 <= high.limit:
        longer = high if high.limit >= -low.limit else replace(low, limit=-low.limit)
        return replace(gap, lower=None, upper=longer)
    if high is not None and low is None and high.limit < 0:
        return replace(gap, lower=replace(high, limit=-high.limit), upper=None)
    return gap


def _what(part: Part) -> str | None:  # noqa: PLR0911  (a table)
    """What a part bounds, in words that are alike wherever it is the same."""
    c = part.constraint
    match c:
        case Constraint():
            place = c.measure.place
            if place is None:
                return f"the {c.measure.key[1]} of {part.spot}"
            return (f"the {type(c.measure).__name__} of {part.spot} from {place.id} {place.name} "
                    f"{c.measure.anchor} {place.buffer_m:g}")  # fmt: skip
        case Difference():
            if c.earlier is None:
                return f"the time of {c.later.moment}"
            return f"the time between {' and '.join(sorted((c.earlier.moment, c.later.moment)))}"
        case Separation():
            return f"the distance from {c.first} to {c.second}{' (slant)' if c.slant else ''}"
        case Travel():
            return f"the path of {c.leg.who} from {c.leg.earlier} to {c.leg.later}"
        case Speed():
            return (f"the mean speed of {c.leg.who} from {c.leg.earlier} to {c.leg.later} "
                    f"({'air' if c.air else 'ground'})")  # fmt: skip
        case _:
            return None
