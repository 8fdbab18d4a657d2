"""Where a visit begins and ends: on the edge of its place, where the case declares its moments.

A moment that the case declares as the entry of an object into a place, or as its exit, lies on the
edge of that place, within what the map may be off. It is said by whoever tells of that visit, of
the extent that is meant, so it binds nobody who denies it. Which edge of a country is meant is left
open: its border, its coast, or the outer limit of its territorial sea, twelve nautical miles off.
So is how near to it an account puts an entry that it names by a town. A place without a stated
error says nothing of its edge, and a moment that is declared as the entry into several places is on
the edge of none: their edges differ.
"""

from __future__ import annotations

import re

from skywitness.claims.language.atoms.shared.base import Context, folded
from skywitness.claims.language.atoms.shared.common import PlaceRef
from skywitness.claims.meaning.allowed import Range, Side
from skywitness.claims.meaning.parts import Constraint, Leg, Part
from skywitness.places.measures.measures import SignedDistance
from skywitness.places.place import Place

#: Errors of the map, and metres besides, from the edge as drawn within which a moment counts as on
#: it: as many as a position needs that is on the true edge wherever that lies, with the breadth of
#: the territorial sea (twelve nautical miles, UNCLOS, article 3) to either side, and 1 km.
ERRORS, ROOM = 2.0, 12 * 1_852.0 + 1_000.0

_END = re.compile(r"(?:\w+ )?(?:entry|exit) of ")


def ends_on_edge(
    who: str, leg: Leg, named: PlaceRef, place: Place, ctx: Context
) -> tuple[Part, ...]:
    """The parts that the declared ends of a visit lie on the edge of its place."""
    if place.error_m is None or not named.shown:
        return ()
    off = ERRORS * place.error_m + ROOM
    edge = Constraint(SignedDistance(place), Range(Side(-off, 0.0), Side(off, 0.0)))
    return tuple(
        Part(ctx.claim, f"{end} the edge of {named.words}", ctx.names.spot(who, moment), edge,
             implied=True)
        for end, moment in (("entry over", leg.earlier), ("exit over", leg.later))
        if _declared(moment, ctx)
    )  # fmt: skip


def _declared(moment: str, ctx: Context) -> bool:
    """Whether the case declares a moment as one entry or exit."""
    return sum(bool(_END.match(folded(each))) for each in ctx.names.phrases(moment)) == 1
