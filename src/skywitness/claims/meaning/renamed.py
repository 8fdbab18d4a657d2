"""A part with some moments taken for others: two names that one joint reading calls one moment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import assert_never

from skywitness.claims.meaning.parts import (
    Climb,
    Clock,
    Constraint,
    Demand,
    Difference,
    HeightChange,
    Leg,
    Mover,
    Offset,
    Part,
    Separation,
    Speed,
    State,
    Sun,
    Travel,
)
from skywitness.claims.meaning.spots import Spot

#: Moments by their ids, each with the one that it is taken for.
Names = Mapping[str, str]


def renamed(part: Part, names: Names) -> Part:
    """A part that speaks of the moments that its own are taken for."""
    return replace(part, spot=_spot(part.spot, names), constraint=_demand(part.constraint, names))


def _demand(c: Demand | None, names: Names) -> Demand | None:  # noqa: PLR0911  (one a kind)
    match c:
        case Constraint() | State() | None:
            return c
        case Difference():
            earlier = None if c.earlier is None else _clock(c.earlier, names)
            return replace(c, later=_clock(c.later, names), earlier=earlier)
        case Travel() | Speed() | HeightChange() | Climb():
            return replace(c, leg=_leg(c.leg, names))
        case Separation():
            return replace(c, first=_spot(c.first, names), second=_spot(c.second, names))
        case Sun():
            return replace(c, spot=_spot(c.spot, names), clock=_clock(c.clock, names))
        case Offset():
            surface = None if c.surface is None else _spot(c.surface, names)
            return replace(c, spot=_spot(c.spot, names), surface=surface)
        case Mover():
            return replace(c, places=tuple(dict.fromkeys(_spot(p, names) for p in c.places)))
        case never:
            assert_never(never)


def _spot(spot: Spot, names: Names) -> Spot:
    return Spot(spot.who, names.get(spot.moment, spot.moment))


def _clock(clock: Clock, names: Names) -> Clock:
    return Clock(names.get(clock.moment, clock.moment))


def _leg(leg: Leg, names: Names) -> Leg:
    levels = None
    if leg.levels is not None:
        levels = (_spot(leg.levels[0], names), _spot(leg.levels[1], names))
    earlier, later = (names.get(m, m) for m in (leg.earlier, leg.later))
    return replace(leg, earlier=earlier, later=later, levels=levels)
