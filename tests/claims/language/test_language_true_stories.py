"""What is ordinarily said of one true course of things excludes nothing of it."""

from __future__ import annotations

import pytest
from small_case import HEAD, claims, moments

import skywitness as sw
from skywitness.claims.casefile.loader import case_from_text

INCURSION = (
    'id = "x"\ntitle = "x"\ndate = 2015-11-24\nzone = "Europe/Istanbul"\n'
    '[[objects]]\nid = "Su-24"\nmover = "jet"\n'
    + moments("hit", objects=["Su-24"])
    + moments("wreck")
    + moments("pass", objects=["Su-24"])
)
PATROL = (
    'id = "x"\ntitle = "x"\ndate = 2015-11-24\nzone = "Europe/Warsaw"\n'
    '[[objects]]\nid = "P-8"\nmover = "jet"\n' + moments("pass", "landing", objects=["P-8"])
)
ALONE = HEAD + moments("hit")


def verdict(head: str, *says: str) -> str:
    case = case_from_text(head + claims(*says))
    return str(sw.together(case, [claim.id for claim in case.claims])[0].verdict.verdict)


@pytest.mark.parametrize(
    "says",
    [
        # The half of the day is told by the light.
        ["hit is at 10:30 at night; hit is over Turkey"],
        ["hit is at 10:30 at night", "hit is at 22:30"],
        ["hit is between 9:30 and 10:15 at night", "hit is at 22:00"],
        ["hit is at 6:40 at dusk", "hit is at 18:40"],
        ["hit is at 5:30 in broad daylight", "hit is at 17:30"],
        ["hit is at 9:33 in the morning of 24 November", "hit is at 09:33"],
        # A number of two areas need not be told of their nearest parts.
        ["Gotland is 90 km from Sweden"],
        ["Guam is 3,400 km from North Korea"],
        ["Tel Aviv is 1,600 km from Iran"],
        # A pass is one of several moments.
        ["Su-24 passes 10 km from Turkey", "wreck is 4 km from Turkey"],
        ["Su-24 passes 10 km from Turkey", "Su-24 is 2 km inside Turkey at hit"],
        # Two visits are told.
        [
            "Su-24 enters Turkey twice",
            "Su-24 is inside Turkey for 5 minutes in total",
            "Su-24 enters Turkey at 09:20",
            "Su-24 leaves Turkey at 09:40",
        ],
        [
            "Su-24 is inside Turkey for 34 seconds in total",
            "Su-24 is inside Turkey for 17 seconds on its first visit",
            "Su-24 is inside Turkey for 17 seconds on its second visit",
            "Su-24 enters Turkey at 09:24",
            "Su-24 leaves Turkey at 09:30",
        ],
        [
            "Su-24 goes 1 km deep into Turkey",
            "Su-24 goes 2 km deep into Turkey",
            "Su-24 is 2 km inside Turkey at hit",
        ],
        # It came from elsewhere.
        ["Su-24 takes off from Russia", "Su-24 stays in Syria", "Su-24 flies over Iran at pass"],
    ],
)
def test_an_incursion(says: list[str]) -> None:
    assert verdict(INCURSION, *says) in {"consistent", "undecided", "supported"}


@pytest.mark.parametrize(
    "says",
    [
        [
            "P-8 enters Poland at 09:00",
            "P-8 never leaves Poland",
            "P-8 is outside Poland at pass",
            "pass is at 08:00",
        ],
        ["P-8 flies from the Netherlands to Malaysia", "P-8 never enters Malaysia"],
        [
            "P-8 flies from Greece to Lithuania",
            "P-8 lands at Minsk",
            "P-8 stays outside Lithuania",
        ],
        ["P-8 passes 20 km from Poland", "landing is in Poland"],
    ],
)
def test_a_flight(says: list[str]) -> None:
    assert verdict(PATROL, *says) in {"consistent", "undecided"}


def test_two_things_that_no_case_declares_have_places_of_their_own() -> None:
    near, far = "Su-27 is 40 nm from Crimea at hit", "MQ-9 is 90 nm from Crimea at hit"
    assert verdict(ALONE, near, far) == "consistent"
    assert verdict(ALONE, near, far.replace("MQ-9", "Su-27")) == "contradicted"
    assert verdict(ALONE, near, far.replace("MQ-9 is", "hit is").replace(" at hit", "")) == (
        "contradicted"
    )


@pytest.mark.parametrize(
    ("says", "number"),
    [
        ("hit is .5 km from Turkey", "0.5 km"),
        ("hit is .75 miles from Turkey", "0.75 miles"),
        ("Su-24 flies at Mach .85 at hit", "0.85"),
        ("Su-24 is inside Turkey for .5 minutes", "0.5 minutes"),
    ],
)
def test_a_number_may_begin_with_its_point(says: str, number: str) -> None:
    case = case_from_text(INCURSION + claims(says))
    assert number in case.claims[0].statement.text


def test_a_take_off_is_on_the_ground_and_in_the_air() -> None:
    start = '[[moments]]\nid = "start"\nobjects = ["P-8"]\nphrases = ["take-off of P-8"]\n'
    head = PATROL + start
    assert verdict(head, "P-8 is airborne at start", "P-8 is on the ground at start") == (
        "consistent"
    )
    assert verdict(head, "P-8 is airborne at pass", "P-8 is on the ground at pass") == (
        "contradicted"
    )


def test_what_never_leaves_does_not_leave_though_it_came() -> None:
    says = ["P-8 enters Poland at 09:00", "P-8 never leaves Poland"]
    assert verdict(PATROL, *says, "P-8 leaves Poland at 09:30") == "contradicted"
    assert verdict(PATROL, *says) == "consistent"
