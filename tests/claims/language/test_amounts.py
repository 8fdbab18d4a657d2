"""Amounts as people write them: hedges before and after, one-sided words, words for numbers."""

from __future__ import annotations

import dataclasses
from decimal import Decimal

import pytest

from skywitness.claims.casefile.loader import case_from_text
from skywitness.claims.language.grammar import language, parse
from skywitness.claims.meaning.numbers import Quantity
from skywitness.claims.meaning.parts import Part, State
from skywitness.claims.readings import Reader
from skywitness.errors import LanguageError


def amount(says: str) -> Quantity:
    """The only amount of a sentence."""
    (clause,) = parse(says).clauses
    values = [getattr(clause.atom, f.name) for f in dataclasses.fields(clause.atom)]  # type: ignore[arg-type]
    (found,) = [value for value in values if isinstance(value, Quantity)]
    return found


def parts(says: str) -> tuple[Part, ...]:
    """The parts of a sentence in its first reading."""
    text = (
        'id = "t"\ntitle = "t"\n[[moments]]\nid = "hit"\n[[moments]]\nid = "impact"\n'
        '[[objects]]\nid = "Su-24"\n'
        f"[[claims]]\nid = 'C'\nspeaker = 's'\nsays = '{says}'\n"
    )
    case = case_from_text(text)
    (first, *_) = Reader(case, case.frames[0]).readings([case.claims[0].saying])
    return first.parts


@pytest.mark.parametrize(
    ("words", "hedge"),
    [
        ("ca 40 km", "about"),
        ("ca. 40 km", "about"),
        ("c. 40 km", "about"),
        ("c.40 km", "about"),
        ("cca 40 km", "about"),
        ("approx 40 km", "about"),
        ("approx. 40 km", "about"),
        ("circa 40 km", "about"),
        ("some 40 km", "about"),
        ("±40 km", "about"),
        ("close to 40 km", "about"),
        ("in the region of 40 km", "about"),
        ("40 km or so", "about"),
        ("40 km or thereabouts", "about"),
        ("40 km, give or take", None),
        ("just under 40 km", "nearly"),
        ("a little less than 40 km", "nearly"),
        ("slightly under 40 km", "nearly"),
        ("not quite 40 km", "nearly"),
        ("just over 40 km", "just over"),
        ("a bit more than 40 km", "just over"),
        ("slightly more than 40 km", "just over"),
        ("no fewer than 40 km", "at least"),
        ("no less than 40 km", "at least"),
        ("not less than 40 km", "at least"),
        ("not under 40 km", "at least"),
        ("no closer than 40 km", "at least"),
        ("not nearer than 40 km", "at least"),
        ("upwards of 40 km", "at least"),
        ("well over 40 km", "at least"),
        ("farther than 40 km", "at least"),
        ("above 40 km", "at least"),
        ("beyond 40 km", "at least"),
        ("40 km or more", "at least"),
        ("40 km or farther", "at least"),
        ("not more than 40 km", "at most"),
        ("not over 40 km", "at most"),
        ("not exceeding 40 km", "at most"),
        ("no farther than 40 km", "at most"),
        ("no further than 40 km", "at most"),
        ("closer than 40 km", "at most"),
        ("40 km or less", "at most"),
        ("40 km at most", "at most"),
        ("40 km or closer", "at most"),
        ("under 40 km", "at most"),
    ],
)
def test_words_before_and_after_a_number(words: str, hedge: str | None) -> None:
    says = f"hit is {words} from Crimea"
    if hedge is None:
        with pytest.raises(LanguageError):
            parse(says)
        return
    found = amount(says)
    assert (found.hedge, found.low, found.high) == (hedge, Decimal(40), None)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("two miles", "2"),
        ("three kilometres", "3"),
        ("seventeen miles", "17"),
        ("twenty miles", "20"),
        ("forty-five miles", "45"),
        ("a dozen miles", "12"),
        ("two dozen miles", "24"),
        ("half a dozen miles", "6"),
        ("half a mile", "0.5"),
        ("half a nautical mile", "0.5"),
        ("a quarter of a mile", "0.25"),
        ("a mile", "1"),
        ("a mile and a half", "1.5"),
        ("two and a half miles", "2.5"),
        ("a couple of miles", "2"),
        ("a hundred metres", "100"),
        ("a couple of hundred metres", "200"),
        ("two thousand feet", "2000"),
        ("19 thousand feet", "19000"),
        ("1½ miles", "1.5"),
        ("6'500 m", "6500"),
    ],
)
def test_numbers_in_words(words: str, value: str) -> None:
    assert str(amount(f"hit is {words} from Crimea").low) == value
    assert str(amount(f"hit is more than {words} from Crimea").low) == value


def test_numbers_in_words_stand_in_every_kind_of_statement() -> None:
    assert amount("Su-24 is inside Turkey for seventeen seconds").low == 17
    assert amount("Su-24 travels less than two miles inside Turkey").low == 2
    assert amount("Su-24 goes two miles deep into Turkey").low == 2
    assert amount("MQ-9 descends at least two thousand metres from hit to impact").low == 2000
    assert amount("impact is an hour and a half after hit").low == Decimal("1.5")
    assert amount("impact is within five minutes of hit").low == 5
    between = amount("hit is between two and five miles from Crimea")
    assert (between.low, between.high) == (2, 5)


def test_a_name_with_a_number_in_it_stays_a_name() -> None:
    (clause,) = parse("hit is 2 miles from Three Mile Island").clauses
    assert clause.atom.place.words == "Three Mile Island"  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "words", ["a few", "several", "dozens of", "many", "some", "a few hundred", "hundreds of"]
)
def test_an_amount_without_a_number_is_not_testable_and_stays_on_record(words: str) -> None:
    (part,) = parts(f"hit is {words} miles from Crimea")
    assert part.constraint is None
    assert "is no number" in str(part.untestable)


def test_beside_an_amount_without_a_number_the_rest_is_tested() -> None:
    found = parts("Su-24 is inside Turkey for a few seconds")
    assert any(isinstance(part.constraint, State) for part in found)
    assert any("a few seconds" in str(part.untestable) for part in found)
    bearing, number = sorted(
        parts("hit is a few miles southwest of Crimea"), key=lambda p: p.constraint is None
    )
    assert bearing.constraint is not None
    assert number.constraint is None


@pytest.mark.parametrize(
    ("written", "offered"),
    [
        ("hit is ca 9 km insde Turkey", "hit is ca 9 km inside Turkey"),
        ("hit is cirka 9 km inside Turkey", "hit is circa 9 km inside Turkey"),
        ("hit is at leest 9 km form Crimea", "hit is at least 9 km from Crimea"),
        ("hit is 9 km or mor from Crimea", "hit is 9 km or more from Crimea"),
        ("hit is 3 km or more distant from Crimea", "hit is 3 km or more from Crimea"),
        ("hit is kaum 9 km inside Turkey", None),
        ("hit is nowhere closer than 3 km from Crimea", None),
        ("hit is as much as 9 km from Crimea", None),
        ("hit is 9 km upwards from Crimea", None),
        ("hit is virtually 9 km from Crimea", None),
        ("hit is more than 3 km and less than 10 km from Crimea", None),
    ],
)
def test_a_remedy_keeps_the_hedge_and_the_number(written: str, offered: str | None) -> None:
    with pytest.raises(LanguageError) as caught:
        parse(written)
    nearest = caught.value.nearest
    assert nearest is not None
    assert parse(nearest).clauses
    if offered is None:
        assert nearest in language().examples
        assert "an example of what parses" in str(caught.value)
    else:
        assert nearest == offered
