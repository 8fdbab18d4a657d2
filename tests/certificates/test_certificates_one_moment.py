"""Speeds between moments that one point of view takes for one: they are not tested there."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_case import claims, moments, together

WORLD = (
    '[[objects]]\nid = "jet"\nmover = "jet"\n'
    + moments("hit", "next", objects=["jet"])
    + '[[frames]]\nid = "same"\nlabel = "same"\nsame = [["hit", "next"]]\n'
)


@pytest.mark.parametrize(
    "says",
    [
        "jet flies at 900 km/h from hit to next",
        "jet flies at Mach 0.8 from hit to next",
        "jet flies at less than 900 km/h from hit to next",
        "jet climbs at 1000 ft/min from hit to next",
        "jet descends at 1000 ft/min from hit to next",
    ],
)
def test_a_mean_speed_in_no_time_is_not_tested(tmp_path: Path, says: str) -> None:
    found = together(tmp_path, WORLD + claims(says, "hit is at 09:00"))
    assert found["verdict"] == "consistent"
    assert [each["part"] for each in found["not_tested"]] == [says]


def test_a_way_in_no_time_is_impossible_and_none_is_not(tmp_path: Path) -> None:
    far = together(tmp_path / "far", WORLD + claims("jet flies 10 km from hit to next"))
    assert far["verdict"] == "contradicted"
    none = "jet flies less than 10 km from hit to next"
    assert together(tmp_path / "none", WORLD + claims(none))["verdict"] == "consistent"
