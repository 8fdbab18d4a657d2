"""Where the sun stood, and what people say of the light.

The formulas are those of the low-precision sun in Meeus, *Astronomical Algorithms* (1998), chapters
13 and 25: good to about 0.01 degrees from 1950 to 2050.
"""

from __future__ import annotations

import math
import random

from ..earth import Position, turn
from ..phrases import COMPASS

#: Degrees: the middle of the sun at sunrise and sunset, and what is granted here besides.
RISES = -0.833
SPARE = 0.1


def stands(t: float, at: Position) -> tuple[float, float]:
    """Height and azimuth of the sun's middle in degrees at an instant, without refraction.

    ``t`` is in seconds since 1970.
    """
    d = t / 86400 + 2440587.5 - 2451545.0
    c = d / 36525
    mean = math.radians((280.46646 + 36000.76983 * c) % 360)
    anomaly = math.radians((357.52911 + 35999.05029 * c) % 360)
    centre = (1.914602 - 0.004817 * c) * math.sin(anomaly) + 0.019993 * math.sin(2 * anomaly)
    centre += 0.000289 * math.sin(3 * anomaly)
    node = math.radians(125.04 - 1934.136 * c)
    long = mean + math.radians(centre - 0.00569 - 0.00478 * math.sin(node))
    tilt = math.radians(23.439291 - 0.0130042 * c + 0.00256 * math.cos(node))
    ascension = math.atan2(math.cos(tilt) * math.sin(long), math.cos(long))
    declination = math.asin(math.sin(tilt) * math.sin(long))
    sidereal = math.radians((280.46061837 + 360.98564736629 * d + at[1]) % 360)
    hour = sidereal - ascension
    phi = math.radians(at[0])
    height = math.asin(
        math.sin(phi) * math.sin(declination)
        + math.cos(phi) * math.cos(declination) * math.cos(hour)
    )
    azimuth = math.atan2(
        math.sin(hour),
        math.cos(hour) * math.sin(phi) - math.tan(declination) * math.cos(phi),
    )
    return math.degrees(height), (math.degrees(azimuth) + 180) % 360


def say_light(rng: random.Random, moment: str, t: float, at: Position) -> str:
    """A true sentence about the sun at a moment."""
    height, azimuth = stands(t, at)
    says = []
    if height > RISES + SPARE:
        says += [f"{moment} is in daylight", f"{moment} is in broad daylight",
                 f"{moment} is not after dark", f"the sun is up at {moment}"]  # fmt: skip
    if height < RISES - SPARE:
        says += [f"{moment} is after dark", f"{moment} is at night",
                 f"{moment} is not in daylight"]  # fmt: skip
    if 0 < height < 15 - SPARE:
        words = [w for w in ("north", "east", "south", "west") if turn(azimuth, COMPASS[w]) < 44]
        says += [f"the sun is low at {moment}"]
        says += [f"the sun is low in the {w} at {moment}" for w in words] * 2
    return rng.choice(says) if says else f"{moment} is in daylight"
