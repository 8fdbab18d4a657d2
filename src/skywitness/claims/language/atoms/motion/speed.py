"""Speed: "Su-24 flies at 980 km/h inside Turkey", "EP-3 flies at 180 kt at collision".

Semantics: on a leg the mean speed, so the length of the path over the time it took, lies in the
range that the policy gives the number; at a moment the object's own speed then. A bare
speed of an aircraft, in any unit, is over the ground, a true airspeed or an indicated one, each an
ordinary reading, until "over the ground", "through the air", "airspeed", "indicated" or Mach
settles it; that of a ship, a balloon or a missile is over the ground. A speed through the air says
nothing of that over the ground by itself: the wind lies between them. An indicated
airspeed bounds the true one only from below (air is thinner higher up, and its density is not
said). Mach is the number times the speed of sound in the coldest to the hottest air, 270 to 366
m/s, since the temperature is not said either.

What can test it: on a leg, the places and the times of both its ends, its length, another speed; at
a moment, another speed of the same object then; a track. Hard limit: what no object of its declared
kind can do (:mod:`skywitness.claims.meaning.movers`). Brochure limits: the type's published speeds;
they never contradict.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, cast

from lark import Token

from skywitness.claims.language.atoms.shared import legs, legwords
from skywitness.claims.language.atoms.shared.amounts import amount_variables
from skywitness.claims.language.atoms.shared.base import AtomKind, Choice, Context, Span
from skywitness.claims.language.atoms.shared.common import bare, one
from skywitness.claims.language.atoms.shared.paces import (
    limits_at,
    mean_of,
    pace_range,
    true_of_indicated,
)
from skywitness.claims.language.atoms.shared.visits import Way
from skywitness.claims.language.words.lexicon import OBJECT_PATTERN
from skywitness.claims.meaning.numbers import Quantity
from skywitness.claims.meaning.parts import Constraint, Part, Speed, Value, Variable
from skywitness.errors import LanguageError
from skywitness.places.measures.measures import Scalar

Medium = Literal["ground", "air", "indicated"]

#: What a bare speed of an aircraft may be.
MEDIA: tuple[Value, ...] = (
    Value("speed over the ground", "ordinary", "ground"),
    Value("true airspeed", "ordinary", "air"),
    Value("indicated airspeed", "ordinary", "indicated"),
)
#: Kinds of objects whose speed is told over the ground only.
GROUNDED = ("ship", "balloon", "missile")


@dataclass(frozen=True)
class SpeedAtom(legs.OnLegOrAtMoment):
    """``who`` moves at ``pace`` over the ground or through the air, on ``leg`` or at a moment.

    ``medium`` is ``None`` where the words do not say what the speed is measured against.
    """

    who: str
    pace: Quantity
    medium: Medium | None
    leg: legs.LegWords | None
    words: str
    topic = "speed"

    def variables(self, ctx: Context) -> tuple[Variable, ...]:
        """Which visit of a place, and of the number; what a bare speed is measured against."""
        found = amount_variables(self.pace, ctx)
        if self.leg:
            found = (*found, *self.leg.variables(self.who, ctx, self.visit))
        if self._open(ctx):
            found = (*found, Variable(self._key(ctx), "speed", MEDIA))
        return found

    def way(self) -> tuple[str, Way]:
        """How fast it is, whatever that is measured against."""
        return f"at {self.pace.words}", (("speed", self.pace.told),)

    def _key(self, ctx: Context) -> str:
        """Id of what it is measured against: one thing for an object's speeds in one unit."""
        return ctx.key("medium", "speed", f"{ctx.names.thing(self.who)} in {self.pace.unit}")

    def _open(self, ctx: Context) -> bool:
        if self.medium is not None:
            return False
        return ctx.names.things().get(ctx.names.thing(self.who), "") not in GROUNDED

    def _measured_against(self, choice: Choice, ctx: Context) -> Medium:
        if self.medium is not None:
            return self.medium
        value = choice.get(self._key(ctx)) if self._open(ctx) else None
        return "ground" if value is None else cast(Medium, value.data)

    def parts(self, choice: Choice, ctx: Context) -> tuple[Part, ...]:
        """The speed in its range, and the order of its leg."""
        allowed = pace_range(self.pace, choice, ctx)
        medium = self._measured_against(choice, ctx)
        if medium == "indicated":
            allowed = true_of_indicated(allowed)
        air = medium != "ground"
        if self.leg is None:
            own = Constraint(Scalar("airspeed" if air else "groundspeed"), allowed)
            return (Part(ctx.claim, self.words, legs.own_spot(self.who, ctx), own),)
        leg = self.leg.leg(self.who, choice, ctx, self.visit)
        found = (
            legs.mean(leg, Speed(leg, allowed, air), self.words, ctx),
            self.leg.in_order(leg, ctx),
            *self.leg.inside(self.who, leg, choice, ctx),
        )
        if not air and self.leg.place is not None:
            return found  # a limit of its path is one of its speed
        own = Constraint(Scalar("airspeed" if air else "groundspeed"), allowed)
        return (*found, Part(ctx.claim, self.words, mean_of(leg), own, implied=True))

    def hard(self, ctx: Context) -> tuple[Part, ...]:
        """What an object of its kind can do: at the moment, or on the mean of its leg."""
        if self.leg is None:
            return limits_at(self.who, legs.own_spot(self.who, ctx), ctx)
        every = (
            (self.leg.leg(self.who, {}, ctx),)
            if self.leg.place is None
            else legs.every_leg(self.who, self.leg.place, ctx)
        )
        return tuple(p for leg in every for p in limits_at(self.who, mean_of(leg), ctx))


class _Medium(str):
    """What a speed is measured against; empty where that is not said."""


def _medium_of(words: str) -> _Medium:
    folded = words.lower()
    if "indicated" in folded or folded == "ias":
        return _Medium("indicated")
    air = "air" in folded or folded == "tas"
    return _Medium("air" if air else "ground" if "ground" in folded else "")


def _medium(children: list[object], span: Span) -> _Medium:
    return _medium_of(span.words)


def _build(children: list[object], span: Span) -> SpeedAtom:
    pace = one(children, Quantity)
    assert isinstance(pace, Quantity)
    media = {str(child) for child in children if isinstance(child, _Medium)} - {""}
    named = next((c for c in children if isinstance(c, Token) and c.type == "SPEED_OF"), None)
    if named is None:
        who = legs.actor(children, "SPEEDER")
    else:
        found = re.fullmatch(rf"(.+?)(?:['’]s?)?\s+({_WHAT})", named, re.IGNORECASE)
        assert found is not None
        who = bare(found[1])
        media |= {str(_medium_of(found[2]))} - {""}
    media |= {str(_medium_of(unit)) for unit in re.findall(r"(?i)k([it]as)\b", pace.words)}
    if pace.unit == "Mach" and not media:
        media = {"air"}
    if len(media) > 1:
        raise LanguageError(
            f"'{span.words}' measures one speed in two ways",
            column=span.column,
            expected=("one of over the ground, through the air, indicated",),
        )
    medium = cast(Medium, media.pop()) if media else None
    return SpeedAtom(who, pace, medium, legs.leg_of(children), span.words)


_WHAT = r"(?:ground\s*speed|(?:(?:true|indicated)\s+)?air\s*speed|speed)"
_MOVES = (
    r"(?:flies|flew|moves|moved|goes|went|travels|travelled|traveled|cruises|cruised"
    r"|(?:is|was)\s+(?:flying|moving|going|travelling|traveling|cruising))\s+at"
    r"(?!\s+(?:least|most)(?![\w-]))"
)

KIND = AtomKind(
    name="speed",
    title="Speed",
    grammar=rf"""
speed: SPEEDER _MOVES_AT medium? pace medium? leg? | SPEED_OF _IS pace medium? leg?
medium: AIR | INDICATED | GROUND
SPEEDER.40: /{OBJECT_PATTERN}(?=\s+{_MOVES}(?![\w-]))/i
_MOVES_AT.41: /{_MOVES}(?![\w-])/i
SPEED_OF.45: /{OBJECT_PATTERN}\s+{_WHAT}(?=\s+(?:is|was)(?![\w-]))/i
AIR.8: /(?:through\s+the\s+air|(?:an?\s+)?(?:true\s+)?air\s*speed(?:\s+of)?|TAS)(?![\w-])/i
INDICATED.8: /(?:(?:an?\s+)?indicated(?:\s+air\s*speed)?(?:\s+of)?|IAS)(?![\w-])/i
GROUND.8: /(?:over\s+(?:the\s+)?ground|(?:an?\s+)?(?:ground\s*)?speed(?:\s+of)?)(?![\w-])/i
{legwords.GRAMMAR}
""",
    clauses=("speed",),
    builders={"speed": _build, "medium": _medium, **legwords.BUILDERS},
    terminals={
        "SPEEDER": "an object followed by flies at",
        "_MOVES_AT": "flies at",
        "SPEED_OF": "an object's speed followed by is",
        "AIR": "through the air",
        "INDICATED": "indicated",
        "GROUND": "over the ground",
        **legwords.TERMINALS,
    },
    stop_words=legwords.STOP_WORDS,
    examples=(
        "Su-24 flies at 980 km/h inside Turkey",
        "MQ-9 flies at about 200 kt from departure to encounter",
        "Su-24 speed is 980 km/h from entry to exit",
        "EP-3 flies at 180 kt through the air between contact and landing",
        "EP-3 flies at 180 kt at collision",
        "EP-3 flies at 180 KIAS at collision",
        "Su-27 flies at Mach 0.9 at contact",
    ),
)
