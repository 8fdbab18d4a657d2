"""Two objects: distances apart, reaches, take-off and landing, headings and formations."""

from __future__ import annotations

import datetime as dt
import math

import pytest
from motion_case import CASE, parts

from skywitness.claims.casefile.casenames import CaseNames
from skywitness.claims.casefile.loader import case_from_text
from skywitness.claims.language.atoms.place.distance import below
from skywitness.claims.meaning.allowed import Range, Side
from skywitness.claims.meaning.frames import Frame
from skywitness.claims.meaning.parts import Constraint, Difference, Separation, State
from skywitness.claims.meaning.spots import Spot
from skywitness.claims.telling.explanation import explain_sentence
from skywitness.errors import LanguageError, SkywitnessError
from skywitness.places.measures.measures import Distance, SignedDistance

HIT, GUN, FIGHTER = Spot.of("hit"), Spot("gun", ""), Spot("fighter", "hit")


def separation(text: str, frame: Frame | None = None) -> Separation:
    (part,) = (each for each in parts(text, CASE, frame) if not each.implied)
    assert isinstance(part.constraint, Separation)
    return part.constraint


def test_two_objects_apart() -> None:
    for text in ("Su-24 and J-8 are 400 m apart at hit", "J-8 and Su-24 were 400 m apart at hit"):
        found = separation(text)
        assert (found.first, found.second, found.slant) == (HIT, FIGHTER, False)
        assert found.allowed.at(1.0) == (360, 440)
    assert separation("Su-24 and J-8 are 400 m apart in a straight line at hit").slant
    assert separation("Su-24 and J-8 are about 400 m from each other at hit").second
    assert separation("gun and J-8 are 2 km apart at hit").first in (GUN, FIGHTER)


def test_a_straight_line_between_two_unknown_places() -> None:
    found = separation("gun is 2 km from hit in a straight line")
    assert (found.first, found.second, found.slant) == (GUN, HIT, True)
    assert not separation("gun is 2 km from hit").slant
    assert separation("gun is within 2 km slant range of hit").slant


def test_a_straight_line_from_a_place_on_the_map_has_no_lower_end() -> None:
    (part,) = parts("hit is 100 km from Syria in a straight line")
    assert isinstance(part.constraint, Constraint)
    assert isinstance(part.constraint.measure, Distance)
    allowed = part.constraint.allowed
    assert isinstance(allowed, Range)
    assert allowed.lower is None
    assert allowed.at(0.0)[1] == pytest.approx(100_001.04, abs=0.01)


@pytest.mark.parametrize("chord", [1.0, 1e5, 1e6, 1e7])
def test_the_arc_over_a_chord_is_longer(chord: float) -> None:
    found = below(Range(Side(chord, 0.0), Side(chord, 0.0))).at(0.0)
    assert found[0] == -math.inf
    # The arc on a sphere of the Earth's mean radius lies over the same chord.
    assert found[1] >= 2 * 6_371_009 * math.asin(chord / (2 * 6_371_009))


@pytest.mark.parametrize("text", ["gun reaches 2.5 km at hit", "gun has a range of 2.5 km at hit"])
def test_a_reach_has_an_upper_end_only(text: str) -> None:
    found = separation(text)
    assert (found.first, found.second, found.slant) == (HIT, GUN, True)
    assert found.allowed.lower is None
    assert found.allowed.at(0.0) == (-math.inf, 2500)
    assert found.allowed.at(1.0) == (-math.inf, 2750)


def test_the_reach_of_an_object_that_is_apart() -> None:
    assert separation("J-8 reaches 250 km at hit").second == FIGHTER
    one = Frame("one", "one", same=(("impact", "hit"),))
    found = separation("J-8 reaches 250 km at hit", one)
    assert (found.first, found.second) == (Spot.of("impact"), Spot("fighter", "impact"))


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("radar reaches 400 km at hit", "radar"),
        ("bomber reaches 400 km at hit", "bomber"),
        ("S-200 missile battery reaches 250 km at hit", "S-200-missile-battery"),
        ("EP-3 and MQ-9 are 400 m apart at hit", "MQ-9"),
    ],
)
def test_an_object_without_a_place_is_refused_with_what_to_add(text: str, id: str) -> None:
    with pytest.raises(LanguageError, match="no place of its own") as caught:
        parts(text)
    assert caught.value.column == 1
    assert f'[[objects]] with id = "{id}"' in str(caught.value.remedy)
    assert "apart = true" in str(caught.value.remedy)
    with pytest.raises(LanguageError, match="no place of its own"):
        explain_sentence(text)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("MQ-9 takes off from Syria", "take-off of mq-9"),
        ("MQ-9 took off in Syria at hit", "hit"),
        ("bomber lands in Syria", "arrival"),
        ("Su-24 landed in Syria", "arrival"),
        ("J-8 lands in Syria", "fighter at landing of fighter"),
        ("J-8 lands in Syria at impact", "fighter at impact"),
    ],
)
def test_where_a_flight_begins_and_ends(text: str, moment: str) -> None:
    (part,) = parts(text)
    assert str(part.spot) == moment
    assert isinstance(part.constraint, Constraint)
    assert isinstance(part.constraint.measure, SignedDistance)
    assert isinstance(part.constraint.allowed, Range)
    assert part.constraint.allowed.at(2.0) == (-math.inf, 0.0)


def test_a_town_s_airfield_may_lie_outside_it() -> None:
    (part,) = parts("EP-3 lands at Lingshui")
    assert isinstance(part.constraint, Constraint)
    assert isinstance(part.constraint.measure, Distance)
    assert isinstance(part.constraint.allowed, Range)
    assert [part.constraint.allowed.at(s)[1] for s in (0.0, 1.0, 2.0)] == [0, 30_000, 60_000]
    (spot,) = parts("EP-3 lands at 18.494 N, 110.035 E")
    assert isinstance(spot.constraint, Constraint)
    assert isinstance(spot.constraint.allowed, Range)
    assert 50 < spot.constraint.allowed.at(1.0)[1] < 100


@pytest.mark.parametrize(
    ("text", "moment", "count"),
    [
        ("EP-3 lands at Lingshui at 09:33 UTC", "landing of ep-3", 2),
        ("EP-3 lands at 09:33 UTC", "landing of ep-3", 1),
        ("EP-3 lands at 09:33 UTC at impact", "impact", 1),
        ("EP-3 takes off from Syria at about 09:33 UTC at hit", "hit", 2),
        ("EP-3 takes off at 09:33 UTC", "take-off of ep-3", 1),
    ],
)
def test_the_clock_of_a_take_off_or_landing(text: str, moment: str, count: int) -> None:
    found = parts(text)
    assert len(found) == count
    when = found[-1]
    assert when.name == ("about 09:33 UTC" if "about" in text else "09:33 UTC")
    assert isinstance(when.constraint, Difference)
    assert when.constraint.later.moment == moment
    seconds = dt.datetime(2015, 11, 24, 9, 33, tzinfo=dt.UTC).timestamp()
    assert when.constraint.allowed.at(0.0) == (seconds, seconds)
    if count == 2:
        assert str(found[0].spot) == moment
        assert "09:33" not in found[0].name


def states(text: str) -> dict[str, bool]:
    found = {}
    for part in parts(text):
        assert isinstance(part.constraint, State)
        assert part.untestable is not None
        assert "needs" in part.untestable
        found[part.constraint.what] = part.constraint.value
    return found


def clash(first: str, second: str) -> bool:
    one, other = states(first), states(second)
    return any(other.get(what, value) != value for what, value in one.items())


@pytest.mark.parametrize(
    ("first", "second", "excluded"),
    [
        ("MQ-9 heads towards Crimea at hit", "MQ-9 does not head towards Crimea at hit", True),
        ("MQ-9 heads towards Crimea before hit", "MQ-9 does not head towards Crimea", True),
        (
            "MQ-9 heads towards Crimea before hit",
            "MQ-9 does not head towards Crimea before hit",
            True,
        ),
        (
            "MQ-9 heads towards Crimea after hit",
            "MQ-9 does not head towards Crimea before hit",
            False,
        ),
        ("MQ-9 heads for Crimea at impact", "MQ-9 never heads towards Crimea at hit", False),
        ("MQ-9 heads towards the state border", "MQ-9 does not head towards Crimea", False),
        ("EP-3 heads 110 degrees at hit", "EP-3 heads 200° at hit", False),
        ("EP-3 heads 110 degrees at hit", "EP-3 flies on a course of 110° at hit", False),
        ("Su-27 flies ahead of MQ-9 at hit", "Su-27 flies behind MQ-9 at hit", True),
        ("Su-27 flies ahead of MQ-9 at hit", "MQ-9 flies in front of Su-27 at hit", True),
        ("Su-27 flies ahead of MQ-9 at hit", "MQ-9 flies behind Su-27 at hit", False),
        ("Su-27 flies ahead of MQ-9 at hit", "MQ-9 flies ahead of Su-27 at impact", False),
        ("J-8 flies above bomber at hit", "Su-24 flies above J-8 at hit", True),
        ("J-8 flies below bomber at hit", "Su-24 flies above J-8 at hit", False),
        ("EP-3 flies parallel to J-8 at hit", "EP-3 flies beside J-8 at hit", False),
    ],
)
def test_which_facts_exclude_each_other(first: str, second: str, excluded: bool) -> None:
    assert clash(first, second) is excluded
    assert clash(second, first) is excluded


def test_the_same_fact_in_other_words_is_the_same_fact() -> None:
    assert states("EP-3 heads 110 degrees at hit") == states(
        "EP-3 flies on a course of 110° at hit"
    )
    assert states("EP-3 flies alongside J-8 at hit") == states("fighter flies beside EP-3 at hit")
    first = [p.constraint for p in parts("Su-24 and MQ-9 touch at hit")]
    assert first == [p.constraint for p in parts("MQ-9 and bomber touch at hit")]


def test_no_course_is_more_than_a_full_turn() -> None:
    with pytest.raises(LanguageError, match="no course is 370°"):
        parts("EP-3 heads 370 degrees at hit")


def test_a_moment_deep_inside_a_place_is_told_of_its_place() -> None:
    depth, inside = parts("hit is 2 km deep inside Syria")
    assert depth.spot == inside.spot == Spot.of("hit")
    assert isinstance(depth.constraint, Constraint)
    assert isinstance(depth.constraint.measure, SignedDistance)
    assert isinstance(depth.constraint.allowed, Range)
    assert depth.constraint.allowed.at(0.0) == (-2000, -2000)


def test_spaces_and_hyphens_do_not_tell_objects_apart() -> None:
    case = case_from_text('id = "t"\ntitle = "t"\n[[objects]]\nid = "IR655"\n')
    for spelt in ("IR655", "IR 655", "ir-655"):
        found = CaseNames(case).thing(spelt)
        assert found is not None
        assert found.id == "IR655"
    assert CaseNames(case).thing("IR65") is None


def test_an_object_without_a_moment_is_told_where_it_belongs() -> None:
    text = """
id = "t"
title = "t"
[[objects]]
id = "IR655"
[[moments]]
id = "hit"
[[claims]]
id = "A"
speaker = "s"
says = "IR655 is 4-5 miles from Iran and outside Iran at hit"
"""
    with pytest.raises(SkywitnessError, match="it is not said when 'IR655' is") as caught:
        case_from_text(text)
    assert caught.value.remedy is not None
    assert "'4-5 miles from Iran at hit'" in caught.value.remedy


@pytest.mark.parametrize(
    ("text", "earlier"),
    [("J-8 is at 09:24 EET at hit", None), ("J-8 is after impact at hit", "impact")],
)
def test_a_time_told_of_an_object_that_is_apart_is_the_moment_s(
    text: str, earlier: str | None
) -> None:
    (part,) = parts(text)
    assert part.spot == FIGHTER
    assert isinstance(part.constraint, Difference)
    assert part.constraint.later.moment == "hit"
    assert (part.constraint.earlier and part.constraint.earlier.moment) == earlier
