"""Bearings of discs from places, for every true shape within the places' stated errors.

In polar coordinates (s, α) about an anchor the surface is ds² + m² dα², and since the curvature of
WGS 84 is nowhere above 1/b², m is at least that of a sphere of radius b. So the way from a disc's
centre to any of its points is no shorter on that sphere, where a way of length r at distance s
turns the bearing by at most asin(sin(r/b) / sin(s/b)). Moving the anchor itself by x turns it by at
most 1.01 x/m (the geodesic scale of WGS 84 stays below that) and, as north turns too, x tan(φ)/R.
"""

from __future__ import annotations

import numpy as np

from skywitness.aliases import Json
from skywitness.verify.geometry.balls import Balls, Segments, level_of, pieces_at
from skywitness.verify.geometry.earth import (
    GEODESIC,
    LEAST_RADIUS,
    POLE,
    Array,
    Flags,
    Index,
    Spots,
    chord_at_most,
)
from skywitness.verify.geometry.outline import Outline
from skywitness.verify.geometry.shapes import Shapes
from skywitness.verify.statements.failure import FailedError

SCALE = 1.01
#: Share of the way to the first possible conjugate point up to which bearings are told.
WELL_BEFORE = 0.99999
#: Latitude in radians from which nothing is said of bearings.
NEAR_POLE = np.pi / 2 - 1e-6
#: Balls that edges are gathered into are this share of a disc's radius or of the place's error.
FINE = 0.5
#: Discs gathered at once, and undecided balls that are looked at more closely.
BATCH = 128
CHUNK = 20_000

#: The middle of a sector and half its width, degrees.
Opened = tuple[float, float]


def half_width(apart: Array, radius: Array, moved: Array, lat: Array) -> Array:
    """Degrees to either side that bearings can be off, 180 where nothing can be said.

    Of discs of ``radius`` at ``apart`` metres from anchors at latitude ``lat`` (degrees) that may
    be off by ``moved`` metres.
    """
    near, far = (apart - moved) / POLE, (apart + moved) / POLE
    least = np.minimum(np.sin(np.clip(near, 0, np.pi)), np.sin(np.clip(far, 0, np.pi)))
    swing = np.sin(np.clip(radius / POLE, 0, np.pi / 2))
    reach = radius + moved
    inner = np.sin(np.clip((apart - reach) / POLE, 0, np.pi))
    inner = np.minimum(inner, np.sin(np.clip((apart + reach) / POLE, 0, np.pi)))
    top = np.radians(np.abs(lat)) + moved / LEAST_RADIUS
    with np.errstate(divide="ignore", invalid="ignore"):
        half = np.arcsin(np.clip(swing / least, 0, 1))
        half = half + SCALE * moved / (POLE * inner)
        half = half + moved / LEAST_RADIUS * np.tan(np.minimum(top, NEAR_POLE))
    lost = (apart <= reach) | (apart + reach >= WELL_BEFORE * np.pi * POLE) | (swing >= least)
    lost |= (top >= NEAR_POLE) | ~np.isfinite(half)
    return np.where(lost, 180.0, np.minimum(np.degrees(half) + 1e-6, 180.0))


def sectors(demand: Json, shapes: Shapes, spots: Spots, opening: float) -> tuple[Flags, Flags]:
    """Discs with no position, and discs with all positions, in a demand's sector.

    ``opening`` is half the sector's width in degrees, whatever the demand says of that.

    Raises:
        FailedError: the anchor is not known.
    """
    error = shapes.error(demand["place"])
    anchor = demand["measure"].removeprefix("bearing from ")
    if anchor not in ("centroid", "nearest"):
        raise FailedError(f"'{demand['measure']}' is not a bearing this verifier knows")
    if not np.isfinite(error):
        return np.zeros(len(spots), dtype=bool), np.zeros(len(spots), dtype=bool)
    if anchor == "centroid":
        lon, lat = shapes.centroid(demand["place"])
        n = len(spots)
        azimuth, _, apart = GEODESIC.inv(np.full(n, lon), np.full(n, lat), spots.lon, spots.lat)
        half = half_width(
            np.asarray(apart), spots.radius, np.full(n, error + 0.01), np.full(n, lat)
        )
        return _told((demand["allowed"]["centre"], opening), np.asarray(azimuth), half)
    return _from_nearest(demand, shapes, spots, opening)


def _told(sector: Opened, azimuth: Array, half: Array) -> tuple[Flags, Flags]:
    """Arcs surely outside, and surely inside, a sector."""
    centre, opening = sector
    off = np.abs((azimuth - centre + 180.0) % 360.0 - 180.0)
    every = opening >= 180.0
    return (
        np.asarray((off - half > opening) & (not every)),
        np.asarray((off + half <= opening) | every),
    )


def _from_nearest(
    demand: Json, shapes: Shapes, spots: Spots, opening: float
) -> tuple[Flags, Flags]:
    """From every point of the edge that may be the nearest for some position and true shape.

    Such a point is within the error of drawn edge that is no farther from the centre than
    ``high + 2 radius + 2 error``. Inside the place there is no bearing, and nothing in the sector.
    """
    error = shapes.error(demand["place"])
    sector = (demand["allowed"]["centre"], opening)
    low, high = shapes.signed(demand["place"], spots)
    reach = spots.radius + error
    inside, outside = high + reach < 0, low - reach > 0
    never, always = inside.copy(), np.zeros(len(spots), dtype=bool)
    band = shapes.place(demand["place"]).buffer_m
    within = np.abs(high) + band + 2 * reach
    told = np.flatnonzero(~inside & (within < 0.9 * np.pi * POLE) & (spots.radius < high))
    outline = shapes.outline(demand["place"])
    size = np.maximum(spots.radius[told], error) * FINE
    step = np.maximum(outline.longest, 1.0)
    level = np.floor(np.log2(np.maximum(size / step, 1.0))).astype(int)
    for one in np.unique(level):
        here = told[level == one]
        none, every = _gathered(sector, outline, int(one), spots.take(here), within[here],
                                error + band)  # fmt: skip
        never[here] |= none
        always[here] |= every & outside[here]
    return never, always


def _gathered(
    sector: Opened, outline: Outline, level: int, spots: Spots, within: Array, moved: float
) -> tuple[Flags, Flags]:
    """Whether no bearing, and whether every bearing, from edge within reach is in the sector."""
    n = len(spots)
    some_in, some_out = np.zeros(n, dtype=bool), np.zeros(n, dtype=bool)
    all_ = level_of(outline, level)
    reach = chord_at_most(within)
    todo = np.arange(n)
    while len(todo):
        take = todo[:BATCH]
        found = all_.tree.query_ball_point(
            spots.space[take], reach[take] + all_.widest, return_sorted=False
        )
        who = np.repeat(take, [len(f) for f in found])
        ball = np.concatenate([np.asarray(f, dtype=np.intp) for f in found])
        none, every = _told(sector, *_arcs(all_.balls.take(ball), spots, who, moved))
        # Edge about an end that is out of reach may be out of reach itself.
        beyond = np.linalg.norm(all_.balls.space[ball] - spots.space[who], axis=1) > reach[who]
        either = beyond | (~none & ~every)
        if level == 0 and outline.longest and either.sum() < CHUNK:
            owner, parts = pieces_at(outline, all_.sample[ball[either]])
            mine = who[either][owner]
            _closer(sector, parts, spots, mine, reach, moved, (some_in, some_out))
            none, every, who = none[~either], every[~either], who[~either]
        some_in[who[~none]] = True
        some_out[who[~every]] = True
        todo = todo[BATCH:]
    return ~some_in, ~some_out


def _closer(
    sector: Opened,
    parts: Segments,
    spots: Spots,
    who: Index,
    reach: Array,
    moved: float,
    found: tuple[Flags, Flags],
) -> None:
    """Note which discs ``who`` have bearings in and out of the sector from pieces of an edge.

    Pieces are cut up while that can tell more, and parts out of reach are left out.
    """
    some_in, some_out = found
    for last in (False, False, True):
        owner, parts = parts.cut()
        who = who[owner]
        balls = parts.balls()
        apart = np.linalg.norm(balls.space - spots.space[who], axis=1)
        keep = np.flatnonzero(apart <= reach[who] + balls.radius)
        who, parts = who[keep], parts.take(keep)
        none, every = _told(sector, *_arcs(balls.take(keep), spots, who, moved))
        open_ = ~none & ~every & ~(some_in & some_out)[who]
        if last or open_.sum() > CHUNK:
            open_[:] = False
        some_in[who[~none & ~open_]] = True
        some_out[who[~every & ~open_]] = True
        who, parts = who[open_], parts.take(np.flatnonzero(open_))
        if not len(who):
            return


def _arcs(balls: Balls, spots: Spots, who: Index, moved: float) -> tuple[Array, Array]:
    """Bearings from balls to discs: middle and half width in degrees."""
    lon, lat = balls.xy.T
    azimuth, _, apart = GEODESIC.inv(lon, lat, spots.lon[who], spots.lat[who])
    # The way on the ground within a ball is a little longer than its radius.
    anchor = balls.radius * 1.001 + 1e-3 + moved
    return np.asarray(azimuth), half_width(np.asarray(apart), spots.radius[who], anchor, lat)
