"""What a range or a sector allows at a stretch, from the numbers of a certificate alone.

An end of a range is ``[limit, per, after]``: at stretch s it lies ``max(0, s - after) · per``
beyond ``limit``.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from skywitness.aliases import Json


def reach(end: Sequence[float], stretch: float) -> float:
    """How far beyond its limit an end allows at ``stretch``."""
    _, per, after = end
    return max(0.0, stretch - after) * per


def exact_reach(end: Sequence[float], stretch: float) -> Fraction:
    """The same without rounding."""
    _, per, after = end
    return max(Fraction(0), Fraction(stretch) - Fraction(after)) * Fraction(per)


def interval(allowed: Any, stretch: float) -> tuple[float, float]:
    """The values that a range allows at ``stretch``; infinite where it is open."""
    lower, upper = allowed["lower"], allowed["upper"]
    low = -math.inf if lower is None else lower[0] - reach(lower, stretch)
    high = math.inf if upper is None else upper[0] + reach(upper, stretch)
    return low, high


def opening(allowed: Any, stretch: float) -> float:
    """Half the width in degrees of a sector at ``stretch``: 180 is the whole circle.

    ``per`` are the degrees that it gives way to each side for each further 1 from 1 on.
    """
    return min(float(allowed["half_width"] + max(0.0, stretch - 1.0) * allowed["per"]), 180.0)


def surely(demand: Json) -> Json:
    """A demand as it is met whichever way an instrument's north lies.

    A sector's ends move by ``spread`` to either side; what is left is in all of these.
    """
    allowed = demand.get("allowed") or {}
    if "half_width" not in allowed:
        return demand
    narrow = {"half_width": allowed["half_width"] - 2 * allowed["spread"], "spread": 0.0}
    return {**demand, "allowed": {**allowed, **narrow}}


def turned(bearing: float, centre: float) -> float:
    """Degrees between two bearings, 0 to 180."""
    return abs((bearing - centre + 180.0) % 360.0 - 180.0)
