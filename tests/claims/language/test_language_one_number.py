"""One-sided words at one number: what denies another is never so with it, not even there."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_case import claims, moments, together

HEAD = (
    '[[places]]\nname = "Isle"\ncoordinates = "43.0 N, 31.0 E"\nerror = "50 m"\n'
    '[[objects]]\nid = "Falcon"\nmover = "jet"\n'
    + moments("alpha", "strike", objects=["Falcon"])
)  # fmt: skip


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
