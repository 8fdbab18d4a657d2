"""The sheet a map is drawn on: a conformal projection about the place, in tenths of a pixel.

The projection is the oblique stereographic of PROJ on the WGS 84 ellipsoid. It is conformal, so
shapes and bearings look right, and it has neither a seam nor a pole of its own: a region across the
antimeridian or around a pole is drawn like any other.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
import pyproj

from skywitness.aliases import Floats
from skywitness.earth import E2, A

Box = tuple[float, float, float, float]  # west, south, east, north; west <= east, in degrees

ECCENTRICITY = math.sqrt(E2)
WIDTH = 8000.0  # tenths of a pixel
LEAST_HEIGHT, MOST_HEIGHT = 0.56, 0.84  # of the width
MARGIN = 0.06  # of the width, free around what is fitted
LEAST_SPAN_M = 30_000.0  # a point alone is shown with this much around it
MOST_RADIUS = 112.0  # degrees from the centre; what lies beyond is not drawn


@dataclass(frozen=True)
class Sheet:
    """A map sheet: its centre in degrees, units of drawing per metre there, and its height."""

    lon: float
    lat: float
    per_metre: float
    height: float
    width: float = WIDTH

    @cached_property
    def _plane(self) -> pyproj.Transformer:
        return _plane_at(f"+lat_0={self.lat:.6f} +lon_0={self.lon:.6f}")

    def place(self, lon: Floats, lat: Floats) -> Floats:
        """Degrees to sheet coordinates, shape ``(n, 2)``, y downward; far points are infinite."""
        x, y = self._plane.transform(lon, lat)
        out = np.column_stack(
            (
                self.width / 2 + np.asarray(x) * self.per_metre,
                self.height / 2 - np.asarray(y) * self.per_metre,
            )
        )
        out[from_centre(lon, lat, self.lon, self.lat) > MOST_RADIUS + 10] = np.inf
        return out

    def degrees(self, x: Floats, y: Floats) -> tuple[Floats, Floats]:
        """Sheet coordinates to longitude and latitude in degrees."""
        lon, lat = self._plane.transform(
            (x - self.width / 2) / self.per_metre,
            (self.height / 2 - y) / self.per_metre,
            direction="INVERSE",
        )
        return np.asarray(lon), np.asarray(lat)

    @property
    def conformal(self) -> tuple[float, float]:
        """How the sheet's projection is one of a sphere: its centre's latitude there, its scale.

        The projection is the stereographic one of the conformal sphere, on which a point has its
        longitude and the conformal latitude. The first number is that of the centre, in degrees;
        the second is what the sphere's plane (radius 1) is multiplied with, in units.
        """
        e = ECCENTRICITY
        phi = math.radians(self.lat)
        if 90.0 - abs(self.lat) < 1e-6:
            pole = (1 + e) ** (1 + e) * (1 - e) ** (1 - e)
            return math.copysign(90.0, self.lat), 2 * A / math.sqrt(pole) * self.per_metre
        bent = ((1 - e * math.sin(phi)) / (1 + e * math.sin(phi))) ** (e / 2)
        chi = 2 * math.atan(math.tan(math.pi / 4 + phi / 2) * bent) - math.pi / 2
        across = math.cos(phi) / math.sqrt(1 - (e * math.sin(phi)) ** 2)
        return math.degrees(chi), 2 * A * across / math.cos(chi) * self.per_metre

    @cached_property
    def pole(self) -> int:
        """1 or -1 when the north or the south pole lies on the sheet, else 0."""
        for sign in (1, -1):
            x, y = self.place(np.array([0.0]), np.array([90.0 * sign]))[0]
            if -50 <= x <= self.width + 50 and -50 <= y <= self.height + 50:
                return sign
        return 0

    @cached_property
    def boxes(self) -> tuple[Box, ...]:
        """Boxes in degrees that hold the sheet, none of them across the antimeridian."""
        gx, gy = np.meshgrid(np.linspace(0, self.width, 60), np.linspace(0, self.height, 60))
        lon, lat = self.degrees(gx.ravel(), gy.ravel())
        good = np.isfinite(lon) & np.isfinite(lat)
        lon, lat = lon[good], lat[good]
        pad = 0.02 * float(lat.max() - lat.min()) + 0.02
        south, north = max(float(lat.min()) - pad, -90.0), min(float(lat.max()) + pad, 90.0)
        if self.pole:
            low, high = (south, 90.0) if self.pole > 0 else (-90.0, north)
            return ((-180.0, low, 180.0, high),)
        off = (lon - self.lon + 180.0) % 360.0 - 180.0
        wide = 0.02 * float(off.max() - off.min()) + 0.02
        west, east = self.lon + float(off.min()) - wide, self.lon + float(off.max()) + wide
        if east - west >= 350:
            return ((-180.0, south, 180.0, north),)
        if west < -180:
            return ((-180.0, south, east, north), (west + 360, south, 180.0, north))
        if east > 180:
            return ((west, south, 180.0, north), (-180.0, south, east - 360, north))
        return ((west, south, east, north),)

    def meets(self, box: Sequence[float]) -> bool:
        """Whether a box of degrees (west, south, east, north; may cross 180°) may show."""
        west, south, east, north = box
        parts = [(west, east)] if west <= east else [(west, 180.0), (-180.0, east)]
        return any(
            w <= e2 and w2 <= e and south <= n2 and s2 <= north
            for w, e in parts
            for w2, s2, e2, n2 in self.boxes
        )


@lru_cache(maxsize=128)
def _plane_at(centre: str) -> pyproj.Transformer:
    """The projection about a centre; making one takes longer than using it."""
    stereographic = f"+proj=stere {centre} +k=1 +datum=WGS84 +units=m"
    return pyproj.Transformer.from_crs("EPSG:4326", stereographic, always_xy=True)


def from_centre(lon: Floats, lat: Floats, lon0: float, lat0: float) -> Floats:
    """Angles in degrees between points and a centre, on the sphere (good enough to leave out)."""
    dot = _normals(lon, lat) @ _normals(np.array([lon0]), np.array([lat0]))[0]
    return np.asarray(np.degrees(np.arccos(np.clip(dot, -1, 1))))


def _normals(lon: Floats, lat: Floats) -> Floats:
    lam, phi = np.radians(lon), np.radians(lat)
    return np.column_stack((np.cos(phi) * np.cos(lam), np.cos(phi) * np.sin(lam), np.sin(phi)))


def fit(lon: Floats, lat: Floats, *, margin: float = MARGIN) -> Sheet:
    """The sheet that shows the points with a margin (degrees, shape ``(n,)``, at least one)."""
    mean = _normals(lon, lat).mean(axis=0)
    if np.linalg.norm(mean) < 1e-3:  # spread over the whole Earth: any centre is as good
        mean = _normals(lon[:1], lat[:1])[0]
    at_lon = float(np.degrees(np.arctan2(mean[1], mean[0])))
    at_lat = float(np.degrees(np.arctan2(mean[2], np.hypot(mean[0], mean[1]))))
    sheet = Sheet(at_lon, at_lat, 1.0, WIDTH)
    for _ in range(2):
        xy = _near(sheet, lon, lat)
        middle = (xy.min(axis=0) + xy.max(axis=0)) / 2
        new_lon, new_lat = sheet.degrees(middle[:1], middle[1:])
        if not np.isfinite([new_lon[0], new_lat[0]]).all():
            break
        sheet = Sheet(float(new_lon[0]), float(new_lat[0]), 1.0, WIDTH)
    xy = _near(sheet, lon, lat)
    across, down = np.maximum(xy.max(axis=0) - xy.min(axis=0), LEAST_SPAN_M)
    free = WIDTH * (1 - 2 * margin)
    height = np.clip(
        down * free / across + 2 * margin * WIDTH, LEAST_HEIGHT * WIDTH, MOST_HEIGHT * WIDTH
    )
    per_metre = min(free / across, (height - 2 * margin * WIDTH) / down)
    return Sheet(sheet.lon, sheet.lat, float(per_metre), float(np.round(height)))


def _near(sheet: Sheet, lon: Floats, lat: Floats) -> Floats:
    """Sheet coordinates of the points that are not on the far side of the Earth."""
    near = from_centre(lon, lat, sheet.lon, sheet.lat) <= MOST_RADIUS
    return sheet.place(lon[near], lat[near]) if near.any() else np.zeros((1, 2))
