"""Numbers restated in another unit, and places on the map compared."""

from __future__ import annotations

from pathlib import Path

import pytest
from said import case_of, certified, verdict

from skywitness.claims.language.atoms.place.between import BetweenAtom
from skywitness.claims.language.grammar import language, parse
from skywitness.errors import LanguageError, SkywitnessError
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


@pytest.mark.parametrize(
    ("says", "expected"),
    [
        # Of two areas each number may be told of other points of both.
        (["Turkey is about 70 km from Cyprus", "Turkey is 120 km from Cyprus"], "consistent"),
        (["Turkey is about 70 km from Cyprus", "Turkey is 30 km from Cyprus"], "contradicted"),
        (["Turkey is about 70 km from Cyprus; Turkey is 120 km from Cyprus"], "consistent"),
        # A single point is one for all that is told of it.
        (["Grozny is 450 km from Aktau", "Grozny is 480 km from Aktau"], "contradicted"),
    ],
)
def test_several_numbers_of_two_places(says: list[str], expected: str) -> None:
    assert verdict(HEAD, *says) == expected


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


@pytest.mark.parametrize(
    ("says", "expected"),
    [
        (["hit is 13 nautical miles from Syria", "24.08 km restates C0"], "consistent"),
        (["jet flies at 200 kt over the ground at hit", "370 km/h restates C0"], "consistent"),
        (["900 ft/min is 4.6 m/s"], "consistent"),
        (["4.6 m/s is 900 feet per minute"], "consistent"),
        (["900 ft/min is 9 m/s"], "contradicted"),
        (["jet climbs at 900 ft/min at hit", "4.6 m/s restates C0"], "consistent"),
        (["jet climbs at 900 ft/min at hit", "9 m/s restates C0"], "contradicted"),
        (["jet flies at 200 kt over the ground at hit", "900 km/h restates C0"], "contradicted"),
        (["hit is at 19000 ft", "5.8 km restates C0"], "consistent"),
        (["hit is at 19000 ft", "9.8 km restates C0"], "contradicted"),
        (["jamming lasted 90 minutes", "1.5 hours restates C0"], "consistent"),
        (["jamming lasted 90 minutes", "3 hours restates C0"], "contradicted"),
        (["hit is at 04:05 Iran time on 20 June 2019", "23:35 GMT on 19 June 2019 restates C0"],
         "consistent"),
        (["hit is at 04:05 Iran time on 20 June 2019", "22:35 GMT on 19 June 2019 restates C0"],
         "contradicted"),
        (["13 nautical miles is 24.08 km"], "consistent"),
        (["13 nautical miles is 20.92 km"], "contradicted"),
        (["13 miles is 20.92 km"], "consistent"),
        (["200 kt is 370 km/h"], "consistent"),
        (["200 kt is 230 km/h"], "contradicted"),
        (["90 minutes is 1.5 hours"], "consistent"),
        (["04:05 Iran time on 20 June 2019 is 23:35 GMT on 19 June 2019"], "consistent"),
        (["04:05 Iran time on 20 June 2019 is 00:35 GMT on 20 June 2019"], "contradicted"),
    ],
)  # fmt: skip
def test_every_kind_of_number_may_be_restated(says: list[str], expected: str) -> None:
    assert verdict(HEAD, *says) == expected


def test_a_number_of_another_kind_is_not_restated() -> None:
    with pytest.raises(SkywitnessError, match="states a speed"):
        verdict(HEAD, "jamming lasted 90 minutes", "370 km/h restates C0")
    with pytest.raises(LanguageError) as caught:
        parse("90 minutes is 1.5 km")
    assert language().fault(caught.value.nearest or "") is None
