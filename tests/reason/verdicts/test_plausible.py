"""Notes from published figures: what they say, and that they are never more than notes."""

from __future__ import annotations

import ast
import inspect
import math
from itertools import pairwise
from typing import get_args

import pytest

from skywitness.claims.meaning.figures import Figure, Source, TypeRow, What
from skywitness.claims.meaning.types import find_type
from skywitness.reason.verdicts import plausible as module
from skywitness.reason.verdicts.atmosphere import (
    RADIUS,
    density_ratio,
    equivalent_airspeed,
)
from skywitness.reason.verdicts.plausible import NoteKind, plausible

PAPER = Source("A paper", "https://paper.example")
KNOT = 1852 / 3600
KMH = 1 / 3.6


def row(*figures: tuple[What, float, str], kind: str = "jet", low: float = 0.0) -> TypeRow:
    made = [Figure(what, value, unit, PAPER, True) for what, value, unit in figures]
    if low:
        made.append(Figure("top speed", low, "km/h", PAPER, True, low=True))
    return TypeRow("X-1", (), kind, tuple(made))


# --- the standard atmosphere ---------------------------------------------------------------------

# Density in kg/m³ at geometric height, U.S. Standard Atmosphere 1976 as tabulated in Mechanical
# Engineers' Handbook, vol. 4, table 6 (the same atmosphere as ICAO Doc 7488 up to 32 km).
TABLE = {
    0: 1.2250,
    1000: 1.1117,
    2000: 1.0066,
    3000: 0.9093,
    4000: 0.8194,
    5000: 0.7364,
    6000: 0.6601,
    7000: 0.5900,
    8000: 0.5258,
    9000: 0.4671,
    10000: 0.4135,
    11000: 0.3648,
    12000: 0.3119,
    13000: 0.2667,
}


@pytest.mark.parametrize("height", TABLE)
def test_density_agrees_with_the_published_table(height: int) -> None:
    assert density_ratio(height) * TABLE[0] == pytest.approx(TABLE[height], abs=1.5e-4)


@pytest.mark.parametrize(("level", "ratio"), [(11_000.0, 0.297076), (20_000.0, 0.0718653)])
def test_density_at_the_layers_of_geopotential_height(level: float, ratio: float) -> None:
    # http://scipp.ucsc.edu/outreach/balloon/atmos/1976%20Standard%20Atmosphere.htm: 0.297076 at
    # 11 km, and times exp(-9000 / 6341.6) nine kilometres higher.
    height = RADIUS * level / (RADIUS - level)
    assert density_ratio(height) == pytest.approx(ratio, rel=1e-4)


def test_density_is_continuous_and_falls_with_height() -> None:
    ratios = [density_ratio(h) for h in range(-5000, 32_000, 10)]
    assert all(a > b for a, b in pairwise(ratios))
    assert max(a / b for a, b in pairwise(ratios)) < 1.002
    assert density_ratio(50_000) == density_ratio(40_000)


def test_equivalent_airspeed() -> None:
    # 392 km/h at 19,000 ft (the true speed of 1.15 statute miles in 17 s): 291 km/h.
    assert equivalent_airspeed(391.9, 19_000 * 0.3048) == pytest.approx(291, abs=1)
    assert equivalent_airspeed(100.0, 0.0) == 100.0


# --- speed ---------------------------------------------------------------------------------------


def test_a_slow_crossing_is_near_the_least_speed_and_says_so() -> None:
    metres = 1.15 * 1609.344
    (note,) = plausible(
        find_type("Su-24M"), "speed", metres / 17.5, metres / 16.5, height=(5640, 5940)
    )
    assert note.kind == "near the limit"
    assert note.text.startswith("381 to 404 km/h over the ground; published least speed")
    assert "of the Su-24M: 150 mph, that is 241 km/h (" in note.text
    assert "equivalent airspeed" in note.text
    assert note.figure is not None
    assert note.source.endswith("explains-stall-speed/")
    assert note.checked


def test_the_same_way_in_and_out_is_only_compared() -> None:
    metres = 2 * 1.36 * 1609.344
    notes = plausible(find_type("Su-24M"), "speed", metres / 17.5, metres / 16.5, height=(5e3, 6e3))
    assert [note.kind for note in notes] == ["compare"]


def test_slower_than_any_wind_explains_is_implausible() -> None:
    notes = plausible(row(("least speed", 600, "km/h")), "speed", 10.0, 20.0)
    assert [note.kind for note in notes] == ["implausible"]
    assert "height not known, so compared as at sea level" in notes[0].text


def test_height_thins_the_air() -> None:
    slow = row(("least speed", 200, "km/h"))
    speed = 320 * KMH
    assert plausible(slow, "speed", speed, speed) == []  # 1.6 times the figure at sea level
    (note,) = plausible(slow, "speed", speed, speed, height=(8000.0, 9000.0))
    assert note.kind == "near the limit"
    assert "at 8,000 m" in note.text  # the denser end


def test_a_tail_wind_of_150_kt_is_not_implausible() -> None:
    airliner = find_type("B738")
    top = airliner.most("top speed")
    assert top is not None
    speed = top.si + 150 * KNOT
    notes = plausible(airliner, "speed", speed - 1, speed, height=(11_000, 11_300))
    assert [note.kind for note in notes] == ["near the limit"]
    assert "tail wind" in notes[0].text


def test_faster_than_any_usual_wind_explains_is_implausible() -> None:
    notes = plausible(row(("top speed", 900, "km/h")), "speed", 360.0, 400.0)
    assert [note.kind for note in notes] == ["implausible"]
    assert "1,296 to 1,440 km/h over the ground" in notes[0].text


def test_the_wind_can_be_given() -> None:
    fast = row(("top speed", 900, "km/h"))
    assert plausible(fast, "speed", 255.0, 256.0, wind=0.0)[0].kind == "implausible"
    assert plausible(fast, "speed", 255.0, 256.0)[0].kind == "near the limit"


def test_an_interval_that_reaches_back_over_the_figure_is_compared() -> None:
    fast = row(("top speed", 900, "km/h"))
    (note,) = plausible(fast, "speed", 249.0, 900.0)
    assert note.kind == "compare"
    (note,) = plausible(fast, "speed", 249.0, math.inf)
    assert (note.kind, note.text.split(";")[0]) == ("compare", "896 km/h or more over the ground")
    assert plausible(fast, "speed", 0.0, math.inf) == []


def test_the_top_speed_near_the_ground_counts_near_the_ground_only() -> None:
    fighter = row(("top speed", 2500, "km/h"), low=1400)
    speed = 1900 * KMH
    assert plausible(fighter, "speed", speed, speed, height=(0, 900))[0].kind == "implausible"
    assert plausible(fighter, "speed", speed, speed, height=(0, 1100))[0].kind == "compare"
    assert plausible(fighter, "speed", speed, speed)[0].kind == "compare"


def test_a_helicopter_may_stand_in_the_air() -> None:
    assert [n.kind for n in plausible(find_type("Mi-8"), "speed", 0.0, 1.0)] == ["compare"]


# --- heights, reaches, climbs, ways --------------------------------------------------------------


def test_a_missile_beyond_its_published_range_gives_a_note_and_nothing_else() -> None:
    missile = row(("reach", 250, "km"), kind="missile")
    (note,) = plausible(missile, "reach", 335e3, 335e3)
    assert note.kind == "implausible"
    assert note.text == (
        "335 km from where it started; published reach of the X-1: 250 km (A paper); "
        "85 km beyond it"
    )
    assert plausible(missile, "separation", 335e3, 335e3) == [note]


def test_of_several_figures_the_most_generous_counts_and_the_others_are_named() -> None:
    missile = find_type("S-200")
    (note,) = plausible(missile, "reach", 280e3, 280e3)
    assert note.kind == "compare"
    assert "300 km (" in note.text
    assert "also published: 250 km" in note.text
    assert plausible(missile, "reach", 335e3, 335e3)[0].kind == "implausible"


def test_a_fighter_58_m_short_of_the_height_it_needs() -> None:
    fighter = row(("ceiling", 10_000, "m"))
    (note,) = plausible(fighter, "height", 10_058.0, 10_058.0)
    assert (note.kind, note.text.split("; ")[-1]) == ("implausible", "58 m beyond it")
    (note,) = plausible(fighter, "height", 9_900.0, 10_058.0)
    assert note.kind == "compare"


def test_climb_and_travel() -> None:
    fighter = row(("climb", 200, "m/s"), ("range", 3000, "km"))
    assert plausible(fighter, "climb", 210.0, 260.0)[0].kind == "implausible"
    assert plausible(fighter, "climb", 150.0, 260.0)[0].kind == "compare"
    assert plausible(fighter, "climb", -300.0, -250.0) == []  # nothing is published of descents
    assert plausible(fighter, "travel", 3.1e6, 3.2e6)[0].kind == "implausible"


@pytest.mark.parametrize("quantity", get_args(module.Quantity))
def test_without_a_figure_there_is_no_note(quantity: module.Quantity) -> None:
    assert plausible(TypeRow("X-1", (), "jet", ()), quantity, 1e7, 1e7) == []


def test_a_figure_from_memory_is_said_to_be() -> None:
    (note,) = plausible(find_type("R-73"), "reach", 10e3, 10e3)
    assert not note.checked
    assert "(from memory, no source read; not checked)" in note.text


@pytest.mark.parametrize("ends", [(2.0, 1.0), (math.nan, 1.0), (1.0, math.nan)])
def test_no_interval_is_refused(ends: tuple[float, float]) -> None:
    with pytest.raises(ValueError, match="no interval"):
        plausible(row(("ceiling", 1, "km")), "height", *ends)
    with pytest.raises(ValueError, match="no interval"):
        plausible(row(("top speed", 1, "km/h")), "speed", 1.0, 2.0, height=ends)


# --- never more than a note ----------------------------------------------------------------------


def test_there_is_no_kind_of_note_that_contradicts() -> None:
    assert set(get_args(NoteKind)) == {"implausible", "near the limit", "compare", "odd words"}


def test_notes_know_nothing_of_verdicts() -> None:
    tree = ast.parse(inspect.getsource(module))
    used = {n.module or "" for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)}
    assert {m for m in used if m.startswith("skywitness.reason")} == {
        "skywitness.reason.verdicts.atmosphere"
    }
