"""Visits of one place by one object follow each other: which came first is a reading.

A joint reading may speak of "the" visit, the one that may be all, and of visits told apart from it.
Each of these is another visit than that one, so the object leaves on one of the two before it
enters on the other. Either may have come first, and each way is a reading. Visits that are numbered
("on its second visit") come in the order of their numbers.

Two visits that are told apart from the one that may be all need not be told apart from each other:
two claims may tell one second visit by different words. So nothing is said of those two; whatever
really happened, some reading calls one of the visits "the" visit and tells all others from it. A
reading without such a one says nothing that others do not say, and is left out, unless the case
itself declares the moments of that visit.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from skywitness.claims.language.atoms.shared.base import Context, folded
from skywitness.claims.language.atoms.shared.common import NOT_BEFORE
from skywitness.claims.language.atoms.shared.legs import ORDINALS, called, visit_moments
from skywitness.claims.language.statement import Saying
from skywitness.claims.meaning.parts import Clock, Difference, Part, Reading, Value
from skywitness.claims.meaning.spots import Spot

#: Of more visits than this told apart from one no order is told: that leaves more possible.
MOST = 3


@dataclass(frozen=True)
class Stay:
    """One visit: how it is told, and the moments of its entry and its exit."""

    words: str
    entry: str
    leave: str

    @property
    def moments(self) -> set[str]:
        """Both moments."""
        return {self.entry, self.leave}


@dataclass(frozen=True)
class Stays:
    """The visits of one place by one object that sentences could speak of.

    ``one`` may be all there is, and its moments ``declared`` by the case; ``others`` are told apart
    from it; ``numbered`` come in order.
    """

    key: str
    one: Stay
    declared: bool
    others: tuple[Stay, ...]
    numbered: tuple[Stay, ...]


def in_turn(reading: Reading, stays: Sequence[Stays]) -> Iterator[Reading]:
    """The readings that a reading has once visits follow each other; none where it is left out."""
    spoken = {moment for part in reading.parts for moment in _moments(part)}
    found = [reading]
    for each in stays:
        others = [s for s in each.others if s.moments & spoken and not s.moments & each.one.moments]
        numbered = [s for s in each.numbered if s.moments & spoken]
        steps = [_after(a, b) for a, b in itertools.pairwise(numbered)]
        found = [replace(r, parts=(*r.parts, *steps)) for r in found]
        if not others:
            continue
        if not each.one.moments & spoken:
            if not each.declared:
                return
            continue
        if len(others) <= MOST:
            ways = list(itertools.product((True, False), repeat=len(others)))
            found = [_ordered(r, each, others, way) for r in found for way in ways]
    yield from found


def stays_of(sayings: Sequence[Saying], contexts: Sequence[Context]) -> list[Stays]:
    """All visits that sentences could speak of; ``contexts`` are of the sentences, one for each."""
    out: dict[str, Stays] = {}
    for saying, ctx in zip(sayings, contexts, strict=True):
        for clause in saying.statement.clauses:
            place = clause.atom.passed
            who = clause.atom.who or clause.subject
            key = f"{called(who, ctx)} {place}"
            if place and who and key not in out:
                out[key] = _stays(who, place, ctx, key)
    return list(out.values())


def _stays(who: str, place: str, ctx: Context, key: str) -> Stays:
    one = Stay("", *visit_moments(who, place, ctx, "", ""))
    own = called(who, ctx)
    made = {folded(f"entry of {own} into {place}"), folded(f"exit of {own} from {place}")}
    others = [
        Stay(v.words, *visit_moments(who, place, ctx, "", f" ({v.words})"))
        for v in ctx.names.visits(who, place)
    ]
    numbered = [
        Stay(word, *visit_moments(who, place, ctx, f"{word} ", ""))
        for word in ORDINALS
        if word != "last"  # it may be any of them
    ]
    return Stays(key, one, not one.moments <= made, tuple(others), tuple(numbered))


def _moments(part: Part) -> Iterator[str]:
    yield part.spot.moment
    c = part.constraint
    if isinstance(c, Difference):
        yield c.later.moment
        if c.earlier is not None:
            yield c.earlier.moment
    if part.leg is not None:
        yield part.leg.earlier
        yield part.leg.later


def _ordered(
    reading: Reading, stays: Stays, others: Sequence[Stay], way: Sequence[bool]
) -> Reading:
    """A reading with each of the other visits after the one that may be all, or before it."""
    parts, labels = [], []
    for other, after in zip(others, way, strict=True):
        parts.append(_after(stays.one, other) if after else _after(other, stays.one))
        labels.append(f"{other.words} {'after' if after else 'before'} the other visit")
    label = ", ".join(labels)
    name = label if reading.name == "as written" else f"{reading.name}; {label}"
    value = Value(label, "ordinary", label)
    key = f"order of visits {stays.key}"
    return replace(
        reading,
        name=name,
        choice={**reading.choice, key: value},
        words={**reading.words, key: "visits"},
        parts=(*reading.parts, *parts),
    )


def _after(one: Stay, two: Stay) -> Part:
    """The part that an object enters on a visit once it has left on another."""
    demand = Difference(Clock(two.entry), Clock(one.leave), NOT_BEFORE)
    return Part("", "visits follow each other", Spot.of(two.entry), demand, implied=True)
