"""Where the sun stands, by a formula of the verifier's own.

It is that of low precision of the *Astronomical Almanac* (page C5): 0.01 degrees from 1950 to 2050,
outside of which nothing is said. The sun's direction and the vertical are taken as vectors.
"""

from __future__ import annotations

import numpy as np

from skywitness.aliases import Json
from skywitness.verify.geometry.earth import LEAST_RADIUS, Array, Flags, Spots
from skywitness.verify.statements.bands import interval, opening
from skywitness.verify.statements.failure import FailedError

#: Degrees by which it may be off, with room.
ERROR = 0.05
#: Seconds since 1970 of 1 January 1950 and 2050, and of noon on 1 January 2000.
FROM, UNTIL, NOON = -631_152_000.0, 2_524_608_000.0, 946_728_000.0
#: Degrees by which the Earth turns under the sun in a second, at most.
SPIN = 361.0 / 86_400.0


def towards(seconds: float) -> Array:
    """The direction of the sun as a unit vector in the axes of the turning Earth.

    Raises:
        FailedError: the time is outside the years of the formula.
    """
    if not FROM <= seconds <= UNTIL:
        raise FailedError("nothing is said here of the sun before 1950 or after 2050")
    days = (seconds - NOON) / 86_400.0
    anomaly = np.radians(357.528 + 0.9856003 * days)
    longitude = 280.460 + 0.9856474 * days
    longitude = np.radians(longitude + 1.915 * np.sin(anomaly) + 0.020 * np.sin(2 * anomaly))
    tilt = np.radians(23.439 - 0.0000004 * days)
    x, y = np.cos(longitude), np.cos(tilt) * np.sin(longitude)
    z = np.sin(tilt) * np.sin(longitude)
    turn = np.radians(280.46062 + 360.98564737 * days)
    return np.array([x * np.cos(turn) + y * np.sin(turn), y * np.cos(turn) - x * np.sin(turn), z])


def _frames(spots: Spots) -> tuple[Array, Array, Array]:
    """Up, north and east of centres, ``(n, 3)`` each."""
    lon, lat = np.radians(spots.lon), np.radians(spots.lat)
    up = np.stack((np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)), axis=-1)
    east = np.stack((-np.sin(lon), np.cos(lon), np.zeros(len(spots))), axis=-1)
    return up, np.cross(up, east), east


def may_and_must(
    demand: Json, spots: Spots, seconds: float, within: float, stretch: float
) -> tuple[Flags, Flags]:
    """Discs over which the sun may stand as demanded near a time, and over which it surely does.

    Near is ``within`` so many seconds of it.
    """
    sun = towards(seconds)
    up, north, east = _frames(spots)
    height = np.degrees(np.arcsin(np.clip(up @ sun, -1.0, 1.0)))
    tilted = np.degrees(spots.radius / LEAST_RADIUS)
    off = tilted + within * SPIN + ERROR
    low, high = interval(demand["height"], stretch)
    may = (height + off >= low) & (height - off <= high)
    must = (height - off >= low) & (height + off <= high)
    if demand["way"] is None:
        return np.asarray(may), np.asarray(must)
    way = np.degrees(np.arctan2(east @ sun, north @ sun))
    turned = _turned(height, off, tilted, spots)
    away = np.abs((way - demand["way"]["centre"] + 180.0) % 360.0 - 180.0)
    half = opening(demand["way"], stretch)
    return np.asarray(may & (away - turned <= half)), np.asarray(must & (away + turned <= half))


def _turned(height: Array, off: Array, tilted: Array, spots: Spots) -> Array:
    """Degrees by which the sun's direction may differ: as it moves, and as north turns."""
    steep = np.sin(np.radians(np.minimum(off, 90.0))) / np.cos(np.radians(height))
    top = np.abs(spots.lat) + tilted
    with np.errstate(invalid="ignore"):
        out = np.degrees(np.arcsin(np.clip(steep, 0.0, 1.0)))
        out = out + tilted * np.tan(np.radians(np.minimum(top, 89.9))) + ERROR
    return np.where((steep >= 1.0) | (top >= 89.9), 180.0, np.minimum(out, 180.0))
