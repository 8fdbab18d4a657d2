"""Fault rules on rows made for them: what they mark, and what they must leave alone."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from fault_tables import DAY, NOW, faults, join, marked, nothing, straight, table, which

from skywitness.record.batch import seconds
from skywitness.record.faults import mark
from skywitness.units import KNOT

GIVEN = ["stale", "other", None]


def test_an_ordinary_flight_has_no_fault() -> None:
    assert nothing(table(600, **straight(600)))


def test_whole_second_stamps_make_no_jump() -> None:
    flight = straight(400, step=0.4)
    assert nothing(table(400, **flight | {"t": np.floor(flight["t"])}))


@pytest.mark.parametrize("lon", [179.9, -180.0])
def test_the_antimeridian_is_no_jump(lon: float) -> None:
    flight = straight(120, step=5.0, lat=-17.0, lon=lon)
    assert np.ptp(flight["longitude"]) > 300 or lon == -180.0
    assert nothing(table(120, **flight))


def test_a_pole_is_no_jump() -> None:
    t = np.arange(120.0)
    lat = 89.9 + t * 0.002
    over = lat > 90
    lat, lon = np.where(over, 180 - lat, lat), np.where(over, -170.0, 10.0)
    assert nothing(table(120, t=t, latitude=lat, longitude=lon, groundspeed=np.full(120, 430.0)))


def test_one_wrong_position_is_marked_and_those_after_it_are_not() -> None:
    flight = straight(60)
    flight["latitude"][30] += 1.0
    assert which(faults(table(60, **flight))["jump"]) == [30]


def test_a_first_position_that_is_wrong_costs_one_row_more() -> None:
    flight = straight(60)
    flight["latitude"][0] += 5.0
    assert which(faults(table(60, **flight))["jump"]) == [1]


def test_a_wrong_run_of_four_is_marked_whole() -> None:
    flight = straight(60)
    flight["longitude"][30:34] += 3.0
    assert which(faults(table(60, **flight))["jump"]) == [30, 31, 32, 33]


def test_another_course_is_followed_once_it_is_confirmed() -> None:
    flight = straight(120)
    flight["latitude"][60:] += 20.0
    assert which(faults(table(120, **flight))["jump"]) == list(range(60, 70))


def test_two_aircraft_under_one_address_are_told_apart() -> None:
    flight, other = straight(120), straight(120, lat=-30.0)
    flight["latitude"][41::2] = other["latitude"][41::2]
    assert which(faults(table(120, **flight))["jump"]) == list(range(41, 120, 2))


def test_a_repeated_wrong_position_stays_wrong() -> None:
    flight = straight(60)
    flight["latitude"][30:32] += 1.0
    for name in ("latitude", "longitude"):
        flight[name][31] = flight[name][30]
    assert which(faults(table(60, **flight))["jump"]) == [30, 31]


def test_a_skip_within_hard_physics_is_told_by_its_own_speed() -> None:
    # 4.8 km in 10 s is 933 kt: possible for some, not for one that flies 450 kt either side.
    flight = straight(60, step=10.0)
    skipped = straight(1, lat=48.0, lon=float(flight["longitude"][30]) + 0.0335)
    flight["longitude"][30] = skipped["longitude"][0]
    assert which(faults(table(60, **flight))["jump"]) == [30]


def test_a_stuck_speed_makes_no_jumps() -> None:
    flight = straight(200, step=10.0)
    assert nothing(table(200, **flight | {"groundspeed": np.full(200, 130.0)}))


def test_the_fastest_aircraft_make_no_jumps() -> None:
    assert nothing(table(300, **straight(300, kt=1_950.0) | {"altitude": np.full(300, 45_500.0)}))


def test_a_gap_is_no_jump() -> None:
    flight = straight(100)
    flight["t"] = np.where(np.arange(100) >= 50, flight["t"] + 7000, flight["t"])
    flight["longitude"][50:] += 15.0
    assert nothing(table(100, **flight))


def test_frozen_positions_are_marked_from_where_they_must_have_changed() -> None:
    flight = straight(60)
    for name in ("latitude", "longitude"):
        flight[name][20:41] = flight[name][20]
    found = faults(table(60, **flight))
    assert which(found["frozen"]) == list(range(23, 41))
    assert not found["jump"].any()


def cpr(flight: dict[str, Any], first: int, last: int) -> None:
    """Hold a position as frames give it: even and odd messages 6.1 m from each other."""
    for name, odd in (("latitude", 4.2e-5), ("longitude", 5.3e-5)):
        rows = np.arange(first, last + 1)
        flight[name][rows] = flight[name][first] + np.where(rows % 2 == first % 2, 0.0, odd)


def test_a_position_that_alternates_by_metres_is_frozen_as_well() -> None:
    flight = straight(120)
    cpr(flight, 20, 70)
    whole = table(120, **flight)
    found = faults(whole)
    assert which(found["frozen"]) == list(range(23, 71))
    assert not found["jump"].any()
    for cut in (21, 22, 30, 69):  # hour by hour it is the same
        first, carry = mark(whole.slice(0, cut))
        second, _ = mark(whole.slice(cut), carry)
        both = [w or "" for part in (first, second) for w in part.to_pylist()]
        assert [k for k, w in enumerate(both) if "frozen" in w] == list(range(23, 71))


@pytest.mark.parametrize("ground", [True, False])
def test_one_that_stands_among_metres_and_sets_off_is_not_frozen(ground: bool) -> None:
    flight = straight(120, kt=0.0)
    cpr(flight, 0, 99)
    speed = np.r_[np.full(100, 3.0), np.linspace(28, 60, 20)]
    flight["latitude"][100:] = flight["latitude"][0] + np.cumsum(speed[100:]) * KNOT / 111_320
    flight["altitude"] = np.full(120, 300.0)
    assert nothing(table(120, **flight | {"groundspeed": speed, "onground": np.full(120, ground)}))


def test_one_that_flies_slowly_or_comes_back_is_not_frozen() -> None:
    slow = straight(2000, kt=31.0, step=0.1)
    assert nothing(table(2000, **slow))
    t = np.arange(300) * 6.0  # a circle of six seconds, seen once in each
    here = {"latitude": np.full(300, 48.0) + 1e-5 * (t % 2), "longitude": np.full(300, 2.0)}
    here["latitude"][::2] += 3e-5
    assert nothing(table(300, t=t, groundspeed=np.full(300, 40.0), **here))


@pytest.mark.parametrize("speed", [0.0, 12.0, np.nan])
def test_a_parked_or_hovering_aircraft_is_not_frozen(speed: float) -> None:
    n = 400
    here = {"latitude": np.full(n, 48.0), "longitude": np.full(n, 2.0)}
    assert nothing(table(n, t=np.arange(n) * 5.0, groundspeed=np.full(n, speed), **here))


def test_junk_altitudes_are_marked_one_by_one() -> None:
    flight = straight(60)
    flight["altitude"][[10, 30]] = 105_000.0
    flight["altitude"][20] = 3_000.0
    assert which(faults(table(60, **flight))["altitude"]) == [10, 20, 30]


def test_a_frozen_report_confirms_no_altitude() -> None:
    flight = straight(400)
    for name in ("latitude", "longitude"):
        flight[name][50:350] = flight[name][50]
    flight["altitude"][50:350] = 72_500.0
    assert which(faults(table(400, **flight))["altitude"]) == list(range(50, 350))


def test_an_aircraft_that_climbs_above_fifty_thousand_is_believed() -> None:
    t = np.arange(1200.0)
    climb = np.minimum(40_000 + t * 60, 70_000.0)
    assert nothing(table(1200, **straight(1200, kt=400) | {"altitude": climb}))


def test_one_first_seen_above_fifty_thousand_is_believed_after_ten_seconds() -> None:
    flight = straight(300, kt=400) | {"altitude": np.full(300, 65_000.0)}
    assert which(faults(table(300, **flight))["altitude"]) == list(range(10))


@pytest.mark.parametrize(
    ("columns", "code"),
    [
        ({"altitude": -2500.0}, "altitude"),
        ({"altitude": 127_000.0}, "altitude"),
        ({"geoaltitude": 200_000.0}, "altitude"),
        ({"altitude": 38_000.0, "onground": True}, "altitude"),
        ({"altitude": 3_000.0, "geoaltitude": 30_000.0}, "altitude"),
        ({"latitude": 91.0, "longitude": 0.0}, "position"),
        ({"latitude": 45.0}, "position"),
        ({"latitude": 0.0, "longitude": 0.0}, "position"),
        ({"groundspeed": 2_600.0}, "speed"),
        ({"groundspeed": -1.0}, "speed"),
        ({"track": 360.0}, "speed"),
        ({"vertical_rate": 120_000.0}, "speed"),
        ({"ias": 1_100.0}, "speed"),
        ({"icao24": "000000"}, "address"),
        ({"icao24": "ffffff"}, "address"),
        ({"icao24": "12345"}, "address"),
        ({"icao24": "4.5e+05"}, "address"),
        ({"t": 70.0 - DAY}, "clock"),
        ({"t": NOW + 90_000.0 - DAY}, "clock"),
        ({"received": seconds([DAY - 90_000.0])}, "clock"),
        ({"received": seconds([DAY + 61.0])}, "stale"),
    ],
)
def test_values_that_cannot_be(columns: dict[str, object], code: str) -> None:
    made = {k: v if isinstance(v, np.ndarray) else [v] for k, v in columns.items()}
    for name, value in made.items():
        if isinstance(value, list) and isinstance(value[0], float):
            made[name] = np.array(value)
        elif isinstance(value, list) and isinstance(value[0], bool):
            made[name] = pa.array(value)
    found = faults(table(1, **{"t": [0.0]} | made))
    assert [c for c, m in found.items() if m.any()] == [code]


@pytest.mark.parametrize(
    "columns",
    [
        {"altitude": -1_200.0},
        {"altitude": 40_000.0, "geoaltitude": 43_000.0},
        {"altitude": 14_500.0, "onground": True},
        {"latitude": 0.0, "longitude": 9.0},
        {"latitude": 90.0, "longitude": -180.0},
        {"icao24": "400123"},
        {"icao24": "~2b0d0d"},
        {"received": seconds([DAY + 59.0])},
    ],
)
def test_values_that_can_be(columns: dict[str, object]) -> None:
    made: dict[str, object] = {}
    for name, value in columns.items():
        made[name] = np.array([value]) if isinstance(value, float) else value
        made[name] = [value] if isinstance(value, str) else made[name]
        made[name] = pa.array([value]) if isinstance(value, bool) else made[name]
    assert nothing(table(1, **{"t": [0.0]} | made))


def test_existing_marks_are_kept() -> None:
    whole = table(3, t=[0.0, 1.0, 2.0], groundspeed=np.array([1.0, 9_000.0, 1.0]), fault=GIVEN)
    assert mark(whole)[0].to_pylist() == ["stale", "other speed", None]


def test_marking_twice_changes_nothing() -> None:
    flight = straight(120)
    flight["latitude"][60:] += 20.0
    flight["altitude"][10] = 99_000.0
    once = marked(table(120, **flight))
    assert marked(once)["fault"].to_pylist() == once["fault"].to_pylist()


def test_rows_out_of_order_get_the_same_marks() -> None:
    flight = straight(60)
    flight["latitude"][30] += 1.0
    whole = table(60, **flight)
    order = np.random.default_rng(1).permutation(60)
    assert which(faults(whole.take(pa.array(order)))["jump"]) == which(order == 30)


def test_an_empty_table_is_no_trouble() -> None:
    empty = table(1, t=[0.0]).slice(0, 0)
    assert len(mark(empty)[0]) == 0


def test_rows_without_address_are_followed_by_their_file() -> None:
    flight = straight(60)
    one = table(60, **flight | {"icao24": [None] * 60, "file": "a"})
    two = table(60, **straight(60, lat=-20.0) | {"icao24": [None] * 60, "file": "b"})
    assert nothing(join(one, two))


def test_the_speed_limit_is_in_knots() -> None:
    assert pytest.approx(1852.0) == 3600 * KNOT


@pytest.mark.filterwarnings("error")
def test_rows_without_any_time_are_passed_by() -> None:
    rows = table(3, t=[np.nan] * 3, latitude=np.array([48.0] * 3), longitude=np.array([2.0] * 3))
    assert mark(rows, None)[0].null_count == 3
