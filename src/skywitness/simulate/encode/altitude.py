"""Altitude codes: ICAO Annex 10 Volume IV, 3.1.2.6.5.4 and its appendix (100 ft, Gillham)."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from skywitness.aliases import Floats, Ints

FINE_TOP_FT = 50_175.0
"""The highest altitude that can be coded in 25 ft."""
LOWEST_FT, HIGHEST_FT = -1_000.0, 126_700.0
# The 100 ft steps within 500 ft, in the order of C1 C2 C4.
_HUNDREDS = np.array([0, 0b001, 0b011, 0b010, 0b110, 0b100])


def coded(feet: npt.ArrayLike) -> Floats:
    """Altitudes as they can be sent: in 25 ft, above 50,175 ft in 100 ft."""
    feet = np.clip(np.asarray(feet, dtype=np.float64), LOWEST_FT, HIGHEST_FT)
    fine = np.rint(feet / 25.0) * 25.0
    return np.where(fine > FINE_TOP_FT, np.rint(feet / 100.0) * 100.0, fine)


def ac12(feet: Floats) -> Ints:
    """The 12-bit altitude code of extended squitters; 0 where nothing is said (NaN)."""
    told = np.isfinite(feet)
    sent = coded(np.where(told, feet, 0.0))
    n = ((sent + 1000.0) // 25.0).astype(np.int64)
    fine = (n & 0x7F0) << 1 | 0x10 | n & 0xF
    code = np.where(sent > FINE_TOP_FT, _gillham(sent), fine)
    return np.where(told, code, 0)


def ac13(feet: Floats) -> Ints:
    """The 13-bit code of replies: the same with the M bit, 0, in its middle."""
    code = ac12(feet)
    return (code & 0xFC0) << 1 | code & 0x3F


def _gillham(feet: Floats) -> Ints:
    """C1 A1 C2 A2 C4 A4 B1 D1 B2 D2 B4 D4, where D1 is the bit that says 25 ft (0 here)."""
    hundreds = ((feet + 1_200.0) // 100.0).astype(np.int64)
    fives, left = hundreds // 5, hundreds % 5 + 1
    left = np.where(fives % 2 == 1, 6 - left, left)
    c = _HUNDREDS[left]
    gray = fives ^ (fives >> 1)  # D2 D4 A1 A2 A4 B1 B2 B4
    bit = {
        name: gray >> k & 1
        for k, name in enumerate(("B4", "B2", "B1", "A4", "A2", "A1", "D4", "D2"))
    }
    order = (c >> 2 & 1, bit["A1"], c >> 1 & 1, bit["A2"], c & 1, bit["A4"], bit["B1"],
             np.zeros_like(c), bit["B2"], bit["D2"], bit["B4"], bit["D4"])  # fmt: skip
    code = np.zeros_like(c)
    for value in order:
        code = code << 1 | value
    return code


def squawk(text: str) -> int:
    """The 13-bit identity of four octal digits: C1 A1 C2 A2 C4 A4 X B1 D1 B2 D2 B4 D4."""
    a, b, c, d = (int(digit) for digit in text)
    bits = (c & 1, a & 1, c >> 1 & 1, a >> 1 & 1, c >> 2, a >> 2, 0, b & 1, d & 1, b >> 1 & 1,
            d >> 1 & 1, b >> 2, d >> 2)  # fmt: skip
    return int("".join(map(str, bits)), 2)
