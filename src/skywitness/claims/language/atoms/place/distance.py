"""Distance from a place: "is 100-150 miles from the Russian mainland".

Semantics: the least distance from the moment's position to the place's shape, 0 inside it; with a
coast named ("1 km from the Syrian coast") the least distance to that shore, from either side.
"Within 12 nm of X" and "in the band 10-20 km from X" are distances too. The number's tolerance is
the policy's. "Within 12 km of X ± 300 m" adds the error of X's position to the upper
end. "In a straight line" counts the height in: of the distance along the ground only its upper end
is left. From a declared moment or object it is a separation of two unknown places
(:mod:`skywitness.claims.casefile.separation`).

What can test it: the place's shape with a stated error, together with anything else known of the
moment's position.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from lark import Token

from skywitness.claims.language.atoms.shared.amounts import (
    amount_variables,
    range_of,
    slack_metres,
    slack_variables,
)
from skywitness.claims.language.atoms.shared.base import Atom, AtomKind, Choice, Context, Span
from skywitness.claims.language.atoms.shared.common import PlaceRef, one
from skywitness.claims.language.words.compass import COMPASS_PATTERN
from skywitness.claims.language.words.lexicon import AMOUNT, AMOUNT_OR_HEDGE
from skywitness.claims.meaning.allowed import Range
from skywitness.claims.meaning.numbers import Quantity, Slack
from skywitness.claims.meaning.parts import Constraint, Part, Variable
from skywitness.errors import LanguageError
from skywitness.places.measures.measures import CoastDistance, Distance

#: Metres, less than any radius of curvature of the Earth (the least is 6,335 km, at the equator).
LEAST_RADIUS = 6_330_000.0
#: "30 km to the north of X" is no distance to a place called "the north".
_THE_COMPASS = rf"\s+the\s+{COMPASS_PATTERN}\s+(?:of|from)"


@dataclass(frozen=True)
class DistanceAtom(Atom):
    """A distance ``quantity`` from ``place``."""

    quantity: Quantity
    place: PlaceRef
    words: str
    slant: bool = False
    slack: Slack | None = None
    topic = "place"

    def variables(self, ctx: Context) -> tuple[Variable, ...]:
        """Unit of the number, extent of the place, unit of its stated error."""
        return (
            *amount_variables(self.quantity, ctx),
            *self.place.variables(ctx),
            *slack_variables(self.slack, ctx),
        )

    def parts(self, choice: Choice, ctx: Context) -> tuple[Part, ...]:
        """One part: the distance in its range."""
        place = self.place.place(choice, ctx)
        measure = CoastDistance(place) if self.place.coast else Distance(place)
        allowed = range_of(self.quantity, choice, ctx)
        if self.slant:
            allowed = below(allowed)
        allowed = farther(allowed, slack_metres(self.slack, choice, ctx))
        return (Part(ctx.claim, self.words, ctx.spot, Constraint(measure, allowed)),)


def farther(allowed: Range, error: float) -> Range:
    """A range whose upper end holds for a place that is known to ``error`` metres only.

    The error counts once up to the policy, and beyond it the end gives way by the error, or by the
    number's own tolerance where that is more.
    """
    upper = allowed.upper
    if not error or upper is None:
        return allowed
    return replace(
        allowed, upper=replace(upper, limit=upper.limit + error, per=max(upper.per, error))
    )


def below(slant: Range) -> Range:
    """What a distance in a straight line, in metres, leaves of the distance along the ground.

    The height may be anything, so there is no lower end. Along the ground it is never more than the
    arc over the straight line; the arc's radius is taken less than any of the Earth's.
    """

    def arc(chord: float) -> float:
        return 2 * LEAST_RADIUS * math.asin(min(chord / (2 * LEAST_RADIUS), 1.0))

    if slant.upper is None:
        return replace(slant, lower=None)
    limit = arc(slant.upper.limit)
    return replace(slant, lower=None, upper=replace(slant.upper, limit=limit))


def _build(children: list[object], span: Span) -> DistanceAtom:
    quantity = one(children, Quantity)
    place = one(children, PlaceRef)
    assert isinstance(quantity, Quantity)
    assert isinstance(place, PlaceRef)
    slant = any(isinstance(child, Token) and child.type == "SLANT" for child in children)
    return DistanceAtom(quantity, place, span.words, slant)


def _build_within(children: list[object], span: Span) -> DistanceAtom:
    atom = _build(children, span)
    slack = next((child for child in children if isinstance(child, Slack)), None)
    said = atom.quantity
    if said.hedge not in ("", "about", "at most"):
        raise LanguageError(
            f"'{span.words}' says two things at once",
            column=span.column,
            expected=("a number after within",),
        )
    negated = any(isinstance(child, Token) and child.type == "NOT_WITHIN" for child in children)
    amount = replace(
        said, hedge="at least" if negated else "at most", rough=said.rough or said.hedge == "about"
    )
    return replace(atom, quantity=amount, slack=slack)


KIND = AtomKind(
    name="distance",
    title="Distance from a place",
    grammar=rf"""
distance: quantity SLANT? (_FROM | _AWAY_FROM | _TO_PLACE) place SLANT?
within: (_WITHIN | NOT_WITHIN) quantity SLANT? (_OF | _FROM) place SLANT? slack?
band: _BAND quantity (_FROM | _OF) place
_AWAY_FROM.7: /away\s+from(?![\w-])/i
SLANT.8: /(?:in\s+a\s+straight\s+line|(?:in\s+)?slant(?:\s+(?:range|distance))?)(?![\w-])/i
_WITHIN.5: /within(?![\w-])/i
NOT_WITHIN.7: /(?:not|never)\s+within(?=\s+{AMOUNT_OR_HEDGE})(?![\w-])/i
_TO_PLACE.8: /to(?!\s+{AMOUNT}|{_THE_COMPASS})(?![\w-])/i
_BAND.7: /(?:in|inside|within)\s+(?:the|a)\s+band(?:\s+of)?(?=\s+(?:{AMOUNT_OR_HEDGE}|[(bf]))/i
""",
    predicates=("distance", "within", "band"),
    tails=("within",),
    builders={"distance": _build, "within": _build_within, "band": _build},
    terminals={
        "_AWAY_FROM": "away from",
        "_WITHIN": "within",
        "NOT_WITHIN": "not within",
        "_TO_PLACE": "to",
        "_BAND": "in the band",
        "SLANT": "in a straight line",
    },
    examples=(
        "encounter is 100-150 miles from the Russian mainland",
        "encounter is within 12 nm of Crimea",
        "encounter is within 12 km of 44.57 N, 33.38 E ± 300 m",
        "encounter is not within 5 km of Crimea",
        "encounter is no closer than 3 km to Crimea",
        "encounter is in the band 10-20 km from Crimea",
        "encounter is between 10 and 20 km from Crimea",
        "gun is 2 km from hit in a straight line",
    ),
)
