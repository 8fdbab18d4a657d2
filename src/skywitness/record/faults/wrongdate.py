"""A run of rows with a date that is years off, while the time of day goes on.

Recorders that do not know the date yet, or lose it, write an old one. In the order of the file the
time steps by whole days there, and the aircraft fly on: that tells it from another recording, which
begins anew.
"""

from __future__ import annotations

import itertools

import numpy as np

from skywitness.aliases import Ints, Mask
from skywitness.earth import ecef
from skywitness.record.faults import limits
from skywitness.record.faults.midnight import Batch
from skywitness.units import KNOT

MOST_SEAMS = 1000
"""Where dates change so often, nothing is looked for."""


def find(rows: Batch) -> Mask:
    """Rows of one feed, all with a time, whose date is such a one."""
    out = np.zeros(len(rows.t), dtype=bool)
    seams = np.flatnonzero(np.abs(np.diff(rows.t)) >= limits.STRAY_S) + 1
    if not 0 < len(seams) <= MOST_SEAMS:
        return out
    edges = [0, *seams.tolist(), len(rows.t)]
    goes_on = {k: _goes_on(rows, k) for k in seams.tolist()}
    for n, (first, end) in enumerate(itertools.pairwise(edges)):
        around = [(k, m) for k, m in ((first, n - 1), (end, n + 1)) if k in goes_on]
        others = sum(edges[m + 1] - edges[m] for _, m in around)
        is_few = limits.WRONG_DATE_SHARE * (end - first) <= others
        if is_few and all(goes_on[k] and rows.t[edges[m]] > rows.t[first] for k, m in around):
            out[first:end] = True
    return out


def _goes_on(rows: Batch, k: int) -> bool:
    """Whether row ``k`` goes on where the rows before it were, but for whole days."""
    days = np.round((rows.t[k - 1] - rows.t[k]) / limits.DAY_S) * limits.DAY_S
    if not 0 <= rows.t[k] + days - rows.t[k - 1] <= limits.WRONG_DATE_S:
        return False
    most = limits.MIDNIGHT_ROWS
    before = _near(rows, np.arange(k - 1, max(k - 1 - most, -1), -1), rows.t[k - 1])
    after = _near(rows, np.arange(k, min(k + most, len(rows.t))), rows.t[k])
    votes = [_reached(rows, before[c], after[c], days) for c in before.keys() & after.keys()]
    return 2 * sum(votes) > len(votes)


def _near(rows: Batch, at: Ints, time: float) -> dict[int, int]:
    """The first of these rows of each aircraft with a place, shortly before or after a time."""
    soon = np.abs(rows.t[at] - time) <= limits.WRONG_DATE_S
    at = at[soon & np.isfinite(rows.lat[at]) & np.isfinite(rows.lon[at])]
    found: dict[int, int] = {}
    for row, craft in zip(at.tolist(), rows.craft[at].tolist(), strict=True):
        found.setdefault(craft, row)
    return found


def _reached(rows: Batch, one: int, two: int, days: float) -> bool:
    """Whether an aircraft can have come from one place to the other at the speed it said; at
    :data:`~skywitness.record.faults.limits.WRONG_DATE_KT` where it said none."""
    dt = rows.t[two] + days - rows.t[one]
    said = [v for v in (rows.gs[one], rows.gs[two]) if np.isfinite(v)]
    speed = float(np.mean(said)) if said else limits.WRONG_DATE_KT * KNOT
    a, b = ecef(rows.lon[[one, two]], rows.lat[[one, two]])
    way = float(np.linalg.norm(b - a))
    return bool(way <= limits.MIDNIGHT_M + (1 + limits.MIDNIGHT_SHARE) * speed * dt)
