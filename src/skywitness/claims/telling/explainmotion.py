"""What a part about motion is taken to mean, in words and numbers, wherever it is shown."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import assert_never

from skywitness.claims.language.atoms.shared.paces import METRES_PER_SECOND
from skywitness.claims.meaning.allowed import Range
from skywitness.claims.meaning.parts import (
    Climb,
    HeightChange,
    Leg,
    Line,
    Motion,
    Mover,
    Offset,
    Separation,
    Speed,
    Travel,
    levels_told,
)
from skywitness.claims.meaning.references import REFERENCES
from skywitness.claims.meaning.spots import Spot
from skywitness.claims.meaning.stretches import AS_PRINTED, POLICY
from skywitness.places.measures.measures import Height, Scalar
from skywitness.units import interval, number

Number = tuple[float, float | None, float | None]


def speed(value: float, unit: str) -> str:
    """A speed in m/s shown in ``unit`` ("km/h", "kt", "mph", "m/s", "ft/min")."""
    return f"{number(value / METRES_PER_SECOND[unit])} {unit}"


def speeds(low: float, high: float, unit: str) -> str:
    """An interval of speeds in m/s, shown in ``unit``; open ends in words."""
    if math.isinf(high):
        return f"{speed(low, unit)} or more" if low > 0 else "any speed"
    if low <= 0:
        return f"0 to {speed(high, unit)}" if high > 0 else speed(high, unit)
    if speed(low, unit) == speed(high, unit):
        return speed(low, unit)
    return f"{number(low / METRES_PER_SECOND[unit])} to {speed(high, unit)}"


def _signed(
    low: float, high: float, ends: Callable[[float, float], str], up: str, down: str
) -> str:
    """An interval that may be upward or downward."""
    if math.isinf(low) and math.isinf(high):
        return "any"
    if high <= 0:
        return f"{ends(-high, -low)} {down}"
    if low >= 0:
        return f"{ends(low, high)} {up}"
    below = "any way" if math.isinf(low) else ends(-low, -low)
    above = "any way" if math.isinf(high) else ends(high, high)
    return f"{below} {down} to {above} {up}"


def show(demand: Motion, low: float, high: float, unit: str) -> str:
    """An interval of what a demand measures (metres or m/s), shown in ``unit``."""
    match demand:
        case Speed() | Mover():
            return speeds(low, high, unit)
        case Climb():
            return _signed(low, high, lambda a, b: speeds(a, b, unit), "upward", "downward")
        case HeightChange():
            return _signed(low, high, lambda a, b: interval(a, b, unit), "higher", "lower")
        case Travel() | Separation() | Offset():
            return interval(low, high, unit)
        case _:
            assert_never(demand)


def units(demand: Motion) -> tuple[str, ...]:
    """The units to show a demand in: the one said, and the one for comparing."""
    match demand:
        case Mover():
            return ("km/h", "m/s")
        case Speed():
            other = "km/h"
        case Climb():
            other = "m/s"
        case HeightChange():
            other = "m"
        case Offset():
            return ("m",)
        case Travel() | Separation():
            other = "m" if demand.allowed.unit == "m" else "km"
        case _:
            assert_never(demand)
    said = demand.allowed.unit
    return (said,) if said == other else (said, other)


def counted(of: Height) -> str:
    """What heights are counted from, to stand behind "height"; nothing where it is the sea."""
    return "" if of == "altitude" else f" ({REFERENCES[of]})"


def _line(line: Line) -> str:
    base = f"{number(abs(line.base))} m {'less' if line.base < 0 else 'more'} than "
    return f"{base if line.base else ''}{line.slope:g} times the height above mean sea level"


def spelt(spot: Spot, labels: Mapping[str, str] | None) -> str:
    """What a spot is called; ``labels`` are those of moments and objects by id, or of the spot."""
    names = labels or {}
    own = Spot(names.get(spot.who, spot.who), names.get(spot.moment, spot.moment))
    return names.get(str(spot), str(own))


def measured(  # noqa: PLR0911  (one for each kind of motion)
    demand: Motion, labels: Mapping[str, str] | None = None
) -> str:
    """What a demand measures, in words."""

    def name(each: str) -> str:
        return (labels or {}).get(each, each)

    def on(leg: Leg) -> str:
        return f"{name(leg.who)} from {name(leg.earlier)} to {name(leg.later)}"

    match demand:
        case Travel():
            return f"length of the path of {on(demand.leg)}"
        case Speed():
            through = "through the air" if demand.air else "over the ground"
            return f"mean speed {through} of {on(demand.leg)}"
        case HeightChange() if demand.leg.earlier == demand.leg.later:  # of two at one moment
            one, other = (spelt(spot, labels) for spot in levels_told(demand.leg))
            return f"height{counted(demand.of)} of {other} against that of {one}"
        case HeightChange():
            return f"change of height{counted(demand.of)} of {on(demand.leg)}"
        case Climb():
            return f"mean vertical speed{counted(demand.of)} of {on(demand.leg)}"
        case Offset():
            return f"height {REFERENCES[demand.of]} of {spelt(demand.spot, labels)}"
        case Separation():
            how = "in a straight line" if demand.slant else "along the ground"
            first, second = (spelt(spot, labels) for spot in (demand.first, demand.second))
            return f"distance {how} between {first} and {second}"
        case Mover():
            return f"speed over the ground of {name(demand.who)}"
        case _:
            assert_never(demand)


def allowed(demand: Motion, stretch: float) -> tuple[str, ...]:
    """What a demand allows at a stretch, in each of its units."""
    if isinstance(demand, Mover):
        return tuple(f"at most {speed(demand.speed, unit)}" for unit in units(demand))
    if isinstance(demand, Offset):
        return (f"{_line(demand.low)} to {_line(demand.high)}",)
    low, high = demand.allowed.at(stretch)
    return tuple(dict.fromkeys(show(demand, low, high, unit) for unit in units(demand)))


def cells(demand: Motion, stretches: Sequence[float]) -> tuple[tuple[str, ...], ...]:
    """What is allowed at each stretch, or once where nothing stretches."""
    if isinstance(demand, Mover | Offset):
        return (allowed(demand, AS_PRINTED),)
    return tuple(allowed(demand, stretch) for stretch in stretches)


def plain(demand: Motion, labels: Mapping[str, str] | None = None) -> str:
    """What is allowed at the policy's tolerance, to stand in a sentence."""
    first, *others = allowed(demand, POLICY)
    more = f" ({others[0]})" if others else ""
    return f"{measured(demand, labels)}: {first}{more}"


def numbers(demand: Motion, stretches: Sequence[float]) -> tuple[Number, ...]:
    """Stretch, lower and upper end in metres or m/s; ``None`` for an open end."""
    return () if isinstance(demand, Mover | Offset) else ends(demand.allowed, stretches)


def ends(found: Range, stretches: Sequence[float]) -> tuple[Number, ...]:
    """Stretch, lower and upper end of a range; ``None`` for an open end."""
    return tuple(
        (s, lo if math.isfinite(lo) else None, hi if math.isfinite(hi) else None)
        for s in stretches
        for lo, hi in [found.at(s)]
    )


def pace_cells(
    measure: Scalar, found: Range, stretches: Sequence[float]
) -> tuple[tuple[str, ...], ...]:
    """What is allowed of a speed at a moment, at each stretch and in each unit."""
    climb = measure.quantity == "climb"
    other = "m/s" if climb else "km/h"

    def words(low: float, high: float, unit: str) -> str:
        if climb:
            return _signed(low, high, lambda a, b: speeds(a, b, unit), "upward", "downward")
        return speeds(low, high, unit)

    both = dict.fromkeys((found.unit, other))
    return tuple(tuple(words(*found.at(s), unit) for unit in both) for s in stretches)


def is_pace(demand: Motion) -> bool:
    """Whether a demand is about metres per second, not metres."""
    match demand:
        case Speed() | Climb() | Mover():
            return True
        case Travel() | HeightChange() | Separation() | Offset():
            return False
        case _:
            assert_never(demand)
