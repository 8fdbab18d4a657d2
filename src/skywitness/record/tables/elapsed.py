"""Times of whole seconds made finer by a column that counts from the beginning of the log.

Loggers of drones write the date and time of day in whole seconds, ten rows to each, and beside it
the milliseconds since they were started. When that was follows from both: each row's second began
at or before it and had not ended.
"""

from __future__ import annotations

import numpy as np

from skywitness.aliases import Floats
from skywitness.record.reading import Tally
from skywitness.record.tables.times import Times

_SECOND, _ROOM = 1_000_000, 200_000
"""Microseconds: of a second, and by how much the two may miss each other: the time since the
beginning is counted in steps of a tenth."""
_MOST = 1e15
"""Microseconds: no log is longer (31 years)."""


class Elapsed:
    """The beginning of one log, from its first rows on."""

    def __init__(self, tally: Tally) -> None:
        """Nothing is known yet."""
        self._tally = tally
        self._begun: int | None = None
        self._tried = False

    def finer(self, written: Times, since: Floats) -> Times:
        """The times (UTC) by the microseconds ``since`` the beginning; as they are where both do
        not fit each other, which is noted."""
        known = ~np.isnat(written) & (np.abs(since) < _MOST)
        if not known.any():
            return written
        second = written[known].astype(np.int64)
        passed = np.rint(since[known]).astype(np.int64)
        if not self._tried:
            self._tried = True
            least, most = int((second - passed).max()), int((second - passed).min()) + _SECOND
            if least <= most + _ROOM and not (second % _SECOND).any():
                self._begun = min(least, most)
        late = None if self._begun is None else passed + self._begun - second
        if (
            late is None
            or self._begun is None
            or ((late < -_ROOM) | (late > _SECOND + _ROOM)).any()
        ):
            self._tally.note(
                "times and the time since the beginning do not fit: the latter is left"
            )
            self._begun = None
            return written
        self._tally.note("times of whole seconds are made finer by the time since the beginning")
        found = written.astype(np.int64)
        found[known] = passed + self._begun
        return found.view("datetime64[us]")
