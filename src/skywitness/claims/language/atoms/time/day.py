"""A day alone: "is on 4 February", "happened on 4 February 2023 UTC".

Semantics: the instant of the moment lies on that day, from its midnight to the next, on the clock
of the zone written. Where none is written it is the clock there, or that of UTC, as the record of
aviation counts days: an ordinary reading each. Either midnight is as exact as a clock time given to
the minute.

What can test it: clock times of the same moment, or of one tied to it; a record of the sky.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from lark import Token

from skywitness.claims.language.atoms.shared.base import Atom, AtomKind, Choice, Context, Span
from skywitness.claims.language.words.lexicon import slashed
from skywitness.claims.meaning.instants import stamp_range, stamp_variables
from skywitness.claims.meaning.parts import Clock, Difference, Part, Value, Variable
from skywitness.claims.meaning.stamps import DATE_PATTERN, TIME_PATTERN, Stamp, TimeOfDay, day_of

_THERE = Value("days of the clocks there", "ordinary", "")
_UTC = Value("days of UTC", "ordinary", "UTC")


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
        if not ctx.calendar.zones:  # of no clock there anything is known
            return stamp_variables(replace(self.stamp, zone="UTC"), ctx)
        whose = Variable(self._key(ctx), self.words, (_THERE, _UTC))
        return (whose, *stamp_variables(self.stamp, ctx))

    def _key(self, ctx: Context) -> str:
        return ctx.key("day", f"of the clock {self.stamp.date}")

    def parts(self, choice: Choice, ctx: Context) -> tuple[Part, ...]:
        """One part: the instant on that day."""
        stamp = self.stamp
        whose = choice.get(self._key(ctx))
        if not stamp.zone and (whose is _UTC or not ctx.calendar.zones):
            stamp = replace(stamp, zone="UTC")
        allowed = stamp_range(stamp, "at", choice, ctx)
        demand = Difference(Clock(ctx.moment), None, allowed)
        return (Part(ctx.claim, self.words, ctx.spot, demand),)


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

_DAY = rf"(?:{DATE_PATTERN})(?![\w]){_NO_TIME}"

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
