"""Points on the WGS-84 ellipsoid: geodesics forward and inverse, heights of the horizon.

A simulated sky is the truth that readers are held against, so its units are its own and not those
that the readers use.
"""

from __future__ import annotations

import functools
from typing import Any

import numpy as np
import numpy.typing as npt

from skywitness.aliases import Floats

FOOT, NAUTICAL_MILE = 0.3048, 1852.0
KNOT = NAUTICAL_MILE / 3600.0
"""Metres in a foot and a nautical mile, and metres a second in a knot (exact)."""


@functools.cache
def _geod() -> Any:
    from pyproj import Geod

    return Geod(ellps="WGS84")


def forward(
    lon: npt.ArrayLike, lat: npt.ArrayLike, azimuth: npt.ArrayLike, metres: npt.ArrayLike
) -> tuple[Floats, Floats, Floats]:
    """Ends of geodesics (longitude, latitude, direction of travel there), all in degrees.

    Longitudes lie in [-180, 180), directions in [0, 360). Arguments broadcast; at least 1-d comes
    back.
    """
    lon, lat, azimuth, metres = np.broadcast_arrays(*np.atleast_1d(lon, lat, azimuth, metres))
    x, y, back = _geod().fwd(
        np.asarray(lon, dtype=np.float64), np.asarray(lat, dtype=np.float64),
        np.asarray(azimuth, dtype=np.float64), np.asarray(metres, dtype=np.float64),
    )  # fmt: skip
    return wrapped(np.asarray(x)), np.asarray(y), (np.asarray(back) + 180.0) % 360.0


def inverse(
    lon1: npt.ArrayLike, lat1: npt.ArrayLike, lon2: npt.ArrayLike, lat2: npt.ArrayLike
) -> tuple[Floats, Floats]:
    """Direction at the first point (degrees, [0, 360)) and length (m) of the shortest ways."""
    lon1, lat1, lon2, lat2 = np.broadcast_arrays(*np.atleast_1d(lon1, lat1, lon2, lat2))
    azimuth, _, metres = _geod().inv(
        np.asarray(lon1, dtype=np.float64), np.asarray(lat1, dtype=np.float64),
        np.asarray(lon2, dtype=np.float64), np.asarray(lat2, dtype=np.float64),
    )  # fmt: skip
    return np.asarray(azimuth) % 360.0, np.asarray(metres)


def wrapped(lon: npt.ArrayLike) -> Floats:
    """Longitudes in [-180, 180); those already there are not touched."""
    lon = np.asarray(lon, dtype=np.float64)
    return np.where((lon >= -180.0) & (lon < 180.0), lon, (lon + 180.0) % 360.0 - 180.0)


def moved(lon: Floats, lat: Floats, east: Floats, north: Floats) -> tuple[Floats, Floats]:
    """Points moved by metres east and north, along the geodesic in that direction."""
    azimuth = np.degrees(np.arctan2(east, north))
    x, y, _ = forward(lon, lat, azimuth, np.hypot(east, north))
    return x, y


def horizon(antenna_m: float, height_m: npt.ArrayLike) -> Floats:
    """How far (m) an antenna sees something at a height over smooth ground.

    The radio horizon of a 4/3 Earth: 4.12 (√h₁ + √h₂) km for heights in metres (ITU-R P.452's
    median effective radius of 8,500 km).
    """
    heights = np.sqrt(np.maximum(np.asarray(height_m, dtype=np.float64), 2.0))
    out: Floats = 4120.0 * (np.sqrt(antenna_m) + heights)
    return out
