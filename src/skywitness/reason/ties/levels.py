"""Heights that nothing ties to a way or a time: solved by themselves, whatever else is said."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import replace

from skywitness.claims.meaning.parts import (
    Climb,
    Constraint,
    HeightChange,
    Mover,
    Offset,
    Separation,
)
from skywitness.claims.meaning.spots import Spot
from skywitness.reason.ties.course import find_witness
from skywitness.reason.ties.demands import height_of, offsets
from skywitness.reason.ties.linear import HEIGHTS
from skywitness.reason.ties.network import Unknowns, network
from skywitness.reason.ties.openparts import connected
from skywitness.reason.ties.pruning import Pruned
from skywitness.reason.ties.tied import Tied, least_tied
from skywitness.reason.ties.world import Position

#: What stands for all that moves, when unknowns are grouped.
MOVES = "moves"


def split_heights(unknowns: Unknowns) -> tuple[Unknowns | None, Unknowns]:
    """Heights that are tied to each other alone, and the rest.

    ``None`` where there are none, or some height of several references is tied to a motion: one air
    holds for all of them, so they stay together.
    """
    if not offsets(unknowns.parts):
        return None, unknowns
    told = {p.spot for p in unknowns.parts if height_of(p) is not None}
    told |= {c.spot for c in offsets(unknowns.parts)}
    keys = [_heights(unknowns, k, told) for k in range(len(unknowns.parts))]
    groups = connected(keys)
    alone = sorted(k for group in groups for k in group
                   if not any(MOVES in keys[g] for g in group))  # fmt: skip
    if any(isinstance(p.constraint, Offset) for k, p in enumerate(unknowns.parts)
           if k not in alone):  # fmt: skip
        return None, unknowns
    high = Unknowns(tuple(unknowns.parts[k] for k in alone), {}, {})
    rest = tuple(p for k, p in enumerate(unknowns.parts) if k not in alone)
    return high, replace(unknowns, parts=rest)


def _heights(unknowns: Unknowns, k: int, told: set[Spot]) -> set[Hashable]:
    """The heights that a part speaks of, and :data:`MOVES` where it is of anything else."""
    part = unknowns.parts[k]
    c = part.constraint
    if isinstance(c, Offset):
        found: set[Hashable] = {(HEIGHTS[c.of], c.spot), ("h", c.spot)}
        return found | ({("e", c.surface)} if c.surface is not None else set())
    if isinstance(c, Constraint) and height_of(part) is not None:
        return {(height_of(part), part.spot)}
    if isinstance(c, Mover):
        # Way and climb are held against a hard speed together where both heights are told.
        places = [place for place in c.places if place in told]
        return {MOVES, *(("h", place) for place in (places if len(places) > 1 else ()))}
    if isinstance(c, HeightChange | Climb):
        return {MOVES, *((HEIGHTS[c.of], spot) for spot in unknowns.levels(c.leg))}
    if isinstance(c, Separation) and c.slant:
        return {MOVES, ("h", c.first), ("h", c.second)}
    return {MOVES}


def least_heights(high: Unknowns, positions: Mapping[Spot, Position], *, rough: bool) -> Tied:
    """The bracket of the least stretch of heights by themselves.

    Args:
        high: what :func:`split_heights` found.
        positions: where the surfaces are that heights are counted from, as far as that is known.
        rough: stop once the bracket lies on one side of both thresholds.
    """
    found = find_witness(Pruned(network(high, 0.0)), positions)
    if found is not None:
        return Tied(0.0, found.stretch, found)
    return least_tied(high, positions, 0.0, 0.0, rough=rough)
