"""The sphere of equal areas: authalic latitudes of WGS 84 (Snyder, Map Projections, section 3)."""

from __future__ import annotations

import numpy as np

from skywitness.aliases import Floats
from skywitness.earth import A, B

_E = np.sqrt(1 - (B / A) ** 2)


def _q_of(s: Floats) -> Floats:
    """Snyder's q of sin(latitude) for the authalic latitude (Map Projections, eq. 3-12)."""
    return np.asarray((1 - _E**2) * (s / (1 - (_E * s) ** 2) + np.arctanh(_E * s) / _E))


_QP = float(_q_of(np.ones(1))[0])


def authalic_vector(lon: Floats, lat: Floats) -> Floats:
    """Unit vectors on the sphere of equal areas, shape ``(n, 3)``."""
    z = np.clip(_q_of(np.sin(np.radians(lat))) / _QP, -1, 1)
    c = np.sqrt(1 - z * z)
    lam = np.radians(lon)
    return np.column_stack((c * np.cos(lam), c * np.sin(lam), z))


def latitude_of(xi: float) -> float:
    """Geodetic latitude in degrees of an authalic latitude in radians, by bisection."""
    lo, hi = -1.0, 1.0
    target = np.sin(xi) * _QP
    for _ in range(60):
        mid = (lo + hi) / 2
        if float(_q_of(np.array([mid]))[0]) < target:
            lo = mid
        else:
            hi = mid
    return float(np.degrees(np.arcsin((lo + hi) / 2)))
