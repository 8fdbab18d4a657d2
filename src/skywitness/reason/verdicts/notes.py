"""What published figures say beside a verdict: speeds, heights and reaches at the best reading.

Nothing here decides anything: it measures what a reading leaves of what a declared object does, and
has it held against the figures of its type (:mod:`skywitness.reason.verdicts.plausible`).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

from skywitness.claims.casefile.case import Thing
from skywitness.claims.meaning.allowed import Range
from skywitness.claims.meaning.figures import TypeRow
from skywitness.claims.meaning.parts import HeightChange, Mover, Part, Separation
from skywitness.claims.meaning.spots import Spot
from skywitness.claims.meaning.stretches import POLICY
from skywitness.claims.meaning.types import find_type
from skywitness.places.measures.measures import Scalar
from skywitness.reason.ties.demands import legs
from skywitness.reason.ties.leftover import Left, climb_left, speed_left, state_of
from skywitness.reason.ties.network import Edge, Unknowns
from skywitness.reason.ties.pruning import Pruned
from skywitness.reason.ties.unknowns import tied_unknowns
from skywitness.reason.verdicts.plausible import Note, plausible
from skywitness.reason.worlds.joint import Joint, World

TURNS = 3  # of splitting covers; notes need no sharp bounds


def notes(best: Joint, world: World, things: Sequence[Thing]) -> tuple[Note, ...]:
    """Notes on the most favourable reading of a set that can be so at the policy's tolerance."""
    typed = {t.id: find_type(t.type) for t in things if t.type is not None}
    if not typed or best.hi > POLICY:
        return ()
    found = [*_heights(best.reading.parts, typed, world)]
    unknowns = tied_unknowns(best.reading.parts, world.parts, world)
    if unknowns is not None and any(who in typed for who in _movers(unknowns)):
        state = state_of(unknowns, POLICY, turns=TURNS)
        if state is not None:
            found += [*_legs(state, typed), *_ways(state, typed), *_reaches(state, typed)]
    return tuple(dict.fromkeys(found))


def _movers(unknowns: Unknowns) -> set[str]:
    """The objects that motion or a separation is told of."""
    out = {leg.who for leg in legs(unknowns.parts)}
    for part in unknowns.parts:
        c = part.constraint
        if isinstance(c, Mover):
            out.add(c.who)
        if isinstance(c, Separation):
            out |= {c.first.who, c.second.who}
    return out


def _heights(parts: Sequence[Part], typed: Mapping[str, TypeRow], world: World) -> Iterator[Note]:
    """Heights told of an object that has a place of its own, or that moves in the case."""
    for part in parts:
        c = part.measured
        if c is None or not isinstance(c.measure, Scalar) or not isinstance(c.allowed, Range):
            continue
        if c.measure.quantity != "altitude":
            continue
        low, high = c.allowed.at(POLICY)
        for who, row in typed.items():
            if part.spot.who == who or _at(who, part.spot, (*parts, *world.parts)):
                yield from plausible(row, "height", low, high)


def _at(who: str, spot: Spot, parts: Sequence[Part]) -> bool:
    """Whether an object is known to be at a spot."""
    for part in parts:
        c = part.constraint
        if isinstance(c, Mover) and c.who == who and spot in c.places:
            return True
        leg = part.leg
        if leg is not None and leg.who == who and spot in map(Spot.of, (leg.earlier, leg.later)):
            return True
    return False


def _legs(state: Pruned, typed: Mapping[str, TypeRow]) -> Iterator[Note]:
    """Speeds and climbs on the legs that are told of."""
    for leg in legs(state.net.unknowns.parts):
        row = typed.get(leg.who)
        if row is None:
            continue
        left = speed_left(state, leg)
        if _tells(left):
            yield from plausible(row, "speed", max(left.low, 0.0), left.high)
        if any(
            isinstance(p.constraint, HeightChange) and p.constraint.leg == leg
            for p in state.net.unknowns.parts
        ):
            left = climb_left(state, leg)
            if _tells(left):
                yield from plausible(row, "climb", left.low, left.high)


def _ways(state: Pruned, typed: Mapping[str, TypeRow]) -> Iterator[Note]:
    """Speeds that the way between two places of an object needs; it may have flown farther."""
    for edge in state.net.edges:
        row = typed.get(edge.who)
        way = state.shown.get((edge.first, edge.second, edge.who))
        if row is None or way is None or not _hard(edge):
            continue
        _, longest = state.net.hull(edge.second.moment, edge.first.moment)
        if 0 < longest < math.inf:
            yield from plausible(row, "speed", way / longest, math.inf)


def _hard(edge: Edge) -> bool:
    return math.isfinite(edge.speed)


def _reaches(state: Pruned, typed: Mapping[str, TypeRow]) -> Iterator[Note]:
    """Reaches of weapons, from the separations that are told."""
    for edge in state.net.edges:
        for spot in (edge.first, edge.second):
            row = typed.get(spot.who)
            if row is None or edge.who:
                continue
            way = state.shown.get((edge.first, edge.second, ""), edge.least)
            if edge.most >= way > 0:
                yield from plausible(row, "reach", way, edge.most)


def _tells(left: Left) -> bool:
    return left.low > 0 or math.isfinite(left.high)
