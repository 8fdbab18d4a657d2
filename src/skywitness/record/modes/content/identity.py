"""Mode A identity codes (squawk) and callsigns."""

from __future__ import annotations

import functools

import numpy as np
import numpy.typing as npt

from skywitness.aliases import Ints

LETTERS = "".join(
    chr(k + 64) if 1 <= k <= 26 else chr(k) if k == 32 or 48 <= k <= 57 else "#" for k in range(64)
)
"""The 6-bit characters (Annex 10 Volume IV, table 3-9); ``#`` where there is none."""


@functools.cache
def _octal() -> npt.NDArray[np.int64]:
    # C1 A1 C2 A2 C4 A4 X B1 D1 B2 D2 B4 D4 (Annex 10 Volume IV, 3.1.2.6.7.1); digits are A B C D.
    code = np.arange(1 << 13)

    def digit(*masks: int) -> npt.NDArray[np.int64]:
        value = np.zeros(len(code), dtype=np.int64)
        for k, mask in enumerate(masks):
            value |= ((code & mask) != 0).astype(np.int64) << k
        return value

    a = digit(1 << 11, 1 << 9, 1 << 7)
    b = digit(1 << 5, 1 << 3, 1 << 1)
    c = digit(1 << 12, 1 << 10, 1 << 8)
    d = digit(1 << 4, 1 << 2, 1 << 0)
    return (a << 9) | (b << 6) | (c << 3) | d


def squawk(code: Ints) -> Ints:
    """The 13-bit identity fields as numbers 0 to 4095 whose four octal digits are the squawk."""
    return _octal()[code]


def callsign(packed: int) -> str:
    """A callsign of eight 6-bit characters (48 bits), without padding; ``#`` for what is none.

    Trailing zeros are taken as padding like spaces: aircraft with no callsign set send them.
    """
    codes = [(packed >> (42 - 6 * k)) & 0x3F for k in range(8)]
    while codes and codes[-1] in (0, 32):
        codes.pop()
    return "".join(LETTERS[c] for c in codes).strip()
