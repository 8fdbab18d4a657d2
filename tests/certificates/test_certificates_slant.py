"""A straight line that is shorter than its ends differ in height: shown, written and verified."""

from __future__ import annotations

from pathlib import Path

import pytest
from forger import Forger
from small_case import claims, moments, written

import skywitness as sw

OBJECTS = """
[[objects]]
id = "jet"
mover = "jet"
[[objects]]
id = "wing"
mover = "jet"
apart = true
[[objects]]
id = "gun"
stands = true
"""
HIGH = "jet is at 9000 m above sea level at hit"
LINES = [
    ("jet is 2 km from gun in a straight line at hit", "gun is at 10 m above sea level"),
    ("jet and wing are 2 km apart in a straight line at hit",
     "wing is at 1000 m above sea level at hit"),
    ("jet passes within 2 km of wing in a straight line at hit",
     "wing is at 1000 m above sea level at hit"),
]  # fmt: skip


def checked(folder: Path, *says: str) -> str:
    """The verdict of claims together, its certificates beside the case."""
    text = OBJECTS + moments("hit", objects=["jet", "wing"]) + claims(*says)
    case = sw.load_case(written(folder, text))
    result = sw.check(case, together=[[c.id for c in case.claims]], conflicts_s=0)
    sw.write_certificates(result, folder / "out")
    return result.together[0].verdict.verdict


@pytest.mark.parametrize(("line", "low"), LINES)
def test_heights_that_a_straight_line_cannot_span_are_proven(
    tmp_path: Path, line: str, low: str
) -> None:
    assert checked(tmp_path, line, HIGH, low) == "contradicted"
    report = sw.verify_certificates(tmp_path / "out")
    assert report.failed is None
    assert not report.not_certified


def test_a_line_that_is_long_enough_is_consistent(tmp_path: Path) -> None:
    longer = "jet is 20 km from gun in a straight line at hit"
    assert checked(tmp_path, longer, HIGH, LINES[0][1]) == "consistent"
    assert not sw.verify_certificates(tmp_path / "out").not_certified


def test_such_a_log_does_not_pass_without_its_climb(tmp_path: Path) -> None:
    checked(tmp_path, LINES[0][0], HIGH, LINES[0][1])
    forger = Forger(tmp_path / "out", tmp_path / "forged")
    name, log = forger.log("tied")
    for edge in log["edges"]:
        del edge["by"]["climb"]
    forger.put_log(name, log)
    assert "leave a way that both allow" in forger.sealed()[1]
