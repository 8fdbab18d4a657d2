"""Rows of values gathered into batches."""

from __future__ import annotations

from collections.abc import Mapping, Set
from typing import Any

import numpy as np
import pyarrow as pa

from skywitness.record.batch import batch, faults, seconds
from skywitness.record.reading import ROWS
from skywitness.record.readsb.limits import END_S, FIRST_S
from skywitness.record.readsb.settle import NO_TIME
from skywitness.record.schema import SCHEMA

_MOST = float(np.finfo(np.float32).max)
_OWN = ("file", "row", "fault")


class Rows:
    """Rows on their way into a batch of one file; ``receiver`` stands where a row names none."""

    def __init__(self, file: str, receiver: str | None) -> None:
        """No rows yet."""
        self.file, self.receiver = file, receiver
        self.times: list[int] = []
        """First and last time of each batch, microseconds since 1970."""
        self._clear()

    def _clear(self) -> None:
        self._columns: dict[str, list[Any]] = {n: [] for n in SCHEMA.names if n not in _OWN}
        self._row: list[int] = []
        self._marks: dict[str, list[int]] = {}

    def __len__(self) -> int:
        """How many rows wait."""
        return len(self._row)

    @property
    def full(self) -> bool:
        """Whether it is time for a batch."""
        return len(self._row) >= ROWS

    def add(self, row: int, values: Mapping[str, Any], marks: Set[str]) -> None:
        """A row: its number in the file, what is known of it, and its faults."""
        for code in marks:
            self._marks.setdefault(code, []).append(len(self._row))
        self._row.append(row)
        get = values.get
        for name, column in self._columns.items():
            column.append(get(name))

    def batch(self) -> pa.RecordBatch:
        """The waiting rows as a batch; none wait afterwards."""
        n = len(self._row)
        marks = {code: _mask(rows, n) for code, rows in self._marks.items()}
        made: dict[str, Any] = {"row": np.array(self._row, dtype=np.int64), "file": self.file}
        for field in SCHEMA:
            if field.name in _OWN:
                continue
            column = self._columns[field.name]
            if all(value is None for value in column):
                continue
            if pa.types.is_dictionary(field.type):
                made[field.name] = column
            elif pa.types.is_boolean(field.type):
                made[field.name] = pa.array(column, type=pa.bool_())
            else:
                numbers = np.array(column, dtype=np.float64)
                if pa.types.is_timestamp(field.type):
                    possible = (numbers >= FIRST_S) & (numbers < END_S)
                    made[field.name] = seconds(np.where(possible, numbers, np.nan))
                else:
                    huge = np.abs(numbers) > _MOST
                    if huge.any():
                        marks["other"] = marks.get("other", np.zeros(n, dtype=bool)) | huge
                    made[field.name] = np.where(huge, np.nan, numbers)
        if self.receiver is not None:
            named = self._columns["receiver"]
            made["receiver"] = [self.receiver if v is None else v for v in named]
        if marks:
            made["fault"] = faults(n, marks)
        if "timestamp" in made:
            clock = marks.get("clock", np.zeros(n, dtype=bool))
            times = made["timestamp"].view(np.int64)[~clock]
            times = times[times != NO_TIME]
            self.times += [int(times.min()), int(times.max())] if len(times) else []
        self._clear()
        return batch(made, n)


def _mask(rows: list[int], n: int) -> Any:
    mask = np.zeros(n, dtype=bool)
    mask[rows] = True
    return mask
