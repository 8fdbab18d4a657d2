"""Tiles and what is said of each: read, counted, and bounded in groups."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from skywitness.aliases import Json
from skywitness.verify.geometry.earth import Flags, Spots
from skywitness.verify.geometry.holding import fails_and_holds
from skywitness.verify.geometry.shapes import Shapes
from skywitness.verify.geometry.tiles import check_cover, read_tiles
from skywitness.verify.statements.failure import FailedError

#: How often a tile may be quartered where its own disc is too coarse for a bound.
DEEPER = 7
#: Most tiles that one log may have, and most quarters looked at for one group of them.
MOST = 2_000_000

Test = Callable[[Spots], Flags]


def failing(demand: Json, shapes: Shapes, stretch: float) -> Test:
    """What tells the discs in which a demand surely fails."""
    return lambda spots: fails_and_holds(demand, shapes, spots, stretch)[0]


def groups(log: Json) -> dict[str, list[str]]:
    """The tiles of a log by what is said of them, after checking that they cover the sphere.

    Raises:
        FailedError: they do not, or are not tiles.
    """
    found = {str(reason): str(names).split() for reason, names in log["leaves"].items()}
    every = [name for names in found.values() for name in names]
    if len(every) > MOST:
        raise FailedError(f"the log has more than {MOST:,} tiles")
    read_tiles(every)
    check_cover(every)
    return found


def shown(names: list[str], test: Test, what: str) -> None:
    """Check that ``test`` holds of every tile, or of all quarters of it.

    Raises:
        FailedError: of one it does not; it is named with ``what`` should hold.
    """
    tiles = read_tiles(names)
    owner = np.arange(len(tiles))
    for _ in range(DEEPER + 1):
        if not len(tiles):
            return
        left = ~test(tiles.spots())
        tiles, owner = tiles.take(left).quarters(), np.repeat(owner[left], 4)
        if len(tiles) > MOST:
            break
    if len(tiles):
        raise FailedError(f"tile {names[int(owner[0])]}: {what} is not shown")


def number_of(reason: str, demands: list[Json]) -> Json:
    """The demand that a tile's reason names.

    Raises:
        FailedError: there is none.
    """
    if not reason.isdecimal() or int(reason) >= len(demands):
        raise FailedError(f"tiles name demand {reason[:20]}, which the log does not have")
    return demands[int(reason)]
