"""Cycles and chains of bounds on times, written out for others to add up.

A bound is named by the number of the demand it belongs to and by which of its ends it is.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from fractions import Fraction

from skywitness.claims.meaning.allowed import Range, Side
from skywitness.claims.meaning.parts import Difference
from skywitness.reason.times.clockwork import least_times

#: Seconds beyond what is claimed at which it is surely not met: less than one that is after has.
BARELY = 5e-4

Step = tuple[int, str]
_EPOCH = ""
Edge = tuple[str, str, Fraction, Step]


def failing_cycle(demands: Sequence[Difference], stretch: float) -> list[Step] | None:
    """Bounds that lead back to where they began with less than nothing left at ``stretch``."""
    edges = _edges(demands, stretch)
    length = {node: Fraction(0) for e in edges for node in e[:2]}
    last: dict[str, Edge] = {}
    moved = None
    for _ in range(len(length) + 1):
        moved = _relax(edges, length, last)
        if moved is None:
            return None
    assert moved is not None
    for _ in length:  # back into the cycle
        moved = last[moved][0]
    cycle = [last[moved]]
    while cycle[-1][0] != moved:
        cycle.append(last[cycle[-1][0]])
    return [e[3] for e in reversed(cycle)]


def shortest(
    demands: Sequence[Difference], start: str, goal: str, stretch: float
) -> list[Step] | None:
    """The bounds that keep ``goal`` closest after ``start``; ``None`` where none do.

    The demands must be possible together at ``stretch``.
    """
    edges = _edges(demands, stretch)
    length = {start: Fraction(0)}
    last: dict[str, Edge] = {}
    for _ in range(len({n for e in edges for n in e[:2]})):
        for edge in edges:
            if edge[0] in length:
                reached = length[edge[0]] + edge[2]
                if edge[1] not in length or reached < length[edge[1]]:
                    length[edge[1]], last[edge[1]] = reached, edge
    if goal not in length or goal == start:
        return None
    steps = []
    at = goal
    while at != start:
        steps.append(last[at][3])
        at = last[at][0]
    return steps[::-1]


def times_beyond(
    demands: Sequence[Difference], claim: Difference, stretch: float
) -> tuple[dict[str, float], dict[str, float]] | None:
    """Times and gaps that meet the demands at ``stretch`` and lie outside what is claimed.

    By a second, or where none do by :data:`BARELY`; ``None`` where none do by that.
    """
    low, high = claim.allowed.at(stretch)
    ends: Sequence[tuple[float | None, float | None]] = ((high, None), (None, low))
    for off, (lower, upper) in itertools.product((1.0, BARELY), ends):
        edge = lower if lower is not None else upper
        assert edge is not None
        if edge in (float("inf"), float("-inf")):
            continue
        beyond = Range(
            None if lower is None else Side(lower + off, 0.0),
            None if upper is None else Side(upper - off, 0.0),
        )
        found = least_times([*demands, Difference(claim.later, claim.earlier, beyond)])
        if found.bracket.hi <= stretch:
            return dict(found.times), dict(found.gaps)
    return None


def _edges(demands: Sequence[Difference], stretch: float) -> list[Edge]:
    """Every end of every demand, as a bound from one moment to another."""
    out: list[Edge] = []
    for number, demand in enumerate(demands):
        start = _EPOCH if demand.earlier is None else demand.earlier.moment
        goal = demand.later.moment
        for name, side in (("upper", demand.allowed.upper), ("lower", demand.allowed.lower)):
            if side is None:
                continue
            beyond = max(Fraction(0), Fraction(stretch) - Fraction(side.after)) * Fraction(side.per)
            if name == "upper":
                out.append((start, goal, Fraction(side.limit) + beyond, (number, name)))
            else:
                out.append((goal, start, beyond - Fraction(side.limit), (number, name)))
    return out


def _relax(edges: Sequence[Edge], length: dict[str, Fraction], last: dict[str, Edge]) -> str | None:
    """One round of Bellman and Ford's algorithm; the last moment moved, or ``None``."""
    moved = None
    for edge in edges:
        if length[edge[0]] + edge[2] < length[edge[1]]:
            length[edge[1]] = length[edge[0]] + edge[2]
            last[edge[1]] = edge
            moved = edge[1]
    return moved
