"""The region a reading leaves at one stretch: a cover by cells, the inner ones told apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from skywitness.aliases import Floats
from skywitness.claims.meaning.stretches import POLICY
from skywitness.earth import Discs, ecef
from skywitness.reason.regions.cells import whole_earth
from skywitness.reason.regions.explore import Explorer, Level, Row, merge


@dataclass(frozen=True)
class Fineness:
    """How small the cells on a region's edge get.

    Once the edge takes ``cells`` of them they are small enough, and a cell whose disc has a radius
    of ``metres`` or of ``share`` of the region's width is too.
    """

    cells: int
    share: float = 0.0
    metres: float = 0.0


FINE = Fineness(400)


@dataclass(frozen=True)
class Region:
    """Cells that together hold every world of a reading at ``stretch``.

    ``inner`` marks cells that lie wholly inside for every true shape; ``witness`` marks cells
    whose centre does. ``level`` has a single row. Its cells are those at ``index`` in ``shared``,
    which the regions of one search have in common, so that a measure is taken once for all.
    """

    level: Level
    stretch: float
    shared: Discs
    index: npt.NDArray[np.intp]

    @property
    def inner(self) -> npt.NDArray[np.bool_]:
        """Cells wholly inside."""
        return np.asarray(self.level.high[:, 0] <= self.stretch)

    @property
    def witness(self) -> npt.NDArray[np.bool_]:
        """Cells whose centre is a witness."""
        return np.asarray(self.level.centre[:, 0] <= self.stretch)

    @property
    def empty(self) -> bool:
        """Whether no world is left (a proof)."""
        return len(self.level.cells) == 0


@dataclass(frozen=True)
class Window:
    """What lies within ``radius`` metres of a position in degrees."""

    lon: float
    lat: float
    radius: float

    def meets(self, discs: Discs) -> npt.NDArray[np.bool_]:
        """Whether discs may reach into it; a chord is no longer than the way along the ground."""
        here = ecef(np.array([self.lon]), np.array([self.lat]))
        chord = np.linalg.norm(ecef(discs.lon, discs.lat) - here, axis=1)
        return np.asarray(chord <= discs.radius + self.radius)


def cover(
    rows: Sequence[Row],
    hard: Row = (),
    *,
    stretch: float = POLICY,
    edge: Fineness = FINE,
    window: Window | None = None,
) -> list[Region]:
    """The region of each row at ``stretch``, all searched together; only what is in a ``window``.

    Cells on a region's edge are split until they are as small as ``edge`` asks for or until the
    map's error outweighs them.
    """
    explorer = Explorer(rows, hard)
    finest = np.maximum(explorer.finest(), edge.metres)
    done: list[Level] = []
    level = explorer(whole_earth(1))
    coarse = np.ones(len(rows), dtype=bool)
    while True:
        level = level.take(np.asarray((level.low <= stretch).any(axis=1)))
        if window is not None:
            level = level.take(window.meets(level.discs))
        on_edge = (level.low <= stretch) & (level.high > stretch)
        coarse &= on_edge.sum(axis=0) < edge.cells
        least = finest
        if edge.share:
            least = np.maximum(finest, edge.share * _widths([*done, level], stretch))
        split = np.asarray((on_edge & coarse & (level.discs.radius[:, None] > least)).any(axis=1))
        done.append(level.take(~split))
        if not split.any():
            break
        parents = level.take(split)
        level = explorer(parents.cells.children(), np.repeat(parents.low, 4, axis=0), stretch)
    whole = merge(done)
    discs = whole.discs
    shared = Discs(discs.lon, discs.lat, discs.radius, coarse=True)
    return [_row(whole, shared, r, stretch) for r in range(len(rows))]


def _widths(levels: Sequence[Level], stretch: float) -> Floats:
    """The diagonal in metres of a box in space round each row's cells, shape ``(rows,)``."""
    found = []
    for r in range(levels[0].low.shape[1]):
        some = [lv.discs.take(np.flatnonzero(lv.low[:, r] <= stretch)) for lv in levels]
        spots = np.concatenate([ecef(discs.lon, discs.lat) for discs in some])
        found.append(float(np.linalg.norm(np.ptp(spots, axis=0))) if len(spots) else 0.0)
    return np.array(found)


def _row(level: Level, shared: Discs, r: int, stretch: float) -> Region:
    """One row's part of a common cover."""
    index = np.flatnonzero(level.low[:, r] <= stretch)
    mine = level.take(index)
    one = Level(mine.cells, mine.discs, mine.low[:, [r]], mine.high[:, [r]], mine.centre[:, [r]])
    return Region(one, stretch, shared, index)
