"""Marks of faults that show only between rows: in a file's order, and in the order of time."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import pyarrow as pa

from skywitness.record.schema import SCHEMA

FAULT = SCHEMA.field("fault")


class Reading:
    """Marks what shows in the order in which one file holds its rows."""

    def __init__(self) -> None:
        """Nothing has been seen."""
        self._state: Any = None

    def mark(
        self, batch: pa.RecordBatch, following: pa.RecordBatch | None = None
    ) -> pa.RecordBatch:
        """The file's next rows with such faults marked; ``following`` are those after them."""
        from skywitness.record import faults

        column, self._state = faults.as_read(batch, self._state, following)
        return batch.set_column(batch.schema.get_field_index("fault"), FAULT, column)


class Marker:
    """Hands each hour's rows to :mod:`skywitness.record.faults`, in the order of time."""

    def __init__(self, judged: Collection[str] = ()) -> None:
        """Nothing has been seen; ``judged`` are the files that are exports of the record."""
        self._judged = frozenset(judged)
        self._carry: Any = None

    def mark(self, table: pa.Table, known_time: bool = True) -> pa.Table:
        """The rows with their ``fault`` column completed.

        ``table`` is sorted by address and time and follows the one before in time; rows of
        ``known_time`` False belong to no hour and are looked at by themselves.
        """
        from skywitness.record import faults

        rows = table.select(SCHEMA.names)
        first = faults.Carry(judged=self._judged) if self._judged else None
        if known_time:
            column, self._carry = faults.mark(rows, self._carry or first)
        else:
            column, _ = faults.mark(rows, first)
        return table.set_column(table.schema.get_field_index("fault"), FAULT, column)
