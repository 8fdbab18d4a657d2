"""Not before is not after: two moments may be at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_case import HEAD, claims, moments

import skywitness as sw
from skywitness.verify.run import Report

WORLD = '[[objects]]\nid = "jet"\nmover = "jet"\n' + moments("hit", "next", objects=["jet"])


def _inferred(folder: Path, *says: str) -> tuple[str, Report]:
    """How the last sentence stands to the others, and what the verifier says."""
    text = HEAD + WORLD + claims(*says) + f"follows_from = {[f'C{k}' for k in range(1, len(says))]}"
    (folder / "case.toml").write_text(text, "utf-8")
    result = sw.check(sw.load_case(folder), conflicts_s=0)
    sw.write_certificates(result, folder / "out")
    ((_, found),) = result.claims[-1].inference
    return str(found.result), sw.verify_certificates(folder / "out")


@pytest.mark.parametrize(
    "says",
    [
        ("next is not before hit", "next is after hit"),
        ("next is not after hit", "next is before hit"),
        ("next is not before hit", "hit is at 09:00", "next is after hit"),
        ("jet stays in Poland from hit to next", "next is after hit"),
        ("jet flies less than 10 km from hit to next", "next is after hit"),
        ("jet climbs less than 1 km from hit to next", "next is after hit"),
        ("hit is less than 5 km from next", "next is not before hit", "next is after hit"),
    ],
)
def test_what_is_not_before_need_not_be_after(tmp_path: Path, says: tuple[str, ...]) -> None:
    found, report = _inferred(tmp_path, *says)
    assert found == "does not follow"
    assert report.failed is None, report.failed
    assert not report.not_certified, report.not_certified


def test_a_time_that_a_way_takes_is_not_certified_by_times_alone(tmp_path: Path) -> None:
    says = "hit is 5 km from next", "next is not before hit", "next is after hit"
    found, report = _inferred(tmp_path, *says)
    assert found == "follows"
    assert report.failed is None, report.failed
    assert [name for name, _ in report.not_certified] == ["inference/C3.recognised.json"]
