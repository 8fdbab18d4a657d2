"""Numbers in every form that people give them, and what a stretch leaves of each form.

Written from the prose of the reference:

* one-sided words bind one side, hard up to a stretch of 1, beyond it by the number's tolerance for
  each further 1; a soft word beside them ("up to about 100") makes the end that of "about 100";
* of a range under a one-sided word each end is a reading, and a negation is carried out first:
  "not within 5-10" is beyond 5, or beyond 10;
* zeros after the point are written precision;
* a point or a comma groups thousands or stands before decimals as the speaker's document has it.
"""

from __future__ import annotations

import math
import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from ..phrases import LESS, MILES, MORE, MOST, NEARLY, OVER, UNITS, Said, number_tolerance

Signs = Literal["point", "comma"]
#: What binds: both sides, below only, above only.
Class = Literal["plain", "about", "range", "nearly", "over", "more", "most"]

#: Words before a number, by what they do to it.
BEFORE: dict[Class, tuple[str, ...]] = {
    "plain": ("",),
    "about": (
        *("about", "some", "roughly", "approximately", "around", "circa", "perhaps", "maybe"),
        *("probably", "possibly", "an estimated", "close to", "ca", "ca.", "approx.", "~"),
        *("something like", "in the region of"),
    ),
    "nearly": ("nearly", "almost", "just under", "just below", "a little less than",
               "slightly under", "just short of", "not quite"),
    "over": ("just over", "just above", "a little more than", "slightly over"),
    "more": ("more than", "at least", "exceeding", "in excess of", "upwards of", "no less than",
             "not less than", "no fewer than", "not under", "well over", "in excess of"),
    "most": ("less than", "fewer than", "under", "below", "up to", "at most", "no more than",
             "not more than", "not over", "not exceeding", "no farther than", "at most"),
}  # fmt: skip
#: The same after it.
AFTER: dict[Class, tuple[str, ...]] = {
    "about": ("or so", "more or less", "give or take", "or thereabouts"),
    "more": ("or more", "or even more", "or over", "at least"),
    "most": ("or less", "or under", "at most", "or fewer"),
}
CANON = {"plain": "", "range": "", "about": "about", "nearly": NEARLY[0], "over": OVER[0],
         "more": MORE[0], "most": MOST[1]}  # fmt: skip
IN_WORDS = {
    Decimal(n): word
    for n, word in (
        *((1, "one"), (2, "two"), (3, "three"), (4, "four"), (5, "five"), (6, "six"), (7, "seven")),
        *((8, "eight"), (9, "nine"), (10, "ten"), (11, "eleven"), (12, "twelve"), (15, "fifteen")),
        *((20, "twenty"), (25, "twenty-five"), (30, "thirty"), (40, "forty"), (50, "fifty")),
        *((75, "seventy-five"), (90, "ninety"), (100, "a hundred")),
    )
}
COUNTED = {Decimal(12): "a dozen", Decimal(2): "a couple of", Decimal("0.5"): "half a"}
#: Numbers that end in a nought after the point: 12.0 is good to 0.05.
PRECISE = Decimal("0.05")


@dataclass(frozen=True)
class Number(Said):
    """A number as it stands in a sentence; ``hedge`` is the plainest word of its class.

    ``words`` is all of it, unit included. ``soft`` says that a soft word stands beside a one-sided
    one, ``precise`` that a written nought after the point is its precision.
    """

    words: str = ""
    soft: bool = False
    precise: bool = False

    @property
    def text(self) -> str:
        return self.words or super().text

    @property
    def bound(self) -> str:
        """ "below", "above", or "" for both sides."""
        if self.hedge in MORE:
            return "below"
        return "above" if self.hedge in (*LESS, *MOST) else ""

    @property
    def tolerance(self) -> Decimal:
        if self.precise:
            return PRECISE
        if self.soft:
            return max(number_tolerance(self.low), self.low / 5)
        return super().tolerance

    def needs(self, metres: float, unit_metres: float) -> float:
        if not self.soft:
            return super().needs(metres, unit_metres)
        v, x = metres / unit_metres, float(self.low)
        beyond = x - v if self.bound == "below" else v - x
        return max(0.0, beyond / float(self.tolerance))

    def of(self, value: float, factor: float = 1.0) -> float:
        """The stretch at which a value in SI units is meant, in the kindest reading of the unit."""
        v = value / factor
        if self.bound == "above" and v < -1e-3:
            return math.inf
        return min(self.needs(v, size) for size in self.units.values())

    def kindest(self, value: float, factor: float = 1.0) -> float:
        """The same, where the sign in a number may be the other one too."""
        return min(n.of(value, factor) for n in (self, *self.resigned))

    @property
    def resigned(self) -> list[Number]:
        """What a number may be whose sign before three digits can be the other one.

        Where no language is told, a witness may hold *15,330 mi* to be 15.33.
        """
        marked = re.findall(r"(?<![\d.,])\d{1,3}[.,]\d{3}(?![\d.,])", self.words)
        whole = {Decimal(re.sub("[.,]", "", numeral)) for numeral in marked}

        def other(x: Decimal) -> Decimal:
            if x in whole:
                return x.scaleb(-3)
            return x.scaleb(3) if x.scaleb(3) in whole else x

        if not whole:
            return []
        high = None if self.high is None else other(self.high)
        return [replace(self, low=other(self.low), high=high, precise=False)]

    def spans(self, stretch: float) -> list[tuple[float, float]]:
        """What each ordinary reading allows at a stretch, in SI units."""
        ends = [self.low] if self.high is None or not self.bound else [self.low, self.high]
        out = []
        for end in ends:
            one = self if len(ends) == 1 else Number(self.hedge, end, None, self.unit)
            low, high = one._span(stretch)
            out += [(low * size, high * size) for size in self.units.values()]
        return out

    def _span(self, stretch: float) -> tuple[float, float]:
        n, t = float(self.low), float(self.tolerance)
        top = n if self.high is None else float(self.high)
        past = max(0.0, stretch - 1) * t
        if self.bound:
            give = stretch * t if self.soft else past
            return (n - give, math.inf) if self.bound == "below" else (-math.inf, n + give)
        if self.hedge in NEARLY:
            return n - 0.2 * n * stretch, n + past
        if self.hedge in OVER:
            return n - past, n + 0.2 * n * stretch
        return n - stretch * t, top + stretch * t

    @property
    def ways(self) -> int:
        """Its ordinary readings, those of its unit included."""
        ends = 2 if self.bound and self.high is not None else 1
        return ends * len(self.units)


def written(rng: random.Random, x: Decimal, signs: Signs) -> str:
    """A number in digits under a convention of point and comma."""
    plain = f"{x.normalize():f}"
    whole, _, decimals = plain.partition(".")
    if len(whole) > 3 and rng.random() < 0.6:
        mark = rng.choice(["," if signs == "point" else ".", " "])
        groups = []
        while len(whole) > 3:
            whole, group = whole[:-3], whole[-3:]
            groups.insert(0, group)
        whole = mark.join([whole, *groups])
    if not decimals:
        return whole
    return f"{whole}{'.' if signs == 'point' else ','}{decimals}"


def spoken(
    rng: random.Random,
    low: Decimal,
    high: Decimal | None,
    unit: str,
    kind: Class,
    signs: Signs,
    *,
    words: Sequence[str] | None = None,
    soft: bool = False,
    after: bool = True,
) -> Number:
    """A number with words of its class.

    ``words`` replaces the words before it, ``after`` lets a word after it stand instead.
    """
    hedge = CANON[kind]
    first = written(rng, low, signs)
    body = unit
    precise = False
    if high is not None:
        last = written(rng, high, signs)
        forms = [f"{first}-{last}", f"{first} to {last}", f"{first}–{last}"]
        if kind == "range":
            forms += [f"between {first} and {last}"] * 2
        numeral = rng.choice(forms)
    else:
        numeral = first
        if kind == "plain" and low == low.to_integral_value() and low < 100 and rng.random() < 0.15:
            precise = True
            numeral = f"{low:.0f}{'.' if signs == 'point' else ','}0"
        elif low in IN_WORDS and rng.random() < 0.25:
            numeral = IN_WORDS[low]
        elif low in COUNTED and rng.random() < 0.3 and unit in SINGULAR:
            numeral = COUNTED[low]
            body = SINGULAR[unit] if low == Decimal("0.5") else unit
    if precise and low * Decimal("0.1") < PRECISE:  # never more than a tenth of the number
        precise, numeral = False, first
    table = BEFORE.get(kind, ("",)) if words is None else words
    lead, tail = rng.choice(tuple(table)), ""
    if after and words is None and high is None and kind in AFTER and rng.random() < 0.2:
        lead, tail = "", rng.choice(AFTER[kind])
    if soft:
        lead = rng.choice(["up to about", "at most about"] if kind == "most" else
                          ["at least about", "more than about"])  # fmt: skip
        tail = ""
    text = " ".join(f"{lead} {numeral} {body} {tail}".split())
    return Number(hedge, low, high, unit, text, soft, precise)


SINGULAR = {"miles": "mile", "nautical miles": "nautical mile", "statute miles": "statute mile",
            "hours": "hour", "minutes": "minute"}  # fmt: skip
GRAINS = [Decimal(g) for g in ("0.1", "0.5", "1", "2", "5", "10", "25", "50", "100", "500", "1000")]
#: How often each class is drawn.
CLASSES: tuple[Class, ...] = ("plain", "plain", "about", "about", "range", "nearly", "over", "more",
                              "more", "most", "most")  # fmt: skip
#: Values of the printed number over the true one.
FACTORS = {"plain": (0.9, 1.1), "about": (0.8, 1.25), "nearly": (1, 1.25), "over": (0.83, 1),
           "more": (0.1, 1), "most": (1, 5), "range": (1, 1)}  # fmt: skip


def say(
    rng: random.Random,
    value: float,
    unit: str,
    size: float,
    signs: Signs = "point",
    *,
    kinds: Sequence[Class] = CLASSES,
    words: Sequence[str] | None = None,
    after: bool = True,
) -> Number | None:
    """A way to say a positive value that holds by the policy; ``None`` if none is found.

    ``size`` is what one unit means to the speaker, in SI units. Half of the time sayings at the
    edge of their tolerance are preferred.
    """
    v = value / size
    if not 0.3 <= v <= 60000:
        return None
    kind = rng.choice(list(kinds))
    pairs: list[tuple[Decimal, Decimal | None]] = []
    soft = kind in ("more", "most") and words is None and rng.random() < 0.15
    if kind == "range" or (kind in ("more", "most") and not soft and rng.random() < 0.3):
        for g in GRAINS:
            low = g * math.floor(Decimal(v) / g) - g * rng.randint(0, 2)
            pairs.append((low, low + g * rng.randint(1, 4)))
    else:
        lo, hi = FACTORS[kind]
        for _ in range(3):
            x = Decimal(v * rng.uniform(lo, hi))
            for g in GRAINS:
                pairs += [(g * (round(x / g) + d), None) for d in (-1, 0, 1)]
    fits: list[Number] = []
    for low, high in pairs:
        if low <= 0:
            continue
        made = spoken(rng, low, high, unit, kind, signs, words=words, soft=soft, after=after)
        if made.needs(value, size) <= 1 - 1e-7:
            fits.append(made)
    if not fits:
        return None
    if rng.random() < 0.5:
        fits.sort(key=lambda n: -n.needs(value, size))
        fits = fits[: max(1, len(fits) // 6)]
    return rng.choice(fits)


def length_unit(rng: random.Random, metres: float, miles: float) -> tuple[str, float]:
    """A unit for a length, and what the speaker means by it in metres."""
    names = ["km", "nm", "nautical miles", "mi", "statute miles", "miles", "miles", "miles"]
    if metres < 30000:
        names += ["m", "ft", "yards"]
    unit = rng.choice(names)
    return unit, miles if unit == "miles" else {**UNITS, "yards": 0.9144}[unit]


def meanings(unit: str) -> dict[str, float]:
    """What a unit of length can mean, in metres."""
    return MILES if unit == "miles" else {unit: UNITS[unit]}
