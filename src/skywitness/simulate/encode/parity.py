"""The parity of Mode S frames: ICAO Annex 10 Volume IV, 3.1.2.3.3.

The last 24 bits are the remainder of all bits before them by the generator
x²⁴+x²³+x²²+x²¹+x²⁰+x¹⁹+x¹⁸+x¹⁷+x¹⁶+x¹⁵+x¹⁴+x¹³+x¹²+x¹⁰+x³+1, overlaid with an address in replies.
"""

from __future__ import annotations

import functools

import numpy as np
import numpy.typing as npt

GENERATOR = 0x1FFF409


@functools.cache
def _table() -> npt.NDArray[np.uint32]:
    table = np.zeros(256, dtype=np.uint32)
    for byte in range(256):
        rest = byte << 16
        for _ in range(8):
            rest <<= 1
            if rest & 0x1000000:
                rest ^= GENERATOR
        table[byte] = rest
    return table


def parity(data: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint32]:
    """The 24-bit remainders of rows of bytes, shape (n, bytes without the parity)."""
    rest = np.zeros(len(data), dtype=np.uint32)
    for column in data.T:
        rest = _table()[(rest >> 16) ^ column] ^ (rest << 8 & 0xFFFFFF)
    return rest


def sealed(data: npt.NDArray[np.uint8], overlay: npt.NDArray[np.int64] | int = 0) -> None:
    """Fill in the last three bytes of each frame, over which ``overlay`` is laid."""
    field = parity(data[:, :-3]) ^ np.asarray(overlay, dtype=np.uint32)
    for k, shift in ((-3, 16), (-2, 8), (-1, 0)):
        data[:, k] = field >> shift & 0xFF
