"""The sun: "is in daylight", "is after dark", "is at night", "the sun is low in the west at hit".

Semantics: the sun's height above the horizon at the place and the time of the moment, without
refraction. In daylight it is above that of sunrise (its upper edge at the horizon, -0.833 degrees),
or above that of civil twilight (-6 degrees), or above what is lit at the height of an aircraft, who
sees the sun longer than the ground does: three ordinary readings. Dark, or night, is below the same
limit. The reading is one for all that is told of one object at one moment, by whomever, so that
light and dark exclude each other, as do a sun that is up and one that is down; unless the case
couples or parts the word *daylight*. A low sun is no higher than the policy says, and "in the
west" is a compass sector. Each limit is wider by what refraction varies, and gives way beyond the
stretch 1, so that minutes about sunrise and sunset stay open. At dawn and dusk it is neither day
nor night: "not in daylight" is darkness or twilight, "not at night" is light or twilight, two
ordinary readings; whoever denies the same words is excluded in both. "At night", "overnight" and
"by day" may also tell the hours of the clock there, whatever the sun does; where others tell light
or dark of the same thing, they deny each other in that reading as well.

"After sunset", "before dawn" name a limit of their own, which is not that of light and dark: in
civil twilight it is after sunset and still light. After sunset and before sunrise the sun is down.
After sunrise and before sunset it is up, or it is any time of that day which comes after, or
before: 20:00 is after sunrise and 03:00 before dark. Which times of a clock are of that day is not
tested. Only the denial of the same words excludes such a reading.

What can test it: where and when the moment was, both within bounds. Limit: the formula for the sun
holds from 1900 to 2100.
"""

from __future__ import annotations

import re
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
from skywitness.claims.language.atoms.shared.clockhours import Hours, hours_told
from skywitness.claims.language.atoms.shared.legs import called
from skywitness.claims.language.atoms.shared.lightwords import (
    BY_HOURS,
    IN_DARK,
    IN_LIGHT,
    IT_IS,
    IT_IS_NOT,
    LIT,
    STANDS,
    UNLIT,
    WHOLE,
    Event,
    event_in,
)
from skywitness.claims.language.atoms.shared.sunheights import (
    FIRST_LIGHT,
    above,
    below,
    dip,
)
from skywitness.claims.language.words.compass import degrees_of, point_of
from skywitness.claims.meaning.allowed import Range
from skywitness.claims.meaning.parts import (
    Clock,
    Difference,
    Part,
    State,
    Sun,
    Value,
    Variable,
)
from skywitness.claims.meaning.policy import SunRule
from skywitness.errors import LanguageError

Standing = Literal["light", "dark", "low", "up", "down"]
Limit = Literal["horizon", "twilight", "aloft", "all"]
LIMITS: tuple[Limit, ...] = ("horizon", "twilight", "aloft", "all")

#: What a case calls the limit of light and dark in ``[[same]]`` and ``[[apart]]``.
DAYLIGHT = "daylight"
#: One choice for all that is said of one thing at one moment: what is light to one is not dark to
#: the other.
_LIMITS: tuple[Value, ...] = (
    Value("light between sunrise and sunset", "ordinary", "horizon"),
    Value("light with civil twilight", "ordinary", "twilight"),
    Value("light at the height of an aircraft", "ordinary", "aloft"),
)
#: When the sun rises or sets, dawn ends or dusk begins.
_SEEN: tuple[Value, ...] = (
    Value("seen from the ground", "ordinary", "horizon"),
    Value("seen from the height of an aircraft", "ordinary", "aloft"),
)
_TWILIGHTS: tuple[Value, ...] = (
    *_SEEN,
    Value("at the end of civil twilight", "ordinary", "twilight"),
    Value("at the end of all twilight", "ordinary", "all"),
)
#: That it is light, or any time of that day on the same side of the event.
_LIT_OR_NOT: tuple[Value, ...] = (
    Value("while it is light", "ordinary", "light"),
    Value("at any time of that day", "ordinary", "day"),
)
#: What is neither light nor dark.
_DENIALS: tuple[Value, ...] = (
    Value("the opposite", "ordinary", "opposite"),
    Value("or neither, in twilight", "ordinary", "twilight"),
)
_ANY_TIME = "which times of a day come {words} is not tested"


@dataclass(frozen=True)
class SunAtom(Atom):
    """How the sun stands: ``state``, denied or not, and its direction (``point``) if said.

    It may be told by an ``event`` that it comes before or after, or by words that may mean the
    hours of the clock (``by_hours``).
    """

    state: Standing
    denied: bool
    point: str
    words: str
    whole: bool
    event: Event = ""
    by_hours: bool = False
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
        """Where the limit of light and dark lies, and whether it must be light."""
        match self.event:
            case "" | "dark":
                told = hours_told(ctx.calendar) if self.by_hours else ()
                limit = Variable(self._key(ctx), "daylight and darkness", (*_LIMITS, *told))
            case "sunrise" | "sunset":
                limit = Variable(self._key(ctx), self.event, _SEEN)
            case "dawn" | "dusk":
                limit = Variable(self._key(ctx), self.event, _TWILIGHTS)
            case _:
                assert_never(self.event)
        if self._denial:
            return (limit, Variable(self._denial_key(ctx), self.words, _DENIALS))
        if not self._any_time:
            return (limit,)
        return (limit, Variable(self._time_key(ctx), self.words, _LIT_OR_NOT))

    @property
    def _denial(self) -> bool:
        """Whether it denies light, or darkness, and no event of that day."""
        return self.denied and not self.event and self.state in ("light", "dark")

    def _denial_key(self, ctx: Context) -> str:
        return f"{self._key(ctx)}:not {self.state}"

    @property
    def _any_time(self) -> bool:
        """Whether it may be said of any time on one side of the event."""
        return bool(self.event) and self._shines

    @property
    def _shines(self) -> bool:
        return (self.state in ("light", "up", "low")) != self.denied

    @property
    def _called(self) -> str:
        """What the case calls its limit."""
        return DAYLIGHT if self.event in ("", "dark") else self.event

    def _key(self, ctx: Context) -> str:
        if ctx.coupled(self._called):
            return ctx.key("limit", self._called)
        return f"limit:{self._called}@sun:{told_of(ctx)} at {ctx.spot}"

    def _time_key(self, ctx: Context) -> str:
        return ctx.key("limit", self.words)

    def parts(self, choice: Choice, ctx: Context) -> tuple[Part, ...]:
        """The sun's height, with its direction where one is said, and the facts that go with it."""
        rule = ctx.policy.sun
        if self._any_time and choice[self._time_key(ctx)].data == "day":
            words = self.words.removeprefix("not ")
            reason = _ANY_TIME.format(words=f"not {words}" if self.denied else words)
            fact = State(*self._side(self._limit(choice, ctx), ctx))
            return (Part(ctx.claim, self.words, ctx.spot, fact, untestable=reason),)
        hours = self._hours(choice, ctx)
        if hours is not None and self.by_hours:
            demanded = hours.allowed(rule, night=not self._shines)
            time = Part(ctx.claim, self.words, ctx.spot,
                        Difference(Clock(ctx.moment), None, demanded))  # fmt: skip
            return (time, *self._implied(self._said(ctx) | self._hourly(hours, ctx), ctx))
        way = None
        if self.point:
            way = ctx.policy.sector(degrees_of(self.point), _width(self.point, ctx), self.words)
        demand = Sun(ctx.spot, Clock(ctx.moment), self._height(rule, choice, ctx), way)
        sun = Part(ctx.claim, self.words, ctx.spot, demand)
        # What opposes light to dark stands in one place in every reading, so that it is one part.
        facts = self._said(ctx) | self._hourly(hours, ctx)
        if self._in_twilight(choice, ctx):
            facts |= self._sun_down(ctx)
        elif hours is None:
            facts |= self._facts(self._limit(choice, ctx), ctx)
        return (sun, *self._implied(facts, ctx))

    def _implied(self, facts: dict[str, bool], ctx: Context) -> tuple[Part, ...]:
        return tuple(Part(ctx.claim, self.words, ctx.spot, State(what, so), implied=True)
                     for what, so in facts.items())  # fmt: skip

    def _hours(self, choice: Choice, ctx: Context) -> Hours | None:
        """The hours by which day and night are told, if they are; a limit of its own has none."""
        value = choice.get(self._key(ctx))
        return value.data if value is not None and isinstance(value.data, Hours) else None

    def _hourly(self, hours: Hours | None, ctx: Context) -> dict[str, bool]:
        """Where one tells the hours, light and dark still deny each other, as they do by the sun.

        Whoever says that it was light denies that it was night; the case may part the word.
        """
        if hours is None:
            return {}
        return {f"day, not night, of {told_of(ctx)} at {ctx.spot}": self._shines}

    def _in_twilight(self, choice: Choice, ctx: Context) -> bool:
        return self._denial and choice[self._denial_key(ctx)].data == "twilight"

    def _said(self, ctx: Context) -> dict[str, bool]:
        """The words themselves, as facts: whoever denies them is excluded, whatever they mean."""
        if self.event or self.state not in ("light", "dark"):
            return {}
        words = {"light": "in daylight", "dark": "at night"}
        return {f"{words[self.state]}, of {told_of(ctx)} at {ctx.spot}": not self.denied}

    def _sun_down(self, ctx: Context) -> dict[str, bool]:
        """Where it is twilight instead of light the sun is down, from wherever it is seen."""
        if self.state == "dark":
            return {}
        where = f"of {told_of(ctx)} at {ctx.spot}"
        return {f"the sun up {where}": False, f"daylight (horizon) {where}": False,
                f"daylight (aloft) {where}": False}  # fmt: skip

    def _limit(self, choice: Choice, ctx: Context) -> Limit:
        value = choice.get(self._key(ctx))
        found = None if value is None else value.data
        return next((limit for limit in LIMITS if limit == found), "aloft")

    def _facts(self, limit: Limit, ctx: Context) -> dict[str, bool]:
        """Light or dark, and in civil twilight the sun up or down: what its opposite excludes."""
        shines = self._shines
        where = f"of {told_of(ctx)} at {ctx.spot}"
        light, up = f"daylight ({limit}) {where}", f"the sun up {where}"
        told: dict[str, bool] = {}
        if self.event:
            told = dict([self._side(limit, ctx)])
        match self.state:
            case "light" | "dark" if self.event not in ("", "dark"):
                pass  # sunset is not the end of light
            case "light" | "dark":
                told[light] = shines
                if limit == "twilight" and not shines:
                    told[up] = False
            case "up" | "down" | "low":
                told[up if limit == "twilight" else light] = shines
                if limit == "twilight" and shines:
                    told[light] = True
            case _:
                assert_never(self.state)
        return told

    def _side(self, limit: Limit, ctx: Context) -> tuple[str, bool]:
        """The fact that it is before or after the event, and whether it is so."""
        after = (self.state == "light") == (self.event in ("sunrise", "dawn"))
        side = "after" if after else "before"
        return f"{side} {self.event} ({limit}) of {told_of(ctx)} at {ctx.spot}", not self.denied

    def _height(self, rule: SunRule, choice: Choice, ctx: Context) -> Range:
        limit = self._limit(choice, ctx)
        if self._in_twilight(choice, ctx):
            return Range(below(rule, FIRST_LIGHT), above(rule, rule.horizon), unit="°")
        if self.state == "low":
            assert not self.denied, "not low is above it or below the horizon"
            return Range(below(rule, rule.horizon - dip(rule.highest_m)), above(rule, rule.low))
        at = rule.horizon
        if self.state in ("light", "dark"):  # up and down are of the horizon, whatever twilight is
            at = {"twilight": rule.twilight, "all": FIRST_LIGHT}.get(limit, at)
        if limit == "aloft":
            at -= dip(rule.highest_m)
        if self._shines:
            return Range(below(rule, at), None, unit="°")
        return Range(None, above(rule, at), unit="°")


def told_of(ctx: Context) -> str:
    """Who or what stands in the light: the object spoken of, or the moment with all that is there.

    Where one object alone is at the moment, what is told of the moment is told of it.
    """
    if ctx.subject and ctx.names.moment(ctx.subject) != str(ctx.spot):
        return called(ctx.subject, ctx)
    return ctx.names.alone(ctx.moment) or str(ctx.spot)


def _width(point: str, ctx: Context) -> float:
    return ctx.policy.sector_width(point) if ctx.sector_deg is None else ctx.sector_deg


def _light(children: list[object], span: Span) -> SunAtom:
    kinds = {child.type for child in children if isinstance(child, Token)}
    light = {"IN_DAYLIGHT", "NO_DAYLIGHT", "IT_IS_LIGHT", "IT_IS_NOT_LIGHT"}
    denied = {"NO_DAYLIGHT", "NOT_DARK", "IT_IS_NOT_LIGHT", "IT_IS_NOT_DARK"}
    whole = any(kind.startswith("IT_IS") for kind in kinds)
    said = " ".join(str(child) for child in children if isinstance(child, Token))
    return SunAtom(
        "light" if kinds & light else "dark", bool(kinds & denied), "", span.words, whole=whole,
        event=event_in(said), by_hours=bool(re.search(BY_HOURS, said, re.IGNORECASE)),
    )  # fmt: skip


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
    state: Standing = "low" if "LOW" in tokens else "up" if "UP" in tokens else "down"
    return SunAtom(state, "NOT" in tokens, point, span.words, whole=True)


KIND = AtomKind(
    name="sun",
    title="Daylight, darkness and the sun",
    grammar=rf"""
daylight: IN_DAYLIGHT | NO_DAYLIGHT | AT_DARK | NOT_DARK
it_is_light: IT_IS_LIGHT | IT_IS_DARK | IT_IS_NOT_LIGHT | IT_IS_NOT_DARK
IT_IS_LIGHT.46: /{IT_IS}{LIT}{WHOLE}/i
IT_IS_DARK.46: /{IT_IS}{UNLIT}{WHOLE}/i
IT_IS_NOT_LIGHT.46: /{IT_IS_NOT}{LIT}{WHOLE}/i
IT_IS_NOT_DARK.46: /{IT_IS_NOT}{UNLIT}{WHOLE}/i
sun: _THE_SUN LOW (_IN_THE COMPASS)? | _THE_SUN NOT? (UP | DOWN)
IN_DAYLIGHT.20: /{IN_LIGHT}(?![\w-])/i
NO_DAYLIGHT.20: /(?:not|no\s+longer|not\s+yet)\s+{IN_LIGHT}(?![\w-])/i
AT_DARK.20: /{IN_DARK}(?![\w-])/i
NOT_DARK.20: /not\s+{IN_DARK}(?![\w-])/i
_THE_SUN.45: /(?:the\s+)?sun\s+{STANDS}(?=\s+(?:still\s+|already\s+|not\s+)?(?:very\s+)?(?:low|up|down|risen|set|above|below|under)(?![\w-]))/i
LOW.20: /(?:still\s+|already\s+)?(?:very\s+)?low(?:\s+(?:in\s+the\s+sky|above\s+the\s+horizon|on\s+the\s+horizon))?(?![\w-])/i
_IN_THE.20: /(?:in|to|towards)\s+the(?=\s+(?:north|south|east|west))/i
UP.20: /(?:still\s+|already\s+)?(?:up|risen|above\s+the\s+horizon)(?![\w-])/i
DOWN.20: /(?:already\s+)?(?:down|set|(?:below|under)\s+the\s+horizon)(?![\w-])/i
""",  # noqa: E501
    predicates=("daylight",),
    tails=("daylight",),
    clauses=("sun", "it_is_light"),
    builders={"daylight": _light, "it_is_light": _light, "sun": _sun},
    terminals={
        "IN_DAYLIGHT": "in daylight",
        "NO_DAYLIGHT": "not in daylight",
        "AT_DARK": "after dark",
        "NOT_DARK": "not after dark",
        "IT_IS_LIGHT": "it is light",
        "IT_IS_DARK": "it is dark",
        "IT_IS_NOT_LIGHT": "it is not light",
        "IT_IS_NOT_DARK": "it is not dark",
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
        "strike is after sunrise",
        "it was dark at strike",
        "the sun is low in the west at encounter",
        "the sun is up at strike",
    ),
)
