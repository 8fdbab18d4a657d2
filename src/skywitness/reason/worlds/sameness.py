"""Ranges of one number: at which stretch they meet, whatever that number is measured on.

Two ranges of the same measure of the same moment, such as two distances from one coast, speak of
one number. Where they do not meet, no shape of the coast makes both so; where they meet, and the
moment's place is bound by nothing else, every shape has places at such a distance. Neither owes
anything to the map, so its error does not weaken it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import combinations
from typing import Protocol, assert_never

import numpy as np

from skywitness.claims.meaning.allowed import Range, Sector
from skywitness.claims.meaning.parts import Constraint
from skywitness.claims.meaning.stretches import POLICY
from skywitness.earth import point, turn_between
from skywitness.places.measures.distances import signed
from skywitness.places.measures.measures import (
    AlongRoute,
    Bearing,
    CentroidDistance,
    CoastDistance,
    Distance,
    Edged,
    Scalar,
    SignedDistance,
)
from skywitness.reason.regions.search import Bracket
from skywitness.reason.regions.segments import segment

HAIR = 1e-6  # degrees
ROUNDING = 16  # units in the last place by which two ends that touch may miss each other
MOST = 1e6  # a stretch beyond which ranges count as never meeting


class Ends(Protocol):
    """What allows an interval of one number at a stretch."""

    def at(self, stretch: float) -> tuple[float, float]:
        """The interval, infinite where it is open."""
        ...


@dataclass(frozen=True)
class ToEdge:
    """What a range of distances says of the distance to a shape's edge, negative inside.

    A band is what is within its width of the shape, and a shore is part of its edge; so a distance
    from the shape, from a band around it and from its shore speak of one number.
    """

    measure: Edged
    allowed: Range

    def at(self, stretch: float) -> tuple[float, float]:
        """The interval in metres."""
        low, high = self.allowed.at(stretch)
        match self.measure:
            case CoastDistance():
                low = -math.inf  # the edge is no farther than its shore
            case Distance():
                low = low if low > 0 else -math.inf  # 0 is the distance inside
            case SignedDistance():
                pass
            case _:
                assert_never(self.measure)
        band = self.measure.place.buffer_m
        return low + band, high + band


def floor(row: Sequence[Constraint]) -> float:
    """A stretch below which ``row`` cannot be so.

    Ranges of one measure in it do not meet, or sectors seen from one point do not.
    """
    ranges: dict[tuple[object, ...], list[Ends]] = {}
    sectors: dict[tuple[object, ...], list[Sector]] = {}
    for c in row:
        if isinstance(c.allowed, Sector):
            sectors.setdefault(c.measure.key, []).append(c.allowed)
        if isinstance(c.allowed, Range):
            ranges.setdefault(c.measure.key, []).append(c.allowed)
            if isinstance(c.measure, Edged):
                place = c.measure.place
                edge = ("edge", id(place.geometry), place.error_m)
                ranges.setdefault(edge, []).append(ToEdge(c.measure, c.allowed))
    apart = [
        _turned(one, other) for mine in sectors.values() for one, other in combinations(mine, 2)
    ]
    return max(
        (*apart, *(meet(mine)[0].lo for mine in ranges.values() if len(mine) > 1)), default=0.0
    )


def _turned(one: Sector, other: Sector) -> float:
    """A stretch below which no bearing is in both sectors."""
    between = float(turn_between(one.centre, other.centre)) - HAIR
    left = between - one.at(POLICY) - other.at(POLICY)
    if left <= 0:
        return 0.0
    grows = one.per + other.per
    return POLICY + left / grows if grows > 0 else math.inf


def somewhere(row: Sequence[Constraint], least: float = 0.0) -> float:
    """A stretch at which every true shape of one place has positions that meet all of ``row``.

    Infinite where that is not shown. ``least`` is a stretch below which it cannot be so. A distance
    from one place takes every value from 0 (or, counted negative inside, from that of a point well
    inside) to that of the far side of the Earth; where other places are spoken of too, ways on
    which all else holds are tried.
    """
    first = row[0].measure if row else None
    ranges = [c.allowed for c in row if isinstance(c.allowed, Range)]
    if first is None or isinstance(first, Bearing | Scalar) or len(ranges) < len(row):
        return math.inf
    if isinstance(first, AlongRoute) or any(isinstance(c.measure, AlongRoute) for c in row):
        return math.inf
    if any(c.measure.key != first.key for c in row):
        # Beyond the policy's tolerance no verdict rests on it.
        tried = [s for s in (max(least, floor(row)), POLICY) if s <= POLICY]
        return next((s for s in tried if segment(row, s) is not None), math.inf)
    stretch = meet(ranges)[0].hi
    if math.isinf(stretch):
        return math.inf
    geometry = first.place.geometry
    far, _ = first.enclose(
        point((geometry.centroid.x + 360.0) % 360.0 - 180.0, -geometry.centroid.y)
    )
    match first:
        case SignedDistance():
            within = geometry.representative_point()
            near = float(first.enclose(point(within.x, within.y))[1][0])
        case Distance() | CoastDistance() | CentroidDistance() | AlongRoute():
            near = 0.0
        case _:
            assert_never(first)
    low, high = (max(r.at(stretch)[0] for r in ranges), min(r.at(stretch)[1] for r in ranges))
    return stretch if low <= far[0] and near <= high else math.inf


def as_drawn(row: Sequence[Constraint]) -> float:
    """A stretch at which positions meet distances from one place and bands around it, as drawn.

    Infinite where that is not shown. Of a place without a stated error no true shape is known; what
    is drawn stands for it, so nothing but the upper end of a margin may rest on this.
    """
    edges = [
        ToEdge(c.measure, c.allowed)
        for c in row
        if isinstance(c.measure, Distance | SignedDistance) and isinstance(c.allowed, Range)
    ]
    shapes = {(id(e.measure.place.geometry), e.measure.place.error_m) for e in edges}
    if not edges or len(edges) < len(row) or len(shapes) > 1:
        return math.inf
    place = edges[0].measure.place
    stretch = meet(edges)[0].hi
    if math.isinf(stretch):
        return math.inf
    ends = [edge.at(stretch) for edge in edges]
    low, high = max(low for low, _ in ends), min(high for _, high in ends)
    # Outside all bands a distance from one is that from the shape, less its width.
    outside = max(low, *(edge.measure.place.buffer_m for edge in edges))
    middle = place.geometry.centroid
    across = point((middle.x + 360.0) % 360.0 - 180.0, -middle.y)
    far = float(signed(place, across)[0][0]) + place.buffer_m
    return stretch if outside <= min(high, far) else math.inf


def drawn(row: Sequence[Constraint]) -> list[Constraint]:
    """Constraints with what is drawn of places without a stated error for their true shape."""
    out = []
    for c in row:
        measure = c.measure
        if not isinstance(measure, Scalar) and measure.place.error_m is None:
            measure = replace(measure, place=replace(measure.place, error_m=0.0))
        out.append(replace(c, measure=measure))
    return out


def meet(ranges: Sequence[Ends]) -> tuple[Bracket, float]:
    """The least stretch at which ranges of one number meet, by bisection, and where they do."""
    return _meeting(tuple(ranges))


@lru_cache(maxsize=256)  # the same few are asked for in every set of claims
def _meeting(ranges: tuple[Ends, ...]) -> tuple[Bracket, float]:

    def common(stretch: float) -> tuple[float, float]:
        ends = [r.at(stretch) for r in ranges]
        return max(e[0] for e in ends), min(e[1] for e in ends)

    def apart(stretch: float) -> bool:
        # Ends that touch may miss each other by the rounding of their floats, which proves nothing.
        low, high = common(stretch)
        if math.isinf(low) or math.isinf(high):
            return low > high
        return low - high > ROUNDING * math.ulp(max(abs(low), abs(high)))

    lo, hi = 0.0, 1.0
    while apart(hi):
        lo, hi = hi, hi * 2
        if hi > MOST:
            return Bracket(math.inf, math.inf, None), math.nan
    if not apart(0.0):
        lo = hi = 0.0
    for _ in range(60):
        mid = (lo + hi) / 2
        if mid in (lo, hi):  # no number lies between them
            break
        lo, hi = (mid, hi) if apart(mid) else (lo, mid)
    low, high = common(hi)
    middle = float(np.clip((low + high) / 2, low, high)) if math.isfinite(low + high) else low
    return Bracket(lo, hi, None), middle
