"""Sets with more joint readings than are listed: never refused, decided as defined, certified."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_case import claims, moments, together, written

import skywitness as sw
from skywitness.claims.readings import MOST_READINGS

PLACES = """
[[places]]
name = "Islet"
coordinates = "45 N 33 E"
error = "10 m"
[[places]]
name = "Rock"
coordinates = "45 N 34 E"
error = "10 m"
"""
NAMES = [f"m{k}" for k in range(13)]
#: Each of its own moment, in miles of a speaker of its own.
WIDE = [f"{name} is 10 miles from Islet" for name in NAMES]
COUNT = 2 ** len(NAMES)


def test_many_claims_that_can_be_so(tmp_path: Path) -> None:
    found = together(tmp_path, moments(*NAMES) + claims(*WIDE) + PLACES)
    assert COUNT > MOST_READINGS
    assert found["verdict"] == "consistent"
    assert found["only_if"] is None


def test_one_word_decides_among_thousands_of_readings(tmp_path: Path) -> None:
    text = moments(*NAMES) + claims(*WIDE, "m0 is 18.5 km from Islet") + PLACES
    found = together(tmp_path, text)
    assert found["verdict"] == "consistent"
    condition = found["only_if"]
    assert condition["readings"] == COUNT
    assert condition["not_excluded"] == condition["possible"] == COUNT // 2
    assert [w["values"] for w in condition["any_of"][0]] == [["nautical miles"]]
    assert "4,096 of 8,192 readings" in condition["text"]


@pytest.mark.parametrize(("far", "word"), [(60, "contradicted"), (22, "strained")])
def test_a_contradiction_among_thousands_of_readings(tmp_path: Path, far: int, word: str) -> None:
    text = moments(*NAMES) + claims(*WIDE, f"m0 is {far} km from Islet") + PLACES
    found = together(tmp_path, text)
    assert found["verdict"] == word
    # Only the readings of the parts that exclude each other are told.
    assert len(found["readings"]) == 2
    alone = together(tmp_path / "alone", text, "C1", "C14")
    assert (alone["verdict"], alone["margin"]["lo"]) == (word, found["margin"]["lo"])


def test_parts_that_share_an_unknown_are_searched(tmp_path: Path) -> None:
    says = [f"hit is 10 miles from Islet at least {k} miles from Rock" for k in ()]
    says = [f"hit is at least {k} miles from Rock" for k in range(1, 13)]
    text = moments("hit") + claims(*says, "hit is 2 km from Rock") + PLACES
    found = together(tmp_path, text)
    assert found["verdict"] == "contradicted"
    possible = together(tmp_path / "b", moments("hit") + claims(*says) + PLACES)
    assert possible["verdict"] == "consistent"


def test_an_inference_from_thousands_of_readings(tmp_path: Path) -> None:
    ids = [f"C{k}" for k in range(1, len(NAMES) + 1)]
    for says, result in (
        ("m0 is within 40 km of Islet", "follows"),
        ("m0 is 90 km from Islet", "excluded"),
        ("m0 is within 17 km of Islet", "does not follow"),
    ):
        text = moments(*NAMES) + claims(*WIDE, says) + f"follows_from = {ids!r}\n" + PLACES
        folder = tmp_path / result
        checked = sw.check(sw.load_case(written(folder, text)))
        (inference,) = sw.as_json(checked)["claims"][-1]["inference"]
        assert inference["result"] == result
        sw.write_certificates(checked, folder / "out")
        report = sw.verify_certificates(folder / "out")
        assert report.failed is None, report.failed
        assert not report.not_certified, report.not_certified
