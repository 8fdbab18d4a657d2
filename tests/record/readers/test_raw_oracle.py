"""All frames of the sample files against pyModeS; what differs is counted under its reason."""

from __future__ import annotations

import datetime as dt
import gzip
import math
from collections import Counter
from collections.abc import Iterator
from typing import Any

import orjson
import pyarrow.parquet as pq
import pyModeS
import pytest
from raw_files import table
from test_raw_files import RAW

from skywitness.record.readers import beast, frames_csv, iq, jet1090, opensky_raw
from skywitness.record.reading import Context

pytestmark = pytest.mark.shared
COMM_B_FILE = "sample_data_commb_df20.csv"
SHORT = (0, 4, 5, 11)
COMM_B = {
    "roll": "roll",
    "groundspeed": "groundspeed",
    "track": "true_track",
    "heading": "magnetic_heading",
    "ias": "indicated_airspeed",
    "vertical_rate": "baro_vertical_rate",
    "callsign": "callsign",
}


def frames(name: str) -> Iterator[str]:
    if name.endswith(".gz"):
        for line in gzip.decompress((RAW / name).read_bytes()).splitlines():
            yield orjson.loads(line)["frame"]
    elif name.endswith(".parquet"):
        yield from pq.read_table(RAW / name)["rawmsg"].to_pylist()
    else:
        for text in (RAW / name).read_text("utf-8-sig").split("\n"):
            if text.strip():
                cells = text.strip().replace('"', "").split(",")
                yield max(cells, key=len).lower()


def compare(name: str, reader: Any) -> Counter[str]:
    """How often what was said agrees, or which of the two said nothing, or else."""
    raw = (RAW / name).read_bytes()
    rows = table(reader, gzip.decompress(raw) if name.endswith(".gz") else raw)[0]
    found = {row["row"]: row for row in rows}
    count: Counter[str] = Counter()

    def put(field: str, ours: Any, theirs: Any, limit: float = 1e-3) -> None:
        if ours is None and theirs is None:
            return
        if ours is None or theirs is None:
            count[f"{field}: {'we' if ours is None else 'they'} say nothing"] += 1
            return
        agree = ours == theirs if isinstance(ours, str) else abs(ours - theirs) <= limit
        count[f"{field}: {'same' if agree else 'differs'}"] += 1

    for k, text in enumerate(frames(name)):
        row = found.get(k)
        if row is None:
            count["not believed"] += 1
            continue
        form = min(int(text[:2], 16) >> 3, 24)
        theirs = pyModeS.decode(text[:14] if form in SHORT else text)
        kind = theirs.get("typecode") if form == 17 else None
        assert row["icao24"] == theirs["icao"].lower()
        if form in (0, 4, 16, 20) or (kind is not None and 9 <= kind <= 18):
            put("altitude", row["altitude"], theirs.get("altitude"))
        if form in (5, 21):
            put("squawk", row["squawk"], theirs.get("squawk"))
        if kind in (1, 2, 3, 4):
            put("callsign", row["callsign"], theirs.get("callsign"))
        if kind in (5, 6, 7, 8):
            put("groundspeed on the ground", row["groundspeed"], theirs.get("groundspeed"))
            put("track on the ground", row["track"], theirs.get("track"))
        if kind == 19:
            # pyModeS leaves out the decimals.
            put("groundspeed", int(row["groundspeed"]), theirs.get("groundspeed"))
            put("track", row["track"], theirs.get("track"), 1e-4)
            put("vertical rate", row["vertical_rate"], theirs.get("vertical_rate"))
        if kind is not None and (5 <= kind <= 18) and row["latitude"] is not None:
            # Their local decode, with a place two thirds of the way to its limit as reference.
            there = (row["latitude"] + 0.4, row["longitude"] - 0.4)
            option = {"surface_ref": there} if kind < 9 else {"reference": there}
            local = pyModeS.decode(text, **option)
            put("latitude", row["latitude"], local.get("latitude"), 1e-9)
            put("longitude", row["longitude"], local.get("longitude"), 1e-9)
        if form in (20, 21):
            for ours, name_ in COMM_B.items():
                value = theirs.get(name_)
                turned = ours in ("track", "heading") and value is not None
                put("Comm-B " + ours, row[ours], value % 360 if turned else value)
    return count


ALWAYS = {
    # What both say of the positions, velocities, identities, altitudes and codes of all frames.
    "full_flight_short.jsonl.gz": {
        "altitude": 35_022, "squawk": 13_653, "callsign": 865, "groundspeed": 6_384,
        "track": 6_384, "vertical rate": 6_384, "groundspeed on the ground": 1_867,
        "track on the ground": 1_867, "latitude": 8_322, "longitude": 8_322,
    },
    "tutorial.jsonl.gz": {
        "altitude": 34_051, "squawk": 18_458, "callsign": 1_377, "groundspeed": 11_450,
        "track": 11_450, "vertical rate": 11_450, "groundspeed on the ground": 1_983,
        "track on the ground": 1_983, "latitude": 13_079, "longitude": 13_079,
    },
    "sample_data_adsb.csv": {
        "altitude": 937, "callsign": 98, "groundspeed": 965, "track": 965, "vertical rate": 965,
        "latitude": 933, "longitude": 933,
    },
    "sample_data_commb_df20.csv": {"altitude": 4_997},
    "sample_data_commb_df21.csv": {"squawk": 5_000},
    "edw24_2024-04-06_rawmsg.parquet": {"altitude": 1_900, "squawk": 383},
}  # fmt: skip
REGISTERS = {
    # Registers told by both; then those that only they, or only we, recognise. pyModeS sees one
    # message at a time here. It takes some 6,0 for 5,0 whose turn does not fit the roll, or which
    # ADS-B contradicts (first number; the fourth counts the same messages, read as 6,0), and reads
    # registers of an aircraft at rest, where we say nothing (edw24).
    "full_flight_short.jsonl.gz": {
        "Comm-B roll": (3_457, 23, 0), "Comm-B heading": (6_600, 27, 2),
        "Comm-B callsign": (2_611, 0, 0),
    },
    "tutorial.jsonl.gz": {
        "Comm-B roll": (9_621, 308, 0), "Comm-B heading": (12_625, 0, 306),
        "Comm-B callsign": (1_881, 0, 0),
    },
    "sample_data_commb_df20.csv": {
        "Comm-B roll": (675, 53, 0), "Comm-B heading": (1_657, 0, 44),
        "Comm-B callsign": (123, 0, 0),
    },
    "sample_data_commb_df21.csv": {
        "Comm-B roll": (1_868, 67, 0), "Comm-B heading": (1_811, 0, 49),
        "Comm-B callsign": (199, 0, 0),
    },
    "edw24_2024-04-06_rawmsg.parquet": {
        "Comm-B roll": (126, 448, 0), "Comm-B heading": (242, 135, 31),
        "Comm-B callsign": (370, 0, 0),
    },
}  # fmt: skip


@pytest.mark.parametrize("name", ALWAYS)
def test_no_value_differs_from_pymodes(name: str) -> None:
    reader = jet1090 if ".jsonl" in name else opensky_raw if "parquet" in name else frames_csv
    count = compare(name, reader)
    assert not [key for key in count if key.endswith("differs")]
    same = {key.removesuffix(": same"): n for key, n in count.items() if key.endswith(": same")}
    assert {k: n for k, n in same.items() if not k.startswith("Comm-B")} == ALWAYS[name]
    silent = [k for k in count if "nothing" in k and not k.startswith("Comm-B")]
    assert not silent
    for field, numbers in REGISTERS.get(name, {}).items():
        found = tuple(
            count[f"{field}: {w}"] for w in ("same", "we say nothing", "they say nothing")
        )
        assert found == numbers, field
    # Three replies whose parity gives another address than the file states beside them.
    assert count["not believed"] == (3 if name == "sample_data_commb_df20.csv" else 0)


def test_registers_that_we_read_and_they_do_not_obey_physics() -> None:
    """Of messages read as 6,0 here and as 5,0 there: the turn that 5,0 says, and its roll's."""
    rows = {r["row"]: r for r in table(frames_csv, (RAW / COMM_B_FILE).read_bytes())[0]}
    wrong = 0
    for k, text in enumerate(frames(COMM_B_FILE)):
        theirs = pyModeS.decode(text)
        if theirs.get("bds") != "5,0" or rows.get(k, {}).get("heading") is None:
            continue
        speed, roll = theirs.get("true_airspeed"), theirs["roll"]
        if speed:
            held = math.degrees(9.80665 * math.tan(math.radians(roll)) / (speed * 0.514444))
            wrong += abs((theirs.get("track_rate") or 0.0) - held) > 0.7
        else:
            wrong += 1  # an aircraft in the air at no airspeed
    assert wrong == 44


def test_a_receivers_beast_bytes() -> None:
    content = (RAW / "sample_dump1090.bin").read_bytes()
    assert beast.recognise(content, "")
    rows, tally = table(beast, content)
    assert (len(rows), tally.rows) == (238, 239)
    assert tally.bad == {"address that nothing else vouches for": 1}
    assert all(r["timestamp"] is None for r in rows)
    assert sum(r["latitude"] is not None for r in rows) == 3
    dated, _ = table(beast, content, Context(date=dt.date(2015, 1, 1)))
    assert all(r["timestamp"].date() == dt.date(2015, 1, 1) for r in dated)


def test_samples_are_recognised() -> None:
    head = (RAW / "modes1.bin").read_bytes()[:65_536]
    assert iq.recognise(head, "modes1.bin")
    assert not iq.recognise((RAW / "sample_dump1090.bin").read_bytes(), "")
