"""Altitude codes (ICAO Annex 10 Volume IV, 3.1.2.6.5.4 and 3.1.1.7.12.2.3; Doc 9871 table
A-2-5)."""

from __future__ import annotations

import functools

import numpy as np
import numpy.typing as npt

from skywitness.aliases import Floats, Ints

_C = (
    1 << 12,
    1 << 10,
    1 << 8,
)  # C1 C2 C4 among the 13 bits C1 A1 C2 A2 C4 A4 M B1 Q/D1 B2 D2 B4 D4
_A = (1 << 11, 1 << 9, 1 << 7)
_B = (1 << 5, 1 << 3, 1 << 1)
_D = (1 << 4, 1 << 2, 1 << 0)
_M, _Q = 1 << 6, 1 << 4


def gillham(code: int) -> float:
    """Feet of a 13-bit code in 100 ft steps, NaN where no altitude has it.

    Eight bits D2 D4 A1 A2 A4 B1 B2 B4 are a Gray code of 500 ft steps from -1,000 ft, C1 C2 C4 a
    reflected code of five 100 ft steps within them (Annex 10 Volume IV, appendix to chapter 3). D1
    is not used below 62,000 ft and is never set in replies; a code with it has no altitude here.
    """
    if code & _D[0]:
        return float("nan")
    five_hundreds = 0
    bit = 0
    for mask in (*_D[1:], *_A, *_B):
        bit ^= bool(code & mask)
        five_hundreds = five_hundreds * 2 + bit
    hundreds = 0
    bit = 0
    for mask in _C:
        bit ^= bool(code & mask)
        hundreds = hundreds * 2 + bit
    if hundreds in (0, 5, 6):
        return float("nan")
    if hundreds == 7:
        hundreds = 5
    if five_hundreds % 2:
        hundreds = 6 - hundreds
    return five_hundreds * 500.0 + hundreds * 100.0 - 1300.0


@functools.cache
def _feet() -> npt.NDArray[np.float64]:
    table = np.full(1 << 13, np.nan)
    for code in range(1, 1 << 13):
        if code & _M:
            # Metres are provided for, with no coding that the standard defines: nothing is said.
            continue
        if code & _Q:
            n = (code >> 7 << 5) | ((code & 0x20) >> 1) | (code & 0x0F)
            table[code] = 25.0 * n - 1000.0
        else:
            table[code] = gillham(code)
    return table


def ac13(code: Ints) -> Floats:
    """Feet of the 13-bit AC field of DF 0, 4, 16 and 20; NaN where none is said."""
    feet: Floats = _feet()[code]
    return feet


def ac12(code: Ints) -> Floats:
    """Feet of the 12-bit field of airborne position messages: AC without its M bit."""
    return ac13((code >> 6 << 7) | (code & 0x3F))
