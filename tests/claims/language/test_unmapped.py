"""Names that no map has, and what is said to write instead."""

from __future__ import annotations

import pytest
from language_fakes import reader, saying

from skywitness.claims.language.words.unmapped import instead
from skywitness.claims.meaning.parts import Part
from skywitness.errors import AmbiguousPlace, PlaceError


def parts(text: str) -> tuple[Part, ...]:
    said = saying(text)
    made = reader()
    made.variables(said)
    return made.parts(said, {})


@pytest.mark.parametrize(
    "name",
    [
        "Iranian airspace",
        "Iran's air space",
        "the sovereign airspace of Iran",
        "Iranian territorial waters",
        "the territorial waters of Iran",
        "Iran's territorial sea",
    ],
)
def test_a_zone_of_a_country_is_to_be_drawn_around_it(name: str) -> None:
    remedy = instead(name, lambda other: True)
    assert remedy is not None
    assert 'around = "Iran" and width = "12 nm"' in remedy
    assert ("within 12 nm of Iran and outside Iran" in remedy) == ("air" not in name.lower())


@pytest.mark.parametrize("name", ["international airspace", "international waters", "high seas"])
def test_a_zone_of_nobody_is_outside_of_somebodys(name: str) -> None:
    remedy = instead(name, lambda other: True)
    assert remedy is not None
    assert "say whose zone it is outside of" in remedy


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("the nearest point of land on the Iranian coast", "the Iranian coast"),
        ("the closest point of Crimea", "Crimea"),
        ("nearest land of Iran", "Iran"),
    ],
)
def test_the_nearest_point_of_a_place_is_that_place(name: str, short: str) -> None:
    assert (instead(name, lambda other: True) or "").endswith(f"write only {short!r}")


@pytest.mark.parametrize("name", ["Goruk", "Firozabad", "the Black Sea", "Iranian coast", "First"])
def test_other_names_have_no_such_remedy(name: str) -> None:
    assert instead(name, lambda other: True) is None


def test_the_remedy_of_a_sentence_says_it_and_others_stay() -> None:
    with pytest.raises(PlaceError, match='around = "Iran"') as caught:
        parts("encounter is outside Iranian airspace")
    assert caught.value.column == 22
    with pytest.raises(PlaceError, match="did you mean 'Crimea'"):
        parts("encounter is inside Goruk")


def test_near_a_name_that_no_map_has_is_put_on_record() -> None:
    (unknown,) = parts("encounter is near Kouh-e Mobarak")
    assert unknown.constraint is None
    assert "no place is known as 'Kouh-e Mobarak'" in (unknown.untestable or "")
    (known,) = parts("encounter is near Crimea")
    assert "no place is known" not in (known.untestable or "")
    with pytest.raises(AmbiguousPlace):
        parts("encounter is near Georgia")


@pytest.mark.parametrize(
    ("name", "remedy"),
    [
        ("Turkey illegally", "write only 'Turkey' if what is said is so without 'illegally'"),
        ("Turkey each time", "write only 'Turkey' if what is said is so without 'each time'"),
        ("Turkey barely", "what is said with 'barely' is not tested: say 'not testable: …'"),
    ],
)
def test_words_behind_a_name_that_are_none_of_it(name: str, remedy: str) -> None:
    assert instead(name, lambda other: True) == remedy
