"""Motion that is not in the language, what `explain` shows of it, and questions about it."""

from __future__ import annotations

import contextlib
import logging
import time

import pytest
from lark import Lark, logger
from motion_case import CASE, find

from skywitness.claims.casefile.binder import Binder
from skywitness.claims.casefile.case import Case
from skywitness.claims.casefile.placefinder import PlaceFinder
from skywitness.claims.language.atoms import ATOMS
from skywitness.claims.language.grammar import language, parse
from skywitness.claims.meaning.parts import Leg
from skywitness.claims.meaning.spots import Spot
from skywitness.claims.telling.explanation import PartExplained, explain_sentence
from skywitness.errors import LanguageError


@pytest.mark.parametrize(
    ("text", "column", "expected"),
    [
        ("Su-24 flies at 980 km inside Turkey", 20, "a unit of speed (km/h, kt, mph, m/s)"),
        ("Su-24 flies at fast inside Turkey", 16, "a number"),
        ("MQ-9 climbs at 200 kt at hit", 20, "a unit of vertical speed (ft/min, m/s)"),
        ("wreck drifts 8 km from hit", 24, "a happening followed by to or and"),
        ("Su-24 travels 1.15 miles", 25, "inside"),
        ("gun reaches at hit", 13, "a number"),
        ("EP-3 flies at 180 kt", 1, "at and a moment"),
        ("MQ-9 climbs at 2,000 ft/min", 1, "from … to …"),
        ("gun reaches 2.5 km", 1, "at and a moment"),
        ("EP-3 and J-8 are 400 m apart", 1, "at and a moment"),
        ("Su-27 flies ahead of MQ-9", 1, "at and a moment"),
        ("Su-24 travels 2 km inside Turkey at hit", 1, "the end of the sentence"),
        ("wreck drifts 8 km from hit to hit", 31, "another moment"),
        ("Su-24 travels 2 km in 44.5 N, 33.2 E", 23, "a place name"),
        ("bomber airspeed is 200 kt over the ground at hit", 1, "one of over the ground"),
        ("EP-3 lands at 09:33 UTC at 09:35 UTC", 28, "one clock time"),
        ("Su-27 and MQ-9 touch at 07:03 CET", 25, "a moment"),
        ("Su-24 flies at 900-800 km/h inside Turkey", 16, "the lower end first"),
        ("Su-24 flies at 900 km/h - 500 kt inside Turkey", 16, "one unit for both ends"),
    ],
)
def test_faults(text: str, column: int, expected: str) -> None:
    with pytest.raises(LanguageError) as caught:
        parse(text)
    error = caught.value
    assert error.column == column
    assert any(each.startswith(expected) for each in error.expected)
    assert error.nearest is not None
    assert parse(error.nearest).clauses


def test_moments_of_a_leg_are_declared() -> None:
    for text, column in (
        ("wreck drifts 8 km from hit to nowhere", 31),
        ("wreck drifts 8 km from start to hit", 24),
        ("MQ-9 heads towards Crimea before takeoff", 34),
    ):
        with pytest.raises(LanguageError, match="not a declared moment") as caught:
            Binder(CASE).saying_of(text)
        assert caught.value.column == column


def test_words_read_as_one_are_named_whole() -> None:
    """Dawn is no moment: "before dawn" is a state of the sky, which a heading has none of."""
    with pytest.raises(LanguageError, match="'before dawn' does not fit here") as caught:
        parse("MQ-9 heads towards Crimea before dawn")
    assert caught.value.column == 27


#: What LALR(1) resolves by shifting, and is meant: terminal → rules that could end before it. A
#: date belongs to the time it follows; "where" and "from" after a clause or a stay add to it.
MEANT = {
    "DATE": {"_dated"},
    "_WHERE": {"said", "continued"},
    "_FROM": {"entered", "_begun"},
}


def test_the_grammar_has_no_new_conflicts(caplog: pytest.LogCaptureFixture) -> None:
    """LALR(1) resolves a conflict silently; the meant ones were looked at."""
    level = logger.level
    logger.addHandler(caplog.handler)
    try:
        logger.setLevel(logging.DEBUG)
        Lark(
            language().grammar, parser="lalr", lexer="contextual", debug=True,
            maybe_placeholders=False,
        )  # fmt: skip
    finally:
        logger.removeHandler(caplog.handler)
        logger.setLevel(level)
    found: dict[str, set[str]] = {}
    for record in caplog.records:
        if "conflict for terminal" in record.getMessage():
            terminal = record.getMessage().split("terminal ")[1].split(":")[0]
        elif record.getMessage().startswith(" * <"):
            rule = record.getMessage().split("<")[1].split(" :")[0]
            found.setdefault(terminal, set()).add(rule)
    assert found == MEANT


@pytest.mark.parametrize(
    "piece",
    [
        "Su-24 flies at ",
        "from hit to ",
        "deep into ",
        "and J-8 are ",
        "Mach ",
        "flies ",
        "km/h ",
        "at ",
    ],
)
def test_repetition_takes_no_longer_than_its_length(piece: str) -> None:
    started = time.perf_counter()
    for text in ((piece * 999)[:999], "Su-24 flies at 980 km/h " + (piece * 999)[:900]):
        with contextlib.suppress(LanguageError):
            parse(text)
    assert time.perf_counter() - started < 5


def test_existing_sentences_are_read_as_before() -> None:
    kinds = {
        "wreck is 850 m deep in the Black Sea": ["DepthAtom", "InsideAtom"],
        "Su-24 is inside Turkey at 19000 ft at hit": ["InsideAtom", "AltitudeAtom"],
        "Su-24 is inside Turkey at 09:15 UTC": ["InsideAtom", "ClockAtom"],
        "EP-3 flies straight and level at hit": ["StraightAtom"],
        "encounter is 1 km inside Syria": ["DeepInsideAtom"],
    }
    for text, atoms in kinds.items():
        assert [type(c.atom).__name__ for c in parse(text).clauses] == atoms, text


@pytest.fixture
def _plain_places(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(PlaceFinder, "find_in", lambda self, frame: find)


def explained(text: str, case: Case | None = None) -> PartExplained:
    return explain_sentence(text, case).readings[0].parts[0]


@pytest.mark.usefixtures("_plain_places")
@pytest.mark.parametrize(
    ("text", "what", "cells"),
    [
        (
            "Su-24 flies at 980 km/h inside Turkey",
            "mean speed over the ground of Su-24 from entry of Su-24 into Turkey to exit of Su-24 "
            "from Turkey",
            (("980 km/h",), ("975 to 985 km/h",), ("970 to 990 km/h",)),
        ),
        (
            "EP-3 airspeed is 180 kt at hit",
            "speed through the air of EP-3 at hit",
            (
                ("180 kt", "333.4 km/h"),
                ("175 to 185 kt", "324.1 to 342.6 km/h"),
                ("170 to 190 kt", "314.8 to 351.9 km/h"),
            ),
        ),
        (
            "wreck drifts 8 km from hit to impact",
            "length of the path of wreck from hit to impact",
            (("8 km",), ("7.5 to 8.5 km",), ("7 to 9 km",)),
        ),
        (
            "MQ-9 falls 25,000 ft from hit to impact",
            "change of height of MQ-9 from hit to impact",
            (
                ("25,000 ft lower", "7,620 m lower"),
                ("22,500 to 27,500 ft lower", "6,858 to 8,382 m lower"),
                ("20,000 to 30,000 ft lower", "6,096 to 9,144 m lower"),
            ),
        ),
        (
            "MQ-9 climbs at up to 10 m/s from hit to impact",
            "mean vertical speed of MQ-9 from hit to impact",
            (("0 to 10 m/s upward",), ("0 to 10 m/s upward",), ("0 to 11 m/s upward",)),
        ),
    ],
)
def test_motion_in_plain_words(text: str, what: str, cells: tuple[tuple[str, ...], ...]) -> None:
    part = explained(text)
    assert part.measured == what
    assert part.allowed == cells
    assert what in part.plain
    assert cells[1][0] in part.plain


@pytest.mark.usefixtures("_plain_places")
def test_a_separation_in_plain_words() -> None:
    part = explained("gun reaches 2.5 km at hit", CASE)
    assert part.plain == "distance in a straight line between hit and gun: 0 to 2.75 km"
    assert part.numbers[1] == (1.0, None, 2750.0)


@pytest.mark.usefixtures("_plain_places")
def test_the_numbers_of_motion_in_json() -> None:
    made = explain_sentence("Su-24 flies at 36 km/h inside Turkey").as_json()
    part = made["readings"][0]["parts"][0]  # type: ignore[index]
    assert part["metres"] == []
    assert part["metres_per_second"][0] == {"stretch": 0.0, "lo": 10.0, "hi": 10.0}
    assert part["unit"] == "km/h"


@pytest.mark.usefixtures("_plain_places")
@pytest.mark.parametrize(
    "example",
    [e for k in ATOMS if k.name in ("speed", "travel", "incursion", "heights", "climb", "heading",
                                    "formation") for e in k.examples],
)  # fmt: skip
def test_sentences_without_a_case_are_explained(example: str) -> None:
    found = explain_sentence(example)
    assert found.readings
    assert all(part.plain for reading in found.readings for part in reading.parts)


INSIDE = Leg("su24", "in", "out")
FALL = Leg("mq-9", "hit", "impact")
HIT = Spot.of("hit")
BOTH = (HIT, Spot.of("impact"))


@pytest.mark.parametrize(
    ("text", "kind", "of", "unit"),
    [
        ("speed of Su-24 from entry to exit", "speed", INSIDE, None),
        ("the mean speed of bomber between entry and exit in kt", "speed", INSIDE, "kt"),
        ("speed of Su-24 inside Turkey in km/h?", "speed", INSIDE, "km/h"),
        ("path of the bomber inside Turkey in miles", "path", INSIDE, "mi"),
        ("length of the path of MQ-9 from hit to impact", "path", FALL, None),
        ("climb of MQ-9 from hit to impact in ft/min", "climb", FALL, "ft/min"),
        (
            "speed of MQ-9 inside Crimea",
            "speed",
            Leg("mq-9", "entry of mq-9 into crimea", "exit of mq-9 from crimea"),
            None,
        ),
        ("separation of hit and impact", "separation", BOTH, None),
        ("distance from hit to impact in nm", "separation", BOTH, "nm"),
        ("how far is gun from hit", "separation", (Spot("gun", ""), HIT), None),
        ("separation of J-8 at hit and hit", "separation", (Spot("fighter", "hit"), HIT), None),
    ],
)  # fmt: skip
def test_questions_about_motion(
    text: str, kind: str, of: Leg | tuple[Spot, Spot], unit: str | None
) -> None:
    asked = Binder(CASE).question(text)
    assert (asked.kind, asked.unit) == (kind, unit)
    if isinstance(of, Leg):
        assert (asked.leg, asked.moment) == (of, of.later)
    else:
        assert asked.ends == of


def test_a_distance_from_a_place_is_still_one() -> None:
    for text in ("distance from hit to Crimea", "distance from Crimea to hit"):
        asked = Binder(CASE).question(text)
        assert (asked.kind, asked.moment) == ("distance", "hit")
        assert asked.place is not None
        assert asked.place.words == "Crimea"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("speed of Su-24 from entry to nowhere", "not a declared moment"),
        ("speed of Su-24", "not a question"),
        ("speed of Su-24 from entry to exit in miles", "not a unit of speed"),
        ("climb of Su-24 from entry to exit in kt", "not a unit of vertical speed"),
        ("separation of hit and Crimea", "not a declared moment"),
        ("separation of hit and J-8", "not a declared moment"),
    ],
)
def test_other_questions_are_refused(text: str, words: str) -> None:
    with pytest.raises(LanguageError, match=words) as caught:
        Binder(CASE).question(text)
    assert caught.value.column is not None
