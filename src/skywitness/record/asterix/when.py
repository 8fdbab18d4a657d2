"""Times of day into times.

ASTERIX tells seconds since midnight (UTC). The day is that of the capture where there is one, else
the one the reader was told; from there on midnights are counted for each station.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter

from skywitness.record.asterix.fields import DAY_S
from skywitness.record.midnights import Midnights
from skywitness.record.reading import Tally

_APART_S = 3600.0
"""A station's clock this far from that of the capture is wrong, one of the two."""


class Days:
    """Which day each station is in."""

    def __init__(self, date: dt.date | None, tally: Tally) -> None:
        """``date`` is the day on which the file begins, if it is known."""
        self._first = None if date is None else (date - dt.date(1970, 1, 1)).days
        self._tally = tally
        self._midnights: dict[str, Midnights] = {}
        self._without = 0
        self.odd: Counter[str] = Counter()

    def time(
        self, of_day: float, station: str, captured: float | None
    ) -> tuple[float | None, bool]:
        """Seconds since 1970, None without a day; and whether the time cannot be."""
        if of_day >= DAY_S:
            self.odd["times of day of 24 hours or more"] += 1
            return None, True
        if captured is not None:
            day = round((captured - of_day) / DAY_S)
            found = day * DAY_S + of_day
            apart = abs(found - captured) > _APART_S
            if apart:
                self.odd["times more than an hour from those of the capture"] += 1
            return found, apart
        if self._first is None:
            self._without += 1
            return None, False
        if station not in self._midnights:
            self._midnights[station] = Midnights(self._first)
        return self._midnights[station].at(of_day) * DAY_S + of_day, False

    def finish(self) -> None:
        """Note what times lacked."""
        if self._without:
            self._tally.note(
                f"{self._without} reports tell a time of day and no date: say which day it is of"
            )
        for what, count in sorted(self.odd.items()):
            self._tally.note(f"{count} {what}, marked `clock`")
