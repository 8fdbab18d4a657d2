"""Ranges of one number within each other: what follows by logic, whatever the map's error.

"More than 4 km from the coast" and "at least 4 km from the coast" speak of one number. Where all
that premises allow of a number lies in what a part allows of it, the part holds wherever they do:
no shape of the coast, and no resolution of a search, has a say in that.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Sequence
from typing import assert_never

from skywitness.claims.meaning.allowed import Range, Sector
from skywitness.claims.meaning.parts import (
    Climb,
    Constraint,
    Difference,
    HeightChange,
    Mover,
    Offset,
    Part,
    Separation,
    Speed,
    State,
    Sun,
    Travel,
)
from skywitness.claims.meaning.stretches import POLICY
from skywitness.earth import turn_between
from skywitness.places.measures.measures import CoastDistance, Distance, Edged, SignedDistance
from skywitness.reason.worlds.sameness import ToEdge

Interval = tuple[float, float]


def within_premises(part: Part, premises: Sequence[Part]) -> list[Part]:
    """The premises that leave of a part's number only what it allows; empty where none do.

    At the policy's tolerances, in one reading.
    """
    number = number_of(part)
    if number is not None:
        alike = [p for p in premises if number_of(p) == number]
        if isinstance(part.allowed, Sector):
            return [p for p in alike if _in_sector(p.allowed, part.allowed)][:1]
        if alike and _inside([_interval(p) for p in alike], _interval(part)):
            return alike
    edge = _edge(part)
    if edge is None or isinstance(edge.measure, CoastDistance):
        return []
    beside = [(p, found) for p in premises if p.spot == part.spot and (found := _edge(p))]
    same = [(p, each) for p, each in beside if _shape(each) == _shape(edge)]
    if same and _inside([each.at(POLICY) for _, each in same], edge.at(POLICY)):
        return [p for p, _ in same]
    return []


def number_of(part: Part) -> Hashable | None:
    """What the number that a part bounds is measured on; ``None`` where it bounds none."""
    c = part.constraint
    match c:
        case Constraint():
            return (part.spot, c.measure.key, type(c.allowed).__name__)
        case Separation():
            return ("separation", frozenset((c.first, c.second)), c.slant)
        case Travel():
            return ("Travel", c.leg)
        case HeightChange() | Climb():
            return (type(c).__name__, c.leg, c.leg.levels, c.of)
        case Speed():
            return ("Speed", c.leg, c.air)
        case Difference() | State() | Sun() | Mover() | Offset() | None:
            return None
        case never:
            assert_never(never)


def _interval(part: Part) -> Interval:
    assert isinstance(part.allowed, Range)
    return part.allowed.at(POLICY)


def _inside(some: Sequence[Interval], allowed: Interval) -> bool:
    low, high = max(each[0] for each in some), min(each[1] for each in some)
    return allowed[0] <= low and high <= allowed[1]


def _in_sector(one: Range | Sector | None, other: Sector) -> bool:
    """Whether every bearing of one sector is in another, whichever way the norths may lie."""
    assert isinstance(one, Sector)
    off = float(turn_between(one.centre, other.centre))
    return off + one.at(POLICY) <= other.surely().at(POLICY)


def _edge(part: Part) -> ToEdge | None:
    """A range of distances as one of distances to a shape's edge."""
    c = part.constraint
    if not isinstance(c, Constraint) or not isinstance(c.allowed, Range):
        return None
    measure: object = c.measure
    if isinstance(measure, Distance | SignedDistance | CoastDistance):
        edged: Edged = measure
        return ToEdge(edged, c.allowed)
    return None


def _shape(edge: ToEdge) -> Hashable:
    place = edge.measure.place
    error = math.inf if place.error_m is None else place.error_m
    return (id(place.geometry), error)
