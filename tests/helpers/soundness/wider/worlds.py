"""Random true worlds said in all the words of the language."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass, field, replace

from ..earth import direct
from ..mapfile import UnusableError
from ..worlds import Saying, Spot, Told, World, _band, draw_spot, hard_position, stand
from .atolls import draw_atoll
from .heights import Air, draw_air, say_height
from .placesaid import PlaceTalk, Wide, restated, two_places
from .routes import draw_ends, of_route
from .voices import Voice, draw_voices

#: At most so many joint ordinary readings of all claims of a world.
WAYS = 12
#: The share of worlds that have a route.
ROUTES = 0.2


@dataclass
class WideWorld(World):
    """A world of a ``day``; ``voices`` speak in it, one for each claim; ``height`` in metres.

    ``ends`` are those of a route, if there is one. ``silent`` are ids of claims that somebody only
    did not deny: they assert nothing, and may be false.
    """

    day: dt.date = dt.date(2020, 1, 1)
    voices: dict[str, Voice] = field(default_factory=dict)
    height: float = 0.0
    ends: list[Spot] = field(default_factory=list)
    air: Air | None = None
    silent: tuple[str, ...] = ()


def make_wide_world(seed: int) -> WideWorld:
    """The world of a seed; the same seed gives the same world."""
    rng = random.Random(f"wide world {seed}")
    while True:
        try:
            world = _draw(rng, seed)
        except UnusableError:
            continue
        if world.claims:
            return world


def _draw(rng: random.Random, seed: int) -> WideWorld:
    hard, centre = hard_position(rng)
    atoll = rng.random() < 0.15
    if abs(centre[0]) > 85 and atoll:
        raise UnusableError("no atoll at a pole")
    first = draw_atoll(rng, "Zone A", centre) if atoll else draw_spot(rng, "Zone A", centre)
    relation, position = stand(rng, first.drawn)
    day = dt.date(2000, 1, 1) + dt.timedelta(days=rng.randrange(9000))
    world = WideWorld(seed, hard, relation, position, [first], day=day)
    world.height = rng.uniform(100, 18000)
    if rng.random() < 0.4:
        near = direct(position, rng.uniform(0, 360), 10 ** rng.uniform(3, 6.3))
        kinds = ("point", "circle", "rough", "box", "parts")
        world.spots.append(draw_spot(rng, "Zone B", near, kinds))
    if rng.random() < 0.2:
        world.spots.append(_band(rng, "Band C", rng.choice(world.spots)))
    if rng.random() < 0.2:
        world.moments, world.joined = ["encounter", "impact"], True
    if rng.random() < ROUTES and abs(position[0]) < 80:
        world.ends = draw_ends(rng, position)
    if rng.random() < 0.25:
        spot = rng.choice(world.spots)
        inside = spot.inside(position)
        says = f'{"inside" if inside else "outside"} "{spot.name}"'
        world.given.append(Saying("given", says, "true", spot, inside=inside))
    _tell(rng, world)
    _ask(rng, world)
    return world


def _tell(rng: random.Random, world: WideWorld) -> None:
    """One to three claims of one to three voices."""
    voices = draw_voices(rng, rng.choice([1, 2, 2, 3]))
    ways = 1
    for _ in range(rng.choice([1, 1, 2, 2, 3])):
        voice = rng.choice(voices)
        moment = rng.choice(world.moments)
        saying = _saying(rng, world, voice, moment)
        if saying is None or ways * saying.ways > WAYS or _answers(saying, world):
            continue
        ways *= saying.ways
        earlier = [c.id for c in world.claims]
        follows = ()
        if earlier and rng.random() < 0.35:
            follows = tuple(sorted(rng.sample(earlier, rng.randint(1, len(earlier)))))
        name = f"C{len(world.claims) + 1}"
        world.claims.append(Told(name, saying, moment, "", follows))
        world.voices[name] = voice
    if world.claims and rng.random() < 0.1:
        _not_denied(rng, world, rng.choice(voices))


def _answers(saying: Wide, world: WideWorld) -> bool:
    """Whether it denies the very number of miles that another states: then both mean the same."""
    if saying.number is None or saying.number.unit != "miles":
        return False
    told = [c.saying.number for c in world.claims if isinstance(c.saying, Wide) and c.saying.number]
    return any(n.unit == "miles" and n.low == saying.number.low for n in told)


def _saying(rng: random.Random, world: WideWorld, voice: Voice, moment: str) -> Wide | None:
    talk = PlaceTalk(rng, voice, world.position, world.day)
    if world.ends and rng.random() < 0.35:
        return of_route(rng, voice, moment, world.position, world.ends)
    kind = rng.choice(["place"] * 12 + ["height", "height", "two", "restated", "joined", "joined"])
    if kind == "height":
        world.air = world.air or draw_air(rng, world.height)
        found = say_height(rng, voice, world.height, world.air)
        if found is None:
            return None
        return Wide("altitude", f"{moment} is {found[0]}", "", ways=found[2])
    if kind == "two":
        if len(world.spots) < 2:
            return None
        one, other = rng.sample(world.spots[:2], 2)
        return two_places(rng, voice, one, other)
    if kind == "restated":
        told = [c for c in world.claims if isinstance(c.saying, Wide) and c.saying.number
                and c.saying.kind in ("distance", "within", "not within")]  # fmt: skip
        if not told:
            return None
        chosen = rng.choice(told)
        assert isinstance(chosen.saying, Wide)
        return restated(rng, voice, chosen.id, chosen.saying)
    made = talk.about(moment, rng.choice(world.spots))
    if kind == "joined" and made is not None:
        other_said = talk.about(moment, rng.choice(world.spots))
        if other_said is None or other_said.says == made.says:
            return made
        return joined(rng, made, other_said, f"{moment} is ")
    return made


def joined(rng: random.Random, one: Wide, other: Wide, subject: str) -> Wide:
    """Two phrases in one sentence."""
    link = rng.choice([" and ", ", ", " but ", "; "])
    says = f"{one.says}{link}{other.says.removeprefix(subject)}"
    needs = [s.need for s in (one, other) if s.need is not None]
    spots: list[Spot] = [s.spot for s in (one, other) if s.spot is not None]
    return replace(
        one,
        kind="two phrases",
        says=says,
        spot=spots[0] if spots else None,
        need=lambda p, shape_of: max((need(p, shape_of) for need in needs), default=0.0),
        ways=one.ways * other.ways,
        number=None,
        tested=one.tested and other.tested,
    )


def _not_denied(rng: random.Random, world: WideWorld, voice: Voice) -> None:
    """A claim that is false, and that somebody did not deny: it asserts nothing."""
    spot = world.spots[0]
    inside = not spot.inside(world.position)
    says = f'{world.moments[0]} is {"inside" if inside else "outside"} "{spot.name}"'
    name = f"C{len(world.claims) + 1}"
    world.claims.append(Told(name, Wide("not denied", says, "false"), world.moments[0]))
    world.voices[name] = voice
    world.silent = (name,)


def _ask(rng: random.Random, world: WideWorld) -> None:
    """A question about a third of the worlds; seldom where what is said leaves half the Earth."""
    bounded = any(
        isinstance(c.saying, Wide) and (c.saying.number or c.saying.kind == "position")
        for c in world.claims
    )
    if rng.random() > (0.25 if bounded else 0.05):
        return
    spot = rng.choice(world.spots)
    kind = rng.choice(["distance", "distance", "height"])
    if kind == "height":
        world.asks.append((f"altitude of {world.moments[0]}", world.height))
        return
    unit = rng.choice(["km", "nm", "mi"])
    question = f"distance from {world.moments[0]} to {spot.name} in {unit}"
    world.asks.append((question, spot.distance(world.position)))
