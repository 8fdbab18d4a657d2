"""Lies about where something was: distances, directions, passes, two places, a number restated."""

from __future__ import annotations

import datetime as dt
import math
import random
from collections.abc import Callable
from decimal import Decimal

from ..drawing import Drawn
from ..earth import direct, distance, inverse, turn
from ..figure import Shape
from ..journeylies import WANTED, Made
from ..journeysaid import Fix, fix, halved, meet
from ..phrases import UNITS
from ..worlds import Spot, hard_position
from .directions import declination
from .numbers import Class, Number, spoken

#: Metres: the stated error of the towns of lies.
ERROR = 20.0
DAY = dt.date(2016, 5, 5)


def amount(
    rng: random.Random, value: float, unit: str, kind: Class, words: tuple[str, ...] | None = None
) -> Number:
    """A number of two digits near a value in SI units, in words of its class."""
    v = value / UNITS[unit]
    grain = Decimal(10) ** (math.floor(math.log10(max(v, 1e-9))) - 1)
    low = max(grain, round(Decimal(v) / grain) * grain)
    high = low + grain * rng.randint(1, 3) if kind == "range" or (
        kind in ("more", "most") and rng.random() < 0.3) else None  # fmt: skip
    return spoken(rng, low, high, unit, kind, "point", words=words, after=False)


def off(rng: random.Random, kind: Class, want: float) -> float:
    """A factor by which a number of a class is off at about a stretch of ``want``."""
    share = {"about": 0.2, "nearly": 0.2, "over": 0.2}.get(kind, 0.06) * want
    if kind == "more":
        return 1 + share
    if kind == "most":
        return 1 / (1 + share)
    return 1 / max(0.05, 1 - share) if rng.random() < 0.5 else 1 / (1 + share)


def fits(said: Number, held: Callable[[float], tuple[float, float]]) -> Callable[[float], bool]:
    """Whether a stretch lets a number meet what it leaves of a quantity."""
    return lambda x: any(meet(span, held(x)) for span in said.spans(x))


def town_of(rng: random.Random, name: str = "Town") -> Spot:
    while True:
        _, at = hard_position(rng)
        if abs(at[0]) < 70:
            break
    shape = Shape(points=(at,))
    return Spot(name, Drawn("point", shape, shape, ERROR, at))


def fixed(rng: random.Random, town: Spot, low: float = 4.0, high: float = 6.3) -> tuple[Fix, float]:
    at = direct(town.drawn.centre, rng.uniform(0, 360), 10 ** rng.uniform(low, high))
    there = fix(rng, at)
    return there, distance(town.drawn.centre, there.at)


def around(
    there: Fix, way: float, kind: float, error: float
) -> Callable[[float], tuple[float, float]]:
    """What a stretch leaves of the way from a town to a position by coordinates."""
    return lambda x: (max(0.0, way - x * there.radius * kind - error),
                      way + x * there.radius * kind + error)  # fmt: skip


CLASSES: tuple[Class, ...] = ("plain", "about", "range", "nearly", "over", "more", "most")


def _far(rng: random.Random, kinds: tuple[Class, ...], words: tuple[str, ...] | None,
         says: str) -> tuple[Made, list[Spot]]:  # fmt: skip
    """A distance in some words against coordinates."""
    town = town_of(rng)
    there, way = fixed(rng, town)
    kind = rng.choice(kinds)
    said = amount(rng, way * off(rng, kind, rng.choice(WANTED)), rng.choice(["km", "nm"]), kind,
                   words)  # fmt: skip
    claims = [f"alpha is at {there.text}", says.format(said.text)]
    ends = (halved(fits(said, around(there, way, 1.01, ERROR))),
            halved(fits(said, around(there, way, 0.99, 0.0))))  # fmt: skip
    return (claims, ends), [town]


def lie_distance(rng: random.Random) -> tuple[Made, list[Spot]]:
    """A distance in any form."""
    return _far(rng, CLASSES, None, 'alpha is {} from "Town"')


def lie_within(rng: random.Random) -> tuple[Made, list[Spot]]:
    """Within, or not within."""
    if rng.random() < 0.5:
        return _far(rng, ("most",), ("within",), 'alpha is {} of "Town"')
    word, link = rng.choice([("not within", "of"), ("no closer than", "to")])
    return _far(rng, ("more",), (word,), f'alpha is {{}} {link} "Town"')


def lie_passes(rng: random.Random) -> tuple[Made, list[Spot]]:
    """Passed within, or never closer."""
    if rng.random() < 0.5:
        return _far(rng, ("most",), ("passes within",), 'Falcon {} of "Town" at alpha')
    return _far(rng, ("more",), ("is never closer than",), 'Falcon {} to "Town"')


def lie_direction(rng: random.Random) -> tuple[Made, list[Spot]]:
    """*Due*, degrees of either north, or a radial, against coordinates."""
    town = town_of(rng)
    there, way = fixed(rng, town, 4.7, 6.3)
    at = town.drawn.centre
    azimuth = inverse(at, there.at)[1]
    kind = rng.choice(["due", "degrees", "degrees", "magnetic", "radial"])
    half = {"due": 11.25, "radial": 5.0}.get(kind, 2.5)
    east = 0.0 if kind == "due" else declination(at, DAY)
    off = rng.choice([-1, 1]) * half * (1 + (rng.choice(WANTED) - 1) / 2)
    if kind == "due":
        words = {"north": 0, "east": 90, "south": 180, "west": 270, "northeast": 45,
                 "southwest": 225}  # fmt: skip
        word = min(words, key=lambda w: abs(turn(azimuth, words[w]) - abs(off)))
        middle, says = float(words[word]), f'alpha is due {word} of "Town"'
    else:
        seen = azimuth - (east if kind in ("magnetic", "radial") else 0.0) + off
        middle = float(round(seen) % 360)
        said = {"degrees": f"on a bearing of {middle:.0f}° from", "radial":
                f"on the {middle:.0f} radial of",
                "magnetic": f"on a bearing of {middle:.0f}° magnetic from"}[kind]  # fmt: skip
        says = f'alpha is {said} "Town"'
    middles = {"due": [middle], "degrees": [middle, middle + east],
               "magnetic": [middle + east], "radial": [middle + east]}[kind]  # fmt: skip
    beyond = min(turn(azimuth, m) for m in middles)
    beyond = max(0.0, beyond - (5.0 if kind == "radial" else 0.0))

    def so(kind_: float, error: float, room: float) -> Callable[[float], bool]:
        def holds(x: float) -> bool:
            radius = x * there.radius * kind_ + error
            spread = 90.0 if radius > 0.7 * way else math.degrees(math.asin(radius / way)) * (
                1.2 if error else 0.95)  # fmt: skip
            width = half * (1 + max(0.0, x - 1) / 2)
            return beyond - room - spread <= width

        return holds

    # A declination is granted its error, and what the years 2015 to 2020 may change of it.
    room = 0.05 if kind == "due" else 1.5
    claims = [f"alpha is at {there.text}", says]
    return (claims, (halved(so(1.01, ERROR, room)), halved(so(0.9, 0.0, 0.0)))), [town]


def lie_two_places(rng: random.Random) -> tuple[Made, list[Spot]]:
    """Two towns of the map, and a number that they are not apart by."""
    one, other = town_of(rng, "Town"), town_of(rng, "Harbour")
    way = distance(one.drawn.centre, other.drawn.centre)
    kind = rng.choice(CLASSES)
    said = amount(rng, way * off(rng, kind, rng.choice(WANTED)), rng.choice(["km", "nm"]), kind)

    def held(room: float) -> Callable[[float], tuple[float, float]]:
        # A town lies within its error, and within twice that at a stretch of one.
        return lambda x: (way - room * (1 + 2 * x), way + room * (1 + 2 * x))

    claims = [f'"Town" is {said.text} from "Harbour"']
    return (claims, (halved(fits(said, held(2 * ERROR))), halved(fits(said, held(0.0))))), [
        one, other]  # fmt: skip


def lie_restated(rng: random.Random) -> tuple[Made, list[Spot]]:
    """A length put into another unit wrongly."""
    town = town_of(rng)
    metres = 10 ** rng.uniform(3.7, 6)
    one = amount(rng, metres, rng.choice(["km", "nm"]), rng.choice(["plain", "about", "range"]))
    other = amount(rng, metres * rng.choice([0.7, 0.8, 0.9, 1.1, 1.25, 1.5]),
                    rng.choice(["mi", "nm", "km"]), rng.choice(["plain", "about"]))  # fmt: skip

    def so(x: float) -> bool:
        return any(meet(a, b) for a in one.spans(x) for b in other.spans(x))

    found = halved(so)
    claims = [f'alpha is {one.text} from "Town"', f"{other.text} restates C1"]
    return (claims, (found * (1 - 1e-9), found)), [town]
