"""OpenSky's raw messages in Parquet: one row per message, with the time it was first received.

The columns are those of OpenSky's tables ``rollcall_replies_data4`` and the like, as `pyopensky`
saves them: ``rawmsg`` (hex digits), ``mintime`` (seconds since 1970, UTC, or timestamps),
``icao24``. Rows are not in the order of time. Several receivers' copies were merged by OpenSky.
``row`` counts rows.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from skywitness.aliases import Ints
from skywitness.errors import RecordError, lack
from skywitness.record.modes.assemble import rows
from skywitness.record.modes.frames.frames import Frames, from_hex
from skywitness.record.modes.frames.times import address, to_microseconds
from skywitness.record.reading import ROWS, Context, Source, Tally

FRAME = ("rawmsg", "frame", "raw_message")
TIME = ("mintime", "timestamp", "time", "ts")
MOST_BYTES = 2 << 30
MOST = 20_000_000
"""Rows of one file: all times are looked at before the first frame is decoded."""


def recognise(head: bytes, name: str) -> bool:
    """Whether it is Parquet whose first row group stores a column of raw messages."""
    if not head.startswith(b"PAR1"):
        return False
    return any(column.encode() in head for column in FRAME) or b"rawmsg" in head


def read(source: Source, tally: Tally, context: Context) -> Iterator[pa.RecordBatch]:
    """Rows of the record, in the order of time."""
    return rows(_frames(source, tally), source.name, tally, context)


def _frames(source: Source, tally: Tally) -> Iterator[Frames]:
    try:
        file = pq.ParquetFile(pa.BufferReader(source.read()))
        names = file.schema_arrow.names
        frame = next((c for c in FRAME if c in names), None)
        time = next((c for c in TIME if c in names), None)
        if frame is None or time is None:
            raise RecordError(
                "Parquet without a column of raw messages (rawmsg) and one of times (mintime)",
                file=source.name,
                remedy="save OpenSky's raw messages with the columns mintime, rawmsg and icao24",
            )
        if file.metadata.num_rows > MOST:
            raise RecordError(
                f"{file.metadata.num_rows:,} raw messages are too many for one file",
                file=source.name,
                remedy="split it by hour",
            )
        told = "icao24" if "icao24" in names else None
        sizes = [file.metadata.row_group(k).total_byte_size for k in range(file.num_row_groups)]
        if sum(sizes) > MOST_BYTES:
            raise RecordError(
                f"{sum(sizes):,} bytes of raw messages are too many for one file",
                file=source.name,
                remedy="split it by hour",
            )
        table = file.read(columns=[c for c in (frame, time, told) if c], use_threads=False)
        times = _microseconds(table[time].combine_chunks())
        texts = _bytes(table[frame])
        addresses = _bytes(table[told]) if told else None
    except (pa.ArrowException, OSError, OverflowError, ValueError, MemoryError) as error:
        if lacked := lack(error):
            raise lacked.located(file=source.name) from error
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise RecordError(
            f"Parquet that cannot be read: {reason[:200]}",
            file=source.name,
            remedy="the file is damaged or cut short; get it again",
        ) from error
    tally.rows = len(texts)
    order = np.argsort(times, kind="stable")
    for start in range(0, len(order), ROWS):
        at = order[start : start + ROWS]
        index = pa.array(at)
        hexes = [(text or b"").decode("latin-1") for text in texts.take(index).to_pylist()]
        data, long, good = from_hex(hexes)
        for k in np.flatnonzero(~good).tolist():
            tally.refuse(int(at[k]), "no frame", hexes[k])
        stated = np.full(len(at), -1, dtype=np.int64)
        if addresses is not None:
            words = addresses.take(index).to_pylist()
            stated = np.array([address((a or b"").decode("latin-1")) for a in words], np.int64)
        yield Frames(data[good], long[good], times[at][good], at[good], stated=stated[good])


def _bytes(column: pa.ChunkedArray) -> pa.Array:
    """Words as bytes: damaged files have some that are no text."""
    whole = column.combine_chunks()
    plain = whole.dictionary_decode() if pa.types.is_dictionary(whole.type) else whole
    return plain.cast(pa.large_binary())


def _microseconds(column: pa.Array) -> Ints:
    """Times as microseconds since 1970, whether seconds or timestamps."""
    if pa.types.is_timestamp(column.type):
        whole = column.cast(pa.timestamp("us"), safe=False).cast(pa.int64())
        return to_microseconds(whole.to_numpy(zero_copy_only=False) / 1e6)
    return to_microseconds(column.cast(pa.float64()).to_numpy(zero_copy_only=False))
