"""Speeds as written, and what they allow in metres per second."""

from __future__ import annotations

from dataclasses import replace

from skywitness.claims.language.atoms.shared.amounts import settled
from skywitness.claims.language.atoms.shared.base import Choice, Context
from skywitness.claims.meaning.allowed import Range, Side
from skywitness.claims.meaning.movers import MOVERS, SOUND_IN_HOT_AIR
from skywitness.claims.meaning.numbers import Quantity
from skywitness.claims.meaning.parts import Leg, Part
from skywitness.claims.meaning.spots import Spot
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

#: How the words begin that stand for the moment of a mean speed.
_MEAN = "its mean speed from "


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


def mean_of(leg: Leg) -> Spot:
    """What the mean speed of a leg is told of, as a number by itself."""
    return Spot(leg.who, mean_words(leg.earlier, leg.later))


def is_mean(part: Part) -> bool:
    """Whether a part tells the mean speed of a leg as a number by itself."""
    return part.implied and part.spot.moment.startswith(_MEAN)


def mean_words(earlier: str, later: str) -> str:
    """What stands for the moment of a mean speed."""
    return f"{_MEAN}{earlier} to {later}"


def limits_at(who: str, spot: Spot, ctx: Context) -> tuple[Part, ...]:
    """What speeds no object of its kind has there, whatever is claimed; a mean is no greater.

    Empty for one of no declared kind.
    """
    kind = MOVERS.get(ctx.names.things().get(ctx.names.thing(who), ""))
    if kind is None:
        return ()
    name = f"{ctx.names.thing(who)}: no {kind.name} moves faster than {kind.speed:,.0f} m/s"
    return tuple(Part("", name, spot, limit) for limit in kind.at_once())
