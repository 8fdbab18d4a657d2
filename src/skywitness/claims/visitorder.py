"""Visits of one place by one object follow each other: which came first is a reading.

A joint reading may speak of "the" visit, the one that may be all, of visits told apart from it, and
of visits that are numbered ("on its second visit"). Any two of them are one visit, or the object
leaves on one of them before it enters on the other; each way is a reading, in which what is one
visit has one entry and one exit. What is told apart from "the" visit is never that one. Numbered
visits are different ones, in the order of their numbers: before the third there are no more than
two, before the first is none, and after the last is none. That there is more than one is a fact,
which "only once" denies.

Whatever really happened, some reading calls one of the visits "the" visit and tells all others from
it. A joint reading of claims without such a one says nothing that others do not say, and is left
out, unless the case itself declares the moments of that visit.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from skywitness.claims.language.atoms.shared.base import Context, folded
from skywitness.claims.language.atoms.shared.common import NOT_BEFORE
from skywitness.claims.language.atoms.shared.legs import (
    ORDINALS,
    called,
    more_than_one,
    visit_moments,
    visited,
)
from skywitness.claims.language.statement import Saying
from skywitness.claims.meaning.allowed import Range, Side
from skywitness.claims.meaning.parts import Clock, Difference, Part, Reading, State, Value
from skywitness.claims.meaning.renamed import renamed
from skywitness.claims.meaning.spots import NOWHERE, Spot

#: Of visits in more orders than this fewer are ordered: that leaves more possible.
MOST_ORDERS = 50
#: The word for the last of all visits, whose number is not told.
LAST = "last"


@dataclass(frozen=True)
class Stay:
    """One visit: how it is told, and the moments of its entry and its exit.

    ``number`` counts visits from 1; 0 where the words give none. ``declared`` are those of its
    moments that the case itself declares.
    """

    words: str
    entry: str
    leave: str
    number: int = 0
    last: bool = False
    declared: frozenset[str] = frozenset()

    @property
    def moments(self) -> set[str]:
        """Both moments."""
        return {self.entry, self.leave}


@dataclass(frozen=True)
class Stays:
    """The visits of one place by one object that the claims of a case speak of.

    ``one`` may be all there is; ``others`` are told apart from it; ``numbered`` have a number, or
    are the last.
    """

    key: str
    one: Stay
    others: tuple[Stay, ...]
    numbered: tuple[Stay, ...]

    @property
    def several(self) -> tuple[Stay, ...]:
        """All of them; none where no claim tells two."""
        every = (self.one, *self.numbered, *self.others)
        return every if len(every) > 1 else ()


#: One order of visits: those that are one stand together, each group before the next.
Order = tuple[tuple[Stay, ...], ...]


def in_turn(reading: Reading, stays: Sequence[Stays], *, every: bool = False) -> Iterator[Reading]:
    """The readings that a reading has once visits follow each other.

    None where it is left out; ``every`` leaves out none, which readings of some parts of claims
    need.
    """
    if not stays:
        yield reading
        return
    spoken = {moment for part in reading.parts for moment in _moments(part, stays)}
    found = [reading]
    for each in stays:
        here = [stay for stay in each.several if stay.moments & spoken]
        others = any(stay in each.others for stay in here)
        if others and each.one not in here and not every and not each.one.declared:
            return
        if here:
            ways = _orders(each, here)
            found = [_ordered(r, each, way, len(ways) > 1) for r in found for way in ways]
    yield from found


def stays_of(sayings: Sequence[Saying], contexts: Sequence[Context]) -> tuple[Stays, ...]:
    """All visits that sentences could speak of; ``contexts`` are of the sentences, one for each."""
    out: dict[str, Stays] = {}
    for saying, ctx in zip(sayings, contexts, strict=True):
        for clause in saying.statement.clauses:
            place = clause.atom.passed
            who = clause.atom.who or clause.subject
            key = visited(who, place, ctx)
            if place and who and key not in out:
                out[key] = _stays(who, place, ctx, key)
    return tuple(each for each in out.values() if each.several)


def _stays(who: str, place: str, ctx: Context, key: str) -> Stays:
    own = called(who, ctx)

    def stay(words: str, which: str, told: str, number: int = 0) -> Stay:
        entry, leave = visit_moments(who, place, ctx, which, told)
        made = {
            folded(f"{which}entry of {own} into {place}{told}"),
            folded(f"{which}exit of {own} from {place}{told}"),
        }
        return Stay(words, entry, leave, number, words == LAST, frozenset({entry, leave} - made))

    one = stay("the visit", "", "")
    others = [stay(v.words, "", f" ({v.words})") for v in ctx.names.visits(who, place)]
    numbered = [
        stay(word, f"{word} ", "", 0 if word == LAST else ORDINALS.index(word) + 1)
        for word in ctx.names.ordinals(who, place)
    ]
    return Stays(key, one, tuple(s for s in others if not s.moments & one.moments), tuple(numbered))


def _moments(part: Part, stays: Sequence[Stays]) -> Iterator[str]:
    """The moments that a part speaks of; that a visit lasts at most so long asks for none."""
    c = part.constraint
    if isinstance(c, Difference) and c.earlier is not None and c.allowed.lower is None:
        ends = (c.earlier.moment, c.later.moment)
        if any((s.entry, s.leave) == ends for each in stays for s in each.several):
            return
    yield part.spot.moment
    if isinstance(c, Difference):
        yield c.later.moment
        if c.earlier is not None:
            yield c.earlier.moment
    if part.leg is not None:
        yield part.leg.earlier
        yield part.leg.later


def _orders(stays: Stays, here: Sequence[Stay]) -> list[Order]:
    """Every order in which visits may have come, of as many of them as have few."""
    found: list[Order] = [((here[0],),)]
    for stay in here[1:]:
        more = [way for order in found for way in _with(order, stay) if _may_be(way, stays)]
        if len(more) <= MOST_ORDERS:
            found = more
    return found


def _with(order: Order, stay: Stay) -> Iterator[Order]:
    """An order with one more visit: one with any of the others, or before, between, after them."""
    for k in range(len(order) + 1):
        yield (*order[:k], (stay,), *order[k:])
        if k < len(order):
            yield (*order[:k], (*order[k], stay), *order[k + 1 :])


def _may_be(order: Order, stays: Stays) -> bool:
    """Whether visits may have come so, whichever others there were."""
    numbers = [stay.number for group in order for stay in group if stay.number]
    if numbers != sorted(numbers):
        return False
    for k, group in enumerate(order):
        if sum(bool(stay.number) for stay in group) > 1:
            return False
        if stays.one in group and any(stay in stays.others for stay in group):
            return False
        # No more come before each than its number says, and none after the last.
        if any(0 < stay.number <= k or (stay.last and k + 1 < len(order)) for stay in group):
            return False
    return True


def _ordered(reading: Reading, stays: Stays, order: Order, several: bool) -> Reading:
    """A reading in which visits come in one order."""
    names: dict[str, str] = {}
    parts: list[Part] = []
    for group in order:
        # What the case declares keeps its name, for it may say more of it.
        first = max(group, key=lambda stay: len(stay.declared))
        for stay in group:
            if stay.declared and stay != first:  # its place is told by its own name
                names |= {moment: moment for moment in stay.moments}
                parts += _at_once(stay, first)
            else:
                names |= {stay.entry: first.entry, stay.leave: first.leave}
    for one, two in itertools.pairwise(order):
        parts.append(_after(_first(one, names), _first(two, names)))
    if len(order) > 1 or any(stay.number > 1 for group in order for stay in group):
        again = State(more_than_one(stays.key), True)
        parts.append(Part("", "more than one visit", NOWHERE, again, implied=True))
    said = [renamed(p, names) for p in reading.parts]
    parts += _left_of_totals(said, [_first(group, names) for group in order])
    made = replace(reading, parts=(*said, *parts))
    if not several:
        return made
    label = ", then ".join(" = ".join(stay.words for stay in group) for group in order)
    name = label if reading.name == "as written" else f"{reading.name}; {label}"
    key = f"order of visits {stays.key}"
    return replace(
        made,
        name=name,
        choice={**reading.choice, key: Value(label, "ordinary", label)},
        words={**reading.words, key: "visits"},
        plain={**reading.plain, key: label} if reading.plain else reading.plain,
    )


def _first(group: Sequence[Stay], names: Mapping[str, str]) -> tuple[str, str]:
    """The entry and the exit by which a group of visits that are one is named."""
    return names[group[0].entry], names[group[0].leave]


def _left_of_totals(said: Sequence[Part], visits: Sequence[tuple[str, str]]) -> Iterator[Part]:
    """What a time of all visits together leaves to one, once the others have had their least.

    A total is the only bound on a visit that has no lower end. Its upper end and the others' lower
    ends give way together, from the least stretch at which any of them does: that leaves no less
    than they do.
    """
    stays = [
        [c for p in said for c in [p.constraint]
         if isinstance(c, Difference) and c.earlier is not None
         and (c.earlier.moment, c.later.moment) == visit]
        for visit in visits
    ]  # fmt: skip
    least = [
        max((c.allowed.lower for c in mine if c.allowed.lower is not None),
            key=lambda side: side.limit, default=None)
        for mine in stays
    ]  # fmt: skip
    others = [side for side in least[1:] if side is not None and side.limit > 0]
    totals = [[c for c in mine if c.allowed.lower is None and c.allowed.upper] for mine in stays]
    # Told of all of them the total is one; what it leaves to the first says all there is to say.
    if not others or not all(totals):
        return
    for c in totals[0]:
        total = c.allowed.upper
        assert total is not None
        left = Side(
            total.limit - sum(side.limit for side in others),
            total.per + sum(side.per for side in others),
            min(total.after, *(side.after for side in others)),
        )
        demand = replace(c, allowed=replace(c.allowed, upper=left))
        words, spot = "what the total leaves to the first visit", Spot.of(visits[0][0])
        yield Part("", words, spot, demand, implied=True)


def _at_once(one: Stay, two: Stay) -> Iterator[Part]:
    """The parts that two visits, each with moments that the case declares, are one."""
    at_once = Range(Side(0.0, 0.0), Side(0.0, 0.0), unit="min")
    for mine, its in ((one.entry, two.entry), (one.leave, two.leave)):
        demand = Difference(Clock(mine), Clock(its), at_once)
        yield Part("", "visits that are one", Spot.of(mine), demand, implied=True)


def _after(one: tuple[str, str], two: tuple[str, str]) -> Part:
    """The part that an object enters on a visit once it has left on another."""
    demand = Difference(Clock(two[0]), Clock(one[1]), NOT_BEFORE)
    return Part("", "visits follow each other", Spot.of(two[0]), demand, implied=True)
