"""A sentence that does not parse: the column, what was expected, the nearest form that would."""

from __future__ import annotations

import pytest

from skywitness.claims.language.grammar import LONGEST, language, parse
from skywitness.errors import LanguageError


def fault(text: str) -> LanguageError:
    with pytest.raises(LanguageError) as caught:
        parse(text)
    return caught.value


@pytest.mark.parametrize(
    ("text", "column", "expected", "nearest"),
    [
        (
            "encounter about 75 miles southwest of Crimea",
            11,
            "is",
            "encounter is about 75 miles southwest of Crimea",
        ),
        (
            "encounter is about 75 miles soutwest of Crimea",
            29,
            "a compass word such as southwest or SSW",
            "encounter is about 75 miles southwest of Crimea",
        ),
        (
            "encounter is 75 southwest of Crimea",
            17,
            "a unit (miles, nautical miles, km, m, ft)",
            "encounter is 75 km southwest of Crimea",
        ),
        (
            "encounter is between 10 and 20 from Crimea",
            32,
            "a unit (miles, nautical miles, km, m, ft)",
            "encounter is between 10 and 20 km from Crimea",
        ),
        (
            "encounter is 12 miels off Syria",
            17,
            "a unit (miles, nautical miles, km, m, ft)",
            "encounter is 12 miles off Syria",
        ),
        (
            "the drone was flying about 75 miles southwest of Crimea",
            15,
            "a number",
            "the drone is about 75 miles southwest of Crimea",
        ),
        (
            "encounter is 5 km from Bosnia and Herzegovina",
            46,
            "is",
            'encounter is 5 km from "Bosnia and Herzegovina"',
        ),
        (
            "encounter is about 75 mile soutwest Crimea",
            28,
            "a compass word such as southwest or SSW",
            "encounter is about 75 mile southwest of Crimea",
        ),
        (
            "encounter is 150-100 km from Crimea",
            14,
            "the lower end first",
            "encounter is 100-150 km from Crimea",
        ),
        ("encounter is -5 km from Crimea", 14, "a number", None),
        ("near miss is near Crimea", 11, "and", '"near miss" is near Crimea'),
        ("encounter is 10 km - 20 mi from Crimea", 14, "one unit for both ends", None),
        ("encounter is on a bearing of 370° from Crimea", 14, "a bearing from 0° to 360°", None),
        ("encounter is 5 km from the", 24, "a place name", None),
        ("encounter is inside 44.5 N 33.2 E", 14, "a number", None),
        ("encounter is at 44°75'N 33°E", 17, "a possible position", None),
        (
            "encounter is 5 km from Alexandria, Egypt",
            41,
            "is",
            'encounter is 5 km from "Alexandria, Egypt"',
        ),
        ("encounter is", 13, "a number", None),
        ("", 1, "a moment or an object followed by is", None),
        ("  \t ", 1, "a moment or an object followed by is", None),
        ("<script>alert(1)</script>", 1, "a moment or an object followed by is", None),
    ],
)
def test_faults(text: str, column: int, expected: str, nearest: str | None) -> None:
    error = fault(text)
    assert error.column == column
    assert expected in error.expected
    assert error.nearest is not None
    assert parse(error.nearest).clauses
    if nearest is not None:
        assert error.nearest == nearest
    assert error.remedy is not None
    assert error.nearest in error.remedy


def test_words_are_words_not_names_of_the_grammar() -> None:
    for text in (
        "",
        "encounter",
        "encounter is",
        "encounter is 5",
        "encounter is 5 km",
        "5 km from",
    ):
        error = fault(text)
        assert error.expected
        for word in error.expected:
            assert word == "a unit (miles, nautical miles, km, m, ft)" or not word.isupper()
            assert "_" not in word
            assert "$" not in word


def test_every_terminal_has_words() -> None:
    known = language()._words
    for terminal in language()._lark.terminals:
        if not terminal.name.startswith("__") and terminal.name not in ("WS",):
            assert terminal.name.lstrip("_") in known, terminal.name


def test_too_long_is_said_at_once() -> None:
    error = fault("encounter is near " + "x" * LONGEST)
    assert error.column == LONGEST + 1
    assert "1,018 characters" in error.message
    assert error.remedy is not None


def test_control_characters_do_not_reach_the_message() -> None:
    error = fault("encounter is \x1b[31mred\x07")
    assert "\x1b" not in str(error).replace(error.nearest or "", "")
    assert "\\u001b" in error.message


def test_the_chain_shows_no_parser_internals() -> None:
    assert fault("encounter about Crimea").__cause__ is None


def test_an_example_is_not_called_a_form_of_the_sentence() -> None:
    mended = fault("encounter is about eight miels from Crimea")
    assert "a form that would parse: encounter is about eight miles from Crimea" in str(mended)
    example = fault("x is at N255943 and E570225")
    assert example.nearest in language().examples
    assert "an example of what parses" in str(example)
    assert "form that would parse" not in str(example)


@pytest.mark.parametrize(
    "text",
    [
        "IR655 climbs to 14,000 ft",  # not by so much
        "IR655 flies towards Vincennes at 450 knots at hit",
        "hit is at 10,24 local time",  # a clock, and no kilometres
        "hit is at 124 local time",
        "crash is at approximately 26°37.75'N 56°01'E",  # a hedge is not dropped
    ],
)
def test_no_mending_changes_what_is_said(text: str) -> None:
    with pytest.raises(LanguageError) as caught:
        parse(text)
    assert caught.value.remedy is not None
    assert not caught.value.remedy.startswith("a form that would parse")


def test_small_slips_are_still_mended() -> None:
    with pytest.raises(LanguageError) as caught:
        parse("encounter is abuot 75 miles form Crimea")
    assert caught.value.remedy == (
        "a form that would parse: encounter is about 75 miles from Crimea"
    )


@pytest.mark.parametrize("spelt", ["nautcal", "nauticle"])
def test_a_misspelt_unit_stays_the_unit_that_was_meant(spelt: str) -> None:
    with pytest.raises(LanguageError) as caught:
        parse(f"encounter is 13 {spelt} miles from Syria")
    assert caught.value.nearest == "encounter is 13 nautical miles from Syria"
