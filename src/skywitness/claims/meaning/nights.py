"""Times of one night, in a case of one day.

Who tells of 23:50 and of 00:10, and gives the case one date, may mean 20 minutes. So where a case
has times of an evening and of a morning, on the clock written or on the clocks there, those of the
evening may be of the day before as well, and those of the morning of the day after.
"""

from __future__ import annotations

import datetime as dt
import zoneinfo
from collections.abc import Iterator, Sequence

from skywitness.claims.meaning.stamps import Stamp
from skywitness.claims.meaning.zones import is_local, offsets_on, zones_named
from skywitness.errors import SkywitnessError

#: Seconds of a day until which it is morning here, and from which on it is evening: a night in
#: which something happened lasts 15 hours at most.
MORNING, EVENING = 8 * 3600, 17 * 3600
DAY = 86_400


def parts_of_night(stamp: Stamp, zones: Sequence[str], day: dt.date) -> tuple[bool, bool]:
    """Whether a clock time is one of an evening, and whether it is one of a morning.

    ``zones`` are those of the clocks there, by their IANA names; ``day`` is that of the case. Of a
    span either end counts.
    """
    told = [*stamp.time.ways, *(() if stamp.until is None else stamp.until.ways)]
    seconds = [float(each) for each in told]
    seconds += [there for each in seconds for there in _there(each, stamp, zones, day)]
    return any(s >= EVENING for s in seconds), any(s <= MORNING for s in seconds)


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
