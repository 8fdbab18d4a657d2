"""What an aircraft said a moment ago, put beside what it says now, with a limit on its age."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from skywitness.aliases import Floats, Ints, Mask

MOST = 100_000
"""Aircraft remembered from one piece of a file to the next; the earliest heard are forgotten."""


class Memory:
    """The last values of some columns for each aircraft, over the pieces of a file."""

    def __init__(self, names: tuple[str, ...]) -> None:
        """Remember the columns ``names``, each with the time it was said at."""
        self.names = names
        self._key = {n: np.empty(0, dtype=np.int64) for n in names}
        self._time = {n: np.empty(0, dtype=np.int64) for n in names}
        self._value = {n: np.empty(0) for n in names}

    def latest(
        self,
        key: Ints,
        time: Ints,
        known: Mask,
        columns: Mapping[str, Floats],
        asked: npt.NDArray[Any],
        oldest_s: float,
        refresh: bool = True,
    ) -> dict[str, tuple[Floats, Ints]]:
        """For rows ``asked`` the last value of each column and its time, in this row or before it.

        ``key``, ``time`` (microseconds, where ``known``) and ``columns`` are of all rows, in the
        order of time; a column's NaN says nothing. Values more than ``oldest_s`` old are NaN.
        """
        return {
            n: self._one(n, key, time, known, columns[n], asked, oldest_s, refresh)
            for n in self.names
        }

    def _one(
        self,
        name: str,
        key: Ints,
        time: Ints,
        known: Mask,
        column: Floats,
        asked: npt.NDArray[Any],
        oldest_s: float,
        refresh: bool,
    ) -> tuple[Floats, Ints]:
        said = np.flatnonzero(known & ~np.isnan(column))
        keys = np.concatenate([self._key[name], key[said]])
        times = np.concatenate([self._time[name], time[said]])
        values = np.concatenate([self._value[name], column[said]])
        # One number orders by aircraft, then by row; what is remembered stands before row 0.
        code = keys << 32
        code[len(code) - len(said) :] += said + 1
        order = np.argsort(code, kind="stable")
        code, keys, times, values = code[order], keys[order], times[order], values[order]
        if refresh:
            last = np.flatnonzero(np.append(keys[1:] != keys[:-1], True)) if len(keys) else order
            last = last[np.argsort(times[last], kind="stable")[-MOST:]]
            self._key[name], self._time[name] = keys[last], times[last]
            self._value[name] = values[last]
        rows = np.asarray(asked)
        found = np.searchsorted(code, (key[rows] << 32) + rows + 1, side="right") - 1
        good = found >= 0
        at = np.maximum(found, 0)
        if not len(keys):
            return np.full(len(rows), np.nan), np.zeros(len(rows), dtype=np.int64)
        age = time[rows] - times[at]
        good &= (keys[at] == key[rows]) & known[rows] & (np.abs(age) <= oldest_s * 1e6)
        return np.where(good, values[at], np.nan), times[at]
