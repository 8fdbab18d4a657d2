"""Statuses of sets of open parts against every joint reading, one by one."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field

from hypothesis import given, settings
from hypothesis import strategies as st

from skywitness.claims.meaning.parts import Part, Value, Variable
from skywitness.claims.meaning.spots import Spot
from skywitness.reason.conflicts.marco import Members, Status
from skywitness.reason.conflicts.oracle import Oracle
from skywitness.reason.ties.openparts import OpenPart, OpenParts, connected

SETTLED = 8
WORDS = 3
masks = st.integers(1, 2**SETTLED - 1)


@dataclass
class Toy:
    """Settled parts whose statuses are given: EMPTY above some sets, UNKNOWN above others."""

    empty: list[int]
    doubtful: list[int]
    asked: list[int] = field(default_factory=list)

    def status(self, mask: int, stretch: float) -> Status:
        del stretch
        self.asked.append(mask)
        if any(mask & e == e for e in self.empty):
            return Status.EMPTY
        return Status.UNKNOWN if any(mask & d == d for d in self.doubtful) else Status.WITNESS

    def shown(self, mask: int, stretch: float) -> bool:
        return self.status(mask, stretch) is Status.WITNESS

    def smallest(self, mask: int, stretch: float, status: Status) -> int:
        pool = self.empty if status is Status.EMPTY else self.empty + self.doubtful
        return min((m for m in pool if mask & m == m), key=int.bit_count)


@st.composite
def opened(draw: st.DrawFn) -> OpenParts:
    sizes = draw(st.lists(st.integers(1, 3), min_size=WORDS, max_size=WORDS))
    words = tuple(
        Variable(f"w{k}", f"w{k}", tuple(Value(f"w{k}={v}", "ordinary", v) for v in range(size)))
        for k, size in enumerate(sizes)
    )
    parts = []
    for k in range(draw(st.integers(1, 4))):
        mine = tuple(sorted(draw(st.sets(st.integers(0, WORDS - 1), max_size=2))))
        choices = itertools.product(*(range(sizes[w]) for w in mine))
        rows = {c: draw(st.none() | st.integers(0, SETTLED - 1)) for c in choices}
        settled = {c: n for c, n in rows.items() if n is not None}
        parts.append(OpenPart(f"C{k}", "part", mine, settled, frozenset("m")))
    some = tuple(Part("C", str(n), Spot.of("m"), None) for n in range(SETTLED))
    return OpenParts(tuple(parts), words, some, ())


def by_hand(opened: OpenParts, members: Members, toy: Toy) -> Status:
    """EMPTY under every reading, a WITNESS under some, else UNKNOWN."""
    found = set()
    for choice in itertools.product(*(range(len(w.values)) for w in opened.words)):
        mask = 0
        for k in members:
            part = opened.parts[k]
            number = part.settled.get(tuple(choice[w] for w in part.words))
            mask |= 0 if number is None else 1 << number
        found.add(toy.status(mask, 1.0))
    if Status.WITNESS in found:
        return Status.WITNESS
    return Status.EMPTY if found == {Status.EMPTY} else Status.UNKNOWN


@settings(max_examples=400, deadline=None)
@given(
    parts=opened(),
    empty=st.lists(masks, max_size=5),
    doubtful=st.lists(masks, max_size=3),
)
def test_every_set_has_the_status_that_its_readings_give_it(
    parts: OpenParts, empty: list[int], doubtful: list[int]
) -> None:
    toy = Toy(empty, doubtful)
    oracle = Oracle(parts, toy, 1.0)  # type: ignore[arg-type]
    without_refuting = Oracle(parts, toy, 1.0)  # type: ignore[arg-type]
    for size in range(len(parts.parts) + 1):
        for members in map(frozenset, itertools.combinations(range(len(parts.parts)), size)):
            status = oracle.status(members)
            assert status is by_hand(parts, members, toy)
            assert without_refuting.shown(members) == (status is Status.WITNESS)
            if status is Status.EMPTY:
                core = oracle.core(members)
                assert core <= members
                assert by_hand(parts, core, toy) is Status.EMPTY
            if status is Status.WITNESS:
                witness = oracle.witness(members)
                assert witness is not None
                assert toy.status(witness, 1.0) is Status.WITNESS


def test_words_that_have_no_share_in_a_conflict_are_not_gone_through() -> None:
    free = 12  # 2 ** 12 readings, of which one word decides
    words = tuple(
        Variable(f"w{k}", f"w{k}", (Value("a", "ordinary", 0), Value("b", "ordinary", 1)))
        for k in range(free + 1)
    )
    parts = [
        OpenPart(f"C{k}", "part", (k,), {(0,): 2 * k, (1,): 2 * k + 1}, frozenset("m"))
        for k in range(free + 1)
    ]
    last = 2 * free
    toy = Toy([1 << last, 1 << last + 1], [])
    some = tuple(Part("C", str(n), Spot.of("m"), None) for n in range(last + 2))
    oracle = Oracle(OpenParts(tuple(parts), words, some, ()), toy, 1.0)  # type: ignore[arg-type]
    members = frozenset(range(free + 1))
    assert oracle.status(members) is Status.EMPTY
    assert oracle.core(members) == {free}
    assert len(toy.asked) < 10
    assert oracle.status(members - {free}) is Status.WITNESS


def test_groups_have_nothing_in_common() -> None:
    assert connected([{1}, {2}, {1, 3}, {4}, {3, 4}, set()]) == [(0, 2, 3, 4), (1,), (5,)]
