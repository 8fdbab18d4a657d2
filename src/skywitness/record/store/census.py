"""Counts of a load's rows by the input they are of: spans, addresses, receivers, faults."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from skywitness.record.store.manifest import ANY, MOST_RECEIVERS, InputEntry, iso

MOST_ADDRESSES = 1_000_000


class Census:
    """What is counted of one input while its rows pass."""

    def __init__(self) -> None:
        """Nothing has passed."""
        self._first: int | None = None
        self._last: int | None = None
        self._addresses: set[str] = set()
        self._receivers: set[str] = set()
        self._more_receivers = False
        self._marked: Counter[str] = Counter()

    def see(self, rows: pa.Table) -> None:
        """Count rows (one chunk to a column)."""
        span = pc.min_max(rows.column("timestamp").cast(pa.int64())).as_py()
        if span["min"] is not None:
            self._first = span["min"] if self._first is None else min(self._first, span["min"])
            self._last = span["max"] if self._last is None else max(self._last, span["max"])
        if len(self._addresses) < MOST_ADDRESSES:
            self._addresses |= _words(rows.column("icao24"))
        if not self._more_receivers:
            self._receivers |= _words(rows.column("receiver"))
            if len(self._receivers) > MOST_RECEIVERS:
                self._receivers = set(sorted(self._receivers)[:MOST_RECEIVERS])
                self._more_receivers = True

    def mark(self, word: str, count: int) -> None:
        """Count rows whose ``fault`` holds ``word``."""
        self._marked[ANY] += count
        for code in word.split():
            self._marked[code] += count

    def tell(self, entry: InputEntry) -> None:
        """Write what was counted into the manifest's entry."""
        entry.first, entry.last = iso(self._first), iso(self._last)
        entry.addresses = len(self._addresses)
        if entry.addresses >= MOST_ADDRESSES:
            entry.add_note(f"addresses were counted up to {entry.addresses} only")
        entry.receivers = sorted(self._receivers)
        entry.receivers_not_listed = self._more_receivers
        entry.marked = dict(sorted(self._marked.items()))


def _words(column: pa.ChunkedArray) -> set[str]:
    if column.null_count == len(column):
        return set()
    return {w for w in column.unique().to_pylist() if w is not None}


def count_faults(fault: pa.ChunkedArray, owner: pa.ChunkedArray) -> dict[tuple[int, str], int]:
    """(input, content of ``fault``) -> rows, of the rows that have one."""
    if fault.null_count == len(fault):
        return {}
    table = pa.table({"fault": fault.cast(pa.string()), "owner": owner})
    table = table.filter(pc.field("fault").is_valid())
    found = table.group_by(["owner", "fault"]).aggregate([([], "count_all")])
    columns = (found.column(n).to_pylist() for n in ("owner", "fault", "count_all"))
    return {(o, f): int(n) for o, f, n in zip(*columns, strict=True)}


def owners(runs: list[tuple[int, int]]) -> pa.Array:
    """The column that says which input each row is of: inputs, and how many rows of each."""
    numbers, lengths = zip(*runs, strict=True)
    return pa.array(np.repeat(np.array(numbers, np.int32), lengths))
