"""Where the sun stands: how high above the horizon and in which direction, of places and times.

The formula is that of low accuracy in Jean Meeus, *Astronomical Algorithms* (2nd edition, 1998),
chapter 25, with sidereal time by chapter 12: 0.01 degrees. What is left out (nutation in sidereal
time, the difference of clocks and the turning Earth, parallax) is less than as much again.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from skywitness.aliases import Floats
from skywitness.earth import R_MIN

#: Degrees by which heights and directions may be off, with room.
ERROR = 0.05
#: Seconds since 1970 between which that holds: 1900 to 2100.
FIRST, LAST = -2_208_988_800.0, 4_102_444_800.0
#: Seconds since 1970 of noon on 1 January 2000, and seconds of a day.
EPOCH, DAY = 946_728_000.0, 86_400.0
#: Degrees by which the sun moves at most against a place in a second.
TURN = 361.0 / DAY


@dataclass(frozen=True)
class Sky:
    """Where the sun can be over discs within some time: each of shape ``(n,)``, degrees.

    ``height`` is above the horizon (no refraction), ``way`` the direction from true north, each
    with how far it may be off.
    """

    height: Floats
    off: Floats
    way: Floats
    turned: Floats


def subsolar(seconds: Floats) -> tuple[Floats, Floats]:
    """Latitude and longitude in degrees where the sun is overhead, at seconds since 1970 (UTC)."""
    days = (np.asarray(seconds, dtype=np.float64) - EPOCH) / DAY
    t = days / 36_525.0
    mean = np.radians(357.52911 + 35_999.05029 * t - 0.0001537 * t**2)
    centre = (
        (1.914602 - 0.004817 * t - 0.000014 * t**2) * np.sin(mean)
        + (0.019993 - 0.000101 * t) * np.sin(2 * mean)
        + 0.000289 * np.sin(3 * mean)
    )
    node = np.radians(125.04 - 1934.136 * t)
    long = 280.46646 + 36_000.76983 * t + 0.0003032 * t**2 + centre
    long = np.radians(long - 0.00569 - 0.00478 * np.sin(node))
    tilt = np.radians(23.4392911 - 0.0130042 * t + 0.00256 * np.cos(node))
    right = np.degrees(np.arctan2(np.cos(tilt) * np.sin(long), np.cos(long)))
    sidereal = 280.46061837 + 360.98564736629 * days + 0.000387933 * t**2
    lat = np.degrees(np.arcsin(np.sin(tilt) * np.sin(long)))
    return lat, (right - sidereal + 180.0) % 360.0 - 180.0


def sky(lon: Floats, lat: Floats, radius: Floats, seconds: float, within: float) -> Sky:
    """The sun over discs (degrees, metres) at a time since 1970, or up to ``within`` s from it.

    Moving by r turns the vertical by at most r over the least radius of curvature, and time turns
    the Earth: by so much the sun moves against the vertical, and so its height. Its direction moves
    by more where it is high, and as north turns, too.
    """
    sun_lat, sun_lon = (float(x) for x in subsolar(np.array(seconds)))
    phi, delta = np.radians(lat), np.radians(sun_lat)
    hour = np.radians(lon - sun_lon)
    up = np.sin(phi) * np.sin(delta) + np.cos(phi) * np.cos(delta) * np.cos(hour)
    north = np.cos(phi) * np.sin(delta) - np.sin(phi) * np.cos(delta) * np.cos(hour)
    east = -np.cos(delta) * np.sin(hour)
    height = np.degrees(np.arcsin(np.clip(up, -1, 1)))
    off = np.degrees(radius / R_MIN) + within * TURN + ERROR
    top = np.minimum(np.abs(lat) + np.degrees(radius / R_MIN), 90.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        swing = np.sin(np.radians(np.minimum(off, 90.0))) / np.cos(np.radians(height))
        turned = np.degrees(np.arcsin(np.clip(swing, 0, 1)))
        turned = turned + np.degrees(radius / R_MIN) * np.tan(np.radians(top)) + ERROR
    lost = (swing >= 1) | (top > 89.9) | ~np.isfinite(turned)
    way = np.degrees(np.arctan2(east, north)) % 360.0
    return Sky(height, off, way, np.where(lost, 180.0, np.minimum(turned, 180.0)))
