"""The world that is shown for a reading that can be so: one that a reader can believe.

It is chosen from the reading's own set alone: least stretch first, then deepest inside what is
said, then at a pace that is usual and within published limits. What other claims say, what was
searched before, the order of claims and who speaks have no part in it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import replace

from skywitness.claims.meaning.movers import Pace
from skywitness.claims.meaning.parts import Difference, Mover, Part, Sun
from skywitness.claims.meaning.spots import Spot
from skywitness.claims.meaning.stretches import POLICY
from skywitness.reason.regions.agreed import agreed_places
from skywitness.reason.regions.deepest import deepest
from skywitness.reason.regions.search import GAP
from skywitness.reason.ties.course import find_witness, stands, to_be_placed
from skywitness.reason.ties.demands import separations
from skywitness.reason.ties.easing import eased, hurried
from skywitness.reason.ties.network import Network, Unknowns, network
from skywitness.reason.ties.pruning import pruned, refine
from skywitness.reason.ties.unknowns import tied_unknowns
from skywitness.reason.ties.world import Position
from skywitness.reason.ties.world import World as TiedWorld
from skywitness.reason.worlds.inworld import in_world, too_soon
from skywitness.reason.worlds.joint import Joint, World
from skywitness.reason.worlds.placed import row_of

#: How often what is left of places is split while a world in which nothing hurries is sought.
LOOKS = 5


def shown(found: Joint, world: World) -> Joint:
    """A joint reading with the world that is to be shown for it.

    Its stretch is at most a hair above that of the world found, and on the same side of the
    policy's tolerance. Where none is found the one at hand stays.

    Raises:
        SpentError: a limit of work is passed.
    """
    if found.hi > POLICY or any(
        isinstance(p.constraint, Sun) for p in (*found.reading.parts, *world.parts)
    ):
        return found  # another place or time might have another sun
    deep: dict[Spot, Position] = {}
    hi = found.hi
    for spot, at in found.places.items():
        best = deepest(row_of(found.reading.parts, spot), world.get(spot, ()), found.hi)
        # Brackets are closed to a hair, so the least stretch found alone may be one above.
        good = best is not None and best[1] <= min(found.hi + GAP, POLICY)
        deep[spot], needed = best if best is not None and good else (at, found.hi)
        hi = max(hi, needed)
    unknowns = tied_unknowns(found.reading.parts, world.parts, world, loose=True)
    agreed, needed = agreed_places(world, _agreed(found, unknowns))
    deep = {**agreed, **deep}
    found = replace(found, hi=max(hi, needed))
    if unknowns is None:
        return _timed(replace(found, places=deep), world)
    net = network(unknowns, found.hi)
    for positions in _positions(deep, found, unknowns):
        witness = stands(net, positions)
        if witness is not None:
            told = eased(net, witness.world, world.paces)
            if hurried(told, world.paces):
                told = _calmer(net, told, positions, world.paces)
            out = in_world(replace(found, places={**found.places, **deep}), told)
            return found if too_soon(out, world) else out
    if found.world is not None:
        return found
    out = _timed(replace(found, places=deep), world)  # nothing ties what the claims speak of
    return found if too_soon(out, world) else out


def _calmer(
    net: Network, told: TiedWorld, positions: Mapping[Spot, Position], paces: Mapping[str, Pace]
) -> TiedWorld:
    """A world at other positions in which no object hurries; the one at hand where none is found.

    It is sought as any other, but with a brisk pace for the hard speed of each object.
    """
    unknowns = net.unknowns
    slow = replace(unknowns, parts=tuple(_slowed(p, paces) for p in unknowns.parts))
    state = pruned(slow, net.stretch)
    for _ in range(LOOKS):
        witness = None if state.empty else find_witness(state, positions)
        if witness is not None:
            again = stands(net, witness.world.positions)
            if again is not None and not hurried(calm := eased(net, again.world, paces), paces):
                return calm
        if state.empty or state.settled():
            break
        refine(state)
    return told


def _slowed(part: Part, paces: Mapping[str, Pace]) -> Part:
    """A hard limit of speed with a brisk pace in its place."""
    mover = part.constraint
    if not isinstance(mover, Mover):
        return part
    pace = paces.get(mover.who, Pace()).brisk
    return replace(part, constraint=replace(mover, speed=min(mover.speed, pace)))


def _agreed(found: Joint, unknowns: Unknowns | None) -> set[Spot]:
    """The places that a world must have of which premises alone say where they are."""
    spoken = {end for _, c in separations(found.reading.parts) for end in (c.first, c.second)}
    if unknowns is not None:
        spoken |= {place for place in unknowns.hard if place not in unknowns.rows}
    return spoken - {p.spot for p in found.reading.parts if p.placed is not None}


def _positions(
    deep: Mapping[Spot, Position], found: Joint, unknowns: Unknowns
) -> Iterator[dict[Spot, Position]]:
    """Sets of positions for a world, the ones to be preferred first.

    A place that nothing is said of is where its object is next.
    """
    bound = to_be_placed(unknowns)
    had = {} if found.world is None else dict(found.world.positions)
    for each in ({**had, **deep}, had, dict(found.places)):
        mine = {spot: at for spot, at in each.items() if spot in bound}
        if mine != each:
            yield mine
        yield each


def _timed(found: Joint, world: World) -> Joint:
    """A joint reading of which nothing ties places, with times as they are to be shown."""
    timed = tuple(_timed_parts(found, world))
    if not timed:
        return found
    net = network(Unknowns(timed, {}, {}), found.hi)
    first = _any(net)
    return found if first is None else _with_times(found, eased(net, first, world.paces))


def _timed_parts(found: Joint, world: World) -> Iterator[Part]:
    mine = [p for p in found.reading.parts if isinstance(p.constraint, Difference)]
    if mine:
        yield from mine
        yield from (p for p in world.parts if isinstance(p.constraint, Difference))


def _any(net: Network) -> TiedWorld | None:
    """Some world of times."""
    values = None if net.empty else net.flown[1]
    return None if values is None else TiedWorld(net.unknowns, {}, values, net.base)


def _with_times(found: Joint, told: TiedWorld) -> Joint:
    moments = {*found.times, *found.gaps}
    at = {m: t for m in moments if (t := told.time(m)) is not None}
    if set(at) != moments or told.stretch() > max(found.hi, math.ulp(0.0)):
        return found
    start = min((at[m] for m in found.gaps), default=0.0)
    return replace(
        found,
        times={m: at[m] for m in found.times},
        gaps={m: at[m] - start for m in found.gaps},
    )
