"""Two straight lines between two aircraft are one number, and no shorter than the ground."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_case import claims, moments, together

PAIR = (
    '[[objects]]\nid = "Falcon"\nmover = "jet"\n'
    '[[objects]]\nid = "Hawk"\nmover = "jet"\napart = true\n'
    + moments("pass", objects=["Falcon", "Hawk"])
)
LINE = "Hawk and Falcon are {} apart in a straight line at pass"
GROUND = "Hawk and Falcon are {} apart at pass"


@pytest.mark.parametrize(
    ("says", "verdict"),
    [
        ((LINE.format("5 km"), LINE.format("10 km")), "contradicted"),
        ((LINE.format("5 km"), LINE.format("5.8 km")), "strained"),
        ((LINE.format("at most 300 m"), LINE.format("at least 2 km")), "contradicted"),
        ((LINE.format("5 km"), LINE.format("5 km")), "consistent"),
        ((LINE.format("4-6 km"), LINE.format("5 km")), "consistent"),
        ((LINE.format("at most 6 km"), LINE.format("5 km")), "consistent"),
        ((LINE.format("5 km"), GROUND.format("8 km")), "contradicted"),
        ((LINE.format("8 km"), GROUND.format("5 km")), "consistent"),
        ((LINE.format("5 km"), GROUND.format("5 km")), "consistent"),
    ],
)
def test_two_separations_of_one_pair(tmp_path: Path, says: tuple[str, ...], verdict: str) -> None:
    assert together(tmp_path, PAIR + claims(*says))["verdict"] == verdict
