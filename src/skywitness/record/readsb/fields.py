"""The names in an aircraft object, and the words of a trace, from their bytes, compiled."""

from __future__ import annotations

from typing import Any

import numpy as np

from skywitness.record.readsb import layout as _at
from skywitness.record.readsb.jit import byte, eight, get_int, inlined, jit, lowest, set_int
from skywitness.record.readsb.limits import MOST_WORDS
from skywitness.record.readsb.tokens import below, ends, text

Array = Any

_LONGEST_WORD = 24
_LISTS = _at.LISTS
WORDS_FROM = 100
"""Columns of words are counted from here on where columns of numbers are meant as well."""

_SLOTS = 64
_ONE, _THREE, _58 = np.uint64(1), np.uint64(3), np.uint64(58)


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
    _at.DETAIL | {name: WORDS_FROM + column for name, (column, _) in _at.DETAIL_WORDS.items()}
)
_FACTOR, _KEYS, _COLUMNS = np.uint64(_found[0]), _found[1], _found[2]
LIST_OF = np.zeros(_at.WORDS, dtype=np.int64)
for _column, _which in _at.DETAIL_WORDS.values():
    LIST_OF[_column] = _which


@inlined
def _same(data: int, one: int, other: int, length: int) -> bool:
    """Whether the same bytes stand at two places."""
    while length >= 8:
        if eight(data, one) != eight(data, other):
            return False
        one, other, length = one + 8, other + 8, length - 8
    differ = eight(data, one) ^ eight(data, other)
    return length == 0 or differ << np.uint64(64 - 8 * length) == 0


@jit
def word(data: int, start: int, end: int, which: int, seen: int) -> int:
    """The number of a word in its list, new ones added; -1 if it is too long or one too many."""
    length = end - start
    if length > _LONGEST_WORD:
        return -1
    known = get_int(seen, which)
    place = _LISTS + which * 2 * MOST_WORDS
    for k in range(known - 1, -1, -1):  # words of the same trace are the last that were added
        if get_int(seen, place + 2 * k + 1) == length:
            at = get_int(seen, place + 2 * k)
            if _same(data, at, start, length):
                return k
    if known == MOST_WORDS:
        return -1
    set_int(seen, place + 2 * known, start)
    set_int(seen, place + 2 * known + 1, length)
    set_int(seen, which, known + 1)
    return known


@inlined
def field(data: int, p: int) -> tuple[int, int]:
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
