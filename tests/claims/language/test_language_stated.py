"""Stated errors: "± 300 m" after a position or within a distance, "± 2 min" after a clock time."""

from __future__ import annotations

from typing import Any

import pytest

import skywitness as sw
from skywitness.claims.casefile.loader import case_from_text
from skywitness.claims.language.grammar import parse
from skywitness.claims.readings import Reader
from skywitness.errors import LanguageError

POINT = "44.57000 N, 33.38000 E"
CASE = """
id = "t"
title = "t"
date = 2023-03-14
[[moments]]
id = "encounter"
[[places]]
name = "Pier"
coordinates = "44.6 N, 33.4 E"
error = "10 m"
[[claims]]
id = "A"
speaker = "x"
says = '''encounter is {}'''
"""


def allowed(says: str, stretch: float) -> tuple[float, float]:
    """What the first part of a sentence allows, in metres or seconds."""
    case = case_from_text(CASE.format(says))
    reader = Reader(case, case.frames[0])
    saying = case.claims[0].saying
    reading = reader.readings([saying])[0]
    demand: Any = reading.parts[0].constraint
    found: tuple[float, float] = demand.allowed.at(stretch)
    return found


@pytest.mark.parametrize(
    ("says", "tops"),
    [
        (f"at {POINT} ± 300 m", (0, 300, 600)),
        (f"at {POINT} +/- 0.3 km", (0, 300, 600)),
        (f"at {POINT} plus or minus 1 nm", (0, 1852, 3704)),
        (f"at {POINT} ± 1 m", (0, 10, 20)),  # never finer than the policy's finest coordinate
        ("at Pier ± 300 m", (0, 300, 600)),
        ("within 12 km of Pier ± 300 m", (12_300, 12_300, 12_800)),
        ("within 12 km of Pier ± 3 km", (15_000, 15_000, 18_000)),
        ("within 12 km of Pier", (12_000, 12_000, 12_500)),
    ],
)
def test_a_stated_error_of_a_place_counts_once_at_the_policy(
    says: str, tops: tuple[float, ...]
) -> None:
    for stretch, top in enumerate(tops):
        assert allowed(says, stretch)[1] == pytest.approx(top)


@pytest.mark.parametrize(
    ("says", "wide"),
    [
        ("at 07:03 UTC ± 2 min", 120),
        ("about 07:03 UTC ± 2 min", 120),
        ("at 07:03 UTC ± 10 s", 30),  # the minute given leaves more open
        ("at 07:03:00 UTC ± 10 s", 10),
        ("at 07:03 UTC on 14 March 2023 ± 1 h", 3600),
        ("at 07:03 UTC ± 1 h on 14 March 2023", 3600),
    ],
)
def test_a_stated_error_of_a_time_takes_the_place_of_the_last_unit(says: str, wide: float) -> None:
    middle = allowed(says, 0)[0]
    for stretch in (0, 1, 2):
        assert allowed(says, stretch) == (middle - stretch * wide, middle + stretch * wide)


def test_before_and_after_give_way_by_their_stated_error() -> None:
    hard = allowed("before 07:03 UTC", 0)[1]
    assert allowed("before 07:03 UTC", 1)[1] == hard
    assert allowed("before 07:03 UTC ± 2 min", 1)[1] == hard + 120
    assert allowed("after 07:03 UTC ± 2 min", 2)[0] == hard - 240


def test_a_place_less_known_than_its_digits_say_is_as_wide_as_these() -> None:
    assert allowed("at 44°34'N 33°22'E ± 300 m", 1)[1] == pytest.approx(1138, abs=2)


@pytest.mark.parametrize(
    ("says", "column", "words"),
    [
        ("encounter is at Pier", 21, "stated error"),
        ("encounter is inside Turkey ± 2 km", 28, "'±'"),
        ("encounter is at 07:03 UTC ± 2 km", 31, "unit of time"),
        (f"encounter is at {POINT} ± 2 min", 44, "unit"),
    ],
)
def test_an_error_where_none_can_stand_is_refused(says: str, column: int, words: str) -> None:
    with pytest.raises(LanguageError, match=words) as caught:
        parse(says)
    assert caught.value.column == column


def test_the_error_of_an_unknown_place_is_refused() -> None:
    text = CASE.format("within 12 km of hit ± 1 km") + '[[moments]]\nid = "hit"\n'
    with pytest.raises(LanguageError, match="place of 'hit' is unknown"):
        case_from_text(text)


def test_miles_of_an_error_are_read_in_both_ways() -> None:
    case = case_from_text(CASE.format(f"at {POINT} ± 2 miles"))
    readings = Reader(case, case.frames[0]).readings([case.claims[0].saying])
    tops = {r.parts[0].constraint.allowed.at(1)[1] for r in readings}  # type: ignore[union-attr]
    assert {round(top) for top in tops} == {3219, 3704}


@pytest.mark.parametrize(
    "said",
    [
        "encounter is above 19,000-20,000 ft",
        "encounter is not above 19,000-20,000 ft",
        "encounter is at least 5,000-6,000 m from Crimea",
    ],
)
def test_a_one_sided_range_may_have_signs_of_two_meanings(said: str) -> None:
    case = case_from_text(
        'id = "t"\ntitle = "t"\n[[moments]]\nid = "encounter"\n'
        f'[[claims]]\nid = "C1"\nspeaker = "s"\nsays = "{said}"\n'
    )
    assert sw.together(case, ["C1"])[0].verdict.verdict == "consistent"
