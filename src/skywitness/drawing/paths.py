"""Shapes on a sheet: from degrees to the plane, thinned invisibly, and written as SVG paths."""

from __future__ import annotations

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from skywitness.aliases import Floats
from skywitness.drawing.kept import KeptDrawings
from skywitness.drawing.projection import Box, Sheet

BEYOND = 60.0  # shapes are cut this far outside the sheet, so that their cut edges do not show
THIN = 2.5  # tenths of a pixel
GRID = 0.5  # coordinates that differ by less are one


def on_sheet(
    geometry: BaseGeometry, sheet: Sheet, *, least_area: float = 0.0, thin: float = 1.0
) -> BaseGeometry:
    """A lon/lat geometry on the sheet: cut to it, with polygons across the antimeridian joined.

    Polygons smaller than ``least_area`` (square units of the sheet) are left out; ``thin`` is how
    far, in units, lines may be off. The parts are valid each; thinning may let neighbours touch.
    """
    key = (id(geometry), sheet, least_area, thin)
    return _placed.of(key, lambda: _on_sheet(geometry, sheet, least_area, thin), geometry)


_placed: KeptDrawings[BaseGeometry] = KeptDrawings(600)


def _on_sheet(geometry: BaseGeometry, sheet: Sheet, least_area: float, thin: float) -> BaseGeometry:
    """As :func:`on_sheet`."""
    unit = 1.0 / (sheet.per_metre * 111_300.0)  # degrees of latitude of one unit at the centre
    parts = shapely.get_parts(geometry)
    bounds = shapely.bounds(parts)
    size = (bounds[:, 2] - bounds[:, 0]) * (bounds[:, 3] - bounds[:, 1])
    parts = parts[size >= least_area * unit**2 * 0.25]  # twice the scale at the centre is kept
    near: list[BaseGeometry] = []
    for box in sheet.boxes:
        near += _in_box(parts, box)
    if not near:
        return shapely.GeometryCollection()
    cut = np.asarray(near, dtype=object)
    thinned = shapely.simplify(cut, thin * unit, preserve_topology=False)
    dense = shapely.segmentize(thinned[~shapely.is_empty(thinned)], max(25 * unit, 1e-4))
    seam = (np.abs(shapely.bounds(dense)[:, [0, 2]]) >= 180.0).any(axis=1)
    plane = shapely.transform(dense, lambda c: sheet.place(c[:, 0], c[:, 1]))
    seen = np.isfinite(shapely.bounds(plane)).all(axis=1)
    plane, seam = plane[seen], seam[seen]
    if not len(plane):
        return shapely.GeometryCollection()
    if shapely.get_dimensions(plane).max() == 2:
        broken = ~shapely.is_valid(plane)
        plane[broken] = shapely.make_valid(plane[broken], method="structure", keep_collapsed=False)
        kept = shapely.area(plane) >= least_area
        plane, seam = plane[kept], seam[kept]
    # What was cut along the antimeridian meets there only to within rounding: the grid joins it.
    if seam.any():
        plane = np.append(plane[~seam], shapely.union_all(plane[seam], grid_size=GRID))
    return shapely.geometrycollections(_cut(plane, frame(sheet, BEYOND)))


def _cut(plane: NDArray[np.object_], window: BaseGeometry) -> list[BaseGeometry]:
    """Simple geometries within a window, those across its edge cut."""
    parts = shapely.get_parts(plane)
    shapely.prepare(window)
    within = shapely.contains(window, parts)
    cut = shapely.intersection(parts[~within], window)
    return [*parts[within], *(g for g in shapely.get_parts(cut) if not g.is_empty)]


def _in_box(parts: NDArray[np.object_], box: Box) -> list[BaseGeometry]:
    """The parts, cut to a box of degrees."""
    bounds = shapely.bounds(parts)
    low, high = bounds[:, :2], bounds[:, 2:]
    within = ((low >= box[:2]) & (high <= box[2:])).all(axis=1)
    meets = ((low <= box[2:]) & (high >= box[:2])).all(axis=1) & ~within
    inside = shapely.intersection(parts[meets], shapely.box(*box))
    return [*parts[within], *(g for g in inside if not g.is_empty)]


def frame(sheet: Sheet, beyond: float = 0.0) -> BaseGeometry:
    """The sheet's edge as a rectangle, ``beyond`` wider on each side."""
    return shapely.box(-beyond, -beyond, sheet.width + beyond, sheet.height + beyond)


def diagonals(lon: Floats, lat: Floats, sheet: Sheet) -> Floats:
    """The longer diagonal of each cell on the sheet, in its units; cells far away are left out."""
    xy = sheet.place(lon.ravel(), lat.ravel()).reshape(len(lon), 4, 2)
    xy = xy[np.isfinite(xy).all(axis=(1, 2))]
    across = np.linalg.norm(xy[:, :2] - xy[:, 2:], axis=2)
    return np.asarray(across.max(axis=1))


def path_of(geometry: BaseGeometry, *, thin: float = THIN) -> str:
    """SVG path data of polygons and lines, in whole units, relative."""
    return _written.of((id(geometry), thin), lambda: _path_of(geometry, thin), geometry)


_written: KeptDrawings[str] = KeptDrawings(2000)


def _path_of(geometry: BaseGeometry, thin: float) -> str:
    out: list[str] = []
    for part in shapely.get_parts(shapely.simplify(geometry, thin)):
        if part.geom_type == "Polygon":
            out += [_run(np.asarray(r.coords)[:-1], "z") for r in (part.exterior, *part.interiors)]
        elif part.geom_type in {"LineString", "LinearRing"}:
            out.append(_run(np.asarray(part.coords), ""))
        elif part.geom_type in {"MultiPolygon", "MultiLineString", "GeometryCollection"}:
            out.append(_path_of(part, thin))
    return "".join(out)


def _run(xy: Floats, end: str) -> str:
    """One ring or line; points that fall together after rounding are written once."""
    whole = np.rint(xy[:, :2]).astype(np.int64)
    keep = np.ones(len(whole), dtype=bool)
    keep[1:] = (np.diff(whole, axis=0) != 0).any(axis=1)
    whole = whole[keep]
    if len(whole) < (3 if end else 2):
        return ""
    steps = np.diff(whole, axis=0)
    text = f"M{whole[0, 0]} {whole[0, 1]}l"
    return text + _numbers(steps) + end


def _numbers(steps: NDArray[np.int64]) -> str:
    """Numbers with the fewest separators: a minus sign is one."""
    words: list[str] = []
    for dx, dy in steps:
        for value in (dx, dy):
            words.append(str(value) if value < 0 or not words else f" {value}")
    return "".join(words)
