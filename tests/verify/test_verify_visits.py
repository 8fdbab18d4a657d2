"""The verifier knows visits by the names of their moments, whatever readings demand of them."""

from __future__ import annotations

import pytest
from said import case_of

import skywitness as sw
from skywitness.verify.motion.visits import Called, called, check_visits
from skywitness.verify.statements.failure import FailedError

IN, OUT = "entry of falcon into turkey", "exit of falcon from turkey"
OTHER = " (from 09:50 utc)"


def check(times: dict[str, float], names: Called | None = None) -> None:
    check_visits({"times": times, "gaps": {}}, names or Called())
    check_visits({"times": {}, "gaps": times}, names or Called())


@pytest.mark.parametrize(
    "times",
    [
        {IN: 0.0, OUT: 10.0},
        {IN: 0.0, OUT: 0.0},
        {IN: 0.0, OUT: 10.0, IN + OTHER: 10.0, OUT + OTHER: 20.0},
        {IN: 0.0, OUT: 10.0, IN + OTHER: 0.0, OUT + OTHER: 10.0},
        {OUT: 10.0, IN + OTHER: 20.0},
        {IN: 0.0, IN + OTHER: 5.0},
        {f"first {IN}": 0.0, f"first {OUT}": 10.0, f"second {IN}": 10.0, f"second {OUT}": 11.0},
        {IN: 0.0, OUT: 10.0, f"{IN} (in all)": 5.0, f"{OUT} (in all)": 50.0},
        # Another object, and another place.
        {IN: 0.0, OUT: 10.0, "entry of mig into turkey": 5.0, "exit of mig from turkey": 20.0},
        {IN: 0.0, OUT: 10.0, "entry of falcon into syria": 5.0, "exit of falcon from syria": 20.0},
    ],
)
def test_visits_that_may_be(times: dict[str, float]) -> None:
    check(times)


@pytest.mark.parametrize(
    ("times", "why"),
    [
        ({IN: 10.0, OUT: 0.0}, "ends before it begins"),
        ({IN + OTHER: 10.0, OUT + OTHER: 0.0}, "ends before it begins"),
        ({IN: 0.0, OUT: 10.0, IN + OTHER: 5.0, OUT + OTHER: 20.0}, "overlap"),
        ({IN: 0.0, OUT: 10.0, IN + OTHER: 2.0, OUT + OTHER: 3.0}, "overlap"),
        ({IN: 0.0, OUT: 10.0, IN + OTHER: 5.0}, "overlap"),
        ({IN: 0.0, OUT: 10.0, OUT + OTHER: 5.0}, "overlap"),
        ({f"first {IN}": 0.0, f"first {OUT}": 10.0, f"last {IN}": 9.0}, "overlap"),
    ],
)
def test_visits_that_cannot_be(times: dict[str, float], why: str) -> None:
    with pytest.raises(FailedError, match=why):
        check(times)


DECLARED = """
id = "declared"
title = "declared"
date = 2015-11-24
[[objects]]
id = "su24"
phrases = ["Falcon", "the jet"]
[[moments]]
id = "in"
phrases = ["entry of Falcon into Turkey"]
[[moments]]
id = "out"
phrases = ["exit of the jet from Turkey"]
"""


def test_an_entry_and_an_exit_that_a_case_declares_may_be_of_two_visits() -> None:
    case = case_of(DECLARED, ["out is at 09:24 UTC"])
    names = called(case, case.frames[0])
    check({"in": 0.0, "out": 17.0}, names)
    check({"in": 17.0, "out": 0.0}, names)


def test_whoever_speaks_of_the_visit_makes_them_one() -> None:
    case = case_of(DECLARED, ["Falcon is inside Turkey for 17 seconds"])
    result = sw.check(case, conflicts_s=0)
    best = result.claims[0].findings[0].verdict.best
    assert best is not None
    gaps = best.gaps
    assert gaps["out"] - gaps["in"] == pytest.approx(17.0, abs=1.0)
