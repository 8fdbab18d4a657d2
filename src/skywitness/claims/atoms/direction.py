"""Bearing from a place: "is southwest of Crimea", "is on a bearing of 210° from Sevastopol".

Semantics: the geodesic bearing, in degrees true, from the anchor to the moment's position lies in
a sector. A compass word's sector has the policy's width (45° for SW), in the generous reading
double; a bearing in degrees has the policy's tolerance. The anchor is the place's centroid or its
point nearest to the position (ordinary), or some point of it (generous); a place that is one point
has one anchor. Sectors do not stretch.

What can test it: the place's shape with a stated error, together with anything else known of the
moment's position.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, cast

from lark import Token

from skywitness.claims.allowed import Sector
from skywitness.claims.atoms.base import AtomKind, Choice, Context, Span
from skywitness.claims.atoms.common import PlaceRef, one, single_anchor
from skywitness.claims.compass import degrees_of, in_words, point_of
from skywitness.claims.numbers import decimal_of
from skywitness.claims.parts import Constraint, Part, Value, Variable
from skywitness.errors import LanguageError
from skywitness.places.measures import Bearing

Anchor = Literal["centroid", "nearest", "some", "both"]


@dataclass(frozen=True)
class Direction:
    """A compass word (``point`` in letters) or a bearing in ``degrees`` true."""

    point: str
    due: bool
    degrees: Decimal | None
    hedged: bool
    words: str

    @property
    def shown(self) -> str:
        """The direction in plain words, to stand before "of" or "from"."""
        if self.degrees is not None:
            return f"on a bearing of {self.degrees}°"
        return ("due " if self.due else "") + in_words(self.point)

    def width(self, ctx: Context) -> float:
        """Total width in degrees of the ordinary sector."""
        if self.degrees is not None:
            return 2 * ctx.policy.bearing_tolerance(self.degrees, hedged=self.hedged)
        if ctx.sector_deg is not None:
            return ctx.sector_deg
        return ctx.policy.sector_width(self.point, due=self.due)

    def centre(self) -> float:
        """Middle of the sector in degrees true."""
        return float(self.degrees) % 360 if self.degrees is not None else degrees_of(self.point)

    def _id(self, ctx: Context) -> str:
        word = f"{self.degrees}°" if self.degrees is not None else self.shown
        return ctx.key("sector", word)

    def variables(self, ctx: Context) -> tuple[Variable, ...]:
        """The sector: the policy's width, and the generous one."""
        width = self.width(ctx)
        wide = min(width * ctx.policy.compass.generous, 360.0)
        values = (
            Value(f"sector {width:g}°", "ordinary", width),
            Value(f"sector {wide:g}°", "generous", wide),
        )
        return (Variable(self._id(ctx), self.words, values),)

    def sector(self, choice: Choice, ctx: Context) -> Sector:
        """The sector under a choice of values."""
        return ctx.policy.sector(self.centre(), cast(float, choice[self._id(ctx)].data))


@dataclass(frozen=True)
class DirectionAtom:
    """A ``direction`` from ``place``, at no stated distance."""

    direction: Direction
    place: PlaceRef
    words: str

    def variables(self, ctx: Context) -> tuple[Variable, ...]:
        """Extent, anchor and sector."""
        return (
            *self.place.variables(ctx),
            *anchor_variables(self.place, self.direction, ctx, with_distance=False),
            *self.direction.variables(ctx),
        )

    def parts(self, choice: Choice, ctx: Context) -> tuple[Part, ...]:
        """One part: the bearing in its sector."""
        return (bearing_part(self.place, self.direction, choice, ctx),)


def anchor_variables(
    place: PlaceRef, direction: Direction, ctx: Context, *, with_distance: bool
) -> tuple[Variable, ...]:
    """The anchor of a bearing; empty where every extent of the place is a single point."""
    if all(single_anchor(extent.place) for extent in place.extents(ctx)):
        return ()
    towards, name = direction.shown, place.shown
    link = "from" if direction.degrees is not None else "of"
    values = [
        Value(f"{towards} {link} {possessive(name)} centroid", "ordinary", "centroid"),
        Value(f"{towards} {link} {possessive(name)} nearest point", "ordinary", "nearest"),
        Value(f"{towards} {link} some point of {name}", "generous", "some"),
    ]
    if with_distance:
        values.append(
            Value(f"distance and bearing both from {possessive(name)} centroid", "generous", "both")
        )
    return (Variable(ctx.key("anchor", name), name, tuple(values)),)


def chosen_anchor(place: PlaceRef, choice: Choice, ctx: Context) -> Anchor:
    """The anchor under a choice of values; a single point is its own centroid."""
    value = choice.get(ctx.key("anchor", place.shown))
    return cast(Anchor, value.data) if value is not None else "centroid"


def bearing_part(place: PlaceRef, direction: Direction, choice: Choice, ctx: Context) -> Part:
    """The part "in that direction from that place"."""
    anchor = chosen_anchor(place, choice, ctx)
    measure = Bearing(place.place(choice, ctx), "centroid" if anchor == "both" else anchor)
    link = "from" if direction.degrees is not None else "of"
    name = f"{direction.words} {link} {place.words}"
    return Part(ctx.claim, name, ctx.moment, Constraint(measure, direction.sector(choice, ctx)))


def possessive(name: str) -> str:
    """ "Crimea's", "Cyprus'"."""
    return f"{name}'" if name.endswith("s") else f"{name}'s"


def _build(children: list[object], span: Span) -> DirectionAtom:
    direction = one(children, Direction)
    place = one(children, PlaceRef)
    assert isinstance(direction, Direction)
    assert isinstance(place, PlaceRef)
    return DirectionAtom(direction, place, span.words)


def _compass(children: list[object], span: Span) -> Direction:
    kinds = {child.type: child for child in children if isinstance(child, Token)}
    point = point_of(str(kinds["COMPASS"]))
    if point is None:
        raise LanguageError(
            f"'{kinds['COMPASS']}' is not one of the 16 compass points",
            column=span.column,
            expected=("a compass word such as southwest or SSW",),
        )
    return Direction(point, "DUE" in kinds, None, False, span.words)


def _degrees(children: list[object], span: Span) -> Direction:
    kinds = {child.type: child for child in children if isinstance(child, Token)}
    degrees = decimal_of(str(kinds["NUMBER"]))
    if degrees > 360:
        raise LanguageError(
            f"no bearing is {degrees}°",
            column=span.column,
            expected=("a bearing from 0° to 360°",),
        )
    return Direction("", False, degrees, "ABOUT" in kinds, span.words)


KIND = AtomKind(
    name="direction",
    title="Bearing from a place",
    grammar=r"""
bearing: direction _OF place | degrees _FROM place
direction: DUE? COMPASS | _TOWARDS COMPASS
degrees: _ON_A_BEARING ABOUT* NUMBER _DEGREES
_ON_A_BEARING.7: /(?:(?:on|at)\s+(?:a\s+)?bearing|bearing)(?:\s+of)?(?=[\sa-z~]+\d+(?:[.,]\d+)?\s*(?:°|º|deg))/i
_DEGREES.7: /(?:°|º|degrees?|deg\.?)(?:\s*(?:T|true)(?![\w-]))?/i
""",  # noqa: E501
    predicates=("bearing",),
    builders={"bearing": _build, "direction": _compass, "degrees": _degrees},
    terminals={
        "_ON_A_BEARING": "on a bearing of",
        "_DEGREES": "degrees (°)",
    },
    examples=(
        "encounter is southwest of Crimea",
        "encounter is on a bearing of 210° from Sevastopol",
    ),
)
