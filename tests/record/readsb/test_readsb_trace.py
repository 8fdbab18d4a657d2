"""readsb traces: what each field becomes, what is carried forward, what damage costs."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest
from readsb_files import BASE, DETAIL, row, rows, table, trace

from skywitness.errors import RecordError
from skywitness.record.readers.formats import recognise
from skywitness.record.reading import Context
from skywitness.record.readsb.folder import path_date

UTC = dt.UTC


def read(*lines: Any, context: Context | None = None, **head: Any) -> list[dict[str, Any]]:
    return rows("trace", trace(list(lines), **head), context)


def test_the_example_of_the_format_description() -> None:
    # The example of readsb's README-json: nine values a row, an aircraft object in the first.
    text = b"""{"icao":"0d8300",
    "r":"YV3382",
    "t":"LJ31",
    "desc":"Bombardier Learjet 31 A",
    "timestamp": 1609275898.495,
    "trace":[
        [0.0,30.404617,-86.476566,-300,0.7,0.0,1,0,
    {"type":"adsb_icao","flight":"YV3382  ","alt_geom":-75,"track":0.00,"baro_rate":0,
    "squawk":"1604","category":"A1","nic":8,"rc":186,"version":2,"nac_p":10,"nac_v":2,"sil":3,"gva":2}],
    [95.1,30.404617,-86.476575,-300,0.7,0.0,0,0,null],
    [254.4,30.375614,-86.448889,525,37.8,142.5,1,64,
    {"type":"adsb_icao","alt_geom":675,"track":142.52,"baro_rate":64,"category":"A1","nic":8,"rc":186}],
    [327.0,30.332932,-86.403647,1900,171.9,137.1,1,1664,null]
    ]
}"""
    found = recognise(text, "x")
    assert found is not None
    assert found.name == "readsb_trace"
    first, second, third, _ = rows("trace", text)
    assert first == {
        "timestamp": dt.datetime(2020, 12, 29, 21, 4, 58, 495000, UTC), "icao24": "0d8300",
        "registration": "YV3382", "typecode": "LJ31", "callsign": "YV3382", "latitude": 30.404617,
        "longitude": -86.476566, "altitude": -300, "geoaltitude": -75, "track": 0,
        "onground": False, "row": 0, "fault": "stale",
        "groundspeed": pytest.approx(0.7), "vertical_rate": 0, "squawk": "1604", "category": "A1",
        "nic": 8, "rc": 186, "version": 2, "nac_p": 10, "nac_v": 2, "sil": 3, "gva": 2,
        "source": "adsb_icao",
    }  # fmt: skip
    # 95 s later the figures are too old, the callsign and the category are not.
    assert "nic" not in second
    assert "source" not in second
    assert (second["callsign"], second["category"]) == ("YV3382", "A1")
    assert third["nic"] == 8
    assert third["callsign"] == "YV3382"
    assert "sil" not in third


def test_every_field_of_fourteen() -> None:
    (found,) = read(row(8.96, detail=DETAIL, geo=33850, geo_rate=32, ias=280, roll=-0.9))
    assert found == {
        "timestamp": dt.datetime(2025, 2, 4, 21, 13, 51, 579000, UTC), "icao24": "ac671b",
        "registration": "N899DN", "typecode": "B739", "callsign": "DAL1812", "latitude": 50.5,
        "longitude": 8.25, "altitude": 32000, "geoaltitude": 33850, "onground": False,
        "groundspeed": pytest.approx(478.6), "track": pytest.approx(327.8), "vertical_rate": 64,
        "squawk": "4637", "category": "A3", "nic": 8, "rc": 186, "nac_p": 10, "nac_v": 2, "sil": 3,
        "gva": 2, "version": 2, "ias": 280, "heading": pytest.approx(338.03),
        "roll": pytest.approx(-0.9), "source": "adsb_icao", "row": 0,
    }  # fmt: skip


def test_the_aircraft_object_fills_what_the_row_leaves_out() -> None:
    (found,) = read(row(0, detail=DETAIL, geo=None, rate=None, type=None))
    assert (found["geoaltitude"], found["vertical_rate"], found["ias"]) == (33825, -64, 279)
    assert found["roll"] == pytest.approx(-0.88)
    assert found["source"] == "adsb_icao"


def test_on_the_ground_the_track_is_a_heading() -> None:
    (found,) = read(row(0, alt="ground", gs=4.1, track=273.2))
    assert found["onground"] is True
    assert found["heading"] == pytest.approx(273.2)
    assert "track" not in found
    assert "altitude" not in found


def test_geometric_altitude_goes_where_it_belongs() -> None:
    flagged, both, plain, none = read(
        row(0, flags=8, alt=4850, geo=None),
        row(1, flags=8, alt=30575, geo=30600),
        row(2, flags=0, alt=30575, geo=30600),
        row(3, flags=0, alt=None, geo=30600),
    )
    assert "altitude" not in flagged
    assert flagged["geoaltitude"] == 4850
    assert flagged["onground"] is False
    assert "altitude" not in both
    assert both["geoaltitude"] == 30600
    assert (plain["altitude"], plain["geoaltitude"]) == (30575, 30600)
    assert "onground" not in none


@pytest.mark.parametrize(
    ("flags", "rate", "detail", "geo_rate", "expected"),
    [
        (0, 64, {"baro_rate": 128, "geom_rate": 256}, 32, 64),
        (4, 64, {"baro_rate": 128}, 64, 128),  # the row's is geometric: the other is preferred
        (4, 64, None, 64, 64),
        (0, None, {"baro_rate": 128}, 32, 128),
        (0, None, {"geom_rate": 256}, None, 256),
        (0, None, None, 32, 32),
        (0, None, None, None, None),
    ],
)
def test_the_barometric_rate_is_preferred(
    flags: int, rate: Any, detail: Any, geo_rate: Any, expected: Any
) -> None:
    (found,) = read(row(0, flags=flags, rate=rate, detail=detail, geo_rate=geo_rate))
    assert found.get("vertical_rate") == expected


def test_quality_is_carried_for_its_age_and_no_longer() -> None:
    found = read(row(0, detail=DETAIL), row(60, flags=1), row(60.01), row(-1), row(300), row(300.5))
    assert [r.get("nic") for r in found] == [8, 8, None, None, None, None]
    assert [r.get("rc") for r in found] == [186, 186, None, None, None, None]
    assert [r.get("squawk") for r in found] == ["4637", "4637", None, None, None, None]
    assert [r.get("callsign") for r in found] == ["DAL1812"] * 3 + [None, "DAL1812", None]
    assert [r.get("fault") for r in found] == [None, "stale", None, None, None, None]
    short = read(row(0, detail=DETAIL), row(10), context=Context(quality_s=5))
    assert [r.get("nac_p") for r in short] == [10, None]


def test_an_object_replaces_all_older_figures() -> None:
    found = read(row(0, detail=DETAIL), row(1, detail={"nic": 5, "rc": 0}), row(2))
    assert [r.get("nic") for r in found] == [8, 5, 5]
    assert [r.get("nac_p") for r in found] == [10, None, None]
    assert [r.get("rc") for r in found] == [186, None, None]  # 0 stands for unknown
    assert found[2]["callsign"] == "DAL1812"


def test_a_new_leg_ends_the_callsign() -> None:
    found = read(row(0, detail=DETAIL), row(1, flags=2), row(2), row(3, detail={"flight": "X1"}))
    assert [r.get("callsign") for r in found] == ["DAL1812", None, None, "X1"]
    assert "squawk" not in found[1]


def test_times() -> None:
    # Offsets run past a day, back before the base, and backwards; the base is no midnight.
    found = read(row(90_000.25), row(-0.619), row(5), row(4.999), timestamp=1738703622.619)
    at = [r["timestamp"] for r in found]
    assert at[0] == dt.datetime(2025, 2, 5, 22, 13, 42, 869000, UTC)
    assert at[1] == dt.datetime(2025, 2, 4, 21, 13, 42, 0, UTC)
    assert at[2] - at[3] == dt.timedelta(milliseconds=1)
    assert [r["row"] for r in found] == [0, 1, 2, 3]
    zero = read(row(5), timestamp=0)
    assert zero[0]["fault"] == "clock"
    assert zero[0]["timestamp"].year == 1970


@pytest.mark.parametrize(
    ("values", "fault"),
    [
        ({"lat": 90.5}, "position"),
        ({"lon": -181}, "position"),
        ({"lat": None}, "position"),
        ({"lat": "50"}, "other position"),
        ({"track": 361}, "speed"),
        ({"gs": -1}, "speed"),
        ({"alt": "sky"}, "other"),
        ({"alt": 1e39}, "other"),
        ({"flags": 0.5}, "other"),
        ({"detail": {"nic": 12}}, "other"),
        ({"detail": {"squawk": "d276"}}, "other"),
        ({"detail": {"squawk": 1200}}, "other"),
        ({"detail": [1]}, "other"),
        ({"type": 3}, "other"),
        ({"flags": 1, "lat": -91}, "position stale"),
    ],
)
def test_what_cannot_be_is_marked(values: dict[str, Any], fault: str) -> None:
    (found,) = read(row(0, **values))
    assert found["fault"] == fault


def test_bounds_that_can_be() -> None:
    east, north = read(row(0, lon=180, track=360), row(1, lat=-90, lon=-180))
    assert (east["longitude"], east["track"]) == (-180, 0)
    assert (north["latitude"], north["longitude"]) == (-90, -180)
    assert "fault" not in east | north


@pytest.mark.parametrize(
    ("icao", "expected", "fault"),
    [
        ("AC671B", "ac671b", None),
        ("~2b1fcc", "~2b1fcc", None),
        (400123, "400123", "address"),
        ("12345.0", "12345.0", "address"),
        ("ffffff", "ffffff", "address"),
        (None, None, "address"),
    ],
)
def test_addresses(icao: Any, expected: str | None, fault: str | None) -> None:
    (found,) = read(row(0), icao=icao)
    assert (found.get("icao24"), found.get("fault")) == (expected, fault)


def test_rows_that_are_none_are_counted() -> None:
    found, tally = table("trace", trace([row(0), "x", [], [None, 1, 2], row(4)]))
    assert found["row"].to_pylist() == [0, 4]
    assert tally.rows == 5
    assert tally.bad == {"no row of a trace": 2, "no time": 1}


def test_a_damaged_row_costs_that_row() -> None:
    text = trace([row(k, detail=DETAIL if k % 2 == 0 else None) for k in range(9)]).decode()
    parts = text.split("\n")
    start = next(k for k, line in enumerate(parts) if line.startswith("[0"))
    parts[start + 2] = parts[start + 2].replace("32000", "nil")
    parts[start + 4] = parts[start + 4].replace("}", "")
    parts[start + 6] = parts[start + 6].replace('"adsb_icao"', '"adsb_icao')
    found, tally = table("trace", "\n".join(parts).encode())
    assert found["row"].to_pylist() == [0, 1, 3, 5, 7, 8]
    assert tally.rows == 9
    assert found["icao24"].to_pylist() == ["ac671b"] * 6


def test_a_header_that_is_no_utf8() -> None:
    text = trace([row(0)], desc="?").replace(b'"?"', b'"Caf\xe9"')
    (found,) = rows("trace", text)
    assert found["registration"] == "N899DN"


def test_a_file_that_breaks_off_gives_what_it_has() -> None:
    text = trace([row(k) for k in range(20)])
    with pytest.raises(RecordError, match="breaks off") as caught:
        table("trace", text[: len(text) * 2 // 3])
    given = caught.value.rows["row"].to_pylist()  # type: ignore[attr-defined]
    assert given == list(range(len(given)))
    assert 10 < len(given) < 15
    assert caught.value.file == "some/file.json"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (trace([row(0)], timestamp=None), "no base time"),
        (trace([row(0)], timestamp="1738703622"), "no base time"),
        (trace([row(0)], timestamp=1e300), "no base time"),
        (b'{"icao":"ac671b","timestamp":1,"trace":{}}', "no list 'trace'"),
        (b'{"icao":"ac671b","timest', "damaged"),
    ],
)
def test_files_that_are_no_trace(text: bytes, message: str) -> None:
    with pytest.raises(RecordError, match=message):
        table("trace", text)


def test_an_empty_trace_has_no_rows() -> None:
    found, tally = table("trace", trace([]))
    assert (len(found), tally.rows) == (0, 0)


@pytest.mark.parametrize(
    ("name", "notes"),
    [
        ("2025/02/04/traces/1b/trace_full_ac671b.json", []),
        ("a/traces_2025-02-20/1b/x.json", ["the folder says 2025-02-20, the file 2025-02-04"]),
        ("v2025.02.03-planes.tar!./traces/x", ["the folder says 2025-02-03, the file 2025-02-04"]),
        ("2024/12/31/2025/02/04/x.json", []),
        ("trace_full_ac671b.json", []),
    ],
)
def test_the_date_of_the_folder(name: str, notes: list[str]) -> None:
    _, tally = table("trace", trace([row(0), row(60)]), name=name)
    assert tally.notes == notes


def test_dates_in_paths() -> None:
    assert path_date("globe_history/2023/08/20/traces/8a/x") == dt.date(2023, 8, 20)
    assert path_date("2023/13/40/x") is None
    assert path_date("trace_20230820.json") is None
    assert path_date("12023/08/201") is None


def test_the_context_names_the_receiver() -> None:
    (found,) = read(row(0), context=Context(receiver="roof"))
    assert found["receiver"] == "roof"


def test_the_base_time_keeps_its_microseconds() -> None:
    text = json.dumps(
        {"icao": "ac671b", "timestamp": BASE, "trace": [row(k / 100) for k in range(9)]}
    )
    at = [r["timestamp"].microsecond for r in rows("trace", text.encode())]
    assert at == [619000 + 10000 * k for k in range(9)]
