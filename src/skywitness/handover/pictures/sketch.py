"""Tracks in braille dots for a terminal, over dotted shores and borders."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import shapely

from skywitness.aliases import Mask
from skywitness.drawing.paths import frame, on_sheet
from skywitness.drawing.projection import Sheet, fit
from skywitness.handover.pictures.room import dense_coordinates
from skywitness.handover.pictures.scene import Scene
from skywitness.places.names import atlas

_DOTS = np.array([[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]])


def sketch(scene: Scene, columns: int = 72) -> list[list[tuple[str, bool]]]:
    """Rows of runs of characters, each with whether it shows tracks.

    Empty where no position can be drawn.
    """
    lon, lat = scene.places
    if not len(lon):
        return []
    sheet = fit(lon, lat)
    step = sheet.width / (2 * columns)
    rows = round(sheet.height / step / 4)
    shores = _shores(sheet, (4 * rows, 2 * columns), step)
    tracks = _tracks(scene, sheet, shores.shape, step)
    land, ink = _cells(shores), _cells(tracks)
    out = []
    for over, under in zip(ink, land, strict=True):
        runs: list[tuple[str, bool]] = []
        for a, b in zip(over, under, strict=True):
            # A cell shows tracks or shores, never both: braille has one colour.
            runs.append((chr(0x2800 + int(a or b)), bool(a)))
        out.append(runs)
    return out


def _tracks(scene: Scene, sheet: Sheet, shape: tuple[int, ...], step: float) -> Mask:
    lines = []
    for s in scene.shown:
        t = s.leg.track
        for rows in s.leg.parts() or ([s.leg.doubtful] if len(s.leg.doubtful) else []):
            xy = sheet.place(t.longitude[rows], t.latitude[rows])
            xy = xy[np.isfinite(xy).all(axis=1)]
            if len(xy):
                lines.append(shapely.LineString(xy if len(xy) > 1 else np.repeat(xy, 2, axis=0)))
    out = np.zeros(shape, dtype=bool)
    for line in lines:
        _mark(out, dense_coordinates(line, step / 2), step)
    return out


def _shores(sheet: Sheet, shape: tuple[int, int], step: float) -> Mask:
    """Every other dot along shores and borders."""
    out = np.zeros(shape, dtype=bool)
    for a3, country in atlas.index("1km").countries.items():
        if not sheet.meets(country.bbox):
            continue
        land = on_sheet(atlas.shape(a3, "1km"), sheet, least_area=step * step * 4, thin=step / 3)
        edge = shapely.intersection(shapely.boundary(shapely.get_parts(land)), frame(sheet))
        for line in edge[~shapely.is_empty(edge)]:
            _mark(out, dense_coordinates(line, step / 2), step)
    out[::2, 1::2] = out[1::2, ::2] = False
    return out


def _mark(dots: Mask, xy: npt.NDArray[np.float64], step: float) -> None:
    column, row = np.floor(xy / step).astype(np.int64).T
    inside = (column >= 0) & (column < dots.shape[1]) & (row >= 0) & (row < dots.shape[0])
    dots[row[inside], column[inside]] = True


def _cells(dots: Mask) -> npt.NDArray[np.int64]:
    rows, columns = dots.shape[0] // 4, dots.shape[1] // 2
    four = dots.reshape(rows, 4, columns, 2)
    return np.asarray((four * _DOTS[None, :, None, :]).sum(axis=(1, 3)))
