"""Vertical speed: "MQ-9 descends at 900 ft/min from strike to impact".

Semantics: on a leg the mean vertical speed, so the change of height over the time it took, lies in
the range that the policy gives the number, upward (climbs) or downward (descends, falls, sinks); at
a moment the object's own vertical speed then. What climbs on a leg does not descend on it, whatever
heights count from, unless the case parts them. What climbs at a moment does not fly level then.

What can test it: heights and times of both ends; a change of height and the time it took; another
vertical speed of the same object then; a track. Hard limit: the speed of the object's declared
kind; a fall may start downward, so free fall from rest bounds nothing. Brochure limits: the type's
published rate of climb; it never contradicts.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from lark import Token

from skywitness.claims.language.atoms.shared import legs
from skywitness.claims.language.atoms.shared.amounts import amount_variables
from skywitness.claims.language.atoms.shared.base import AtomKind, Choice, Context, Span
from skywitness.claims.language.atoms.shared.common import fact, one
from skywitness.claims.language.atoms.shared.paces import pace_range
from skywitness.claims.language.atoms.shared.references import (
    direction,
    reference_of,
    reference_variables,
    way_up,
)
from skywitness.claims.language.atoms.shared.visits import Way
from skywitness.claims.language.words.lexicon import OBJECT_PATTERN
from skywitness.claims.meaning.allowed import Range
from skywitness.claims.meaning.numbers import Quantity
from skywitness.claims.meaning.parts import Climb, Constraint, Part, Variable
from skywitness.claims.meaning.stretches import DOUBLED
from skywitness.places.measures.measures import Scalar


@dataclass(frozen=True)
class ClimbAtom(legs.OnLegOrAtMoment):
    """``who`` climbs, or descends, at ``rate``, on ``leg`` or at a moment."""

    who: str
    rate: Quantity
    down: bool
    leg: legs.LegWords | None
    words: str
    topic = "height"

    def variables(self, ctx: Context) -> tuple[Variable, ...]:
        """The number, what heights are counted from, which visit; units have one meaning."""
        found = amount_variables(self.rate, ctx)
        if self.leg is None:
            return found
        return (*found, *reference_variables(ctx, change=True), *self._which(ctx))

    def _which(self, ctx: Context) -> tuple[Variable, ...]:
        return () if self.leg is None else self.leg.variables(self.who, ctx, self.visit)

    def way(self) -> tuple[str, Way]:
        """How fast it climbs, or descends."""
        return way_up(self.down, "rate", self.rate)

    def parts(self, choice: Choice, ctx: Context) -> tuple[Part, ...]:
        """The vertical speed in its range, and the order of its leg."""
        allowed = legs.directed(pace_range(self.rate, choice, ctx), down=self.down)
        if self.leg is None:
            own = Constraint(Scalar("climb"), allowed)
            return (
                Part(ctx.claim, self.words, legs.own_spot(self.who, ctx), own),
                *self._then(allowed, ctx),
            )
        leg = self.leg.leg(self.who, choice, ctx, self.visit)
        climb = Climb(leg, allowed, reference_of(choice, ctx, change=True))
        return (
            legs.mean(leg, climb, self.words, ctx),
            self.leg.in_order(leg, ctx),
            *self.leg.inside(self.who, leg, choice, ctx),
            *direction(self.who, leg, ctx, allowed),
        )

    def _then(self, allowed: Range, ctx: Context) -> tuple[Part, ...]:
        """The fact that it climbs, or descends, at the moment: then it does not fly level."""
        low, high = allowed.at(DOUBLED)
        if low <= 0.0 <= high:
            return ()
        what = f"{legs.called(self.who, ctx)} {'descends' if self.down else 'climbs'}"
        found = fact(ctx, self.words, what, True)
        return tuple(replace(part, implied=True) for part in found)


def _build(children: list[object], span: Span) -> ClimbAtom:
    rate = one(children, Quantity)
    assert isinstance(rate, Quantity)
    down = any(isinstance(child, Token) and child.type == "DESCENDS_AT" for child in children)
    return ClimbAtom(
        legs.actor(children, "CLIMBER_AT"), rate, down, legs.leg_of(children), span.words
    )


_AT = r"\s+at(?!\s+(?:least|most)(?![\w-]))"

KIND = AtomKind(
    name="climb",
    title="Vertical speed",
    grammar=rf"""
climb: CLIMBER_AT (CLIMBS_AT | DESCENDS_AT) rate leg?
CLIMBER_AT.40: /{OBJECT_PATTERN}(?=\s+(?:{legs.UP}|{legs.DOWN}){_AT}(?![\w-]))/i
CLIMBS_AT.41: /{legs.UP}{_AT}(?![\w-])/i
DESCENDS_AT.41: /{legs.DOWN}{_AT}(?![\w-])/i
""",
    clauses=("climb",),
    builders={"climb": _build},
    terminals={
        "CLIMBER_AT": "an object followed by climbs at or descends at",
        "CLIMBS_AT": "climbs at",
        "DESCENDS_AT": "descends at",
    },
    examples=(
        "MQ-9 descends at 900 ft/min from strike to impact",
        "MQ-9 climbs at 2,000 ft/min at hit",
    ),
)
