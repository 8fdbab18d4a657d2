"""The verifier knows visits by the names of their moments, whatever readings demand of them."""

from __future__ import annotations

import pytest
from said import case_of

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


def test_moments_that_the_case_declares_are_visits_too() -> None:
    head = """
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
    case = case_of(head, ["Falcon is inside Turkey for 17 seconds"])
    names = called(case, case.frames[0])
    check({"in": 0.0, "out": 17.0}, names)
    with pytest.raises(FailedError, match="a visit of turkey by su24 ends before it begins"):
        check({"in": 17.0, "out": 0.0}, names)
