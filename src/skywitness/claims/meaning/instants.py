"""The instants that a written clock time can mean: its zone, its day, and the policy's tolerance.

Zone: the one written; "local time", or no zone, is the zone of the case or of the moment, and where
the case lists several each is an ordinary reading. Day: the one written; else, for "today" and
"yesterday", counted from the day the claim was made; else the case's date, on the clock written or
on the clocks there. Where the case's date is a range of days, each of them is an ordinary reading;
where it is one day, and claims tell times of an evening and of a morning, so is the night's other,
and where they tell a long time between, so are the days round it.
:mod:`skywitness.claims.meaning.showings` finds when a clock showed it.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import zoneinfo
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import assert_never

from skywitness.claims.meaning.abbreviations import Zone
from skywitness.claims.meaning.allowed import Range, Side
from skywitness.claims.meaning.calendar import Calendar, Clocked
from skywitness.claims.meaning.nights import shown_at
from skywitness.claims.meaning.parts import Value, Variable
from skywitness.claims.meaning.showings import Clock, Days, Showing, day_words, showings
from skywitness.claims.meaning.stamps import Day, Stamp, day_of
from skywitness.claims.meaning.stamps import Side as When
from skywitness.claims.meaning.stretches import AS_PRINTED, POLICY
from skywitness.claims.meaning.zones import (
    clock_of_the_day,
    is_local,
    offsets_on,
    zones_named,
)
from skywitness.errors import LanguageError, SkywitnessError

#: Seconds in each unit of time.
SECONDS = {"s": 1.0, "min": 60.0, "h": 3600.0, "days": 86_400.0, "weeks": 604_800.0}
#: How near to the case's date a day without a year must be to lie in the year before or after it.
NEAR_NEW_YEAR = 7
#: What a reading allows in which the clock never showed the time: no instant.
_NEVER = Range(Side(1.0, 0.0), Side(0.0, 0.0), unit="UTC")
#: Whose date a time that names none is on, in words.
CLOCKS: dict[Clock, str] = {
    "written": "on the case's day by the clock written",
    "there": "on the case's day by the clocks there",
}
#: Kinds of the variables that tell one showing from another.
CLOCK_WORDS = ("zone:", "clock:", "day:")


def stamp_variables(stamp: Stamp, ctx: Clocked) -> tuple[Variable, ...]:
    """The zone and the day (with the passage of the clock), where there is more than one.

    Raises:
        LanguageError: no zone or no day is known, or the clock was put forward over that time.
    """
    table = _distinct(_table(stamp, ctx.calendar))
    shown = stamp.zone or "local time"
    found = []
    if len(table) > 1:
        values = tuple(Value(f"{shown}: {z.label}", "ordinary", z) for z in table)
        found.append(Variable(_zone_key(stamp, ctx), shown, values))
    days = dict.fromkeys(each.words for told in table.values() for each in told)
    if len(days) > 1 or _by_clock(table):
        notes = {e.words: f" ({e.note})" for told in table.values() for e in told if e.note}
        # Which day it is there depends on the zone, where that is open too.
        notes = notes if len(table) == 1 else {}
        word = stamp.words
        if _by_clock(table):
            found.append(Variable(_clock_key(stamp, ctx), word, _clock_values(stamp, table, notes)))
        else:
            labels = {d: f"{word}: {d}{notes.get(d, '')}" for d in days}
            values = tuple(Value(label, "ordinary", d) for d, label in labels.items())
            found.append(Variable(_day_key(stamp, ctx), word, values))
    return tuple(found)


def stamp_range(stamp: Stamp, side: When, choice: Mapping[str, Value], ctx: Clocked) -> Range:
    """What a clock time allows under a choice of values, in seconds since 1970-01-01T00:00Z.

    A day on which the clock of the zone chosen did not show it stands for one on which it did, so
    that every choice is one of the readings (some of them twice).

    "Just before" is before, and no longer before than a hedged time may be off.
    "Before" and "after" stay hard at the policy's own tolerance and give way beyond it, except
    where an error is stated. That counts in place of the policy's tolerance, unless less than what
    the last unit given leaves open.

    Raises:
        LanguageError: as :func:`stamp_variables`.
    """
    table = _table(stamp, ctx.calendar)
    zone = choice.get(_zone_key(stamp, ctx))
    told = next(iter(table.values())) if zone is None else table.get(_zone(zone), ())
    if not told:
        return _NEVER
    if _by_clock(_distinct(table)):
        clock = choice.get(_clock_key(stamp, ctx))
        shown = next((e for e in told if clock is not None and clock.data in e.clocks), told[0])
    else:
        day = choice.get(_day_key(stamp, ctx))
        shown = next((e for e in told if day is not None and e.words == day.data), told[0])
    stated = 0.0 if stamp.error is None else float(stamp.error.low) * SECONDS[stamp.error.unit]
    hedged = stamp.hedged and stamp.until is None and stamp.error is None
    per = max(ctx.policy.clock_tolerance(float(stamp.time.unit), hedged=hedged), stated)
    end_per = per
    if stamp.until is not None:
        end_per = max(ctx.policy.clock_tolerance(float(stamp.until.unit)), stated)
    hard = AS_PRINTED if hedged or stated else POLICY
    soft = max(ctx.policy.clock_tolerance(float(stamp.time.unit), hedged=True), stated)
    match side:
        case "before":
            return Range(None, Side(shown.end, end_per, hard), unit="UTC")
        case "after":
            return Range(Side(shown.start, per, hard), None, unit="UTC")
        case "just before":
            return Range(Side(shown.start, soft), Side(shown.end, end_per, hard), unit="UTC")
        case "just after":
            return Range(Side(shown.start, per, hard), Side(shown.end, soft), unit="UTC")
        case "at":
            return Range(Side(shown.start, per), Side(shown.end, end_per), unit="UTC")
        case _:
            assert_never(side)


def _zone(value: Value) -> Zone:
    assert isinstance(value.data, Zone)
    return value.data


def _zone_key(stamp: Stamp, ctx: Clocked) -> str:
    key = ctx.key("zone", stamp.zone or "local time")
    # Local time at moments in different zones is not one word.
    return f"{key}:{'|'.join(ctx.calendar.zones)}" if is_local(stamp.zone) else key


def _day_key(stamp: Stamp, ctx: Clocked) -> str:
    return f"{ctx.key('day', stamp.words)}:{'|'.join(ctx.calendar.zones)}"


def _clock_key(stamp: Stamp, ctx: Clocked) -> str:
    """Id of whose date undated times are on: a convention, whatever the times.

    Where nothing makes it one with others it is that of this time alone.
    """
    key = ctx.key("clock", "day")
    return f"{key}:{stamp.words}" if key.endswith(f"@{ctx.sentence}") else key


def _by_clock(table: Mapping[Zone, tuple[Showing, ...]]) -> bool:
    """Whether the clock whose day is meant settles when it was, and nothing else of the day does.

    Where the case has several days, or a clock was put back, each time has readings of its own.
    """
    differ = False
    for told in table.values():
        one, *more = ([e for e in told if clock in e.clocks] for clock in CLOCKS)
        if len(one) != 1 or any(len(other) != 1 for other in more) or len(told) > len(CLOCKS):
            return False
        differ |= len(told) > 1
    return differ


def _clock_values(
    stamp: Stamp, table: Mapping[Zone, tuple[Showing, ...]], notes: Mapping[str, str]
) -> tuple[Value, ...]:
    """The two clocks, each by the day that it gives this time where zones agree on it."""
    found = []
    for clock, words in CLOCKS.items():
        days = {e.words for told in table.values() for e in told if clock in e.clocks}
        day = days.pop() if len(days) == 1 else words
        found.append(Value(f"{stamp.words}: {day}{notes.get(day, '')}", "ordinary", clock))
    return tuple(found)


@lru_cache(maxsize=4096)
def _table(stamp: Stamp, calendar: Calendar) -> dict[Zone, tuple[Showing, ...]]:
    """The zones that may be meant and when their clocks showed it, those that never did left out.

    Raises:
        LanguageError: as :func:`stamp_variables`.
    """
    zones, days = _zones(stamp, calendar), _days(stamp, calendar)
    try:
        table = {zone: showings(stamp, zone, days) for zone in zones}
    except OverflowError as error:
        raise LanguageError(
            f"'{stamp.words}' lies outside the calendar", column=stamp.column
        ) from error
    table = {zone: told for zone, told in table.items() if told}
    if not table:
        raise _never_shown(stamp, zones[0], days)
    return table


def _distinct(table: dict[Zone, tuple[Showing, ...]]) -> dict[Zone, tuple[Showing, ...]]:
    """The zones whose clocks showed it at other instants than those before them in the table."""
    found: dict[frozenset[tuple[float, float]], Zone] = {}
    for zone, told in table.items():
        found.setdefault(frozenset((each.start, each.end) for each in told), zone)
    return {zone: table[zone] for zone in found.values()}


def _never_shown(stamp: Stamp, zone: Zone, days: Days) -> LanguageError:
    """The error for a time that no clock showed on any of the days."""
    if days.end is not None and days.end < days.days[0]:
        return LanguageError(
            f"'{stamp.words}' ends before it begins", column=stamp.column, expected=("a later end",)
        )
    gap = _gap(stamp, zone, days)
    if gap is None:
        return LanguageError(
            f"'{stamp.words}' is not a span of the clock of {zone.label}",
            column=stamp.column,
            expected=("an end after the beginning",),
            remedy="write the time that comes first in the first place",
        )
    day, written = gap
    return LanguageError(
        f"on {day_words(day)} {zone.label} was put forward over '{stamp.words}'",
        column=stamp.column,
        expected=("a time that its clock showed",),
        remedy=written,
    )


def _gap(stamp: Stamp, zone: Zone, days: Days) -> tuple[dt.date, str] | None:
    """The day on which the clock of ``zone`` was put forward over an end, and what to write."""
    for day in days.days:
        midnight = dt.datetime.combine(day, dt.time())
        ends = [midnight + dt.timedelta(seconds=int(stamp.time.seconds))]
        if stamp.until is not None:
            over = 1 if stamp.until.seconds < stamp.time.seconds else 0
            last = midnight if days.end is None else dt.datetime.combine(days.end, dt.time())
            over = over if days.end is None else 0
            ends.append(last + dt.timedelta(days=over, seconds=int(stamp.until.seconds)))
        for wall in ends:
            if offsets_on(zone, wall):
                continue
            rules = zoneinfo.ZoneInfo(zone.iana)
            then = wall.replace(tzinfo=rules).astimezone(dt.UTC)
            shape = "%H:%M:%S" if wall.second else "%H:%M"
            remedy = (
                f"write {then:{shape}} UTC on {day_words(then.date())}, when that clock showed "
                f"{then.astimezone(rules):{shape}} already, or another zone"
            )
            return wall.date(), remedy
    return None


def _zones(stamp: Stamp, calendar: Calendar) -> list[Zone]:
    if not is_local(stamp.zone):
        try:
            named = zones_named(stamp.zone)
        except SkywitnessError as error:
            raise LanguageError(
                error.message, column=stamp.column, expected=("a time zone",), remedy=error.remedy
            ) from error
        return [*named, *filter(None, map(clock_of_the_day, named))]
    if not calendar.zones:
        raise LanguageError(
            f"it is not said which zone's clock shows '{stamp.words}'",
            column=stamp.column,
            expected=("a zone after the time, such as UTC, CET or UTC+4:30",),
            remedy="write the zone after the time, or give the case or the moment a zone, such as "
            'zone = "Europe/Minsk"',
        )
    return [Zone(name, iana=name) for name in calendar.zones]


def _days(stamp: Stamp, calendar: Calendar) -> Days:
    if stamp.date:
        end = _day(stamp.ends, stamp, calendar) if stamp.ends else None
        return Days((_day(stamp.date, stamp, calendar),), (), end)
    if calendar.days:
        return Days(calendar.days, calendar.zones, night=_night(stamp, calendar))
    raise LanguageError(
        f"it is not said on which day it was '{stamp.words}'",
        column=stamp.column,
        expected=("a date after the time, such as on 19 June 2019",),
        remedy="write the day after the time, or give the case its date, such as date = 2019-06-19",
    )


def _night(stamp: Stamp, calendar: Calendar) -> tuple[dt.date, ...]:
    """The days before and after the case's one day of which a time of the clock may be as well."""
    if (calendar.overnight is None and not calendar.reach) or len(calendar.days) > 1:
        return ()
    halved = stamp.time.halved or (stamp.until is not None and stamp.until.halved)
    if stamp.until is not None and stamp.until.seconds < stamp.time.seconds and not halved:
        return ()  # it reaches over a midnight by itself
    (day,) = calendar.days
    if calendar.reach:
        steps = range(-calendar.reach, calendar.reach + 1)
        return tuple(day + dt.timedelta(days=step) for step in steps if step)
    assert calendar.overnight is not None
    evening, morning = calendar.overnight
    told = [each for some in shown_at(stamp, calendar.zones, day) for each in some]
    beside = ((any(t >= evening for t in told), -1), (any(t <= morning for t in told), 1))
    return tuple(day + dt.timedelta(days=step) for so, step in beside if so)


def dates_of(stamp: Stamp, calendar: Calendar) -> Iterator[dt.date]:
    """The days that dates written with a time mean, but for those that mean none."""
    for date in filter(None, (stamp.date, stamp.ends)):
        with contextlib.suppress(LanguageError):
            yield _day(date, stamp, calendar)


def _day(date: str, stamp: Stamp, calendar: Calendar) -> dt.date:
    """The day that a written date means."""
    written = day_of(date, stamp.column)
    if written.back is not None:
        if calendar.said is None:
            raise LanguageError(
                f"'{date}' needs the day on which it was said",
                column=stamp.column,
                expected=("a date",),
                remedy="write the date, or give the claim said = 2019-06-20",
            )
        return calendar.said - dt.timedelta(days=written.back)
    known = calendar.days or ((calendar.said,) if calendar.said else ())
    if written.weekday is not None and not written.day:
        return _nearest(written, date, stamp, calendar.days)
    if written.year is None and not known:
        raise LanguageError(
            f"'{date}' has no year",
            column=stamp.column,
            expected=("a date with its year",),
            remedy="write the year, or give the case its date",
        )
    year = _year(written, known) if written.year is None else written.year
    try:
        day = dt.date(year, written.month, written.day)
    except ValueError as error:
        raise LanguageError(
            f"{year} has no such day: '{date}'", column=stamp.column, expected=("a date",)
        ) from error
    if written.weekday not in (None, day.weekday()):
        raise LanguageError(
            f"{day_words(day)} is a {day:%A}, no {written.weekday_words}",
            column=stamp.column,
            expected=("a date and its day of the week, or one of them",),
            remedy=f"write 'on {day_words(day)}' if that day is meant",
        )
    return day


def _nearest(written: Day, date: str, stamp: Stamp, days: tuple[dt.date, ...]) -> dt.date:
    """The day of the week nearest to the case's date, or the only one in its range of days.

    Raises:
        LanguageError: the case has no date, or several days of that name are as near.
    """
    if not days:
        raise LanguageError(
            f"'{date}' needs the date of the case",
            column=stamp.column,
            expected=("a date",),
            remedy="write the date, or give the case its date",
        )
    around = [day + dt.timedelta(days=step) for day in (days[0], days[-1]) for step in range(-3, 4)]
    named = [day for day in dict.fromkeys((*days, *around)) if day.weekday() == written.weekday]
    inside = [day for day in named if days[0] <= day <= days[-1]]
    meant = inside or named
    if len(meant) > 1:
        dates = " or ".join(f"'on {day_words(day)}'" for day in meant)
        raise LanguageError(
            f"'{date}' may be any of {len(meant)} days",
            column=stamp.column,
            expected=("a date",),
            remedy=f"write {dates}",
        )
    return meant[0]


def _year(written: Day, known: tuple[dt.date, ...]) -> int:
    """The year of a date that names none: that of the case, or the one that puts it next to it."""
    for year in (known[0].year, known[-1].year, known[0].year - 1, known[-1].year + 1):
        try:
            day = dt.date(year, written.month, written.day)
        except ValueError:
            continue
        if any(abs((day - each).days) <= NEAR_NEW_YEAR for each in known):
            return year
    return known[0].year
