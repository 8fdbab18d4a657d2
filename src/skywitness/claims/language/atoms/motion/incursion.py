"""Depth of an incursion: "Su-24 goes 1.36 miles deep into Turkey".

Semantics: said of an object that enters a place and leaves it. That it is inside the place at some
time is a fact. A depth has two ordinary readings. From the nearest edge: where the object is
deepest no edge is nearer than the number says, so from its entry to its exit it covers at least
twice that, in and out; the policy's tolerance of the number counts twice. Along some other line,
such as from the tip of a salient: then a path across may be short, and nothing follows of its
length. The number is that of the deepest
point: at no moment at which the case declares the object to be is it deeper than the number's upper
end, by either reading, unless claims tell several visits apart, or depths unlike, which may be of
several. "Up to 9 km deep" binds that end only. "And out again" speaks of the way in and out, and so
means the first. Nothing says how much longer the path is, nor where it was deepest.

What can test it: a shorter length of the path inside; the time inside together with a speed; an
opposite statement of the same object and place; a track. Hard limit: what no object of its declared
kind can do in the time. Brochure limits: the type's published speeds; they never contradict.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from lark import Token

from skywitness.claims.language.atoms.shared import legs
from skywitness.claims.language.atoms.shared.amounts import amount_variables, range_of
from skywitness.claims.language.atoms.shared.base import Atom, AtomKind, Choice, Context, Span
from skywitness.claims.language.atoms.shared.common import PlaceRef, bare, fact, mirrored, one
from skywitness.claims.language.atoms.shared.edges import ends_on_edge
from skywitness.claims.language.atoms.shared.elsewhere import came_in, inside_there
from skywitness.claims.language.atoms.shared.visits import Visit
from skywitness.claims.language.words.lexicon import AMOUNT, OBJECT_PATTERN
from skywitness.claims.meaning.allowed import Range, Side
from skywitness.claims.meaning.numbers import Quantity
from skywitness.claims.meaning.parts import Constraint, Part, Travel, Value, Variable
from skywitness.claims.meaning.spots import Spot
from skywitness.errors import LanguageError
from skywitness.places.measures.measures import SignedDistance
from skywitness.places.place import Place

#: What a depth may be measured from.
FROM = (
    Value("depth from the nearest edge, in and out again", "ordinary", "edge"),
    Value("depth along another line, such as from the tip of a salient", "ordinary", "line"),
)


@dataclass(frozen=True)
class IncursionAtom(Atom):
    """``who`` (or the subject) goes ``quantity`` deep into ``place`` and out again."""

    who: str
    quantity: Quantity
    place: PlaceRef
    words: str
    out_again: bool = False
    topic = "place"
    timeless = True
    of_object = True
    when = "leg"

    @property
    def passed(self) -> str:
        """The place that it enters and leaves."""
        return self.place.shown

    @property
    def inside_of(self) -> str:
        """The place that it is inside."""
        return self.passed

    @property
    def comes_into(self) -> str:
        """The place that it enters."""
        return self.passed

    @property
    def depth(self) -> Quantity:
        """How deep it goes."""
        return self.quantity

    @property
    def visit(self) -> Visit | None:
        """The visit that is told by a way in and out again that has a least length."""
        if not self.out_again or self.quantity.hedge == "at most":
            return None
        words = f"{self.quantity.words} deep"
        return Visit(words, way=(("path", f"in and out, {self.quantity.told} deep"),))

    def variables(self, ctx: Context) -> tuple[Variable, ...]:
        """Unit of the number, extent of the place, which visit, and from where it is deep."""
        who = self.who or ctx.subject
        found = (
            *amount_variables(self.quantity, ctx),
            *self._where(ctx).variables(ctx),
            *legs.visit_variables(who, self.place, ctx, own=self.visit),
        )
        if self.out_again:
            return found
        return (*found, Variable(self._key(ctx), "deep", FROM))

    def _where(self, ctx: Context) -> PlaceRef:
        return self.place.about(legs.called(self.who or ctx.subject, ctx))

    def _key(self, ctx: Context) -> str:
        return ctx.key("depth", self.place.shown)

    def parts(self, choice: Choice, ctx: Context) -> tuple[Part, ...]:
        """The fact, the length of the path in and out, and the order of entry and exit."""
        who = self.who or ctx.subject
        place = self._where(ctx).place(choice, ctx)
        inside = f"inside {self.place.words}"
        found = fact(ctx, inside, legs.ever_inside(who, place, ctx), True)
        found = (*found, came_in(who, place, inside, ctx))
        leg = legs.inside_leg(who, self.place, choice, ctx, own=self.visit)
        depth = range_of(self.quantity, choice, ctx)
        order = legs.in_order(leg, inside, ctx)
        found = (*found, *self._no_deeper(depth, place, ctx))
        found = (*found, *inside_there(who, self.place, place, ctx))
        found = (*found, *ends_on_edge(who, leg, self.place, place, ctx))
        value = choice.get(self._key(ctx))
        if depth.lower is None or (value is not None and value.data == "line"):
            # "At most 2 km deep" asks for no path at all, nor does a depth along some line.
            return (*found, order)
        path = Travel(leg, Range(_twice(depth.lower), None, unit=depth.unit))
        return (*found, Part(ctx.claim, self.words, Spot.of(leg.earlier), path), order)

    def _no_deeper(self, depth: Range, place: Place, ctx: Context) -> tuple[Part, ...]:
        """That it is at none of its moments deeper, by whichever edge the depth is told.

        On another visit it may be, where claims tell several apart.
        """
        who = self.who or ctx.subject
        several = ctx.names.several_depths(who, self.place.shown)
        if depth.upper is None or several or len(legs.every_leg(who, self.place, ctx)) > 1:
            return ()
        least = Range(mirrored(depth).lower, None, unit=depth.unit)
        shallow = Constraint(SignedDistance(place), least)
        return tuple(
            Part(ctx.claim, f"{self.words} at {when}", spot, shallow)
            for spot, when in ctx.names.spots(who)
        )


def _twice(side: Side) -> Side:
    return replace(side, limit=2 * side.limit, per=2 * side.per)


def _build(children: list[object], span: Span) -> IncursionAtom:
    quantity = one(children, Quantity)
    place = one(children, PlaceRef)
    assert isinstance(quantity, Quantity)
    assert isinstance(place, PlaceRef)
    if place.coordinates is not None:
        raise LanguageError(
            "a single position has no inside", column=place.column, expected=("a place name",)
        )
    tokens = {child.type: str(child) for child in children if isinstance(child, Token)}
    again = "OUT_AGAIN" in tokens
    return IncursionAtom(bare(tokens.get("INTRUDER", "")), quantity, place, span.words, again)


_GOES = (
    r"(?:goes|went|gets|got|comes|came|flies|flew|travels|travelled|traveled|penetrates"
    r"|penetrated)"
)

KIND = AtomKind(
    name="incursion",
    title="Depth of an incursion",
    grammar=rf"""
incursion: INTRUDER _GOES quantity _DEEP_INTO place OUT_AGAIN?
deep_in: quantity _DEEP_INTO place OUT_AGAIN?
INTRUDER.41: /{OBJECT_PATTERN}(?=\s+{_GOES}\s+[^;,\n]{{0,60}}?\b{AMOUNT}[^;,\n]{{0,60}}?\sdeep\s+(?:into|inside)(?![\w-]))/i
_GOES.41: /{_GOES}(?![\w-])/i
_DEEP_INTO.7: /deep\s+(?:into|inside)(?![\w-])/i
OUT_AGAIN.8: /and\s+(?:back\s+)?out(?:\s+again)?(?![\w-])/i
""",  # noqa: E501
    predicates=("deep_in",),
    clauses=("incursion",),
    builders={"incursion": _build, "deep_in": _build},
    terminals={
        "INTRUDER": "an object followed by goes",
        "_GOES": "goes",
        "_DEEP_INTO": "deep into",
        "OUT_AGAIN": "and out again",
    },
    examples=(
        "Su-24 goes 1.36 miles deep into Turkey",
        "Su-24 goes 1.36 miles deep into Turkey and out again",
        "Su-24 is 1.36 miles deep inside Turkey",
        "Su-24 goes up to 9 km deep into Turkey",
    ),
)
