"""Time that runs backwards in the order in which a source was read."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from skywitness.aliases import Floats, Ints, Mask
from skywitness.record.faults import limits
from skywitness.record.faults.rows import Rows, feeds


def backwards(group: Ints, t: Floats, past: Floats | None = None) -> tuple[Mask, Floats]:
    """Rows earlier than one before them in their group; rows stand in reading order, by group.

    ``past`` is the latest time of each group before these rows (NaN without one); what it is after
    them is returned as well. A step back of more than a minute begins another recording, and is no
    fault. A group that runs backwards more often than forwards, or that holds many recordings for
    its size, is only written in another order, and nothing in it is marked.
    """
    out = np.zeros(len(t), dtype=bool)
    if not len(t):
        return out, np.zeros(0)
    first = np.r_[True, np.diff(group) != 0]
    edge = np.flatnonzero(first)
    size = np.diff(np.r_[edge, len(t)])
    before = np.r_[np.nan, t[:-1]]
    before[edge] = np.nan if past is None else past
    step = t - before
    restart = step < -limits.BACK_S
    part = np.cumsum(first | restart)
    base = t.copy()
    if past is not None:
        joined = ~restart[edge] & np.isfinite(past)
        base[edge[joined]] = np.fmax(t[edge[joined]], past[joined])
    # The running maximum within each part, exact: ranks, lifted apart from part to part.
    known, rank = np.unique(base, return_inverse=True)
    lift = part * len(known)
    top = known[np.maximum.accumulate(rank + lift) - lift]
    out = t < top
    down = np.add.reduceat((step < 0).astype(np.int64), edge)
    up = np.add.reduceat((step > 0).astype(np.int64), edge)
    anew = np.add.reduceat(restart.astype(np.int64), edge)
    other = (down > up) | (anew > np.maximum(1, limits.SHUFFLED * size))
    out &= ~np.repeat(other, size)
    return out, top[edge + size - 1]


def find(rows: Rows) -> Mask:
    """Rows earlier than one read before them from the same file and receiver, hour by hour.

    Only rows of one aircraft and one UTC hour are compared, so that it does not matter how hours
    are grouped in tables; what runs backwards over a full hour is found while reading, see
    :func:`skywitness.record.faults.as_read`.
    """
    out = np.zeros(rows.n, dtype=bool)
    use = np.flatnonzero(np.isfinite(rows.t) & ~rows.marked("clock"))
    if not len(use):
        return out
    feed, _ = feeds(rows.table)
    row = rows.sorted(rows.table["row"].combine_chunks().fill_null(-1).to_numpy())
    hour = np.floor(rows.t[use] / 3600.0)
    keys: list[npt.NDArray[np.generic]] = [rows.aircraft[use], rows.sorted(feed)[use], hour]
    same = np.ones(len(use) - 1, dtype=bool)
    for key in keys:
        same &= key[1:] == key[:-1]
    # Already in reading order within each group: nothing to look for.
    if len(use) < 2 or (np.all(np.diff(row[use])[same] >= 0) and _together(keys, same)):
        return out
    order = np.lexsort((row[use], keys[2], keys[1], keys[0]))
    change = np.zeros(len(use), dtype=bool)
    for key in keys:
        change[1:] |= np.diff(key[order]) != 0
    bad, _ = backwards(np.cumsum(change), rows.t[use][order])
    out[use[order[bad]]] = True
    return out & ~rows.judged


def _together(keys: list[npt.NDArray[np.generic]], same: Mask) -> bool:
    """Whether every group's rows are consecutive already (one feed for each aircraft)."""
    feed, craft = keys[1], keys[0]
    return bool(np.all((feed[1:] == feed[:-1]) | (craft[1:] != craft[:-1])))
