"""That a visit ends after it begins lies in the words, and is so where a claim is not so."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_case import HEAD, claims, moments

import skywitness as sw

WORLD = '[[objects]]\nid = "jet"\n' + moments("hit", "next", objects=["jet"])


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
        ("jet enters Poland", "jet leaves Poland"),
        ("jet enters Poland twice", "jet leaves Poland"),
        ("jet enters Poland at 09:00", "jet leaves Poland"),
        ("jet enters Poland at 09:00", "jet leaves Poland after 08:00"),
        ("jet flies from Poland to Germany", "jet leaves Poland"),
        ("jet takes off from Poland", "jet lands in Germany", "jet leaves Poland"),
    ],
)
def test_no_way_out_is_a_visit_that_ends_before_it_begins(
    tmp_path: Path, says: tuple[str, ...]
) -> None:
    assert _inference(tmp_path, *says) == "open"


@pytest.mark.parametrize(
    "says",
    [
        ("jet enters Poland at 09:00", "jet leaves Poland after 10:00"),
        ("jet enters Poland at 09:00", "jet leaves Poland; hit is at 10:00"),
        ("jet enters Poland at 09:00", "jet is inside Poland for 3 minutes"),
        ("jet leaves Poland at 09:00", "jet enters Poland before 08:00"),
        ("hit is at 09:00", "jet climbs from hit to next"),
    ],
)
def test_what_else_a_claim_says_may_still_fail(tmp_path: Path, says: tuple[str, ...]) -> None:
    assert _inference(tmp_path, *says) == "does not follow"


@pytest.mark.parametrize("stays", ["never leaves", "does not leave", "stays in"])
def test_that_it_stays_does_not_follow_from_its_entry(tmp_path: Path, stays: str) -> None:
    assert _inference(tmp_path, "jet enters Poland at 09:00", f"jet {stays} Poland") == "open"
