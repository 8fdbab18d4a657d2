"""Distance and bearing together: "is about 75 miles southwest of Crimea".

Semantics: two parts that share one choice of anchor. The distance is the least distance to the
place (its edge), the bearing is taken at the anchor: from the place's centroid or from its point
nearest to the position (two ordinary readings), from some point of the place (generous). One more
generous reading measures distance and bearing both from the centroid. A place that is one point
has one anchor. The compass word is a sector whose width the policy sets, and which gives way beyond
the stretch 1.

What can test it: the place's shape with a stated error, together with anything else known of the
moment's position.
"""

from __future__ import annotations

from dataclasses import dataclass

from skywitness.claims.language.atoms.shared.amounts import amount_variables, range_of
from skywitness.claims.language.atoms.shared.base import Atom, AtomKind, Choice, Context, Span
from skywitness.claims.language.atoms.shared.common import (
    PlaceRef,
    one,
)
from skywitness.claims.language.atoms.shared.directions import (
    Direction,
    anchor_variables,
    bearing_part,
    chosen_anchor,
)
from skywitness.claims.meaning.numbers import Quantity
from skywitness.claims.meaning.parts import Constraint, Part, Variable
from skywitness.places.measures.measures import CentroidDistance, CoastDistance, Distance


@dataclass(frozen=True)
class OffsetAtom(Atom):
    """A distance ``quantity`` in a ``direction`` from ``place``."""

    quantity: Quantity
    direction: Direction
    place: PlaceRef
    words: str
    topic = "place"

    def variables(self, ctx: Context) -> tuple[Variable, ...]:
        """Unit, extent, anchor (of both numbers) and north."""
        return (
            *amount_variables(self.quantity, ctx),
            *self.place.variables(ctx),
            *anchor_variables(self.place, self.direction, ctx, with_distance=True),
            *self.direction.variables(self.place, ctx),
        )

    def parts(self, choice: Choice, ctx: Context) -> tuple[Part, ...]:
        """Two parts: the distance in its range, the bearing in its sector."""
        place = self.place.place(choice, ctx)
        measure: Distance | CoastDistance | CentroidDistance
        if chosen_anchor(self.place, choice, ctx) == "both":
            measure = CentroidDistance(place)
        elif self.place.coast:
            measure = CoastDistance(place)
        else:
            measure = Distance(place)
        allowed = range_of(self.quantity, choice, ctx)
        return (
            Part(ctx.claim, self.quantity.words, ctx.spot, Constraint(measure, allowed)),
            bearing_part(self.place, self.direction, choice, ctx),
        )


def _build(children: list[object], span: Span) -> OffsetAtom:
    quantity = one(children, Quantity)
    direction = one(children, Direction)
    place = one(children, PlaceRef)
    assert isinstance(quantity, Quantity)
    assert isinstance(direction, Direction)
    assert isinstance(place, PlaceRef)
    return OffsetAtom(quantity, direction, place, span.words)


KIND = AtomKind(
    name="offset",
    title="Distance and bearing together",
    grammar=r"""
offset: quantity direction _OF place | quantity degrees _FROM place
    | quantity radial (_OF | _FROM) place
""",
    predicates=("offset",),
    builders={"offset": _build},
    examples=(
        "encounter is about 75 miles southwest of Crimea",
        "encounter is 60 km SSW of Sevastopol",
    ),
)
