"""Legs: where one flight ends and the next begins."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import export_store
import numpy as np
import pyarrow as pa
import pytest
from fault_tables import join, marked, straight, table, trace

from skywitness.record.store.selection import Selection
from skywitness.tracks import legs, tracks_of
from skywitness.tracks.lines import numbered
from skywitness.tracks.notes import notes
from skywitness.tracks.selected import legs as selected_legs


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


def apart(
    before: tuple[float, float], silence_s: float, km: float, after: tuple[float, float],
    height: str = "altitude", rows: int = 60,
) -> int:  # fmt: skip
    """Legs of a flight at a height (ft) and speed (kt) that comes so far in a silence."""
    lon, t, at, when = [], [], 5.0, 0.0
    for k, (_, kt) in enumerate((before, after)):
        for j in range(rows):
            lon.append(at)
            t.append(when)
            last = k == 0 and j == rows - 1
            at += km / 111.32 if last else np.nan_to_num(kt, nan=480) * 1.852 / 1800 / 111.32
            when += silence_s if last else 2.0
    ft, kt = (np.repeat([before[k], after[k]], rows) for k in (0, 1))
    columns: dict[str, Any] = {height: ft, "groundspeed": kt, "longitude": np.array(lon)}
    whole = marked(table(2 * rows, t=t, latitude=np.zeros(2 * rows), **columns))
    assert whole["fault"].null_count == 2 * rows  # believed, every row of it
    return count(whole)


TORN = [
    ((38_000, 480), 1200, 260, (38_000, 51)),  # as far as it flies, and then no aeroplane's speed
    ((38_000, 51), 626, 563, (38_000, 438)),  # 1,748 kt
    ((38_000, 438), 626, 563, (38_000, 438)),
    ((36_000, 480), 1200, 1000, (36_000, 480)),
    ((36_000, 0), 1200, 260, (36_000, 470)),
]


@pytest.mark.parametrize(("before", "silence_s", "km", "after"), TORN)
@pytest.mark.parametrize(
    "height", ["altitude", "geoaltitude", "mslaltitude", "aglaltitude", "unstatedaltitude"]
)
def test_positions_that_no_reported_speed_ties_are_two_legs(
    before: Any, silence_s: float, km: float, after: Any, height: str
) -> None:
    assert apart(before, silence_s, km, after, height) == 2


@pytest.mark.parametrize(
    ("before", "silence_s", "km", "after"),
    [
        ((36_000, 480), 1200, 310, (36_000, 460)),  # an airliner, in a tail wind
        ((36_000, 320), 1200, 290, (36_000, 560)),  # round a corner, out of a head wind
        ((24_000, 140), 1200, 120, (24_000, 330)),  # a turboprop, the same
        ((38_000, 480), 60, 25, (38_000, 51)),  # too short to tell
        ((49_000, 5), 7200, 180, (49_000, 90)),  # a balloon into another layer of air
        ((28_000, 20), 1800, 90, (28_000, 140)),  # a glider in a wave, then downwind
        ((20_500, 30), 900, 55, (20_500, 150)),  # a helicopter that hovered
        ((3_000, 60), 900, 150, (30_000, 430)),  # climbed and sped up unseen
        ((30_000, 430), 900, 100, (2_000, 20)),  # landed
        ((10_000, 51), 626, 250, (10_000, 250)),  # low down
    ],
)
def test_what_may_be_one_flight_stays_one(
    before: Any, silence_s: float, km: float, after: Any
) -> None:
    assert apart(before, silence_s, km, after) == 1


def test_any_height_shows_that_it_was_high_up() -> None:
    """A pressure altitude that is low, or far off, beside a geometric one that is high."""
    n = 120
    when = np.r_[np.arange(60) * 2.0, 744 + np.arange(60) * 2.0]
    lon = np.r_[5 + np.arange(60) * 1e-4, 10 + np.arange(60) * 4e-3]
    columns = {"groundspeed": np.repeat([51.0, 438.0], 60), "geoaltitude": np.full(n, 38_000.0)}
    flight = table(
        n, t=when, latitude=np.zeros(n), longitude=lon, altitude=np.full(n, 1_000.0), **columns
    )
    assert count(flight) == 2


def test_where_no_height_is_given_what_lies_between_positions_is_noted(tmp_path: Path) -> None:
    rows = export_store.flight("a00001", "SPOOF", (0.0, 5.0), (0.0, 0.001), rows=60)
    rows += export_store.flight("a00001", "SPOOF", (0.0, 10.0), (0.0, 0.02), rows=60, after=900)
    for k, row in enumerate(rows):
        row[5] = row[6] = ""
        row[7] = 51 if k < 60 else 438
    store = export_store.make(tmp_path, rows)
    (leg,) = numbered(selected_legs(store, Selection.of()))
    (note,) = notes(leg)
    assert re.match(
        r"1,\d{3} kt on average from 2024-03-01T12:04:55Z to 2024-03-01T12:15:00Z", note
    )
    assert "with 51 and 438 kt reported at the ends and no height" in note
    for row in rows:
        row[5] = 3_000  # low down it may have sped up and slowed down unseen
    (other := tmp_path / "other").mkdir()
    (leg,) = numbered(selected_legs(export_store.make(other, rows), Selection.of()))
    assert notes(leg) == []


def test_where_no_speed_is_reported_nothing_is_torn() -> None:
    nan = float("nan")
    assert apart((38_000, nan), 626, 563, (38_000, nan)) == 1


def amiss(first: float, said: float, flown: float, ft: float = 38_000, step: float = 4.0) -> Any:
    """A flight at a speed that reports another and flies a third for five minutes amid it."""
    n = int(300 / step)
    kt, lon = np.full(3 * n, first), np.zeros(3 * n)
    kt[n : 2 * n] = said
    true = np.full(3 * n, first)
    true[n : 2 * n] = flown
    lon[1:] = np.cumsum(true[:-1] * 1.852 / 3600 * step / 111.32)
    whole = table(
        3 * n, t=np.arange(3 * n) * step, latitude=np.zeros(3 * n), longitude=5 + lon,
        altitude=np.full(3 * n, ft), groundspeed=kt,
    )  # fmt: skip
    return marked(whole)


@pytest.mark.parametrize(("said", "flown"), [(480, 51), (51, 480), (480, 100), (480, 5), (0, 480)])
def test_minutes_in_which_speed_and_positions_disagree_are_a_leg_of_their_own(
    said: float, flown: float
) -> None:
    whole = amiss(480, said, flown)
    found = legs(whole)
    assert set(found.tolist()) == {0, 1, 2}
    cuts = np.flatnonzero(np.diff(found)) * 4.0
    assert cuts == pytest.approx([300, 600], abs=120)


@pytest.mark.parametrize(
    ("first", "said", "flown", "ft", "step"),
    [
        (480, 480, 480, 38_000, 4.0),
        (480, 260, 480, 38_000, 4.0),  # m/s for knots
        (480, 480, 250, 38_000, 4.0),
        (60, 5, 60, 60_000, 4.0),  # slow as balloons are
        (60, 60, 5, 60_000, 4.0),
        (140, 480, 51, 9_000, 4.0),  # low down
        (480, 480, 51, 38_000, 30.0),  # it may have turned about
    ],
)
def test_what_does_not_tell_parts_nothing(
    first: float, said: float, flown: float, ft: float, step: float
) -> None:
    assert count(amiss(first, said, flown, ft, step)) == 1


def test_circling_at_height_is_one_flight() -> None:
    t = np.arange(0, 1800, 4.0)
    angle = np.radians(3.0 * t)
    radius = 480 * 1.852 / 3600 / np.radians(3.0) / 111.32  # a turn of 3° a second
    whole = table(
        len(t), t=t, latitude=radius * np.sin(angle), longitude=5 + radius * np.cos(angle),
        altitude=np.full(len(t), 30_000.0), groundspeed=np.full(len(t), 480.0),
    )  # fmt: skip
    assert count(marked(whole)) == 1
