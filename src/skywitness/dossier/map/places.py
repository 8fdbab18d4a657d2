"""Places the claims name, on a map: outlines with their stated error, dots, and their labels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from skywitness.drawing.labels import Label, Placer, beside
from skywitness.drawing.paths import frame, on_sheet, path_of
from skywitness.drawing.projection import Sheet
from skywitness.places.place import Place
from skywitness.reason.drawing import DrawnRegion


@dataclass(frozen=True)
class Outline:
    """A place (by its id): its path, a point's dot, how wide its error is drawn (0: unknown)."""

    place: str
    frames: tuple[str, ...]
    path: str
    dot: tuple[float, float] | None
    band: float


def outlines(
    regions: Sequence[DrawnRegion], sheet: Sheet, placer: Placer, avoid: BaseGeometry
) -> tuple[tuple[Outline, ...], tuple[Label, ...]]:
    """The places that regions refer to; those of the same look once, under the first name."""
    frames: dict[str, dict[str, None]] = {}
    places: dict[str, Place] = {}
    for region in regions:
        for place in region.places:
            places[place.id] = place
            frames.setdefault(place.id, {})[region.frame.id] = None
    found: dict[str, Outline] = {}
    labels: list[Label] = []
    for place in sorted(places.values(), key=lambda p: shapely.area(p.geometry)):
        if place.kind == "sea":
            continue  # the backdrop names seas; their edge is the shore
        shape, dot = _outline(place, sheet)
        path = path_of(shape)
        if not path and dot is None:
            continue
        key = path or place.id
        if key in found:  # another extent of the same look
            merged = tuple(dict.fromkeys((*found[key].frames, *frames[place.id])))
            found[key] = replace(found[key], frames=merged)
            continue
        band = 2 * (place.error_m or 0.0) * sheet.per_metre
        found[key] = Outline(
            place.id,
            tuple(frames[place.id]),
            path,
            dot,
            float(np.round(band, 1)),
        )
        short = place.name.split(" (")[0]
        if short in {x.words for x in labels}:
            continue
        if dot is not None:
            labels += beside(short, dot, placer)
        else:
            kind = "contested" if place.id.startswith("contested:") else "place"
            labels += placer.put(short, shape, kind, least=100.0, avoid=avoid)
    return tuple(found.values()), tuple(labels)


def _outline(place: Place, sheet: Sheet) -> tuple[BaseGeometry, tuple[float, float] | None]:
    """A place's shape on the sheet (with any band or disc around it), and a point's dot."""
    if place.geometry.geom_type == "Point":
        x, y = sheet.place(np.array([place.geometry.x]), np.array([place.geometry.y]))[0]
        if not shapely.contains(frame(sheet), shapely.Point(x, y)):
            return shapely.GeometryCollection(), None
        disc = shapely.Point(x, y).buffer(max(place.buffer_m * sheet.per_metre, 0), 32)
        return disc, (float(np.round(x)), float(np.round(y)))
    shape = on_sheet(place.geometry, sheet, least_area=30.0)
    if place.buffer_m > 0 and not shape.is_empty:
        shape = shapely.buffer(shape, place.buffer_m * sheet.per_metre, quad_segs=16)
    return shape, None
