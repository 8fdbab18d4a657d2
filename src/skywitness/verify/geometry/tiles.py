"""Tiles of the Earth: quarters of quarters of the six faces of a cube, and whether they cover it.

A tile is written as its face (0-5: +x, -x, +y, -y, +z, -z) followed by one digit (0-3) for each
quartering: bit 0 of the digit is the half along u, bit 1 the half along v. It is a patch of
surface normals; on face 0 these are (1, tan u, tan v) with u and v from -45° to 45° in equal steps.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from skywitness.verify.geometry.earth import (
    MOST_RADIUS,
    ROUNDING,
    Array,
    Flags,
    Index,
    Spots,
)
from skywitness.verify.statements.failure import FailedError

Whole = npt.NDArray[np.int64]
#: Most quarterings of a face; such a tile is under a metre wide.
DEEPEST = 26


@dataclass(frozen=True)
class Tiles:
    """Tiles by face, number of quarterings, and column and row at that level, ``(n,)`` each."""

    face: Whole
    level: Whole
    u: Whole
    v: Whole

    def __len__(self) -> int:
        """How many."""
        return len(self.face)

    def take(self, which: Index | Flags) -> Tiles:
        """Some of them."""
        return Tiles(self.face[which], self.level[which], self.u[which], self.v[which])

    def quarters(self) -> Tiles:
        """The four quarters of every tile, ``(4 n,)``."""
        digit = np.tile(np.arange(4), len(self))
        return Tiles(
            np.repeat(self.face, 4),
            np.repeat(self.level, 4) + 1,
            np.repeat(self.u, 4) * 2 + (digit & 1),
            np.repeat(self.v, 4) * 2 + (digit >> 1),
        )

    def normals(self, along_u: float, along_v: float) -> Array:
        """Unit surface normals at a fraction of the way through every tile, ``(n, 3)``."""
        step = np.ldexp(1.0, -self.level.astype(int))
        a = np.tan((np.pi / 4) * (2 * (self.u + along_u) * step - 1))
        b = np.tan((np.pi / 4) * (2 * (self.v + along_v) * step - 1))
        one = np.where(self.face % 2 == 0, 1.0, -1.0)
        axis = self.face // 2
        x = np.where(axis == 0, one, a)
        y = np.where(axis == 1, one, np.where(axis == 0, a, b))
        z = np.where(axis == 2, one, b)
        length = np.sqrt(x * x + y * y + z * z)
        return np.stack((x / length, y / length, z / length), axis=-1)

    def spots(self) -> Spots:
        """Discs that hold the tiles.

        A tile's sides are planes through the centre of the sphere of normals, so it is convex and
        its corners are its farthest points; from normals to the ellipsoid no length grows by more
        than the greatest radius of curvature.
        """
        middle = self.normals(0.5, 0.5)
        reach = np.zeros(len(self))
        for along_u, along_v in ((0, 0), (0, 1), (1, 0), (1, 1)):
            apart = np.linalg.norm(self.normals(along_u, along_v) - middle, axis=1)
            reach = np.maximum(reach, apart)
        lon = np.degrees(np.arctan2(middle[:, 1], middle[:, 0]))
        lat = np.degrees(np.arctan2(middle[:, 2], np.hypot(middle[:, 0], middle[:, 1])))
        angle = 2 * np.arcsin(np.minimum(reach / 2, 1.0))
        return Spots.at(lon, lat, MOST_RADIUS * angle + ROUNDING)


def read_tiles(names: Sequence[str]) -> Tiles:
    """The tiles of these names.

    Raises:
        FailedError: something is no tile's name.
    """
    face, level, u, v = [], [], [], []
    for name in names:
        if not name or len(name) > DEEPEST + 1 or name[0] not in "012345":
            raise FailedError(f"'{name[:40]}' is no tile")
        a = b = 0
        for digit in name[1:]:
            if digit not in "0123":
                raise FailedError(f"'{name[:40]}' is no tile")
            a, b = 2 * a + (int(digit) & 1), 2 * b + (int(digit) >> 1)
        face.append(int(name[0]))
        level.append(len(name) - 1)
        u.append(a)
        v.append(b)
    return Tiles(*(np.array(each, dtype=np.int64) for each in (face, level, u, v)))


def check_cover(names: Sequence[str]) -> None:
    """Check that tiles cover the sphere once: none lies in another, and their shares add up.

    Raises:
        FailedError: two overlap, or something is left uncovered.
    """
    ordered = sorted(names)
    for before, after in pairwise(ordered):
        if after.startswith(before):
            raise FailedError(f"tile {after} lies in tile {before}")
    for face in "012345":
        share = sum(4 ** (DEEPEST + 1 - len(name)) for name in ordered if name[:1] == face)
        if share != 4**DEEPEST:
            raise FailedError(f"the tiles leave a part of face {face} uncovered")
