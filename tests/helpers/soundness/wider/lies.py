"""Lies in all the words of the language, each with a closed form of its least stretch.

As in the lies about journeys, the condition on what a stretch leaves of each number is written
twice: as what is needed when every bound is kind to the lie (``sure``), and as a world that is
possible (``least``). Facts that deny each other need an infinite stretch.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from ..casefiles import _inline, _place
from ..journeylies import WANTED, Made, size_row
from ..journeysaid import Clock, clock, halved, meet
from ..worlds import Spot
from .denials import DENIALS
from .heightlies import Ground, lie_bare, lie_over_ground, lie_references
from .numbers import Class
from .placelies import (
    CLASSES,
    DAY,
    amount,
    fits,
    lie_direction,
    lie_distance,
    lie_passes,
    lie_restated,
    lie_two_places,
    lie_within,
    off,
    town_of,
)

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


def lie_height(rng: random.Random) -> tuple[Made, list[Spot]]:
    """Two heights above the sea of one moment, the one in a word that binds one side."""
    metres = rng.uniform(1500, 12000)
    one = amount(rng, metres, rng.choice(["m", "ft"]), "plain")
    kind: Class = rng.choice(["more", "most", "nearly", "over", "about"])
    words = {"more": ("more than", "at least"), "most": ("less than", "up to")}.get(kind)
    value = metres * off(rng, kind, rng.choice(WANTED))
    other = amount(rng, value, rng.choice(["m", "ft"]), kind,
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
    said = amount(rng, gap * off(rng, kind, rng.choice(WANTED)), rng.choice(["minutes", "hours"]),
                   kind)  # fmt: skip

    def held(x: float) -> tuple[float, float]:
        (a, b), (c, d) = one.ends(x), other.ends(x)
        return c - b, d - a

    found = halved(fits(said, held))
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
    total = amount(rng, rng.uniform(300, 5000), "minutes", rng.choice(["plain", "about", "range"]))
    share = rng.choice([1.15, 1.3, 1.6, 2, 3])
    one = amount(rng, float(total.high or total.low) * 60 * share, "minutes",
                  rng.choice(["plain", "about", "range"]))  # fmt: skip
    found = halved(lambda x: one.spans(x)[0][0] <= total.spans(x)[0][1])
    claims = [f'Falcon is inside "Town" for a total of {total.text}',
              f'Falcon stays in "Town" for {one.text}']  # fmt: skip
    return (claims, (found * (1 - 1e-9), found)), [town_of(rng)]


def lie_mach(rng: random.Random) -> tuple[Made, list[Spot]]:
    """Mach against a speed through the air at one moment."""
    n = rng.randint(5, 15) / 10
    t = min(0.05 if round(n * 10) % 5 else 0.25, n / 10)
    limit = n * SOUND[1] if rng.random() < 0.5 else n * SOUND[0]
    factor = 1 + rng.choice([0.1, 0.2, 0.4, 0.8])
    value = limit * factor if limit == n * SOUND[1] else limit / factor
    said = amount(rng, value, rng.choice(["km/h", "kt", "m/s"]), rng.choice(["plain", "about"]))

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
    one = amount(rng, low, rng.choice(["m", "ft"]), "plain")
    other = amount(rng, low * rng.choice([1.15, 1.3, 1.6, 2]), rng.choice(["m", "ft"]), "plain")
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
    return (pair, (math.inf, math.inf)), [town_of(rng)]


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
