"""Damaged and hostile files of the readsb family: no crash, no hang, every record counted."""

from __future__ import annotations

import contextlib
import json
import random
import time

import numpy as np
import pytest
from mutation import LONG_LINE, mutations
from readsb_files import DETAIL, READERS, File, lines, row, snapshot, table, trace
from test_readsb_lists import AIRCRAFT, CLIPPED, FIXES, NOW

from skywitness.errors import RecordError
from skywitness.record.reading import HEAD, Context, Tally

SLOWEST_S = 20.0

SEEDS = {
    "trace": trace([row(k * 7.5, detail=DETAIL if k % 3 == 0 else None) for k in range(9)]),
    "list": snapshot(
        AIRCRAFT,
        {"hex": "~2b0d0d", "lastPosition": {"lat": 1.5, "lon": 2.5, "seen_pos": 70}, "seen": 3},
        AIRCRAFT | {"hex": "a00001", "alt_baro": "ground", "mlat": ["lat", "lon"]},
    ),
    "lines": lines(
        AIRCRAFT | {"now": NOW}, CLIPPED | {"flightdict": DETAIL}, CLIPPED, CLIPPED | {"now": 1.5}
    ),
    "fixes": json.dumps(FIXES).encode(),
}
SEEDS["list, a line each"] = lines({"now": NOW, "aircraft": [AIRCRAFT]}) * 3
SEEDS["trace, in one line"] = SEEDS["trace"].replace(b"\n", b"")


@pytest.mark.parametrize("name", SEEDS)
@pytest.mark.parametrize("count", [250, pytest.param(1000, marks=pytest.mark.long)])
def test_mutated_files(name: str, count: int) -> None:
    kind = name.split(",", maxsplit=1)[0]
    read = 0
    for content in mutations(SEEDS[name], count, random.Random(name)):
        READERS[kind].recognise(content[:HEAD], "x")
        begun = time.thread_time()  # whatever else the machine does
        try:
            found, _ = table(kind, content)
        except RecordError as error:
            found = error.rows  # type: ignore[attr-defined]
            assert str(error).startswith("some/file.json")  # noqa: PT017
        assert time.thread_time() - begun < SLOWEST_S
        read += len(found)
        lat, lon = found["latitude"].to_numpy(), found["longitude"].to_numpy()
        sound = np.array([fault is None for fault in found["fault"].to_pylist()], dtype=bool)
        assert not (sound & ((np.abs(lat) > 90) | (lon < -180) | (lon >= 180))).any()
        assert not (sound & (np.isnan(lat) != np.isnan(lon))).any()
        found["timestamp"].to_pylist()  # every time is one that Python can say
    assert read > count


@pytest.mark.parametrize("kind", READERS)
@pytest.mark.parametrize(
    "filler", [b"[", b"{", b'{"a":', b'"', b"1", b" ", b"\n", b"\n[", b"[0,1,2,", b"\\", b"],"]
)
def test_megabytes_of_nothing(kind: str, filler: bytes) -> None:
    seed = SEEDS[kind]
    middle = len(seed) // 2
    begun = time.thread_time()  # whatever else the machine does
    tally = Tally()
    size = LONG_LINE // 20 if b"\n" in filler else LONG_LINE // 2
    source = File(seed[:middle] + filler * (size // len(filler)) + seed[middle:])
    try:
        for _ in READERS[kind].read(source, tally, Context()):
            pass
    except RecordError:
        pass
    assert time.thread_time() - begun < SLOWEST_S
    assert all(len(e) < 200 for found in tally.examples.values() for e in found)


@pytest.mark.parametrize("unit", [b'\\"', b'"\\', b'"', b"\\", b'[" ', b'{"', b'],"'])
def test_strings_that_never_end_take_no_time(unit: bytes) -> None:
    begun = time.thread_time()
    for start in (b"[1,", b'[1,"'):
        content = b'{"icao":"a1388c","timestamp":1,"trace":[' + start + unit * 300_000
        with contextlib.suppress(RecordError):
            table("trace", content + b"\n,[2,50.0,8.0,1000]]}")
    assert time.thread_time() - begun < SLOWEST_S
