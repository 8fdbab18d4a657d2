"""What was done or not, said and denied: deeds, courses, ways, what could be reached."""

from __future__ import annotations

import random

from ..earth import turn
from ..journeyphrases import TOUCHING
from ..journeys import Body, Remark, Stop, slant
from ..phrases import COMPASS, half_width
from ..worlds import Spot
from .heights import Air
from .journeys import WideJourney, outside_all

#: A deed: how it is said more and less fully, and how it is denied.
DEEDS = {
    "shots": (("shots were fired at the ship", "shots were fired"),
              ("no shots were fired", "shots were never fired", "shots were not fired")),
    "warning": (("a warning was given", "a warning was given by radio"),
                ("no warning was given", "a warning was not given")),
    "flares": (("flares were dropped",), ("no flares were dropped", "flares were never dropped")),
    "signal": (("a signal was sent to the crew",), ("no signal was sent",)),
    "missiles": (("two missiles were fired", "two missiles were fired at the ship",
                  "a missile was fired", "at least two missiles were fired",
                  "no fewer than 2 missiles were fired", "up to three missiles were fired"),
                 ("no missile was fired", "not a single missile was fired",
                  "no missiles were fired")),
}  # fmt: skip
#: What hit an object, by how many missiles did.
HITS = (
    ("was not hit by any missile", "was not hit by a missile"),
    ("was hit by a missile", "was hit by one missile", "was hit by at least one missile"),
    ("was hit by two missiles", "was hit by a missile", "was hit by at least two missiles"),
    ("was hit by three missiles", "was hit by missiles", "was hit by at least two missiles"),
)
RAMMED = ("Falcon was rammed by Shadow", "Falcon collided with Shadow",
          "Falcon and Shadow touched")  # fmt: skip
NOT_TOUCHED = ("Falcon and Shadow did not touch", "Falcon did not collide with Shadow",
               "Falcon was not rammed by Shadow")  # fmt: skip
#: Metres: whoever is said to be outside a place is at least so far off it.
OFF = 1.0


class Facts:
    """Makes sentences of facts about one journey, true ones only."""

    def __init__(self, rng: random.Random, journey: WideJourney) -> None:
        self.rng, self.j = rng, journey

    def one(self) -> Remark | None:
        """A fact of a random kind."""
        return self.rng.choice(
            [self.deed, self.deed, self.hits, self.contact, self.happened, self.state, self.course,
             self.course, self.heads, self.over, self.over, self.stays, self.reached, self.way]
        )()  # fmt: skip

    def _body(self) -> Body:
        return self.rng.choice([b for b in self.j.bodies if not b.stands])

    def _stop(self, body: Body) -> Stop | None:
        found = [s for s in body.stops if s.moment in self.j.moments]
        return self.rng.choice(found) if found else None

    def _is(self, what: str, moment: str) -> bool:
        """A fact at a moment; what is truly one moment has one answer."""
        twins = self.j.twins
        if twins and moment in twins:
            moment = twins[0]
        return self.j.fact(self.rng, f"{what} {moment}")

    def deed(self) -> Remark:
        """Something done, or nothing of the kind."""
        name = self.rng.choice(list(DEEDS))
        done = self.j.fact(self.rng, f"deed {name}")
        says = self.rng.choice(DEEDS[name][0 if done else 1])
        return Remark("done" if done else "not done", says, "")

    def hits(self) -> Remark:
        """How many missiles hit an object."""
        who = self.j.main.name
        hits = self.j.counts.setdefault(f"hits {who}", self.rng.choice([0, 1, 2, 2, 3]))
        says = self.rng.choice(HITS[hits])
        return Remark("done" if hits else "not done", f"{who} {says}", "")

    def contact(self) -> Remark | None:
        """Whether two objects touched, in words of who ran into whom."""
        if self.j.other is None:
            return None
        m = self.rng.choice(self.j.moments)
        mine, its = self.j.stop(m), self.j.other.stop(m)
        near = its is None or slant(mine, its) < TOUCHING
        words = RAMMED if near and self._is("contact", m) else NOT_TOUCHED
        return Remark("contact", f"{self.rng.choice(words)} at {m}", "")

    def happened(self) -> Remark:
        """A declared moment did happen."""
        m = self.rng.choice(self.j.moments)
        says = self.rng.choice([f"{m} happened", f"{m} took place", f"{m} occurred"])
        return Remark("happened", says, "")

    def state(self) -> Remark | None:
        """On the ground or in the air."""
        body = self._body()
        stop = self._stop(body)
        if stop is None:
            return None
        first = self._first(stop.moment)
        above = f"{body.name} {first}"
        # What was told to be above the ground is not on it.
        may = stop.height < 8000 and above not in self.j.air
        ground = self.j.facts.setdefault(f"ground {above}", may and self.rng.random() < 0.4)
        if ground:
            self.j.air[above] = Air(0.0, 1.0, stop.height, 0.0)
        words = ("is on the ground", "is not airborne") if ground else (
            "is airborne", "is not on the ground", "is in the air")  # fmt: skip
        return Remark("ground", f"{body.name} {self.rng.choice(words)} at {stop.moment}", "")

    def _first(self, moment: str) -> str:
        return self.j.twins[0] if self.j.twins and moment in self.j.twins else moment

    def course(self) -> Remark | None:
        """The way an object heads by compass, or does not."""
        body = self._body()
        stop = self._stop(body)
        if stop is None:
            return None
        key = f"{body.name} {self._first(stop.moment)}"
        azimuth = self.j.azimuths.setdefault(key, self.rng.uniform(0, 360))
        fits = [w for w in COMPASS if turn(azimuth, COMPASS[w]) <= half_width(w)]
        word = self.rng.choice(fits)
        kind = self.rng.choice(["heads", "heads", "from", "not"])
        if kind == "not":
            others = [w for w in COMPASS if turn(azimuth, COMPASS[w]) > half_width(w)]
            word = self.rng.choice(others)
            says = f"{body.name} does not head {word} at {stop.moment}"
        elif kind == "from" and half_width(word) >= 22.5:
            back = next(w for w in COMPASS if COMPASS[w] == (COMPASS[word] + 180) % 360)
            says = f"{body.name} flies from {back} to {word} at {stop.moment}"
        else:
            says = f"{body.name} heads {word} at {stop.moment}"
        return Remark("course", says, f"{azimuth:.1f} degrees")

    def heads(self) -> Remark | None:
        """Towards a place, or not."""
        body = self._body()
        stop = self._stop(body)
        if stop is None:
            return None
        spot = self.rng.choice(self.j.spots)
        so = self._is(f"heads {body.name} {spot.name}", stop.moment)
        verb = "heads towards" if so else "does not head towards"
        return Remark("heading", f'{body.name} {verb} "{spot.name}" at {stop.moment}', "")

    def over(self) -> Remark | None:
        """Over a place at a moment, or at no time."""
        body = self._body()
        stop, spot = self._stop(body), self.rng.choice(self.j.spots)
        if stop is None or spot.around:
            return None
        inside = spot.inside(stop.at)
        kind = self.rng.choice(["at", "at", "never", "some"])
        if kind == "never":
            if not outside_all(self.j, body, spot, OFF):
                return None
            words = self.rng.choice(["does not fly over", "never flies over"])
            return Remark("not over", f'{body.name} {words} "{spot.name}"', "")
        if kind == "some":
            if not inside:
                return None
            return Remark("over", f'{body.name} flies over "{spot.name}"', "")
        if not inside and spot.distance(stop.at) < OFF:
            return None
        words = self.rng.choice(["flies over", "overflies"] if inside else ["does not fly over"])
        return Remark("over" if inside else "not over",
                      f'{body.name} {words} "{spot.name}" at {stop.moment}', "")  # fmt: skip

    def stays(self) -> Remark | None:
        """Inside all the time, or out of it at some time."""
        body, spot = self._body(), self.rng.choice(self.j.spots)
        within = [spot.inside(s.at) for s in body.stops if s.moment in self.j.moments]
        if not within:
            return None
        crossing = body is self.j.main and spot is self.j.spots[0] and bool(
            self.j.crossed or self.j.visits)  # fmt: skip
        if all(within) and not crossing and all(spot.inside(s.at) for s in body.stops):
            verb = self.rng.choice(["stays in", "never leaves", "remains in", "does not leave"])
            return Remark("stays", f'{body.name} {verb} "{spot.name}"', "")
        if crossing or (any(within) and not all(within)):
            if not crossing and within[0] is False:
                return None
            return Remark("leaves", f'{body.name} leaves "{spot.name}"', "")
        return None

    def reached(self) -> Remark | None:
        """What could be reached, or not."""
        body, spot = self._body(), self.rng.choice(self.j.spots)
        key = f"reach {body.name} {spot.name}"
        inside = any(spot.inside(s.at) for s in body.stops)
        if inside or not outside_all(self.j, body, spot, OFF):
            self.j.facts[key] = True
        if self.j.fact(self.rng, key):
            return Remark("could reach", f'{body.name} could reach "{spot.name}"', "")
        verb = self.rng.choice(["could not reach", "was unable to reach", "cannot reach"])
        return Remark("could not reach", f'{body.name} {verb} "{spot.name}"', "")

    def way(self) -> Remark | None:
        """From one place to another."""
        body = self.j.main
        told = [s for s in body.stops if s.moment in self.j.moments]
        if len(told) < 2 or len(self.j.spots) < 2:
            return None
        one, other = self.rng.sample(self.j.spots[:2], 2)
        if not (_at(one, told[0]) and _at(other, told[-1])):
            return None
        return Remark("way", f'{body.name} flies from "{one.name}" to "{other.name}"', "")


def _at(spot: Spot, stop: Stop) -> bool:
    """Whether a way may begin or end there: in a place, or near one that is a point."""
    if spot.around:
        return False
    single = bool(spot.drawn.mapped.points)
    far = spot.distance(stop.at)
    return far < 29_000 if single else far == 0
