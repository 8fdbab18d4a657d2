"""A denial is no part of a name, and neither is a verb, a time or a place."""

from __future__ import annotations

import pytest

from skywitness.claims.casefile.loader import case_from_text
from skywitness.claims.language.atoms.state.happened import DeedAtom
from skywitness.claims.language.grammar import language, parse
from skywitness.claims.language.words.nobody import SwallowedError
from skywitness.errors import LanguageError, SkywitnessError

HEAD = """
id = "nobody"
title = "nobody"
date = 2015-11-24
[[objects]]
id = "Su-24"
[[moments]]
id = "hit"
objects = ["Su-24"]
given = []
"""


def loaded(text: str, more: str = "") -> None:
    case_from_text(f"{HEAD}{more}[[claims]]\nid = 'A'\nspeaker = 's'\nsays = '{text}'\n")


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("no Su-24 is inside Turkey at hit", "Su-24 is not inside Turkey at hit"),
        ("No Su-24 flies over Turkey", "Su-24 never flies over Turkey"),
        ("no Su-24 entered Turkey", "Su-24 never entered Turkey"),
        ("not any Su-24 left Turkey", "Su-24 never left Turkey"),
        ("no Su-24 passes within 5 km of Ankara", "Su-24 never passes within 5 km of Ankara"),
        ("no Su-24 climbs", "Su-24 never climbs"),
        ("no strike happened", "strike never happened"),
        (
            "neither Su-24 nor F-16 is inside Turkey at hit",
            "Su-24 is not inside Turkey at hit; F-16 is not inside Turkey at hit",
        ),
    ],
)
def test_a_denial_is_told_of_its_object(text: str, meant: str) -> None:
    with pytest.raises(SwallowedError, match="names no object") as caught:
        parse(text)
    assert caught.value.column == 1
    assert caught.value.remedy == f"say '{meant}'"
    assert language().fault(meant) is None


@pytest.mark.parametrize(
    "text",
    [
        "no Su-24 took off from Latakia",
        "no Su-24 stays in Turkey",
        "F-16 and no Su-24 touch",
        "nobody is within 5 km of Ankara at hit",
        "no one is inside Turkey at hit",
        "none of the aircraft entered Turkey",
        "nothing is inside Turkey at hit",
        "never Su-24 is inside Turkey at hit",
        "few Su-24 are inside Turkey at hit",
        "hardly any Su-24 is inside Turkey at hit",
        "no aircraft flies over Turkey",
        "Su-24 never is inside Turkey at hit",
        "hit is 5 km from Ankara and no Su-24 is inside Turkey at hit",
    ],
)
def test_other_denials_are_refused_with_examples(text: str) -> None:
    with pytest.raises(SwallowedError, match="names no object") as caught:
        parse(text)
    assert "Su-24 is not inside Turkey" in str(caught.value.remedy)
    with pytest.raises(SkywitnessError, match="names no object"):
        loaded(text)


@pytest.mark.parametrize(
    "text",
    [
        "no aircraft is within 30 km of Ankara at hit",
        "no other object is within 30 km of Su-24 at hit",
        "no shots were fired at the ship",
        "there was no strike",
        "hit is no closer than 5 km from Ankara",
        "Su-24 travels no more than 50 km from alpha to bravo",
        '"no Su-24" is inside Turkey at hit',
        "Su-24 never enters Turkey",
    ],
)
def test_denials_of_the_language_stay(text: str) -> None:
    assert parse(text).clauses


def test_a_name_that_a_case_declares_may_hold_the_word() -> None:
    more = "[[objects]]\nid = 'balloon'\nphrases = ['No Name']\n"
    loaded("no name is inside Turkey at hit", more)
    loaded("no name enters Turkey", more)
    with pytest.raises(SkywitnessError, match="names no object"):
        loaded("no balloon enters Turkey", more)


@pytest.mark.parametrize(
    "text", ["hit was moments before it left zone", "radar operators saw that K left Turkey"]
)
def test_a_name_swallows_no_verb(text: str) -> None:
    with pytest.raises(SkywitnessError):
        loaded(text)


@pytest.mark.parametrize(
    ("text", "lost"),
    [
        ("MiG-21 was shot down before 10 am", "before 10 am"),
        ("MiG-21 was shot down after 11 am", "after 11 am"),
        ("MiG-21 was shot down on 27 February 2019", "on 27 February 2019"),
        ("MiG-21 was shot down over Pakistan", "over Pakistan"),
        ("MiG-21 was shot down in India; hit is before 10:00 UTC", "in India"),
        ("MiG-21 was shot down north of Delhi", "north of Delhi"),
        ("no shots were fired while it was dark", "while it was dark"),
    ],
)
def test_a_fact_swallows_no_time_and_no_place(text: str, lost: str) -> None:
    with pytest.raises(SwallowedError, match=f"'{lost}' would be lost") as caught:
        parse(text)
    assert caught.value.column == text.index(lost) + 1
    fact = text[: text.index(lost)].strip()
    for meant in (f"{fact}; hit is before 10:00 UTC", f"{fact} at hit; hit is over Syria"):
        assert meant in str(caught.value.remedy)
        assert parse(meant)


@pytest.mark.parametrize(
    "text",
    ["shots were fired at the ship", "bombs were dropped near the ship", "MiG-21 was shot down",
     "MiG-21 was shot down by F-16", "no bombs were dropped ahead of Defender"],
)  # fmt: skip
def test_what_belongs_to_a_fact_stays(text: str) -> None:
    (clause,) = parse(text).clauses
    assert isinstance(clause.atom, DeedAtom)


def test_a_phrase_and_an_object_of_a_case_stay() -> None:
    row = "[[facts]]\nid = 'loss'\nphrases = ['MiG-21 was shot down over Pakistan']\n"
    loaded("MiG-21 was shot down over Pakistan", row)
    loaded("hit is inside Syria; MiG-21 was not shot down over Pakistan", row)
    loaded("bombs were dropped near Su-24")
    with pytest.raises(SkywitnessError, match="'before 10 am' would be lost"):
        loaded("hit is inside Syria; MiG-21 was shot down over Pakistan before 10 am", row)


def test_few_or_nobody_in_a_fact_is_no_name() -> None:
    for text in ("nobody was injured", "few shots were fired"):
        with pytest.raises(LanguageError, match="denies what"):
            parse(text)
