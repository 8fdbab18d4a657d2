"""Inside, outside and over a place: "is inside Turkey", "is over the Black Sea", "is not inside X".

Semantics: the position on the ground below the moment is inside the place's shape (its edge
counts), or outside it, off its edge. "In", "over" and "above" a place mean inside; "not" turns the
one into the other. Neither stretches: there is no number in it. "1 km inside X" is inside X with
its nearest edge that far away, in the number's tolerance, "2 km outside X" outside it likewise.
"Su-24 is inside X at encounter" says as well that this object is inside X at some time, which
excludes that it never is. What is over a sea has the sea's surface below it.

What can test it: the place's shape with a stated error. Nothing is said of airspace: a country's
shape is its land.
"""

from __future__ import annotations

from dataclasses import dataclass

from lark import Token

from skywitness.claims.language.atoms.shared.amounts import amount_variables, range_of
from skywitness.claims.language.atoms.shared.base import Atom, AtomKind, Choice, Context, Span
from skywitness.claims.language.atoms.shared.common import (
    INSIDE,
    OUTSIDE,
    PlaceRef,
    mirrored,
    on_water,
    one,
)
from skywitness.claims.language.atoms.shared.legs import spoken_of, was_inside
from skywitness.claims.language.atoms.shared.presence import presence_at, presence_parts
from skywitness.claims.language.atoms.shared.visits import Presence
from skywitness.claims.language.words.lexicon import AMOUNT_OR_HEDGE
from skywitness.claims.meaning.numbers import Quantity
from skywitness.claims.meaning.parts import Constraint, Part, Variable
from skywitness.errors import LanguageError
from skywitness.places.measures.measures import SignedDistance


@dataclass(frozen=True)
class InsideAtom(Atom):
    """Inside ``place``, or outside it."""

    place: PlaceRef
    outside: bool
    words: str
    topic = "place"

    @property
    def outside_of(self) -> str:
        """The place that it is outside of."""
        return self.place.shown if self.outside else ""

    @property
    def inside_of(self) -> str:
        """The place that an object is inside."""
        return "" if self.outside else self.place.shown

    def variables(self, ctx: Context) -> tuple[Variable, ...]:
        """Extent of the place."""
        return spoken_of(self.place, ctx).variables(ctx)

    def parts(self, choice: Choice, ctx: Context) -> tuple[Part, ...]:
        """The signed distance to the edge; of an object that is inside, the fact that it is."""
        place = spoken_of(self.place, ctx).place(choice, ctx)
        where = Constraint(SignedDistance(place), OUTSIDE if self.outside else INSIDE)
        here = Part(ctx.claim, self.words, ctx.spot, where)
        visit = presence_parts(self.presences(ctx), ctx)
        if self.outside:
            return (here, *visit)
        return (here, *was_inside(self.place, place, ctx), *on_water(place, ctx), *visit)

    def presences(self, ctx: Context) -> tuple[Presence, ...]:
        """Inside at the moment, or outside."""
        return presence_at(self.place, ctx, inside=not self.outside)


@dataclass(frozen=True)
class DeepInsideAtom(Atom):
    """Inside ``place``, ``quantity`` from its nearest edge."""

    quantity: Quantity
    place: PlaceRef
    words: str
    topic = "place"

    @property
    def inside_of(self) -> str:
        """The place that an object is inside."""
        return self.place.shown

    def variables(self, ctx: Context) -> tuple[Variable, ...]:
        """Unit of the number and extent of the place."""
        return (*amount_variables(self.quantity, ctx), *spoken_of(self.place, ctx).variables(ctx))

    def parts(self, choice: Choice, ctx: Context) -> tuple[Part, ...]:
        """The depth in its range, and inside; of an object the fact that it is."""
        place = spoken_of(self.place, ctx).place(choice, ctx)
        measure = SignedDistance(place)
        depth = mirrored(range_of(self.quantity, choice, ctx))
        name = f"inside {self.place.words}"
        return (
            Part(ctx.claim, self.words, ctx.spot, Constraint(measure, depth)),
            Part(ctx.claim, name, ctx.spot, Constraint(measure, INSIDE)),
            *was_inside(self.place, place, ctx),
            *on_water(place, ctx),
            *presence_parts(self.presences(ctx), ctx),
        )

    def presences(self, ctx: Context) -> tuple[Presence, ...]:
        """Inside at the moment."""
        return presence_at(self.place, ctx)


@dataclass(frozen=True)
class FarOutsideAtom(Atom):
    """Outside ``place``, ``quantity`` from its nearest edge."""

    quantity: Quantity
    place: PlaceRef
    words: str
    topic = "place"

    @property
    def outside_of(self) -> str:
        """The place that it is outside of."""
        return self.place.shown

    def variables(self, ctx: Context) -> tuple[Variable, ...]:
        """Unit of the number and extent of the place."""
        return (*amount_variables(self.quantity, ctx), *spoken_of(self.place, ctx).variables(ctx))

    def parts(self, choice: Choice, ctx: Context) -> tuple[Part, ...]:
        """The distance to the edge in its range, and outside."""
        measure = SignedDistance(spoken_of(self.place, ctx).place(choice, ctx))
        off = range_of(self.quantity, choice, ctx)
        name = f"outside {self.place.words}"
        return (
            Part(ctx.claim, self.words, ctx.spot, Constraint(measure, off)),
            Part(ctx.claim, name, ctx.spot, Constraint(measure, OUTSIDE)),
            *presence_parts(self.presences(ctx), ctx),
        )

    def presences(self, ctx: Context) -> tuple[Presence, ...]:
        """Outside at the moment."""
        return presence_at(self.place, ctx, inside=False)


def _far(children: list[object], span: Span) -> FarOutsideAtom:
    quantity = one(children, Quantity)
    assert isinstance(quantity, Quantity)
    return FarOutsideAtom(quantity, _area(children), span.words)


def _deep(children: list[object], span: Span) -> DeepInsideAtom:
    quantity = one(children, Quantity)
    assert isinstance(quantity, Quantity)
    return DeepInsideAtom(quantity, _area(children), span.words)


def _build(children: list[object], span: Span) -> InsideAtom:
    place = _area(children)
    kinds = [child.type for child in children if isinstance(child, Token)]
    return InsideAtom(place, ("NOT" in kinds) != ("OUTSIDE" in kinds), span.words)


def _area(children: list[object]) -> PlaceRef:
    place = one(children, PlaceRef)
    assert isinstance(place, PlaceRef)
    if place.coordinates is not None:
        raise LanguageError(
            "a single position has no inside", column=place.column, expected=("a place name",)
        )
    return place


KIND = AtomKind(
    name="inside",
    title="Inside, outside and over a place",
    grammar=rf"""
deep_inside: quantity (INSIDE | _IN_FROM) place
far_outside: quantity OUTSIDE place
inside: NOT? (INSIDE | _IN | OVER | ABOVE | OUTSIDE) place
INSIDE.6: /(?:inside|within)(?:\s+of)?(?=\s+[^\d\s~])(?!\s+{AMOUNT_OR_HEDGE})(?![\w-])/i
OUTSIDE.6: /outside(?:\s+of)?(?![\w-])/i
_IN_FROM.7: /(?:in|inside)\s+from\s+the\s+edge\s+of(?![\w-])/i
NOT.6: /(?:not|never)(?![\w-])/i
""",
    predicates=("inside", "deep_inside", "far_outside"),
    tails=("inside",),
    builders={"inside": _build, "deep_inside": _deep, "far_outside": _far},
    terminals={
        "INSIDE": "inside",
        "OUTSIDE": "outside",
        "_IN_FROM": "in from the edge of",
        "NOT": "not",
    },
    stop_words=("above",),
    examples=(
        "encounter is inside Turkey",
        "encounter is outside Crimea",
        "encounter is 1 km inside Syria",
        "encounter is 2 km outside Syria",
        "encounter is over the Black Sea",
        'MQ-9 is inside "Black Sea" at encounter',
    ),
)
