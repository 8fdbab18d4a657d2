"""A shape prepared for measuring: its edge as short geodesic pieces, its inside, its centroid.

Everything here speaks of the shape as drawn; the stated error of a place is added in
:mod:`skywitness.places.measures.measures`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, partial
from itertools import count

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from skywitness.aliases import Floats, Indices
from skywitness.earth import (
    GEOD,
    A,
    B,
    Discs,
    chord_at_most,
    ecef,
    geodesic_at_least,
    geodesic_at_most,
    lonlat,
    point,
)
from skywitness.errors import PlaceError
from skywitness.places.shapes.authalic import authalic_vector, latitude_of
from skywitness.places.shapes.covers import Covers, tree_of
from skywitness.places.shapes.remembered import Remembered

SPACING = (20.0, 1000.0)  # longest piece of an edge in metres, for short and for long edges
PIECES = 30_000  # how many pieces an edge is cut into between those
MOST_PIECES = 10_000_000
NEAREST = 24  # pieces looked at exactly; the rest is bounded
_serial = count()
POLAR = 80.0  # beyond this latitude inside/outside is decided in a polar projection
# Metres: up to here the ellipse about the Earth's centre is within a centimetre of the geodesic.
NEARLY_STRAIGHT = 100_000.0
SAGITTA = 0.1  # metres: a 1 km piece bends 2 cm from its chord


class Shape:
    """A geometry in longitude/latitude degrees, prepared for measuring on the ellipsoid.

    Raises:
        PlaceError: when the geometry is empty.
    """

    def __init__(self, geometry: BaseGeometry) -> None:
        """Cut the edge into pieces and index them."""
        if geometry.is_empty:
            raise PlaceError("the shape is empty", remedy="give a shape with at least one point")
        self.geometry = geometry
        self.serial = next(_serial)  # tells shapes apart for good, as id() does not
        self.has_area = geometry.geom_type in ("Polygon", "MultiPolygon")
        self._dense = _densified(geometry)
        first, last = self._dense.pieces()
        xyz = ecef(*self._dense.xy.T)
        self._p, self._q = xyz[first], xyz[last]
        middle = (self._p + self._q) / 2
        half = np.linalg.norm(self._q - self._p, axis=1) / 2
        self._half = float(half.max()) + SAGITTA
        self._tree = tree_of(middle)
        self._start = self._dense.xy[first]
        self.covers = Covers(self._p, self._start, self._half)
        self._signed = {True: Remembered(), False: Remembered()}

    def signed_distance(self, discs: Discs) -> tuple[Floats, Floats]:
        """As :meth:`edge_distance`, negative for centres inside."""
        big = self._large(discs)
        lo, hi = np.empty(len(discs)), np.empty(len(discs))
        for large in (True, False):
            which = np.flatnonzero(big == large)
            some = discs.take(which)
            if len(which):
                lo[which], hi[which] = self._signed[large].of(
                    some.lon, some.lat, partial(self._told, some)
                )
        return lo, hi

    def _told(self, every: Discs, which: Indices) -> tuple[Floats, Floats]:
        discs = every.take(which)
        lo, hi = self.edge_distance(discs)
        inside = self.inside(discs)
        return np.where(inside, -hi, lo), np.where(inside, -lo, hi)

    def _large(self, discs: Discs) -> npt.NDArray[np.bool_]:
        """Which discs get a coarse answer."""
        return np.asarray(discs.coarse | (discs.radius >= 3 * self._half))

    def edge_distance(self, discs: Discs) -> tuple[Floats, Floats]:
        """Bounds ``(lo, hi)`` in metres on the distance from each centre to the nearest edge.

        Centres of large discs get a coarse answer (one piece's length wide), others one that is
        exact to a decimetre nearly always and bounded always.
        """
        if self._half <= SAGITTA:
            lo, hi = self._points(discs)
            return np.maximum(lo, 0), hi
        big = self._large(discs)
        lo, hi = np.empty(len(discs)), np.empty(len(discs))
        if big.any():
            near = self._tree.query(discs.xyz[big])[0]
            lo[big] = geodesic_at_least(np.maximum(near - self._half, 0))
            hi[big] = geodesic_at_most(near + self._half)
        if not big.all():
            lo[~big], hi[~big] = self._exact(discs.xyz[~big])
        return np.maximum(lo, 0), hi

    def _exact(self, xyz: Floats) -> tuple[Floats, Floats]:
        """Bounds from the nearest pieces: exact over those, the rest bounded by their middles."""
        k = min(NEAREST, len(self._p))
        near, index = self._tree.query(xyz, k=np.arange(1, k + 1))
        p, q = self._p[index], self._q[index]
        along = q - p
        length2 = np.einsum("ijk,ijk->ij", along, along)
        t = np.einsum("ijk,ijk->ij", xyz[:, None, :] - p, along) / np.maximum(length2, 1e-12)
        foot = p + np.clip(t, 0, 1)[..., None] * along
        best = np.linalg.norm(xyz[:, None, :] - foot, axis=2).min(axis=1)
        rest = near[:, -1] - self._half if k < len(self._p) else np.full(len(xyz), np.inf)
        lo = np.maximum(np.minimum(best, rest), near[:, 0] - self._half) - SAGITTA
        return geodesic_at_least(np.maximum(lo, 0)), geodesic_at_most(best + SAGITTA)

    def _points(self, discs: Discs) -> tuple[Floats, Floats]:
        """Distances when the shape is points only: exact geodesics to the nearest few."""
        k = min(4, len(self._p))
        near, index = self._tree.query(discs.xyz, k=np.arange(1, k + 1))
        lon = np.repeat(discs.lon[:, None], k, axis=1)
        lat = np.repeat(discs.lat[:, None], k, axis=1)
        to = self._start[index]
        exact = GEOD.inv(lon, lat, to[..., 0], to[..., 1])[2].min(axis=1)
        rest = geodesic_at_least(near[:, -1]) if k < len(self._p) else np.full(len(lon), np.inf)
        return np.minimum(exact, rest), exact

    def distance_from(self, lon: float, lat: float) -> float:
        """Metres by geodesic from one position to the nearest edge, within 1 m, negative inside.

        Bounds from chords are as wide as the Earth is flat, some 0.03 % and far more beyond a third
        of it; so every piece that they allow to be the nearest is measured, at the foot of the
        perpendicular on it and at its ends.
        """
        one = point(lon, lat)
        farthest = geodesic_at_most(self._tree.query(one.xyz)[0] + self._half)
        near = self._tree.query_ball_point(
            one.xyz[0], float(chord_at_most(farthest)[0]) + self._half
        )
        p, q = self._p[near], self._q[near]
        along = q - p
        length2 = np.einsum("ij,ij->i", along, along)
        t = np.einsum("ij,ij->i", one.xyz - p, along) / np.maximum(length2, 1e-12)
        foot = p + np.clip(t, 0, 1)[:, None] * along
        chord = np.linalg.norm(one.xyz - foot, axis=1)
        nearest = geodesic_at_most(chord + SAGITTA).min()
        some = geodesic_at_least(np.maximum(chord - SAGITTA, 0)) <= nearest
        x, y = lonlat(_normals(np.concatenate([foot[some], p[some], q[some]])))
        away = GEOD.inv(np.full(len(x), lon), np.full(len(x), lat), x, y)[2].min()
        return -float(away) if self.inside(one)[0] else float(away)

    def inside(self, discs: Discs) -> npt.NDArray[np.bool_]:
        """Whether each centre lies inside the drawn shape (never, for points and lines)."""
        if not self.has_area:
            return np.zeros(len(discs), dtype=bool)
        # Off the seam and the poles by a tenth of a millimetre: the cut is no edge.
        lon = np.clip((discs.lon + 180) % 360 - 180, -180 + 1e-9, 180 - 1e-9)
        lat = np.clip(discs.lat, -90 + 1e-9, 90 - 1e-9)
        out: npt.NDArray[np.bool_] = shapely.contains_xy(self._flat, lon, lat)
        for pole, area in self._polar.items():
            near = np.flatnonzero(pole * lat > POLAR)
            if len(near):
                x, y = _polar_xy(pole, lon[near], lat[near])
                out[near] = shapely.contains_xy(area, x, y)
        return out

    @cached_property
    def _flat(self) -> BaseGeometry:
        """The shape with geodesic edges, for a test in the plane of longitude and latitude."""
        flat = self._dense.geometry()
        shapely.prepare(flat)
        return flat

    @cached_property
    def _polar(self) -> dict[int, BaseGeometry]:
        """The shape in a projection about each pole that it comes near."""
        bounds = self.geometry.bounds
        out: dict[int, BaseGeometry] = {}
        for pole, reach in ((1, bounds[3]), (-1, -bounds[1])):
            if reach > POLAR:
                area = shapely.transform(
                    self._flat, lambda c, s=pole: np.column_stack(_polar_xy(s, c[:, 0], c[:, 1]))
                )
                shapely.prepare(area)
                out[pole] = area
        return out

    @cached_property
    def centroid(self) -> tuple[float, float]:
        """Area centroid (length or point mean for lines and points) as longitude, latitude.

        The mean of unit vectors over the area, on the sphere of equal areas (authalic latitude):
        over a polygon with great-circle edges a→b it is ½ Σ θ(a,b) · unit(a × b), which needs no
        projection and has no seam.
        """
        if self.has_area:
            first, last = self._dense.edges()
            v = authalic_vector(*self._dense.xy.T)
            a, b = v[first], v[last]
            cross = np.cross(a, b)
            size = np.linalg.norm(cross, axis=1)
            angle = np.arctan2(size, np.einsum("ij,ij->i", a, b))
            keep = size > 1e-15
            total = (cross[keep] * (angle[keep] / size[keep])[:, None]).sum(axis=0)
        else:
            length = np.linalg.norm(self._q - self._p, axis=1)
            weight = length if length.sum() > 0 else np.ones(len(length))
            lon, lat = lonlat(_normals((self._p + self._q) / 2))
            v = authalic_vector(lon, lat)
            total = (v * weight[:, None]).sum(axis=0)
        xi = np.arctan2(total[2], np.hypot(total[0], total[1]))
        return float(np.degrees(np.arctan2(total[1], total[0]))), latitude_of(float(xi))


@dataclass(frozen=True)
class _Dense:
    """A geometry's coordinates, densified along geodesics, with where each ring or line starts.

    ``xy`` has shape ``(n, 2)``; ``offsets`` are shapely's ragged offsets, rings or lines first.
    """

    kind: shapely.GeometryType
    xy: Floats
    offsets: tuple[npt.NDArray[np.int64], ...]

    def edges(self) -> tuple[Indices, Indices]:
        """Where in ``xy`` every edge starts and ends, those along a cut of the map included."""
        first = np.ones(len(self.xy), dtype=bool)
        first[self.offsets[0][1:-1] - 1] = False
        first[-1] = False
        start = np.flatnonzero(first)
        return start, start + 1

    def pieces(self) -> tuple[Indices, Indices]:
        """Where every piece of the true edge starts and ends; a point is a piece of length 0."""
        if self.kind == shapely.GeometryType.MULTIPOINT:
            every = np.arange(len(self.xy))
            return every, every
        first, last = self.edges()
        keep = ~_is_seam(self.xy[first], self.xy[last])
        if not keep.any():
            raise PlaceError("the shape has no edge", remedy="give a shape smaller than the Earth")
        return first[keep], last[keep]

    def geometry(self) -> BaseGeometry:
        """The densified geometry."""
        return shapely.from_ragged_array(self.kind, self.xy, self.offsets)[0]


_MULTI = {
    "Point": shapely.multipoints,
    "LineString": shapely.multilinestrings,
    "LinearRing": shapely.multilinestrings,
    "Polygon": shapely.multipolygons,
}


def _densified(geometry: BaseGeometry) -> _Dense:
    """The geometry with points added along its geodesics, about ``PIECES`` of them."""
    if geometry.geom_type in ("Polygon", "MultiPolygon"):
        geometry = shapely.orient_polygons(geometry)
    if geometry.geom_type in _MULTI:
        geometry = _MULTI[geometry.geom_type]([geometry])
    kind, xy, offsets = shapely.to_ragged_array([geometry], include_z=False)
    if kind == shapely.GeometryType.MULTIPOINT:
        return _Dense(kind, xy, offsets)
    last = np.zeros(len(xy), dtype=bool)
    last[offsets[0][1:] - 1] = True
    a, b = xy, np.roll(xy, -1, axis=0)
    xyz = ecef(*xy.T)
    chord = np.linalg.norm(np.roll(xyz, -1, axis=0) - xyz, axis=1)
    chord[last] = 0
    spacing = float(np.clip(geodesic_at_most(chord).sum() / PIECES, *SPACING))
    azimuth, length = np.zeros(len(a)), geodesic_at_most(chord)
    count = np.maximum(1, np.ceil(length / spacing)).astype(np.int64)
    far = np.flatnonzero(length > NEARLY_STRAIGHT)
    azimuth[far], _, length[far] = GEOD.inv(*a[far].T, *b[far].T)
    total = int(count.sum())
    if total > MOST_PIECES:
        raise PlaceError(
            f"the shape's edge has {total:,} pieces of {spacing:g} m, more than {MOST_PIECES:,}",
            remedy="give a coarser or smaller shape",
        )
    before = np.cumsum(count) - count
    owner = np.repeat(np.arange(len(a)), count)
    step = np.arange(total) - before[owner]
    out = a[owner].copy()
    added = np.flatnonzero(step)
    if len(added):
        who = owner[added]
        part = step[added] / count[who]
        along = np.roll(xyz, -1, axis=0)[who] - xyz[who]
        lon, lat = lonlat(_normals(xyz[who] + part[:, None] * along))
        far = np.flatnonzero(length[who] > NEARLY_STRAIGHT)
        start, how_far = who[far], part[far] * length[who[far]]
        lon[far], lat[far], _ = GEOD.fwd(a[start, 0], a[start, 1], azimuth[start], how_far)
        # Keep the side of the seam that the piece started on.
        lon = np.where(np.abs(lon - a[who, 0]) > 180, lon - np.sign(lon) * 360, lon)
        out[added, 0], out[added, 1] = lon, lat
    starts = np.append(before, total)[offsets[0]]
    return _Dense(kind, out, (starts, *offsets[1:]))


def _is_seam(a: Floats, b: Floats) -> npt.NDArray[np.bool_]:
    """Edges that only exist because the map was cut: at a pole, or on the antimeridian.

    An edge on +180° is the map's own only where the shape goes on at -180°, and the other way
    round; elsewhere it is a true edge that happens to lie there.
    """
    pole = (np.abs(a[:, 1]) == 90) & (a[:, 1] == b[:, 1])
    along = (np.abs(a[:, 0]) == 180) & (a[:, 0] == b[:, 0])
    seam = np.asarray(pole)
    middle = (a[:, 1] + b[:, 1]) / 2
    for side in (180.0, -180.0):
        mine = np.flatnonzero(along & (a[:, 0] == side))
        other = np.flatnonzero(along & (a[:, 0] == -side))
        if len(mine) and len(other):
            low = np.minimum(a[other, 1], b[other, 1])
            high = np.maximum(a[other, 1], b[other, 1])
            at = middle[mine, None]
            seam[mine] |= ((low <= at) & (at <= high)).any(axis=1)
    return seam


def _normals(xyz: Floats) -> Floats:
    """Surface normals (unnormalised) at ECEF points near the surface, shape ``(n, 3)``."""
    return np.asarray(xyz * np.array([1.0, 1.0, (A / B) ** 2]))


def _polar_xy(pole: int, lon: Floats, lat: Floats) -> tuple[Floats, Floats]:
    """Stereographic coordinates about a pole (1 north, -1 south), unit sphere."""
    r = np.tan(np.radians(90 - pole * lat) / 2)
    lam = np.radians(lon)
    return r * np.cos(lam), r * np.sin(lam)
