"""A day tar into a store: rows a second and the most memory, through the command line.

    python bench/read_day.py [--positions 2000000] [--tar DAY.tar] [--folder DIR]

Makes a tar of a simulated day (`skywitness simulate --day-tar`) unless one is given, reads it with
`skywitness read` in a process of its own, and prints what that took beside what plain gunzip takes
for the same bytes. With 20 million positions or more it fails if reading took 2 GiB of memory.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tarfile
import tempfile
import time
from pathlib import Path

from isal import igzip
from pyarrow import parquet

PROGRAM = (sys.executable, "-c", "from skywitness.cli import main; main()")
MOST = 2 << 30
MANY = 20_000_000


def command(*words: str) -> tuple[dict[str, object], float, int]:
    """A command's JSON, its seconds, and the most memory it had (bytes)."""
    began = time.perf_counter()
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen([*PROGRAM, *words, "--json"], stdout=said)
        _, status, used = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise SystemExit(f"skywitness {words[0]} ended with {process.returncode}")
        said.seek(0)
        return json.load(said), seconds, used.ru_maxrss * 1024


def gunzip(tar: Path) -> tuple[float, int]:
    """Seconds for taking the members out of the tar and of gzip, and their bytes."""
    began, size = time.perf_counter(), 0
    with tarfile.open(tar, "r|") as archive:
        for member in archive:
            stream = archive.extractfile(member)
            if stream is not None:
                size += len(igzip.decompress(stream.read()))
    return time.perf_counter() - began, size


def count(store: Path) -> tuple[int, float]:
    """Rows that the files of a store have, every file as its manifest says; and seconds."""
    from skywitness import open_store

    began, opened = time.perf_counter(), open_store(store)
    opened.verify()
    rows = sum(parquet.ParquetFile(p).metadata.num_rows for p in store.rglob("*.parquet"))
    return rows, time.perf_counter() - began


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--positions", type=int, default=2_000_000)
    parser.add_argument("--tar", type=Path, help="a day tar of your own")
    parser.add_argument("--folder", type=Path, help="where the tar and the store are made")
    options = parser.parse_args()
    if options.folder:
        options.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=options.folder) as scratch:
        tar = options.tar
        if tar is None:
            n = str(options.positions)
            made, seconds, memory = command("simulate", "--out", f"{scratch}/day", "--day-tar", n)
            tar = Path(made["files"][0])
            rate = made["positions"] / seconds
            show("simulate", made["positions"], seconds, rate, memory)
        seconds, size = gunzip(tar)
        print(f"{'gunzip alone':14} {size / 2**20:12,.0f} MiB in {seconds:7.1f} s")
        outcome, seconds, memory = command("read", str(tar), "--out", f"{scratch}/store")
        (entry,) = outcome["inputs"]
        show("read", entry["kept"], seconds, entry["kept"] / seconds, memory)
        stored = sum(p.stat().st_size for p in Path(scratch, "store").rglob("*.parquet"))
        print(f"{'the store':14} {stored / max(entry['kept'], 1):12.1f} bytes a row")
        found, seconds = count(Path(scratch, "store"))
        print(f"{'opened':14} {found:12,} rows counted and its hashes compared in {seconds:.1f} s")
        if found != entry["kept"]:
            raise SystemExit(f"the store has {found:,} rows, {entry['kept']:,} were read")
        if entry["kept"] >= MANY and memory >= MOST:
            raise SystemExit(f"reading took {memory / 2**30:.2f} GiB, more than 2 GiB")


def show(what: str, rows: int, seconds: float, rate: float, memory: int) -> None:
    print(
        f"{what:14} {rows:12,} rows in {seconds:7.1f} s, {rate / 1e6:5.2f} M/s,"
        f" {memory / 2**20:7,.0f} MiB"
    )


if __name__ == "__main__":
    main()
