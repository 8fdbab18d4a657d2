"""Rows of a trace, from their bytes into the table of :mod:`.layout`, compiled.

Rows as readsb writes them are taken by :mod:`.strides`. What it leaves is read here byte by byte,
and only what is understood completely is taken: plain decimals, plain ASCII words, the fields where
they belong. At anything else the scanner stops before the row, and :mod:`.rows` goes on from there.

This module is slow to import: see :mod:`.engine`.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from skywitness.record.readsb import layout as _at
from skywitness.record.readsb.fields import LIST_OF, WORDS_FROM, field, word
from skywitness.record.readsb.jit import byte, eight, jit, set_float, set_int
from skywitness.record.readsb.strides import GROUND, stride
from skywitness.record.readsb.tokens import (
    LOW_FOUR,
    NULL,
    array,
    number,
    scalar,
    space,
    text,
)  # fmt: skip

Array = Any

DONE, FULL, STOPPED = 0, 1, 2
"""How a scan ends: at the array's end, with the table full, or before a row for the parser."""

_GROUND, _DETAILED, _TYPE, _TYPES = _at.GROUND, _at.DETAILED, _at.TYPE, _at.TYPES
_FIRST, _NUMBERS, _WORDS = _at.NIC, _at.NUMBERS, _at.WORDS


@jit
def _detail(  # noqa: PLR0911, PLR0912
    data: int, p: int, numbers: int, words: int, seen: int
) -> int:
    """Past the aircraft object whose brace is at ``p``; -1 if it is not taken."""
    for k in range(_FIRST, _NUMBERS):
        set_float(numbers, k, np.nan)
    for k in range(_TYPE + 1, _WORDS):
        set_int(words, k, -1)
    p = space(data, p + 1)
    if byte(data, p) == 125:
        return p + 1
    while True:
        if byte(data, p) != 34:
            return -1
        p, column = field(data, p + 1)
        if p < 0:
            return -1
        p = space(data, p + 1)
        if byte(data, p) != 58:
            return -1
        p = space(data, p + 1)
        c = byte(data, p)
        if column < 0:
            p = array(data, p) if c == 91 else scalar(data, p)
        elif column < WORDS_FROM:  # null as well is left to the parser: names can be repeated
            p, value = number(data, p)
            set_float(numbers, column, value)
        else:
            if c != 34:
                return -1
            end = text(data, p + 1)
            if end < 0:
                return -1
            column -= WORDS_FROM
            code = word(data, p + 1, end, LIST_OF[column], seen)
            set_int(words, column, code)
            p = end + 1 if code >= 0 else -1
        if p < 0:
            return -1
        p = space(data, p)
        c = byte(data, p)
        if c == 125:
            return p + 1
        if c != 44:
            return -1
        p = space(data, p + 1)


@jit
def _row(  # noqa: PLR0912
    data: int, p: int, numbers: int, words: int, seen: int
) -> int:
    """Past the row whose bracket is at ``p``; -1 if it is not taken.

    What an aircraft object would fill is left as it was where there is none.
    """
    for k in range(_FIRST):
        set_float(numbers, k, np.nan)
    set_int(words, _TYPE, -1)
    kind = 0
    p = space(data, p + 1)
    place = 0
    while True:
        if place > 13:
            return -1
        c = byte(data, p)
        if (place < 8 or place > 9) and (c == 45 or 48 <= c <= 57):
            p, value = number(data, p)
            set_float(numbers, place if place < 8 else place - 2, value)
        elif place > 0 and eight(data, p) & LOW_FOUR == NULL:
            p += 4
        elif place == 9 and c == 34:
            end = text(data, p + 1)
            if end < 0:
                return -1
            code = word(data, p + 1, end, _TYPES, seen)
            set_int(words, _TYPE, code)
            p = end + 1 if code >= 0 else -1
        elif place == 8 and c == 123:
            kind |= _DETAILED
            p = _detail(data, p, numbers, words, seen)
        elif place == 3 and eight(data, p) == GROUND:
            kind |= _GROUND
            p += 8
        else:
            return -1
        if p < 0:
            return -1
        place += 1
        p = space(data, p)
        c = byte(data, p)
        if c == 93:
            break
        if c != 44:
            return -1
        p = space(data, p + 1)
    set_int(words, 0, kind)
    return p + 1 if place > 2 else -1


@jit
def scan(data: int, p: int, numbers: int, words: int, room: int, seen: int) -> tuple[int, int, int]:
    """Rows from ``p`` on, where a row, or white space and a row, or the array's end stands.

    Arrays are given by their addresses.

    Args:
        data: the file's bytes and PAD zeros.
        p: where to begin: behind the array's opening bracket or where the last scan ended.
        numbers: float64 (room, NUMBERS), filled.
        words: int64 (room, WORDS), filled.
        room: for how many rows there is room.
        seen: int64 (LISTS + LISTS * MOST_WORDS * 2), added to: how many words each list has, then
            the start and the length of each word, list by list.

    Returns:
        How it ended, where, and how many rows were filled.
    """
    n = 0
    p = space(data, p)
    if byte(data, p) == 93:
        return DONE, p + 1, 0
    while n < room:
        if byte(data, p) != 91:
            return STOPPED, p, n
        line, codes = numbers + n * 8 * _NUMBERS, words + n * 8 * _WORDS
        end = stride(data, p, line, codes, seen)
        if end < 0:
            end = _row(data, p, line, codes, seen)
        if end < 0:
            return STOPPED, p, n
        end = space(data, end)
        c = byte(data, end)
        if c == 93:
            return DONE, end + 1, n + 1
        if c != 44:
            return STOPPED, p, n
        n += 1
        p = space(data, end + 1)
    return FULL, p, n
