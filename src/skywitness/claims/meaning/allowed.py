"""What a reading allows of a measured value, and the stretch it would take to allow more.

A stretch λ multiplies tolerances; :mod:`skywitness.claims.meaning.stretches` names those that mean
something. Each rule here maps an interval of measured values to the least and the greatest stretch
needed over that interval, so the same rule serves an outer bound (least) and a witness (greatest).
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace

import numpy as np

from skywitness.aliases import Floats
from skywitness.claims.meaning.stretches import AS_PRINTED, POLICY
from skywitness.earth import turn_between


@dataclass(frozen=True)
class Side:
    """One end of an allowed range.

    A value that lies ``x > 0`` beyond ``limit`` needs the stretch ``after + x / per``; with
    ``per = 0`` no stretch reaches it. ``after`` is the stretch up to which the end stays hard
    ("at most 100" never means 101 at the policy's own tolerance, but may at twice that).
    """

    limit: float
    per: float
    after: float = AS_PRINTED

    def needed(self, excess: Floats) -> Floats:
        """Stretch needed for each ``excess`` beyond the limit (same unit as ``limit``)."""
        if self.per > 0:
            with np.errstate(invalid="ignore"):
                beyond = self.after + excess / self.per
        else:
            beyond = np.full_like(excess, math.inf)
        return np.where(excess > 0, beyond, 0.0)

    def reach(self, stretch: float) -> float:
        """How far beyond the limit values are allowed at ``stretch``."""
        return max(0.0, stretch - self.after) * self.per


@dataclass(frozen=True)
class Range:
    """Values between two ends; ``None`` leaves an end open. Distances are in metres.

    ``unit`` is the unit the words use in this reading, for showing values to people.
    """

    lower: Side | None
    upper: Side | None
    unit: str = field(default="km", compare=False)

    def stretch(self, vlo: Floats, vhi: Floats) -> tuple[Floats, Floats]:
        """Least and greatest stretch needed by any value in ``[vlo, vhi]`` (arrays, same shape)."""
        least = np.zeros_like(vlo)
        most = np.zeros_like(vlo)
        if self.lower is not None:
            least = np.maximum(least, self.lower.needed(self.lower.limit - vhi))
            most = np.maximum(most, self.lower.needed(self.lower.limit - vlo))
        if self.upper is not None:
            least = np.maximum(least, self.upper.needed(vlo - self.upper.limit))
            most = np.maximum(most, self.upper.needed(vhi - self.upper.limit))
        return least, most

    def at(self, stretch: float) -> tuple[float, float]:
        """The allowed interval at ``stretch``; an open end is infinite."""
        lo = -math.inf if self.lower is None else self.lower.limit - self.lower.reach(stretch)
        hi = math.inf if self.upper is None else self.upper.limit + self.upper.reach(stretch)
        return lo, hi


@dataclass(frozen=True)
class Sector:
    """Bearings within ``half_width`` degrees of ``centre`` (degrees true), at stretches up to 1.

    Beyond that the sector gives way by ``per`` degrees to each side for each further 1; with
    ``per = 0`` no stretch reaches further. A half width of 180 degrees is the whole circle.
    ``word`` is the direction as written, for showing it to people. ``spread`` are the degrees of
    the half width that are there because it is known no better which way the instrument's north
    lies; ``note`` says what is known of that.
    """

    centre: float
    half_width: float
    per: float = 0.0
    word: str = field(default="", compare=False)
    spread: float = 0.0
    note: str = field(default="", compare=False)

    def surely(self) -> Sector:
        """The bearings that are allowed wherever the instrument's north may lie.

        None where the half width is then negative.
        """
        return replace(self, half_width=self.half_width - 2 * self.spread, spread=0.0)

    def needed(self, off: Floats) -> Floats:
        """Stretch needed for bearings ``off`` degrees from the centre."""
        excess = off - min(self.half_width, 180.0)
        if self.per > 0:
            with np.errstate(invalid="ignore"):
                beyond = POLICY + excess / self.per
        else:
            beyond = np.full_like(excess, math.inf)
        return np.where(excess > 0, beyond, 0.0)

    def at(self, stretch: float) -> float:
        """The half width in degrees at ``stretch``, at most 180."""
        return min(self.half_width + max(0.0, stretch - POLICY) * self.per, 180.0)

    def stretch(self, mid: Floats, half: Floats) -> tuple[Floats, Floats]:
        """Least and greatest stretch needed over the arcs ``mid ± half`` in degrees."""
        off = turn_between(mid, self.centre)
        least = self.needed(np.maximum(off - half, 0.0))
        most = self.needed(np.minimum(off + half, 180.0))
        return least, most
