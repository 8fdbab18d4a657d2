"""Hostile sentences: an answer in bounded time, and never anything but a LanguageError."""

from __future__ import annotations

import random
import string
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skywitness.claims.language.grammar import LONGEST, language, parse
from skywitness.errors import LanguageError

WORDS = [
    "encounter",
    "wreck",
    "is",
    "was",
    "about",
    "75",
    "100-150",
    "miles",
    "nm",
    "km",
    "from",
    "of",
    "southwest",
    "SSW",
    "Crimea",
    "the",
    "and",
    "or",
    ";",
    ",",
    "where",
    "not",
    "testable:",
    "inside",
    "over",
    "within",
    "between",
    "at",
    "44.57",
    "N",
    "33.38",
    "E",
    "44°34'",
    '"',
    "“",
    "”",
    "(",
    ")",
    "°",
    "ft",
    "FL190",
    "near",
    "off",
    "along",
    "coast",
    "deep",
    "sea",
    "never",
    "due",
    "to",
    "-",
    "–",
    "6,000",
    "1,15",
    "~",
    "more",
    "than",
    "up",
    "bearing",
    "on",
    "a",
    "band",
    "Su-24",
    "flies",
    "travels",
    "goes",
    "km/h",
    "Mach",
    "deep",
    "into",
    "reaches",
    "apart",
    "are",
    "lands",
    "takes",
    "heads",
    "towards",
    "ahead",
    "climbs",
    "ft/min",
]


def settle(text: str) -> None:
    try:
        parse(text)
    except LanguageError as caught:
        error = caught
    else:
        return
    assert error.column is not None
    assert 1 <= error.column <= len(text) + 1
    assert error.nearest is None or language().fault(error.nearest) is None


@pytest.mark.parametrize("count", [50, pytest.param(500, marks=pytest.mark.long)])
def test_random_strings(count: int) -> None:
    rng = random.Random(20230314)
    alphabet = string.printable + "äßЖ°′″–−“”«»\u202f\u0000\u202e🛩"
    for _ in range(count):
        settle("".join(rng.choice(alphabet) for _ in range(rng.randint(0, 60))))
    for _ in range(count):
        settle(" ".join(rng.choice(WORDS) for _ in range(rng.randint(1, 14))))


@given(st.text(max_size=80))
def test_any_text_gets_an_answer(text: str) -> None:
    settle(text)


@given(st.lists(st.sampled_from(WORDS), max_size=20))
def test_any_words_get_an_answer(words: list[str]) -> None:
    settle(" ".join(words))


@pytest.mark.parametrize(
    "piece",
    [
        "(",
        '"',
        "and ",
        "about ",
        "not ",
        "75 ",
        "44.5 ",
        "a ",
        "of the ",
        "a(",
        "north",
        "is ",
        "1,000",
        "1 000 ",
        "- ",
        "44°34'",
        "N",
        "“",
        "; ",
        "where the sea is ",
        "not testable: ",
        "s's ",
    ],
)
def test_repetition_takes_no_longer_than_its_length(piece: str) -> None:
    started = time.process_time()  # a hang is what is looked for, whatever else the machine does
    for text in (
        piece * 2000,
        (piece * LONGEST)[:LONGEST],
        "encounter is " + (piece * LONGEST)[:900],
    ):
        settle(text)
    assert time.process_time() - started < 5


def test_a_long_sentence_of_many_parts_is_read() -> None:
    text = "encounter is 5 km from Crimea" + " and 6 km from Syria" * 45
    assert len(text) <= LONGEST
    assert len(parse(text).clauses) == 46
