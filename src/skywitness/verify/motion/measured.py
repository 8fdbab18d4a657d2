"""What a demand measures at one position, for every true shape: value, bounds and slack."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from skywitness.aliases import Json
from skywitness.verify.geometry.along import along_exactly
from skywitness.verify.geometry.bearings import sectors
from skywitness.verify.geometry.distances import distances
from skywitness.verify.geometry.earth import Spots
from skywitness.verify.geometry.exact import inverse, to_edge
from skywitness.verify.geometry.shapes import Shapes
from skywitness.verify.statements.bands import interval, opening, turned
from skywitness.verify.statements.failure import FailedError

#: Metres by which two programs may differ on a distance.
METRES = 0.5
#: Metres by which a distance may pass what is allowed: rounding, far below any map's error.
ROUNDING = 0.01


@dataclass(frozen=True)
class Measured:
    """``value`` on the map as drawn; ``slack`` to what is allowed, the map's error taken off.

    In metres, degrees for bearings, seconds for times. ``holds`` is whether the demand is met for
    every true shape.
    """

    value: float
    slack: float
    holds: bool


def slack_of(low: float, high: float, allowed: tuple[float, float]) -> float:
    """How far an interval of values stays within what is allowed; infinite where that is open."""
    return min(low - allowed[0], allowed[1] - high)


def at_position(
    demand: Json, shapes: Shapes, position: tuple[float, float], stretch: float
) -> Measured:
    """A demand on a place measured at a position (degrees).

    Raises:
        FailedError: the measure is not known, or two ways of measuring differ.
    """
    if not (abs(position[0]) <= 180 and abs(position[1]) <= 90):
        raise FailedError(f"{position} is no position")
    spot = Spots.at(np.array([position[0]]), np.array([position[1]]))
    if "half_width" in demand["allowed"]:
        return _bearing(demand, shapes, spot, position, stretch)
    (low,), (high,) = distances(demand, shapes, spot)
    value = _value(demand, shapes, spot, position)
    error = shapes.error(demand["place"])
    if demand["measure"] == "way along":
        if not low <= value <= high:
            raise FailedError(f"geographiclib measures {value:,.1f} m along, outside the bounds "
                              f"{low:,.1f} to {high:,.1f}")  # fmt: skip
    elif demand["measure"] != "shore distance" and math.isfinite(error):
        drawn = (low + error, high - error) if low > 0 else (-math.inf, high - error)
        if not drawn[0] - METRES <= value <= max(drawn[1], 0.0) + METRES:
            raise FailedError(f"geographiclib measures {value:,.1f} m, outside the bounds "
                              f"{drawn[0]:,.1f} to {drawn[1]:,.1f}")  # fmt: skip
    slack = slack_of(low, high, interval(demand["allowed"], stretch))
    return Measured(value, slack, slack >= -ROUNDING)


def _value(demand: Json, shapes: Shapes, spot: Spots, position: tuple[float, float]) -> float:
    """A distance on the map as drawn, by geographiclib."""
    place = shapes.place(demand["place"])
    if demand["measure"] == "way along":
        return along_exactly(demand, shapes, position)
    if demand["measure"] == "centroid distance":
        return inverse(*shapes.centroid(demand["place"]), *position)[0]
    if demand["measure"] == "shore distance":
        return to_edge(shapes.outline(demand["shore"]), *position)[0]
    apart, _ = to_edge(shapes.outline(demand["place"]), *position)
    low, _ = shapes.signed(demand["place"], spot)
    value = (-apart if low[0] < -place.buffer_m else apart) - place.buffer_m
    return max(value, 0.0) if demand["measure"] == "distance" else value


def _bearing(
    demand: Json, shapes: Shapes, spot: Spots, position: tuple[float, float], stretch: float
) -> Measured:
    """A bearing, and the sector left on the worse side of all that it can be."""
    if demand["measure"] == "bearing from centroid":
        _, value = inverse(*shapes.centroid(demand["place"]), *position)
    else:
        _, value = to_edge(shapes.outline(demand["place"]), *position)
    half = opening(demand["allowed"], stretch)
    if not sectors(demand, shapes, spot, half)[1][0]:
        return Measured(value % 360.0, -math.inf, False)
    # The slack is how much narrower the sector could be, found by halving.
    low, high = 0.0, max(half - turned(value, demand["allowed"]["centre"]), 0.0)
    for _ in range(12):
        middle = (low + high) / 2
        if sectors(demand, shapes, spot, half - middle)[1][0]:
            low = middle
        else:
            high = middle
    return Measured(value % 360.0, low, True)
