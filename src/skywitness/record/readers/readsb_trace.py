"""readsb/tar1090 traces: ``trace_full_*.json``, ``trace_recent_*.json``, globe history.

One aircraft's rows after a base time, see :mod:`skywitness.record.readsb.layout`. Layout from
readsb's README-json ("trace jsons").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import orjson
import pyarrow as pa

from skywitness.errors import RecordError
from skywitness.record.blocks import BLOCKS, Block
from skywitness.record.reading import ROWS, Context, Gathered, Source, Tally, Texts
from skywitness.record.readsb import arrow, engine, folder, gathered, limits
from skywitness.record.readsb import layout as at
from skywitness.record.readsb.document import BOM, find_list, parse
from skywitness.record.readsb.rows import Table, Words, fill, meanings
from skywitness.record.readsb.settle import fresh
from skywitness.record.readsb.words import address, text

NAMES = ("trace",)


def recognise(head: bytes, name: str) -> bool:
    """A JSON object with a base time or an address before its list ``trace``."""
    if not head.removeprefix(BOM).lstrip().startswith(b"{"):
        return False
    found = find_list(head, NAMES)
    return found is not None and re.search(rb'"(?:icao|timestamp)"[ \t\r\n]*:', head) is not None


def read(source: Source, tally: Tally, context: Context) -> Iterator[pa.RecordBatch]:
    """The rows of the trace; ``row`` counts them from 0.

    Raises:
        RecordError: there is no trace in it, no base time, or the text breaks off.
    """
    trace = _Trace(source.name, tally, context)
    done = 0
    with BLOCKS.lent() as block:
        block.fill(source.parts())
        if engine.Meter.worth(block.size):
            for batch, rows in trace.scanned(block):
                done += rows
                yield batch
            if trace.complete:
                trace.compare()
                return
        data = block.bytes()
    document = parse(data, NAMES, b"[", source.name, tally)
    if not trace.begun:
        trace.begin(document.head)
    yield from trace.parsed(document.items, document.numbers, done)
    trace.compare()
    if document.broken is not None:
        raise document.broken


def gather(texts: Texts, context: Context) -> Gathered | None:
    """Rows of those files that are plain traces as one batch; None where compiled code is not worth
    loading yet."""
    return gathered.gather(texts, context)


class _Trace:
    """One file's reading, which the scanner may begin and the parser go on with."""

    def __init__(self, name: str, tally: Tally, context: Context) -> None:
        self.name, self.tally, self.context = name, tally, context
        self.words, self.carried = Words(), fresh()
        self.begun = self.complete = False
        self.dated = folder.path_date(name) is not None
        self.span: list[int] = []

    def begin(self, head: dict[str, Any]) -> None:
        """Take what stands beside the rows."""
        stamp: Any = head.get("timestamp")
        number = isinstance(stamp, (int, float)) and not isinstance(stamp, bool)
        if not (number and abs(stamp) < limits.FARTHEST_S):
            raise RecordError(
                f"the trace has no base time: its 'timestamp' is {stamp!r:.40}", file=self.name
            )
        self.base = round(stamp * 1e6)
        hex_, good = address(head.get("icao"))
        self.common = arrow.Common(
            icao24=[hex_],
            registration=[text(head.get("r"))],
            typecode=[text(head.get("t"))],
            receiver=[self.context.receiver],
            file=[self.name],
            address_is_bad=[not good],
        )
        self.begun = True

    def scanned(self, block: Block) -> Iterator[tuple[pa.RecordBatch, int]]:
        """Batches from the compiled scanner, as far as it goes, and how many rows each has."""
        for table in self.tables(block):
            yield self.settled(table, compiled=True), table.n

    def tables(self, block: Block) -> Iterator[Table]:
        """Tables filled by the compiled scanner, as far as it goes; each is used before the next.

        Nothing has been counted before the first is asked for.
        """
        from skywitness.record.readsb.scan import DONE, FULL, STOPPED

        data, end = block.data, block.data.rfind(b"]", 0, block.size) + 1
        start = find_list(data, NAMES, block.size)
        if start is None or data[end : block.size].strip() != b"}":
            return
        try:
            text_ = bytes(data[: start.start()]).removeprefix(BOM).rstrip().removesuffix(b",")
            head = orjson.loads(text_ + b"}")
        except orjson.JSONDecodeError:
            return
        if "timestamp" not in head:
            return
        scanner, row = engine.Scanner(block, start.end()), 0
        with engine.TABLES.lent() as table:
            while True:
                how = scanner.fill(table, self.words, row)
                if row == 0:
                    if how == STOPPED or (how == DONE and scanner.at != end):
                        self.words = Words()
                        return  # there is more in it than plain rows: for the parser, all of it
                    self.begin(head)
                self.tally.rows += table.n
                row += table.n
                self.complete = how == DONE
                if table.n:
                    yield table
                if how != FULL:
                    return

    def parsed(
        self, rows: Sequence[Any], numbers: Sequence[int] | None, start: int
    ) -> Iterator[pa.RecordBatch]:
        """Batches of parsed rows, from row ``start`` on; ``numbers`` are theirs in the file."""
        places = None if numbers is None else np.asarray(numbers, dtype=np.int64)
        begin = start if places is None else int(np.searchsorted(places, start))

        def refuse(k: int, reason: str, what: str) -> None:
            self.tally.refuse(k if places is None else int(places[k]), reason, what)

        table = Table(min(ROWS, max(0, len(rows) - begin)))
        for first in range(begin, len(rows), ROWS):
            count = min(ROWS, len(rows) - first)
            fill(table, rows, first, count, self.words, refuse)
            self.tally.rows += count
            odd = int(np.count_nonzero(table.words[: table.n, at.KIND] & at.ODD))
            if odd:
                self.tally.unread["values of the trace"] += odd
            if places is not None:
                table.row = places[table.row]
            if table.n:
                yield self.settled(table, compiled=False)

    def settled(self, table: Table, *, compiled: bool) -> pa.RecordBatch:
        """The rows of a table as a batch."""
        columns, means, bad = meanings(self.words)
        out = engine.settled(
            table, self.base, self.context.quality_s, means, bad, self.carried, compiled=compiled
        )
        self.note(out.time, out.fault)
        return arrow.batch(out, table.row, columns, self.common, [out.n])

    def note(self, time: npt.NDArray[np.int64], fault: npt.NDArray[np.uint8]) -> None:
        """Keep first and last time of rows where the path names a day."""
        if self.dated:
            good = time[fault & 1 == 0]  # without those whose time cannot be
            self.span += [int(good.min()), int(good.max())] if len(good) else []

    def compare(self) -> None:
        """Note where the folder says another day."""
        if self.dated:
            folder.compare(self.name, self.span, self.tally)
