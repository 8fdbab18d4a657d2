"""Rows put aside on disk by the hour, until a load is whole and each hour can be sorted."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from skywitness.record.schema import SCHEMA

HOUR_US = 3_600_000_000
LAST_HOUR = int(np.datetime64("2100-01-01", "h").astype(np.int64))
UNKNOWN = LAST_HOUR
"""The partition of rows without a time, or with one before 1970 or after 2099."""
MOST_HOURS = 10_000
"""Hours of one load; rows of further ones go to the unknown partition, time and all."""

INPUT = "_input"
SPOOLED = SCHEMA.append(pa.field(INPUT, pa.int32()))
"""The record's columns and the number of the input a row is of."""


class Spool:
    """One file per hour of Arrow streams, one after the other, in the order rows came."""

    def __init__(self, folder: Path) -> None:
        """Use ``folder``, which is made."""
        self._folder = folder
        folder.mkdir(parents=True)
        self.rows: dict[int, int] = {}

    def add(self, table: pa.Table) -> None:
        """Put rows of :data:`SPOOLED`'s columns aside."""
        hours = self._hours(table.column("timestamp"))
        cuts = np.flatnonzero(np.diff(hours)) + 1
        if len(cuts):
            order = np.argsort(hours, kind="stable")
            hours = hours[order]
            table = table.take(order)
            cuts = np.flatnonzero(np.diff(hours)) + 1
        edges = [0, *cuts.tolist(), len(hours)]
        for start, end in pairwise(edges):
            if end > start:
                self._append(int(hours[start]), table.slice(start, end - start))

    def hours(self) -> list[int]:
        """The hours met, in rising order; the unknown one is last."""
        return sorted(self.rows)

    def tables(self, hour: int) -> Iterator[pa.Table]:
        """The rows of an hour, in the portions they came in."""
        with pa.OSFile(str(self._file(hour)), "rb") as file:
            size = file.size()
            while file.tell() < size:
                with pa.ipc.open_stream(file) as stream:
                    yield stream.read_all()

    def forget(self, hour: int) -> None:
        """Remove an hour's file."""
        self._file(hour).unlink()

    def _file(self, hour: int) -> Path:
        return self._folder / f"{hour}.arrows"

    def _append(self, hour: int, table: pa.Table) -> None:
        options = pa.ipc.IpcWriteOptions(compression="lz4", unify_dictionaries=True)
        with (
            pa.OSFile(str(self._file(hour)), "ab") as file,
            pa.ipc.new_stream(file, SPOOLED, options=options) as stream,
        ):
            stream.write_table(table)
        self.rows[hour] = self.rows.get(hour, 0) + len(table)

    def _hours(self, times: pa.ChunkedArray) -> npt.NDArray[np.int64]:
        micro: npt.NDArray[np.int64] = times.cast(pa.int64()).fill_null(-1).to_numpy()
        hours = micro // HOUR_US
        hours[(hours < 0) | (hours > LAST_HOUR)] = UNKNOWN
        room = MOST_HOURS - len(self.rows)
        met, first = np.unique(hours, return_index=True)
        new = [
            (f, h) for f, h in zip(first.tolist(), met.tolist(), strict=True) if h not in self.rows
        ]
        if len(new) > room:
            over = [h for _, h in sorted(new)[max(0, room) :]]
            hours[np.isin(hours, over)] = UNKNOWN
        return hours
