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
from skywitness.record.midnights import DAY_S, Midnights
from skywitness.record.modes.frames.frames import NEVER
from skywitness.record.reading import Tally

MLAT = 0xFF004D4C4154
"""The time that multilateration programs put before frames of their own making."""
GPS_STEPS = 3
"""Whole seconds that must begin before times are taken for those of GPS: then the counter's lower
30 bits have run over three times without passing 10⁹, and ticks spend 7 % of their time above
it."""
MOST_ODD = 500
"""Of the counters that tell whether times are those of GPS one in so many may be damaged."""
UNREADABLE = -1
"""The counter of a frame that has one which is no number."""
BACK = 1_000_000
"""Microseconds by which a counter may step back between frames of one receiver."""


class Clock:
    """Turns counters into microseconds, the same way through one file."""

    def __init__(self, date: dt.date | None, tally: Tally) -> None:
        """``date`` is the day (UTC) that the user gave the file."""
        self._base = NEVER if date is None else _midnight(date)
        self._tally = tally
        self._gps: bool | None = None
        self._last: int | None = None
        self._midnights = Midnights()

    @property
    def absolute(self) -> bool:
        """Whether times are dates, too."""
        return self._base != NEVER

    def times(self, counter: Ints) -> tuple[Ints, Mask, Mask]:
        """Microseconds (:data:`NEVER` where nothing is said), which are multilateration's, and of
        which the counter is damaged; those are counted."""
        mlat = counter == MLAT
        lost = counter == UNREADABLE
        said = ~mlat & ~lost & (counter != 0)
        if self._gps is None and said.any():
            self._gps = is_gps(counter[said])
            self._say()
        if self._gps:
            odd = said & _no_gps(counter)
            said, lost = said & ~odd, lost | odd
        if lost.any():
            self._tally.unread["counter"] += int(np.count_nonzero(lost))
        time = np.full(len(counter), NEVER)
        if not said.any():
            if not self._tally.notes and len(counter):
                self._tally.note("no times in the file: no positions, nothing put beside others")
            return time, mlat, lost
        if self._gps:
            seconds = counter[said] >> 30
            days = self._days(seconds)
            micro = (seconds + DAY_S * days) * 1_000_000 + (counter[said] & 0x3FFFFFFF) // 1000
        else:
            micro = counter[said] // 12
        time[said] = micro + (self._base if self.absolute else 0)
        return time, mlat, lost

    def _days(self, seconds: Ints) -> Ints:
        """The number of the day of each time of day, counted from the first."""
        before = np.append(seconds[0] if self._last is None else self._last, seconds[:-1])
        turns = np.flatnonzero(np.abs(seconds - before) > DAY_S // 2)
        steps = np.zeros(len(seconds), dtype=np.int64)
        first = day = self._midnights.day
        for k in turns.tolist():
            now = self._midnights.turn(int(before[k]), int(seconds[k]))
            steps[k], day = now - day, now
        self._last = int(seconds[-1])
        return first + np.cumsum(steps)

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
    odd = _no_gps(counter)
    if np.count_nonzero(odd) > len(counter) // MOST_ODD:
        return False
    return int(np.count_nonzero(np.diff(counter[~odd] >> 30) > 0)) >= GPS_STEPS


def _no_gps(counter: Ints) -> Mask:
    """Which counters cannot be seconds of the day and nanoseconds."""
    odd: Mask = ((counter >> 30) > DAY_S) | ((counter & 0x3FFFFFFF) >= 1_000_000_000)
    return odd


def _midnight(date: dt.date) -> int:
    return (date - dt.date(1970, 1, 1)).days * DAY_S * 1_000_000
