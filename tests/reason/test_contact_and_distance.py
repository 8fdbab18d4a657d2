"""Two that touch are not so far apart, at that moment or ever, whoever says it."""

from __future__ import annotations

from pathlib import Path

import pytest
from opposed import contradicted
from said import verdict

HEAD = """
id = "contact"
title = "contact"
date = 2023-03-14
[[objects]]
id = "Su-27"
mover = "jet"
[[objects]]
id = "MQ-9"
mover = "propeller"
apart = true
[[objects]]
id = "tanker"
mover = "ship"
[[objects]]
id = "frigate"
mover = "ship"
apart = true
[[moments]]
id = "contact"
objects = ["Su-27", "MQ-9", "tanker", "frigate"]
[[moments]]
id = "later"
objects = ["Su-27", "MQ-9", "tanker", "frigate"]
"""
TOUCH = "Su-27 and MQ-9 touch at contact"


@pytest.mark.parametrize("speakers", [1, 2])
@pytest.mark.parametrize(
    ("one", "other"),
    [
        (TOUCH, "Su-27 and MQ-9 are 300 m apart at contact"),
        (TOUCH, "MQ-9 is 300 m from Su-27 at contact"),
        (TOUCH, "MQ-9 never came within 100 m of Su-27"),
        (TOUCH, "MQ-9 passes 200 m from Su-27 at contact"),
        ("MQ-9 and Su-27 collided", "the separation of Su-27 and MQ-9 was never less than 50 m"),
        (
            "Su-27 and MQ-9 collided at contact",
            "Su-27 and MQ-9 never came within 100 m of each other",
        ),
        ("Su-27 and MQ-9 touch", "Su-27 and MQ-9 were never less than 50 m apart"),
    ],
)
def test_touching_and_a_distance_exclude_each_other(
    tmp_path: Path, one: str, other: str, speakers: int
) -> None:
    assert contradicted(tmp_path / "there", HEAD, [one, other], speakers=speakers)
    assert contradicted(tmp_path / "back", HEAD, [other, one], speakers=speakers)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (TOUCH, "Su-27 and MQ-9 are 300 m apart at later"),
        (TOUCH, "Su-27 and MQ-9 were never less than 50 m apart at later"),
        ("Su-27 and MQ-9 touch", "Su-27 and MQ-9 are 300 m apart at contact"),
        (TOUCH, "MQ-9 passes within 45 ft of Su-27 at contact"),
        (TOUCH, "Su-27 and MQ-9 are less than 300 m apart at contact"),
        # Told from middle to middle, two that touch are so far apart.
        (TOUCH, "Su-27 and MQ-9 are 20 m apart at contact"),
        ("tanker and frigate touch at contact", "tanker and frigate are 150 m apart at contact"),
        ("Su-27 and MQ-9 do not touch", "Su-27 and MQ-9 are 300 m apart at contact"),
        (TOUCH, "tanker and frigate are 3 km apart at contact"),
    ],
)
def test_touching_and_what_it_leaves_room_for_do_not(one: str, other: str) -> None:
    assert verdict(HEAD, one, other) == "consistent"


def test_ships_that_collide_were_not_a_kilometre_apart() -> None:
    says = "tanker and frigate touch at contact", "tanker and frigate are 1 km apart at contact"
    assert verdict(HEAD, *says) == "contradicted"
