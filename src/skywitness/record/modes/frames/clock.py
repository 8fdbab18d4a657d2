"""Times of receivers that have a counter, and no date.

The six bytes before a frame are either ticks of a 12 MHz counter, that begins whenever the
receiver was switched on, or (Radarcape and others with GPS) 18 bits of seconds since midnight UTC
and 30 bits of nanoseconds (Mode-S Beast: Data Output Formats, wiki.jetvision.de). Nothing in the
file says which.
"""

from __future__ import annotations

import datetime as dt

import numpy as np

from skywitness.aliases import Ints, Mask
from skywitness.record.modes.frames.frames import NEVER
from skywitness.record.reading import Tally

MLAT = 0xFF004D4C4154
"""The time that multilateration programs put before frames of their own making."""
DAY = 86_400
GPS_STEPS = 3
"""Whole seconds that must begin before times are taken for those of GPS: then the counter's lower
30 bits have run over three times without passing 10⁹, and ticks spend 7 % of their time above
it."""
BACK = 1_000_000
"""Microseconds by which a counter may step back between frames of one receiver."""


class Clock:
    """Turns counters into microseconds, the same way through one file."""

    def __init__(self, date: dt.date | None, tally: Tally) -> None:
        """``date`` is the day (UTC) that the user gave the file."""
        self._base = NEVER if date is None else _midnight(date)
        self._tally = tally
        self._gps: bool | None = None
        self._last = 0
        self._days = 0

    @property
    def absolute(self) -> bool:
        """Whether times are dates, too."""
        return self._base != NEVER

    def times(self, counter: Ints) -> tuple[Ints, Mask]:
        """Microseconds (:data:`NEVER` where nothing is said) and which are multilateration's."""
        mlat = counter == MLAT
        said = ~mlat & (counter != 0)
        if not said.any():
            if not self._tally.notes and len(counter):
                self._tally.note("no times in the file: no positions, nothing put beside others")
            return np.full(len(counter), NEVER), mlat
        if self._gps is None:
            self._gps = is_gps(counter[said])
            self._say()
        if self._gps:
            seconds = counter[said] >> 30
            # Midnight passes where the seconds fall back by more than half a day.
            falls = np.diff(seconds, prepend=self._last or seconds[0]) < -DAY // 2
            days = self._days + np.cumsum(falls)
            self._last, self._days = int(seconds[-1]), int(days[-1])
            micro = (seconds + DAY * days) * 1_000_000 + (counter[said] & 0x3FFFFFFF) // 1000
        else:
            micro = counter[said] // 12
        time = np.full(len(counter), NEVER)
        time[said] = micro + (self._base if self.absolute else 0)
        return time, mlat

    def _say(self) -> None:
        kind = "times of day by GPS" if self._gps else "a 12 MHz counter, begun at an unknown time"
        text = f"times in the file are {kind}"
        if not self.absolute:
            text += "; no date was given, so rows have no timestamp (give one with the date option)"
        elif not self._gps:
            text += (
                "; they were added to midnight of the date given: differences between rows hold,"
                " the time of day does not"
            )
        self._tally.note(text)


def is_gps(counter: Ints) -> bool:
    """Whether counters are seconds of the day and nanoseconds."""
    seconds, nanoseconds = counter >> 30, counter & 0x3FFFFFFF
    if (seconds > DAY).any() or (nanoseconds >= 1_000_000_000).any():
        return False
    return int(np.count_nonzero(np.diff(seconds) > 0)) >= GPS_STEPS


def _midnight(date: dt.date) -> int:
    return (date - dt.date(1970, 1, 1)).days * DAY * 1_000_000
