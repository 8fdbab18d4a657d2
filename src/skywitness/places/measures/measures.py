"""What can be measured of an unknown position or height: the table of measures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from skywitness.places.measures.alongroute import AlongRoute
from skywitness.places.measures.bearings import SCALE, Bearing
from skywitness.places.measures.distances import (
    CentroidDistance,
    CoastDistance,
    Distance,
    SignedDistance,
    shape_of,
)

#: What a height is counted from: mean sea level, the surface below, the level at which the pressure
#: is 1013.25 hPa, the level that an altimeter on the day's setting takes for the sea.
Height = Literal["altitude", "height", "pressure altitude", "indicated altitude"]
ScalarQuantity = Literal[Height, "surface", "depth", "groundspeed", "airspeed", "climb"]


@dataclass(frozen=True)
class Scalar:
    """What a moment has besides its position: heights and depth in metres, speeds in m/s.

    ``surface`` is the height above mean sea level of the ground or the water there.
    """

    quantity: ScalarQuantity
    place: ClassVar[None] = None
    anchor: ClassVar[str] = ""

    @property
    def key(self) -> tuple[object, ...]:
        """What makes two measures the same."""
        return ("Scalar", self.quantity)


#: Lengths from a place's edge, all lengths, all that a position has, all that a moment has.
Edged = Distance | CoastDistance | SignedDistance
Length = Edged | CentroidDistance | AlongRoute
Positional = Length | Bearing
Measure = Positional | Scalar

__all__ = [
    "SCALE",
    "AlongRoute",
    "Bearing",
    "CentroidDistance",
    "CoastDistance",
    "Distance",
    "Edged",
    "Height",
    "Length",
    "Measure",
    "Positional",
    "Scalar",
    "SignedDistance",
    "shape_of",
]
