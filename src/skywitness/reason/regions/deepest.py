"""The position deepest inside what is allowed: the one that is shown for a row that can be so.

Every limit is drawn inward by twice the tolerance of its number, but by no more than a quarter of
its range; a limit without tolerance, such as a border, by its map's error. The least stretch of
what is left is then sought as any other, so the position depends on the row alone and on nothing
that was searched before or beside it.
"""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from skywitness.aliases import Floats
from skywitness.claims.meaning.allowed import Range, Sector, Side
from skywitness.claims.meaning.parts import Constraint
from skywitness.claims.meaning.stretches import AS_PRINTED, POLICY
from skywitness.earth import GEOD, Discs
from skywitness.places.measures.measures import Scalar, SignedDistance
from skywitness.reason.regions.explore import Row, positional
from skywitness.reason.regions.search import least_stretch
from skywitness.reason.work import Kept, within

#: How many tolerances from its end a value counts as deep inside (our own choice).
DEEP = 2.0
#: Metres by which a limit without tolerance is drawn in at least, and its map's errors.
BORDER, ERRORS = 1_000.0, 2.0
#: The stretch of what is drawn in at which a value is deep inside, and at which just allowed.
INSIDE, BARELY = POLICY, POLICY + 1.0

#: Points looked at on the way to a place, and how often between two of them again.
POINTS, LOOKS = 32, 3

Position = tuple[float, float]

_known: Kept[tuple[object, ...], tuple[Row, Position | None]] = Kept(1024)


def drawn_in(allowed: Range, stretch: float, least: float, *, floor: float = -math.inf) -> Range:
    """A range whose stretch is at most :data:`INSIDE` deep inside and :data:`BARELY` at its ends.

    Args:
        allowed: the range; its ends are those at ``stretch``.
        stretch: the stretch at which a witness is sought.
        least: how far an end without tolerance is drawn in, in the range's own unit.
        floor: a value that nothing falls below.
    """
    low, high = allowed.at(stretch)
    room = (high - low) / 4

    def side(old: Side | None, sign: float, most: float) -> Side | None:
        if old is None:
            return None
        far = min(DEEP * old.per if old.per > 0 else least, room, max(most, 0.0))
        limit = (low if sign > 0 else high) + sign * far
        return Side(limit, far, INSIDE)

    lower = side(allowed.lower, 1.0, math.inf)
    return replace(allowed, lower=lower, upper=side(allowed.upper, -1.0, high - floor))


def _within(c: Constraint) -> Constraint:
    measure, allowed = c.measure, c.allowed
    if isinstance(allowed, Sector):
        half = allowed.at(AS_PRINTED) / 2
        return replace(c, allowed=replace(allowed, half_width=half, per=half))
    assert not isinstance(measure, Scalar)
    border = max(BORDER, ERRORS * (measure.place.error_m or 0.0))
    floor = -math.inf if isinstance(measure, SignedDistance) else 0.0
    return replace(c, allowed=drawn_in(allowed, AS_PRINTED, border, floor=floor))


def deepest(row: Row, hard: Row, stretch: float) -> Position | None:
    """The position (longitude, latitude) that is shown for a row that can be so at a stretch.

    Where it can be so as printed, one deep inside; else the one that needs the least stretch.
    ``None`` where none is found.

    Raises:
        SpentError: a limit of work is passed.
    """
    told, given = (tuple(positional(cs)) for cs in (row, hard))
    deep = stretch <= AS_PRINTED
    key = (deep, *((c.measure.key, c.allowed) for c in told), None,
           *((c.measure.key, c.allowed) for c in given))  # fmt: skip
    kept = _known.get(key)
    if kept is not None:
        return kept[1]
    with within() as meter:
        if deep:
            inner = [[_within(c) for c in cs] for cs in (told, given)]
            (found,) = least_stretch([inner[0]], inner[1], rough=[True])
            at = found.witness if found.hi <= BARELY else None
            if at is not None and found.hi <= INSIDE:
                at = _nearer([*inner[0], *inner[1]], at)
        else:
            (found,) = least_stretch([told], given)
            at = found.witness
    _known.put(key, ((*told, *given), at), meter.done)
    return at


def _nearer(row: Row, start: Position) -> Position:
    """The point nearest to the smallest place spoken of, on the way there, that is still deep."""
    goals = [_middle(c) for c in row]
    if not goals:
        return start
    _, goal = min(goals)
    azimuth, _, far = GEOD.inv(*start, *goal)
    at, step = 0.0, float(far)
    for _ in range(LOOKS):
        reach = at + step * np.arange(1, POINTS + 1) / POINTS
        same = np.ones(POINTS)
        lon, lat, _ = GEOD.fwd(start[0] * same, start[1] * same, azimuth * same, reach)
        fit = np.asarray(_needs(row, Discs(np.asarray(lon), np.asarray(lat), 0 * same)) <= INSIDE)
        last = np.flatnonzero(fit)
        if len(last):
            at = float(reach[last[-1]])
        step /= POINTS
    lon, lat, _ = GEOD.fwd(*start, azimuth, at)
    return float(lon), float(lat)


def _middle(c: Constraint) -> tuple[float, Position]:
    """How large a place is, in square degrees, and a point within it."""
    assert not isinstance(c.measure, Scalar)
    shape = c.measure.place.geometry
    west, south, east, north = shape.bounds
    within = shape.representative_point()
    return (east - west) * (north - south), (float(within.x), float(within.y))


def _needs(row: Row, points: Discs) -> Floats:
    worst = np.zeros(len(points))
    for c in row:
        assert not isinstance(c.measure, Scalar)
        ((_, most),) = c.measure.stretch(points, c.allowed)
        worst = np.maximum(worst, most)
    return worst
