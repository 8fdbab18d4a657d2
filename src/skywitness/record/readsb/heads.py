"""What stands before the rows of many small traces, told by one compiled call.

Only heads as readsb writes them are taken: names and words in plain text, decimals, ``true``,
``false`` and ``null``, an address and a base time among them, then the list ``trace``, and nothing
behind that. Anything else is left to the reader alone.

A trace that is taken here, and whose rows the scanner takes to their end, is JSON throughout, so no
other format is asked for before this one: no byte of it is Beast's 0x1a, no line an AVR record, and
none of the first lines jet1090's object with a ``frame``, which is looked for.

Slow to import: see :mod:`.engine`.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from skywitness.record.readsb.jit import byte, eight, get_int, jit, set_float, set_int
from skywitness.record.readsb.tokens import number, scalar, space, text

START, CLOSED, ICAO, R, T = 0, 1, 2, 4, 6
"""Columns of what is found: behind the bracket that opens the rows, -1 where the trace is left;
behind the one that closes them; where each word stands and how long it is, -1 if there is none."""
FOUND = 8
FARTHEST = 4096
"""Bytes that a head may have."""


def _spelt(word: bytes) -> Any:
    return np.uint64(int.from_bytes(word, "little"))


_ICAO, _R, _T, _TIMESTAM = (_spelt(w) for w in (b'icao"', b'r"', b't"', b"timestam"))
_TRACE, _FRAME = _spelt(b'trace"'), _spelt(b'frame"')
_TWO, _FIVE, _SIX = (_spelt(b"\xff" * k) for k in (2, 5, 6))


@jit
def heads(data: int, begins: int, ends: int, files: int, stamps: int, found: int) -> None:
    """Look at the texts that stand there; arrays are given by their addresses.

    Args:
        data: the texts, and PAD zeros behind each.
        begins: int64 (files), where each begins.
        ends: int64 (files), where it ends.
        files: how many.
        stamps: float64 (files), filled: the base times, seconds since 1970.
        found: int64 (files, FOUND), filled; all but the first column only where it is taken.
    """
    for k in range(files):
        begin, end = get_int(begins, k), get_int(ends, k)
        closed = _closed(data, begin, end)
        start, stamp = -1, 0.0
        if closed > 0:
            start, stamp = _head(data, begin, end, found + 8 * FOUND * k)
        set_int(found, FOUND * k + START, start)
        set_int(found, FOUND * k + CLOSED, closed)
        set_float(stamps, k, stamp)


@jit
def _closed(data: int, begin: int, end: int) -> int:
    """Behind the bracket that only white space and a brace follow; 0 if none does."""
    for mark in (125, 93):
        end -= 1
        c = byte(data, end)
        while end > begin and (c == 32 or 9 <= c <= 13):
            end -= 1
            c = byte(data, end)
        if end <= begin or c != mark:
            return 0
    return end + 1


@jit
def _head(  # noqa: PLR0911, PLR0912
    data: int, begin: int, end: int, found: int
) -> tuple[int, float]:
    """Behind the bracket that opens the rows, -1 if the trace is left; and its base time."""
    left = -1, 0.0
    p = space(data, begin)
    if byte(data, p) != 123 or _second_line_is_object(data, p, end):
        return left
    for column in (ICAO, R, T):
        set_int(found, column, -1)
        set_int(found, column + 1, 0)
    stamp = np.nan
    while True:
        p = space(data, p + 1)
        if byte(data, p) != 34 or p > begin + FARTHEST:
            return left
        name = eight(data, p + 1)
        past = text(data, p + 1)
        timed = name == _TIMESTAM and past == p + 10 and byte(data, p + 9) == 112
        if past < 0:
            return left
        p = space(data, past + 1)
        if byte(data, p) != 58:
            return left
        p = space(data, p + 1)
        column = 0
        if name & _FIVE == _ICAO:
            column = ICAO
        elif name & _TWO == _R:
            column = R
        elif name & _TWO == _T:
            column = T
        if name & _SIX == _TRACE:
            taken = byte(data, p) == 91 and get_int(found, ICAO) >= 0 and not np.isnan(stamp)
            return (p + 1, stamp) if taken else left
        if name & _SIX == _FRAME:
            return left
        if column:
            past = text(data, p + 1) if byte(data, p) == 34 else -1
            set_int(found, column, p + 1)
            set_int(found, column + 1, past - p - 1)
            p = past + 1 if past >= 0 else -1
        elif timed:
            c = byte(data, p)
            p, stamp = number(data, p) if c == 45 or 48 <= c <= 57 else left
        else:
            p = scalar(data, p)
        if p < 0:
            return left
        p = space(data, p)
        if byte(data, p) != 44:
            return left


@jit
def _second_line_is_object(data: int, p: int, end: int) -> bool:
    """Whether what follows the line at ``p`` begins with a brace."""
    while p < end and byte(data, p) != 10:
        p += 1
    return byte(data, space(data, p)) == 123
