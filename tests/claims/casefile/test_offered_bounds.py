"""What is offered for bounds and hedges that newsrooms put in words of their own."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_case import HEAD, claims, moments, together

import skywitness as sw
from skywitness.errors import SkywitnessError

WORLD = '[[objects]]\nid = "Falcon"\n' + moments("alpha", "bravo", objects=["Falcon"])


def _remedy(folder: Path, says: str) -> str:
    (folder / "case.toml").write_text(HEAD + WORLD + claims(says), "utf-8")
    with pytest.raises(SkywitnessError) as error:
        sw.load_case(folder)
    return str(error.value.remedy)


@pytest.mark.parametrize(
    ("says", "form"),
    [
        ("alpha is 9:30ish UTC", "alpha is about 9:30 UTC"),
        ("alpha is at 9:30-ish UTC", "alpha is at about 9:30 UTC"),
        ("alpha is 60-ish km from Odesa", "alpha is about 60 km from Odesa"),
        ("alpha is nearly but not quite 9 km from Odesa", "alpha is nearly 9 km from Odesa"),
        ("Falcon flew no slower than 500 mph at alpha",
         "Falcon flew at no slower than 500 mph at alpha"),
        ("Falcon flew not faster than 500 mph at alpha",
         "Falcon flew at not faster than 500 mph at alpha"),
        ("alpha is at or above 9,000 ft", "alpha is not below 9,000 ft"),
        ("alpha is at or below FL190", "alpha is not above FL190"),
        ("bravo is 5 minutes after alpha at most", "bravo is at most 5 minutes after alpha"),
        ("bravo is no sooner than 5 minutes after alpha",
         "bravo is at least 5 minutes after alpha"),
        ("bravo is no later than 5 minutes after alpha",
         "bravo is not more than 5 minutes after alpha"),
        ("bravo is no later than 5 minutes before alpha",
         "bravo is at least 5 minutes before alpha"),
        ("Falcon descends at least 900 ft/min from alpha to bravo",
         "Falcon descends at at least 900 ft/min from alpha to bravo"),
        ("Falcon does not go more than 5 nm deep into Turkey",
         "Falcon goes not more than 5 nm deep into Turkey"),
        ("alpha is more than 5 but less than 9 km from Odesa",
         "alpha is more than 5 km from Odesa; alpha is less than 9 km from Odesa"),
        ("alpha is more than 500 m but less than 9 km from Odesa",
         "alpha is more than 500 m from Odesa; alpha is less than 9 km from Odesa"),
    ],
)  # fmt: skip
def test_a_form_that_says_as_much_is_offered(tmp_path: Path, says: str, form: str) -> None:
    assert _remedy(tmp_path, says).startswith(f"say '{form}'")


@pytest.mark.parametrize(
    "says", ["alpha is southwestish of Crimea", "alpha is 60 km southwestish of Crimea"]
)
def test_no_direction_is_offered_without_its_hedge(tmp_path: Path, says: str) -> None:
    assert f"'not testable: {says}'" in _remedy(tmp_path, says)


def test_neutral_is_nobody_with_airspace(tmp_path: Path) -> None:
    says = "alpha is in neutral airspace"
    with pytest.raises(SkywitnessError) as error:
        together(tmp_path, WORLD + claims(says, "alpha is at 09:00"))
    remedy = str(error.value.remedy)
    assert "neutral" not in remedy
    assert "whose zone" in remedy


def test_not_quite_is_below_whatever_stands_before_it(tmp_path: Path) -> None:
    isle = '[[places]]\nname = "Isle"\ncoordinates = "43.0 N, 31.0 E"\nerror = "50 m"\n'
    words = {"nearly about not quite": "strained", "nearly about": "consistent"}
    for k, (nearly, word) in enumerate(words.items()):
        said = f"alpha is {nearly} 9 km from Isle", "alpha is exactly 9.50 km from Isle"
        assert together(tmp_path / str(k), isle + WORLD + claims(*said))["verdict"] == word
