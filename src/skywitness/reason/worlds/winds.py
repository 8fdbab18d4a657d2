"""Speeds of one object at one moment, over the ground and through the air: the wind ties them.

Over the ground an object is at most as much faster than through the air as the strongest wind is
(:data:`skywitness.claims.meaning.movers.WIND`). It may be slower by any amount: straight up or down
it comes over no ground at all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from skywitness.claims.meaning.allowed import Range
from skywitness.claims.meaning.movers import WIND
from skywitness.places.measures.measures import ScalarQuantity
from skywitness.reason.worlds.sameness import Ends


@dataclass(frozen=True)
class OverGround:
    """What a range of speeds through the air leaves of the speed over the ground, in m/s."""

    air: Range

    def at(self, stretch: float) -> tuple[float, float]:
        """The interval."""
        return 0.0, self.air.at(stretch)[1] + WIND


@dataclass(frozen=True)
class ThroughAir:
    """What a range of speeds over the ground leaves of the speed through the air, in m/s."""

    ground: Range

    def at(self, stretch: float) -> tuple[float, float]:
        """The interval, open above."""
        return max(self.ground.at(stretch)[0] - WIND, 0.0), float("inf")


def tied_by_wind(quantity: str, other: Sequence[Range]) -> list[Ends]:
    """What ranges of the one speed leave of the other, which is the ``quantity``."""
    if quantity == "groundspeed":
        return [OverGround(r) for r in other]
    return [ThroughAir(r) for r in other]


#: Of each speed the one that the wind ties it to.
OTHER: dict[ScalarQuantity, ScalarQuantity] = {
    "groundspeed": "airspeed",
    "airspeed": "groundspeed",
}
