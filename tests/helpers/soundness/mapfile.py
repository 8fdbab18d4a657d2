"""Mapped shapes as a case file carries them.

A case's ``polygon`` (a list of corners) has geodesic edges; GeoJSON and WKT have edges that are
straight on a map of longitudes and latitudes (RFC 7946), so geodesic edges are given points until
both agree within ``allowed`` metres. GeoJSON is cut at the antimeridian as RFC 7946 asks.

Shapely serves only to split rings of longitudes and latitudes into pieces and to say whether the
result could stand in a file; nothing is measured with it.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import shapely
from geographiclib.geodesic import Geodesic
from shapely.geometry import Polygon, box

from .earth import WGS84, direct_many, inverse_many, wrap
from .figure import Line, Shape


class UnusableError(Exception):
    """This shape cannot be written as a valid file; the generator draws another."""


def straightened(line: Line, allowed: float) -> Line:
    """The line with points added until no edge leaves its straight image by ``allowed`` metres."""
    points = np.array([*line.points, line.points[0]] if line.closed else line.points)
    for _ in range(12):
        if np.abs(points[:, 0]).max() > 89.99:
            raise UnusableError("a vertex at a pole has no longitude")
        if len(points) > 20000:
            break
        a, b = points[:-1], points[1:]
        s, azimuth = inverse_many(a[:, 0], a[:, 1], b[:, 0], b[:, 1])
        lat, lon = direct_many(a[:, 0], a[:, 1], azimuth, s / 2)
        flat_lat, flat_lon = (a[:, 0] + b[:, 0]) / 2, a[:, 1] + wrap(b[:, 1] - a[:, 1]) / 2
        off = inverse_many(lat, lon, flat_lat, flat_lon)[0]
        bend = np.flatnonzero(off > allowed)
        if not len(bend):
            kept = points[:-1] if line.closed else points
            return Line(tuple((float(x), float(y)) for x, y in kept), line.closed)
        points = np.insert(points, bend + 1, np.stack([lat[bend], lon[bend]], axis=1), axis=0)
    raise UnusableError("passes too near a pole to be drawn with straight lines")


def _unrolled(line: Line) -> list[tuple[float, float]]:
    """(lon, lat) along the line, longitude running on past 180, its crossings of 180 inserted.

    A closed line comes back to its start, 0 or 360 degrees further if it goes around a pole.
    """
    lon = line.points[0][1]
    out = [(lon, line.points[0][0])]
    flags = Geodesic.LATITUDE | Geodesic.LONGITUDE | Geodesic.LONG_UNROLL
    for a, b in line.edges:
        turn = float(wrap(b[1] - a[1]))
        for seam in (-540.0, -180.0, 180.0, 540.0):
            if (lon - seam) * (lon + turn - seam) < 0:
                g = WGS84.Inverse(*a, *b)
                geodesic = WGS84.Line(a[0], a[1], g["azi1"])
                start = geodesic.Position(0, flags)["lon2"]
                lo, hi = 0.0, g["s12"]
                for _ in range(60):
                    mid = (lo + hi) / 2
                    here = lon + geodesic.Position(mid, flags)["lon2"] - start
                    lo, hi = (mid, hi) if (lon - seam) * (here - seam) > 0 else (lo, mid)
                out.append((seam, geodesic.Position(lo, flags)["lat2"]))
        lon = b[1] + 360 * round((lon + turn - b[1]) / 360)
        out.append((lon, b[0]))
    return out


def turns(line: Line) -> int:
    """How often a closed line goes around the north pole (0, 1 or -1)."""
    points = _unrolled(line)
    return round((points[-1][0] - points[0][0]) / 360)


def _strips(line: Line) -> shapely.Geometry:
    """The area inside a closed line, in longitudes -180 to 180."""
    points = _unrolled(line)
    around = turns(line)
    if around:
        # Around a pole: begin where it crosses the antimeridian, then close over the pole.
        k = next(i for i, p in enumerate(points) if p[0] in {-180.0, 180.0})
        points = points[k:-1] + [(lon + 360 * around, lat) for lon, lat in points[: k + 1]]
        pole = 90.0 if around > 0 else -90.0
        points += [(points[-1][0], pole), (points[0][0], pole)]
    flat = Polygon(points)
    if not flat.is_valid:
        raise UnusableError("crosses itself when drawn on longitudes and latitudes")
    pieces = []
    for k in (-2, -1, 0, 1, 2):
        piece = flat.intersection(box(-180 + 360 * k, -90, 180 + 360 * k, 90))
        if piece.area > 0:  # not where it only touches the seam
            pieces.append(shapely.transform(piece, lambda xy, k=k: xy - [360.0 * k, 0.0]))
    return shapely.union_all(pieces)


def _flat(shape: Shape, allowed: float) -> shapely.Geometry:
    parts: list[shapely.Geometry] = []
    for area in shape.areas:
        flat = _strips(straightened(area.outer, allowed))
        for hole in area.holes:
            flat = flat.difference(_strips(straightened(hole, allowed)))
        parts.append(flat)
    for line in shape.lines:
        path = _unrolled(straightened(line, allowed))
        if any(abs(lon) > 180 for lon, _ in path):
            raise UnusableError("a line over the antimeridian")
        parts.append(shapely.LineString(path))
    parts += [shapely.Point(lon, lat) for lat, lon in shape.points]
    return parts[0] if len(parts) == 1 else shapely.union_all(parts)


def flat(shape: Shape, allowed: float) -> shapely.Geometry:
    """The shape as a geometry of longitudes and latitudes to 8 decimals (a millimetre).

    Raises :class:`UnusableError` if longitudes and latitudes joined by straight lines, as a
    reader checks them, cross each other although the geodesics do not.
    """
    whole = shapely.transform(_flat(shape, allowed), lambda xy: xy.round(8))
    if not whole.is_valid or whole.geom_type == "GeometryCollection":
        raise UnusableError("no valid geometry")
    return whole


def geojson(shape: Shape, allowed: float) -> dict[str, Any]:
    """The shape as a GeoJSON geometry; see :func:`flat`."""
    out: dict[str, Any] = shapely.geometry.mapping(flat(shape, allowed))
    return out


def corners(shape: Shape) -> list[str]:
    """The corners of a shape of one line without holes, as people write coordinates."""
    if len(shape.areas) != 1 or shape.areas[0].holes or shape.lines or shape.points:
        raise UnusableError("not one ring")
    points = shape.areas[0].outer.points
    unrolled = _unrolled(shape.areas[0].outer)
    if not turns(shape.areas[0].outer) and not Polygon(unrolled).is_valid:
        raise UnusableError("its corners joined on a map cross each other")
    return [
        f"{abs(lat):.8f} {'N' if lat >= 0 else 'S'}, {abs(lon):.8f} {'E' if lon >= 0 else 'W'}"
        for lat, lon in points
    ]
