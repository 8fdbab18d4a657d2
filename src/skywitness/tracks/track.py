"""One aircraft's reports in time order, one leg at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from skywitness.aliases import Floats, Ints, Mask
from skywitness.record.batch import has_faults
from skywitness.record.faults.rows import Rows
from skywitness.record.schema import FAULTS
from skywitness.tracks.legs import _legs

POSITION_FAULTS = (
    "address", "clock", "copied", "frozen", "jump", "position", "reversed", "stale", "twin",
)  # fmt: skip
"""A row with one of these says nothing of where the aircraft was."""
ALTITUDE_FAULTS = ("address", "altitude", "clock", "copied", "frozen", "reversed", "stale", "twin")
"""A row with one of these says nothing of how high it was."""


@dataclass(frozen=True)
class Track:
    """A leg: all its rows, faulty ones too, in time order.

    ``table`` is a slice of the record (its schema, with ``file`` and ``row``); the arrays below are
    its columns as NumPy, NaN where nothing is said, in the record's units.
    """

    icao24: str | None
    leg: int
    table: pa.Table

    def __len__(self) -> int:
        """The number of rows."""
        return len(self.table)

    @cached_property
    def _numbers(self) -> dict[str, Floats]:
        return {}

    def number(self, name: str) -> Floats:
        """A column of numbers or truths as floats, NaN where nothing is said; times in seconds."""
        if name not in self._numbers:
            column = self.table[name].combine_chunks()
            scale = 1.0
            if pa.types.is_boolean(column.type):
                column = column.cast(pa.uint8())
            elif pa.types.is_timestamp(column.type):
                column, scale = column.cast(pa.int64()), 1e6
            values = np.asarray(column.to_numpy(zero_copy_only=False), dtype=np.float64)
            self._numbers[name] = values if scale == 1.0 else values / scale
        return self._numbers[name]

    @cached_property
    def time(self) -> Floats:
        """Seconds since 1970 (UTC), not decreasing."""
        return self.number("timestamp")

    @cached_property
    def latitude(self) -> Floats:
        """Degrees north, WGS 84."""
        return self.number("latitude")

    @cached_property
    def longitude(self) -> Floats:
        """Degrees east, WGS 84."""
        return self.number("longitude")

    @cached_property
    def altitude(self) -> Floats:
        """Pressure altitude, ft."""
        return self.number("altitude")

    @cached_property
    def geoaltitude(self) -> Floats:
        """Height above the ellipsoid, ft."""
        return self.number("geoaltitude")

    @cached_property
    def callsigns(self) -> tuple[str, ...]:
        """The callsigns sent, in order of appearance."""
        found = pc.unique(self.table["callsign"].cast(pa.string())).to_pylist()
        return tuple(c for c in found if c)

    @cached_property
    def positioned(self) -> Mask:
        """Rows with a position and no fault that touches it."""
        bad = self.marked(*POSITION_FAULTS)
        return ~bad & np.isfinite(self.latitude) & np.isfinite(self.longitude)

    def levelled(self, name: str = "altitude") -> Mask:
        """Rows with an altitude (or ``geoaltitude``) and no fault that touches it."""
        return ~self.marked(*ALTITUDE_FAULTS) & np.isfinite(self.number(name))

    def marked(self, *codes: str) -> Mask:
        """Rows that carry any of these faults."""
        fault = self.table["fault"]
        if fault.null_count == len(fault):
            return np.zeros(len(fault), dtype=bool)
        whole = fault.unify_dictionaries().combine_chunks()
        masks = has_faults(whole, FAULTS)
        return np.asarray(np.logical_or.reduce([masks[c] for c in codes]), dtype=bool)


def tracks_of(table: pa.Table) -> Iterator[Track]:
    """The legs of every aircraft in a table of the record, one after the other.

    Rows marked ``clock`` or without a time are in none. The table is put in order first if it is
    not sorted by address and time.
    """
    rows = Rows(table)
    if rows.order is not None:
        table = table.take(pa.array(rows.order))
        rows = Rows(table)
    leg = _legs(rows)
    used = np.flatnonzero(leg >= 0)
    if not len(used):
        return
    edge: Ints = np.flatnonzero(np.r_[True, np.diff(leg[used]) != 0])
    for lo, hi in zip(edge.tolist(), np.append(edge[1:], len(used)).tolist(), strict=True):
        a, b = int(used[lo]), int(used[hi - 1]) + 1
        name = rows.names[rows.aircraft[a]]
        part = table.slice(a, b - a)
        if b - a != hi - lo:  # rows with a wrong clock stand between
            part = table.take(pa.array(used[lo:hi]))
        yield Track(None if name.startswith("\0") else name, int(leg[a]), part)
