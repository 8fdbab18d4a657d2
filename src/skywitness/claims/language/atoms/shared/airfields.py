"""Where a way begins or ends: in a place, or about the town that an airfield is called after."""

from __future__ import annotations

from skywitness.claims.language.atoms.shared.base import Choice, Context
from skywitness.claims.language.atoms.shared.common import INSIDE, PlaceRef, single_anchor
from skywitness.claims.meaning.allowed import Range, Side
from skywitness.claims.meaning.parts import Constraint
from skywitness.places.measures.measures import Distance, SignedDistance

#: Metres between an airfield and the point of the town it is called after, at stretch 1.
TOWN = 30_000.0
#: Metres between the ends of an airfield and the point that a case gives for it, at stretch 1.
AIRFIELD = 5_000.0


def at_place(named: PlaceRef, choice: Choice, ctx: Context) -> Constraint:
    """What a take-off, a landing or an end of a way says of its position."""
    place = named.place(choice, ctx)
    if named.coordinates is not None:
        per = max(named.coordinates.half_diagonal(), ctx.policy.coordinates.finest_m)
        return Constraint(Distance(place), Range(None, Side(0.0, per), unit="m"))
    if single_anchor(place):
        near = AIRFIELD if place.kind == "point" else TOWN
        return Constraint(Distance(place), Range(None, Side(0.0, near)))
    return Constraint(SignedDistance(place), INSIDE)
