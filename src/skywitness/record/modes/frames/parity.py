"""The 24-bit parity of Mode S (ICAO Annex 10 Volume IV, 3.1.2.3.3).

The generator is G(x) = x²⁴ + x²³ + … + x¹² + x¹⁰ + x³ + 1. The remainder of a whole frame is 0
where the parity field is PI with interrogator code 0 (DF 11, 17, 18), the code where it is
another, and the aircraft's address where the parity is overlaid with it (AP: DF 0, 4, 5, 16, 20,
21, 24).
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from skywitness.aliases import Ints

GENERATOR = 0xFFF409
"""G(x) without its highest term."""


def _table() -> npt.NDArray[np.uint32]:
    value = np.arange(256, dtype=np.uint32) << 16
    for _ in range(8):
        value = ((value << 1) ^ np.where(value & 0x800000, GENERATOR, 0)) & 0xFFFFFF
    return value.astype(np.uint32)


_TABLE = _table()


def remainder(data: npt.NDArray[np.uint8], length: int) -> Ints:
    """Remainders of frames ``data`` (n, at least ``length``) of ``length`` bytes (7 or 14);
    (n,)."""
    crc = np.zeros(len(data), dtype=np.uint32)
    for k in range(length - 3):
        crc = ((crc << np.uint32(8)) & np.uint32(0xFFFFFF)) ^ _TABLE[
            (crc >> np.uint32(16)) ^ data[:, k]
        ]
    for k in range(3):
        crc ^= data[:, length - 3 + k].astype(np.uint32) << np.uint32(16 - 8 * k)
    return crc.astype(np.int64)
