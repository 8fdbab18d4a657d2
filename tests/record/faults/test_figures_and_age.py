"""Reserved figures are marked in every format; ADS-C is late by nature and not stale for it."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from fault_tables import table
from record_memory import run

from skywitness.record.faults import limits, mark
from skywitness.record.readers import aircraft_json, readsb_trace, table_csv
from skywitness.record.readsb import limits as readsb_limits

NOW = 1700000000.0
AIRCRAFT = {"hex": "a12345", "type": "adsb_icao", "alt_baro": 3000, "lat": 36.9, "lon": -121.7,
            "gs": 73, "track": 180.8, "seen_pos": 0.1, "seen": 0.1, "nic": 8}  # fmt: skip


@pytest.mark.parametrize(
    ("name", "highest"),
    [("nic", 11), ("nac_p", 11), ("nac_v", 4), ("sil", 3), ("gva", 2), ("version", 7)],
)
def test_reserved_figures_are_kept_and_marked(name: str, highest: int) -> None:
    listed = [AIRCRAFT | {name: highest}, AIRCRAFT | {name: highest + 1}]
    told = run(aircraft_json, json.dumps({"now": NOW, "aircraft": listed}).encode())
    assert told.column(name) == [highest, highest + 1]
    assert told.column("fault") == [None, "other"]
    head = f"timestamp,icao24,latitude,longitude,altitude,{name}\n"
    lines = [f"2024-03-10 12:00:0{k}Z,39e467,48.1,2.3,37000,{highest + k}\n" for k in range(2)]
    told = run(table_csv, (head + "".join(lines)).encode())
    assert told.column(name) == [highest, highest + 1]
    assert told.column("fault") == [None, "other"]
    found, _ = mark(table(2, t=[0, 1], **{name: np.array([highest, highest + 1], np.uint8)}))
    assert found.to_pylist() == [None, "other"]


def snapshot(type_: str, **more: Any) -> pa.Table:
    found = AIRCRAFT | {"type": type_, "seen_pos": 700, "seen": 700} | more
    return run(aircraft_json, json.dumps({"now": NOW, "aircraft": [found]}).encode()).table


def test_ads_c_is_not_stale_for_its_age() -> None:
    assert mark(snapshot("adsc"))[0].to_pylist() == [None]
    assert mark(snapshot("adsb_icao"))[0].to_pylist() == ["stale"]
    last = {"lat": 36.9, "lon": -121.7, "seen_pos": 700}
    gone = snapshot("adsc", lat=None, lon=None, lastPosition=last)
    assert gone.column("fault").to_pylist() == ["stale"]  # readsb itself does not vouch for it


def test_the_flag_for_twenty_seconds_says_nothing_of_ads_c() -> None:
    rows = [
        [840.0 * k, 50.0 + k / 10, -40.0, 37000, 480, 0, 1, 0, None, type_]
        for k, type_ in enumerate(["adsc", "adsb_icao", "adsc"])
    ]
    data = json.dumps({"icao": "c0ffee", "timestamp": NOW, "trace": rows}).encode()
    assert run(readsb_trace, data).column("fault") == [None, "stale", None]


def test_ads_c_in_a_table_is_not_stale_for_its_age() -> None:
    head = "timestamp,last_position,icao24,latitude,longitude,altitude,source\n"
    line = "2024-03-10 12:20:00Z,2024-03-10 12:00:00Z,39e467,48.1,2.3,37000,{}\n"
    told = run(table_csv, (head + line.format("adsc") + line.format("mlat")).encode())
    assert told.column("fault") == [None, "stale"]


@pytest.mark.parametrize("source", ["tisb_trackfile", "tisb_other", "tisb_icao"])
def test_what_radar_has_in_the_place_of_nacv_is_no_fault(source: str) -> None:
    found = snapshot(source, nac_v=7, seen_pos=1, seen=1)
    assert found.column("nac_v").to_pylist() == [7]
    assert mark(found)[0].to_pylist() == [None]


def test_figures_that_traces_may_have_are_those_of_all_formats() -> None:
    assert readsb_limits.HIGHEST == limits.HIGHEST | {"nac_v": 7}
