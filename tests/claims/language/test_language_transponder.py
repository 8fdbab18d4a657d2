"""Transponders: when on and off exclude each other."""

from __future__ import annotations

import pytest
from said import verdict

HEAD = """
id = "t"
title = "t"
date = 2024-03-15
[[moments]]
id = "hit"
"""


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("on at hit", "off", "not testable"),
        ("on", "off", "contradicted"),
        ("on at hit", "off at hit", "contradicted"),
        ("on at hit", "off during flight", "contradicted"),
        ("on", "off throughout the whole flight", "contradicted"),
        ("off", "off during flight", "not testable"),
    ],
)
def test_off_is_not_always_off(one: str, other: str, expected: str) -> None:
    told = [f"Falcon transponder is {each}" for each in (one, other)]
    assert verdict(HEAD, *told) == expected
