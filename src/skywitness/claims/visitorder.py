"""Visits of one place by one object follow each other: which came first is a reading.

A joint reading may speak of "the" visit, the one that may be all, of visits told apart from it, of
visits that are numbered ("on its second visit"), and of visits that are only seen: the object is
inside at a moment, or all the way from one moment to another. Where the position of a moment lies
in the place as drawn, it is inside, or outside the place, a reading each. Any two visits are one,
or the object leaves on one of them before it enters on the other; each way is a reading, in which
what is one visit has one entry and one exit. A moment at which it is outside is before a visit or
after it.
What is told apart from "the" visit is never that one. Numbered visits are different ones, in the
order of their numbers: before the third there are no more than two, before the first is none, and
after the last is none. That there is more than one is a fact, which "only once" denies.

An object may be inside from the first. Such a stay has no entry: "enters only once" does not deny
it, and no number counts it.

Whatever really happened, some reading calls one of the visits "the" visit and tells all others from
it. A joint reading of claims without such a one says nothing that others do not say, and is left
out, unless the case itself declares the moments of that visit.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from skywitness.claims.language.atoms.shared.common import NOT_BEFORE
from skywitness.claims.language.atoms.shared.presence import in_again, more_than_one
from skywitness.claims.meaning.allowed import Range, Side
from skywitness.claims.meaning.parts import (
    Clock,
    Difference,
    Part,
    Reading,
    State,
    Value,
)
from skywitness.claims.meaning.renamed import renamed
from skywitness.claims.meaning.spots import NOWHERE, Spot
from skywitness.claims.visitsaid import Groups, Said, each_way, ends_of, said_of
from skywitness.claims.visitstays import Absence, Stay, Stays, spoken
from skywitness.claims.visittotals import Ends, Together, lasting

#: Of visits in more orders than this fewer are ordered, and the others not tested.
MOST_ORDERS = 50
#: How the id of the word begins that tells an order of visits.
ORDER = "order of visits"
TOO_MANY = f"visits may have come in more than {MOST_ORDERS} orders: this one is not tested"


@dataclass(frozen=True)
class Order:
    """Visits in one order, and for each absence how many of them come before it."""

    groups: Groups
    absences: tuple[tuple[Absence, int], ...] = ()

    @property
    def label(self) -> str:
        """It in words."""
        words: list[str] = []
        for k in range(len(self.groups) + 1):
            words += [absence.words for absence, before in self.absences if before == k]
            words += [" = ".join(stay.words for stay in group) for group in self.groups[k : k + 1]]
        return ", then ".join(words)


def in_turn(reading: Reading, stays: Sequence[Stays], *, every: bool = False) -> Iterator[Reading]:
    """The readings that a reading has once visits follow each other.

    None where it is left out; ``every`` leaves out none, which readings of some parts of claims
    need.
    """
    if not stays:
        yield reading
        return
    moments = frozenset(spoken(reading.parts, stays))
    found = [reading]
    for each in stays:
        said = said_of(reading.parts, each, moments)
        others = any(stay in each.others for stay in said.told)
        if others and each.one not in said.told and not every and not each.one.declared:
            return
        found = [turned for r in found for turned in _turned(r, said)]
    yield from found


def _not_before(part: Part) -> bool:
    """Whether a part says that one moment is not before another."""
    c = part.constraint
    lower = c.allowed.lower if isinstance(c, Difference) else None
    return lower is not None and lower.limit >= 0 and lower.per == 0


def _turned(reading: Reading, said: Said) -> Iterator[Reading]:
    """A reading in every order of the visits of one place."""
    totals = said.totals
    if not said.told and not said.seen:
        if totals:  # one visit may be all
            one = said.stays.one
            rest = [p for p in reading.parts if p not in totals]
            made = [lasting(p, one.ends, p.constraint.allowed) for p in totals
                    if isinstance(p.constraint, Difference)]  # fmt: skip
            together = Together(totals, said.spans, ())
            reading = replace(reading, parts=(*rest, *made, *together.at_most()))
        yield reading
        return
    found = []
    for made_, told in each_way(reading, said):
        ways = _orders(told)
        if told.denied:  # what is denied and so is impossible: one way shows it
            ways = [w for w in ways if not told.denied & {*told.again(w.groups)}] or ways[:1]
        found += [each for way in ways for each in _ordered(made_, told, way)]
    for label, parts in found:
        yield _named(replace(reading, parts=parts), said, label if len(found) > 1 else "")


def _named(reading: Reading, said: Said, label: str) -> Reading:
    """A reading with the words for its order of visits, where there are several."""
    if not label:
        return reading
    key = f"{ORDER} {said.stays.key}"
    return replace(
        reading,
        name=label if reading.name == "as written" else f"{reading.name}; {label}",
        choice={**reading.choice, key: Value(label, "ordinary", label)},
        words={**reading.words, key: "visits"},
        plain={**reading.plain, key: label} if reading.plain else reading.plain,
    )


def _orders(said: Said) -> list[Order]:
    """Every order in which visits may have come, of as many of them as have few."""
    first, *rest = (*said.told, *said.seen)
    found: list[Groups] = [((first,),)]
    for stay in rest:
        more = [way for order in found for way in _with(order, stay) if _may_be(way, said)]
        if len(more) <= MOST_ORDERS:
            found = more
    orders = [Order(groups) for groups in found]
    for absence in said.absences:
        more_ = [
            replace(order, absences=(*order.absences, (absence, before)))
            for order in orders
            for before in range(len(order.groups) + 1)
        ]
        if len(more_) <= MOST_ORDERS:
            orders = more_
    return orders


def _with(order: Groups, stay: Stay) -> Iterator[Groups]:
    """An order with one more visit: one with any of the others, or before, between, after them."""
    for k in range(len(order) + 1):
        if k < len(order):
            yield (*order[:k], (*order[k], stay), *order[k + 1 :])
        yield (*order[:k], (stay,), *order[k:])


def _may_be(order: Groups, said: Said) -> bool:
    """Whether visits may have come so, whichever others there were."""
    numbers = [stay.number for group in order for stay in group if stay.number]
    if numbers != sorted(numbers):
        return False
    stays = said.stays
    before = 0 if said.enters(order[0]) else -1  # no number counts what is there from the first
    for k, group in enumerate(order):
        if sum(bool(stay.number) for stay in group) > 1:
            return False
        if stays.one in group and any(stay in stays.others for stay in group):
            return False
        # No more come before each than its number says, and none after the last.
        if any(0 < stay.number <= k + before or (stay.last and k + 1 < len(order))
               for stay in group):  # fmt: skip
            return False
    return True


def _ordered(reading: Reading, said: Said, order: Order) -> Iterator[tuple[str, tuple[Part, ...]]]:
    """The parts of a reading in which visits come in one order, with its words."""
    names: dict[str, str] = {}
    parts: list[Part] = []
    for group in order.groups:
        # What the case declares keeps its name, for it may say more of it.
        first = max(group, key=lambda stay: len(stay.declared))
        for stay in group:
            if stay.declared and stay != first:  # its place is told by its own name
                names |= {moment: moment for moment in stay.moments}
                parts += _at_once(stay, first)
            else:
                names |= {stay.entry: first.entry, stay.leave: first.leave}
    visits = [(names[group[0].entry], names[group[0].leave]) for group in order.groups]
    raw = [p for p in reading.parts if p not in said.totals]
    spoken_of = [kept for p in raw for kept in _kept(p, said, names)]
    ended = {ends for p in spoken_of for ends in [ends_of(p)] if ends and _not_before(p)}
    parts += _in_time(order, visits, {names.get(m, m) for m in said.moments}, ended)
    parts += _again(said.again(order.groups))
    together = Together(said.totals, tuple(visits), tuple(spoken_of))
    parts = [*spoken_of, *parts, *together.at_most()]
    if not together.at_least:
        yield order.label, tuple(parts)
        return
    numbers = [stay.number for group in order.groups for stay in group]
    alone = together.no_other()
    if alone is not None and max(numbers) <= len(visits):
        yield order.label, (*parts, *alone)
    if alone is None or not _whole(order.groups):
        yield f"{order.label}; another visit besides", (*parts, *_besides(said, order, together))


def _whole(groups: Groups) -> bool:
    """Whether these are all visits, for the last of them has the number of all."""
    return any(stay.last for stay in groups[-1]) and any(
        stay.number == len(groups) for stay in groups[-1]
    )


def _besides(said: Said, order: Order, together: Together) -> Iterator[Part]:
    """The parts of another visit, before all else or after it, where it may be."""
    groups = order.groups
    once = more_than_one(said.stays.key) in said.denied
    if len(groups) == 1:
        first = once and said.enters(groups[0])  # it may be there from the first
        yield from _again([in_again(said.stays.key)])
        yield from _again([] if first else [more_than_one(said.stays.key)])
    if any(stay.last for stay in groups[-1]):
        return  # it is between the others, or before them
    before = once and said.enters(groups[0])
    held = {m for group in groups for stay in group for m in stay.held}
    end = together.visits[0][0] if before else together.visits[-1][1]
    all_else = [end, *sorted(held), *(a.moment for a, _ in order.absences)]
    yield from together.besides(said.stays.besides.ends, all_else, before=before)


def _kept(part: Part, said: Said, names: Mapping[str, str]) -> Iterator[Part]:
    """What is left of a part: a visit that is not ordered is not tested."""
    unordered = [stay for stay in said.stays.told if stay.entry not in names]
    if any(ends_of(part) == stay.ends and _of_no_moment(part) for stay in unordered):
        return
    if any(stay.moments & spoken([part], ()) for stay in unordered):
        yield replace(part, constraint=None, untestable=TOO_MANY)
    else:
        yield renamed(part, names)


def _of_no_moment(part: Part) -> bool:
    c = part.constraint
    return isinstance(c, Difference) and c.allowed.lower is None


def _in_time(
    order: Order, visits: Sequence[Ends], moments: set[str], ended: set[Ends]
) -> Iterator[Part]:
    """The parts that visits follow each other, each from an entry to an exit.

    ``ended`` are visits of which it is said already that they end after they begin.
    """
    last = len(visits) - 1
    for k, (visit, group) in enumerate(zip(visits, order.groups, strict=True)):
        begins, ends = k > 0 or visit[0] in moments, k < last or visit[1] in moments
        if begins and ends and visit not in ended:
            yield _after(visit[0], visit[1], "a visit ends after it begins")
        if k < last:
            yield _after(visit[1], visits[k + 1][0], "visits follow each other")
        for moment in dict.fromkeys(m for stay in group for m in stay.held):
            yield _after(visit[0], moment, "inside on a visit")
            yield _after(moment, visit[1], "inside on a visit")
    for absence, before in order.absences:
        if before > 0:
            yield _after(visits[before - 1][1], absence.moment, "outside after a visit")
        if before <= last:
            yield _after(absence.moment, visits[before][0], "outside before a visit")


def _again(facts: Sequence[str]) -> list[Part]:
    return [Part("", "more than one visit", NOWHERE, State(f, True), implied=True) for f in facts]


def _at_once(one: Stay, two: Stay) -> Iterator[Part]:
    """The parts that two visits, each with moments that the case declares, are one."""
    at_once = Range(Side(0.0, 0.0), Side(0.0, 0.0), unit="min")
    for mine, its in ((one.entry, two.entry), (one.leave, two.leave)):
        demand = Difference(Clock(mine), Clock(its), at_once)
        yield Part("", "visits that are one", Spot.of(mine), demand, implied=True)


def _after(earlier: str, later: str, words: str) -> Part:
    """The part that one moment is not before another."""
    demand = Difference(Clock(later), Clock(earlier), NOT_BEFORE)
    return Part("", words, Spot.of(later), demand, implied=True)
