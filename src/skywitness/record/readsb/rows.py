"""Rows of a trace, as a JSON parser gives them, into the table of :mod:`.layout`.

This is the reference: the scanner must give the same table for every row it takes.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

from skywitness.record.readsb import layout as at
from skywitness.record.readsb.words import callsign, source, squawk, text

_MOST = 1 << 63
Refuse = Callable[[int, str, str], None]


class Words:
    """The words of one trace, numbered as they are met: types, callsigns, squawks, categories."""

    def __init__(self) -> None:
        """Four empty lists."""
        self.lists: list[list[str]] = [[] for _ in range(at.LISTS)]
        self._numbers: list[dict[str, int]] = [{} for _ in range(at.LISTS)]

    def number(self, which: int, word: str) -> int:
        """The number of a word in a list, new if it has not been met."""
        known = self._numbers[which]
        found = known.get(word)
        if found is None:
            found = known[word] = len(known)
            self.lists[which].append(word)
        return found


class Table:
    """Rows waiting to be settled."""

    def __init__(self, room: int) -> None:
        """Room for that many rows."""
        self.numbers = np.empty((room, at.NUMBERS))
        self.words = np.empty((room, at.WORDS), dtype=np.int64)
        self.addresses = self.numbers.ctypes.data, self.words.ctypes.data
        self.row = np.empty(0, dtype=np.int64)
        """Numbers of the rows in the file; a new array each time the table is filled."""
        self.n = 0


def fill(
    table: Table, rows: Sequence[Any], start: int, count: int, words: Words, refuse: Refuse
) -> None:
    """Put ``count`` rows, from ``start`` on, into the empty table; those that are none are refused.

    A row is a list of three values or more, the first a number of seconds. What stands in place of
    a number or a word but is none becomes null and marks its row.
    """
    n = 0
    place = np.empty(count, dtype=np.int64)
    for k in range(start, start + count):
        row = rows[k]
        if type(row) is not list or len(row) < 3:
            refuse(k, "no row of a trace", repr(row))
            continue
        if not _is_number(row[0]):
            refuse(k, "no time", repr(row))
            continue
        table.numbers[n], table.words[n] = _line(row, words)
        place[n] = k
        n += 1
    table.n, table.row = n, place[:n]


def _is_number(value: Any) -> bool:
    """A JSON number that can be one: programs write NaN and infinities for what has no value."""
    if type(value) is float:
        return math.isfinite(value)
    return type(value) is int and abs(value) < _MOST


def _line(row: list[Any], words: Words) -> tuple[list[float], list[int]]:
    line = [math.nan] * at.NUMBERS
    codes = [0, -1, -1, -1, -1, -1]
    kind = 0
    for k, value in enumerate(row[:14]):
        if k not in (8, 9) and _is_number(value):
            line[at.PLACES.get(k, k)] = value
        elif value is None:
            continue
        elif k == at.ALT and value == "ground":
            kind |= at.GROUND
        elif k == 8 and type(value) is dict:
            kind |= at.DETAILED | _detail(value, line, codes, words)
        elif k == 9 and type(value) is str:
            codes[at.TYPE] = words.number(at.TYPES, value)
        else:
            kind |= at.ODD
    codes[at.KIND] = kind
    return line, codes


def _detail(detail: dict[str, Any], line: list[float], codes: list[int], words: Words) -> int:
    """Fields of the aircraft object; gives the bits that the row's kind gets from it."""
    odd = 0
    for name, value in detail.items():
        if value is None:
            continue
        if name in at.DETAIL:
            if _is_number(value):
                line[at.DETAIL[name]] = value
            else:
                odd = at.ODD
        elif name in at.DETAIL_WORDS:
            column, which = at.DETAIL_WORDS[name]
            if type(value) is str:
                codes[column] = words.number(which, value)
            else:
                odd = at.ODD
    return odd


@lru_cache(maxsize=1 << 16)
def _meaning(which: int, word: str) -> tuple[str | None, bool]:
    """What a word of a list is in its column, and whether it can be that."""
    if which == at.SQUAWKS:
        return squawk(word)
    return {at.TYPES: source, at.FLIGHTS: callsign, at.CATEGORIES: text}[which](word), True


def meanings(
    words: Words, met: Sequence[dict[str, int]] | None = None
) -> tuple[list[list[str]], npt.NDArray[np.int32], npt.NDArray[np.uint8]]:
    """What each word becomes: the columns' words, each word's place among them, bad squawks.

    As :func:`~skywitness.record.readsb.settle.settle` takes them. ``met`` are the columns' words of
    files before and their places, which are added to.
    """
    most = max(map(len, words.lists))
    means = np.full((at.LISTS, most + 1), -1, dtype=np.int32)
    bad = np.zeros(most + 1, dtype=np.uint8)
    columns: list[list[str]] = []
    for which, found in enumerate(words.lists):
        column: dict[str, int] = {} if met is None else met[which]
        for k, word in enumerate(found):
            clean, good = _meaning(which, word)
            if not good:
                bad[k] = 1
            if clean is not None:
                means[which, k] = column.setdefault(clean, len(column))
        columns.append(list(column))
    return columns, means, bad
