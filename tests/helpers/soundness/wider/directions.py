"""Directions as people say them: compass words, *due*, degrees of either north, radials.

From the prose of the reference: sectors of 45, 22.5 and 11.25 degrees to either side, *due* 11.25;
degrees 2.5, hedged 11.25, from true or from magnetic north where the words do not say; a radial 5,
from a beacon set within 5 degrees of magnetic north. Each is that wide up to a stretch of 1 and
grows by half of itself for each further 1.
"""

from __future__ import annotations

import datetime as dt
import math
import random
from dataclasses import dataclass
from functools import cache

import ppigrf

from ..earth import Position, turn
from ..phrases import COMPASS, half_width
from .voices import Voice

LETTERS = ("N", "NNE", "NE", "ENE", "E", "ESE", "SE", "SSE", "S", "SSW", "SW", "WSW", "W", "WNW",
           "NW", "NNW")  # fmt: skip
#: Degrees by which a beacon may be set off magnetic north.
ALIGNMENT = 5.0
#: What is granted to a declination when a witness is measured again, degrees.
GRANTED = 1.5


@cache
def declination(at: Position, day: dt.date) -> float:
    """Degrees by which magnetic north lies east of true north (IGRF)."""
    when = dt.datetime(day.year, day.month, day.day)
    east, north, _ = ppigrf.igrf(at[1], at[0], 0, when)
    return math.degrees(math.atan2(east.item(), north.item()))


@dataclass(frozen=True)
class Pointed:
    """A direction as said: its words with "of" or "from", its middle and half its sector."""

    words: str
    middle: float
    half: float
    north: str = "true"

    def stretch(self, azimuth: float, east: float, room: float = 0.0) -> float:
        """The stretch at which a true azimuth is meant, magnetic north being ``east`` degrees off.

        ``room`` is granted to each north but the true one.
        """
        off = []
        if self.north in ("true", ""):
            off.append(turn(azimuth, self.middle))
        if self.north in ("magnetic", ""):
            off.append(max(0.0, turn(azimuth, self.middle + east) - room))
        if self.north == "radial":
            off.append(max(0.0, turn(azimuth, self.middle + east) - ALIGNMENT - room))
        least = min(off)
        return 0.0 if least <= self.half else 1 + 2 * (least / self.half - 1)

    @property
    def ways(self) -> int:
        """Ordinary readings of its north."""
        return {"": 2, "radial": 5}.get(self.north, 1)


def say_direction(
    rng: random.Random, voice: Voice, azimuth: float, spare: float, east: float
) -> Pointed | None:
    """Words for a true azimuth that hold with ``spare`` degrees to either side.

    ``east`` is the declination where the direction is taken from.
    """
    kind = rng.choice(["word", "word", "letters", "due", "degrees", "degrees", "radial"])
    if kind in ("word", "letters", "due"):
        table = [(w, COMPASS[w], 11.25 if kind == "due" else half_width(w)) for w in COMPASS]
        fits = [t for t in table if turn(azimuth, t[1]) + spare <= t[2]]
        if not fits:
            return None
        word, middle, half = rng.choice(fits)
        if kind == "letters":
            word = LETTERS[round(middle / 22.5)]
        lead = {"due": "due ", "word": rng.choice(["", "", "to the "])}.get(kind, "")
        if "to the" in lead and half < 22.5:
            lead = ""
        return Pointed(f"{lead}{word} of", middle, half)
    hedged = rng.random() < 0.3
    half = 11.25 if hedged else 2.5
    lead = "about " if hedged else ""
    if kind == "radial":
        seen = azimuth - east - voice.set_to
        half = 5.0
        n = _degrees(rng, seen, half - spare)
        if n is None:
            return None
        words = rng.choice([f"on the {n} radial of", f"on radial {n} from"])
        return Pointed(words, float(n), half, "radial")
    told = rng.choice(["", "", voice.north])
    n = _degrees(rng, azimuth - (east if voice.north == "magnetic" else 0.0), half - spare)
    if n is None:
        return None
    north = {"true": rng.choice([" true", "T"]), "magnetic": rng.choice([" magnetic", " M"])}
    said = north.get(told, "")
    if said == "T":
        said = " T"
    form = rng.choice([f"on a bearing of {lead}{n}°{said} from", f"bearing {lead}{n}{said} from"])
    return Pointed(form, float(n), half, told)


def _degrees(rng: random.Random, seen: float, room: float) -> int | None:
    """Whole degrees within so many of what is seen."""
    if room <= 0.5:
        return None
    near = [n for n in range(round(seen - room), round(seen + room) + 1)
            if abs(n - seen) <= room - 1e-6]  # fmt: skip
    tens = [n for n in near if n % 10 == 0]
    if not near:
        return None
    return rng.choice(tens or near if rng.random() < 0.4 else near) % 360
