"""Two ranges that touch at twice the tolerances are strained: rounding proves nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from said import certified, verdict

HEAD = """
id = "touch"
title = "touch"
date = 2023-03-14
zone = "UTC"
[[objects]]
id = "Su-27"
mover = "jet"
[[moments]]
id = "hit"
objects = ["Su-27"]
[[moments]]
id = "later"
objects = ["Su-27"]
"""
SPEED = "Su-27 flies at {} km/h over the ground at hit"
KNOTS = "Su-27 flies at {} kt over the ground at hit"
HEIGHT = "Su-27 is at {} ft above sea level at hit"
RATE = "Su-27 climbs at {} ft/min at hit"
COAST = "hit is {} miles from the coast of Crimea"
SECONDS, HOURS = "later is {} s after hit", "later is {} h after hit"
TOUCHING = [
    (SPEED, 482, 484), (SPEED, 48.2, 48.4), (KNOTS, 482, 484), (HEIGHT, 4820, 4840),
    (RATE, 482, 484),
    (COAST, 48.2, 48.4), (SECONDS, 26.4, 26.6), (SECONDS, 72.6, 72.8), (HOURS, 68.2, 68.4),
]  # fmt: skip


@pytest.mark.parametrize(("says", "one", "other"), TOUCHING)
def test_ranges_that_touch_at_twice_the_tolerances_are_strained(
    says: str, one: float, other: float
) -> None:
    assert verdict(HEAD, says.format(one), says.format(other)) == "strained"


@pytest.mark.parametrize("says", [SPEED, KNOTS, HEIGHT, RATE, COAST, SECONDS, HOURS])
def test_ranges_that_miss_by_a_hundredth_are_contradicted(says: str) -> None:
    assert verdict(HEAD, says.format("48.21"), says.format("48.41")) == "contradicted"


@pytest.mark.parametrize("start", range(101, 199, 14))
def test_no_number_is_contradicted_by_one_that_it_touches(start: int) -> None:
    for number in range(start, start + 14):
        if number % 5 == 0 or number % 10 == 0 or (number + 2) % 5 == 0:
            continue
        for says in (SPEED, HEIGHT, SECONDS):
            pair = says.format(number / 10), says.format((number + 2) / 10)
            assert verdict(HEAD, *pair) != "contradicted", pair


def test_certificates_of_ranges_that_touch_hold(tmp_path: Path) -> None:
    says = [[each.format(one), each.format(other)] for each, one, other in TOUCHING]
    assert certified(tmp_path, HEAD, says) == ["strained"] * len(says)
