"""What people say of a distance, a bearing or a position, and what the policy's prose lets it mean.

Written from the prose of the documentation alone, in exact decimals:

* a number: half the largest 10^k or 5 x 10^k that divides it, at most 10 % of it;
* about, some, roughly: the larger of that and 20 %;
* a range: each end half the largest power of ten dividing both;
* nearly x: 0.8 x to x, just over x: x to 1.2 x, the end at x hard up to a stretch of 1;
* more than, at least, no less than x bind below only, less than, within, up to, at most x above
  only: hard up to 1, beyond it by the number's tolerance for each further 1;
* of a range under these each end is a reading;
* compass words: N E S W 45 degrees either way, NE ... 22.5, NNE ... 11.25 up to the stretch 1;
  beyond, half of that more for each further 1.
"""

from __future__ import annotations

import math
import random
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

import numpy as np

from .earth import Array, turn

UNITS = {
    "km": 1000.0,
    "m": 1.0,
    "nm": 1852.0,
    "nautical miles": 1852.0,
    "mi": 1609.344,
    "statute miles": 1609.344,
    "ft": 0.3048,
    "yards": 0.9144,
    "seconds": 1.0,
    "minutes": 60.0,
    "hours": 3600.0,
    "km/h": 1000 / 3600,
    "kt": 1852 / 3600,
    "mph": 1609.344 / 3600,
    "m/s": 1.0,
    "ft/min": 0.3048 / 60,
}
#: "miles" says neither; each is an ordinary reading.
MILES = {"statute": 1609.344, "nautical": 1852.0}

ABOUT = ("about", "some", "roughly", "ca", "close to")
NEARLY = ("nearly", "just under")
OVER = ("just over", "a little more than")
MORE = ("more than", "at least", "no less than")
LESS = ("less than", "under")
MOST = ("within", "up to", "at most", "no more than")

#: Words that behind "descends" may tell the height that it came to, and what tells by how much.
BY_HOW_MUCH = {"under ": "less than ", "below ": "less than "}
BY_HOW_MUCH |= {f"just {word}": f"just {other}" for word, other in BY_HOW_MUCH.items()}


def descent(amount: str) -> str:
    """The words of a number as they tell by how much something descends."""
    word = next((word for word in BY_HOW_MUCH if amount.startswith(word)), "")
    return BY_HOW_MUCH.get(word, "") + amount.removeprefix(word)


COMPASS = {
    word: 22.5 * k
    for k, word in enumerate(
        (
            *("north", "north-northeast", "northeast", "east-northeast"),
            *("east", "east-southeast", "southeast", "south-southeast"),
            *("south", "south-southwest", "southwest", "west-southwest"),
            *("west", "west-northwest", "northwest", "north-northwest"),
        )
    )
}


def half_width(word: str) -> float:
    """Half the sector of a compass word, degrees."""
    step = round(COMPASS[word] / 22.5)
    return 45.0 if step % 4 == 0 else 22.5 if step % 2 == 0 else 11.25


def sector_needs(word: str, off: Array) -> Array:
    """The stretch at which bearings ``off`` degrees from the middle of a word are in its sector.

    Half the sector is ``half * (1 + (stretch - 1) / 2)`` wide from the stretch 1 on.
    """
    half = half_width(word)
    return np.where(off <= half, 0.0, 1 + 2 * (np.asarray(off) / half - 1))


def words_for(bearing: float, spare: float = 0.0) -> list[str]:
    """Every compass word whose sector holds the bearing with ``spare`` degrees to each side."""
    return [w for w, mid in COMPASS.items() if turn(bearing, mid) + spare <= half_width(w)]


def _power_of_ten(x: Decimal) -> Decimal:
    digits = x.normalize().as_tuple()
    assert isinstance(digits.exponent, int)
    return Decimal(1).scaleb(digits.exponent)


def number_tolerance(x: Decimal) -> Decimal:
    unit = _power_of_ten(x)
    if (x / unit) % 5 == 0:
        unit *= 5
    return min(unit / 2, x / 10)


@dataclass(frozen=True)
class Said:
    """A spoken length: hedge word (may be empty), a number or a range, and the unit's word."""

    hedge: str
    low: Decimal
    high: Decimal | None
    unit: str

    @property
    def units(self) -> dict[str, float]:
        """Metres (or seconds, or m/s) of the unit in each ordinary reading of its word."""
        return MILES if self.unit == "miles" else {self.unit: UNITS[self.unit]}

    @property
    def text(self) -> str:
        number = _written(self.low) + (f"-{_written(self.high)}" if self.high is not None else "")
        return f"{self.hedge} {number} {self.unit}".strip()

    @cached_property
    def tolerance(self) -> Decimal:
        """What a stretch of one adds to each end, in the spoken unit."""
        if self.high is not None and self.hedge not in (*MORE, *LESS, *MOST):
            return min(_power_of_ten(self.low), _power_of_ten(self.high)) / 2
        plain = number_tolerance(self.low)
        return max(plain, self.low / 5) if self.hedge in ABOUT else plain

    def needs(self, metres: float, unit_metres: float) -> float:
        """The stretch at which this length is allowed, ``unit_metres`` being one unit.

        Past 1 a hard end gives way by a tolerance per stretch. Of a range under a one-sided word
        the end that needs least counts: each is a reading.
        """
        v, t = metres / unit_metres, float(self.tolerance)
        x = float(self.low)
        if self.high is not None and self.hedge in (*MORE, *LESS, *MOST):
            ends = (Said(self.hedge, end, None, self.unit) for end in (self.low, self.high))
            return min(each.needs(metres, unit_metres) for each in ends)
        if self.high is not None:
            return max(0.0, (x - v) / t, (v - float(self.high)) / t)
        below, above = x - v, v - x
        if self.hedge in NEARLY:
            return 1 + above / t if above > 0 else max(0.0, below / (0.2 * x))
        if self.hedge in OVER:
            return 1 + below / t if below > 0 else max(0.0, above / (0.2 * x))
        if self.hedge in MORE:
            return 1 + below / t if below > 0 else 0.0
        if self.hedge in (*LESS, *MOST):
            return 1 + above / t if above > 0 else 0.0
        return abs(v - x) / t


def _written(x: Decimal) -> str:
    return f"{x.normalize():f}"


GRAINS = [Decimal(g) for g in ("0.1", "0.5", "1", "2", "5", "10", "25", "50", "100", "500", "1000")]


def _roundings(v: float) -> list[Decimal]:
    """Round numbers near ``v``, coarse and fine."""
    out = set()
    for g in GRAINS:
        k = round(Decimal(v) / g)
        out |= {g * (k + d) for d in (-1, 0, 1)}
    return [x for x in out if x > 0]


def say_length(rng: random.Random, metres: float, unit: str, unit_metres: float) -> Said | None:
    """A way to say ``metres`` that holds within the policy's tolerance; None if none is found.

    Half of the time the sayings at the very edge of their tolerance are preferred.
    """
    v = metres / unit_metres
    kind = rng.choice(
        ["", "", "about", "about", "range", "nearly", "over", "more", "less", "most", "one-sided"]
    )
    said: list[Said] = []
    if kind in ("range", "one-sided"):
        for g in GRAINS:
            low = g * math.floor(Decimal(v) / g) - g * rng.randint(0, 2)
            high = low + g * rng.randint(1, 4)
            hedge = "" if kind == "range" else rng.choice((*MORE, *LESS, *MOST))
            if low > 0:
                said.append(Said(hedge, low, high, unit))
    else:
        table = {"about": ABOUT, "nearly": NEARLY, "over": OVER, "more": MORE, "less": LESS,
                 "most": MOST}  # fmt: skip
        hedges = table.get(kind, (kind,))
        factor = {"nearly": (1, 1.25), "over": (0.83, 1), "more": (0.1, 1), "less": (1, 5),
                  "most": (1, 5)}  # fmt: skip
        lo, hi = factor.get(kind, (0.8, 1.25) if kind == "about" else (0.9, 1.1))
        for _ in range(3):
            for x in _roundings(v * rng.uniform(lo, hi)) + _roundings(v):
                said.append(Said(rng.choice(hedges), x, None, unit))
    fits = [s for s in said if s.needs(metres, unit_metres) <= 1 - 1e-7]
    if not fits:
        return None
    if rng.random() < 0.5:
        fits.sort(key=lambda s: -s.needs(metres, unit_metres))
        fits = fits[: max(1, len(fits) // 6)]
    return rng.choice(fits)


def unit_for(rng: random.Random, metres: float) -> tuple[str, float]:
    """A unit people would use for this length and what the speaker means by it in metres."""
    names = ["km", "nm", "nautical miles", "mi", "statute miles", "miles", "miles", "miles"]
    if metres < 30000:
        names += ["m", "ft"]
    unit = rng.choice(names)
    return unit, rng.choice(list(MILES.values())) if unit == "miles" else UNITS[unit]


def say_position(rng: random.Random, lat: float, lon: float) -> tuple[str, float]:
    """Coordinates as people write them, rounded; and half the last unit given, in degrees."""
    style = rng.choice(["decimal", "minutes", "seconds", "hemisphere"])
    ns, ew = "N" if lat >= 0 else "S", "E" if lon >= 0 else "W"
    if style in {"decimal", "hemisphere"}:
        places = rng.randint(1, 4)
        if style == "decimal":
            return f"{lat:.{places}f}, {lon:.{places}f}", 0.5 * 10.0**-places
        return f"{abs(lat):.{places}f}°{ns} {abs(lon):.{places}f}°{ew}", 0.5 * 10.0**-places
    unit = 60 if style == "minutes" else 3600

    def part(x: float) -> str:
        n = round(abs(x) * unit)
        if style == "minutes":
            return f"{n // 60}°{n % 60:02d}'"
        return f"{n // 3600}°{n // 60 % 60:02d}'{n % 60:02d}\""

    return f"{part(lat)}{ns} {part(lon)}{ew}", 0.5 / unit
