"""Off and along a coast: "is 13 nm off Syria", "is off the coast of Crimea".

Semantics: "N miles off X", "N miles off the coast of X" is the least distance to X's sea shore, and
outside X. "Off the coast of X" without a number says only that it is outside X. "Along the coast of
X" says nothing that has a bound.

What can test it: the place's shape with a stated error, together with anything else known of the
moment's position.
"""

from __future__ import annotations

from dataclasses import dataclass

from skywitness.claims.language.atoms.shared.amounts import amount_variables, range_of
from skywitness.claims.language.atoms.shared.base import Atom, AtomKind, Choice, Context, Span
from skywitness.claims.language.atoms.shared.common import OUTSIDE, PlaceRef, one, single_anchor
from skywitness.claims.meaning.numbers import Quantity
from skywitness.claims.meaning.parts import Constraint, Part, Variable
from skywitness.places.measures.measures import (
    CoastDistance,
    Distance,
    Measure,
    SignedDistance,
)

NO_NUMBER = "'{words}' carries no number: no distance is near or far by itself"


@dataclass(frozen=True)
class OffCoastAtom(Atom):
    """Off ``place``, at a distance if ``quantity`` is given."""

    quantity: Quantity | None
    place: PlaceRef
    words: str
    topic = "place"

    def variables(self, ctx: Context) -> tuple[Variable, ...]:
        """Unit of the number, if any, and extent of the place."""
        unit = amount_variables(self.quantity, ctx) if self.quantity else ()
        return (*unit, *self.place.variables(ctx))

    def parts(self, choice: Choice, ctx: Context) -> tuple[Part, ...]:
        """The distance to the shore (or why it cannot be tested), and outside the place."""
        place = self.place.place(choice, ctx)
        # A place given as one point has neither shore nor inside.
        bare = single_anchor(place)
        if self.quantity is None:
            reason = NO_NUMBER.format(words=self.words)
            distance = Part(ctx.claim, self.words, ctx.spot, None, reason)
        else:
            measure: Measure = Distance(place) if bare else CoastDistance(place)
            allowed = range_of(self.quantity, choice, ctx)
            name = f"{self.quantity.words} off {self.place.words}"
            distance = Part(ctx.claim, name, ctx.spot, Constraint(measure, allowed))
        if bare:
            return (distance,)
        outside = Constraint(SignedDistance(place), OUTSIDE)
        return (distance, Part(ctx.claim, f"off {self.place.words}", ctx.spot, outside))


@dataclass(frozen=True)
class AlongCoastAtom(Atom):
    """Along the coast of ``place``: recorded, not testable."""

    place: PlaceRef
    words: str
    topic = "place"

    def variables(self, ctx: Context) -> tuple[Variable, ...]:
        """None: nothing is measured."""
        return ()

    def parts(self, choice: Choice, ctx: Context) -> tuple[Part, ...]:
        """One part that nothing can test."""
        reason = NO_NUMBER.format(words=self.words)
        return (Part(ctx.claim, self.words, ctx.spot, None, reason),)


def _off(children: list[object], span: Span) -> OffCoastAtom:
    quantity = next((child for child in children if isinstance(child, Quantity)), None)
    place = one(children, PlaceRef)
    assert isinstance(place, PlaceRef)
    return OffCoastAtom(quantity, place, span.words)


def _along(children: list[object], span: Span) -> AlongCoastAtom:
    place = one(children, PlaceRef)
    assert isinstance(place, PlaceRef)
    return AlongCoastAtom(place, span.words)


KIND = AtomKind(
    name="coast",
    title="Off and along a coast",
    grammar=r"""
off: quantity? _OFF place
along: _ALONG place
_OFF.7: /off(?:\s+(?:the\s+)?(?:coast|coastline|shore|shores)\s+of)?(?![\w-])/i
_ALONG.7: /along(?:\s+(?:the\s+)?(?:coast|coastline|shore|shores)\s+of)?(?![\w-])/i
""",
    predicates=("off", "along"),
    builders={"off": _off, "along": _along},
    terminals={"_OFF": "off (the coast of)", "_ALONG": "along (the coast of)"},
    stop_words=("off", "along"),
    examples=(
        "encounter is 13 nm off Syria",
        "encounter is off the coast of Crimea",
        "encounter is along the coast of Crimea",
    ),
)
