"""What is said of the visits of one object to one place, where there are two of them."""

from __future__ import annotations

import random

from ..journeys import Remark
from ..phrases import UNITS
from .clocks import say_stamp
from .journeys import WideJourney
from .numbers import Number, length_unit, say
from .voices import Voice

ORDINALS = (("first",), ("second", "last"))


class Visits:
    """Makes sentences about two visits.

    Two claims of different durations tell them apart, the rest is told of either; without those two
    all is told of the first.
    """

    def __init__(self, rng: random.Random, journey: WideJourney) -> None:
        self.rng, self.j = rng, journey
        self.place = journey.spots[0].name
        self.apart: list[Remark] = []
        self.told: set[int] = set()

    def begin(self, voice: Voice) -> list[Remark]:
        """Two durations that tell the visits apart, or none."""
        if self.rng.random() < 0.3:
            return []
        both = [self._duration(k, voice, "") for k in (0, 1)]
        if any(b is None for b in both) or both[0].says == both[1].says:  # type: ignore[union-attr]
            return []
        self.told = {0, 1}
        self.rng.shuffle(both)
        return [b for b in both if b is not None]

    def one(self, voice: Voice) -> Remark | None:
        """A sentence about a visit, or all of them."""
        kind = self.rng.choice(["named", "path", "speed", "total", "enters"])
        k = self.rng.choice(sorted(self.told)) if self.told else 0
        if kind == "named":
            k = self.rng.choice([0, 1])
            return self._duration(k, voice, f" on its {self.rng.choice(ORDINALS[k])} visit")
        a, b = self._ends(k)
        start, end = self.j.main.stop(a), self.j.main.stop(b)
        assert start is not None
        assert end is not None
        if kind == "total":
            first, last = self._lapse(0), self._lapse(1)
            said = self._time(first + last, voice, ("seconds", "minutes", "hours"))
            if said is None:
                return None
            return Remark("total", f'Falcon is inside "{self.place}" for a total of {said.text}',
                          said.text, ways=2 * said.ways)  # fmt: skip
        if kind == "enters":
            stamp = say_stamp(self.rng, start.time, voice, self.j.zone, self.j.days)
            if stamp is None or not self.told or not stamp.words.startswith(("at ", "about ")):
                return None
            return Remark("enters", f'Falcon enters "{self.place}" {stamp.words}', "",
                          ways=2 * stamp.ways)  # fmt: skip
        if kind == "path":
            unit, size = length_unit(self.rng, end.path - start.path, voice.miles)
            said = say(self.rng, end.path - start.path, unit, size, voice.signs, after=False,
                       kinds=("plain", "about", "range", "nearly"))  # fmt: skip
            if said is None:
                return None
            return Remark("path", f'Falcon travels {said.text} inside "{self.place}"', said.text,
                          ways=2 * said.ways)  # fmt: skip
        pace = (end.path - start.path) / max(1.0, end.time - start.time)
        said = self._time(pace, voice, ("km/h", "kt", "m/s"))
        if said is None:
            return None
        return Remark("speed", f'Falcon flies at {said.text} over the ground inside "{self.place}"',
                      said.text, ways=2 * said.ways)  # fmt: skip

    def _ends(self, k: int) -> tuple[str, str]:
        return self.j.visits[k]

    def _lapse(self, k: int) -> float:
        a, b = (self.j.main.stop(m) for m in self._ends(k))
        assert a is not None
        assert b is not None
        return b.time - a.time

    def _time(self, value: float, voice: Voice, units: tuple[str, ...]) -> Number | None:
        unit = self.rng.choice(units)
        return say(self.rng, value, unit, UNITS[unit], voice.signs, after=False,
                   kinds=("plain", "about", "range", "nearly"))  # fmt: skip

    def _duration(self, k: int, voice: Voice, named: str) -> Remark | None:
        said = self._time(self._lapse(k), voice, ("seconds", "minutes", "hours"))
        if said is None:
            return None
        verb = self.rng.choice([f'is inside "{self.place}" for', f'stays in "{self.place}" for'])
        return Remark("visit", f"Falcon {verb} {said.text}{named}", said.text,
                      ways=2 * said.ways)  # fmt: skip
