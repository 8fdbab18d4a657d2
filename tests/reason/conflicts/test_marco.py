"""The enumeration of conflicts and compatible sets against all subsets, one by one."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skywitness.reason.conflicts.mapsolver import Map
from skywitness.reason.conflicts.marco import Limits, Members, Sets, Status, enumerate_sets

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
    cut = enumerate_sets(8, status, limits=Limits(sets=5))
    assert "5 sets" in cut.cut
    assert set(cut.conflicts) <= set(whole.conflicts)
    assert set(cut.compatible) <= set(whole.compatible)
    assert cut.compatible


def test_time_that_is_up_is_reported_and_nothing_is_asked_any_more() -> None:
    def status(members: Members) -> Status:
        raise AssertionError("asked")

    found = enumerate_sets(3, status, limits=Limits(deadline=time.monotonic() - 1))
    assert found.cut
    assert (found.conflicts, found.compatible) == ((), ())


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
