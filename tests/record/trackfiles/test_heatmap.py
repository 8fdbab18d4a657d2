"""readsb's heatmap files, written here as tar1090 and readsb read and write them."""

from __future__ import annotations

import datetime as dt
import random
import struct

import numpy as np
import pytest
from mutation import mutations
from record_memory import format_of, run

from skywitness.record.readers import heatmap

START = 1_700_000_000_000  # milliseconds
MAGIC = 0x0E7F7C9D


def entry(hexes: int, lat: int, lon: int, alt: int, gs: int) -> bytes:
    return struct.pack("<Iiihh", hexes, lat, lon, alt, gs)


def head(stamp: int, interval: int) -> bytes:
    low = stamp & 0xFFFFFFFF
    return struct.pack("<IiIhh", MAGIC, stamp >> 32, low, interval, 0)


def position(
    address: int, lat: float, lon: float, feet: int | str | None, knots: float | None,
    kind: int = 0, other: bool = False,
) -> bytes:  # fmt: skip
    alt = -123 if feet == "ground" else -124 if feet is None else int(feet) // 25
    gs = -1 if knots is None else round(knots * 10)
    return entry(address | other << 24 | kind << 27, round(lat * 1e6), round(lon * 1e6), alt, gs)


def identity(address: int, callsign: str, squawk: int) -> bytes:
    letters = callsign.encode().ljust(8) if callsign else bytes(8)
    return struct.pack("<Ii", address, (1 << 30) | squawk) + letters


def file(slices: list[list[bytes]], interval: int = 30_000) -> bytes:
    """The index, then each slice behind its head; the index counts in entries."""
    index, body = b"", b""
    for k, entries in enumerate(slices):
        index += entry(len(slices) + len(body) // 16, 0, 0, 0, 0)
        body += head(START + k * interval, interval) + b"".join(entries)
    return index + body


SLICES = [
    [
        identity(0x3C6444, "DLH400", 1000),
        position(0x3C6444, 50.033333, 8.570556, 38_000, 451.3),
        position(0x2B0D0D, 36.9, -121.8, "ground", 12.0, kind=11, other=True),
        position(0xA1B2C3, -89.999999, -180.0, None, None, kind=5),
    ],
    [],
    [
        identity(0xA1B2C3, "", 0),
        position(0xA1B2C3, 91.0, 0.0, -1000, 300.0, kind=12),
        position(0xA1B2C3, 10.0, 20.0, 25, 300.0, kind=31),
    ],
]
DATA = file(SLICES)


def test_entries() -> None:
    assert format_of(DATA, "00.bin.ttf") == "heatmap"
    told = run(heatmap, DATA)
    first = ["3c6444", "3c6444", "~2b0d0d"]
    assert told.column("icao24") == [*first, *["a1b2c3"] * 4]
    assert told.column("row") == [4, 5, 6, 7, 10, 11, 12]
    assert told.column("callsign") == ["DLH400"] + [None] * 6
    assert told.column("squawk") == ["1000"] + [None] * 6
    assert told.column("latitude")[:4] == [None, 50.033333, 36.9, -89.999999]
    assert told.column("longitude")[1:4] == [8.570556, -121.8, -180.0]
    assert told.column("altitude") == [None, 38_000, None, None, None, -1000, 25]
    assert told.column("onground") == [None, False, True, None, None, False, False]
    assert told.column("groundspeed")[1] == pytest.approx(451.3)
    assert told.column("groundspeed")[3] is None
    kinds = [None, "adsb_icao", "tisb_other", "mlat", None, "mode_ac", "other"]
    assert told.column("source") == kinds
    assert told.column("fault") == [None, None, None, None, None, "position", None]
    start = dt.datetime.fromtimestamp(START / 1000, dt.UTC)
    assert told.column("timestamp")[0] == start
    assert told.column("timestamp")[4] == start + dt.timedelta(seconds=60)
    assert told.tally.notes == [
        "times are those of slices of 30 s: a position can have held so much later"
    ]


def test_pieces_make_no_difference(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = run(heatmap, DATA).table
    for size in (1, 3, 7):
        monkeypatch.setattr(heatmap, "_AT_ONCE", size)
        assert run(heatmap, DATA).table.to_pylist() == whole.to_pylist()


def test_damaged() -> None:
    told = run(heatmap, DATA[:-5])
    assert told.table.num_rows == 6
    assert told.error is not None
    assert "no whole entry" in told.error.message
    assert run(heatmap, b"\x00" * 1600).error is not None
    assert run(heatmap, b"").error is not None


def test_a_time_beyond_all_years_is_none_and_marked() -> None:
    late = head(253_402_300_800_000, 30_000)
    told = run(heatmap, entry(1, 0, 0, 0, 0) + late + position(0x3C6444, 50.0, 8.5, 38_000, 451.3))
    assert told.column("timestamp") == [None]
    assert told.column("fault") == ["clock"]


def test_not_recognised() -> None:
    rng = np.random.default_rng(1)
    for _ in range(50):
        assert not heatmap.recognise(rng.bytes(4096), "x.bin.ttf")
    assert not heatmap.recognise(b"", "x.bin.ttf")


def test_mutated() -> None:
    rng = random.Random(11)
    rows = 0
    for data in mutations(DATA, 1000, rng):
        heatmap.recognise(data[:65_536], "x")
        rows += run(heatmap, data).table.num_rows
    assert rows > 1000
