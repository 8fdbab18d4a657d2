"""Routes: open lines of geodesic legs between points, with what the points' errors do to a leg.

A leg is seen from its two ends: what lies to its left or right is told by the bearing from its
start, what lies beside it, and not past an end, by the bearings from both. Only points can be the
ends of a leg: an airport, a town, coordinates.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise

import numpy as np
from shapely.geometry import LineString, Point

from skywitness.earth import GEOD, B
from skywitness.errors import PlaceError
from skywitness.places.place import Place

#: The kind of a place that is a route.
ROUTE = "route"
#: Longest and shortest leg in metres.
LONGEST, SHORTEST = 9_000_000.0, 1_000.0
#: Directions in degrees and metres within which a route of several legs goes one way.
SPREAD, WHOLE = 60.0, 1_500_000.0
#: Room for the ellipsoid, and for what is beyond the first order in small errors.
ROOM = 1.05


@dataclass(frozen=True)
class RouteLeg:
    """One leg: its ``line``, its ends, directions in degrees true, ``length`` in metres.

    ``onward`` is the direction of the leg at its start, ``back`` that from its end to its start.
    ``turned`` are the degrees by which the errors of the ends can turn it, ``turns`` how much the
    route turns at either end of it, to the right or (negative) to the left: 0 at its own ends.
    """

    line: Place
    start: Place
    end: Place
    onward: float
    back: float
    length: float
    turned: float
    turns: tuple[float, float]

    @property
    def name(self) -> str:
        """Its ends in words."""
        return f"{self.start.name} to {self.end.name}"


def line_of(points: Sequence[Place]) -> LineString:
    """The line through points, which is the shape of a route.

    Raises:
        PlaceError: one of them is no point, or two that follow each other are too near or too far.
    """
    for place in points:
        if place.geometry.geom_type != "Point":
            raise PlaceError(
                f"'{place.name}' is an area, and a route goes from point to point",
                remedy="name a town, an airport, or coordinates",
            )
    for one, other in pairwise(points):
        length = _geodesic(one, other)[2]
        if not SHORTEST <= length <= LONGEST:
            raise PlaceError(
                f"from {one.name} to {other.name} it is {length / 1000:,.0f} km; a leg of a route "
                f"has {SHORTEST / 1000:,.0f} to {LONGEST / 1000:,.0f} km",
                remedy="name other points, or points in between",
            )
    return _line(tuple((p.geometry.x, p.geometry.y) for p in points))


@lru_cache(maxsize=256)
def _line(ends: tuple[tuple[float, float], ...]) -> LineString:
    """One line for the same points, so that measures of it are one measure."""
    return LineString(ends)


@lru_cache(maxsize=256)
def _spot(x: float, y: float) -> Point:
    return Point(x, y)


def route_place(name: str, points: Sequence[Place], *, error_m: float | None = None) -> Place:
    """A route through points as one place; its error is what theirs make of it.

    Raises:
        PlaceError: as in :func:`line_of`.
    """
    line = line_of(points)
    errors = [leg.line.error_m for leg in _legs(name, points)]
    stated = [e for e in errors if e is not None]
    error = max(*stated, error_m or 0.0) if len(stated) == len(errors) else None
    sources = dict.fromkeys(p.source for p in points if p.source)
    return Place(f"route:{name}", name, ROUTE, line, error, "; ".join(sources), "", "",
                 next((p.view for p in points if p.view), "not disputed"))  # fmt: skip


def legs_of(route: Place) -> tuple[RouteLeg, ...]:
    """The legs of a place that is a route.

    Raises:
        PlaceError: it is none.
    """
    if route.kind != ROUTE:
        raise PlaceError(
            f"'{route.name}' is no route",
            remedy=f'name its ends ("the route from … to …"), or give {route.name} in [[places]] '
            "a route of points",
        )
    points = [
        Place(f"{route.id}:{k}", f"point {k + 1} of {route.name}", "point", Point(xy),
              route.error_m, route.source, route.version, route.licence, route.view)
        for k, xy in enumerate(route.geometry.coords)
    ]  # fmt: skip
    return _legs(route.name, points)


def between(name: str, points: Sequence[Place]) -> tuple[RouteLeg, ...]:
    """The legs of the route through points.

    Raises:
        PlaceError: as in :func:`line_of`.
    """
    line_of(points)
    return _legs(name, points)


def one_way(legs: Sequence[RouteLeg]) -> bool:
    """Whether what is beside and left of one leg is never beside and right of another.

    So it is of one leg, and of legs whose directions all lie within :data:`SPREAD`: no
    perpendicular of such a leg meets the route again while they differ by less than 90 degrees, and
    on :data:`WHOLE` metres of the Earth a direction turns by far less than what is left.
    """
    if len(legs) == 1:
        return True
    turns = [leg.turns[1] for leg in legs[:-1]]
    ways = list(accumulate(turns, initial=0.0))
    room = 2 * max(leg.turned for leg in legs)
    return max(ways) - min(ways) + room <= SPREAD and sum(x.length for x in legs) <= WHOLE


def _legs(name: str, points: Sequence[Place]) -> tuple[RouteLeg, ...]:
    ways = [_geodesic(one, other) for one, other in pairwise(points)]
    bends = [0.0, *(_bend(one[1], other[0]) for one, other in pairwise(ways)), 0.0]
    out = []
    for k, (one, other) in enumerate(pairwise(points)):
        onward, back, length = ways[k]
        off = _off(one), _off(other)
        error = None if None in off else _bowed(max(e for e in off if e is not None), length)
        of = name if len(points) == 2 else f"{name}, {one.name} to {other.name}"
        shape = _line(tuple((p.geometry.x, p.geometry.y) for p in (one, other)))
        line = Place(f"leg:{name}:{k}", of, ROUTE, shape, error, one.source, "", "", one.view)
        out.append(RouteLeg(line, _pin(one), _pin(other), onward, back, length,
                            _turned(off, length), (bends[k], bends[k + 1])))  # fmt: skip
    return tuple(out)


def _geodesic(one: Place, other: Place) -> tuple[float, float, float]:
    a, b = one.geometry, other.geometry
    onward, back, length = GEOD.inv(a.x, a.y, b.x, b.y)
    return float(onward), float(back), float(length)


def _bend(back: float, onward: float) -> float:
    """By how many degrees a route turns to the right where one leg ends and the next begins."""
    return (onward - back) % 360.0 - 180.0


def _off(point: Place) -> float | None:
    """How far, in metres, the end of a leg can be from where it is drawn: a town is a disc."""
    return None if point.error_m is None else point.error_m + point.buffer_m


def _pin(point: Place) -> Place:
    """A point with its disc counted as its error."""
    shape = _spot(point.geometry.x, point.geometry.y)
    return Place(point.id, point.name, "point", shape, _off(point), point.source, point.version,
                 point.licence, point.view)  # fmt: skip


def _bowed(error: float, length: float) -> float:
    """How far a leg can be from where it is drawn, where both its ends are off by ``error``.

    On a sphere a geodesic whose ends move sideways by x moves in its middle by x / cos(half its
    angle), which is less on the ellipsoid than on the sphere of its polar radius.
    """
    return ROOM * error / math.cos(min(length / (2 * B), 1.4))


def _turned(off: tuple[float | None, float | None], length: float) -> float:
    """By how many degrees a leg can be turned at its ends; 180 where nothing is known of that."""
    if None in off:
        return 180.0
    error = sum(e for e in off if e is not None)
    reach = B * math.sin(min(length / B, math.pi / 2)) - error
    if reach <= 4 * error:
        return 180.0
    return float(np.degrees(ROOM * error / reach) + 1e-6)
