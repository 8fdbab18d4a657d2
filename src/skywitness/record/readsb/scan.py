"""Rows of a trace, from their bytes into the table of :mod:`layout`, compiled.

Only what is understood completely is taken: plain decimals, plain ASCII words, the fields where
they belong. At anything else the scanner stops before the row, and :mod:`rows` goes on from there.

This module is slow to import: see :mod:`engine`.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from skywitness.record.readsb import layout as _at
from skywitness.record.readsb.jit import byte, eight, get_int, jit, lowest, set_float, set_int
from skywitness.record.readsb.limits import MOST_WORDS
from skywitness.record.readsb.tokens import (
    LOW_FOUR,
    NULL,
    array,
    below,
    ends,
    number,
    scalar,
    space,
    text,
)  # fmt: skip

Array = Any

DONE, FULL, STOPPED = 0, 1, 2
"""How a scan ends: at the array's end, with the table full, or before a row for the parser."""

_LONGEST_WORD = 24
_GROUND, _DETAILED, _TYPE, _TYPES = _at.GROUND, _at.DETAILED, _at.TYPE, _at.TYPES
_FIRST, _NUMBERS, _WORDS, _LISTS = _at.NIC, _at.NUMBERS, _at.WORDS, _at.LISTS
_WORDS_FROM = 100
"""Columns of words are counted from here on where columns of numbers are meant as well."""

_SLOTS = 64
_ONE, _THREE, _58 = np.uint64(1), np.uint64(3), np.uint64(58)
_GROUND_WORD = np.uint64(int.from_bytes(b'"ground"', "little"))


def _dispersed(names: dict[str, int]) -> tuple[int, Array, Array]:
    """A factor that gives each name a slot of its own, the slots' names and their columns.

    A name is two words of eight bytes, its slot the highest six bits of a product.
    """
    spelt = {
        name: [int.from_bytes(name.encode()[k : k + 8], "little") for k in (0, 8)] for name in names
    }
    for k in range(1, 1000):
        factor = pow(0x9E3779B97F4A7C15, k, 1 << 64)
        keys = np.zeros((_SLOTS, 2), dtype=np.uint64)
        columns = np.full(_SLOTS, -1, dtype=np.int64)
        for name, (low, high) in spelt.items():
            slot = (((low + 3 * high) * factor) % (1 << 64)) >> 58
            if columns[slot] >= 0:
                break
            columns[slot] = names[name]
            keys[slot] = low, high
        else:
            return factor, keys, columns
    raise AssertionError("no factor disperses the names")


_found = _dispersed(
    _at.DETAIL | {name: _WORDS_FROM + column for name, (column, _) in _at.DETAIL_WORDS.items()}
)
_FACTOR, _KEYS, _COLUMNS = np.uint64(_found[0]), _found[1], _found[2]
_LIST_OF = np.zeros(_at.WORDS, dtype=np.int64)
for _column, _which in _at.DETAIL_WORDS.values():
    _LIST_OF[_column] = _which


@jit
def _word(data: int, start: int, end: int, which: int, seen: int) -> int:
    """The number of a word in its list, new ones added; -1 if it is too long or one too many."""
    length = end - start
    if length > _LONGEST_WORD:
        return -1
    known = get_int(seen, which)
    place = _LISTS + which * 2 * MOST_WORDS
    for k in range(known):
        if get_int(seen, place + 2 * k + 1) == length:
            at = get_int(seen, place + 2 * k)
            i = 0
            while i < length and byte(data, at + i) == byte(data, start + i):
                i += 1
            if i == length:
                return k
    if known == MOST_WORDS:
        return -1
    set_int(seen, place + 2 * known, start)
    set_int(seen, place + 2 * known + 1, length)
    set_int(seen, which, known + 1)
    return known


@jit
def _field(data: int, p: int) -> tuple[int, int]:
    """From behind a name's opening quote to its closing one, and the column it names, or -1."""
    low, high = eight(data, p), np.uint64(0)
    found = ends(low)
    if found:
        p += lowest(found) >> 3
        low &= below(found)
    else:
        p += 8
        high = eight(data, p)
        found = ends(high)
        if found == 0:
            return text(data, p + 8), -1
        p += lowest(found) >> 3
        high &= below(found)
    if byte(data, p) != 34:
        return -1, -1
    slot = (low + _THREE * high) * _FACTOR >> _58
    if _KEYS[slot, 0] == low and _KEYS[slot, 1] == high:
        return p, _COLUMNS[slot]
    return p, -1


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
        p, column = _field(data, p + 1)
        if p < 0:
            return -1
        p = space(data, p + 1)
        if byte(data, p) != 58:
            return -1
        p = space(data, p + 1)
        c = byte(data, p)
        if column < 0:
            p = array(data, p) if c == 91 else scalar(data, p)
        elif column < _WORDS_FROM:  # null as well is left to the parser: names can be repeated
            p, value = number(data, p)
            set_float(numbers, column, value)
        else:
            if c != 34:
                return -1
            end = text(data, p + 1)
            if end < 0:
                return -1
            column -= _WORDS_FROM
            code = _word(data, p + 1, end, _LIST_OF[column], seen)
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
            code = _word(data, p + 1, end, _TYPES, seen)
            set_int(words, _TYPE, code)
            p = end + 1 if code >= 0 else -1
        elif place == 8 and c == 123:
            kind |= _DETAILED
            p = _detail(data, p, numbers, words, seen)
        elif place == 3 and eight(data, p) == _GROUND_WORD:
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
        end = _row(data, p, numbers + n * 8 * _NUMBERS, words + n * 8 * _WORDS, seen)
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
