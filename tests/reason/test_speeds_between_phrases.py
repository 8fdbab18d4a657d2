"""The hard speed of an object holds between moments that are made of its name, and on legs."""

from __future__ import annotations

from pathlib import Path

import pytest
from said import case_of, written

import skywitness as sw
from skywitness.claims.meaning.frames import RECOGNISED
from skywitness.claims.meaning.parts import Mover
from skywitness.claims.premises import premises

HEAD = """
id = "phrases"
title = "phrases"
date = 2024-03-15
[[objects]]
id = "Falcon"
mover = "jet"
[[moments]]
id = "hit"
objects = ["Falcon"]
"""
APART = HEAD.replace('mover = "jet"', 'mover = "jet"\napart = true')
FROM_ANKARA = "Falcon takes off from Ankara at 09:00 UTC"
OVER_BUCHAREST = "Falcon is at 44.43 N, 26.10 E at hit"


def certified(folder: Path, head: str, says: tuple[str, ...]) -> str:
    """The verdict of sentences taken together, of which nothing is without a certificate."""
    (folder / "case").mkdir()
    (folder / "case" / "case.toml").write_text(written(head, says), encoding="utf-8")
    ids = [f"C{n}" for n in range(len(says))]
    result = sw.check(folder / "case", together=[ids], conflicts_s=0)
    sw.write_certificates(result, folder / "out")
    report = sw.verify_certificates(folder / "out")
    assert report.holds, report.failed
    assert report.not_certified == []
    return result.together[0].verdict.verdict


@pytest.mark.parametrize("head", [HEAD, APART], ids=["there", "apart"])
@pytest.mark.parametrize(
    ("says", "word"),
    [
        # An airfield is within 30 km of the town it is called after, 60 km at twice the tolerances:
        # of 750 km 630 are left, and of 2 minutes, each time within half of one, at most 4.
        ((FROM_ANKARA, "Falcon lands at Bucharest at 09:02 UTC"), "contradicted"),
        ((FROM_ANKARA, "Falcon lands at Bucharest at 10:30 UTC"), "consistent"),
        ((FROM_ANKARA, f"{OVER_BUCHAREST}; hit is at 09:05:00 UTC"), "contradicted"),
        ((FROM_ANKARA, f"{OVER_BUCHAREST}; hit is at 10:05:00 UTC"), "consistent"),
        (("Falcon flies at 42,000 km/h over the ground inside Turkey",), "contradicted"),
        (("Falcon flies at 980 km/h over the ground inside Turkey",), "consistent"),
        (
            ("Falcon travels 200 km inside Turkey", "Falcon is inside Turkey for 17 seconds"),
            "contradicted",
        ),
        (
            ("Falcon travels 2 km inside Turkey", "Falcon is inside Turkey for 17 seconds"),
            "consistent",
        ),
        # All visits together last so long, and each has an entry of its own.
        (
            (
                "Falcon is inside Turkey for a total of 12 minutes",
                "Falcon flies at 980 km/h over the ground inside Turkey",
            ),
            "consistent",
        ),
        (
            (
                "Falcon is inside Turkey for 17 seconds from 09:00 UTC",
                "Falcon is inside Turkey for 12 minutes from 11:00 UTC",
                "Falcon travels 100 km inside Turkey",
            ),
            "consistent",
        ),
    ],
)
def test_no_mover_is_faster_between_what_phrases_tell(
    tmp_path: Path, head: str, says: tuple[str, ...], word: str
) -> None:
    assert certified(tmp_path, head, says) == word


@pytest.mark.parametrize("head", [HEAD, APART], ids=["there", "apart"])
def test_no_world_is_shown_that_climbs_faster_than_the_hard_speed(
    tmp_path: Path, head: str
) -> None:
    says = ("Falcon climbs 90 km inside Turkey", "Falcon is inside Turkey for 17 seconds")
    assert certified(tmp_path, head, says) != "consistent"


def test_what_is_of_no_declared_kind_has_no_hard_speed(tmp_path: Path) -> None:
    says = ("Falcon flies at 42,000 km/h over the ground inside Turkey",)
    assert certified(tmp_path, HEAD.replace('mover = "jet"\n', ""), says) == "consistent"


def test_the_moments_of_all_visits_together_are_none_of_its_own() -> None:
    says = (
        "Falcon is inside Turkey for a total of 12 minutes",
        "Falcon is inside Turkey for 17 seconds",
        FROM_ANKARA,
        "Falcon flies from Romania to Turkey",
    )
    case = case_of(HEAD, says)
    (mover,) = (p.constraint for p in premises(case, RECOGNISED) if isinstance(p.constraint, Mover))
    moments = [place.moment for place in mover.places]
    assert moments[0] == "hit"
    assert "take-off of falcon" in moments
    assert "departure of falcon from romania" in moments
    assert "entry of falcon into turkey" in moments
    assert not any("in all" in each for each in moments)
