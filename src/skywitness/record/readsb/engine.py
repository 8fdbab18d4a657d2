"""The two ways from the text of a trace to its settled rows: compiled and not.

Loading the compiled code costs about as much as parsing ten megabytes the plain way, so it is left
until one run has met more than that.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from math import prod
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from skywitness.record.blocks import Block, Shelf
from skywitness.record.reading import ROWS
from skywitness.record.readsb import layout as at
from skywitness.record.readsb.limits import MOST_WORDS
from skywitness.record.readsb.rows import Table, Words
from skywitness.record.readsb.settle import settle

WORTH = 10 * 1024 * 1024
"""Bytes of traces in one run from which on compiled code is used: see ``bench/read_traces.py``."""

TABLES: Shelf[Table] = Shelf(lambda: Table(ROWS))
"""Tables for the scanner: what is not used of one takes no memory."""


class Meter:
    """How many bytes of traces this run has met."""

    met = 0

    @classmethod
    def worth(cls, size: int) -> bool:
        """Whether with ``size`` bytes more it is time for compiled code."""
        cls.met += size
        return cls.met > WORTH


@cache
def compiled_settle() -> Callable[..., None]:
    """:func:`settle`, compiled."""
    from skywitness.record.readsb.jit import jit

    return jit(settle)


class Scanner:
    """The compiled scanner at work on one file, as long as its block is not filled again."""

    def __init__(self, text: Block, start: int) -> None:
        """Begin behind the bracket that opens the array of rows."""
        self._text = text
        self._address = np.frombuffer(text.data, dtype=np.uint8).ctypes.data
        self._seen = np.zeros(at.LISTS * (1 + 2 * MOST_WORDS), dtype=np.int64)
        self.at = start

    def fill(self, table: Table, words: Words, row: int) -> int:
        """Fill the table with rows, the first of them number ``row``; gives how the scan ended."""
        from skywitness.record.readsb.scan import scan

        before = self._seen[: at.LISTS].tolist()
        end, self.at, table.n = scan(
            self._address, self.at, *table.addresses, len(table.numbers), self._seen.ctypes.data
        )  # fmt: skip
        table.row = np.arange(row, row + table.n)
        words_of = self._seen[at.LISTS :].reshape(at.LISTS, MOST_WORDS, 2)
        for which in range(at.LISTS):
            found = words_of[which, before[which] : self._seen[which]]
            for begun, length in found.tolist():
                words.number(which, self._text.data[begun : begun + length].decode("ascii"))
        return end


def _empty(shape: tuple[int, ...], kind: type[np.generic]) -> npt.NDArray[Any]:
    """An array in memory of Arrow's, which is used again where NumPy's goes back to the system."""
    size = prod(shape) * np.dtype(kind).itemsize
    return np.frombuffer(pa.allocate_buffer(size), dtype=kind).reshape(shape)


class Settled:
    """Settled rows: see :func:`~skywitness.record.readsb.settle.settle` for the arrays."""

    def __init__(self, n: int) -> None:
        """Room for ``n`` rows, none of them settled."""
        self.room, self.n = n, 0
        self.time = _empty((n,), np.int64)
        self.place = _empty((2, n), np.float64)
        self.floats = _empty((at.FLOATS, n), np.float32)
        self.smalls = _empty((at.SMALLS, n), np.uint8)
        self.codes = _empty((at.CODES, n), np.int32)
        self.surface = _empty((n,), np.uint8)
        self.fault = _empty((n,), np.uint8)

    def arrays(self) -> tuple[npt.NDArray[Any], ...]:
        """All of them, in the order in which they are settled."""
        return (
            self.time, self.place, self.floats, self.smalls, self.codes, self.surface, self.fault,
        )  # fmt: skip


def settled(
    table: Table, base: int, quality_s: float, means: npt.NDArray[np.int32],
    bad: npt.NDArray[np.uint8], carried: npt.NDArray[np.float64], *, compiled: bool,
) -> Settled:  # fmt: skip
    """The rows of a table, settled; ``carried`` goes on from table to table of one file."""
    n = table.n
    out = Settled(n)
    if compiled:
        add(out, table, base, quality_s, means, bad, carried)
        return out
    carry = carried.tolist()
    lists = [a.tolist() for a in out.arrays()]
    into: list[Any] = [*lists, 0]
    settle(
        table.numbers[:n].tolist(), table.words[:n].tolist(), n, base, quality_s,
        means.tolist(), bad.tolist(), carry, *into,
    )  # fmt: skip
    carried[:] = carry
    for array, values in zip(out.arrays(), lists, strict=True):
        array[...] = values
    out.n = n
    return out


def add(
    out: Settled, table: Table, base: int, quality_s: float, means: npt.NDArray[np.int32],
    bad: npt.NDArray[np.uint8], carried: npt.NDArray[np.float64],
) -> None:  # fmt: skip
    """Settle a table's rows, compiled, behind those that ``out`` has; it must have room."""
    if out.n + table.n > out.room:
        raise ValueError(f"{table.n} rows and room for {out.room - out.n}")
    compiled_settle()(
        table.numbers, table.words, table.n, base, quality_s, means, bad, carried,
        out.time, out.place, out.floats, out.smalls, out.codes, out.surface, out.fault, out.n,
    )  # fmt: skip
    out.n += table.n
