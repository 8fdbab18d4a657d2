"""When a clock showed what is written: the days it may mean, and both passages of a clock put back.

A time that names no day is one of the case's: on the clock that is written, or on the clocks there
(those of the case or the moment), which may have another date. A time of a night may be of the day
before or after as well (:mod:`skywitness.claims.meaning.nights`). A span is one of them as soon as
it begins or ends on such a day, on either clock. A date that is written settles the day on the
clock written, and that of a span's beginning. A span that ends earlier on the clock than it begins
ends on the next day, or on the same where the clock was put back in between.
"""

from __future__ import annotations

import datetime as dt
import zoneinfo
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from skywitness.claims.meaning.abbreviations import Zone
from skywitness.claims.meaning.stamps import Stamp, TimeOfDay
from skywitness.claims.meaning.zones import offsets_on

#: Whose date a time that names none is on.
Clock = Literal["written", "there"]

EPOCH = dt.datetime(1970, 1, 1)
DAY = 86_400
#: Days round a day of the case on which a time of it may lie: clocks stand up to 26 h apart.
_AROUND = 3
#: Seconds: 24:00 is the end of a day, though the same instant is the beginning of the next.
_JUST_BEFORE = 0.001


@dataclass(frozen=True)
class Showing:
    """A time, or a span of the clock, as it was shown.

    ``start`` and ``end`` are in seconds since 1970-01-01T00:00Z; ``words`` tell it from the other
    showings of the same clock; ``note`` names the date on the clocks there where only they have
    the day of the case. ``clocks`` says which have it: the one written, those there, or both.
    """

    words: str
    start: float
    end: float
    note: str = ""
    clocks: frozenset[Clock] = frozenset()


@dataclass(frozen=True)
class Days:
    """The days that may be meant: of the clock written, and where ``there`` lists clocks, of these.

    ``end`` is the day on which a span ends, where that is written. ``night`` are days next to that
    of the case to which the night reaches that a time may be of, on the clock written.
    """

    days: tuple[dt.date, ...]
    there: tuple[str, ...] = ()
    end: dt.date | None = None
    night: tuple[dt.date, ...] = ()


@dataclass(frozen=True)
class _Shown:
    """One time that a clock showed on the date ``day``, and on which passage of it."""

    day: dt.date
    time: Fraction
    either: bool
    passage: str
    instant: float
    halved: bool = False

    @property
    def words(self) -> str:
        if self.halved:
            minutes = int(self.time) // 60
            return f"{day_words(self.day)} at {minutes // 60:02}:{minutes % 60:02}"
        if self.time == DAY:
            return f"the end of {day_words(self.day)}"
        return f"the beginning of {day_words(self.day)}" if self.either else day_words(self.day)

    def days_there(self, zones: Sequence[str]) -> Iterator[tuple[str, dt.date]]:
        """The date on each of the clocks there."""
        back = _JUST_BEFORE if self.time == DAY else 0.0
        when = EPOCH + dt.timedelta(seconds=self.instant - back)
        for zone in zones:
            yield zone, when.replace(tzinfo=dt.UTC).astimezone(zoneinfo.ZoneInfo(zone)).date()


def showings(stamp: Stamp, zone: Zone, days: Days) -> tuple[Showing, ...]:
    """Every way in which a clock of ``zone`` showed what is written, doubles left out.

    None where the clock was put forward over it.

    Raises:
        OverflowError: it lies outside the calendar.
    """
    found: dict[tuple[float, float], Showing] = {}
    for day in _candidates(days):
        for begin in _shown(stamp.time, zone, day):
            for end in _ends(stamp, zone, begin, days.end):
                clocks, note = _meant(begin, end, days)
                if clocks and end.instant >= begin.instant:
                    span = stamp.until is not None
                    words = _words(begin, end if span else None)
                    found.setdefault(
                        (begin.instant, end.instant),
                        Showing(words, begin.instant, end.instant, note, clocks),
                    )
    return tuple(found.values())


def _candidates(days: Days) -> Iterator[dt.date]:
    """The days of the clock written on which it may begin, those of the case first."""
    yield from days.days
    yield from days.night
    if days.there:
        near = {
            day + dt.timedelta(days=step)
            for day in days.days
            for step in range(-_AROUND, _AROUND + 1)
        }
        yield from sorted(near - {*days.days, *days.night})


def _shown(time: TimeOfDay, zone: Zone, day: dt.date) -> Iterator[_Shown]:
    midnight = dt.datetime.combine(day, dt.time())
    for seconds in time.ways:
        wall = midnight + dt.timedelta(seconds=int(seconds))
        for passage, offset in offsets_on(zone, wall):
            instant = float(int((midnight - EPOCH).total_seconds()) - offset + seconds)
            yield _Shown(day, seconds, time.either, passage, instant, time.halved)


def _ends(stamp: Stamp, zone: Zone, begin: _Shown, day: dt.date | None) -> Iterator[_Shown]:
    """The ends of a span that begins so; of a time, the time itself."""
    if stamp.until is None:
        yield begin
        return
    if day is not None:
        yield from _shown(stamp.until, zone, day)
        return
    for end in _shown(stamp.until, zone, begin.day):
        if end.time >= begin.time or end.instant >= begin.instant:
            yield end
    for end in _shown(stamp.until, zone, _next_day(begin.day, zone)):
        if end.time < begin.time:
            yield end


def _next_day(day: dt.date, zone: Zone) -> dt.date:
    """The next day on a clock: Samoa, which crossed the date line, had no 30 December 2011."""
    noon = dt.datetime.combine(day, dt.time(12)) + dt.timedelta(days=1)
    return day + dt.timedelta(days=1 if offsets_on(zone, noon) else 2)


def _meant(begin: _Shown, end: _Shown, days: Days) -> tuple[frozenset[Clock], str]:
    """Which clocks have it on one of the days meant; a note where only one there has."""
    clocks: set[Clock] = set()
    if begin.day in (*days.days, *days.night) or (days.there and end.day in days.days):
        clocks.add("written")
    note = ""
    for shown in dict.fromkeys((begin, end)):
        for zone, day in shown.days_there(days.there):
            if day in days.days and "there" not in clocks:
                clocks.add("there")
                note = f"{day_words(day)} on the clock of {zone}"
    return frozenset(clocks), "" if "written" in clocks else note


def _words(begin: _Shown, end: _Shown | None) -> str:
    if end is None:
        at = "at" if begin.either or begin.time == DAY else "on"
        return f"{at} {begin.words}" + (f", {begin.passage}" if begin.passage else "")
    same = begin.words == end.words
    told = f"on {begin.words}" if same else f"from {begin.words} to {end.words}"
    passages = [
        f"{verb} {shown.passage}"
        for verb, shown in (("begun", begin), ("ended", end))
        if shown.passage
    ]
    return ", ".join([told, *passages])


def day_words(day: dt.date) -> str:
    """A date as "14 March 2023"."""
    return f"{day.day} {day:%B} {day.year}"
