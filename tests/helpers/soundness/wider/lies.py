"""Lies in all the words of the language, each with a closed form of its least stretch.

As in the lies about journeys, the condition on what a stretch leaves of each number is written
twice: as what is needed when every bound is kind to the lie (``sure``), and as a world that is
possible (``least``). Facts that deny each other need an infinite stretch.
"""

from __future__ import annotations

import datetime as dt
import math
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from ..casefiles import _inline, _place
from ..drawing import Drawn
from ..earth import direct, distance, inverse, turn
from ..figure import Shape
from ..journeylies import WANTED, Made, size_row
from ..journeysaid import Clock, Fix, clock, fix, halved, meet
from ..phrases import UNITS
from ..worlds import Spot, hard_position
from .denials import DENIALS
from .directions import declination
from .heightlies import Ground, lie_bare, lie_over_ground, lie_references
from .numbers import Class, Number, spoken

#: Metres: the stated error of the towns of lies.
ERROR = 20.0
DAY = dt.date(2016, 5, 5)
SOUND = (270.0, 366.0)


@dataclass
class WideLie:
    """Claims that cannot all be so, and brackets of the stretch they need."""

    seed: int
    kind: str
    claims: list[str]
    sure: float
    least: float
    spots: Sequence[Spot | Ground] = ()
    phrases: dict[str, list[str]] = field(default_factory=dict)

    @property
    def size_class(self) -> str:
        """The row of the table that its size belongs to."""
        if math.isinf(self.sure):
            return "1 denies the other"
        return size_row(self.sure)


def _number(
    rng: random.Random, value: float, unit: str, kind: Class, words: tuple[str, ...] | None = None
) -> Number:
    """A number of two digits near a value in SI units, in words of its class."""
    v = value / UNITS[unit]
    grain = Decimal(10) ** (math.floor(math.log10(max(v, 1e-9))) - 1)
    low = max(grain, round(Decimal(v) / grain) * grain)
    high = low + grain * rng.randint(1, 3) if kind == "range" or (
        kind in ("more", "most") and rng.random() < 0.3) else None  # fmt: skip
    return spoken(rng, low, high, unit, kind, "point", words=words, after=False)


def _off(rng: random.Random, kind: Class, want: float) -> float:
    """A factor by which a number of a class is off at about a stretch of ``want``."""
    share = {"about": 0.2, "nearly": 0.2, "over": 0.2}.get(kind, 0.06) * want
    if kind == "more":
        return 1 + share
    if kind == "most":
        return 1 / (1 + share)
    return 1 / max(0.05, 1 - share) if rng.random() < 0.5 else 1 / (1 + share)


def _fits(said: Number, held: Callable[[float], tuple[float, float]]) -> Callable[[float], bool]:
    """Whether a stretch lets a number meet what it leaves of a quantity."""
    return lambda x: any(meet(span, held(x)) for span in said.spans(x))


def _town(rng: random.Random, name: str = "Town") -> Spot:
    while True:
        _, at = hard_position(rng)
        if abs(at[0]) < 70:
            break
    shape = Shape(points=(at,))
    return Spot(name, Drawn("point", shape, shape, ERROR, at))


def _from(rng: random.Random, town: Spot, low: float = 4.0, high: float = 6.3) -> tuple[Fix, float]:
    at = direct(town.drawn.centre, rng.uniform(0, 360), 10 ** rng.uniform(low, high))
    there = fix(rng, at)
    return there, distance(town.drawn.centre, there.at)


def _around(
    there: Fix, way: float, kind: float, error: float
) -> Callable[[float], tuple[float, float]]:
    """What a stretch leaves of the way from a town to a position by coordinates."""
    return lambda x: (max(0.0, way - x * there.radius * kind - error),
                      way + x * there.radius * kind + error)  # fmt: skip


CLASSES: tuple[Class, ...] = ("plain", "about", "range", "nearly", "over", "more", "most")


def _far(rng: random.Random, kinds: tuple[Class, ...], words: tuple[str, ...] | None,
         says: str) -> tuple[Made, list[Spot]]:  # fmt: skip
    """A distance in some words against coordinates."""
    town = _town(rng)
    there, way = _from(rng, town)
    kind = rng.choice(kinds)
    said = _number(rng, way * _off(rng, kind, rng.choice(WANTED)), rng.choice(["km", "nm"]), kind,
                   words)  # fmt: skip
    claims = [f"alpha is at {there.text}", says.format(said.text)]
    ends = (halved(_fits(said, _around(there, way, 1.01, ERROR))),
            halved(_fits(said, _around(there, way, 0.99, 0.0))))  # fmt: skip
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
    town = _town(rng)
    there, way = _from(rng, town, 4.7, 6.3)
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
    one, other = _town(rng, "Town"), _town(rng, "Harbour")
    way = distance(one.drawn.centre, other.drawn.centre)
    kind = rng.choice(CLASSES)
    said = _number(rng, way * _off(rng, kind, rng.choice(WANTED)), rng.choice(["km", "nm"]), kind)

    def held(room: float) -> Callable[[float], tuple[float, float]]:
        # A town lies within its error, and within twice that at a stretch of one.
        return lambda x: (way - room * (1 + 2 * x), way + room * (1 + 2 * x))

    claims = [f'"Town" is {said.text} from "Harbour"']
    return (claims, (halved(_fits(said, held(2 * ERROR))), halved(_fits(said, held(0.0))))), [
        one, other]  # fmt: skip


def lie_restated(rng: random.Random) -> tuple[Made, list[Spot]]:
    """A length put into another unit wrongly."""
    town = _town(rng)
    metres = 10 ** rng.uniform(3.7, 6)
    one = _number(rng, metres, rng.choice(["km", "nm"]), rng.choice(["plain", "about", "range"]))
    other = _number(rng, metres * rng.choice([0.7, 0.8, 0.9, 1.1, 1.25, 1.5]),
                    rng.choice(["mi", "nm", "km"]), rng.choice(["plain", "about"]))  # fmt: skip

    def so(x: float) -> bool:
        return any(meet(a, b) for a in one.spans(x) for b in other.spans(x))

    found = halved(so)
    claims = [f'alpha is {one.text} from "Town"', f"{other.text} restates C1"]
    return (claims, (found * (1 - 1e-9), found)), [town]


def lie_height(rng: random.Random) -> tuple[Made, list[Spot]]:
    """Two heights above the sea of one moment, the one in a word that binds one side."""
    metres = rng.uniform(1500, 12000)
    one = _number(rng, metres, rng.choice(["m", "ft"]), "plain")
    kind: Class = rng.choice(["more", "most", "nearly", "over", "about"])
    words = {"more": ("more than", "at least"), "most": ("less than", "up to")}.get(kind)
    value = metres * _off(rng, kind, rng.choice(WANTED))
    other = _number(rng, value, rng.choice(["m", "ft"]), kind,
                    words)  # fmt: skip

    def so(x: float) -> bool:
        return any(meet(a, b) for a in one.spans(x) for b in other.spans(x))

    found = halved(so)
    claims = [
        f"alpha is at {one.text} above sea level",
        f"alpha is at {other.text} above sea level",
    ]
    return (claims, (found * (1 - 1e-9), found)), []


def lie_lapse(rng: random.Random) -> tuple[Made, list[Spot]]:
    """A time between two clock times, in any form."""
    one = clock(rng, rng.uniform(3600, 40000))
    gap = rng.uniform(600, 20000)
    other = clock(rng, one.seconds + gap)
    kind = rng.choice(CLASSES)
    lasted = rng.random() < 0.5
    said = _number(rng, gap * _off(rng, kind, rng.choice(WANTED)), rng.choice(["minutes", "hours"]),
                   kind)  # fmt: skip

    def held(x: float) -> tuple[float, float]:
        (a, b), (c, d) = one.ends(x), other.ends(x)
        return c - b, d - a

    found = halved(_fits(said, held))
    between = f"jamming lasted {said.text}" if lasted else f"bravo is {said.text} after alpha"
    claims = [f"alpha is at {one.text}", f"bravo is at {other.text}", between]
    return (claims, (found * (1 - 1e-9), found)), []


def lie_clock(rng: random.Random) -> tuple[Made, list[Spot]]:
    """A clock time with a stated error, of a span, or in an abbreviation, against one in UTC."""
    one = clock(rng, rng.uniform(20000, 60000))
    kind = rng.choice(["error", "span", "abbreviation"])
    want = rng.choice(WANTED)
    side = rng.choice([-1, 1])
    if kind == "error":
        size = rng.choice([2, 5, 10]) * 60
        other = round((one.seconds + side * want * (size + one.unit / 2)) / 60) * 60
        words = f"at {Clock(other, 60).text} ± {size // 60} min"

        def held(x: float) -> tuple[float, float]:
            return other - x * size, other + x * size
    elif kind == "span":
        first = round((one.seconds + side * want * (30 + one.unit / 2)) / 60) * 60
        first -= 600 if side < 0 else 0
        last = first + 600
        body, day = Clock(first, 60).text.split(" UTC ")
        until = Clock(last, 60).text.split(" UTC ")[0]
        words = f"between {body} and {until} UTC {day}"

        def held(x: float) -> tuple[float, float]:
            return first - 30 * x, last + 30 * x
    else:
        name, minutes = rng.choice([("CEST", 120), ("EDT", -240), ("JST", 540), ("EEST", 180)])
        other = round((one.seconds + side * want * (30 + one.unit / 2)) / 60) * 60
        words = f"at {Clock(other + 60 * minutes, 60).text.replace('UTC', name)}"
        if other + 60 * minutes < 0:
            words = f"at {Clock(other, 60).text}"

        def held(x: float) -> tuple[float, float]:
            return other - 30 * x, other + 30 * x

    found = halved(lambda x: meet(one.ends(x), held(x)))
    claims = [f"alpha is at {one.text}", f"alpha is {words}"]
    return (claims, (found * (1 - 1e-9), found)), []


def lie_total(rng: random.Random) -> tuple[Made, list[Spot]]:
    """A visit that lasts longer than all visits together."""
    total = _number(rng, rng.uniform(300, 5000), "minutes", rng.choice(["plain", "about", "range"]))
    share = rng.choice([1.15, 1.3, 1.6, 2, 3])
    one = _number(rng, float(total.high or total.low) * 60 * share, "minutes",
                  rng.choice(["plain", "about", "range"]))  # fmt: skip
    found = halved(lambda x: one.spans(x)[0][0] <= total.spans(x)[0][1])
    claims = [f'Falcon is inside "Town" for a total of {total.text}',
              f'Falcon stays in "Town" for {one.text}']  # fmt: skip
    return (claims, (found * (1 - 1e-9), found)), [_town(rng)]


def lie_mach(rng: random.Random) -> tuple[Made, list[Spot]]:
    """Mach against a speed through the air at one moment."""
    n = rng.randint(5, 15) / 10
    t = min(0.05 if round(n * 10) % 5 else 0.25, n / 10)
    limit = n * SOUND[1] if rng.random() < 0.5 else n * SOUND[0]
    factor = 1 + rng.choice([0.1, 0.2, 0.4, 0.8])
    value = limit * factor if limit == n * SOUND[1] else limit / factor
    said = _number(rng, value, rng.choice(["km/h", "kt", "m/s"]), rng.choice(["plain", "about"]))

    def so(x: float) -> bool:
        low, high = max(0.0, n - x * t) * SOUND[0], (n + x * t) * SOUND[1]
        return any(meet((low, high), span) for span in said.spans(x))

    found = halved(so)
    claims = [f"Falcon flies at Mach {n:g} at alpha",
              f"Falcon flies at {said.text} through the air at alpha"]  # fmt: skip
    # The speed of sound is given as whole metres a second.
    return (claims, (found * 0.97 - 0.03, found * 1.03 + 0.03)), []


def lie_rise(rng: random.Random) -> tuple[Made, list[Spot]]:
    """Up or down without a number, against heights above the sea."""
    low = rng.uniform(1000, 8000)
    one = _number(rng, low, rng.choice(["m", "ft"]), "plain")
    other = _number(rng, low * rng.choice([1.15, 1.3, 1.6, 2]), rng.choice(["m", "ft"]), "plain")
    verb = rng.choice(["descends", "does not climb"])

    def so(x: float) -> bool:
        return other.spans(x)[0][0] <= one.spans(x)[0][1]

    found = halved(so)
    sea = "above sea level"
    claims = [f"alpha is at {one.text} {sea}", f"bravo is at {other.text} {sea}",
              f"Falcon {verb} from alpha to bravo"]  # fmt: skip
    return (claims, (found * (1 - 1e-9), found)), []


def lie_denial(rng: random.Random) -> tuple[Made, list[Spot]]:
    """Two facts, the one the denial of the other."""
    pair = [text.format(rng.choice([3, 12, 40])) for text in rng.choice(DENIALS)]
    rng.shuffle(pair)
    return (pair, (math.inf, math.inf)), [_town(rng)]


MAKERS: dict[str, Callable[[random.Random], tuple[Made, Sequence[Spot | Ground]]]] = {
    "distance in words": lie_distance,
    "within": lie_within,
    "passes": lie_passes,
    "direction": lie_direction,
    "two places": lie_two_places,
    "restated": lie_restated,
    "height in words": lie_height,
    "heights of two references": lie_references,
    "bare heights": lie_bare,
    "bare heights, ground stated": lie_over_ground,
    "lapse in words": lie_lapse,
    "clock in words": lie_clock,
    "total of visits": lie_total,
    "Mach": lie_mach,
    "up or down": lie_rise,
    "denial": lie_denial,
}


def make_wide_lie(seed: int) -> WideLie:
    """The lie of a seed; kinds come in turn. Draws until one is really a lie (``sure`` > 1)."""
    rng = random.Random(f"wide lie {seed}")
    kind = list(MAKERS)[seed % len(MAKERS)]
    while True:
        (claims, (sure, least)), spots = MAKERS[kind](rng)
        if kind == "denial" or 1 < sure <= rng.choice([1.5, 2, 3, 5, 50]):
            phrases = {"alpha": ["start of jamming"], "bravo": ["end of jamming"]}
            return WideLie(seed, kind, claims, sure, least, spots, phrases)


def wide_lie_text(lie: WideLie) -> str:
    """The case file of a lie; every claim has a speaker of its own."""
    lines = [
        f"# seed {lie.seed}: {lie.kind}, impossible below {lie.sure}, possible at {lie.least}",
        f'id = "wide-lie-{lie.seed}"',
        'title = "A lie"',
        f"date = {DAY.isoformat()}",
        "[[objects]]",
        'id = "Falcon"',
    ]
    for m in ("alpha", "bravo"):
        lines += ["[[moments]]", f'id = "{m}"', 'objects = ["Falcon"]']
        lines += [f"phrases = {_inline(lie.phrases.get(m, []))}"]
    for spot in lie.spots:
        lines += spot.lines() if isinstance(spot, Ground) else _place(spot)
    for k, says in enumerate(lie.claims, 1):
        lines += ["[[claims]]", f'id = "C{k}"', f"says = {_inline(says)}"]
        lines += [f'speaker = "witness {k}"', 'language = "en"', ""]
    return "\n".join(lines)
