"""Heights as people say them: above the sea, above the ground, by pressure, on the day's setting.

From the prose of the reference: a height without a reference is any of these, one choice for all
heights of a speaker in one document. How they differ is weather and terrain, drawn well inside what
``docs/concepts/heights.md`` says that no weather and no terrain breaks.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

from ..phrases import UNITS
from .numbers import Class, Number, say
from .voices import REFERENCES, Reference, Voice

#: Metres of pressure altitude for each hPa at the sea, and what an altimeter may be off.
PER_HPA = 8.3
ALTIMETER = (100.0, 0.015)


@dataclass(frozen=True)
class Air:
    """The air over one place, and the ground below: what altimeters and heights above it show.

    ``low`` is the pressure altitude of the sea there in metres, ``growth`` how much a pressure
    altitude grows with each metre, ``ground`` how high the ground is, ``off`` the altimeter's error
    as a share of the most that it may be.
    """

    low: float
    growth: float
    ground: float
    off: float

    def shown(self, metres: float, reference: Reference) -> float:
        """A height above the sea as it is told from another reference."""
        if reference == "sea":
            return metres
        if reference == "ground":
            return metres - self.ground
        error = self.off * (ALTIMETER[0] + ALTIMETER[1] * metres)
        low = self.low if reference == "pressure" else 0.0
        return low + self.growth * metres + error


def draw_air(rng: random.Random, metres: float) -> Air:
    """Weather and terrain under something so high, strange at times."""
    strange = rng.random() < 0.3
    low = rng.uniform(-500, 1150) if strange else rng.uniform(-250, 250)
    growth = rng.uniform(0.88, 1.18) if strange else rng.uniform(0.96, 1.06)
    top = min(metres, 8800.0)
    ground = rng.choice([0.0, rng.uniform(min(-400.0, top), top)])
    return Air(low, growth, min(ground, metres), rng.uniform(-0.9, 0.9))


def say_height(
    rng: random.Random, voice: Voice, metres: float, air: Air
) -> tuple[str, Number | None, int] | None:
    """A phrase for a height above the sea, its number where it is told above the sea, its readings.

    A flight level has no number.
    """
    reference: Reference = rng.choice(REFERENCES)
    bare = rng.random() < 0.4
    if bare:
        reference = voice.height
    value = air.shown(metres, reference)
    if reference == "pressure" and not bare and rng.random() < 0.5:
        level = value / 0.3048 / 100
        grain = rng.choice([1, 5, 10])
        n = max(grain, round(level / grain) * grain)
        if not 10 <= n <= 600 or abs(n - level) > grain / 2 - 1e-6:
            return None
        return rng.choice([f"at FL{n}", f"at flight level {n}"]), None, 1
    if value < 60:
        return None
    unit = rng.choice(["ft", "ft", "m", "km"])
    said, form = _number(rng, value, unit, voice, bare or reference == "sea")
    if said is None:
        return None
    ways = 4 if bare else 1
    if form in ("above", "below"):
        return (
            f"{said.text}{_tail(rng, reference, bare)}",
            said if reference == "sea" and not bare else None,
            ways,
        )
    lead = "at "
    tail = _tail(rng, reference, bare)
    if reference == "pressure" and not bare:
        lead, tail = "at a pressure altitude of ", ""
    elif reference == "ground" and not bare:
        lead = ""
    elif bare and rng.random() < 0.4:
        lead = rng.choice(["at an altitude of ", "at a height of "])
    return f"{lead}{said.text}{tail}", said if reference == "sea" and not bare else None, ways


def _number(
    rng: random.Random, value: float, unit: str, voice: Voice, sided: bool
) -> tuple[Number | None, str]:
    """A number, and whether it stands in a form that binds one side."""
    form = rng.choice(["at", "at", "above", "below"]) if sided else "at"
    kinds: tuple[Class, ...] = ("plain", "plain", "about", "range", "nearly", "over")
    words: tuple[str, ...] | None = None
    if form == "above":
        kinds, words = ("more",), ("above", "higher than", "not below", "not lower than")
    elif form == "below":
        kinds, words = ("most",), ("below", "lower than", "not above", "not higher than")
    said = say(
        rng, value, unit, UNITS[unit], voice.signs, kinds=kinds, words=words, after=False
    )  # fmt: skip
    return said, form


def _tail(rng: random.Random, reference: Reference, bare: bool) -> str:
    """The words after a number that say what it counts from, where more than one is drawn."""
    if bare or len(REFERENCES) == 1:
        return ""
    if reference == "sea":
        return rng.choice([" above sea level", " above mean sea level", " amsl"])
    if reference == "ground":
        return rng.choice([" above the ground", " above the surface", " AGL"])
    return rng.choice([" on QNH", " on the day's setting"])
