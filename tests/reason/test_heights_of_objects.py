"""An object's height is its own; that of a moment binds what the case declares to be there."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_case import asked, claims, moments, together

BOTH = '[[objects]]\nid = "MQ-9"\n[[objects]]\nid = "Su-27"\n'
ALONE = BOTH + moments("encounter", objects=["MQ-9"])
MET = BOTH + moments("encounter", "end", objects=["MQ-9", "Su-27"])
NONE = moments("encounter", "end")
TWO = ("MQ-9 is at 19000 ft AMSL at encounter", "Su-27 is at 30000 ft AMSL at encounter")


@pytest.mark.parametrize("head", [MET, NONE])
@pytest.mark.parametrize(
    ("says", "verdict"),
    [
        (TWO, "consistent"),
        (("Su-27 flies above MQ-9 at encounter", *TWO), "consistent"),
        ((*TWO, "encounter is at 44.0 N, 33.0 E"), "consistent"),
        (
            ("MQ-9 is at 19000 ft AMSL at encounter", "Su-27 is at 25000 ft AMSL at encounter"),
            "consistent",
        ),
        (
            ("MQ-9 is at FL190 at encounter", "Su-27 is above 30000 ft AMSL at encounter"),
            "consistent",
        ),
        (
            ("MQ-9 is at 19000 ft AMSL at encounter", "MQ-9 is at 45000 ft AMSL at encounter"),
            "contradicted",
        ),
        (("encounter is at 19000 ft AMSL", "encounter is at 45000 ft AMSL"), "contradicted"),
    ],
)
def test_two_objects_have_heights_of_their_own(
    tmp_path: Path, head: str, says: tuple[str, ...], verdict: str
) -> None:
    found = together(tmp_path, head + claims(*says))
    assert found["verdict"].startswith(verdict)


@pytest.mark.parametrize(
    ("head", "says", "verdict"),
    [
        (MET, ("encounter is at 40000 ft AMSL", TWO[0]), "contradicted"),
        (MET, ("encounter is at 19000 ft AMSL", TWO[0]), "consistent"),
        (ALONE, ("encounter is at 40000 ft AMSL", TWO[0]), "contradicted"),
        (NONE, ("encounter is at 40000 ft AMSL", TWO[0]), "contradicted"),
        (MET, ("MQ-9 is at 19000 ft AMSL at encounter", "MQ-9 is at 1000 ft AMSL at end",
               "MQ-9 descends 18000 ft from encounter to end",
               "Su-27 descends 2000 ft from encounter to end",
               "Su-27 is at 9000 ft AMSL at end", "encounter is at 44.0 N, 33.0 E",
               "end is at 44.1 N, 33.0 E"), "consistent"),
        (MET, ("MQ-9 is at 19000 ft AMSL at encounter", "MQ-9 is at 1000 ft AMSL at end",
               "MQ-9 descends 2000 ft from encounter to end"), "contradicted"),
        (MET, ("encounter is at 19000 ft AMSL", "end is at 1000 ft AMSL",
               "MQ-9 descends 2000 ft from encounter to end"), "contradicted"),
        (NONE, ("encounter is at 19000 ft AMSL", "end is at 1000 ft AMSL",
                "MQ-9 descends 2000 ft from encounter to end"), "contradicted"),
    ],
)  # fmt: skip
def test_heights_of_a_moment_and_of_an_object_on_its_way(
    tmp_path: Path, head: str, says: tuple[str, ...], verdict: str
) -> None:
    assert together(tmp_path, head + claims(*says))["verdict"] == verdict


def test_each_height_can_be_asked_for(tmp_path: Path) -> None:
    for who, low in (("MQ-9", 18500), ("Su-27", 27000)):
        (found,) = asked(tmp_path, MET + claims(*TWO), f"altitude of {who} at encounter in ft")
        assert found["possible"][0][0] == pytest.approx(low)


def test_the_climb_of_one_of_two_can_be_asked_for(tmp_path: Path) -> None:
    text = MET + claims("MQ-9 is at 19000 ft AMSL at encounter", "MQ-9 is at 1000 ft AMSL at end",
                        "Su-27 is at 9000 ft AMSL at end",
                        "end is 10 minutes after encounter")  # fmt: skip
    (found,) = asked(tmp_path, text, "climb of MQ-9 from encounter to end in ft/min")
    ((low, high),) = found["possible"]
    assert low < -1800 < high < -1000
