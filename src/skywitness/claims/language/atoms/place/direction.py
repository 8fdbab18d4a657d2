"""Bearing from a place: "is southwest of Crimea", "is on a bearing of 210° from Sevastopol".

Semantics: the geodesic bearing, in degrees true, from the anchor to the moment's position lies in
a sector. A compass word's sector has the policy's width (45° for SW), a bearing in degrees the
policy's tolerance. Beyond the stretch 1 a sector gives way, by half of itself for each further 1.
The anchor is the place's centroid or its point nearest to the position (ordinary), or some point of
it (generous); a place that is one point has one anchor.

What can test it: the place's shape with a stated error, together with anything else known of the
moment's position.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from lark import Token

from skywitness.claims.language.atoms.shared.base import Atom, AtomKind, Choice, Context, Span
from skywitness.claims.language.atoms.shared.common import PlaceRef, one
from skywitness.claims.language.atoms.shared.directions import (
    Direction,
    North,
    anchor_variables,
    bearing_part,
)
from skywitness.claims.language.words.compass import north_of, point_of
from skywitness.claims.meaning.numbers import decimal_of
from skywitness.claims.meaning.parts import Part, Variable
from skywitness.errors import LanguageError


@dataclass(frozen=True)
class DirectionAtom(Atom):
    """A ``direction`` from ``place``, at no stated distance."""

    direction: Direction
    place: PlaceRef
    words: str
    topic = "place"

    def variables(self, ctx: Context) -> tuple[Variable, ...]:
        """Extent, anchor and north."""
        return (
            *self.place.variables(ctx),
            *anchor_variables(self.place, self.direction, ctx, with_distance=False),
            *self.direction.variables(self.place, ctx),
        )

    def parts(self, choice: Choice, ctx: Context) -> tuple[Part, ...]:
        """One part: the bearing in its sector."""
        return (bearing_part(self.place, self.direction, choice, ctx),)


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
    before = re.search(r"(true|magnetic)\s+bearing", span.words, re.IGNORECASE)
    word = kinds.get("NORTH") or (before[1] if before else "")
    north: North = north_of(word) if word else ""
    return Direction("", False, _within(kinds, span), "ABOUT" in kinds, span.words, north)


def _radial(children: list[object], span: Span) -> Direction:
    kinds = {child.type: child for child in children if isinstance(child, Token)}
    return Direction("", False, _within(kinds, span), "ABOUT" in kinds, span.words, "radial")


def _within(kinds: Mapping[str, str], span: Span) -> Decimal:
    degrees = decimal_of(str(kinds["NUMBER"]))
    if degrees > 360:
        raise LanguageError(
            f"no bearing is {degrees}°",
            column=span.column,
            expected=("a bearing from 0° to 360°",),
        )
    return degrees


KIND = AtomKind(
    name="direction",
    title="Bearing from a place",
    grammar=r"""
bearing: direction _OF place | degrees _FROM place | radial (_OF | _FROM) place
direction: DUE? COMPASS | _TOWARDS COMPASS
degrees: _ON_A_BEARING ABOUT* NUMBER _DEGREES? NORTH? | NUMBER _DEGREES NORTH?
radial: _ON_RADIAL ABOUT* NUMBER _DEGREES? | _ON_THE ABOUT* NUMBER _DEGREES? _RADIAL
_ON_A_BEARING.7: /(?:(?:on|at)\s+(?:a\s+)?(?:true\s+|magnetic\s+)?bearing|bearing)(?:\s+of)?(?=[\sa-z~]+\d)/i
_ON_THE.7: /(?:(?:on|along)\s+)?(?:the|its)(?=[\sa-z~]+\d+(?:[.,]\d+)?\s*(?:-?\s*(?:°|º|deg\w*\.?))?\s*(?:magnetic\s+)?radial)/i
_ON_RADIAL.7: /(?:on\s+)?(?:the\s+|a\s+)?(?:magnetic\s+)?radial(?:\s+of)?(?=[\sa-z~]+\d)/i
_RADIAL.7: /(?:magnetic\s+)?radial/i
_DEGREES.7: /-?(?:°|º|degrees?|deg\.?)/i
NORTH.7: /\(?(?:true|T|magnetic|mag\.?|M)\)?(?![\w-])/i
""",  # noqa: E501
    predicates=("bearing",),
    builders={"bearing": _build, "direction": _compass, "degrees": _degrees, "radial": _radial},
    terminals={
        "_ON_A_BEARING": "on a bearing of",
        "_ON_THE": "on the",
        "_ON_RADIAL": "on radial",
        "_RADIAL": "radial",
        "_DEGREES": "degrees (°)",
        "NORTH": "true or magnetic",
    },
    examples=(
        "encounter is southwest of Crimea",
        "encounter is on a bearing of 210° from Sevastopol",
        "encounter is on a bearing of 213° magnetic from Sevastopol",
        "encounter is on the 213 radial of Simferopol",
    ),
)
