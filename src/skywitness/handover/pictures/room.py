"""Where words have room on a map of tracks: off the lines, and off one another."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import shapely
import shapely.affinity
from shapely.geometry.base import BaseGeometry

from skywitness.aliases import Floats
from skywitness.drawing.backdrop import Line
from skywitness.drawing.labels import ON_A_PHONE, Label, Placer, beside, furniture
from skywitness.drawing.projection import Sheet

SQUARE = 80.0  # units: the grid on which labels keep off lines


@dataclass(frozen=True)
class Spot:
    """A mark on the map."""

    x: int
    y: int


def ink_of(lines: list[BaseGeometry], sheet: Sheet) -> BaseGeometry:
    """The squares of a grid that lines pass through: quick to ask however tangled they are."""
    met: set[tuple[int, int]] = set()
    for line in lines:
        dense = dense_coordinates(line, SQUARE / 2)
        dense = dense[((dense >= 0) & (dense <= [sheet.width, sheet.height])).all(axis=1)]
        cells = np.unique(np.floor(dense / SQUARE).astype(np.int64), axis=0)
        met.update(map(tuple, cells.tolist()))
    if not met:
        return shapely.GeometryCollection()
    x, y = np.array(sorted(met), dtype=float).T * SQUARE
    return shapely.union_all(shapely.box(x, y, x + SQUARE, y + SQUARE))


def dense_coordinates(shape: BaseGeometry, step: float) -> Floats:
    """Coordinates of lines with none further than ``step`` from the next, and of points."""
    parts = shapely.get_parts(shape)
    long = shapely.length(parts) > 0  # GEOS does not divide a line of no length
    dense = shapely.get_coordinates(shapely.segmentize(parts[long], step))
    return np.concatenate([dense, shapely.get_coordinates(parts[~long])])


def corners(sheet: Sheet, ink: BaseGeometry) -> tuple[tuple[bool, bool], list[BaseGeometry]]:
    """Whether scale and north arrow stand on the right, where less ink is, and their rooms."""
    scale, arrow = furniture(sheet)
    out, rooms = [], []
    for room, usual in ((scale, False), (arrow, True)):
        other = shapely.transform(room, lambda c: [sheet.width, 0] + c * [-1, 1])
        worse = shapely.intersection(room, ink).area > shapely.intersection(other, ink).area
        out.append(not usual if worse else usual)
        rooms.append(other if worse else room)
    return (out[0], out[1]), rooms


def clear(lines: tuple[Line, ...], rooms: list[BaseGeometry]) -> tuple[Line, ...]:
    """The graticule without labels where scale and north arrow stand, or over one another."""
    kept: list[Label] = []

    def fits(label: Label, larger: float, beside: list[Label]) -> bool:
        wide, tall = 560 * larger, 200 * larger
        if any(shapely.intersects(r, shapely.Point(label.x, label.y)) for r in rooms):
            return False
        return not any(abs(label.x - k.x) < wide and abs(label.y - k.y) < tall for k in beside)

    out = []
    for line in lines:
        labels = [x for x in line.labels if fits(x, 1.0, kept)]
        large = [x for x in kept if "minor" not in x.kind]
        labels = [
            x if fits(x, ON_A_PHONE, large) else replace(x, kind=f"{x.kind} minor") for x in labels
        ]
        kept += labels
        out.append(Line(line.path, tuple(labels)))
    return tuple(out)


def tagged(labels: tuple[Label, ...], names: list[Label], placer: Placer) -> list[Label]:
    """Labels without those of contested areas whose tag, a line below them, has no room."""

    def room(label: Label, larger: float) -> BaseGeometry:
        anchor = next((a for a in ("start", "end") if a in label.kind.split()), "middle")
        box = placer.block(label.x, label.y, label.words, anchor=anchor)
        below = 170.0 if "contested" in label.kind.split() else 0.0
        west, top, east, foot = box.bounds
        whole = shapely.box(west, top, east, foot + below)
        return shapely.affinity.scale(whole, larger, larger, origin=(label.x, label.y))

    out = []
    for label in labels:
        if "contested" in label.kind.split():
            if any(shapely.intersects(room(label, 1.0), room(n, 1.0)) for n in names):
                continue
            if any(shapely.intersects(room(label, 2.0), room(n, 2.0)) for n in names):
                label = replace(label, kind=f"{label.kind} minor")  # noqa: PLW2901
        out.append(label)
    return out


def pole_room(pole: Floats) -> BaseGeometry:
    """Where the name of a pole stands, on its right."""
    x, y = pole
    return shapely.box(x + 60, y - 160, x + 800, y + 10)


def put(
    words: str, spot: Spot | None, kind: str, placer: Placer, ink: BaseGeometry, over: bool = True
) -> list[Label]:
    """A label beside a mark, clear of the lines; over them if need be and ``over`` allows it."""
    for avoid in ([ink], []) if over else ([ink],):
        trial = Placer(placer.sheet, [*avoid, *placer.taken])
        found = beside(words, (spot.x, spot.y), trial) if spot else []
        if found:
            placer.keep(trial.taken[-1])
            return [Label(x.words, x.x, x.y, f"{x.kind} {kind}") for x in found]
    return []
