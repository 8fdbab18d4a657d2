"""Small traces whose rows become one batch: what Arrow and Python cost for each is paid once.

Their texts stand one behind the other in one block, and one compiled call reads all of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import orjson
import pyarrow as pa

from skywitness.record.blocks import BLOCKS, Block
from skywitness.record.faults.reading import parts_in_order
from skywitness.record.reading import Context, Source, Tally
from skywitness.record.readsb import arrow, engine, folder, limits
from skywitness.record.readsb import layout as at
from skywitness.record.readsb.document import BOM, find_list
from skywitness.record.readsb.limits import MOST_WORDS
from skywitness.record.readsb.rows import Words, meanings
from skywitness.record.readsb.settle import fresh
from skywitness.record.readsb.words import address, text

NAMES = ("trace",)
ROWS = 49_152
"""Rows of small traces that become one batch, at most."""
LEAST = 16
"""Bytes on disk for which there is room for a row: packed ones take about 40, plain ones 100."""


@dataclass
class Taken:
    """A trace whose text is in the block: where its rows begin and end there, and what is told
    beside them."""

    start: int
    end: int
    base: int
    common: arrow.Common
    tally: Tally


class Gathered:
    """Small traces on their way into one batch."""

    def __init__(self, context: Context, size: int) -> None:
        """No rows yet; ``size`` is how many bytes, as they lie on disk, they may come from."""
        self._context = context
        self._room = min(ROWS, 1024 + size // LEAST)
        self._block: Block | None = None
        self._taken: list[Taken] = []
        self._rows = engine.Settled(0)
        self._words: list[list[str]] = [[] for _ in range(at.LISTS)]
        self._files: list[arrow.Common] = []
        self._counts: list[int] = []

    def take(self, source: Source, tally: Tally) -> bool:
        """Take in the text of a trace; :meth:`spans` says whether its rows could be taken as well.

        False, and nothing done, where it is no plain trace, or compiled code is not worth loading
        yet. A fresh source of it is read then.
        """
        if engine.Meter.met <= engine.WORTH:
            return False
        if self._block is None:
            self._block = BLOCKS.take()
            self._block.size = 0
        block = self._block
        before = block.size
        begin, end = block.append(source.parts())
        engine.Meter.worth(end - begin)
        found = _trace(block, begin, end)
        if found is None:
            block.size = before
            return False
        start, closed, head = found
        hex_, good = address(head.get("icao"))
        common = arrow.Common(
            hex_, text(head.get("r")), text(head.get("t")), self._context.receiver, source.name,
            not good,
        )  # fmt: skip
        self._taken.append(Taken(start, closed, round(head["timestamp"] * 1e6), common, tally))
        return True

    def spans(self) -> list[tuple[int, int, bool] | None]:
        """Of each trace taken, in their order, which rows of the batch are its own: from, to,
        whether in time's order; None where it must be read alone from its start after all."""
        block, self._block = self._block, None
        if block is None:
            return []
        try:
            counts = self._scanned(block)
        finally:
            BLOCKS.give(block)
        ordered = parts_in_order(self._rows.time[: self._rows.n], counts[counts >= 0])
        out: list[tuple[int, int, bool] | None] = []
        first = 0
        for each, count in zip(self._taken, counts.tolist(), strict=True):
            if count < 0:
                out.append(None)
                continue
            end = first + count
            each.tally.rows += count
            self._note(each, first, end)
            out.append((first, end, ordered[len(self._files)]))
            self._files.append(each.common)
            self._counts.append(count)
            first = end
        return out

    def _scanned(self, block: Block) -> npt.NDArray[np.int64]:
        """Read and settle all texts; gives how many rows each has, fewer than 0 where none can be
        taken."""
        from skywitness.record.readsb.many import scan_many, settle_many

        taken, n = self._taken, len(self._taken)
        starts = np.array([each.start for each in taken], dtype=np.int64)
        ends = np.array([each.end for each in taken], dtype=np.int64)
        bases = np.array([each.base for each in taken], dtype=np.int64)
        counts = np.empty(n, dtype=np.int64)
        seen = np.zeros(at.LISTS * (1 + 2 * MOST_WORDS), dtype=np.int64)
        with engine.TABLES.lent() as table:
            data = np.frombuffer(block.data, dtype=np.uint8)
            rows = scan_many(
                data.ctypes.data, starts.ctypes.data, ends.ctypes.data, n, *table.addresses,
                self._room, seen.ctypes.data, counts.ctypes.data,
            )  # fmt: skip
            del data
            self._words, means, bad = meanings(_words(block, seen))
            self._rows = engine.Settled(rows)
            carried = np.tile(fresh(), (n, 1))
            settle_many(
                table.numbers, table.words, counts, bases, self._context.quality_s, means, bad,
                carried, *self._rows.arrays(),
            )  # fmt: skip
            self._rows.n = rows
        return counts

    def _note(self, each: Taken, first: int, end: int) -> None:
        """Note where the folder says another day than these rows."""
        if folder.path_date(each.common.file) is None:
            return
        fault = self._rows.fault[first:end]
        good = self._rows.time[first:end][fault & 1 == 0]  # without those whose time cannot be
        span = [int(good.min()), int(good.max())] if len(good) else []
        folder.compare(each.common.file, np.array(span, dtype=np.int64), each.tally)

    def batch(self) -> pa.RecordBatch:
        """All rows that were taken."""
        numbers = [np.arange(count) for count in self._counts]
        row = np.concatenate(numbers) if numbers else np.empty(0, dtype=np.int64)
        return arrow.batch(self._rows, row, self._words, self._files, self._counts)


def _trace(block: Block, begin: int, end: int) -> tuple[int, int, dict[str, Any]] | None:
    """Where the rows of a text in a block begin and end, and what stands before them; None if it
    is no plain trace."""
    data = block.data
    closed = data.rfind(b"]", begin, end) + 1
    start = find_list(data, NAMES, end, begin)
    if start is None or data[closed:end].strip() != b"}":
        return None
    text_ = bytes(data[begin : start.start()]).removeprefix(BOM).rstrip().removesuffix(b",")
    try:
        head = orjson.loads(text_ + b"}")
    except orjson.JSONDecodeError:
        return None
    stamp = head.get("timestamp")
    number = isinstance(stamp, (int, float)) and not isinstance(stamp, bool)
    if not (number and abs(stamp) < limits.FARTHEST_S):
        return None
    return start.end(), closed, head


def _words(block: Block, seen: npt.NDArray[np.int64]) -> Words:
    """The words that the scanner met."""
    words = Words()
    places = seen[at.LISTS :].reshape(at.LISTS, MOST_WORDS, 2)
    for which in range(at.LISTS):
        for begun, length in places[which, : seen[which]].tolist():
            words.number(which, block.data[begun : begun + length].decode("ascii"))
    return words
