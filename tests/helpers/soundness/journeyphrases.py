"""What people say of a true journey: sentences, each true in one ordinary reading.

Numbers are rounded as :mod:`.phrases` rounds them. Each sentence carries what it speaks of, so that
a witness can be measured again.
"""

from __future__ import annotations

import datetime as dt
import math
import random
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from .earth import distance
from .journeys import WIND, Body, Journey, Remark, Stop, slant
from .journeytimes import say_clock, wall
from .phrases import LESS, MORE, MOST, NEARLY, OVER, UNITS, Said, descent, say_length, unit_for
from .worlds import Spot, _Teller

#: Words that a verb of motion does not take before a number, and what is said instead.
PLAINER = {"at least": "more than", "within": "up to", "at most": "up to", "no more than": "up to"}

#: Metres: what is said to be outside a place is at least so far off.
OFF = 1.0
#: Metres between two objects that may touch: half the length of each.
TOUCHING = 20.0


def days_of(journey: Journey) -> tuple[dt.date, ...]:
    """The case's date: that of its first moment on the clock of its zone."""
    first = min(s.time for s in journey.main.stops)
    return (wall(first, journey.zone).date(),)


def said_of(
    rng: random.Random, value: float, units: Sequence[str], *, plainer: bool = True
) -> Said | None:
    """A way to say a positive value in one of some units."""
    fits = [u for u in units if 0.3 <= value / UNITS[u] <= 60000]
    if not fits:
        return None
    unit = rng.choice(fits)
    said = say_length(rng, value, unit, UNITS[unit])
    if said is not None and plainer:
        said = replace(said, hedge=PLAINER.get(said.hedge, said.hedge))
    return said


def length_of(rng: random.Random, metres: float, *, plainer: bool = True) -> Said | None:
    """A way to say a length, "miles" meaning either."""
    if metres <= 0:
        return None
    for _ in range(6):
        unit, size = unit_for(rng, metres)
        if 0.3 <= metres / size <= 60000 and (said := say_length(rng, metres, unit, size)):
            return replace(said, hedge=PLAINER.get(said.hedge, said.hedge)) if plainer else said
    return None


def remark(
    kind: str,
    says: str,
    said: Said,
    what: tuple[str, ...],
    *,
    upper: bool = False,
    factor: float = 1,
) -> Remark:
    """A sentence with a number of the quantity ``what``, times ``factor``.

    With ``upper`` only its upper end binds.
    """

    def need(value: float) -> float:
        v = value / factor
        sizes = said.units.values()
        if upper:
            v = max(v, min(float(said.low) * u for u in sizes))
        if said.hedge in (*MOST, *LESS) and v < -1e-3:
            return math.inf
        return min(said.needs(v, u) for u in sizes)

    tolerance = float(said.tolerance) * min(said.units.values()) * abs(factor)
    return Remark(kind, says, said.text, what, need, tolerance, ways=len(said.units))


class Talk:
    """Makes sentences about one journey."""

    def __init__(self, rng: random.Random, journey: Journey) -> None:
        self.rng, self.j = rng, journey
        self.days = days_of(journey)
        self.facts: dict[str, bool] = {}

    # ---- what to speak of ------------------------------------------------------------------

    def moment(self) -> str:
        return self.rng.choice(self.j.moments)

    def pair(self, body: Body) -> tuple[Stop, Stop] | None:
        """Two stops of one object at declared moments, in order of time."""
        found = [s for s in body.stops if s.moment in self.j.moments]
        if len(found) < 2 or body.stands:
            return None
        a, b = sorted(self.rng.sample(range(len(found)), 2))
        return found[a], found[b]

    def mover(self) -> Body:
        movers = [b for b in self.j.bodies if not b.stands]
        return self.rng.choice(movers)

    def spot(self) -> Spot:
        return self.rng.choice(self.j.spots)

    # ---- times -----------------------------------------------------------------------------

    def clock(self) -> Remark | None:
        m = self.moment()
        said = say_clock(self.rng, self.j.stop(m).time, self.j.zone, self.days)
        if said is None:
            return None
        need = said.need if said.ways == 1 and said.words.isascii() else None
        what = ("time", m)
        return Remark(
            "clock time", f"{m} is {said.words}", "", what, need, said.per, ways=said.ways
        )

    def order(self) -> Remark | None:
        found = self.pair(self.j.main)
        if found is None:
            return None
        a, b = found
        gap = b.time - a.time
        what = ("gap", a.moment, b.moment)
        kind = self.rng.choice(["order", "lapse", "lapse", "within"])
        if kind == "order" or gap <= 0:
            says = self.rng.choice(
                [f"{a.moment} is before {b.moment}", f"{b.moment} is after {a.moment}"]
            )
            return Remark("order", says, "", what, lambda v: 0.0 if v > -1e-3 else math.inf)
        if kind == "within":
            unit, size = ("minutes", 60.0) if gap < 20000 else ("hours", 3600.0)
            n = math.ceil(gap / size) + self.rng.choice([0, 0, 3])
            one, other = self.rng.sample([a.moment, b.moment], 2)
            most = Said("within", Decimal(n), None, unit)
            return Remark("lapse", f"{one} is within {n} {unit} of {other}", "", what,
                          lambda v: most.needs(abs(v), size))  # fmt: skip
        said = said_of(self.rng, gap, ("seconds", "minutes", "hours"))
        if said is None:
            return None
        says = self.rng.choice(
            [
                f"{b.moment} is {said.text} after {a.moment}",
                f"{a.moment} is {said.text} before {b.moment}",
            ]
        )
        return remark("lapse", says, said, what)

    # ---- places ----------------------------------------------------------------------------

    def where(self) -> Remark | None:
        """A distance, bearing, side, position or height of a moment or an object."""
        body = self.rng.choice(self.j.bodies)
        m = self.moment()
        stop = body.stop(m)
        if stop is None or (body.stands and self.rng.random() < 0.5):
            return None
        teller = _Teller(self.rng, stop.at, "")
        teller.height = stop.height
        name = body.name if body.stands or body.apart else m
        spot = self.spot()
        saying = teller.claim(name, spot)
        if saying is None or (body.stands and saying.kind == "altitude"):
            return None
        if body.apart and saying.kind in {"coordinates"}:
            return None
        says = f"{saying.says} at {m}" if body.apart else saying.says
        ways = 2 if saying.said and len(saying.said.units) > 1 else 1
        ways *= 2 if saying.word else 1
        place = body.place(m)
        return Remark(saying.kind, says, saying.made, saying=replace(saying, says=says),
                      place=place, ways=ways)  # fmt: skip

    def separation(self) -> Remark | None:
        """How far two places are from each other."""
        line = self.rng.random() < 0.4
        other = self.j.other
        if other is not None and self.rng.random() < 0.6:
            m = self.moment()
            a, b = self.j.stop(m), other.stop(m)
            if b is None:
                return None
            ends = m, other.place(m)
            words = [
                ("Falcon and {o} are {d} apart{s} at {m}"),
                ("{o} and Falcon are {d} apart{s} at {m}"),
            ]
            if other.stands:
                words.append("{o} is {d} from {m}{s}")
            text = self.rng.choice(words)
        else:
            found = self.pair(self.j.main)
            if found is None:
                return None
            a, b = found
            ends, text, m = (a.moment, b.moment), "{a} is {d} from {b}{s}", ""
        metres = slant(a, b) if line else distance(a.at, b.at)
        said = length_of(self.rng, metres)
        if said is None or metres < 3 or (said.hedge == "up to" and "from" in text):
            return None
        says = text.format(o=other.name if other else "", d=said.text, m=m, a=a.moment, b=b.moment,
                           s=" in a straight line" if line else "")  # fmt: skip
        return remark(
            "slant" if line else "separation", says, said, ("slant" if line else "apart", *ends)
        )

    def reach(self) -> Remark | None:
        """A weapon or radar that reaches at least as far as it had to."""
        other, m = self.j.other, self.moment()
        b = other.stop(m) if other else None
        if other is None or b is None:
            return None
        metres = slant(self.j.stop(m), b)
        said = length_of(self.rng, metres * self.rng.choice([1, 1, 1.3, 3]))
        if said is None or said.hedge in (*NEARLY, *OVER, *MORE, *LESS):
            return None
        says = f"{other.name} reaches {said.text} at {m}"
        return remark("reach", says, said, ("slant", m, other.place(m)), upper=True)

    # ---- motion ----------------------------------------------------------------------------

    def leg(self) -> tuple[Body, Stop, Stop, str] | None:
        """An object, the ends of its leg and words for it."""
        body = self.mover()
        crossed = self.j.crossed
        if crossed and self.rng.random() < 0.6:
            main = self.j.main
            a, b = main.stop(crossed[0]), main.stop(crossed[1])
            assert a is not None
            assert b is not None
            return main, a, b, f'inside "{crossed[2].name}"'
        found = self.pair(body)
        if found is None:
            return None
        a, b = found
        link = self.rng.choice(["from {} to {}", "between {} and {}"])
        return body, a, b, link.format(a.moment, b.moment)

    def motion(self) -> Remark | None:
        """A path, a mean speed, a change of height or a mean climb on a leg."""
        found = self.leg()
        if found is None:
            return None
        body, a, b, words = found
        ends = (body.name, a.moment, b.moment)
        way, time, rise = b.path - a.path, b.time - a.time, b.height - a.height
        kind = self.rng.choice(["path", "path", "speed", "speed", "air", "rise", "climb"])
        who = body.name
        if kind == "path":
            said = length_of(self.rng, way)
            if said is None:
                return None
            verb = self.rng.choice(["travels", "covers", "flies"])
            return remark("path", f"{who} {verb} {said.text} {words}", said, ("path", *ends))
        if kind in {"speed", "air"}:
            if time < 0.5:
                return None
            pace = way / time
            if kind == "air":
                pace = max(1.0, pace + self.rng.choice([-1, 1, self.rng.uniform(-1, 1)]) * WIND)
                pace = min(pace, way / time + WIND)
            said = said_of(self.rng, pace, ("km/h", "kt", "mph", "m/s"))
            if said is None:
                return None
            # A bare speed may be over the ground or through the air.
            exact = " through the air" if kind == "air" else " over the ground"
            medium = self.rng.choice(["", exact])
            made = remark("airspeed" if kind == "air" else "speed",
                          f"{who} flies at {said.text}{medium} {words}", said,
                          ("speed", *ends))  # fmt: skip
            return made if medium == " over the ground" else replace(made, what=())
        up = rise >= 0
        if kind == "rise":
            said = said_of(self.rng, abs(rise), ("m", "ft", "km"))
            if said is None:
                return None
            much = f"climbs {said.text}" if up else f"descends {descent(said.text)}"
            return remark("change of height", f"{who} {much} {words}", said,
                          ("rise", *ends), factor=1 if up else -1)  # fmt: skip
        if time < 0.5:
            return None
        said = said_of(self.rng, abs(rise) / time, ("ft/min", "m/s"))
        if said is None:
            return None
        verb = "climbs" if up else "descends"
        return remark("vertical speed", f"{who} {verb} at {said.text} {words}", said,
                      ("climb", *ends), factor=1 if up else -1)  # fmt: skip

    def crossing(self) -> Remark | None:
        """Inside a place for a time, or so deep into it."""
        if self.j.crossed is None:
            return None
        entry, leave, spot, deep = self.j.crossed
        a, b = self.j.stop(entry), self.j.stop(leave)
        if deep > 100 and self.rng.random() < 0.5:
            said = length_of(self.rng, deep)
            if said is None:
                return None
            again = self.rng.choice(["", " and out again"])
            says = f'Falcon goes {said.text} deep into "{spot.name}"{again}'
            return Remark("depth", says, "", ways=len(said.units) * (1 if again else 2))
        said = said_of(self.rng, b.time - a.time, ("seconds", "minutes", "hours"))
        if said is None:
            return None
        says = f'Falcon is inside "{spot.name}" for {said.text}'
        if self.rng.random() < 0.3:
            begin = say_clock(self.rng, a.time, self.j.zone, self.days, plain=True)
            says += f" from {begin.words.removeprefix('at ')}" if begin else ""
        return remark("inside for a time", says, said, ("gap", entry, leave))

    def never(self) -> Remark | None:
        """Never inside a place: true of what is outside at every stop and free to go around it."""
        body, spot = self.mover(), self.spot()
        crossed = body is self.j.main and self.j.crossed and self.j.crossed[2] is spot
        if crossed or any(spot.distance(s.at) < OFF for s in body.stops):
            return None
        verb = self.rng.choice(["never enters", "is at no time inside"])
        return Remark("never inside", f'{body.name} {verb} "{spot.name}"', "")

    def ends(self) -> Remark | None:
        """A take-off or a landing."""
        body = self.j.main
        told = [s for s in body.stops if s.moment in self.j.moments]
        stop, what, verb = self.rng.choice(
            [(told[0], "take-off", "takes off from"), (told[-1], "landing", "lands at")]
        )
        spot = self.spot()
        single = bool(spot.drawn.mapped.points) and not spot.around
        far = spot.distance(stop.at)
        if far > 29_000 if single else far > 0:
            return None
        phrase = f"{what} of Falcon"
        others = [p for m, ps in self.j.phrases.items() if m != stop.moment for p in ps]
        if phrase in others:
            return None
        self.j.phrases.setdefault(stop.moment, [])
        if phrase not in self.j.phrases[stop.moment]:
            self.j.phrases[stop.moment].append(phrase)
        says = f'Falcon {verb} "{spot.name}"'
        if self.rng.random() < 0.4:
            clock = say_clock(self.rng, stop.time, self.j.zone, self.days, plain=True)
            says += f" {clock.words}" if clock else ""
        return Remark(what, says, "")

    def fact(self) -> Remark | None:
        """Contact, straight flight or a turn, transponder, a count."""
        kind = self.rng.choice(["contact", "straight", "transponder", "count"])
        m = self.moment()
        if kind == "contact":
            so = self._fact(kind, m) and self._together(m)
            says = (
                f"Falcon and Shadow touch at {m}"
                if so
                else f"Falcon and Shadow do not touch at {m}"
            )
            return Remark("contact", says, "")
        if kind == "straight":
            says = "turns" if self._fact(kind, m) else "flies straight"
            return Remark("straight", f"Falcon {says} at {m}", "")
        if kind == "transponder":
            state = "on" if self._fact(kind, m) else "off"
            return Remark("transponder", f"Falcon transponder is {state} at {m}", "")
        if not self.j.kinds:
            some = self.rng.sample(self.j.moments, self.rng.randint(1, len(self.j.moments)))
            twins = self.j.twins
            if twins and (twins[0] in some or twins[1] in some):
                return None
            self.j.kinds = dict.fromkeys(some, "call")
        number = len(self.j.kinds)
        if number == 1 and self.rng.random() < 0.5:
            return Remark("count", f"{next(iter(self.j.kinds))} is the only call", "")
        less = self.rng.choice(["", "at least "]) if number > 1 else ""
        n = number - (1 if less and number > 2 else 0)
        return Remark(
            "count", f"there {'is' if n == 1 else 'are'} {less}{n} call{'s' * (n > 1)}", ""
        )

    def _together(self, moment: str) -> bool:
        """Whether both objects are so near each other at a moment that they may touch."""
        mine, its = self.j.stop(moment), self.j.other.stop(moment) if self.j.other else None
        return its is None or slant(mine, its) < TOUCHING

    def _fact(self, kind: str, moment: str) -> bool:
        """Whether a fact is so at a moment, drawn once; twins are alike."""
        twins = self.j.twins
        if twins and moment in twins:
            moment = twins[0]
        return self.facts.setdefault(f"{kind} {moment}", self.rng.random() < 0.5)
