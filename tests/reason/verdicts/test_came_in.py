"""To enter a place is to come into it: what is inside at a moment may have been there before."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_case import HEAD, claims, moments

import skywitness as sw

WORLD = '[[objects]]\nid = "Falcon"\n' + moments("alpha", "bravo", objects=["Falcon"])


def _inference(folder: Path, *says: str) -> str:
    """How the last sentence stands to the others, whose certificates hold."""
    text = HEAD + WORLD + claims(*says) + f"follows_from = {[f'C{k}' for k in range(1, len(says))]}"
    (folder / "case.toml").write_text(text, "utf-8")
    result = sw.check(sw.load_case(folder), conflicts_s=0)
    sw.write_certificates(result, folder / "out")
    report = sw.verify_certificates(folder / "out")
    assert report.failed is None, report.failed
    assert not report.not_certified, report.not_certified
    ((_, found),) = result.claims[-1].inference
    return str(found.result)


@pytest.mark.parametrize(
    "says",
    [
        "Falcon is inside Turkey at alpha",
        "Falcon flies over Turkey at alpha",
        "Falcon stays in Turkey",
        "Falcon takes off from Turkey",
    ],
)
def test_that_it_enters_does_not_follow_from_being_inside(tmp_path: Path, says: str) -> None:
    assert _inference(tmp_path, says, "Falcon enters Turkey") == "open"


@pytest.mark.parametrize(
    "says",
    [
        "Falcon enters Turkey at 09:24",
        "Falcon is inside Turkey for 5 minutes",
        "Falcon travels 2 km inside Turkey",
        "Falcon goes 2 km deep into Turkey",
    ],
)
def test_that_it_enters_follows_from_a_visit(tmp_path: Path, says: str) -> None:
    assert _inference(tmp_path, says, "Falcon enters Turkey") == "follows"


def test_who_is_inside_at_a_moment_flies_over_the_place(tmp_path: Path) -> None:
    says = "Falcon is inside Turkey at alpha", "Falcon flies over Turkey"
    assert _inference(tmp_path, *says) == "follows"
