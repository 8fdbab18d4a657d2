"""Heights as people say them of one that is truly so many metres above the sea."""

from __future__ import annotations

import math
import random

from ..phrases import UNITS
from .numbers import Number, say
from .voices import Voice

#: By what share of itself a pressure height may differ from the true one here.
WEATHER = 0.06


def say_height(rng: random.Random, voice: Voice, metres: float) -> tuple[str, Number | None] | None:
    """A phrase for a height above the sea, and its number; none of a flight level."""
    if rng.random() < 0.15:
        level = metres / 0.3048 / 100 * (1 + rng.uniform(-WEATHER, WEATHER))
        grain = rng.choice([1, 5, 10])
        n = max(grain, round(level / grain) * grain)
        if not 10 <= n <= 600 or abs(n - level) > grain / 2:
            return None
        return rng.choice([f"at FL{n}", f"at flight level {n}"]), None
    unit = rng.choice(["ft", "ft", "m", "km"])
    form = rng.choice(["at", "at", "of", "above", "below"])
    words: tuple[str, ...] | None = None
    if form == "above":
        kinds, words = ("more",), ("above", "higher than", "not below", "not lower than")
    elif form == "below":
        kinds, words = ("most",), ("below", "lower than", "not above", "not higher than")
    else:
        kinds = ("plain", "plain", "about", "range", "nearly", "over")
    said = say(rng, metres, unit, UNITS[unit], voice.signs, kinds=kinds, words=words, after=False)  # type: ignore[arg-type]
    if said is None or metres / UNITS[unit] > 60000 or math.isnan(metres):
        return None
    lead = {"at": "at ", "of": rng.choice(["at an altitude of ", "at a height of "])}.get(form, "")
    tail = rng.choice(["", "", " above sea level", " amsl"]) if form == "at" else ""
    return f"{lead}{said.text}{tail}", said
