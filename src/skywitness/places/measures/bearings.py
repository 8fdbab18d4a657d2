"""Bearings of an unknown position from a place, with enclosures over discs on the Earth."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, assert_never

import numpy as np
import numpy.typing as npt

from skywitness.aliases import Floats
from skywitness.earth import (
    E2,
    GEOD,
    R_MIN,
    B,
    Discs,
    chord_at_most,
    geodesic_at_least,
    geodesic_at_most,
    reduced_length_at_least,
)
from skywitness.places.measures.distances import (
    Allowed,
    OfPlace,
    error_of,
    from_centroid,
    shape_of,
    signed,
)
from skywitness.places.shapes.covers import Cover, edge_balls
from skywitness.places.shapes.shape import Shape

# The geodesic scale M12 of WGS 84 never exceeds 1 by more than a few parts in a thousand.
SCALE = 1.01
# Up to this distance a normal section's azimuth serves for the geodesic's. They differ by about
# e²/12 (s/R)² (Rapp, Geometric Geodesy I, section 4); half as much again is allowed for, which a
# test holds against geographiclib. Farther off the geodesic's own is computed, if not too often.
NORMAL_SECTION = 8_000_000.0
MANY = 20_000
LAST_TRIES = 2  # finer balls that are tried for a sure bearing once a possible one is known
BLUR = 5e-4  # radians: edge points are not told finer than this by their bearing
TELLING = 0.01  # stretches are not told finer than this from a place's edge
# Metres by which an anchor may always be off: at the anchor itself there is no bearing, but the
# rounding of a float can put a position a nanometre beside it. Not less than the verifier's.
HAIR = 0.02
# Radians from a pole, and share of the way to the first possible conjugate point, from which no
# bearing is told. The verifier tells some a little farther.
POLAR = 2e-6
WELL_BEFORE = 0.9999
# Discs larger than this share of their distance get "any bearing" from a nearest point.
NEAR_ENOUGH = 1 / 3


def _half_arc(d: Floats, radius: Floats, anchor_error: Floats, anchor_lat: Floats) -> Floats:
    """Half width in degrees of the bearings of a disc seen from an anchor known to an error.

    An error is never taken for less than :data:`HAIR`, so that positions at the anchor have any
    bearing. The wider an arc, the less is excluded and the less is a witness.

    Moving the far end sideways by x turns the bearing by at most x/m, moving the anchor by
    at most SCALE·x/m more, and moving the anchor also turns its north by x tan(latitude)/R.
    """
    anchor_error = anchor_error + HAIR
    farthest = d + radius + anchor_error
    m = reduced_length_at_least(d - radius - anchor_error, farthest)
    top = np.radians(np.abs(anchor_lat)) + anchor_error / R_MIN
    with np.errstate(divide="ignore", invalid="ignore"):
        half = (radius + SCALE * anchor_error) / m
        half += anchor_error / R_MIN * np.tan(np.minimum(top, np.pi / 2))
    wide = (m <= 0) | (top >= np.pi / 2 - POLAR) | (farthest >= WELL_BEFORE * np.pi * B)
    wide |= ~np.isfinite(half)
    return np.minimum(np.where(wide, 180.0, np.degrees(half) + 1e-6), 180.0)


#: The point of a place that bearings are from.
PointOf = Literal["centroid", "nearest", "some"]


@dataclass(frozen=True, eq=False)
class Bearing(OfPlace):
    """Bearing in degrees true from the place to the unknown position.

    ``anchor`` is where on the place it is taken: its ``centroid``, its point ``nearest`` to
    the position (undefined inside the place, which is then not "southwest of" it), or ``some``
    point of it.
    """

    anchor: PointOf = "centroid"

    @property
    def key(self) -> tuple[object, ...]:
        """What makes two measures the same."""
        return (*super().key, self.anchor)

    def stretch(self, discs: Discs, *allowed: Allowed) -> list[tuple[Floats, Floats]]:
        """For each of ``allowed`` the least and the greatest stretch over each disc.

        Infinite where there is no bearing: inside a place, from its nearest point.
        """
        error = error_of(self.place)
        n = len(discs)
        if not math.isfinite(error):
            return [(np.zeros(n), np.full(n, math.inf)) for _ in allowed]
        if self.anchor == "centroid":
            middle, half = self._from_centroid(discs, error)
            return [each.stretch(middle, half) for each in allowed]
        lo, hi = signed(self.place, discs)
        reach = discs.radius + error
        out = [(np.zeros(n), np.full(n, math.inf)) for _ in allowed]
        match self.anchor:
            case "some":
                decide = np.flatnonzero(
                    (lo - reach > 0) & _has_bearings(lo + self.place.buffer_m + reach)
                )
                known = (lo + self.place.buffer_m, error + self.place.buffer_m)
                for each, (least, most) in zip(allowed, out, strict=True):
                    most[hi + reach < 0] = 0.0
                    self._some(shape_of(self.place), discs, decide, known, each, least, most)
            case "nearest":
                for least, _ in out:
                    least[hi + reach < 0] = math.inf
                self._nearest(discs, error, allowed, out)
            case _:
                assert_never(self.anchor)
        return out

    def arcs(self, discs: Discs) -> tuple[npt.NDArray[np.intp], Floats, Floats]:
        """Arcs that hold every bearing over each disc: its index, middle and half width (degrees).

        A disc may have several arcs; one whose bearings cannot be told gets the full circle.

        Raises:
            ValueError: for the anchor ``some``, which leaves nearly every bearing.
        """
        error = error_of(self.place)
        n = len(discs)
        if self.anchor == "some":
            raise ValueError("bearings from some point of a place are not measured")
        if not math.isfinite(error):
            return np.arange(n), np.zeros(n), np.full(n, 180.0)
        if self.anchor == "centroid":
            return np.arange(n), *self._from_centroid(discs, error)
        found = [
            (here[owner], azimuth, half)
            for here, owner, azimuth, half in self._from_nearest(discs, error)
        ]
        told = np.zeros(n, dtype=bool)
        for which, _, _ in found:
            told[which] = True
        rest = np.flatnonzero(~told)
        found.append((rest, np.zeros(len(rest)), np.full(len(rest), 180.0)))
        index, middle, half = (np.concatenate(part) for part in zip(*found, strict=True))
        return index, middle, half

    def _from_centroid(self, discs: Discs, error: float) -> tuple[Floats, Floats]:
        """Bearings from the centroid: middle and half width."""
        d, azimuth = from_centroid(self.place, discs)
        n = len(discs)
        lat = shape_of(self.place).centroid[1]
        return azimuth, _half_arc(d, discs.radius, np.full(n, error), np.full(n, lat))

    def _candidates(
        self, discs: Discs, error: float
    ) -> tuple[npt.NDArray[np.intp], Floats, npt.NDArray[np.int64]]:
        """Discs from which a nearest point's bearing can be told.

        Their indices, how far (metres) edge can be that is nearest to some position in them, and
        the level of the balls to take it in. Discs near, over or large beside the place are left
        out: there any bearing is possible.
        """
        lo, hi = signed(self.place, discs)
        reach = discs.radius + error
        base = self.place.buffer_m
        # True and mapped edge differ by the error, twice: in what is nearest and in how near.
        within = hi + base + 2 * reach
        told = (lo - reach > 0) & (discs.radius < NEAR_ENOUGH * lo) & _has_bearings(within)
        decide = np.flatnonzero(told)
        # Edge that can be nearest spans about the root of distance times reach to either side, so
        # balls a sixtieth of that blur the bearings by little.
        span = np.sqrt((hi[decide] + base) * reach[decide])
        size = np.maximum(np.maximum(discs.radius[decide], error) / 2, span / 60)
        return decide, within[decide], shape_of(self.place).covers.level(size)

    def _from_nearest(
        self, discs: Discs, error: float
    ) -> Iterator[tuple[npt.NDArray[np.intp], npt.NDArray[np.intp], Floats, Floats]]:
        """Bearings from every edge point that can be nearest to some position of a disc.

        Yields discs, then per arc which of them it belongs to (rising), middle and half width.
        """
        decide, within, level = self._candidates(discs, error)
        error += self.place.buffer_m
        for one in np.unique(level):
            here = decide[level == one]
            cover = shape_of(self.place).covers.at(int(one))
            found = edge_balls(cover, discs.part(here), within[level == one])
            owner = np.repeat(np.arange(len(here)), [len(f) for f in found])
            azimuth, half = _arcs(cover, np.concatenate(found), discs, here[owner], error)
            yield here, owner, azimuth, half

    def _nearest(
        self,
        discs: Discs,
        error: float,
        allowed: Sequence[Allowed],
        out: list[tuple[Floats, Floats]],
    ) -> None:
        """Fill in the stretches of the bearings from edge that can be nearest.

        From coarse to fine: a ball is looked into only while that can still change the answer.
        """
        decide, within, finest = self._candidates(discs, error)
        if not len(decide):
            return
        error += self.place.buffer_m
        covers = shape_of(self.place).covers
        n, m = len(decide), len(allowed)
        # Of each disc and each of ``allowed``: the bounds found so far, and between what stretches
        # edge that is surely in reach needs at least and at most.
        least, most = np.full((n, m), math.inf), np.zeros((n, m))
        enough, sure = np.full((n, m), math.inf), np.zeros((n, m))
        level = max(covers.coarse, int(finest.max()))
        who = np.repeat(np.arange(n), len(covers.at(level)))
        ball = np.tile(np.arange(len(covers.at(level))), n)
        some = discs.part(decide)
        far = chord_at_most(within)
        while len(who):
            cover = covers.at(level)
            v = some.xyz[who] - cover.centre[ball]
            chord = np.sqrt(np.einsum("ij,ij->i", v, v))
            near = chord <= far[who] + cover.radius
            who, ball, chord = who[near], ball[near], chord[near]
            azimuth, half = _arcs(cover, ball, some, who, error)
            last = finest[who] == level
            real = last | (chord <= far[who])
            found = [each.stretch(azimuth, half) for each in allowed]
            deeper = np.zeros(len(who), dtype=bool)
            for k, (low, high) in enumerate(found):
                np.minimum.at(enough[:, k], who[real], high[real])
                np.maximum.at(sure[:, k], who[real], low[real])
                np.minimum.at(enough[:, k], who[last], low[last])
                np.maximum.at(sure[:, k], who[last], high[last])
                lower = low < enough[who, k] - TELLING
                upper = high > sure[who, k] + TELLING
                deeper |= (lower | upper) & ~last
            for k, (low, high) in enumerate(found):
                np.minimum.at(least[:, k], who[~deeper], low[~deeper])
                np.maximum.at(most[:, k], who[~deeper], high[~deeper])
            who, ball = cover.within(who[deeper], ball[deeper])
            level -= 1
        for k, (lower_end, upper_end) in enumerate(out):
            lower_end[decide], upper_end[decide] = least[:, k], most[:, k]

    @staticmethod
    def _some(
        shape: Shape,
        discs: Discs,
        decide: npt.NDArray[np.intp],
        known: tuple[Floats, float],
        allowed: Allowed,
        least: Floats,
        most: Floats,
    ) -> None:
        """Fill in the stretches of the bearing, of those from all edge points, that needs least.

        The bearings from inner points of a piece of land lie between those from its edge, since
        the bearing to a fixed point has no extremum inside.
        """
        distance, error = known
        if not len(decide):
            return
        low = np.full(len(discs), math.inf)
        fine_enough = np.maximum(discs.radius, error) / 2
        fine_enough[decide] = np.maximum(fine_enough[decide], distance[decide] * BLUR)
        level = shape.covers.coarse
        who = np.repeat(decide, len(shape.covers.at(level)))
        ball = np.tile(np.arange(len(shape.covers.at(level))), len(decide))
        tries = np.full(len(discs), LAST_TRIES)
        while len(who):
            cover = shape.covers.at(level)
            azimuth, half = _arcs(cover, ball, discs, who, error)
            each_low, each_high = allowed.stretch(azimuth, half)
            np.minimum.at(most, who, each_high)  # one certain edge point is enough
            maybe = each_low < most[who] - TELLING
            np.minimum.at(low, who[~maybe], each_low[~maybe])
            who, ball, each_low = who[maybe], ball[maybe], each_low[maybe]
            # The middle of a ball is itself a point of the edge, and may settle the disc.
            azimuth, half = _arcs(cover, ball, discs, who, error, size=0.0)
            middle_low, middle_high = allowed.stretch(azimuth, half)
            np.minimum.at(most, who, middle_high)
            best = low.copy()
            np.minimum.at(best, who, middle_low)
            # Where the middle of a ball may need nothing, few finer ones are tried.
            tries[best == 0] -= 1
            done = (cover.radius <= fine_enough[who]) | (tries[who] <= 0) | (level == 0)
            done |= each_low >= most[who] - TELLING
            np.minimum.at(low, who[done], each_low[done])
            who, ball = cover.within(who[~done], ball[~done])
            level -= 1
        least[decide] = low[decide]


def _has_bearings(farthest: Floats) -> npt.NDArray[np.bool_]:
    """Whether a bearing can be told up to so many metres: about the antipode none can."""
    return np.asarray(farthest < np.pi * B)


def _arcs(
    cover: Cover,
    ball: npt.NDArray[np.intp],
    discs: Discs,
    who: npt.NDArray[np.intp],
    error: float,
    size: float | None = None,
) -> tuple[Floats, Floats]:
    """Bearings (middle and half width, degrees) of discs ``who`` from edge balls ``ball``.

    With ``size`` 0 they are from the balls' middles alone.
    """
    radius = cover.radius if size is None else size
    v = discs.xyz[who] - cover.centre[ball]
    chord = np.sqrt(np.einsum("ij,ij->i", v, v))
    d = geodesic_at_most(chord)
    azimuth = np.degrees(
        np.arctan2(
            np.einsum("ij,ij->i", v, cover.east[ball]), np.einsum("ij,ij->i", v, cover.north[ball])
        )
    )
    slack = np.degrees(1.5 * E2 / 12 * (d / R_MIN) ** 2) + 1e-6
    anchor_error = d - geodesic_at_least(chord) + (radius + error)
    far = np.flatnonzero(d > NORMAL_SECTION)
    if len(far) > MANY:
        slack[far] = 180.0
    elif len(far):
        azimuth[far], _, d[far] = GEOD.inv(
            cover.lon[ball[far]], cover.lat[ball[far]], discs.lon[who[far]], discs.lat[who[far]]
        )
        slack[far], anchor_error[far] = 0.0, radius + error
    return azimuth, _half_arc(d, discs.radius[who], anchor_error, cover.lat[ball]) + slack
