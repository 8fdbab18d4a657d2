"""Planted lies of known size: worlds in which one value has been falsified.

Each lie carries ``sure``, a stretch below which it cannot be so under any ordinary reading even
when every map error and every corner of what is given favours it, and ``least``, a stretch at
which it can be so (found by trying positions). Both come from this folder's own geometry. A lie is
counted only if ``sure`` > 1; the solver should then say strained or contradicted (contradicted
if ``sure`` > 2), and its certified lower margin must never exceed ``least``.

The four ways to lie: a distance, a bearing turned, the wrong side of an edge, two distances (or a
distance after a bearing and distance) that do not fit together.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from .drawing import KINDS, Drawn, star
from .earth import Position, direct, direct_many, distance, inverse, inverse_many, turn
from .figure import Area, Shape, centroid_slack
from .phrases import COMPASS, Said, half_width, sector_needs, unit_for, words_for
from .worlds import Saying, Spot, Told, World, draw_spot, hard_position


@dataclass
class Lie:
    """A falsified world: claim ids to be taken together, and how large the lie is."""

    world: World
    kind: str
    size: float  # in the unit of ``scale``
    scale: str  # "stretch", "errors beyond the edge"
    sure: float
    least: float
    together: tuple[str, ...]


def _disc(rng: random.Random, centre: Position, radius: float) -> Spot:
    """A small known area around ``centre`` whose every point is within ``radius`` + 10 m."""
    line = star(rng, centre, radius, 16, "circle")
    shape = Shape((Area(line),), step=max(50.0, radius / 20))
    return Spot("Box", Drawn("circle", shape, shape, 10.0, centre))


def _positions(spot: Spot) -> list[Position]:
    """Some positions that the small area certainly holds."""
    ring = spot.drawn.mapped.areas[0].outer.points
    return [spot.drawn.centre, *ring]


def _printed(rng: random.Random, metres: float, unit: str, size: float, want: float) -> Said | None:
    """A number whose stretch for ``metres`` is as near ``want`` as round numbers allow."""
    hedge = rng.choice(["", "about", "about"])
    v = metres / size
    best: tuple[float, Said] | None = None
    for grain in ("1", "5", "10", "50", "100", "500", "1000"):
        for factor in np.linspace(0.2, 3.5, 67):
            x = Decimal(grain) * round(Decimal(v * float(factor)) / Decimal(grain))
            if x <= 0 or x > 20000:
                continue
            said = Said(hedge, x, None, unit)
            miss = abs(said.needs(metres, size) - want) + rng.uniform(0, 0.15)
            if best is None or miss < best[0]:
                best = miss, said
    return best[1] if best and best[0] < 0.5 else None


SIZES = (1.2, 1.5, 2.0, 3.0, 5.0)


def lie_distance(rng: random.Random, seed: int) -> Lie | None:
    """Given a small area, a distance that is off by ``SIZES`` times its tolerance."""
    hard, centre = hard_position(rng)
    spot = draw_spot(rng, "Zone A", centre)
    shape, e = spot.drawn.mapped, spot.drawn.error
    edge = rng.choice(shape.boundary.tolist())
    p = direct((edge[0], edge[1]), rng.uniform(0, 360), 10 ** rng.uniform(4, 6.8))
    d = shape.distance(p)
    unit, size = unit_for(rng, d)
    if d < 20 * e or not 3 <= d / size <= 15000:
        return None
    said = _printed(rng, d, unit, size, rng.choice(SIZES))
    if said is None:
        return None
    radius = max(100.0, 0.04 * float(said.tolerance) * size)
    box = _disc(rng, p, radius)
    room = radius + 10 + e
    sure = min(_least(said, d - room, d + room, u) for u in said.units.values())
    least = math.inf
    for q in _positions(box):
        at = shape.distance(q)
        least = min(least, *(said.needs(at, u) for u in said.units.values()))
    world = World(seed, hard, "lie", p, [spot, box], given=[_in(box)])
    world.claims = [_told("C1", f'encounter is {said.text} from "Zone A"', "distance")]
    return Lie(world, "distance", sure, "stretch", sure, least, ("C1",))


def _told(name: str, says: str, kind: str, *follows: str) -> Told:
    return Told(name, Saying(kind, says, "false"), "encounter", follows_from=follows)


def _in(box: Spot) -> Saying:
    return Saying("given", f'inside "{box.name}"', "true", box, inside=True)


def _least(said: Said, lo: float, hi: float, unit: float) -> float:
    """The least stretch of any distance between ``lo`` and ``hi`` for a number said plainly."""
    x = float(said.low) * unit
    return said.needs(min(max(x, lo), hi), unit)


def lie_bearing(rng: random.Random, seed: int) -> Lie | None:
    """Given a small area, a compass word turned by 45, 90 or 180 degrees from a right one."""
    hard, centre = hard_position(rng)
    spot = draw_spot(rng, "Zone A", centre)
    shape, e = spot.drawn.mapped, spot.drawn.error
    p = direct(centre, rng.uniform(0, 360), shape.radius + 10 ** rng.uniform(4.5, 6.5))
    d, where = shape.edge(p)
    if d < max(2000.0, 20 * e) or shape.contains(p) or d > 1.5e7:
        return None
    radius = 0.01 * d
    box = _disc(rng, p, radius)
    far, azimuth = inverse(shape.centroid, p)
    angle = rng.choice([45.0, 90.0, 180.0])
    right = rng.choice(words_for(inverse(where, p)[1]))
    wrong = min(COMPASS, key=lambda w: turn(COMPASS[w], COMPASS[right] + angle))
    room = radius + 10 + e
    # Seen from the centroid; and from every boundary point that may be the nearest.
    beyond = turn(azimuth, COMPASS[wrong]) - _spread(room + centroid_slack(shape), far)
    s, azimuths = inverse_many(*shape.boundary.T, *p)
    close = s <= d + 2 * room + shape.step / 2
    for distance_, seen in zip(s[close], azimuths[close], strict=True):
        off = turn(float(seen), COMPASS[wrong]) - _spread(room + shape.step, float(distance_))
        beyond = min(beyond, off)
    if shape.points:
        beyond = turn(azimuth, COMPASS[wrong]) - _spread(room, far)
    # How far outside it surely is, and a stretch at which the mapped shape lets it be so.
    sure = float(sector_needs(wrong, np.array(beyond)))
    offs = [turn(b, COMPASS[wrong]) for b in (azimuth, inverse(where, p)[1])]
    least = float(sector_needs(wrong, np.array(offs)).min()) + 1e-6
    world = World(seed, hard, "lie", p, [spot, box], given=[_in(box)])
    world.claims = [_told("C1", f'encounter is {wrong} of "Zone A"', "bearing")]
    return Lie(world, "bearing", sure, "stretch", sure, least, ("C1",))


def _spread(room: float, far: float) -> float:
    """Degrees by which a bearing over ``far`` metres may change when an end moves by ``room``.

    On a sphere the half angle of a disc of angular radius a at distance b is
    asin(sin a / sin b); a fifth more is granted for the ellipsoid.
    """
    ratio = math.sin(room / 6.37e6) / max(1e-9, math.sin(min(far, 1.99e7) / 6.37e6))
    return 180.0 if ratio >= 0.8 else 1.2 * math.degrees(math.asin(ratio))


def lie_side(rng: random.Random, seed: int) -> Lie | None:
    """Given a tiny area on one side of an edge, the other side said, some errors beyond."""
    hard, centre = hard_position(rng)
    spot = draw_spot(rng, "Zone A", centre, [k for k in KINDS if k not in {"point", "line"}])
    shape, e = spot.drawn.mapped, spot.drawn.error
    edge = rng.choice(shape.boundary.tolist())
    p = direct((edge[0], edge[1]), rng.uniform(0, 360), e * rng.uniform(1.1, 6))
    radius = max(15.0, 0.05 * e)
    beyond = (shape.edge(p)[0] - radius - 10) / e
    inside = shape.contains(p)
    box = _disc(rng, p, radius)
    world = World(seed, hard, "lie", p, [spot, box], given=[_in(box)])
    word = "outside" if inside else "inside"
    world.claims = [_told("C1", f'encounter is {word} "Zone A"', word)]
    sure = math.inf if beyond > 1 else 0.0
    least = math.inf if beyond > 1 else 0.0
    kind = "outside though inside" if inside else "inside though outside"
    return Lie(world, kind, beyond, "errors beyond the edge", sure, least, ("C1",))


def _points(rng: random.Random) -> tuple[str, list[Spot], float]:
    """Two point places 100 to 5,000 km apart."""
    hard, a = hard_position(rng)
    b = direct(a, rng.uniform(0, 360), 10 ** rng.uniform(5, 6.7))
    spots = []
    for name, at in (("Town A", a), ("Town B", b)):
        shape = Shape(points=(at,))
        spots.append(Spot(name, Drawn("point", shape, shape, 20.0, at)))
    return hard, spots, distance(a, b)


def lie_two_distances(rng: random.Random, seed: int) -> Lie | None:
    """Two distances from two towns whose sum is too small for the distance between the towns."""
    hard, spots, apart = _points(rng)
    share = rng.uniform(0.2, 0.8)
    unit = rng.choice(["km", "nm", "miles"])
    want = rng.choice(SIZES)

    def say(metres: float, u: float) -> Said:
        x = metres / u
        grain = 10 ** max(0, math.floor(math.log10(x)) - 1)
        return Said(hedge, Decimal(max(1, round(x / grain) * grain)), None, unit)

    best: tuple[float, Said, Said, float] | None = None
    hedge = rng.choice(["", "about"])
    for shrink in np.linspace(0.15, 1.0, 80):
        u = 1852.0 if unit == "nm" else 1000.0 if unit == "km" else 1609.344
        one, two = say(share * apart * shrink, u), say((1 - share) * apart * shrink, u)
        need = min(_gap(apart, one, u1, two, u2) for u1 in one.units.values()
                   for u2 in two.units.values())  # fmt: skip
        if best is None or abs(need - want) < best[0]:
            best = abs(need - want), one, two, need
    if best is None or best[0] > 0.4:
        return None
    _, one, two, need = best
    # Both towns may be 20 m off; that changes the stretch by 40 m over the tolerances' sum.
    sum_of_tolerances = sum(float(s.tolerance) * min(s.units.values()) for s in (one, two))
    world = World(seed, hard, "lie", spots[0].drawn.centre, spots)
    world.claims = [
        _told("C1", f'encounter is {one.text} from "Town A"', "distance"),
        _told("C2", f'encounter is {two.text} from "Town B"', "distance", "C1"),
    ]
    sure = need - 40 / sum_of_tolerances
    return Lie(world, "two distances", sure, "stretch", sure, need + 1e-6, ("C1", "C2"))


def _gap(apart: float, one: Said, u1: float, two: Said, u2: float) -> float:
    """Stretch at which two distances reach from town to town (triangle inequality)."""
    lack = apart - float(one.low) * u1 - float(two.low) * u2
    return lack / (float(one.tolerance) * u1 + float(two.tolerance) * u2)


def lie_inference(rng: random.Random, seed: int) -> Lie | None:
    """A distance and compass word from one town, then a distance from another that cannot be.

    The least stretch is found on a polar grid around the first town that takes in the sector as it
    is at the stretch 6; the grid's spacing is granted in favour of the lie.
    """
    hard, spots, apart = _points(rng)
    a, b = spots[0].drawn.centre, spots[1].drawn.centre
    word = rng.choice(list(COMPASS))
    d1 = apart * rng.uniform(0.2, 1.0)
    said1 = Said(rng.choice(["", "about"]), Decimal(max(1, round(d1 / 1e4) * 10)), None, "km")
    off = np.linspace(-3.5, 3.5, 141) * half_width(word)
    off = off[np.abs(off) <= 180]
    turned = sector_needs(word, np.abs(off))
    azimuths = COMPASS[word] + off
    tolerance = float(said1.tolerance) * 1000
    reach = np.linspace(-6, 6, 121) * tolerance + float(said1.low) * 1000
    reach = reach[(reach > 0) & (reach < 1.9e7)]
    lat, lon = direct_many(a[0], a[1], azimuths[:, None], reach[None, :])
    d2 = inverse_many(lat, lon, b[0], b[1])[0]
    need1 = np.abs(reach - float(said1.low) * 1000) / tolerance
    said2 = _printed(
        rng,
        float(d2[turned == 0][:, need1 <= 1].min()),
        "km",
        1000.0,
        rng.choice([1.5, 2.5, 4.0, 8.0]),
    )
    if said2 is None:
        return None
    size2 = float(said2.tolerance) * 1000
    need2 = np.abs(d2 - float(said2.low) * 1000) / size2
    both = np.maximum(np.maximum(need1[None, :], turned[:, None]), need2)
    least = float(both.min())
    # Between two tries lie at most half a step of radius and half a step of arc.
    step = 0.1 * tolerance / 2 + np.radians(half_width(word) / 20) / 2 * float(reach.max())
    world = World(seed, hard, "lie", a, spots)
    world.claims = [
        _told("C1", f'encounter is {said1.text} {word} of "Town A"', "both"),
        _told("C2", f'encounter is {said2.text} from "Town B"', "distance", "C1"),
    ]
    if least >= 5.5:  # the grid ends at a stretch of 6
        least = math.inf
    # Half a step of arc is a twentieth of the stretch by which the sector gives way.
    sure = min(least, 5.5) - (step + 20) / min(tolerance, size2) - 0.05 if least > 1 else 0.0
    size = min(least, 5.5)
    return Lie(world, "inference", size, "stretch", sure, least, ("C1", "C2"))


MAKERS: dict[str, Callable[[random.Random, int], Lie | None]] = {
    "distance": lie_distance,
    "bearing": lie_bearing,
    "side": lie_side,
    "two distances": lie_two_distances,
    "inference": lie_inference,
}


def make_lie(seed: int) -> Lie:
    """The lie of a seed; kinds come in turn. Draws until one is really a lie (``sure`` > 1)."""
    rng = random.Random(f"lie {seed}")
    maker = list(MAKERS.values())[seed % len(MAKERS)]
    while True:
        lie = maker(rng, seed)
        if lie is not None and lie.sure > 1:
            return lie
