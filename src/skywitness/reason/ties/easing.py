"""Times, paths and heights of a world at rest: deep inside what is said, at a pace one believes.

Solvers stop at corners of what is allowed: an exit at the second of the entry, a jet at its hard
speed. Here a world that was found is solved again with its own positions and order: first as deep
inside every range as can be (:mod:`skywitness.reason.regions.deepest`), then no faster than the
objects usually go, then than is published of them, with some minutes between moments of which
nothing says how far apart they are. What none of this can meet keeps the numbers it had.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise

from skywitness.claims.meaning.allowed import Range
from skywitness.claims.meaning.movers import ALOFT, SHOWN_ALOFT, Pace
from skywitness.claims.meaning.parts import (
    Difference,
    Mover,
    Offset,
    Part,
    Separation,
    State,
    Sun,
)
from skywitness.claims.meaning.stretches import AS_PRINTED
from skywitness.reason.regions.deepest import BARELY, INSIDE, drawn_in
from skywitness.reason.ties.days import SLOPE, day_rows, surface_rows, usual_ground
from skywitness.reason.ties.demands import (
    EPOCH,
    gap,
    legs,
    level_air,
    offsets,
    path,
    rows_at,
    separations,
    structure,
)
from skywitness.reason.ties.linear import Row, System, Var
from skywitness.reason.ties.network import Network
from skywitness.reason.ties.solving import Pair, guessed, pair_rows, sharper, stop_pairs
from skywitness.reason.ties.world import World, objects

#: Seconds between two moments of which nothing says how far apart they are (our own choice).
APART = 600.0
#: By two moments, the first first: seconds that they are apart in a calm world.
Apart = Mapping[tuple[str, str], float]
#: How often the depth is halved, and a world mended to keep every pair of stops.
HALVINGS, TURNS = 3, 4
#: Metres by which a surface may miss what is usual.
ROOM = 1e-3
#: Metres by which a path may pass what a pace leaves: rounding.
METRE = 1.0
#: Seconds that a metre of path counts as, where both are to be short.
SHORT = 0.01


@dataclass(frozen=True)
class Ease:
    """How hurried a world may be: at most ``pace`` of each object.

    ``apart`` is the least share of the seconds that moments are apart in a calm world.
    """

    pace: Mapping[str, float]
    apart: float


def eased(net: Network, world: World, paces: Mapping[str, Pace]) -> World:
    """The world with the same positions and order of stops that is to be shown.

    Args:
        net: the network at the stretch of the world.
        world: a world at that stretch.
        paces: by object how fast it usually goes, and can by what is published.
    """
    every = [p for o in objects(net.unknowns) for p in stop_pairs(net, o, guessed(o, world), world)]
    apart = _apart(net, every)
    calmest = _eases(paces, every)[0]
    levels = (*_above_the_sea(net, world), ())
    for low in levels:
        best = _solved(net, world, every, INSIDE, apart, calmest, low)
        if best is not None:
            return best
    deep = _depth(net, world, every)
    if deep is None:
        return world
    for low in levels:
        for ease in (*_eases(paces, every), None):
            found = _solved(net, world, every, deep, apart, ease, low)
            if found is not None:
                return found
    return world


def _depth(net: Network, world: World, every: Sequence[Pair]) -> float | None:
    """The least stretch of what is drawn in at which there is a world, by halving."""
    if _solved(net, world, every, INSIDE, {}, None) is not None:
        return INSIDE
    if _solved(net, world, every, BARELY, {}, None) is None:
        return None
    low, high = INSIDE, BARELY
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        if _solved(net, world, every, middle, {}, None) is None:
            low = middle
        else:
            high = middle
    return high


def _eases(paces: Mapping[str, Pace], every: Sequence[Pair]) -> list[Ease]:
    """From the calmest on: the usual pace, half as much again, what is published, any."""
    known = {p.who: paces.get(p.who, Pace()) for p in every}
    usual = {who: pace.usual for who, pace in known.items()}
    brisk = {who: pace.brisk for who, pace in known.items()}
    top = {who: pace.top for who, pace in known.items()}
    fast = dict.fromkeys(known, math.inf)
    calm = [Ease(pace, apart) for apart in (1.0, 0.1) for pace in (usual, brisk, top)]
    return [*calm, Ease(top, 0.01), Ease(fast, 0.01), Ease(fast, 1 / 600)]


def hurried(world: World, paces: Mapping[str, Pace]) -> bool:
    """Whether an object goes faster than briskly from one of its stops to the next."""
    for course in world.courses():
        pace = paces.get(course.who, Pace()).brisk
        timed = [s for s in course.stops if s.time is not None]
        for one, other in pairwise(timed):
            assert one.time is not None
            assert other.time is not None
            if other.path - one.path > pace * (other.time - one.time) + METRE:
                return True
    return False


def _apart(net: Network, every: Sequence[Pair]) -> Apart:
    """Moments in order of time with the seconds that they are to be apart in a calm world.

    Those of which nothing says how far apart they are, and those that are only told to be less than
    so far: by half of that, if it is little.
    """
    parts = net.unknowns.parts
    most: dict[frozenset[str], float] = {}
    least: dict[frozenset[str], float] = {}
    out: dict[tuple[str, str], float] = {}
    for c in (p.constraint for p in parts):
        if not isinstance(c, Difference) or c.earlier is None:
            continue
        ends = frozenset((c.later.moment, c.earlier.moment))
        low, high = c.allowed.at(AS_PRINTED)
        if math.isfinite(high):
            # "Within 5 minutes of" is told from the other moment as well.
            most[ends] = min(most.get(ends, math.inf), high)
            least[ends] = max(least.get(ends, 0.0), low)
        elif low >= 0:
            out[c.earlier.moment, c.later.moment] = APART
    for leg in legs(parts):
        if leg.earlier != leg.later:
            out[leg.earlier, leg.later] = APART
    for pair in every:
        ends = frozenset((pair.early, pair.late))
        if pair.early != pair.late and (ends not in most or least[ends] <= 0 < most[ends]):
            out[pair.early, pair.late] = APART
    return {
        pair: min(seconds, most.get(frozenset(pair), math.inf) / 2) for pair, seconds in out.items()
    }


def _solved(
    net: Network,
    world: World,
    every: Sequence[Pair],
    depth: float,
    apart: Apart,
    ease: Ease | None,
    more: Sequence[Row] = (),
) -> World | None:
    """A world as deep and as calm as asked, ``None`` where none is found."""
    parts = [_drawn(part, net.below) for part in net.unknowns.parts]
    rows = [
        *rows_at(parts, depth, net.base, net.unknowns.known),
        *structure(net.unknowns.parts),
        *level_air(parts, depth),
        *_kept_heights(world),
        *_calm(apart, every, ease),
        *more,
    ]
    tied = offsets(parts)
    air: Mapping[Var, float] = {}
    if tied:
        air = {SLOPE: world.values.get(SLOPE, 1.0)}
        rows += [*day_rows(tied, air[SLOPE]), *surface_rows(tied, world.positions)]
        low = [*usual_ground(tied)]
        rows += low if all(_holds(row, world) for row in low) else []
    told = {v[1] for row in rows for v in row.coefs if v[0] == "h"}
    for pair in every:
        rows += pair_rows(pair, world, told)
    for _ in range(TURNS):
        values = System(rows).least(_hurry(rows, every, apart))
        if values is None:
            return None
        found = replace(world, values={**values, **air})
        bad = [p for p in every if not p.obeyed(found)]
        if not bad:
            return found if found.stretch() <= net.stretch + 1e-9 else None
        rows += [row for pair in bad for row in sharper(pair, found)]
    return None


def _holds(row: Row, world: World) -> bool:
    return sum(float(x) * world.get(v) for v, x in row.coefs.items()) <= float(row.bound) + ROOM


def _drawn(part: Part, stretch: float) -> Part:
    """A part whose range is drawn in."""
    c = part.constraint
    if (
        c is None
        or isinstance(c, State | Sun | Mover | Separation | Offset)
        or not isinstance(c.allowed, Range)
    ):
        return part
    inner = drawn_in(c.allowed, stretch, 0.0)
    return replace(part, constraint=replace(c, allowed=inner))


def _above_the_sea(net: Network, world: World) -> Iterator[tuple[Row, ...]]:
    """What keeps heights above the sea, and in the air what is said to be there.

    First all of them, for few things fly lower; then those that are so in the world found.
    """
    aloft = {p.spot for p in net.unknowns.parts if p.claim and p.constraint == ALOFT}
    every = [v for v in world.values if v[0] == "h"]
    kept = [v for v in every if world.values[v] >= 0 or v[1] in aloft]
    for these in [every, kept] if len(kept) < len(every) else [kept]:
        for high in ((SHOWN_ALOFT, 0.0) if aloft else (0.0,)) if these else ():
            least = [Fraction(high if var[1] in aloft else 0.0) for var in these]
            yield tuple(Row({var: Fraction(-1)}, -m) for var, m in zip(these, least, strict=True))


def _kept_heights(world: World) -> Iterator[Row]:
    """Heights as they are, where a straight line between two places rests on them."""
    if not any(c.slant for _, c in separations(world.unknowns.parts)):
        return
    for var, value in world.values.items():
        if var[0] == "h":
            yield Row({var: Fraction(1)}, Fraction(value))
            yield Row({var: Fraction(-1)}, -Fraction(value))


def _calm(apart: Apart, every: Sequence[Pair], ease: Ease | None) -> Iterator[Row]:
    if ease is None:
        return
    for (early, late), seconds in apart.items():
        yield Row(gap(late, early), -Fraction(seconds * ease.apart))
    for pair in every:
        pace = ease.pace[pair.who]
        if pair.early != pair.late and math.isfinite(pace):
            slow = {v: -x * Fraction(pace) for v, x in gap(pair.early, pair.late).items()}
            yield Row({**path(pair.who, pair.early, pair.late), **slow}, Fraction(0))


def _hurry(rows: Sequence[Row], every: Sequence[Pair], apart: Apart) -> dict[Var, float]:
    """What is made least: times and paths between moments, and heights."""
    known = {v for row in rows for v in row.coefs}
    cost = dict.fromkeys(known, 0.0)

    def add(v: Var, weight: float) -> None:
        if v in cost:
            cost[v] += weight

    for early, late in {*apart, *((p.early, p.late) for p in every)}:
        add(("t", late), 1.0)
        add(("t", early), -1.0)
    for pair in every:
        add(("s", pair.who, pair.late), SHORT)
        add(("s", pair.who, pair.early), -SHORT)
    return {v: x for v, x in cost.items() if x and v != EPOCH}
