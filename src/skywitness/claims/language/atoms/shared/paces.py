"""Speeds as written, and what they allow in metres per second."""

from __future__ import annotations

from dataclasses import replace

from skywitness.claims.language.atoms.shared.amounts import settled
from skywitness.claims.language.atoms.shared.base import Choice, Context
from skywitness.claims.meaning.allowed import Range, Side
from skywitness.claims.meaning.movers import SOUND_IN_HOT_AIR
from skywitness.claims.meaning.numbers import Quantity
from skywitness.units import FOOT, KNOT, STATUTE_MILE

#: Metres per second in each unit.
METRES_PER_SECOND = {
    "km/h": 1000 / 3600,
    "kt": KNOT,
    "mph": STATUTE_MILE / 3600,
    "m/s": 1.0,
    "ft/min": FOOT / 60,
}

#: Speed of sound in air at -91 °C, in m/s: the square root of 1.4 · 287.05 J/(kg K) · 182 K. With
#: that at 60 °C it encloses the speed of sound wherever aircraft fly; the standard atmosphere has
#: 340.3 m/s at the sea and 295.1 m/s from 11 to 20 km.
SOUND_IN_COLD_AIR = 270.0

#: Least true airspeed as a share of the indicated one. The true one is the indicated one over the
#: square root of the air's density relative to 1.225 kg/m³; air denser than 1.9 kg/m³ (as at
#: -90 °C and 1000 hPa) is not met.
INDICATED_AT_LEAST = 0.8


def pace_range(pace: Quantity, choice: Choice, ctx: Context) -> Range:
    """What a speed allows, in m/s; Mach by the coldest and the hottest air."""
    pace = settled(pace, choice, ctx)
    if pace.unit != "Mach":
        factor = METRES_PER_SECOND[pace.unit]
        return replace(ctx.policy.range_of(pace, factor), unit=pace.unit)
    slow = ctx.policy.range_of(pace, SOUND_IN_COLD_AIR)
    fast = ctx.policy.range_of(pace, SOUND_IN_HOT_AIR)
    return Range(slow.lower, fast.upper, unit="km/h")


def true_of_indicated(allowed: Range) -> Range:
    """What an indicated airspeed allows of the true one: no upper end without the air's density."""
    low = allowed.lower
    if low is None:
        return Range(Side(0.0, 0.0), None, unit=allowed.unit)
    share = INDICATED_AT_LEAST
    return Range(
        replace(low, limit=low.limit * share, per=low.per * share), None, unit=allowed.unit
    )
