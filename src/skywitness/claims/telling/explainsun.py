"""What a part about the sun is taken to mean, in the cells that an explanation shows."""

from __future__ import annotations

import math
from collections.abc import Sequence

from skywitness.claims.meaning.parts import Sun
from skywitness.claims.meaning.stretches import POLICY

Cells = tuple[tuple[str, ...], ...]


def measured(demand: Sun) -> str:
    """What is measured."""
    return f"the sun at {demand.clock.moment}"


def cells(demand: Sun, stretches: Sequence[float]) -> Cells:
    """What is allowed at each stretch."""
    return tuple((_allowed(demand, stretch),) for stretch in stretches)


def plain(demand: Sun) -> str:
    """What is allowed at the policy's tolerance, to stand in a sentence."""
    return f"{measured(demand)}: {_allowed(demand, POLICY)}"


def _allowed(demand: Sun, stretch: float) -> str:
    low, high = demand.height.at(stretch)
    if math.isinf(low):
        height = f"no higher than {_degrees(high)}"
    elif math.isinf(high):
        height = f"{_degrees(low)} or higher"
    else:
        height = f"{_degrees(low)} to {_degrees(high)}"
    if demand.way is None:
        return f"{height} above the horizon"
    half = demand.way.at(stretch)
    first, last = ((demand.way.centre + turn) % 360 for turn in (-half, half))
    return f"{height} above the horizon, {first:.0f}° to {last:.0f}° true"


def _degrees(value: float) -> str:
    return f"{round(value, 1):g}°".replace("-", "−")
