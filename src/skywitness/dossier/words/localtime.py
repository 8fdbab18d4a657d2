"""The clocks of a case: which zone its local time is, and how far that is from UTC, when.

Times are told in UTC. Beside them stands local time wherever the case says which clock that was:
the zone of a moment, else that of the case. Where several zones are named that differ, none is.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from skywitness.claims.casefile.case import Case, Claim
from skywitness.claims.telling.timewords import EPOCH
from skywitness.dossier.words.witnesswords import listed

#: How far before and after the days of a case its clocks are known, and how often they are read.
AROUND, STEP = dt.timedelta(days=400), dt.timedelta(hours=6)
DAY = 86_400  # seconds
#: Clocks are told of these years: the calendar has no time so far before and after others.
YEARS = range(3, 9997)
NO_ZONE = "Times are in UTC only: the case names no zone whose clocks are local"
NO_DAY = "Times are in UTC only: the case gives no day, and local clocks change with the day."


@dataclass(frozen=True)
class Clock:
    """A zone's minutes ahead of UTC from each second since 1970 on."""

    zone: str
    offsets: tuple[tuple[int, int], ...]

    def at(self, seconds: float) -> int:
        """Minutes ahead of UTC at a time that is not before the first that is known."""
        return [minutes for start, minutes in self.offsets if start <= seconds][-1]


def days(case: Case) -> tuple[int, int] | None:
    """When the days of a case begin and end, in seconds since 1970; none at a calendar's ends."""
    first, last = case.date, case.until or case.date
    if first is None or last is None or first.year not in YEARS or last.year not in YEARS:
        return None
    return _midnight(first), _midnight(last) + DAY


def known(case: Case) -> tuple[int, int] | None:
    """From when to when the clocks of a case are told, in seconds since 1970."""
    found = days(case)
    if found is None:
        return None
    around = int(AROUND.total_seconds())
    return found[0] - around, found[1] - DAY + around


def clocks(case: Case) -> tuple[Clock, ...]:
    """The clock of every zone of a case, in the order of ``every_zone``."""
    span = known(case)
    return () if span is None else tuple(_clock(zone, *span) for zone in case.every_zone)


def zones_of(case: Case, moments: Sequence[str]) -> tuple[str, ...]:
    """The zones that "local time" may mean at some moments: their own, else those of the case."""
    own = {m.id: m.zones for m in case.moments}
    some = [own.get(moment) or case.zones for moment in moments] or [case.zones or case.every_zone]
    return tuple(dict.fromkeys(zone for zones in some for zone in zones))


def moments_of(claim: Claim) -> tuple[str, ...]:
    """The moments that a claim speaks of."""
    return tuple(dict.fromkeys(spot.moment for spot in claim.saying.spots if spot.moment))


def local_words(case: Case) -> str:
    """Which local time stands beside UTC, and where none does, why."""
    if not case.every_zone:
        written = listed(case.clocks, ", ", " and ")
        return f"{NO_ZONE}; its times are told in {written}." if written else f"{NO_ZONE}."
    ends = days(case)
    if ends is None:
        return NO_DAY
    there = {clock.zone: clock for clock in clocks(case)}

    def ahead(zone: str) -> tuple[int, ...]:
        return tuple(there[zone].at(end) for end in ends)

    ways: dict[tuple[int, ...], list[str]] = {}
    unsure = []
    for moment in case.moments:
        zones = zones_of(case, [moment.id])
        told = {ahead(zone) for zone in zones}
        if len(told) > 1:
            unsure.append((moment.label or moment.id, zones))
        for zone in zones if len(told) == 1 else ():
            ways.setdefault(ahead(zone), []).append(zone)
    text = [_way(zones, minutes) for minutes, zones in ways.items()]
    parts = [f"Local time is {listed(text, ', ', ' or ')}."] if text else []
    for label, zones in unsure:
        may = listed([_way([zone], ahead(zone)) for zone in zones], ", ", " or ")
        parts.append(f"For “{label}” times are in UTC only: its local time may be {may}.")
    return " ".join(parts) or f"{NO_ZONE}."


def _way(zones: Sequence[str], minutes: Sequence[int]) -> str:
    """Zones with how far they are ahead of UTC, on the first and after the last day."""
    told = list(dict.fromkeys(map(offset_words, minutes)))
    return f"{', then '.join(told)} ({', '.join(dict.fromkeys(zones))})"


def offset_words(minutes: int) -> str:
    """Minutes ahead of UTC as ``UTC+4:30``."""
    hours, rest = divmod(abs(minutes), 60)
    sign = "−" if minutes < 0 else "+"
    return f"UTC{sign}{hours}{f':{rest:02}' if rest else ''}" if minutes else "UTC"


def _clock(zone: str, low: int, high: int) -> Clock:
    place, step = ZoneInfo(zone), int(STEP.total_seconds())

    def ahead(seconds: int) -> int:
        there = (EPOCH + dt.timedelta(seconds=seconds)).astimezone(place).utcoffset()
        return round((there or dt.timedelta()).total_seconds() / 60)

    found = [(low, ahead(low))]
    for start in range(low, high, step):
        first, last, end = start, min(start + step, high), ahead(min(start + step, high))
        if end == found[-1][1]:
            continue
        while last - first > 1:
            middle = (first + last) // 2
            first, last = (first, middle) if ahead(middle) == end else (middle, last)
        found.append((last, end))
    return Clock(zone, tuple(found))


def _midnight(day: dt.date) -> int:
    return (day - EPOCH.date()).days * DAY
