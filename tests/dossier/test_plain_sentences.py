"""Sentences as an editor reads them: one article, names as written, lengths one can picture."""

from __future__ import annotations

import pytest
from small_case import HEAD, claims, moments

import skywitness as sw
from skywitness.claims.casefile.loader import case_from_text
from skywitness.dossier.words.conditions import only_if_words
from skywitness.dossier.words.conflictwords import also_words
from skywitness.dossier.words.short import short_json
from skywitness.dossier.words.words import because, margin_words
from skywitness.reason.conflicts.conflictresults import Conflict
from skywitness.reason.verdicts.onlyif import OnlyIf, WordValues
from skywitness.units import interval


def told(*says: str) -> str:
    case = case_from_text(HEAD + moments("hit", "strike") + claims(*says))
    return because(sw.check(case, together=[[c.id for c in case.claims]]).together[0])


def test_a_moment_has_one_article() -> None:
    text = told("Grozny is 450 km from Aktau")
    assert "with a point of Aktau at " in text
    assert "he a point" not in text


def test_names_are_as_the_sentence_writes_them() -> None:
    text = told("Falcon is inside Turkey for 17 seconds from 09:24:05 UTC")
    assert "with the entry of Falcon into Turkey at 09:24:05" in text
    assert "falcon" not in text


def test_a_number_that_is_restated_has_no_place() -> None:
    text = told("900 ft is 274.5 m")
    assert text == "One number fits both sides, as written."


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (59_797.0, 19_079_610.0, "59.8 to 19,080 km"),
        (850.0, 900.0, "850 to 900 m"),
        (0.0, 9_000.0, "0 to 9,000 m"),
        (12_000.0, float("inf"), "12 km or more"),
    ],
)
def test_far_metres_are_kilometres(low: float, high: float, words: str) -> None:
    assert interval(low, high, "m") == words


def test_a_margin_of_one_number_is_one_number() -> None:
    for hundredth in range(101, 900):
        words = margin_words(hundredth / 100, hundredth / 100)
        low, _, high = words.removeprefix("would need tolerances ").partition("–")
        assert not high or low != high.split()[0]


def test_a_word_of_several_claims_is_named_once() -> None:
    found = OnlyIf(
        ((WordValues("Sevastopol", ("centre (C1)",)), WordValues("Sevastopol", ("edge (C2)",)),
          WordValues("miles", ("nautical miles",))),),
        4, 1, 1,
    )  # fmt: skip
    assert only_if_words(found) == (
        "Possible only if “Sevastopol” is read as “centre (C1)” and as “edge (C2)” and “miles” is "
        "read as “nautical miles” (1 of 4 readings)."
    )


def test_a_word_of_another_speaker_is_told_as_another() -> None:
    found = OnlyIf(
        ((WordValues("speed", ("true airspeed", "indicated airspeed"), "of one"),),
         (WordValues("speed", ("indicated airspeed",), "of the other"),)),
        9, 7, 7,
    )  # fmt: skip
    assert only_if_words(found) == (
        "Possible only if “speed” is read as “true airspeed” or “indicated airspeed”, or another "
        "“speed” is read as “indicated airspeed” (7 of 9 readings)."
    )


def test_claims_that_repeat_a_conflict_are_told_in_words() -> None:
    says = ("hit is 10 km from Odesa", "hit is 90 km from Odesa")
    case = case_from_text(HEAD + moments("hit") + claims(*says, says[0]))
    conflicts = sw.check(case, conflicts_s=5).conflicts
    assert conflicts is not None
    repeated: list[Conflict] = [c for c in conflicts[0].conflicts if c.also]
    assert [also_words(c) for c in repeated] == ["also between C2 and C3"]


def test_an_untested_part_stands_beside_the_word_of_an_account() -> None:
    case = case_from_text(
        HEAD + moments("hit") + claims("hit is 10 km from Odesa and not testable: intent")
    )
    (account,) = short_json(sw.check(case), ())["accounts"]
    assert account["verdict"] == "consistent"
    assert account["margin"].startswith("in the part that can be tested: ")
    assert "not tested: “" in account["margin"]
