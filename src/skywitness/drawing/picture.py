"""A small picture of a place: SVG with graticule and scale bar, or a sketch in braille dots.

Both use the oblique stereographic projection about the middle of the place: conformal, and the
antimeridian and the poles are nowhere special in it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from html import escape

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import Transformer
from shapely.geometry.base import BaseGeometry

from skywitness.earth import ecef
from skywitness.places.names import atlas
from skywitness.places.place import Place

FARTHEST_M = 16_000_000.0  # from the middle; beyond it the projection swells without use
LEAST_HALF_M = 8_000.0  # half the picture's side for a point


@lru_cache(maxsize=16)
def _transformer(latitude: float, longitude: float, inverse: bool) -> Transformer:
    own = f"+proj=stere +lat_0={latitude} +lon_0={longitude} +ellps=WGS84"
    pair = (own, "EPSG:4326") if inverse else ("EPSG:4326", own)
    return Transformer.from_crs(*pair, always_xy=True)


@dataclass(frozen=True)
class Frame:
    """A square window on the Earth: its projection and half side in projected metres."""

    latitude: float
    longitude: float
    half: float

    def project(self, lonlat: NDArray[np.float64]) -> NDArray[np.float64]:
        """(n, 2) degrees -> (n, 2) metres on the plane, x right, y up."""
        x, y = _transformer(self.latitude, self.longitude, False).transform(
            lonlat[:, 0], lonlat[:, 1]
        )
        return np.stack([x, y], axis=1)

    def unproject(self, xy: NDArray[np.float64]) -> NDArray[np.float64]:
        """(n, 2) metres on the plane -> (n, 2) degrees."""
        lon, lat = _transformer(self.latitude, self.longitude, True).transform(xy[:, 0], xy[:, 1])
        return np.stack([lon, lat], axis=1)


def frame_of(place: Place, margin: float = 0.12) -> Frame:
    """The window that holds a place with its band, about the middle of its points on the globe."""
    lonlat = shapely.get_coordinates(place.geometry)
    spots = ecef(*lonlat.T)
    middle = (spots.min(axis=0) + spots.max(axis=0)) / 2
    if np.linalg.norm(middle) < 1e5:
        middle = spots[0]
    lon = math.degrees(math.atan2(middle[1], middle[0]))
    lat = math.degrees(math.atan2(middle[2], math.hypot(middle[0], middle[1])))
    frame = Frame(lat, lon, 1.0)
    xy = frame.project(lonlat)
    xy = xy[np.isfinite(xy).all(axis=1) & (np.hypot(xy[:, 0], xy[:, 1]) < FARTHEST_M)]
    low, high = xy.min(axis=0), xy.max(axis=0)
    centre = frame.unproject(((low + high) / 2)[None])[0]
    moved = Frame(float(centre[1]), float(centre[0]), 1.0)
    xy = moved.project(lonlat)
    reach = np.abs(xy[np.isfinite(xy).all(axis=1)])
    half = float(min(reach.max(), FARTHEST_M)) + place.buffer_m
    return Frame(moved.latitude, moved.longitude, max(half * (1 + margin), LEAST_HALF_M))


def svg(place: Place, size: int = 640) -> str:
    """The place as one SVG file: neighbours' land, graticule, the place, scale bar, caption."""
    frame = frame_of(place)
    scale = size / (2 * frame.half)

    def path(lines: list[NDArray[np.float64]], closed: bool) -> str:
        if not lines:
            return ""
        out = []
        ends = np.cumsum([len(line) for line in lines])[:-1]
        for xy in np.split(frame.project(np.concatenate(lines)), ends):
            good = np.isfinite(xy).all(axis=1) & (np.abs(xy) < 40 * frame.half).all(axis=1)
            seen = xy[good]
            if len(seen) < 2 or _beside(seen, frame.half):
                continue
            px = np.stack(
                [(seen[:, 0] + frame.half) * scale, (frame.half - seen[:, 1]) * scale], axis=1
            )
            px = _without_repeats(px)
            steps = " ".join(f"{x:.1f},{y:.1f}" for x, y in px)
            out.append(f"M{steps}{'Z' if closed else ''}")
        return "".join(out)

    pixel = 1 / scale / 111_000.0  # degrees
    rings, edges = _rings_and_edges(_coarse(place.geometry, pixel / 2))
    around_rings, around_edges = _rings_and_edges(_coarse(_context(frame), pixel))
    width = max(1.0, 2 * (place.buffer_m or 0) * scale)
    body = [
        f'<rect width="{size}" height="{size}" fill="#eef4f8"/>',
        f'<path d="{path(around_rings, True)}" fill="#e3dfd5" fill-rule="evenodd"/>',
        f'<path d="{path(around_edges, False)}" fill="none" stroke="#b9b2a2" stroke-width="0.6"/>',
        *_graticule(frame, size, path),
        f'<path d="{path(rings, True)}" fill="#2f6f9f" fill-opacity="0.45" fill-rule="evenodd"/>',
        f'<path d="{path(edges, False)}" fill="none" stroke="#1d4f76" stroke-width="{width:.1f}" '
        'stroke-opacity="0.9" stroke-linejoin="round"/>',
    ]
    if place.geometry.geom_type in {"Point", "MultiPoint"}:
        for xy in frame.project(shapely.get_coordinates(place.geometry)):
            x, y = (xy[0] + frame.half) * scale, (frame.half - xy[1]) * scale
            if place.buffer_m:
                body.append(
                    f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{place.buffer_m * scale:.1f}" '
                    'fill="#2f6f9f" fill-opacity="0.3"/>'
                )
            body.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="#1d4f76"/>')
    body += _scale_bar(scale, size)
    error = "not stated" if place.error_m is None else f"{place.error_m:,.0f} m"
    caption = [place.name, f"error {error}; {place.view}", f"{place.source}; {place.licence}"]
    text = "".join(
        f'<text x="12" y="{size + 20 + 17 * k}" font-size="{14 if k == 0 else 11}" '
        f'font-weight="{"bold" if k == 0 else "normal"}">'
        f"{escape(_cut(line, 72 if k == 0 else 104))}</text>"
        for k, line in enumerate(caption)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size + 64}" '
        f'width="{size}" height="{size + 64}" font-family="system-ui, sans-serif" fill="#222">'
        f'<rect width="{size}" height="{size + 64}" fill="#fff"/>'
        f'<svg width="{size}" height="{size}">{"".join(body)}</svg>{text}</svg>\n'
    )


def _cut(line: str, most: int) -> str:
    return line if len(line) <= most else line[: most - 1] + "…"


def _beside(xy: NDArray[np.float64], half: float) -> bool:
    """Whether a line lies wholly beyond one side of the window."""
    low, high = xy.min(axis=0), xy.max(axis=0)
    return bool((low > half).any() or (high < -half).any())


def _without_repeats(px: NDArray[np.float64]) -> NDArray[np.float64]:
    """Points that move by less than half a pixel are dropped, ends kept."""
    cells = np.rint(px * 2)
    moved = np.append(True, (np.diff(cells, axis=0) != 0).any(axis=1))
    moved[-1] = True
    kept: NDArray[np.float64] = px[moved]
    return kept


def _coarse(geometry: BaseGeometry, step: float) -> BaseGeometry:
    """The geometry for drawing only: details and pieces below ``step`` degrees left out."""
    parts = shapely.get_parts(geometry)
    box = shapely.bounds(parts)
    large = np.maximum(box[:, 2] - box[:, 0], box[:, 3] - box[:, 1]) > step
    kept = parts[large] if large.any() else parts
    return shapely.geometrycollections(shapely.simplify(kept, step, preserve_topology=False))


def _rings_and_edges(
    geometry: BaseGeometry,
) -> tuple[list[NDArray[np.float64]], list[NDArray[np.float64]]]:
    """Closed rings to fill, and lines to draw: the map's own cuts at 180 degrees are not drawn."""
    rings: list[NDArray[np.float64]] = []
    edges: list[NDArray[np.float64]] = []
    for part in (q for p in shapely.get_parts(geometry) for q in shapely.get_parts(p)):
        if part.is_empty:
            continue
        if part.geom_type == "LineString":
            edges.append(shapely.get_coordinates(part))
        elif part.geom_type == "Polygon":
            for ring in (part.exterior, *part.interiors):
                xy = shapely.get_coordinates(ring)
                xy = _fine_along_cuts(xy)
                rings.append(xy)
                cut = (np.abs(xy[:-1, 0]) == 180) & (np.abs(xy[1:, 0]) == 180)
                cut |= (xy[:-1, 1] < -89.9) & (xy[1:, 1] < -89.9)
                edges.extend(s for s in np.split(xy, np.flatnonzero(cut) + 1) if len(s) > 1)
    return rings, edges


def _fine_along_cuts(xy: NDArray[np.float64]) -> NDArray[np.float64]:
    """Points every degree along long edges (the cuts), as straight lines bend in the projection."""
    step = np.abs(np.diff(xy, axis=0)).max(axis=1)
    if step.max(initial=0) <= 1:
        return xy
    n = np.maximum(1, np.ceil(step)).astype(int)
    which = np.repeat(np.arange(len(n)), n)
    t = ((np.arange(len(which)) - np.repeat(np.cumsum(n) - n, n)) / n[which])[:, None]
    points = xy[which] + t * (xy[which + 1] - xy[which])
    return np.concatenate([points, xy[-1:]])


def _context(frame: Frame) -> BaseGeometry:
    """Land of all countries in the window, as mapped, only large enough pieces."""
    side = np.linspace(-frame.half, frame.half, 24)
    grid = np.stack(np.meshgrid(side, side), axis=-1).reshape(-1, 2)
    spots = shapely.multipoints(frame.unproject(grid))
    cell = 2 * frame.half / 24 / 111_000.0
    west, south, east, north = spots.bounds
    parts: list[BaseGeometry] = []
    for a3, country in atlas.index().countries.items():
        w, s, e, n = country.bbox
        if e < west - cell or w > east + cell or n < south - cell or s > north + cell:
            continue
        land = shapely.get_parts(atlas.shape(a3))
        box = shapely.bounds(land)
        lonlat = np.stack([(box[:, 0] + box[:, 2]) / 2, (box[:, 1] + box[:, 3]) / 2], axis=1)
        spread = np.hypot(box[:, 2] - box[:, 0], box[:, 3] - box[:, 1]) * 111_000.0
        xy = frame.project(lonlat)
        reach = np.abs(xy).max(axis=1) - spread * 1.5
        keep = (reach < frame.half) & (spread > frame.half / 200)
        parts.extend(land[keep])
    return shapely.geometrycollections(parts) if parts else shapely.GeometryCollection()


def _graticule(frame: Frame, size: int, path: object) -> list[str]:
    """Meridians and parallels about a sixth of the window apart."""
    wanted = frame.half / 3 / 111_000.0
    steps = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 30)
    step = min(steps, key=lambda s: abs(math.log(s / wanted)))
    side = np.linspace(-frame.half, frame.half, 41)
    lonlat = frame.unproject(np.stack(np.meshgrid(side, side), axis=-1).reshape(-1, 2))
    lats = lonlat[:, 1]
    offset = (lonlat[:, 0] - frame.longitude + 180) % 360 - 180
    polar = np.abs(lats).max() + step > 88
    if polar:
        wide = max(step, 10.0 if np.abs(lats).max() < 89.9 else 30.0)
        meridians = np.arange(-180, 180, wide)
    else:
        low, high = frame.longitude + offset.min(), frame.longitude + offset.max()
        east = step if abs(frame.latitude) < 60 else step * 2
        meridians = np.arange(math.floor(low / east), math.ceil(high / east) + 1) * east
    parallels = np.arange(math.floor(lats.min() / step), math.ceil(lats.max() / step) + 1) * step
    lines = []
    along = np.linspace(max(lats.min() - step, -90), min(lats.max() + step, 90), 80)
    lines += [np.stack([np.full(80, m), along], axis=1) for m in meridians]
    around = (
        np.linspace(-180, 180, 181)
        if polar
        else np.linspace(
            frame.longitude + offset.min() - 1, frame.longitude + offset.max() + 1, 120
        )
    )
    lines += [np.stack([around, np.full(len(around), p)], axis=1) for p in parallels if abs(p) < 90]
    assert callable(path)
    grid = f'<path d="{path(lines, False)}" fill="none" stroke="#8aa3b5" stroke-width="0.5"/>'
    labels = []
    scale = size / (2 * frame.half)
    for value, spot, axis in [
        *((m, (m, frame.latitude), "x") for m in (() if polar else meridians)),
        *((p, (frame.longitude, p), "y") for p in parallels if abs(p) < 90),
    ]:
        x, y = frame.project(np.array([spot], dtype=float))[0]
        px, py = (x + frame.half) * scale, (frame.half - y) * scale
        if 20 < px < size - 40 and 14 < py < size - 20:
            at = (px + 2, size - 6) if axis == "x" else (4, py - 2)
            labels.append(
                f'<text x="{at[0]:.0f}" y="{at[1]:.0f}" font-size="10" fill="#5b7386">'
                f"{_degrees(value, axis)}</text>"
            )
    return [grid, *labels]


def _degrees(value: float, axis: str) -> str:
    if axis == "x":
        value = (value + 180) % 360 - 180
        letter = "E" if value > 0 else "W" if value < 0 and value != -180 else ""
    else:
        letter = "N" if value > 0 else "S" if value < 0 else ""
    return f"{abs(round(value, 2)):g}°{letter}"


def _scale_bar(scale: float, size: int) -> list[str]:
    """A bar of a round length, true at the middle of the picture."""
    longest = size / 4 / scale
    unit = 10 ** math.floor(math.log10(longest))
    length = max(f * unit for f in (1, 2, 5) if f * unit <= longest)
    px = length * scale
    label = f"{length / 1000:g} km" if length >= 1000 else f"{length:g} m"
    x, y = size - px - 16, size - 24
    return [
        f'<rect x="{x - 6:.0f}" y="{y - 18}" width="{px + 12:.0f}" height="26" fill="#fff" '
        'fill-opacity="0.8"/>',
        f'<path d="M{x:.1f},{y - 4}v4h{px:.1f}v-4" fill="none" stroke="#222" stroke-width="1.2"/>',
        f'<text x="{x + px / 2:.1f}" y="{y - 6}" font-size="11" text-anchor="middle">'
        f"{label}</text>",
    ]


_DOTS = np.array([[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]])


def sketch(place: Place, columns: int = 44) -> str:
    """The place in braille dots, ``columns`` wide and half as many lines high."""
    rows = columns // 2
    frame = frame_of(place)
    step = 2 * frame.half / (2 * columns)
    x = (np.arange(2 * columns) + 0.5) * step - frame.half
    y = frame.half - (np.arange(4 * rows) + 0.5) * step
    lonlat = frame.unproject(np.stack(np.meshgrid(x, y), axis=-1).reshape(-1, 2))
    lonlat[:, 0] = (lonlat[:, 0] + 180) % 360 - 180
    on = np.zeros(4 * rows * 2 * columns, dtype=bool)
    areas = [p for p in shapely.get_parts(place.geometry) if p.geom_type == "Polygon"]
    if areas:
        whole = shapely.multipolygons(areas)
        shapely.prepare(whole)
        on |= shapely.contains_xy(whole, lonlat[:, 0], lonlat[:, 1])
    dots = on.reshape(4 * rows, 2 * columns)
    spots = frame.project(shapely.get_coordinates(place.geometry))
    good = np.isfinite(spots).all(axis=1)
    c = np.floor((spots[good, 0] + frame.half) / step).astype(int)
    r = np.floor((frame.half - spots[good, 1]) / step).astype(int)
    inside = (c >= 0) & (c < 2 * columns) & (r >= 0) & (r < 4 * rows)
    dots[r[inside], c[inside]] = True  # points, lines and islands smaller than a dot
    cells = (dots.reshape(rows, 4, columns, 2) * _DOTS[None, :, None, :]).sum(axis=(1, 3))
    return "\n".join("".join(chr(0x2800 + int(v)) for v in row).rstrip() for row in cells)
