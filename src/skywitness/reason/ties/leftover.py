"""What tied unknowns leave of a separation, a path, a speed or a climb: bounds, and values reached.

Bounds of a path and a height are sums of rows. A mean speed is a ratio, so its ends are closed in
on: a speed is excluded once adding it to the rows refutes them, and reached by a point that meets
them. Ways between places come from pruned covers.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from skywitness.claims.meaning.parts import Leg
from skywitness.claims.meaning.spots import Spot
from skywitness.reason.ties.course import stands
from skywitness.reason.ties.demands import path, place_of
from skywitness.reason.ties.extremes import Reached, extreme
from skywitness.reason.ties.linear import Row, System, Var
from skywitness.reason.ties.network import Unknowns, network
from skywitness.reason.ties.pruning import Pruned, pruned, refine

TURNS = 8  # of splitting covers
FASTEST = 1e5  # m/s; a speed beyond is no bound at all
CLOSE = 1e-4  # of a speed, relative


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
    """Metres of an object's path on a leg."""
    return _sum(state, path(leg.who, leg.earlier, leg.later), floor=0.0)


def speed_left(state: Pruned, leg: Leg) -> Left:
    """Mean speed over the ground on a leg in m/s."""
    return _ratio(state, path(leg.who, leg.earlier, leg.later), leg, 0.0)


def climb_left(state: Pruned, leg: Leg) -> Left:
    """Mean vertical speed on a leg in m/s, upward positive."""
    known = state.net.unknowns.known
    late, early = (place_of(leg.who, m, known) for m in (leg.later, leg.earlier))
    return _ratio(state, {("h", late): Fraction(1), ("h", early): Fraction(-1)}, leg, -FASTEST)


def _sum(state: Pruned, target: Mapping[Var, Fraction], floor: float) -> Left:
    system = state.net.system
    high = system.at_most(target)
    low = system.at_most({v: -x for v, x in target.items()})
    least = floor if low is None else max(floor, -float(low[0]))
    most = math.inf if high is None else float(high[0])
    # A sum's bounds are reached, for they are corners of what the rows leave.
    return Left(least, most, least if low else None, most if high else None)


def _ratio(state: Pruned, target: Mapping[Var, Fraction], leg: Leg, floor: float) -> Left:
    rows = state.net.rows
    low, low_at = _end(rows, target, leg, -1, -floor)
    high, high_at = _end(rows, target, leg, 1, FASTEST)
    return Left(
        (floor if floor > -FASTEST else -math.inf) if math.isinf(low) else -low,
        high,
        None if low_at is None else -low_at,
        high_at,
    )


def _end(
    rows: list[Row], target: Mapping[Var, Fraction], leg: Leg, sign: int, limit: float
) -> tuple[float, float | None]:
    """The greatest ``sign * ratio``: a bound, and a value reached; infinite where unbounded."""
    late: Var = ("t", leg.later)
    early: Var = ("t", leg.earlier)

    def faster(value: float) -> System:
        v = Fraction(value)
        coefs = {x: -sign * c for x, c in target.items()}
        return System([*rows, Row({**coefs, late: v, early: -v}, Fraction(0))])

    if faster(limit).refuted() is None:
        return math.inf, None
    excluded, reached = limit, -FASTEST
    if faster(reached).point() is None:
        return limit, None
    while excluded - reached > max(CLOSE * abs(excluded), 1e-6):
        middle = (excluded + reached) / 2
        if faster(middle).point() is not None:
            reached = middle
        elif faster(middle).refuted() is not None:
            excluded = middle
        else:
            break
    return excluded, reached
