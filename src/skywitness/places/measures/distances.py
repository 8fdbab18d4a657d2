"""Distances of an unknown position from a place, with enclosures over discs on the Earth.

An enclosure holds for every position in the disc *and* for every true shape within the place's
stated error, so its ends are an outer bound; over a disc of radius 0 its far end is what a
witness must meet. A place without a stated error encloses everything: it can neither contradict
nor witness.
"""

from __future__ import annotations

import math
from collections import OrderedDict
from dataclasses import dataclass
from typing import ClassVar, Literal, Protocol

import numpy as np

from skywitness.aliases import Floats
from skywitness.earth import GEOD, Discs, point
from skywitness.places.names.coast import coast_of
from skywitness.places.place import Place
from skywitness.places.shapes.shape import Shape


class Allowed(Protocol):
    """What a measured interval is held against: see :mod:`skywitness.claims.meaning.allowed`."""

    def stretch(self, first: Floats, second: Floats, /) -> tuple[Floats, Floats]:
        """Least and greatest stretch over intervals or arcs."""
        ...


# Prepared shapes are large; this many of the last used are kept.
KEPT = 24
_shapes: OrderedDict[int, Shape] = OrderedDict()


def shape_of(place: Place) -> Shape:
    """The place's shape prepared for measuring, kept while it is among the last used."""
    key = id(place.geometry)
    if key not in _shapes:
        _shapes[key] = Shape(place.geometry)  # it holds the geometry, so the id stays its own
        if len(_shapes) > KEPT:
            _shapes.popitem(last=False)
    _shapes.move_to_end(key)
    return _shapes[key]


def error_of(place: Place) -> float:
    """The place's stated error in metres, infinite without one."""
    return math.inf if place.error_m is None else place.error_m


def signed(place: Place, discs: Discs) -> tuple[Floats, Floats]:
    """Bounds on the signed distance to the drawn place at the discs' centres (metres)."""
    shape = shape_of(place)

    def compute(d: Discs) -> tuple[Floats, ...]:
        return shape.signed_distance(d)

    lo, hi = discs.remember(("signed", shape.serial), compute)
    return lo - place.buffer_m, hi - place.buffer_m


@dataclass(frozen=True, eq=False)
class OfPlace:
    """A measure that refers to one place, and is none of a moment's own quantities."""

    place: Place
    quantity: ClassVar[Literal[""]] = ""

    @property
    def anchor(self) -> str:
        """Which point of the place a bearing is from; "" for a distance."""
        return ""

    @property
    def key(self) -> tuple[object, ...]:
        """What makes two measures the same while both are alive: the shape itself, not its name."""
        p = self.place
        return (type(self).__name__, id(p.geometry), p.buffer_m, p.error_m)

    def __eq__(self, other: object) -> bool:
        """Equal when they measure the same."""
        return isinstance(other, OfPlace) and self.key == other.key

    def __hash__(self) -> int:
        """Hash of the key."""
        return hash(self.key)

    def enclose(self, discs: Discs) -> tuple[Floats, Floats]:
        """Bounds ``(lo, hi)`` in metres over each disc, shape ``(n,)`` each."""
        raise TypeError(f"{type(self).__name__} has no enclosure")

    def drawn(self, points: Discs) -> Floats:
        """The value in metres at discs of radius 0, of the place as it is drawn."""
        lo, hi = self.enclose(points)
        return np.asarray((lo + hi) / 2)

    def exactly(self, lon: float, lat: float) -> float:
        """The value in metres at one position, of the place as it is drawn."""
        return float(self.drawn(point(lon, lat))[0])

    def stretch(self, discs: Discs, *allowed: Allowed) -> list[tuple[Floats, Floats]]:
        """Least and greatest stretch that each of ``allowed`` needs over each disc."""
        lo, hi = self.enclose(discs)
        return [each.stretch(lo, hi) for each in allowed]


@dataclass(frozen=True, eq=False)
class SignedDistance(OfPlace):
    """Distance in metres to the place's edge, negative inside."""

    def enclose(self, discs: Discs) -> tuple[Floats, Floats]:
        """Signed distance is 1-Lipschitz, so radius and error add on both sides."""
        lo, hi = signed(self.place, discs)
        wide = discs.radius + error_of(self.place)
        return lo - wide, hi + wide

    def exactly(self, lon: float, lat: float) -> float:
        """The signed distance as drawn, by geodesic."""
        return shape_of(self.place).distance_from(lon, lat) - self.place.buffer_m


@dataclass(frozen=True, eq=False)
class Distance(OfPlace):
    """Least distance in metres to the place; 0 inside it."""

    def enclose(self, discs: Discs) -> tuple[Floats, Floats]:
        """Bounds on the least distance, never negative."""
        lo, hi = SignedDistance(self.place).enclose(discs)
        return np.maximum(lo, 0), np.maximum(hi, 0)

    def drawn(self, points: Discs) -> Floats:
        """The distance as drawn: bounds on it are cut off at 0, so their middle is none."""
        lo, hi = signed(self.place, points)
        return np.asarray(np.maximum((lo + hi) / 2, 0))

    def exactly(self, lon: float, lat: float) -> float:
        """The distance as drawn, by geodesic."""
        return max(0.0, SignedDistance(self.place).exactly(lon, lat))


@dataclass(frozen=True, eq=False)
class CoastDistance(OfPlace):
    """Least distance in metres to the place's sea shore (its edge where no other land adjoins)."""

    def enclose(self, discs: Discs) -> tuple[Floats, Floats]:
        """Bounds on the distance to the shore line, on either side of it.

        The line as drawn is all shore, so it bounds from above with the place's own error; what it
        leaves out beside land borders is in its own, larger error, and the shore is never nearer
        than the place's whole edge.
        """
        coast = coast_of(self.place)
        lo, _ = Distance(coast).enclose(discs)
        _, hi = signed(coast, discs)
        first, last = SignedDistance(self.place).enclose(discs)
        lo = np.maximum(lo, np.maximum(first, -last))
        return lo, hi + discs.radius + error_of(self.place)

    def drawn(self, points: Discs) -> Floats:
        """The distance to the shore line as drawn."""
        lo, hi = signed(coast_of(self.place), points)
        return np.asarray(np.maximum((lo + hi) / 2, 0))

    def exactly(self, lon: float, lat: float) -> float:
        """The distance to the shore line as drawn, by geodesic."""
        return max(0.0, SignedDistance(coast_of(self.place)).exactly(lon, lat))


@dataclass(frozen=True, eq=False)
class CentroidDistance(OfPlace):
    """Distance in metres to the place's area centroid."""

    def enclose(self, discs: Discs) -> tuple[Floats, Floats]:
        """Bounds on the distance to the centroid."""
        d, _ = from_centroid(self.place, discs)
        wide = discs.radius + error_of(self.place)
        return np.maximum(d - wide, 0), d + wide

    def drawn(self, points: Discs) -> Floats:
        """The distance to the centroid as drawn."""
        return from_centroid(self.place, points)[0]


def from_centroid(place: Place, discs: Discs) -> tuple[Floats, Floats]:
    """Distance (metres) and azimuth at the centroid (degrees) of each centre."""
    shape = shape_of(place)
    lon, lat = shape.centroid

    def compute(some: Discs) -> tuple[Floats, ...]:
        n = len(some)
        azimuth, _, d = GEOD.inv(np.full(n, lon), np.full(n, lat), some.lon, some.lat)
        return np.asarray(d), np.asarray(azimuth)

    d, azimuth = discs.remember(("centroid", shape.serial), compute)
    return d, azimuth
