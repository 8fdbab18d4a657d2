"""From position messages of many aircraft in the order of time to positions that were checked.

Two messages, one even and one odd, give a position anywhere on the Earth; one message gives it
when the aircraft's own position is known. Both are compared with where the aircraft was: what no
aircraft could have flown to is kept and marked. Plain Python on single values, as in :mod:`.cpr`.
"""

from __future__ import annotations

import math
from collections.abc import MutableSequence, Sequence

from skywitness.record.faults.limits import SPEED_KT
from skywitness.record.modes.positions.cpr import apart, globally, globally_surface, locally

SECOND = 1_000_000.0
"""Times are microseconds; whole numbers, in float64, which holds them exactly."""
PAIR_AIR = 10 * SECOND
"""Longest time between the two messages of a pair in flight (Doc 9871 C.2.6.7; RTCA DO-260B
2.2.10.2): in it an aircraft flies less than the 3 NM that would bring it into a wrong zone."""
PAIR_FAST = 25 * SECOND
PAIR_SLOW = 50 * SECOND
"""The same on the surface, above 25 kt (or at no known speed) and up to it."""
ALONE_AIR = 180 * SECOND
ALONE_SURFACE = 60 * SECOND
"""How old the aircraft's last position may be for one message alone: at SPEED_KT it has not moved
by half a zone (180 NM, 45 NM) then."""
NEAR = 3600 * SECOND
"""How old its last position may be to choose between solutions a quarter of the globe apart."""
FORGET = 600 * SECOND
"""After so long with no position nothing is compared with the last one: over such times a test of
speed says little, and whoever builds tracks makes it anyway."""
SLACK = 2 * SECOND
"""What two times of reception may be wrong by together: whole-second stamps, receivers' clocks."""
SURE = 3
"""Pairs that must agree before one message alone is trusted: the first and the third share none."""

# What is kept of an aircraft: its last even and odd message, its position, and one that disagrees.
T, Y, X, KIND = 0, 1, 2, 3
ODD = 4
LAT, LON, WHEN, COUNT, ROW, ROW2 = 8, 9, 10, 11, 12, 13
OTHER = 6
KEPT = 18
"""Values kept of one aircraft. NaN: none."""


def reachable(lat: float, lon: float, lat0: float, lon0: float, dt: float) -> bool:
    """Whether an aircraft can come from one position to another in ``dt`` microseconds."""
    # A cosine by its series, which is the same in every compiler; this is a bound, not a measure.
    c = (abs(lat) if abs(lat) < abs(lat0) else abs(lat0)) * (math.pi / 180.0)
    s = c * c
    cosine = 1.0 - s / 2.0 * (1.0 - s / 12.0 * (1.0 - s / 30.0 * (1.0 - s / 56.0)))
    north = (lat - lat0) * 60.0
    east = apart(lon, lon0) * 60.0 * cosine
    limit = SPEED_KT / 3600.0 * (abs(dt) + SLACK) / SECOND
    return north * north + east * east <= limit * limit


def follow(
    slots: Sequence[int],
    times: Sequence[float],
    surfaces: Sequence[bool],
    odds: Sequence[bool],
    ys: Sequence[int],
    xs: Sequence[int],
    limits: Sequence[float],
    kept: Sequence[MutableSequence[float]],
    near_lat: float,
    near_lon: float,
    lats: MutableSequence[float],
    lons: MutableSequence[float],
    jumps: MutableSequence[bool],
) -> None:
    """Fill ``lats``, ``lons`` (NaN: none) and ``jumps`` for messages in the order of time.

    Message k is of the aircraft whose values are ``kept[slots[k]]``, received at ``times[k]``
    microseconds; ``limits[k]`` is how old the other message of its pair may be. ``near_lat``,
    ``near_lon`` is where the receiver stands, NaN where that is not known.
    """
    for k in range(len(slots)):
        own = kept[slots[k]]
        t, y, x, odd = times[k], ys[k], xs[k], odds[k]
        surface = surfaces[k]
        kind = 1.0 if surface else 0.0
        here, there = (ODD, 0) if odd else (0, ODD)
        fresh = not (own[here + Y] == y and own[here + X] == x and own[here + KIND] == kind)
        own[here + T], own[here + Y], own[here + X], own[here + KIND] = t, y, x, kind
        age = abs(t - own[WHEN])  # NaN without a position, and no comparison with it holds

        found, lat, lon = False, 0.0, 0.0
        if own[there + KIND] == kind and abs(t - own[there + T]) <= limits[k]:
            found, lat, lon = pair(own, odd, surface, age, near_lat, near_lon)
        if own[COUNT] >= SURE and age <= (ALONE_SURFACE if surface else ALONE_AIR):
            good, lat1, lon1 = locally(y, x, odd, surface, own[LAT], own[LON])
            if good and reachable(lat1, lon1, own[LAT], own[LON], t - own[WHEN]):
                lats[k], lons[k] = lat1, lon1
                own[LAT], own[LON], own[WHEN] = lat1, lon1, t
                own[OTHER + COUNT] = math.nan
                continue
        if not found:
            continue
        lats[k], lons[k] = lat, lon
        if not age <= FORGET:
            own[LAT], own[LON], own[WHEN], own[COUNT] = lat, lon, t, 1.0
            own[ROW], own[ROW2] = k, math.nan
            own[OTHER + COUNT] = math.nan
        elif reachable(lat, lon, own[LAT], own[LON], t - own[WHEN]):
            own[LAT], own[LON], own[WHEN] = lat, lon, t
            own[OTHER + COUNT] = math.nan
            if fresh and own[COUNT] < SURE:
                own[COUNT] += 1.0
                own[ROW2] = k
        else:
            elsewhere(own, k, t, fresh, lat, lon, jumps)


def pair(
    own: MutableSequence[float],
    odd: bool,
    surface: bool,
    age: float,
    near_lat: float,
    near_lon: float,
) -> tuple[bool, float, float]:
    """The position of the aircraft's last even and odd message, the odd one being the later or not.

    On the surface it needs one to be near: the aircraft's own, ``age`` microseconds old, or the
    receiver's.
    """
    y0, x0 = int(own[Y]), int(own[X])
    y1, x1 = int(own[ODD + Y]), int(own[ODD + X])
    if not surface:
        return globally(y0, x0, y1, x1, odd)
    if age <= NEAR:
        return globally_surface(y0, x0, y1, x1, odd, own[LAT], own[LON])
    if math.isnan(near_lat):
        return False, 0.0, 0.0
    return globally_surface(y0, x0, y1, x1, odd, near_lat, near_lon)


def elsewhere(
    own: MutableSequence[float],
    k: int,
    t: float,
    fresh: bool,
    lat: float,
    lon: float,
    jumps: MutableSequence[bool],
) -> None:
    """Mark a position that does not follow the last one; should it go on there, stay there.

    It goes on there when several positions in a row are there and none where it was.
    """
    jumps[k] = True
    again = own[OTHER + COUNT] >= 1.0 and reachable(
        lat, lon, own[OTHER + LAT], own[OTHER + LON], t - own[OTHER + WHEN]
    )
    own[OTHER + COUNT] = own[OTHER + COUNT] + (1.0 if fresh else 0.0) if again else 1.0
    own[OTHER + LAT], own[OTHER + LON], own[OTHER + WHEN] = lat, lon, t
    if own[OTHER + COUNT] < SURE:
        return
    jumps[k] = False
    if own[COUNT] < SURE:  # what came before was never sure: mark it too
        if own[ROW] >= 0:
            jumps[int(own[ROW])] = True
        if own[ROW2] >= 0:
            jumps[int(own[ROW2])] = True
    own[LAT], own[LON], own[WHEN], own[COUNT] = lat, lon, t, float(SURE)
    own[OTHER + COUNT] = math.nan
