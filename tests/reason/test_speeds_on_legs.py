"""Mean speeds on a way: what an object's kind can do, and airspeeds as numbers of their own."""

from __future__ import annotations

from pathlib import Path

import pytest
from opposed import contradicted
from said import certified

HEAD = """
id = "legs"
title = "legs"
date = 2015-11-24
[[objects]]
id = "Mi-8"
mover = "helicopter"
[[objects]]
id = "Su-24"
mover = "jet"
[[objects]]
id = "wreck"
[[moments]]
id = "hit"
objects = ["Su-24"]
[[moments]]
id = "impact"
objects = ["Su-24"]
"""


@pytest.mark.parametrize(
    "text",
    [
        "Mi-8 flies at 9,000 km/h over the ground inside Turkey",
        "Mi-8 flies at 9,000 km/h inside Turkey",
        "Mi-8 flies at Mach 5 inside Turkey",
        "Mi-8 flies at 9,000 km/h through the air from hit to impact",
        "Mi-8 flies at 9,000 km/h over the ground from hit to impact",
        "Mi-8 flies at 9,000 km/h at hit",
        "Su-24 flies at Mach 9 from hit to impact",
    ],
)
def test_what_no_object_of_its_kind_can_do(tmp_path: Path, text: str) -> None:
    assert certified(tmp_path, HEAD, [[text]]) == ["contradicted"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mi-8 flies at 250 km/h through the air from hit to impact",
         "Mi-8 flies at 90 km/h through the air from hit to impact"),
        ("Su-24 flies at Mach 0.9 from hit to impact",
         "Su-24 flies at 300 km/h through the air from hit to impact"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("speakers", [1, 2])
def test_speeds_that_cannot_both_be(tmp_path: Path, one: str, other: str, speakers: int) -> None:
    assert contradicted(tmp_path / "there", HEAD, [one, other], speakers=speakers)
    assert contradicted(tmp_path / "back", HEAD, [other, one], speakers=speakers)


@pytest.mark.parametrize(
    "says",
    [
        ["Mi-8 flies at 250 km/h inside Turkey"],
        ["Mi-8 flies at Mach 0.2 inside Turkey", "Mi-8 flies at 250 km/h over the ground at hit"],
        # The wind lies between the two.
        ["Mi-8 flies at 250 km/h through the air inside Turkey",
         "Mi-8 flies at 90 km/h over the ground inside Turkey"],
        # It may be faster on one part of the way, and is another object, or of no declared kind.
        ["Su-24 flies at Mach 0.9 from hit to impact", "Su-24 flies at Mach 0.7 at impact"],
        ["Su-24 flies at Mach 0.9 from hit to impact", "Mi-8 flies at Mach 0.2 from hit to impact"],
        ["wreck flies at Mach 9 inside Turkey"],
        ["Mi-8 flies at 250 KIAS inside Turkey", "Mi-8 flies at 290 KTAS inside Turkey"],
    ],
)  # fmt: skip
def test_what_may_be_is_not_excluded(tmp_path: Path, says: list[str]) -> None:
    assert certified(tmp_path, HEAD, [says]) == ["consistent"]
