"""The sun: "is in daylight", "is after dark", "is at night", "the sun is low in the west at hit".

Semantics: the sun's height above the horizon at the place and the time of the moment, without
refraction. In daylight it is above that of sunrise (its upper edge at the horizon, -0.833 degrees),
or above that of civil twilight (-6 degrees), or above what is lit at the height of an aircraft, who
sees the sun longer than the ground does: three ordinary readings. Dark, or night, is below that of
sunset, or below that of civil twilight. A low sun is no higher than the policy says, and "in the
west" is a compass sector. Each limit is wider by what refraction varies, and gives way beyond the
stretch 1, so that minutes about sunrise and sunset stay open.

What can test it: where and when the moment was, both within bounds. Limit: the formula for the sun
holds from 1900 to 2100.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal, assert_never

from lark import Token

from skywitness.claims.language.atoms.shared.base import (
    Atom,
    AtomKind,
    Choice,
    Context,
    Span,
    When,
)
from skywitness.claims.language.words.compass import degrees_of, point_of
from skywitness.claims.meaning.allowed import Range, Side
from skywitness.claims.meaning.parts import Clock, Part, Sun, Value, Variable
from skywitness.claims.meaning.policy import SunRule
from skywitness.claims.meaning.stretches import POLICY
from skywitness.errors import LanguageError

State = Literal["light", "dark", "low", "up", "down"]
Limit = Literal["horizon", "twilight", "aloft"]

#: Least radius of the Earth in metres, for how far below the horizontal one sees from a height.
LEAST_RADIUS = 6_330_000.0

_LIGHT: tuple[Value, ...] = (
    Value("light between sunrise and sunset", "ordinary", "horizon"),
    Value("light with civil twilight", "ordinary", "twilight"),
    Value("light at the height of an aircraft", "ordinary", "aloft"),
)
_DARK: tuple[Value, ...] = (
    Value("dark from sunset to sunrise", "ordinary", "horizon"),
    Value("dark beyond civil twilight", "ordinary", "twilight"),
)
_UP: tuple[Value, ...] = (
    Value("the sun above the horizon of the ground", "ordinary", "horizon"),
    Value("the sun above the horizon of an aircraft", "ordinary", "aloft"),
)


@dataclass(frozen=True)
class SunAtom(Atom):
    """How the sun stands: ``state``, denied or not, and its direction (``point``) if said."""

    state: State
    denied: bool
    point: str
    words: str
    whole: bool
    topic = "time"
    whens = ("at and a moment",)

    @property
    def timeless(self) -> bool:  # type: ignore[override]
        """A sentence about the sun itself has no subject."""
        return self.whole

    @property
    def when(self) -> When:
        """A sentence about the sun needs a moment; another has one in its subject."""
        return "moment" if self.whole else "any"

    def variables(self, ctx: Context) -> tuple[Variable, ...]:
        """Where the limit of light and dark lies."""
        values = self._limits()
        return (Variable(self._key(ctx), self.words, values),) if values else ()

    def _limits(self) -> tuple[Value, ...]:
        match self.state:
            case "light":
                return _LIGHT
            case "dark":
                return _DARK
            case "up" | "down":
                return _UP
            case "low":
                return ()
            case _:
                assert_never(self.state)

    def _key(self, ctx: Context) -> str:
        return ctx.key("limit", f"sun {self.state}")

    def parts(self, choice: Choice, ctx: Context) -> tuple[Part, ...]:
        """One part: the sun's height, and its direction where one is said."""
        rule = ctx.policy.sun
        way = None
        if self.point:
            way = ctx.policy.sector(degrees_of(self.point), _width(self.point, ctx), self.words)
        demand = Sun(ctx.spot, Clock(ctx.moment), self._height(rule, choice, ctx), way)
        return (Part(ctx.claim, self.words, ctx.spot, demand),)

    def _height(self, rule: SunRule, choice: Choice, ctx: Context) -> Range:
        value = choice.get(self._key(ctx))
        limit: object = "aloft" if value is None else value.data
        if self.state == "low":
            assert not self.denied, "not low is above it or below the horizon"
            return Range(_below(rule, rule.horizon - dip(rule.highest_m)), _above(rule, rule.low))
        at = rule.twilight if limit == "twilight" else rule.horizon
        if limit == "aloft":
            at -= dip(rule.highest_m)
        shines = (self.state in ("light", "up")) != self.denied
        if shines:
            return Range(_below(rule, at), None, unit="°")
        return Range(None, _above(rule, at), unit="°")


def _below(rule: SunRule, limit: float) -> Side:
    return Side(limit - rule.refraction, rule.gives_way, POLICY)


def _above(rule: SunRule, limit: float) -> Side:
    return Side(limit + rule.refraction, rule.gives_way, POLICY)


def dip(metres: float) -> float:
    """Degrees below the horizontal down to which one sees the horizon from a height."""
    return math.degrees(math.acos(LEAST_RADIUS / (LEAST_RADIUS + metres)))


def _width(point: str, ctx: Context) -> float:
    return ctx.policy.sector_width(point) if ctx.sector_deg is None else ctx.sector_deg


def _light(children: list[object], span: Span) -> SunAtom:
    kinds = {child.type for child in children if isinstance(child, Token)}
    state: State = "light" if kinds & {"IN_DAYLIGHT", "NO_DAYLIGHT"} else "dark"
    return SunAtom(state, bool(kinds & {"NO_DAYLIGHT", "NOT_DARK"}), "", span.words, whole=False)


def _sun(children: list[object], span: Span) -> SunAtom:
    tokens = {child.type: str(child) for child in children if isinstance(child, Token)}
    point = ""
    if "COMPASS" in tokens:
        found = point_of(tokens["COMPASS"])
        if found is None:
            raise LanguageError(
                f"'{tokens['COMPASS']}' is not one of the 16 compass points",
                column=span.column,
                expected=("a compass word such as west",),
            )
        point = found
    state: State = "low" if "LOW" in tokens else "up" if "UP" in tokens else "down"
    return SunAtom(state, "NOT" in tokens, point, span.words, whole=True)


_DAYLIGHT = (
    r"(?:in\s+(?:full\s+|broad\s+)?(?:day\s?light|sun\s?light)|by\s+day"
    r"|during\s+(?:the\s+)?day(?:time)?|in\s+the\s+day\s?time)"
)
_DARKNESS = (
    r"(?:after\s+(?:dark|nightfall|sunset)|before\s+(?:dawn|sunrise|daybreak)"
    r"|in\s+(?:the\s+)?(?:dark|darkness)|at\s+night(?:time)?|by\s+night|during\s+the\s+night"
    r"|in\s+the\s+night)"
)
_STANDS = r"(?:is|was|stands|stood|has|had)"

KIND = AtomKind(
    name="sun",
    title="Daylight, darkness and the sun",
    grammar=rf"""
daylight: IN_DAYLIGHT | NO_DAYLIGHT | AT_DARK | NOT_DARK
sun: _THE_SUN LOW (_IN_THE COMPASS)? | _THE_SUN NOT? (UP | DOWN)
IN_DAYLIGHT.20: /{_DAYLIGHT}(?![\w-])/i
NO_DAYLIGHT.20: /(?:not|no\s+longer|not\s+yet)\s+{_DAYLIGHT}(?![\w-])/i
AT_DARK.20: /{_DARKNESS}(?![\w-])/i
NOT_DARK.20: /not\s+{_DARKNESS}(?![\w-])/i
_THE_SUN.45: /(?:the\s+)?sun\s+{_STANDS}(?=\s+(?:still\s+|already\s+|not\s+)?(?:very\s+)?(?:low|up|down|risen|set|above|below|under)(?![\w-]))/i
LOW.20: /(?:still\s+|already\s+)?(?:very\s+)?low(?:\s+(?:in\s+the\s+sky|above\s+the\s+horizon|on\s+the\s+horizon))?(?![\w-])/i
_IN_THE.20: /(?:in|to|towards)\s+the(?=\s+(?:north|south|east|west))/i
UP.20: /(?:still\s+|already\s+)?(?:up|risen|above\s+the\s+horizon)(?![\w-])/i
DOWN.20: /(?:already\s+)?(?:down|set|(?:below|under)\s+the\s+horizon)(?![\w-])/i
""",  # noqa: E501
    predicates=("daylight",),
    tails=("daylight",),
    clauses=("sun",),
    builders={"daylight": _light, "sun": _sun},
    terminals={
        "IN_DAYLIGHT": "in daylight",
        "NO_DAYLIGHT": "not in daylight",
        "AT_DARK": "after dark",
        "NOT_DARK": "not after dark",
        "_THE_SUN": "the sun is",
        "LOW": "low",
        "_IN_THE": "in the",
        "UP": "up",
        "DOWN": "down",
    },
    stop_words=("after", "by"),
    examples=(
        "encounter is in daylight",
        "strike is after dark",
        "strike is at night",
        "encounter is not in daylight",
        "the sun is low in the west at encounter",
        "the sun is up at strike",
    ),
)
