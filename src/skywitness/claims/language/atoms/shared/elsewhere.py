"""Where an object is inside a place at some time, and stays in another: one position for both.

What is said to be inside a place at some time is told of a moment made of its words ("Falcon inside
Ukraine"), where claims tell that the object stays in another that lies apart. What stays there is
inside that at this moment as well: so the shapes of both decide whether the two exclude each other.

Who stays in a place may have come there from elsewhere. Where claims tell that it came (an entry
into the place, an exit or a take-off elsewhere), it may have been inside the other place before,
and nothing is said of that moment.
"""

from __future__ import annotations

from skywitness.claims.language.atoms.shared.base import Context, folded
from skywitness.claims.language.atoms.shared.common import INSIDE, PlaceRef
from skywitness.claims.meaning.parts import Constraint, Part, State
from skywitness.claims.meaning.spots import NOWHERE
from skywitness.places.measures.measures import SignedDistance
from skywitness.places.place import Place


def inside_there(who: str, named: PlaceRef, place: Place, ctx: Context) -> tuple[Part, ...]:
    """The part that an object is inside a place at the moment that its words make.

    Empty where no claim tells that it stays in another, far from it.
    """
    if not ctx.names.kept_elsewhere(who, named.shown):
        return ()
    moment = time_inside(who, named.shown, ctx)
    within = Constraint(SignedDistance(place), INSIDE)
    name = f"inside {named.words} at some time"
    return (Part(ctx.claim, name, ctx.names.spot(who, moment), within, implied=True),)


def came_in(who: str, place: Place, name: str, ctx: Context, *, implied: bool = True) -> Part:
    """The fact that an object comes into a place, which whoever tells of a visit says of it.

    What is inside at a moment may have been there from the first: that it "enters" does not follow.
    That nothing says so shows nothing either, for its places may.
    """
    called = (*ctx.names.called(who), who)[0]
    came = State(f"{called} comes into {place.name} at some time", True)
    return Part(ctx.claim, name, NOWHERE, came, implied=implied, alternative=True)


def kept_while_inside(who: str, named: PlaceRef, place: Place, ctx: Context) -> tuple[Part, ...]:
    """The parts that what stays in a place is inside it while it is inside others."""
    within = Constraint(SignedDistance(place), INSIDE)
    return tuple(
        Part(
            ctx.claim, f"inside {named.words} when inside {other}",
            ctx.names.spot(who, time_inside(who, other, ctx)), within, implied=True,
        )
        for other in ctx.names.inside_elsewhere(who, named.shown)
        if folded(named.shown) in map(folded, ctx.names.kept_elsewhere(who, other))
    )  # fmt: skip


def time_inside(who: str, place: str, ctx: Context) -> str:
    """The id of the moment at which an object is inside a place, as some claim says."""
    names = ctx.names.called(who)
    return ctx.names.moment(spelled_inside(names[0] if names else who, place))


def spelled_inside(who: str, place: str) -> str:
    """What that moment is called."""
    return f"{who} inside {place}"
