"""Random true journeys: moments, times, heights and the ways of one or two objects.

``make_journey(seed)`` draws what happened (:class:`Stop` by stop, with positions, times, heights
and the length of the path), places with stated errors, and then what is said of it
(:mod:`.journeytell`), every sentence true in one ordinary reading within the policy's tolerance.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from .earth import Position, direct, distance, in_space
from .journeytimes import draw_start
from .mapfile import UnusableError
from .worlds import Saying, Spot, draw_spot, hard_position, stand

#: Kinds of movers: hard speed over the ground as the reference states it, and a usual one, m/s.
HARD = {"helicopter": 566.0, "propeller": 566.0, "jet": 1400.0}
USUAL = {"helicopter": 80.0, "propeller": 170.0, "jet": 330.0}
#: A jet stream of 150 kt.
WIND = 150 * 1852 / 3600
NAMES = ("alpha", "bravo", "charlie", "delta", "echo")
PLACES = ("point", "circle", "circle", "rough", "box", "dateline", "hole")


@dataclass(frozen=True)
class Stop:
    """Where and when one object is: metres of height and of path since its first stop."""

    moment: str
    at: Position
    time: float
    height: float
    path: float


@dataclass
class Body:
    """One object; ``stops`` in order of time. One that ``stands`` has its place in ``stops[0]``."""

    name: str
    mover: str = ""
    stands: bool = False
    apart: bool = False
    stops: list[Stop] = field(default_factory=list)

    def stop(self, moment: str) -> Stop | None:
        """Its stop at a moment, if it has one."""
        if self.stands:
            return replace(self.stops[0], moment=moment)
        return next((s for s in self.stops if s.moment == moment), None)

    def place(self, moment: str) -> str:
        """What its place at a moment is called in results."""
        return self.name if self.stands else f"{self.name} at {moment}" if self.apart else moment


@dataclass
class Remark:
    """One sentence and how its truth is looked up in numbers.

    ``what`` names a quantity of a world, ``need`` is the stretch at which a value of it holds;
    ``saying`` says where ``place`` is. ``ways`` counts its ordinary readings.
    """

    kind: str
    says: str
    made: str
    what: tuple[str, ...] = ()
    need: Callable[[float], float] | None = None
    tolerance: float = math.inf
    saying: Saying | None = None
    place: str = ""
    ways: int = 1
    id: str = ""
    follows_from: tuple[str, ...] = ()
    sentence: str = ""


@dataclass
class Journey:
    """What truly happened and what is said of it; ``asks`` are questions with true values in SI."""

    seed: int
    hard: str
    zone: str
    bodies: list[Body]
    spots: list[Spot]
    moments: list[str] = field(default_factory=list)
    twins: tuple[str, str] | None = None
    crossed: tuple[str, str, Spot, float] | None = None
    unnamed: tuple[str, str] | None = None
    phrases: dict[str, list[str]] = field(default_factory=dict)
    given: dict[str, list[str]] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    claims: list[Remark] = field(default_factory=list)
    asks: list[tuple[str, float]] = field(default_factory=list)

    @property
    def main(self) -> Body:
        """The object that is where every moment happens."""
        return self.bodies[0]

    @property
    def other(self) -> Body | None:
        """The second object, if there is one."""
        return self.bodies[1] if len(self.bodies) > 1 else None

    def stop(self, moment: str) -> Stop:
        """Where and when a moment is."""
        found = self.main.stop(moment)
        assert found is not None
        return found


def slant(a: Stop, b: Stop) -> float:
    """Metres in a straight line between two stops."""
    return math.dist(in_space(a.at, a.height), in_space(b.at, b.height))


def make_journey(seed: int) -> Journey:
    """The journey of a seed; the same seed gives the same journey."""
    from .journeytell import tell

    rng = random.Random(f"journey {seed}")
    while True:
        try:
            journey = _draw(rng, seed)
        except UnusableError:
            continue
        tell(rng, journey)
        if journey.claims:
            return journey


def _draw(rng: random.Random, seed: int) -> Journey:
    hard, centre = hard_position(rng)
    crossing = rng.random() < 0.3
    kinds = ("circle",) if crossing else PLACES
    spots = [draw_spot(rng, "Zone A", centre, kinds)]
    _, start = stand(rng, spots[0].drawn)
    zone, time = draw_start(rng)
    mover = rng.choice(list(HARD))
    body = Body("Falcon", mover if rng.random() < 0.85 else "")
    journey = Journey(seed, hard, zone, [body], spots)
    count = rng.choice([2, 2, 3, 3, 4, 5])
    names = rng.sample(NAMES, count)
    at = rng.randrange(count - 1) if crossing else -9
    top = {"helicopter": 5000.0, "propeller": 9000.0, "jet": 18000.0}[mover]
    stop = Stop(names[0], start, time, rng.uniform(50, top), 0.0)
    if at == 0:
        stop = replace(stop, at=_on_edge(rng, spots[0]))
    body.stops.append(stop)
    for k, name in enumerate(names[1:]):
        stop = _onward(rng, journey, stop, name, mover, (k == at, k + 1 == at), top)
        body.stops.append(stop)
    journey.moments = names[:]
    if crossing:
        _crossed(rng, journey, names[at], names[at + 1])
    if rng.random() < 0.45:
        journey.bodies.append(_second(rng, journey, mover))
    if rng.random() < 0.5:
        near = direct(rng.choice(body.stops).at, rng.uniform(0, 360), 10 ** rng.uniform(3, 6))
        spots.append(draw_spot(rng, "Zone B", near, PLACES))
    if rng.random() < 0.2 and len(journey.moments) > 1:
        _twin(rng, journey)
    rng.shuffle(journey.moments)
    return journey


def _on_edge(rng: random.Random, spot: Spot) -> Position:
    lat, lon = rng.choice(spot.drawn.true.boundary.tolist())
    return lat, lon


def _onward(
    rng: random.Random,
    journey: Journey,
    last: Stop,
    name: str,
    mover: str,
    crossing: tuple[bool, bool],
    top: float,
) -> Stop:
    """The next stop; with ``crossing[0]`` the way is through Zone A, with ``[1]`` it ends there."""
    spot = journey.spots[0]
    if crossing[0]:
        out = _on_edge(rng, spot)
        middle = direct(spot.drawn.centre, rng.uniform(0, 360), spot.drawn.mapped.radius / 3)
        deep = spot.drawn.true.edge(middle)[0] if spot.drawn.true.contains(middle) else 0.0
        journey.crossed = (last.moment, name, spot, deep)
        at, way = out, distance(last.at, middle) + distance(middle, out)
    elif crossing[1]:
        at = _on_edge(rng, spot)
        way = distance(last.at, at)
    elif rng.random() < 0.12:
        at, way = last.at, rng.choice([0.0, 10 ** rng.uniform(2, 5)])
    else:
        way = 10 ** rng.uniform(2.5, 6.1)
        at = direct(last.at, rng.uniform(0, 360), way)
    way *= 1.0 if rng.random() < 0.5 else 1 + rng.expovariate(5)
    climb = rng.uniform(-60, 60)
    usual, hard = USUAL[mover] + rng.uniform(-WIND, WIND) * 0.9, HARD[mover]
    if rng.random() < 0.15:  # at the very edge of what its kind can do
        speed = math.sqrt((0.9995 * hard) ** 2 - climb**2)
    else:
        speed = max(5.0, usual * rng.uniform(0.4, 1.1))
    time = max(way / speed, rng.uniform(1, 600) if way < 1 else 0.5)
    if rng.random() < 0.7:
        time = math.ceil(time)
    height = min(max(last.height + climb * time, 20.0), top)
    if abs(height - last.height) > abs(climb) * time:
        height = last.height
    return Stop(name, at, last.time + time, height, last.path + way)


def _crossed(rng: random.Random, journey: Journey, entry: str, leave: str) -> None:
    """Names entry and exit in the case, or leaves them without a name of their own."""
    assert journey.crossed is not None
    spot = journey.crossed[2]
    if len(journey.moments) == 2 or rng.random() < 0.6:
        journey.phrases[entry] = [f"entry of Falcon into {spot.name}"]
        journey.phrases[leave] = [f"exit of Falcon from {spot.name}"]
    else:
        journey.unnamed = entry, leave
        journey.moments = [m for m in journey.moments if m not in (entry, leave)]


def _second(rng: random.Random, journey: Journey, mover: str) -> Body:
    """A second object: one that stands, or one beside the first at some moments."""
    told = [s for s in journey.main.stops if s.moment in journey.moments]
    if rng.random() < 0.4:
        by = rng.choice(told)
        at = direct(by.at, rng.uniform(0, 360), 10 ** rng.uniform(2, 5))
        return Body("Post", "", stands=True, stops=[Stop("", at, 0.0, rng.uniform(0, 900), 0.0)])
    body = Body("Shadow", rng.choice(list(HARD)), apart=True)
    some = sorted(rng.sample(told, rng.randint(1, len(told))), key=lambda s: s.time)
    azimuth, off = rng.uniform(0, 360), 10 ** rng.uniform(1.5, 4.5)
    path = 0.0
    for k, s in enumerate(some):
        if rng.random() < 0.5:
            azimuth, off = rng.uniform(0, 360), off * rng.uniform(0.5, 2)
        at = direct(s.at, azimuth, off)
        height = max(10.0, s.height + rng.uniform(-800, 800))
        if k:
            last = body.stops[-1]
            way = distance(last.at, at) * (1 + (rng.random() < 0.5) * rng.expovariate(8))
            path += way
            fastest = math.inf if s.time <= last.time else math.hypot(way, height - last.height)
            fastest /= max(s.time - last.time, 1e-9)
            if fastest > 0.9999 * HARD.get(body.mover, 0.0):
                body.mover = "jet" if fastest <= 0.9999 * HARD["jet"] and body.mover else ""
        body.stops.append(Stop(s.moment, at, s.time, height, path))
    if rng.random() < 0.3:
        body.mover = ""
    return body


def _twin(rng: random.Random, journey: Journey) -> None:
    """A moment that is truly another one: a frame may say so, another need not."""
    name = next(n for n in (*NAMES, "foxtrot") if n not in _all(journey))
    one = rng.choice(journey.moments)
    for body in journey.bodies:
        if body.stands:
            continue
        found = body.stop(one)
        if found is not None:
            body.stops.insert(body.stops.index(found) + 1, replace(found, moment=name))
    journey.moments.append(name)
    journey.twins = one, name


def _all(journey: Journey) -> set[str]:
    return {s.moment for s in journey.main.stops}
