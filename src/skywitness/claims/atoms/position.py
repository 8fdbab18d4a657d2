"""A position by coordinates: "is at 44°34'12"N 33°22'E".

Semantics: the moment's position is the one given, to half of the last unit given on each axis. The
disc around that box is what is allowed, so that a stretch of 1 covers the whole box; coordinates
are taken as WGS 84.

What can test it: any other statement about the same moment's position.
"""

from __future__ import annotations

from dataclasses import dataclass

from skywitness.claims.allowed import Range, Side
from skywitness.claims.atoms.base import AtomKind, Choice, Context, Span
from skywitness.claims.atoms.common import PlaceRef, one
from skywitness.claims.coordinates import Coordinates, parse_coordinates
from skywitness.claims.parts import Constraint, Part, Variable
from skywitness.places.measures import Distance


@dataclass(frozen=True)
class PositionAtom:
    """At ``coordinates``."""

    coordinates: Coordinates
    words: str

    def variables(self, ctx: Context) -> tuple[Variable, ...]:
        """None: coordinates are read in one way."""
        return ()

    def parts(self, choice: Choice, ctx: Context) -> tuple[Part, ...]:
        """One part: the distance to the point is at most half the last units given."""
        per = max(self.coordinates.half_diagonal(), ctx.policy.coordinates.finest_m)
        measure = Distance(self.coordinates.place())
        return (
            Part(
                ctx.claim,
                self.words,
                ctx.moment,
                Constraint(measure, Range(None, Side(0.0, per), unit="m")),
            ),
        )


def _build(children: list[object], span: Span) -> PositionAtom:
    place = one(children, PlaceRef)
    assert isinstance(place, PlaceRef)
    assert place.coordinates is not None
    return PositionAtom(place.coordinates, span.words)


def _point(children: list[object], span: Span) -> PlaceRef:
    return PlaceRef(span.words, span.column, parse_coordinates(span.words, column=span.column))


KIND = AtomKind(
    name="position",
    title="A position by coordinates",
    grammar=r"""
position: _AT? coordinates
coordinates: COORDINATES
""",
    predicates=("position",),
    tails=("position",),
    builders={"position": _build, "coordinates": _point},
    examples=(
        "encounter is at 44°34'12\"N 33°22'E",
        "encounter is at 44.57 N, 33.38 E",
        "encounter is at 4434.2N 03322.1E",
    ),
)
