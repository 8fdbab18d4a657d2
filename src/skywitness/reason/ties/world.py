"""What a world of tied unknowns says of each part: its values, and the stretch they need."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import assert_never

import numpy as np

from skywitness.aliases import Floats
from skywitness.claims.meaning.allowed import Range
from skywitness.claims.meaning.movers import WIND
from skywitness.claims.meaning.parts import (
    Climb,
    Constraint,
    Demand,
    Difference,
    HeightChange,
    Leg,
    Mover,
    Offset,
    OnLeg,
    Separation,
    Speed,
    State,
    Sun,
    Travel,
)
from skywitness.claims.meaning.spots import NOWHERE, Spot
from skywitness.claims.meaning.stretches import AS_PRINTED
from skywitness.earth import GEOD, Discs, ecef
from skywitness.places.measures.measures import Height, Scalar
from skywitness.reason.regions.explore import Row as Constraints
from skywitness.reason.ties.demands import BRIEFEST, legs, place_of, transits
from skywitness.reason.ties.linear import HEIGHTS, Var
from skywitness.reason.ties.network import Unknowns

Position = tuple[float, float]

#: By how much a world may miss a time in seconds, and a length in metres or a speed in m/s: what
#: solvers and sums since 1970 are rounded to.
SLACK_S, SLACK = 1e-6, 1e-5


_COUNTED: dict[Height, str] = {
    "height": "g",
    "pressure altitude": "p",
    "indicated altitude": "q",
}


@dataclass(frozen=True)
class Stop:
    """Where and when an object is: seconds as ``times``, metres of path since the first stop."""

    moment: str
    place: Position | None
    time: float | None
    height: float | None
    path: float


@dataclass(frozen=True)
class Course:
    """What one object does in a witness, in order of time."""

    who: str
    stops: tuple[Stop, ...]


@dataclass(frozen=True)
class World:
    """Positions, and values of the linear unknowns; times count from ``base`` since 1970."""

    unknowns: Unknowns
    positions: Mapping[Spot, Position]
    values: Mapping[Var, float]
    base: float

    def get(self, unknown: Var) -> float:
        """A linear unknown, 0 for one that nothing bounds."""
        return self.values.get(unknown, 0.0)

    def time(self, moment: str) -> float | None:
        """Seconds since 1970 of a moment, or since anything where no clock time is told."""
        if ("t", moment) not in self.values:
            return None
        told = ("t", "") in self.values
        return self.get(("t", moment)) - self.get(("t", "")) + (self.base if told else 0.0)

    def moments(self) -> tuple[str, ...]:
        """The moments that have a time."""
        return tuple(v[1] for v in self.values if v[0] == "t" and v[1])

    def counted(self) -> dict[tuple[Spot, Height], float]:
        """Heights that are counted from anything but mean sea level."""
        return {
            (v[1], of): value
            for v, value in self.values.items()
            for of, letter in _COUNTED.items()
            if v[0] in ("g", "p", "q") and v[0] == letter and isinstance(v[1], Spot)
        }

    def dated(self, moment: str) -> bool:
        """Whether a chain of times told connects a moment with the clock."""
        reached, grown = {""}, True
        pairs = [
            ("" if c.earlier is None else c.earlier.moment, c.later.moment)
            for c in (p.constraint for p in self.unknowns.parts)
            if isinstance(c, Difference)
        ] + [(leg.earlier, leg.later) for leg in legs(self.unknowns.parts)]
        while grown:
            grown = False
            for a, b in pairs:
                if (a in reached) != (b in reached):
                    reached |= {a, b}
                    grown = True
        return moment in reached

    def stretch(self) -> float:
        """The stretch that its own numbers need, over all parts and all positions."""
        worst = 0.0
        for place, at in self.positions.items():
            row = (*self.unknowns.rows.get(place, ()), *self.unknowns.hard.get(place, ()))
            point = Discs(np.array([at[0]]), np.array([at[1]]), np.zeros(1))
            worst = max(worst, float(needs(row, point)[0]))
        for part in self.unknowns.parts:
            allowed = part.allowed
            value = self.value(part.constraint, part.spot)
            if value is None and isinstance(part.constraint, Separation):
                return math.inf  # an open end shows nothing
            if value is not None and isinstance(allowed, Range):
                slack = SLACK_S if isinstance(part.constraint, Difference) else SLACK
                near = np.array([value - slack, value, value + slack])
                worst = max(worst, float(allowed.stretch(near, near)[1].min()))
        return worst

    def value(self, c: Demand | None, spot: Spot = NOWHERE) -> float | None:
        """The value of what a part speaks of, in SI units; ``None`` where it is left open."""
        match c:
            case Constraint():
                known = HEIGHTS.get(c.measure.quantity) if isinstance(c.measure, Scalar) else None
                return None if known is None else self.values.get((known, spot))
            case Difference():
                late, early = self.time(c.later.moment), 0.0
                if c.earlier is not None:
                    early = self.time(c.earlier.moment) or 0.0
                return None if late is None else late - early
            case Separation():
                return self._apart(c)
            case Travel() | Speed() | HeightChange() | Climb():
                return self._on_leg(c, c.leg)
            case State() | Sun() | Mover() | Offset() | None:
                return None
            case _:
                assert_never(c)

    def _on_leg(self, c: OnLeg, leg: Leg) -> float | None:
        come = self.get(("s", leg.who, leg.later)) - self.get(("s", leg.who, leg.earlier))
        time = self.get(("t", leg.later)) - self.get(("t", leg.earlier))
        early, late = self.unknowns.levels(leg)
        kind = HEIGHTS[c.of] if isinstance(c, HeightChange | Climb) else "h"
        rise = self.get((kind, late)) - self.get((kind, early))
        brief = time < float(BRIEFEST) / 2
        match c:
            case Travel():
                return come
            case HeightChange():
                return rise
            case Speed():
                if brief:
                    return None
                return windward(c, come / time) if c.air else come / time
            case Climb():
                return None if brief else rise / time
            case _:
                assert_never(c)

    def _apart(self, c: Separation) -> float | None:
        if c.first not in self.positions or c.second not in self.positions:
            return None
        if not c.slant:
            return way(self.positions[c.first], self.positions[c.second])
        ends = [self._in_space(place) for place in (c.first, c.second)]
        return float(np.linalg.norm(ends[0] - ends[1]))

    def _in_space(self, place: Spot) -> Floats:
        lon, lat = (np.array([x]) for x in self.positions[place])
        phi, lam = math.radians(float(lat[0])), math.radians(float(lon[0]))
        up = np.array([math.cos(phi) * math.cos(lam), math.cos(phi) * math.sin(lam), math.sin(phi)])
        return np.asarray(ecef(lon, lat)[0] + up * self.get(("h", place)))

    def courses(self) -> tuple[Course, ...]:
        """What each object does, stop by stop."""
        return tuple(Course(o.who, self._stops(o)) for o in objects(self.unknowns))

    def _stops(self, o: Object) -> tuple[Stop, ...]:
        found = []
        for moment in o.moments:
            place = place_of(o.who, moment, self.unknowns.known)
            at, height = self.positions.get(place), self.values.get(("h", place))
            found.append(
                Stop(moment, at, self.time(moment), height, self.get(("s", o.who, moment)))
            )
        found.sort(key=lambda s: (math.inf if s.time is None else s.time, s.path))
        return tuple(
            Stop(s.moment, s.place, s.time, s.height, s.path - found[0].path) for s in found
        )


@dataclass(frozen=True)
class Object:
    """An object that moves: the moments it is told to be at, and its hard speed in m/s."""

    who: str
    moments: tuple[str, ...]
    speed: float


def objects(unknowns: Unknowns) -> list[Object]:
    """Every object that a leg or a hard speed speaks of."""
    moments: dict[str, dict[str, None]] = {}
    speed: dict[str, float] = {}
    for leg in legs(unknowns.parts):
        moments.setdefault(leg.who, {}).update({leg.earlier: None, leg.later: None})
    for transit in transits(unknowns.parts):
        ends = {transit.first.moment: None, transit.second.moment: None}
        moments.setdefault(transit.who, {}).update(ends)
        speed[transit.who] = min(transit.speed, speed.get(transit.who, math.inf))
    return [Object(who, tuple(at), speed.get(who, math.inf)) for who, at in moments.items()]


def windward(c: Speed, ground: float) -> float:
    """The speed through the air nearest to what is allowed that a speed over the ground leaves."""
    low, high = c.allowed.at(AS_PRINTED)
    return min(max(min(max(ground, low), high), ground - WIND), ground + WIND)


def needs(row: Constraints, points: Discs) -> Floats:
    """The stretch that each point needs for every true shape of the places it is held against."""
    worst = np.zeros(len(points))
    for c in row:
        if not isinstance(c.measure, Scalar):
            ((_, most),) = c.measure.stretch(points, c.allowed)
            worst = np.maximum(worst, most)
    return worst


def way(a: Position, b: Position) -> float:
    """Metres along the geodesic between two positions."""
    return float(GEOD.inv(a[0], a[1], b[0], b[1])[2])
