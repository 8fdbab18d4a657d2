"""Shapes whose edges are geodesics: distance, inside, nearest boundary point, area centroid.

Inside or outside is a winding number: seen from a point inside an anticlockwise line, the bearing
of a point that runs along the line turns once. Nothing is ever measured in degrees.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from geographiclib.geodesic import Geodesic

from .earth import (
    MEAN_RADIUS,
    WGS84,
    Array,
    Position,
    authalic,
    direct_many,
    distance,
    from_authalic,
    inverse,
    inverse_many,
    wrap,
)


@dataclass(frozen=True)
class Line:
    """A chain of positions joined by geodesics; closed back to its first if ``closed``.

    A closed line used as the outside of an area runs anticlockwise around it.
    """

    points: tuple[Position, ...]
    closed: bool = True

    @cached_property
    def edges(self) -> tuple[tuple[Position, Position], ...]:
        p = self.points
        ends = p[1:] + p[:1] if self.closed else p[1:]
        return tuple(zip(p, ends, strict=False))

    @cached_property
    def longest(self) -> float:
        return max((distance(a, b) for a, b in self.edges), default=0.0)

    def densified(self, step: float) -> Line:
        """The same line with points at most ``step`` metres apart, its own points kept."""
        out: list[Position] = []
        for a, b in self.edges:
            s, azi = inverse(a, b)
            n = max(1, math.ceil(s / step))
            out.append(a)
            if n > 1:
                lat, lon = direct_many(a[0], a[1], azi, s * np.arange(1, n) / n)
                out += [(float(x), float(y)) for x, y in zip(lat, lon, strict=True)]
        if not self.closed:
            out.append(self.points[-1])
        return Line(tuple(out), self.closed)


@dataclass(frozen=True)
class Area:
    """One part of an area: inside its outer line and outside every hole (all anticlockwise)."""

    outer: Line
    holes: tuple[Line, ...] = ()


@dataclass(frozen=True)
class Shape:
    """Areas, open lines and points together, grown by ``buffer`` metres.

    ``step`` is the spacing in metres at which edges are sampled before the exact search.
    """

    areas: tuple[Area, ...] = ()
    lines: tuple[Line, ...] = ()
    points: tuple[Position, ...] = ()
    buffer: float = 0.0
    step: float = field(default=20000.0, compare=False)

    @cached_property
    def _sampled(self) -> tuple[tuple[Line, str, int], ...]:
        """Every boundary line, sampled, with its role ("outer", "hole", "line") and part number."""
        out = []
        for k, area in enumerate(self.areas):
            out.append((area.outer.densified(self.step), "outer", k))
            out += [(hole.densified(self.step), "hole", k) for hole in area.holes]
        out += [(line.densified(self.step), "line", -1) for line in self.lines]
        return tuple(out)

    @cached_property
    def boundary(self) -> Array:
        """Sampled boundary and single points, shape (n, 2)."""
        rows = [p for line, _, _ in self._sampled for p in line.points] + list(self.points)
        return np.array(rows)

    def survey(self, positions: Array) -> tuple[Array, Array, Array]:
        """For positions (n, 2): nearest sampled boundary distance, its row, and inside or not.

        The distance is to sampled points, so it is too long by at most ``step``² / (8 distance);
        the buffer is not taken into account.
        """
        positions = np.atleast_2d(positions)
        s, azi = inverse_many(
            positions[:, :1], positions[:, 1:], self.boundary[None, :, 0], self.boundary[None, :, 1]
        )
        inside = np.zeros(len(positions), dtype=bool)
        covered: dict[int, Array] = {}
        at = 0
        for line, role, part in self._sampled:
            n = len(line.points)
            if role != "line":
                # Seen from inside an anticlockwise line, the bearing turns once against the clock.
                turn = wrap(np.diff(azi[:, at : at + n], axis=1, append=azi[:, at : at + 1]))
                within = np.rint(turn.sum(axis=1) / -360.0) >= 1
                if role == "outer":
                    covered[part] = within
                else:
                    covered[part] = covered[part] & ~within
            at += n
        for within in covered.values():
            inside |= within
        near = s.argmin(axis=1)
        return s[np.arange(len(positions)), near], near, inside

    def contains(self, p: Position) -> bool:
        """Whether ``p`` is in the shape, its buffer included."""
        inside = bool(self.survey(np.array([p]))[2][0])
        return inside or (self.buffer > 0 and self.edge(p)[0] <= self.buffer)

    def distance(self, p: Position) -> float:
        """Least distance to the shape in metres, 0 inside."""
        if self.survey(np.array([p]))[2][0]:
            return 0.0
        return max(0.0, self.edge(p)[0] - self.buffer)

    def edge(self, p: Position) -> tuple[float, Position]:
        """Least distance to the boundary (buffer left out) and the boundary point it is at."""
        best, where = math.inf, p
        for q in self.points:
            s = distance(p, q)
            if s < best:
                best, where = s, q
        for line, _, _ in self._sampled:
            pts = np.array(line.points)
            s, _ = inverse_many(p[0], p[1], pts[:, 0], pts[:, 1])
            k = int(s.argmin())
            if s[k] < best:
                best, where = distance(p, line.points[k]), line.points[k]
            after = np.roll(s, -1)
            if not line.closed:
                s, after = s[:-1], after[:-1]
            # An edge of length h holds nothing nearer than either bound (triangle inequality;
            # flat sagitta doubled, which is generous on a surface curved towards the point).
            low = np.minimum(s, after)
            h = self.step
            sag = np.where(low > 2 * h, h * h / (4 * np.maximum(low, h)), np.inf)
            bound = np.maximum((s + after - h) / 2, low - sag)
            for i in np.flatnonzero(bound <= best):
                a, b = line.points[i], line.points[(i + 1) % len(line.points)]
                s_min, q = _nearest_on_edge(p, a, b, best)
                if s_min < best:
                    best, where = s_min, q
        return best, where

    @cached_property
    def centroid(self) -> Position:
        """Area centroid (of lines: by length; of points: their mean).

        The area-weighted mean of unit vectors on the authalic sphere, projected back; the
        boundary integral of r x dr / 2 over edges sampled every ``step``. Other definitions
        (mean of earth-centred positions, an equal-area projection) differ by little for the
        sizes used here; :func:`centroid_slack` bounds how much is granted.
        """
        total = np.zeros(3)
        if self.areas:
            for line, role, _ in self._sampled:
                if role == "line":
                    continue
                v = authalic(np.array(line.points))
                w = np.roll(v, -1, axis=0)
                cross = np.cross(v, w)
                norm = np.linalg.norm(cross, axis=1)
                angle = np.arctan2(norm, (v * w).sum(axis=1))
                keep = norm > 0
                part = (cross[keep] * (angle[keep] / norm[keep])[:, None]).sum(axis=0) / 2
                total += part if role == "outer" else -part
        elif self.lines:
            for line in self.lines:
                v = authalic(np.array(line.densified(self.step).points))
                length = np.linalg.norm(np.diff(v, axis=0), axis=1)
                total += ((v[1:] + v[:-1]) / 2 * length[:, None]).sum(axis=0)
        else:
            total = authalic(np.array(self.points)).sum(axis=0)
        if len(self.points) == 1 and not self.areas and not self.lines:
            return self.points[0]
        return from_authalic(total)

    @cached_property
    def radius(self) -> float:
        """Greatest distance of a boundary point from the centroid, metres."""
        c = self.centroid
        return float(inverse_many(c[0], c[1], self.boundary[:, 0], self.boundary[:, 1])[0].max())


def centroid_slack(shape: Shape) -> float:
    """Metres by which another definition of the area centroid may differ from ours."""
    if not shape.areas and len(shape.points) == 1:
        return 1.0
    return 20.0 + shape.radius * (0.002 + 0.1 * (shape.radius / MEAN_RADIUS) ** 2)


def _nearest_on_edge(p: Position, a: Position, b: Position, best: float) -> tuple[float, Position]:
    """Least distance from ``p`` to the geodesic a-b by golden section, to about a centimetre.

    Edges here are short (``Shape.step``), over which the distance has one minimum.
    """
    g = WGS84.Inverse(a[0], a[1], b[0], b[1])
    line = WGS84.Line(a[0], a[1], g["azi1"])
    lo, hi = 0.0, g["s12"]
    ratio = (math.sqrt(5) - 1) / 2

    def at(t: float) -> tuple[float, Position]:
        q = line.Position(t, Geodesic.LATITUDE | Geodesic.LONGITUDE)
        where = (q["lat2"], wrap(q["lon2"]))
        return distance(p, where), where

    x1, x2 = hi - ratio * (hi - lo), lo + ratio * (hi - lo)
    f1, f2 = at(x1), at(x2)
    # The distance is second order in the offset along the edge when far, first order when near.
    while hi - lo > max(0.01, min(5.0, 2e-4 * best)):
        if f1[0] < f2[0]:
            hi, x2, f2 = x2, x1, f1
            x1 = hi - ratio * (hi - lo)
            f1 = at(x1)
        else:
            lo, x1, f1 = x1, x2, f2
            x2 = lo + ratio * (hi - lo)
            f2 = at(x2)
    return min(f1, f2, key=lambda f: f[0])
