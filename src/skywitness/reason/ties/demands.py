"""What parts demand of times, paths, heights and speeds, as linear rows at one stretch.

Variables: ``("t", moment)`` seconds since 1970 (or since anything where no clock time is told),
``("s", who, moment)`` metres an object has come over the ground, ``("h", place)`` metres of height
above mean sea level, ``("g", place)``, ``("p", place)``, ``("q", place)`` heights of the other
references, ``("e", place)`` the height of the surface there, ``("l", place, place)`` metres in a
straight line between two places.
A mean speed is a ratio of two of them, which is linear once the stretch is fixed. Hard physics is
rows as well; every row here holds of whatever can be so, so that a refutation is a proof.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, assert_never

from skywitness.claims.meaning.allowed import Range
from skywitness.claims.meaning.movers import WIND
from skywitness.claims.meaning.parts import (
    Climb,
    Constraint,
    Difference,
    HeightChange,
    Leg,
    Mover,
    Offset,
    Part,
    Separation,
    Speed,
    State,
    Sun,
    Travel,
)
from skywitness.claims.meaning.spots import Spot
from skywitness.places.measures.measures import Height, Scalar
from skywitness.reason.ties.linear import HEIGHTS, Row, Var

#: A path flown above the lowest dry land (430 m below the sea, at least 6,335 km from the centre of
#: curvature) is at least this times as long as the way at sea level.
GROUND = Fraction(9999, 10000)

#: A leg of which a mean speed is told lasts at least this many seconds: of none there is no mean.
BRIEFEST = Fraction(1, 1000)

#: Tangents of half the angles at which way and climb are held against a hard speed together. The
#: rational point ((1 - q²) / (1 + q²), 2q / (1 + q²)) lies on the unit circle exactly.
SLOPES = tuple(Fraction(k, 8) for k in range(-8, 9))

EPOCH: Var = ("t", "")


@dataclass(frozen=True)
class Transit:
    """An object from one of its places to another, no faster than its hard ``speed`` in m/s."""

    who: str
    first: Spot
    second: Spot
    speed: float


def place_of(who: str, moment: str, known: frozenset[Spot]) -> Spot:
    """The place of an object at a moment: its own where it has any of its own, else the moment's.

    An object that is apart from one moment is apart from all: what is told of a moment's place and
    height is not told of it.
    """
    apart = any(place.own and place.who == who for place in known)
    return Spot(who, moment) if apart else Spot.of(moment)


def levels_of(leg: Leg, known: frozenset[Spot]) -> tuple[Spot, Spot]:
    """What the heights of an object at the beginning and the end of a leg are told of."""
    if leg.levels is not None:
        return leg.levels
    return place_of(leg.who, leg.earlier, known), place_of(leg.who, leg.later, known)


def legs(parts: Sequence[Part]) -> list[Leg]:
    """The legs that parts speak of, each once."""
    return list(dict.fromkeys(part.leg for part in parts if part.leg is not None))


def transits(parts: Sequence[Part]) -> list[Transit]:
    """Every pair of places of every object with a hard speed."""
    out = []
    for part in parts:
        if isinstance(part.constraint, Mover):
            m = part.constraint
            out += [
                Transit(m.who, a, b, m.speed)
                for k, a in enumerate(m.places)
                for b in m.places[k + 1 :]
            ]
    return out


def epoch(parts: Sequence[Part]) -> float:
    """The second since 1970 that times of day are counted from here, to keep the sums small."""
    sides = (
        side
        for part in parts
        if isinstance(part.constraint, Difference) and part.constraint.earlier is None
        for side in (part.constraint.allowed.lower, part.constraint.allowed.upper)
        if side is not None
    )
    return float(math.floor(min((side.limit for side in sides), default=0.0)))


def rows_at(
    parts: Sequence[Part], stretch: float, base: float, known: frozenset[Spot]
) -> list[Row]:
    """The rows of all parts at a stretch, hard limits of speed not among them.

    Args:
        parts: what is demanded.
        stretch: multiplies every tolerance.
        base: :func:`epoch` of the parts.
        known: unknown places that objects have of their own ("Su-27 at hit").
    """
    return [row for k, part in enumerate(parts) for row in _rows(part, k, stretch, base, known)]


def _rows(  # noqa: PLR0912  (one branch for each kind)
    part: Part, k: int, stretch: float, base: float, known: frozenset[Spot]
) -> Iterator[Row]:
    c = part.constraint
    match c:
        case Difference():
            early = EPOCH if c.earlier is None else ("t", c.earlier.moment)
            since = base if c.earlier is None else 0.0
            expression = less(("t", c.later.moment), early)
            yield from _between(expression, c.allowed, k, part.name, stretch, since)
        case Travel():
            yield from _between(_way(c.leg), c.allowed, k, part.name, stretch)
        case HeightChange():
            yield from _between(_rise(c.leg, known, c.of), c.allowed, k, part.name, stretch)
        case Speed():
            low, high = c.allowed.at(stretch)
            if c.air:  # straight up or down, a speed through the air takes nothing over the ground
                low, high = -math.inf, high + WIND
            yield from _ratio(_way(c.leg), c.leg, low, high, k, part.name)
        case Climb():
            yield from _ratio(
                _rise(c.leg, known, c.of), c.leg, *c.allowed.at(stretch), k, part.name
            )
        case Constraint():
            quantity = height_of(part)
            if quantity is not None and isinstance(c.allowed, Range):
                height: dict[Var, Fraction] = {(quantity, part.spot): Fraction(1)}
                yield from _between(height, c.allowed, k, part.name, stretch)
        case Offset():
            yield from _offset(c, k, part.name)
        case Separation():
            if c.slant:  # whatever the line is long, all that is said of it is said of one number
                first, second = sorted((c.first, c.second))
                line: dict[Var, Fraction] = {("l", first, second): Fraction(1)}
                yield from _between(line, c.allowed, k, part.name, stretch)
        case Mover() | State() | Sun() | None:
            return  # these are edges between places, or no numbers
        case _:
            assert_never(c)


def is_height(part: Part) -> bool:
    """Whether a part speaks of the height of a place, whatever it is counted from."""
    return height_of(part) is not None


def height_of(part: Part) -> Literal["h", "g", "p", "q", "e"] | None:
    """Which height of its spot a part speaks of, if it speaks of one."""
    c = part.constraint
    if isinstance(c, Constraint) and isinstance(c.measure, Scalar) and isinstance(c.allowed, Range):
        return HEIGHTS.get(c.measure.quantity)
    return None


def offsets(parts: Sequence[Part]) -> list[Offset]:
    """How heights of other references go with those above mean sea level."""
    return [p.constraint for p in parts if isinstance(p.constraint, Offset)]


def _offset(c: Offset, k: int, name: str) -> Iterator[Row]:
    """``low <= height <= high``, lines of the height above mean sea level."""
    for line, sign in ((c.high, 1), (c.low, -1)):
        row: dict[Var, Fraction] = {
            (HEIGHTS[c.of], c.spot): Fraction(sign),
            ("h", c.spot): -sign * Fraction(line.slope),
        }
        if c.surface is not None:
            row["e", c.surface] = Fraction(sign)
        yield Row(row, sign * Fraction(line.base), k, name)


def level_air(parts: Sequence[Part], stretch: float) -> list[Row]:
    """What a speed through the air asks of a path that is flown level, for worlds that are."""
    return [
        row
        for k, part in enumerate(parts)
        if isinstance(c := part.constraint, Speed) and c.air
        for row in _ratio(
            _way(c.leg), c.leg, c.allowed.at(stretch)[0] - WIND, math.inf, k, part.name
        )
    ]


def told_heights(rows: Sequence[Row]) -> frozenset[Spot]:
    """Places of whose height rows say anything."""
    return frozenset(v[1] for row in rows for v in row.coefs if v[0] == "h")


def structure(parts: Sequence[Part]) -> list[Row]:
    """What holds of every leg: no object comes less far than nothing, and ends do not precede."""
    out = []
    rated = {p.constraint.leg for p in parts if isinstance(p.constraint, Speed | Climb)}
    for leg in legs(parts):
        if leg.earlier == leg.later:
            continue
        least = BRIEFEST if leg in rated else Fraction(0)
        out.append(Row(_negated(_way(leg)), Fraction(0), -1, f"path of {leg.who}"))
        out.append(Row(_negated(gap(leg.earlier, leg.later)), -least, -1, "time runs forward"))
    return out


def at_least_as_far(who: str, early: str, late: str, metres: float) -> Row:
    """An object's path between two moments is no shorter than the way between its places."""
    way = _negated(path(who, early, late))
    return Row(way, -Fraction(metres) * GROUND, -1, f"{who}: the way between its places")


def no_faster(transit: Transit, told: frozenset[Spot]) -> list[Row]:
    """An object's path and its climb or descent in a time are together within its hard speed.

    Way and climb are at right angles, so that of both together no sum weighted by a cosine and a
    sine exceeds the length flown. The climb counts only where heights of both places are ``told``.
    """
    early, late = transit.first.moment, transit.second.moment
    time = {v: -x * Fraction(transit.speed) for v, x in gap(early, late).items()}
    come = path(transit.who, early, late)
    rise = less(("h", transit.second), ("h", transit.first))
    label = f"{transit.who}: hard limit of speed"
    if not {transit.first, transit.second} <= told:
        return [Row({**come, **time}, Fraction(0), -1, label)]
    return [steep(come, rise, time, q, label) for q in SLOPES]


def steep(
    come: Mapping[Var, Fraction],
    rise: Mapping[Var, Fraction],
    time: Mapping[Var, Fraction],
    q: Fraction,
    label: str = "",
) -> Row:
    """Way and climb in the direction whose half angle has the tangent ``q``, within ``-time``."""
    c, s = (1 - q * q) / (1 + q * q), 2 * q / (1 + q * q)
    sides = {v: c * x for v, x in come.items()} | {v: s * x for v, x in rise.items()}
    return Row({v: x for v, x in (sides | dict(time)).items() if x}, Fraction(0), -1, label)


def path(who: str, early: str, late: str) -> dict[Var, Fraction]:
    """The expression "metres that an object comes from one moment to another"."""
    return less(("s", who, late), ("s", who, early))


def gap(early: str, late: str) -> dict[Var, Fraction]:
    """The expression "seconds from one moment to another"; an empty name is 1970."""
    return less(("t", late), ("t", early))


def less(one: Var, other: Var) -> dict[Var, Fraction]:
    """The expression "one less another", which is nothing where they are the same."""
    return {} if one == other else {one: Fraction(1), other: Fraction(-1)}


def separations(parts: Sequence[Part]) -> list[tuple[int, Separation]]:
    """Parts that speak of a separation, with their numbers."""
    return [(k, p.constraint) for k, p in enumerate(parts) if isinstance(p.constraint, Separation)]


def _between(
    expression: Mapping[Var, Fraction],
    allowed: Range,
    k: int,
    name: str,
    stretch: float,
    since: float = 0.0,
) -> Iterator[Row]:
    low, high = allowed.at(stretch)
    if math.isfinite(high):
        yield Row(expression, Fraction(high) - Fraction(since), k, name)
    if math.isfinite(low):
        yield Row(_negated(expression), Fraction(since) - Fraction(low), k, name)


def _ratio(
    expression: Mapping[Var, Fraction], leg: Leg, low: float, high: float, k: int, name: str
) -> Iterator[Row]:
    """``low * time <= expression <= high * time``."""
    time = gap(leg.earlier, leg.later)
    if math.isfinite(high):
        over = {v: -x * Fraction(high) for v, x in time.items()}
        yield Row({**expression, **over}, Fraction(0), k, name)
    if math.isfinite(low):
        over = {v: x * Fraction(low) for v, x in time.items()}
        yield Row({**_negated(expression), **over}, Fraction(0), k, name)


def _way(leg: Leg) -> dict[Var, Fraction]:
    return path(leg.who, leg.earlier, leg.later)


def _rise(leg: Leg, known: frozenset[Spot], of: Height) -> dict[Var, Fraction]:
    early, late = levels_of(leg, known)
    return less((HEIGHTS[of], late), (HEIGHTS[of], early))


def _negated(expression: Mapping[Var, Fraction]) -> dict[Var, Fraction]:
    return {v: -x for v, x in expression.items()}
