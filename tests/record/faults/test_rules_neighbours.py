"""Rules that show by other rows: copied positions, dates that stick, radar's short tracks."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from fault_tables import DAY, KT, faults, join, straight, table, which

from skywitness.record.batch import batch, has_faults, seconds
from skywitness.record.faults import Carry, as_read, mark
from skywitness.record.schema import FAULTS

DAY_S = 86_400.0


def crossing(digits: int = 6, height: float = 300.0) -> tuple[dict[str, Any], dict[str, Any]]:
    """A jet flying east, and a helicopter flying south that is given the jet's position at 40 s."""
    jet = straight(60, kt=130.0, lat=38.84, lon=-77.05)
    for name in ("latitude", "longitude"):
        jet[name] = np.round(jet[name], digits)
    heli = straight(41, kt=110.0, lat=38.84, lon=-77.05) | {"icao24": ["ae313d"] * 41}
    heli["longitude"] = np.full(41, round(float(jet["longitude"][40]) + 0.003, digits))
    heli["latitude"] = np.round(38.845 + (40 - heli["t"]) * 110 * KT / 111_200, digits)
    heli["altitude"] = np.full(41, height)
    jet["altitude"] = np.full(60, 300.0)
    heli["latitude"][40], heli["longitude"][40] = jet["latitude"][40], jet["longitude"][40]
    return jet, heli


def copies(whole: pa.Table) -> dict[str, list[int]]:
    mask = faults(whole)["copied"]
    craft = np.array(whole["icao24"].to_pylist())
    row = whole["row"].to_numpy()
    return {str(n): row[mask & (craft == n)].tolist() for n in np.unique(craft)}


@pytest.mark.parametrize("height", [300.0, 0.0, np.nan])
def test_a_position_that_is_anothers_is_marked_where_it_does_not_belong(height: float) -> None:
    jet, heli = crossing()
    heli["altitude"][40] = height
    found = copies(join(table(60, **jet), table(41, **heli)))
    assert found == {"abc123": [], "ae313d": [40]}


def test_a_height_of_its_own_makes_it_another_place() -> None:
    jet, heli = crossing(height=900.0)
    assert copies(join(table(60, **jet), table(41, **heli))) == {"abc123": [], "ae313d": []}


def test_positions_of_few_digits_are_alike_by_chance() -> None:
    jet, heli = crossing(digits=3)
    assert copies(join(table(60, **jet), table(41, **heli))) == {"abc123": [], "ae313d": []}


def test_a_copy_seconds_later_is_one_and_minutes_later_is_none() -> None:
    for late, found in ((3.0, [40]), (30.0, [])):
        jet, heli = crossing()
        heli["t"] = heli["t"] + late
        assert copies(join(table(60, **jet), table(41, **heli)))["ae313d"] == found


def test_one_track_under_two_names_is_no_copy() -> None:
    flight = straight(60, kt=130.0)
    other = {k: np.array(v) for k, v in flight.items()} | {"icao24": ["def456"] * 60}
    assert copies(join(table(60, **flight), table(60, **other))) == {"abc123": [], "def456": []}


def test_parked_beside_each_other_is_no_copy() -> None:
    stands = {"t": np.arange(60.0), "latitude": np.full(60, 48.000001), "groundspeed": np.zeros(60),
              "longitude": np.full(60, 2.000001), "altitude": np.full(60, 300.0)}  # fmt: skip
    other = dict(stands) | {"icao24": ["def456"] * 60}
    assert copies(join(table(60, **stands), table(60, **other))) == {"abc123": [], "def456": []}


@pytest.mark.parametrize("cut", [38.5, 39.5, 40.5])
def test_a_copy_is_found_wherever_the_table_is_cut(cut: float) -> None:
    jet, heli = crossing()
    heli["t"] = heli["t"] + 1.0  # the copy comes a second later
    whole = join(table(60, **jet), table(41, **heli))
    at_once = faults(whole)["copied"]
    assert at_once.sum() == 1
    t = whole["timestamp"].cast(pa.int64()).to_numpy() / 1e6 - DAY
    carry, found = Carry(), []
    for part in (whole.filter(pa.array(t < cut)), whole.filter(pa.array(t >= cut))):
        column, carry = mark(part, carry)
        found.append(has_faults(column, FAULTS)["copied"])
    assert np.array_equal(np.concatenate(found).sum(), at_once.sum())


# --- dates that stick at midnight ----------------------------------------------------------------


def over_midnight(
    n: int = 120, step: float = 10.0, *, stuck: bool = True, kt: float = 450.0, back_s: float = 0.0
) -> pa.RecordBatch:
    """A flight over midnight in the order of its file; its date sticks there if asked for."""
    flight = straight(n, step=step, kt=kt)
    midnight = np.ceil(DAY / DAY_S) * DAY_S
    at = midnight - n // 2 * step + flight.pop("t")
    at[at >= midnight] -= (DAY_S if stuck else 0.0) + back_s
    values = {"timestamp": seconds(at), "icao24": ["abc123"] * n, "file": "f", **flight}
    return batch(values | {"row": np.arange(n)}, n)


def clocks(*batches: pa.RecordBatch) -> list[int]:
    state, found = None, []
    for each in batches:
        column, state = as_read(each, state)
        rows = each.column(each.schema.get_field_index("row")).to_numpy()
        found += rows[has_faults(column, FAULTS)["clock"]].tolist()
    return found


def test_a_date_that_sticks_at_midnight_is_marked_from_there_on() -> None:
    assert clocks(over_midnight()) == list(range(60, 120))
    assert clocks(over_midnight(stuck=False)) == []


@pytest.mark.parametrize("cut", [1, 30, 59, 60, 61, 90])
def test_it_is_so_wherever_the_file_is_cut_into_batches(cut: int) -> None:
    whole = over_midnight()
    assert clocks(whole.slice(0, cut), whole.slice(cut)) == list(range(60, 120))


def test_a_date_that_comes_right_again_is_right_from_there_on() -> None:
    whole = over_midnight()
    at = whole.column(0).cast(pa.int64()).to_numpy().copy()
    at[100:] += int(DAY_S * 1e6)
    mended = whole.set_column(
        0, whole.schema.field(0), pa.array(at).cast(whole.schema.field(0).type)
    )
    assert clocks(mended) == list(range(60, 100))


def test_another_recording_of_the_day_is_no_date_that_sticks() -> None:
    whole = over_midnight()
    lon = whole.column("longitude").to_numpy().copy()
    lon[60:] -= 3.0  # where it was a day before is somewhere else
    place = whole.schema.get_field_index("longitude")
    assert clocks(whole.set_column(place, "longitude", pa.array(lon))) == []
    craft = pa.array(["abc123"] * 60 + ["def456"] * 60).dictionary_encode()
    place = whole.schema.get_field_index("icao24")
    assert clocks(whole.set_column(place, whole.schema.field(place), craft)) == []
    assert clocks(over_midnight(back_s=3600.0)) == []
    assert clocks(over_midnight(kt=20.0)) == []  # what stands tells nothing


# --- short tracks of radar ------------------------------------------------------------------------


def ghosts(
    lasts: float = 25.0, count: int = 6, offset_m: float = 50.0, source: str = "tisb_trackfile",
    kt: float = 108.0, **more: Any,
) -> pa.Table:  # fmt: skip
    """An aircraft with radar tracks beside it that get a new number every so many seconds."""
    n = int(lasts * count / 5)
    flight = straight(n, step=5.0, kt=kt) | {"altitude": np.full(n, 3_000.0)}
    shadow = {k: np.array(v, copy=True) for k, v in flight.items()}
    shadow["latitude"] += offset_m / 111_200
    names = [f"~2b2d{int(t // lasts):02x}" for t in flight["t"]]
    return join(table(n, **flight), table(n, **shadow | {"icao24": names, "source": source} | more))


def marked_ghosts(whole: pa.Table) -> dict[str, int]:
    mask = faults(whole)["twin"]
    craft = np.array(whole["icao24"].to_pylist())
    return {str(n): int(mask[craft == n].sum()) for n in np.unique(craft)}


def test_short_tracks_of_radar_beside_an_aircraft_are_its_twins() -> None:
    found = marked_ghosts(ghosts())
    assert found.pop("abc123") == 0
    assert min(found.values()) >= 3  # of five rows each
    assert list(found.values())[1:] == [5] * 5  # after the first, from their first row on


def test_a_single_short_track_that_keeps_close_is_a_twin() -> None:
    assert marked_ghosts(ghosts(count=1))["~2b2d00"] >= 3
    assert marked_ghosts(ghosts(count=1, offset_m=600.0))["~2b2d00"] >= 1


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"offset_m": 1_500.0}, "another place"),
        ({"altitude": np.full(30, 4_500.0)}, "another height"),
        ({"track": np.full(30, 270.0)}, "another direction"),
        ({"source": "adsb_other"}, "no radar"),
    ],
)
def test_what_is_no_radar_track_of_it_is_no_short_twin(more: dict[str, Any], why: str) -> None:
    assert set(marked_ghosts(ghosts(**more)).values()) == {0}, why


@pytest.mark.parametrize("cut", [0.0, 20.0, 30.0, 50.0, 100.0])
def test_short_tracks_are_the_same_wherever_the_hours_are_cut(cut: float) -> None:
    whole = ghosts()
    at_once = faults(whole)["twin"]
    t = whole["timestamp"].cast(pa.int64()).to_numpy() / 1e6 - DAY
    order = np.argsort(t >= cut, kind="stable")
    carry, found = Carry(), []
    for part in (whole.filter(pa.array(t < cut)), whole.filter(pa.array(t >= cut))):
        column, carry = mark(part, carry)
        found.append(has_faults(column, FAULTS)["twin"])
    assert np.array_equal(np.concatenate(found), at_once[order])


def test_radar_that_lags_in_a_turn_keeps_close_all_the_same() -> None:
    assert marked_ghosts(ghosts(kt=60.0, track=np.full(30, 135.0)))["~2b2d03"] == 5


def test_two_passing_aircraft_are_no_twins() -> None:
    n = 30
    flight = straight(n, step=5.0, kt=108.0) | {"altitude": np.full(n, 3_000.0)}
    other = {k: np.array(v, copy=True) for k, v in flight.items()}
    other["longitude"] = other["longitude"][::-1]
    other["track"] = (other["track"] + 180) % 360
    other |= {"icao24": ["~2b2d00"] * n, "source": "tisb_trackfile"}
    assert set(marked_ghosts(join(table(n, **flight), table(n, **other))).values()) == {0}
    assert which(faults(table(n, **flight))["twin"]) == []
