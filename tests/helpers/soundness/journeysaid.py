"""Numbers, clock times and positions as a lie says them, with what a stretch leaves of each."""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from .earth import Position, distance
from .phrases import UNITS, Said


@dataclass(frozen=True)
class Number:
    """A number as said, with what a stretch leaves of it, in SI units."""

    said: Said

    @property
    def text(self) -> str:
        return self.said.text

    def ends(self, stretch: float) -> tuple[float, float]:
        """The least and the greatest value at a stretch."""
        size, t = UNITS[self.said.unit], float(self.said.tolerance) * stretch
        high = self.said.high if self.said.high is not None else self.said.low
        return (float(self.said.low) - t) * size, (float(high) + t) * size


def number(rng: random.Random, value: float, unit: str, *, hedges: bool = True) -> Number:
    """A plain, hedged or ranged number near a value, of two or three digits."""
    v = value / UNITS[unit]
    grain = 10.0 ** math.floor(math.log10(max(v, 1e-9)) - rng.choice([1, 1, 2]))
    k = max(1, round(v / grain))
    low = Decimal(k) * Decimal(repr(grain)).normalize()
    kind = rng.choice(["", "", "about", "range"]) if hedges else ""
    if kind == "range":
        return Number(Said("", low, low + Decimal(repr(grain)).normalize(), unit))
    return Number(Said(kind, low, None, unit))


@dataclass(frozen=True)
class Clock:
    """A clock time in UTC of one day, good to half a minute or half a second."""

    seconds: float
    unit: float

    @property
    def text(self) -> str:
        t = round(self.seconds)
        day = f"on {5 + t // 86400} May 2016"
        body = f"{t % 86400 // 3600:02d}:{t % 3600 // 60:02d}"
        return f"{body}:{t % 60:02d} UTC {day}" if self.unit == 1 else f"{body} UTC {day}"

    def ends(self, stretch: float) -> tuple[float, float]:
        return self.seconds - stretch * self.unit / 2, self.seconds + stretch * self.unit / 2


def clock(rng: random.Random, seconds: float) -> Clock:
    """A clock time near some second of the day."""
    unit = rng.choice([1, 60])
    return Clock(round(seconds / unit) * unit, unit)


@dataclass(frozen=True)
class Fix:
    """A position by coordinates; ``radius`` in metres is half the diagonal of its last units."""

    at: Position
    text: str
    radius: float


def fix(rng: random.Random, p: Position) -> Fix:
    """A position as written, rounded; the box's half diagonal on the ellipsoid, within 1 %."""
    while True:
        lat, lon = round(p[0], 4), round(p[1], 4)
        places = rng.choice([1, 2, 3])
        text = f"{lat:.{places}f}, {lon:.{places}f}"
        lat, lon = (float(x) for x in text.split(", "))
        half = 0.5 * 10.0**-places
        if abs(lat) < 80:
            break
        p = (70.0 if p[0] > 0 else -70.0, p[1])
    up = distance((lat - half, lon), (lat + half, lon)) / 2
    across = distance((lat, lon - half), (lat, lon + half)) / 2
    return Fix((lat, lon), text, max(10.0, math.hypot(up, across)))


def halved(so: Callable[[float], bool]) -> float:
    """The least stretch at which a condition holds that grows with it; infinite past 1,000."""
    if so(0.0):
        return 0.0
    low, high = 0.0, 1.0
    while not so(high):
        low, high = high, high * 2
        if high > 1000:
            return math.inf
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (low, middle) if so(middle) else (middle, high)
    return high


def meet(a: tuple[float, float], b: tuple[float, float]) -> bool:
    return a[0] <= b[1] and b[0] <= a[1]
