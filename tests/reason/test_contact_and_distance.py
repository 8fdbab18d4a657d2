"""Two that touch are not so far apart, at that moment or ever, whoever says it."""

from __future__ import annotations

from pathlib import Path

import pytest
from geographiclib.geodesic import Geodesic
from opposed import contradicted
from said import case_of, certified, verdict, written

import skywitness as sw
from skywitness.claims.meaning.spots import Spot
from skywitness.claims.telling.explanation import explain_sentence
from skywitness.reason.check import check_together

HEAD = """
id = "contact"
title = "contact"
date = 2023-03-14
[[objects]]
id = "Su-27"
mover = "jet"
[[objects]]
id = "MQ-9"
mover = "propeller"
apart = true
[[objects]]
id = "tanker"
mover = "ship"
[[objects]]
id = "frigate"
mover = "ship"
apart = true
[[moments]]
id = "contact"
objects = ["Su-27", "MQ-9", "tanker", "frigate"]
[[moments]]
id = "later"
objects = ["Su-27", "MQ-9", "tanker", "frigate"]
"""
TOUCH = "Su-27 and MQ-9 touch at contact"


@pytest.mark.parametrize("speakers", [1, 2])
@pytest.mark.parametrize(
    ("one", "other"),
    [
        (TOUCH, "Su-27 and MQ-9 are 300 m apart at contact"),
        (TOUCH, "MQ-9 is 300 m from Su-27 at contact"),
        (TOUCH, "MQ-9 never came within 100 m of Su-27"),
        (TOUCH, "MQ-9 passes 200 m from Su-27 at contact"),
        ("MQ-9 and Su-27 collided", "the separation of Su-27 and MQ-9 was never less than 50 m"),
        (
            "Su-27 and MQ-9 collided at contact",
            "Su-27 and MQ-9 never came within 100 m of each other",
        ),
        ("Su-27 and MQ-9 touch", "Su-27 and MQ-9 were never less than 50 m apart"),
    ],
)
def test_touching_and_a_distance_exclude_each_other(
    tmp_path: Path, one: str, other: str, speakers: int
) -> None:
    assert contradicted(tmp_path / "there", HEAD, [one, other], speakers=speakers)
    assert contradicted(tmp_path / "back", HEAD, [other, one], speakers=speakers)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (TOUCH, "Su-27 and MQ-9 are 300 m apart at later"),
        (TOUCH, "Su-27 and MQ-9 were never less than 50 m apart at later"),
        ("Su-27 and MQ-9 touch", "Su-27 and MQ-9 are 300 m apart at contact"),
        (TOUCH, "MQ-9 passes within 45 ft of Su-27 at contact"),
        (TOUCH, "Su-27 and MQ-9 are less than 300 m apart at contact"),
        # Told from middle to middle, two that touch are so far apart.
        (TOUCH, "Su-27 and MQ-9 are 20 m apart at contact"),
        ("tanker and frigate touch at contact", "tanker and frigate are 150 m apart at contact"),
        ("Su-27 and MQ-9 do not touch", "Su-27 and MQ-9 are 300 m apart at contact"),
        (TOUCH, "tanker and frigate are 3 km apart at contact"),
    ],
)
def test_touching_and_what_it_leaves_room_for_do_not(one: str, other: str) -> None:
    assert verdict(HEAD, one, other) == "consistent"


def test_ships_that_collide_were_not_a_kilometre_apart() -> None:
    says = "tanker and frigate touch at contact", "tanker and frigate are 1 km apart at contact"
    assert verdict(HEAD, *says) == "contradicted"


#: Two that are apart, and two that are where the moment happens.
PAIRS = {"apart": HEAD, "there": HEAD.replace("apart = true\n", "")}
COLLIDED = "Su-27 and MQ-9 collided at contact"
TWO_HEIGHTS = "Su-27 is at 20,000 ft AMSL at contact", "MQ-9 is at 10,000 ft AMSL at contact"


@pytest.mark.parametrize("pair", PAIRS)
@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Su-27 is at 44.0 N, 30.0 E at contact", "MQ-9 is at 42.0 N, 30.0 E at contact"),
        ("Su-27 is inside Turkey at contact", "MQ-9 is inside Romania at contact"),
        TWO_HEIGHTS,
        ("Su-27 is at FL300 at contact", "MQ-9 is at FL100 at contact"),
    ],
)
def test_two_that_touch_are_at_one_place_and_one_height(
    tmp_path: Path, pair: str, one: str, other: str
) -> None:
    words = certified(tmp_path, PAIRS[pair], [[COLLIDED, one, other]])
    assert words == ["contradicted"]


@pytest.mark.parametrize("pair", PAIRS)
def test_a_contact_and_two_heights_are_found_to_conflict(tmp_path: Path, pair: str) -> None:
    assert contradicted(tmp_path, PAIRS[pair], [COLLIDED, *TWO_HEIGHTS], speakers=3)


def test_heights_of_two_that_touch_are_told_as_such() -> None:
    case = case_of(PAIRS["there"], [COLLIDED])
    told = [p.plain for r in explain_sentence(COLLIDED, case).readings for p in r.parts]
    assert "height of Su-27 at contact against that of MQ-9 at contact" in " ".join(told)


@pytest.mark.parametrize("pair", PAIRS)
@pytest.mark.parametrize(
    ("one", "other"),
    [
        # Their middles are a wing's span apart, and heights are told of any point of each.
        ("Su-27 is at 20,000 ft AMSL at contact", "MQ-9 is at 20,500 ft AMSL at contact"),
        ("Su-27 is at FL200 at contact", "MQ-9 is at FL201 at contact"),
        ("Su-27 is inside Turkey at contact", "MQ-9 is inside Turkey at contact"),
    ],
)
def test_two_that_touch_may_be_told_of_nearly_one_place(
    tmp_path: Path, pair: str, one: str, other: str
) -> None:
    assert certified(tmp_path, PAIRS[pair], [[COLLIDED, one, other]]) == ["consistent"]


@pytest.mark.parametrize("pair", PAIRS)
def test_what_is_left_of_a_conflict_over_a_contact_is_certified(tmp_path: Path, pair: str) -> None:
    (tmp_path / "case").mkdir()
    text = written(PAIRS[pair], [COLLIDED, *TWO_HEIGHTS, "MQ-9 is at 20,200 ft AMSL at contact"])
    (tmp_path / "case" / "case.toml").write_text(text, encoding="utf-8")
    result = sw.check(tmp_path / "case")
    sw.write_certificates(result, tmp_path / "out")
    report = sw.verify_certificates(tmp_path / "out")
    assert report.holds
    assert report.not_certified == []
    assert report.proven["conflict, contradicted"] == 2


def test_a_ship_as_long_as_any_is_at_both_ends_of_it_when_rammed() -> None:
    says = (
        "tanker and frigate collided at contact",
        "tanker is at 42.0000 N, 30.0000 E at contact",
        "frigate is at 42.0080 N, 30.0000 E at contact",
    )
    assert verdict(HEAD, *says) == "consistent"
    apart = "frigate is at 42.0200 N, 30.0000 E at contact"
    assert verdict(HEAD, *says[:2], apart) == "contradicted"


@pytest.mark.parametrize(
    "says",
    [
        ("Su-27 and MQ-9 collided", *TWO_HEIGHTS),
        ("Su-27 and MQ-9 collided at later", *TWO_HEIGHTS),
        ("Su-27 and MQ-9 do not touch at contact", *TWO_HEIGHTS),
    ],
)
def test_no_contact_then_puts_nothing_together(says: tuple[str, ...]) -> None:
    assert verdict(HEAD, *says) == "consistent"


def test_a_world_shows_two_that_touch_together() -> None:
    case = case_of(HEAD, [COLLIDED, "Su-27 is inside Turkey at contact"])
    best = check_together(case, ["C0", "C1"])[0].verdict.best
    assert best is not None
    fighter, drone = (best.places[Spot(who, "contact")] for who in ("", "MQ-9"))
    assert Geodesic.WGS84.Inverse(*fighter, *drone)["s12"] <= 240.0
