"""Real files of raw messages, against the fields that come with them and against pyModeS.

Where they differ, the reason stands with the count; `docs/adr/0010-own-mode-s-decoder.md` decides.
"""

from __future__ import annotations

import functools
import gzip
from collections import Counter
from typing import Any

import cpr_exact
import orjson
import pyModeS
import pytest
from conftest import SHARED
from raw_files import table

from skywitness.record.readers import jet1090

pytestmark = pytest.mark.shared
RAW = SHARED / "data" / "raw"


@functools.cache
def told(name: str) -> list[dict[str, Any]]:
    return [orjson.loads(line) for line in gzip.open(RAW / name)]


@functools.cache
def read(name: str) -> dict[int, dict[str, Any]]:
    rows, _ = table(jet1090, gzip.decompress((RAW / name).read_bytes()))
    return {row["row"]: row for row in rows}


def near(ours: Any, theirs: Any, limit: float = 1e-6) -> bool:
    if ours is None or theirs is None:
        return ours is theirs
    return ours == theirs if isinstance(ours, str) else bool(abs(ours - theirs) <= limit)


def test_a_flight_with_its_decoded_fields() -> None:
    """57,793 frames; what differs from the fields in the file is counted and named."""
    rows = read("full_flight_short.jsonl.gz")
    same: Counter[str] = Counter()
    other: Counter[str] = Counter()

    def compare(name: str, ours: Any, theirs: Any, limit: float = 1e-6) -> None:
        (same if near(ours, theirs, limit) else other)[name] += 1

    for k, line in enumerate(told("full_flight_short.jsonl.gz")):
        row, form, register = rows[k], line["df"], line.get("bds")
        assert row["icao24"] == line["icao24"]
        if form in ("0", "4", "16", "20"):
            compare("altitude of replies", row["altitude"], line["altitude"])
        if form in ("5", "21"):
            compare("squawk", row["squawk"], line["squawk"])
        if form == "17" and register == "05":
            compare("altitude", row["altitude"], line["altitude"])
        if form == "17" and register in ("05", "06"):
            compare("latitude " + register, row["latitude"], line["latitude"], 1e-9)
            compare("longitude " + register, row["longitude"], line["longitude"], 1e-9)
        if form == "17" and register == "06":
            compare("speed on the ground", row["groundspeed"], line["groundspeed"])
            compare("track on the ground", row["track"], line["track"])
        if form == "17" and register == "09":
            compare("groundspeed", row["groundspeed"], line["groundspeed"], 1e-3)
            compare("track", row["track"], line["track"], 1e-3)
            compare("vertical rate", row["vertical_rate"], line["vertical_rate"])
            compare("nac_v", row["nac_v"], line["NACv"])
        if register == "08" or (register == "20" and form in ("20", "21")):
            compare("callsign", row["callsign"], line["callsign"])
        if form in ("20", "21") and register == "50":
            compare("roll", row["roll"], line["roll"])
            compare("groundspeed 5,0", row["groundspeed"], line["groundspeed"])
        if form in ("20", "21") and register == "60" and line.get("IAS") and line["heading"]:
            compare("heading", row["heading"], line["heading"] % 360, 1e-3)
            compare("ias", row["ias"], line["IAS"])
    assert same == {
        "altitude of replies": 28_563,
        "squawk": 13_652,
        "altitude": 6_457,
        "latitude 05": 6_457,
        "longitude 05": 6_457,
        "latitude 06": 1_865,
        "longitude 06": 1_865,
        "speed on the ground": 978,
        "track on the ground": 1_867,
        "groundspeed": 6_384,
        "track": 6_384,
        "vertical rate": 6_384,
        "nac_v": 6_384,
        "callsign": 3_476,
        "roll": 2_871,
        "groundspeed 5,0": 2_871,
        "heading": 6_602,
        "ias": 6_602,
    }
    assert other == {
        # Two replies in metres, for which the standard has no coding; a negative altitude that is
        # given as 0; and a 25 ft code that the file's decoder reads in a way of its own.
        "altitude of replies": 4,
        "squawk": 1,
        # Codes 13 to 38 have steps of half a knot, the file's decoder takes a quarter.
        "speed on the ground": 889,
        # The first two surface messages, before any pair.
        "latitude 06": 2,
        "longitude 06": 2,
        # Left unsaid: ADS-B or the airspeed's own arithmetic speaks against it.
        "roll": 1,
        "groundspeed 5,0": 1,
        "heading": 12,
        "ias": 12,
    }


@pytest.mark.parametrize(
    ("name", "positions"), [("full_flight_short.jsonl.gz", 8322), ("tutorial.jsonl.gz", 13079)]
)
def test_every_position_is_that_of_its_own_message(name: str, positions: int) -> None:
    """Encoded by the standard in exact fractions, it gives the bits that the message carried."""
    lines = told(name)
    found = [r for r in read(name).values() if r["latitude"] is not None]
    assert len(found) == positions
    for row in found[::7]:
        frame = lines[row["row"]]["frame"]
        assert cpr_exact.sent_by(row["latitude"], row["longitude"], frame)


def test_positions_of_rs1090_are_ours_and_pymodes_batch_gives_a_later_messages() -> None:
    """Who is right where the two differ by up to 0.02 degrees: see the ADR."""
    rows = read("full_flight_short.jsonl.gz")
    lines = told("full_flight_short.jsonl.gz")
    at = [k for k, line in enumerate(lines) if line["df"] == "17"]
    frames = [lines[k]["frame"] for k in at]
    theirs = pyModeS.decode(frames, timestamps=[lines[k]["timestamp"] for k in at])
    count: Counter[str] = Counter()
    worst = 0.0
    for k, frame, answer in zip(at, frames, theirs, strict=True):
        row = rows[k]
        if lines[k].get("bds") != "05" or answer.get("latitude") is None:
            continue
        # The fields in the file are those of jet1090, which is rs1090.
        assert near(row["latitude"], lines[k]["latitude"], 1e-9)
        assert near(row["longitude"], lines[k]["longitude"], 1e-9)
        off = abs(answer["latitude"] - row["latitude"])
        worst = max(worst, off)
        if off < 1e-9:
            count["same"] += 1
            continue
        # Its batch gives a message the position of the pair that it ends up in, mostly that of a
        # later message. Within half a step (2.6 m) both have the same bits.
        sent = cpr_exact.sent_by(answer["latitude"], answer["longitude"], frame)
        count["within half a step" if sent else "never sent by this message"] += 1
    assert count == {"same": 2095, "never sent by this message": 4356, "within half a step": 6}
    assert worst == pytest.approx(0.0200, abs=5e-5)
