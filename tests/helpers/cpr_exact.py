"""Compact position reporting in exact fractions, as Doc 9871 C.2.6 has it, to measure by."""

from __future__ import annotations

import math
from fractions import Fraction

# Latitudes up to which there are 59, 58 … 2 longitude zones, as the standards print them.
EDGES = (
    10.47047130, 14.82817437, 18.18626357, 21.02939493, 23.54504487, 25.82924707, 27.93898710,
    29.91135686, 31.77209708, 33.53993436, 35.22899598, 36.85025108, 38.41241892, 39.92256684,
    41.38651832, 42.80914012, 44.19454951, 45.54626723, 46.86733252, 48.16039128, 49.42776439,
    50.67150166, 51.89342469, 53.09516153, 54.27817472, 55.44378444, 56.59318756, 57.72747354,
    58.84763776, 59.95459277, 61.04917774, 62.13216659, 63.20427479, 64.26616523, 65.31845310,
    66.36171008, 67.39646774, 68.42322022, 69.44242631, 70.45451075, 71.45986473, 72.45884545,
    73.45177442, 74.43893416, 75.42056257, 76.39684391, 77.36789461, 78.33374083, 79.29428225,
    80.24923213, 81.19801349, 82.13956981, 83.07199445, 83.99173563, 84.89166191, 85.75541621,
    86.53536998, 87.00000000,
)  # fmt: skip


def zones(lat: Fraction) -> int:
    """NL(lat)."""
    return 59 - sum(abs(lat) > Fraction(str(edge)) for edge in EDGES)


def encode(lat: Fraction, lon: Fraction, odd: bool, surface: bool = False) -> tuple[int, int]:
    """The 17 bits of latitude and of longitude that an aircraft there sends."""
    steps = 2**19 if surface else 2**17
    half = Fraction(1, 2)
    dlat = Fraction(360, 59 if odd else 60)
    y = math.floor(steps * (lat % dlat) / dlat + half)
    rlat = dlat * (Fraction(y, steps) + math.floor(lat / dlat))
    dlon = Fraction(360, max(zones(rlat) - odd, 1))
    x = math.floor(steps * (lon % dlon) / dlon + half)
    return y % 2**17, x % 2**17


def message(lat: float, lon: float, odd: bool, surface: bool = False, speed: int = 0) -> int:
    """The 56 bits of a position message, airborne at 38,000 ft (type 11) or on the surface (7)."""
    y, x = encode(Fraction(lat), Fraction(lon), odd, surface)
    head = (7 << 51) | (speed << 44) if surface else (11 << 51) | (0xC38 << 36)
    return head | (odd << 34) | (y << 17) | x


def bits(text: str) -> tuple[int, int, bool, bool]:
    """Latitude and longitude bits of a squitter in hex, whether odd, whether of the surface."""
    me = int(text[8:22], 16)
    return me >> 17 & 0x1FFFF, me & 0x1FFFF, bool(me >> 34 & 1), 5 <= me >> 51 <= 8


def sent_by(lat: float, lon: float, text: str) -> bool:
    """Whether an aircraft there sends the bits of this squitter."""
    y, x, odd, surface = bits(text)
    return encode(Fraction(lat), Fraction(lon), odd, surface) == (y, x)
