"""Numbers restated in another unit, and places on the map compared."""

from __future__ import annotations

from pathlib import Path

import pytest
from said import case_of, certified, verdict

from skywitness.claims.language.atoms.place.between import BetweenAtom
from skywitness.claims.language.grammar import parse
from skywitness.errors import LanguageError
from skywitness.reason.check import check_together

HEAD = """
id = "compared"
title = "compared"
date = 2012-06-22
[[moments]]
id = "hit"
"""


def test_the_column_of_what_is_wrong() -> None:
    with pytest.raises(LanguageError) as caught:
        parse("24.08 km restates")
    assert caught.value.column == 18
    with pytest.raises(LanguageError, match="not a claim of the case") as caught:
        verdict(HEAD, "24.08 km restates C9")
    assert caught.value.column == 19
    # A slip in the name of a moment is no place.
    with pytest.raises(LanguageError, match="'hitt' is not a declared moment"):
        case_of(HEAD, ["hitt is 450 km from Aktau"])


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("24.08 km", "consistent"),
        ("24 km", "consistent"),
        ("20.92 km", "contradicted"),
        ("15 statute miles", "consistent"),
        ("13 statute miles", "strained"),
    ],
)
def test_whether_a_conversion_is_right(number: str, expected: str) -> None:
    case = case_of(HEAD, ["hit is 13 nautical miles from Syria", f"{number} restates C0"])
    assert check_together(case, ["C1"])[0].verdict.verdict == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Grozny is 450 km from Aktau", "consistent"),
        ("Grozny is 300 km from Aktau", "contradicted"),
        ("Turkey is 30 km from Cyprus", "contradicted"),
        ("Turkey is 300 km from Aktau", "contradicted"),
        ("Turkey is about 70 km from Cyprus", "consistent"),
    ],
)
def test_two_places_compared(text: str, expected: str) -> None:
    case = case_of(HEAD, [text])
    assert isinstance(case.claims[0].statement.clauses[0].atom, BetweenAtom)
    assert verdict(HEAD, text) == expected


def test_what_they_prove_is_verified(tmp_path: Path) -> None:
    found = certified(
        tmp_path,
        HEAD,
        [
            ["hit is 13 nautical miles from Syria", "20.92 km restates C0"],
            ["24.08 km restates C0"],
            ["Grozny is 300 km from Aktau"],
            ["Grozny is 450 km from Aktau"],
        ],
    )
    assert found == ["contradicted", "consistent", "contradicted", "consistent"]
