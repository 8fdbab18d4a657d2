"""A brute-force answer for one unknown place, with geographiclib as its only authority.

Positions are tried on a grid, the best ones improved by trying positions ever closer around them.
Screening uses the vectorised formula of :mod:`soundness.earth` (held to geographiclib by a test);
what is reported has been recomputed with geographiclib. A brute force only ever finds positions
that exist, so a least value found is never below the true least one, and lies above it by at most
what the last search radius allows (``Found.error``, metres).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from scipy.spatial.distance import cdist
from soundness.earth import (
    Array,
    Position,
    direct_many,
    in_space,
    inverse,
    inverse_many,
    turn,
    wrap,
)
from soundness.figure import Shape
from soundness.phrases import COMPASS, Said, sector_needs

Rows = Array  # positions, shape (n, 2), (lat, lon) in degrees


@dataclass(frozen=True)
class Offset:
    """What a reading says of one place: a length (or none), a compass word (or none), its anchor.

    ``anchor`` is "centroid" or "nearest"; ``unit`` is the length of one unit in metres. With a
    ``slack`` in metres everything is allowed that could be so if the map, and the position, were
    off by as much: an outer estimate where the exact one (slack 0) is an inner one. A bearing from
    a nearest point is then taken from every point that is nearest within twice the slack, which
    along a straight shore is a long stretch.
    """

    shape: Shape
    said: Said | None = None
    unit: float = 1.0
    word: str = ""
    anchor: str = "centroid"
    side: str = ""  # "inside" or "outside"
    slack: float = 0.0

    def needs(self, rows: Rows) -> Array:
        """Stretch at which each position is allowed; infinite on the wrong side."""
        d, near, inside = self.shape.survey(rows)
        d = np.where(inside, 0.0, d)
        out = np.zeros(len(rows))
        if self.said is not None:
            out = np.array([self._length(float(x)) for x in d])
        if self.word:
            if self.anchor == "centroid":
                at = np.broadcast_to(np.array(self.shape.centroid), rows.shape)
                off = self._off(at, rows)
            elif self.slack:
                off = self._off_nearly_nearest(rows, d)
            else:
                off = self._off(self.shape.boundary[near], rows)
            out = np.maximum(out, sector_needs(self.word, off))
            if self.anchor == "nearest":
                out = np.where(inside & (self.slack == 0), np.inf, out)
        if self.side:
            wrong = (inside != (self.side == "inside")) & (self.shape.survey(rows)[0] > self.slack)
            out = np.where(wrong, np.inf, out)
        return out

    def _length(self, d: float) -> float:
        """The stretch of the length at distance ``d``, at its best within the slack."""
        assert self.said is not None
        tries = [d] if not self.slack else np.linspace(max(0, d - self.slack), d + self.slack, 9)
        return min(self.said.needs(float(x), self.unit) for x in tries)

    def _off(self, at: Rows, rows: Rows) -> Array:
        """Degrees between the compass word and each position's bearing, less what slack allows."""
        return self._turned(*inverse_many(at[:, 0], at[:, 1], rows[:, 0], rows[:, 1]))

    def _turned(self, metres: Array, azimuth: Array) -> Array:
        spare = np.degrees(np.arcsin(np.clip(1.5 * self.slack / np.maximum(metres, 1.0), 0, 1)))
        return np.abs(wrap(azimuth - COMPASS[self.word])) - spare

    def _off_nearly_nearest(self, rows: Rows, d: Array) -> Array:
        """The same from every boundary point that may be the nearest once the map is off."""
        least = np.full(len(rows), 180.0)
        reach = d + 2 * self.slack + self.shape.step**2 / (8 * np.maximum(d, self.shape.step))
        # Straight through the earth no way is longer than along it: far pairs need no geodesic.
        through = cdist(_in_space(rows), _in_space(self.shape.boundary))
        row, corner = np.nonzero(through <= reach[:, None] + 0.01)
        at, there = self.shape.boundary[corner], rows[row]
        s, azimuth = inverse_many(at[:, 0], at[:, 1], there[:, 0], there[:, 1])
        close = s <= reach[row]
        np.minimum.at(least, row[close], self._turned(s[close], azimuth[close]))
        return least

    def needs_exactly(self, p: Position) -> float:
        """The same for one position, with geographiclib."""
        inside = bool(self.shape.survey(np.array([p]))[2][0])
        edge, where = self.shape.edge(p)
        if self.side and inside != (self.side == "inside"):
            return math.inf
        need = self.said.needs(0.0 if inside else edge, self.unit) if self.said else 0.0
        if self.word:
            at = self.shape.centroid if self.anchor == "centroid" else where
            off = turn(inverse(at, p)[1], COMPASS[self.word])
            need = max(need, float(sector_needs(self.word, np.array([off]))[0]))
            if self.anchor == "nearest" and inside:
                return math.inf
        return need


@dataclass(frozen=True)
class Found:
    """A best value, where it is, and by how many metres of position it may be improved."""

    value: float
    at: Position
    error: float


@dataclass(frozen=True)
class Brute:
    """Offsets that hold together, and the grid of positions tried."""

    offsets: Sequence[Offset]
    grid: Rows
    spacing: float  # metres between neighbours of the grid

    @cached_property
    def stretch(self) -> Array:
        """Stretch needed at each position of the grid by all offsets together."""
        return _together(self.offsets, self.grid)

    def least_stretch(self) -> Found:
        """The least stretch at which all offsets hold somewhere."""

        def score(rows: Rows) -> Array:
            return _together(self.offsets, rows)

        best = _improve(score, self.grid, self.stretch, self.spacing)
        if any(o.slack for o in self.offsets):
            return best
        exact = max(o.needs_exactly(best.at) for o in self.offsets)
        return Found(exact, best.at, best.error)

    def extreme(self, shape: Shape, sign: int, stretch: float = 1.0) -> Found:
        """The least (``sign`` 1) or greatest (-1) distance to ``shape`` where all offsets hold."""

        def score(rows: Rows) -> Array:
            d, _, inside = shape.survey(rows)
            allowed = _together(self.offsets, rows) <= stretch
            return np.where(allowed, sign * np.where(inside, 0.0, d), np.inf)

        d, _, inside = shape.survey(self.grid)
        first = np.where(self.stretch <= stretch, sign * np.where(inside, 0.0, d), np.inf)
        best = _improve(score, self.grid, first, self.spacing)
        return Found(shape.distance(best.at), best.at, best.error)

    def loosely(self, slack: float) -> Brute:
        """The same with a slack granted to every offset."""
        return replace(self, offsets=[replace(o, slack=slack) for o in self.offsets])


def _together(offsets: Sequence[Offset], rows: Rows) -> Array:
    out = np.zeros(len(rows))
    for offset in offsets:
        keep = np.isfinite(out)
        if not keep.any():
            break
        out[keep] = np.maximum(out[keep], offset.needs(rows[keep]))
    return out


def _improve(
    score: Callable[[Rows], Array], grid: Rows, scores: Array, spacing: float, tries: int = 48
) -> Found:
    """Lower the score from the best few positions of the grid by ever closer trials."""
    if not np.isfinite(scores).any():
        raise ValueError("nothing on the grid is allowed; use a finer grid")
    rng = np.random.default_rng(0)
    order = np.argsort(scores)
    starts: list[int] = [int(order[0])]
    for k in order[: max(1, np.isfinite(scores).sum() // 20)]:
        gap = inverse_many(*grid[k], *grid[starts].T)[0].min()
        if len(starts) < 3 and gap > 5 * spacing:
            starts.append(int(k))
    best, least, radius = grid[starts[0]], math.inf, spacing
    for k in starts:
        at, value, radius = grid[k], float(scores[k]), spacing
        while radius > 5.0:
            azimuth = np.arange(tries) * (360 / tries) + rng.uniform(0, 360)
            step = radius * np.sqrt(rng.uniform(0, 1, tries)) * 1.5
            rows = np.stack(direct_many(at[0], at[1], azimuth, step), axis=1)
            found = score(rows)
            i = int(found.argmin())
            if found[i] < value:
                at, value = rows[i], float(found[i])
            else:
                radius *= 0.6
        if value < least:
            best, least = at, value
    return Found(least, (float(best[0]), float(best[1])), 20 * radius)


def _in_space(rows: Rows) -> Rows:
    """Earth-centred metres of positions on the ellipsoid, shape (n, 3)."""
    return np.array([in_space((lat, lon), 0.0) for lat, lon in rows])


def ring_grid(
    centre: Position, nearest: float, furthest: float, spacing: float
) -> tuple[Rows, float]:
    """Positions about ``spacing`` apart between two distances of a centre, and the spacing."""
    rows = []
    for r in np.arange(max(nearest, spacing / 2), furthest + spacing, spacing):
        n = max(6, math.ceil(2 * math.pi * r / spacing))
        lat, lon = direct_many(centre[0], centre[1], np.arange(n) * 360.0 / n, r)
        rows.append(np.stack([lat, lon], axis=1))
    return np.concatenate(rows), spacing
