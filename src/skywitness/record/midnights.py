"""Days of times of day, in files that tell the date once, or never.

Lines and reports change places: what is written behind midnight may have been seen before it, and
a damaged time of day may stand anywhere. Neither is to put what follows a day ahead.
"""

from __future__ import annotations

DAY_S = 86_400
_HALF_S = DAY_S // 2
LATE_S = 600
"""Seconds around midnight in which what is written later may have been seen before it, and by
which a time may miss the one before a damaged one: longer silences end on the same day."""


class Midnights:
    """Counts the midnights between times of day in the order of a file, in seconds."""

    def __init__(self, day: int = 0) -> None:
        """``day`` is the number of the first day."""
        self.day = day
        self._last: float | None = None
        # The times before and after the last midnight that passed, the former with its day.
        self._passed = (0.0, 0.0)

    def at(self, of_day: float) -> int:
        """The number of the day to which the next time of day belongs."""
        last, self._last = self._last, of_day
        return self.day if last is None else self.turn(last, of_day)

    def turn(self, last: float, of_day: float) -> int:
        """The same, where the time of day before it is known; fit for falls and rises alone."""
        if last - of_day > _HALF_S:
            self._passed = self.day * DAY_S + last, of_day
            self.day += 1
        elif of_day - last > _HALF_S and self._is_late(last, of_day):
            self.day -= 1
        return self.day

    def _is_late(self, last: float, of_day: float) -> bool:
        """Whether a time later in the day by more than half of it is rather of the day before."""
        if last + DAY_S - of_day <= LATE_S:
            return True
        # Or the one before it was damaged, and no midnight had passed.
        before, damaged = self._passed
        return last == damaged and abs((self.day - 1) * DAY_S + of_day - before) <= LATE_S

    def begin(self, day: int, of_day: float) -> int:
        """The day of the first time of day after the file has told a date again.

        The date may have been written a moment before midnight or behind it: a time within
        :data:`LATE_S` of the one before, across midnight or on this side, is not a day off.
        """
        near = [day]
        if self._last is not None and self._near_midnight(of_day):
            before = self.day * DAY_S + self._last
            near += [
                other
                for other in (day - 1, day + 1)
                if abs(other * DAY_S + of_day - before) <= LATE_S
                and abs(day * DAY_S + of_day - before) > LATE_S
            ]
        self.day, self._last = near[-1], of_day
        return self.day

    @staticmethod
    def _near_midnight(of_day: float) -> bool:
        return of_day < LATE_S or of_day >= DAY_S - LATE_S
