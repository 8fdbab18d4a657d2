"""Regions as areas on a sheet: their outer covers and their inner ones, with edges made smooth."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from skywitness.aliases import Floats
from skywitness.drawing.kept import KeptDrawings
from skywitness.drawing.paths import BEYOND, THIN, diagonals, frame
from skywitness.drawing.projection import Sheet
from skywitness.drawing.smooth import inward, outward, reach_of
from skywitness.earth import A, lonlat
from skywitness.reason.drawing import DrawnRegion
from skywitness.reason.regions.cells import Cells, join, outermost
from skywitness.reason.regions.rings import Ring, normals, polygons, rings

OFF = 0.1  # units of the sheet (a hundredth of a pixel) that a side or a corner may be off


@dataclass(frozen=True)
class Areas:
    """The areas of regions on one sheet, each worked out once; ``thin`` as for a path."""

    sheet: Sheet
    thin: float = THIN
    _outer: dict[frozenset[str], BaseGeometry] = field(default_factory=dict)
    _inner: dict[frozenset[str], BaseGeometry] = field(default_factory=dict)
    _reach: dict[frozenset[str], float] = field(default_factory=dict)

    def outer(self, regions: Sequence[DrawnRegion]) -> BaseGeometry:
        """What holds all that the union of regions (at least one) allows."""
        key, alike = _alike(regions)
        if key not in self._outer:
            cells = area_of([r.cells for r in alike], self.sheet)
            self._outer[key] = outward(cells, self._smoothed_by(key, alike), self.thin)
        return self._outer[key]

    def inner(self, regions: Sequence[DrawnRegion]) -> BaseGeometry:
        """What lies within the union of regions for certain."""
        key, alike = _alike(regions)
        if key not in self._inner:
            cells = area_of([r.cells.take(r.inner) for r in alike], self.sheet)
            self._inner[key] = inward(cells, self._smoothed_by(key, alike), self.thin)
        return self._inner[key]

    def _smoothed_by(self, key: frozenset[str], regions: Sequence[DrawnRegion]) -> float:
        """How far steps of both covers are smoothed, from the cells of all regions, each once."""
        if key not in self._reach:
            cells = [np.hstack((r.lon, r.lat)) for r in regions]
            corners = cells[0] if len(cells) == 1 else np.unique(np.concatenate(cells), axis=0)
            sizes = diagonals(corners[:, :4], corners[:, 4:], self.sheet)
            self._reach[key] = reach_of(sizes)
        return self._reach[key]


def area_of(covers: Sequence[Cells], sheet: Sheet) -> BaseGeometry:
    """The union of the cells of covers, of level 1 or deeper, on a sheet; what lies far off is cut.

    Its edge is the cells' to within ``2 * OFF`` units.
    """
    cells = outermost(join(list(covers)))
    numbers = (cells.face, cells.level, cells.i, cells.j)
    key = (
        sheet,
        hashlib.sha256(b"".join(np.ascontiguousarray(n).tobytes() for n in numbers)).digest(),
    )
    return _kept.of(key, lambda: _area_of(cells, sheet))


_kept: KeptDrawings[BaseGeometry] = KeptDrawings(600)


def _area_of(cells: Cells, sheet: Sheet) -> BaseGeometry:
    """The area of cells none of which lies in another."""
    lon, lat = cells.corners()
    placed = sheet.place(lon.ravel(), lat.ravel()).reshape(len(lon), 8)
    near = np.flatnonzero(np.isfinite(placed).all(axis=1))
    found = [_on_sheet(ring, sheet) for ring in rings(cells.take(near))]
    if not found:
        return shapely.GeometryCollection()
    # The sheet's y is downward: a shell runs clockwise there.
    parts = np.array(polygons([ring[::-1] for ring in found]), dtype=object)
    slit = ~shapely.is_valid(parts)  # to a pole, along the antimeridian
    parts[slit] = shapely.make_valid(parts[slit], method="structure", keep_collapsed=False)
    # What was cut along the antimeridian meets there only to within rounding: a grid joins it.
    whole = shapely.union_all(parts, grid_size=OFF)
    return shapely.intersection(whole, frame(sheet, BEYOND))


def _on_sheet(ring: Ring, sheet: Sheet) -> Floats:
    """A ring on the sheet, with as many points as its curved sides need, shape ``(n, 2)``."""
    corner = np.array(ring, dtype=np.float64)
    corner[(corner[:, 0] < 0) & (np.abs(corner[:, 1]) == 1), 1] = 0.0  # 180° from either side
    start = normals(corner)
    end = np.roll(start, -1, axis=0)
    # A chord of so much is off the circle by OFF at most.
    chord = math.sqrt(8 * OFF / (A * sheet.per_metre))
    parts = np.maximum(np.ceil(np.linalg.norm(end - start, axis=1) / chord), 1).astype(np.int64)
    first = np.repeat(np.cumsum(parts) - parts, parts)
    share = ((np.arange(parts.sum()) - first) / np.repeat(parts, parts))[:, None]
    along = np.repeat(start, parts, axis=0) * (1 - share) + np.repeat(end, parts, axis=0) * share
    lon, lat = lonlat(along / np.linalg.norm(along, axis=1, keepdims=True))
    return sheet.place(lon, lat)


def _alike(regions: Sequence[DrawnRegion]) -> tuple[frozenset[str], list[DrawnRegion]]:
    """Regions that look unlike, with what tells their set from others."""
    found = {digest(region): region for region in regions}
    return frozenset(found), list(found.values())


def digest(region: DrawnRegion) -> str:
    """Equal for regions that look the same."""
    parts = (np.round(region.lon, 6), np.round(region.lat, 6), region.inner)
    return hashlib.sha256(b"".join(np.ascontiguousarray(p).tobytes() for p in parts)).hexdigest()
