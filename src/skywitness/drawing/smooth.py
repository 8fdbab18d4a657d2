"""Edges of covers drawn without the steps of their cells, and no less honest for it.

An outer cover may only grow and an inner one only shrink. Closing a shape (growing it by a radius,
then shrinking it by the same) fills the notches of its steps and loses nothing of it; opening it
(the other way round) cuts its steps off and adds nothing.
"""

from __future__ import annotations

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from skywitness.aliases import Floats
from skywitness.drawing.kept import KeptDrawings
from skywitness.drawing.paths import THIN

ROUNDING = 1.0  # what writing a path in whole units may take away, in units of the sheet
#: On maps of more regions than this paths are thinned by more, up to so many times more.
FEW, MOST_TIMES = 40, 6.0
#: The radius is so many diagonals of a cell on the edge, and never more than so many units.
DIAGONALS, MOST_REACH = 1.8, 160.0


def reach_of(diagonals: Floats) -> float:
    """The radius to smooth by, from the diagonals of all cells of a cover on the sheet.

    Most cells of a cover lie on its edge and are its smallest.
    """
    if not len(diagonals):
        return 0.0
    return min(DIAGONALS * float(np.quantile(diagonals, 0.25)), MOST_REACH)


def thinning(regions: int) -> float:
    """By how many units paths are thinned on a map of so many regions."""
    return THIN * min(max(regions / FEW, 1.0), MOST_TIMES)


def outward(cover: BaseGeometry, reach: float, thin: float = THIN) -> BaseGeometry:
    """An outer cover with its steps filled: it holds all that it held, after thinning too."""
    if cover.is_empty:
        return cover
    return _grown.of((id(cover), reach, thin), lambda: _outward(cover, reach, thin), cover)


_grown: KeptDrawings[BaseGeometry] = KeptDrawings(600)
_shrunk: KeptDrawings[BaseGeometry] = KeptDrawings(600)


def _outward(cover: BaseGeometry, reach: float, thin: float) -> BaseGeometry:
    closed = shapely.buffer(shapely.buffer(cover, reach), -reach)
    # Arcs are polygons: what their chords cut off is put back.
    return shapely.buffer(shapely.union(closed, cover), thin + ROUNDING, quad_segs=4)


def inward(cover: BaseGeometry, reach: float, thin: float = THIN) -> BaseGeometry:
    """An inner cover with its steps cut off: it lies within what it was, after thinning too.

    A part too narrow to be opened keeps its steps; on a map of many regions it is left out.
    """
    if cover.is_empty:
        return cover
    return _shrunk.of((id(cover), reach, thin), lambda: _inward(cover, reach, thin), cover)


def _inward(cover: BaseGeometry, reach: float, thin: float) -> BaseGeometry:
    kept = []
    for part in shapely.get_parts(cover):
        opened = shapely.buffer(shapely.buffer(part, -reach), reach)
        if not opened.is_empty:
            kept.append(shapely.intersection(opened, part))
        elif thin <= THIN:
            kept.append(part)
    return shapely.buffer(shapely.union_all(kept), -thin - ROUNDING, join_style="mitre")
