"""What a bare speed of an aircraft may be: over the ground, through the air, indicated."""

from __future__ import annotations

from pathlib import Path

import pytest
from motion_case import readings
from small_case import claims, moments, together

#: 553.7 km in an hour: 299 kt over the ground.
FIXES = ("alpha is at 40.000 N, 10.000 E", "bravo is at 40.000 N, 16.500 E",
         "alpha is at 10:00:00 UTC", "bravo is at 11:00:00 UTC")  # fmt: skip


def flight(kind: str, says: str) -> str:
    mover = f'mover = "{kind}"\n' if kind else ""
    return (
        f'[[objects]]\nid = "Falcon"\n{mover}' + moments("alpha", "bravo", objects=["Falcon"])
        + claims(f"Falcon {says} from alpha to bravo", *FIXES)
    )  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "says", "verdict"),
    [
        ("propeller", "flies at 200 kt", "consistent"),
        ("propeller", "flies at 370 km/h", "consistent"),
        ("propeller", "flies at 230 mph", "consistent"),
        ("propeller", "flies at 103 m/s", "consistent"),
        ("", "flies at 200 kt", "consistent"),
        ("jet", "flies at 200 kt", "consistent"),
        ("helicopter", "flies at 200 kt", "consistent"),
        ("propeller", "flies at 200 kt through the air", "consistent"),
        ("propeller", "flies at 200 kt TAS", "consistent"),
        ("propeller", "flies at 200 kt indicated", "consistent"),
        ("propeller", "flies at 200 kt over the ground", "contradicted"),
        ("balloon", "flies at 200 kt", "contradicted"),
        pytest.param(
            "propeller",
            "flies at a ground speed of 370 km/h",
            "contradicted",
            marks=pytest.mark.long,
        ),
        pytest.param("ship", "moves at 200 kt", "contradicted", marks=pytest.mark.long),
        pytest.param("missile", "flies at 200 kt", "contradicted", marks=pytest.mark.long),
        ("propeller", "flies at 300 kt", "consistent"),
    ],
)
def test_the_ordinary_readings_of_a_speed(
    tmp_path: Path, kind: str, says: str, verdict: str
) -> None:
    assert together(tmp_path, flight(kind, says))["verdict"] == verdict


def test_a_bare_speed_is_read_in_three_ways_and_two_in_one_sentence_alike() -> None:
    assert len(readings("bomber flies at 180 kt from hit to impact")) == 3
    assert len(readings("bomber flies at 180 kt at hit; bomber speed is 200 kt at impact")) == 3
    for settled in ("over the ground", "through the air", "indicated"):
        assert len(readings(f"bomber flies at 180 kt {settled} from hit to impact")) == 1
    assert len(readings("bomber flies at Mach 0.9 from hit to impact")) == 1


def test_two_bare_speeds_that_only_wind_parts_are_possible(tmp_path: Path) -> None:
    text = (
        '[[objects]]\nid = "EP-3"\nmover = "propeller"\n' + moments("hit", objects=["EP-3"])
        + claims("EP-3 flies at 180 kt at hit", "EP-3 flies at 350 kt at hit")
    )  # fmt: skip
    assert together(tmp_path, text)["verdict"] == "consistent"
    settled = text.replace(" kt at", " kt over the ground at")
    assert together(tmp_path / "settled", settled)["verdict"] == "contradicted"
