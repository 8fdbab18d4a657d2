"""What is said of the visits of one object to one place, and of moments inside and outside it."""

from __future__ import annotations

import random

from ..journeys import Remark
from ..journeysaid import fix
from ..phrases import UNITS
from .clocks import say_stamp
from .journeys import INSIDE, WideJourney
from .numbers import Number, length_unit, say
from .voices import Voice

#: What is told twice as often as the rest.
TWICE = ("clock", "moment")


class Visits:
    """Makes sentences about one visit or two.

    Two claims of different durations tell them apart, the rest is told of either; without those two
    all is told of the first, but for what a number tells of the second.
    """

    def __init__(self, rng: random.Random, journey: WideJourney) -> None:
        self.rng, self.j = rng, journey
        self.place = journey.spots[0].name
        self.apart: list[Remark] = []
        self.told: set[int] = set()

    def begin(self, voice: Voice) -> list[Remark]:
        """Two durations that tell the visits apart, or none."""
        if self.rng.random() < 0.3 or len(self.j.visits) < 2:
            return []
        both = [self._duration(k, voice, "") for k in (0, 1)]
        if any(b is None for b in both) or both[0].says == both[1].says:  # type: ignore[union-attr]
            return []
        self.told = {0, 1}
        self.rng.shuffle(both)
        return [b for b in both if b is not None]

    def one(self, voice: Voice) -> Remark | None:
        """A sentence about a visit, or all of them."""
        kind = self.rng.choice(["named", "path", "speed", "total", "once", "stays", *TWICE, *TWICE])
        k = self.rng.choice(sorted(self.told)) if self.told else 0
        match kind:
            case "named":
                k = self.rng.randrange(len(self.j.visits))
                return self._duration(k, voice, f" on its {self._number(k)} visit")
            case "total":
                return self._total(voice)
            case "clock":
                return self._clock(k, voice)
            case "once":
                return self._once()
            case "moment":
                return self._moment()
            case "stays":
                return self._through()
        a, b = self._ends(k)
        start, end = self.j.main.stop(a), self.j.main.stop(b)
        assert start is not None
        assert end is not None
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

    def _number(self, k: int) -> str:
        """The word for the visit at a position: that of the only one may be "last"."""
        last = k == len(self.j.visits) - 1
        return self.rng.choice([("first", "second")[k], *(["last"] if last else [])])

    def _total(self, voice: Voice) -> Remark | None:
        whole = sum(self._lapse(k) for k in range(len(self.j.visits)))
        said = self._time(whole, voice, ("seconds", "minutes", "hours"))
        if said is None:
            return None
        return Remark("total", f'Falcon is inside "{self.place}" for a total of {said.text}',
                      said.text, ways=2 * said.ways)  # fmt: skip

    def _clock(self, k: int, voice: Voice) -> Remark | None:
        """When it enters or leaves: of the second visit where that is told, or by its number."""
        verb, named, which = self.rng.choice(["enters", "leaves"]), "", ""
        if not self.told and (len(self.j.visits) > 1 or self.rng.random() < 0.2):
            k = self.rng.randrange(len(self.j.visits))
            named = which = f"on its {self._number(k)} visit"
        stop = self.j.main.stop(self._ends(k)[verb == "leaves"])
        assert stop is not None
        stamp = say_stamp(self.rng, stop.time, voice, self.j.zone, self.j.days)
        if stamp is None or not stamp.words.startswith(("at ", "about ")):
            return None
        says = " ".join(f'Falcon {verb} "{self.place}" {named} {stamp.words}'.split())
        return Remark(verb, says, which, ways=2 * stamp.ways)

    def _once(self) -> Remark | None:
        """That there was one visit; "once" alone is so of two as well."""
        if len(self.j.visits) > 1:
            how = self.rng.choice(["once", "twice", "at least twice"])
            return Remark("once", f'Falcon enters "{self.place}" {how}', "")
        verb = self.rng.choice(["enters", "is inside"])
        how = self.rng.choice(["only once", "exactly once"])
        return Remark("once", f'Falcon {verb} "{self.place}" {how}', "")

    def _moment(self) -> Remark | None:
        """Inside or outside at one of its moments, or where it is then."""
        m = self.rng.choice(self.j.moments)
        if self.rng.random() < 0.3 and abs(self.j.stop(m).at[0]) < 79:
            return Remark("fixed", f"{m} is at {fix(self.rng, self.j.stop(m).at).text}", "")
        if self.j.spots[0].inside(self.j.stop(m).at):
            verb = self.rng.choice(["is inside", "flies over", "stays in"])
            return Remark("in visit", f'Falcon {verb} "{self.place}" at {m}', m, ways=2)
        verb = self.rng.choice(["is outside", "does not fly over", "stays outside"])
        return Remark("no visit", f'Falcon {verb} "{self.place}" at {m}', m, ways=2)

    def _through(self) -> Remark | None:
        """Inside all the way from one moment to another."""
        first, last = INSIDE[0]
        if not {first, last} <= set(self.j.moments):
            return None
        verb = self.rng.choice(["stays in", "remains in"])
        return Remark(
            "in visit", f'Falcon {verb} "{self.place}" from {first} to {last}', "", ways=2
        )

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
