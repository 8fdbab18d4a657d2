"""Contact of two objects as a fact, what a distance between the two says of it, and it of that.

A distance between two objects counts from the nearest parts of both, so who is so far from another
does not touch it. As some count from the middle, or from an antenna, this is said only beyond half
the length of both.

Two that touch are at one place and one height: some point of one is where some point of the other
is. Whichever point of each its position and its height are told of, they are no further apart than
both are long.
"""

from __future__ import annotations

from dataclasses import replace

from skywitness.claims.language.atoms.shared.base import Context
from skywitness.claims.language.atoms.shared.common import fact
from skywitness.claims.language.atoms.shared.legs import called, pair_called
from skywitness.claims.meaning.allowed import Range, Side
from skywitness.claims.meaning.parts import Demand, HeightChange, Leg, Part, Separation
from skywitness.claims.meaning.spots import NOWHERE, Spot
from skywitness.claims.meaning.stretches import DOUBLED

#: Half the length of an object in metres, by its kind of mover: no ship is longer than 460 m, and
#: what is told to touch in the air are fighters, drones and reconnaissance aircraft.
HALF = {"balloon": 150.0, "ship": 230.0}
FLYING = {"helicopter", "propeller", "jet", "missile"}
HALF_FLYING, HALF_UNKNOWN = 15.0, 100.0

#: Metres from end to end of the longest object by its kind of mover: airships were 245 m long (LZ
#: 129), no ship is longer than 460 m, no wing spans more than 117.4 m (Stratolaunch), and a missile
#: with its stages is no longer than that. What is of no declared kind may be a bridge or a convoy.
LONGEST = {"balloon": 300.0, "ship": 460.0, **dict.fromkeys(FLYING, 120.0)}
LONGEST_UNKNOWN = 20_000.0


def contact_of(one: str, other: str, ctx: Context) -> str:
    """The contact of two objects, in either order."""
    first, second = pair_called(one, other, ctx)
    return f"contact of {first} and {second}"


def no_contact(
    pair: tuple[str, str], allowed: Range, name: str, moment: str, ctx: Context
) -> tuple[Part, ...]:
    """That two objects so far apart do not touch, at a moment or (without one) ever.

    None where they may at the stretch 2 be as near as their middles are when they touch.
    """
    kinds = ctx.names.things()
    near = sum(_half(kinds.get(called(each, ctx), "")) for each in pair)
    if allowed.at(DOUBLED)[0] <= near:
        return ()
    there = replace(ctx, spot=Spot.of(moment) if moment else NOWHERE)
    found = fact(there, name, contact_of(*pair, ctx), False)
    return tuple(replace(part, implied=True) for part in found)


def together(pair: tuple[str, str], name: str, moment: str, ctx: Context) -> tuple[Part, ...]:
    """That two objects that touch at a moment are within their lengths of each other.

    What is told of the height of an object need not be told of its place: then each is bound by
    itself. None where one of the two is not declared.
    """
    kinds = ctx.names.things()
    if not all(called(each, ctx) in kinds for each in pair):
        return ()
    near = sum(LONGEST.get(kinds[called(each, ctx)], LONGEST_UNKNOWN) for each in pair)
    most = Side(near, 0.0)
    places = sorted(ctx.names.spot(each, moment) for each in pair)
    levels = sorted(ctx.names.level(each, moment) for each in pair)
    found: list[Demand] = []
    if places[0] != places[1]:
        within = Range(None, most, unit="m")
        found.append(Separation(places[0], places[1], within, slant=places == levels))
    if levels[0] != levels[1] and places != levels:
        leg = Leg(called(pair[0], ctx), moment, moment, levels=(levels[0], levels[1]))
        found.append(HeightChange(leg, Range(Side(-near, 0.0), most, unit="m")))
    return tuple(Part(ctx.claim, name, places[0], each, implied=True) for each in found)


def _half(kind: str) -> float:
    return HALF_FLYING if kind in FLYING else HALF.get(kind, HALF_UNKNOWN)
