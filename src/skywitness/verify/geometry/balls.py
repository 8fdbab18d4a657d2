"""An edge gathered into balls: what bearings from a place are taken from, coarse or fine."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.spatial import cKDTree

from skywitness.verify.geometry.earth import EQUATOR, POLE, Array, Index
from skywitness.verify.geometry.outline import Outline

#: Parts that a piece of an edge is cut into where its ends do not settle a bearing.
CUT = 16


@dataclass(frozen=True)
class Balls:
    """Points of an edge in space and in degrees; edge lies within ``radius`` (metres) of some."""

    space: Array
    xy: Array
    radius: Array

    def take(self, index: Index) -> Balls:
        """Some of them."""
        return Balls(self.space[index], self.xy[index], self.radius[index])


@dataclass(frozen=True)
class Level:
    """All of an edge in balls of about one size; ``sample`` numbers the vertex each stands at."""

    balls: Balls
    sample: Index
    tree: cKDTree
    widest: float


def level_of(outline: Outline, level: int) -> Level:
    """The balls of a level: at 0 about every end of a piece, then twice as wide with each level."""
    made: dict[int, Level] = outline.levels
    if level not in made:
        made[level] = _level(outline, 0.0 if level == 0 else outline.longest * 2.0**level)
    return made[level]


def _level(outline: Outline, size: float) -> Level:
    sample = outline.samples
    radius = outline.longest / 2 + outline.sagitta if outline.longest else 0.0
    if size > 0:
        cube = np.floor(outline.space[sample] / size).astype(np.int64)
        sample = sample[np.unique(cube, axis=0, return_index=True)[1]]
        radius += size * np.sqrt(3.0)
    space = outline.space[sample]
    balls = Balls(space, outline.vertices.xy[sample], np.full(len(sample), radius))
    tree = cKDTree(space, leafsize=24, compact_nodes=False, balanced_tree=False)
    return Level(balls, sample, tree, radius)


@dataclass(frozen=True)
class Segments:
    """Straight segments in space, from which an edge departs by at most ``sagitta`` metres."""

    a: Array
    b: Array
    sagitta: float

    def take(self, index: Index) -> Segments:
        """Some of them."""
        return Segments(self.a[index], self.b[index], self.sagitta)

    def cut(self) -> tuple[Index, Segments]:
        """Each cut into :data:`CUT` equal parts, and which each part belongs to."""
        share = (np.arange(CUT + 1) / CUT)[None, :, None]
        points = self.a[:, None, :] + share * (self.b - self.a)[:, None, :]
        parts = Segments(points[:, :-1].reshape(-1, 3), points[:, 1:].reshape(-1, 3), self.sagitta)
        return np.repeat(np.arange(len(self.a)), CUT), parts

    def balls(self) -> Balls:
        """A ball about each."""
        space = (self.a + self.b) / 2
        up = space * np.array([1.0, 1.0, (EQUATOR / POLE) ** 2])
        lon = np.degrees(np.arctan2(up[:, 1], up[:, 0]))
        lat = np.degrees(np.arctan2(up[:, 2], np.hypot(up[:, 0], up[:, 1])))
        radius = np.linalg.norm(self.b - self.a, axis=1) / 2 + self.sagitta
        return Balls(space, np.column_stack((lon, lat)), radius)


def pieces_at(outline: Outline, sample: Index) -> tuple[Index, Segments]:
    """The pieces that meet at vertices, and whose of the vertices each is."""
    before, after = outline.touching
    who = np.tile(np.arange(len(sample)), 2)
    piece = np.concatenate((before[sample], after[sample]))
    who, piece = who[piece >= 0], piece[piece >= 0]
    a, b = outline.space[outline.first[piece]], outline.space[outline.last[piece]]
    return who, Segments(a, b, outline.sagitta)
