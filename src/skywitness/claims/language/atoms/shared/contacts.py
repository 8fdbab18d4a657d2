"""Contact of two objects as a fact, and what a distance between the two says of it.

A distance between two objects counts from the nearest parts of both, so who is so far from another
does not touch it. As some count from the middle, or from an antenna, this is said only beyond half
the length of both.
"""

from __future__ import annotations

from dataclasses import replace

from skywitness.claims.language.atoms.shared.base import Context, folded
from skywitness.claims.language.atoms.shared.common import fact
from skywitness.claims.language.atoms.shared.legs import called
from skywitness.claims.meaning.allowed import Range
from skywitness.claims.meaning.parts import Part
from skywitness.claims.meaning.spots import NOWHERE, Spot
from skywitness.claims.meaning.stretches import DOUBLED

#: Half the length of an object in metres, by its kind of mover: no ship is longer than 460 m, and
#: what is told to touch in the air are fighters, drones and reconnaissance aircraft.
HALF = {"balloon": 150.0, "ship": 230.0}
FLYING = {"helicopter", "propeller", "jet", "missile"}
HALF_FLYING, HALF_UNKNOWN = 15.0, 100.0


def contact_of(one: str, other: str, ctx: Context) -> str:
    """The contact of two objects, in either order."""
    first, second = sorted((called(each, ctx) for each in (one, other)), key=folded)
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


def _half(kind: str) -> float:
    return HALF_FLYING if kind in FLYING else HALF.get(kind, HALF_UNKNOWN)
