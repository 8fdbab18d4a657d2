"""What denies or bounds from above inside "was DONE" does not say that it happened."""

from __future__ import annotations

import pytest
from said import verdict

from skywitness.claims.casefile.loader import case_from_text
from skywitness.claims.language.grammar import language, parse
from skywitness.claims.language.words.nobody import SwallowedError
from skywitness.errors import SkywitnessError

HEAD = """
id = "atmost"
title = "atmost"
date = 2024-03-15
[[objects]]
id = "Falcon"
mover = "jet"
[[objects]]
id = "MAX"
phrases = ["737 MAX"]
mover = "jet"
[[moments]]
id = "hit"
"""
FIRED = '[[facts]]\nid = "launch"\nphrases = ["a missile was launched", "two drones were lost"]\n'


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Falcon was hit by no missile", "Falcon was not hit by any missile"),
        ("missiles were fired at no ship", "missiles were not fired at any ship"),
        ("shots were fired at nobody", "shots were not fired at anybody"),
        ("warnings were issued by no one", "warnings were not issued by anyone"),
        ("Falcon was warned at no time", "Falcon was never warned"),
        ("Falcon was attacked zero times", "Falcon was never attacked"),
        ("Falcon was given no warning", "Falcon was not given any warning"),
        ("Falcon was damaged neither by missile nor by gun",
         "Falcon was not damaged by missile; Falcon was not damaged by gun"),
        ("Falcon was damaged by neither a missile nor a gun",
         "Falcon was not damaged by a missile; Falcon was not damaged by a gun"),
    ],
)  # fmt: skip
def test_a_denial_of_who_what_or_when_is_one_of_the_deed(text: str, meant: str) -> None:
    with pytest.raises(SwallowedError, match="it is not said that") as caught:
        parse(text)
    assert caught.value.remedy == f"say '{meant}'"
    assert language().fault(meant) is None


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("Falcon was hit at most once", 16),
        ("Falcon was hit no more than once", 16),
        ("Falcon was hit up to three times", 16),
        ("Falcon was hit by up to two missiles", 19),
        ("Falcon was hit by fewer than two missiles", 19),
        ("Falcon was hit by under 3 missiles", 19),
        ("Falcon was hit by a maximum of two missiles", 21),
        ("shots were fired by neither ship", 21),
        ("Falcon was hit possibly by a missile", 16),
        ("Falcon allegedly was hit", 8),
        ("two missiles at most were fired", 14),
        ("a shot was fired at no ship", 21),
        ("no missile was not fired", 1),
    ],
)
def test_what_need_not_have_happened_is_refused(text: str, column: int) -> None:
    with pytest.raises(SkywitnessError) as caught:
        parse(text)
    assert getattr(caught.value, "column", 0) == column
    assert "a form that would parse" not in (caught.value.remedy or "")


@pytest.mark.parametrize(
    "text",
    [
        "Falcon was hit only once",
        "no fewer than 2 missiles were fired",
        "Falcon was hit by a few missiles",
        "shots were fired without warning",
        "the gate was closed up to the hangar",
        "737 MAX was hit",
        "shots were fired at MAX",
    ],
)
def test_what_asserts_is_read(text: str) -> None:
    case = f'{HEAD}[[claims]]\nid = "A"\nspeaker = "s"\nsays = "{text}"\n'
    case_from_text(case)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("two drones were shot down", "two drones were not shot down"),
        ("two of the drones were shot down", "two of the drones were not shot down"),
        ("many drones were shot down", "many drones were not shot down"),
        ("half of the drones were shot down", "half of the drones were not shot down"),
        ("most drones were shot down", "most drones were never shot down"),
        ("some drones were shot down", "some drones were never shot down"),
        ("one missile was fired", "one missile was not fired"),
        ("a missile was fired", "the missile was not fired"),
        ("a missile was fired", "another missile was not fired"),
        ("a missile was launched", "a missile was not launched"),
    ],
)
def test_that_some_were_not_denies_nothing(one: str, other: str) -> None:
    for head in (HEAD, HEAD + FIRED):
        assert verdict(head, one, other) == "consistent"
        assert verdict(head, other, one) == "consistent"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("three missiles were launched", "zero missiles were launched"),
        ("shots were fired", "shots were not fired"),
        ("shots were fired", "a shot was never fired"),
        ("shots were fired", "no shots were fired at all"),
        ("Falcon was hit", "Falcon was not hit at all"),
        ("the missile was fired", "the missile was not fired"),
        ("Falcon was hit by a missile", "Falcon was not hit"),
    ],
)
def test_what_denies_all_still_does(one: str, other: str) -> None:
    assert verdict(HEAD, one, other) == "contradicted"
    assert verdict(HEAD, other, one) == "contradicted"


def test_a_declared_fact_is_not_asserted_by_its_denial() -> None:
    with pytest.raises(SkywitnessError, match="it is not said that"):
        verdict(HEAD + FIRED, "a missile was launched at no ship")


def test_that_some_were_not_is_no_denial_of_a_declared_phrase() -> None:
    with pytest.raises(SkywitnessError, match="does not fit here"):
        verdict(HEAD + FIRED, "two drones were not lost")
