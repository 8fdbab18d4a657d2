"""Limits of the sun's height, as atoms about light share them."""

from __future__ import annotations

import math

from skywitness.claims.meaning.allowed import Side
from skywitness.claims.meaning.policy import SunRule
from skywitness.claims.meaning.stretches import POLICY

#: Least radius of the Earth in metres, for how far below the horizontal one sees from a height.
LEAST_RADIUS = 6_330_000.0

#: Height of the sun's middle in degrees from which on it lights the sky at all (astronomical
#: twilight).
FIRST_LIGHT = -18.0


def below(rule: SunRule, limit: float) -> Side:
    """The lower end at ``limit`` degrees, lower by what refraction may do to it."""
    return Side(limit - rule.refraction, rule.gives_way, POLICY)


def above(rule: SunRule, limit: float) -> Side:
    """The upper end at ``limit`` degrees, higher by what refraction may do to it."""
    return Side(limit + rule.refraction, rule.gives_way, POLICY)


def dip(metres: float) -> float:
    """Degrees below the horizontal down to which one sees the horizon from a height."""
    return math.degrees(math.acos(LEAST_RADIUS / (LEAST_RADIUS + metres)))
