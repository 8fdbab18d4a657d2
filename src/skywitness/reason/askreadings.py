"""Which readings a question is answered by, however many the claims given have.

Beyond what can be listed, only parts that have a word or an unknown in common with what is asked
are read: others leave it as it is. Where these still have too many readings some are left out, the
farthest first: what is left of the quantity is then an outer bound, and no end of it is witnessed.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from skywitness.claims.language.questions import Question
from skywitness.claims.language.statement import Saying
from skywitness.claims.meaning.parts import Part, Reading, Value
from skywitness.claims.readings import MOST_READINGS, Reader
from skywitness.reason.regions.implied import End, Implied
from skywitness.reason.ties.openparts import OpenParts, Unknown, open_parts, ties, unknowns_of
from skywitness.reason.worlds.joint import World

#: Most readings that are taken where even the parts that bear on the question have too many.
MOST_OUTER = 32


@dataclass(frozen=True)
class AskedReadings:
    """The readings of an answer, of ``count`` in all; ``whole`` where no part was left out."""

    readings: tuple[Reading, ...]
    count: int
    whole: bool = True


def asked_readings(
    reader: Reader,
    sayings: Sequence[Saying],
    asked: Question,
    told: Sequence[Part],
    world: World,
) -> AskedReadings:
    """The joint readings by which a question is answered.

    ``told`` are parts that demand nothing and name what is asked about.

    Raises:
        SkywitnessError: a place is unknown or ambiguous.
    """
    variables = asked.variables(reader.question_context(asked))
    mine = list(itertools.product(*(
        [(v.id, x) for x in v.values if x.kind == "ordinary"] for v in variables
    )))  # fmt: skip
    count = reader.count(sayings) * len(mine)
    if count <= MOST_READINGS:
        found = reader.readings(sayings, asked)
        return AskedReadings(found, sum(r.kind == "ordinary" for r in found))
    opened = open_parts(sayings, reader, world.parts)
    tied = ties(world.parts)
    unknowns = frozenset[Unknown]().union(*(unknowns_of(part, tied) for part in told))
    members, whole = _near(opened, unknowns, MOST_READINGS // len(mine))
    readings = opened.readings(members, MOST_READINGS) or (
        Reading("as written", "ordinary", {}, ()),
    )
    return AskedReadings(
        tuple(_with(r, dict(choice)) for r in readings for choice in mine),
        count,
        whole and not opened.left_out,
    )


def _near(
    opened: OpenParts, unknowns: frozenset[Unknown], most: int
) -> tuple[tuple[int, ...], bool]:
    """Parts that bear on some unknowns, and whether these are all that do.

    At most so many joint readings of them: parts that speak of the unknowns themselves come first.
    """
    related = [
        k
        for factor in opened.factors()
        if any(opened.parts[m].unknowns & unknowns for m in factor)
        for k in factor
    ]
    if _size(opened, related) <= most:
        return tuple(sorted(related)), True
    taken: list[int] = []
    for k in sorted(related, key=lambda k: (not opened.parts[k].unknowns & unknowns, k)):
        if _size(opened, [*taken, k]) <= min(most, MOST_OUTER):
            taken.append(k)
    return tuple(sorted(taken)), False


def _size(opened: OpenParts, members: Sequence[int]) -> int:
    """How many joint readings parts have."""
    words = {w for m in members for w in opened.parts[m].words}
    return math.prod(len(opened.words[w].values) for w in words)


def _with(reading: Reading, choice: dict[str, Value]) -> Reading:
    """A reading with the values of the question's own words."""
    labels = [value.label for value in choice.values()]
    name = "; ".join(
        [*([reading.name] if reading.name != "as written" or not labels else []), *labels]
    )
    return replace(reading, name=name, choice={**reading.choice, **choice})


def bounds_only(found: Implied) -> Implied:
    """What is left of a quantity, no end of it witnessed."""
    return replace(
        found,
        intervals=tuple((_bound(low), _bound(high)) for low, high in found.intervals),
    )


def _bound(end: End) -> End:
    return End(end.value, False, None, None)
