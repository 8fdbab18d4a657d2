"""On the ground or in the air: said of a moment, it is said of the one object that is there."""

from __future__ import annotations

from pathlib import Path

import pytest
from opposed import contradicted
from said import verdict

HEAD = """
id = "ground"
title = "ground"
date = 2021-06-23
[[objects]]
id = "Su-24"
phrases = ["the bomber"]
mover = "jet"
[[objects]]
id = "RQ-4"
mover = "jet"
[[objects]]
id = "drone"
mover = "propeller"
apart = true
[[moments]]
id = "hit"
phrases = ["the strike"]
objects = ["Su-24", "drone"]
[[moments]]
id = "contact"
objects = ["Su-24", "RQ-4"]
[[moments]]
id = "blast"
"""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Su-24 is airborne at hit", "hit is on the ground"),
        ("hit is airborne", "Su-24 is on the ground at hit"),
        ("the bomber is in the air at the strike", "the strike is on the runway"),
        ("Su-24 is not airborne at hit", "hit is not on the ground"),
        ("Su-24 is on the ground at hit", "hit is 3 km above the ground"),
        ("hit is on the ground", "Su-24 is 3 km above the ground at hit"),
    ],
)
@pytest.mark.parametrize("speakers", [1, 2])
def test_the_moment_is_where_the_object_is(
    tmp_path: Path, one: str, other: str, speakers: int
) -> None:
    assert contradicted(tmp_path / "there", HEAD, [one, other], speakers=speakers)
    assert contradicted(tmp_path / "back", HEAD, [other, one], speakers=speakers)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Su-24 is airborne at hit", "hit is in the air"),
        ("Su-24 is on the ground at hit", "hit is on the ground"),
        # Another moment, an object that is apart, one of two, one that the moment does not have.
        ("Su-24 is airborne at contact", "hit is on the ground"),
        ("drone is airborne at hit", "hit is on the ground"),
        ("Su-24 is airborne at contact", "contact is on the ground"),
        ("Su-24 is airborne at blast", "blast is on the ground"),
        ("RQ-4 is airborne at hit", "hit is on the ground"),
    ],
)
def test_what_is_of_another_is_not(one: str, other: str) -> None:
    assert verdict(HEAD, one, other) == "consistent"
    assert verdict(HEAD, other, one) == "consistent"
