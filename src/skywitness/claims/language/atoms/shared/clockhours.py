"""Night and day by the hours of the clock there, as people say them where the sun stays up or down.

"At night" at 01:30 in a northern June, "by day" at noon in its December: the words then tell the
hours. Night is from 18:00 to 06:00 and day the rest, each wider by what the policy says, as clocks
are put forward by an hour for summer. Which day's they are is open as far as the case's days are.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from skywitness.claims.meaning.allowed import Range, Side
from skywitness.claims.meaning.calendar import Calendar
from skywitness.claims.meaning.parts import Value
from skywitness.claims.meaning.policy import SunRule
from skywitness.claims.meaning.showings import EPOCH, day_words
from skywitness.claims.meaning.stretches import POLICY
from skywitness.claims.meaning.zones import offsets_on, zones_named

MORNING, EVENING, HOURS = 6.0, 18.0, 24.0
HOUR = 3600.0
#: Clocks that are of no place in particular.
_NOWHERE = ("utc", "gmt", "z", "etc/utc", "etc/gmt", "zulu")


@dataclass(frozen=True)
class Hours:
    """The hours of a day, and of the night after it, on the clock of ``zone``."""

    day: dt.date
    zone: str

    def allowed(self, rule: SunRule, *, night: bool) -> Range:
        """The instants of the night, or of the day, in seconds since 1970-01-01T00:00Z."""
        first, last = (EVENING, HOURS + MORNING) if night else (MORNING, EVENING)
        per = rule.hours_wider * HOUR
        low = min(self._instants(first - rule.hours_wider))
        high = max(self._instants(last + rule.hours_wider))
        return Range(Side(low, per, POLICY), Side(high, per, POLICY), unit="UTC")

    def _instants(self, hour: float) -> Iterator[float]:
        """When a clock of the zone shows an hour, counted from the midnight that begins the day."""
        wall = dt.datetime.combine(self.day, dt.time()) + dt.timedelta(hours=hour)
        told = (wall - EPOCH).total_seconds()
        for zone in zones_named(self.zone):
            # A clock that was put forward over the hour shows it soon after.
            later = wall + dt.timedelta(hours=1)
            for _, offset in offsets_on(zone, wall) or offsets_on(zone, later):
                yield told - offset


def hours_told(calendar: Calendar) -> tuple[Value, ...]:
    """The days and nights of which words like "at night" may tell the hours, an ordinary one each.

    Those of the case's days, and of days that are told or given, with the day before and after.
    The clocks there are those of the case or the moment; where it has none of a place, those that
    times are written in.
    """
    days = {*calendar.days, *calendar.dated}
    near = sorted({day + dt.timedelta(days=step) for day in days for step in (-1, 0, 1)})
    here = calendar.zones
    if all(zone.casefold() in _NOWHERE for zone in here):
        here = tuple(dict.fromkeys((*here, *calendar.clocks)))
    found = []
    for zone in here or ("UTC",):
        clock = "the clock there" if zone in calendar.zones else f"the clock of {zone}"
        if len(here) > 1 and zone in calendar.zones:
            clock = f"the clock of {zone}"
        for day in near:
            label = f"by the hours of {clock} on {day_words(day)} and in the night after it"
            found.append(Value(label, "ordinary", Hours(day, zone)))
    return tuple(found)
