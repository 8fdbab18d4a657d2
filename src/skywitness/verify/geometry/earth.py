"""WGS 84 for the verifier: points in space, and how long a geodesic can be for its chord.

Positions are longitude and latitude in degrees at height 0; lengths are metres.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from pyproj import Geod

Array = npt.NDArray[np.float64]
Index = npt.NDArray[np.intp]
Flags = npt.NDArray[np.bool_]

#: Karney's geodesics as PROJ has them; nothing of this project.
GEODESIC = Geod(ellps="WGS84")
EQUATOR = 6_378_137.0
FLATTENING = 1 / 298.257223563
POLE = EQUATOR * (1 - FLATTENING)
ECCENTRICITY2 = FLATTENING * (2 - FLATTENING)
#: Radii of curvature of WGS 84 lie between that of the meridian at the equator and that at a pole.
LEAST_RADIUS = POLE**2 / EQUATOR
MOST_RADIUS = EQUATOR**2 / POLE
#: Metres that cover the rounding of coordinates in space, an ulp of which is a nanometre.
ROUNDING = 1e-3
#: No two points of WGS 84 are farther apart than the poles (metres).
FARTHEST = 20_003_931.5


def to_space(lon: Array, lat: Array) -> Array:
    """Points on the ellipsoid in Earth-centred metres, shape ``(n, 3)``, from degrees ``(n,)``."""
    phi, lam = np.radians(lat), np.radians(lon)
    prime = EQUATOR / np.sqrt(1 - ECCENTRICITY2 * np.sin(phi) ** 2)
    return np.stack(
        (
            prime * np.cos(phi) * np.cos(lam),
            prime * np.cos(phi) * np.sin(lam),
            prime * (1 - ECCENTRICITY2) * np.sin(phi),
        ),
        axis=-1,
    )


def arc_at_least(chord: Array) -> Array:
    """Metres that a geodesic over a ``chord`` (metres) has at least.

    The ellipsoid lies in the intersection of all balls of its greatest radius of curvature through
    the two ends (Blaschke's rolling theorem, inward: it *is* an intersection of such balls), and no
    way around a convex body is shorter than around one within it.
    """
    half = np.clip(chord / (2 * MOST_RADIUS), 0.0, 1.0)
    return np.maximum(2 * MOST_RADIUS * np.arcsin(half) - ROUNDING, 0.0)


def arc_at_most(chord: Array) -> Array:
    """Metres that a geodesic over a ``chord`` (metres) has at most.

    Its curvature never exceeds that of a circle of the least radius, so (Schur) it bends away from
    its chord no faster than that circle; nothing is said near half of one.
    """
    half = chord / (2 * LEAST_RADIUS)
    arc = 2 * LEAST_RADIUS * np.arcsin(np.clip(half, 0.0, 0.97)) + ROUNDING
    return np.where(half > 0.97, FARTHEST, arc)


def chord_at_most(arc: Array) -> Array:
    """Metres that the chord of a geodesic of ``arc`` metres has at most."""
    angle = np.clip(arc / (2 * MOST_RADIUS), 0.0, math.pi / 2)
    return 2 * MOST_RADIUS * np.sin(angle) + ROUNDING


@dataclass(frozen=True)
class Spots:
    """Discs on the Earth: centres in degrees, geodesic radii in metres, each of shape ``(n,)``."""

    lon: Array
    lat: Array
    radius: Array
    space: Array

    @classmethod
    def at(cls, lon: Array, lat: Array, radius: Array | None = None) -> Spots:
        """Discs about points; points themselves without a ``radius``."""
        lon, lat = np.atleast_1d(lon), np.atleast_1d(lat)
        wide = np.zeros(len(lon)) if radius is None else radius
        return cls(lon, lat, wide, to_space(lon, lat))

    def __len__(self) -> int:
        """How many."""
        return len(self.lon)

    def take(self, index: Index) -> Spots:
        """Some of them."""
        return Spots(self.lon[index], self.lat[index], self.radius[index], self.space[index])
