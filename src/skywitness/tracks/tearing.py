"""Where positions and the speeds reported with them are not of one flight.

High up an aircraft keeps its speed. Who reports 51 kt at 38,000 ft and has then flown at 1,750 kt
was not where one of the two positions says; nor was who reports 480 kt for minutes while its
positions crawl.
"""

from __future__ import annotations

import numpy as np

from skywitness.aliases import Floats, Ints, Mask
from skywitness.record.faults.rows import Rows
from skywitness.tracks import limits
from skywitness.units import KNOT

OTHER_HEIGHTS = ("geoaltitude", "mslaltitude", "aglaltitude", "unstatedaltitude")
"""Columns of heights beside the pressure altitude: any of them shows that it was high up."""


def torn(rows: Rows, p: Ints, way: Floats, dt: Floats) -> Mask:
    """Steps between the rows ``p`` (those with a position) that tear a flight apart; ``way`` (m)
    and ``dt`` (s) are those of the steps, and none is between two aircraft.

    Either the step, of minutes, is far longer than the speeds reported at its ends allow, or it is
    the first or the last of a stretch over minutes along which positions and speeds disagree.
    """
    gs, high = rows.gs[p], _height(rows)[p] >= limits.TORN_FT
    most, least = np.maximum(gs[:-1], gs[1:]), np.minimum(gs[:-1], gs[1:])  # both must be said
    far = way > limits.TORN * most * dt + limits.TORN_M
    fast = most >= limits.TORN_KT * KNOT
    far |= fast & (way > limits.TORN_LESS * least * dt + limits.TORN_M)
    both = high[:-1] & high[1:]
    out: Mask = both & far & (dt >= limits.TORN_S)
    craft = rows.aircraft[p]
    near = both & (craft[1:] == craft[:-1]) & (dt >= 0) & (dt <= limits.AMISS_STEP_S)
    near &= np.isfinite(most)
    return out | _ends(_amiss(rows.xyz[p], gs, rows.t[p], way, dt, near))


def _amiss(xyz: Floats, gs: Floats, t: Floats, way: Floats, dt: Floats, near: Mask) -> Mask:
    """Steps of stretches over which the way and the reported speed disagree by a large factor.

    Only steps that are ``near`` (short ones) count: along others an aircraft may have turned.
    """
    n = len(t)
    out = np.zeros(n + 1, dtype=np.int64)
    said = np.where(near, (gs[:-1] + gs[1:]) / 2 * dt, 0.0)
    flown = np.where(near, way, 0.0)
    by_speed, by_place = (np.concatenate(([0.0], np.cumsum(v))) for v in (said, flown))
    # Runs of near steps: rows from `begin` to each row.
    begin = np.maximum.accumulate(np.where(np.concatenate(([True], ~near)), np.arange(n), 0))
    # Within its run, the last row that is so long before each row.
    run_t = t - t[begin] + begin * 1e7  # rises from run to run, as none lasts so long
    since = np.searchsorted(run_t, run_t - limits.TORN_S, side="right") - 1
    whole = (t - t[begin] >= limits.TORN_S) & (since >= begin)
    a, b = since[whole], np.flatnonzero(whole)
    spoken, gone = by_speed[b] - by_speed[a], by_place[b] - by_place[a]
    span = t[b] - t[a]
    crawls = (gone < spoken / limits.AMISS) & (spoken > limits.AMISS_KT * KNOT * span)
    straight = np.linalg.norm(xyz[b] - xyz[a], axis=1)
    races = (straight > limits.AMISS * spoken) & (straight > limits.AMISS_KT * KNOT * span)
    odd = crawls | races
    np.add.at(out, a[odd], 1)
    np.add.at(out, b[odd], -1)
    return np.asarray(np.cumsum(out)[: n - 1] > 0)


def _ends(amiss: Mask) -> Mask:
    """The steps that lead into such a stretch and out of it."""
    padded = np.concatenate(([False], amiss, [False]))
    into = padded[1:] & ~padded[:-1]  # of rows: the first of a stretch
    after = padded[:-1] & ~padded[1:]  # the last one
    out = np.zeros(len(amiss), dtype=bool)
    out |= into[1:]  # the step to the stretch's first row …
    out |= after[:-1]  # … and the one from its last
    return out


def _height(rows: Rows) -> Floats:
    """The greatest of each row's heights, ft, whatever they count from; NaN where it is marked."""
    found = rows.altitude
    for name in OTHER_HEIGHTS:
        if name in rows.table.column_names:
            found = np.fmax(found, rows.number(name))
    return np.where(rows.marked("altitude"), np.nan, found)
