"""The least or greatest way between two places that covers hold: bounded, and reached.

Pairs of cells are searched best first: those that carry the bound are split, those that cannot beat
a pair of centres already found are dropped. Turns are few and split few pairs each, so of the
many pairs to begin with only those whose bounds are least can ever come into it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from hashlib import blake2b
from itertools import product

import numpy as np
import numpy.typing as npt

from skywitness.aliases import Floats, Indices, Mask
from skywitness.earth import GEOD
from skywitness.reason.regions.explore import Explorer, merge
from skywitness.reason.ties.places import Between, Cover, between
from skywitness.reason.ties.world import Position
from skywitness.reason.work import Kept, within

TURNS = 40
CARRIERS = 256  # pairs of cells split at a time
CLOSE = 1e-3  # relative
KNOWN = 128  # answers that are kept
IDLE = 6  # turns in which the gap must shrink by a tenth


class _Side:
    """The cells of one place, those that came of splitting others at the end."""

    def __init__(self, cover: Cover) -> None:
        self.cover = cover
        self.level = cover.level
        self._parts: dict[int, list[int]] = {}

    def split(self, cells: Indices) -> None:
        """Split some cells as far as it is of use."""
        new = np.array([k for k in np.unique(cells).tolist() if k not in self._parts], dtype=int)
        fine = self.level.discs.radius[new] <= self.cover.finest
        self._parts.update({k: [k] for k in new[fine].tolist()})
        coarse = new[~fine]
        if not len(coarse):
            return
        parents = self.level.take(coarse)
        found = self.cover.explorer(
            parents.cells.children(), np.repeat(parents.low, 4, axis=0), self.cover.stretch
        )
        alive = np.flatnonzero(found.low[:, 0] <= self.cover.stretch)
        self._parts.update({k: [] for k in coarse.tolist()})
        for k, parent in enumerate(np.repeat(coarse, 4)[alive].tolist(), len(self.level.cells)):
            self._parts[parent].append(k)
        self.level = merge([self.level, found.take(alive)])

    def parts(self, cell: int) -> list[int]:
        """What a cell was split into."""
        return self._parts[cell]

    def centre(self, cell: int) -> Position:
        """A cell's centre."""
        discs = self.level.discs
        return float(discs.lon[cell]), float(discs.lat[cell])

    @property
    def held(self) -> npt.NDArray[np.bool_]:
        """Cells whose centre meets what is said of the place."""
        return np.asarray(self.level.centre[:, 0] <= self.cover.stretch)


@dataclass(frozen=True)
class Reached:
    """A way in metres (times the sign asked for) between two positions, longitude and latitude."""

    value: float
    first: Position
    second: Position


def extreme(a: Cover, b: Cover, sign: int, close: float = CLOSE) -> tuple[float, Reached | None]:
    """The least ``sign * way`` in metres between two covers: a bound, and what a pair reaches.

    The pair are the centres of two cells that each meet what is said of that place alone; their way
    is within the rounding of geodesics. ``None`` where no pair was found. ``close`` is how near to
    each other the two must be, relative. Many readings leave two places the same cells, so answers
    are kept.
    """
    key = _key(a), _key(b), sign, close
    kept = _known.get(key)
    if kept is None:
        with within() as meter:
            kept = _Known(*_searched(a, b, sign, close), (a.explorer, b.explorer))
        _known.put(key, kept, meter.done)
    return kept.bound, kept.best


@dataclass(frozen=True)
class _Known:
    """An answer; ``explorers`` keep alive what its key names."""

    bound: float
    best: Reached | None
    explorers: tuple[Explorer, Explorer]


_known: Kept[tuple[object, ...], _Known] = Kept(KNOWN)


def _key(cover: Cover) -> tuple[object, ...]:
    """What an extreme depends on: what is said of a place, and the cells left of it."""
    said = tuple((c.measure.key, c.allowed) for c in (*cover.hard, *cover.row))
    cells, level = cover.level.cells, cover.level
    numbers = (cells.face, cells.level, cells.i, cells.j, level.low, level.centre)
    left = blake2b(b"".join(np.ascontiguousarray(n).tobytes() for n in numbers)).digest()
    return said, cover.stretch, cover.finest, left


def _searched(a: Cover, b: Cover, sign: int, close: float) -> tuple[float, Reached | None]:
    """What :func:`extreme` says, searched for."""
    one, other = _Side(a), _Side(b)
    ways = between(a, b)
    first, second = (k.ravel() for k in np.indices(ways.chord.shape))
    new = _pairs(one, other, first, second, ways, sign)
    best = _nearer(None, new, one, other)
    rest = new.up_to(math.inf if best is None else best.value)
    rest = rest.take(rest.lowest(TURNS * CARRIERS)).ordered()
    pairs, bound = new.take(slice(0, 0)), -math.inf
    gaps: list[float] = []
    finest = 2 * (a.finest + b.finest)
    for _ in range(TURNS):
        reached = math.inf if best is None else best.value
        bound = float(min(pairs.lows.min(initial=math.inf), rest.lows.min(initial=math.inf)))
        gaps.append(reached - bound)
        idle = len(gaps) > IDLE and gaps[-1] > 0.9 * gaps[-1 - IDLE]
        if idle or gaps[-1] <= close * abs(bound) + finest:
            break
        pairs, rest = pairs.up_to(reached), rest.up_to(reached)
        # No more than so many of the rest can be among those that carry the bound.
        pairs, rest = pairs + rest.take(slice(0, CARRIERS)), rest.take(slice(CARRIERS, None))
        carry = np.zeros(len(pairs), dtype=bool)
        carry[pairs.lowest(CARRIERS)] = True
        split, pairs = pairs.take(carry), pairs.take(~carry)
        one.split(split.one)
        other.split(split.other)
        carriers = list(zip(split.one.tolist(), split.other.tolist(), strict=True))
        parts = [new for k, m in carriers for new in product(one.parts(k), other.parts(m))]
        if parts == carriers:  # all of them as fine as is of use
            break
        new = _measured(one, other, np.array(parts, dtype=int).reshape(-1, 2), sign)
        best = _nearer(best, new, one, other)
        pairs = pairs + new
        if not len(pairs) and not len(rest):
            break
    return bound, best


@dataclass(frozen=True)
class _Pairs:
    """Pairs of cells, with bounds in metres on the ways between them.

    ``middles`` are about ``sign * way`` between the centres, infinite where one is not held.
    """

    one: Indices
    other: Indices
    least: Floats
    most: Floats
    middles: Floats
    sign: int

    def __len__(self) -> int:
        """The number of pairs."""
        return len(self.one)

    @property
    def lows(self) -> Floats:
        """What ``sign * way`` is at least."""
        return self.least if self.sign > 0 else -self.most

    def take(self, which: Mask | Indices | slice) -> _Pairs:
        """Some of the pairs."""
        return _Pairs(
            self.one[which],
            self.other[which],
            self.least[which],
            self.most[which],
            self.middles[which],
            self.sign,
        )

    def __add__(self, more: _Pairs) -> _Pairs:
        """These pairs and others."""
        return _Pairs(
            np.concatenate((self.one, more.one)),
            np.concatenate((self.other, more.other)),
            np.concatenate((self.least, more.least)),
            np.concatenate((self.most, more.most)),
            np.concatenate((self.middles, more.middles)),
            self.sign,
        )

    def up_to(self, reached: float) -> _Pairs:
        """Those that can be less than a value, or as little."""
        return self.take(self.lows <= reached)

    def lowest(self, count: int) -> Indices:
        """So many whose bounds are least.

        Where covers overlap many bounds are alike, all nothing: of those half are pairs whose
        centres are held and near to each other, half are wide ones, where none may be held yet.
        """
        if count >= len(self):
            return np.arange(len(self))
        lows = self.lows
        last = np.partition(lows, count - 1)[count - 1]
        less, alike = np.flatnonzero(lows < last), np.flatnonzero(lows == last)
        room = count - len(less)
        near = _few(self.middles[alike], room // 2)
        alike = np.concatenate((alike[near], np.delete(alike, near)))
        wide = _few((self.least - self.most)[alike[len(near) :]], room - len(near)) + len(near)
        return np.concatenate((less, alike[: len(near)], alike[wide]))

    def ordered(self) -> _Pairs:
        """The pairs by their bounds; those alike in turn by their middles and by their widths."""
        ranks = (np.argsort(np.argsort(k)) for k in (self.middles, self.least - self.most))
        return self.take(np.lexsort((np.minimum(*ranks), self.lows)))


def _few(values: Floats, count: int) -> Indices:
    """Where so many of the least values are."""
    if count >= len(values):
        return np.arange(len(values))
    return np.argpartition(values, max(count - 1, 0))[:count]


def _pairs(
    one: _Side, other: _Side, first: Indices, second: Indices, ways: Between, sign: int
) -> _Pairs:
    """Pairs of cells with what is known of the ways between them."""
    least, most = ways.least.ravel(), ways.most.ravel()
    held = one.held[first] & other.held[second]
    # Of cells that overlap the least is cut off at nothing, so the middle of both says nothing.
    middle = np.where(least > 0, (least + most) / 2, most - ways.radii.ravel())
    middles = np.where(held, sign * middle, math.inf)
    return _Pairs(first, second, least, most, middles, sign)


def _nearer(best: Reached | None, pairs: _Pairs, one: _Side, other: _Side) -> Reached | None:
    """The least way reached so far, or one of some pairs' that is less.

    Middles only say which pair to look at: bounds on long ways are wide, and what is pruned by a
    way that no pair reaches may be the least one.
    """
    if not len(pairs):
        return best
    k = int(np.argmin(pairs.middles))
    if math.isinf(pairs.middles[k]):
        return best
    here, there = one.centre(pairs.one[k]), other.centre(pairs.other[k])
    value = pairs.sign * float(GEOD.inv(*here, *there)[2])
    if best is not None and value >= best.value:
        return best
    return Reached(value, here, there)


def _measured(one: _Side, other: _Side, pairs: Indices, sign: int) -> _Pairs:
    """Pairs of cells, one a row, with bounds on the ways between them."""
    first, second = pairs.T
    here, there = one.level.discs.take(first), other.level.discs.take(second)
    chord = np.linalg.norm(here.xyz - there.xyz, axis=1)
    return _pairs(one, other, first, second, Between(chord, here.radius + there.radius), sign)
