"""Ranges of one number: what follows from them whatever the map's error."""

from __future__ import annotations

import math

import pytest

import skywitness as sw
from skywitness.claims.casefile.loader import case_from_text
from skywitness.claims.meaning.allowed import Range, Side
from skywitness.claims.meaning.spots import Spot
from skywitness.reason.worlds.sameness import meet


def verdict(*says: str, extra: str = "", given: str = "") -> sw.Finding:
    text = f'id = "t"\ntitle = "t"\n{extra}\n[[moments]]\nid = "hit"\n{given}\n'
    for n, each in enumerate(says):
        text += f'\n[[claims]]\nid = "C{n}"\nspeaker = "s"\nsays = "{each}"\n'
    (found,) = sw.together(case_from_text(text), [f"C{n}" for n in range(len(says))])
    return found


UNKNOWN = """
[[places]]
name = "the shoal"
box = [33.0, 44.0, 33.2, 44.2]
"""


def test_two_distances_from_one_place_exclude_each_other_whatever_its_error() -> None:
    found = verdict(
        "hit is 5 km from the shoal", "hit is 20 km from the shoal", extra=UNKNOWN
    ).verdict  # fmt: skip
    assert found.verdict == "contradicted"
    assert found.lo == pytest.approx(15 / (0.5 + 2))  # 5 ± 0.5 km, 20 ± 2 km (a tenth of it)


def test_an_unknown_error_still_witnesses_nothing_by_itself() -> None:
    assert verdict("hit is 5 km from the shoal", extra=UNKNOWN).verdict.verdict == "undecided"


@pytest.mark.parametrize(
    ("says", "expected"),
    [
        ("hit is 1 km from the Syrian coast", "consistent"),
        ("hit is 1 km inside Syria", "consistent"),
        ("hit is 5000 km inside Syria", "contradicted"),
        ("hit is 29000 km from Syria", "contradicted"),
        ("hit is 1.00 km from Syria", "consistent"),
    ],
)
def test_a_distance_is_somewhere_unless_the_earth_is_too_small(says: str, expected: str) -> None:
    assert verdict(says).verdict.verdict == expected


def test_one_position_for_all_shapes_is_named_where_there_is_one() -> None:
    wide = verdict("hit is 13 nm from Syria")
    assert Spot.of("hit") in wide.verdict.best.places  # type: ignore[union-attr]
    fine = verdict("hit is 1.00 km from Syria")
    assert fine.verdict.best.places == {}  # type: ignore[union-attr]
    assert fine.verdict.best.somewhere == (Spot.of("hit"),)  # type: ignore[union-attr]
    assert sw.as_json(fine)["witness"]["somewhere"] == ["hit"]
    assert "with some place of the hit (whatever the true shape)" in sw.because(fine)


def test_two_fine_distances_from_two_places_are_left_to_the_map() -> None:
    both = verdict("hit is 1.00 km from Syria", "hit is 1.00 km from Turkey")
    assert both.verdict.verdict == "undecided"


@pytest.mark.parametrize(
    ("says", "given"),
    [
        # At the border with Iraq, say: whatever the shapes, there Turkey is far.
        (["hit is 1.00 km inside Syria", "hit is outside Turkey"], ""),
        (["hit is 1.00 km from Syria", "hit is 300-500 km from Turkey"], ""),
        (["hit is 1.00 km inside Syria"], 'given = ["outside Turkey"]'),
        (["hit is 1.00 km inside Syria"], 'given = ["inside Syria"]'),
    ],
)
def test_a_fine_distance_is_somewhere_on_a_way_where_all_else_holds(
    says: list[str], given: str
) -> None:
    found = verdict(*says, given=given)
    assert found.verdict.verdict == "consistent"
    assert found.verdict.best.somewhere == (Spot.of("hit"),)  # type: ignore[union-attr]


LINE = """
[[places]]
name = "Frontier"
wkt = "LINESTRING (36.0 33.0, 37.0 34.0, 38.0 34.2)"
error = "1 km"
[[places]]
name = "Watch Tower"
coordinates = "34.0 N, 38.0 E"
error = "2 km"
"""


@pytest.mark.parametrize(
    "says",
    [
        ["hit is 1.00 km from Frontier", "hit is 50-300 km from Watch Tower"],
        ["hit is 3.00 km from Watch Tower", "hit is outside Turkey"],
    ],
)
def test_lines_and_points_have_ways_as_well(says: list[str]) -> None:
    found = verdict(*says, extra=LINE)
    assert found.verdict.verdict == "consistent"
    assert found.verdict.best.somewhere == (Spot.of("hit"),)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "says",
    [
        ["hit is 1.00 km inside Syria", "hit is inside Turkey"],
        ["hit is 1.00 km inside Syria", "hit is 1,000-1,200 km from Turkey"],
        # Due north of the Black Sea there is no Syria.
        ["hit is 1.00 km from Syria", "hit is inside the Black Sea"],
    ],
)
def test_no_way_is_found_where_the_rest_does_not_hold(says: list[str]) -> None:
    assert verdict(*says).verdict.verdict != "consistent"


def test_where_ranges_meet() -> None:
    low = Range(Side(0.0, 1.0), Side(10.0, 1.0))
    high = Range(Side(20.0, 4.0), None)
    bracket, value = meet([low, high])
    assert bracket.lo == pytest.approx(2.0)
    assert value == pytest.approx(12.0)
    assert math.isinf(meet([Range(None, Side(1.0, 0.0)), Range(Side(2.0, 0.0), None)])[0].lo)


WATERS = """
[[places]]
name = "Waters"
around = "Iran"
width = "12 nm"
"""


@pytest.mark.parametrize(
    ("says", "expected"),
    [
        # The map's error is kilometres; that of the number and of the band is the same one.
        (["hit is outside Waters", "hit is within 5 nm of Iran"], "contradicted"),
        (["hit is outside Waters", "hit is within 5 nm of the Iranian coast"], "contradicted"),
        (["hit is inside Waters", "hit is 20 nm from Iran"], "contradicted"),
        (["hit is outside Waters", "hit is inside Iran"], "contradicted"),
        (["hit is 1 nm from Waters", "hit is 5 nm from Iran"], "contradicted"),
        # Inland every shore is far and every edge may be near.
        (["hit is inside Waters", "hit is 200 nm from the Iranian coast"], "consistent"),
        (["hit is inside Waters", "hit is within 12 nm of Iran"], "consistent"),
        (["hit is outside Waters", "hit is 30 nm from Iran"], "consistent"),
    ],
)
def test_a_band_and_its_shape_have_one_edge(says: list[str], expected: str) -> None:
    assert verdict(*says, extra=WATERS).verdict.verdict == expected


def test_a_distance_of_nothing_says_nothing_of_the_inside() -> None:
    found = verdict("hit is 1 km from Iran", "hit is 500 km inside Iran")
    # 1 km is 0.9 to 1.1 km: ten tolerances down it is 0, the distance of all that is inside.
    assert found.verdict.lo == pytest.approx(10.0, abs=0.1)
