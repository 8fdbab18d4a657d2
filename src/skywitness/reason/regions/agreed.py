"""Where a world puts a moment of whose place only premises speak, and the stretch that needs.

A premise about a place is met at the stretch of the world, like all that is said. A position is
therefore sought that needs as little as there is: a point itself where the place is one, else the
one deepest inside what is given.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping
from typing import TypeVar

import numpy as np

from skywitness.claims.meaning.allowed import Range
from skywitness.claims.meaning.parts import Constraint
from skywitness.claims.meaning.stretches import AS_PRINTED, POLICY
from skywitness.earth import GEOD, Discs
from skywitness.places.measures.measures import CentroidDistance, CoastDistance, Distance, Scalar
from skywitness.reason.regions.deepest import Position, deepest
from skywitness.reason.regions.explore import Row, positional
from skywitness.reason.regions.search import least_stretch
from skywitness.reason.work import Kept, within

#: Directions in which points at a distance from a point are looked for.
AZIMUTHS = 24
#: A stretch this small is what measuring a distance is rounded to; nothing better is looked for.
HAIR = 1e-3

Key = TypeVar("Key")
_known: Kept[tuple[object, ...], tuple[Row, tuple[Position, float] | None]] = Kept(1024)


def agreed(hard: Row) -> tuple[Position, float] | None:
    """The position (longitude, latitude) shown for a place that is given, and what it needs.

    ``None`` where nothing is given of the place, or no position is found.

    Raises:
        SpentError: a limit of work is passed.
    """
    row = tuple(positional(hard))
    if not row:
        return None
    key = tuple((c.measure.key, c.allowed) for c in row)
    kept = _known.get(key)
    if kept is not None:
        return kept[1]
    with within() as meter:
        found = _found(row)
    _known.put(key, (row, found), meter.done)
    return found


def agreed_places(
    hard: Mapping[Key, Row], places: Collection[Key]
) -> tuple[dict[Key, Position], float]:
    """Positions for those of the places that premises bind, and the stretch that all of them need.

    A place for which none is found at the policy's tolerance is left out.

    Raises:
        SpentError: a limit of work is passed.
    """
    found = {place: best for place in places if (best := agreed(hard.get(place, ())))}
    found = {place: best for place, best in found.items() if best[1] <= POLICY}
    needed = max((needed for _, needed in found.values()), default=AS_PRINTED)
    return {place: at for place, (at, _) in found.items()}, needed


def _found(row: Row) -> tuple[Position, float] | None:
    points = list(_points(row))
    if points:
        lon, lat = (np.array([p[k] for p in points]) for k in (0, 1))
        needs = _needs(row, Discs(lon, lat, np.zeros(len(points))))
        best = int(np.argmin(needs))
        if needs[best] <= HAIR:
            return points[best], float(needs[best])
    found = deepest((), row, AS_PRINTED)
    if found is not None:
        return found
    (least,) = least_stretch([()], row)
    if least.witness is None or not math.isfinite(least.hi):
        return None
    return least.witness, least.hi


def _points(row: Row) -> Iterator[Position]:
    """Points in the middle of distances from points; none where another place is spoken of."""
    for c in row:
        measure, allowed = c.measure, c.allowed
        if (
            not isinstance(measure, Distance | CoastDistance | CentroidDistance)
            or not isinstance(allowed, Range)
            or measure.place.geometry.geom_type != "Point"
            or allowed.upper is None
        ):
            return
    for c in row:
        yield from _around(c)


def _around(c: Constraint) -> Iterator[Position]:
    assert not isinstance(c.measure, Scalar)
    assert isinstance(c.allowed, Range)
    low, high = c.allowed.at(AS_PRINTED)
    centre = c.measure.place.geometry
    at = (float(centre.x), float(centre.y))
    yield at
    far = (max(low, 0.0) + high) / 2
    if far <= 0:
        return
    same = np.ones(AZIMUTHS)
    turn = np.arange(AZIMUTHS) * 360.0 / AZIMUTHS
    lon, lat, _ = GEOD.fwd(at[0] * same, at[1] * same, turn, far * same)
    yield from zip(np.asarray(lon).tolist(), np.asarray(lat).tolist(), strict=True)


def _needs(row: Row, points: Discs) -> np.ndarray:
    worst = np.zeros(len(points))
    for c in row:
        assert not isinstance(c.measure, Scalar)
        ((_, most),) = c.measure.stretch(points, c.allowed)
        worst = np.maximum(worst, most)
    return worst
