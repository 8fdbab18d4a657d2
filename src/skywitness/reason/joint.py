"""What a joint reading needs: the least stretch over every unknown that its parts speak of.

Parts of one claim may speak of several unknowns: the place of a moment, its height. As long
as nothing ties two unknowns together, a reading can be so exactly when each of them can, so the
stretch it needs is the greatest of theirs.
"""

from __future__ import annotations

import math
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from skywitness.claims.allowed import Range
from skywitness.claims.parts import Constraint, Part, Reading
from skywitness.places.measures import Scalar
from skywitness.reason.search import Bracket, least_stretch

World = Mapping[str, tuple[Constraint, ...]]


# Brackets already found, with the constraints they belong to (which keeps those alive).
KNOWN = 4096
_known: OrderedDict[tuple[object, ...], tuple[tuple[Constraint, ...], Bracket]] = OrderedDict()


def row_key(row: Sequence[Constraint]) -> tuple[object, ...]:
    """What makes two rows of constraints the same while both are alive."""
    return tuple((c.measure.key, c.allowed) for c in row)


@dataclass(frozen=True)
class Joint:
    """A reading with the bracket of its least stretch.

    ``places`` gives the witness position (longitude, latitude) of each moment; ``heights`` the
    witness value in metres of each moment's altitude.
    """

    reading: Reading
    lo: float
    hi: float
    limit: str
    places: Mapping[str, tuple[float, float]]
    heights: Mapping[str, float]


def world_of(parts: Sequence[Part]) -> World:
    """The hard constraints on each moment's place, from the parts of its premises."""
    out: dict[str, tuple[Constraint, ...]] = {}
    for part in parts:
        if part.constraint is not None:
            out[part.moment] = (*out.get(part.moment, ()), part.constraint)
    return out


def testable(parts: Sequence[Part]) -> list[Part]:
    """The parts that something here can test."""
    return [p for p in parts if p.constraint is not None]


def row_of(parts: Sequence[Part], moment: str) -> tuple[Constraint, ...]:
    """The positional constraints that parts put on one moment."""
    return tuple(
        p.constraint
        for p in parts
        if p.constraint is not None
        and p.moment == moment
        and not isinstance(p.constraint.measure, Scalar)
    )


def joint(readings: Sequence[Reading], world: World) -> list[Joint]:
    """The least stretch of every reading, those that share an unknown searched together."""
    moments = list(dict.fromkeys(p.moment for r in readings for p in testable(r.parts)))
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
    return [_joined(r, mine) for r, mine in zip(readings, found, strict=True)]


def _joined(reading: Reading, brackets: Mapping[str, Bracket]) -> Joint:
    scalars = _scalars(reading.parts)
    every = [*brackets.values(), *(b for b, _ in scalars.values())]
    lo = max((b.lo for b in every), default=0.0)
    hi = max((b.hi for b in every), default=0.0)
    limit = next((b.limit for b in every if b.hi > 1 and b.limit), "")
    places = {m: b.witness for m, b in brackets.items() if b.witness is not None}
    heights = {m: value for m, (_, value) in scalars.items()}
    return Joint(reading, lo, hi, limit, places, heights)


def _scalars(parts: Sequence[Part]) -> dict[str, tuple[Bracket, float]]:
    """Brackets and witness values of the heights that parts speak of."""
    ranges: dict[tuple[str, str], list[Range]] = {}
    for part in testable(parts):
        constraint = part.constraint
        assert constraint is not None
        if isinstance(constraint.measure, Scalar) and isinstance(constraint.allowed, Range):
            key = (part.moment, constraint.measure.quantity)
            ranges.setdefault(key, []).append(constraint.allowed)
    return {moment: _meet(mine) for (moment, _), mine in ranges.items()}


def _meet(ranges: Sequence[Range]) -> tuple[Bracket, float]:
    """The least stretch at which ranges of one number meet, by bisection, and where they do."""

    def common(stretch: float) -> tuple[float, float]:
        ends = [r.at(stretch) for r in ranges]
        return max(e[0] for e in ends), min(e[1] for e in ends)

    lo, hi = 0.0, 1.0
    while common(hi)[0] > common(hi)[1]:
        lo, hi = hi, hi * 2
        if hi > 1e6:
            return Bracket(math.inf, math.inf, None), math.nan
    if common(0.0)[0] <= common(0.0)[1]:
        lo = hi = 0.0
    for _ in range(60):
        mid = (lo + hi) / 2
        low, high = common(mid)
        lo, hi = (lo, mid) if low <= high else (mid, hi)
    low, high = common(hi)
    middle = float(np.clip((low + high) / 2, low, high)) if math.isfinite(low + high) else low
    return Bracket(lo, hi, None), middle
