"""Dawn and dusk: "is at dawn", "is at nightfall", "is at sunrise".

Semantics: dawn is the twilight before sunrise and dusk that after sunset: civil twilight, all of
twilight, or the time about sunrise or sunset, three ordinary readings. A sunrise is that time, seen
from the ground or from the height of an aircraft. About it is as far above as civil twilight is
below. In the morning the sun stands east of the meridian, in the evening west of it.

What can test it: where and when the moment was, both within bounds. Limit: the formula for the sun
holds from 1900 to 2100.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lark import Token

from skywitness.claims.language.atoms.shared.base import Atom, AtomKind, Choice, Context, Span
from skywitness.claims.language.atoms.shared.sunheights import (
    FIRST_LIGHT,
    above,
    below,
    dip,
)
from skywitness.claims.meaning.allowed import Range
from skywitness.claims.meaning.parts import Clock, Part, Sun, Value, Variable
from skywitness.claims.meaning.policy import SunRule

#: Where the sun stands in the morning and in the evening, in degrees true, 90 degrees either way.
_SIDES = {True: 90.0, False: 270.0}


@dataclass(frozen=True)
class DawnAtom(Atom):
    """In the twilight of a ``morning`` or of an evening, or at sunrise or sunset (``sharp``)."""

    morning: bool
    sharp: bool
    words: str
    topic = "time"

    def variables(self, ctx: Context) -> tuple[Variable, ...]:
        """What is dawn."""
        about = f"about {'sunrise' if self.morning else 'sunset'}"
        told = {about: "about"}
        if self.sharp:
            told[f"{about} at the height of an aircraft"] = "aloft"
        else:
            told |= {"civil twilight": "twilight", "all of twilight": "all"}
        values = tuple(Value(label, "ordinary", limit) for label, limit in told.items())
        return (Variable(self._key(ctx), self.words, values),)

    def _key(self, ctx: Context) -> str:
        return ctx.key("limit", f"{self.morning} {self.sharp}")

    def parts(self, choice: Choice, ctx: Context) -> tuple[Part, ...]:
        """One part: the sun's height and its side of the meridian."""
        way = ctx.policy.sector(_SIDES[self.morning], 180.0, self.words)
        height = _height(ctx.policy.sun, str(choice[self._key(ctx)].data))
        return (
            Part(ctx.claim, self.words, ctx.spot, Sun(ctx.spot, Clock(ctx.moment), height, way)),
        )


def _height(rule: SunRule, limit: str) -> Range:
    about = rule.horizon - rule.twilight
    low, high = {
        "twilight": (rule.twilight, rule.horizon),
        "all": (FIRST_LIGHT, rule.horizon),
        "about": (rule.horizon - about, rule.horizon + about),
        "aloft": (rule.horizon - about - dip(rule.highest_m), rule.horizon + about),
    }[limit]
    return Range(below(rule, low), above(rule, high), unit="°")


def _build(children: list[object], span: Span) -> DawnAtom:
    (token,) = (str(child).casefold() for child in children if isinstance(child, Token))
    morning = not re.search(r"sunset|sundown|dusk|nightfall", token)
    return DawnAtom(morning, bool(re.search(r"sun", token)), span.words)


KIND = AtomKind(
    name="dawn",
    title="Dawn and dusk",
    grammar=r"""
dawn: DAWN
DAWN.20: /(?:at|during)\s+(?:the\s+)?(?:dawn|daybreak|first\s+light|sunrise|sun-?up|dusk|nightfall|sunset|sundown)(?![\w-])/i
""",  # noqa: E501
    predicates=("dawn",),
    tails=("dawn",),
    builders={"dawn": _build},
    terminals={"DAWN": "at dawn"},
    examples=("strike is at dawn", "encounter is at dusk", "strike is at sunrise"),
)
