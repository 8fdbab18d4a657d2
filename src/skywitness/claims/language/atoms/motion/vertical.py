"""Up or down without a number: "MQ-9 climbs from strike to impact", "MQ-9 descends at hit".

Semantics: on a leg the object is higher at its end than at its beginning (climbs), or lower
(descends); at a moment its vertical speed is upward, or downward. Without either it is a fact, that
it climbs (descends) at some time. "Does not climb" is not higher, or not upward; without a leg or a
moment it is at no time.

What can test it: heights of both ends, changes of height and vertical speeds; an opposite
statement; a track. Hard limit: none of its own. Brochure limits: none.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from lark import Token

from skywitness.claims.language.atoms.shared import legs
from skywitness.claims.language.atoms.shared.base import AtomKind, Choice, Context, Span, When
from skywitness.claims.language.atoms.shared.common import fact, mirrored
from skywitness.claims.language.atoms.shared.references import Change, fact_of_change, way_up
from skywitness.claims.language.atoms.shared.visits import Way
from skywitness.claims.language.words.lexicon import AMOUNT, OBJECT_PATTERN
from skywitness.claims.meaning.allowed import Range, Side
from skywitness.claims.meaning.parts import Constraint, HeightChange, Leg, Part, Variable
from skywitness.claims.meaning.spots import Spot
from skywitness.places.measures.measures import Scalar

#: Metres, or metres per second, that are up: more than nothing, if by no more than this.
UP = Range(Side(0.001, 0.0), None, unit="m")
NOT_UP = Range(None, Side(0.0, 0.0), unit="m")


@dataclass(frozen=True)
class VerticalAtom(legs.OnLeg):
    """``who`` climbs, or descends, or does not, on ``leg``, at a moment or at some time."""

    who: str
    down: bool
    so: bool
    leg: legs.LegWords | None
    words: str
    topic = "height"

    @property
    def when(self) -> When:
        """A leg, a moment or neither."""
        return "any" if self.leg is None else "leg"

    def variables(self, ctx: Context) -> tuple[Variable, ...]:
        """Which visit of a place; up is up, whatever heights are counted from."""
        return self.leg.variables(self.who, ctx, self.visit) if self.leg else ()

    def way(self) -> tuple[str, Way]:
        """Up, or down; what is denied is told of no visit of its own."""
        return way_up(self.down, "", None) if self.so else ("", ())

    def parts(self, choice: Choice, ctx: Context) -> tuple[Part, ...]:
        """The change of height, the vertical speed, or the fact."""
        allowed = UP if self.so else NOT_UP
        allowed = mirrored(allowed) if self.down else allowed
        if self.leg is not None:
            leg = self.leg.leg(self.who, choice, ctx, self.visit)
            change = HeightChange(leg, allowed)
            return (
                Part(ctx.claim, self.words, Spot.of(leg.earlier), change),
                self.leg.in_order(leg, ctx),
                *(self.leg.inside(self.who, leg, choice, ctx) if self.so else ()),
                *self._facts(leg, ctx),
            )
        what = f"{legs.called(self.who, ctx)} {'descends' if self.down else 'climbs'}"
        found = fact(ctx, self.words, what, self.so)
        if not ctx.spot:
            return found
        own = Constraint(Scalar("climb"), replace(allowed, unit="m/s"))
        return (*found, Part(ctx.claim, self.words, legs.own_spot(self.who, ctx), own))

    def _facts(self, leg: Leg, ctx: Context) -> tuple[Part, ...]:
        """The facts that exclude changes with numbers, whatever these count from."""
        mine: Change = "falls" if self.down else "rises"
        found = fact_of_change(mine, self.so, self.who, leg, ctx)
        if not self.so:
            return found
        return found + fact_of_change("rises" if self.down else "falls", False, self.who, leg, ctx)


def _build(children: list[object], span: Span) -> VerticalAtom:
    kinds = {child.type for child in children if isinstance(child, Token)}
    return VerticalAtom(
        legs.actor(children, "RISER"), bool(kinds & {"SINKS", "NOT_SINKS"}),
        not kinds & {"NOT_RISES", "NOT_SINKS"}, legs.leg_of(children), span.words,
    )  # fmt: skip


# "At" and a number is a vertical speed, however the number is hedged.
_HEDGING = (
    r"(?:an?|the|little|bit|shade|touch|more|less|fewer|greater|over|under|above|below|than|about"
    r"|around|roughly|approximately|(?:approx|appr|circa|cca|ca|c)\.?|nearly|almost|just|some|only"
    r"|well|up|to|at|most|merely|mere|good|much|far|likely|reportedly|beyond|upwards?|m(?:ax|in)imum"
    r"|least|no|not|slightly|marginally|exceeding|exactly|precisely|perhaps|maybe|probably|possibly"
    r"|any|never|estimated|in|on|excess|of|close|order|region|neighbou?rhood|something|like|quite|short"
    r"|faster|slower|between|[<>≤≥])"
)
_AT_WHEN = rf"at\s+(?!(?:{_HEDGING}\s+){{0,7}}?(?:\d|{AMOUNT}))"
_END = (
    r"(?=\s*(?:\Z|[;,.](?:\s|\Z)"
    rf"|\s(?!in\s+the\s+(?:order|region|neighbou?rhood)\s+of\s)"
    rf"(?:(?:and|but|from|between|inside|over|in)\s+[^\d\s]|{_AT_WHEN})))"
)
_NOT = r"(?:(?:does|did|do)\s+not|never)\s+"
# What falls in a place, or is lost there, is not told to descend while inside it.
_ON_A_WAY = r"(?=\s+(?:from|between)\s)"
_UP = r"(?:climbs|climbed|rises|rose|ascends|ascended)"
_DOWN = rf"(?:descends|descended|dives|dived|(?:falls|fell|drops|dropped|sinks|sank){_ON_A_WAY})"
_RISE = rf"{_UP}{_END}"
_SINK = rf"{_DOWN}{_END}"
_NO_RISE = rf"{_NOT}(?:climb|rise|ascend|{_UP}){_END}"
_NO_SINK = rf"{_NOT}(?:descend|dive|{_DOWN}){_END}"

KIND = AtomKind(
    name="vertical",
    title="Up or down without a number",
    grammar=rf"""
vertical: RISER (RISES | SINKS | NOT_RISES | NOT_SINKS) leg?
RISER.42: /{OBJECT_PATTERN}(?=\s+(?:{_RISE}|{_SINK}|{_NO_RISE}|{_NO_SINK}))/i
RISES.43: /{_RISE}/i
SINKS.43: /{_SINK}/i
NOT_RISES.43: /{_NO_RISE}/i
NOT_SINKS.43: /{_NO_SINK}/i
""",
    clauses=("vertical",),
    builders={"vertical": _build},
    terminals={
        "RISER": "an object followed by climbs or descends",
        "RISES": "climbs",
        "SINKS": "descends",
        "NOT_RISES": "does not climb",
        "NOT_SINKS": "does not descend",
    },
    examples=(
        "MQ-9 climbs from strike to impact",
        "MQ-9 descends at hit",
        "MQ-9 does not descend",
    ),
)
