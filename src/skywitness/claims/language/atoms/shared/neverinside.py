"""What it says of the moments of an object that it is at no time inside a place."""

from __future__ import annotations

from skywitness.claims.language.atoms.shared import legs
from skywitness.claims.language.atoms.shared.base import Context
from skywitness.claims.language.atoms.shared.common import OUTSIDE, PlaceRef, fact
from skywitness.claims.language.atoms.shared.endmoments import end_spots
from skywitness.claims.meaning.parts import Constraint, Part
from skywitness.claims.meaning.spots import Spot
from skywitness.places.measures.measures import SignedDistance
from skywitness.places.place import Place


def never_inside(
    who: str, named: PlaceRef, place: Place, ctx: Context, words: str, *, starts: bool = True
) -> tuple[Part, ...]:
    """The parts that an object is at no time inside a place: a fact, and outside at its moments.

    Its entries and exits are no such moments: there are none. Its landings are, and unless
    ``starts`` is false its take-offs. Of a moment that is said, it is told of that alone.
    """
    at = [*ctx.names.spots(who), *end_spots(who, ctx, landings=True)]
    if starts:
        at += end_spots(who, ctx, landings=False)
    if ctx.spot:
        at = [(ctx.names.spot(who, ctx.moment), ctx.moment)]
    ends = {Spot.of(m) for leg in legs.every_leg(who, named, ctx) for m in (leg.earlier, leg.later)}
    off = Constraint(SignedDistance(place), OUTSIDE)
    return (
        *fact(ctx, words, legs.ever_inside(who, place, ctx), False),
        *(
            Part(ctx.claim, f"outside {named.words} at {when}", spot, off)
            for spot, when in dict(at).items()
            if spot not in ends
        ),
    )
