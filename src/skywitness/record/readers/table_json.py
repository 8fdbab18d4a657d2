"""Tables of positions as JSON, as pandas and ``traffic`` write them, and JSON lines.

A row is a record of the array, a line, or a row of the table. Arrays of records and lines are
read a few megabytes at a time; the other ways of pandas only up to :data:`WHOLE` bytes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import numpy as np
import pyarrow as pa

from skywitness.errors import RecordError
from skywitness.record.jsontext import parse
from skywitness.record.reading import ROWS, Context, Source, Tally
from skywitness.record.tables.layout import MOST_COLUMNS, Layout, layout, looks
from skywitness.record.tables.orients import Table, columns_of, orient
from skywitness.record.tables.records import Record, array_records, line_records
from skywitness.record.tables.rows import Rows

FIRST_LINES = 2
"""Lines that are looked at to recognise records a line: the first may be cut."""
WHOLE = 128 << 20
"""The most bytes of a table that must be read whole."""


def recognise(head: bytes, name: str) -> bool:
    """Whether it begins with a record of, or like, a table of positions."""
    return _way(head) is not None


def _way(head: bytes) -> str | None:
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if text[:1] == b"[":
        first = _first(text[1:])
        return "records" if first is not None and _ours(first) else None
    if text[:1] != b"{":
        _, _, after = text.partition(b"\n")  # the first line may be cut
        return "lines" if after[:1] == b"{" and _in_lines(after) else None
    found = orient(text)
    if found is None:
        return "lines" if _in_lines(text) else None
    return found


def _in_lines(text: bytes) -> bool:
    """Whether one of the first lines is such a record by itself, and another may follow it."""
    for _ in range(FIRST_LINES):
        line, _, text = text.partition(b"\n")
        first = _first(line)
        if first is not None and _ours(first):
            return text.strip()[:1] in (b"{", b"")
    return False


def _ours(record: dict[str, Any]) -> bool:
    """Whether it is a row of such a table, and no aircraft of readsb's (`hex`)."""
    flat = not any(isinstance(v, dict) for v in record.values())
    return flat and "hex" not in record and looks(list(record))


def _first(text: bytes) -> dict[str, Any] | None:
    start = text.lstrip().decode("utf-8", "replace")
    try:
        value, _ = json.JSONDecoder().raw_decode(start)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def read(source: Source, tally: Tally, context: Context) -> Iterator[pa.RecordBatch]:
    """The table's rows.

    Raises:
        RecordError: it is no table of positions, damaged as a whole, too large to be read whole,
            or in units that nothing tells.
    """
    way = _way(source.head)
    rows = Rows(source.name, tally, context)
    if way is None:
        raise RecordError(
            "no JSON of a table of positions", file=source.name,
            remedy="a table needs a time, an address or a position, and one thing more",
        )  # fmt: skip
    if way not in ("records", "lines"):
        yield from _whole(source, way, rows, tally)
        return
    names: dict[str, None] = {}
    plan: Layout | None = None
    with source.open() as stream:
        pieces = (array_records if way == "records" else line_records)(stream, tally, source.name)
        start = 0
        try:
            for piece in pieces:
                new = _names(piece, names, source.name)
                if plan is None or new:
                    plan = layout(list(names), source.name)
                yield from _batches(piece, start, plan, rows)
                start += len(piece)
        finally:
            if plan is not None:
                rows.finish(plan)


def _names(records: list[Record], names: dict[str, None], file: str) -> bool:
    """Add what columns there are to ``names``; whether there were new ones."""
    before = len(names)
    last: Any = None
    for record in records:
        if record is not None and record.keys() != last:
            names.update(dict.fromkeys(record))
            last = record.keys()
            if len(names) > MOST_COLUMNS:
                raise RecordError(
                    f"more than {MOST_COLUMNS} columns", file=file,
                    remedy="leave out the columns that are not needed",
                )  # fmt: skip
    return len(names) > before


def _batches(
    records: list[Record], start: int, plan: Layout, rows: Rows
) -> Iterator[pa.RecordBatch]:
    numbers = np.array([start + k for k, r in enumerate(records) if r is not None], dtype=np.int64)
    good = [r for r in records if r is not None]
    for low in range(0, len(good), ROWS):
        part = good[low : low + ROWS]
        table = {s.name: [r.get(s.name) for r in part] for s in plan.columns.values()}
        yield rows.batch(plan, table, numbers[low : low + ROWS])


def _whole(source: Source, way: str, rows: Rows, tally: Tally) -> Iterator[pa.RecordBatch]:
    with source.open() as stream:
        text = stream.read(WHOLE + 1)
    if len(text) > WHOLE:
        raise RecordError(
            f"a table written by {way} must be read whole, and is larger than {WHOLE:,} bytes",
            file=source.name, remedy="write it as Parquet or with orient='records'",
        )  # fmt: skip
    try:
        value = parse(text.removeprefix(b"\xef\xbb\xbf"))
    except ValueError as error:
        raise RecordError(
            f"damaged JSON: {error}", file=source.name, remedy="get the file again"
        ) from error
    del text
    table: Table
    table, count = columns_of(value, way, source.name)
    del value
    plan = layout(list(table), source.name)
    for low in range(0, count, ROWS):
        high = min(count, low + ROWS)
        tally.rows += high - low
        part = {s.name: table[s.name][low:high] for s in plan.columns.values()}
        yield rows.batch(plan, part, np.arange(low, high, dtype=np.int64))
    rows.finish(plan)
