"""Labels on a map: at the widest spot of what they name, and never over one another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import shapely
import shapely.affinity
from shapely.geometry.base import BaseGeometry

from skywitness.drawing.paths import frame
from skywitness.drawing.projection import Sheet

ON_A_PHONE = 1.9  # how much larger labels are on a narrow screen, as in the style sheet
CHAR = 68.0  # about the width of a letter, in units, by which labels are kept apart
LINE = 150.0


@dataclass(frozen=True)
class Label:
    """Words at a spot of the sheet; ``kind`` names the style, ``lines`` the words line by line.

    ``dot`` is the point that words beside one belong to.
    """

    words: str
    x: float
    y: float
    kind: str
    dot: tuple[float, float] | None = None

    @property
    def lines(self) -> tuple[str, ...]:
        """The words in lines of at most about 18 letters."""
        return wrapped(self.words)


def wrapped(words: str, most: int = 18) -> tuple[str, ...]:
    """Words broken into lines."""
    lines: list[str] = []
    for word in words.split():
        if lines and len(lines[-1]) + 1 + len(word) <= most:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return tuple(lines[:4])


@dataclass
class Placer:
    """What has been written on one sheet, so that nothing is written over it.

    ``first`` is the part of the sheet where names are looked for first; ``size`` how large words
    are beside those of a sheet that is shown whole.
    """

    sheet: Sheet
    taken: list[BaseGeometry] = field(default_factory=list)
    first: BaseGeometry | None = None
    size: float = 1.0

    def block(self, x: float, y: float, words: str, *, anchor: str = "middle") -> BaseGeometry:
        """The room that words take at a spot, with a little air."""
        lines = wrapped(words)
        half = (max(len(line) for line in lines) * CHAR / 2 + 30) * self.size
        tall = (len(lines) * LINE / 2 + 15) * self.size
        x = x + half if anchor == "start" else x - half if anchor == "end" else x
        return shapely.box(x - half, y - tall, x + half, y + tall)

    def free(self, room: BaseGeometry) -> bool:
        """Whether a room is on the sheet and nothing stands in it."""
        inside = shapely.contains(frame(self.sheet, -60), room)
        return bool(inside) and not any(shapely.intersects(room, t) for t in self.taken)

    def keep(self, room: BaseGeometry) -> None:
        """Let nothing else be written in a room."""
        self.taken.append(room)

    def put(
        self, words: str, shape: BaseGeometry, kind: str, *, least: float, avoid: BaseGeometry
    ) -> list[Label]:
        """A label in a shape, clear of ``avoid`` if that leaves room; none without room."""
        if not words.split():
            return []
        parts = [p for p in shapely.get_parts(shape) if p.geom_type == "Polygon"]
        largest = sorted(parts, key=lambda p: -float(p.area))[:6]
        seen = shapely.intersection(np.asarray(largest, dtype=object), frame(self.sheet))
        clear = shapely.difference(seen, avoid)
        wanted = [clear, seen]
        if self.first is not None:
            wanted = [shapely.intersection(clear, self.first), clear, seen]
        for area in wanted:
            for x, y, radius in widest_spots(area):
                if radius < least * self.size:
                    continue
                room = self.block(x, y, words)
                if self.free(room):
                    self.keep(room)
                    return [Label(words, x, y, kind)]
        return []


def widest_spots(areas: Sequence[BaseGeometry]) -> list[tuple[float, float, float]]:
    """Centres and radii of the largest circles in the three largest polygons of some areas."""
    flat = shapely.get_parts(shapely.get_parts(np.asarray(areas, dtype=object)))
    polygons = [p for p in flat if p.geom_type == "Polygon" and p.area > 0]
    out = []
    for polygon in sorted(polygons, key=lambda p: -float(p.area))[:3]:
        plain = shapely.simplify(polygon, 15)
        # Labels are wider than tall: circles are sought in a shape squeezed sideways.
        squeezed = shapely.transform(plain, lambda c: c * [0.5, 1.0])
        line = shapely.maximum_inscribed_circle(squeezed, tolerance=20)
        (x, y), (x2, y2) = np.asarray(line.coords)[[0, -1]]
        out.append((float(2 * x), float(y), float(np.hypot(x2 - x, y2 - y))))
    return out


def furniture(sheet: Sheet, larger: float = 1.0) -> tuple[BaseGeometry, BaseGeometry]:
    """The rooms of the scale and of the north arrow, on a screen with labels so much larger."""
    tall = 620.0 if larger == 1 else 1250.0
    return (
        shapely.box(0, sheet.height - tall, 2300 if larger == 1 else 3200, sheet.height),
        shapely.box(sheet.width - 650, 0, sheet.width, 800),
    )


def thinned(labels: Sequence[Label], sheet: Sheet) -> list[Label]:
    """Labels in their order of importance; those without room on a narrow screen become minor."""
    placer = Placer(sheet)
    for room in furniture(sheet, ON_A_PHONE):
        placer.keep(room)
    out = []
    for label in labels:
        anchor = next((a for a in ("start", "end") if a in label.kind.split()), "middle")
        small = placer.block(label.x, label.y, label.words, anchor=anchor)
        at = {"start": (label.x, label.y), "end": (label.x, label.y)}.get(anchor, "center")
        room = shapely.affinity.scale(small, ON_A_PHONE, ON_A_PHONE, origin=at)
        if placer.free(room):
            placer.keep(room)
            out.append(label)
        else:
            out.append(replace(label, kind=f"{label.kind} minor"))
    return out


def beside(words: str, dot: tuple[float, float], placer: Placer) -> list[Label]:
    """A label beside a dot, on the first side that is free."""
    x, y = dot
    sides = (
        (110, 0, "start"),
        (-110, 0, "end"),
        (0, -200, "middle"),
        (0, 200, "middle"),
        (90, -180, "start"),
        (90, 180, "start"),
        (-90, -180, "end"),
        (-90, 180, "end"),
        (110, 350, "start"),
        (-110, -350, "end"),
    )
    for dx, dy, anchor in sides:
        at_x, at_y = x + dx * placer.size, y + dy * placer.size
        room = placer.block(at_x, at_y, words, anchor=anchor)
        if placer.free(room):
            placer.keep(room)
            return [Label(words, at_x, at_y, f"dot {anchor}", dot)]
    return []
