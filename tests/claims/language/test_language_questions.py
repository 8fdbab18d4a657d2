from __future__ import annotations

import pytest
from language_fakes import reader

from skywitness.claims.casefile.binder import Binder
from skywitness.claims.casefile.loader import case_from_text
from skywitness.claims.language.questions import parse_question
from skywitness.errors import LanguageError
from skywitness.places.measures.measures import Bearing, CoastDistance, Distance, Scalar

CASE = case_from_text(
    'id = "t"\ntitle = "t"\n[[moments]]\nid = "encounter"\nphrases = ["the meeting", "clash"]\n'
)


@pytest.mark.parametrize(
    ("text", "kind", "place", "unit"),
    [
        ("distance from encounter to Russian mainland", "distance", "Russian mainland", None),
        (
            "Distance from encounter to Russian mainland in nautical miles?",
            "distance",
            "Russian mainland",
            "nm",
        ),
        (
            "distance from encounter to the coast of Syria in miles",
            "distance",
            "the coast of Syria",
            "mi",
        ),
        ("distance between encounter and Crimea in km", "distance", "Crimea", "km"),
        ("distance of clash from Crimea", "distance", "Crimea", None),
        ("how far was the meeting from Crimea", "distance", "Crimea", None),
        ("distance from Crimea to encounter", "distance", "Crimea", None),
        ("bearing from Crimea to encounter", "bearing", "Crimea", None),
        ("bearing of encounter from Crimea", "bearing", "Crimea", None),
        ("altitude of encounter in ft", "altitude", None, "ft"),
        (
            'distance from encounter to "Bosnia and Herzegovina"',
            "distance",
            "Bosnia and Herzegovina",
            None,
        ),
    ],
)
def test_questions(text: str, kind: str, place: str | None, unit: str | None) -> None:
    question = Binder(CASE).question(text)
    assert (question.kind, question.moment, question.unit) == (kind, "encounter", unit)
    assert (question.place.words if question.place else None) == place


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "empty"),
        ("where was it", "not a question"),
        ("speed of encounter", "not a question"),
        ("distance from wreck to Crimea", "not a declared moment"),
        ("x" * 500, "400 characters"),
        ("distance from encounter to Crimea in parsecs", "not a unit"),
        ("distance from encounter to 95.1 N 33.2 E", "no latitude"),
    ],
)
def test_other_questions_are_refused_with_a_remedy(text: str, words: str) -> None:
    with pytest.raises(LanguageError, match=words) as caught:
        Binder(CASE).question(text)
    assert caught.value.column is not None


def test_what_is_measured() -> None:
    made = reader()

    def measure(text: str) -> object:
        question = parse_question(text)
        ctx = made.question_context(question)
        choice = {v.id: v.values[0] for v in question.variables(ctx)}
        return question.measure(choice, ctx)

    assert isinstance(measure("distance from encounter to Crimea"), Distance)
    assert isinstance(measure("distance from encounter to Syrian coast"), CoastDistance)
    assert isinstance(measure("bearing from Crimea to encounter"), Bearing)
    assert measure("altitude of encounter") == Scalar("altitude")


def test_extents_of_the_place_asked_for_are_readings() -> None:
    made = reader()
    question = parse_question("distance from encounter to US territory")
    names = [reading.name for reading in made.readings([], question)]
    assert names == ["US territory: states", "US territory: states and territories"]


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("bearing from Sub at hit to F at hit", 14),
        ("bearing of F at hit from Sub at hit", 26),
        ("bearing from hit to Odesa", 14),
    ],
)
def test_a_bearing_is_from_a_place_on_the_map(text: str, column: int) -> None:
    case = case_from_text(
        'id = "t"\ntitle = "t"\n[[moments]]\nid = "hit"\n'
        '[[objects]]\nid = "Sub"\napart = true\n[[objects]]\nid = "F"\napart = true\n'
    )
    with pytest.raises(LanguageError, match="no place on the map") as caught:
        Binder(case).question(text)
    assert caught.value.column == column
    assert "separation of" in (caught.value.remedy or "")
    assert Binder(case).question("bearing from Odesa to hit").moment == "hit"
