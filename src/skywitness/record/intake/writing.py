"""One load on its way into the store: spooled, then hour by hour sorted, marked and written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from skywitness.record.faults.marking import Marker
from skywitness.record.intake.piecework import Span
from skywitness.record.schema import LATER, SCHEMA
from skywitness.record.store import census, layout, partfile, sorting
from skywitness.record.store.manifest import InputEntry, Manifest, PartEntry, iso, load_id
from skywitness.record.store.spool import INPUT, UNKNOWN, Spool

ROW_GROUP = 125_000
WORDS = [f.name for f in SCHEMA if pa.types.is_dictionary(f.type)]
PARQUET: dict[str, Any] = {
    "compression": "zstd",
    "compression_level": 3,
    "use_dictionary": [
        *WORDS,
        "altitude",
        "geoaltitude",
        *LATER,
        "groundspeed",
        "vertical_rate",
        "rc",
    ],
    "column_encoding": {
        "timestamp": "DELTA_BINARY_PACKED",
        "row": "DELTA_BINARY_PACKED",
        "latitude": "BYTE_STREAM_SPLIT",
        "longitude": "BYTE_STREAM_SPLIT",
    },
    "sorting_columns": pq.SortingColumn.from_ordering(
        SCHEMA, [("icao24", "ascending"), ("timestamp", "ascending")], null_placement="at_end"
    ),
}


@dataclass(frozen=True)
class Sizes:
    """What bounds memory and the size of loads; only tests need others."""

    load_rows: int = 20_000_000
    """A load is closed after the input with which it reaches this many rows …"""
    load_inputs: int = 100_000
    """… or this many inputs."""
    part_rows: int = 1_500_000
    """Rows of one Parquet file; hours with more are cut by time into several."""
    buffer_rows: int = 400_000
    buffer_bytes: int = 192 << 20
    buffer_batches: int = 5_000


class StoreBroken(Exception):
    """The system refused a write to the store: no space left, no right."""


@contextmanager
def _writes() -> Iterator[None]:
    """Tells failures to write from failures to read the input."""
    try:
        yield
    except OSError as error:
        raise StoreBroken(error.strerror or str(error)) from error


class Load:
    """Inputs that enter the store together, or not at all."""

    def __init__(self, root: Path, number: int, sizes: Sizes) -> None:
        """Stage load ``number`` of this run."""
        self._root = root
        self._staged = root / layout.STAGING / f"{number}"
        with _writes():
            self._spool = Spool(root / layout.STAGING / f"{number}.spool")
        self._sizes = sizes
        self._entries: list[InputEntry] = []
        self._censuses: list[census.Census] = []
        self._spans: list[Span] = []
        self._owners: list[tuple[int, int]] = []
        """Which input rows are of, and how many, in their order."""
        self._waiting = (0, 0)
        self._judged: set[str] = set()
        self.rows = 0

    def begin(self, entry: InputEntry) -> None:
        """The rows that follow are of this input."""
        self._entries.append(entry)
        self._censuses.append(census.Census())

    def add(self, batch: pa.RecordBatch, first: int = 0, end: int | None = None) -> None:
        """Take in rows of the current input: those of a batch from ``first`` to before ``end``."""
        end = batch.num_rows if end is None else end
        n = end - first
        if not n:
            return
        if self._spans and self._spans[-1][0] is batch and self._spans[-1][2] == first:
            self._spans[-1] = batch, self._spans[-1][1], end  # neighbours stay together
        else:
            self._spans.append((batch, first, end))
        owner = len(self._entries) - 1
        if self._owners and self._owners[-1][0] == owner:
            n += self._owners.pop()[1]
        self._owners.append((owner, n))
        rows, size = self._waiting
        self._waiting = rows + end - first, size + batch.nbytes * (end - first) // batch.num_rows
        self.rows += end - first
        if (
            self._waiting[0] >= self._sizes.buffer_rows
            or self._waiting[1] >= self._sizes.buffer_bytes
            or len(self._spans) >= self._sizes.buffer_batches
        ):
            self._flush()

    def judged(self, file: str) -> None:
        """The rows of this file are an export of the record, marked there."""
        self._judged.add(file)

    def full(self) -> bool:
        """Whether no further input should join."""
        return self.rows >= self._sizes.load_rows or len(self._entries) >= self._sizes.load_inputs

    def finish(
        self, config: dict[str, Any], tool: str, progress: Callable[[str], None]
    ) -> Manifest | None:
        """Sort, mark, write, and make it part of the store; None if no input was recognised.

        Raises:
            StoreBroken: it cannot be written.
        """
        with _writes():
            return self._finish(config, tool, progress)

    def _finish(
        self, config: dict[str, Any], tool: str, progress: Callable[[str], None]
    ) -> Manifest | None:
        self._flush()
        self._staged.mkdir(parents=True)
        files = list(self._write(progress))
        for entry, seen in zip(self._entries, self._censuses, strict=True):
            seen.tell(entry)
        kept = [entry for entry in self._entries if entry.formats]
        if not kept:
            return None
        name = load_id([entry.sha256 for entry in kept], config)
        now = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
        manifest = Manifest(name, tool, now, config, kept, files)
        manifest.write(self._staged)
        layout.commit(self._staged, self._root, name)
        return manifest

    def _flush(self) -> None:
        if not self._spans:
            return
        batches = [batch.slice(first, end - first) for batch, first, end in self._spans]
        table = pa.Table.from_batches(batches, SCHEMA).combine_chunks()
        start = 0
        for owner, count in self._owners:
            self._censuses[owner].see(table.slice(start, count))
            start += count
        table = table.append_column(INPUT, census.owners(self._owners))
        self._spans, self._owners, self._waiting = [], [], (0, 0)
        with _writes():
            self._spool.add(table)

    def _write(self, progress: Callable[[str], None]) -> Iterator[PartEntry]:
        """Each hour's files; one is written while the next is sorted and marked."""
        marker = Marker(self._judged)
        waiting: Future[PartEntry] | None = None
        with ThreadPoolExecutor(1) as pool:
            for hour in self._spool.hours():
                folder = hour_folder(hour)
                progress(f"writing {folder}")
                (self._staged / folder).mkdir(parents=True)
                for k, rows in enumerate(self._portions(hour)):
                    table = marker.mark(sorting.in_order(rows), hour != UNKNOWN)
                    counts = census.count_faults(table.column("fault"), table.column(INPUT))
                    for (owner, word), count in counts.items():
                        self._censuses[owner].mark(word, count)
                    if waiting:
                        yield waiting.result()
                    name = f"{folder}/part-{k}.parquet"
                    waiting = pool.submit(
                        write_part, table.select(SCHEMA.names), self._staged, name
                    )
                self._spool.forget(hour)
            if waiting:
                yield waiting.result()

    def _portions(self, hour: int) -> Iterator[pa.Table]:
        """An hour's rows whole, or cut by time so that each portion fits into memory."""
        n, most = self._spool.rows[hour], self._sizes.part_rows
        if n <= most:
            yield pa.concat_tables(self._spool.tables(hour)).combine_chunks()
            return
        times = np.concatenate(
            [
                t.column("timestamp").cast(pa.int64()).fill_null(np.iinfo(np.int64).max).to_numpy()
                for t in self._spool.tables(hour)
            ]
        )
        portions = -(-n // most)
        portion = np.empty(n, dtype=np.int32)
        portion[np.argsort(times, kind="stable")] = np.arange(n) * portions // n
        del times
        for k in range(portions):
            chosen, start = [], 0
            for table in self._spool.tables(hour):
                mask = portion[start : start + len(table)] == k
                chosen.append(table.filter(pa.array(mask)))
                start += len(table)
            yield pa.concat_tables(chosen).combine_chunks()


def hour_folder(hour: int) -> str:
    """The partition of an hour since 1970: ``day=2025-06-01/hour=13``."""
    if hour == UNKNOWN:
        return "day=unknown/hour=unknown"
    return f"day={np.datetime64(hour // 24, 'D')}/hour={hour % 24:02}"


def write_part(table: pa.Table, folder: Path, name: str) -> PartEntry:
    """Write one sorted Parquet file, row groups with their own words, and describe it."""
    path = folder / name
    with pq.ParquetWriter(path, SCHEMA, **PARQUET) as writer:
        for start in range(0, len(table), ROW_GROUP):
            rows = sorting.compact(table.slice(start, ROW_GROUP))
            writer.write_table(rows.cast(SCHEMA), row_group_size=ROW_GROUP)
    span = pc.min_max(table.column("timestamp").cast(pa.int64())).as_py()
    data = memoryview(path.read_bytes())
    whole, footer, groups = partfile.hashes(data)
    first, last = iso(span["min"]), iso(span["max"])
    return PartEntry(name, len(table), len(data), whole, first, last, footer, groups)
