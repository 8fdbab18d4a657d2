"""Lengths with units: a registry of our own, exact factors, numbers as people read them.

In this project ``nm`` is the nautical mile and ``mi`` the statute mile; a general-purpose unit
registry would read the first as a nanometre, so none is used.
"""

from __future__ import annotations

import math
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from skywitness.errors import SkywitnessError

if TYPE_CHECKING:
    import pint

#: Metres in one, exactly: nautical mile 1929 (Monaco), foot, yard and statute mile 1959.
NAUTICAL_MILE, STATUTE_MILE, FOOT, YARD = 1852.0, 1609.344, 0.3048, 0.9144
#: Metres a second in one.
KNOT = NAUTICAL_MILE / 3600

_DEFINITIONS = (
    "metre = [length] = m = meter = metres = meters",
    "kilometre = 1000 metre = km = kilometer = kilometres = kilometers",
    f"nautical_mile = {NAUTICAL_MILE} metre = nm = nmi = NM = nautical_miles",
    f"statute_mile = {STATUTE_MILE} metre = mi = statute_miles",
    f"foot = {FOOT} metre = ft = feet",
    f"yard = {YARD} metre = yd = yards",
)

#: The labels every output uses, with their names in words (plural).
LABELS = {
    "mi": "statute miles",
    "nm": "nautical miles",
    "km": "km",
    "m": "m",
    "ft": "ft",
    "yd": "yards",
}


@cache
def registry() -> pint.UnitRegistry[float]:
    """The unit registry, built on first use (importing pint costs about 0.2 s)."""
    import pint

    units: pint.UnitRegistry[float] = pint.UnitRegistry(None)
    for line in _DEFINITIONS:
        units.define(line)
    return units


@lru_cache(maxsize=64)
def metres_per(unit: str) -> float:
    """Metres in one ``unit`` (a canonical label or a spelling of it).

    Raises:
        SkywitnessError: the unit is not a length known here.
    """
    import pint

    try:
        found = registry()(unit.strip().replace(" ", "_"))
        return float(found.to("metre").magnitude)
    except (pint.errors.PintError, AttributeError, AssertionError, TypeError, ValueError) as error:
        raise SkywitnessError(
            f"'{unit}' is not a length unit known here",
            remedy=f"use one of {', '.join(LABELS)}",
        ) from error


def to_metres(value: float, unit: str) -> float:
    """``value`` of ``unit`` in metres.

    Raises:
        SkywitnessError: the unit is not a length known here.
    """
    return value * metres_per(unit)


def from_metres(metres: float, unit: str) -> float:
    """``metres`` expressed in ``unit``.

    Raises:
        SkywitnessError: the unit is not a length known here.
    """
    return metres / metres_per(unit)


def canonical(unit: str) -> str:
    """The label ("mi", "nm", "km", "m", "ft", "yd") of a spelling of a unit.

    Raises:
        SkywitnessError: the unit is not a length known here.
    """
    factor = metres_per(unit)
    return next(label for label in LABELS if metres_per(label) == factor)


def number(value: float) -> str:
    """``value`` as people write it: one decimal from 10 on, two below, none from 1,000 on."""
    if not math.isfinite(value):
        return "no limit"
    size = abs(value)
    decimals = 0 if size >= 1000 else 1 if size >= 10 else 2
    text = f"{value:,.{decimals}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def length(metres: float, unit: str) -> str:
    """A length in metres shown in ``unit``: ``length(75000, "mi") == "46.6 mi"``."""
    return f"{number(from_metres(metres, unit))} {unit}"


#: Metres from which on distances are told in kilometres.
FAR_M = 10_000.0


def interval(low: float, high: float, unit: str) -> str:
    """An interval in metres, shown in ``unit``; an infinite or negative end is put in words.

    From ten thousand metres on it is told in kilometres.
    """
    if unit == "m" and max((abs(x) for x in (low, high) if math.isfinite(x)), default=0) >= FAR_M:
        unit = "km"
    if high == float("inf"):
        return "any distance" if low <= 0 else f"{length(low, unit)} or more"
    if high < 0:  # signed distances are negative inside
        return f"{interval(-high, -low, unit)} inside"
    if low <= 0:
        none = number(from_metres(high, unit)) == "0"
        return length(high, unit) if none else f"0 to {length(high, unit)}"
    if number(from_metres(low, unit)) == number(from_metres(high, unit)):
        return length(low, unit)
    return f"{number(from_metres(low, unit))} to {length(high, unit)}"
