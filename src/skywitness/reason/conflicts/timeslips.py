"""Times in a conflict: what the rest leaves of one, and clock times that only a zone sets apart."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from skywitness.claims.meaning.parts import Difference, Part
from skywitness.claims.meaning.stretches import DOUBLED, POLICY
from skywitness.reason.conflicts.slips import printed
from skywitness.reason.ties import leftover
from skywitness.reason.ties.unknowns import tied_unknowns
from skywitness.reason.times.clockwork import implied_times
from skywitness.reason.worlds.joint import World

HALF_HOUR = 1800.0  # zones stand whole or half hours apart, a few of them a quarter
ROUNDED = 60.0  # how far, at most, a printed time may be from what it stands for
MOST_HOURS = 14.0


@dataclass(frozen=True)
class ZoneSlip:
    """Two clock times of one moment that differ by ``hours``, as two time zones do."""

    first: Part
    second: Part
    hours: float


@dataclass(frozen=True)
class TimeLeft:
    """A time or duration of a conflict against what the other parts leave of it, in seconds.

    ``stretch`` is the least of the policy's tolerances and twice them at which they leave anything.
    """

    part: Part
    left: tuple[float, float]
    stretch: float


def zone_slip(versions: Iterable[Part]) -> ZoneSlip | None:
    """The first zone slip among parts of a conflict, taken in every reading, if there is one."""
    for first, second in combinations(versions, 2):
        one, other = first.constraint, second.constraint
        if not isinstance(one, Difference) or not isinstance(other, Difference):
            continue
        if first.claim == second.claim or one.earlier or other.earlier or one.later != other.later:
            continue
        a, b = printed(first), printed(second)
        if not a or len(a) != len(b):
            continue
        steps = round((b[0] - a[0]) / HALF_HOUR)
        rounding = min(ROUNDED, _tolerance(one) + _tolerance(other))
        if 0 < abs(steps) <= 2 * MOST_HOURS and all(
            abs(y - x - steps * HALF_HOUR) <= rounding for x, y in zip(a, b, strict=True)
        ):
            return ZoneSlip(first, second, abs(steps) / 2)
    return None


def time_left(parts: Sequence[Part], world: World) -> TimeLeft | None:
    """The last time that parts of a conflict speak of against what the others leave of it."""
    for part in reversed(parts):
        demand = part.constraint
        if not isinstance(demand, Difference):
            continue
        rest = [p for p in parts if p is not part]
        for stretch in (POLICY, DOUBLED):
            left = _left(demand, rest, world, stretch)
            if left is not None and any(map(math.isfinite, left)):
                return TimeLeft(part, left, stretch)
    return None


def _left(
    demand: Difference, rest: Sequence[Part], world: World, stretch: float
) -> tuple[float, float] | None:
    """What other parts leave of a time or duration; ``None`` where they leave no world at all."""
    others = [p.constraint for p in (*rest, *world.parts) if isinstance(p.constraint, Difference)]
    later, earlier = demand.later.moment, None if demand.earlier is None else demand.earlier.moment
    left = implied_times(others, later, earlier, stretch)
    if left is None or earlier is None:
        return left
    unknowns = tied_unknowns(rest, world.parts, world)
    # Speeds and ways bound durations too.
    return left if unknowns is None else leftover.time_left(unknowns, left, later, earlier, stretch)


def _tolerance(demand: Difference) -> float:
    sides = (demand.allowed.lower, demand.allowed.upper)
    return max((side.per for side in sides if side is not None), default=0.0)
