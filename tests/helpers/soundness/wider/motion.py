"""What is said of times, places and ways of the objects of a wide journey."""

from __future__ import annotations

import datetime as dt
import math
import random
import re
from dataclasses import replace

from ..earth import distance
from ..journeyphrases import Talk
from ..journeys import HARD, WIND, Body, Remark, Stop, slant
from ..phrases import UNITS, descent
from ..worlds import Spot
from .clocks import say_stamp
from .heights import Air, draw_air, say_height
from .journeys import WideJourney, outside_all
from .numbers import CLASSES, Class, Number, length_unit, say
from .placesaid import PlaceTalk
from .sun import say_light
from .voices import Voice

#: How often it is told how light it was.
LIGHT = 1
#: Metres a second: the speed of sound in the coldest and in the hottest air.
SOUND = (270.0, 366.0)


class Motion:
    """Makes sentences about times, places and ways in a voice."""

    def __init__(self, rng: random.Random, journey: WideJourney) -> None:
        self.rng, self.j = rng, journey
        self.talk = Talk(rng, journey)

    def one(self, voice: Voice) -> Remark | None:
        """A sentence of a random kind."""
        makers = [self.where] * 4 + [self.apart] * 2 + [self.passes] * 3 + [self.speed] * 3
        makers += (
            [self.light] * LIGHT
            + [self.order] * 3
            + [self.rises] * 2
            + [self.lasted, self.others, self.path]
        )
        return self.rng.choice(makers)(voice)

    # ---- times ---------------------------------------------------------------------------

    def clock(self, voice: Voice) -> Remark | None:
        """A clock time of a moment."""
        m = self.rng.choice(self.j.moments)
        said = say_stamp(self.rng, self.j.stop(m).time, voice, self.j.zone, self.j.days)
        if said is None:
            return None
        return Remark("clock time", f"{m} is {said.words}", "", ("time", m), said.need, said.per,
                      ways=said.ways)  # fmt: skip

    def light(self, voice: Voice) -> Remark:
        """How light it was, and where the sun stood; it says the same in every voice."""
        del voice
        m = self.rng.choice(self.j.moments)
        stop = self.j.stop(m)
        return Remark("light", say_light(self.rng, m, stop.time, stop.at), "")

    def order(self, voice: Voice) -> Remark | None:
        """What came first, and how long before."""
        found = self.talk.pair(self.j.main)
        if found is None:
            return None
        a, b = found
        gap, what = b.time - a.time, ("gap", a.moment, b.moment)
        kind = self.rng.choice(["because", "within", "lapse", "lapse"])
        if kind == "because" or gap < 1:
            return Remark("order", f"{b.moment} is because of {a.moment}", "", what,
                          lambda v: 0.0 if v > -1e-3 else math.inf)  # fmt: skip
        unit = "seconds" if gap < 200 else self.rng.choice(["minutes", "hours"])
        if kind == "within":
            said = say(self.rng, gap, unit, UNITS[unit], voice.signs, kinds=("most",),
                       words=("within",))  # fmt: skip
            if said is None:
                return None
            one, other, link = (b, a, "after") if self.rng.random() < 0.5 else (a, b, "before")
            if self.rng.random() < 0.3:  # either way
                says = f"{one.moment} is {said.text} of {other.moment}"
                made = self._need("lapse", says, said, what)
                return replace(made, need=lambda v: said.kindest(abs(v)))
            return self._need("lapse", f"{one.moment} is {said.text} {link} {other.moment}", said,
                              what)  # fmt: skip
        said = say(self.rng, gap, unit, UNITS[unit], voice.signs, after=False)
        if said is None:
            return None
        says = f"{b.moment} is {said.text} after {a.moment}"
        if self.rng.random() < 0.5:
            says = f"{a.moment} is {said.text} before {b.moment}"
        made = self._need("lapse", says, said, what)
        if re.match(r"not (?!exceeding)", said.text):  # or not after at all
            return replace(made, need=lambda v: min(said.kindest(v), math.inf if v > 0 else 0.0))
        return made

    def lasted(self, voice: Voice) -> Remark | None:
        """How long something lasted whose start and end the case declares."""
        found = self.talk.pair(self.j.main)
        if found is None or self.j.twins:
            return None
        a, b = found
        gap = b.time - a.time
        phrases = ("start of jamming", "end of jamming")
        known = {p: m for m, ps in self.j.phrases.items() for p in ps}
        if any(p in known for p in phrases) or gap < 1:
            return None
        unit = "seconds" if gap < 200 else self.rng.choice(["minutes", "hours"])
        said = say(self.rng, gap, unit, UNITS[unit], voice.signs, after=False)
        if said is None:
            return None
        for stop, phrase in zip((a, b), phrases, strict=True):
            self.j.phrases.setdefault(stop.moment, []).append(phrase)
        verb = self.rng.choice(["lasted", "lasts"])
        return self._need("lasted", f"jamming {verb} {said.text}", said,
                          ("gap", a.moment, b.moment))  # fmt: skip

    def _need(self, kind: str, says: str, said: Number, what: tuple[str, ...]) -> Remark:
        return Remark(
            kind, says, said.text, what, said.kindest, float(said.tolerance), ways=said.ways
        )

    # ---- places --------------------------------------------------------------------------

    def where(self, voice: Voice) -> Remark | None:
        """Where a moment or an object was."""
        body = self.rng.choice(self.j.bodies)
        m = self.rng.choice(self.j.moments)
        stop = body.stop(m)
        if stop is None:
            return None
        own = body.stands or body.apart
        name = body.name if own else m
        place = PlaceTalk(self.rng, voice, stop.at, self._day())
        if self.rng.random() < 0.2 and not body.stands:
            return self._height(voice, body, stop, name, own)
        saying = place.about(name, self.rng.choice(self.j.spots))
        if saying is None or (own and saying.kind in ("position", "two phrases")):
            return None
        says = f"{saying.says} at {m}" if body.apart else saying.says
        return Remark(saying.kind, says, saying.made, saying=replace(saying, says=says),
                      place=body.place(m), ways=saying.ways)  # fmt: skip

    def _height(self, voice: Voice, body: Body, stop: Stop, name: str, own: bool) -> Remark | None:
        """How high an object was, counted from the sea, the ground or a pressure."""
        air = self._air(body, stop)
        found = say_height(self.rng, voice, stop.height, air)
        if found is None:
            return None
        phrase, said, ways = found
        tail = f" at {stop.moment}" if own else ""
        # Below the sea is below any height above it.
        need = None if said is None else (lambda v: said.kindest(max(0.0, v)))
        what = ("height", body.place(stop.moment))
        return Remark("altitude", f"{name} is {phrase}{tail}", "", what, need, ways=ways)

    def _day(self) -> dt.date:
        return self.j.days[0]

    def apart(self, voice: Voice) -> Remark | None:
        """How far two objects, or two moments, are from each other."""
        other = self.j.other
        line = self.rng.random() < 0.4
        tail = " in a straight line" if line else ""
        if other is not None:
            m = self.rng.choice(self.j.moments)
            a, b = self.j.stop(m), other.stop(m)
            if b is None:
                return None
            ends = m, other.place(m)
            text = "Falcon and " + other.name + " are {d} apart" + tail + f" at {m}"
        else:
            found = self.talk.pair(self.j.main)
            if found is None:
                return None
            a, b = found
            ends = a.moment, b.moment
            text = f"{a.moment} is {{d}} from {b.moment}{tail}"
        metres = slant(a, b) if line else distance(a.at, b.at)
        said = self._length(metres, voice)
        if said is None or metres < 3:
            return None
        kind = "slant" if line else "apart"
        return self._need("slant" if line else "separation", text.format(d=said.text), said,
                          (kind, *ends))  # fmt: skip

    def _length(
        self, metres: float, voice: Voice, kinds: tuple[Class, ...] | None = None,
        words: tuple[str, ...] | None = None,
    ) -> Number | None:  # fmt: skip
        for _ in range(5):
            unit, size = length_unit(self.rng, metres, voice.miles)
            said = say(
                self.rng, metres, unit, size, voice.signs, after=False, words=words,
                kinds=kinds or CLASSES,
            )  # fmt: skip
            if said is not None:
                return said
        return None

    def passes(self, voice: Voice) -> Remark | None:
        """How near an object came to a place, or never did."""
        body = self.talk.mover()
        spot = self.rng.choice(self.j.spots)
        stops = [s for s in body.stops if s.moment in self.j.moments]
        if not stops:
            return None
        near = min(stops, key=lambda s: spot.distance(s.at))
        metres = spot.distance(near.at)
        if self.rng.random() < 0.5:
            if not outside_all(self.j, body, spot, 50.0):
                return None
            metres = min(spot.distance(s.at) for s in body.stops)
            words = ("is never closer than", "never came within", "stays at least")
            word = self.rng.choice(words)
            link = {"is never closer than": "to", "never came within": "of"}.get(word, "from")
            said = self._length(metres, voice, ("more",), (word,))
            if said is None or metres < 100:
                return None
            says = f'{body.name} {said.text} {link} "{spot.name}"'
            return Remark("never closer", says, said.text,
                          ways=said.ways)  # fmt: skip
        said = self._length(max(metres, 300.0), voice, ("most",), ("passes within",))
        if said is None:
            return None
        stop = near
        return Remark("passes within", f'{body.name} {said.text} of "{spot.name}" at {stop.moment}',
                      said.text, ways=said.ways)  # fmt: skip

    def others(self, voice: Voice) -> Remark | None:
        """No aircraft, or all of them, within so far of a place."""
        m = self.rng.choice(self.j.moments)
        spot: Spot = self.rng.choice(self.j.spots)
        here = [(b, b.stop(m)) for b in self.j.bodies if not b.stands]
        there = [s for b, s in here if s is not None and b.mover]
        if not there or len(there) != len([s for _, s in here if s is not None]):
            return None
        fars = [spot.distance(s.at) for s in there]
        no = min(fars) > 1000 and self.rng.random() < 0.6
        metres = min(fars) if no else max(*fars, 500.0)
        said = self._length(metres, voice, ("more",) if no else ("most",), ("",))
        if said is None or said.high is not None:
            return None
        whole = said.text
        who = "no aircraft is" if no else "all aircraft are"
        return Remark("none near" if no else "all near",
                      f'{who} within {whole} of "{spot.name}" at {m}', whole,
                      ways=said.ways)  # fmt: skip

    # ---- ways ----------------------------------------------------------------------------

    def path(self, voice: Voice) -> Remark | None:
        """The length of a way."""
        found = self.talk.leg()
        if found is None:
            return None
        body, a, b, words = found
        said = self._length(b.path - a.path, voice, ("plain", "about", "range", "nearly", "most"))
        if said is None:
            return None
        verb = self.rng.choice(["travels", "covers"])
        return self._need("path", f"{body.name} {verb} {said.text} {words}", said,
                          ("path", body.name, a.moment, b.moment))  # fmt: skip

    def rises(self, voice: Voice) -> Remark | None:
        """Higher or lower, by so much, at such a rate, or without a number."""
        found = self.talk.leg()
        if found is None:
            return None
        body, a, b, words = found
        rise = b.height - a.height
        if abs(rise) < 1:
            return None
        up = rise > 0
        ends = (body.name, a.moment, b.moment)
        if "inside" in words or self.rng.random() < 0.5:
            if "inside" in words:
                return None
            verb = self.rng.choice(["climbs", "rises"] if up else ["descends"])
            if self.rng.random() < 0.3:
                verb = "does not descend" if up else "does not climb"
            sign = 1.0 if up else -1.0
            return Remark("up or down", f"{body.name} {verb} {words}", "", ("rise", *ends),
                          lambda v: 0.0 if v * sign > -0.01 else math.inf)  # fmt: skip
        told = self._told_rise(voice, body, a, b)
        if told is None or abs(told) < 1 or (told > 0) != up:
            return None  # who climbs does not descend, whatever heights count from
        unit = self.rng.choice(["m", "ft"])
        said = say(self.rng, abs(told), unit, UNITS[unit], voice.signs, after=False,
                   kinds=("plain", "about", "range", "nearly"))  # fmt: skip
        if said is None:
            return None
        much = f"climbs {said.text}" if told > 0 else f"descends {descent(said.text)}"
        # Bare, it is one of height above the sea or of a pressure height.
        return Remark("change of height", f"{body.name} {much} {words}", said.text,
                      ways=3 * said.ways)  # fmt: skip

    def _told_rise(self, voice: Voice, body: Body, a: Stop, b: Stop) -> float | None:
        """A change of height as a voice counts heights; none of heights above the ground."""
        if voice.height == "ground":
            return None
        ends = [self._air(body, s).shown(s.height, voice.height) for s in (a, b)]
        return ends[1] - ends[0]

    def _air(self, body: Body, stop: Stop) -> Air:
        """The air at a stop, drawn once."""
        twins = self.j.twins
        key = twins[0] if twins and stop.moment in twins else stop.moment
        return self.j.air.setdefault(f"{body.name} {key}", draw_air(self.rng, stop.height))

    def speed(self, voice: Voice) -> Remark | None:
        """A speed on a way or at a moment: over the ground, true, indicated or Mach."""
        if self.rng.random() < 0.5:
            return self._speed_then(voice)
        found = self.talk.leg()
        if found is None:
            return None
        body, a, b, words = found
        if b.time - a.time < 0.5:
            return None
        pace = (b.path - a.path) / (b.time - a.time)
        kind, unit, medium = self._medium(voice, body, ["ground", "true", "indicated"])
        said = self._pace(self._through(pace, kind), voice, kind, unit)
        if said is None:
            return None
        return Remark("speed" if kind == "ground" else f"{kind} airspeed",
                      f"{body.name} flies at {said.text}{medium} {words}", said.text,
                      ways=1 if medium else 3)  # fmt: skip

    def _through(self, pace: float, kind: str) -> float:
        """A speed as it is told of one over the ground."""
        if kind == "ground":
            return pace
        low, high = max(1.0, pace - WIND), pace + WIND
        true = low + self.rng.random() * (high - low)
        return true if kind == "true" else true * self.rng.uniform(0.4, 1.0)

    def _pace(self, value: float, voice: Voice, kind: str, unit: str) -> Number | None:
        kinds: tuple[Class, ...] = ("plain", "about", "range", "nearly", "over", "more", "most")
        if kind == "indicated":
            kinds = ("plain", "about", "range", "nearly")
        words = ("more than", "up to")
        said = say(self.rng, value, unit, UNITS[unit], voice.signs, kinds=kinds, after=False)
        return said if said is None or not said.bound or said.text.startswith(words) else None

    def _medium(self, voice: Voice, body: Body, kinds: list[str]) -> tuple[str, str, str]:
        """What a speed is measured against, its unit, and the words that say so, if any.

        What a bare speed of one object is measured against a speaker means alike in each unit.
        """
        unit = self.rng.choice(["km/h", "kt", "mph", "m/s"])
        flies = body.mover in ("", *HARD)
        if flies and self.rng.random() < 0.4:
            kind = voice.keys.setdefault(
                f"speed of {body.name} in {unit}", self.rng.choice(["ground", "true", "indicated"])
            )
            return kind, unit, ""
        kind = self.rng.choice(kinds)
        words = {
            "ground": " over the ground",
            "true": " through the air",
            "indicated": " indicated",
        }
        return kind, unit, words.get(kind, "")

    def _speed_then(self, voice: Voice) -> Remark | None:
        """The speed of an object at a moment."""
        body = self.talk.mover()
        stops = [s for s in body.stops if s.moment in self.j.moments]
        if not stops:
            return None
        stop: Stop = self.rng.choice(stops)
        twins = self.j.twins
        name = twins[0] if twins and stop.moment in twins else stop.moment
        top = HARD.get(body.mover, 566.0)
        pace = self.j.paces.setdefault(f"{body.name} {name}", self.rng.uniform(0.05, 0.6) * top)
        kinds = ["ground", "true", "indicated", "Mach"]
        kind, unit, medium = self._medium(voice, body, kinds)
        if kind == "Mach":
            true = self.j.paces.setdefault(f"{body.name} {name} true", self._through(pace, "true"))
            mach = true / self.rng.uniform(*SOUND)
            n = round(mach, 1)
            # A tenth is good to half of it, and to no more than a tenth of the number.
            if n < 0.5 or abs(n - mach) > 0.04:
                return None
            return Remark("Mach", f"{body.name} flies at Mach {n:g} at {stop.moment}", "")
        if kind == "ground":
            value = pace
        else:
            true = self.j.paces.setdefault(f"{body.name} {name} true", self._through(pace, "true"))
            value = true
            if kind == "indicated":
                value = self.j.paces.setdefault(
                    f"{body.name} {name} indicated", true * self.rng.uniform(0.4, 1.0))  # fmt: skip
        said = self._pace(value, voice, kind, unit)
        if said is None:
            return None
        return Remark("speed then", f"{body.name} flies at {said.text}{medium} at {stop.moment}",
                      said.text, ways=1 if medium else 3)  # fmt: skip
