"""Names: how they are compared, which place is meant, and what is asked when several are."""

from __future__ import annotations

import pytest
import shapely

from skywitness.errors import AmbiguousPlace, PlaceError
from skywitness.places.names.cities import CENTRE_ERROR_M
from skywitness.places.names.gazetteer import find_place, suggest
from skywitness.places.names.names import folded
from skywitness.places.place import Place


def one(name: str) -> Place:
    extents = find_place(name)
    assert len(extents) == 1
    return extents[0].place


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the Black Sea", "BLACK SEA"),
        ("Côte d'Ivoire", "Cote dIvoire"),
        ("U.S.", "us"),
        ("Guinea-Bissau", "guinea bissau"),
        ("Yayladağı", "yayladagı"),
    ],
)
def test_spellings_that_do_not_differ(one: str, other: str) -> None:
    assert folded(one) == folded(other)


def test_the_alone_is_a_name() -> None:
    assert folded("The") == "the"


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("Crimea", "contested:crimea"),
        ("Крым", "contested:crimea"),
        ("the Crimean Peninsula", "contested:crimea"),
        ("Чорне море", "sea:black-sea"),
        ("Arabian Gulf", "sea:persian-gulf"),
        ("East Sea", "sea:sea-of-japan"),
        ("Zmiinyi", "island:snake-island"),
        ("Cape Chersonesus", "cape:cape-khersones"),
        ("Херсонська область", "contested:UA-65"),
    ],
)
def test_alternative_names(name: str, id_: str) -> None:
    assert one(name).id == id_


@pytest.mark.parametrize("name", ["Sevastopol", "Sebastopol", "Севастополь", "city:694423"])
def test_sevastopol(name: str) -> None:
    extents = find_place(name)
    assert [e.label for e in extents] == [
        "from its centre",
        "from the edge of its built-up area",
    ]
    assert {e.kind for e in extents} == {"ordinary"}
    centre, edge = (e.place for e in extents)
    assert centre.error_m == CENTRE_ERROR_M
    assert edge.error_m == pytest.approx(edge.buffer_m + CENTRE_ERROR_M)
    assert "Crimea" in centre.view
    assert "recognised as UKR" in centre.view


def test_a_small_town_has_no_built_up_edge_of_its_own() -> None:
    (extent,) = find_place("Lingshui")
    assert extent.label == ""
    assert extent.place.buffer_m == 0


def test_several_bearers_are_asked_about() -> None:
    with pytest.raises(AmbiguousPlace) as caught:
        find_place("Tripoli")
    assert any("LBY" in c for c in caught.value.candidates)
    for candidate in caught.value.candidates:
        assert find_place(candidate)


def test_qualifiers_settle_it() -> None:
    libya = find_place("Tripoli (Libya)")[0].place
    lebanon = find_place("Tripoli, Lebanon")[0].place
    assert shapely.distance(libya.geometry, lebanon.geometry) > 10
    texas = find_place("Paris, US-TX")[0].place
    assert texas.geometry.x < -90


def test_far_larger_bearer_is_taken_and_the_others_named() -> None:
    paris = find_place("Paris")[0].place
    assert paris.geometry.x == pytest.approx(2.35, abs=0.1)
    assert any("far smaller" in note for note in paris.notes)


def test_a_country_is_not_ambiguous_with_a_hamlets_other_name() -> None:
    assert find_place("Georgia")[0].place.id.startswith("GEO@")
    assert find_place("Turkey")[0].place.kind == "country"


def test_unknown_names_suggest_the_nearest() -> None:
    with pytest.raises(PlaceError) as caught:
        find_place("Blak Sea")
    assert "Black Sea" in str(caught.value)
    assert suggest("Sevastop")[0].startswith("Sevastopol")


@pytest.mark.parametrize("name", ["", "   ", "!?", "x" * 5000, "city:abc", "city:", "\x00", "()"])
def test_unusable_names_are_one_clear_error(name: str) -> None:
    with pytest.raises(PlaceError) as caught:
        find_place(name)
    assert caught.value.remedy


def test_a_cases_own_places_come_first() -> None:
    own = Place("own:z", "z", "own", shapely.Point(1, 2), 10.0, "me", "1", "CC0", "")
    assert find_place("The Black Sea", own={"black sea": own})[0].place is own
