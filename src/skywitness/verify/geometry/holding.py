"""Whether a demand fails, or holds, everywhere in a disc and for every true shape."""

from __future__ import annotations

import numpy as np

from skywitness.aliases import Json
from skywitness.verify.geometry.bearings import sectors
from skywitness.verify.geometry.distances import distances
from skywitness.verify.geometry.earth import Flags, Spots
from skywitness.verify.geometry.shapes import Shapes
from skywitness.verify.statements.bands import interval, opening
from skywitness.verify.statements.failure import FailedError


def fails_and_holds(
    demand: Json, shapes: Shapes, spots: Spots, stretch: float
) -> tuple[Flags, Flags]:
    """Discs in which a demand on a place surely fails, and in which it surely holds.

    Raises:
        FailedError: the demand is not about a place, or its measure is not known.
    """
    if demand["kind"] != "place":
        raise FailedError("a tile is excluded by something that is not about a place")
    if "half_width" in demand["allowed"]:
        return sectors(demand, shapes, spots, opening(demand["allowed"], stretch))
    low, high = distances(demand, shapes, spots)
    least, most = interval(demand["allowed"], stretch)
    return np.asarray((high < least) | (low > most)), np.asarray((low >= least) & (high <= most))
