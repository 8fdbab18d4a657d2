"""What is offered for a sentence that does not parse says as much: every number, every hedge."""

from __future__ import annotations

import random
import re

import pytest

from skywitness.claims.language.grammar import language, parse
from skywitness.claims.language.words.lexicon import HEDGES, HEDGES_AFTER
from skywitness.claims.language.words.nobody import SwallowedError
from skywitness.errors import LanguageError

MENDED = "a form that would parse: "
HEDGED = {
    name: re.compile(rf"(?<![\w-])(?:{pattern})", re.IGNORECASE)
    for name, pattern in {**HEDGES, **HEDGES_AFTER}.items()
}


def offered(text: str) -> str | None:
    """The form that is offered for a sentence, if it is one and no example of another."""
    error = fault_of(text)
    if error is None or isinstance(error, SwallowedError):  # whose remedy is its own
        return None
    assert error.nearest is not None
    assert parse(error.nearest).clauses
    return error.nearest if MENDED in (error.remedy or "") else None


def fault_of(text: str) -> LanguageError | None:
    try:
        parse(text)
    except LanguageError as error:
        return error
    return None


def numbers(text: str) -> list[str]:
    return sorted(re.findall(r"\d+", text))


def hedges(text: str) -> set[str]:
    return {name for name, pattern in HEDGED.items() if pattern.search(text)}


def kept(text: str, form: str) -> None:
    assert numbers(text) == numbers(form), (text, form)
    assert hedges(text) <= hedges(form), (text, form)


@pytest.mark.parametrize(
    "text",
    [
        "Su is 8 km below MH at hit",
        "Su-25 is 8 km lower than MH17 at hit",
        "hit is at 60 km from Odesa",
        "encounter is about 75 mils southwest Crimea",
        "encounter is at least 5-10 kmm from Crimea",
        "Su-24 is insid Turkey for about 17 seconds",
        "impact was roughly 60km of Sevastopol",
        "strike is 20 minutes befor about 07:03 CET",
        "MQ-9 passes withn 45 ft Su-27 at contact",
        "Su-24 enters Turkey nearly 3 times",
    ],
)
def test_a_form_that_is_offered_keeps_numbers_and_hedges(text: str) -> None:
    form = offered(text)
    if form is not None:
        kept(text, form)


def test_nothing_becomes_part_of_a_name() -> None:
    form = offered("Su-25 is 8 km lower than MH17 at hit")
    assert form is None or "from lower" not in form


def test_examples_with_a_slip_are_mended_or_left() -> None:
    """One word of each example left out, doubled or misspelt."""
    dice = random.Random(11)
    examples = [e for e in language().examples if re.search(r"\d", e)]
    found = 0
    for example in dice.sample(examples, 90):
        words = example.split()
        at = dice.randrange(len(words))
        slip = dice.choice(("", f"{words[at]} {words[at]}", f"{words[at][:2]}x{words[at][2:]}"))
        if re.search(r"\d", words[at]):
            continue  # a number is told, not mended
        text = " ".join([*words[:at], *slip.split(), *words[at + 1 :]])
        form = offered(text)
        if form is not None:
            kept(text, form)
            found += 1
    assert found >= 2  # a form that is an example itself is called one
