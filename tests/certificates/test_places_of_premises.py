"""Places of which only premises speak, finite stretches of what no map bounds, reasons that say."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_case import claims, moments, together

GUN = '[[objects]]\nid = "battery"\nstands = true\n'
SHIP = '[[objects]]\nid = "ship"\napart = true\n'
AIRWAY = (
    '[[places]]\nname = "L980"\nwkt = "LINESTRING(34.0 50.0, 36.5 48.9, 39.2 47.86)"\n'
    'source = "rough line"\n[[places]]\nname = "corridor"\naround = "L980"\nwidth = "5 nm"\n'
    'source = "half"\n' + moments("deviation")
)  # fmt: skip


@pytest.mark.parametrize("place", ["over the Black Sea", "within 20 km of 44.0 N, 33.0 E",
                                   "inside Ukraine"])  # fmt: skip
@pytest.mark.parametrize("says", ["battery reaches 250 km at hit", "hit is 100 km from battery"])
def test_the_reach_of_what_stands_at_a_moment_with_a_given_place(
    tmp_path: Path, place: str, says: str
) -> None:
    found = together(tmp_path, GUN + moments("hit", given=[place]) + claims(says))
    assert found["verdict"] == "consistent"


def test_the_same_of_an_object_that_is_apart(tmp_path: Path) -> None:
    text = SHIP + moments("hit", objects=["ship"], given=["over the Black Sea"])
    found = together(tmp_path, text + claims("ship is 30 km from hit at hit"))
    assert found["verdict"] == "consistent"


@pytest.mark.parametrize(
    ("first", "second", "least"),
    [
        # 14 km + 9.26 km - 3.6 nm, over half a kilometre and a twentieth of a mile for each 1 of λ
        ("deviation is 14 km from corridor", "deviation is 3.6 nm from L980", 28.0),
        ("deviation is 200 km from L980", "deviation is 3.6 nm from L980", 9.6),
    ],
)
def test_a_finite_stretch_is_named_where_no_map_error_is_stated(
    tmp_path: Path, first: str, second: str, least: float
) -> None:
    found = together(tmp_path, AIRWAY + claims(first, second))
    assert found["verdict"] == "contradicted"
    assert found["margin"]["lo"] == pytest.approx(least, rel=0.03)
    assert "No stretch" not in found["because"]


def test_what_no_stretch_mends_is_still_said(tmp_path: Path) -> None:
    text = moments("hit") + claims("hit is inside Ukraine", "hit is outside Ukraine")
    found = together(tmp_path, text)
    assert "No stretch of tolerances would do" in found["because"]


def test_an_undecided_verdict_names_its_reason(tmp_path: Path) -> None:
    text = (
        '[[objects]]\nid = "F-16"\nmover = "jet"\n' + moments("fire", "launch", objects=["F-16"])
        + claims(
            "fire is at 21:51; launch is at 22:03",
            "fire is within 10 km of 35.0 N, 35.0 E",
            "launch is within 10 km of 33.0 N, 35.0 E",
            "F-16 travels less than 202 km from fire to launch",
        )
    )  # fmt: skip
    found = together(tmp_path, text)
    assert found["verdict"] in ("undecided", "consistent")
    assert "): ;" not in found["because"]
