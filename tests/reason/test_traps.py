"""Statements that look impossible and are not, and slips that explain a conflict."""

from __future__ import annotations

import pytest

import skywitness as sw
from skywitness.claims.casefile.loader import case_from_text
from skywitness.dossier.words.conflictwords import conflict_hint
from skywitness.reason.conflicts.conflicts import find_conflicts
from skywitness.reason.worlds.given import given_in

MOMENTS = """
[[moments]]
id = "launch"
phrases = ["take-off of flight"]
objects = ["flight"]
[[moments]]
id = "hit"
phrases = ["landing of flight"]
objects = ["flight"]
"""


def case_of(claims: dict[str, str], head: str = "", objects: str = "") -> sw.Case:
    objects = objects or '[[objects]]\nid = "flight"\nmover = "jet"\n'
    text = f'id = "t"\ntitle = "t"\n{head}\n{objects}{MOMENTS}'
    for claim, says in claims.items():
        text += f'[[claims]]\nid = "{claim}"\nsays = {says!r}\nspeaker = "speaker of {claim}"\n'
    return case_from_text(text)


def all_of(case: sw.Case) -> sw.Finding:
    (finding,) = sw.together(case, [claim.id for claim in case.claims])
    return finding


def together(claims: dict[str, str], head: str = "", objects: str = "") -> sw.Finding:
    return all_of(case_of(claims, head, objects))


# --- brochures -----------------------------------------------------------------------------------

BATTERY = """
[[objects]]
id = "flight"
mover = "jet"
[[objects]]
id = "battery"
type = "S-200"
stands = true
[[places]]
name = "Site"
coordinates = "45.0 N, 35.0 E"
error = "50 m"
"""


def test_a_missile_that_reached_335_km_with_a_published_range_of_250_is_only_noted() -> None:
    claims = {
        "A": "battery is within 2 km of Site",
        "B": "hit is at 43.00 N, 38.16 E",
        "C": "hit is 335 km from battery",
    }
    finding = together(claims, objects=BATTERY)
    assert finding.verdict.verdict == "consistent"
    assert [note.kind for note in finding.verdict.notes] == ["implausible"]
    assert "250 km" in finding.verdict.notes[0].text
    case = case_of(claims, objects=BATTERY)
    assert find_conflicts(case, given_in(case, case.frames[0])).conflicts == ()


def test_a_fighter_above_its_published_ceiling_is_only_noted() -> None:
    objects = '[[objects]]\nid = "flight"\nmover = "jet"\ntype = "{}"\n'
    types = [row for row in _ceilings() if row[1] < 20_000]
    name, ceiling = types[0]
    height = ceiling + 58
    finding = together({"A": f"hit is at {height:.1f} m"}, objects=objects.format(name))
    assert finding.verdict.verdict == "consistent"
    (note,) = finding.verdict.notes
    assert note.kind == "implausible"
    assert note.text.endswith("58 m beyond it")


def _ceilings() -> list[tuple[str, float]]:
    from skywitness.claims.meaning.types import all_types

    rows = []
    for row in all_types():
        figures = [f.si for f in row.figures if f.what == "ceiling"]
        if len(figures) == 1 and figures[0] == round(figures[0], 1):
            rows.append((row.name, figures[0]))
    return rows


# --- wind and falls ------------------------------------------------------------------------------

APART = {
    "A": "launch is at 45.00 N, 10.00 E",
    "B": "hit is at 45.00 N, 24.00 E",  # 1,102 km
    "C": "hit is 3,601 s after launch",
}


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        # 1,102 km in an hour are 595 kt over the ground; with 150 kt behind, 444 kt in the air.
        ("flight flies at 444 kt through the air from launch to hit", "consistent"),
        ("flight flies at 444 kt over the ground from launch to hit", "contradicted"),
        # No wind is known that makes up for the rest.
        ("flight flies at 150 kt through the air from launch to hit", "contradicted"),
    ],
)
def test_a_tail_wind_of_150_kt(claim: str, verdict: str) -> None:
    assert together({**APART, "D": claim}).verdict.verdict == verdict


@pytest.mark.parametrize("seconds", [20, 28, 31])
def test_a_fall_that_starts_downward_may_be_faster_than_free_fall(seconds: int) -> None:
    # From rest in a vacuum 4,500 m take 30.3 s.
    finding = together(
        {"A": "flight falls 4,500 m from launch to hit", "B": f"hit is {seconds} s after launch"}
    )
    assert finding.verdict.verdict == "consistent"


# --- clocks --------------------------------------------------------------------------------------


def test_a_time_in_the_wrong_zone_is_named_with_its_other_witnesses() -> None:
    case = case_of(
        {
            "A": "hit is at 12:10 EEST",
            "B": "hit is at 12:10 UTC",
            "C": "launch is at 11:40 EEST",
            "D": "hit is 30 minutes after launch",
        },
        head="date = 2020-07-01",
    )
    found = find_conflicts(case, given_in(case, case.frames[0]))
    first = next(c for c in found.conflicts if c.claims == ("A", "B"))
    hint = conflict_hint(first)
    assert hint is not None
    assert "differ by 3 h, as two time zones do" in hint
    assert [c.claims for c in found.compatible if len(c.claims) == 3] == [("A", "C", "D")]


#: Kyiv put its clocks forward on 31 March 2019 at 03:00, and back on 31 October 2021 at 04:00.
FORWARD, BACK = 'date = 2019-03-31\nzone = "Europe/Kyiv"', 'date = 2021-10-31\nzone = "Europe/Kyiv"'


@pytest.mark.parametrize(
    ("head", "start", "minutes", "end", "verdict"),
    [
        (FORWARD, "02:50", 20, "04:10", "consistent"),
        (FORWARD, "02:50", 80, "04:10", "contradicted"),
        (BACK, "02:50", 80, "04:10", "contradicted"),
        (BACK, "02:50", 140, "04:10", "consistent"),
        # 03:10 was shown twice that night, so both are what was said.
        (BACK, "02:50", 20, "03:10", "consistent"),
        (BACK, "02:50", 80, "03:10", "consistent"),
        (BACK, "02:50", 50, "03:10", "contradicted"),
    ],
)
def test_the_night_on_which_clocks_change(
    head: str, start: str, minutes: int, end: str, verdict: str
) -> None:
    claims = {
        "A": f"launch is at {start} local time",
        "B": f"hit is {minutes} minutes after launch",
        "C": f"hit is at {end} local time",
    }
    assert together(claims, head).verdict.verdict == verdict


def test_a_time_that_the_clock_skipped_is_an_error() -> None:
    with pytest.raises(sw.SkywitnessError, match="put forward over"):
        together({"A": "hit is at 03:30 local time"}, FORWARD)


@pytest.mark.parametrize(
    ("day", "verdict"), [("2020-07-02", "consistent"), ("2020-07-01", "contradicted")]
)
def test_a_flight_over_midnight(day: str, verdict: str) -> None:
    claims = {
        "A": "launch is at 23:40 UTC on 2020-07-01",
        "B": f"hit is at 00:25 UTC on {day}",
        "C": "flight flies at 800 km/h over the ground from launch to hit",
        "D": "flight covers 600 km from launch to hit",
    }
    assert together(claims).verdict.verdict == verdict


def test_a_span_over_midnight_ends_on_the_next_day() -> None:
    claims = {"A": "launch is between 23:50 and 00:10 UTC", "B": "hit is at 23:45 UTC",
              "C": "launch is 15 minutes after hit"}  # fmt: skip
    assert together(claims, "date = 2020-07-01").verdict.verdict == "consistent"


# --- the antimeridian ----------------------------------------------------------------------------


@pytest.mark.parametrize(("minutes", "verdict"), [(15, "consistent"), (1, "contradicted")])
def test_a_flight_over_the_antimeridian(minutes: int, verdict: str) -> None:
    claims = {
        "A": "launch is at 10.0 N, 179.0 E",
        "B": "hit is at 10.0 N, 179.0 W",  # 219 km
        "C": f"hit is {minutes} minutes after launch",
        "D": "hit is 220 km from launch",
    }
    assert together(claims).verdict.verdict == verdict


def test_the_separation_is_not_the_way_round_the_earth() -> None:
    case = case_of({"A": "launch is at 10.0 N, 179.0 E", "B": "hit is at 10.0 N, 179.0 W"})
    answer = sw.as_json(sw.ask(case, "separation of launch and hit", ["A", "B"]))
    ((low, high),) = answer["readings"][0]["possible"]
    assert answer["readings"][0]["unit"] == "km"
    assert 195 < low < 219 < high < 245


# --- the same in other words ---------------------------------------------------------------------


def test_a_claim_that_repeats_another_in_other_words_is_told_once() -> None:
    case = case_of(
        {
            "A": "hit is 30 minutes after launch",
            "B": "launch is 30 minutes before hit",
            "C": "launch is at 11:40 UTC",
            "D": "hit is at 13:10 UTC",
        },
        head="date = 2020-07-01",
    )
    (conflict,) = find_conflicts(case, given_in(case, case.frames[0])).conflicts
    assert conflict.claims == ("A", "C", "D")
    assert conflict.also == (("B", "C", "D"),)
