"""Moments taken for others: every kind of demand names the other, and nothing else changes."""

from __future__ import annotations

import pytest

from skywitness.claims.meaning.allowed import Range, Side
from skywitness.claims.meaning.parts import (
    Climb,
    Clock,
    Demand,
    Difference,
    HeightChange,
    Leg,
    Line,
    Mover,
    Offset,
    Part,
    Separation,
    Speed,
    State,
    Sun,
    Travel,
)
from skywitness.claims.meaning.renamed import renamed
from skywitness.claims.meaning.spots import Spot

ANY = Range(Side(1.0, 0.0), None)
HEIGHTS = (Spot("jet", "second entry"), Spot("jet", "hit"))
LEG = Leg("jet", "second entry", "hit", levels=HEIGHTS)
SECOND, HIT = Spot.of("second entry"), Spot.of("hit")
FLAT = Line(0.0, 1.0)


@pytest.mark.parametrize(
    "demand",
    [
        Difference(Clock("hit"), Clock("second entry"), ANY),
        Difference(Clock("second entry"), None, ANY),
        Travel(LEG, ANY),
        Speed(LEG, ANY, air=True),
        HeightChange(LEG, ANY, "height"),
        Climb(LEG, ANY),
        Separation(Spot("jet", "second entry"), HIT, ANY, slant=True),
        Sun(SECOND, Clock("second entry"), ANY),
        Offset(Spot("jet", "second entry"), "height", FLAT, FLAT, SECOND),
        Mover("jet", (SECOND, HIT), 300.0),
    ],
)
def test_a_moment_is_taken_for_another_in_every_kind_of_demand(demand: Demand) -> None:
    part = Part("C1", "words", SECOND, demand, implied=True)
    found = renamed(part, {"second entry": "entry"})
    assert "second entry" not in repr(found)
    assert repr(found) == repr(part).replace("second entry", "entry")
    assert renamed(part, {"another": "entry"}) == part


def test_two_places_of_a_mover_that_become_one_are_one() -> None:
    part = Part("", "limit", HIT, Mover("jet", (SECOND, Spot.of("entry")), 300.0))
    found = renamed(part, {"second entry": "entry"}).constraint
    assert isinstance(found, Mover)
    assert found.places == (Spot.of("entry"),)


def test_facts_keep_their_words() -> None:
    part = Part("", "so", HIT, State("at second entry", True))
    assert renamed(part, {"second entry": "entry"}) == part
