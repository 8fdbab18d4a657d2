"""One edge held against the cells of both its places: which pairs of prisms it leaves.

A pair of cells stays when some way, time and height in them are such as the edge allows. Every
bound is an outer one: ways from below by chords, times by the hard speed over the least way and the
least climb together, lines from the chord and the heights.
"""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from skywitness.places.geodesy import Array, chord_at_least, chord_at_most
from skywitness.reason.ties.demands import GROUND
from skywitness.reason.ties.network import BELOW_SEA, Edge, lift
from skywitness.reason.ties.places import Between, Cover, between

#: Seconds that sums of windows may be off: times since 1970 have an ulp of 0.2 microseconds.
ROUNDING = 1e-6

Bools = npt.NDArray[np.bool_]


def pass_over(edge: Edge, first: Cover, second: Cover) -> float | None:
    """Prune two covers by an edge; the least way left between them, ``None`` if none is."""
    if not len(first) or not len(second):
        return None
    ways = between(first, second)
    can = np.asarray(ways.least <= edge.most)
    if edge.least > 0:
        can &= ways.most >= edge.least
    if edge.line != (0.0, math.inf):
        can &= _in_line(edge, ways, first, second)
    if not can.any():
        return None
    if edge.who and math.isfinite(edge.speed):
        can = _in_time(edge, ways, first, second, can)
    least = np.where(can, ways.least, math.inf)
    here = np.asarray(can.any(axis=1) & (first.early <= first.late + ROUNDING))
    there = np.asarray(can.any(axis=0) & (second.early <= second.late + ROUNDING))
    if not here.any() or not there.any():
        return None
    if not here.all():
        first.keep(here)
    if not there.all():
        second.keep(there)
    return float(least.min())


def _in_line(edge: Edge, ways: Between, first: Cover, second: Cover) -> Bools:
    """Pairs between which a straight line can have an allowed length."""
    low, high = edge.line
    near = chord_at_least(ways.least) / BELOW_SEA
    if ways.nearer is None or ways.farther is None:
        return np.asarray(near <= high)
    top = max(float(first.high.max()), float(second.high.max()))
    room = 1 + 1e-9
    can = np.asarray(np.hypot(near, ways.nearer) <= high * room)
    if low > 0:
        far = chord_at_most(ways.most) * lift(top)
        can &= np.hypot(far, ways.farther) * room >= low
    return can


def _in_time(edge: Edge, ways: Between, first: Cover, second: Cover, can: Bools) -> Bools:
    """Pairs between which there is time enough; narrows the windows of both covers."""
    way = ways.least * float(GROUND)
    if edge.hard and ways.nearer is not None:
        way = np.hypot(way, ways.nearer)
    takes = way / (edge.speed * (1 + 1e-12))
    forth = can & (first.early[:, None] + takes <= second.late[None, :] + ROUNDING)
    back = np.zeros_like(can)
    if edge.either:
        back = can & (second.early[None, :] + takes <= first.late[:, None] + ROUNDING)
    can = forth | back
    if not can.any():
        return can
    early, late = _arrival(first, takes, forth), _departure(second, takes, forth)
    if edge.either:
        none = ~back.any(axis=0)
        early = np.where(none, early, second.early)
        second.late = np.where(
            forth.any(axis=0), second.late, np.minimum(second.late, _leave(first, takes, back))
        )
        alone = ~back.any(axis=1)
        late = np.where(alone, late, first.late)
        first.early = np.where(
            forth.any(axis=1), first.early, np.maximum(first.early, _reach(second, takes, back))
        )
    second.early = np.maximum(second.early, early)
    first.late = np.minimum(first.late, late)
    return can


def _arrival(first: Cover, takes: Array, forth: Bools) -> Array:
    """When each cell of the second place can be reached from the first at the earliest."""
    return np.asarray(np.where(forth, first.early[:, None] + takes, math.inf).min(axis=0))


def _departure(second: Cover, takes: Array, forth: Bools) -> Array:
    """When each cell of the first place must be left for the second at the latest."""
    return np.asarray(np.where(forth, second.late[None, :] - takes, -math.inf).max(axis=1))


def _leave(first: Cover, takes: Array, back: Bools) -> Array:
    """When each cell of the second place must be left for the first at the latest."""
    return np.asarray(np.where(back, first.late[:, None] - takes, -math.inf).max(axis=0))


def _reach(second: Cover, takes: Array, back: Bools) -> Array:
    """When each cell of the first place can be reached from the second at the earliest."""
    return np.asarray(np.where(back, second.early[None, :] + takes, math.inf).min(axis=1))
