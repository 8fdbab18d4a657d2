"""Heights of worlds that are shown: above the sea, and in the air where that is said."""

from __future__ import annotations

from pathlib import Path

import pytest
from said import case_of, certified

from skywitness.reason.check import check_together

HEAD = """
id = "heights"
title = "heights"
date = 2023-03-14
[[objects]]
id = "Falcon"
{}
[[moments]]
id = "hit"
objects = ["Falcon"]
[[moments]]
id = "later"
objects = ["Falcon"]
"""
JET, UNKNOWN = HEAD.format('mover = "jet"'), HEAD.format("")
LEG = "from hit to later"


def lowest(head: str, says: str) -> float:
    found = check_together(case_of(head, [says]), ["C0"])[0].verdict
    assert found.verdict == "consistent"
    assert found.best is not None
    return min(found.best.heights.values())


@pytest.mark.parametrize("head", [JET, UNKNOWN])
@pytest.mark.parametrize(
    "says",
    [
        "Falcon is airborne at hit",
        "Falcon is airborne at hit; Falcon is at less than 1000 ft above sea level at hit",
        f"Falcon is airborne at hit; Falcon climbs {LEG}",
    ],
)
def test_what_is_in_the_air_is_shown_above_the_sea(head: str, says: str) -> None:
    assert lowest(head, says) >= 100.0


@pytest.mark.parametrize("says", ["Falcon is below 1000 ft at hit", f"Falcon climbs 3000 ft {LEG}"])
def test_an_object_of_no_declared_kind_is_not_shown_under_the_sea(says: str) -> None:
    assert lowest(UNKNOWN, says) >= 0.0


def test_what_is_in_the_air_is_not_below_the_lowest_ground(tmp_path: Path) -> None:
    deep = "Falcon is at 2000 m below sea level at hit"
    sets = [[deep], [deep, "Falcon is airborne at hit"]]
    assert certified(tmp_path, UNKNOWN, sets) == ["consistent", "contradicted"]
