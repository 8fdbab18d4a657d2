"""The least stretch at which each place alone can be where a reading has it.

What ties places to each other, or to times and heights, is looked at after that
(:mod:`skywitness.reason.worlds.joint`).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from skywitness.claims.meaning.parts import Constraint, Part, Reading
from skywitness.claims.meaning.spots import Spot
from skywitness.claims.meaning.stretches import POLICY
from skywitness.reason.regions.explore import positional
from skywitness.reason.regions.search import Bracket, least_stretch
from skywitness.reason.work import Kept, within
from skywitness.reason.worlds.sameness import as_drawn, drawn, floor, somewhere

# Brackets already found, with the constraints they belong to (which keeps those alive).
KNOWN = 4096
_known: Kept[tuple[object, ...], tuple[tuple[Constraint, ...], Bracket]] = Kept(KNOWN)


def row_key(row: Sequence[Constraint]) -> tuple[object, ...]:
    """What makes two rows of constraints the same while both are alive."""
    return tuple((c.measure.key, c.allowed) for c in row)


def row_of(parts: Sequence[Part], spot: Spot) -> tuple[Constraint, ...]:
    """The positional constraints that parts put on one spot, whatever the order of claims."""
    found = sorted((p for p in parts if p.spot == spot), key=lambda p: p.claim)
    return tuple(p.placed for p in found if p.placed is not None)


def placed(
    readings: Sequence[Reading], world: Mapping[Spot, tuple[Constraint, ...]]
) -> list[dict[Spot, Bracket]]:
    """For each reading the bracket of every spot whose place it speaks of."""
    spots = list(dict.fromkeys(p.spot for r in readings for p in r.parts if p.placed))
    found: list[dict[Spot, Bracket]] = [{} for _ in readings]
    for spot in spots:
        rows = [row_of(r.parts, spot) for r in readings]
        hard = world.get(spot, ())
        # Readings that differ in other words only share one row, and so do frames.
        # A row that is generous here and ordinary elsewhere is searched anew: more finely there.
        ordinary = {row_key(row_of(r.parts, spot)) for r in readings if r.kind == "ordinary"}
        keys = [(k, row_key(hard), k in ordinary) for k in map(row_key, rows)]
        distinct = {key: row for key, row in zip(keys, rows, strict=True) if row}
        by_key = {key: got[1] for key in distinct if (got := _known.get(key)) is not None}
        new = {key: row for key, row in distinct.items() if key not in by_key}
        with within() as meter:
            now = least_stretch(list(new.values()), hard, rough=[not fine for *_, fine in new])
        for (key, row), bracket in zip(new.items(), now, strict=True):
            _known.put(key, ((*row, *hard), bracket), meter.done / len(new))
            by_key[key] = bracket
        for mine, key in zip(found, keys, strict=True):
            if key in by_key:
                mine[spot] = by_key[key]
        for mine, row in zip(found, rows, strict=True):
            if spot in mine:
                mine[spot] = sharpened(mine[spot], row, hard)
    return found


def sharpened(bracket: Bracket, row: Sequence[Constraint], hard: Sequence[Constraint]) -> Bracket:
    """A bracket with what follows from ranges of one measure, which no map error weakens.

    A witness position is kept unless the verdict of the policy rests on there being one.
    """
    lo, hi, witness = bracket.lo, bracket.hi, bracket.witness
    if hi > POLICY and (found := somewhere([*row, *positional(hard)], lo)) < hi:
        hi, witness = found, None
    lo = max(lo, floor([*row, *hard]))
    if math.isinf(hi) and lo > POLICY:  # no verdict rests on it
        hi, witness = _as_drawn(row, hard), None
    if (lo, hi) == (bracket.lo, bracket.hi):
        return bracket
    return Bracket(lo, max(lo, hi), witness, bracket.limit)


def _as_drawn(row: Sequence[Constraint], hard: Sequence[Constraint]) -> float:
    """A stretch at which a row can be so where places without a stated error are as drawn."""
    every = [*row, *positional(hard)]
    found = as_drawn(every)
    if math.isfinite(found) or all(c.measure.place is None or c.measure.place.error_m is not None
                                   for c in every):  # fmt: skip
        return found
    return least_stretch([drawn(row)], drawn(positional(hard)))[0].hi
