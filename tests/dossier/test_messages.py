"""Messages that misled: places without an error, bearings past north, pairs told twice."""

from __future__ import annotations

from dataclasses import replace

import pytest

import skywitness as sw
from skywitness.claims.casefile.case import Case
from skywitness.claims.casefile.loader import case_from_text
from skywitness.claims.telling.explanation import explain_sentence
from skywitness.dossier.words.conflictwords import also_words
from skywitness.dossier.words.words import arc_words, because
from skywitness.errors import PlaceError
from skywitness.units import interval

HEAD = """
id = "messages"
title = "messages"
date = 2014-07-17
[[objects]]
id = "MQ-9"
phrases = ["drone"]
[[objects]]
id = "Su-27"
phrases = ["the fighter"]
apart = true
[[moments]]
id = "hit"
label = "hit"
objects = ["MQ-9", "Su-27"]
[[moments]]
id = "wreck"
label = "wreck"
[[places]]
name = "Alpha"
coordinates = "48.0 N, 30.0 E"
source = "rough"
"""


def case_of(*says: str, more: str = "") -> Case:
    claims = "".join(
        f"[[claims]]\nid = 'C{i}'\nsays = '{each}'\nspeaker = 's{i}'\n"
        for i, each in enumerate(says, 1)
    )
    return case_from_text(HEAD + more + claims)


def test_a_place_without_an_error_is_named_as_the_cause() -> None:
    case = case_of("hit is 5 km from Alpha")
    (finding,) = sw.check(case, conflicts_s=0).claims[0].findings
    told = because(finding)
    assert "Alpha has no stated error" in told
    assert "neither a proof" not in told


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (254, 416, "254° through north to 56°"),
        (340, 360, "340–360°"),
        (-20, 14, "340° through north to 14°"),
        (10, 20, "10–20°"),
        (0, 360, "any direction"),
        (364, 380, "4–20°"),
    ],
)
def test_bearings_stay_within_a_circle(low: float, high: float, words: str) -> None:
    assert arc_words(low, high) == words


def test_nothing_is_told_as_from_nought_to_nought() -> None:
    assert interval(-5.0, 0.0, "km") == "0 km"
    assert interval(0.0, 5000.0, "km") == "0 to 5 km"


def test_names_in_moments_keep_their_letters() -> None:
    case = case_of("drone was hit at hit", "flight of MQ-9 lasted 2 hours")
    told = {
        p.plain for c in "12" for r in explain_sentence(f"C{c}", case).readings for p in r.parts
    }
    assert "time from take-off of MQ-9 to landing of MQ-9 1 h 48 min to 2 h 12 min" in told


def test_pairs_that_repeat_a_conflict_are_told_once() -> None:
    case = case_of("hit is within 5 km of 48.0 N, 30.0 E", "hit is 50 km from 48.0 N, 30.0 E")
    found = sw.check(case).conflicts
    assert found
    conflict = found[0].conflicts[0]
    pairs = (("C1", "C2"), ("C3", "C4"), ("C4", "C3"), ("C3", "C4"))
    assert also_words(replace(conflict, also=pairs)) == "also between C3 and C4"
    assert also_words(replace(conflict, also=(("C2", "C1"),))) == ""


def test_the_sea_bed_is_no_matter_beside_a_height_that_is_given() -> None:
    case = case_of("wreck is at 25,000 ft above sea level")
    assert sw.ask(case, "altitude of wreck", ["C1"]).limits == ""
    assert "sea bed" in sw.ask(case, "altitude of wreck", []).limits


def test_a_zone_takes_the_name_that_its_message_offers() -> None:
    zone = '[[places]]\nname = "Zone"\naround = "{}"\nwidth = "12 nm"\nsource = "x"\n'
    with pytest.raises(PlaceError) as caught:
        sw.check(case_of("hit is outside Zone", more=zone.format("Russia")), conflicts_s=0)
    offered = str(caught.value.remedy).split('"')[1]
    case = case_of("hit is outside Zone", more=zone.format(offered))
    assert case.place_finder.own_places(case.frames[0])["Zone"]


@pytest.mark.parametrize(
    ("first", "second", "verdict"),
    [
        ("MQ-9 heads towards Crimea at hit", "MQ-9 does not head towards Crimea at hit", True),
        ("MQ-9 heads towards Crimea at hit", "MQ-9 does not head towards Crimea", True),
        ("MQ-9 heads towards Crimea before hit", "MQ-9 does not head towards Crimea", True),
        ("drone heads towards the fighter at hit", "MQ-9 does not head towards Su-27 at hit", True),
        ("MQ-9 heads towards Su-27 at hit", "MQ-9 does not head towards Crimea at hit", False),
        ("MQ-9 heads towards Crimea at hit", "drone heads towards Crimea at hit", False),
        ("MQ-9 heads towards Crimea before hit", "MQ-9 does not head towards Crimea at hit", False),
    ],
)
def test_heading_towards_a_place_or_an_object_is_excluded_by_its_opposite(
    first: str, second: str, verdict: bool
) -> None:
    case = case_of(first, second)
    told = sw.together(case, ["C1", "C2"])[0].verdict.verdict
    assert told == ("contradicted" if verdict else "not testable")
