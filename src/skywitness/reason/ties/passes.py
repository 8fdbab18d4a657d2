"""One edge held against the cells of both its places: which pairs of prisms it leaves.

A pair of cells stays when some way, time and height in them are such as the edge allows. Every
bound is an outer one: ways from below by chords, times by the hard speed over the least way and the
least climb together, lines from the chord and the heights.

Few pairs tell anything: of a cell only whether it has a pair that can be so counts, the first time
of arrival, the last of departure. Of many cells, pairs that promise most are measured first, then
those whose chord is short enough to tell more, for no way is shorter than its chord. What is passed
over would change nothing.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from skywitness.aliases import Floats, Indices, Mask
from skywitness.earth import chord_at_least, chord_at_most
from skywitness.reason.ties.blocks import SIZE, blocks_of
from skywitness.reason.ties.demands import GROUND
from skywitness.reason.ties.nearpairs import ROUNDING, near_pairs
from skywitness.reason.ties.network import BELOW_SEA, Edge, lift
from skywitness.reason.ties.places import Between, Cover
from skywitness.reason.work import charge

FEW = 6_000  # pairs of cells that are all measured
AT_ONCE = 400  # pairs of blocks looked into together: then what they tell counts for the next
ROOM = AT_ONCE * SIZE * SIZE  # pairs of cells in so many
SLACK = 0.1  # metres that a chord may be longer than what it bounds: formulas are rounded
HUGE = 1e12  # metres: farther than anything on the Earth
BENT = math.pi / 2 * 1.001  # no way along the ground is so many times as long as its chord


def pass_over(edge: Edge, first: Cover, second: Cover) -> float | None:
    """Prune two covers by an edge; the least way left between them, ``None`` if none is."""
    if not len(first) or not len(second):
        return None
    pairs = len(first) * len(second)
    charge(600 + 0.002 * pairs)
    left = _Left(edge, first, second)
    if pairs <= FEW:
        one, other = np.indices((len(first), len(second)))
        left.measure(one.ravel(), other.ravel())
    else:
        _Search(left).run()
    if not left.here.any():
        return None
    left.narrow()
    here = left.here & (first.early <= first.late + ROUNDING)
    there = left.there & (second.early <= second.late + ROUNDING)
    if not here.any() or not there.any():
        return None
    if not here.all():
        first.keep(here)
    if not there.all():
        second.keep(there)
    return left.shortest


class _Left:
    """What pairs measured so far leave of two covers: cells, windows of time, the least way."""

    def __init__(self, edge: Edge, first: Cover, second: Cover) -> None:
        self.edge, self.first, self.second = edge, first, second
        self.timed = bool(edge.who) and math.isfinite(edge.speed)
        ends = (first.low, first.high, second.low, second.high)
        self.tall = all(bool(np.isfinite(end).all()) for end in ends)
        self.lift = lift(max(float(first.high.max()), float(second.high.max())))
        n, m = len(first), len(second)
        self.here, self.there = np.zeros(n, dtype=bool), np.zeros(m, dtype=bool)
        self.shortest = math.inf
        # From the first place to the second: whether at all, when there and off at the latest.
        self.goes, self.comes = np.zeros(n, dtype=bool), np.zeros(m, dtype=bool)
        self.arrival, self.departure = np.full(m, math.inf), np.full(n, -math.inf)
        # And from the second to the first, where it is not known which comes first.
        self.ends, self.begins = np.zeros(n, dtype=bool), np.zeros(m, dtype=bool)
        self.reach, self.leave = np.full(n, math.inf), np.full(m, -math.inf)

    def measure(self, i: Indices, j: Indices) -> None:
        """Take in pairs of cells, by their numbers."""
        edge, first, second = self.edge, self.first, self.second
        one, other = first.level.discs, second.level.discs
        off = one.xyz[i] - other.xyz[j]
        chord = np.sqrt(np.einsum("ij,ij->i", off, off))
        ways = Between(chord, one.radius[i] + other.radius[j])
        can = ways.least <= edge.most
        if edge.least > 0:
            can &= ways.most >= edge.least
        nearer = farther = None
        if self.tall:
            over, under = first.low[i] - second.high[j], second.low[j] - first.high[i]
            nearer = np.maximum(np.maximum(over, under), 0.0)
            farther = np.maximum(-over, -under)
        if edge.line != (0.0, math.inf):
            can &= self._in_line(ways, nearer, farther)
        if self.timed:
            can = self._timed(i, j, ways.least, nearer, can)
        self.here[i[can]] = True
        self.there[j[can]] = True
        self.shortest = min(self.shortest, float(ways.least[can].min(initial=math.inf)))

    def _in_line(self, ways: Between, nearer: Floats | None, farther: Floats | None) -> Mask:
        """Pairs between which a straight line can have an allowed length."""
        low, high = self.edge.line
        near = chord_at_least(ways.least) / BELOW_SEA
        if nearer is None or farther is None:
            return np.asarray(near <= high)
        room = 1 + 1e-9
        can = np.asarray(np.hypot(near, nearer) <= high * room)
        if low > 0:
            can &= np.hypot(chord_at_most(ways.most) * self.lift, farther) * room >= low
        return can

    def _timed(
        self, i: Indices, j: Indices, least: Floats, nearer: Floats | None, can: Mask
    ) -> Mask:
        """Pairs between which there is time enough, and what they tell of arrivals."""
        edge, first, second = self.edge, self.first, self.second
        way = least * float(GROUND)
        if edge.hard and nearer is not None:
            way = np.hypot(way, nearer)
        takes = way / (edge.speed * (1 + 1e-12))
        there = first.early[i] + takes  # when the second place is reached at the earliest
        forth = can & (there <= second.late[j] + ROUNDING)
        self.goes[i[forth]] = True
        self.comes[j[forth]] = True
        np.minimum.at(self.arrival, j[forth], there[forth])
        # When the first place must be left at the latest.
        np.maximum.at(self.departure, i[forth], (second.late[j] - takes)[forth])
        if not edge.either:
            return np.asarray(forth)
        here = second.early[j] + takes
        back = can & (here <= first.late[i] + ROUNDING)
        self.ends[i[back]] = True
        self.begins[j[back]] = True
        np.minimum.at(self.reach, i[back], here[back])
        np.maximum.at(self.leave, j[back], (first.late[i] - takes)[back])
        return np.asarray(forth | back)

    def narrow(self) -> None:
        """Narrow the windows of both covers to what all pairs leave."""
        if not self.timed:
            return
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


@dataclass(frozen=True)
class _Room:
    """Metres of way up to which pairs can tell something, and which pairs cannot at all."""

    metres: Floats
    nothing: Mask


class _Search:
    """The pairs of two large covers that tell something."""

    def __init__(self, left: _Left) -> None:
        edge = left.edge
        self.left = left
        self.one, self.other = blocks_of(left.first), blocks_of(left.second)
        off = self.one.middle[:, None] - self.other.middle[None, :]
        self.apart = np.sqrt(np.einsum("ijk,ijk->ij", off, off))
        self.wide = self.one.spread[:, None] + self.other.spread[None, :]
        self.radii = self.one.widest[:, None] + self.other.widest[None, :]
        # Metres of way that a second is enough for.
        self.pace = edge.speed * (1 + 1e-12) / float(GROUND) if left.timed else 0.0
        self.slack = SLACK + ROUNDING * self.pace
        # Compiled code is made for arrays of one kind: own ones, without gaps.
        self.cells = tuple(
            (np.array(b.cells), np.array(b.xyz), np.array(b.radius)) for b in (self.one, self.other)
        )
        first, second = left.first, left.second
        ends = (first.early, first.late, second.early, second.late)
        self.windows = tuple(np.array(end) for end in ends)
        self.found = (np.empty(ROOM, dtype=np.int64), np.empty(ROOM, dtype=np.int64))

    def run(self) -> None:
        """Measure what promises most, then all else that can tell anything."""
        g, h = self._promising()
        for start in range(0, len(g), AT_ONCE):
            self._look_into(g[start : start + AT_ONCE], h[start : start + AT_ONCE])
        room = self._room_of_blocks()
        near = self.apart - self.wide <= room.metres + self.radii + self.slack
        near &= ~room.nothing
        near[g, h] = False
        g, h = np.nonzero(near)
        order = np.argsort(self.apart[g, h], kind="stable")
        g, h = g[order], h[order]
        for start in range(0, len(g), AT_ONCE):
            self._look_into(g[start : start + AT_ONCE], h[start : start + AT_ONCE])

    def _promising(self) -> tuple[Indices, Indices]:
        """For each block of either cover the one of the other that promises most."""
        left, one, other = self.left, self.one, self.other
        here, there = np.arange(len(one.cells)), np.arange(len(other.cells))
        far = np.where(BENT * (self.apart + self.wide) + self.radii < left.edge.least,
                       HUGE, self.apart)  # fmt: skip
        best = [(here, far.argmin(axis=1)), (far.argmin(axis=0), there)]
        if left.timed:
            for soon in (
                (far + self.pace * one.early[:, None], far - self.pace * other.late[None, :]),
                (far - self.pace * one.late[:, None], far + self.pace * other.early[None, :])
            )[: 2 if left.edge.either else 1]:  # fmt: skip
                for cost in soon:
                    best += [(here, cost.argmin(axis=1)), (cost.argmin(axis=0), there)]
        chosen = np.zeros(self.apart.shape, dtype=bool)
        for g, h in best:
            chosen[g, h] = True
        where = np.nonzero(chosen)
        return where[0], where[1]

    def _room_of_blocks(self) -> _Room:
        """The room of all pairs of blocks."""
        left, one, other = self.left, self.one, self.other
        return self._room(
            (one.early[:, None], one.late[:, None], other.early[None, :], other.late[None, :]),
            tuple(one.all(f)[:, None] & other.all(t)[None, :] for f, t in self._told()),
            (one.least(left.departure)[:, None], other.most(left.arrival)[None, :]),
            (one.most(left.reach)[:, None], other.least(left.leave)[None, :]),
        )

    def _told(self) -> tuple[tuple[Mask, Mask], ...]:
        left = self.left
        return (left.here, left.there), (left.goes, left.comes), (left.ends, left.begins)

    def _room(
        self,
        windows: tuple[Floats, Floats, Floats, Floats],
        told: tuple[Mask, ...],
        forth: tuple[Floats, Floats],
        back: tuple[Floats, Floats],
    ) -> _Room:
        """How long the way between pairs may be to tell something.

        Where both ends of a difference are the same infinity, nothing more can be told.

        ``windows`` are the ends of the windows of both, ``told`` says whether both can be so
        already, on the way there, on the way back; ``forth`` and ``back`` hold times known so far.
        """
        left, pace = self.left, self.pace
        every, useful = told[0], np.array(left.shortest)
        if not left.timed:
            most = np.array(left.edge.most)
            room = np.where(every, np.minimum(most, useful), most)
            return _Room(room, every & (useful <= 0))
        early, late, begin, end = windows
        departure, arrival = forth
        time = end + ROUNDING - early
        able = time >= 0
        every = every & (told[1] | ~able)
        more = np.fmax(_less(arrival, early), _less(end, departure)) * pace
        useful = np.fmax(useful, np.where(able, more, -math.inf))
        if left.edge.either:
            reach, leave = back
            other = late + ROUNDING - begin
            able = other >= 0
            every = every & (told[2] | ~able)
            more = np.fmax(_less(reach, begin), _less(late, leave)) * pace
            useful = np.fmax(useful, np.where(able, more, -math.inf))
            time = np.maximum(time, other)
        most = np.minimum(left.edge.most, time * pace)
        room = np.where(every, np.minimum(most, useful), most)
        return _Room(room, (every & (useful <= 0)) | (most < 0))

    def _look_into(self, g: Indices, h: Indices) -> None:
        """Measure the pairs of cells in pairs of blocks that can tell something as yet."""
        left, edge = self.left, self.left.edge
        count = near_pairs()(
            *self.cells, g, h, self.windows,
            (left.here, left.there, left.goes, left.comes, left.ends, left.begins),
            (left.departure, left.arrival), (left.reach, left.leave),
            (left.timed, edge.either, edge.least, edge.most, self.pace),
            left.shortest, self.slack, BENT, *self.found,
        )  # fmt: skip
        one, other = (numbers[:count] for numbers in self.found)
        left.measure(one, other)


def _less(one: Floats, other: Floats) -> Floats:
    """The difference, not a number where both are the same infinity."""
    with np.errstate(invalid="ignore"):
        return np.asarray(one - other)
