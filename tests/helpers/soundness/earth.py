"""Distances, bearings, insides and centroids on WGS 84, independent of the solver.

The authority is ``geographiclib`` (Karney 2013). It is pure Python, about 10,000 calls a second,
so arrays go through Vincenty's formula (1975) written in numpy below; pairs for which that does
not converge (nearly antipodal) fall back to ``geographiclib``, and every value that decides
something is recomputed with it. ``test_earth.py`` holds the two together within a millimetre.

Angles are degrees, distances metres, bearings degrees clockwise from true north. Positions are
``(lat, lon)`` in this order; arrays of positions have shape ``(n, 2)``.
"""

from __future__ import annotations

import math

import numpy as np
from geographiclib.geodesic import Geodesic

WGS84 = Geodesic.WGS84
A = WGS84.a
F = WGS84.f
B = A * (1 - F)
MEAN_RADIUS = 6371008.8
HALF_ROUND = 20003931.0  # pole to pole along a meridian; no two points are further apart

Array = np.ndarray
Position = tuple[float, float]


# ---- one pair at a time: geographiclib -------------------------------------------------------


def inverse(p: Position, q: Position) -> tuple[float, float]:
    """Distance from ``p`` to ``q`` and the bearing of ``q`` seen from ``p``."""
    g = WGS84.Inverse(p[0], p[1], q[0], q[1], Geodesic.DISTANCE | Geodesic.AZIMUTH)
    return g["s12"], g["azi1"] % 360.0


def distance(p: Position, q: Position) -> float:
    return WGS84.Inverse(p[0], p[1], q[0], q[1], Geodesic.DISTANCE)["s12"]


def direct(p: Position, bearing: float, metres: float) -> Position:
    """The position ``metres`` from ``p`` on the given bearing; longitude in [-180, 180)."""
    g = WGS84.Direct(p[0], p[1], bearing, metres, Geodesic.LATITUDE | Geodesic.LONGITUDE)
    return g["lat2"], wrap(g["lon2"])


def wrap(lon):
    """Longitude or angle in [-180, 180); works on arrays too."""
    return (lon + 180.0) % 360.0 - 180.0


# ---- arrays: Vincenty ------------------------------------------------------------------------


def _series(u2: Array) -> tuple[Array, Array]:
    big = 1 + u2 / 16384 * (4096 + u2 * (-768 + u2 * (320 - 175 * u2)))
    small = u2 / 1024 * (256 + u2 * (-128 + u2 * (74 - 47 * u2)))
    return big, small


def _delta(small: Array, sin_s: Array, cos_s: Array, cos_2m: Array) -> Array:
    return (
        small
        * sin_s
        * (
            cos_2m
            + small
            / 4
            * (
                cos_s * (2 * cos_2m**2 - 1)
                - small / 6 * cos_2m * (4 * sin_s**2 - 3) * (4 * cos_2m**2 - 3)
            )
        )
    )


def inverse_many(lat1, lon1, lat2, lon2) -> tuple[Array, Array]:
    """Distances and bearings at the first point for arrays that broadcast together."""
    lat1, lon1, lat2, lon2 = np.broadcast_arrays(
        *(np.asarray(x, dtype=float) for x in (lat1, lon1, lat2, lon2))
    )
    u1 = np.arctan2((1 - F) * np.sin(np.radians(lat1)), np.cos(np.radians(lat1)))
    u2 = np.arctan2((1 - F) * np.sin(np.radians(lat2)), np.cos(np.radians(lat2)))
    diff = np.radians(wrap(lon2 - lon1))
    su1, cu1, su2, cu2 = np.sin(u1), np.cos(u1), np.sin(u2), np.cos(u2)
    lam = diff.copy()
    with np.errstate(all="ignore"):
        for _ in range(25):
            sl, cl = np.sin(lam), np.cos(lam)
            sin_s = np.hypot(cu2 * sl, cu1 * su2 - su1 * cu2 * cl)
            cos_s = su1 * su2 + cu1 * cu2 * cl
            sigma = np.arctan2(sin_s, cos_s)
            sin_a = np.where(sin_s == 0, 0.0, cu1 * cu2 * sl / sin_s)
            cos2a = 1 - sin_a**2
            cos_2m = np.where(cos2a < 1e-15, 0.0, cos_s - 2 * su1 * su2 / cos2a)
            c = F / 16 * cos2a * (4 + F * (4 - 3 * cos2a))
            new = diff + (1 - c) * F * sin_a * (
                sigma + c * sin_s * (cos_2m + c * cos_s * (2 * cos_2m**2 - 1))
            )
            step = np.abs(new - lam)
            lam = new
            if np.nanmax(step, initial=0.0) < 1e-12:
                break
        big, small = _series(cos2a * (A**2 - B**2) / B**2)
        s = B * big * (sigma - _delta(small, sin_s, cos_s, cos_2m))
        sl, cl = np.sin(lam), np.cos(lam)
        azi = np.degrees(np.arctan2(cu2 * sl, cu1 * su2 - su1 * cu2 * cl)) % 360.0
    # Past 178 degrees of arc the iteration may settle on a geodesic that is not the shortest.
    bad = ~np.isfinite(s) | (step > 1e-11) | (np.abs(lam) > math.pi) | (sigma > math.radians(178))
    if bad.any():
        s, azi = np.array(s), np.array(azi)
        for k in zip(*np.nonzero(bad), strict=True):
            s[k], azi[k] = inverse((lat1[k], lon1[k]), (lat2[k], lon2[k]))
    return s, azi


def direct_many(lat1, lon1, bearing, metres) -> tuple[Array, Array]:
    """Latitudes and longitudes reached; arguments broadcast together."""
    lat1, lon1, bearing, metres = np.broadcast_arrays(
        *(np.asarray(x, dtype=float) for x in (lat1, lon1, bearing, metres))
    )
    u1 = np.arctan2((1 - F) * np.sin(np.radians(lat1)), np.cos(np.radians(lat1)))
    su1, cu1 = np.sin(u1), np.cos(u1)
    sa, ca = np.sin(np.radians(bearing)), np.cos(np.radians(bearing))
    s1 = np.arctan2(su1, cu1 * ca)
    sin_a = cu1 * sa
    cos2a = 1 - sin_a**2
    big, small = _series(cos2a * (A**2 - B**2) / B**2)
    sigma = metres / (B * big)
    for _ in range(50):
        cos_2m = np.cos(2 * s1 + sigma)
        new = metres / (B * big) + _delta(small, np.sin(sigma), np.cos(sigma), cos_2m)
        step = np.abs(new - sigma)
        sigma = new
        if np.max(step, initial=0.0) < 1e-13:
            break
    ss, cs = np.sin(sigma), np.cos(sigma)
    cos_2m = np.cos(2 * s1 + sigma)
    lat2 = np.arctan2(su1 * cs + cu1 * ss * ca, (1 - F) * np.hypot(sin_a, su1 * ss - cu1 * cs * ca))
    lam = np.arctan2(ss * sa, cu1 * cs - su1 * ss * ca)
    c = F / 16 * cos2a * (4 + F * (4 - 3 * cos2a))
    dlon = lam - (1 - c) * F * sin_a * (sigma + c * ss * (cos_2m + c * cs * (2 * cos_2m**2 - 1)))
    return np.degrees(lat2), wrap(lon1 + np.degrees(dlon))


def turn(a: float, b: float) -> float:
    """Unsigned angle between two bearings, 0 to 180 degrees."""
    return abs(wrap(a - b))


# ---- equal-area latitude, for the centroid ---------------------------------------------------

_E2 = F * (2 - F)
_E = math.sqrt(_E2)


def _q(sin_phi: Array) -> Array:
    return (1 - _E2) * (sin_phi / (1 - _E2 * sin_phi**2) + np.arctanh(_E * sin_phi) / _E)


def authalic(positions: Array) -> Array:
    """Unit vectors at the authalic latitudes of positions (n, 2); Snyder 1987, eq. 3-11, 3-12."""
    beta = np.arcsin(np.clip(_q(np.sin(np.radians(positions[:, 0]))) / _q(np.array(1.0)), -1, 1))
    lon = np.radians(positions[:, 1])
    return np.stack([np.cos(beta) * np.cos(lon), np.cos(beta) * np.sin(lon), np.sin(beta)], axis=1)


def from_authalic(v: Array) -> Position:
    """The position whose authalic direction is ``v``; Newton on the sine of latitude."""
    sin_beta = float(v[2] / np.linalg.norm(v))
    target = sin_beta * float(_q(np.array(1.0)))
    phi = math.asin(max(-1.0, min(1.0, sin_beta)))
    for _ in range(20):
        s = math.sin(phi)
        slope = 2 * (1 - _E2) / (1 - _E2 * s * s) ** 2 * math.cos(phi)
        if slope < 1e-12:
            break
        phi += (target - float(_q(np.array(s)))) / slope
    return math.degrees(phi), math.degrees(math.atan2(v[1], v[0]))


# ---- straight lines ----------------------------------------------------------------------------


def in_space(p: Position, height: float) -> tuple[float, float, float]:
    """Earth-centred metres of a position at a height above the ellipsoid."""
    phi, lam = math.radians(p[0]), math.radians(p[1])
    n = A / math.sqrt(1 - F * (2 - F) * math.sin(phi) ** 2)
    across = (n + height) * math.cos(phi)
    up = (n * (1 - F) ** 2 + height) * math.sin(phi)
    return across * math.cos(lam), across * math.sin(lam), up
