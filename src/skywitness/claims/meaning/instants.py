"""The instants that a written clock time can mean: its zone, its day, and the policy's tolerance.

Zone: the one written; "local time", or no zone, is the zone of the case or of the moment, and where
the case lists several each is an ordinary reading. Day: the one written; else, for "today" and
"yesterday", counted from the day the claim was made; else the case's date, which is the day of the
incident on that clock. Where the case's date is a range of days, each of them is an ordinary
reading. A span that ends earlier on the clock than it begins ends on the next day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TypeVar, assert_never, cast

from skywitness.claims.meaning.allowed import Range, Side
from skywitness.claims.meaning.calendar import Clocked
from skywitness.claims.meaning.parts import Value, Variable
from skywitness.claims.meaning.stamps import Side as When
from skywitness.claims.meaning.stamps import Stamp, TimeOfDay, day_of
from skywitness.claims.meaning.stretches import AS_PRINTED, POLICY
from skywitness.claims.meaning.zones import Zone, is_local, loosely, offsets_on, zones_named
from skywitness.errors import LanguageError, SkywitnessError

T = TypeVar("T")
EPOCH = dt.datetime(1970, 1, 1)
DAY = 86_400
#: Seconds in each unit of time.
SECONDS = {"s": 1.0, "min": 60.0, "h": 3600.0}


def stamp_variables(stamp: Stamp, ctx: Clocked) -> tuple[Variable, ...]:
    """The zone, the day and the passage of the clock, where there is more than one.

    Raises:
        LanguageError: no zone or no day is known, or the clock was put forward over that time.
    """
    zones, days = _zones(stamp, ctx), _days(stamp, ctx)
    shown = stamp.zone or "local time"
    found = []
    if len(zones) > 1:
        values = tuple(Value(f"{shown}: {z.label}", "ordinary", z) for z in zones)
        found.append(Variable(ctx.key("zone", shown), shown, values))
    if len(days) > 1:
        word = stamp.words
        values = tuple(Value(f"{word}: on {_day_words(d)}", "ordinary", d) for d in days)
        found.append(Variable(ctx.key("day", word), word, values))
    passages = {
        name: None
        for zone in zones
        for day in days
        for name, _ in _offsets(stamp, stamp.time, zone, day)
    }
    if len(passages) > 1:
        values = tuple(
            Value(f"{stamp.words}: {n}", "ordinary", n) for n in passages if n or len(passages) == 1
        )
        found.append(Variable(ctx.key("passage", stamp.words), stamp.words, values))
    return tuple(found)


def stamp_range(stamp: Stamp, side: When, choice: Mapping[str, Value], ctx: Clocked) -> Range:
    """What a clock time allows under a choice of values, in seconds since 1970-01-01T00:00Z.

    "Before" and "after" stay hard at the policy's own tolerance and give way beyond it, except
    where an error is stated. That counts in place of the policy's tolerance, unless less than what
    the last unit given leaves open.

    Raises:
        LanguageError: as :func:`stamp_variables`.
    """
    zone = _chosen(choice, ctx.key("zone", stamp.zone or "local time"), _zones(stamp, ctx)[0])
    day = _chosen(choice, ctx.key("day", stamp.words), _days(stamp, ctx)[0])
    passage = _chosen(choice, ctx.key("passage", stamp.words), "")
    stated = 0.0 if stamp.error is None else float(stamp.error.low) * SECONDS[stamp.error.unit]
    hedged = stamp.hedged and stamp.until is None and stamp.error is None
    per = max(ctx.policy.clock_tolerance(float(stamp.time.unit), hedged=hedged), stated)
    start = _instant(stamp, stamp.time, zone, day, passage)
    end, end_per = start, per
    if stamp.until is not None:
        over = 1 if stamp.until.seconds < stamp.time.seconds else 0
        end = _instant(stamp, stamp.until, zone, day + dt.timedelta(days=over), passage)
        end_per = max(ctx.policy.clock_tolerance(float(stamp.until.unit)), stated)
    hard = AS_PRINTED if hedged or stated else POLICY
    match side:
        case "before":
            return Range(None, Side(end, end_per, hard), unit="UTC")
        case "after":
            return Range(Side(start, per, hard), None, unit="UTC")
        case "at":
            return Range(Side(start, per), Side(end, end_per), unit="UTC")
        case _:
            assert_never(side)


def _chosen(choice: Mapping[str, Value], key: str, default: T) -> T:
    value = choice.get(key)
    return default if value is None else cast(T, value.data)


def _zones(stamp: Stamp, ctx: Clocked) -> list[Zone]:
    if not is_local(stamp.zone):
        try:
            named = zones_named(stamp.zone)
        except SkywitnessError as error:
            raise LanguageError(
                str(error), column=stamp.column, expected=("a time zone",), remedy=error.remedy
            ) from error
        midnight = [dt.datetime.combine(day, dt.time()) for day in _days(stamp, ctx)]
        walls = [m + dt.timedelta(seconds=float(stamp.time.seconds)) for m in midnight]
        extra = {
            other.iana: other
            for zone in named
            for wall in walls
            if (other := loosely(zone, wall)) is not None
        }
        return [*named, *extra.values()]
    if not ctx.calendar.zones:
        raise LanguageError(
            f"it is not said which zone's clock shows '{stamp.words}'",
            column=stamp.column,
            expected=("a zone after the time, such as UTC, CET or UTC+4:30",),
            remedy="write the zone after the time, or give the case or the moment a zone, such as "
            'zone = "Europe/Minsk"',
        )
    return [Zone(name, iana=name) for name in ctx.calendar.zones]


def _days(stamp: Stamp, ctx: Clocked) -> list[dt.date]:
    calendar = ctx.calendar
    if not stamp.date:
        if calendar.days:
            return list(calendar.days)
        raise LanguageError(
            f"it is not said on which day it was '{stamp.words}'",
            column=stamp.column,
            expected=("a date after the time, such as on 19 June 2019",),
            remedy="write the day after the time, or give the case its date, such as "
            "date = 2019-06-19",
        )
    written = day_of(stamp.date, stamp.column)
    if written.back is not None:
        if calendar.said is None:
            raise LanguageError(
                f"'{stamp.date}' needs the day on which it was said",
                column=stamp.column,
                expected=("a date",),
                remedy="write the date, or give the claim said = 2019-06-20",
            )
        return [calendar.said - dt.timedelta(days=written.back)]
    known = [calendar.said] if calendar.said else []
    year = written.year or next((d.year for d in (*calendar.days, *known)), None)
    if year is None:
        raise LanguageError(
            f"'{stamp.date}' has no year",
            column=stamp.column,
            expected=("a date with its year",),
            remedy="write the year, or give the case its date",
        )
    try:
        return [dt.date(year, written.month, written.day)]
    except ValueError as error:
        raise LanguageError(
            f"{year} has no such day: '{stamp.date}'", column=stamp.column, expected=("a date",)
        ) from error


def _offsets(
    stamp: Stamp, time: TimeOfDay, zone: Zone, day: dt.date
) -> tuple[tuple[str, int], ...]:
    try:
        wall = dt.datetime.combine(day, dt.time()) + dt.timedelta(seconds=int(time.seconds))
        found = offsets_on(zone, wall)
    except OverflowError as error:
        raise LanguageError(
            f"'{stamp.words}' lies outside the calendar", column=stamp.column
        ) from error
    if not found:
        raise LanguageError(
            f"on {_day_words(day)} {zone.label} was put forward over '{stamp.words}'",
            column=stamp.column,
            expected=("a time that its clock showed",),
            remedy="write another zone, such as UTC",
        )
    return found


def _instant(stamp: Stamp, time: TimeOfDay, zone: Zone, day: dt.date, passage: str) -> float:
    found = dict(_offsets(stamp, time, zone, day))
    offset = found.get(passage, next(iter(found.values())))
    midnight = int((dt.datetime.combine(day, dt.time()) - EPOCH).total_seconds())
    return float(midnight - offset + time.seconds)


def _day_words(day: dt.date) -> str:
    return f"{day.day} {day:%B} {day.year}"
