"""Lies about journeys whose size has a closed form.

Each lie is a few claims with numbers, and a condition on the ends that a stretch leaves to each
number. The condition is written twice: as what is needed even when every bound is as kind to the
lie as the Earth allows (``sure``: below it nothing can be so), and as a world that is possible
(``least``: at it something can). Both grow with the stretch, so both are found by halving. A lie
counts only if ``sure`` > 1.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial

from .casefiles import _place
from .earth import direct, distance
from .journeys import HARD
from .journeysaid import Fix, clock, fix, halved, meet, number
from .phrases import UNITS
from .worlds import Spot, draw_spot, hard_position

#: A path above the lowest dry land is at least this times the way at sea level.
GROUND = 0.9999
#: Pressure altitudes by the height above the sea, at least and at most (metres, and a share of it):
#: what none lies beyond, and what they do come to.
Air = tuple[tuple[float, float], tuple[float, float]]
BEYOND: Air = ((-1_011.0, 0.83), (1_818.0, 1.22))
WITHIN: Air = ((-1_009.0, 0.83), (1_816.0, 1.22))
WANTED = (1.2, 1.7, 2.4, 4.0, 7.0)
ENDS = (1.5, 2.0, 3.0, 5.0)


@dataclass
class JourneyLie:
    """Claims that cannot all be so: the lie's kind, and brackets of the stretch it needs."""

    seed: int
    kind: str
    claims: list[str]
    sure: float
    least: float
    mover: str = ""
    stands: bool = False
    spots: list[Spot] = field(default_factory=list)

    @property
    def size_class(self) -> str:
        """The row of the table that its size belongs to."""
        return size_row(self.sure)


def size_row(sure: float) -> str:
    """The row of the table for lies that need at least such a stretch."""
    low = 1.0
    for end in ENDS:
        if sure <= end:
            return f"{low:g} to {end:g} x tolerance"
        low = end
    return f"{low:g} to … x tolerance"


def _both(so: Callable[[float], bool]) -> tuple[float, float]:
    found = halved(so)
    return found * (1 - 1e-9), found


Made = tuple[list[str], tuple[float, float]]


def lie_clock(rng: random.Random) -> Made:
    """Two clock times of one moment, or of two with a time between."""
    one = clock(rng, rng.uniform(3600, 80000))
    other = clock(rng, one.seconds + rng.choice([-1, 1]) * rng.choice(WANTED) * (one.unit + 30) / 2)
    if rng.random() < 0.5:
        return [f"alpha is at {one.text}", f"alpha is at {other.text}"], _both(
            lambda x: meet(one.ends(x), other.ends(x))
        )
    gap = number(rng, rng.uniform(120, 20000), rng.choice(["minutes", "hours"]))
    tolerance = float(gap.said.tolerance) * UNITS[gap.said.unit]
    off = rng.choice(WANTED) * (tolerance + (one.unit + 60) / 2)
    middle = sum(gap.ends(0)) / 2
    later = clock(rng, one.seconds + middle + rng.choice([-1, 1]) * off)

    def so(x: float) -> bool:
        (a, b), (c, d) = one.ends(x), gap.ends(x)
        return meet((a + c, b + d), later.ends(x))

    claims = [f"alpha is at {one.text}", f"bravo is {gap.text} after alpha"]
    return [*claims, f"bravo is at {later.text}"], _both(so)


def lie_order(rng: random.Random) -> Made:
    """An order turned, against clock times."""
    one = clock(rng, rng.uniform(3600, 80000))
    other = clock(rng, one.seconds + rng.choice(WANTED) * (one.unit + 30) / 2)
    turned = rng.choice(["bravo is before alpha", "alpha is after bravo"])
    claims = [f"alpha is at {one.text}", f"bravo is at {other.text}", turned]
    return claims, _both(lambda x: other.ends(x)[0] + 0.001 <= one.ends(x)[1])


def lie_speed(rng: random.Random) -> Made:
    """A mean speed against the length of the path and the time it took."""
    way = number(rng, 10 ** rng.uniform(3, 6), rng.choice(["km", "nm", "mi"]))
    time = number(rng, rng.uniform(60, 7200), rng.choice(["seconds", "minutes"]))
    true = sum(way.ends(0)) / max(1.0, sum(time.ends(0)))
    pace = number(rng, true * rng.choice([0.3, 0.6, 0.75, 1.3, 1.6, 3]), rng.choice(["km/h", "kt"]))

    def so(x: float) -> bool:
        (a, b), (c, d), (e, f) = way.ends(x), time.ends(x), pace.ends(x)
        return meet((a, b), (max(0, e) * max(0, c), f * d))

    leg = rng.choice(["from alpha to bravo", 'inside "Zone A"'])
    lasts = f"bravo is {time.text} after alpha"
    if "inside" in leg:
        lasts = f'Falcon is inside "Zone A" for {time.text}'
    said = f"Falcon flies at {pace.text} over the ground {leg}"  # bare, it may be an airspeed
    claims = [f"Falcon travels {way.text} {leg}", lasts, said]
    return claims, _both(so)


def _fixes(rng: random.Random) -> tuple[Fix, Fix, float]:
    _, start = hard_position(rng)
    one = fix(rng, start)
    other = fix(rng, direct(one.at, rng.uniform(0, 360), 10 ** rng.uniform(4.3, 6.7)))
    return one, other, distance(one.at, other.at)


def _ways(one: Fix, other: Fix, way: float, x: float, kind: float) -> float:
    """The way left between two positions, their discs ``kind`` times as large."""
    return max(0.0, way - x * (one.radius + other.radius) * kind)


def lie_path(rng: random.Random) -> Made | None:
    """A path that is shorter than the way between two positions."""
    one, other, way = _fixes(rng)
    want = rng.choice(WANTED)
    path = number(rng, way * rng.choice([0.5, 0.7, 0.85, 0.93, 0.97]), rng.choice(["km", "nm"]))
    if want > 5 and path.said.hedge:
        return None

    def so(kind: float, ground: float) -> Callable[[float], bool]:
        return lambda x: ground * _ways(one, other, way, x, kind) <= path.ends(x)[1]

    claims = [f"alpha is at {one.text}", f"bravo is at {other.text}",
              f"Falcon travels {path.text} from alpha to bravo"]  # fmt: skip
    return claims, (halved(so(1.01, GROUND)), halved(so(0.99, 1.0)))


def lie_hard(rng: random.Random, mover: str) -> Made:
    """Two positions with clock times, too far apart for what the object is."""
    one, other, way = _fixes(rng)
    start = clock(rng, rng.uniform(3600, 40000))
    share = rng.choice([0.4, 0.7, 0.9, 0.97])
    end = clock(rng, start.seconds + share * way / HARD[mover])

    def so(kind: float, ground: float) -> Callable[[float], bool]:
        def holds(x: float) -> bool:
            # Clock times may overlap, and either end come first.
            first, last = start.ends(x), end.ends(x)
            time = max(last[1] - first[0], first[1] - last[0])
            return ground * _ways(one, other, way, x, kind) <= HARD[mover] * max(0.0, time)

        return holds

    claims = [f"alpha is at {one.text}", f"bravo is at {other.text}",
              f"alpha is at {start.text}", f"bravo is at {end.text}"]  # fmt: skip
    return claims, (halved(so(1.01, GROUND)), halved(so(0.99, 1.0)))


def lie_separation(rng: random.Random) -> Made:
    """A separation against two positions."""
    one, other, way = _fixes(rng)
    far = number(rng, way * rng.choice([0.5, 0.8, 0.95, 1.05, 1.2, 1.6]), rng.choice(["km", "nm"]))

    def so(kind: float) -> Callable[[float], bool]:
        def holds(x: float) -> bool:
            room = x * (one.radius + other.radius) * kind
            return meet((max(0.0, way - room), way + room), far.ends(x))

        return holds

    claims = [f"alpha is at {one.text}", f"bravo is at {other.text}",
              f"alpha is {far.text} from bravo"]  # fmt: skip
    return claims, (halved(so(1.01)), halved(so(0.99)))


def lie_reach(rng: random.Random, spot: Spot) -> Made | None:
    """A reach too short from anywhere in a region."""
    shape, e = spot.drawn.mapped, spot.drawn.error
    edge = rng.choice(shape.boundary.tolist())
    there = fix(rng, direct((edge[0], edge[1]), rng.uniform(0, 360), 10 ** rng.uniform(3.7, 5.3)))
    far = shape.distance(there.at)
    if far < max(2000.0, 3 * e):
        return None
    reach = number(rng, far * rng.choice([0.3, 0.5, 0.7, 0.85]), rng.choice(["km", "nm"]))

    def so(kind: float, off: float, chord: float) -> Callable[[float], bool]:
        def holds(x: float) -> bool:
            return chord * (far - off - x * there.radius * kind) <= reach.ends(x)[1]

        return holds

    claims = [f'Post is inside "{spot.name}"', f"alpha is at {there.text}",
              f"Post reaches {reach.text} at alpha"]  # fmt: skip
    bent = 1 - (far / 6.3e6) ** 2 / 24 - 1e-4
    return claims, (halved(so(1.01, 1.02 * e, bent)), halved(so(0.99, 0.0, 1.0)))


def lie_climb(rng: random.Random) -> Made:
    """A change of height, or a vertical speed, against heights and times."""
    low = number(rng, rng.uniform(300, 4000), rng.choice(["m", "ft"]), hedges=False)
    high = number(rng, rng.uniform(5000, 15000), rng.choice(["m", "ft"]), hedges=False)
    true = sum(high.ends(0)) / 2 - sum(low.ends(0)) / 2
    factor = rng.choice([0.5, 0.8, 1.2, 1.5, 2])
    heights = [f"alpha is at {low.text} AMSL", f"bravo is at {high.text} AMSL"]

    def rise(x: float, air: Air) -> tuple[float, float]:
        # What climbs may be told of what an altimeter shows, of any air.
        (a, b), (c, d) = low.ends(x), high.ends(x)
        thin, dense = air
        under, over = (
            (thin[0] + thin[1] * p) - (dense[0] + dense[1] * q) for p, q in ((c, b), (a, d))
        )
        return min(c - b, under), max(d - a, -over)

    def bracket(so: Callable[[float, Air], bool]) -> tuple[float, float]:
        sure, least = (halved(partial(so, air=air)) for air in (BEYOND, WITHIN))
        return sure * (1 - 1e-9), least

    if rng.random() < 0.5:
        said = number(rng, true * factor, rng.choice(["m", "ft"]))
        claims = [*heights, f"Falcon climbs {said.text} from alpha to bravo"]
        return claims, bracket(lambda x, air: meet(rise(x, air), said.ends(x)))
    time = number(rng, rng.uniform(120, 3600), "minutes")
    middle = sum(time.ends(0)) / 2
    rate = number(rng, true / middle * factor, rng.choice(["ft/min", "m/s"]))

    def so(x: float, air: Air) -> bool:
        (e, f), (c, d) = rate.ends(x), time.ends(x)
        c = max(0.0, c)
        return meet(rise(x, air), (min(e * c, e * d), max(f * c, f * d)))

    claims = [*heights, f"bravo is {time.text} after alpha",
              f"Falcon climbs at {rate.text} from alpha to bravo"]  # fmt: skip
    return claims, bracket(so)


def lie_depth(rng: random.Random) -> Made:
    """A depth, in and out again, against the length of the path inside."""
    way = number(rng, 10 ** rng.uniform(3.3, 5.3), rng.choice(["km", "nm", "mi"]))
    deep = number(rng, sum(way.ends(0)) / 4 * rng.choice([1.1, 1.3, 1.6, 2, 3]), "km")

    def so(x: float) -> bool:
        return 2 * deep.ends(x)[0] <= way.ends(x)[1]

    claims = [f'Falcon goes {deep.text} deep into "Zone A" and out again',
              f'Falcon travels {way.text} inside "Zone A"',
              'Falcon is inside "Zone A" only once']  # fmt: skip
    return claims, _both(so)


KINDS = (
    "clock time",
    "order",
    "speed",
    "path",
    "hard speed",
    "separation",
    "reach",
    "climb",
    "depth",
)


def make_journey_lie(seed: int) -> JourneyLie:
    """The lie of a seed; kinds come in turn. Draws until one is really a lie (``sure`` > 1)."""
    rng = random.Random(f"journey lie {seed}")
    kind = KINDS[seed % len(KINDS)]
    plain: dict[str, Callable[[random.Random], Made | None]] = {
        "clock time": lie_clock, "order": lie_order, "speed": lie_speed, "path": lie_path,
        "separation": lie_separation, "climb": lie_climb, "depth": lie_depth,
    }  # fmt: skip
    while True:
        mover, spots = "", _spots(rng, kind)
        if kind == "hard speed":
            mover = rng.choice(list(HARD))
            made: Made | None = lie_hard(rng, mover)
        elif kind == "reach":
            made = lie_reach(rng, spots[0])
        else:
            made = plain[kind](rng)
        if made is None:
            continue
        claims, (sure, least) = made
        if 1 < sure <= rng.choice([1.5, 2, 3, 5, 1000]) and sure < 50:
            return JourneyLie(seed, kind, claims, sure, least, mover, kind == "reach", spots)


def _spots(rng: random.Random, kind: str) -> list[Spot]:
    _, centre = hard_position(rng)
    kinds: Sequence[str] = ("circle", "rough", "box") if kind == "reach" else ("circle",)
    return [draw_spot(rng, "Zone A", centre, kinds)]


def journey_lie_text(lie: JourneyLie) -> str:
    """The case file of a lie."""
    lines = [
        f"# seed {lie.seed}: {lie.kind}, impossible below {lie.sure}, possible at {lie.least}",
        f'id = "journey-lie-{lie.seed}"',
        'title = "A lie"',
        "[[objects]]",
        'id = "Falcon"',
    ]
    lines += [f'mover = "{lie.mover}"'] if lie.mover else []
    if lie.stands:
        lines += ["[[objects]]", 'id = "Post"', "stands = true"]
    for m in ("alpha", "bravo"):
        lines += ["[[moments]]", f'id = "{m}"', 'objects = ["Falcon"]']
    for spot in lie.spots:
        lines += _place(spot)
    for k, says in enumerate(lie.claims, 1):
        lines += ["[[claims]]", f'id = "C{k}"', f"says = '{says}'", f'speaker = "witness {k}"', ""]
    return "\n".join(lines)
