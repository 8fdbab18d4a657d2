"""Linear programs: HiGHS called directly answers as ``scipy.optimize.linprog`` does."""

from __future__ import annotations

import numpy as np
import pytest

from skywitness.reason.ties import programs
from skywitness.reason.ties.programs import Columns, columns, least

OPEN = -np.inf


def drawn(rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Rows of a few unknowns each, as ties have them: differences, speeds, sums."""
    rows, unknowns = rng.integers(1, 40), rng.integers(1, 14)
    a = np.zeros((rows, unknowns))
    for row in a:
        some = rng.choice(unknowns, size=min(unknowns, rng.integers(1, 4)), replace=False)
        row[some] = rng.choice([-1.0, 1.0, -0.5, 250.0, -250.0], size=len(some))
    b = rng.normal(size=rows) * 10 ** rng.uniform(0, 6)
    cost = np.where(rng.random(unknowns) < 0.4, rng.choice([-1.0, 1.0], size=unknowns), 0.0)
    return cost, a, b


def columns_of(a: np.ndarray) -> Columns:
    """The columns of a dense matrix."""
    return columns([[(int(r), float(c[r])) for r in np.flatnonzero(c)] for c in a.T], len(a))


def both(
    cost: np.ndarray, a: Columns, b: np.ndarray, floor: np.ndarray
) -> list[tuple[np.ndarray, np.ndarray] | None]:
    assert programs._highs() is not None  # else one thing would be compared with itself
    answers = [solver(cost, a, b, floor) for solver in (least, programs._asked_of_scipy)]
    assert least(cost, a, b, floor) is answers[0]  # solved once
    return answers


def test_the_answer_is_that_of_linprog() -> None:
    rng = np.random.default_rng(7)
    solved = 0
    for _ in range(150):
        cost, a, b = drawn(rng)
        n = len(cost)
        relaxed = np.r_[np.zeros(n), 1.0], columns_of(a).relaxed(), b, np.r_[np.full(n, OPEN), 0.0]
        for program in ((cost, columns_of(a), b, np.full(n, OPEN)), relaxed):
            ours, theirs = both(*program)
            assert (ours is None) == (theirs is None)
            if ours is not None and theirs is not None:
                solved += 1
                for one, other in zip(ours, theirs, strict=True):
                    assert np.array_equal(one, other)
    assert solved > 150


def test_without_its_inner_modules_scipy_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(programs, "_highs", lambda: None)
    programs._answers.clear()
    found = least(np.array([1.0]), columns([[(0, -1.0)]], 1), np.array([-3.0]), np.array([OPEN]))
    assert found is not None
    assert found[0] == pytest.approx([3.0])
    assert found[1] == pytest.approx([1.0])


def test_columns_are_the_matrix() -> None:
    a = np.array([[0.0, 2.0, 0.0], [-1.0, 0.0, 0.0]])
    assert np.array_equal(columns_of(a).dense(), a)
    assert np.array_equal(columns_of(a).relaxed().dense(), np.hstack([a, -np.ones((2, 1))]))
