"""One edge held against the cells of both its places: which pairs of prisms it leaves.

A pair of cells stays when some way, time and height in them are such as the edge allows. Every
bound is an outer one: ways from below by chords, times by the hard speed over the least way and the
least climb together, lines from the chord and the heights.
"""

from __future__ import annotations

import math

import numpy as np

from skywitness.aliases import Mask
from skywitness.earth import chord_at_least, chord_at_most
from skywitness.reason.ties.demands import GROUND
from skywitness.reason.ties.network import BELOW_SEA, Edge, lift
from skywitness.reason.ties.places import Between, Cover, between
from skywitness.reason.work import charge

#: Seconds that sums of windows may be off: times since 1970 have an ulp of 0.2 microseconds.
ROUNDING = 1e-6

#: Pairs of cells looked at together: what they take stays in a processor's own memory.
BLOCK = 40_000


def pass_over(edge: Edge, first: Cover, second: Cover) -> float | None:
    """Prune two covers by an edge; the least way left between them, ``None`` if none is."""
    if not len(first) or not len(second):
        return None
    charge(400 + 0.01 * len(first) * len(second))
    top = max(float(first.high.max()), float(second.high.max()))
    windows = _Windows(edge, first, second) if edge.who and math.isfinite(edge.speed) else None
    here = np.zeros(len(first), dtype=bool)
    there = np.zeros(len(second), dtype=bool)
    shortest = math.inf
    step = max(1, BLOCK // len(second))
    for start in range(0, len(first), step):
        rows = slice(start, start + step)
        ways = between(first, second, rows)
        can = np.asarray(ways.least <= edge.most)
        if edge.least > 0:
            can &= ways.most >= edge.least
        if edge.line != (0.0, math.inf):
            can &= _in_line(edge, ways, top)
        if windows is not None and can.any():
            can = windows.pass_rows(rows, ways, can)
        here[rows] = can.any(axis=1)
        there |= can.any(axis=0)
        shortest = min(shortest, float(np.min(ways.least, where=can, initial=math.inf)))
    if not here.any():
        return None
    if windows is not None:
        windows.narrow()
    here &= first.early <= first.late + ROUNDING
    there &= second.early <= second.late + ROUNDING
    if not here.any() or not there.any():
        return None
    if not here.all():
        first.keep(here)
    if not there.all():
        second.keep(there)
    return shortest


def _in_line(edge: Edge, ways: Between, top: float) -> Mask:
    """Pairs between which a straight line can have an allowed length; no cell is above ``top``."""
    low, high = edge.line
    near = chord_at_least(ways.least) / BELOW_SEA
    if ways.nearer is None or ways.farther is None:
        return np.asarray(near <= high)
    room = 1 + 1e-9
    can = np.asarray(np.hypot(near, ways.nearer) <= high * room)
    if low > 0:
        far = chord_at_most(ways.most) * lift(top)
        can &= np.hypot(far, ways.farther) * room >= low
    return can


class _Windows:
    """What an object's speed leaves of the windows of time of both places' cells."""

    def __init__(self, edge: Edge, first: Cover, second: Cover) -> None:
        self.edge, self.first, self.second = edge, first, second
        here, there = len(first), len(second)
        # From the first place to the second: whether at all, when there and off at the latest.
        self.goes, self.comes = np.zeros(here, dtype=bool), np.zeros(there, dtype=bool)
        self.arrival, self.departure = np.full(there, math.inf), np.full(here, -math.inf)
        # And from the second to the first, where it is not known which comes first.
        self.ends, self.begins = np.zeros(here, dtype=bool), np.zeros(there, dtype=bool)
        self.reach, self.leave = np.full(here, math.inf), np.full(there, -math.inf)

    def pass_rows(self, rows: slice, ways: Between, can: Mask) -> Mask:
        """Pairs between which there is time enough, of some cells of the first place and all."""
        edge, first, second = self.edge, self.first, self.second
        way = ways.least * float(GROUND)
        if edge.hard and ways.nearer is not None:
            way = np.hypot(way, ways.nearer)
        takes = way / (edge.speed * (1 + 1e-12))
        there = first.early[rows, None] + takes  # when the second place is reached at the earliest
        forth = can & (there <= second.late[None, :] + ROUNDING)
        self.goes[rows], self.comes = forth.any(axis=1), self.comes | forth.any(axis=0)
        soonest = np.min(there, axis=0, where=forth, initial=math.inf)
        self.arrival = np.minimum(self.arrival, soonest)
        off = second.late[None, :] - takes  # when the first place must be left at the latest
        self.departure[rows] = np.max(off, axis=1, where=forth, initial=-math.inf)
        if not edge.either:
            return forth
        here = second.early[None, :] + takes
        back = can & (here <= first.late[rows, None] + ROUNDING)
        self.ends[rows], self.begins = back.any(axis=1), self.begins | back.any(axis=0)
        self.reach[rows] = np.min(here, axis=1, where=back, initial=math.inf)
        off = first.late[rows, None] - takes
        latest = np.max(off, axis=0, where=back, initial=-math.inf)
        self.leave = np.maximum(self.leave, latest)
        return np.asarray(forth | back)

    def narrow(self) -> None:
        """Narrow the windows of both covers to what all pairs leave."""
        first, second = self.first, self.second
        if not self.edge.either:
            second.early = np.maximum(second.early, self.arrival)
            first.late = np.minimum(first.late, self.departure)
            return
        # A cell that both ways can be so keeps its windows: each way narrows only one end.
        come = np.where(self.begins, second.early, np.maximum(second.early, self.arrival))
        left = np.where(self.comes, second.late, np.minimum(second.late, self.leave))
        gone = np.where(self.ends, first.late, np.minimum(first.late, self.departure))
        back = np.where(self.goes, first.early, np.maximum(first.early, self.reach))
        second.early, second.late, first.late, first.early = come, left, gone, back
