"""Compact position reporting: latitudes and longitudes from 17-bit fractions of zones.

Doc 9871 C.2.6 (RTCA DO-260B A.1.7). Zones are counted in whole numbers, and a position is one
exact fraction, ``(zone · 2¹⁷ + sent) · 360 / (zones · 2¹⁷)``, rounded once. So a global and a
local decode of one message agree to the last bit.

These functions are plain Python on single values; :mod:`.compiled` compiles the same source, so
they keep to what Numba compiles.
"""

from __future__ import annotations

import math

STEPS = 131072
"""2¹⁷, the steps in a zone. Surface messages have 2¹⁹ to the same zone, and leave out the upper two
bits: their zones are a quarter as wide."""


def _edges() -> tuple[float, ...]:
    # Latitude up to which there are NL longitude zones, NL = 59, 58 … 2 (Doc 9871 C.2.6.2 d).
    edges = []
    for nl in range(59, 2, -1):
        cosine = math.sqrt((1 - math.cos(math.pi / 30)) / (1 - math.cos(2 * math.pi / nl)))
        edges.append(math.degrees(math.acos(cosine)))
    return (*edges, 87.0)


EDGES = _edges()
"""Ends of the bands of latitude with 59, 58 … 2 longitude zones, in degrees."""


def zones(lat: float) -> int:
    """NL(lat): how many longitude zones there are at a latitude, 59 at the equator, 1 at the
    poles."""
    a = abs(lat)
    low, high = 0, 58
    while low < high:
        middle = (low + high) // 2
        if a > EDGES[middle]:
            low = middle + 1
        else:
            high = middle
    return 59 - low


def place(zone: int, sent: int, count: int, turn: float) -> float:
    """Degrees of step ``sent`` in zone ``zone`` where ``count`` zones make ``turn`` degrees."""
    return (zone * STEPS + sent) * turn / (count * STEPS)


def longitude(zone: int, sent: int, count: int, turn: float) -> float:
    """The same as a longitude in [-180, 180)."""
    whole = (zone * STEPS + sent) * turn
    around = 360.0 * count * STEPS
    while whole >= around / 2:
        whole -= around
    while whole < -around / 2:
        whole += around
    return whole / (count * STEPS)


def globally(
    even_y: int, even_x: int, odd_y: int, odd_x: int, odd_last: bool
) -> tuple[bool, float, float]:
    """The airborne position of the later of two messages, one even and one odd.

    Returns whether there is one, its latitude and longitude. There is none where the two lie in
    bands with different numbers of longitude zones, or beyond a pole.
    """
    j = (59 * even_y - 60 * odd_y + STEPS // 2) // STEPS
    even_j, odd_j = j % 60, j % 59
    if even_j >= 45:
        even_j -= 60
    if odd_j * STEPS + odd_y >= 177 * STEPS // 4:  # 270° of 59 zones
        odd_j -= 59
    even_lat = place(even_j, even_y, 60, 360.0)
    odd_lat = place(odd_j, odd_y, 59, 360.0)
    nl = zones(even_lat)
    if abs(even_lat) > 90.0 or abs(odd_lat) > 90.0 or zones(odd_lat) != nl:
        return False, 0.0, 0.0
    m = (even_x * (nl - 1) - odd_x * nl + STEPS // 2) // STEPS
    if odd_last:
        count = max(nl - 1, 1)
        return True, odd_lat, longitude(m % count, odd_x, count, 360.0)
    return True, even_lat, longitude(m % nl, even_x, nl, 360.0)


def globally_surface(
    even_y: int,
    even_x: int,
    odd_y: int,
    odd_x: int,
    odd_last: bool,
    near_lat: float,
    near_lon: float,
) -> tuple[bool, float, float]:
    """The same for surface messages: of the eight solutions the one nearest ``near_lat, near_lon``.

    They lie a quarter of the globe apart in latitude and in longitude (Doc 9871 C.2.6.8).
    """
    j = (59 * even_y - 60 * odd_y + STEPS // 2) // STEPS
    even_j, odd_j = j % 60, j % 59
    even_lat = place(even_j, even_y, 60, 90.0)
    odd_lat = place(odd_j, odd_y, 59, 90.0)
    if abs(even_lat - 90.0 - near_lat) < abs(even_lat - near_lat):
        even_lat = place(even_j - 60, even_y, 60, 90.0)
    elif even_lat == 0.0 and near_lat > 45.0:  # the pole is sent as the equator is
        even_lat = 90.0
    if abs(odd_lat - 90.0 - near_lat) < abs(odd_lat - near_lat):
        odd_lat = place(odd_j - 59, odd_y, 59, 90.0)
    elif odd_lat == 0.0 and near_lat > 45.0:
        odd_lat = 90.0
    nl = zones(even_lat)
    if abs(even_lat) > 90.0 or abs(odd_lat) > 90.0 or zones(odd_lat) != nl:
        return False, 0.0, 0.0
    m = (even_x * (nl - 1) - odd_x * nl + STEPS // 2) // STEPS
    count = max(nl - 1, 1) if odd_last else nl
    sent = odd_x if odd_last else even_x
    lat = odd_lat if odd_last else even_lat
    best = longitude(m % count, sent, count, 90.0)
    for quarter in range(1, 4):
        other = longitude(m % count + quarter * count, sent, count, 90.0)
        if apart(other, near_lon) < apart(best, near_lon):
            best = other
    return True, lat, best


def apart(a: float, b: float) -> float:
    """Degrees between two longitudes, the short way round."""
    d = abs(a - b) % 360.0
    return 360.0 - d if d > 180.0 else d


def locally(
    y: int, x: int, odd: bool, surface: bool, near_lat: float, near_lon: float
) -> tuple[bool, float, float]:
    """The position of one message nearest to a known one (Doc 9871 C.2.6.5 and C.2.6.6).

    It is the right one when the known one is within half a zone: 180 NM, on the surface 45 NM.
    """
    turn = 90.0 if surface else 360.0
    count = 59 if odd else 60
    zone = turn / count
    j = math.floor(0.5 + near_lat / zone - y / STEPS)
    lat = place(j, y, count, turn)
    if abs(lat) > 90.0:
        return False, 0.0, 0.0
    nl = zones(lat)
    count = max(nl - 1, 1) if odd else nl
    zone = turn / count
    m = math.floor(0.5 + near_lon / zone - x / STEPS)
    return True, lat, longitude(m, x, count, turn)
