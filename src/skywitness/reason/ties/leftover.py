"""What tied unknowns leave of a separation, a path, a speed or a climb: bounds, and values reached.

Bounds of a path and a height are sums of rows. A mean speed is a ratio, so its ends are closed in
on: a speed is excluded once adding it to the rows refutes them. Ways between places come from
pruned covers. An end is reached where a world is found that comes near to it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from skywitness.claims.meaning.allowed import Range, Side
from skywitness.claims.meaning.parts import Climb, Constraint, Demand, Leg, Part, Speed, Travel
from skywitness.claims.meaning.spots import NOWHERE, Spot
from skywitness.places.measures.measures import Scalar
from skywitness.reason.ties.course import find_witness, stands
from skywitness.reason.ties.demands import at_least_as_far, path, place_of, separations
from skywitness.reason.ties.extremes import Reached, extreme
from skywitness.reason.ties.linear import Row, System, Var
from skywitness.reason.ties.network import BELOW_SEA, Unknowns, network
from skywitness.reason.ties.pruning import Pruned, pruned, refine

TURNS = 8  # of splitting covers
FASTEST = 1e5  # m/s; a speed beyond is no bound at all
CLOSE = 1e-4  # of a speed, relative
NEAR = 0.001  # of an end: how near to it a world must come for the end to count as reached
FLAT = 0.05  # the same of an end that is nothing, in its own unit
SOUGHT = 4  # turns of splitting before such a world is sought


@dataclass(frozen=True)
class Left:
    """An interval in SI units; each end certified, with the value that a point comes to."""

    low: float
    high: float
    low_reached: float | None = None
    high_reached: float | None = None


def state_of(
    unknowns: Unknowns, stretch: float, *, also: Sequence[Spot] = (), turns: int = TURNS
) -> Pruned | None:
    """What the parts leave at a stretch, pruned as finely as tells anything; ``None`` if nothing.

    ``also`` are places to be covered whether or not anything ties them; ``turns`` how often covers
    are split.
    """
    state = pruned(unknowns, stretch, also=also)
    for _ in range(turns):
        if state.empty or state.settled():
            break
        refine(state)
    return None if state.empty else state


def time_left(
    unknowns: Unknowns, told: tuple[float, float], later: str, earlier: str | None, stretch: float
) -> tuple[float, float] | None:
    """Seconds that times leave (``told``), as far as speeds and ways do; ``None`` if no world is.

    Without ``earlier`` they are an instant's, which only the times bound.
    """
    net = network(unknowns, stretch)
    if net.empty:
        return None
    low, high = (-math.inf, math.inf) if earlier is None else net.hull(later, earlier)
    return max(low, told[0]), min(high, told[1])


def separation_left(state: Pruned, first: Spot, second: Spot) -> Left:
    """Metres along the ground between two places."""
    low, high = 0.0, math.inf
    for edge in state.net.edges:
        if {edge.first, edge.second} == {first, second}:
            low, high = max(low, edge.least), min(high, edge.most)
    a, b = state.covers.get(first), state.covers.get(second)
    if a is None or b is None or not (len(a) and len(b)):
        return Left(low, high)
    least, near = extreme(a, b, 1)
    most, far = extreme(a, b, -1)
    tied = any({first, second} & {edge.first, edge.second} for edge in state.net.edges)

    def shown(found: Reached | None) -> float | None:
        """The way between two positions, if they are part of a world."""
        if found is None or not low <= abs(found.value) <= high:
            return None
        if tied and stands(state.net, {first: found.first, second: found.second}) is None:
            return None
        return abs(found.value)

    return Left(max(low, least), min(high, -most), shown(near), shown(far))


def path_left(state: Pruned, leg: Leg) -> Left:
    """Metres of an object's path on a leg, no shorter than the way between its ends."""
    _show_way(state, leg)
    found = _sum(state, path(leg.who, leg.earlier, leg.later), floor=0.0)
    return _with_worlds(found, state, lambda allowed: Travel(leg, allowed))


def speed_left(state: Pruned, leg: Leg) -> Left:
    """Mean speed over the ground on a leg in m/s."""
    _show_way(state, leg)
    found = _ratio(state, path(leg.who, leg.earlier, leg.later), leg, 0.0)
    return _with_worlds(found, state, lambda allowed: Speed(leg, allowed))


def climb_left(state: Pruned, leg: Leg) -> Left:
    """Mean vertical speed on a leg in m/s, upward positive."""
    late, early = state.net.unknowns.levels(leg)[::-1]
    found = _ratio(state, {("h", late): Fraction(1), ("h", early): Fraction(-1)}, leg, -FASTEST)
    return _with_worlds(found, state, lambda allowed: Climb(leg, allowed))


def height_left(state: Pruned, spot: Spot) -> Left:
    """Metres of height of a place, or of an object there."""
    low, high = state.net.height(spot)
    for _, c in separations(state.net.unknowns.parts):
        if c.slant and spot in (c.first, c.second):
            other = state.net.height(c.second if spot == c.first else c.first)
            most = c.allowed.at(state.net.stretch)[1] * BELOW_SEA
            low, high = max(low, other[0] - most), min(high, other[1] + most)
    return _with_worlds(
        Left(low, high), state, lambda allowed: Constraint(Scalar("altitude"), allowed), spot
    )


def _show_way(state: Pruned, leg: Leg) -> None:
    """Tell the rows the least way between the ends of a leg: as covers show it, or claims say."""
    net = state.net
    first, second = (place_of(leg.who, m, net.unknowns.known) for m in (leg.earlier, leg.later))
    least = max(
        (
            c.allowed.at(net.stretch)[0]
            for _, c in separations(net.unknowns.parts)
            if not c.slant and {c.first, c.second} == {first, second}
        ),
        default=0.0,
    )
    a, b = state.covers.get(first), state.covers.get(second)
    if a is not None and b is not None and len(a) and len(b):
        least = max(least, extreme(a, b, 1, CLOSE)[0])
    if least > 0:
        net.add([at_least_as_far(leg.who, leg.earlier, leg.later, least)])


def _with_worlds(
    found: Left, state: Pruned, demand: Callable[[Range], Demand], spot: Spot = NOWHERE
) -> Left:
    """The interval, each end with the value there of a world that comes near to it, if any does."""

    def at(end: float, other: float, sign: int) -> float | None:
        if math.isinf(end):
            return None
        room = min(NEAR * abs(end), abs(end - other) / 2) or FLAT
        side = Side(end - sign * room, 0.0)
        part = Part("question", "", spot, demand(Range(side, None) if sign > 0 else
                                                 Range(None, side)))  # fmt: skip
        unknowns = replace(state.net.unknowns, parts=(*state.net.unknowns.parts, part))
        near = state_of(unknowns, state.net.stretch, turns=SOUGHT)
        world = None if near is None else find_witness(near, {})
        return None if world is None else world.world.value(part.constraint, spot)

    return replace(
        found,
        low_reached=at(found.low, found.high, -1),
        high_reached=at(found.high, found.low, 1),
    )


def _sum(state: Pruned, target: Mapping[Var, Fraction], floor: float) -> Left:
    system = state.net.system
    high = system.at_most(target)
    low = system.at_most({v: -x for v, x in target.items()})
    least = floor if low is None else max(floor, -float(low[0]))
    return Left(least, math.inf if high is None else float(high[0]))


def _ratio(state: Pruned, target: Mapping[Var, Fraction], leg: Leg, floor: float) -> Left:
    rows = state.net.rows
    low = _end(rows, target, leg, -1, -floor)
    high = _end(rows, target, leg, 1, FASTEST)
    if math.isinf(low):
        return Left(floor if floor > -FASTEST else -math.inf, high)
    return Left(-low, high)


def _end(
    rows: list[Row], target: Mapping[Var, Fraction], leg: Leg, sign: int, limit: float
) -> float:
    """A bound on ``sign * ratio``; infinite where there is none."""
    late: Var = ("t", leg.later)
    early: Var = ("t", leg.earlier)

    def faster(value: float) -> System:
        v = Fraction(value)
        coefs = {x: -sign * c for x, c in target.items()}
        return System([*rows, Row({**coefs, late: v, early: -v}, Fraction(0))])

    if faster(limit).refuted() is None:
        return math.inf
    excluded, reached = limit, -FASTEST
    if faster(reached).point() is None:
        return limit
    while excluded - reached > max(CLOSE * abs(excluded), 1e-6):
        middle = (excluded + reached) / 2
        if faster(middle).point() is not None:
            reached = middle
        elif faster(middle).refuted() is not None:
            excluded = middle
        else:
            break
    return excluded
