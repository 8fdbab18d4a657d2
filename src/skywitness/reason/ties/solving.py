"""Times, paths and heights of a world whose positions are chosen, checked pair by pair of stops.

Linear rows find them: in the order of time that a first solution has, with the true ways between
the positions. Way and climb together are within a hard speed along a cone, which tangents close in
on: where a solution breaks the cone, the tangent there is added and the rows are solved again. A
world is handed on only when every pair of stops of every object obeys what it must.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np

from skywitness.claims.meaning.spots import Spot
from skywitness.earth import R_MIN, ecef
from skywitness.reason.ties.days import surface_rows, usual_ground
from skywitness.reason.ties.demands import (
    gap,
    less,
    offsets,
    path,
    place_of,
    separations,
    steep,
)
from skywitness.reason.ties.linear import Row, System, Var
from skywitness.reason.ties.network import Network, Unknowns
from skywitness.reason.ties.world import Object, Position, World, objects, way
from skywitness.reason.work import charge

TURNS = 8
GUESSES = 5  # orders of stops tried
#: Metres and seconds by which a world may miss its ways and times: what geodesics are rounded to.
METRE, SECOND = 1e-3, 1e-6


@dataclass(frozen=True)
class Pair:
    """Two stops of one object in order of time, and the metres of way between their places."""

    who: str
    early: str
    late: str
    first: Spot
    second: Spot
    metres: float
    speed: float

    def fly(self, world: World) -> float:
        """The shortest path in metres at the heights that a world has."""
        clear = world.unknowns.clearance
        top = max(world.values.get(("h", p), clear) for p in (self.first, self.second))
        return self.metres * (1 + max(top, 0.0) / R_MIN)

    def moves(self, world: World) -> tuple[float, float, float]:
        """Metres of path, metres of climb and seconds from the first stop to the second."""
        at = world.values
        come = world.get(("s", self.who, self.late)) - world.get(("s", self.who, self.early))
        time = world.get(("t", self.late)) - world.get(("t", self.early))
        ends = [at.get(("h", p)) for p in (self.first, self.second)]
        rise = 0.0 if ends[0] is None or ends[1] is None else ends[1] - ends[0]
        return come, rise, time

    def obeyed(self, world: World) -> bool:
        """Whether time runs on, the path is no shorter than the way, and the speed is kept."""
        come, rise, time = self.moves(world)
        if time < -SECOND or come < self.fly(world) - METRE:
            return False
        return math.isinf(self.speed) or math.hypot(come, rise) <= self.speed * time + METRE


def solved(net: Network, positions: Mapping[Spot, Position]) -> World | None:
    """A world with these positions at the network's stretch, ``None`` where none is found.

    Where the order of two stops is not known it is guessed, and turned round if that is what keeps
    the rows from being met.
    """
    tied = offsets(net.unknowns.parts)
    ground = [*usual_ground(tied)]
    for rows in ([*surface_rows(tied, positions), *ground], [*surface_rows(tied, positions)]):
        flown, first = net.flown
        if first is not None and rows:
            flown = [*flown, *rows]
            point = System(flown).point()
            first = None if point is None else {**first, **point}
        found = None if first is None else _flown(net, flown, first, positions)
        if found is not None or not ground:
            return found
    return None


def _flown(
    net: Network,
    flown: Sequence[Row],
    first: Mapping[Var, float],
    positions: Mapping[Spot, Position],
) -> World | None:
    """A world with these positions that keeps rows, from values that do."""
    world = World(net.unknowns, completed(net.unknowns, positions), first, net.base)
    orders = {o: guessed(o, world) for o in objects(net.unknowns)}
    turned: set[tuple[str, str]] = set()
    for _ in range(GUESSES):
        every = [p for o, order in orders.items() for p in stop_pairs(net, o, order, world)]
        found, blamed = _in_order(net, flown, world, every)
        if found is not None:
            return found
        wrong = next((p for p in blamed if not turned & {(p.early, p.late), (p.late, p.early)}
                      and not net.ordered(p.early, p.late)), None)  # fmt: skip
        if wrong is None:
            return None
        turned.add((wrong.early, wrong.late))
        order = next(order for o, order in orders.items() if o.who == wrong.who)
        order.remove(wrong.late)
        order.insert(order.index(wrong.early), wrong.late)
    return None


def _in_order(
    net: Network, flown: Sequence[Row], first: World, every: Sequence[Pair]
) -> tuple[World | None, list[Pair]]:
    """A world whose stops come in this order; where there is none, pairs that rule one out."""
    charge(100 + 30 * len(every))
    straight = _straight(first, every)
    if all(p.obeyed(straight) for p in every) and straight.stretch() <= net.stretch:
        return straight, []
    stretch = net.below  # as the rows that worlds keep
    told = {v[1] for row in flown for v in row.coefs if v[0] == "h"}
    lines = list(_lines(first, stretch))
    slanted = bool(lines)
    rows = [*flown, *lines]
    whose: dict[int, Pair] = {}

    def add(pair: Pair, new: Iterable[Row]) -> None:
        for row in new:
            whose[id(row)] = pair
            rows.append(row)

    for pair in every:
        add(pair, pair_rows(pair, first, told))
    for _ in range(TURNS):
        system = System(rows)
        values = system.point()
        if values is None:
            proof = system.refuted()
            named = () if proof is None else (whose.get(id(row)) for row, _ in proof.rows)
            return None, [p for p in named if p is not None]
        world = replace(first, values={**first.values, **values})
        bad = [p for p in every if not p.obeyed(world)]
        if not bad and (world.stretch() <= net.stretch + 1e-9 or not slanted):
            return world, []
        if not bad:  # the lines, at the heights that are flown
            rows += _lines(world, stretch)
        for pair in bad:
            add(pair, sharper(pair, world))
    return None, []


def _straight(world: World, every: Sequence[Pair]) -> World:
    """A world whose objects take the shortest paths that pairs of stops allow, at its times."""
    paths: dict[Var, float] = {}
    for pair in every:  # those of one object come in the order of their first stops
        far = paths.setdefault(("s", pair.who, pair.early), 0.0) + pair.fly(world)
        late: Var = ("s", pair.who, pair.late)
        paths[late] = max(paths.get(late, 0.0), far)
    return replace(world, values={**world.values, **paths})


def _lines(world: World, stretch: float) -> Iterator[Row]:
    """What straight lines between places leave of the difference of their heights.

    Of the two signs that a long line can have, that of the world's own heights is taken.
    """
    for _, c in separations(world.unknowns.parts):
        ends = world.positions.get(c.first), world.positions.get(c.second)
        if not c.slant or ends[0] is None or ends[1] is None or c.first == c.second:
            continue
        low, high = c.allowed.at(stretch)
        lon, lat = (np.array([e[k] for e in ends if e is not None]) for k in (0, 1))
        one, other = ecef(lon, lat)
        top = max(world.values.get(("h", p), 0.0) for p in (c.first, c.second))
        chord = float(np.linalg.norm(one - other))
        upper = chord * (1 + max(top, 0.0) / R_MIN)
        rise = less(("h", c.second), ("h", c.first))
        fall = {v: -x for v, x in rise.items()}
        if math.isfinite(high):
            most = Fraction(math.sqrt(max(high * high - upper * upper, 0.0)))
            yield Row(rise, most)
            yield Row(fall, most)
        if low > chord:
            least = Fraction(math.sqrt(low * low - chord * chord))
            up = world.get(("h", c.second)) >= world.get(("h", c.first))
            yield Row(fall if up else rise, -least)


def completed(unknowns: Unknowns, positions: Mapping[Spot, Position]) -> dict[Spot, Position]:
    """The positions, and for a place that nothing binds that of another stop of its object."""
    out = dict(positions)
    for o in objects(unknowns):
        places = [place_of(o.who, m, unknowns.known) for m in o.moments]
        for k, place in enumerate(places):
            if place not in out and not unknowns.bound(place):
                near = sorted(range(len(places)), key=lambda j: abs(j - k))
                found = next((positions[places[j]] for j in near if places[j] in positions), None)
                if found is not None:
                    out[place] = found
    return out


def guessed(o: Object, world: World) -> list[str]:
    """The moments of an object in the order that a world's times have."""

    def along(moment: str) -> tuple[int, float, float]:
        # Corners of what rows leave often put moments at one time; their paths tell them apart.
        time = world.get(("t", moment))
        return round(time), world.get(("s", o.who, moment)), time

    return sorted(o.moments, key=along)


def stop_pairs(net: Network, o: Object, order: Sequence[str], world: World) -> Iterator[Pair]:
    """Every two stops of an object, in the order that times told give or else in the one given."""
    known = net.unknowns.known
    for k, one in enumerate(order):
        for other in order[k + 1 :]:
            early, late = (other, one) if net.gaps.ordered(other, one) else (one, other)
            first, second = (place_of(o.who, m, known) for m in (early, late))
            ends = world.positions.get(first), world.positions.get(second)
            metres = 0.0 if ends[0] is None or ends[1] is None else way(ends[0], ends[1])
            yield Pair(o.who, early, late, first, second, metres, o.speed)


def pair_rows(pair: Pair, world: World, told: set[Spot]) -> Iterator[Row]:
    """What a pair of stops asks for; ``told`` are places of whose height something is said."""
    yield Row(gap(pair.late, pair.early), Fraction(0))
    yield _way(pair, world)
    if math.isinf(pair.speed):
        return
    yield _tangent(pair, Fraction(0))
    if {pair.first, pair.second} <= told:
        for q in (Fraction(1), Fraction(1, 2), Fraction(-1, 2), Fraction(-1)):
            yield _tangent(pair, q)


def sharper(pair: Pair, world: World) -> Iterator[Row]:
    """The rows that a world breaks by a pair of stops, at the heights and climb that it has."""
    yield _way(pair, world)
    come, rise, _ = pair.moves(world)
    if rise and not math.isinf(pair.speed):
        yield _tangent(pair, Fraction(math.tan(math.atan2(rise, max(come, 0.0)) / 2)))


def _way(pair: Pair, world: World) -> Row:
    return Row(path(pair.who, pair.late, pair.early), -Fraction(pair.fly(world)))


def _tangent(pair: Pair, q: Fraction) -> Row:
    limit = Fraction(pair.speed)
    time: dict[Var, Fraction] = {v: -limit * x for v, x in gap(pair.early, pair.late).items()}
    rise = less(("h", pair.second), ("h", pair.first))
    return steep(path(pair.who, pair.early, pair.late), rise, time, q)
