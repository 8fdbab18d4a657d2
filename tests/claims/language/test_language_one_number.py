"""One-sided words at one number: what denies another is never so with it, not even there."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_case import claims, moments, together

HEAD = (
    '[[places]]\nname = "Isle"\ncoordinates = "43.0 N, 31.0 E"\nerror = "50 m"\n'
    '[[objects]]\nid = "Falcon"\nmover = "jet"\n'
    '[[objects]]\nid = "gun"\nstands = true\n'
    + moments("alpha", "strike", objects=["Falcon"])
)  # fmt: skip

#: Phrases that deny each other at one printed number, whatever that number is taken to be.
DENIALS = [
    ("alpha is within 1,150 km of Isle", "alpha is not within 1,150 km of Isle"),
    ("alpha is more than 1.200 km from Isle", "alpha is no more than 1.200 km from Isle"),
    ("alpha is above 3.048 m", "alpha is not above 3.048 m"),
    ("strike is within 1,500 km of alpha", "strike is not within 1,500 km of alpha"),
    ("alpha is within 1,150 km of Isle", "alpha is not within 1150 km of Isle"),
    ("Falcon flies at over 500 kt at alpha", "Falcon flies at not over 500 kt at alpha"),
    ("Falcon flies at over 500 mph from alpha to strike",
     "Falcon flies at not over 500 mph from alpha to strike"),
    ("Falcon flies at over 300-350 km/h at alpha",
     "Falcon flies at not over 300-350 km/h at alpha"),
    ("alpha is above FL190", "alpha is not above FL190"),
    ("Falcon travels more than 2 km from alpha to strike",
     "Falcon travels not more than 2 km from alpha to strike"),
    ("Falcon goes more than 2 miles deep into Turkey",
     "Falcon goes no more than 2 miles deep into Turkey"),
    ("Falcon climbs over 100 m from alpha to strike",
     "Falcon climbs not over 100 m from alpha to strike"),
    ("Falcon descends at over 900 ft/min from alpha to strike",
     "Falcon descends at not over 900 ft/min from alpha to strike"),
    ("Falcon descends at over 900 ft/min at alpha",
     "Falcon descends at not over 900 ft/min at alpha"),
    ("gun reaches 250 km at alpha", "gun cannot reach 250 km at alpha"),
    ("gun reaches more than 250 km at alpha", "gun does not reach more than 250 km at alpha"),
    ("strike is more than 2 days after alpha", "strike is not more than 2 days after alpha"),
    ("alpha is at least 10 miles from Isle", "alpha is under 10 miles from Isle"),
    ("alpha is more than 10 miles from Isle", "alpha is at most 10 miles from Isle"),
    ("alpha is more than 1 mile inside Turkey", "alpha is at most 1 mile inside Turkey"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), DENIALS)
def test_a_denial_has_the_number_as_what_it_denies_means_it(
    tmp_path: Path, one: str, other: str
) -> None:
    found = together(tmp_path, HEAD + claims(one, other))
    assert found["verdict"] == "contradicted"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("alpha is more than 10 miles from Isle", "alpha is less than 10 miles from Isle"),
        ("alpha is more than 10 miles from Isle", "alpha is at most 11 miles from Isle"),
        ("alpha is at least 10 miles from Isle", "alpha is at most 10 miles from Isle"),
        ("alpha is more than 10 miles from Isle", "alpha is at most 10 nm from Isle"),
        ("alpha is within 1,150 km of Isle", "alpha is not within 1.15 km of Isle"),
        ("Falcon flies at over 500 kt at alpha",
         "Falcon flies at not over 500 kt through the air at alpha"),
        ("Falcon flies at over 500 kt at alpha", "Falcon flies at not over 500 kt at strike"),
        ("alpha is above 19,000 ft", "alpha is not above 19,000 ft AMSL"),
        ("gun reaches up to 250 km at alpha", "gun cannot reach 250 km at alpha"),
        ("gun reaches 250 km at alpha", "gun cannot reach 300 km at alpha"),
        ("alpha is at least 1 km inside Turkey", "alpha is at most 1 km inside Turkey"),
        ("alpha is at least 420 m below sea level", "alpha is at most 420 m below sea level"),
        ("Falcon descends at least 100 m from alpha to strike",
         "Falcon descends at most 100 m from alpha to strike"),
        ("strike is at least 2 days after alpha", "strike is not more than 2 days after alpha"),
    ],
)  # fmt: skip
def test_other_numbers_units_and_references_stay_free(tmp_path: Path, one: str, other: str) -> None:
    assert together(tmp_path, HEAD + claims(one, other))["verdict"] == "consistent"


def test_a_case_may_part_what_a_denial_would_share(tmp_path: Path) -> None:
    said = claims("alpha is more than 10 miles from Isle", "alpha is at most 10 miles from Isle")
    parted = '[[apart]]\nwords = "miles"\nclaims = ["C2"]\n'
    assert together(tmp_path, HEAD + said + parted)["verdict"] == "consistent"


def test_a_number_that_is_denied_is_told_in_the_unit_of_the_words(tmp_path: Path) -> None:
    said = claims(
        "Falcon flies at over 500 kt over the ground at alpha",
        "Falcon flies at not over 500 kt over the ground at alpha",
    )
    found = together(tmp_path, HEAD + said, "C1")
    assert "the groundspeed of Falcon at alpha is at most 500 kt" in found["witness"]["facts"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("alpha is within 12 km of Isle", "alpha is not within 12 km of Isle"),
        ("alpha is within 12 km of Isle", "alpha is more than 12 km from Isle"),
        ("alpha is within 12 km of 44 N 33 E", "alpha is not within 12 km of 44 N 33 E"),
        ("alpha is at least 3 km from Isle", "alpha is less than 3 km from Isle"),
        ("alpha is within 5 minutes of strike", "alpha is not within 5 minutes of strike"),
        ("strike is within 5 minutes of alpha", "alpha is more than 5 minutes after strike"),
        ("alpha is before 12:47 UTC", "alpha is not before 12:47 UTC"),
        ("alpha is before 12:47 UTC", "alpha is after 12:47 UTC"),
        ("Falcon is above 19,000 ft AMSL at alpha", "Falcon is not above 19,000 ft AMSL at alpha"),
    ],
)
def test_a_flat_denial_excludes_what_it_denies(tmp_path: Path, one: str, other: str) -> None:
    for k, says in enumerate(((one, other), (other, one))):
        found = together(tmp_path / str(k), HEAD + claims(*says))
        assert found["verdict"] == "contradicted"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("alpha is within 12 km of Isle", "alpha is at least 12 km from Isle"),  # at 12 km
        ("alpha is at least 5 minutes after strike", "alpha is at most 5 minutes after strike"),
        ("alpha is at 12:47 UTC", "alpha is before 12:47 UTC"),
        ("alpha is within 12 km of Isle", "strike is not within 12 km of Isle"),
        ("alpha is within 12 km of Isle", "alpha is not within 12 km of 46 N 38 E"),
        ("alpha is more than 12 km from Isle", "strike is 12 minutes after alpha"),
    ],
)
def test_what_meets_at_the_number_or_is_of_another_stays_possible(
    tmp_path: Path, one: str, other: str
) -> None:
    assert together(tmp_path, HEAD + claims(one, other))["verdict"] == "consistent"
