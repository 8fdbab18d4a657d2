"""What is looked at first: parts that speak of one thing, then each claim against each.

Most conflicts are between two numbers for one thing, two clock times, a fact and its denial, inside
and outside of one place. Such pairs cost little, and what they show spares larger searches.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import assert_never

from skywitness.claims.meaning.parts import Constraint, Difference, Motion, Part, State, Sun
from skywitness.reason.conflicts.marco import Members
from skywitness.reason.ties.openparts import OpenPart, OpenParts, unknowns_of

TIMES, FACTS, HEIGHTS, PLACES, MOTION = range(5)  # from what costs least to look at


def cheap_sets(opened: OpenParts, component: Sequence[int]) -> Iterator[Members]:
    """Each part alone and every two that speak of one thing in one kind of words, cheapest first.

    Parts of motion are taken alone only: what they are at odds with, times and places tell.
    """
    kinds = {k: _kind(opened.parts[k], opened.settled) for k in component}
    alone = [((kinds[k], 0, k, k), frozenset((k,))) for k in component]
    pairs = [
        ((kinds[a], 1, a, b), frozenset((a, b)))
        for a, b in itertools.combinations(component, 2)
        if kinds[a] == kinds[b] != MOTION and opened.parts[a].unknowns & opened.parts[b].unknowns
    ]
    yield from (members for _, members in sorted([*alone, *pairs], key=lambda each: each[0]))


def claim_pairs(opened: OpenParts, claims: Sequence[Members]) -> Iterator[Members]:
    """Each claim against each with all their parts, those that cost least first."""
    dearest = [dearness(opened, mine) for mine in claims]
    pairs = sorted(
        itertools.combinations(range(len(claims)), 2),
        key=lambda ab: (max(dearest[ab[0]], dearest[ab[1]]), ab),
    )
    for a, b in pairs:
        yield claims[a] | claims[b]


def dearness(opened: OpenParts, parts: Members) -> int:
    """What parts speak of: the dearest kind among them."""
    return max(_kind(opened.parts[k], opened.settled) for k in parts)


def named(opened: OpenParts, parts: Members) -> frozenset[str]:
    """The moments that parts name, or else the facts."""
    settled = {number for k in parts for number in opened.parts[k].settled.values()}
    every = {u for n in settled for u in unknowns_of(opened.settled[n], {})}
    moments = frozenset(u.moment for u in every if not isinstance(u, str) and u.moment)
    return moments or frozenset(u for u in every if isinstance(u, str))


def _kind(part: OpenPart, settled: Sequence[Part]) -> int:
    """What a part speaks of: the dearest kind among its readings."""
    return max(_kind_of(settled[number]) for number in part.settled.values())


def _kind_of(part: Part) -> int:
    c = part.constraint
    if isinstance(c, Difference):
        return TIMES
    if isinstance(c, State) or c is None:
        return FACTS
    if isinstance(c, Constraint):
        return HEIGHTS if part.placed is None else PLACES
    if isinstance(c, Motion | Sun):
        return MOTION
    assert_never(c)
