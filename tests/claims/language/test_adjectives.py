from __future__ import annotations

import contextlib

import pytest

from skywitness.claims.language.words import adjectives
from skywitness.claims.language.words.adjectives import coast_word, spellings
from skywitness.errors import PlaceError
from skywitness.places.names.gazetteer import find_place


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("Crimea", ["Crimea"]),
        ("the Black Sea", ["the Black Sea", "Black Sea"]),
        ("Syrian coast", ["Syrian coast", "Syrian", "Syria"]),
        ("the coast of Syria", ["the coast of Syria", "coast of Syria", "Syria"]),
        (
            "the Russian coastline",
            ["the Russian coastline", "Russian coastline", "Russian", "Russia"],
        ),
        ("Crimea's shore", ["Crimea's shore", "Crimea"]),
        ("Turkish soil", ["Turkish soil", "Turkey soil", "Turkish", "Turkey"]),
        ("Russian mainland", ["Russian mainland", "Russia mainland"]),
    ],
)
def test_forms_of_a_name_in_order(name: str, forms: list[str]) -> None:
    assert list(spellings(name)) == forms


def test_which_names_speak_of_a_coast() -> None:
    for name in ("Syrian coast", "the coast of Syria", "Russian coastline", "Crimea's sea shore"):
        assert coast_word(name)
    for name in ("Crimea", "Gold Coast City", "coast", "Russian mainland"):
        assert not coast_word(name)


def test_every_adjective_stands_for_a_place_that_is_shipped() -> None:
    for country in set(adjectives._ADJECTIVES.values()):
        assert find_place(country), country


@pytest.mark.parametrize("name", ["Syrian coast", "Turkish territory", "Crimean coast"])
def test_the_gazetteer_finds_one_of_the_forms(name: str) -> None:
    found = []
    for form in spellings(name):
        with contextlib.suppress(PlaceError):
            found.append(find_place(form))
    assert found
