"""Positions that are another aircraft's, to the last digit.

Networks now and then give an aircraft the position of its neighbour, at the end of a track above
all. Two aircraft are never in one place to a tenth of a metre, so where two rows of different
aircraft have one position within seconds, and no height tells them apart, one of them has it from
the other: the one that was not on its way there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from skywitness.aliases import Floats, Ints, Mask
from skywitness.earth import ecef
from skywitness.record.faults import limits
from skywitness.record.faults.rows import Rows

HEIGHTS = ("altitude", "geoaltitude", "mslaltitude")
"""Columns of heights that may be compared, as far as the record has them."""
Fix = tuple[float, float, float, float]
"""A time (s) and a place (m, from the Earth's middle)."""


@dataclass(frozen=True)
class Past:
    """The last rows of a table: when, where, of whom, how high."""

    t: Floats
    lat: Floats
    lon: Floats
    name: list[str]
    heights: Floats
    course: list[tuple[Fix, ...]]
    """The fixes that each row's aircraft had before it, two at most."""


@dataclass(frozen=True)
class State:
    """What the next table must know."""

    past: Past | None = None
    fixes: Mapping[str, tuple[Fix, ...]] = field(default_factory=dict)
    """The last two places of each aircraft, of those seen of late."""


def find(rows: Rows, state: State) -> tuple[Mask, State]:
    """Rows whose position is another aircraft's, and what is remembered after them."""
    out = np.zeros(rows.n, dtype=bool)
    use = np.isfinite(rows.lat) & np.isfinite(rows.lon) & np.isfinite(rows.t)
    use &= ~rows.marked("position", "clock", "frozen", "jump", "stale", "twin")
    index = np.flatnonzero(use)
    if not len(index):
        return out, state
    table = _Table(rows, index, state)
    for a, b in table.pairs():
        for one, other in ((a, b), (b, a)):
            if table.is_copy(one, other):
                out[index[one]] = True
                table.copies.add(one)
    return out & ~rows.judged_together, table.state()


class _Table:
    """The usable rows of a table, the last ones of the table before in front of them."""

    def __init__(self, rows: Rows, index: Ints, state: State) -> None:
        self.rows, self.index, self.before = rows, index, state
        self.t, self.lat, self.lon = rows.t[index], rows.lat[index], rows.lon[index]
        self.copies: set[int] = set()
        self._heights: Floats | None = None

    def pairs(self) -> list[tuple[int, int]]:
        """Rows (places in ``index``; below 0 those of the table before) of different aircraft with
        one position within seconds, in the order of the later one's time."""
        past = self.before.past
        lat, lon, t = self.lat, self.lon, self.t
        craft = self.rows.aircraft[self.index]
        names = self.rows.names
        if past is not None and len(past.t):
            place = {name: k for k, name in enumerate(names)}
            old = np.array([place.get(n, len(names) + k) for k, n in enumerate(past.name)])
            lat, lon = np.r_[past.lat, lat], np.r_[past.lon, lon]
            t, craft = np.r_[past.t, t], np.r_[old, craft]
        shift = len(t) - len(self.t)
        key = lat.view(np.uint64) * np.uint64(0x9E3779B97F4A7C15) + lon.view(np.uint64)
        order = np.argsort(key, kind="stable")
        start = np.flatnonzero(np.r_[True, np.diff(key[order]) != 0])
        least, most = (f.reduceat(craft[order], start) for f in (np.minimum, np.maximum))
        ends = np.r_[start[1:], len(order)]
        found: list[tuple[float, int, int]] = []
        for group in np.flatnonzero(least != most).tolist():
            members = order[start[group] : ends[group]].tolist()
            one = members[0]
            # Places with few digits are shared by chance.
            if not (_fine(lat[[one]]) | _fine(lon[[one]])).any():
                continue
            members.sort(key=lambda m: t[m])
            for k, later in enumerate(members):
                for earlier in members[max(0, k - limits.COPY_ROWS) : k]:
                    near = t[later] - t[earlier] <= limits.COPY_S
                    same = lat[later] == lat[earlier] and lon[later] == lon[earlier]
                    if near and same and craft[later] != craft[earlier]:
                        found.append((float(t[later]), later - shift, earlier - shift))
        return [(later, earlier) for _, later, earlier in sorted(found)]

    def is_copy(self, one: int, other: int) -> bool:
        """Whether row ``one`` has its position from row ``other``."""
        if one < 0 or one in self.copies or other in self.copies:
            return False
        if not _same_height(self._height(one), self._height(other)):
            return False
        here = self._fix(one)
        mine, theirs = (_off(self._course(k), self._fix(k)) for k in (one, other))
        if mine is None or theirs is None:
            return False
        return mine > limits.COPY_OFF_M and mine > limits.COPY_TIMES * theirs and here[0] >= 0

    def _height(self, k: int) -> Floats:
        past = self.before.past
        if k < 0:
            assert past is not None
            return np.asarray(past.heights[len(past.t) + k])
        if self._heights is None:
            known = [n for n in HEIGHTS if n in self.rows.table.column_names]
            self._heights = np.column_stack([self.rows.number(n)[self.index] for n in known])
        return np.asarray(self._heights[k])

    def _fix(self, k: int) -> Fix:
        past = self.before.past
        if k >= 0:
            x, y, z = self.rows.xyz[self.index[k]].tolist()
            return float(self.t[k]), x, y, z
        assert past is not None
        x, y, z = ecef(past.lon[[k]], past.lat[[k]])[0].tolist()
        return float(past.t[k]), x, y, z

    def _course(self, k: int) -> tuple[Fix, ...]:
        """The two places of the row's aircraft before it that are no copies and not this one."""
        past = self.before.past
        if k < 0:
            assert past is not None
            return past.course[len(past.t) + k]
        craft = self.rows.aircraft[self.index[k]]
        here, found = (self.lat[k], self.lon[k]), list[Fix]()
        m = k - 1
        while m >= 0 and len(found) < 2 and self.rows.aircraft[self.index[m]] == craft:
            place = (self.lat[m], self.lon[m])
            if m not in self.copies and place != here:
                found.append(self._fix(m))
                here = place
            m -= 1
        if len(found) < 2:
            known = self.before.fixes.get(self.rows.names[craft], ())
            found += [fix for fix in known if not found or fix[1:] != found[-1][1:]]
        return tuple(found[:2])

    def state(self) -> State:
        """What the next table must know: rows of the last seconds, and where aircraft were."""
        end = float(self.t.max())
        late = np.flatnonzero(self.t >= end - limits.COPY_S)
        late = np.array([k for k in late.tolist() if k not in self.copies], dtype=np.int64)
        names = [self.rows.names[self.rows.aircraft[self.index[k]]] for k in late.tolist()]
        heights = [self._height(k) for k in late.tolist()]
        past = Past(
            self.t[late], self.lat[late], self.lon[late], names,
            np.array(heights).reshape(len(late), -1), [self._course(k) for k in late.tolist()],
        )  # fmt: skip
        craft = self.rows.aircraft[self.index]
        last = np.flatnonzero(np.r_[np.diff(craft) != 0, True])
        recent = last[self.t[last] >= end - limits.COPY_KEPT_S]
        fixes = {
            self.rows.names[craft[k]]: (self._fix(k), *self._course(k))[:2]
            for k in recent.tolist()
            if k not in self.copies
        }
        older = {n: f for n, f in self.before.fixes.items() if n not in fixes}
        kept = {n: f for n, f in older.items() if f and f[0][0] >= end - limits.COPY_KEPT_S}
        return State(past, kept | fixes)


def _fine(degrees: Floats) -> Mask:
    """Whether positions have more digits than chance makes alike: more than four decimals."""
    scaled = degrees * 1e4
    return np.asarray(np.abs(scaled - np.rint(scaled)) > 1e-6)


def _same_height(one: Floats, other: Floats) -> bool:
    """Whether no height tells two rows apart: the same, 0 in the first, or none said of one."""
    both = np.isfinite(one) & np.isfinite(other)
    return bool(np.all((one == other)[both] | (one == 0.0)[both]))


def _off(course: tuple[Fix, ...], here: Fix) -> float | None:
    """How far (m) a place is from where an aircraft was on its way to; None if nothing tells."""
    if len(course) < 2:
        return None
    (t1, *p1), (t0, *p0) = course
    if not (0 < t1 - t0 <= limits.COPY_KEPT_S and 0 <= here[0] - t1 <= limits.COPY_KEPT_S):
        return None
    one, zero = np.array(p1), np.array(p0)
    way = one + (one - zero) / (t1 - t0) * (here[0] - t1)
    return float(np.linalg.norm(np.array(here[1:]) - way))
