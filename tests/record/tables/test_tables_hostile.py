"""Readers of tables on damaged and hostile input: no crash, no hang, one clear error at most."""

from __future__ import annotations

import json
import random
import tracemalloc
from types import ModuleType

import pyarrow as pa
import pytest
from mutation import mutations
from record_memory import MemorySource, format_of, run
from test_tables_readers import ANSWER, FR24, STATES, TRAFFIC, as_csv, orients, parquet

from skywitness.record.readers import opensky_states, table_csv, table_json, table_parquet
from skywitness.record.reading import Context, Tally

N = 1000
SEEDS: list[tuple[str, ModuleType, bytes, int]] = [
    ("parquet", table_parquet, parquet(pa.Table.from_pylist(TRAFFIC)), N // 2),
    ("parquet states", table_parquet, parquet(pa.table(STATES)), N // 2),
    ("csv", table_csv, as_csv(TRAFFIC), N // 2),
    ("csv fr24", table_csv, FR24, N // 2),
    ("records", table_json, orients(TRAFFIC)["records"], N // 2),
    ("lines", table_json, orients(TRAFFIC)["lines"], N // 2),
    ("columns", table_json, orients(TRAFFIC)["columns"], N // 4),
    ("index", table_json, orients(TRAFFIC)["index"], N // 4),
    ("split", table_json, orients(TRAFFIC)["split"], N // 4),
    ("table", table_json, orients(TRAFFIC)["table"], N // 4),
    ("rest", opensky_states, json.dumps(ANSWER).encode(), N),
]


@pytest.mark.parametrize(("name", "reader", "seed", "n"), SEEDS, ids=[s[0] for s in SEEDS])
def test_mutated(name: str, reader: ModuleType, seed: bytes, n: int) -> None:
    rng = random.Random(name)
    errors = rows = 0
    for data in mutations(seed, n, rng):
        reader.recognise(data[:65_536], "x")
        told = run(reader, data)
        errors += told.error is not None
        rows += told.table.num_rows
        if told.error is not None:
            assert told.error.remedy
    assert rows > n / 4  # most variants can be read in part
    assert errors < n


def test_recognition_survives_everything() -> None:
    rng = random.Random(7)
    for _, _, seed, _ in SEEDS:
        for data in mutations(seed, 100, rng):
            format_of(data)


def test_what_no_column_holds_is_empty_and_marked() -> None:
    text = b"timestamp,icao24,latitude,longitude,altitude,groundspeed,track,vertical_rate\n"
    for time in (1633608773, 1633608774, 1633608775, 253402300800):
        text += f"{time},4b1901,47.5,8.5,1e300,1e39,1e308,-1e99\n".encode()
    told = run(table_csv, text)
    assert [time is None for time in told.column("timestamp")] == [False, False, False, True]
    for name in ("altitude", "groundspeed", "track", "vertical_rate"):
        assert told.column(name) == [None] * 4, name
    assert told.column("fault") == ["altitude speed"] * 3 + ["altitude clock speed"]


ROW = b'{"timestamp":1633608773,"icao24":"4b1901","latitude":47.5,"longitude":8.5,"altitude":1000},'


def peak(rows: int) -> int:
    source = MemorySource(b"[" + ROW * rows + ROW[:-1] + b"]")
    tracemalloc.start()
    count = sum(b.num_rows for b in table_json.read(source, Tally(), Context()))
    found = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == rows + 1
    return found


def test_a_long_array_is_read_in_pieces() -> None:
    assert peak(200_000) < 1.2 * peak(50_000)
