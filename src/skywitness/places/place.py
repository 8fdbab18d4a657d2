"""A place: a named shape with its source, version, point of view and stated error."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from shapely.geometry.base import BaseGeometry

#: How a word is read: as anyone would, or more widely (shown beside a verdict, never decisive).
ReadingKind = Literal["ordinary", "generous"]


@dataclass(frozen=True)
class Place:
    """A named shape on the Earth.

    ``geometry`` is in longitude/latitude degrees on WGS 84, valid, and cut at the antimeridian
    as GeoJSON asks; its edges are geodesics. The place is everything within ``buffer_m`` metres
    of it (a band around a shore, a disc around a city). ``error_m`` bounds, in metres, how far
    the true shape can be from this one, displaced and omitted land together; ``None`` means that
    no bound is known, and then nothing can be contradicted with it.
    """

    id: str
    name: str
    kind: str
    geometry: BaseGeometry
    error_m: float | None
    source: str
    version: str
    licence: str
    view: str
    buffer_m: float = 0.0
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Extent:
    """One way to read a place's name."""

    label: str
    kind: ReadingKind
    place: Place
