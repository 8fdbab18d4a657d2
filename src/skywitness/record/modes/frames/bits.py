"""Fields of many messages at once: 56-bit words and the bits within them."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from skywitness.aliases import Floats, Ints, Mask


def word(data: npt.NDArray[np.uint8], first: int, last: int) -> Ints:
    """Bytes ``first`` to ``last`` (from 0, ``last`` not included, at most 7) as whole numbers.

    ``data`` is (n, width); the result is (n,).
    """
    value = np.zeros(len(data), dtype=np.int64)
    for k in range(first, last):
        value <<= 8
        value |= data[:, k]
    return value


def bits(me: Ints, first: int, last: int | None = None) -> Ints:
    """Bits ``first`` to ``last`` (from 1, both included) of 56-bit words; one bit without
    ``last``."""
    last = first if last is None else last
    return (me >> (56 - last)) & ((1 << (last - first + 1)) - 1)


def signed(me: Ints, sign: int, last: int) -> Ints:
    """A two's complement number whose sign bit is ``sign`` and whose last bit is ``last``."""
    width = last - sign
    return bits(me, sign + 1, last) - (bits(me, sign) << width)


def scaled(count: Ints, step: float) -> Floats:
    """So many times ``step``."""
    value: Floats = np.multiply(count, step)
    return value


def where(said: Mask, value: npt.NDArray[Any]) -> Floats:
    """``value`` as floats, NaN where nothing is ``said``."""
    return np.asarray(np.where(said, value, np.nan), dtype=np.float64)
