"""Regions as areas on a sheet: their outer covers and their inner ones, with edges made smooth."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from shapely.geometry.base import BaseGeometry

from skywitness.aliases import Floats
from skywitness.drawing.paths import THIN, cells_on_sheet, diagonals
from skywitness.drawing.projection import Sheet
from skywitness.drawing.smooth import inward, outward, reach_of
from skywitness.reason.drawing import DrawnRegion


@dataclass(frozen=True)
class Areas:
    """The areas of regions on one sheet, each worked out once; ``thin`` as for a path."""

    sheet: Sheet
    thin: float = THIN
    _outer: dict[frozenset[str], BaseGeometry] = field(default_factory=dict)
    _inner: dict[frozenset[str], BaseGeometry] = field(default_factory=dict)

    def outer(self, regions: Sequence[DrawnRegion]) -> BaseGeometry:
        """What holds all that the union of regions (at least one) allows."""
        key, alike = _alike(regions)
        if key not in self._outer:
            corners = _corners(alike, certain=False)
            reach = self._reach(corners)
            self._outer[key] = outward(self._cells(corners), reach, self.thin)
        return self._outer[key]

    def inner(self, regions: Sequence[DrawnRegion]) -> BaseGeometry:
        """What lies within the union of regions for certain."""
        key, alike = _alike(regions)
        if key not in self._inner:
            reach = self._reach(_corners(alike, certain=False))
            cells = self._cells(_corners(alike, certain=True))
            self._inner[key] = inward(cells, reach, self.thin)
        return self._inner[key]

    def _cells(self, corners: Floats) -> BaseGeometry:
        return cells_on_sheet(corners[:, :4], corners[:, 4:], self.sheet)

    def _reach(self, corners: Floats) -> float:
        return reach_of(diagonals(corners[:, :4], corners[:, 4:], self.sheet), self.thin)


def _alike(regions: Sequence[DrawnRegion]) -> tuple[frozenset[str], list[DrawnRegion]]:
    """Regions that look unlike, with what tells their set from others."""
    found = {digest(region): region for region in regions}
    return frozenset(found), list(found.values())


def _corners(regions: Sequence[DrawnRegion], *, certain: bool) -> Floats:
    """The corners of all cells, or of inner ones, shape ``(n, 8)``; what readings share once."""
    cells = [np.hstack((r.lon, r.lat)) for r in regions]
    if certain:
        cells = [mine[r.inner] for mine, r in zip(cells, regions, strict=True)]
    return cells[0] if len(cells) == 1 else np.unique(np.concatenate(cells), axis=0)


def digest(region: DrawnRegion) -> str:
    """Equal for regions that look the same."""
    parts = (np.round(region.lon, 6), np.round(region.lat, 6), region.inner)
    return hashlib.sha256(b"".join(np.ascontiguousarray(p).tobytes() for p in parts)).hexdigest()
