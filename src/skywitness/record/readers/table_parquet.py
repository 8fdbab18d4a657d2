"""Tables of positions in Parquet: OpenSky's state vectors, ``traffic``'s tables, the record's own.

A row is a row of the table. Column names settle units and meaning
(:mod:`skywitness.record.tables.names`). Row groups are read one after another, only the columns
that are needed; the file itself, which says at its end what is in it, is held in memory.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import BinaryIO

import numpy as np
import pyarrow as pa

from skywitness.errors import RecordError, lack
from skywitness.record.reading import HEAD, ROWS, Context, Source, Tally
from skywitness.record.tables.layout import layout, looks
from skywitness.record.tables.rows import Rows

MAGIC = b"PAR1"
MOST_BYTES = 4 << 30
"""The largest row group that is read, by what its own metadata says, in bytes."""


@dataclass(frozen=True)
class _Held:
    """A file that is in memory already."""

    name: str
    data: bytes

    @property
    def head(self) -> bytes:
        return self.data[:HEAD]

    def open(self) -> BinaryIO:
        return io.BytesIO(self.data)

    def read(self) -> bytes:
        return self.data


def opensky_raw_column(names: list[str]) -> bool:
    """Whether these are the columns of OpenSky's raw messages, which have a reader of their own.

    A Parquet file names its columns at its end only, so that its beginning does not tell.
    """
    return "rawmsg" in names


def recognise(head: bytes, name: str) -> bool:
    """Parquet; whether it is a table of positions is known only from its end."""
    return head.startswith(MAGIC)


def read(source: Source, tally: Tally, context: Context) -> Iterator[pa.RecordBatch]:
    """The table's rows.

    Raises:
        RecordError: it is damaged, no table of positions, or in units that nothing tells.
    """
    import pyarrow.parquet as pq

    data = source.read()
    try:
        file = pq.ParquetFile(pa.BufferReader(data), pre_buffer=False)
        if opensky_raw_column(file.schema_arrow.names):
            tally.format = "opensky_raw"
            raw = import_module("skywitness.record.readers.opensky_raw")
            yield from raw.read(_Held(source.name, data), tally, context)
            return
        yield from _read(file, source.name, tally, context)
    except (pa.ArrowException, OSError, ValueError, OverflowError, MemoryError) as error:
        if lacked := lack(error):
            raise lacked.located(file=source.name) from error
        raise RecordError(
            f"damaged Parquet: {str(error).splitlines()[0] if str(error) else 'unreadable'}",
            file=source.name, remedy="get the file again; what could be read of it was",
        ) from error  # fmt: skip


def _read(file: object, name: str, tally: Tally, context: Context) -> Iterator[pa.RecordBatch]:
    metadata, schema = file.metadata, file.schema_arrow  # type: ignore[attr-defined]
    if not looks(schema.names):
        raise RecordError(
            f"no table of positions: its columns are {', '.join(schema.names[:20])[:300]}",
            file=name,
            remedy="a table needs a time, an address or a position, and one thing more",
        )
    plan = layout(schema.names, name)
    rows = Rows(name, tally, context)
    wanted = [c.name for c in plan.columns.values()]
    start = 0
    for group in range(metadata.num_row_groups):
        size = metadata.row_group(group).total_byte_size
        if not 0 <= size <= MOST_BYTES:
            raise RecordError(
                f"row group {group} claims {size:,} bytes", file=name,
                remedy="write it again with smaller row groups",
            )  # fmt: skip
        batches = file.iter_batches(  # type: ignore[attr-defined]
            batch_size=ROWS, row_groups=[group], columns=wanted, use_threads=False
        )
        for chunk in batches:
            numbers = np.arange(start, start + chunk.num_rows, dtype=np.int64)
            start += chunk.num_rows
            tally.rows += chunk.num_rows
            table = dict(zip(chunk.schema.names, chunk.columns, strict=True))
            yield rows.batch(plan, table, numbers)
    rows.finish(plan)
