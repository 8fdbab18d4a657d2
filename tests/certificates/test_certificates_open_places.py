"""Heights and separations, or times, of places that nobody states: they are certified."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_case import claims, moments, together

SHIP = (
    '[[objects]]\nid = "ship"\nmover = "ship"\n'
    '[[objects]]\nid = "jet"\nmover = "jet"\napart = true\n'
)
JET = '[[objects]]\nid = "jet"\nmover = "jet"\n'


@pytest.mark.parametrize(
    "says",
    [
        ("jet and ship are 30 m apart at hit", "jet is at 100 m at hit"),
        ("jet passes within 30 ft of ship at hit", "jet is at 100 m at hit"),
        ("jet and ship are 300 m apart in a straight line at hit", "jet is at 100 m at hit"),
        ("jet and ship are 30 m apart at hit", "jet is 100 m above the water at hit"),
        (
            "jet and ship are 30 m apart at hit",
            "jet is at 100 m at hit",
            "jet and ship are 1,000 yards apart at next",
            "next is 3 minutes after hit",
        ),
    ],
)
def test_a_distance_between_objects_holds_beside_a_height(
    tmp_path: Path, says: tuple[str, ...]
) -> None:
    text = SHIP + moments("hit", "next", objects=["ship", "jet"]) + claims(*says)
    assert together(tmp_path, text)["verdict"] == "consistent"


@pytest.mark.parametrize(
    "says",
    [
        ("jet is at 25,000 ft at hit", "jet is at 19,000 ft at next"),
        ("jet is 25,000 ft above the ground at hit", "jet is at FL190 at next"),
        ("jet is at 25,000 ft at hit", "jet is at 19,000 ft at next", "hit is over Poland"),
    ],
)
def test_a_time_between_moments_holds_beside_heights_at_both(
    tmp_path: Path, says: tuple[str, ...]
) -> None:
    text = JET + moments("hit", "next", objects=["jet"])
    text += claims("next is two minutes after hit", *says)
    assert together(tmp_path, text)["verdict"] == "consistent"


def test_a_set_holds_in_which_a_departure_has_no_time_of_its_own(tmp_path: Path) -> None:
    text = (
        JET
        + '[[moments]]\nid = "start"\nobjects = ["jet"]\nphrases = ["take-off of jet"]\n'
        + '[[moments]]\nid = "finish"\nobjects = ["jet"]\nphrases = ["landing of jet"]\n'
        + claims(
            'jet takes off from "Addis Ababa"',
            'jet flies from "Addis Ababa" to Rome',
            'jet lands at "Geneva, CHE-GE"',
            "jet flies over Italy",
            "start is at 00:30 EAT",
            "finish is at 6:02 CET",
            "flight of jet lasted 7 h 32 min",
        )
    )
    assert together(tmp_path, text)["verdict"] == "consistent"
