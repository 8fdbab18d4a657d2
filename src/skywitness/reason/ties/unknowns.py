"""The unknowns that a joint reading ties to each other, from its parts and what is given."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import assert_never

from skywitness.claims.meaning.parts import (
    Climb,
    Constraint,
    Difference,
    HeightChange,
    Leg,
    Motion,
    Mover,
    Offset,
    OnLeg,
    Part,
    Separation,
    State,
    Sun,
)
from skywitness.claims.meaning.spots import Spot
from skywitness.reason.regions.explore import positional
from skywitness.reason.ties.demands import height_of, is_height, legs
from skywitness.reason.ties.linear import HEIGHTS
from skywitness.reason.ties.network import Unknowns
from skywitness.reason.ties.openparts import connected, unknowns_of


def tied_unknowns(
    parts: Sequence[Part],
    given: Sequence[Part],
    hard: Mapping[Spot, tuple[Constraint, ...]],
    *,
    loose: bool = False,
) -> Unknowns | None:
    """What ties the unknowns that ``parts`` speak of; ``None`` where nothing does.

    Args:
        parts: of a joint reading.
        given: premises about times, facts, motion and heights.
        hard: premises about the place or height of each moment.
        loose: keep hard limits between places for whose times there is no bound. They exclude
            nothing, but a world must keep them.
    """
    parts = sorted(parts, key=lambda p: p.claim)  # the order of claims makes no difference
    rows = _rows(parts)
    solid = {place: tuple(positional(row)) for place, row in hard.items() if positional(row)}
    heights = [p for p in given if is_height(p)]
    tied = [p for p in given if isinstance(p.constraint, Offset)]
    others = (p for p in given if not is_height(p) and not isinstance(p.constraint, Offset))
    linear = [p for p in (*parts, *others) if _linear(p)]
    linear += _counted(tied, (*linear, *heights))
    told = {*rows, *solid} | {name for p in linear for name in _ends(p)}
    groups = {} if loose else _timed_together(linear)
    ends = {(leg.who, m) for leg in legs(linear) for m in (leg.earlier, leg.later)}
    linear = [kept for p in linear for kept in _known(p, told, ends, groups, loose)]
    if not any(isinstance(p.constraint, Motion) for p in linear):
        return None
    linear = _without_free_ends(_reached(linear, parts), {*rows, *solid})
    if not any(isinstance(p.constraint, Motion) for p in linear):
        return None
    # Where nothing leads from or to a place, it binds nothing here.
    led = {u for p in linear for u in (*unknowns_of(p, {}), *_own_ends(p))}
    solid = {place: row for place, row in solid.items() if place in rows or place in led}
    # What is given of heights counts where something else is said of them.
    high = _high(linear, Unknowns(tuple(linear), rows, solid))
    return Unknowns((*linear, *(p for p in heights if p.spot in high)), rows, solid)


def _own_ends(part: Part) -> tuple[Spot, ...]:
    """The places of an object that is apart at the ends of the leg that a part speaks of."""
    leg = part.leg
    return () if leg is None else (Spot(leg.who, leg.earlier), Spot(leg.who, leg.later))


def _high(linear: Sequence[Part], unknowns: Unknowns) -> set[Spot]:
    """What parts say something of the height of."""
    found = {p.spot for p in linear if is_height(p)}
    for part in linear:
        c = part.constraint
        if isinstance(c, HeightChange | Climb):
            found |= {*unknowns.levels(c.leg)}
        elif isinstance(c, Separation) and c.slant:
            found |= {c.first, c.second}
        elif isinstance(c, Offset):
            found |= {c.spot, c.surface or c.spot}
    return found


def _counted(tied: Sequence[Part], parts: Sequence[Part]) -> list[Part]:
    """The offsets between references of heights of which the one that is tied is spoken of."""
    if not tied:
        return []
    told = {(height_of(p), p.spot) for p in parts}
    changes = [p.constraint for p in parts if isinstance(p.constraint, HeightChange | Climb)]
    moved = {(HEIGHTS[c.of], who, m) for c in changes for who, m in _levels(c.leg)}
    return [
        p
        for p in tied
        if isinstance(c := p.constraint, Offset)
        and ((HEIGHTS[c.of], c.spot) in told or (HEIGHTS[c.of], c.spot.who, c.spot.moment) in moved)
    ]


def _levels(leg: Leg) -> set[tuple[str, str]]:
    """Whose heights a leg may speak of: of each, the object ("" for the moment's) and moment."""
    own = {(leg.who, m) for m in (leg.earlier, leg.later)}
    if leg.levels is not None:
        return {(spot.who, spot.moment) for spot in leg.levels}
    return own if leg.apart else own | {("", m) for _, m in own}


def _rows(parts: Sequence[Part]) -> dict[Spot, tuple[Constraint, ...]]:
    out: dict[Spot, tuple[Constraint, ...]] = {}
    for part in parts:
        if part.placed is not None:
            out[part.spot] = (*out.get(part.spot, ()), part.placed)
    return out


def _linear(part: Part) -> bool:
    """Whether a part speaks of a time, a height or a motion."""
    c = part.constraint
    if isinstance(c, Difference | Motion):
        return True
    if isinstance(c, Constraint):
        return part.placed is None
    if c is None or isinstance(c, State | Sun):
        return False
    assert_never(c)


def _ends(part: Part) -> set[Spot]:
    """Places of which a part says a height or how far they are from another."""
    c = part.constraint
    if isinstance(c, Separation):
        return {c.first, c.second}
    if isinstance(c, Constraint):
        return {part.spot}
    if c is None or isinstance(c, Difference | State | Sun | OnLeg | Mover | Offset):
        return set()
    assert_never(c)


def _known(
    part: Part,
    told: set[Spot],
    ends: set[tuple[str, str]],
    groups: Mapping[str, int],
    loose: bool,
) -> list[Part]:
    """Hard limits between places that can be too far apart for the time; other parts as they are.

    A limit of speed says nothing where the time between two moments has no bound, nor of a place
    that nothing else is said of: that lies on the way between the others. The ends of a leg of
    which a path or a climb is told are kept, for these take time wherever they are.
    """
    mover = part.constraint
    if not isinstance(mover, Mover):
        return [part]
    together: dict[object, list[Spot]] = {}
    for place in mover.places:
        if place in told or (mover.who, place.moment) in ends:
            group = "" if loose else groups.get(place.moment, place.moment)
            together.setdefault(group, []).append(place)
    return [
        replace(part, constraint=replace(mover, places=tuple(places)))
        for places in together.values()
        if len(places) > 1
    ]


def _without_free_ends(linear: list[Part], bound: set[Spot]) -> list[Part]:
    """The parts without separations from a place that nothing else is said of.

    Such a place is wherever the separation puts it, so it takes nothing from the other end.
    """
    while True:
        named = Counter(u for part in linear for u in unknowns_of(part, {}) | {part.spot})
        free = next(
            (
                part
                for part in linear
                if isinstance(part.constraint, Separation)
                and any(
                    place not in bound and named[place] == 1 and not place.own
                    for place in (part.constraint.first, part.constraint.second)
                )
            ),
            None,
        )
        if free is None:
            return linear
        linear = [part for part in linear if part is not free]


def _timed_together(linear: Sequence[Part]) -> dict[str, int]:
    """For each moment the number of its group: times between two of a group are bounded.

    A bound leads from one moment to another, so bounded both ways means strongly connected.
    """
    bounds: dict[str, set[str]] = {}
    for part in linear:
        c = part.constraint
        if isinstance(c, Difference):
            earlier = "" if c.earlier is None else c.earlier.moment
            if c.allowed.upper is not None:
                bounds.setdefault(earlier, set()).add(c.later.moment)
            if c.allowed.lower is not None:
                bounds.setdefault(c.later.moment, set()).add(earlier)
        leg = part.leg
        if leg is not None:  # a path and a speed together bound its time
            bounds.setdefault(leg.earlier, set()).add(leg.later)
            bounds.setdefault(leg.later, set()).add(leg.earlier)
    reach = {moment: _reach(moment, bounds) for moment in bounds}
    groups: dict[str, int] = {}
    for number, moment in enumerate(reach):
        for other in reach[moment]:
            if moment in reach.get(other, ()):
                groups.setdefault(other, groups.get(moment, number))
    return groups


def _reach(start: str, bounds: Mapping[str, set[str]]) -> set[str]:
    found, todo = {start}, [start]
    while todo:
        new = bounds.get(todo.pop(), set()) - found
        found |= new
        todo += new
    return found


def _reached(linear: list[Part], parts: Sequence[Part]) -> list[Part]:
    """The parts that some chain of shared unknowns connects with what is spoken of."""
    spoken = {unknown for part in parts for unknown in unknowns_of(part, {})}
    keys = [set(unknowns_of(part, {})) for part in linear]
    kept = [k for group in connected([set(k) for k in keys]) if any(keys[g] & spoken for g in group)
            for k in group]  # fmt: skip
    return [linear[k] for k in sorted(kept)]
