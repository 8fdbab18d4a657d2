"""Whether something holds in every world that premises leave ("follows", "supported")."""

from __future__ import annotations

import numpy as np

from skywitness.claims.meaning.stretches import POLICY
from skywitness.reason.regions.cells import whole_earth
from skywitness.reason.regions.explore import Explorer, Row, surely

MOST_CELLS = 3_000


def holds_always(row: Row, premises: Row, hard: Row = (), *, stretch: float = POLICY) -> bool:
    """Whether no world of ``premises`` (at ``stretch``) under ``hard`` escapes ``row``.

    ``True`` is a proof: an outer cover of the premises lies inside what ``row`` allows for
    every true shape. ``False`` means that a world escapes, or that none could be excluded down to
    the resolution at which map error outweighs the cells.
    """
    explorer = Explorer([premises], hard)
    claim_only = Explorer([surely(row)])
    finest = min(*explorer.finest(), *claim_only.finest())
    level = explorer(whole_earth(1))
    cells = level.cells
    inherited = level.low
    while len(cells):
        level = explorer(cells, inherited, stretch)
        level = level.take(level.low[:, 0] <= stretch)
        claim = claim_only(level.cells)
        escaping = (level.centre[:, 0] <= stretch) & (claim.low[:, 0] > stretch)
        if escaping.any():
            return False
        open_ = claim.high[:, 0] > stretch
        if (level.discs.radius[open_] <= finest).any() or open_.sum() > MOST_CELLS:
            return False
        left = level.take(open_)
        cells = left.cells.children()
        inherited = np.repeat(left.low, 4, axis=0)
    return True
