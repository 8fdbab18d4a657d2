"""Times of one night, in a case of one day.

Who tells of 23:50 and of 00:10, and gives the case one date, may mean 20 minutes; who tells of a
take-off at 15:00 and a landing at 01:00, ten hours. So where a case has times after and before
noon, on clocks of one zone or on those there, with a night between them of 14 hours at most, those
may be of the day before as well, and these of the day after. So may all of them where a time of ten
hours or more is told: who took off at 22:00 and landed at 15:00, 17 hours later, landed on another
day.
"""

from __future__ import annotations

import datetime as dt
import itertools
import math
import zoneinfo
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

from skywitness.claims.meaning.stamps import Stamp
from skywitness.claims.meaning.zones import is_local, offsets_on, zones_named
from skywitness.errors import SkywitnessError

NOON, DAY = 43_200.0, 86_400.0
#: Seconds that a night in which something happened lasts at most (our own choice).
LONGEST = 14 * 3600.0
#: Seconds of a time told from which on others may be of another day (our own choice: what is less
#: and reaches over midnight is within the night above), and days that are reached at most.
LONG, MOST_DAYS = 10 * 3600.0, 7

Told: TypeAlias = tuple[float, ...]
"""Seconds of the day that a clock showed."""
Night: TypeAlias = tuple[float, float]
"""Seconds of the day from which on it is evening, and until which it is morning."""


def shown_at(stamp: Stamp, zones: Sequence[str], day: dt.date) -> tuple[Told, Told]:
    """What a clock time is on the clock written, and on the clocks there, in seconds of a day.

    ``zones`` are those of the clocks there, by their IANA names; ``day`` is that of the case. Of a
    span either end counts.
    """
    told = [*stamp.time.ways, *(() if stamp.until is None else stamp.until.ways)]
    written = tuple(float(each) for each in told)
    there = tuple(shown for each in written for shown in _there(each, stamp, zones, day))
    return written, there or written


def overnight(stamps: Iterable[Stamp], zones: Sequence[str], day: dt.date) -> Night | None:
    """The evening's first time and the morning's last, where one clock shows both of one night."""
    told = [
        ("" if is_local(stamp.zone) else stamp.zone.casefold(), shown_at(stamp, zones, day))
        for stamp in stamps
    ]
    found = {
        (evening, morning)
        for (zone, one), (its, other) in itertools.permutations(told, 2)
        for side in (0, 1)
        if side == 1 or zone == its
        for evening, morning in itertools.product(one[side], other[side])
        if evening >= NOON >= morning and morning + DAY - evening <= LONGEST
    }
    if not found:
        return None
    return min(evening for evening, _ in found), max(morning for _, morning in found)


def days_reached(lapses: Iterable[float]) -> int:
    """How many days before and after that of the case times may be, by the times that are told.

    ``lapses`` are in seconds; 0 where none is as long as :data:`LONG`.
    """
    longest = max(lapses, default=0.0)
    return min(math.ceil(longest / DAY), MOST_DAYS) if longest >= LONG else 0


def _there(seconds: float, stamp: Stamp, zones: Sequence[str], day: dt.date) -> Iterator[float]:
    """What the clocks there show at a time of the day on the clock written."""
    if is_local(stamp.zone):
        return
    try:
        written = zones_named(stamp.zone)
    except SkywitnessError:  # told where the time itself is read
        return
    wall = dt.datetime.combine(day, dt.time()) + dt.timedelta(seconds=int(seconds))
    for zone in written:
        for _, offset in offsets_on(zone, wall):
            when = (wall - dt.timedelta(seconds=offset)).replace(tzinfo=dt.UTC)
            for name in zones:
                shown = when.astimezone(zoneinfo.ZoneInfo(name))
                yield float(shown.hour * 3600 + shown.minute * 60 + shown.second)
