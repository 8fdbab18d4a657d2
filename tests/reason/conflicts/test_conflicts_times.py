"""Conflicts of clock times, orders and facts."""

from __future__ import annotations

import skywitness as sw
from skywitness.claims.casefile.loader import case_from_text
from skywitness.dossier.words.conflictwords import (
    conflict_because,
    conflict_hint,
    parts_words,
)
from skywitness.reason.conflicts.conflictresults import Conflicts
from skywitness.reason.conflicts.conflicts import find_conflicts
from skywitness.reason.worlds.given import given_in

HEAD = """
id = "t"
title = "t"
date = 2023-03-14
[[moments]]
id = "hit"
phrases = ["hit"]
[[moments]]
id = "impact"
phrases = ["impact"]
{given}
"""


def of(*claims: str, given: str = "") -> Conflicts:
    text = HEAD.format(given=given)
    for claim, says in zip("ABCDEF", claims, strict=False):
        text += f'[[claims]]\nid = "{claim}"\nsays = {says!r}\nspeaker = "{claim}"\n'
    case: sw.Case = case_from_text(text)
    return find_conflicts(case, given_in(case, case.frames[0]))


def test_contact_and_no_contact_conflict_and_neither_does_alone() -> None:
    found = of("Su-27 and MQ-9 touch at hit", "Su-27 and MQ-9 do not touch")
    (conflict,) = found.conflicts
    assert conflict.claims == ("A", "B")
    assert conflict.minimal
    assert "however far the words are stretched" in conflict_because(conflict)
    assert [c.claims for c in found.compatible] == [("A",), ("B",)]


def test_a_fact_that_nothing_bears_on_stands_in_no_set() -> None:
    found = of("MQ-9 transponder is off at hit", "hit is at 09:03 UTC")
    assert found.conflicts == ()
    assert [c.claims for c in found.compatible] == [("B",)]


def test_times_and_an_order_conflict_as_three() -> None:
    found = of("hit is at 09:03 UTC", "impact is 30 min after hit", "impact is at 09:10 UTC")
    (conflict,) = found.conflicts
    assert parts_words(conflict) == ["A.at 09:03 UTC", "B.30 min after hit", "C.at 09:10 UTC"]
    assert conflict.minimal
    text = conflict_because(conflict)
    assert "“at 09:10 UTC” allows 09:09:30 to 09:10:30 UTC" in text
    assert "the rest leaves 09:29:30" in text
    assert len(found.compatible) == 3


def test_clock_times_that_only_a_zone_sets_apart_are_pointed_out() -> None:
    (conflict,) = of("hit is at 09:03 UTC", "hit is at 06:03 UTC").conflicts
    hint = conflict_hint(conflict)
    assert hint is not None
    assert "differ by 3 h, as two time zones do" in hint
    (other,) = of("hit is at 09:03 UTC", "hit is at 06:20 UTC").conflicts
    assert conflict_hint(other) is None


def test_what_is_given_ties_moments_together() -> None:
    claims = ("hit is at 09:30 UTC", "impact is at 09:03 UTC")
    assert of(*claims).conflicts == ()
    (conflict,) = of(*claims, given='given = ["after hit"]').conflicts
    assert conflict.claims == ("A", "B")
    assert ("impact", "after hit") in conflict.given
