"""Instants, durations and facts in words, the same wherever they are shown."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping
from typing import assert_never

from skywitness.claims.meaning.parts import Clock, Difference, State

EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


def instant(seconds: float, *, day: bool = True) -> str:
    """Seconds since 1970-01-01T00:00Z as ``06:03 UTC on 14 March 2023``."""
    when = _at(seconds)
    if when is None:
        return "beyond the calendar"
    clock = f"{when:%H:%M}" if when.second == 0 else f"{when:%H:%M:%S}"
    tenth = when.microsecond // 100_000
    if tenth:
        clock = f"{when:%H:%M:%S}.{tenth}"
    return f"{clock} UTC on {when.day} {when:%B} {when.year}" if day else clock


def iso(seconds: float) -> str | None:
    """Seconds since 1970-01-01T00:00Z in ISO 8601, to the millisecond; ``None`` for an open end."""
    when = _at(seconds) if math.isfinite(seconds) else None
    return None if when is None else when.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def iso_finely(seconds: float) -> str | None:
    """The same to the microsecond: what a witness needs to be measured again."""
    try:
        when = EPOCH + dt.timedelta(microseconds=round(seconds * 1e6))
    except OverflowError:
        return None
    return when.isoformat(timespec="microseconds").replace("+00:00", "Z")


def _at(seconds: float) -> dt.datetime | None:
    try:
        return EPOCH + dt.timedelta(milliseconds=round(seconds * 1000))
    except OverflowError:
        return None


def instants(low: float, high: float) -> str:
    """An interval of instants in words; an infinite end is left open."""
    if math.isinf(low) and math.isinf(high):
        return "any time"
    if math.isinf(low):
        return f"{instant(high)} or earlier"
    if math.isinf(high):
        return f"{instant(low)} or later"
    if instant(low) == instant(high):
        return instant(low)
    first, last = _at(low), _at(high)
    same = first is not None and last is not None and first.date() == last.date()
    return f"{instant(low, day=not same)} to {instant(high)}"


def duration(seconds: float) -> str:
    """A duration as ``27 min`` or ``3 h 51 min``; to the tenth of a second under a minute."""
    if not math.isfinite(seconds):
        return "no limit"
    sign = "-" if seconds < 0 else ""
    tenths = round(abs(seconds) * 10)
    if tenths < 600:
        return f"{sign if tenths else ''}{tenths / 10:g} s"
    whole = (tenths + 5) // 10
    hours, rest = divmod(whole, 3600)
    minutes, left = divmod(rest, 60)
    parts = [(hours, "h"), (minutes, "min"), (left, "s")]
    return sign + " ".join(f"{n} {unit}" for n, unit in parts if n)


_WHOLE = {"h": "hours", "min": "minutes", "s": "seconds"}


def durations(low: float, high: float) -> str:
    """An interval of durations in words."""
    if math.isinf(low) and math.isinf(high):
        return "any time"
    if math.isinf(high):
        return f"{duration(low)} or more"
    if math.isinf(low):
        return f"{duration(high)} or less"
    first, last = duration(low), duration(high)
    if first == last:
        return first
    (number, *unit), (other, *same) = first.split(), last.split()
    if low >= 0 and unit == same and len(unit) == 1:
        return f"{number}–{other} {_WHOLE[unit[0]]}"
    return f"{first} to {last}"


def lapse(low: float, high: float) -> str:  # noqa: PLR0911  (a table)
    """An interval of durations as people say it: "30–33 minutes earlier", never "-33 min"."""
    if low == high == 0:
        return "at the same time"
    if math.isinf(low) and math.isinf(high):
        return "any time"
    if high <= 0:
        if math.isinf(low):
            return f"at least {duration(-high)} earlier" if high else "not later"
        return f"{durations(-high, -low)} earlier"
    if low < 0:
        before, after = f"{duration(-low)} earlier", f"{duration(high)} later"
        if math.isinf(low):
            return f"at most {after}"
        return f"at most {before}" if math.isinf(high) else f"{before} to {after}"
    return "not earlier" if low == 0 and math.isinf(high) else durations(low, high)


def measured(demand: Difference | State, labels: Mapping[str, str] | None = None) -> str:
    """What a difference or a state is about, in words."""
    names = labels or {}

    def name(clock: Clock) -> str:
        return names.get(clock.moment, clock.moment)

    match demand:
        case State():
            return demand.what
        case Difference():
            if demand.earlier is None:
                return f"time of {name(demand.later)}"
            return f"time from {name(demand.earlier)} to {name(demand.later)}"
        case _:
            assert_never(demand)


def allowed(demand: Difference | State, stretch: float) -> str:
    """What a difference or a state allows at a stretch, in words."""
    match demand:
        case State():
            return "so" if demand.value else "not so"
        case Difference():
            low, high = demand.allowed.at(stretch)
            return instants(low, high) if demand.earlier is None else lapse(low, high)
        case _:
            assert_never(demand)
