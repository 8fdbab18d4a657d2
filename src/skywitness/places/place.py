"""A place: a named shape with its source, version, point of view and stated error."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b
from typing import Literal
from weakref import ref

from shapely.geometry.base import BaseGeometry

#: How a word is read: as anyone would, or more widely (shown beside a verdict, never decisive).
ReadingKind = Literal["ordinary", "generous"]


@dataclass(frozen=True)
class Place:
    """A named shape on the Earth.

    ``geometry`` is in longitude/latitude degrees on WGS 84, valid, and cut at the antimeridian
    as GeoJSON asks; its edges are geodesics. Places of
    equal shape have one geometry. The place is everything within ``buffer_m`` metres of it (a band
    around a shore, a disc around a city). ``error_m`` bounds, in metres, how far
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

    def __post_init__(self) -> None:
        """Take the one geometry of this shape, so that what was measured of it is known again."""
        object.__setattr__(self, "geometry", _the_one(self.geometry))


_shapes: dict[bytes, ref[BaseGeometry]] = {}
_prints: dict[int, tuple[ref[BaseGeometry], bytes]] = {}


def shape_print(geometry: BaseGeometry) -> bytes:
    """What tells the geometry of a place from that of any other shape, to the last bit."""
    known = _prints.get(id(geometry))
    if known is not None and known[0]() is geometry:
        return known[1]
    return blake2b(geometry.wkb, digest_size=24).digest()


def _the_one(geometry: BaseGeometry) -> BaseGeometry:
    """The first geometry of this very shape that a place has, as long as there is one."""
    mine = shape_print(geometry)
    known = _shapes.get(mine)
    first = None if known is None else known()
    if first is not None:
        return first

    def gone(_: object, number: int = id(geometry)) -> None:
        if _shapes.get(mine) is here:
            del _shapes[mine]
        if _prints.get(number, (None,))[0] is here:
            del _prints[number]

    here = ref(geometry, gone)
    _shapes[mine] = here
    _prints[id(geometry)] = here, mine
    return geometry


@dataclass(frozen=True)
class Extent:
    """One way to read a place's name."""

    label: str
    kind: ReadingKind
    place: Place
