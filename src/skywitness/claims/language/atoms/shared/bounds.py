"""One-sided words at one number: "within 12 miles" and "not within 12 miles" are never both so.

As ranges the two touch at 12 miles, where both would be so. So each says besides, as a fact, on
which side of its number it is: "within" that it is at most that, "more than" that it is not,
"less than" that it is less, "at least" that it is not. Only numbers that more than one such phrase
of a case has need it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from skywitness.claims.language.atoms.shared.base import Context
from skywitness.claims.meaning.allowed import Range
from skywitness.claims.meaning.numbers import Quantity
from skywitness.claims.meaning.parts import Constraint, Difference, Part, Separation, Side, Speed
from skywitness.claims.meaning.stamps import Stamp
from skywitness.claims.meaning.stretches import POLICY

#: Words whose number itself is meant too, by the end that they bind.
_TOO = {
    "lower": r"\b(?:at\s+least|minimum|upwards?"
    r"|(?:no|not)\s+(?:less|fewer|lower|closer|nearer|slower|below|under|earlier|before)"
    r"|or\s+(?:even\s+)?(?:more|over|above|longer|greater|higher|faster|f[au]rther))\b|\d\s*\+",
    "upper": r"\b(?:within|at\s+most|up\s+to|maximum|max|by|until"
    r"|(?:no|not)\s+(?:more|over|above|exceed\w*|higher|f[au]rther|faster|longer|later|greater|after)"
    r"|or\s+(?:even\s+)?(?:less|fewer|lower|nearer|closer))\b",
}
_DENIED = re.compile(r"\b(?:not|never)\s+within\b", re.IGNORECASE)


def bound_number(value: object) -> Decimal | None:
    """The number of an amount or a clock time that may bind on one side."""
    if isinstance(value, Quantity) and not value.vague:
        return value.low
    return Decimal(float(value.time.seconds)) if isinstance(value, Stamp) else None


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
    too = re.search(_TOO[name], part.name, re.IGNORECASE) is not None
    too = too and not (name == "lower" and _DENIED.search(part.name))
    at_most, less = f"{what} is at most {end.limit:.9g}", f"{what} is less than {end.limit:.9g}"
    told: dict[str, bool]
    if name == "upper":
        told = {at_most: True} if too else {at_most: True, less: True}
    else:
        told = {less: False} if too else {at_most: False, less: False}
    for fact, so in told.items():
        yield Part(ctx.claim, part.name, part.spot, Side(fact, so), implied=True)


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
        case Speed():
            return (f"the mean speed of {c.leg.who} from {c.leg.earlier} to {c.leg.later} "
                    f"({'air' if c.air else 'ground'})")  # fmt: skip
        case _:
            return None
