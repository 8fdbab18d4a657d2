"""Sets with more joint readings than are listed: never refused, decided as defined, certified."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_case import asked, claims, moments, together, written

import skywitness as sw
from skywitness.claims.readings import MOST_READINGS
from skywitness.claims.telling.explanation import explain_sentence

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
    # What is left out is said where the verdict stands.
    assert "There are 8,192 joint readings, too many to list" in found["because"]
    assert "whether it holds in all of them is not looked at" in found["because"]


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
    says = [f"hit is at least {k} miles from Rock" for k in range(1, 12)]
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


def test_a_question_is_answered_by_what_bears_on_it(tmp_path: Path) -> None:
    text = moments(*NAMES) + claims(*WIDE) + PLACES
    many = asked(tmp_path, text, "distance from m3 to Islet")
    few = asked(tmp_path, text, "distance from m3 to Islet", "C4")
    assert [r["ends"] for r in many] == [r["ends"] for r in few]
    assert len(many) == 2


def test_a_question_beyond_all_readings_has_bounds_only(tmp_path: Path) -> None:
    says = [f"hit is at least {k} miles from Rock" for k in range(1, 12)]
    text = moments("hit") + claims(*says) + PLACES
    found = asked(tmp_path, text, "distance from hit to Rock")
    assert found
    for reading in found:
        ((low, high),) = reading["ends"]
        assert low["status"] == high["status"] == "bound"


def test_a_sentence_with_thousands_of_readings_is_explained_phrase_by_phrase(
    tmp_path: Path,
) -> None:
    says = "; ".join(f"{name} is at least {k}-{k + 9} miles southwest of Zone"
                     for k, name in enumerate(NAMES, 1))  # fmt: skip
    box = '[[places]]\nname = "Zone"\nbox = [30.0, 44.0, 32.0, 46.0]\nerror = "100 m"\n'
    case = sw.load_case(written(tmp_path, moments(*NAMES) + claims(says) + box))
    found = explain_sentence("C1", case)
    assert found.count > MOST_READINGS
    names = {part.name for reading in found.readings for part in reading.parts}
    assert len(names) >= len(NAMES)
    assert len(found.readings) == 8 * len(NAMES)  # miles, an end and an anchor each
