"""Checks and prepares a shape from outside: valid, within the globe, cut at the antimeridian."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

import antimeridian
import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from skywitness.aliases import Floats
from skywitness.earth import GEOD

#: Longest piece, in degrees, of an edge that is straight on a longitude-latitude map. Between such
#: points a geodesic leaves the straight line by under 2 m at 60° latitude (L² tan φ / 8R).
_STEP = 0.1
_MOST_POINTS = 2_000_000


class ShapeFaultError(Exception):
    """A shape that cannot be used, with the remedy."""

    def __init__(self, message: str, remedy: str) -> None:
        """Say what is wrong and what would mend it."""
        super().__init__(message)
        self.message = message
        self.remedy = remedy


def prepared(geometry: BaseGeometry, *, straight: bool) -> BaseGeometry:
    """A valid shape in longitude and latitude, its polygons cut at the antimeridian.

    ``straight`` says that edges are straight lines on a longitude-latitude map, as GeoJSON and WKT
    have them (they are then densified); otherwise edges are geodesics and are left alone.

    Raises:
        ShapeFaultError: empty, of an unusable kind, out of range, with too few corners, or
            crossing itself.
    """
    parts = list(_parts(geometry))
    if not parts:
        raise ShapeFaultError(
            "the shape is empty", "give a Polygon, MultiPolygon, LineString or Point"
        )
    kinds = {part.geom_type for part in parts}
    if len(kinds) > 1:
        raise ShapeFaultError(
            f"the shape mixes {', '.join(sorted(kinds))}", "make one place of each kind of shape"
        )
    for part in parts:
        _within_globe(part)
    if kinds == {"Point"}:
        return parts[0] if len(parts) == 1 else shapely.MultiPoint(parts)
    if kinds == {"LineString"}:
        lines = [_densified(part) if straight else part for part in parts]
        if any(_jumps(np.asarray(line.coords)) for line in lines):
            fixed: BaseGeometry = antimeridian.fix_multi_line_string(
                shapely.MultiLineString(lines), great_circle=False
            )
            return fixed
        return lines[0] if len(lines) == 1 else shapely.MultiLineString(lines)
    polygons = [piece for part in parts for piece in _polygon(part, straight)]
    whole = polygons[0] if len(polygons) == 1 else shapely.MultiPolygon(polygons)
    if not whole.is_valid:
        # Parts that overlap each other describe one area all the same.
        whole = shapely.union_all(polygons)
    return whole


def _parts(geometry: BaseGeometry) -> Iterator[BaseGeometry]:
    if hasattr(geometry, "geoms"):
        for inner in geometry.geoms:
            yield from _parts(inner)
    elif not geometry.is_empty:
        yield shapely.force_2d(geometry)


def _within_globe(part: BaseGeometry) -> None:
    points = shapely.get_coordinates(part)
    if len(points) > _MOST_POINTS:
        raise ShapeFaultError(
            f"the shape has {len(points):,} points; at most {_MOST_POINTS:,} are read",
            "simplify it, and add what that displaces to its 'error'",
        )
    if not np.isfinite(points).all():
        raise ShapeFaultError("a coordinate is not a number", "correct it")
    bad = np.flatnonzero((np.abs(points[:, 1]) > 90) | (np.abs(points[:, 0]) > 540))
    if bad.size:
        lon, lat = points[bad[0]]
        swapped = abs(lon) <= 90 and abs(lat) <= 180
        raise ShapeFaultError(
            f"point {bad[0] + 1} has latitude {lat:g} and longitude {lon:g}",
            "longitude comes first here; are the two swapped?"
            if swapped
            else "latitudes go from -90 to 90, longitudes from -180 to 180",
        )


def _polygon(part: BaseGeometry, straight: bool) -> list[BaseGeometry]:
    rings = [_unwrapped(np.asarray(ring.coords)) for ring in (part.exterior, *part.interiors)]
    for ring in rings:
        corners = len(np.unique(ring[:-1], axis=0))
        if corners < 3:
            raise ShapeFaultError(
                f"a ring has {corners} different corners; an area needs at least 3",
                "add the missing corners",
            )
    outer = np.asarray(part.exterior.coords)
    if np.abs(outer[:, 1]).max() == 90 and np.abs(outer[:, 0]).max() <= 180 and part.is_valid:
        return [_densified(part) if straight else part]  # closed over a pole already
    if abs(rings[0][-1, 0] - rings[0][0, 0]) > 180:
        whole = _over_pole(rings[0], straight)
        for hole in rings[1:]:
            whole = shapely.difference(
                whole, shapely.MultiPolygon(_polygon(shapely.Polygon(hole), straight))
            )
        return list(getattr(whole, "geoms", [whole]))
    flat = _filled(rings)
    if not straight:
        # Near a pole geodesics leave the map's straight lines by far: they may cross where those
        # do not, and the other way round.
        true = _filled([_along_geodesics(ring) for ring in rings])
        flat = flat if flat.is_valid and true.is_valid else true
    if not flat.is_valid:
        raise _crossing(flat)
    if flat.area == 0:
        raise ShapeFaultError("the shape has no area", "check its corners")
    if straight:
        flat = _densified(flat)
    west, _, east, _ = flat.bounds
    if west >= -180 and east <= 180:
        return [flat]
    return _cut(shapely.transform(flat, _wrapped))


def _filled(rings: list[Floats]) -> BaseGeometry:
    """The polygon of a ring and its holes on the map."""
    return shapely.Polygon(rings[0], [_beside(ring, rings[0]) for ring in rings[1:]])


def _over_pole(ring: Floats, straight: bool) -> BaseGeometry:
    """The area between a ring around a pole (longitudes unwrapped) and the pole nearer to it.

    On the map such a ring is a line from one edge to the other; the area is closed along the edges
    and the pole, as GeoJSON asks.
    """
    if ring[-1, 0] < ring[0, 0]:
        ring = ring[::-1]
    if straight:
        ring = shapely.get_coordinates(_densified(shapely.LineString(ring)))
    else:
        ring = _along_geodesics(ring)
    pole = 90.0 if ring[:, 1].mean() > 0 else -90.0
    about = shapely.Polygon(_about(pole, ring[:-1]))
    if not about.is_valid:
        raise _crossing(about, pole)
    line = np.vstack([ring[:-1] + np.array([360.0 * turn, 0.0]) for turn in range(-3, 4)])
    ends = np.array([[line[-1, 0], pole], [line[0, 0], pole]])
    # A ring that winds back may cross the outermost ends, turns away from the map that is kept.
    flat = shapely.make_valid(shapely.Polygon(np.vstack((line, ends))))
    return shapely.intersection(flat, shapely.box(-180, -90, 180, 90))


def _about(pole: float, ring: Floats) -> Floats:
    """A ring in the stereographic plane about a pole (its latitude in degrees)."""
    r = np.tan(np.radians(90.0 - np.sign(pole) * ring[:, 1]) / 2)
    lam = np.radians(ring[:, 0])
    return np.column_stack((r * np.cos(lam), r * np.sin(lam)))


def _along_geodesics(ring: Floats) -> Floats:
    """The ring with points added along its geodesic edges, 2 km apart.

    Near a pole they leave straight lines on the map by far, and the map is cut where they cross it.
    """
    out = [ring[:1]]
    for a, b in pairwise(ring):
        length = GEOD.inv(a[0], a[1], b[0], b[1])[2]
        count = int(np.clip(length / 2000, 0, 10_000))
        added = GEOD.npts(a[0], a[1], b[0], b[1], count) if count else []
        between = np.array(added).reshape(-1, 2)
        # No geodesic goes half way round in longitude; corners stay exactly where they are.
        between[:, 0] = a[0] + (between[:, 0] - a[0] + 180.0) % 360.0 - 180.0
        out += [between, b[None]]
    return np.vstack(out)


def _cut(polygon: BaseGeometry) -> list[BaseGeometry]:
    fixed = antimeridian.fix_polygon(polygon, fix_winding=True)
    return list(fixed.geoms) if hasattr(fixed, "geoms") else [fixed]


def _unwrapped(ring: Floats) -> Floats:
    """The ring with longitudes made continuous (no step of more than 180°)."""
    if np.abs(ring[:, 0]).max() > 180:
        return ring
    lon = np.unwrap(ring[:, 0], period=360.0)
    lon[-1] = lon[0] + 360.0 * np.round((lon[-1] - lon[0]) / 360.0)  # closes exactly
    return np.column_stack((lon, ring[:, 1]))


def _beside(ring: Floats, shell: Floats) -> Floats:
    """A hole moved by whole turns to where its shell is."""
    turns = np.round((shell[:, 0].mean() - ring[:, 0].mean()) / 360.0)
    moved: Floats = ring + np.array([360.0 * turns, 0.0])
    return moved


def _wrapped(points: Floats) -> Floats:
    folded: Floats = np.column_stack(((points[:, 0] + 180.0) % 360.0 - 180.0, points[:, 1]))
    return folded


def _densified(geometry: BaseGeometry) -> BaseGeometry:
    return shapely.segmentize(geometry, _STEP)


def _jumps(points: Floats) -> bool:
    return bool((np.abs(np.diff(points[:, 0])) > 180).any())


def _crossing(polygon: BaseGeometry, pole: float | None = None) -> ShapeFaultError:
    """The error of an invalid polygon; with ``pole``, one in the plane about it."""
    reason = shapely.is_valid_reason(polygon)
    where = re.search(r"\[(-?[\d.e+-]+) (-?[\d.e+-]+)", reason)
    place = ""
    if where:
        lon, lat = float(where[1]), float(where[2])
        if pole is not None:
            from_pole = np.degrees(2 * np.arctan(np.hypot(lon, lat)))
            lon, lat = np.degrees(np.arctan2(lat, lon)), np.sign(pole) * (90.0 - from_pole)
        lon = (lon + 180.0) % 360.0 - 180.0
        place = (
            f" at {abs(lat):.6g}°{'N' if lat >= 0 else 'S'}"
            f" {abs(lon):.6g}°{'E' if lon >= 0 else 'W'}"
        )
    if "Self-intersection" in reason:
        return ShapeFaultError(
            f"the polygon crosses itself{place}",
            "give the corners in order around the area, so that no two edges cross",
        )
    return ShapeFaultError(
        f"the polygon is not valid: {reason.split('[')[0].lower()}{place}",
        "holes lie inside their ring and rings do not touch along an edge",
    )
