"""Slant range and azimuth from a radar to a place on the ellipsoid.

On a sphere with the ellipsoid's Gaussian radius at the radar, the triangle of the Earth's centre,
the radar (at height 0) and the target (at its height) gives the angle between the two by the law of
cosines; the geodesic of that length in the azimuth's direction leads to the place.
"""

from __future__ import annotations

import numpy as np

from skywitness.aliases import Floats
from skywitness.earth import E2, A
from skywitness.units import FOOT, NAUTICAL_MILE


def ground_range(slant_m: Floats, height_m: Floats, latitude: float) -> Floats:
    """Distance along the ground in metres."""
    radius = A * np.sqrt(1.0 - E2) / (1.0 - E2 * np.sin(np.radians(latitude)) ** 2)
    up = radius + height_m
    cosine = (radius**2 + up**2 - slant_m**2) / (2.0 * radius * up)
    found: Floats = radius * np.arccos(np.clip(cosine, -1.0, 1.0))
    return found


def places(
    radar: tuple[float, float], slant_nm: Floats, azimuth: Floats, height_ft: Floats
) -> tuple[Floats, Floats]:
    """Latitudes and longitudes; NaN where any of the three is not known."""
    from skywitness.earth import GEOD

    latitude = np.full(len(slant_nm), np.nan)
    longitude = np.full(len(slant_nm), np.nan)
    known = ~(np.isnan(slant_nm) | np.isnan(azimuth) | np.isnan(height_ft))
    if known.any():
        n = int(known.sum())
        far = ground_range(slant_nm[known] * NAUTICAL_MILE, height_ft[known] * FOOT, radar[1])
        lon, lat, _ = GEOD.fwd(np.full(n, radar[0]), np.full(n, radar[1]), azimuth[known], far)
        latitude[known], longitude[known] = lat, lon
    return latitude, longitude
