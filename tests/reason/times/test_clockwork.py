"""Times as a network of differences, against linear programming and by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import linprog

from skywitness.claims.meaning.allowed import Range, Side
from skywitness.claims.meaning.parts import Clock, Difference, Part, State
from skywitness.claims.meaning.spots import NOWHERE
from skywitness.reason.times.clockwork import implied_times, least_times
from skywitness.reason.worlds.states import clashing

MOMENTS = "abcde"


def clock(moment: str) -> Clock:
    return Clock(moment)


def told(later: str, earlier: str | None, low: float, high: float, per: float) -> Difference:
    sides = Side(low, per), Side(high, per)
    return Difference(clock(later), None if earlier is None else clock(earlier), Range(*sides))


@st.composite
def networks(draw: st.DrawFn) -> list[Difference]:
    whole = st.integers(-50, 50)
    found = []
    for _ in range(draw(st.integers(2, 9))):
        later = draw(st.sampled_from(MOMENTS))
        earlier = draw(st.sampled_from([None, *MOMENTS]))
        low = draw(whole)
        high = low + draw(st.integers(0, 20))
        found.append(told(later, earlier, low, high, draw(st.sampled_from([0, 1, 2, 5]))))
    return found


def least_by_programming(demands: list[Difference]) -> float:
    """The least stretch by a linear programme over the times and the stretch itself."""
    column = {m: k for k, m in enumerate(MOMENTS)}
    rows, limits = [], []
    for d in demands:
        row = np.zeros(len(MOMENTS) + 1)
        row[column[d.later.moment]] += 1
        if d.earlier is not None:
            row[column[d.earlier.moment]] -= 1
        assert d.allowed.lower is not None
        assert d.allowed.upper is not None
        for sign, side in ((1, d.allowed.upper), (-1, d.allowed.lower)):
            bound = sign * row
            bound[-1] = -side.per
            rows.append(bound)
            limits.append(sign * side.limit)
    cost = np.zeros(len(MOMENTS) + 1)
    cost[-1] = 1
    free = [(None, None)] * len(MOMENTS)
    found = linprog(cost, A_ub=np.array(rows), b_ub=limits, bounds=[*free, (0, None)])
    return float(found.x[-1]) if found.status == 0 else math.inf


@given(networks())
def test_the_least_stretch_is_that_of_a_linear_programme(demands: list[Difference]) -> None:
    found = least_times(demands)
    assert found.bracket.lo == pytest.approx(least_by_programming(demands), abs=1e-7)
    assert found.bracket.lo <= found.bracket.hi


@given(networks())
def test_witness_times_meet_everything_and_the_blamed_alone_do_not(
    demands: list[Difference],
) -> None:
    found = least_times(demands)
    hi = found.bracket.hi
    if math.isfinite(hi):
        at = {**found.gaps, **found.times}
        for d in demands:
            since = 0.0 if d.earlier is None else at[d.earlier.moment]
            low, high = d.allowed.at(hi)
            assert low - 1e-6 <= at[d.later.moment] - since <= high + 1e-6
    if found.bracket.lo > 0:
        blamed = [demands[k] for k in found.blame]
        assert least_times(blamed).bracket.lo == found.bracket.lo
        for k in range(len(blamed)):
            without = blamed[:k] + blamed[k + 1 :]
            assert not without or least_times(without).bracket.lo < found.bracket.lo


@given(networks(), st.sampled_from(MOMENTS), st.sampled_from([None, *MOMENTS]))
def test_implied_ends_are_reached_and_not_passed(
    demands: list[Difference], later: str, earlier: str | None
) -> None:
    left = implied_times(demands, later, earlier, 1.0)
    if left is None:
        assert least_times(demands).bracket.lo > 1
        return
    for end, beyond in zip(left, (-1.0, 1.0), strict=True):
        if math.isfinite(end):
            at = told(later, earlier, end, end, 0.0)
            past = told(later, earlier, end + beyond, end + beyond, 0.0)
            firm = [
                Difference(d.later, d.earlier, Range(*(Side(v, 0.0) for v in d.allowed.at(1.0))))
                for d in demands
            ]
            assert least_times([*firm, at]).bracket.hi == 0
            assert math.isinf(least_times([*firm, past]).bracket.lo)


def test_sides_that_hold_first() -> None:
    late = Difference(clock("a"), None, Range(Side(100.0, 10.0), None))
    hard = Difference(clock("a"), None, Range(None, Side(70.0, 10.0, after=1.0)))
    assert least_times([late, hard]).bracket.lo == 2.0  # 100 - 10 λ <= 70 + 10 (λ - 1)
    never = Difference(clock("a"), None, Range(None, Side(70.0, 0.0)))
    fixed = Difference(clock("a"), None, Range(Side(100.0, 0.0), None))
    assert math.isinf(least_times([fixed, never]).bracket.lo)
    assert least_times([fixed, never]).blame in ((0, 1), (1, 0))


def test_a_moment_is_not_before_itself() -> None:
    assert math.isinf(least_times([told("a", "a", 5.0, 6.0, 0.0)]).bracket.lo)
    assert least_times([told("a", "a", 5.0, 6.0, 5.0)]).bracket.lo == 1.0


def test_without_a_clock_time_only_gaps_are_told() -> None:
    found = least_times([told("b", "a", 60.0, 60.0, 1.0)])
    assert found.times == {}
    assert found.gaps == {"a": 0.0, "b": 60.0}
    tied = least_times([told("b", "a", 60.0, 60.0, 1.0), told("a", None, 1e9, 1e9, 1.0)])
    assert (tied.times, tied.gaps) == ({"a": 1e9, "b": 1e9 + 60}, {})


def test_opposite_facts_clash_and_equal_ones_do_not() -> None:
    def part(name: str, what: str, value: bool) -> Part:
        return Part(name, name, NOWHERE, State(what, value))

    one, other = part("A", "contact", True), part("B", "contact", False)
    assert clashing([one, part("C", "turns", False), other]) == (one, other)
    assert clashing([one, part("D", "contact", True)]) == ()
