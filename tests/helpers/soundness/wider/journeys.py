"""Random true journeys said in all the words of the language."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass, field, replace

from ..earth import direct, distance
from ..journeys import HARD, Body, Journey, Stop, _draw, _on_edge
from ..journeytimes import draw_start, wall
from ..mapfile import UnusableError
from ..worlds import Spot, draw_spot, hard_position
from .heights import Air
from .voices import Voice, draw_voices

#: The two visits of a journey: entry, exit, entry again, exit again.
VISITS = ("alpha", "bravo", "charlie", "delta")


@dataclass
class WideJourney(Journey):
    """A journey with speakers; ``facts`` are drawn once, ``azimuths`` are headings at moments.

    ``visits`` are the ends of each visit to the first place where there are two. ``days`` is what
    the case gives as its date.
    """

    voices: dict[str, Voice] = field(default_factory=dict)
    facts: dict[str, bool] = field(default_factory=dict)
    azimuths: dict[str, float] = field(default_factory=dict)
    paces: dict[str, float] = field(default_factory=dict)
    air: dict[str, Air] = field(default_factory=dict)
    visits: tuple[tuple[str, str], ...] = ()
    days: tuple[dt.date, ...] = ()
    silent: tuple[str, ...] = ()

    def fact(self, rng: random.Random, what: str) -> bool:
        """Whether a fact is so, drawn once."""
        return self.facts.setdefault(what, rng.random() < 0.5)


def make_wide_journey(seed: int) -> WideJourney:
    """The journey of a seed; the same seed gives the same journey."""
    from .journeytell import tell

    rng = random.Random(f"wide journey {seed}")
    while True:
        try:
            journey = _twice(rng, seed) if rng.random() < 0.25 else _once(rng, seed)
        except UnusableError:
            continue
        first = min(s.time for s in journey.main.stops)
        day = wall(first, journey.zone).date()
        journey.days = (day,)
        if rng.random() < 0.2:
            other = day + dt.timedelta(days=rng.choice([-1, 1]))
            journey.days = (min(day, other), max(day, other))
        tell(rng, journey, draw_voices(rng, rng.choice([1, 2, 3, 4])))
        if journey.claims:
            return journey


def _once(rng: random.Random, seed: int) -> WideJourney:
    """A journey as the first generators draw it."""
    made = _draw(rng, seed)
    fields = {k: v for k, v in vars(made).items() if not k.startswith("_")}
    return WideJourney(**fields)


def _twice(rng: random.Random, seed: int) -> WideJourney:
    """An object that enters one place, leaves it, enters it again and leaves it again."""
    hard, centre = hard_position(rng)
    spot = draw_spot(rng, "Zone A", centre, ("circle",))
    zone, time = draw_start(rng)
    mover = rng.choice(list(HARD))
    body = Body("Falcon", mover if rng.random() < 0.8 else "")
    journey = WideJourney(seed, hard, zone, [body], [spot])
    stop = Stop(VISITS[0], _on_edge(rng, spot), float(round(time)), rng.uniform(300, 5000), 0.0)
    body.stops.append(stop)
    for k, name in enumerate(VISITS[1:]):
        at = _on_edge(rng, spot)
        if k == 1:  # between the visits: away and back
            away = direct(stop.at, rng.uniform(0, 360), 10 ** rng.uniform(3, 5))
            way = distance(stop.at, away) + distance(away, at)
        else:
            way = distance(stop.at, at) * (1 + (rng.random() < 0.5) * rng.expovariate(5)) + 1
        pace = HARD[mover] * rng.uniform(0.05, 0.6)
        lapse = max(2.0, float(round(way / pace)))
        stop = Stop(name, at, stop.time + lapse, stop.height + rng.uniform(-5, 5) * min(lapse, 30),
                    stop.path + way)  # fmt: skip
        stop = replace(stop, height=max(50.0, stop.height))
        body.stops.append(stop)
    journey.visits = (("alpha", "bravo"), ("charlie", "delta"))
    journey.moments = [*VISITS, "echo"][:0]
    # The moments of the visits have no names of their own; another one, before or after, has.
    last = body.stops[-1]
    way = 10 ** rng.uniform(3, 5)
    far = direct(last.at, rng.uniform(0, 360), way)
    lapse = max(5.0, way / (HARD[mover] * rng.uniform(0.1, 0.6)))
    body.stops.append(Stop("echo", far, last.time + lapse, last.height, last.path + way))
    journey.moments = ["echo"]
    return journey


def outside_all(journey: WideJourney, body: Body, spot: Spot, off: float) -> bool:
    """Whether an object is off a place at all its stops and does not cross it."""
    if body is journey.main and (journey.visits or journey.crossed) and spot is journey.spots[0]:
        return False
    return all(spot.distance(s.at) >= off for s in body.stops)
