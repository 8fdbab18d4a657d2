"""The 56 bits of extended squitters (ME), as whole numbers.

ICAO Doc 9871: airborne and surface positions C.2.3.2 and C.2.3.3, identification C.2.3.4, velocity
C.2.3.5, emergency and squawk C.2.3.7, operational status C.2.3.10; for versions 0 and 1 appendices
A and B. Bits are counted from 1 at the left, as there.
"""

from __future__ import annotations

import functools

import numpy as np

from skywitness.aliases import Floats, Ints, Mask
from skywitness.simulate.encode.altitude import ac12, squawk

# Type code and NIC supplements (A, B; on the surface A, C) by NIC, from the tables of NIC.
_AIR_TWO = {11: (9, 0, 0), 10: (10, 0, 0), 9: (11, 1, 1), 8: (11, 0, 0), 7: (12, 0, 0),
            6: (13, 0, 0), 5: (14, 0, 0), 0: (18, 0, 0)}  # fmt: skip
_AIR_ONE = {**_AIR_TWO, 9: (11, 1, 0)}
_GROUND_TWO = {11: (5, 0, 0), 10: (6, 0, 0), 9: (7, 1, 0), 8: (7, 0, 0), 7: (8, 1, 1),
               6: (8, 1, 0), 0: (8, 0, 0)}  # fmt: skip
_GROUND_ONE = {**_GROUND_TWO, 7: (8, 0, 0), 6: (8, 0, 0)}


def integrity(nic: int, version: int, surface: bool) -> tuple[int, int, int]:
    """Type code, supplement A, and B (or C on the surface) that say a NIC in a version."""
    tables = (_AIR_ONE, _AIR_TWO) if not surface else (_GROUND_ONE, _GROUND_TWO)
    code, a, other = tables[version >= 2].get(nic, (18 if not surface else 8, 0, 0))
    return (code, a, other) if version else (code, 0, 0)


def put(value: Ints | int, first: int, last: int) -> Ints:
    """A value in bits ``first`` to ``last`` of 56."""
    width = last - first + 1
    return (np.asarray(value, dtype=np.int64) & ((1 << width) - 1)) << (56 - last)


def airborne(code: Ints, nic_b: Ints, altitude: Floats, odd: Mask, y: Ints, x: Ints) -> Ints:
    """Airborne positions, types 9 to 18."""
    return (
        put(code, 1, 5) | put(nic_b, 8, 8) | put(ac12(altitude), 9, 20)
        | put(odd.astype(np.int64), 22, 22) | put(y, 23, 39) | put(x, 40, 56)
    )  # fmt: skip


@functools.cache
def _movement() -> Floats:
    """The least speed (kt) of each movement code 1 to 124 (Doc 9871, C.2.3.3.1)."""
    table = np.zeros(125)
    steps = ((2, 9, 0.125, 0.125), (9, 13, 1.0, 0.25), (13, 39, 2.0, 0.5), (39, 94, 15.0, 1.0),
             (94, 109, 70.0, 2.0), (109, 124, 100.0, 5.0), (124, 125, 175.0, 1.0))  # fmt: skip
    for first, end, start, step in steps:
        table[first:end] = start + step * np.arange(end - first)
    return table


def movement(speed: Floats) -> Ints:
    """The code of a speed on the surface: 1 standing, 124 for 175 kt and more; 0 for NaN."""
    code = np.searchsorted(_movement()[1:], np.nan_to_num(speed), side="right")
    return np.where(np.isnan(speed), 0, code).astype(np.int64)


def surface(code: Ints, speed: Floats, track: Floats, odd: Mask, y: Ints, x: Ints) -> Ints:
    """Surface positions, types 5 to 8."""
    heading = np.rint(track * 128.0 / 360.0).astype(np.int64) % 128
    return (
        put(code, 1, 5) | put(movement(speed), 6, 12) | put(1, 13, 13) | put(heading, 14, 20)
        | put(odd.astype(np.int64), 22, 22) | put(y, 23, 39) | put(x, 40, 56)
    )  # fmt: skip


def velocity(speed: Floats, track: Floats, rate: Floats, difference: Floats, nac_v: Ints) -> Ints:
    """Velocities over the ground, type 19 subtype 1 (2 where they are supersonic).

    ``speed`` in kt, ``rate`` (of the pressure altitude) in ft/min, ``difference`` geometric less
    pressure altitude in ft; NaN where nothing is said.
    """
    angle = np.radians(track)
    east, north = speed * np.sin(angle), speed * np.cos(angle)
    fast = np.maximum(np.abs(east), np.abs(north)) > 1_020.0
    step = np.where(fast, 4.0, 1.0)

    def part(value: Floats) -> tuple[Ints, Ints]:
        n = np.rint(value / step).astype(np.int64)
        return (n < 0).astype(np.int64), np.minimum(np.abs(n) + 1, 1023)

    def signed(value: Floats, unit: float, most: int) -> tuple[Ints, Ints]:
        n = np.rint(np.nan_to_num(value) / unit).astype(np.int64)
        code = np.where(np.isnan(value), 0, np.minimum(np.abs(n) + 1, most))
        return (n < 0).astype(np.int64), code

    west, we = part(np.nan_to_num(east))
    south, sn = part(np.nan_to_num(north))
    down, vr = signed(rate, 64.0, 511)
    below, dh = signed(difference, 25.0, 127)
    said = np.isfinite(speed) & np.isfinite(track)
    return (
        put(19, 1, 5) | put(np.where(fast, 2, 1), 6, 8) | put(nac_v, 11, 13) | put(west, 14, 14)
        | put(np.where(said, we, 0), 15, 24) | put(south, 25, 25)
        | put(np.where(said, sn, 0), 26, 35)
        | put(1, 36, 36) | put(down, 37, 37) | put(vr, 38, 46) | put(below, 49, 49)
        | put(dh, 50, 56)
    )  # fmt: skip


LETTERS = "#ABCDEFGHIJKLMNOPQRSTUVWXYZ##### ###############0123456789######"
"""The six-bit letters (Doc 9871, table A-2-8: Annex 10 Volume IV, 3.1.2.9.1.2)."""


def letters(text: str) -> int:
    """Eight letters of six bits each."""
    value = 0
    for letter in text.ljust(8)[:8]:
        value = value << 6 | LETTERS.index(letter)
    return value


def identification(callsign: str, category: str) -> int:
    """Callsign and category, types 4 (set A) to 1 (set D)."""
    code = 4 - "ABCD".index(category[0])
    return int(put(code, 1, 5) | put(int(category[1]), 6, 8) | put(letters(callsign), 9, 56))


def emergency(code: str) -> int:
    """Type 28 subtype 1: the squawk; no emergency but for 7500, 7600 and 7700."""
    state = {"7700": 1, "7600": 4, "7500": 5}.get(code, 0)
    return int(put(28, 1, 5) | put(1, 6, 8) | put(state, 9, 11) | put(squawk(code), 12, 24))


def status(
    version: int, surface: bool, nic_a: int, nic_c: int, nac_p: int, nac_v: int, gva: int, sil: int
) -> int:
    """Operational status, type 31."""
    bits = put(31, 1, 5) | put(int(surface), 6, 8) | put(version, 41, 43)
    if version:
        bits |= put(nic_a, 44, 44) | put(nac_p, 45, 48) | put(sil, 51, 52)
        bits |= put(1, 53, 53) if not surface else put(0, 53, 53)
    if version >= 2 and surface:
        bits |= put(nac_v, 17, 19) | put(nic_c, 20, 20)
    elif version >= 2:
        bits |= put(gva, 49, 50)
    return int(bits)
