"""Moments whose place is given: worlds that are shown, and certificates that hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers.small_case import claims, moments, together

JET = '[[objects]]\nid = "Falcon"\nmover = "jet"\n'
GUN = '[[objects]]\nid = "battery"\nstands = true\n'
POINT = "at 44.0 N, 33.0 E"
PLACES = (
    POINT,
    "at 44.0000 N, 33.0000 E",
    "at 44.0 N, 33.0 E ± 300 m",
    "60 km from 44.00 N, 33.00 E",
    "within 60 km of 44.00 N, 33.00 E",
    "over the Black Sea",
    "inside Turkey",
)


def _two(given: str, *says: str, objects: str = "") -> str:
    mine = ["Falcon"] if objects == JET else []
    hit = moments("hit", objects=mine, given=[given] if given else [])
    return objects + hit + moments("bravo", objects=mine) + claims(*says)


@pytest.mark.parametrize("given", PLACES)
@pytest.mark.parametrize("says", ["bravo is 30 miles from hit", "bravo is at least 30 km from hit"])
def test_certificate_of_a_distance_from_a_given_place_holds(
    tmp_path: Path, given: str, says: str
) -> None:
    found = together(tmp_path, _two(given, says))
    assert found["verdict"] == "consistent"
    assert found["margin"]["hi"] == pytest.approx(0.0, abs=1e-3)


@pytest.mark.parametrize("given", PLACES)
def test_certificate_of_a_reach_from_a_given_place_holds(tmp_path: Path, given: str) -> None:
    found = together(tmp_path, _two(given, "battery reaches 250 km at hit", objects=GUN))
    assert found["verdict"] == "consistent"


@pytest.mark.parametrize("given", ["", POINT, "inside Turkey"])
def test_climb_from_a_given_place_takes_the_time_it_takes_elsewhere(
    tmp_path: Path, given: str
) -> None:
    text = _two(given, "Falcon climbs 7,000 m from hit to bravo", objects=JET)
    assert together(tmp_path, text)["gaps"]["bravo"] == pytest.approx(600.0)


@pytest.mark.parametrize("given", ["", POINT, "over the Black Sea"])
def test_way_from_a_given_place_is_flown_at_a_usual_pace(tmp_path: Path, given: str) -> None:
    text = _two(given, "Falcon travels 100 km from hit to bravo", objects=JET)
    assert together(tmp_path, text)["gaps"]["bravo"] == pytest.approx(600.0)


def test_speed_over_a_way_from_a_given_place_is_shown_over_minutes(tmp_path: Path) -> None:
    text = _two(POINT, "Falcon flies at 300 km/h over the ground from hit to bravo", objects=JET)
    assert together(tmp_path, text)["gaps"]["bravo"] == pytest.approx(600.0)


def test_surface_at_a_given_place_at_sea_is_the_seas(tmp_path: Path) -> None:
    said = claims("Falcon is at 1,000 m above ground at hit", "battery reaches 250 km at hit")
    text = JET + GUN + moments("hit", objects=["Falcon"], given=[POINT]) + said
    assert together(tmp_path, text)["verdict"] == "consistent"


@pytest.mark.parametrize("given", ["", POINT])
def test_climb_begins_no_lower_than_the_sea(tmp_path: Path, given: str) -> None:
    text = _two(given, "Falcon climbs 7,000 m from hit to bravo", objects=JET)
    assert all(h >= -1e-6 for h in together(tmp_path, text)["heights"].values())


#: A place whose error leaves no one position that is so far from every true shape.
BLURRED = (
    "[[places]]\nname = \"Mast\"\ngeojson = { type = 'Point', coordinates = [-86.5, 46.0] }\n"
    'error = "1114 m"\nsource = "drawn"\n'
)
FAR = ('encounter is no nearer than 2.2 nautical miles from "Mast"',
       'encounter is about 3 nautical miles from "Mast"',
       'encounter is about 3.5 statute miles from "Mast"')  # fmt: skip


def test_height_is_not_shown_where_the_given_place_is_but_claims_say_otherwise(
    tmp_path: Path,
) -> None:
    """That some place is so far, whatever the shape, is no leave to show what is given alone."""
    text = moments("encounter", given=['outside "Mast"']) + BLURRED
    found = together(tmp_path, text + claims("encounter is 12000 m above the ground", *FAR))
    assert found["verdict"] == "consistent"
    places = found["witness"]["places"]
    assert found["witness"]["somewhere"] == ["encounter"]
    assert not places


def test_way_out_of_an_inference_is_at_the_place_where_the_claim_fails(tmp_path: Path) -> None:
    """The certificate that the distance does not follow from the height is verified besides."""
    text = moments("encounter", given=['outside "Mast"']) + BLURRED
    text += claims("encounter is 12000 m above the ground", FAR[0]) + 'follows_from = ["C1"]\n'
    assert together(tmp_path, text)["verdict"] == "consistent"
