"""What sets of claims are made of: parts that can exclude something, and no others."""

from __future__ import annotations

import pytest
from small_case import HEAD as CASE
from small_case import claims, moments

from skywitness.claims.casefile.loader import case_from_text
from skywitness.claims.meaning.parts import State
from skywitness.claims.readings import Reader
from skywitness.reason.ties.openparts import open_parts

HEAD = (
    '[[places]]\nname = "Isle"\ncoordinates = "43.0 N, 31.0 E"\nerror = "50 m"\n'
    '[[objects]]\nid = "Falcon"\nmover = "jet"\n'
    + moments("alpha", "strike", objects=["Falcon"])
)  # fmt: skip


def facts(*says: str) -> set[tuple[str, bool]]:
    """The facts among the open parts of sentences, and how each is told."""
    case = case_from_text(CASE + HEAD + claims(*says))
    opened = open_parts([c.saying for c in case.claims], Reader(case, case.frames[0], None))
    settled = {n for part in opened.parts for n in part.settled.values()}
    told = (opened.settled[n].constraint for n in settled)
    return {(c.what, c.value) for c in told if isinstance(c, State)}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("alpha is within 12 km of Isle", "strike is within 12 km of Isle"),
        ("alpha is within 12 km of Isle", "strike is not within 12 km of Isle"),
        ("alpha is before 12:47 UTC", "strike is after 12:47 UTC"),
        (
            "Falcon flies at less than 1,225 km/h over the ground from alpha to strike",
            "Falcon flies at less than 1,225 km/h over the ground from strike to alpha",
        ),
    ],
)
def test_one_number_of_two_things_makes_no_parts_that_a_search_must_try(
    one: str, other: str
) -> None:
    assert facts(one, other) == set()


def test_a_number_that_is_denied_is_a_fact_told_both_ways() -> None:
    told = facts("alpha is within 12 km of Isle", "alpha is not within 12 km of Isle")
    assert {value for _, value in told} == {True, False}
    assert len({what for what, _ in told}) == 1
