"""Files in memory for tests of readers, and what a reader makes of them."""

from __future__ import annotations

import gzip
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import BinaryIO

import pyarrow as pa

from skywitness.errors import RecordError
from skywitness.record.readers.formats import recognise
from skywitness.record.reading import HEAD, ROWS, Context, Tally
from skywitness.record.schema import SCHEMA


@dataclass
class MemorySource:
    """A file's content, unpacked; with ``seekable`` off it can only be read onwards."""

    data: bytes
    name: str = "file"
    seekable: bool = True

    @property
    def head(self) -> bytes:
        return self.data[:HEAD]

    def open(self) -> BinaryIO:
        stream = io.BytesIO(self.data)
        if not self.seekable:
            stream.seekable = lambda: False  # type: ignore[method-assign]
        return stream

    def parts(self) -> Iterator[bytes]:
        yield self.data

    def read(self) -> bytes:
        return self.data


@dataclass
class Result:
    """What was read: one table, the counts, and the error if one ended it."""

    table: pa.Table
    tally: Tally
    error: RecordError | None = None
    batches: list[pa.RecordBatch] = field(default_factory=list)

    def column(self, name: str) -> list[object]:
        return self.table.column(name).to_pylist()


def content(path: Path) -> bytes:
    """A file's content, out of gzip where it is in it."""
    data = path.read_bytes()
    return gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data


def run(
    reader: ModuleType, data: bytes, name: str = "file", context: Context | None = None
) -> Result:
    """Everything a reader yields; a RecordError is kept, anything else is a fault of the reader."""
    tally, batches, error = Tally(), [], None
    try:
        for batch in reader.read(MemorySource(data, name), tally, context or Context()):
            assert batch.schema == SCHEMA
            assert batch.num_rows <= ROWS
            batch.validate(full=True)
            batches.append(batch)
    except RecordError as raised:
        error = raised
        assert error.file == name, error
    table = pa.Table.from_batches(batches, SCHEMA)
    left_out = sum(tally.bad.values())
    if error is None:
        assert table.num_rows + left_out == tally.rows, (table.num_rows, tally)
    return Result(table, tally, error, batches)


def format_of(data: bytes, name: str = "file") -> str | None:
    """The name of the format that a file is recognised as."""
    found = recognise(data[:HEAD], name)
    return found.name if found else None
