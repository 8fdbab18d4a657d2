"""Times of one night, in a case of one day.

Who tells of 23:50 and of 00:10, and gives the case one date, may mean 20 minutes. So where a case
has times of an evening and of a morning, on clocks of one zone or on those there, those of the
evening may be of the day before as well, and those of the morning of the day after.
"""

from __future__ import annotations

import datetime as dt
import itertools
import zoneinfo
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

from skywitness.claims.meaning.stamps import Stamp
from skywitness.claims.meaning.zones import is_local, offsets_on, zones_named
from skywitness.errors import SkywitnessError

#: Seconds of a day until which it is morning here, and from which on it is evening: a night in
#: which something happened lasts 14 hours at most.
MORNING, EVENING = 8 * 3600, 18 * 3600
DAY = 86_400


Part: TypeAlias = tuple[bool, bool]
"""Whether a time is one of an evening, and whether it is one of a morning."""


def parts_of_night(stamp: Stamp, zones: Sequence[str], day: dt.date) -> tuple[Part, Part]:
    """What a clock time is on the clock written, and on the clocks there.

    ``zones`` are those of the clocks there, by their IANA names; ``day`` is that of the case. Of a
    span either end counts.
    """
    told = [*stamp.time.ways, *(() if stamp.until is None else stamp.until.ways)]
    written = [float(each) for each in told]
    there = [shown for each in written for shown in _there(each, stamp, zones, day)]
    return _part(written), _part(there or written)


def _part(seconds: Sequence[float]) -> Part:
    return any(s >= EVENING for s in seconds), any(s <= MORNING for s in seconds)


def overnight(stamps: Iterable[Stamp], zones: Sequence[str], day: dt.date) -> bool:
    """Whether, on one clock, one time is of an evening and another one of a morning."""
    parts = [
        ("" if is_local(stamp.zone) else stamp.zone.casefold(), parts_of_night(stamp, zones, day))
        for stamp in stamps
    ]
    return any(
        (zone == its and one[0][0] and other[0][1]) or (one[1][0] and other[1][1])
        for (zone, one), (its, other) in itertools.permutations(parts, 2)
    )


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
