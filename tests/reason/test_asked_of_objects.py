"""Questions about objects with a place of their own, and ends that a world reaches."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_case import asked, claims, moments

import skywitness as sw
from skywitness.dossier.words import words
from skywitness.errors import LanguageError

OBJECTS = (
    '[[objects]]\nid = "MH17"\nphrases = ["the Boeing"]\n'
    '[[objects]]\nid = "Su-25"\napart = true\n[[objects]]\nid = "ship"\napart = true\n'
)
HIT = OBJECTS + moments("hit", "later", objects=["MH17", "Su-25", "ship"])
TWO = '[[objects]]\nid = "F-16"\nmover = "jet"\n' + moments("fire", "launch", objects=["F-16"])
WAY = TWO + claims(
    "fire is at 21:51; launch is at 22:03",
    "fire is within 10 km of 35.0 N, 35.0 E",
    "launch is within 10 km of 33.0 N, 35.0 E",
)
#: WGS 84, Vincenty: 35 N 35 E to 33 N 35 E is 221841 m; 10 km are taken off at either end.
LEAST = 201_841.0


def test_the_height_of_an_object_that_is_apart_is_asked_for(tmp_path: Path) -> None:
    said = claims("Su-25 and MH17 are 3-5 km apart in a straight line at hit",
                  "MH17 is at 33000 ft AMSL at hit")  # fmt: skip
    (found,) = asked(tmp_path, HIT + said, "altitude of Su-25 at hit")
    ((low, high),) = found["possible"]
    # 33,000 ± 500 ft, and 5.5 km up or down at the policy's tolerance of the range.
    assert low == pytest.approx(32_500 - 5_500 / 0.3048, rel=1e-3)
    assert high == pytest.approx(33_500 + 5_500 / 0.3048, rel=1e-3)


def test_its_own_height_where_it_is_said(tmp_path: Path) -> None:
    said = claims("Su-25 is at 5000 m AMSL at hit", "MH17 is at 33000 ft AMSL at hit")
    (found,) = asked(tmp_path, HIT + said, "height of the Su-25 at hit in m")
    assert found["possible"] == [[4500, 5500]]


@pytest.mark.parametrize(
    "question",
    [
        "distance from Su-25 at hit to 48.0 N, 38.0 E in km",
        "distance from 48.0 N, 38.0 E to the Su-25 at hit in km",
        "distance of Su-25 at hit from 48.0 N, 38.0 E in km",
        "how far was Su-25 at hit from 48.0 N, 38.0 E in km",
    ],
)
def test_the_distance_of_an_object_that_is_apart_from_a_place(
    tmp_path: Path, question: str
) -> None:
    said = claims("Su-25 is 20 km from 48.0 N, 38.0 E at hit")
    (found,) = asked(tmp_path, HIT + said, question)
    ((low, high),) = found["possible"]
    assert low == pytest.approx(18.0, abs=0.3)
    assert high == pytest.approx(22.0, abs=0.3)


def test_the_bearing_of_an_object_that_is_apart(tmp_path: Path) -> None:
    said = claims("Su-25 is at 48.500 N, 38.000 E at hit")
    (found,) = asked(tmp_path, HIT + said, "bearing from 48.0 N, 38.0 E to Su-25 at hit")
    ((low, high),) = found["possible"]
    assert low > 359 or low < 0.5
    assert high < 360.5


@pytest.mark.parametrize(
    "question",
    [
        "separation of Su-25 and ship at hit in km",
        "separation of Su-25 at hit and ship at hit in km",
        "distance from Su-25 to ship at hit in km",
    ],
)
def test_the_separation_of_two_objects_that_are_apart(tmp_path: Path, question: str) -> None:
    said = claims("Su-25 is at 48.00000 N, 38.00000 E at hit",
                  "ship is at 48.00000 N, 38.10000 E at hit")  # fmt: skip
    (found,) = asked(tmp_path, HIT + said, question)
    ((low, high),) = found["possible"]
    assert low < 7.461 < high
    assert high - low < 0.1


def test_a_time_of_an_object_is_that_of_the_moment(tmp_path: Path) -> None:
    (found,) = asked(tmp_path, HIT + claims("hit is at 12:00 UTC"), "time of Su-25 at hit")
    assert found["possible"]


def test_an_object_at_no_moment_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(LanguageError, match="is not a declared moment"):
        asked(tmp_path, HIT + claims("hit is at 12:00 UTC"), "altitude of Su-25 at dawn")


def test_no_path_is_shorter_than_the_way_between_its_ends(tmp_path: Path) -> None:
    (found,) = asked(tmp_path, WAY, "path of F-16 from fire to launch in km")
    ((low, _),) = found["possible"]
    # A ten-thousandth may be saved over the lowest dry land.
    assert LEAST * 0.9996 / 1000 <= low <= LEAST / 1000


def test_no_mean_speed_is_lower_than_that_way_over_the_longest_time(tmp_path: Path) -> None:
    (found,) = asked(tmp_path, WAY, "speed of F-16 from fire to launch in km/h")
    ((low, high),) = found["possible"]
    assert low == pytest.approx(LEAST / 780 * 3.6, rel=4e-4)
    assert high == pytest.approx(1400 * 3.6, rel=1e-3)


@pytest.mark.parametrize(
    "question",
    ["path of F-16 from fire to launch", "speed of F-16 from fire to launch",
     "separation of fire and launch"],
)  # fmt: skip
def test_an_end_is_called_witnessed_only_where_a_world_reaches_it(
    tmp_path: Path, question: str
) -> None:
    (found,) = asked(tmp_path, WAY, question)
    ((low, high),) = found["possible"]
    for end, value in zip(found["ends"][0], (low, high), strict=True):
        if end["status"] == "witnessed":
            assert end["value_at"] == pytest.approx(value, rel=1.5e-3)


def test_a_range_of_sinking_speeds_shows_both_ends(tmp_path: Path) -> None:
    text = (
        '[[objects]]\nid = "KAL007"\n' + moments("hit", "impact", objects=["KAL007"])
        + claims("impact is 12 minutes after hit; KAL007 descends 35000 ft from hit to impact")
    )  # fmt: skip
    asked(tmp_path, text, "time of hit")
    answer = sw.ask(tmp_path, "climb of KAL007 from hit to impact in ft/min", ["C1"])
    told = words.intervals_words(answer.readings[0].possible, answer.unit)
    assert told == "-3,261 to -2,600 ft/min"


@pytest.mark.parametrize(
    ("bounds", "told"),
    [
        ((-10.0, -5.0), "-10 to -5 m/s"),
        ((-10.0, 5.0), "-10 to 5 m/s"),
        ((-5.0, -5.0), "-5 m/s"),
        ((float("-inf"), -5.0), "at most -5 m/s"),
        ((-5.0, float("inf")), "-5 m/s or more"),
        ((0.0, 5.0), "0 to 5 m/s"),
    ],
)
def test_speeds_up_and_down_in_words(bounds: tuple[float, float], told: str) -> None:
    from skywitness.reason.regions.implied import End, Implied

    ends = tuple(End(each, False, None, None) for each in bounds)
    assert words.intervals_words(Implied(((ends[0], ends[1]),)), "m/s") == told
