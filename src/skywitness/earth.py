"""The Earth as the solver sees it: WGS 84, its chords, its geodesics, and bounds between them.

Positions are longitude and latitude in degrees; distances are geodesic, in metres, at height 0.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, cast

import numpy as np
import numpy.typing as npt

from skywitness.aliases import Floats

if TYPE_CHECKING:
    from pyproj import Geod

#: WGS 84: semi-major axis (metres), flattening, semi-minor axis, first eccentricity squared.
A = 6_378_137.0
F = 1 / 298.257223563
B = A * (1 - F)
E2 = F * (2 - F)
# Least and greatest principal radius of curvature of the ellipsoid (meridian at the equator,
# both at the pole).
R_MIN = B * B / A
R_MAX = A * A / B
HALF_MERIDIAN = 20003931.4586  # greatest geodesic distance on WGS 84: pole to pole
# Rounding of the formulas below, with room: an ECEF coordinate has an ulp of 1 nm.
ROUNDING = 1e-3


@cache
def _geod() -> Geod:
    from pyproj import Geod

    return Geod(ellps="WGS84")


class _Geodesics:
    """Geodesics of WGS 84, made at first use: what needs none does without pyproj."""

    def __getattr__(self, name: str) -> Any:
        found = self.__dict__[name] = getattr(_geod(), name)
        return found


GEOD = cast("Geod", _Geodesics())


def ecef(lon: Floats, lat: Floats) -> Floats:
    """Earth-centred coordinates in metres, shape ``(n, 3)``, of points at height 0."""
    phi, lam = np.radians(lat), np.radians(lon)
    n = A / np.sqrt(1 - E2 * np.sin(phi) ** 2)
    c = n * np.cos(phi)
    return np.column_stack((c * np.cos(lam), c * np.sin(lam), n * (1 - E2) * np.sin(phi)))


def turn_between(one: npt.ArrayLike, other: npt.ArrayLike) -> Floats:
    """Least turn from one direction to another in degrees, 0 to 180; the arguments broadcast."""
    off = np.asarray(one, dtype=np.float64) - np.asarray(other, dtype=np.float64)
    return np.asarray(np.abs((off + 180.0) % 360.0 - 180.0))


def lonlat(normal: Floats) -> tuple[Floats, Floats]:
    """Longitude and latitude in degrees of unit surface normals, shape ``(n, 3)``."""
    lon = np.degrees(np.arctan2(normal[:, 1], normal[:, 0]))
    lat = np.degrees(np.arctan2(normal[:, 2], np.hypot(normal[:, 0], normal[:, 1])))
    return lon, lat


def geodesic_at_least(chord: Floats) -> Floats:
    """Lower bound on the geodesic distance of two surface points a ``chord`` apart (metres).

    The ellipsoid is an intersection of balls of radius ``R_MAX`` (Blaschke's rolling theorem), so
    it holds the spindle that is the intersection of all such balls through both points; the
    way around a convex body is no shorter than around a convex body within it, and around the
    spindle it is an arc of radius ``R_MAX``.
    """
    return 2 * R_MAX * np.arcsin(np.clip(chord / (2 * R_MAX), 0, 1)) - ROUNDING


def geodesic_at_most(chord: Floats) -> Floats:
    """Upper bound on the geodesic distance of two surface points a ``chord`` apart (metres).

    A geodesic's curvature is a normal curvature, at most ``1 / R_MIN``; by Schur's comparison
    theorem its chord is then no shorter than that of a circular arc of radius ``R_MIN`` and
    the same length, up to half a circle. Beyond that nothing better than the greatest distance.
    """
    x = chord / (2 * R_MIN)
    arc = 2 * R_MIN * np.arcsin(np.clip(x, 0, 1)) + ROUNDING
    return np.where(x > 0.98, HALF_MERIDIAN, arc)


def chord_at_least(distance: Floats) -> Floats:
    """Lower bound on the chord of a geodesic of ``distance`` metres."""
    return 2 * R_MIN * np.sin(np.clip(distance / (2 * R_MIN), 0, np.arcsin(0.98)))


def chord_at_most(distance: Floats) -> Floats:
    """Upper bound on the chord of a geodesic of ``distance`` metres."""
    return np.minimum(2 * R_MAX * np.sin(np.clip(distance / (2 * R_MAX), 0, np.pi / 2)), 2 * A)


def reduced_length_at_least(nearest: Floats, farthest: Floats) -> Floats:
    """Lower bound on the reduced length m of geodesics between two lengths (metres).

    How fast the azimuth at one end turns when the other end moves sideways is 1/m. The Gaussian
    curvature of WGS 84 is at most ``1 / B**2``, so ``m(s) >= B sin(s / B)`` (Sturm comparison). It
    is not positive when the interval reaches 0 or the first possible conjugate point.
    """
    inside = (nearest > 0) & (farthest < np.pi * B)
    low = np.minimum(np.sin(nearest / B), np.sin(np.minimum(farthest / B, np.pi)))
    return np.where(inside, B * low, 0.0)


@dataclass
class Discs:
    """Discs on the Earth: centres in degrees and geodesic radii in metres, all of shape ``(n,)``.

    What measures compute of the centres is remembered, for these discs and those taken from them,
    so that a measure used by many readings is computed once. ``coarse`` asks measures for quick
    bounds, as wide as the pieces that edges are cut into.
    """

    lon: Floats
    lat: Floats
    radius: Floats
    coarse: bool = False
    _memo: dict[object, tuple[Floats, ...]] = field(default_factory=dict, repr=False)
    _root: Discs | None = field(default=None, repr=False)
    _index: npt.NDArray[np.intp] | None = field(default=None, repr=False)

    def __len__(self) -> int:
        """The number of discs."""
        return len(self.lon)

    @property
    def xyz(self) -> Floats:
        """Centres in ECEF metres, shape ``(n, 3)``."""
        return self.remember("xyz", lambda d: (ecef(d.lon, d.lat),))[0]

    def remember(
        self, key: object, compute: Callable[[Discs], tuple[Floats, ...]]
    ) -> tuple[Floats, ...]:
        """The arrays that ``compute`` gives for these discs' centres, computed once for each."""
        if self._root is None:
            if key not in self._memo or np.isnan(self._memo[key][0]).any():
                self._memo[key] = compute(self)
            return self._memo[key]
        root, index = self._root, self._index
        assert index is not None
        known = root._memo.get(key)
        missing = np.ones(len(self), dtype=bool)
        if known is not None:
            first = known[0][index]
            missing = np.isnan(first if first.ndim == 1 else first[:, 0])
        if missing.any():
            todo = np.flatnonzero(missing)
            fresh = compute(Discs(self.lon[todo], self.lat[todo], self.radius[todo], self.coarse))
            if known is None:
                known = tuple(np.full((len(root), *f.shape[1:]), np.nan) for f in fresh)
                root._memo[key] = known
            for into, new in zip(known, fresh, strict=True):
                into[index[todo]] = new
        assert known is not None
        return tuple(k[index] for k in known)

    def centres(self) -> Discs:
        """The same centres as points; what was computed for the centres is shared."""
        root = self if self._root is None else self._root
        index = np.arange(len(self)) if self._index is None else self._index
        return Discs(
            self.lon, self.lat, np.zeros_like(self.radius), self.coarse, _root=root, _index=index
        )

    def part(self, index: npt.NDArray[np.intp]) -> Discs:
        """Some of the discs, sharing what is remembered."""
        root = self if self._root is None else self._root
        within = index if self._index is None else self._index[index]
        return Discs(
            self.lon[index],
            self.lat[index],
            self.radius[index],
            self.coarse,
            _root=root,
            _index=within,
        )

    def take(self, index: npt.NDArray[np.intp]) -> Discs:
        """Some of the discs, with nothing remembered."""
        return Discs(self.lon[index], self.lat[index], self.radius[index], self.coarse)


def point(lon: float, lat: float) -> Discs:
    """One point as a disc of radius 0."""
    return Discs(np.array([lon]), np.array([lat]), np.zeros(1))
