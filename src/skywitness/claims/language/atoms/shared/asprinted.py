"""Denials number for number: who says "not more than 10 miles" of "more than 10 miles" denies it.

A denial takes the readings of what it denies. So a phrase that binds one side of a number says
besides, as a fact, on which side of that number it is, as the number is printed: in whatever unit
its word stands for, whatever its comma means, over the ground or through the air, from whatever
its heights count. The opposite phrase at the same printed number about the same thing says that it
is not so. Only the two that deny each other share such a fact: "more than 10 miles" and "less than
10 miles" may each mean a mile of their own, and so may a number in any other print.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from skywitness.claims.language.atoms.shared.base import Atom, Context, folded
from skywitness.claims.language.atoms.shared.common import PlaceRef
from skywitness.claims.meaning.numbers import Quantity
from skywitness.claims.meaning.parts import (
    Beside,
    Climb,
    Constraint,
    Difference,
    HeightChange,
    Part,
    Separation,
    Speed,
    Travel,
)
from skywitness.claims.meaning.spots import Spot
from skywitness.places.measures.measures import SignedDistance

#: Kinds of ambiguous words that are about which happening is meant, not about its number.
_WHICH = frozenset({"visit", "side", "landing", "pass", "leg", "beside", "depth", "between"})
#: Words whose number itself is meant too, by the end that they bind.
_TOO = {
    "lower": r"\b(?:at\s+least|minimum|upwards?"
    r"|(?:no|not|never)\s+(?:less|fewer|lower|closer|nearer|slower|below|under|earlier|before|sooner)"
    r"|or\s+(?:even\s+)?(?:more|over|above|longer|greater|higher|faster|f[au]rther))\b|\d\s*\+",
    "upper": r"\b(?:within|at\s+most|up\s+to|maximum|max|by|until"
    r"|(?:no|not|never)\s+(?:reach\s+)?(?:more|over|above|exceed\w*|higher|f[au]rther|faster|longer"
    r"|later|greater|after)"
    r"|or\s+(?:even\s+)?(?:less|fewer|lower|nearer|closer))\b",
}
_DENIED = {
    "lower": re.compile(r"\b(?:not|never)\s+(?:within|up\s+to|at\s+most)\b", re.IGNORECASE),
    "upper": re.compile(r"\b(?:not|never)\s+at\s+least\b", re.IGNORECASE),
}
_REACHES = re.compile(r"\breach(?:e[sd])?\s", re.IGNORECASE)
_REACHES_NOT = re.compile(r"(?:not|never)\s+reach", re.IGNORECASE)


def means_its_number(words: str, *, lower: bool) -> bool:
    """Whether words that bind the lower, or the upper, end of a number mean that number as well."""
    end = "lower" if lower else "upper"
    return bool(re.search(_TOO[end], words, re.IGNORECASE)) and not _DENIED[end].search(words)


def printed_facts(atom: Atom, parts: Sequence[Part], ctx: Context, *, told: bool) -> Iterator[Part]:
    """On which side of its printed number a phrase is, about everything that the number tells.

    Nothing where the case parts one of its ambiguous words (``[[apart]]``), nor where it is
    ``told`` already and can be read in one way only.
    """
    words = [v.id.partition("@")[0].partition(":") for v in atom.variables(ctx)]
    if any(ctx.parted(word) for _, _, word in words):
        return
    kinds = frozenset(kind for kind, _, _ in words) - _WHICH
    # "At most" so much downward is not up either: of two ends none is told as that of a range.
    if told and not kinds and not getattr(atom, "down", False):
        return
    found = tuple(_sides(atom, ctx))
    # Of what nothing can test the fact is not tested either: only its opposite excludes it.
    open_ = not any(part.constraint for part in parts)
    why = next((part.untestable for part in parts if open_), None)
    for what in dict.fromkeys(_told(atom, parts, kinds, ctx)):
        for number, lower, own in found:
            # Who means the number itself too is denied by who does not, on the other side.
            side = "less than" if lower == own else "at most"
            fact = Beside(f"{what} is {side} {number}", not lower)
            yield Part(ctx.claim, atom.words, ctx.spot, fact, why, implied=True)


def _sides(atom: Atom, ctx: Context) -> Iterator[tuple[str, bool, bool]]:
    """The number as printed, whether it binds below, and whether it is meant too."""
    level, bound = getattr(atom, "level", None), getattr(atom, "bound", "")
    if level is not None and bound:
        lower = bound == "at least"
        yield f"FL{level}", lower, means_its_number(atom.words, lower=lower)
    amounts = [v for v in vars(atom).values() if isinstance(v, Quantity) and not v.vague]
    if len(amounts) != 1:
        return
    (amount,) = amounts
    hedge = amount.hedge
    if getattr(atom, "at_most", False) and not hedge and amount.high is None:
        # What reaches so far and what cannot reach so far deny each other.
        if _REACHES_NOT.search(atom.words):
            hedge = "at most"
        elif _REACHES.search(atom.words):
            hedge = "at least"
    if hedge not in ("at least", "at most"):
        return
    lower = hedge == "at least"
    plainly = lower and not amount.hedge
    own = plainly or means_its_number(atom.words, lower=lower)
    for number in _numbers(amount, ctx):
        yield number, lower, own


def _numbers(amount: Quantity, ctx: Context) -> Iterator[str]:
    """The amount in words; of one whose sign may mean two things each that it may be."""
    about = "about " if amount.rough else ""
    if amount.comma is None:
        yield f"{about}{_shown(amount.low, amount.high)} {amount.unit}"
        return
    either = {"point": (amount.low, amount.high), "comma": amount.comma}
    for signs, (low, high) in either.items():
        if ctx.signs in (None, signs):
            yield f"{about}{_shown(low, high)} {amount.unit} (written with a point or a comma)"


def _shown(low: Decimal, high: Decimal | None) -> str:
    ends = [f"{each.normalize():f}" for each in (low, high) if each is not None]
    return "-".join(ends)


def _told(atom: Atom, parts: Sequence[Part], kinds: frozenset[str], ctx: Context) -> Iterator[str]:
    """What the number of an atom tells, in words that leave open what its own words leave open."""
    if atom.depth is not None:
        leg = next(c for p in parts if isinstance(c := p.constraint, Difference))
        assert leg.earlier is not None
        between = f"from {leg.earlier.moment} to {leg.later.moment}"
        yield f"the depth inside {folded(atom.passed)} {between}"
        return
    other = getattr(atom, "other", None)
    if getattr(atom, "at_most", False) and isinstance(other, Spot):
        yield f"the reach at {ctx.moment} of {ctx.names.here(other)}"
        return
    for part in parts:
        if not part.implied and (what := _what(atom, part, kinds, ctx)) is not None:
            yield what


def _what(  # noqa: PLR0911  (a table)
    atom: Atom, part: Part, kinds: frozenset[str], ctx: Context
) -> str | None:
    c = part.constraint
    down = " downward" if getattr(atom, "down", False) or getattr(atom, "below", False) else ""
    match c:
        case Constraint():
            if c.measure.place is None:
                open_ = "height" if "height" in kinds else "speed" if "medium" in kinds else None
                setting = getattr(atom, "setting", None)
                on = "" if setting is None else f" on {setting} hPa"
                return f"the {open_ or c.measure.key[1]}{on}{down} of {part.spot}"
            place = getattr(atom, "place", None)
            if not isinstance(place, PlaceRef):
                return None
            error = getattr(atom, "slack", None)
            more = "" if error is None else f" {error.words}"
            measured = type(c.measure).__name__
            if isinstance(c.measure, SignedDistance):  # of the edge, from one side of it
                out = re.search(r"\boutside\b", atom.words, re.IGNORECASE)
                measured = "way out" if out else "way in"
            return (f"the {measured} of {part.spot} from {folded(place.shown)}"
                    f"{more} {c.measure.anchor}").rstrip()  # fmt: skip
        case Separation():
            return f"the distance from {c.first} to {c.second}{' (slant)' if c.slant else ''}"
        case Difference():
            if c.earlier is None or "days" not in kinds or not _limited(c):
                return None
            return f"the time between {' and '.join(sorted((c.earlier.moment, c.later.moment)))}"
        case Travel():
            return f"the path of {c.leg.who} from {c.leg.earlier} to {c.leg.later}"
        case Speed():
            how = "speed" if "medium" in kinds else "airspeed" if c.air else "groundspeed"
            return f"the mean {how} of {c.leg.who} from {c.leg.earlier} to {c.leg.later}"
        case HeightChange() | Climb():
            kind = "change of height" if isinstance(c, HeightChange) else "vertical speed"
            of = "" if "height" in kinds else f" by {c.of}"
            return f"the {kind}{of}{down} of {c.leg.who} from {c.leg.earlier} to {c.leg.later}"
        case _:
            return None


def _limited(c: Difference) -> bool:
    """Whether a time between is bound by a number, and not only one after the other."""
    low, high = c.allowed.lower, c.allowed.upper
    return high is not None or (low is not None and low.limit > 0)
