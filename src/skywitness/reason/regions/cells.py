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

from skywitness.aliases import Floats, Ints
from skywitness.earth import R_MAX, ROUNDING, Discs, lonlat

DEEPEST = 24  # about 0.6 m
GRID = 1 << DEEPEST


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
        centre, *corners = self._normals(np.array([0.5, 0, 0, 1, 1]), np.array([0.5, 0, 1, 0, 1]))
        chord = np.sqrt(((np.stack(corners) - centre) ** 2).sum(axis=2).max(axis=0))
        lon, lat = lonlat(centre)
        return Discs(lon, lat, R_MAX * 2 * np.arcsin(np.minimum(chord / 2, 1)) + ROUNDING)

    def corners(self) -> tuple[Floats, Floats]:
        """Longitudes and latitudes of the corners in ring order, shape ``(n, 4)`` each."""
        normals = self._normals(np.array([0, 1, 1, 0]), np.array([0, 0, 1, 1]))
        lon, lat = lonlat(normals.reshape(-1, 3))
        return lon.reshape(4, -1).T, lat.reshape(4, -1).T

    def grid(self) -> Ints:
        """Corners on the cube in whole numbers, anticlockwise from outside, shape ``(n, 4, 3)``.

        The face's own coordinate is plus or minus ``GRID``; ``GRID`` along the others is 45°. A
        corner that cells of several sizes or faces share has the same numbers in all of them.
        """
        size = np.left_shift(np.int64(2), DEEPEST - self.level)
        u = (self.i[:, None] + np.array([0, 1, 1, 0])) * size[:, None] - GRID
        v = (self.j[:, None] + np.array([0, 0, 1, 1])) * size[:, None] - GRID
        out = np.stack((np.full_like(u, GRID), u, v), axis=-1)
        which, sign = _AXES[self.face][:, None], _SIGNS[self.face][:, None]
        placed = np.take_along_axis(out, np.broadcast_to(which, out.shape), axis=2) * sign
        turned = np.isin(self.face, (1, 2, 5))  # u, v and outward are left-handed there
        placed[turned] = placed[turned, ::-1]
        return np.asarray(placed)

    def _normals(self, di: Floats, dj: Floats) -> Floats:
        """Unit normals at fractions of the way through each cell, shape ``(fractions, n, 3)``."""
        size = 2.0 ** -self.level.astype(np.float64)
        u = np.tan(np.pi / 4 * (2 * (self.i + di[:, None]) * size - 1))
        v = np.tan(np.pi / 4 * (2 * (self.j + dj[:, None]) * size - 1))
        out = np.stack((np.ones_like(u), u, v), axis=-1)
        out /= np.sqrt(1 + u**2 + v**2)[..., None]
        which, sign = _AXES[self.face], _SIGNS[self.face]
        return np.asarray(np.take_along_axis(out, which[None], axis=2) * sign)


# For each face what stands on the x, y and z axis (0: the face's own direction, 1: u, 2: v), and
# its sign.
_AXES = np.array([(0, 1, 2), (0, 1, 2), (1, 0, 2), (1, 0, 2), (1, 2, 0), (1, 2, 0)])
_SIGNS = np.array([(1, 1, 1), (-1, 1, 1), (1, 1, 1), (1, -1, 1), (1, 1, 1), (1, 1, -1)])


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


def outermost(cells: Cells) -> Cells:
    """Cells without those that lie in another of them, each once: no two overlap.

    They come by level, the largest first.
    """
    kept: list[Cells] = []
    for level in np.unique(cells.level).tolist():
        mine = cells.take(cells.level == level)
        _, first = np.unique(
            np.column_stack((mine.face, mine.i, mine.j)), axis=0, return_index=True
        )
        mine = mine.take(np.sort(first))
        covered = np.zeros(len(mine), dtype=bool)
        for above in kept:
            up = level - int(above.level[0])
            covered |= np.isin(_number(mine, up), _number(above, 0))
        kept.append(mine.take(~covered))
    return join(kept) if kept else cells


def _number(cells: Cells, up: int) -> Ints:
    """One number for each cell's ancestor so many levels above; unlike for those of one level."""
    i, j = np.right_shift(cells.i, up), np.right_shift(cells.j, up)
    return np.asarray((cells.face << 2 * DEEPEST) | (i << DEEPEST) | j)
