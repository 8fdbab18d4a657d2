"""What is said of visits where an object is at a moment: it is on one of them, or on none.

What is inside a place at a moment is there on some visit, and what is outside is between visits, or
before or after them all. A part says so by a fact of its own; which visit it is, is a reading
(:mod:`skywitness.claims.visitorder`). It is said only where claims of the case tell of visits of
that place by that object.
"""

from __future__ import annotations

from skywitness.claims.language.atoms.shared.base import Context
from skywitness.claims.language.atoms.shared.common import PlaceRef
from skywitness.claims.language.atoms.shared.legs import visited
from skywitness.claims.language.atoms.shared.visits import Presence
from skywitness.claims.meaning.parts import Part, State
from skywitness.claims.meaning.spots import NOWHERE
from skywitness.errors import SkywitnessError
from skywitness.places.place import Place


def in_again(visits: str) -> str:
    """The fact that it was inside again once it had left, by the words of all visits."""
    return f"inside again: {visits}"


def more_than_one(visits: str) -> str:
    """The fact that there was more than one of some visits, by the words of all of them."""
    return f"more than one visit: {visits}"


def presence_at(place: PlaceRef, ctx: Context, *, inside: bool = True) -> tuple[Presence, ...]:
    """Whether the object that a sentence is about is inside a place at the moment, or outside.

    Without one it is told of the only object that is where the moment happens; none where there is
    no such object.
    """
    moment = ctx.spot.moment
    of_object = bool(ctx.subject) and ctx.names.moment(ctx.subject) != str(ctx.spot)
    who = ctx.subject if of_object else ctx.names.alone(moment)
    if not moment or not who or ctx.names.spot(who, moment) != ctx.spot:
        return ()
    return (Presence(who, place.shown, (moment,), inside),)


def perhaps_at(point: Place, ctx: Context) -> tuple[Presence, ...]:
    """Of which visited places a position lies inside as drawn: whether it does is a reading.

    None of a place whose name can be read in several ways.
    """
    moment = ctx.spot.moment
    (here,) = presence_at(PlaceRef("", 1), ctx) or (None,)
    if here is None:
        return ()
    found = []
    for place in ctx.names.visited(here.who):
        shape = only_extent(place, ctx)
        if shape is not None and shape.geometry.contains(point.geometry):
            found.append(Presence(here.who, place, (moment,), perhaps=True))
    return tuple(found)


def only_extent(place: str, ctx: Context) -> Place | None:
    """The place of a name that can be read in one way only."""
    try:
        extents = PlaceRef(place, 1).extents(ctx)
    except SkywitnessError:  # it is told where the name is read
        return None
    return extents[0].place if len(extents) == 1 else None


def fact_of(presence: Presence, ctx: Context) -> str:
    """The fact by which a presence is told."""
    how = "on a visit" if presence.inside else "on no visit"
    how = f"perhaps {how}" if presence.perhaps else how
    return f"{how} {presence.when}: {visited(presence.who, presence.place, ctx)}"


def tied(presence: Presence, ctx: Context) -> bool:
    """Whether a presence is told of visits: claims tell of them, and the case does not part it."""
    place = presence.place
    return (
        all(presence.moments)
        and not ctx.parted(place)
        and not ctx.parted(f"the {place}")
        and ctx.names.tells_visits(presence.who, place)
    )


def presence_parts(
    presences: tuple[Presence, ...], ctx: Context, words: str = ""
) -> tuple[Part, ...]:
    """The parts that an object is on a visit, or on none, at each of these.

    ``words`` are those that say so, where they tell of no visit themselves.
    """
    return tuple(
        Part(ctx.claim, words or name, NOWHERE, State(fact_of(each, ctx), True), implied=True)
        for each in presences
        for name in (f"{'on a' if each.inside else 'on no'} visit of {each.place}",)
        if tied(each, ctx)
    )
