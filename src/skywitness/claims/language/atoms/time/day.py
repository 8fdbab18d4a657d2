"""A day alone: "is on 4 February", "happened on 4 February 2023 UTC".

Semantics: the instant of the moment lies on that day, from its midnight to the next, on the clock
of the zone written. Where none is written it is the clock there, that of UTC, as the record of
aviation counts days, or any that the case writes times in: an ordinary reading each. Where the
clock there is not known it may be any on the Earth. Either midnight is as exact as a clock time
given to the minute.

What can test it: clock times of the same moment, or of one tied to it; a record of the sky.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from lark import Token

from skywitness.claims.language.atoms.shared.base import Atom, AtomKind, Choice, Context, Span
from skywitness.claims.language.words.lexicon import slashed
from skywitness.claims.meaning.allowed import Range
from skywitness.claims.meaning.instants import stamp_range, stamp_variables
from skywitness.claims.meaning.parts import Clock, Difference, Part, Value, Variable
from skywitness.claims.meaning.stamps import DATE_PATTERN, TIME_PATTERN, Stamp, TimeOfDay, day_of

_THERE = Value("days of the clocks there", "ordinary", "")
_UTC = Value("days of UTC", "ordinary", "UTC")
_ANY = Value("days of the clocks there, which are not known", "ordinary", None)
#: Seconds by which days begin before those of UTC, and end after them, somewhere on the Earth.
FIRST, LAST = 14 * 3600.0, 12 * 3600.0


@dataclass(frozen=True)
class DayAtom(Atom):
    """On the day ``stamp``, a span of the clock from midnight to midnight."""

    stamp: Stamp
    words: str
    topic = "time"

    def variables(self, ctx: Context) -> tuple[Variable, ...]:
        """Whose day it is, and the zones of the clocks."""
        if self.stamp.zone:
            return stamp_variables(self.stamp, ctx)
        whose = Variable(self._key(ctx), self.words, self._clocks(ctx))
        zones = [str(each.data) for each in whose.values if each.data is not None]
        own = [stamp_variables(replace(self.stamp, zone=zone), ctx) for zone in zones]
        return (whose, *dict.fromkeys(variable for each in own for variable in each))

    def _clocks(self, ctx: Context) -> tuple[Value, ...]:
        """Whose day it may be."""
        there = _THERE if ctx.calendar.zones else _ANY
        written = [zone for zone in ctx.calendar.clocks if zone.upper() not in ("UTC", "GMT", "Z")]
        others = (Value(f"days of {zone}", "ordinary", zone) for zone in written)
        return (there, _UTC, *others)

    def _key(self, ctx: Context) -> str:
        return ctx.key("day", f"of the clock {self.stamp.date}")

    def parts(self, choice: Choice, ctx: Context) -> tuple[Part, ...]:
        """One part: the instant on that day."""
        stamp = self.stamp
        whose = choice.get(self._key(ctx))
        if not stamp.zone:
            clock = "UTC" if whose is None or whose.data is None else str(whose.data)
            stamp = replace(stamp, zone=clock)
        allowed = stamp_range(stamp, "at", choice, ctx)
        if whose is not None and whose.data is None:
            allowed = _anywhere(allowed)
        demand = Difference(Clock(ctx.moment), None, allowed)
        return (Part(ctx.claim, self.words, ctx.spot, demand),)


def _anywhere(day: Range) -> Range:
    """A day of UTC, on whichever clock of the Earth."""
    low, high = day.lower, day.upper
    assert low is not None
    assert high is not None
    return replace(
        day,
        lower=replace(low, limit=low.limit - FIRST),
        upper=replace(high, limit=high.limit + LAST),
    )


def _build(children: list[object], span: Span) -> DayAtom:
    tokens = {child.type: " ".join(str(child).split()) for child in children
              if isinstance(child, Token)}  # fmt: skip
    day_of(tokens["DAY"], span.column)
    minute = Fraction(60)
    return DayAtom(
        Stamp(
            TimeOfDay(Fraction(0), minute), TimeOfDay(Fraction(86_400), minute),
            tokens.get("ZONE", ""), tokens["DAY"], False, span.words, span.column,
        ),
        span.words,
    )  # fmt: skip


# A time after the day makes it the day of that time.
_NO_TIME = (
    r"(?!\s*,?\s*(?:(?:at|from|between|just|right|shortly|soon|immediately|before|after|by|not|no|later"
    r"|earlier|than|about|around|approximately|approx\.?|roughly|circa|ca\.?|nearly|almost|exactly"
    rf"|precisely|some)\s+)*(?:{TIME_PATTERN}))"
)

# Nor is the year left over for the sake of that.
_DAY = rf"(?:{DATE_PATTERN})(?![\w])(?!,?\s+\d{{4}}(?![\w:])){_NO_TIME}"

KIND = AtomKind(
    name="day",
    title="Day",
    grammar=rf"""
day: DAY ZONE?
DAY.13: /{slashed(_DAY)}/i
""",
    predicates=("day",),
    builders={"day": _build},
    terminals={"DAY": "a date such as on 19 June 2019"},
    examples=(
        "hit is on 19 June 2019",
        "strike is on 26 July UTC",
    ),
)
