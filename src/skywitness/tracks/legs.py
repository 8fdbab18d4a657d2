"""Legs: where one flight of an aircraft ends and the next begins."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from skywitness.aliases import Floats, Ints, Mask
from skywitness.record.faults.jump import Course
from skywitness.record.faults.rows import Rows
from skywitness.tracks import limits
from skywitness.tracks.tearing import torn

LEFT_OUT = ("clock", "copied", "frozen", "jump", "position", "reversed", "stale")
"""Rows with these faults decide nothing about legs; they belong to the leg they stand in."""


def legs(table: pa.Table) -> Ints:
    """The leg each row belongs to: numbers from 0 on, in the order of aircraft and time.

    A leg ends where the aircraft is on the ground for ten minutes (five when the callsign changes),
    where it is unseen for ten minutes next to the ground, for half an hour and less than half as
    fast across the gap as it said, or for ten hours, and where its position jumps to where it
    cannot have flown (after the rows marked ``jump`` have shown which positions to believe), or, at
    height and over minutes, to where it would not have come at the speeds it reports; and at both
    ends of minutes along which these and its positions disagree by a large factor.
    Rows without a time, or marked ``clock``, are in no leg: -1.
    """
    return _legs(Rows(table))


def _legs(rows: Rows) -> Ints:
    out = np.full(rows.n, -1, dtype=np.int64)
    timed = np.isfinite(rows.t) & ~rows.marked("clock")
    index = np.flatnonzero(timed)
    if not len(index):
        return out
    cut = np.zeros(rows.n, dtype=bool)
    first = np.r_[True, np.diff(rows.aircraft[index]) != 0]
    cut[index[first]] = True
    good = np.flatnonzero(timed & ~rows.marked(*LEFT_OUT))
    with np.errstate(invalid="ignore"):
        _cut(rows, good, cut)
    out[index] = np.cumsum(cut[index]) - 1
    if rows.order is None:
        return out
    back = np.empty_like(out)
    back[rows.order] = out
    return back


def _cut(rows: Rows, good: Ints, cut: Mask) -> None:
    """Note the first row of each further leg in ``cut``."""
    if len(good) < 2:
        return
    craft, t = rows.aircraft[good], rows.t[good]
    same = craft[1:] == craft[:-1]
    gap = np.where(same, t[1:] - t[:-1], 0.0)
    ground = _ground(rows)[good]
    call, _ = rows.word("callsign")
    call = _filled(call[good], craft)

    beside = ground[1:] | ground[:-1]
    ends = (gap >= limits.TURNAROUND_S) & beside
    ends |= gap >= limits.LOST_S
    # Across a gap the speed is that of the last position before and the first after it.
    slow, jumps = _positions(rows, good)
    ends |= (gap >= limits.GAP_S) & slow
    cut[good[1:][same & (ends | jumps)]] = True

    # Stays on the ground that are reported throughout.
    edge = np.flatnonzero(np.diff(np.r_[0, ground.astype(np.int8), 0]) != 0)
    for lo, hi in zip(edge[::2].tolist(), edge[1::2].tolist(), strict=True):
        pieces = np.flatnonzero(craft[lo + 1 : hi] != craft[lo : hi - 1]) + lo + 1
        for a, b in zip([lo, *pieces], [*pieces, hi], strict=True):
            _stay(a, b, craft, t, call, good, cut)


def _stay(a: int, b: int, craft: Ints, t: Floats, call: Ints, good: Ints, cut: Mask) -> None:
    """Cut one stay on the ground (rows ``a`` to ``b``) if it parts two flights."""
    flies_in = a > 0 and craft[a - 1] == craft[a]
    flies_out = b < len(t) and craft[b] == craft[a]
    if not (flies_in and flies_out) or cut[good[a : b + 1]].any():
        return
    lasts = t[b] - t[a]
    other = call[b] != call[a - 1] and call[b] >= 0 and call[a - 1] >= 0
    if lasts < (limits.CALL_S if other else limits.TURNAROUND_S):
        return
    change = np.flatnonzero(call[a + 1 : b + 1] != call[a:b]) + a + 1
    silence = int(np.argmax(np.diff(t[a : b + 1]))) + a + 1
    at = int(change[0]) if other and len(change) else silence
    cut[good[at]] = True


def _ground(rows: Rows) -> Mask:
    """Rows on the ground; where an aircraft never says, those slower than anything that flies."""
    said = rows.number("onground")
    known = np.add.reduceat(np.isfinite(said).astype(np.int64), rows.start) > 0
    slow = rows.gs < 10.0  # metres a second; helicopters hover, but not for ten minutes
    return np.where(np.repeat(known, rows.count), said == 1, slow & (rows.altitude < 15_000))


def _filled(code: Ints, craft: Ints) -> Ints:
    """Words carried forward within each aircraft."""
    at = np.where(code >= 0, np.arange(len(code)), 0)
    at = np.maximum.accumulate(at)
    fits = (code[at] >= 0) & (craft[at] == craft)
    return np.where(fits, code[at], -1)


def _positions(rows: Rows, good: Ints) -> tuple[Mask, Mask]:
    """For each step between good rows: slow across it, and out of reach.

    Both are told by the last position before and the first position after the step.
    """
    n = len(good)
    slow, jumps = np.zeros(n - 1, dtype=bool), np.zeros(n - 1, dtype=bool)
    has = np.flatnonzero(np.isfinite(rows.lat[good]) & np.isfinite(rows.lon[good]))
    if len(has) < 2:
        return slow, jumps
    p = good[has]
    same = rows.aircraft[p][1:] == rows.aircraft[p][:-1]
    x, y, z = rows.xyz[p].T
    course = Course(rows.t[p], x, y, z, rows.gs[p], rows.room[p])
    row = np.arange(len(p))
    fits = course.reach(row[:-1], row[1:], np.zeros(len(p) - 1, dtype=bool))
    way = np.sqrt(np.diff(x) ** 2 + np.diff(y) ** 2 + np.diff(z) ** 2)
    dt = np.diff(rows.t[p])
    lazy = way < limits.SLOW * rows.gs[p][:-1] * dt
    lazy |= np.isnan(rows.gs[p][:-1]) & (way < 50.0 * dt)
    jumps[has[1:] - 1] = same & (~fits | torn(rows, p, way, dt))
    # The longest silence between the two positions is where the flight may have ended.
    t = rows.t[good]
    step = np.diff(t)
    for k in np.flatnonzero(same & lazy & (dt >= limits.GAP_S)):
        span = slice(int(has[k]), int(has[k + 1]))
        slow[span] = step[span] >= limits.GAP_S
    return slow, jumps
