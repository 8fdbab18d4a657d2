"""What bounds heights from below: the ground that a case states, the sea, water under ships."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from forger import Forger, edit_case
from small_case import asked, claims, moments, together, written

import skywitness as sw
from skywitness.errors import SkywitnessError

HERE = moments("encounter", "end")
FALCON = '[[objects]]\nid = "Falcon"\nmover = "helicopter"\n'
FLOWN = FALCON + moments("encounter", "end", objects=["Falcon"])
SHIP = '[[objects]]\nid = "Kirov"\nmover = "ship"\n' + moments("encounter", objects=["Kirov"])
SURVEY = "the state's survey, sheet 12"
BARE = claims("encounter is at 10000 ft", "encounter is at 14000 m")
LOW = claims("encounter is 300 m above the ground", "encounter is at 5000 m AMSL")


def ground(lowest: str = "0 m", highest: str = "2000 m", more: str = "") -> str:
    return f'[[ground]]\nlowest = "{lowest}"\nhighest = "{highest}"\nsource = "{SURVEY}"\n{more}\n'


SEA = '[ground]\nsurface = "sea"\nsource = "the pilot chart"\n'


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        # Bare heights: 10,000 ft may be above a high ground, unless the case says how high that is.
        (HERE + BARE, "consistent"),
        (ground() + HERE + BARE, "contradicted"),
        (ground("-100 ft", "6500 ft") + HERE + BARE, "contradicted"),
        (ground(highest="8850 m") + HERE + BARE, "consistent"),
        # Two references by name.
        (HERE + LOW, "consistent"),
        (ground() + HERE + LOW, "contradicted"),
        (ground(highest="5 km") + HERE + LOW, "consistent"),
        (SEA + HERE + LOW, "contradicted"),
        # Of some moments only.
        (ground(more='moments = ["encounter"]') + HERE + LOW, "contradicted"),
        (ground(more='moments = ["end"]') + HERE + LOW, "consistent"),
        # Several hold together.
        (ground(highest="6 km") + ground(more='moments = ["encounter"]') + HERE + LOW,
         "contradicted"),
        # Nothing flies below it.
        (ground("500 m") + FLOWN + claims("encounter is at 300 m AMSL"), "contradicted"),
        (ground("200 m") + FLOWN + claims("encounter is at 300 m AMSL"), "consistent"),
        (SEA + FLOWN + claims("encounter is 300 m below sea level"), "contradicted"),
        (FLOWN + claims("encounter is 300 m below sea level"), "consistent"),
        (moments("encounter", objects=["Falcon"], given=["over the Black Sea"]) + FALCON
         + claims("encounter is 300 m below sea level"), "contradicted"),
        # What is elsewhere at the moment has another ground.
        (ground() + moments("encounter", objects=["Falcon"])
         + FALCON.replace("mover", "apart = true\nmover")
         + claims("Falcon is 300 m above the ground at encounter",
                  "Falcon is at 5000 m AMSL at encounter"), "consistent"),
    ],
)  # fmt: skip
def test_the_ground_that_a_case_states(tmp_path: Path, text: str, verdict: str) -> None:
    assert together(tmp_path, text)["verdict"] == verdict


def test_where_the_ground_decides_the_sentence_says_so(tmp_path: Path) -> None:
    found = together(tmp_path, ground() + HERE + LOW)
    assert (
        f"counting ground between 0 m and 2000 m below, as the case states from {SURVEY}"
        in (found["because"])
    )
    aside = together(tmp_path / "aside", ground() + HERE + claims("encounter is 5 km from Kyiv"))
    assert "ground" not in aside["because"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (ground("2000 m", "0 m"), "the lowest ground (2000 m) lies above the highest (0 m)"),
        (ground("0"), "'0' is not a length"),
        (ground().replace('"0 m"', "0"), "a height has its unit"),
        ('ground = "flat"\n', "the ground is a table"),
        (ground("0 m", "2000"), "'2000' is not a length"),
        (ground("0 m", "9000 m"), "no land lies at 9000 m"),
        (ground("-900 m"), "no land lies at -900 m"),
        (ground(more='moments = ["encountre"]'), "there is no moment 'encountre'"),
        ('[ground]\nlowest = "0 m"\nhighest = "9 m"\n', "source"),
        ('[ground]\nlowest = "0 m"\nsource = "x"\n', "both 'lowest' and 'highest'"),
        (SEA + 'lowest = "0 m"\n', "or surface"),
        ('[ground]\nsurface = "lake"\nsource = "x"\n', "sea"),
        (ground("0 m", "100 m") + ground("150 m", "200 m"), "are stated of one moment"),
    ],
)
def test_a_ground_that_cannot_be_is_one_clear_error(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(SkywitnessError) as error:
        sw.load_case(written(tmp_path, text + HERE + LOW))
    assert told in str(error.value)
    assert "ground" in str(error.value)


def narrowed(log: dict[str, object]) -> None:
    """The surface in a log, between other heights than the case states."""
    demands = log["demands"]
    assert isinstance(demands, list)
    surface = next(d for d in demands if d.get("quantity") == "surface")
    surface["allowed"]["upper"] = [1000.0, 0.0, 0.0]


def _log(f: Forger) -> None:
    for name, each in f.manifest["exclusions"].items():
        found = f.log(each["kind"])[1]
        if any(d.get("quantity") == "surface" for d in found["demands"]):
            narrowed(found)
            f.put_log(name, found)
            return
    raise AssertionError("no log speaks of the surface")


def _widened(f: Forger) -> None:
    edit_case(f, "2000 m", "6000 m")


def _left_out(f: Forger) -> None:
    edit_case(f, f'lowest = "0 m"\nhighest = "2000 m"\nsource = "{SURVEY}"',
              'surface = "sea"\nsource = "x"')  # fmt: skip


@pytest.mark.parametrize("forge", [_log, _widened, _left_out])
def test_another_ground_than_the_case_s_is_refused(
    tmp_path: Path, forge: Callable[[Forger], None]
) -> None:
    together(tmp_path, ground() + HERE + LOW)
    f = Forger(tmp_path / "out", tmp_path / "forged")
    forge(f)
    f.sealed()


def test_ships_are_on_water(tmp_path: Path) -> None:
    high = together(tmp_path / "high", SHIP + claims("Kirov is at 12 km AMSL at encounter"))
    assert high["verdict"] == "contradicted"
    up = together(tmp_path / "up", SHIP + claims("Kirov is 3 km above the surface at encounter"))
    assert up["verdict"] == "contradicted"
    sunk = SHIP + claims("Kirov is 900 m below sea level at encounter")
    assert together(tmp_path / "sunk", sunk)["verdict"] == "consistent"


@pytest.mark.parametrize(
    ("head", "says", "low", "high", "told"),
    [
        (SHIP, "encounter is at 44 N, 34 E", -0.45, 8.95, "A ship is on water"),
        (SHIP, "encounter is at 44 N, 34 E and 900 m from a wreck", -11.0, 8.95, "may sink"),
        (FLOWN, "encounter is at 44 N, 34 E", -0.45, None, "none lies below -450 m"),
        (ground("500 m") + FLOWN, "encounter is at 44 N, 34 E", 0.5, None, SURVEY),
        (HERE, "encounter is at 44 N, 34 E", -11.0, None, "does not declare what it is"),
    ],
)
def test_an_answer_says_what_bounds_the_height(
    tmp_path: Path, head: str, says: str, low: float, high: float | None, told: str
) -> None:
    wreck = '[[places]]\nname = "a wreck"\ncoordinates = "44 N, 34 E"\nerror = "1 km"\n'
    ((least, most),) = asked(tmp_path, wreck + head + claims(says), "altitude of encounter")[0][
        "possible"
    ]
    assert (least, most) == (low, high)
    answer = sw.as_json(sw.ask(sw.load_case(tmp_path), "altitude of encounter", ["C1"]))
    assert told in answer["limits"]
    assert json.dumps(answer)


def test_no_aircraft_is_shown_below_the_ground_where_the_case_does_not_name_it(
    tmp_path: Path,
) -> None:
    text = FALCON + HERE + claims("Falcon is at 3000 m AMSL at encounter",
                                  "Falcon descends 9 km from encounter to end")  # fmt: skip
    assert together(tmp_path, text)["verdict"] == "contradicted"


def test_who_is_apart_is_asked_about_within_believable_limits(tmp_path: Path) -> None:
    head = '[[objects]]\nid = "MH17"\n[[objects]]\nid = "Su-25"\napart = true\nmover = "jet"\n'
    text = (
        head
        + moments("hit", objects=["MH17", "Su-25"])
        + claims(
            "Su-25 and MH17 are 13-15 km apart in a straight line at hit",
            "MH17 is at 33,000 ft above sea level at hit",
        )
    )
    ((low, high),) = asked(tmp_path, text, "altitude of Su-25 at hit")[0]["possible"]
    assert low == pytest.approx(-450 / 0.3048)
    assert 70_000 < high < 85_000
