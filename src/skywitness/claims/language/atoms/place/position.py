"""A position: "is at 44°34'12"N 33°22'E", "is at 44.57 N, 33.38 E ± 300 m", "is at Pier ± 1 km".

Semantics: the moment's position is the one given, to half of the last unit given on each axis. The
disc around that box is what is allowed, so that a stretch of 1 covers the whole box; coordinates
are taken as WGS 84. A stated error is the disc's radius in its place, unless less than the digits
leave open; around a named place it reaches from the place's edge. It is a tolerance: a stretch of 0
is the position itself, 1 the error once, 2 twice.

What can test it: any other statement about the same moment's position.
"""

from __future__ import annotations

from dataclasses import dataclass

from skywitness.claims.language.atoms.shared.amounts import slack_metres, slack_variables
from skywitness.claims.language.atoms.shared.base import Atom, AtomKind, Choice, Context, Span
from skywitness.claims.language.atoms.shared.common import PlaceRef, one
from skywitness.claims.language.atoms.shared.presence import perhaps_at, presence_parts
from skywitness.claims.language.atoms.shared.visits import Presence
from skywitness.claims.language.words.coordinates import parse_coordinates
from skywitness.claims.meaning.allowed import Range, Side
from skywitness.claims.meaning.numbers import Slack
from skywitness.claims.meaning.parts import Constraint, Part, Variable
from skywitness.places.measures.measures import CoastDistance, Distance


@dataclass(frozen=True)
class PositionAtom(Atom):
    """At ``place``, to the stated error or to what its digits leave open."""

    place: PlaceRef
    slack: Slack | None
    words: str
    topic = "place"

    def variables(self, ctx: Context) -> tuple[Variable, ...]:
        """Extent of a named place, and unit of the error; coordinates are read in one way."""
        return (*self.place.variables(ctx), *slack_variables(self.slack, ctx))

    def parts(self, choice: Choice, ctx: Context) -> tuple[Part, ...]:
        """One part: the distance to the place is at most the error, or half the last units."""
        per = max(ctx.policy.coordinates.finest_m, slack_metres(self.slack, choice, ctx))
        if self.place.coordinates is not None:
            per = max(per, self.place.coordinates.half_diagonal())
        place = self.place.place(choice, ctx)
        measure = CoastDistance(place) if self.place.coast else Distance(place)
        here = Constraint(measure, Range(None, Side(0.0, per), unit="m"))
        return (
            Part(ctx.claim, self.words, ctx.spot, here),
            *presence_parts(self.presences(ctx), ctx, self.words),
        )

    def presences(self, ctx: Context) -> tuple[Presence, ...]:
        """Perhaps inside places that its object visits, where coordinates lie in them."""
        if self.place.coordinates is None:
            return ()
        return perhaps_at(self.place.coordinates.place(), ctx)


def _build(children: list[object], span: Span) -> PositionAtom:
    place = one(children, PlaceRef)
    assert isinstance(place, PlaceRef)
    slack = next((child for child in children if isinstance(child, Slack)), None)
    return PositionAtom(place, slack, span.words)


def _point(children: list[object], span: Span) -> PlaceRef:
    return PlaceRef(span.words, span.column, parse_coordinates(span.words, column=span.column))


KIND = AtomKind(
    name="position",
    title="A position",
    grammar=r"""
position: _AT? coordinates slack? | _AT named slack
coordinates: COORDINATES
""",
    predicates=("position",),
    tails=("position",),
    builders={"position": _build, "coordinates": _point},
    examples=(
        "encounter is at 44°34'12\"N 33°22'E",
        "encounter is at 44.57 N, 33.38 E",
        "encounter is at 4434.2N 03322.1E",
        "encounter is at 44.57 N, 33.38 E ± 300 m",
        "encounter is at Sevastopol plus or minus 2 km",
    ),
)
