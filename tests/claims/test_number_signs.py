"""Points and commas in numbers: their form, the language of the quote, one choice per document."""

from __future__ import annotations

import pytest

import skywitness as sw
from skywitness.claims.casefile.case import Case
from skywitness.claims.casefile.loader import case_from_text
from skywitness.claims.meaning.numbers import figure_of
from skywitness.claims.meaning.signs import signs_of_language, signs_of_text
from skywitness.claims.readings import Reader
from skywitness.claims.telling.explanation import explain_sentence


@pytest.mark.parametrize(
    ("text", "point", "comma"),
    [
        ("1,150", "1150", "1.150"),
        ("19.000", "19.000", "19000"),
        ("0,500", None, "0.500"),
        ("0.500", "0.500", None),
        ("1,15", None, "1.15"),
        ("1.15", "1.15", None),
        ("1.234,5", None, "1234.5"),
        ("1,234.5", "1234.5", None),
        ("1,234,567", "1234567", None),
        ("1.234.567", None, "1234567"),
        ("12,34,567", "1234567", None),
        ("1234,567", None, "1234.567"),
        ("1 234,5", None, "1234.5"),
        ("6'000", "6000", "6000"),
        ("6 000", "6000", "6000"),
        ("6000", "6000", "6000"),
        ("12,5", None, "12.5"),
    ],
)
def test_the_form_of_a_number(text: str, point: str | None, comma: str | None) -> None:
    found = figure_of(text)
    assert (str(found.point) if found.point is not None else None) == point
    assert (str(found.comma) if found.comma is not None else None) == comma


def test_languages_by_code_and_by_name() -> None:
    assert {signs_of_language(x) for x in ("de", "ru-RU", "Turkish", "pt_BR", "fr")} == {"comma"}
    assert {signs_of_language(x) for x in ("en", "en-GB", "Hebrew", "es-MX", "de-CH")} == {"point"}
    assert {signs_of_language(x) for x in ("ar", "fa", "Klingon", "en-ZA")} == {None}
    assert signs_of_text("на высоте 19.000 футов") == "comma"
    assert signs_of_text("at a height of 19,000 feet over the sea") == "point"
    assert signs_of_text("in 19.000 Fuß") is None


def case(*claims: str) -> Case:
    text = (
        'id = "t"\ntitle = "t"\n[[moments]]\nid = "hit"\n[[sources]]\nid = "paper"\ntitle = "p"\n'
    )
    for number, claim in enumerate(claims, 1):
        text += f'[[claims]]\nid = "C{number}"\nspeaker = "s"\n{claim}\n'
    return case_from_text(text)


def heights(found: Case) -> list[float]:
    """Metres or feet said by the first part of each joint reading of all claims."""
    reader = Reader(found, found.frames[0])
    readings = reader.readings([claim.saying for claim in found.claims])
    lows = [part.allowed.lower.limit for r in readings for part in r.parts]  # type: ignore[union-attr]
    return [round(low, 3) for low in lows]


def test_an_english_comma_is_no_decimal() -> None:
    says = 'says = "hit is at 1,150 km AMSL"'
    assert heights(case(f'{says}\nquote = "it was at 1,150 km over the sea"')) == [1_150_000]
    assert heights(case(f'{says}\nlanguage = "en"')) == [1_150_000]


def test_a_number_is_read_by_the_language_of_its_quote() -> None:
    german = 'language = "de"\nquote = "in 19.000 km Höhe"'
    assert heights(case(f'says = "hit is at 19.000 km AMSL"\n{german}')) == [19_000_000]
    russian = 'quote = "на высоте 1,150 км"'
    assert heights(case(f'says = "hit is at 1,150 km AMSL"\n{russian}')) == [1150]
    assert heights(case('says = "hit is at 1,150 km AMSL"\nlanguage = "en"')) == [1_150_000]


def test_a_number_that_the_author_put_over_into_english_is_read_so() -> None:
    german = 'language = "de"\nquote = "in 19.000 km Höhe"'
    assert heights(case(f'says = "hit is at 19,000 km AMSL"\n{german}')) == [19_000_000]
    told = 'language = "ru"\nquote = "девятнадцать"\ntranslation = "19,000 km"\ntranslator = "t"'
    assert heights(case(f'says = "hit is at 19,000 km AMSL"\n{told}')) == [19_000_000]


@pytest.mark.parametrize("unit", ["m", "ft", "yards"])
@pytest.mark.parametrize(
    ("written", "values"),
    [("19,000", [19_000]), ("2,300", [2300]), ("9,500-10,000", [9500]), ("19.000", [19, 19_000]),
     ("3,048", [3048, 3.048]), ("3.048", [3.048, 3048]), ("30,480", [30_480, 30.48])],
)  # fmt: skip
def test_nobody_writes_a_thousandth_that_is_nought(
    unit: str, written: str, values: list[float]
) -> None:
    metres = {"m": 1.0, "ft": 0.3048, "yards": 0.9144}[unit]
    found = heights(case(f'says = "hit is at {written} {unit} AMSL"'))
    assert found == [round(value * metres, 3) for value in values]


def test_a_metre_of_three_decimals_is_one() -> None:
    assert heights(case('says = "hit is at 3.048 m AMSL"\nlanguage = "en"')) == [3.048]


def test_without_a_known_language_both_are_ordinary() -> None:
    assert heights(case('says = "hit is at 1,150 km AMSL"')) == [1_150_000, 1150]
    assert heights(case('says = "hit is at 19.000 km AMSL"')) == [19_000, 19_000_000]
    assert heights(case('says = "hit is at 0,500 km AMSL"')) == [500]


def test_a_document_has_one_convention() -> None:
    one, other = 'says = "hit is at 1,150 km AMSL"', 'says = "hit is at 2,300 km AMSL"'
    paper, km = '\nsource = "paper"', 1000.0
    assert heights(case(one + paper, other + paper)) == [1150 * km, 2300 * km, 1150, 2300]
    assert heights(case(one, other)) == [1150 * km, 2300 * km, 1150, 2300]  # the author's own
    quotes = (f'{one}\nquote = "1,150"', f'{other}\nquote = "2,300"')
    assert len(heights(case(*quotes))) == 8  # not of one document: each for itself
    assert heights(case(one + paper, 'says = "hit is at 2,5 m AMSL"' + paper)) == [1150, 2.5]
    assert heights(case(one + paper, 'says = "hit is at 2.5 m AMSL"' + paper)) == [1150 * km, 2.5]
    high = 'says = "hit is at 2,500 m AMSL"'
    assert heights(case(one + paper, high + paper)) == [1150 * km, 2500, 1150, 2500]
    english = f'{other}{paper}\nlanguage = "en"'
    assert heights(case(one + paper, english)) == [1150 * km, 2300 * km]


def test_a_form_that_cannot_be_settles_the_other_end_of_a_range() -> None:
    found = case('says = "hit is at 900-1,150 m AMSL"')
    (reading,) = Reader(found, found.frames[0]).readings([found.claims[0].saying])
    assert reading.parts[0].allowed.upper.limit == 1150  # type: ignore[union-attr]


def test_the_signs_of_one_speaker_are_not_those_of_another() -> None:
    """A decimal comma in one account makes no 33 ft of another's 33,000."""
    head = 'id = "x"\ntitle = "x"\n[[moments]]\nid = "hit"\n'
    rows = "".join(
        f'[[claims]]\nid = "C{k}"\nspeaker = "{who}"\nsays = "hit is at {what} above sea level"\n'
        for k, (who, what) in enumerate([("a", "10,06 km"), ("b", "33,000 ft")])
    )
    assert sw.together(case_from_text(head + rows), ["C0", "C1"])[0].verdict.verdict == "consistent"


def test_a_sentence_to_be_explained_may_be_written_either_way() -> None:
    found = explain_sentence("hit is 1.150 km from Crimea")
    assert [r.name for r in found.readings] == [
        "a comma in a number groups thousands",
        "a comma in a number is a decimal sign",
    ]
