"""What several atoms share: places, quantities and directions as written, and their readings."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import cast

from skywitness.claims.language.atoms.shared.base import Choice, Context, MomentRef, folded
from skywitness.claims.language.words.adjectives import coast_word, spellings
from skywitness.claims.language.words.coordinates import Coordinates
from skywitness.claims.language.words.unmapped import instead
from skywitness.claims.meaning.allowed import Range, Side
from skywitness.claims.meaning.parts import Constraint, Part, State, Value, Variable
from skywitness.claims.meaning.references import SEA
from skywitness.claims.meaning.spots import NOWHERE
from skywitness.errors import AmbiguousPlace, LanguageError, PlaceError
from skywitness.places.measures.measures import Scalar
from skywitness.places.place import Extent, Place
from skywitness.places.route import ROUTE


def is_place(name: str, find: Callable[[str], object]) -> bool:
    """Whether a name is that of a place, or of several, that ``find`` knows."""
    for spelling in spellings(name):
        try:
            find(spelling)
        except AmbiguousPlace:
            return True
        except PlaceError:
            continue
        return True
    return False


@dataclass(frozen=True)
class PlaceRef:
    """A place as a sentence names it: by name, or by coordinates.

    Where it is told whether the object ``who`` is inside it, all such sentences about that object
    and place read its name alike: opposite facts share their readings. So do all sentences about a
    ``route`` through the places named: it is one line, whoever tells of it.
    """

    words: str
    column: int
    coordinates: Coordinates | None = None
    who: str = ""
    route: str = ""

    @property
    def coast(self) -> bool:
        """Whether the words speak of a coast ("Russian coastline") rather than of the whole."""
        return self.coordinates is None and coast_word(self.words)

    @property
    def shown(self) -> str:
        """The name for use in running text."""
        return self.words.removeprefix("the ").removeprefix("The ")

    def about(self, who: str) -> PlaceRef:
        """The same, told of an object that is inside it or not."""
        return replace(self, who=folded(who))

    def extents(self, ctx: Context) -> tuple[Extent, ...]:
        """Every way to read the name: as written first, then with adjectives turned to names.

        Raises:
            PlaceError: no place has the name in any of these forms (``column`` is filled in).
            AmbiguousPlace: several places have it.
        """
        if self.coordinates is not None:
            return (Extent("", "ordinary", self.coordinates.place()),)
        first: PlaceError | None = None
        for spelling in spellings(self.words):
            try:
                return ctx.names.places(spelling)
            except AmbiguousPlace as error:
                error.column = self.column
                raise
            except PlaceError as error:
                first = first or error
        assert first is not None
        first.column = self.column
        otherwise = instead(self.words, lambda name: is_place(name, ctx.names.places))
        if otherwise:
            first.remedy = otherwise
        raise first

    def variables(self, ctx: Context) -> tuple[Variable, ...]:
        """The extent variable; empty when the name can be read in one way only."""
        extents = self.extents(ctx)
        if len(extents) == 1:
            return ()
        shown = _mapped(extents) if self._shared(ctx) else self.shown
        values = tuple(
            Value(f"{shown}: {extent.label}" if extent.label else shown, extent.kind, extent)
            for extent in extents
        )
        return (Variable(self._key(ctx), shown, values),)

    def place(self, choice: Choice, ctx: Context) -> Place:
        """The place under a choice of values.

        Raises:
            PlaceError: something is said to be inside or outside it, and it is a route.
        """
        value = choice.get(self._key(ctx))
        found = self.extents(ctx)[0].place if value is None else cast(Extent, value.data).place
        if self.who and found.kind == ROUTE:
            raise PlaceError(
                f"'{found.name}' is a route, and nothing is inside or outside a line",
                column=self.column,
                remedy="say how far from it: 'is 2 km from ...', or 'is along ...' of a route",
            )
        return found

    def _shared(self, ctx: Context) -> bool:
        """Whether its readings are those of other sentences too, and not for the case to couple."""
        return bool(self.who or self.route) and not ctx.coupled(self.shown)

    def _key(self, ctx: Context) -> str:
        """Id of the extent variable."""
        if self._shared(ctx):
            of = f"inside:{self.who}" if self.who else f"route:{self.route}"
            return f"extent:{folded(_mapped(self.extents(ctx)))}@{of}"
        return ctx.key("extent", self.shown)


def _mapped(extents: tuple[Extent, ...]) -> str:
    """What the maps call a place, without what tells its extents apart."""
    return extents[0].place.name.partition(" (")[0]


#: Signed distances to a place's edge (metres, negative within) inside and outside it. The edge is
#: itself inside, so what is outside is off it, if by no more than this.
OFF_THE_EDGE = 0.001
INSIDE = Range(None, Side(0.0, 0.0))
OUTSIDE = Range(Side(OFF_THE_EDGE, 0.0), None)


#: Seconds from one moment to another that is not before it: both at once is admitted.
NOT_BEFORE = Range(Side(0.0, 0.0), None, unit="min")


def not_below_zero(amount: Range) -> Range:
    """A range that begins at 0 where it has no lower end: "up to" so much is not less than none.

    So does one that reached below 0: the day after, counted by the calendar, is still after.
    """
    none = amount.lower is None or amount.lower.limit <= 0
    return replace(amount, lower=Side(0.0, 0.0)) if none else amount


def single_anchor(place: Place) -> bool:
    """Whether every bearing from the place starts at the same point (a point or a disc)."""
    return bool(place.geometry.geom_type == "Point")


def mirrored(allowed: Range) -> Range:
    """The range of the negated value (a depth inside is a negative signed distance)."""

    def turned(side: Side | None) -> Side | None:
        return None if side is None else replace(side, limit=-side.limit)

    return Range(turned(allowed.upper), turned(allowed.lower))


def bare(name: str) -> str:
    """The name of an object without quotation marks and "the"."""
    words = " ".join(name.strip('"“”„«» ').split())
    return re.sub(r"^the\s+", "", words, flags=re.IGNORECASE)


def on_water(place: Place, ctx: Context) -> tuple[Part, ...]:
    """The part that what is over a sea has the sea's surface below it; empty over anything else."""
    if place.kind != "sea":
        return ()
    level = Range(Side(SEA[0], 0.0), Side(SEA[1], 0.0), unit="m")
    water = Constraint(Scalar("surface"), level)
    return (Part(ctx.claim, "the sea's surface below", ctx.spot, water, implied=True),)


def one(children: Sequence[object], kind: type) -> object:
    """The single child of a type."""
    return next(child for child in children if isinstance(child, kind))


def possessive(name: str) -> str:
    """ "Crimea's", "Cyprus'"."""
    return f"{name}'" if name.endswith("s") else f"{name}'s"


def fact(
    ctx: Context, name: str, what: str, value: bool, *, untestable: str | None = None
) -> tuple[Part, ...]:
    """The parts that say that ``what`` is so, or is not so, at the context's moment.

    What is so at a moment is so at some time. What is said of no moment to be so is so at some
    time, and what is said of no moment not to be so is so at no time: so "touch at contact" and "do
    not touch" exclude each other, while "do not touch at entry" and "touch at contact" do not.
    """
    ever = State(f"{what} at some time", value)
    if not ctx.spot:
        return (Part(ctx.claim, name, NOWHERE, ever, untestable),)
    here = Part(ctx.claim, name, ctx.spot, State(f"{what} at {ctx.spot}", value), untestable)
    return (here, Part(ctx.claim, name, ctx.spot, ever, untestable)) if value else (here,)


def fact_beside(
    ctx: Context,
    name: str,
    what: str,
    value: bool,
    other: MomentRef | None,
    after: bool,
    *,
    untestable: str | None = None,
) -> tuple[Part, ...]:
    """As :func:`fact`, but where ``other`` is said, of what was so before or ``after`` it."""
    if other is None:
        return fact(ctx, name, what, value, untestable=untestable)
    order = "after" if after else "before"
    then = State(f"{what} {order} {ctx.names.moment(other.words)}", value)
    parts = (Part(ctx.claim, name, ctx.spot, then, untestable),)
    # What is so before a moment is so at some time; what is not so then may be so at another.
    ever = fact(ctx, name, what, True, untestable=untestable) if value else ()
    return parts + ever


def placeless(who: str, column: int, *, stands: bool = False, declared: str = "") -> LanguageError:
    """The error for an object without a place of its own, with what to add to the case.

    ``declared`` is its id where the case has it, "" where it does not.
    """
    if declared:
        return LanguageError(
            f"'{who}' has no place of its own: the case has it where the moment happens",
            column=column,
            expected=("an object that is apart or stands",),
            remedy=f'add apart = true to the [[objects]] "{declared}"',
        )
    either = " (or stands = true, if it has one place)" if stands else ""
    return LanguageError(
        f"'{who}' has no place of its own: the case does not declare it",
        column=column,
        expected=("a declared object that is apart or stands",),
        remedy=f'add [[objects]] with id = "{_slug(who)}", phrases = ["{who}"] and '
        f"apart = true{either} to the case",
    )


def _slug(who: str) -> str:
    return re.sub(r"[^A-Za-z0-9_.\-]+", "-", who).strip("-.")[:64] or "object"
