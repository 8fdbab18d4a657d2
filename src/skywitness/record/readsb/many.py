"""Many small traces in one compiled call: scanned one after the other, then settled.

The interpreter's lock is let go of twice for all of them, not twice for each, so that threads do
not wait for each other.

Slow to import: see :mod:`.engine`.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from skywitness.record.readsb import layout as _at
from skywitness.record.readsb.engine import compiled_settle
from skywitness.record.readsb.jit import get_int, jit, set_int
from skywitness.record.readsb.scan import DONE, scan

Array = Any

_NUMBERS, _WORDS = _at.NUMBERS, _at.WORDS
_settle = compiled_settle()
_LONGEST = np.iinfo(np.int64).max
LEFT = -1
"""In place of a count: the trace is left to the reader alone."""


@jit
def scan_many(
    data: int, starts: int, ends: int, files: int, numbers: int, words: int, room: int, seen: int,
    counts: int,
) -> int:  # fmt: skip
    """Rows of traces whose arrays begin and end there, into one table; gives how many.

    As :func:`~skywitness.record.readsb.scan.scan`, whose words all of them share; arrays are given
    by their addresses.

    Args:
        data: the files' bytes, and PAD zeros behind each.
        starts: int64 (files), behind each array's opening bracket.
        ends: int64 (files), behind its closing bracket.
        files: how many.
        numbers: float64 (room, NUMBERS), filled.
        words: int64 (room, WORDS), filled.
        room: for how many rows there is room.
        seen: as the scanner's.
        counts: int64 (files), filled: rows of each, :data:`LEFT` where there is more in it than
            plain rows, or no room for them.
    """
    n = 0
    for k in range(files):
        how, at, count = scan(
            data, get_int(starts, k), numbers + n * 8 * _NUMBERS, words + n * 8 * _WORDS, room - n,
            seen,
        )  # fmt: skip
        if how == DONE and at == get_int(ends, k):
            set_int(counts, k, count)
            n += count
        else:
            set_int(counts, k, LEFT)
    return n


@jit
def settle_many(
    numbers: Array, words: Array, counts: Array, bases: Array, quality_s: float, means: Array,
    bad: Array, carried: Array, spans: Array, time: Array, place: Array, floats: Array,
    smalls: Array, codes: Array, surface: Array, fault: Array,
) -> int:  # fmt: skip
    """Settle the rows of :func:`scan_many`, each trace with its base (µs) and what it carries
    (float64 (files, CARRIED)); ``spans``, int64 (files, 2), is filled with the first and the last
    time (µs since 1970) of each, without those that cannot be: the first is the later one where no
    row has any. The rest is as :func:`~skywitness.record.readsb.settle.settle` has it."""
    first = 0
    for k in range(len(counts)):
        count = counts[k]
        if count > 0:
            _settle(
                numbers[first:], words[first:], count, bases[k], quality_s, means, bad, carried[k],
                time, place, floats, smalls, codes, surface, fault, first,
            )  # fmt: skip
        earliest, latest = _LONGEST, -_LONGEST
        for row in range(first, first + max(count, 0)):
            if fault[row] & 1 == 0:
                earliest = min(earliest, time[row])
                latest = max(latest, time[row])
        spans[k, 0] = earliest
        spans[k, 1] = latest
        first += max(count, 0)
    return first
