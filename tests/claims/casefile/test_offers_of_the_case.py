"""What errors offer instead, as a case reads it: names with a direction, denials, seas."""

from __future__ import annotations

from pathlib import Path

import pytest

import skywitness as sw
from tests.helpers.small_case import claims, moments, written

JET = '[[objects]]\nid = "jet"\nmover = "jet"\n'
HIT = moments("hit", objects=["jet"])


def fault(folder: Path, says: str) -> tuple[str, str]:
    """The message and the remedy of a sentence that does not read in a small case."""
    with pytest.raises(sw.SkywitnessError) as caught:
        reads(folder, says)
    return str(caught.value).partition("remedy:")[0], caught.value.remedy or ""


def reads(folder: Path, says: str) -> None:
    """Read a sentence with all its places."""
    case = sw.load_case(written(folder, HIT + JET + claims(says)))
    sw.together(case, ["C1"])


@pytest.mark.parametrize(
    ("name", "dropped"),
    [
        ("Northern Ireland", "Ireland"),
        ("northern Ireland", "Ireland"),
        ("South Georgia", "Georgia"),
        ("West Virginia", "Virginia"),
        ("the West Bank", "Bank"),
        ("North Pole", "Pole"),
        ("South Ossetia", "Ossetia"),
        ("West Papua", "Papua"),
        ("South Tyrol", "Tyrol"),
        ("New Mexico", "Mexico"),
        ("Central Asia", "Asia"),
        ("eastern Nowhereland", "Nowhereland"),
    ],
)
@pytest.mark.parametrize("how", ["inside", "off", "5 km from"])
def test_no_offer_drops_a_word_that_is_part_of_another_name(
    tmp_path: Path, name: str, dropped: str, how: str
) -> None:
    _, remedy = fault(tmp_path, f"hit is {how} {name}")
    assert f"'{dropped}'" not in remedy
    assert f"inside {dropped}" not in remedy
    assert f": {dropped};" not in remedy


@pytest.mark.parametrize("name", ["eastern Ukraine", "the east of Ukraine", "central Ukraine"])
def test_a_side_of_a_place_on_the_map_is_told_of_it_only_where_it_is_inside(
    tmp_path: Path, name: str
) -> None:
    for how in ("inside", "off", "not inside"):
        _, remedy = fault(tmp_path, f"hit is {how} {name}")
        assert "say 'inside" not in remedy
        assert f"is inside or over {name} is so of 'Ukraine' too" in remedy
        assert "off, outside or so far from it is not" in remedy


@pytest.mark.parametrize(
    "says",
    [
        "no Russian aircraft is inside Poland at hit",
        "no aircraft other than jet is within 30 km of Warsaw at hit",
    ],
)
def test_a_denial_is_offered_at_the_verb_only_where_the_case_reads_it(
    tmp_path: Path, says: str
) -> None:
    _, remedy = fault(tmp_path, says)
    assert "say 'Russian aircraft" not in remedy
    assert "say 'aircraft other than" not in remedy
    untested = f"not testable: {says}"
    assert f"'{untested}'" in remedy
    reads(tmp_path, untested)


@pytest.mark.parametrize(
    "says", ["jet enters Poland not at 09:00", "jet was inside Poland not for 12 minutes"]
)
def test_a_denial_behind_a_place_is_no_number_of_times(tmp_path: Path, says: str) -> None:
    message, remedy = fault(tmp_path, says)
    assert "'not' stands behind what it denies" in message
    assert "once, twice" not in remedy
    assert "put it on record untested" in remedy
    message, remedy = fault(tmp_path, "jet enters Poland not once")
    assert "how often at most" in message


@pytest.mark.parametrize(
    "says",
    ["hit is over the North Sea", "hit is 5 km from the North Sea", "hit is in the East Sea"],
)
def test_a_sea_named_by_a_direction_needs_no_quotes(tmp_path: Path, says: str) -> None:
    reads(tmp_path, says)


def test_a_direction_alone_is_still_no_name(tmp_path: Path) -> None:
    message, _ = fault(tmp_path, "hit is over the north")
    assert "is not a place name" in message
