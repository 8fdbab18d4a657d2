"""Times of moments as a simple temporal network: what their differences allow, and why not.

Every demand bounds the seconds from one moment to another. Together they can be met exactly when
no cycle of bounds sums to less than nothing (Dechter, Meiri and Pearl 1991): such a cycle is the
proof that they cannot, and the lengths of shortest paths are times that meet them. Sums are exact
fractions. Bounds never shrink as the stretch grows, so the least stretch is reached by raising
it, cycle after cycle, to where that cycle no longer fails.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from skywitness.claims.meaning.allowed import Side
from skywitness.claims.meaning.parts import Difference
from skywitness.claims.meaning.stretches import THRESHOLDS
from skywitness.reason.regions.search import Bracket
from skywitness.reason.work import charge

#: Stretches beyond which a demand counts as one that no stretch meets.
MOST = 1_000_000
#: Units in the last place by which the end of a demand may be off, and how far a stretch may pass
#: a threshold for that to matter.
ROUNDING, NEARLY = 16, Fraction(1, 1000)

_EPOCH = ""


@dataclass(frozen=True)
class _Bound:
    """``to`` is at most ``limit`` plus its reach after ``from_``; ``source`` numbers the demand."""

    from_: str
    to: str
    limit: Fraction
    side: Side
    source: int

    def at(self, stretch: Fraction) -> Fraction:
        """The bound in seconds at a stretch."""
        beyond = max(Fraction(0), stretch - Fraction(self.side.after))
        return self.limit + beyond * Fraction(self.side.per)

    @property
    def corner(self) -> Fraction:
        """The stretch at which the bound begins to move."""
        return Fraction(self.side.after)


@dataclass(frozen=True)
class Times:
    """The least stretch of a set of differences.

    ``times`` are witness times in seconds since 1970-01-01T00:00Z of moments that a clock time
    ties down, ``gaps`` the seconds after the first of them of moments that none does. ``blame``
    are positions of demands that cannot all be met below the least stretch.
    """

    bracket: Bracket
    times: Mapping[str, float]
    gaps: Mapping[str, float]
    blame: tuple[int, ...]


def least_times(demands: Sequence[Difference]) -> Times:
    """The least stretch at which all ``demands`` can be met, exact to the last float."""
    charge(50 + 20 * len(demands))
    base = min((_limits(d)[0] for d in demands if d.earlier is None), default=Fraction(0))
    bounds = _bounds(demands, base)
    stretch = Fraction(0)
    blame: tuple[int, ...] = ()
    while True:
        found = _paths(bounds, stretch)
        if isinstance(found, dict):
            break
        blame = tuple(dict.fromkeys(b.source for b in found))
        higher = _mended(found, stretch)
        if higher is None:
            return Times(Bracket(math.inf, math.inf, None), {}, {}, blame)
        stretch = higher
    stretch, found = _by_rounding(bounds, stretch, found)
    tied = _tied(bounds)
    origin = found.get(_EPOCH, Fraction(0))
    times = {m: float(t - origin + base) for m, t in found.items() if m in tied and m != _EPOCH}
    loose = {m: t for m, t in found.items() if m not in tied}
    first = min(loose.values(), default=Fraction(0))
    gaps = {m: float(t - first) for m, t in loose.items()}
    return Times(Bracket(*_around(stretch), None), times, gaps, blame)


def implied_times(
    demands: Sequence[Difference], later: str, earlier: str | None, stretch: float
) -> tuple[float, float] | None:
    """The exact interval of seconds from ``earlier`` (or 1970) to ``later`` that demands leave.

    ``None`` when they leave nothing at that stretch. Both ends are reached, where finite.
    """
    exact = Fraction(stretch)
    base = min((_limits(d)[0] for d in demands if d.earlier is None), default=Fraction(0))
    bounds = _bounds(demands, base)
    if not isinstance(_paths(bounds, exact), dict):
        return None
    start = _EPOCH if earlier is None else earlier
    shift = base if earlier is None else Fraction(0)
    high = _distance(bounds, start, later, exact)
    low = _distance(bounds, later, start, exact)
    return (
        -math.inf if low is None else float(shift - low),
        math.inf if high is None else float(shift + high),
    )


def _limits(demand: Difference) -> tuple[Fraction, ...]:
    sides = (demand.allowed.lower, demand.allowed.upper)
    return tuple(Fraction(s.limit) for s in sides if s is not None) or (Fraction(0),)


def _bounds(demands: Sequence[Difference], base: Fraction) -> list[_Bound]:
    """Both ends of every demand; times of day count from ``base`` to keep the sums small."""
    found = []
    for number, demand in enumerate(demands):
        later = demand.later.moment
        earlier = _EPOCH if demand.earlier is None else demand.earlier.moment
        shift = base if demand.earlier is None else Fraction(0)
        lower, upper = demand.allowed.lower, demand.allowed.upper
        if upper is not None:
            limit = Fraction(upper.limit) - shift
            found.append(_Bound(earlier, later, limit, upper, number))
        if lower is not None:
            limit = shift - Fraction(lower.limit)
            found.append(_Bound(later, earlier, limit, lower, number))
    return found


def _paths(bounds: Sequence[_Bound], stretch: Fraction) -> dict[str, Fraction] | list[_Bound]:
    """Times that meet every bound (Bellman and Ford), or the bounds of a cycle that fails."""
    length = {n: Fraction(0) for b in bounds for n in (b.from_, b.to)}
    last: dict[str, _Bound] = {}
    moved = ""
    limits = [(b, b.at(stretch)) for b in bounds]
    for _ in range(len(length) + 1):
        moved = ""
        changed = False
        for bound, limit in limits:
            if length[bound.from_] + limit < length[bound.to]:
                length[bound.to] = length[bound.from_] + limit
                last[bound.to] = bound
                moved, changed = bound.to, True
        if not changed:
            return length
    for _ in range(len(length)):  # back into the cycle
        moved = last[moved].from_
    cycle, at = [last[moved]], last[moved].from_
    while at != moved:
        cycle.append(last[at])
        at = last[at].from_
    return cycle


def _by_rounding(
    bounds: Sequence[_Bound], stretch: Fraction, found: dict[str, Fraction]
) -> tuple[Fraction, dict[str, Fraction]]:
    """The stretch with its times, or a threshold that it passes by the rounding of floats only."""
    for threshold in map(Fraction, THRESHOLDS):
        if threshold < stretch <= threshold + NEARLY:
            loose = [replace(b, limit=b.limit + _rounding(b)) for b in bounds]
            at = _paths(loose, threshold)
            if isinstance(at, dict):
                return threshold, at
    return stretch, found


def _rounding(bound: _Bound) -> Fraction:
    return Fraction(ROUNDING * math.ulp(max(abs(bound.side.limit), abs(bound.side.per))))


def _mended(cycle: Sequence[_Bound], stretch: Fraction) -> Fraction | None:
    """The least stretch above ``stretch`` at which a failing cycle sums to nothing or more."""
    corners = sorted({b.corner for b in cycle if b.corner > stretch})
    low = stretch
    for high in (*corners, Fraction(MOST)):
        if sum(b.at(high) for b in cycle) >= 0:
            return _root(cycle, low, high)
        low = high
    return None


def _root(cycle: Sequence[_Bound], low: Fraction, high: Fraction) -> Fraction:
    """Where a cycle's sum, straight from ``low`` to ``high``, reaches nothing."""
    nothing = Fraction(0)
    start = sum((b.at(low) for b in cycle), nothing)
    slope = sum((Fraction(b.side.per) for b in cycle if b.side.after <= low), nothing)
    if slope <= 0:
        return high
    return min(high, low - start / slope)


def _distance(
    bounds: Sequence[_Bound], start: str, goal: str, stretch: Fraction
) -> Fraction | None:
    """The shortest path between two moments; ``None`` when there is none."""
    length = {start: Fraction(0)}
    nodes = {n for b in bounds for n in (b.from_, b.to)}
    limits = [(b, b.at(stretch)) for b in bounds]
    for _ in nodes:
        for bound, limit in limits:
            if bound.from_ in length:
                reached = length[bound.from_] + limit
                if bound.to not in length or reached < length[bound.to]:
                    length[bound.to] = reached
    return length.get(goal)


def _tied(bounds: Sequence[_Bound]) -> set[str]:
    """Moments that some chain of bounds connects with the clock."""
    reached = {_EPOCH}
    grown = True
    while grown:
        grown = False
        for b in bounds:
            if (b.from_ in reached) != (b.to in reached):
                reached |= {b.from_, b.to}
                grown = True
    return reached


def _around(value: Fraction) -> tuple[float, float]:
    """The floats next to a fraction, below and above, or it twice."""
    near = float(value)
    if Fraction(near) == value:
        return near, near
    if Fraction(near) < value:
        return near, math.nextafter(near, math.inf)
    return math.nextafter(near, -math.inf), near
