"""Cells of the sphere: six cube faces, each a quadtree, with a centre and a radius on WGS 84.

A cell is a patch of unit surface normals, so its centre is a geodetic longitude and latitude and
there is no seam and no pole. Its sides are planes through the origin (great circles), so the
patch is convex and the corner farthest from the centre is its farthest point; going from
normals to the ellipsoid stretches lengths by at most the greatest radius of curvature.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from skywitness.places.geodesy import R_MAX, ROUNDING, Array, Discs, lonlat

Ints = npt.NDArray[np.int64]
DEEPEST = 24  # about 0.6 m


@dataclass(frozen=True)
class Cells:
    """Cells by face (0-5), level and column/row at that level; all of shape ``(n,)``."""

    face: Ints
    level: Ints
    i: Ints
    j: Ints

    def __len__(self) -> int:
        """The number of cells."""
        return len(self.face)

    def take(self, which: npt.NDArray[np.bool_] | npt.NDArray[np.intp]) -> Cells:
        """Some of the cells."""
        return Cells(self.face[which], self.level[which], self.i[which], self.j[which])

    def children(self) -> Cells:
        """The four quarters of each cell, shape ``(4 n,)``."""
        quarter = np.tile(np.arange(4), len(self))
        return Cells(
            np.repeat(self.face, 4),
            np.repeat(self.level + 1, 4),
            np.repeat(self.i * 2, 4) + quarter % 2,
            np.repeat(self.j * 2, 4) + quarter // 2,
        )

    def discs(self) -> Discs:
        """The smallest discs about the cells' centres that hold the cells."""
        centre = self._normals(0.5, 0.5)
        angle = np.zeros(len(self))
        for di, dj in ((0, 0), (0, 1), (1, 0), (1, 1)):
            corner = self._normals(di, dj)
            chord = np.linalg.norm(corner - centre, axis=1)
            angle = np.maximum(angle, 2 * np.arcsin(np.minimum(chord / 2, 1)))
        lon, lat = lonlat(centre)
        return Discs(lon, lat, R_MAX * angle + ROUNDING)

    def corners(self) -> tuple[Array, Array]:
        """Longitudes and latitudes of the corners in ring order, shape ``(n, 4)`` each."""
        lons, lats = [], []
        for di, dj in ((0, 0), (1, 0), (1, 1), (0, 1)):
            lon, lat = lonlat(self._normals(di, dj))
            lons.append(lon)
            lats.append(lat)
        return np.column_stack(lons), np.column_stack(lats)

    def _normals(self, di: float, dj: float) -> Array:
        """Unit normals at a fraction of the way through each cell, shape ``(n, 3)``."""
        size = 2.0 ** -self.level.astype(np.float64)
        u = np.tan(np.pi / 4 * (2 * (self.i + di) * size - 1))
        v = np.tan(np.pi / 4 * (2 * (self.j + dj) * size - 1))
        one = np.ones_like(u)
        out = np.empty((len(self), 3))
        for face, axes in enumerate(_FACES):
            here = self.face == face
            for axis, (which, sign) in enumerate(axes):
                out[here, axis] = sign * (one, u, v)[which][here]
        return np.asarray(out / np.linalg.norm(out, axis=1)[:, None])


# For each face: what stands on the x, y and z axis (0: the face's own direction, 1: u, 2: v).
_FACES = (
    ((0, 1), (1, 1), (2, 1)),
    ((0, -1), (1, 1), (2, 1)),
    ((1, 1), (0, 1), (2, 1)),
    ((1, 1), (0, -1), (2, 1)),
    ((1, 1), (2, 1), (0, 1)),
    ((1, 1), (2, 1), (0, -1)),
)


def whole_earth(level: int = 0) -> Cells:
    """All cells of one level."""
    n = 2**level
    face, i, j = np.meshgrid(np.arange(6), np.arange(n), np.arange(n), indexing="ij")
    flat = face.ravel().astype(np.int64)
    return Cells(flat, np.full(len(flat), level), i.ravel().astype(np.int64), j.ravel())


def join(parts: list[Cells]) -> Cells:
    """Several sets of cells as one."""
    return Cells(
        np.concatenate([p.face for p in parts]),
        np.concatenate([p.level for p in parts]),
        np.concatenate([p.i for p in parts]),
        np.concatenate([p.j for p in parts]),
    )
