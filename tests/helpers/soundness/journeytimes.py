"""Clock times as people say them of a true instant, on clocks of several zones.

Written from the prose of the reference: a clock time is good to half of its last unit, a hedged one
to 15 minutes, *before* and *after* admit the time itself and hold as printed.
"""

from __future__ import annotations

import datetime as dt
import math
import random
from dataclasses import dataclass
from zoneinfo import ZoneInfo

#: Zones with a change of clocks, and instants shortly before or after which the clocks changed.
CHANGES = {
    "Europe/Kyiv": ("2019-03-31T01:00", "2021-10-31T01:00"),
    "America/New_York": ("2023-03-12T07:00", "2022-11-06T06:00"),
    "Australia/Lord_Howe": ("2018-10-06T15:30", "2019-04-06T15:00"),
    "Asia/Tehran": ("2019-03-21T20:30", "2019-09-21T19:30"),
    "Europe/Moscow": ("2010-03-27T23:00", "2014-10-25T22:00"),
    "Pacific/Chatham": ("2016-09-24T14:00", "2017-04-01T14:00"),
    "Europe/Berlin": ("2018-03-25T01:00", "2018-10-28T01:00"),
}
WORDS = {"Europe/Moscow": "Moscow time", "Asia/Tehran": "Tehran time"}
MINUTE = 60.0


@dataclass(frozen=True)
class Clocked:
    """Words for an instant; ``low`` and ``high`` in seconds since 1970, each good to ``per``.

    ``hard`` ends hold as printed up to a stretch of one. ``ways`` counts ordinary readings.
    """

    words: str
    low: float
    high: float
    per: float
    hard: bool
    ways: int

    def need(self, t: float) -> float:
        """The stretch at which an instant is meant."""
        beyond = max(self.low - t, t - self.high, 0.0)
        return (1.0 if self.hard and beyond > 0 else 0.0) + beyond / self.per


def draw_start(rng: random.Random) -> tuple[str, float]:
    """A zone, and an instant that is often near midnight or near a change of its clocks."""
    zone = rng.choice(list(CHANGES))
    kind = rng.choice(["change", "midnight", "anywhen"])
    if kind == "change":
        near = dt.datetime.fromisoformat(rng.choice(CHANGES[zone])).replace(tzinfo=dt.UTC)
        start = near.timestamp() + rng.uniform(-5400, 3600)
    else:
        day = dt.datetime(2004, 1, 1, tzinfo=ZoneInfo(rng.choice([zone, "UTC"])))
        day += dt.timedelta(days=rng.randrange(7000))
        into = rng.uniform(-3600, 600) if kind == "midnight" else rng.uniform(0, 86400)
        start = day.timestamp() + into
    return zone, float(round(start)) if rng.random() < 0.6 else round(start, 2)


def wall(t: float, zone: str) -> dt.datetime:
    """What a zone's clock shows."""
    return dt.datetime.fromtimestamp(t, dt.UTC).astimezone(ZoneInfo(zone))


def _written(t: float, zone: str, seconds: bool) -> str:
    return wall(t, zone).strftime("%H:%M:%S" if seconds else "%H:%M")


def day_words(rng: random.Random, t: float, zone: str) -> str:
    """The date on that clock."""
    day = wall(t, zone)
    return rng.choice(
        [
            f"on {day.day} {day:%B} {day.year}",
            f"on {day:%Y-%m-%d}",
            f"on {day:%B} {day.day}, {day.year}",
        ]
    )


def _twice(t: float, zone: str) -> bool:
    """Whether the clock shows this time twice on that day, or is about to change."""
    here = wall(t, zone)
    return here.replace(fold=0).utcoffset() != here.replace(fold=1).utcoffset()


def say_clock(
    rng: random.Random, t: float, case_zone: str, days: tuple[dt.date, ...], *, plain: bool = False
) -> Clocked | None:
    """A way to say an instant; ``plain`` in UTC with its date and without a hedge.

    Args:
        rng: source of chance.
        t: the instant, seconds since 1970.
        case_zone: the zone that the case gives.
        days: the case's date or dates.
        plain: for premises, which must be readable in one way.
    """
    zone = "UTC" if plain else rng.choice(["UTC", "UTC", case_zone, case_zone])
    seconds = rng.random() < 0.4
    unit = 1.0 if seconds else MINUTE
    kind = "at" if plain else rng.choice(["at", "at", "at", "about", "span", "before", "after"])
    if kind == "about":
        seconds, unit = False, MINUTE
    said = math.floor(t / unit + 0.5) * unit
    if kind == "at" and abs(said - t) > unit / 2 - 1e-6:
        return None
    if kind == "about":
        said += MINUTE * rng.randint(-14, 14)
    if kind == "before":
        said = math.ceil(t / unit) * unit + unit * rng.choice([0, 0, 1, 5, 20])
    if kind == "after":
        said = math.floor(t / unit) * unit - unit * rng.choice([0, 0, 1, 5, 20])
    until = said
    if kind == "span":
        said = math.floor(t / unit) * unit - unit * rng.choice([0, 1, 3])
        until = said + unit * rng.choice([1, 2, 4, 10])
        until = until if until >= t else until + unit * math.ceil((t - until) / unit)
        # A span is told on one clock, not over a change of it.
        if wall(said, zone).utcoffset() != wall(until, zone).utcoffset() or _twice(until, zone):
            return None
    ways = 2 if _twice(said, zone) else 1
    if ways > 1 and kind == "span":
        return None
    written = _written(said, zone, seconds)
    if kind == "span":
        last = _written(until, zone, seconds)
        written = rng.choice([f"between {written} and {last}", f"{written}-{last}"])
    name = _zone_words(rng, zone, case_zone, said, plain)
    day = wall(said, zone).date()
    # Left out is only what is the day of the case, on the clock written or on the clock there.
    there = wall(said, case_zone).date()
    bare = not plain and days in {(day,), (there,)} and rng.random() < 0.7
    date = "" if bare else day_words(rng, said, zone)
    ends = (wall(until, zone).date(), wall(until, case_zone).date())
    if bare and {day, there, *ends} != {day}:
        ways *= 2
    if date and kind != "span" and not plain and days == (day,) and rng.random() < 0.3:
        date = f"on {day.day} {day:%B}"
    lead = {"about": "about ", "before": "before ", "after": "after ", "at": "at ", "span": ""}[
        kind
    ]
    words = " ".join(f"{lead}{written} {name} {date}".split())
    per = 15 * MINUTE if kind == "about" else unit / 2
    low = -math.inf if kind == "before" else said
    high = math.inf if kind == "after" else until
    return Clocked(words, low, high, per, kind in {"before", "after"}, ways)


def _zone_words(rng: random.Random, zone: str, case_zone: str, t: float, plain: bool) -> str:
    if zone == "UTC":
        return "UTC" if plain else rng.choice(["UTC", "GMT", "UTC"])
    offset = wall(t, zone).utcoffset()
    assert offset is not None
    minutes = round(offset.total_seconds() / 60)
    sign, size = "+-"[minutes < 0], abs(minutes)
    fixed = f"UTC{sign}{size // 60}" + (f":{size % 60:02d}" if size % 60 else "")
    names = [zone, fixed, WORDS.get(zone, zone)]
    if zone == case_zone:
        names += ["local time", "local time", ""]
    return rng.choice(names)
