"""What ties unknown places at one stretch: bounds on the ways between them, in order of time."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property

import numpy as np

from skywitness.claims.meaning.movers import WIND
from skywitness.claims.meaning.parts import Difference, Leg, Mover, Part, Separation, Speed
from skywitness.claims.meaning.spots import Spot
from skywitness.earth import R_MIN, geodesic_at_most
from skywitness.reason.regions.explore import Row as Constraints
from skywitness.reason.ties.days import DAYS, SLOPE, day_rows
from skywitness.reason.ties.demands import (
    GROUND,
    Transit,
    at_least_as_far,
    epoch,
    gap,
    is_height,
    legs,
    less,
    level_air,
    levels_of,
    no_faster,
    offsets,
    path,
    place_of,
    rows_at,
    separations,
    structure,
    told_heights,
    transits,
)
from skywitness.reason.ties.gaps import Gaps
from skywitness.reason.ties.linear import Proof, Row, System, Var

#: A chord at sea level is at most this times as long as the line between the places above its ends,
#: and their heights no further apart, where neither lies below the lowest dry land: with ends at
#: ``p + h n`` the square of that line is the chord's, the heights' difference's, and ``2 h`` times
#: the chord along each normal, of which ``|chord along n| <= chord² / (2 R_MIN)``.
BELOW_SEA = 1.0001
BELOW = 1e-6  # how much under the stretch a witness is sought, so that rounding stays within it


@dataclass(frozen=True)
class Unknowns:
    """Parts with the positional constraints of each place: ``rows`` said, ``hard`` given.

    ``clearance`` is the height in metres at which a witness may have to fly where nothing is said
    of heights: above every mountain.
    """

    parts: tuple[Part, ...]
    rows: Mapping[Spot, Constraints]
    hard: Mapping[Spot, Constraints]
    clearance: float = 9_000.0

    @cached_property
    def known(self) -> frozenset[Spot]:
        """Every unknown place that something is said of or that is tied to another."""
        tied = {t for transit in transits(self.parts) for t in (transit.first, transit.second)}
        apart = {p for _, s in separations(self.parts) for p in (s.first, s.second)}
        own = {
            Spot(leg.who, moment)
            for leg in legs(self.parts)
            if leg.apart
            for moment in (leg.earlier, leg.later)
        }
        below = {c.surface for c in offsets(self.parts) if c.surface is not None}
        found = {*self.rows, *self.hard, *tied, *apart, *own, *below}
        # What is told of the height of an object where others are is no place of its own.
        shared = {t.who for t in transits(self.parts) if not t.first.own}
        shared |= {leg.who for leg in legs(self.parts) if leg.levels is not None}
        whose = {p.who for p in found if p.own}
        whose |= {leg.who for leg in legs(self.parts)} - shared
        high = {part.spot for part in self.parts if is_height(part)}
        return frozenset({*found, *(p for p in high if not p.own or p.who in whose)})

    def levels(self, leg: Leg) -> tuple[Spot, Spot]:
        """What the heights of an object at the beginning and the end of a leg are told of."""
        return levels_of(leg, self.known)

    def bound(self, place: Spot) -> bool:
        """Whether anything is said of a place alone."""
        return bool(self.rows.get(place) or self.hard.get(place))


@dataclass(frozen=True)
class Edge:
    """The way in metres between two places lies in ``[least, most]``.

    ``speed`` (m/s) is one that an object does not exceed on the way from ``first`` to ``second``,
    ``hard`` whether that holds of way and climb together; ``who`` and the moments name the object's
    path, where there is one. ``either`` marks a way of which it is not known which end comes first.
    ``line`` bounds the straight line between the places, heights counted in.
    """

    first: Spot
    second: Spot
    least: float
    most: float
    speed: float = math.inf
    who: str = ""
    hard: bool = False
    either: bool = False
    line: tuple[float, float] = (0.0, math.inf)


@dataclass
class Network:
    """Rows and edges of unknowns at one stretch; ``proof`` is set once nothing can be so.

    ``gaps`` are the bounds that rows about times alone put on each other, ``ways`` the positions of
    rows for ways shown between places, by object and moments.
    """

    unknowns: Unknowns
    stretch: float
    base: float
    rows: list[Row]
    edges: list[Edge] = field(default_factory=list)
    loose: list[Transit] = field(default_factory=list)
    proof: Proof | None = None
    ways: dict[tuple[str, str, str], int] = field(default_factory=dict)
    _system: System | None = field(default=None, repr=False)
    #: What rows prove of the order of two moments; asked for every pair of stops of every world.
    _orders: dict[tuple[str, str], bool] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        """Close the differences of times, and see whether they are all there is."""
        self.gaps = Gaps(self.rows)
        #: Whether nothing but differences of times and hard speeds binds times.
        self.plain = not self.told and all(
            isinstance(p.constraint, Difference | Separation | Mover) for p in self.unknowns.parts
        )
        self.plain = self.plain and not any(c.slant for _, c in separations(self.unknowns.parts))

    @cached_property
    def told(self) -> frozenset[Spot]:
        """Places of whose height something is said."""
        return told_heights(self.rows)

    @property
    def below(self) -> float:
        """The stretch at which witnesses are sought."""
        return max(0.0, self.stretch - BELOW)

    @cached_property
    def flown(self) -> tuple[list[Row], dict[Var, float] | None]:
        """Rows that worlds flown level keep, and values that meet them, whatever the positions."""
        parts, stretch = self.unknowns.parts, self.below
        rows = [
            *rows_at(parts, stretch, self.base, self.unknowns.known),
            *structure(parts),
            *level_air(parts, stretch),
        ]
        tied = offsets(parts)
        if not tied:
            return rows, System(rows).point()
        for slope in DAYS:
            day = [*rows, *day_rows(tied, slope)]
            point = System(day).point()
            if point is not None:
                return day, {**point, SLOPE: slope}
        return rows, None

    @property
    def system(self) -> System:
        """The linear system of the rows."""
        if self._system is None:
            self._system = System(self.rows)
        return self._system

    def add(self, rows: Iterable[Row]) -> None:
        """Take in rows."""
        self.rows += rows
        self._system = None
        self._orders.clear()

    @property
    def empty(self) -> bool:
        """Whether nothing can be so (a proof)."""
        return self.proof is not None or self.gaps.empty

    def refute(self) -> None:
        """Set ``proof`` where the rows cannot all be met.

        Where differences of times are all there is, their closure says so by itself.
        """
        if not self.plain or self.gaps.empty:
            self.proof = self.system.refuted()

    def hull(self, moment: str, since: str) -> tuple[float, float]:
        """Seconds from one moment to another: bounds, infinite where there are none."""
        high, low = self.longest(moment, since), self.longest(since, moment)
        return -math.inf if low is None else -_up(low), math.inf if high is None else _up(high)

    def longest(self, later: str, earlier: str) -> Fraction | None:
        """The most seconds from one moment to another, ``None`` where there is no bound."""
        return self.gaps.most(later, earlier) if self.plain else self._most(gap(earlier, later))

    def height(self, place: Spot) -> tuple[float, float]:
        """Bounds in metres on the height of a place, infinite where there are none."""
        if place not in self.told:
            return -math.inf, math.inf
        high = self._most({("h", place): Fraction(1)})
        low = self._most({("h", place): Fraction(-1)})
        return -math.inf if low is None else -_up(low), math.inf if high is None else _up(high)

    def ordered(self, first: str, second: str) -> bool:
        """Whether rows prove that a moment is not after another."""
        if self.gaps.ordered(first, second):
            return True
        if self.plain:
            return False
        if (first, second) not in self._orders:
            found = self._most(gap(second, first))
            self._orders[first, second] = found is not None and found <= 0
        return self._orders[first, second]

    def _most(self, target: Mapping[Var, Fraction]) -> Fraction | None:
        found = self.system.at_most(target)
        return None if found is None else found[0]


def network(unknowns: Unknowns, stretch: float) -> Network:
    """The network at a stretch."""
    parts, known = unknowns.parts, unknowns.known
    base = epoch(parts)
    net = Network(
        unknowns, stretch, base, [*rows_at(parts, stretch, base, known), *structure(parts)]
    )
    net.refute()
    if net.empty:
        return net
    tied = _in_order(net)
    for each in tied:
        net.add(no_faster(each, net.told))
        net.add([at_least_as_far(each.who, each.first.moment, each.second.moment, 0.0)])
    net.refute()
    if net.empty:
        return net
    net.edges = [*_paths(net, tied), *_loose(net), *_separations(net)]
    return net


def tightened(net: Network, shown: Sequence[tuple[Edge, float]]) -> bool:
    """Take in ways shown between places; whether that tells anything new (or refutes all)."""
    new = False
    for e, way in shown:
        early, late = e.first.moment, e.second.moment
        if not e.who or e.either or early == late:
            continue
        row, key = at_least_as_far(e.who, early, late, way), (e.who, early, late)
        if key not in net.ways:
            net.ways[key] = len(net.rows)
            net.add([row])
        elif row.bound < net.rows[net.ways[key]].bound:
            net.rows[net.ways[key]] = row
            net.add([])
        if math.isfinite(e.speed):
            told = net.gaps.add(early, late, row.bound / Fraction(e.speed))
            new = new or told or not net.plain
        else:
            new = True
    if not new:
        return False
    net.refute()
    if not net.empty:
        net.edges = [_limited(net, edge) for edge in net.edges]
    return True


def _limited(net: Network, edge: Edge) -> Edge:
    if not edge.who:
        return edge
    if edge.either:
        most = _either_way(net, edge.first, edge.second, edge.speed)
    else:
        most = _longest(net, edge.who, edge.first.moment, edge.second.moment, edge.speed)
    return edge if most >= edge.most else replace(edge, most=most)


def _in_order(net: Network) -> list[Transit]:
    """Transits whose ends are known to come in one order, so turned; others are kept as loose."""
    out = []
    for transit in transits(net.unknowns.parts):
        first, second = transit.first.moment, transit.second.moment
        if net.ordered(first, second):
            out.append(transit)
        elif net.ordered(second, first):
            out.append(Transit(transit.who, transit.second, transit.first, transit.speed))
        else:
            net.loose.append(transit)
    return out


def _paths(net: Network, tied: Sequence[Transit]) -> list[Edge]:
    """Edges from paths of one object: hard speeds, and what is said of paths and speeds."""
    out = [
        Edge(t.first, t.second, 0.0,
             _longest(net, t.who, t.first.moment, t.second.moment, t.speed), t.speed, t.who, True)
        for t in tied
    ]  # fmt: skip
    for leg in legs(net.unknowns.parts):
        first, second = (place_of(leg.who, m, net.unknowns.known) for m in (leg.earlier, leg.later))
        if first != second:
            speed = _mean(net, leg)
            most = _longest(net, leg.who, leg.earlier, leg.later, speed)
            out.append(Edge(first, second, 0.0, most, speed, leg.who))
    return [e for e in out if math.isfinite(e.most) or math.isfinite(e.speed)]


def _mean(net: Network, leg: Leg) -> float:
    """The highest mean speed over the ground that is allowed on a leg."""
    said = (p.constraint for p in net.unknowns.parts)
    return min(
        (
            c.allowed.at(net.stretch)[1] + (WIND if c.air else 0.0)
            for c in said
            if isinstance(c, Speed) and c.leg == leg
        ),
        default=math.inf,
    )


def _longest(net: Network, who: str, early: str, late: str, speed: float) -> float:
    """An upper bound in metres on the way between an object's places at two moments."""
    if early == late:
        return 0.0
    if net.plain:
        time = net.gaps.most(late, early)
        found = None if time is None else time * Fraction(speed)
    else:
        found = net._most(path(who, early, late))
    return math.inf if found is None else _up(found / GROUND)


def _loose(net: Network) -> list[Edge]:
    """Hard speeds between moments whose order is not known: the longer of the two times."""
    return [
        Edge(t.first, t.second, 0.0, _either_way(net, t.first, t.second, t.speed), t.speed, t.who,
             True, True)
        for t in net.loose
    ]  # fmt: skip


def _either_way(net: Network, first: Spot, second: Spot, speed: float) -> float:
    low, high = net.hull(second.moment, first.moment)
    return speed * max(abs(low), abs(high)) / float(GROUND) * (1 + 1e-12)


def _separations(net: Network) -> list[Edge]:
    """Edges from parts that speak of a separation."""
    out = []
    for _, c in separations(net.unknowns.parts):
        low, high = c.allowed.at(net.stretch)
        if c.slant:
            out.append(Edge(c.first, c.second, *_level(net, c, low, high), line=(low, high)))
        else:
            out.append(Edge(c.first, c.second, max(low, 0.0), high))
    return out


def _level(net: Network, c: Separation, low: float, high: float) -> tuple[float, float]:
    """Bounds along the ground of a straight line whose ends differ in height."""
    rise = less(("h", c.second), ("h", c.first))
    up, down = net._most(rise), net._most({v: -x for v, x in rise.items()})
    least, most = 0.0, math.inf
    if up is not None and down is not None:
        most = max(abs(_up(up)), abs(_up(down)))
        least = max(0.0, -_up(up), -_up(down))
    if high < least:
        return 0.0, -1.0
    chord = math.sqrt(high * high - least * least) * BELOW_SEA
    upper = float(geodesic_at_most(np.array(chord))) if math.isfinite(chord) else math.inf
    top = max(net.height(place)[1] for place in (c.first, c.second))
    lower = math.sqrt(low * low - most * most) / lift(top) if low > most else 0.0
    return lower * (1 - 1e-12), upper


def lift(top: float) -> float:
    """A line between places no higher than ``top`` metres is at most this times the chord below.

    That is: besides the difference of heights. By the sum at :data:`BELOW_SEA`, with normals that
    turn by at most ``π / 2`` times the chord over ``R_MIN``.
    """
    return 1.0 + 1.6 * max(top, 0.0) / R_MIN


def _up(value: Fraction) -> float:
    """The float next above a fraction."""
    near = float(value)
    return near if Fraction(near) >= value else math.nextafter(near, math.inf)
