"""What a value cannot be, row by row: where its row is marked, the value kept.

Whether an altitude that can be is one that this aircraft was at is for the rules that see its
neighbours (:mod:`skywitness.record.faults`).
"""

from __future__ import annotations

import numpy as np

from skywitness.aliases import Floats, Mask
from skywitness.record.faults import limits

PRESSURE_FT = (limits.LOWEST_FT, limits.HIGHEST_FT)
GEOMETRIC_FT = (limits.LOWEST_FT, limits.HIGHEST_GEO_FT)
SPEED_KT = (0.0, limits.SPEED_KT)
AIRSPEED_KT = (0.0, limits.AIRSPEED_KT)
RATE_FTMIN = (-limits.RATE_FPM, limits.RATE_FPM)
ROLL = (-180.0, 180.0)
_MOST = float(np.finfo(np.float32).max)


def outside(value: Floats, range_: tuple[float, float]) -> Mask:
    """Where a value is said and lies outside."""
    with np.errstate(invalid="ignore"):
        found: Mask = (value < range_[0]) | (value > range_[1])
    return found


def held(value: Floats) -> Floats:
    """Values, NaN in place of those that 32 bits do not hold: all of them lie outside."""
    with np.errstate(invalid="ignore"):
        return np.where(np.abs(value) > _MOST, np.nan, value)


def angle(value: Floats) -> tuple[Floats, Mask]:
    """Directions in [0, 360); and where one is outside."""
    return np.where(value == 360.0, 0.0, value), outside(value, (0.0, 360.0))


def signed_angle(value: Floats) -> tuple[Floats, Mask, Mask]:
    """Directions that may be counted from -180 to 180, in [0, 360); where one is outside of both;
    and where it is -1, which many programs write for a direction that is not known: NaN."""
    unknown = value == -1.0
    with np.errstate(invalid="ignore"):
        turned = np.where((value >= -180.0) & (value < 0.0), value + 360.0, value)
    found, out = angle(np.where(unknown, np.nan, turned))
    return found, out, unknown


def place(latitude: Floats, longitude: Floats) -> tuple[Floats, Floats, Mask]:
    """Longitude 180 as -180; and which positions cannot be.

    Those are: out of range, one coordinate without the other, and exactly 0, 0, which is what
    broken equipment sends.
    """
    bad = outside(latitude, (-90.0, 90.0)) | outside(longitude, (-180.0, 180.0))
    bad |= np.isnan(latitude) != np.isnan(longitude)
    bad |= (latitude == 0.0) & (longitude == 0.0)
    return latitude, np.where(longitude == 180.0, -180.0, longitude), bad
