"""Random true journeys said in all the words of the language."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass, field

from ..earth import Position, direct, distance
from ..journeys import HARD, Body, Journey, Stop, _draw, _on_edge
from ..journeytimes import draw_start, wall
from ..mapfile import UnusableError
from ..worlds import Spot, draw_spot, hard_position
from .heights import Air
from .voices import Voice, draw_voices

#: The two visits of a journey: entry, exit, entry again, exit again.
VISITS = ("alpha", "bravo", "charlie", "delta")
#: Moments inside on each of them, and one outside between the two.
INSIDE, OUT = (("foxtrot", "golf"), ("hotel",)), "india"


@dataclass
class WideJourney(Journey):
    """A journey with speakers; ``facts`` and ``counts`` are drawn once.

    ``azimuths`` are headings at moments, ``visits`` the ends of each visit to the first place,
    where they are told. ``days`` is what the case gives as its date.
    """

    voices: dict[str, Voice] = field(default_factory=dict)
    facts: dict[str, bool] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    azimuths: dict[str, float] = field(default_factory=dict)
    paces: dict[str, float] = field(default_factory=dict)
    air: dict[str, Air] = field(default_factory=dict)
    visits: tuple[tuple[str, str], ...] = ()
    days: tuple[dt.date, ...] = ()
    silent: tuple[str, ...] = ()
    ordered: list[tuple[str, str]] = field(default_factory=list)

    def fact(self, rng: random.Random, what: str) -> bool:
        """Whether a fact is so, drawn once."""
        return self.facts.setdefault(what, rng.random() < 0.5)


def make_wide_journey(seed: int) -> WideJourney:
    """The journey of a seed; the same seed gives the same journey."""
    from .journeytell import tell

    rng = random.Random(f"wide journey {seed}")
    while True:
        try:
            journey = _visiting(rng, seed) if rng.random() < 0.25 else _once(rng, seed)
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


def _visiting(rng: random.Random, seed: int) -> WideJourney:
    """An object that enters one place and leaves it, and mostly does so again."""
    hard, centre = hard_position(rng)
    spot = draw_spot(rng, "Zone A", centre, ("circle",))
    zone, time = draw_start(rng)
    mover = rng.choice(list(HARD))
    body = Body("Falcon", mover if rng.random() < 0.8 else "")
    journey = WideJourney(seed, hard, zone, [body], [spot])
    pace = HARD[mover]
    stop = Stop(VISITS[0], _on_edge(rng, spot), float(round(time)), rng.uniform(300, 5000), 0.0)
    body.stops.append(stop)

    def onward(name: str, at: Position, way: float) -> None:
        """The next stop, so far on."""
        last = body.stops[-1]
        lapse = max(2.0, float(round(way / (pace * rng.uniform(0.05, 0.6)))))
        height = max(50.0, last.height + rng.uniform(-5, 5) * min(lapse, 30))
        body.stops.append(Stop(name, at, last.time + lapse, height, last.path + way))

    def roundabout(at: Position) -> float:
        """A way to a position that may be longer than the shortest."""
        shortest = distance(body.stops[-1].at, at)
        return shortest * (1 + (rng.random() < 0.5) * rng.expovariate(5)) + 1

    def outside(name: str, reach: tuple[float, float]) -> None:
        """Away, off the place."""
        far = direct(body.stops[-1].at, rng.uniform(0, 360), 10 ** rng.uniform(*reach))
        if spot.inside(far):
            raise UnusableError("that is not away")
        onward(name, far, distance(body.stops[-1].at, far))
        journey.moments.append(name)

    journey.visits = tuple(zip(VISITS[::2], VISITS[1::2], strict=True))[: rng.choice([1, 2, 2, 2])]
    for k, (entry, leave) in enumerate(journey.visits):
        if k:  # between the visits: away and back
            if rng.random() < 0.5:
                outside(OUT, (3, 5))
            back = _on_edge(rng, spot)
            if body.stops[-1].moment == OUT:
                way = roundabout(back)
            else:
                away = direct(body.stops[-1].at, rng.uniform(0, 360), 10 ** rng.uniform(3, 5))
                way = distance(body.stops[-1].at, away) + distance(away, back)
            onward(entry, back, way)
        for name in INSIDE[k]:
            deep = direct(centre, rng.uniform(0, 360), rng.uniform(0, 100))
            if rng.random() < 0.4 and spot.inside(deep):
                onward(name, deep, roundabout(deep))
                journey.moments.append(name)
        edge = _on_edge(rng, spot)
        onward(leave, edge, roundabout(edge))
    # The moments of the visits have no names of their own; others have.
    outside("echo", (3, 5))
    return journey


def outside_all(journey: WideJourney, body: Body, spot: Spot, off: float) -> bool:
    """Whether an object is off a place at all its stops and does not cross it."""
    if body is journey.main and (journey.visits or journey.crossed) and spot is journey.spots[0]:
        return False
    return all(spot.distance(s.at) >= off for s in body.stops)
