"""Near-copies: parts of different claims that repeat each other.

Two parts are near-copies when they speak of the same moments and have the same words, or demand the
same in every reading, or put the same number on the same measure and come from one printed
sentence or one first speaker.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence

from skywitness.claims.casefile.case import Claim
from skywitness.claims.meaning.parts import Part
from skywitness.reason.conflicts.slips import printed, same_measure
from skywitness.reason.ties.openparts import (
    OpenPart,
    OpenParts,
    Unknown,
    connected,
    unknowns_of,
)

SAME = 1e-3  # numbers closer than this share of them are one number


def families(opened: OpenParts, claims: Mapping[str, Claim]) -> list[int]:
    """For each open part the number of its family: that of the first part it is a near-copy of."""
    parts = opened.parts
    keys: list[set[Hashable]] = [{("self", k)} for k in range(len(parts))]
    for k, one in enumerate(parts):
        for n in range(k):
            if _copies(one, parts[n], opened.settled, claims):
                keys[k].add(("self", n))
    out = [0] * len(parts)
    for group in connected(keys):
        for k in group:
            out[k] = group[0]
    return out


def _copies(
    one: OpenPart, other: OpenPart, settled: Sequence[Part], claims: Mapping[str, Claim]
) -> bool:
    if one.claim == other.claim or _moments(one, settled) != _moments(other, settled):
        return False
    if _folded(one.name) == _folded(other.name):
        return True
    mine, theirs = set(one.settled.values()), set(other.settled.values())
    if mine == theirs:
        return True
    return _one_source(claims[one.claim], claims[other.claim]) and any(
        _same_number(settled[a], settled[b]) for a in mine for b in theirs
    )


def _moments(part: OpenPart, settled: Sequence[Part]) -> frozenset[Unknown]:
    """What a part speaks of, each visit of a place for itself."""
    return frozenset(u for n in set(part.settled.values()) for u in unknowns_of(settled[n], {}))


def _one_source(one: Claim, other: Claim) -> bool:
    return one.sentence == other.sentence or _folded(one.speaker) == _folded(other.speaker)


def _same_number(one: Part, other: Part) -> bool:
    mine, theirs = printed(one), printed(other)
    return (
        bool(mine)
        and len(mine) == len(theirs)
        and same_measure(one, other)
        and all(abs(a - b) <= SAME * abs(b) for a, b in zip(mine, theirs, strict=True))
    )


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
