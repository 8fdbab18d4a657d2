"""Change of height: "MQ-9 descends 7,000 m from strike to impact".

Semantics: at the end of the leg the object is that much higher (climbs) or lower (descends, falls)
than at its beginning, in the range that the policy gives the number. What lies between is not said.
Both heights are counted from what the speaker counts heights from (an ordinary reading each). What
climbs on a leg does not descend on it, whatever heights count from, unless the case parts them.
*Climbs from 3,000 to 6,000 m*, *climbs above 6,000 m* tell heights and not by how much: they are
refused.

What can test it: heights of both ends; a vertical speed and the time between; a track. Hard limit:
the speed of the object's declared kind. A fall may start downward and the air may brake it, so that
free fall from rest bounds nothing, neither the time of a fall nor its height. Brochure limits: the
type's published ceiling and rate of climb; they never contradict.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lark import Token

from skywitness.claims.language.atoms.shared import legs
from skywitness.claims.language.atoms.shared.amounts import amount_variables, range_of
from skywitness.claims.language.atoms.shared.base import (
    AtomKind,
    Choice,
    Context,
    Span,
)
from skywitness.claims.language.atoms.shared.common import one
from skywitness.claims.language.atoms.shared.references import (
    direction,
    reference_of,
    reference_variables,
    way_up,
)
from skywitness.claims.language.atoms.shared.visits import Way
from skywitness.claims.language.words.lexicon import AMOUNT, OBJECT_PATTERN
from skywitness.claims.meaning.numbers import Quantity
from skywitness.claims.meaning.parts import HeightChange, Part, Variable
from skywitness.claims.meaning.spots import Spot
from skywitness.errors import LanguageError


@dataclass(frozen=True)
class HeightsAtom(legs.OnLeg):
    """``who`` climbs, or descends, by ``quantity`` on ``leg``."""

    who: str
    quantity: Quantity
    down: bool
    leg: legs.LegWords
    words: str
    topic = "height"

    def variables(self, ctx: Context) -> tuple[Variable, ...]:
        """Unit of the number, what heights are counted from, and which visit of a place."""
        return (
            *amount_variables(self.quantity, ctx),
            *reference_variables(ctx, change=True),
            *self.leg.variables(self.who, ctx, self.visit),
        )

    def way(self) -> tuple[str, Way]:
        """By how much it climbs, or descends."""
        return way_up(self.down, "change", self.quantity)

    def parts(self, choice: Choice, ctx: Context) -> tuple[Part, ...]:
        """The change of height in its range, and the order of its leg."""
        leg = self.leg.leg(self.who, choice, ctx, self.visit)
        change = legs.directed(range_of(self.quantity, choice, ctx), down=self.down)
        risen = HeightChange(leg, change, reference_of(choice, ctx, change=True))
        return (
            Part(ctx.claim, self.words, Spot.of(leg.earlier), risen),
            self.leg.in_order(leg, ctx),
            *self.leg.inside(self.who, leg, choice, ctx),
            *direction(self.who, leg, ctx, change),
        )


def _build(children: list[object], span: Span) -> HeightsAtom:
    quantity = one(children, Quantity)
    leg = legs.leg_of(children)
    assert isinstance(quantity, Quantity)
    assert leg is not None
    side = _SIDE.search(span.words)
    if side is not None:
        verb, word = side["verb"] or side["up"], side["side"] or side["to"]
        raise LanguageError(
            f"'{verb} {word}' may tell the height that it came to, or by how much it changed",
            column=span.column + span.words.find(word),
            expected=("by how much",),
            remedy="say the height, such as 'MQ-9 is above 6,000 m at impact', or by how much, "
            "such as 'climbs more than 6,000 m', 'descends less than 3,000 m'",
        )
    if _FROM_HEIGHT.search(span.words):
        raise LanguageError(
            f"'{quantity.words}' may tell the heights of both ends, or by how much it changed",
            column=span.column + span.words.find("from"),
            expected=("by how much",),
            remedy="say the heights of both ends, such as 'at 3,000 m at strike; MQ-9 is at "
            "6,000 m at impact', or by how much, such as 'climbs 3,000-6,000 m'",
        )
    down = any(isinstance(child, Token) and child.type == "DESCENDS" for child in children)
    return HeightsAtom(legs.actor(children, "CLIMBER"), quantity, down, leg, span.words)


_FROM_HEIGHT = re.compile(rf"\A.*?\s(?:{legs.UP}|{legs.DOWN})\s+from\s+[^;,]*?\d", re.IGNORECASE)
# What fell over 4,500 m or climbed under 500 m did so by as much; below may be a height where it
# fell, and above where it climbed.
_SUNK = r"(?:descends|descended|falls|fell|drops|dropped|sinks|sank)"
_HOW = r"(?:well\s+|just\s+)?"
_SIDE = re.compile(
    rf"\A.*?\s(?:(?P<verb>{_SUNK})\s+{_HOW}(?P<side>below|under|beyond)"
    rf"|(?P<up>{legs.UP})\s+{_HOW}(?P<to>above|beyond))\s+[^;,]*?\d",
    re.IGNORECASE,
)
# A vertical speed ("descends at 900 ft/min") is another thing.
_NUMBER = rf"(?=\s+[^;,\n\d]{{0,40}}?\b{AMOUNT})(?!\s+at\s+(?!least|most))"

KIND = AtomKind(
    name="heights",
    title="Change of height",
    grammar=rf"""
heights: CLIMBER (CLIMBS | DESCENDS) _BY? quantity leg
CLIMBER.40: /{OBJECT_PATTERN}(?=\s+(?:{legs.UP}|{legs.DOWN}){_NUMBER}(?![\w-]))/i
CLIMBS.41: /{legs.UP}(?![\w-])/i
DESCENDS.41: /{legs.DOWN}(?![\w-])/i
_BY.6: /by(?![\w-])/i
""",
    clauses=("heights",),
    builders={"heights": _build},
    terminals={
        "CLIMBER": "an object followed by climbs or descends",
        "CLIMBS": "climbs",
        "DESCENDS": "descends",
        "_BY": "by",
    },
    examples=(
        "MQ-9 climbs 7,000 m from departure to encounter",
        "MQ-9 descends 25,000 ft from strike to impact",
        "wreck falls at least 4,500 m from hit to impact",
    ),
)
