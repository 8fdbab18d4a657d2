"""A claim whose speaker denies says the denial: what is denied is never read as asserted."""

from __future__ import annotations

import re

import pytest
from small_case import HEAD, moments

from skywitness.claims.casefile.loader import case_from_text
from skywitness.errors import CaseError

OBJECTS = '[[objects]]\nid = "Su-24"\nmover = "jet"\n[[objects]]\nid = "MQ-9"\n'


def denied(says: str, stance: str = "denies") -> str:
    """A case with one claim, of a speaker who denies."""
    claim = f'[[claims]]\nid = "C"\nspeaker = "Russia"\nstance = "{stance}"\nsays = \'{says}\'\n'
    return HEAD + OBJECTS + moments("hit", objects=["Su-24", "MQ-9"]) + claim


@pytest.mark.parametrize(
    ("says", "offered"),
    [
        ("Su-24 enters Turkey", "Su-24 never enters Turkey"),
        ("Su-24 is inside Turkey at hit", "Su-24 is not inside Turkey at hit"),
        ("shots were fired at Su-24 at hit", "shots were not fired at Su-24 at hit"),
        ("Su-24 and MQ-9 touch at hit", "Su-24 and MQ-9 never touch at hit"),
        ("hit is 1 km inside Syria", None),
        ("Su-24 lands in Turkey at hit", None),
        ("Su-24 transponder is off at hit", None),
        ("Su-24 travels 3 km inside Turkey; Su-24 enters Turkey", None),
    ],
)
def test_a_denial_that_says_that_it_is_so_is_refused(says: str, offered: str | None) -> None:
    with pytest.raises(CaseError, match="says that it is so, and 'Russia' denies") as told:
        case_from_text(denied(says))
    remedy = str(told.value.remedy)
    found = re.search("say the denial, as '([^']*)'", remedy)
    assert (found[1] if found else None) == offered
    if offered is not None:
        assert case_from_text(denied(offered)).claims[0].stance == "denies"
    assert case_from_text(denied(says, "asserts")).claims[0].asserts


@pytest.mark.parametrize(
    "says",
    [
        "Su-24 never enters Turkey",
        "Su-24 and MQ-9 do not touch at hit",
        "no shots were fired at hit",
        "not testable: intent",
    ],
)
def test_a_denial_that_denies_is_read(says: str) -> None:
    assert case_from_text(denied(says)).claims[0].stance == "denies"
