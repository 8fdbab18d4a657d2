"""The invented atmosphere and geoid: how far heights of different kinds lie apart.

Smooth functions of place, height and time with ordinary sizes; they are nobody's weather.
"""

from __future__ import annotations

import numpy as np

from skywitness.aliases import Floats
from skywitness.simulate.earth import FOOT


def offset_ft(lon: Floats, lat: Floats, altitude: Floats, t: Floats) -> Floats:
    """Height above the ellipsoid less pressure altitude, in feet.

    The air is warmer than the standard atmosphere by about 6 °C (2 % of the height), pressure at
    sea level differs by some 10 hPa (270 ft) over 1,500 km and drifts in hours, and the geoid is in
    it.
    """
    x, y, z = _on_sphere(lon, lat)
    weather = 210.0 * np.sin(4.0 * z + 2.0 * x * y + np.asarray(t) / 40_000.0)
    warmth = 0.02 + 0.01 * x * z
    out: Floats = weather + warmth * altitude + geoid_m(lon, lat) / FOOT
    return out


def geoid_m(lon: Floats, lat: Floats) -> Floats:
    """Height of the mean sea above the ellipsoid, in metres."""
    x, y, z = _on_sphere(lon, lat)
    out: Floats = 18.0 + 32.0 * (0.64 * x + 0.77 * y) + 9.0 * z * z
    return out


def _on_sphere(lon: Floats, lat: Floats) -> tuple[Floats, Floats, Floats]:
    """A point's direction from the middle, in which nothing is special at poles or antimeridian."""
    east, north = np.radians(lon), np.radians(lat)
    return np.cos(north) * np.cos(east), np.cos(north) * np.sin(east), np.sin(north)
