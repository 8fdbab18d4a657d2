"""What is found first: two clock times, a fact and its denial, two heights, inside and outside.

Each pair stands in a case whose other claims make large sets dear, and is found with little work.
"""

from __future__ import annotations

import pytest

import skywitness as sw
from skywitness.claims.casefile.loader import case_from_text
from skywitness.reason.check import check
from skywitness.reason.conflicts.conflictresults import Conflicts

#: An airliner shot down far off its route, with motion that ties every moment to the others.
FLIGHT = """
id = "flight"
title = "an airliner is shot down"
date = 1983-09-01
zone = "Asia/Sakhalin"
[[objects]]
id = "KAL007"
phrases = ["intruder"]
mover = "jet"
[[objects]]
id = "ship"
mover = "ship"
apart = true
[[moments]]
id = "take-off"
objects = ["KAL007"]
[[moments]]
id = "shoot-down"
phrases = ["hit"]
objects = ["KAL007", "ship"]
[[moments]]
id = "impact"
objects = ["KAL007"]
[[places]]
name = "R20"
wkt = "LINESTRING(159.3316667 49.6983333, 147.48 42.3883333)"
error = "1 km"
[[places]]
name = "Soviet airspace"
around = "Sakhalin"
width = "12 nm"
[[places]]
name = "Corridor"
polygon = ["45.0 N, 140.0 E", "45.0 N, 143.0 E", "44.0 N, 143.0 E", "44.0 N, 140.0 E"]
error = "3 km"
"""
REST = {
    "A1": "shoot-down is 365 nm from R20",
    "D1": "KAL007 is at 35,000 ft at shoot-down; impact is 12 minutes after shoot-down; "
    "KAL007 descends 35,000 ft from shoot-down to impact",
    "T4": "KAL007 takes off from Anchorage at 13:00 UTC on 31 August",
    "S1": "KAL007 heads towards Sea of Japan after shoot-down",
}
#: Two claims that cannot both be so, by what they speak of.
PAIRS = {
    "two clock times": (
        "shoot-down is at 18:26 GMT on 31 August",
        "shoot-down is at 06:24 local time",
    ),
    "clock times of two zones": (
        "shoot-down is at 22:26 Moscow time on 31 August",
        "shoot-down is at 19:26 UTC on 31 August",
    ),
    "a time and a duration": (
        "impact is 12 minutes after shoot-down",
        "impact is 2 minutes after shoot-down",
    ),
    "an order": ("impact is 5 minutes after shoot-down", "impact is 5 minutes before shoot-down"),
    "two heights": (
        "KAL007 is at 35,000 ft AMSL at impact",
        "KAL007 is at 20,000 ft AMSL at impact",
    ),
    "heights in two units": (
        "KAL007 is at 35,000 ft AMSL at impact",
        "KAL007 is at 7,000 m AMSL at impact",
    ),
    "inside and outside": (
        'KAL007 is inside "Soviet airspace" at shoot-down',
        "shoot-down is at 46.567 N, 141.283 E",
    ),
    "outside and a position": (
        "shoot-down is at 46.567 N, 142.283 E",
        'KAL007 is outside "Soviet airspace" at shoot-down',
    ),
    "one corridor": (
        'ship is inside "Corridor" at shoot-down',
        'ship is outside "Corridor" at shoot-down',
    ),
    "two numbers from one place": (
        "ship is 20 km from Moneron Island at shoot-down",
        "ship is 80 km from Moneron Island at shoot-down",
    ),
    "a fact and its denial": (
        "KAL007 transponder is off at shoot-down",
        "KAL007 transponder is on at shoot-down",
    ),
    "touching": (
        "KAL007 and ship touch at shoot-down",
        "KAL007 and ship do not touch at shoot-down",
    ),
}  # fmt: skip


def case_of(claims: dict[str, str]) -> sw.Case:
    rows = (f"[[claims]]\nid = {c!r}\nsays = {s!r}\nspeaker = 's {c}'\n" for c, s in claims.items())
    return case_from_text(FLIGHT + "".join(rows))


def found_in(claims: dict[str, str], seconds: float) -> Conflicts:
    (found,) = check(case_of(claims), conflicts_s=seconds).conflicts or ()
    return found


@pytest.mark.parametrize("kind", PAIRS)
def test_a_pair_is_found_with_two_seconds_of_work(kind: str) -> None:
    first, second = PAIRS[kind]
    found = found_in({**REST, "P": first, "Q": second}, seconds=2)
    # One that repeats another in near-copies is told with it.
    told = {frozenset(claims): c.minimal for c in found.conflicts for claims in (c.claims, *c.also)}
    assert told[frozenset("PQ")]


def test_sets_are_listed_even_where_the_search_was_cut() -> None:
    pair = dict(zip("PQ", PAIRS["two clock times"], strict=True))
    found = found_in({**REST, **pair}, seconds=2)
    assert any("P" in each.claims for each in found.compatible)
    assert any("Q" in each.claims for each in found.compatible)
    assert not any({"P", "Q"} <= set(each.claims) for each in found.compatible)
