"""Places that are there whatever the true shape, though no one position serves every shape.

A distance from a place is continuous over the Earth: on a way between a position where it is at
most the upper end of its range, and one where it is at least the lower end, for every true shape,
it takes a value in the range, for every true shape at another position. If all else that is said of
the place surely holds all along that way, there is always a place for it. Ways that cross the
place's edge are tried, at many points of it.
"""

from __future__ import annotations

import math
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from skywitness.aliases import Floats
from skywitness.claims.meaning.allowed import Range
from skywitness.claims.meaning.parts import Constraint
from skywitness.earth import GEOD, Discs
from skywitness.places.measures.measures import (
    Edged,
    Scalar,
)
from skywitness.places.place import Place

CROSSINGS = 240  # points of an edge where ways are tried
LONGER = (1.05, 1.6, 3.0)  # how far beyond the range's ends, where the edge bends
STEPS = 16  # discs that cover a way
TRACED = 24  # ways along which all else is looked at


@dataclass(frozen=True)
class Segment:
    """A way on which ``measure`` takes an allowed value for every true shape.

    From ``near`` to ``far``, longitude and latitude in degrees, along the geodesic; all holds at
    ``stretch``.
    """

    measure: Edged
    near: tuple[float, float]
    far: tuple[float, float]
    stretch: float


# What was found, with the constraints it belongs to (which keeps those alive).
KNOWN = 1024
_known: OrderedDict[object, tuple[tuple[Constraint, ...], Segment | None]] = OrderedDict()


def segment(row: Sequence[Constraint], stretch: float) -> Segment | None:
    """A way for a row of ranges of distances, if one is found at ``stretch``; else ``None``."""
    key = (tuple((c.measure.key, c.allowed) for c in row), stretch)
    if key not in _known:
        _known[key] = tuple(row), _sought(row, stretch)
        if len(_known) > KNOWN:
            _known.popitem(last=False)
    return _known[key][1]


def _sought(row: Sequence[Constraint], stretch: float) -> Segment | None:
    groups: dict[object, list[Constraint]] = {}
    for c in row:
        if not isinstance(c.allowed, Range) or isinstance(c.measure, Scalar):
            return None
        groups.setdefault(c.measure.key, []).append(c)
    for key, mine in groups.items():
        measure = mine[0].measure
        if not isinstance(measure, Edged):
            continue
        ends = [c.allowed.at(stretch) for c in mine if isinstance(c.allowed, Range)]
        low, high = max(e[0] for e in ends), min(e[1] for e in ends)
        rest = [c for other, cs in groups.items() if other != key for c in cs]
        if low <= high and (found := _across(measure, low, high, rest, stretch)) is not None:
            return Segment(measure, *found, stretch)
    return None


def _across(
    measure: Edged, low: float, high: float, rest: Sequence[Constraint], stretch: float
) -> tuple[tuple[float, float], tuple[float, float]] | None:
    """The ends of a way across the edge of the measure's place."""
    error = measure.place.error_m
    if error is None or not (math.isfinite(low) or math.isfinite(high)):
        return None
    if high - low >= 2 * error:  # wide enough for one position to serve every shape
        return None
    lon, lat, out = _crossings(measure.place)
    if not len(lon):
        return None
    # An open end of the range asks nothing of that end of the way.
    inner = (high if math.isfinite(high) else low + error) - error
    outer = (low if math.isfinite(low) else high - error) + error
    # Lines and points have no inside to move into.
    deepest = -math.inf if "Polygon" in measure.place.geometry.geom_type else 0.0
    for more in LONGER:
        slack = (more - 1) * max(error, abs(inner), abs(outer))
        near = _moved(lon, lat, out, max(inner - slack, deepest))
        far = _moved(lon, lat, out, outer + slack)
        good = (measure.enclose(near)[1] <= high) & (measure.enclose(far)[0] >= low)
        for k in np.flatnonzero(good)[:: max(1, int(good.sum()) // TRACED)]:
            ends = tuple((float(d.lon[k]), float(d.lat[k])) for d in (near, far))
            if _holds(_covered(*ends), rest, stretch):
                return ends[0], ends[1]
    return None


def _crossings(place: Place) -> tuple[Floats, Floats, Floats]:
    """Points of a place's edge, and the bearings straight out of it (or in: the edge is both)."""
    geometry = place.geometry
    if geometry.geom_type == "Point":
        one = np.ones(CROSSINGS)
        bearings = np.linspace(0.0, 360.0, CROSSINGS, endpoint=False)
        return geometry.x * one, geometry.y * one, bearings
    edge: BaseGeometry = geometry if "Line" in geometry.geom_type else geometry.boundary
    if "Line" not in edge.geom_type:
        return np.empty(0), np.empty(0), np.empty(0)
    at, line = shapely.get_coordinates(shapely.get_parts(edge), return_index=True)
    pieces = np.flatnonzero(line[1:] == line[:-1])  # none from one line to the next
    step = at[pieces + 1] - at[pieces]
    run = np.cumsum(np.hypot(step[:, 0], step[:, 1]))
    shares = np.linspace(0.0, run[-1], CROSSINGS // 2, endpoint=False)
    some = pieces[np.searchsorted(run, shares, side="right")]
    (lon, lat), (to_lon, to_lat) = at[some].T, at[some + 1].T
    along, _, _ = GEOD.inv(lon, lat, to_lon, to_lat)
    lon, lat = (lon + to_lon) / 2, (lat + to_lat) / 2
    return np.tile(lon, 2), np.tile(lat, 2), np.r_[along + 90.0, along - 90.0]


def _moved(lon: Floats, lat: Floats, bearing: Floats, metres: float) -> Discs:
    there_lon, there_lat, _ = GEOD.fwd(lon, lat, bearing, np.full(len(lon), metres))
    return Discs(np.asarray(there_lon), np.asarray(there_lat), np.zeros(len(lon)))


def _covered(near: tuple[float, float], far: tuple[float, float]) -> Discs:
    """Discs that cover the geodesic between two positions."""
    azimuth, _, length = GEOD.inv(*near, *far)
    at = (np.arange(STEPS) + 0.5) / STEPS * length
    n = np.ones(STEPS)
    lon, lat, _ = GEOD.fwd(near[0] * n, near[1] * n, azimuth * n, at)
    return Discs(np.asarray(lon), np.asarray(lat), n * (length / STEPS / 2 + 0.01))


def _holds(discs: Discs, rest: Sequence[Constraint], stretch: float) -> bool:
    """Whether constraints surely hold all over discs."""
    for c in rest:
        assert not isinstance(c.measure, Scalar)
        ((_, most),) = c.measure.stretch(discs, c.allowed)
        if not bool((most <= stretch).all()):
            return False
    return True
