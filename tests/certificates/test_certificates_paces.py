"""Speeds of witnesses: path and time as they are stated come to what is allowed."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_case import HEAD, claims, moments

import skywitness as sw

WORLD = '[[objects]]\nid = "jet"\nmover = "jet"\n' + moments("hit", "next", objects=["jet"])


@pytest.mark.parametrize(
    "says",
    [
        (
            "jet is inside Poland for 39 seconds",
            "jet flies at 800 km/h inside Poland",
            "jet is inside Poland for nearly 40 seconds",
        ),
        (
            "jet enters Poland at 4:23 am",
            "jet leaves Poland at 4:23:45 am",
            "jet is inside Poland for 39 seconds",
            "jet flies at 800 km/h inside Poland",
        ),
        ("jet enters Poland at 09:00", "jet flies at 900 km/h inside Poland"),
        ("hit is at 09:00", "jet flies at 900 km/h from hit to next"),
        ("hit is at 09:00", "jet flies at Mach 0.8 from hit to next"),
        ("hit is at 09:00", "jet climbs at 2000 ft/min from hit to next"),
    ],
)
def test_a_set_is_certified_with_a_speed_over_a_short_or_bounded_time(
    tmp_path: Path, says: tuple[str, ...]
) -> None:
    (tmp_path / "case.toml").write_text(HEAD + WORLD + claims(*says), "utf-8")
    every = [f"C{k}" for k in range(1, len(says) + 1)]
    result = sw.check(sw.load_case(tmp_path), together=[every])
    sw.write_certificates(result, tmp_path / "out")
    report = sw.verify_certificates(tmp_path / "out")
    assert report.failed is None, report.failed
    assert not report.not_certified, report.not_certified
    assert result.together[0].verdict.verdict == "consistent"
