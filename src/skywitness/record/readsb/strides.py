"""Rows of a trace as readsb writes them, without white space: the scanner's quick way, compiled.

Where a value ends is told by the separators among 64 bytes at a time, so the processor begins with
the next value before it is done with this one. Each value must then end just there. A row with
anything else in it is left to :mod:`.scan`, which knows more, and slower.

What is wrong is gathered in the bits of one number, and looked at before zeros are used up: eight
separators are taken at most after the first of the PAD zeros behind the text.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from skywitness.record.readsb import layout as _at
from skywitness.record.readsb.fields import LIST_OF, WORDS_FROM, field, word
from skywitness.record.readsb.jit import (
    byte,
    eight,
    inlined,
    jit,
    lowest,
    separators,
    set_float,
    set_int,
)
from skywitness.record.readsb.tokens import LOW_FOUR, NULL, array, decimal, scalar, text

_GROUND, _DETAILED, _TYPE, _TYPES = _at.GROUND, _at.DETAILED, _at.TYPE, _at.TYPES
_OFFSET, _ALT, _GS, _GEO = _at.OFFSET, _at.ALT, _at.GS, _at.GEO
_FIRST, _NUMBERS, _WORDS = _at.NIC, _at.NUMBERS, _at.WORDS
GROUND = np.uint64(int.from_bytes(b'"ground"', "little"))
_ONE = np.uint64(1)


@inlined
def _next(data: int, base: int, mask: Any) -> tuple[int, int, Any]:
    """The next separator, and those left of the 64 bytes from ``base`` on."""
    while mask == 0:
        base += 64
        mask = separators(data, base)
    return base + lowest(mask), base, mask & (mask - _ONE)


@inlined
def _plain(data: int, p: int, end: int, numbers: int, column: int) -> int:
    """Put the number, or NaN for the null, that stands from ``p`` to ``end``; 0 if one does."""
    c = byte(data, p)
    if c == 45 or 48 <= c <= 57:
        wrong, value = decimal(data, p, end)
    else:
        wrong, value = _null(data, p, end), np.nan
    set_float(numbers, column, value)
    return wrong


@inlined
def _null(data: int, p: int, end: int) -> int:
    """0 if a null stands from ``p`` to ``end``."""
    return int(eight(data, p) & LOW_FOUR != NULL) | (p + 4 ^ end)


@inlined
def _word(data: int, p: int, end: int, which: int, words: int, column: int, seen: int) -> int:
    """Put the number of the word whose quotes stand from ``p`` to ``end``; 0 if one does."""
    closing = text(data, p + 1)
    if closing + 1 != end:
        return 1
    code = word(data, p + 1, closing, which, seen)
    set_int(words, column, code)
    return code >> 63  # all bits for -1, none for a number


@jit
def _detail(  # noqa: PLR0911, PLR0912
    data: int, p: int, base: int, mask: Any, numbers: int, words: int, seen: int
) -> tuple[int, int, int, Any]:
    """The aircraft object whose brace is at ``p``: 0 if it was taken, its end, the separators."""
    for k in range(_FIRST, _NUMBERS):
        set_float(numbers, k, np.nan)
    for k in range(_TYPE + 1, _WORDS):
        set_int(words, k, -1)
    wrong = 0
    p += 1
    end, base, mask = _next(data, base, mask)
    if end == p and byte(data, p) == 125:
        return 0, end, base, mask
    while True:
        if byte(data, p) != 34:
            return 1, p, base, mask
        value, column = field(data, p + 1)
        if value < 0 or byte(data, value + 1) != 58:
            return 1, p, base, mask
        value += 2
        c = byte(data, value)
        if column < 0 and c == 91:  # commas in it are passed over
            end = base = array(data, value)
            if end < 0:
                return 1, p, base, mask
            mask = separators(data, base)
            if mask & _ONE == 0:
                return 1, p, base, mask
            mask &= mask - _ONE
        elif column < 0:
            wrong |= scalar(data, value) ^ end
        elif column < WORDS_FROM:
            bad, number = decimal(data, value, end)
            set_float(numbers, column, number)
            wrong |= bad
        elif c == 34:
            column -= WORDS_FROM
            wrong |= _word(data, value, end, LIST_OF[column], words, column, seen)
        else:
            return 1, p, base, mask
        c = byte(data, end)
        if c == 125:
            return wrong, end, base, mask
        if c != 44:
            return 1, p, base, mask
        p = end + 1
        end, base, mask = _next(data, base, mask)


@jit
def stride(  # noqa: PLR0912, PLR0915
    data: int, p: int, numbers: int, words: int, seen: int
) -> int:
    """Past the row whose bracket is at ``p``; -1 if it is not taken.

    Arguments are as :func:`~skywitness.record.readsb.scan.scan` has them, ``numbers`` and ``words``
    the row's own. What an aircraft object would fill is left as it was where there is none.
    """
    kind = 0
    p += 1
    base, mask = p, separators(data, p)
    end, base, mask = _next(data, base, mask)
    wrong = int(byte(data, p) == 110)  # a row without a time is none
    wrong |= _plain(data, p, end, numbers, _OFFSET)
    for column in range(_OFFSET + 1, _ALT):
        wrong |= byte(data, end) ^ 44
        p = end + 1
        end, base, mask = _next(data, base, mask)
        wrong |= _plain(data, p, end, numbers, column)
    wrong |= byte(data, end) ^ 44
    p = end + 1
    end, base, mask = _next(data, base, mask)
    if eight(data, p) == GROUND:
        kind |= _GROUND
        set_float(numbers, _ALT, np.nan)
        wrong |= p + 8 ^ end
    else:
        wrong |= _plain(data, p, end, numbers, _ALT)
    for column in range(_GS, _GEO):
        wrong |= byte(data, end) ^ 44
        p = end + 1
        end, base, mask = _next(data, base, mask)
        wrong |= _plain(data, p, end, numbers, column)
    if wrong or byte(data, end) != 44:
        return -1
    p = end + 1
    if byte(data, p) == 123:
        kind |= _DETAILED
        wrong, end, base, mask = _detail(data, p, base, mask, numbers, words, seen)
        if wrong:
            return -1
        p = end + 1
        end, base, mask = _next(data, base, mask)
        wrong = p ^ end
    else:
        end, base, mask = _next(data, base, mask)
        wrong = _null(data, p, end)
    set_int(words, 0, kind)
    set_int(words, _TYPE, -1)
    if wrong:
        return -1
    if byte(data, end) == 93:  # rows of nine, before 2022
        for column in range(_GEO, _FIRST):
            set_float(numbers, column, np.nan)
        return end + 1
    wrong = byte(data, end) ^ 44
    p = end + 1
    end, base, mask = _next(data, base, mask)
    if byte(data, p) == 34:
        wrong |= _word(data, p, end, _TYPES, words, _TYPE, seen)
    else:
        wrong |= _null(data, p, end)
    for column in range(_GEO, _FIRST):
        wrong |= byte(data, end) ^ 44
        p = end + 1
        end, base, mask = _next(data, base, mask)
        wrong |= _plain(data, p, end, numbers, column)
    return -1 if wrong or byte(data, end) != 93 else end + 1
