"""Random true worlds: a position, places with stated errors, and claims that hold there.

``make_world(seed)`` draws everything from one seed. The claims are made from the true position and
the true shapes, said with the policy's tolerance in one ordinary reading; the case file carries
the mapped shapes. So no claim, and no set of claims about one moment, may come out as contradicted
or strained, and an implied quantity must contain the true one (``docs/concepts/verdicts.md``).
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

import numpy as np

from .drawing import KINDS, Drawn, draw
from .earth import HALF_ROUND, Position, direct, distance, inverse, turn
from .figure import Shape, centroid_slack
from .mapfile import UnusableError, corners, flat
from .phrases import (
    COMPASS,
    LESS,
    MILES,
    MORE,
    MOST,
    UNITS,
    Said,
    say_length,
    say_position,
    sector_needs,
    unit_for,
    words_for,
)


@dataclass
class Spot:
    """A named place of a world; a band has ``around`` and ``width`` and no shape of its own."""

    name: str
    drawn: Drawn
    around: str = ""
    width: str = ""
    width_m: float = 0.0

    def inside(self, p: Position) -> bool:
        return self.distance(p) == 0.0

    def distance(self, p: Position) -> float:
        return max(0.0, self.drawn.true.distance(p) - self.width_m)


@dataclass
class Saying:
    """What a sentence says, taken apart: of which place, how far, in which direction, which side.

    ``made`` names the ordinary reading in which it is true, for reports.
    """

    kind: str
    says: str
    made: str
    spot: Spot | None = None
    said: Said | None = None
    word: str = ""
    inside: bool | None = None

    def needs(self, p: Position, shape_of: Callable[[Spot], Shape]) -> float:
        """The least stretch at which it holds at ``p`` in some ordinary reading.

        ``shape_of`` gives each place's shape (mapped or true). Coordinates and altitudes are not
        looked at.
        """
        if self.spot is None:
            return 0.0
        shape = shape_of(self.spot)
        d = max(0.0, shape.distance(p) - self.spot.width_m)
        if self.inside is not None:
            return 0.0 if (d == 0.0) == self.inside else math.inf
        if self.word:
            anchors = {shape.centroid}
            if d > 0:
                anchors.add(shape.edge(p)[1])
            off = min(turn(inverse(a, p)[1], COMPASS[self.word]) for a in anchors)
            turned = float(sector_needs(self.word, np.array(off)))
        else:
            turned = 0.0
        if self.said is None:
            return turned
        return max(turned, min(self.said.needs(d, u) for u in self.said.units.values()))


@dataclass
class Told:
    """One claim of the case."""

    id: str
    saying: Saying
    moment: str
    sentence: str = ""
    follows_from: tuple[str, ...] = ()


@dataclass
class World:
    """A true world and what is said of it. ``asks`` are questions with true values in metres."""

    seed: int
    hard: str
    relation: str
    position: Position
    spots: list[Spot] = field(default_factory=list)
    claims: list[Told] = field(default_factory=list)
    given: list[Saying] = field(default_factory=list)
    moments: list[str] = field(default_factory=lambda: ["encounter"])
    joined: bool = False
    asks: list[tuple[str, float]] = field(default_factory=list)


def hard_position(rng: random.Random) -> tuple[str, Position]:
    """A centre for a place, weighted towards where geometry goes wrong."""
    kind = rng.choice(["anywhere", "anywhere", "antimeridian", "pole", "equator", "greenwich"])
    anywhere = math.degrees(math.asin(rng.uniform(-1, 1))), rng.uniform(-180, 180)
    if kind == "antimeridian":
        return kind, (anywhere[0], (180 + rng.gauss(0, 2) + 180) % 360 - 180)
    if kind == "pole":
        lat = 90 - min(20.0, rng.expovariate(1 / 3))
        return kind, (rng.choice([-1, 1]) * lat, anywhere[1])
    if kind == "equator":
        return kind, (rng.gauss(0, 0.5), anywhere[1])
    if kind == "greenwich":
        return kind, (anywhere[0], rng.gauss(0, 1))
    return kind, anywhere


RELATIONS = ("edge",) * 4 + ("middle",) * 2 + ("near",) * 8 + ("far", "antipode")


def stand(rng: random.Random, drawn: Drawn) -> tuple[str, Position]:
    """A true position relative to a place: at its edge, in a hole, inside, near, far, antipodal."""
    edge = tuple(float(x) for x in rng.choice(drawn.mapped.boundary.tolist()))
    at: Position = (edge[0], edge[1])
    relation = rng.choice(RELATIONS)
    azimuth = rng.uniform(0, 360)
    if relation == "edge":
        return relation, direct(at, azimuth, drawn.error * rng.uniform(0, 3))
    if relation == "middle":  # inside, or in the hole where there is one
        return relation, direct(drawn.centre, azimuth, drawn.mapped.radius * rng.uniform(0, 0.1))
    if relation == "near":
        return relation, direct(at, azimuth, 10 ** rng.uniform(3.3, 5.8))
    if relation == "far":
        return relation, direct(at, azimuth, rng.uniform(1e6, 1.8e7))
    return relation, direct(drawn.centre, azimuth, HALF_ROUND - 10 ** rng.uniform(3, 6))


def draw_spot(
    rng: random.Random, name: str, centre: Position, kinds: Sequence[str] = KINDS
) -> Spot:
    """A place that can be written as GeoJSON, of one of ``kinds``."""
    for _ in range(20):
        drawn = draw(rng, rng.choice(kinds), centre)
        if drawn.form == "polygon":
            try:
                corners(drawn.mapped)
            except UnusableError:
                drawn = replace(drawn, form="geojson")
        if drawn.form in {"geojson", "wkt"}:
            try:
                flat(drawn.mapped, drawn.bend)
            except UnusableError:
                continue
        return Spot(name, drawn)
    raise UnusableError("no place could be drawn here")


def _band(rng: random.Random, name: str, spot: Spot) -> Spot:
    unit = rng.choice(["nm", "km", "mi"])
    width = rng.choice([3, 12, 24, 50, 100, 200])
    return Spot(name, spot.drawn, spot.name, f"{width} {unit}", width * UNITS[unit])


# ---- claims ----------------------------------------------------------------------------------


KINDS_OF_CLAIM = (
    *("distance", "distance", "bearing", "bearing", "both", "both", "both"),
    *("side", "at", "altitude"),
)


class _Teller:
    """Makes claims about one position.

    With ``sentence`` all claims quote one printed sentence, in which "miles" and the anchor of a
    place keep their meaning.
    """

    def __init__(self, rng: random.Random, position: Position, sentence: str) -> None:
        self.rng = rng
        self.position = position
        self.sentence = sentence
        self.height = rng.uniform(1000, 18000)  # metres
        self.miles = rng.choice(list(MILES.values()))
        self.anchor = rng.choice(["centroid", "nearest"])

    def length(self, metres: float) -> tuple[Said, str] | None:
        """Words for a length that hold, and what their unit means."""
        for _ in range(10):
            unit, size = unit_for(self.rng, metres)
            if self.sentence and unit == "miles":
                size = self.miles
            if not 0.1 <= metres / size <= 60000:
                continue
            said = say_length(self.rng, metres, unit, size)
            if said:
                return said, f"{unit} of {size} m"
        return None

    def distance(self, moment: str, spot: Spot) -> Saying | None:
        d = spot.distance(self.position)
        made = "inside, distance 0"
        if d == 0.0:
            number = Decimal(self.rng.choice([1, 12, 50, 300]))
            said = Said("within", number, None, self.rng.choice(["km", "nm", "miles"]))
        else:
            length = self.length(d)
            if length is None:
                return None
            said, made = length
        link = "of" if said.hedge == "within" else "from"
        says = f"{moment} is {said.text} {link} {_q(spot.name)}"
        return Saying("distance" if d else "within", says, made, spot, said)

    def altitude(self, moment: str) -> Saying | None:
        """A height said of the true one of this world."""
        unit, size = self.rng.choice([("ft", 0.3048), ("m", 1.0), ("km", 1000.0)])
        said = say_length(self.rng, self.height, unit, size)
        if said is None or said.hedge in MORE + LESS + MOST:
            return None
        return Saying("altitude", f"{moment} is at {said.text}", f"{self.height:.0f} m")

    def bearing(self, spot: Spot) -> tuple[str, str] | None:
        """A compass word that is right from the centroid or from the nearest point."""
        shape, p = spot.drawn.true, self.position
        anchor = self.anchor if self.sentence else self.rng.choice(["centroid", "nearest"])
        if spot.around or spot.inside(p):
            return None
        if anchor == "centroid" or len(shape.boundary) == 1:
            at = shape.centroid
            # The mapped centroid must be as near as the stated error, which is all a map grants.
            slack = centroid_slack(shape)
            if distance(at, spot.drawn.mapped.centroid) + slack > spot.drawn.error:
                return None
        else:
            at, slack = shape.edge(p)[1], 1.0
        d, azimuth = inverse(at, p)
        if d <= 2 * slack:
            return None
        words = words_for(azimuth, math.degrees(math.asin(min(1.0, slack / d))) + 1e-4)
        if not words:
            return None
        return self.rng.choice(words), f"from the {anchor}, {azimuth:.3f} degrees"

    def claim(self, moment: str, spot: Spot) -> Saying | None:
        """A sentence of a random kind about a place."""
        kind = self.rng.choice(KINDS_OF_CLAIM)
        if kind == "distance":
            return self.distance(moment, spot)
        if kind == "side":
            inside = spot.inside(self.position)
            says = f"{moment} is {_side(self.rng, spot, inside)} {_q(spot.name)}"
            return Saying("inside" if inside else "outside", says, "true", spot, inside=inside)
        if kind == "altitude":
            return self.altitude(moment)
        if kind == "at":
            text, _ = say_position(self.rng, *self.position)
            return Saying("coordinates", f"{moment} is at {text}", "rounded")
        word = self.bearing(spot)
        if word is None:
            return None
        of = f"{word[0]} of {_q(spot.name)}"
        if kind == "bearing":
            return Saying(kind, f"{moment} is {of}", word[1], spot, word=word[0])
        length = self.length(spot.distance(self.position))
        if length is None or length[0].hedge == "within":  # "within 5 km east of" is not said
            return None
        said, made = length
        return Saying(
            kind, f"{moment} is {said.text} {of}", f"{made}; {word[1]}", spot, said, word[0]
        )


def _side(rng: random.Random, spot: Spot, inside: bool) -> str:
    if not inside:
        return "outside"
    return "inside" if spot.around else rng.choice(["inside", "over"])


def _q(name: str) -> str:
    return f'"{name}"'


# ---- a whole world ---------------------------------------------------------------------------


def make_world(seed: int) -> World:
    """The world of a seed; the same seed gives the same world."""
    rng = random.Random(seed)
    while True:
        try:
            world = _draw_world(rng, seed)
        except UnusableError:
            continue
        if world.claims:
            return world


def _draw_world(rng: random.Random, seed: int) -> World:
    hard, centre = hard_position(rng)
    first = draw_spot(rng, "Zone A", centre)
    relation, position = stand(rng, first.drawn)
    world = World(seed, hard, relation, position, [first])
    if rng.random() < 0.5:
        near = direct(position, rng.uniform(0, 360), 10 ** rng.uniform(3, 6.5))
        world.spots.append(draw_spot(rng, "Zone B", near))
    if rng.random() < 0.25:
        world.spots.append(_band(rng, "Band C", rng.choice(world.spots)))
    if rng.random() < 0.25:
        world.moments, world.joined = ["encounter", "impact"], True
    if rng.random() < 0.35:
        spot = rng.choice(world.spots)
        inside = spot.inside(position)
        says = f"{_side(rng, spot, inside)} {_q(spot.name)}"
        world.given.append(Saying("given", says, "true", spot, inside=inside))
    _tell(rng, world)
    _ask(rng, world)
    return world


def _tell(rng: random.Random, world: World) -> None:
    """One to four claims; some share a sentence, and some are said to follow from others."""
    teller = _Teller(rng, world.position, "one" if rng.random() < 0.25 else "")
    for _ in range(rng.choice([1, 2, 2, 3, 4])):
        moment = rng.choice(world.moments)
        saying = teller.claim(moment, rng.choice(world.spots))
        if saying is None:
            continue
        earlier = [c.id for c in world.claims]
        follows = ()
        if earlier and rng.random() < 0.5:
            follows = tuple(sorted(rng.sample(earlier, rng.randint(1, len(earlier)))))
        k = len(world.claims) + 1
        world.claims.append(Told(f"C{k}", saying, moment, teller.sentence, follows))


def _ask(rng: random.Random, world: World) -> None:
    """A question about half of the worlds; seldom where what is said leaves half the Earth."""
    bounded = any(c.saying.said or c.saying.kind == "coordinates" for c in world.claims)
    if rng.random() > (0.5 if bounded else 0.1):
        return
    spot = rng.choice(world.spots)
    unit = rng.choice(["km", "nm", "mi"])
    question = f"distance from {world.moments[0]} to {spot.name} in {unit}"
    world.asks.append((question, spot.distance(world.position)))
