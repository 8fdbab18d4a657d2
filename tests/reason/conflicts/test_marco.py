"""The enumeration of conflicts and compatible sets against all subsets, one by one."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skywitness.reason.conflicts.mapsolver import Map
from skywitness.reason.conflicts.marco import (
    SPENT,
    Enumeration,
    Members,
    Sets,
    Shown,
    Status,
    enumerate_sets,
)
from skywitness.reason.work import charge, within

MOST = 6
families = st.lists(st.frozensets(st.integers(0, MOST - 1)), max_size=5)
pairs = st.lists(st.frozensets(st.integers(0, MOST - 1), min_size=2, max_size=2), max_size=2)


def oracle_of(bad: list[Members], good: list[Members]) -> Callable[[Members], Status]:
    """EMPTY above any of ``bad``, WITNESS below any of ``good``, else UNKNOWN."""

    def status(members: Members) -> Status:
        if any(b <= members for b in bad):
            return Status.EMPTY
        return Status.WITNESS if any(members <= g for g in good) else Status.UNKNOWN

    return status


def by_hand(n: int, status: Callable[[Members], Status], apart: list[Members]) -> Sets:
    """The same by asking about every subset."""
    every = [frozenset(c) for k in range(n + 1) for c in itertools.combinations(range(n), k)]
    allowed = [s for s in every if not any(a <= s for a in apart)]
    empty = {s for s in allowed if status(s) is Status.EMPTY}
    witness = {s for s in allowed if status(s) is Status.WITNESS}
    least = {s for s in empty if not any(o < s for o in empty)}
    most = {s for s in witness if not any(o > s for o in witness)}
    return least, most, empty, witness, set(allowed)  # type: ignore[return-value]


@settings(max_examples=400, deadline=None)
@given(n=st.integers(0, MOST), bad=families, good=families, known=st.booleans(), apart=pairs)
def test_all_and_only_the_minimal_and_maximal_sets(
    n: int, bad: list[Members], good: list[Members], known: bool, apart: list[Members]
) -> None:
    elements = frozenset(range(n))
    bad, apart = [b for b in bad if b <= elements], [a for a in apart if a <= elements]
    monotone = oracle_of(bad, [g for g in good if not any(b <= g for b in bad)])

    def status(members: Members) -> Status:
        found = monotone(members)
        return Status.WITNESS if known and found is Status.UNKNOWN else found

    least, most, empty, witness, allowed = by_hand(n, status, apart)  # type: ignore[misc]
    asked: list[Members] = []

    def counted(members: Members) -> Status:
        asked.append(members)
        return status(members)

    found = enumerate_sets(n, counted, apart=apart)
    assert found.cut == ""
    assert {s.members for s in found.conflicts} == least
    assert {s.members for s in found.compatible} == most
    assert len(found.conflicts) == len(least)
    assert len(found.compatible) == len(most)
    for each in found.conflicts:
        assert each.shown == all(each.members - {p} in witness for p in each.members)
    for each in found.compatible:
        more = {each.members | {p} for p in elements - each.members} & allowed
        assert each.shown == (more <= empty)
    if known:
        assert all(s.shown for s in (*found.conflicts, *found.compatible))
    assert len(asked) == len(set(asked))
    without_refuting = Enumeration(
        n, status, apart=apart, shown=lambda members: status(members) is Status.WITNESS
    )
    without_refuting.run()
    assert without_refuting.sets() == found


@settings(max_examples=100, deadline=None)
@given(bad=families)
def test_a_core_saves_questions_and_changes_nothing(bad: list[Members]) -> None:
    status = oracle_of(bad, [frozenset(range(MOST))])

    def core(members: Members) -> Members:
        return next(b for b in bad if b <= members)

    assert enumerate_sets(MOST, status, core=core) == enumerate_sets(MOST, status)


def test_a_limit_on_sets_is_reported() -> None:
    def status(members: Members) -> Status:
        pairs_in = any({2 * k, 2 * k + 1} <= members for k in range(4))
        return Status.EMPTY if pairs_in else Status.WITNESS

    whole = enumerate_sets(8, status)
    assert (len(whole.conflicts), len(whole.compatible), whole.cut) == (4, 16, "")
    cut = enumerate_sets(8, status, most=5)
    assert "5 sets" in cut.cut
    assert set(cut.conflicts) <= set(whole.conflicts)
    assert set(cut.compatible) <= set(whole.compatible)
    assert cut.compatible


def test_work_that_is_used_up_is_reported_and_what_was_found_stands() -> None:
    asked = 0

    def status(members: Members) -> Status:
        nonlocal asked
        asked += 1
        charge(1)
        return Status.EMPTY if {0, 1} <= members else Status.WITNESS

    with within(0):
        found = enumerate_sets(3, status)
    assert (found.conflicts, found.compatible, found.cut) == ((), (), SPENT)
    assert asked == 1
    with within(1):
        found = enumerate_sets(3, status)
    # The whole set was shown to be EMPTY, and there was no work left to make it smaller.
    assert found.conflicts == (Shown(frozenset(range(3)), shown=False),)
    assert found.cut == SPENT


def test_an_enumeration_goes_on_where_it_was_cut() -> None:
    def status(members: Members) -> Status:
        charge(10_000)
        return Status.EMPTY if any({2 * k, 2 * k + 1} <= members for k in range(4)) else (
            Status.WITNESS
        )  # fmt: skip

    search = Enumeration(8, status)
    for _ in range(100):
        with within(30_000):
            search.run()
        if not search.cut:
            break
    assert search.sets() == enumerate_sets(8, status)


def test_looking_at_a_pair_notes_the_conflict_in_it() -> None:
    def status(members: Members) -> Status:
        return Status.EMPTY if {0, 2} <= members else Status.WITNESS

    search = Enumeration(4, status, apart=[frozenset((1, 3))])
    assert search.look(frozenset((0, 1))) is Status.WITNESS
    assert search.look(frozenset((1, 3))) is None
    assert search.look(frozenset((0, 1, 2))) is Status.EMPTY
    assert [s.members for s in search.sets().conflicts] == [frozenset((0, 2))]


def test_when_a_larger_set_is_too_hard_a_smaller_one_still_counts() -> None:
    def status(members: Members) -> Status:
        if len(members) == 3:
            return Status.UNKNOWN
        return Status.EMPTY if {0, 1} <= members else Status.WITNESS

    found = enumerate_sets(3, status)
    assert [s.members for s in found.compatible] == [{0, 2}, {1, 2}]
    for each in found.conflicts:
        assert status(each.members) is Status.EMPTY


@pytest.mark.parametrize("n", [0, 1, 5])
def test_the_map_ends_when_all_is_explored(n: int) -> None:
    map_ = Map(n)
    assert map_.seed() == (1 << n) - 1
    map_.block_down((1 << n) - 1)
    assert map_.seed() is None
    map_ = Map(n)
    map_.block_up(0)
    assert map_.seed() is None
