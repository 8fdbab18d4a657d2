"""Altitude: "is at 25,000 ft", "is at an altitude of 6 km", "is at FL190".

Semantics: the height above the sea lies in the range the policy gives the number. Told of an
object it is that object's own, which where several meet is no other's. Told of a moment it is the
height of what happens, and of every object that the case declares to be there. A
flight level is a pressure altitude; its tolerance includes the difference the weather makes.

What can test it: another altitude of the same moment, a track. It constrains no position.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from lark import Token

from skywitness.claims.language.atoms.shared.amounts import amount_variables, range_of
from skywitness.claims.language.atoms.shared.base import Atom, AtomKind, Choice, Context, Span
from skywitness.claims.language.atoms.shared.common import one
from skywitness.claims.language.words.lexicon import A_LENGTH
from skywitness.claims.meaning.allowed import Range, Side
from skywitness.claims.meaning.numbers import Quantity
from skywitness.claims.meaning.parts import Constraint, Part, Variable
from skywitness.places.measures.measures import Scalar
from skywitness.units import to_metres


@dataclass(frozen=True)
class AltitudeAtom(Atom):
    """At the height ``quantity``, or at flight ``level``."""

    quantity: Quantity | None
    level: Decimal | None
    words: str
    topic = "height"

    def variables(self, ctx: Context) -> tuple[Variable, ...]:
        """Unit of the number."""
        return amount_variables(self.quantity, ctx) if self.quantity else ()

    def parts(self, choice: Choice, ctx: Context) -> tuple[Part, ...]:
        """One part: the height in its range."""
        if self.quantity is not None:
            allowed = range_of(self.quantity, choice, ctx)
        else:
            assert self.level is not None
            height = to_metres(float(self.level) * 100, "ft")
            per = to_metres(ctx.policy.level_tolerance(self.level), "ft")
            allowed = Range(Side(height, per), Side(height, per))
        constraint = Constraint(Scalar("altitude"), allowed)
        moment = ctx.spot.moment
        if ctx.spot.own or not moment:
            return (Part(ctx.claim, self.words, ctx.spot, constraint),)
        if ctx.subject and ctx.names.moment(ctx.subject) != moment:
            level = ctx.names.level(ctx.subject, moment)
            return (Part(ctx.claim, self.words, level, constraint),)
        return (
            Part(ctx.claim, self.words, ctx.spot, constraint),
            *(
                Part(ctx.claim, f"{self.words} ({level.who})", level, constraint, implied=True)
                for level in ctx.names.levels(moment)
            ),
        )


def _build(children: list[object], span: Span) -> AltitudeAtom:
    levels = [child for child in children if isinstance(child, Token) and child.type == "LEVEL"]
    if levels:
        digits = "".join(c for c in levels[0] if c.isdigit())
        return AltitudeAtom(None, Decimal(digits), span.words)
    quantity = one(children, Quantity)
    assert isinstance(quantity, Quantity)
    kinds = [child.type for child in children if isinstance(child, Token)]
    if "HIGHER" in kinds:
        quantity = replace(quantity, hedge="at least")
    elif "LOWER" in kinds:
        quantity = replace(quantity, hedge="at most")
    return AltitudeAtom(quantity, None, span.words)


#: An amount of height with nothing behind it that would make it a distance.
_A_HEIGHT = rf"\s+{A_LENGTH}\s*(?:$|[;,]|and\b|at\b)"

KIND = AtomKind(
    name="altitude",
    title="Altitude",
    grammar=rf"""
altitude: _AT (_AN_ALTITUDE? quantity _HIGH? | LEVEL) | quantity _HIGH | (HIGHER | LOWER) quantity
HIGHER.9: /(?:above|over|higher\s+than|(?:no|not)\s+lower\s+than|not\s+(?:below|under))(?={_A_HEIGHT})/i
LOWER.9: /(?:below|under|lower\s+than|(?:no|not)\s+higher\s+than|not\s+(?:above|over))(?={_A_HEIGHT})/i
_AN_ALTITUDE.7: /(?:(?:an?|the)\s+)?(?:altitude|height)(?:\s+of)?(?![\w-])/i
_HIGH.6: /(?:high|up|(?:in\s+)?altitude|above\s+(?:mean\s+)?sea(?:\s+level)?|amsl|msl|asl)(?![\w-])/i
LEVEL.8: /(?:FL|flight\s+level)\s*\d{{2,3}}(?![\w.,]\d|\w)/i
""",  # noqa: E501
    predicates=("altitude",),
    tails=("altitude",),
    builders={"altitude": _build},
    terminals={
        "_AN_ALTITUDE": "an altitude of",
        "_HIGH": "high",
        "HIGHER": "above",
        "LOWER": "below",
        "LEVEL": "a flight level such as FL190",
    },
    examples=(
        "encounter is at 25,000 ft",
        "encounter is at an altitude of 6 km",
        "encounter is above 19,000 ft",
        "encounter is not above 19,000-20,000 ft",
        "encounter is at FL190",
        "MQ-9 is at 19000 ft at encounter",
    ),
)
