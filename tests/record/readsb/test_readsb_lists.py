"""aircraft.json and answers of its kin, a line each, clipped traces, network fixes."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest
from readsb_files import DETAIL, READERS, lines, rows, snapshot, table

from skywitness.errors import RecordError
from skywitness.record.readers.formats import recognise
from skywitness.record.reading import Context
from skywitness.record.readsb.lines import LONGEST

NOW = 1700513836.875
AT = dt.datetime(2023, 11, 20, 20, 57, 16, 875000, dt.UTC)

AIRCRAFT: dict[str, Any] = {
    "hex": "a3e31a", "type": "adsb_icao", "flight": "N35GR   ", "r": "N35GR", "t": "GLF5",
    "dbFlags": 8, "alt_baro": 45000, "alt_geom": 45700, "gs": 489.0, "track": 67.25,
    "baro_rate": -64, "squawk": "3471", "emergency": "none", "category": "A3", "nav_qnh": 1013.6,
    "lat": 35.208109, "lon": -110.373001, "nic": 8, "rc": 186, "seen_pos": 1.875, "version": 2,
    "nac_p": 10, "nac_v": 2, "sil": 3, "gva": 2, "mlat": [], "tisb": [], "seen": 0.125,
}  # fmt: skip


def one(*, context: Context | None = None, **changed: Any) -> dict[str, Any]:
    """What one aircraft of a list becomes; a field set to None is left out."""
    found = {k: v for k, v in (AIRCRAFT | changed).items() if v is not None}
    (made,) = rows("list", snapshot(found), context)
    return made


def ago(seconds: float) -> dt.datetime:
    return AT - dt.timedelta(seconds=seconds)


def test_every_field() -> None:
    assert one(ias=280, mag_heading=66.5, true_heading=70.0, roll=-1.5) == {
        "timestamp": ago(1.875), "received": AT, "altitude_time": ago(0.125), "icao24": "a3e31a",
        "callsign": "N35GR", "registration": "N35GR", "typecode": "GLF5", "latitude": 35.208109,
        "longitude": -110.373001, "altitude": 45000, "geoaltitude": 45700, "groundspeed": 489,
        "track": 67.25, "vertical_rate": -64, "onground": False, "squawk": "3471", "nic": 8,
        "rc": 186, "nac_p": 10, "nac_v": 2, "sil": 3, "gva": 2, "version": 2, "category": "A3",
        "ias": 280, "heading": 66.5, "roll": -1.5, "source": "adsb_icao", "row": 0,
    }  # fmt: skip


def test_on_the_ground() -> None:
    found = one(alt_baro="ground", true_heading=289.5, mag_heading=280.0)
    assert found["onground"] is True
    assert "altitude" not in found
    assert (found["track"], found["heading"]) == (67.25, 289.5)


def test_without_a_position() -> None:
    found = one(lat=None, lon=None, seen_pos=None, seen=37.5, type="mode_s")
    assert found["timestamp"] == ago(37.5)
    assert found["source"] == "mode_s"
    assert not {"latitude", "altitude_time", "fault"} & set(found)


def test_the_last_position_is_an_old_one() -> None:
    last = {"lat": 34.4, "lon": -109.0, "nic": 7, "rc": 370, "seen_pos": 72.5}
    found = one(
        lat=None, lon=None, seen_pos=None, seen=21.875, nic=None, rc=None, lastPosition=last
    )
    assert (found["timestamp"], found["altitude_time"]) == (ago(72.5), ago(21.875))
    assert (found["latitude"], found["nic"], found["rc"]) == (34.4, 7, 370)
    assert found["fault"] == "stale"


def test_a_rough_position_is_none() -> None:
    found, tally = table(
        "list", snapshot({"hex": "a3e31a", "rr_lat": 35.1, "rr_lon": -110, "seen": 1})
    )
    assert found["latitude"].to_pylist() == [None]
    assert tally.notes == ["1 aircraft have a rough position (rr_lat), which was not taken for one"]


def test_old_positions_are_marked() -> None:
    assert "fault" not in one(seen_pos=60)
    assert one(seen_pos=60.1)["fault"] == "stale"
    assert one(seen_pos=5, context=Context(oldest_s=4))["fault"] == "stale"


@pytest.mark.parametrize(
    ("changed", "source"),
    [
        ({"mlat": ["gs", "lat", "lon"]}, "mlat"),
        ({"mlat": ["track", "baro_rate"]}, "adsb_icao"),
        ({"tisb": ["altitude", "lat", "lon"]}, "tisb_icao"),
        ({"tisb": ["lat", "lon"], "hex": "~2b0d0d"}, "tisb_other"),
        ({"tisb": ["lat", "lon"], "type": "tisb_trackfile"}, "tisb_trackfile"),
        ({"tisb": ["geom_rate"]}, "adsb_icao"),
        ({"type": "unknown"}, "other"),
        ({"type": "adsc"}, "adsc"),
        ({"type": None}, None),
    ],
)
def test_what_the_position_comes_from(changed: dict[str, Any], source: str | None) -> None:
    assert one(**changed).get("source") == source


def test_quality_of_another_source_is_left_out() -> None:
    other = one(mlat=["track", "nac_p", "sil"], nac_p=0, sil=0)
    assert not {"nac_p", "sil"} & set(other)
    assert other["nic"] == 8
    own = one(mlat=["lat", "lon", "nac_p"], nac_p=0)
    assert own["nac_p"] == 0
    assert "rc" not in one(nic=0, rc=0)  # readsb's word for unknown


@pytest.mark.parametrize(
    ("hex_", "expected", "fault"),
    [
        ("A3E31A", "a3e31a", None),
        ("~2B0D0D", "~2b0d0d", None),
        (12345, "12345", "address"),
        (12345.0, "12345.0", "address"),
        ("12345.0", "12345.0", "address"),
        (400123, "400123", "address"),
        ("400123", "400123", None),
        ("000000", "000000", "address"),
        ("xyz", "xyz", "address"),
    ],
)
def test_addresses(hex_: Any, expected: str, fault: str | None) -> None:
    found = one(hex=hex_)
    assert (found["icao24"], found.get("fault")) == (expected, fault)


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"lat": 91}, "position"),
        ({"lon": None}, "position"),
        ({"track": 400}, "speed"),
        ({"gs": -5}, "speed"),
        ({"squawk": "d276"}, "other"),
        ({"nic": 12}, "other"),
        ({"alt_baro": "high"}, "other"),
        ({"gs": "fast"}, "other"),
        ({"gs": 1e39}, "other"),
        ({"squawk": 276}, None),  # a number that has lost a zero
    ],
)
def test_what_cannot_be_is_marked(changed: dict[str, Any], fault: str | None) -> None:
    assert one(**changed).get("fault") == fault
    assert one(squawk=276)["squawk"] == "0276"


def test_an_answer_in_milliseconds() -> None:
    answer = {"ac": [AIRCRAFT | {"dst": 3.1, "dir": 271}], "msg": "No error", "total": 1}
    answer |= {"now": 1700513836875, "ctime": 1700513836875, "ptime": 0}
    text = json.dumps(answer).encode()
    found = recognise(text, "x")
    assert found is not None
    assert found.name == "aircraft_json"
    (made,) = rows("list", text)
    assert made["timestamp"] == ago(1.875)
    assert table("list", b'{"ac":null,"msg":"No error","now":1700513836875}')[1].rows == 0


def test_aircraft_without_an_address_are_counted() -> None:
    text = json.dumps({"now": NOW, "aircraft": [{"lat": 1}, 7, AIRCRAFT]}).encode()
    found, tally = table("list", text)
    assert found["row"].to_pylist() == [2]
    assert tally.bad == {"no address": 1, "no aircraft object": 1}


def test_a_list_without_its_time() -> None:
    found, tally = table("list", snapshot(AIRCRAFT, now=None))
    assert found["timestamp"].to_pylist() == [None]
    assert found["fault"].to_pylist() == [None]
    assert tally.notes == ["1 aircraft stand in lists without 'now', so have no time"]


def test_lists_a_line() -> None:
    later = {"now": NOW + 1, "aircraft": [AIRCRAFT, AIRCRAFT | {"hex": "a3e31b"}]}
    text = lines({"now": NOW, "aircraft": [AIRCRAFT]}, later) + b"\n{broken\n" + lines(later)
    found, tally = table("list", text)
    assert found["row"].to_pylist() == [0, 1, 2, 3, 4]
    assert tally.bad == {"a line that is no list of aircraft": 1}


def test_damage_in_a_list() -> None:
    good = [AIRCRAFT | {"hex": f"a0000{k}"} for k in range(6)]
    text = snapshot(*good).replace(b'"a00002",', b'"a00002", "nan": nil,')
    found, tally = table("list", text)
    assert found["icao24"].to_pylist() == ["a00000", "a00001", "a00003", "a00004", "a00005"]
    assert found["row"].to_pylist() == [0, 1, 3, 4, 5]
    assert tally.rows == 6
    with pytest.raises(RecordError, match="breaks off") as caught:
        table("list", snapshot(*good)[:-900])
    assert len(caught.value.rows) == 4  # type: ignore[attr-defined]


def test_objects_a_line() -> None:
    # As --json-port and lines cut out of lists have them: a comma may follow.
    text = lines(AIRCRAFT | {"now": NOW}).replace(b"}\n", b"},\r\n") + lines(AIRCRAFT)
    found, tally = table("lines", text)
    assert found["timestamp"].to_pylist() == [ago(1.875), None]
    assert found["fault"].to_pylist() == [None, None]
    assert tally.notes == ["1 lines have no 'now', so no time"]


@pytest.mark.parametrize("now", ["yesterday", 0, 1e300, -5, True])
def test_times_that_cannot_be(now: Any) -> None:
    (found,) = rows("lines", lines(AIRCRAFT | {"now": now}))
    assert found["fault"] == "clock"
    assert found.get("timestamp", AT).year in (1969, 1970, 2023)


def test_rows_are_line_numbers() -> None:
    text = b"\xef\xbb\xbf" + lines(AIRCRAFT | {"now": NOW}) + b"\n7\n{}\nnull\n" + lines(AIRCRAFT)
    found, tally = table("lines", text)
    assert found["row"].to_pylist() == [0, 5]
    assert tally.bad == {"no aircraft object": 2, "no address": 1}
    assert tally.examples["no address"] == ["row 3: {}"]


def test_a_line_that_is_too_long() -> None:
    good = lines(AIRCRAFT | {"now": NOW})
    found, tally = table("lines", good + b" " * (LONGEST + 5) + b"{}\n" + good)
    assert found["row"].to_pylist() == [0, 2]
    assert tally.bad == {"a line of more than 16 MiB": 1}


CLIPPED: dict[str, Any] = {
    "now": 1748719389, "alt_baro": 1500, "gscp": 90, "lat": 36.396309, "lon": -121.406873,
    "track": 280.8, "hex": "a7f426", "flight": "N611TH", "flightdict": None,
}  # fmt: skip


def clipped(*changes: dict[str, Any]) -> list[dict[str, Any]]:
    return rows("lines", lines(*(CLIPPED | c for c in changes)))


def test_clipped_traces() -> None:
    found = clipped(
        {"now": 100_000_000_0, "flightdict": DETAIL, "squawk": "4637", "category": "A3"},
        {"now": 100_000_006_0, "squawk": "4637", "category": "A3"},
        {"now": 100_000_006_1, "squawk": "4637", "category": "A3"},
        {"now": 100_000_030_1, "squawk": "4637", "category": "A3"},
        {"now": 100_000_000_1, "hex": "a7f427"},
    )
    assert found[0] == {
        "timestamp": dt.datetime(2001, 9, 9, 1, 46, 40, tzinfo=dt.UTC), "icao24": "a7f426",
        "callsign": "DAL1812", "registration": "N611TH", "latitude": 36.396309,
        "longitude": -121.406873, "altitude": 1500, "geoaltitude": 33825, "groundspeed": 90,
        "track": pytest.approx(280.8), "vertical_rate": -64, "onground": False, "squawk": "4637",
        "nic": 8, "rc": 186, "nac_p": 10, "nac_v": 2, "sil": 3, "gva": 2, "version": 2,
        "category": "A3", "ias": 279, "heading": pytest.approx(338.03),
        "roll": pytest.approx(-0.88), "source": "adsb_icao", "row": 0,
    }  # fmt: skip
    assert [r.get("nic") for r in found] == [8, 8, None, None, None]
    assert [r.get("squawk") for r in found] == ["4637", "4637", None, None, None]
    assert [r.get("callsign") for r in found] == ["DAL1812"] * 3 + [None, None]
    assert "geoaltitude" not in found[1]


def test_what_clipping_does_to_values() -> None:
    ground, slow, operator, answer, nobody = clipped(
        {"alt_baro": "0", "gscp": 12, "track": 90.0},  # on the ground, or not known
        {"alt_baro": 0, "gscp": 0},
        {"flight": "FFL626"},
        {},
        {},
    )
    assert not {"altitude", "onground", "track"} & set(ground)
    assert (slow["altitude"], slow.get("groundspeed")) == (0, None)
    assert (operator["callsign"], operator.get("registration")) == ("FFL626", None)
    plain = {k: v for k, v in CLIPPED.items() if k != "flightdict"}
    answer, nobody = rows("lines", lines(plain | {"alt_baro": 0}, plain | {"flight": "N/A"}))
    assert not {"altitude", "onground", "registration"} & set(answer)
    assert (answer["callsign"], answer["track"]) == ("N611TH", pytest.approx(280.8))
    assert "callsign" not in nobody


FIXES: dict[str, Any] = {
    "hex": "0c20f4", "callsign": "CMP409", "category": "fast", "fixes": [
        {"receiveTime": 1782619556174, "positionTime": 1782619555953, "source": "adsb.fi",
         "lat": 34.563221, "lon": -118.423347, "gs": 486.5, "track": 130.75, "gnd": False},
        {"receiveTime": 1782619557000, "positionTime": 1782619555000, "source": "adsb.lol",
         "lat": 34.56, "lon": -118.42, "gs": 0, "track": 0, "gnd": True},
        {"receiveTime": 1782619700000, "positionTime": 1782619555952, "source": "adsb.fi",
         "lat": 34.56, "lon": -118.42, "gs": 0, "track": 0, "gnd": True},
    ],
}  # fmt: skip


def test_fixes_of_networks() -> None:
    text = json.dumps(FIXES).encode()
    form = recognise(text, "x")
    assert form is not None
    assert form.name == "network_fixes"
    found = rows("fixes", text)
    assert found[0] == {
        "timestamp": dt.datetime(2026, 6, 28, 4, 5, 55, 953000, dt.UTC),
        "received": dt.datetime(2026, 6, 28, 4, 5, 56, 174000, dt.UTC),
        "icao24": "0c20f4", "callsign": "CMP409", "latitude": 34.563221, "longitude": -118.423347,
        "groundspeed": 486.5, "track": 130.75, "onground": False, "receiver": "adsb.fi", "row": 0,
    }  # fmt: skip
    assert [r["receiver"] for r in found] == ["adsb.fi", "adsb.lol", "adsb.fi"]
    assert [r.get("fault") for r in found] == [None, None, "stale"]
    _, tally = table("fixes", text)
    assert tally.notes == ["the time of positions steps back 1 times, 1 times within one network"]


def test_recognition_is_by_content() -> None:
    files = {
        "readsb_trace": b'{"icao":"a","timestamp":1,"trace":[]}',
        "network_fixes": json.dumps(FIXES).encode(),
        "aircraft_json": snapshot(AIRCRAFT),
        "readsb_jsonl": lines({"flight": "N/A", "now": 1}, CLIPPED),
    }
    for name, text in files.items():
        found = recognise(text, "whatever.bin")
        assert found is not None
        assert found.name == name
    for text in (
        b"",
        b"{}",
        b"[]",
        b"\x1a2",
        b'{"trace":1}',
        b'{"hex":"a"}',
        b'{"fixes":[]}',
        b"{" * 99,
    ):
        assert not any(reader.recognise(text, "trace_full_x.json") for reader in READERS.values())
