"""Distance from a place: "is 100-150 miles from the Russian mainland".

Semantics: the least distance from the moment's position to the place's shape, 0 inside it; with a
coast named ("1 km from the Syrian coast") the least distance to that shore, from either side.
"Within 12 nm of X" and "in the band 10-20 km from X" are distances too. The number's tolerance is
the policy's.

What can test it: the place's shape with a stated error, together with anything else known of the
moment's position.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from skywitness.claims.atoms.base import AtomKind, Choice, Context, Span
from skywitness.claims.atoms.common import PlaceRef, one, range_of, unit_variables
from skywitness.claims.numbers import Quantity
from skywitness.claims.parts import Constraint, Part, Variable
from skywitness.places.measures import CoastDistance, Distance


@dataclass(frozen=True)
class DistanceAtom:
    """A distance ``quantity`` from ``place``."""

    quantity: Quantity
    place: PlaceRef
    words: str

    def variables(self, ctx: Context) -> tuple[Variable, ...]:
        """Unit of the number and extent of the place."""
        return (*unit_variables(self.quantity, ctx), *self.place.variables(ctx))

    def parts(self, choice: Choice, ctx: Context) -> tuple[Part, ...]:
        """One part: the distance in its range."""
        place = self.place.place(choice, ctx)
        measure = CoastDistance(place) if self.place.coast else Distance(place)
        allowed = range_of(self.quantity, choice, ctx)
        return (Part(ctx.claim, self.words, ctx.moment, Constraint(measure, allowed)),)


def _build(children: list[object], span: Span) -> DistanceAtom:
    quantity = one(children, Quantity)
    place = one(children, PlaceRef)
    assert isinstance(quantity, Quantity)
    assert isinstance(place, PlaceRef)
    return DistanceAtom(quantity, place, span.words)


def _build_within(children: list[object], span: Span) -> DistanceAtom:
    atom = _build(children, span)
    if atom.quantity.high is None:
        return replace(atom, quantity=replace(atom.quantity, hedge="at most"))
    return atom


KIND = AtomKind(
    name="distance",
    title="Distance from a place",
    grammar=r"""
distance: quantity (_FROM | _AWAY_FROM) place
within: _WITHIN quantity (_OF | _FROM) place
band: _BAND quantity (_FROM | _OF) place
_AWAY_FROM.7: /away\s+from(?![\w-])/i
_WITHIN.5: /within(?![\w-])/i
_BAND.7: /(?:in|inside|within)\s+(?:the|a)\s+band(?:\s+of)?(?=\s+[\d(abf~])/i
""",
    predicates=("distance", "within", "band"),
    tails=("within",),
    builders={"distance": _build, "within": _build_within, "band": _build},
    terminals={"_AWAY_FROM": "away from", "_WITHIN": "within", "_BAND": "in the band"},
    examples=(
        "encounter is 100-150 miles from the Russian mainland",
        "encounter is within 12 nm of Crimea",
        "encounter is in the band 10-20 km from Crimea",
        "encounter is between 10 and 20 km from Crimea",
    ),
)
