"""What sentences are read as."""

from __future__ import annotations

from decimal import Decimal

import pytest

from skywitness.claims.language.atoms.place.coast import OffCoastAtom
from skywitness.claims.language.atoms.place.direction import DirectionAtom
from skywitness.claims.language.atoms.place.distance import DistanceAtom
from skywitness.claims.language.atoms.place.inside import InsideAtom
from skywitness.claims.language.atoms.place.offset import OffsetAtom
from skywitness.claims.language.grammar import language, parse
from skywitness.claims.language.statement import Clause
from skywitness.claims.language.words.unitwords import UNITS


def only(text: str) -> Clause:
    (clause,) = parse(text).clauses
    return clause


@pytest.mark.parametrize("text", language().examples)
def test_every_example_of_the_table_parses(text: str) -> None:
    assert parse(text).clauses


def test_distance_and_bearing_together() -> None:
    clause = only("encounter is about 75 miles southwest of Crimea")
    assert clause.subject == "encounter"
    assert clause.column == 14
    atom = clause.atom
    assert isinstance(atom, OffsetAtom)
    assert (atom.quantity.low, atom.quantity.high) == (Decimal(75), None)
    assert (atom.quantity.hedge, atom.quantity.unit) == ("about", "miles")
    assert atom.quantity.words == "about 75 miles"
    assert atom.direction.point == "SW"
    assert (atom.place.words, atom.place.column) == ("Crimea", 42)


@pytest.mark.parametrize(
    "words",
    [
        "southwest",
        "south-west",
        "south west",
        "SW",
        "sw",
        "S.W.",
        "to the southwest",
        "southwestern",
    ],
)
def test_spellings_of_a_compass_word(words: str) -> None:
    atom = only(f"encounter is {words} of Crimea").atom
    assert isinstance(atom, DirectionAtom)
    assert atom.direction.point == "SW"


@pytest.mark.parametrize(
    ("words", "point", "centre"),
    [
        ("north", "N", 0),
        ("SSW", "SSW", 202.5),
        ("south-southwest", "SSW", 202.5),
        ("south-south-west", "SSW", 202.5),
        ("WNW", "WNW", 292.5),
        ("E", "E", 90),
    ],
)
def test_compass_words_of_all_ranks(words: str, point: str, centre: float) -> None:
    atom = only(f"encounter is 10 km {words} of Crimea").atom
    assert isinstance(atom, OffsetAtom)
    assert atom.direction.point == point
    assert atom.direction.centre() == centre


@pytest.mark.parametrize("words", ["210°", "210 degrees", "about 210°", "210.5° true", "210 deg"])
def test_bearings_in_degrees(words: str) -> None:
    atom = only(f"encounter is on a bearing of {words} from Crimea").atom
    assert isinstance(atom, DirectionAtom)
    assert int(atom.direction.centre()) == 210
    assert atom.direction.hedged is ("about" in words)


@pytest.mark.parametrize(
    ("written", "unit"),
    [
        ("75 miles", "miles"),
        ("75 mile", "miles"),
        ("75 mi", "statute miles"),
        ("75mi", "statute miles"),
        ("75 statute miles", "statute miles"),
        ("75 nm", "nautical miles"),
        ("75 NM", "nautical miles"),
        ("75 nmi", "nautical miles"),
        ("75 nautical miles", "nautical miles"),
        ("75 km", "km"),
        ("75km", "km"),
        ("75 kilometres", "km"),
        ("75 kilometers", "km"),
        ("75 m", "m"),
        ("75 metres", "m"),
        ("75 meters", "m"),
        ("75 feet", "ft"),
        ("75 ft", "ft"),
        ("75 yards", "yards"),
    ],
)
def test_units(written: str, unit: str) -> None:
    atom = only(f"encounter is {written} from Crimea").atom
    assert isinstance(atom, DistanceAtom)
    assert atom.quantity.unit == unit
    assert unit in UNITS.values()


@pytest.mark.parametrize(
    ("written", "low", "high"),
    [
        ("6,000 km", "6000", None),
        ("6 000 km", "6000", None),
        ("6\u202f000 km", "6000", None),
        ("1,15 km", "1.15", None),
        ("60.0 km", "60.0", None),
        ("100-150 km", "100", "150"),
        ("100 - 150 km", "100", "150"),
        ("100–150 km", "100", "150"),
        ("100 to 150 km", "100", "150"),
        ("100 km to 150 km", "100", "150"),
        ("between 100 and 150 km", "100", "150"),
        ("between 100 km and 150 km", "100", "150"),
        ("from 100 to 150 km", "100", "150"),
        ("4,000-5,000 km", "4000", "5000"),
        ("100-100 km", "100", None),
    ],
)
def test_numbers_and_ranges(written: str, low: str, high: str | None) -> None:
    atom = only(f"encounter is {written} from Crimea").atom
    assert isinstance(atom, DistanceAtom)
    assert str(atom.quantity.low) == low
    assert atom.quantity.high == (Decimal(high) if high else None)


@pytest.mark.parametrize(
    ("words", "hedge"),
    [
        ("about", "about"),
        ("some", "about"),
        ("roughly", "about"),
        ("approximately", "about"),
        ("around", "about"),
        ("~", "about"),
        ("perhaps", "about"),
        ("maybe", "about"),
        ("probably", "about"),
        ("maybe about", "about"),
        ("nearly", "nearly"),
        ("almost", "nearly"),
        ("more than", "at least"),
        ("over", "at least"),
        ("at least", "at least"),
        ("less than", "at most"),
        ("under", "at most"),
        ("at most", "at most"),
        ("up to", "at most"),
        ("perhaps more than", "at least"),
        ("within", "at most"),
    ],
)
def test_hedges(words: str, hedge: str) -> None:
    atom = only(f"encounter is {words} 75 km from Crimea").atom
    assert isinstance(atom, DistanceAtom)
    assert atom.quantity.hedge == hedge


@pytest.mark.parametrize(
    ("text", "outside"),
    [
        ("inside Turkey", False),
        ("in Turkey", False),
        ("over Turkey", False),
        ("above Turkey", False),
        ("outside Turkey", True),
        ("not inside Turkey", True),
        ("not over Turkey", True),
        ("never in Turkey", True),
        ("not outside Turkey", False),
    ],
)
def test_inside_and_outside(text: str, outside: bool) -> None:
    atom = only(f"encounter is {text}").atom
    assert isinstance(atom, InsideAtom)
    assert atom.outside is outside


def test_names_of_several_words_and_quotes() -> None:
    def name(text: str) -> str:
        return only(text).atom.place.words  # type: ignore[attr-defined, no-any-return]

    assert name("encounter is near the Sea of Azov") == "the Sea of Azov"
    assert name("encounter is near North Korea") == "North Korea"
    assert name("encounter is southwest of South Ossetia") == "South Ossetia"
    assert name("encounter is near Côte d’Ivoire") == "Côte d’Ivoire"
    assert name("encounter is near Guinea-Bissau.") == "Guinea-Bissau"
    assert name("encounter is near the U.S.") == "the U.S."
    assert name("encounter is near India") == "India"
    assert name("encounter is inside Georgia (country)") == "Georgia (country)"
    assert name('encounter is inside "Bosnia and Herzegovina"') == "Bosnia and Herzegovina"
    assert name("encounter is inside “zone 4, north”") == "zone 4, north"
    assert name("encounter is 5 km from Чорне море") == "Чорне море"


def test_joins_carry_the_subject_on() -> None:
    clauses = parse(
        "wreck is 60 km from Sevastopol where the sea is 850-900 m deep; encounter is inside "
        "Turkey and southwest of Crimea, and at 25,000 ft; not testable: intent"
    ).clauses
    assert [c.subject for c in clauses] == ["wreck", "wreck", *["encounter"] * 3, ""]
    assert [c.atom.words for c in clauses] == [
        "60 km from Sevastopol",
        "where the sea is 850-900 m deep",
        "inside Turkey",
        "southwest of Crimea",
        "at 25,000 ft",
        "not testable: intent",
    ]


def test_an_object_with_its_moment() -> None:
    clause = only('MQ-9 is inside "temporary restricted area" at encounter')
    assert (clause.subject, clause.at, clause.moment_phrase) == ("MQ-9", "encounter", "encounter")
    two = parse("Su-24 is inside Turkey at 19000 ft at hit").clauses
    assert [(c.subject, c.at) for c in two] == [("Su-24", "hit"), ("Su-24", "hit")]


def test_off_a_coast() -> None:
    for text in (
        "13 nm off Syria",
        "13 nm off the coast of Syria",
        "13 nm off the shores of Syria",
    ):
        atom = only(f"encounter is {text}").atom
        assert isinstance(atom, OffCoastAtom)
        assert atom.place.words == "Syria"
        assert atom.quantity is not None
    bare = only("encounter is off the coast of Crimea").atom
    assert isinstance(bare, OffCoastAtom)
    assert bare.quantity is None


def test_a_reason_runs_to_the_end() -> None:
    clause = only("not testable: two accounts of one contact; needs a record, or the aircraft")
    assert clause.atom.words.endswith("or the aircraft")


@pytest.mark.parametrize("verb", ["is", "was", "lies", "happened", "took place", "IS"])
def test_verbs_for_is(verb: str) -> None:
    assert only(f"The encounter {verb} 5 km from Crimea").subject == "encounter"
