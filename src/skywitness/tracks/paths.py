"""Where an aircraft is between two positions, and how far from there it can be.

Everything is on WGS 84 at height 0, in ECEF metres: no projection, no antimeridian, no pole.
"""

from __future__ import annotations

import numpy as np

from skywitness.aliases import Floats
from skywitness.earth import E2, GEOD, R_MIN, A, B


def lonlat(xyz: Floats) -> tuple[Floats, Floats]:
    """Longitude and latitude of the surface points nearest to points near the surface (n, 3).

    One step of Bowring's formula: exact to under a millimetre within 100 km of the surface.
    """
    x, y, z = xyz.T
    p = np.hypot(x, y)
    beta = np.arctan2(z * A, p * B)
    ep2 = E2 / (1 - E2)
    lat = np.arctan2(z + ep2 * B * np.sin(beta) ** 3, p - E2 * A * np.cos(beta) ** 3)
    return np.degrees(np.arctan2(y, x)), np.degrees(lat)


def velocity(lon: Floats, lat: Floats, speed: Floats, track: Floats) -> Floats:
    """Velocities (n, 3) in ECEF of speeds (m/s) in directions (degrees from north)."""
    lam, phi, way = np.radians(lon), np.radians(lat), np.radians(track)
    north = np.column_stack((-np.sin(phi) * np.cos(lam), -np.sin(phi) * np.sin(lam), np.cos(phi)))
    east = np.column_stack((-np.sin(lam), np.cos(lam), np.zeros(len(lam))))
    both: Floats = (speed * np.cos(way))[:, None] * north + (speed * np.sin(way))[:, None] * east
    return both


def geodesic(
    lon1: Floats, lat1: Floats, lon2: Floats, lat2: Floats, share: Floats
) -> tuple[Floats, Floats]:
    """The point at a share (0 to 1) of the geodesic between two points."""
    azimuth, _, way = GEOD.inv(lon1, lat1, lon2, lat2)
    lon, lat, _ = GEOD.fwd(lon1, lat1, azimuth, np.asarray(way) * share)
    return np.asarray(lon), np.asarray(lat)


def hermite(
    p: Floats, v: Floats, q: Floats, w: Floats, span: Floats, share: Floats
) -> tuple[Floats, Floats]:
    """The cubic through ``p`` and ``q`` (n, 3) with velocities ``v`` and ``w`` there, at shares of
    the time between, and the greatest acceleration along it (n,)."""
    s, h = share[:, None], span[:, None]
    chord = q - p
    a = 2 * (p - q) + h * (v + w)
    b = 3 * chord - h * (2 * v + w)
    at = p + s * (h * v + s * (b + s * a))
    ends = np.linalg.norm(2 * b, axis=1), np.linalg.norm(2 * b + 6 * a, axis=1)
    return at, np.maximum(*ends) / span**2


def bead(at: Floats, p: Floats, q: Floats, near: Floats, far: Floats) -> Floats:
    """How far from ``at`` anything can be that is within ``near`` of ``p`` and ``far`` of ``q``,
    metres.

    The intersection of two growing discs is a section of the space-time prism (Hägerstrand 1970;
    the "bead" of Kuijpers and Othman 2009). For a point Y that divides pq into d1 and d2, and any
    Q, Stewart's theorem gives |QY|² = (d2 |Qp|² + d1 |Qq|²) / (d1 + d2) - d1 d2, which bounds it;
    so does each disc by itself. Chords are never longer than ways over the ground, so discs of
    chords hold all that discs of ways hold; the result is turned back into the longest way over
    the ground that it can stand for. Infinite where the discs do not meet: then one of the
    positions is wrong.
    """
    d = np.linalg.norm(q - p, axis=1)
    safe = np.where(d > 0, d, 1.0)
    unit = (q - p) / safe[:, None]
    d1 = np.clip(np.einsum("ij,ij->i", at - p, unit), 0, d)
    d2 = d - d1
    foot = p + d1[:, None] * unit
    off = np.linalg.norm(at - foot, axis=1)
    with np.errstate(invalid="ignore", over="ignore"):  # a disc without end, and nothing times it
        square = np.where(d > 0, (d2 * near**2 + d1 * far**2) / safe - d1 * d2, np.inf)
    square = np.where(np.isnan(square), np.inf, square)  # the discs alone are bounds then
    lens = np.sqrt(np.maximum(square, 0)) + off
    bound = np.minimum(lens, near + np.linalg.norm(at - p, axis=1))
    bound = np.minimum(bound, far + np.linalg.norm(at - q, axis=1))
    x = bound / (2 * R_MIN)
    over = np.where(x < 0.98, 2 * R_MIN * np.arcsin(np.clip(x, 0, 1)), np.inf)
    over = np.where(np.isnan(bound), np.nan, over)
    return np.where(near + far < d, np.inf, over)


def turned(acceleration: Floats, one: Floats, two: Floats) -> Floats:
    """How far from the straight line a path of bounded acceleration can be, ``one`` s after one
    known point and ``two`` s before another: a t1 t2 / 2 (the error of linear interpolation)."""
    return acceleration * one * two / 2


def curved(acceleration: Floats, one: Floats, two: Floats) -> Floats:
    """The same where velocities are known at both ends too, ``acceleration`` being that by which
    path and cubic can differ: a t²/2 from either end, and never more than a h²/16."""
    h = one + two
    return acceleration * np.minimum(np.minimum(one, two) ** 2 / 2, h * h / 16)


__all__ = ["bead", "curved", "geodesic", "hermite", "lonlat", "turned", "velocity"]
