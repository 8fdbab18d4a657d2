"""readsb traces to columns: this reader beside others, in one run, on the same files.

    python bench/read_traces.py [--files 300] [--rows 2000] [--rounds 3] [--only WAY …]
    python bench/read_traces.py --given FOLDER [--files 300] …

Makes gzip trace JSON such as `globe_history` holds (14 fields, an aircraft object on every fourth
row), or takes the traces of a folder over and over until there are so many, then times each way
from the files' bytes in memory, decompression included:

- skywitness: as `skywitness read` takes files in: recognised, gunzipped (isal), read into Arrow
  batches with all columns of the record, those faults marked that show in the order of a file; with
  a thread for each core and with one;
- store: the same as the command does it, from files on disk into the Parquet files of a store,
  sorted, all faults marked; no other way writes anything;
- reader: only gunzip and the reader, one thread;
- parser: the reader's uncompiled way;
- orjson: gunzip (isal), `orjson.loads`, 17 columns as NumPy arrays;
- duckdb: `read_json` on the files, 7 fields of each row, one thread and all;
- traffic: `from_readsb`, on fewer files, where the package is there;
- limit: libdeflate (`deflate`) and simdjson (`pysimdjson`) parse the text and hand out nothing, one
  thread, where the packages are there.

Ways take turns, round by round, and the best round of each counts: `--rounds 10` on a busy machine,
where more threads get no more of it and rows a second of processor time say more.

Also measured: how long it takes to load the compiled code, and so from how many bytes on it pays.
"""

from __future__ import annotations

import argparse
import gzip
import importlib.util
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import orjson
from isal import igzip

from skywitness.record.intake.ahead import Threads, bundles
from skywitness.record.intake.loading import read as load
from skywitness.record.intake.pieces import Piece
from skywitness.record.intake.piecework import (
    TOGETHER,
    TOGETHER_BYTES,
    Piecework,
    read_together,
)
from skywitness.record.intake.streams import Budget
from skywitness.record.limits import Limits
from skywitness.record.readers import readsb_trace
from skywitness.record.reading import Context, Tally
from skywitness.record.readsb import engine


def trace(icao: str, rows: int, rng: random.Random) -> bytes:
    """A flight's trace as readsb writes it."""
    lines = []
    lat, lon, alt = rng.uniform(-60, 60), rng.uniform(-170, 170), 1000
    t, track, gs = rng.uniform(0, 40_000), rng.uniform(0, 360), 250.0
    for k in range(rows):
        t += rng.choice((3.91, 4.37, 8.12, 12.5, 19.87))
        lat, lon = lat + rng.uniform(-0.01, 0.02), lon + rng.uniform(-0.01, 0.02)
        alt = max(0, min(41_000, alt + 25 * rng.randrange(-3, 9)))
        track, gs = (
            (track + rng.uniform(-1, 1)) % 360,
            max(0.0, min(520.0, gs + rng.uniform(-1, 2))),
        )
        rate = 64 * rng.randrange(-10, 30)
        detail = "null"
        if k % 4 == 0:
            detail = (
                f'{{"type":"adsb_icao","flight":"TST{icao[-3:]}  ","alt_geom":{alt + 325},'
                f'"ias":{rng.randrange(140, 330)},"tas":460,"mach":0.772,"wd":214,"ws":41,'
                f'"track":{track:.2f},"track_rate":-0.03,"roll":-0.88,"mag_heading":{track:.2f},'
                f'"true_heading":{track:.2f},"baro_rate":{rate},"geom_rate":{rate + 32},'
                '"squawk":"4637","emergency":"none","category":"A3","nav_qnh":1013.6,'
                '"nav_altitude_mcp":32000,"nav_altitude_fms":32000,"nav_heading":340.31,'
                '"nav_modes":["autopilot","vnav","tcas"],"nic":8,"rc":186,"version":2,'
                '"nic_baro":1,"nac_p":10,"nac_v":2,"sil":3,"sil_type":"perhour","gva":2,'
                '"sda":2,"alert":0,"spi":0}'
            )
        altitude = '"ground"' if alt == 0 else alt
        ias = "null" if k % 3 else 280
        lines.append(
            f"[{t:.2f},{lat:.6f},{lon:.6f},{altitude},{gs:.1f},{track:.1f},{int(k % 40 == 0)},"
            f'{rate},{detail},"adsb_icao",{alt + 325},{rate + 32},{ias},{rng.uniform(-5, 5):.1f}]'
        )
    head = f'{{"icao":"{icao}",\n"r":"N{icao[-4:]}",\n"t":"B739",\n"dbFlags":0,\n'
    head += '"desc":"BOEING 737-900",\n"timestamp": 1693353600.000,\n"trace":[\n'
    return (head + ",\n".join(lines) + "\n] }\n").encode()


LIMITS, CONTEXT = Limits(), Context()
"""One of each for a whole run, as the loader has them."""


def piece(name: str, data: bytes) -> Piece:
    """A gzip file's bytes, as the loader hands them to readers."""
    return Piece(name, lambda: [data], Budget(LIMITS, len(data)))


def skywitness(files: dict[str, bytes], jobs: int | None) -> int:
    """Batches of all files, in order, as loading takes them in."""

    works = ((Piecework(piece(*each), CONTEXT), len(each[1])) for each in files.items())
    bundled = bundles(works, lambda item: item[1], TOGETHER, TOGETHER_BYTES)

    def reading(bundle: list[tuple[Piecework, int]]) -> Callable[[], None]:
        return partial(read_together, [work for work, _ in bundle], CONTEXT)

    with Threads(jobs) as threads:
        read = (work for bundle, _ in threads.ahead(bundled, reading) for work, _ in bundle)
        return sum(end - first for work in read for _, first, end in work.spans())


def into_store(folder: Path) -> int:
    """The files on disk, read into a new store."""
    with tempfile.TemporaryDirectory() as temporary:
        return sum(entry.kept for entry in load([folder], Path(temporary) / "store").read)


def given(folder: Path, count: int) -> dict[str, bytes]:
    """``count`` packed traces: those of a folder, over and over, no two the same file."""
    found = []
    for path in sorted(folder.rglob("trace_full_*")):
        data = path.read_bytes()
        found.append(gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data)
    if not found:
        raise SystemExit(f"{folder}: no trace_full_* in it")
    return {
        f"trace_full_{k:06x}.json.gz": gzip.compress(found[k % len(found)], 6, mtime=k)
        for k in range(count)
    }


def reader(files: dict[str, bytes]) -> int:
    """Gunzip and the reader alone."""
    n = 0
    for each in files.items():
        n += sum(b.num_rows for b in readsb_trace.read(piece(*each), Tally(), CONTEXT))
    return n


def orjson_numpy(files: dict[str, bytes]) -> int:
    """What a user would write: 17 columns, the aircraft object's among them."""
    n = 0
    nan = float("nan")
    for data in files.values():
        rows = orjson.loads(igzip.decompress(data))["trace"]
        n += len(rows)
        made = [np.array([r[k] for r in rows], dtype=np.float64) for k in (0, 1, 2)]
        made.append(np.array([nan if r[3] == "ground" else r[3] for r in rows], dtype=np.float64))
        made.append(np.array([r[3] == "ground" for r in rows]))
        made += [np.array([r[k] for r in rows], dtype=np.float64) for k in (4, 5, 7, 10, 12)]
        made.append(np.array([r[6] for r in rows], dtype=np.int64))
        made.append(np.array([r[9] for r in rows]))
        details = [r[8] or {} for r in rows]
        for name in ("nic", "nac_p", "sil"):
            made.append(np.array([d.get(name, nan) for d in details], dtype=np.float64))
        for name in ("flight", "squawk"):
            made.append(np.array([d.get(name, "") for d in details]))
        assert len(made) == 17
    return n


def duckdb_json(folder: Path, threads: int | None) -> int:
    import duckdb

    con = duckdb.connect(config={"threads": threads} if threads else {})
    query = f"""
        CREATE TABLE t AS SELECT icao, "timestamp" + (r->>0)::DOUBLE AS time,
        (r->>1)::DOUBLE AS lat, (r->>2)::DOUBLE AS lon, r->>3 AS alt,
        (r->>4)::DOUBLE AS gs, (r->>5)::DOUBLE AS track
        FROM (SELECT icao, "timestamp", unnest(trace) AS r FROM read_json('{folder}/*.json.gz',
        columns={{icao: 'VARCHAR', "timestamp": 'DOUBLE', trace: 'JSON[]'}}, format='unstructured',
        maximum_object_size=100000000, compression='gzip'))"""
    con.execute(query)
    return int(con.execute("SELECT count(*) FROM t").fetchall()[0][0])


def traffic_readsb(folder: Path, files: int) -> int:
    from traffic.core import Flight

    n = 0
    for path in sorted(folder.glob("*.json.gz"))[:files]:
        made: Any = Flight.from_readsb(path)
        n += len(made.data)
    return n


def limit(files: dict[str, bytes]) -> int:
    import deflate
    import simdjson

    parser = simdjson.Parser()
    n = 0
    for data in files.values():
        n += len(parser.parse(deflate.gzip_decompress(data))["trace"])
    return n


def timed(way: Callable[[], int]) -> tuple[float, float]:
    """Rows a second of one run, and rows a second of processor time, all threads together."""
    start, used = time.perf_counter(), time.process_time()
    rows = way()
    return rows / (time.perf_counter() - start), rows / (time.process_time() - used)


def load_s() -> float:
    """Seconds that a new process needs to load the compiled code, from numba's cache."""
    code = (
        "import time; s = time.perf_counter(); from skywitness.record.readsb.engine import "
        "compiled_settle, Scanner; from skywitness.record.readsb.rows import Table, Words; "
        "from skywitness.record.blocks import Block; compiled_settle(); b = Block(); "
        "b.fill([b']']); Scanner(b, 0).fill(Table(1), Words(), 0); print(time.perf_counter() - s)"
    )
    found = [
        float(subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout)
        for _ in range(3)
    ]
    return min(found)


def ways(files: dict[str, bytes], folder: Path) -> Iterator[tuple[str, Callable[[], int]]]:
    few = dict(list(files.items())[: max(1, len(files) // 4)])

    def parser() -> int:
        worth, engine.WORTH = engine.WORTH, 1 << 62
        try:
            return reader(few)
        finally:
            engine.WORTH = worth

    yield "skywitness", lambda: skywitness(files, None)
    yield "skywitness, one thread", lambda: skywitness(files, 1)
    yield "store", lambda: into_store(folder)
    yield "reader, one thread", lambda: reader(files)
    yield "parser, one thread", parser
    yield "orjson → numpy", lambda: orjson_numpy(few)
    yield "duckdb", lambda: duckdb_json(folder, None)
    yield "duckdb, one thread", lambda: duckdb_json(folder, 1)
    if importlib.util.find_spec("traffic"):
        yield "traffic", lambda: traffic_readsb(folder, 10)
    if importlib.util.find_spec("deflate") and importlib.util.find_spec("simdjson"):
        yield "libdeflate + simdjson", lambda: limit(files)


def show(rates: dict[str, tuple[float, float]]) -> None:
    """Million rows a second by the clock and by the processor, and our multiple of each."""
    none = (float("nan"),) * 2
    all_, one = (rates.get(w, none) for w in ("skywitness", "skywitness, one thread"))
    print(f"{'M rows/s':<24}{'clock':>9}{'all : it':>10}{'one : it':>10}", end="")
    print(f"{'processor':>12}{'one : it':>10}")
    for name, (wall, used) in rates.items():
        print(f"{name:<24}{wall / 1e6:9.3f}{all_[0] / wall:10.2f}{one[0] / wall:10.2f}", end="")
        print(f"{used / 1e6:12.3f}{one[1] / used:10.2f}")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--files", type=int, default=300)
    options.add_argument("--rows", type=int, default=2000)
    options.add_argument("--given", type=Path, help="a folder of traces to take instead")
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--only", nargs="*", help="ways to measure, by the start of their names")
    chosen = options.parse_args()
    rng = random.Random(1)
    names = [f"{0xA00001 + 977 * k:06x}" for k in range(chosen.files)]
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        if chosen.given:
            files = given(chosen.given, chosen.files)
        else:
            files = {
                f"trace_full_{name}.json.gz": gzip.compress(trace(name, chosen.rows, rng), 6)
                for name in names
            }
        for name, data in files.items():
            (folder / name).write_bytes(data)
        texts = [igzip.decompress(data) for data in files.values()]
        rows = sum(len(orjson.loads(text)["trace"]) for text in texts)
        size = sum(map(len, texts))
        del texts
        print(f"{len(files)} files, {rows:,} rows, {size / 1e6:.0f} MB unzipped")
        engine.WORTH = 0
        reader({"warm": gzip.compress(trace("a00001", 10, rng))})  # compile, outside of the times
        chosen_ways = [
            (name, way)
            for name, way in ways(files, folder)
            if not chosen.only or name.startswith(tuple(chosen.only))
        ]
        # Round by round, so that a busy moment of the machine meets every way alike.
        rates: dict[str, tuple[float, float]] = {}
        for _ in range(chosen.rounds):
            for name, way in chosen_ways:
                wall, used = timed(way)
                best = rates.get(name, (0.0, 0.0))
                rates[name] = max(best[0], wall), max(best[1], used)
        show(rates)
        loading = load_s()
        print(f"loading the compiled code takes {loading:.2f} s")


if __name__ == "__main__":
    main()
