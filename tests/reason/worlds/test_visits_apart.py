"""Two visits of one place by one object do not overlap, in whichever order they came."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_case import Json, claims, moments, together, written

import skywitness as sw

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


def numbered(which: str, seconds: int, clock: str) -> str:
    return f"Falcon is inside Turkey on its {which} visit for {seconds} seconds from {clock} {DAY}"


IN_ALL = "Falcon is inside Turkey for a total of 20 seconds"


@pytest.mark.parametrize(
    ("one", "other", "verdict"),
    [
        # What no word numbers is the visit with the number, or one before it or after it.
        (inside(17, "09:24:05"), numbered("second", 300, "09:24:10"), "contradicted"),
        (inside(17, "09:24:05"), numbered("second", 300, "09:26:10"), "consistent"),
        (inside(17, "09:24:05"), numbered("second", 17, "09:24:05"), "consistent"),
        # Before the first there is none, and after the last.
        (inside(17, "09:24:05"), numbered("first", 10, "09:26:10"), "contradicted"),
        (inside(17, "09:28:05"), numbered("first", 10, "09:26:10"), "consistent"),
        (inside(17, "09:28:05"), numbered("last", 10, "09:26:10"), "contradicted"),
        (inside(17, "09:24:05"), numbered("last", 10, "09:26:10"), "consistent"),
        (numbered("second", 10, "09:28:05"), numbered("last", 10, "09:26:10"), "contradicted"),
        (numbered("second", 10, "09:26:10"), numbered("last", 10, "09:26:10"), "consistent"),
        (numbered("second", 10, "09:26:10"), numbered("last", 50, "09:26:15"), "contradicted"),
        # No visit lasts longer than all of them, whatever it is called.
        (IN_ALL, numbered("second", 300, "09:26:10"), "contradicted"),
        (IN_ALL, "Falcon is inside Turkey for 300 seconds on its last visit", "contradicted"),
        (IN_ALL, numbered("second", 15, "09:26:10"), "consistent"),
    ],
)
def test_visits_with_and_without_numbers(
    tmp_path: Path, one: str, other: str, verdict: str
) -> None:
    assert said(tmp_path / "so", one, other)["verdict"] == verdict
    assert said(tmp_path / "turned", other, one)["verdict"] == verdict


@pytest.mark.parametrize(
    ("first", "second", "verdict"),
    [(16, 16, "contradicted"), (12, 9, "consistent"), (13, 11, "strained"), (5, 3, "consistent")],
)
def test_visits_together_do_not_last_longer_than_their_total(
    tmp_path: Path, first: int, second: int, verdict: str
) -> None:
    """Each lasts half a second less at the policy's tolerances, the total two seconds more."""
    says = (IN_ALL, numbered("first", first, "09:24:05"), numbered("second", second, "09:26:10"))
    assert said(tmp_path / "numbered", *says)["verdict"] == verdict
    # Without numbers they may be one visit only where they last alike.
    plain = (IN_ALL, inside(first, "09:24:05"), inside(second, "09:26:10"))
    assert said(tmp_path / "plain", *plain)["verdict"] == verdict


def test_only_two_visits_come_before_the_third(tmp_path: Path) -> None:
    third = numbered("third", 10, "09:30:00")
    before = [inside(10, f"09:2{k}:00") for k in range(3)]
    assert said(tmp_path / "two", third, *before[:2])["verdict"] == "consistent"
    assert said(tmp_path / "three", third, *before)["verdict"] == "contradicted"


def test_conflicts_and_sets_know_the_order_of_visits(tmp_path: Path) -> None:
    """Each claim alone is possible; the pairs that overlap are conflicts, and no set has both."""
    says = (
        inside(17, "09:24:05"), numbered("second", 300, "09:24:10"),
        "Falcon is inside Turkey for 10 seconds on its last visit from 09:20 UTC"
        " on 24 November 2015",
    )  # fmt: skip
    case = sw.load_case(written(tmp_path, FALCON + claims(*says)))
    result = sw.check(case, conflicts_s=20)
    assert result.conflicts is not None
    (found,) = result.conflicts
    assert {each.claims for each in found.conflicts} == {("C1", "C2"), ("C1", "C3"), ("C2", "C3")}
    assert {each.claims for each in found.compatible} == {("C1",), ("C2",), ("C3",)}
    sw.write_certificates(result, tmp_path / "out")
    report = sw.verify_certificates(tmp_path / "out")
    assert report.failed is None
    assert not report.not_certified
