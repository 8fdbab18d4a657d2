"""Legs: where one flight ends and the next begins."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from fault_tables import join, marked, straight, table, trace

from skywitness.tracks import legs, tracks_of


def flight(*parts: tuple[str, float], call: str | None = None, **more: Any) -> pa.Table:
    """An aircraft "up" or "down" for so many seconds, a row every ten; "gap" has no rows."""
    t, ground, x, way, at = [], [], [], 0.0, 0.0
    for kind, lasts in parts:
        for _ in range(int(lasts // 10)):
            if kind != "gap":
                t.append(at)
                ground.append(kind == "down")
                x.append(way)
            way += 0.03 if kind == "up" or more.get("cruises") else 0.0
            at += 10.0
    n = len(t)
    more.pop("cruises", None)
    columns = {
        "latitude": np.full(n, 45.0),
        "longitude": np.array(x),
        "groundspeed": np.where(ground, 0.0, 459.0),
        "onground": pa.array(ground),
        "callsign": [call] * n,
        **more,
    }
    return marked(table(n, t=t, **columns))


def count(whole: pa.Table) -> int:
    return len(set(legs(whole).tolist()))


def test_one_flight_is_one_leg() -> None:
    assert count(flight(("down", 600), ("up", 3600), ("down", 600))) == 1


@pytest.mark.parametrize(("stay", "expected"), [(120, 1), (540, 1), (700, 2), (7200, 2)])
def test_a_stay_on_the_ground_parts_flights(stay: float, expected: int) -> None:
    assert count(flight(("up", 1800), ("down", stay), ("up", 1800))) == expected


def test_another_callsign_makes_a_shorter_stay_enough() -> None:
    whole = flight(("up", 1800), ("down", 400), ("up", 1800))
    assert count(whole) == 1
    index = whole.schema.get_field_index("callsign")
    calls = pa.array(["AAA1"] * 200 + ["BBB2"] * (len(whole) - 200)).dictionary_encode()
    changed = whole.set_column(index, "callsign", calls.cast(whole.schema.field("callsign").type))
    found = legs(changed)
    assert np.flatnonzero(np.diff(found)).tolist() == [199]


def test_a_callsign_that_changes_in_flight_parts_nothing() -> None:
    whole = flight(("up", 3600))
    index = whole.schema.get_field_index("callsign")
    calls = pa.array(["AAA1"] * 180 + ["BBB2"] * 180).dictionary_encode()
    changed = whole.set_column(index, "callsign", calls.cast(whole.schema.field("callsign").type))
    assert count(changed) == 1


def test_an_ocean_is_crossed_in_one_leg() -> None:
    assert count(flight(("up", 1800), ("gap", 4 * 3600), ("up", 1800), cruises=True)) == 1


def test_unseen_and_slow_is_another_leg() -> None:
    assert count(flight(("up", 1800), ("gap", 3600), ("up", 1800))) == 2
    assert count(flight(("up", 1800), ("gap", 1200), ("up", 1800))) == 1


def test_unseen_next_to_the_ground_is_another_leg() -> None:
    assert count(flight(("up", 1800), ("down", 100), ("gap", 900), ("up", 1800))) == 2


def test_a_jump_to_another_course_parts_a_leg_and_an_outlier_does_not() -> None:
    columns = straight(120)
    columns["latitude"][30] += 1.0
    assert count(marked(table(120, **columns))) == 1
    columns = straight(120)
    columns["latitude"][60:] += 20.0
    found = legs(marked(table(120, **columns)))
    assert np.flatnonzero(np.diff(found)).tolist() == [69]


@pytest.mark.parametrize(
    ("kt", "feet", "gap_s", "east", "expected"),
    [
        (51.0, 38_000.0, 626.0, 7.4, 2),  # 563 km at 38,000 ft and 51 kt
        (480.0, 38_000.0, 1_200.0, 3.42, 1),  # as fast as it says
        (480.0, 38_000.0, 626.0, 3.3, 1),  # a strong wind and a rough clock
        (51.0, 8_000.0, 626.0, 7.4, 1),  # it may have sped up and slowed down unseen
        (51.0, 38_000.0, 60.0, 0.6, 1),  # not for minutes
        (np.nan, 38_000.0, 626.0, 7.4, 1),  # no speed is said
    ],
)
def test_at_height_a_way_far_longer_than_its_speed_allows_parts_a_leg(
    kt: float, feet: float, gap_s: float, east: float, expected: int
) -> None:
    n = 40
    columns = straight(n, step=10.0, kt=51.0 if np.isnan(kt) else kt, lat=46.8, lon=23.0)
    columns["altitude"] = np.full(n, feet)
    columns["groundspeed"] = np.full(n, kt)
    columns["t"][20:] += gap_s - 10.0
    columns["longitude"][20:] += east
    assert count(marked(table(n, **columns))) == expected


def test_rows_with_a_wrong_clock_are_in_no_leg() -> None:
    columns = straight(60)
    whole = table(60, **columns | {"t": np.where(np.arange(60) == 7, -1.7e9, columns["t"])})
    order = np.argsort(whole["timestamp"].to_numpy())
    whole = marked(whole.take(pa.array(order)))
    assert legs(whole).tolist() == [-1] + [0] * 59
    assert [len(track) for track in tracks_of(whole)] == [59]


def test_tracks_hold_every_row_and_tell_where_it_came_from() -> None:
    whole = join(table(50, **straight(50)), table(40, **straight(40) | {"icao24": ["abc124"] * 40}))
    found = list(tracks_of(whole))
    assert [(track.icao24, len(track)) for track in found] == [("abc123", 50), ("abc124", 40)]
    assert pa.concat_tables([track.table for track in found]).equals(whole)
    assert found[0].positioned.all()
    assert found[0].time[1] - found[0].time[0] == 1.0


def test_tracks_of_a_table_in_another_order_are_the_same() -> None:
    whole = join(table(50, **straight(50)), table(40, **straight(40) | {"icao24": ["abc124"] * 40}))
    mixed = whole.take(pa.array(np.random.default_rng(2).permutation(90)))
    for one, two in zip(tracks_of(whole), tracks_of(mixed), strict=True):
        assert one.table["row"].to_pylist() == two.table["row"].to_pylist()
    assert legs(mixed).tolist() == [0 if c == "abc123" else 1 for c in mixed["icao24"].to_pylist()]


def test_an_aircraft_without_address_is_known_by_its_file() -> None:
    whole = table(50, **straight(50) | {"icao24": [None] * 50})
    assert [track.icao24 for track in tracks_of(whole)] == [None]


@pytest.mark.shared
def test_the_four_flights_of_a_day(shared_dir: Path) -> None:
    found = list(tracks_of(marked(trace(shared_dir / "data/readsb/trace_full_ac671b.json"))))
    assert [len(track) for track in found] == [770, 562, 474, 694]
    assert [track.callsigns[-1] for track in found] == ["DAL1812", "DAL2418", "DAL1615", "DAL2927"]


@pytest.mark.shared
def test_legs_of_a_folder_of_traces(shared_dir: Path) -> None:
    paths = sorted((shared_dir / "data/readsb/traces_2023-08-30").glob("*/*.json"))
    whole = marked(join(*(trace(path) for path in paths)))
    assert len(list(tracks_of(whole))) == 40
