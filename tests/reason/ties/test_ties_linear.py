"""Linear systems: proofs added up again in fractions, bounds against a solver, times alone."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import numpy as np
import pytest
from scipy.optimize import linprog
from tied_worlds import at

from skywitness.claims.meaning.allowed import Range, Side
from skywitness.claims.meaning.parts import Clock, Difference, Part
from skywitness.claims.meaning.spots import NOWHERE
from skywitness.reason.ties.demands import BRIEFEST, SLOPES, Transit, no_faster, rows_at
from skywitness.reason.ties.gaps import Gaps
from skywitness.reason.ties.linear import Proof, Row, System, Var
from skywitness.reason.ties.network import Unknowns, network
from skywitness.reason.times.clockwork import implied_times, least_times

X, Y, Z = ("x",), ("y",), ("z",)


def row(bound: float, **coefs: float) -> Row:
    return Row({(v,): Fraction(c) for v, c in coefs.items()}, Fraction(bound))


def added(proof: Proof) -> tuple[dict[Var, Fraction], Fraction]:
    """The sum of a proof's rows, each times its multiplier."""
    left: dict[Var, Fraction] = {}
    for each, times in proof.rows:
        assert times > 0
        for v, c in each.coefs.items():
            left[v] = left.get(v, Fraction(0)) + times * c
    return {v: c for v, c in left.items() if c}, sum(
        (each.bound * times for each, times in proof.rows), Fraction(0)
    )


def random_rows(rng: np.random.Generator, *, through: np.ndarray | None) -> list[Row]:
    """Rows over five unknowns; with ``through`` all of them hold at that point."""
    out = []
    for k in range(int(rng.integers(4, 16))):
        some = rng.choice(5, size=int(rng.integers(1, 4)), replace=False)
        coefs = {
            int(v): float(rng.integers(-9, 10) or 1) * 10.0 ** rng.integers(-2, 3) for v in some
        }
        at = 0.0 if through is None else sum(c * through[v] for v, c in coefs.items())
        bound = at + (rng.uniform(0, 5) if through is not None else rng.uniform(-50, 30))
        out.append(Row({(str(v),): Fraction(c) for v, c in coefs.items()}, Fraction(bound), k))
    return out


@pytest.mark.parametrize("seed", range(60))
def test_what_can_be_met_is_never_refuted(seed: int) -> None:
    rng = np.random.default_rng(seed)
    system = System(random_rows(rng, through=rng.uniform(-1e3, 1e3, 5)))
    assert system.refuted() is None
    values = system.point()
    assert values is not None
    for each in system.rows:
        assert sum(float(c) * values[v] for v, c in each.coefs.items()) <= float(each.bound) + 1e-5


@pytest.mark.parametrize("seed", range(60))
def test_a_proof_adds_up_to_less_than_nothing(seed: int) -> None:
    rng = np.random.default_rng(seed)
    rows = random_rows(rng, through=None)
    proof, found = System(rows).refuted(), solver(rows)
    if proof is None:
        assert found or System(rows).point() is None
        return
    assert not found
    left, right = added(proof)
    assert not left
    assert right < 0
    assert set(proof.sources) <= set(range(len(rows)))


def solver(rows: Sequence[Row]) -> bool:
    names = sorted({v for r in rows for v in r.coefs})
    a = [[float(r.coefs.get(v, 0)) for v in names] for r in rows]
    bounds = [float(r.bound) for r in rows]
    return linprog([0] * len(names), A_ub=a, b_ub=bounds, bounds=(None, None)).status == 0


@pytest.mark.parametrize("seed", range(40))
def test_a_bound_is_the_sum_of_its_rows_and_reached(seed: int) -> None:
    rng = np.random.default_rng(seed)
    rows = random_rows(rng, through=rng.uniform(-10, 10, 5))
    system, target = System(rows), {("0",): Fraction(1), ("1",): Fraction(-2)}
    found = system.at_most(target)
    if found is None:
        return
    bound, proof = found
    assert added(proof) == (target, bound)
    # Not far below it something is left.
    there = Row({v: -c for v, c in target.items()}, -bound + Fraction(1, 100))
    assert System([*rows, there]).point() is not None


def test_rows_without_unknowns_hold_or_refute() -> None:
    assert System([row(0.0), row(1.0, x=1)]).refuted() is None
    proof = System([row(1.0, x=1), row(-1.0)]).refuted()
    assert proof is not None
    assert added(proof) == ({}, -1)
    assert System([row(-1.0)]).point() is None
    assert System([row(1.0, x=1)]).at_most({}) == (0, Proof(()))
    assert System([row(1.0, x=1)]).at_most({Y: Fraction(1)}) is None
    assert System([row(1.0, x=1)]).at_most({X: Fraction(-1)}) is None


def told(later: str, earlier: str | None, low: float, high: float) -> Difference:
    start = None if earlier is None else Clock(earlier)
    return Difference(Clock(later), start, Range(Side(low, 1.0), Side(high, 1.0)))


@pytest.mark.parametrize("seed", range(40))
def test_times_alone_agree_with_their_network(seed: int) -> None:
    rng = np.random.default_rng(seed)
    demands = []
    for _ in range(int(rng.integers(2, 9))):
        later, earlier = rng.choice(list("abcd"), 2)
        low = int(rng.integers(-50, 50))
        demands.append(
            told(
                later, None if rng.random() < 0.3 else earlier, low, low + int(rng.integers(0, 20))
            )
        )
    parts = tuple(Part("c", "p", NOWHERE, d) for d in demands)
    least = least_times(demands).bracket.lo
    for stretch in (max(0.0, least - 0.01), least + 0.01, least + 3):
        rows = rows_at(parts, stretch, 0.0, frozenset())
        assert Gaps(rows).empty == (stretch < least)
        assert (System(rows).refuted() is not None) == (stretch < least)
        if stretch < least:
            continue
        net = network(Unknowns(parts, {}, {}), stretch)
        for d in demands:
            later, earlier = d.later.moment, d.earlier and d.earlier.moment
            exact = implied_times(demands, later, earlier, stretch)
            assert exact is not None
            if later != earlier:
                low, high = net.hull(later, earlier or "")
                base = net.base if earlier is None else 0.0
                assert (low + base, high + base) == pytest.approx(exact, abs=1e-9)


def test_a_difference_of_a_moment_from_itself_is_nothing() -> None:
    for low, high, empty in ((-5, 5, False), (10, 20, True)):
        parts = (Part("c", "p", NOWHERE, told("a", "a", low, high)),)
        assert network(Unknowns(parts, {}, {}), 1.0).empty == empty


def test_way_and_climb_are_held_against_a_speed_as_exactly_as_fractions_go() -> None:
    rows = no_faster(Transit("A", *at("a", "b"), 100.0), frozenset(at("a", "b")))
    assert len(rows) == len(SLOPES)
    for each in rows:
        c = each.coefs.get(("s", "A", "b"), Fraction(0))
        s = each.coefs.get(("h", *at("b")), Fraction(0))
        assert c * c + s * s == 1
        assert each.coefs["t", "b"] == -100
    assert len(no_faster(Transit("A", *at("a", "b"), 100.0), frozenset(at("a")))) == 1
    assert Fraction(0) < BRIEFEST < 1
