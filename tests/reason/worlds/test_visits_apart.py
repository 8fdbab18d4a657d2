"""Two visits of one place by one object do not overlap, in whichever order they came."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_case import Json, claims, moments, together

FALCON = '[[objects]]\nid = "Falcon"\nmover = "jet"\n' + moments("encounter")
DAY = "UTC on 24 November 2015"


def said(folder: Path, *says: str) -> Json:
    return together(folder, FALCON + claims(*says))


def inside(seconds: int, clock: str) -> str:
    return f"Falcon is inside Turkey for {seconds} seconds from {clock} {DAY}"


@pytest.mark.parametrize(
    ("one", "other", "verdict"),
    [
        (inside(17, "09:24:05"), inside(10, "09:26:05"), "consistent"),
        (inside(10, "09:26:05"), inside(17, "09:24:05"), "consistent"),
        (inside(17, "09:24:05"), inside(60, "09:24:09"), "contradicted"),
        (inside(60, "09:24:09"), inside(17, "09:24:05"), "contradicted"),
        (inside(60, "09:24:05"), inside(10, "09:24:30"), "contradicted"),  # one within the other
        (inside(17, "09:24:05"), "Falcon is inside Turkey for 60 seconds", "consistent"),
    ],
)
def test_two_visits_do_not_overlap(tmp_path: Path, one: str, other: str, verdict: str) -> None:
    found = said(tmp_path, one, other)
    assert found["verdict"] == verdict


def test_visits_that_are_numbered_come_in_that_order(tmp_path: Path) -> None:
    first = f"Falcon is inside Turkey for 10 seconds on its first visit from 09:26:05 {DAY}"
    second = f"Falcon is inside Turkey for 17 seconds on its second visit from 09:24:05 {DAY}"
    assert said(tmp_path, first, second)["verdict"] == "contradicted"
    turned = said(tmp_path / "turned", first.replace("first", "second"),
                  second.replace("second visit", "first visit"))  # fmt: skip
    assert turned["verdict"] == "consistent"


def test_a_visit_told_in_two_ways_stays_one(tmp_path: Path) -> None:
    """Two claims each tell both of two visits, in other words: what really happened is possible."""
    found = said(
        tmp_path, inside(17, "09:24:05"),
        f"Falcon is inside Turkey for about 20 seconds from 09:24 {DAY}",
        inside(10, "09:26:05"), f"Falcon is inside Turkey for about 9 seconds from 09:26 {DAY}",
    )  # fmt: skip
    assert found["verdict"] == "consistent"
