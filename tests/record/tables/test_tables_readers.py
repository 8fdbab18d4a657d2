"""Tables of positions in Parquet, CSV and JSON, small ones made here and the shared real ones."""

from __future__ import annotations

import datetime as dt
import io
import json
from types import ModuleType
from typing import Any

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from record_memory import Result, format_of, run

from skywitness.record.readers import opensky_states, table_csv, table_json, table_parquet
from skywitness.record.reading import Context
from skywitness.record.tables import records

BASE = 1633608773  # 2021-10-07T12:12:53Z
TRAFFIC: list[dict[str, Any]] = [
    {"timestamp": BASE * 1000, "icao24": "0101de", "callsign": "MSR799", "latitude": 48.48,
     "longitude": 3.82, "altitude": 13650.0, "groundspeed": 325.0, "track": 311.136,
     "vertical_rate": -896.0, "onground": False, "squawk": "0100", "selected_mcp": 7008},
    {"timestamp": (BASE + 1) * 1000, "icao24": "0101de", "callsign": None, "latitude": None,
     "longitude": None, "altitude": None, "groundspeed": None, "track": None,
     "vertical_rate": None, "onground": None, "squawk": None, "selected_mcp": None},
    {"timestamp": (BASE + 2) * 1000, "icao24": "3e5678", "callsign": "x,\"y\"", "latitude": -91.0,
     "longitude": 3.82, "altitude": 130000.0, "groundspeed": -1.0, "track": 400.0,
     "vertical_rate": 64.0, "onground": True, "squawk": "7778", "selected_mcp": 1},
]  # fmt: skip
STATES = {
    "time": [BASE, BASE + 1, BASE + 100, BASE + 101],
    "icao24": ["4d2271"] * 4,
    "lat": [45.8645, 45.8645, 45.8645, None],
    "lon": [4.96, 4.96, 4.96, None],
    "velocity": [215.95192459883742] * 4,
    "heading": [234.79] * 4,
    "vertrate": [-4.8768] * 4,
    "callsign": ["RYR2RG  "] * 4,
    "onground": [False] * 4,
    "squawk": ["6675"] * 4,
    "baroaltitude": [11277.6] * 4,
    "geoaltitude": [11483.34] * 4,
    "lastposupdate": [BASE - 0.068, BASE - 0.068, BASE - 0.068, BASE - 0.068],
    "lastcontact": [BASE - 0.017, BASE + 0.5, BASE + 99.5, BASE + 100.0],
    "serials": [[960481128, -1408232398], [1], [1], []],
}


def parquet(table: pa.Table) -> bytes:
    sink = io.BytesIO()
    pq.write_table(table, sink, row_group_size=2)
    return sink.getvalue()


def as_csv(rows: list[dict[str, Any]]) -> bytes:
    return pl.DataFrame(rows).write_csv().encode()


def same(a: Result, b: Result) -> None:
    skip = {"file"}
    for name in a.table.column_names:
        if name not in skip:
            assert a.column(name) == b.column(name), name


def orients(rows: list[dict[str, Any]]) -> dict[str, bytes]:
    """The same table as pandas would write it (its documentation of `to_json`)."""
    names = list(rows[0])
    return {
        "records": json.dumps(rows).encode(),
        "pretty": json.dumps(rows, indent=2).encode(),
        "lines": "\n".join(json.dumps(r) for r in rows).encode(),
        "columns": json.dumps(
            {n: {str(k): r[n] for k, r in enumerate(rows)} for n in names}
        ).encode(),
        "index": json.dumps({str(k): r for k, r in enumerate(rows)}).encode(),
        "split": json.dumps(
            {"columns": names, "index": [0, 1, 2], "data": [list(r.values()) for r in rows]}
        ).encode(),
        "table": json.dumps(
            {"schema": {"fields": [{"name": n, "type": "string"} for n in names]}, "data": rows}
        ).encode(),
    }  # fmt: skip


def test_a_traffic_table_is_the_same_from_every_format() -> None:
    told = run(table_parquet, parquet(pa.Table.from_pylist(TRAFFIC)))
    assert told.error is None
    assert told.column("timestamp")[0] == dt.datetime(2021, 10, 7, 12, 12, 53, tzinfo=dt.UTC)
    assert told.column("icao24") == ["0101de", "0101de", "3e5678"]
    assert told.column("callsign") == ["MSR799", None, 'x,"y']  # outer quotes are no part of it
    assert told.column("squawk") == ["0100", None, "7778"]
    assert told.column("altitude") == [13650.0, None, 130000.0]
    assert told.column("onground") == [False, None, True]
    assert told.column("fault") == [None, None, "altitude other position speed"]
    assert told.column("row") == [0, 1, 2]
    assert "columns not read: selected_mcp" in told.tally.notes
    same(told, run(table_csv, as_csv(TRAFFIC)))
    for way, data in orients(TRAFFIC).items():
        assert table_json.recognise(data, ""), way
        same(told, run(table_json, data))


def test_state_vectors_become_feet_and_knots_and_know_their_age() -> None:
    table = pa.table(STATES)
    told = run(table_parquet, parquet(table), context=Context(receiver="mine"))
    assert told.column("altitude")[0] == pytest.approx(37000.0)
    assert told.column("geoaltitude")[0] == pytest.approx(37675.0)
    assert told.column("groundspeed")[0] == pytest.approx(419.7769, abs=1e-3)
    assert told.column("vertical_rate")[0] == pytest.approx(-960.0)
    assert told.column("track")[0] == pytest.approx(234.79, abs=1e-4)
    assert told.column("heading") == [None] * 4
    assert told.column("receiver") == ["960481128 -1408232398", "1", "1", "mine"]
    when = told.column("timestamp")
    # With a position, when that held; without one, when the aircraft was last heard.
    assert when[0] == dt.datetime(2021, 10, 7, 12, 12, 52, 932000, tzinfo=dt.UTC)
    assert when[0] == when[1] == when[2]
    assert when[3] == dt.datetime(2021, 10, 7, 12, 14, 33, tzinfo=dt.UTC)
    assert told.column("received")[2] == dt.datetime(2021, 10, 7, 12, 14, 32, 500000, tzinfo=dt.UTC)
    assert told.column("fault") == [None, None, "stale", None]
    late = run(table_parquet, parquet(table), context=Context(oldest_s=200))
    assert late.column("fault") == [None] * 4
    rows = [{k: v for k, v in r.items() if k != "serials"} for r in table.to_pylist()]
    plain = run(table_csv, as_csv(rows))
    for name in ("timestamp", "received", "altitude", "groundspeed", "track", "fault"):
        assert plain.column(name) == told.column(name), name


# The example of OpenSky's forum and API pages, with the fields of "All State Vectors".
ANSWER = {
    "time": 1499105361,
    "states": [
        ["4240ec", "UTA394  ", "United Kingdom", 1499105360, 1499105360, 21.9943, 54.9052, 8404.86,
         False, 225.19, 84.89, 9.1, None, 8397.24, "7674", False, 0],
        ["3c6444", None, "Germany", 1499105200, 1499105360, 8.5, 50.0, 304.8, False, 100, 0, 0,
         [1, 2], None, None, False, 2, 4],
        ["3c6445", "X", "Germany", None, 1499105360, None, None, None, True, *[None] * 4],
        ["too short"],
    ],
}  # fmt: skip


def test_rest_answers() -> None:
    data = json.dumps(ANSWER).encode()
    assert opensky_states.recognise(data, "")
    told = run(opensky_states, data)
    assert told.table.num_rows == 3
    assert told.tally.bad == {"not a state vector": 1}
    assert told.column("altitude")[0] == pytest.approx(8404.86 / 0.3048)
    assert told.column("geoaltitude")[0] == pytest.approx(27550.0)
    assert told.column("groundspeed")[0] == pytest.approx(225.19 * 3600 / 1852)
    assert told.column("vertical_rate")[0] == pytest.approx(1791.3, abs=0.1)
    assert told.column("latitude")[0] == 54.9052
    assert told.column("source") == ["adsb_icao", "mlat", None]
    assert told.column("category") == [None, "A3", None]
    assert told.column("receiver") == [None, "1 2", None]
    assert told.column("fault") == [None, "stale", None]
    lines = b"\n".join([data, b"garbage", json.dumps({"time": 5, "states": None}).encode(), data])
    told = run(opensky_states, lines)
    assert told.table.num_rows == 6
    assert told.tally.bad == {"not a state vector": 2, "a damaged answer": 1}
    assert told.column("row") == [0, 1, 2, 5, 6, 7]


FR24 = (
    b"Timestamp,UTC,Callsign,Position,Altitude,Speed,Direction\n"
    b'1684515906,2023-05-19T17:05:06Z,CTM1022,"21.66923,39.136734",0,0,250\n'
    b'1684516906,2023-05-19T17:21:46Z,CTM1022,"21.7,39.2",35000,450,360\n'
    b'1684516907,2023-05-19T17:21:47Z,CTM1022,"21.7;39.2",35000,450,90\n'
    b"1684516908,2023-05-19T17:21:48Z,CTM1022,somewhere,35000,450,90\n"
)


def test_a_flightradar24_download() -> None:
    told = run(table_csv, FR24)
    assert told.column("latitude") == [21.66923, 21.7, 21.7, None]
    assert told.column("altitude") == [None, 35000.0, 35000.0, 35000.0]
    assert told.column("groundspeed")[1:3] == [450.0, 450.0]
    assert told.column("track")[:2] == [250.0, 0.0]
    assert told.column("fault") == [None, None, None, "position"]
    assert any("0 stands for any aircraft on the ground" in n for n in told.tally.notes)


def test_csv_bad_lines_cost_themselves_and_keep_the_numbers_of_the_others() -> None:
    lines = ["timestamp,icao24,latitude,longitude,altitude,callsign"]
    for k in range(10):
        lines.append(f'{BASE + k},0012e5,48.{k},2.0,1000,"A\nB{k}"' if k % 4 else "too,few")
    lines.insert(6, "1,2,3,4,5,6,7")
    told = run(table_csv, "\r\n".join(lines).encode())
    assert told.tally.bad == {"fewer values than columns": 3, "more values than columns": 1}
    assert told.tally.rows == 11
    assert told.column("row") == [1, 2, 3, 6, 7, 8, 10]
    assert told.column("icao24") == ["0012e5"] * 7  # zeros kept, and no exponent
    assert told.column("callsign")[0] == "A\nB1"


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_csv_separators_and_encodings(separator: str, encoding: str) -> None:
    names = ["timestamp", "icao24", "latitude", "longitude", "altitude", "callsign"]
    rows = [names, [str(BASE), "4b1901", "47.5", "8.5", "1000", "ÄÖ1"]]
    data = "\n".join(separator.join(r) for r in rows).encode(encoding)
    assert format_of(data) == "table_csv"
    told = run(table_csv, data)
    assert told.column("latitude") == [47.5]
    assert told.column("callsign") == ["ÄÖ1"]


def test_csv_bytes_that_are_no_text_cost_their_value() -> None:
    data = b"timestamp,icao24,latitude,longitude\n1633608773,4b1901,47.5,8.5\n"
    data += b"1633608774,\xff\xfe\x00,1,2\n"
    told = run(table_csv, data)
    assert told.error is None
    assert told.column("fault") == [None, "address"]


def test_csv_decimal_commas_are_an_error() -> None:
    data = f"timestamp;icao24;latitude;longitude\n{BASE};4b1901;47,5;8,5\n".encode()
    told = run(table_csv, data)
    assert told.error is not None
    assert "decimal comma" in str(told.error)
    assert "remedy" in str(told.error)


def test_csv_a_line_without_an_end() -> None:
    told = run(table_csv, FR24 + b'"' + b"1684515906,x" * (3 << 20))
    assert told.error is not None
    assert "a line is longer" in str(told.error)
    assert told.table.num_rows == 0 or told.column("latitude")[0] == 21.66923


def test_json_boundaries_within_texts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records, "BLOCK", 1000)
    row = {"timestamp": BASE, "icao24": "4b1901", "latitude": 1, "longitude": 2, "origin": "}, {{"}
    told = run(table_json, json.dumps([row] * 50).encode())
    assert told.tally.rows == told.table.num_rows == 50
    assert not told.tally.bad


def test_json_damaged_records_cost_themselves(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records, "BLOCK", 1000)
    rows = [
        {"timestamp": BASE + k, "icao24": "4b1901", "latitude": 1.0 + k, "longitude": 2.0}
        for k in range(50)
    ]
    text = json.dumps(rows).encode()
    text = text.replace(b'"latitude": 8.0', b'"latitude": 8.0.0')
    text = text.replace(b'"latitude": 20.0', b'"latitude" 20.0')
    text = text.replace(b'"latitude": 30.0', b'"latitude": NaN')
    told = run(table_json, text)
    assert told.tally.bad == {"not JSON": 2}
    assert told.column("row") == [k for k in range(50) if k not in (7, 19)]
    assert told.column("latitude")[27] is None
    cut = run(table_json, text[:-30])
    assert cut.tally.bad == {"not JSON": 3}
    assert cut.error is not None
    assert "breaks off" in cut.error.message


def test_json_columns_that_come_later_are_read() -> None:
    rows: list[dict[str, Any]] = [
        {"timestamp": BASE, "icao24": "4b1901", "latitude": 1, "longitude": 2},
        {"timestamp": BASE, "icao24": "4b1901", "latitude": 1, "longitude": 2, "altitude": 1000},
    ]
    assert run(table_json, json.dumps(rows).encode()).column("altitude") == [None, 1000.0]
    lines = "\n".join(map(json.dumps, rows)).encode()
    assert run(table_json, lines).column("altitude") == [None, 1000.0]


def test_json_addresses_that_are_numbers() -> None:
    rows = [
        {"timestamp": BASE, "icao24": v, "latitude": 1, "longitude": 2}
        for v in ("484012", 484012, 3.94e5)
    ]
    told = run(table_json, json.dumps(rows).encode())
    assert told.column("icao24") == ["484012", "484012", "394000.0"]
    assert told.column("fault") == [None, "address", "address"]


def test_json_too_large_to_be_read_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table_json, "WHOLE", 100)
    told = run(table_json, orients(TRAFFIC)["columns"])
    assert told.error is not None
    assert "orient='records'" in str(told.error)
    assert run(table_json, orients(TRAFFIC)["records"]).error is None


def test_parquet_that_is_no_table_of_positions() -> None:
    told = run(table_parquet, parquet(pa.table({"name": ["a"], "value": [1]})))
    assert told.error is not None
    assert "its columns are name, value" in str(told.error)


def test_parquet_of_raw_messages_goes_to_its_own_reader() -> None:
    table = pa.table(
        {"mintime": [1.7e9], "rawmsg": ["8D406B902015A678D4D220AA4BDA"], "icao24": ["406b90"]}
    )
    told = run(table_parquet, parquet(table))
    assert told.column("callsign") == ["EZY85MH"]  # the standard example of a callsign message


def test_parquet_types_of_all_sorts() -> None:
    table = pa.table(
        {
            "timestamp": pa.array([dt.datetime(2020, 1, 1)], type=pa.timestamp("ns")),
            "icao24": pa.array(["4b1901"]).dictionary_encode(),
            "latitude": pa.array([47.5], type=pa.float32()),
            "longitude": pa.array([8], type=pa.int16()),
            "altitude": pa.array([None], type=pa.null()),
            "groundspeed": pa.array(["250"], type=pa.large_string()),
            "onground": pa.array([1], type=pa.int8()),
        }
    )
    told = run(table_parquet, parquet(table))
    assert told.column("timestamp") == [dt.datetime(2020, 1, 1, tzinfo=dt.UTC)]
    assert told.column("groundspeed") == [250.0]
    assert told.column("onground") == [True]
    assert told.column("icao24") == ["4b1901"]


def test_positions_with_one_half_or_none_are_told_apart() -> None:
    rows = [
        {"timestamp": BASE, "icao24": "4b1901", "latitude": lat, "longitude": lon}
        for lat, lon in ((1.0, None), (0.0, 0.0), (None, None), (1.0, 180.0))
    ]
    told = run(table_json, json.dumps(rows).encode())
    assert told.column("fault") == ["position", "position", None, None]
    assert told.column("longitude")[3] == -180.0


def test_times_that_cannot_be() -> None:
    rows = [
        {"timestamp": t, "icao24": "4b1901", "latitude": 1, "longitude": 2}
        for t in (BASE, 0, BASE, 10**11, "x", -5)
    ]
    told = run(table_json, json.dumps(rows).encode())
    assert told.column("fault") == [None, "clock", None, "clock", "clock", "clock"]
    assert told.column("timestamp")[1] == dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


READERS: list[tuple[str, ModuleType, bytes]] = [
    ("table_parquet", table_parquet, parquet(pa.Table.from_pylist(TRAFFIC))),
    ("table_csv", table_csv, as_csv(TRAFFIC)),
    ("table_json", table_json, orients(TRAFFIC)["records"]),
    ("opensky_states", opensky_states, json.dumps(ANSWER).encode()),
]


@pytest.mark.parametrize(("name", "reader", "data"), READERS)
def test_recognised_by_content_alone(name: str, reader: ModuleType, data: bytes) -> None:
    assert format_of(data, "whatever.txt") == name
    for other, _, theirs in READERS:
        assert reader.recognise(theirs, "") == (other == name)


@pytest.mark.parametrize(
    "text", [b"", b"[", b"{", b"[]", b"[1,2]", b"a,b\n1,2\n", b"\x00" * 99, b"<x/>"]
)
def test_what_is_not_recognised(text: bytes) -> None:
    assert not any(r.recognise(text, "x.csv") for _, r, _ in READERS)
