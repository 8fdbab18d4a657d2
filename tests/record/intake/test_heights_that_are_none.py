"""Heights of NaN and infinities are values that could not be read: counted, their row marked."""

from __future__ import annotations

import io
import json
from types import ModuleType

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from record_memory import run

from skywitness.record.readers import (
    aircraft_json,
    geojson,
    gpx,
    kml,
    opensky_states,
    readsb_jsonl,
    readsb_trace,
    sbs,
    table_csv,
    table_json,
    table_parquet,
)

NOW = 1_700_000_000
AIRCRAFT = '"hex":"a12345","alt_baro":HEIGHT,"lat":36.9,"lon":-121.7,"seen_pos":0.1'
STATE = f'["4ca767","E1","IE",{NOW},{NOW},2.5,48.6,HEIGHT,false,100,90,0,null,900,"0733",false,0]'
FILES: dict[str, tuple[ModuleType, str]] = {
    "gpx": (gpx, '<gpx><trk><trkseg><trkpt lat="1" lon="2"><ele>HEIGHT</ele></trkpt></trkseg>'
            "</trk></gpx>"),
    "track": (kml, "<kml><Placemark><Track><altitudeMode>absolute</altitudeMode>"
              "<when>2024-01-01T00:00:00Z</when><coord>1 2 HEIGHT</coord></Track></Placemark>"
              "</kml>"),
    "line": (kml, "<kml><Placemark><LineString><coordinates>1,2,HEIGHT</coordinates></LineString>"
             "</Placemark></kml>"),
    "geojson": (geojson, f'{{"type":"Feature","properties":{{"times":[{NOW}]}},"geometry":'
                '{"type":"LineString","coordinates":[[2,1,HEIGHT]]}}'),
    "aircraft": (aircraft_json, f'{{"now":{NOW},"aircraft":[{{{AIRCRAFT}}}]}}'),
    "lines": (readsb_jsonl, f'{{"now":{NOW},{AIRCRAFT}}}'),
    "trace": (readsb_trace, f'{{"icao":"a12345","timestamp":{NOW},"trace":[[0,36.9,-121.7,HEIGHT,'
              '100,90,0,0,null,"adsb_icao",900,0,null,null]]}'),
    "sbs": (sbs, "MSG,3,1,1,405F11,1,2024/01/31,12:00:00.000,2024/01/31,12:00:00.000,,HEIGHT,,,"
            "48.6,2.5,,,0,0,0,0"),
}  # fmt: skip
TABLES: dict[str, tuple[ModuleType, str]] = {
    "json": (table_json, f'[{{"timestamp":{NOW},"icao24":"39e467","latitude":48,"longitude":2,'
             '"altitude":HEIGHT}]'),
    "csv": (table_csv, f"timestamp,icao24,latitude,longitude,altitude\n{NOW},39e467,48,2,HEIGHT\n"),
    "states": (opensky_states, f'{{"time":{NOW},"states":[{STATE}]}}'),
}  # fmt: skip
ENDLESS = ("Infinity", "-Infinity", "1e999")
MARK = {"aircraft": "other", "lines": "other", "trace": "other"}


@pytest.mark.parametrize("value", ["NaN", *ENDLESS])
@pytest.mark.parametrize("kind", FILES)
def test_a_height_that_is_no_finite_number_is_counted_and_marked(kind: str, value: str) -> None:
    reader, text = FILES[kind]
    told = run(reader, text.replace("HEIGHT", value).encode())
    assert told.error is None
    assert told.column("fault") == [MARK.get(kind, "altitude")]
    assert sum(told.tally.unread.values()) == 1
    for column in ("altitude", "mslaltitude", "unstatedaltitude"):
        assert told.column(column) == [None]


@pytest.mark.parametrize("value", ENDLESS)
@pytest.mark.parametrize("kind", TABLES)
def test_an_endless_height_in_a_table_is_counted_and_marked(kind: str, value: str) -> None:
    reader, text = TABLES[kind]
    told = run(reader, text.replace("HEIGHT", value).encode())
    assert told.column("fault") == ["altitude"]
    assert told.column("altitude") == [None]
    assert sum(told.tally.unread.values()) == 1


@pytest.mark.parametrize("kind", [*TABLES, "parquet"])
def test_nan_in_a_table_is_what_programs_write_for_an_empty_cell(kind: str) -> None:
    """Columns of floats have no other way: to mark it would take every row without a height."""
    if kind == "parquet":
        row = {"timestamp": NOW, "icao24": "39e467", "latitude": 48.0, "longitude": 2.0}
        file = io.BytesIO()
        pq.write_table(pa.Table.from_pylist([{**row, "altitude": float("nan")}]), file)
        told = run(table_parquet, file.getvalue())
    else:
        reader, text = TABLES[kind]
        told = run(reader, text.replace("HEIGHT", "NaN").encode())
    assert told.column("fault") == [None]
    assert told.column("altitude") == [None]


def test_a_trace_with_an_endless_value_keeps_its_other_rows() -> None:
    text = FILES["trace"][1].replace("HEIGHT", "1e999")
    two = json.loads(text.replace("1e999", "900"))["trace"][0]
    whole = text.replace("]]", f"],{json.dumps(two)}]")
    told = run(readsb_trace, whole.encode())
    assert told.column("fault") == ["other", None]
    assert told.tally.unread == {"values of the trace": 1}
