"""Entries and exits that a case declares lie on the edge of the place, for who tells the visit."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers.small_case import claims, moments, together

JET = '[[objects]]\nid = "Falcon"\nmover = "jet"\n'
ZONE = '[[places]]\nname = "Zone"\nbox = [30.0, 35.0, 34.0, 37.0]\nsource = "drawn"\n'
ERROR = 'error = "100 m"\n'


def _ends(place: str, *more: str) -> str:
    ways = {
        "entry": [f"entry of Falcon into {place}", *more],
        "exit": [f"exit of Falcon from {place}"],
    }
    return JET + "".join(
        f'[[moments]]\nid = "{m}"\nphrases = {phrases!r}\nobjects = ["Falcon"]\n'
        for m, phrases in ways.items()
    )


VISITS = (
    "Falcon is inside Zone for 17 seconds",
    "Falcon goes 9 km deep into Zone",
    "Falcon travels 4 km inside Zone",
    "Falcon enters Zone at 09:24",
    "Falcon leaves Zone",
)


@pytest.mark.parametrize("visit", VISITS)
@pytest.mark.parametrize("end", ["entry", "exit"])
def test_declared_end_of_a_visit_is_not_far_from_the_edge(
    tmp_path: Path, visit: str, end: str
) -> None:
    text = _ends("Zone") + ZONE + ERROR + claims(visit, f"{end} is at 20.0 S, 20.0 W")
    assert together(tmp_path, text)["verdict"] == "contradicted"


@pytest.mark.parametrize("visit", VISITS)
@pytest.mark.parametrize("end", ["entry", "exit"])
def test_declared_end_of_a_visit_may_be_anywhere_on_the_edge(
    tmp_path: Path, visit: str, end: str
) -> None:
    text = _ends("Zone") + ZONE + ERROR + claims(visit, f"{end} is at 36.0 N, 30.0 E")
    assert together(tmp_path, text)["verdict"] == "consistent"


@pytest.mark.parametrize("end", ["entry", "exit"])
@pytest.mark.parametrize("told", ["35.35 N, 35.72 E", "35.9025 N, 36.0611 E"])
def test_declared_end_may_be_over_the_territorial_sea_or_at_a_town_near_the_border(
    tmp_path: Path, end: str, told: str
) -> None:
    """12 km off the coast at Latakia; and Yayladagi, a town some 3 km inside the border."""
    country = "Syria" if told.startswith("35.35") else "Turkey"
    text = _ends(country) + claims(
        f"Falcon is inside {country} for 17 seconds", f"{end} is at {told}"
    )
    assert together(tmp_path, text)["verdict"] == "consistent"


def test_declared_end_is_within_twelve_miles_and_the_errors_of_the_edge(tmp_path: Path) -> None:
    """A degree of longitude at 36 N is 90.2 km: 0.255 degrees are 23.0 km, and 0.27 are 24.3."""
    for off, verdict in ((0.255, "consistent"), (0.27, "contradicted")):
        for at in (30.0 - off, 30.0 + off):
            text = _ends("Zone") + ZONE + ERROR
            text += claims(VISITS[0], f"entry is at 36.000 N, {at:.3f} E")
            assert together(tmp_path, text)["verdict"] == verdict, at


def test_place_without_a_stated_error_says_nothing_of_its_edge(tmp_path: Path) -> None:
    text = _ends("Zone") + ZONE + claims(VISITS[0], "entry is at 20.0 S, 20.0 W")
    assert together(tmp_path, text)["verdict"] == "consistent"


def test_place_of_a_declared_entry_binds_nobody_who_tells_no_visit(tmp_path: Path) -> None:
    text = _ends("Zone") + ZONE + ERROR + claims("entry is at 20.0 S, 20.0 W")
    assert together(tmp_path, text)["verdict"] == "consistent"


def test_entry_into_two_places_at_once_is_on_the_edge_of_neither(tmp_path: Path) -> None:
    text = _ends("Zone", "entry of Falcon into Wide Zone") + ZONE + ERROR
    text += claims(VISITS[0], "entry is at 36.0 N, 29.8 E")
    assert together(tmp_path, text)["verdict"] == "consistent"


def test_end_of_a_visit_that_no_moment_is_declared_for_has_no_place(tmp_path: Path) -> None:
    text = JET + moments("start", objects=["Falcon"]) + ZONE + ERROR
    found = together(tmp_path, text + claims(VISITS[0], "start is at 36.0 N, 32.0 E"))
    assert found["verdict"] == "consistent"


def test_visit_is_shown_between_points_on_the_edge_at_a_pace_one_believes(tmp_path: Path) -> None:
    text = _ends("Zone") + ZONE + ERROR + claims(VISITS[0], "entry is at 36.0 N, 30.0 E")
    found = together(tmp_path, text)
    stops = found["witness"]["courses"][0]["stops"]
    assert stops[1]["path_m"] <= 1.5 * 230 * found["gaps"]["exit"] + 1


def test_visit_of_a_country_is_shown_at_its_border_and_not_where_else_it_is_given(
    tmp_path: Path,
) -> None:
    given = moments("hit", objects=["Falcon"], given=["over the Black Sea"])
    text = _ends("Turkey") + given + claims("Falcon travels 4 km inside Turkey")
    places = together(tmp_path, text)["witness"]["places"]
    assert places["entry"] != places["hit"]
    assert places["exit"] != places["hit"]
