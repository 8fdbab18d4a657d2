"""Pieces of JSON text, from their bytes, compiled: white space, decimals, plain ASCII strings.

Only what is understood completely is taken. A decimal of at most 18 digits, and of at most 2^53
without its point, is one correctly rounded operation on two exact numbers (IEEE 754, 5.4.1), so it
is what a correct parser gives.

``data`` is an address, ``p`` an offset. The bytes must end in PAD zeros: no loop passes a zero, and
none looks further ahead.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from skywitness.record.blocks import PAD as _PAD
from skywitness.record.readsb.jit import byte, eight, inlined, jit, lowest

PAD = _PAD
"""Zeros that must follow the text."""

_POWERS = np.array([float(10**k) for k in range(19)])
_WHOLE_POWERS = np.array([10**k for k in range(8)])
_EXACT = 2**53
_WHITE = 1 << 32 | 1 << 13 | 1 << 10 | 1 << 9

# Eight bytes at once (Lamport, "Multiple byte processing with full-word instructions", 1975).
_ONES, _TOPS = np.uint64(0x0101010101010101), np.uint64(0x8080808080808080)
_QUOTES, _SLASHES = np.uint64(0x2222222222222222), np.uint64(0x5C5C5C5C5C5C5C5C)
_ZEROS, _TO_TOP = np.uint64(0x3030303030303030), np.uint64(0x7676767676767676)
_TEN, _EIGHT, _SIXTEEN, _32 = (np.uint64(k) for k in (10, 8, 16, 32))
_EVERY_FOURTH = np.uint64(0x000000FF000000FF)
_HIGH, _LOW = np.uint64(100 + (1000000 << 32)), np.uint64(1 + (10000 << 32))
_DOTS, _BYTE = np.uint64(0x2E2E2E2E2E2E2E2E), np.uint64(0xFF)
_BLANKS = np.uint64(0x2020202020202020)
_ONE, _SEVEN = np.uint64(1), np.uint64(7)
NULL, _TRUE, _FALS = (np.uint64(int.from_bytes(w, "little")) for w in (b"null", b"true", b"fals"))
LOW_FOUR = np.uint64(0xFFFFFFFF)


@inlined
def space(data: int, p: int) -> int:
    """Past white space."""
    c = byte(data, p)
    while c <= 32 and _WHITE >> c & 1:
        p += 1
        c = byte(data, p)
    return p


@inlined
def _leading(eightfold: Any) -> int:
    """How many of eight bytes are digits before the first that is none; bytes are digits ^ 48."""
    return lowest(((eightfold + _TO_TOP) | eightfold) & _TOPS) >> 3


@inlined
def _value(eightfold: Any, count: int) -> Any:
    """The number that the first ``count`` (1 to 8) of eight digits make: pairs, fours, eights."""
    pairs = eightfold << np.uint64(64 - 8 * count)
    pairs = pairs * _TEN + (pairs >> _EIGHT)
    high, low = (pairs & _EVERY_FOURTH) * _HIGH, (pairs >> _SIXTEEN & _EVERY_FOURTH) * _LOW
    return np.int64((high + low) >> _32)


@inlined
def number(data: int, p: int) -> tuple[int, float]:
    """Past a decimal, with its value; -1 if it is none that is taken."""
    start = p
    negative = byte(data, p) == 45
    if negative:
        p += 1
    digits = eight(data, p) ^ _ZEROS
    count = _leading(digits)
    if count in (0, 8) or (count > 1 and byte(data, p) == 48):
        return _long(data, start)
    whole = _value(digits, count)
    p += count
    c = byte(data, p)
    value = float(whole)
    if c == 46:
        digits = eight(data, p + 1) ^ _ZEROS
        count = _leading(digits)
        if count in (0, 8):
            return _long(data, start)
        whole = whole * _WHOLE_POWERS[count] + _value(digits, count)
        p += 1 + count
        c = byte(data, p)
        value = float(whole) / _POWERS[count]
        if negative:
            value = -value
    elif negative and whole:  # a parser makes "-0" an integer, which has no sign
        value = -value
    return (-1, 0.0) if c | 32 == 101 else (p, value)


@inlined
def decimal(data: int, p: int, end: int) -> tuple[int, float]:
    """0 if a decimal that is taken stands from ``p`` to ``end``, and its value.

    Short ones are read as they lie, the digits behind the point moved up to those before it.
    """
    negative = int(byte(data, p) == 45)
    start = p + negative
    length = end - start
    if length > 8 or length < 1:
        stop, value = number(data, p)
        return stop ^ end, value
    eightfold = eight(data, start)
    dots = eightfold ^ _DOTS
    point = lowest((dots - _ONES) & ~dots & _TOPS) >> 3
    digits = eightfold ^ _ZEROS
    count, divisor = length, 1.0
    if point < length:
        before = (_ONE << np.uint64(8 * point)) - _ONE
        digits = digits & before | digits >> _EIGHT & ~before
        count = length - 1
        divisor = _POWERS[count - point]
        wrong = int(point in (0, count))
    else:
        point = length
        wrong = 0
    wrong |= int(_leading(digits) < count)
    wrong |= int(point > 1 and digits & _BYTE == 0)
    whole = _value(digits, count if count else 1)
    value = float(whole) / divisor
    if negative and (whole or count < length):  # a parser makes "-0" an integer, which has no sign
        value = -value
    return wrong, value


@jit
def _long(data: int, p: int) -> tuple[int, float]:
    """The same for any number of digits, one after the other."""
    c = byte(data, p)
    negative = c == 45
    if negative:
        p += 1
        c = byte(data, p)
    start, first, whole = p, c, 0
    while 48 <= c <= 57:
        whole = whole * 10 + c - 48
        p += 1
        c = byte(data, p)
    length = p - start
    if length == 0 or length > 18 or (first == 48 and length > 1):
        return -1, 0.0
    places = 0
    if c == 46:
        p += 1
        point = p
        c = byte(data, p)
        while 48 <= c <= 57:
            whole = whole * 10 + c - 48
            p += 1
            c = byte(data, p)
        places = p - point
        if places == 0 or length + places > 18:
            return -1, 0.0
    if c | 32 == 101 or whole > _EXACT:
        return -1, 0.0
    value = float(whole)
    if places:
        value /= _POWERS[places]
    if negative and (places or whole):
        value = -value
    return p, value


@inlined
def _digits(data: int, p: int) -> int:
    """How many digits stand at ``p``; at most 16 are counted."""
    count = _leading(eight(data, p) ^ _ZEROS)
    return count if count < 8 else 8 + _leading(eight(data, p + 8) ^ _ZEROS)


@inlined
def _past_number(data: int, p: int) -> int:
    """Past a decimal that is not wanted; -1 if it is none that a parser surely takes."""
    if byte(data, p) == 45:
        p += 1
    count = _digits(data, p)
    if count in (0, 16) or (byte(data, p) == 48 and count > 1):
        return -1
    p += count
    if byte(data, p) == 46:
        count = _digits(data, p + 1)
        if count in (0, 16):
            return -1
        p += 1 + count
    return p if byte(data, p) | 32 != 101 else -1


@inlined
def ends(eightfold: Any) -> Any:
    """The top bit of each byte up to the first that ends plain text; higher ones mean nothing."""
    quote, slash = eightfold ^ _QUOTES, eightfold ^ _SLASHES
    found = (quote - _ONES) & ~quote | (slash - _ONES) & ~slash | (eightfold - _BLANKS) & ~eightfold
    return (found | eightfold) & _TOPS


@inlined
def below(found: Any) -> Any:
    """All bits of the bytes before the first that is marked."""
    return ((found & (~found + _ONE)) >> _SEVEN) - _ONE


@inlined
def text(data: int, p: int) -> int:
    """From behind the opening quote to the closing one; -1 if there is anything but plain ASCII."""
    found = ends(eight(data, p))
    while found == 0:
        p += 8
        found = ends(eight(data, p))
    p += lowest(found) >> 3
    return p if byte(data, p) == 34 else -1


@inlined
def scalar(data: int, p: int) -> int:
    """Past a value that is not wanted and is no array or object; -1 if it is neither."""
    c = byte(data, p)
    if c == 34:
        p = text(data, p + 1)
        return p + 1 if p >= 0 else -1
    if c == 45 or 48 <= c <= 57:
        return _past_number(data, p)
    four = eight(data, p) & LOW_FOUR
    if four in (NULL, _TRUE):
        return p + 4
    if four == _FALS and byte(data, p + 4) == 101:
        return p + 5
    return -1


@jit
def array(data: int, p: int) -> int:
    """Past the array of scalars whose bracket is at ``p``; -1 if it is none."""
    p = space(data, p + 1)
    if byte(data, p) == 93:
        return p + 1
    while True:
        p = scalar(data, p)
        if p < 0:
            return -1
        p = space(data, p)
        c = byte(data, p)
        if c == 93:
            return p + 1
        if c != 44:
            return -1
        p = space(data, p + 1)
