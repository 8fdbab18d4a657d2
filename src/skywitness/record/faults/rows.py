"""A table of the record as arrays, aircraft by aircraft and in time order."""

from __future__ import annotations

from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from skywitness.aliases import Floats, Ints, Mask
from skywitness.earth import ecef
from skywitness.record.batch import has_faults
from skywitness.record.faults import limits
from skywitness.record.schema import FAULTS
from skywitness.units import KNOT


def words(column: pa.ChunkedArray | pa.Array) -> tuple[Ints, list[str]]:
    """A column of words as codes (-1 for null) and the distinct words, sorted."""
    array = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    if isinstance(array, pa.ChunkedArray):  # several chunks with their own dictionaries
        array = pa.concat_arrays(array.unify_dictionaries().chunks)
    if not pa.types.is_dictionary(array.type):
        array = array.cast(pa.string()).dictionary_encode()
    names = array.dictionary.to_pylist()
    code = array.indices.fill_null(-1).to_numpy(zero_copy_only=False).astype(np.int64)
    used = np.unique(code)
    known = sorted({names[k] for k in used if k >= 0 and names[k] is not None})
    place = {name: k for k, name in enumerate(known)}
    into = np.full(len(names) + 1, -1, dtype=np.int64)
    for k in used:
        if k >= 0 and names[k] is not None:
            into[k] = place[names[k]]
    return into[code], known


class Rows:
    """The rows of a table grouped by aircraft, each aircraft's in time order.

    Arrays are in that order, which for a table sorted by ``icao24`` and ``timestamp`` is its own.
    Rows without an address are grouped by their file. ``marks`` holds what is known to be wrong.
    """

    def __init__(self, table: pa.Table) -> None:
        """Group and order the rows of ``table`` (the record's schema)."""
        self.table = table
        n = len(table)
        code, names = words(table["icao24"])
        if (code < 0).any():
            file, files = words(table["file"])
            lost = code < 0
            code = np.where(lost, len(names) + 1 + file, code)
            names = [*names, "\0", *("\0" + f for f in files)]
        micro = table["timestamp"].combine_chunks().cast(pa.int64())
        time = micro.to_numpy(zero_copy_only=False)
        seconds = time / 1e6
        self.order: Ints | None = None
        key = np.nan_to_num(seconds, nan=np.inf)
        step = np.diff(code)
        if n and not np.all((step > 0) | ((step == 0) & (key[1:] >= key[:-1]))):
            self.order = np.lexsort((np.arange(n), key, code))
        self.n = n
        self.t: Floats = self.sorted(seconds)
        code = self.sorted(code)
        self.start: Ints = np.flatnonzero(np.r_[True, np.diff(code) != 0])[: n or 0]
        self.names = [names[code[k]] for k in self.start]
        self.count: Ints = np.diff(np.r_[self.start, n])
        self.aircraft: Ints = np.repeat(np.arange(len(self.start)), self.count)
        self.first: Mask = np.zeros(n, dtype=bool)
        self.first[self.start] = True
        self.repeated: Mask = np.zeros(n, dtype=bool)  # the last position once more, while moving
        self.judged: Mask = np.zeros(n, dtype=bool)  # by the record before, up to this row …
        self.judged_together: Mask = np.zeros(n, dtype=bool)  # … and all others with its aircraft
        found = has_faults(_whole(table["fault"]), FAULTS)
        self.marks: dict[str, Mask] = {c: self.sorted(m) for c, m in found.items() if m.any()}

    def sorted(self, values: npt.NDArray[Any]) -> npt.NDArray[Any]:
        """An array of the table's rows in this order."""
        return values if self.order is None else values[self.order]

    def back(self, mask: Mask) -> Mask:
        """A mask in this order as one of the table's rows."""
        if self.order is None:
            return mask
        out = np.empty_like(mask)
        out[self.order] = mask
        return out

    def number(self, name: str) -> Floats:
        """A column of numbers (or truths) as floats, NaN where nothing is said."""
        column = self.table[name].combine_chunks()
        if pa.types.is_boolean(column.type):
            column = column.cast(pa.uint8())
        elif pa.types.is_timestamp(column.type):
            return self.sorted(column.cast(pa.int64()).to_numpy(zero_copy_only=False) / 1e6)
        values = column.to_numpy(zero_copy_only=False)
        return self.sorted(values.astype(np.float64, copy=False))

    def word(self, name: str) -> tuple[Ints, list[str]]:
        """A column of words as codes (-1 for null) and the words."""
        code, known = words(self.table[name])
        return self.sorted(code), known

    def marked(self, *codes: str) -> Mask:
        """Rows that carry any of the codes."""
        out = np.zeros(self.n, dtype=bool)
        for code in codes:
            if code in self.marks:
                out |= self.marks[code]
        return out

    def mark(self, code: str, mask: Mask) -> None:
        """Note what is wrong with rows."""
        if mask.any():
            self.marks[code] = self.marks.get(code, False) | mask

    @cached_property
    def lat(self) -> Floats:
        """Latitude, degrees."""
        return self.number("latitude")

    @cached_property
    def lon(self) -> Floats:
        """Longitude, degrees."""
        return self.number("longitude")

    @cached_property
    def gs(self) -> Floats:
        """Ground speed in metres a second."""
        return self.number("groundspeed") * KNOT

    @cached_property
    def altitude(self) -> Floats:
        """Pressure altitude, ft."""
        return self.number("altitude")

    @cached_property
    def xyz(self) -> Floats:
        """Positions at height 0 in metres, (n, 3)."""
        return ecef(self.lon, self.lat)

    @cached_property
    def source(self) -> tuple[Ints, list[str]]:
        """How rows were seen."""
        return self.word("source")

    @cached_property
    def room(self) -> Floats:
        """How far positions may be from the truth before they are called wrong, in metres."""
        code, known = self.source
        plain = [limits.ROOM_M.get(s, limits.ROOM_OTHER_M) for s in known]
        out = np.array([*plain, limits.ROOM_OTHER_M])[code]
        epu = np.array([np.nan if e is None else e for e in limits.EPU_M] + [np.nan])
        nac = self.number("nac_p")
        index = np.where(nac <= 11, nac, 12).astype(np.int64)
        own = 2 * epu[index]
        return np.where(np.isnan(own), out, own)


def _whole(column: pa.ChunkedArray) -> pa.Array:
    """One array of a column whose pieces may have dictionaries of their own."""
    if column.num_chunks == 1:
        return column.chunk(0)
    if column.num_chunks == 0:
        return pa.array([], type=column.type)
    return pa.concat_arrays(column.unify_dictionaries().chunks)


def feeds(table: pa.Table) -> tuple[Ints, list[str]]:
    """Which file and receiver each row comes from: codes in the table's order, and their names."""
    file, files = words(table["file"])
    receiver, receivers = words(table["receiver"])
    both = (file + 1) * (len(receivers) + 1) + receiver + 1
    found, index = np.unique(both, return_inverse=True)
    width = len(receivers) + 1
    left, right = ["", *files], ["", *receivers]
    names = [f"{left[b // width]}\t{right[b % width]}" for b in found]
    return index.astype(np.int64), names


__all__ = ["Floats", "Ints", "Mask", "Rows", "ecef", "feeds", "words"]
