"""What a joint reading needs: the least stretch over every unknown that its parts speak of.

Parts of one claim may speak of several unknowns: the place of a moment, its height, the times of
moments, facts. Times are tied to each other and searched together; nothing ties the rest, so a
reading can be so exactly when each of them can, and the stretch it needs is the greatest of theirs.
"""

from __future__ import annotations

import math
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from skywitness.claims.allowed import Range
from skywitness.claims.parts import Constraint, Difference, Part, Reading, State
from skywitness.places.measures import Scalar
from skywitness.reason.clockwork import Times, least_times
from skywitness.reason.sameness import floor, meet, somewhere
from skywitness.reason.search import Bracket, least_stretch
from skywitness.reason.states import clashing


class World(dict[str, tuple[Constraint, ...]]):
    """What is given: the hard constraints on each moment's place, and ``parts`` of all else."""

    parts: tuple[Part, ...] = ()


# Brackets already found, with the constraints they belong to (which keeps those alive).
KNOWN = 4096
_known: OrderedDict[tuple[object, ...], tuple[tuple[Constraint, ...], Bracket]] = OrderedDict()


def row_key(row: Sequence[Constraint]) -> tuple[object, ...]:
    """What makes two rows of constraints the same while both are alive."""
    return tuple((c.measure.key, c.allowed) for c in row)


NEVER = Bracket(math.inf, math.inf, None)


def sharpened(bracket: Bracket, row: Sequence[Constraint], hard: Sequence[Constraint]) -> Bracket:
    """A bracket with what follows from ranges of one measure, which no map error weakens.

    A witness position is kept unless the verdict of the policy rests on there being one.
    """
    lo, hi, witness = bracket.lo, bracket.hi, bracket.witness
    if hi > 1 and not hard and (found := somewhere(row)) < hi:
        hi, witness = found, None
    lo = max(lo, floor([*row, *hard]))
    if (lo, hi) == (bracket.lo, bracket.hi):
        return bracket
    return Bracket(lo, max(lo, hi), witness, bracket.limit)


@dataclass(frozen=True)
class Joint:
    """A reading with the bracket of its least stretch.

    ``places`` gives the witness position (longitude, latitude) of each moment; ``heights`` the
    witness value in metres of each moment's altitude; ``times`` the witness time of each moment
    that a clock time ties down, in seconds since 1970-01-01T00:00Z, and ``gaps`` seconds after
    the first of those that none does. ``facts`` are what is taken to be so or not so. ``clash``
    are parts about times or facts that cannot all be so below ``hi``. ``somewhere`` are moments
    that have a place for every true shape, without one position that serves them all.
    """

    reading: Reading
    lo: float
    hi: float
    limit: str
    places: Mapping[str, tuple[float, float]]
    heights: Mapping[str, float]
    times: Mapping[str, float] = field(default_factory=dict)
    gaps: Mapping[str, float] = field(default_factory=dict)
    facts: Mapping[str, bool] = field(default_factory=dict)
    clash: tuple[Part, ...] = ()
    somewhere: tuple[str, ...] = ()


def world_of(parts: Sequence[Part]) -> World:
    """What the parts of premises demand of each moment's place, and of times and facts."""
    out = World()
    for part in parts:
        if part.measured is not None:
            out[part.moment] = (*out.get(part.moment, ()), part.measured)
    out.parts = tuple(p for p in parts if p.constraint is not None and p.measured is None)
    return out


def testable(parts: Sequence[Part]) -> list[Part]:
    """The parts that something here can test: those that demand something, on some evidence.

    Facts that no evidence bears on are tested by each other, once two of them clash.
    """
    clash = clashing(parts)
    return [p for p in parts if p.constraint is not None and (p.untestable is None or p in clash)]


def row_of(parts: Sequence[Part], moment: str) -> tuple[Constraint, ...]:
    """The positional constraints that parts put on one moment."""
    return tuple(p.placed for p in parts if p.moment == moment and p.placed is not None)


def differences(parts: Sequence[Part]) -> list[Part]:
    """The parts that speak of times."""
    return [p for p in parts if isinstance(p.constraint, Difference)]


def joint(readings: Sequence[Reading], world: World) -> list[Joint]:
    """The least stretch of every reading, those that share an unknown searched together."""
    moments = list(dict.fromkeys(p.moment for r in readings for p in r.parts if p.placed))
    found: list[dict[str, Bracket]] = [{} for _ in readings]
    for moment in moments:
        rows = [row_of(r.parts, moment) for r in readings]
        hard = world.get(moment, ())
        # Readings that differ in other words only share one row, and so do frames.
        # A row that is generous here and ordinary elsewhere is searched anew: more finely there.
        ordinary = {row_key(row_of(r.parts, moment)) for r in readings if r.kind == "ordinary"}
        keys = [(k, row_key(hard), k in ordinary) for k in map(row_key, rows)]
        distinct = {key: row for key, row in zip(keys, rows, strict=True) if row}
        new = {key: row for key, row in distinct.items() if key not in _known}
        found_now = least_stretch(list(new.values()), hard, rough=[not fine for *_, fine in new])
        for (key, row), bracket in zip(new.items(), found_now, strict=True):
            _known[key] = ((*row, *hard), bracket)
        by_key = {key: _known[key][1] for key in distinct}
        while len(_known) > KNOWN:
            _known.popitem(last=False)
        for mine, key in zip(found, keys, strict=True):
            if key in by_key:
                mine[moment] = by_key[key]
        for mine, row in zip(found, rows, strict=True):
            if moment in mine:
                mine[moment] = sharpened(mine[moment], row, hard)
    given = world.parts
    timed: dict[tuple[Difference, ...], Times] = {}
    out = []
    for reading, mine in zip(readings, found, strict=True):
        parts = (*differences(reading.parts), *differences(given))
        demands = [p.constraint for p in parts if isinstance(p.constraint, Difference)]
        if not differences(reading.parts):
            times = Times(Bracket(0.0, 0.0, None), {}, {}, ())
        else:
            told = tuple(demands)
            if told not in timed:
                timed[told] = least_times(demands)
            times = timed[told]
        clash = clashing((*reading.parts, *given))
        out.append(_joined(reading, mine, times, clash or tuple(parts[k] for k in times.blame)))
    return out


def _joined(
    reading: Reading, brackets: Mapping[str, Bracket], times: Times, clash: tuple[Part, ...]
) -> Joint:
    scalars = _scalars(reading.parts)
    every = [*brackets.values(), *(b for b, _ in scalars.values()), times.bracket]
    if clash and isinstance(clash[0].constraint, State):
        every.append(NEVER)
    facts = {p.constraint.what: p.constraint.value for p in testable(reading.parts)
             if isinstance(p.constraint, State)}  # fmt: skip
    lo = max((b.lo for b in every), default=0.0)
    hi = max((b.hi for b in every), default=0.0)
    limit = next((b.limit for b in every if b.hi > 1 and b.limit), "")
    places = {m: b.witness for m, b in brackets.items() if b.witness is not None}
    heights = {m: value for m, (_, value) in scalars.items()}
    free = tuple(m for m, b in brackets.items() if b.witness is None and math.isfinite(b.hi))
    return Joint(
        reading, lo, hi, limit, places, heights, times.times, times.gaps, facts, clash, free
    )  # fmt: skip


def _scalars(parts: Sequence[Part]) -> dict[str, tuple[Bracket, float]]:
    """Brackets and witness values of the heights that parts speak of."""
    ranges: dict[tuple[str, str], list[Range]] = {}
    for part in parts:
        constraint = part.measured
        if constraint is None:
            continue
        if isinstance(constraint.measure, Scalar) and isinstance(constraint.allowed, Range):
            key = (part.moment, constraint.measure.quantity)
            ranges.setdefault(key, []).append(constraint.allowed)
    return {moment: meet(mine) for (moment, _), mine in ranges.items()}
