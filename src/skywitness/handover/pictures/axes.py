"""Axes of plots against time: round steps, and times and dates in words (UTC)."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass

_MINUTE, _HOUR, _DAY = 60.0, 3600.0, 86_400.0
STEPS = (
    1.0, 2.0, 5.0, 10.0, 15.0, 30.0, _MINUTE, 2 * _MINUTE, 5 * _MINUTE, 10 * _MINUTE,
    15 * _MINUTE, 30 * _MINUTE, _HOUR, 2 * _HOUR, 3 * _HOUR, 6 * _HOUR, 12 * _HOUR, _DAY,
    2 * _DAY, 7 * _DAY, 30 * _DAY, 90 * _DAY, 365 * _DAY,
)  # fmt: skip


@dataclass(frozen=True)
class Tick:
    """A mark of an axis: where it stands, its words, and a second line of words."""

    at: int
    words: str
    below: str = ""


def time_step(wanted: float) -> float:
    """The least round step, in seconds, that is at least ``wanted``."""
    return next((s for s in STEPS if s >= wanted), STEPS[-1])


def clock(seconds: float) -> str:
    """The time of day, with seconds only where there are some: ``21:13``, ``21:13:42``."""
    moment = _when(seconds)
    return moment.strftime("%H:%M:%S" if moment.second else "%H:%M")


def minute(seconds: float) -> str:
    """The time of day to the minute that has begun: ``21:13``."""
    return clock(seconds // 60 * 60)


def day(seconds: float) -> str:
    """The date in words: ``4 Feb 2025``."""
    moment = _when(seconds)
    return f"{moment.day} {moment:%b %Y}"


def _when(seconds: float) -> dt.datetime:
    return dt.datetime(1970, 1, 1) + dt.timedelta(seconds=round(seconds))


def round_step(wanted: float) -> float:
    """The round step (1, 2 or 5 times a power of ten) that is nearest to ``wanted``."""
    power = 10.0 ** math.floor(math.log10(max(wanted, 1e-9)))
    return min((s * power for s in (1, 2, 5, 10)), key=lambda s: abs(math.log(s / wanted)))


def duration(seconds: float) -> str:
    """A length of time in words: ``2 h 05 min``, ``3 min 20 s``, ``2 min``."""
    whole = round(seconds)
    for unit, large, small, name in (
        (2 * 86_400, 86_400, 3600, "d h"), (3600, 3600, 60, "h min"), (60, 60, 1, "min s")
    ):  # fmt: skip
        if whole >= unit:
            one, two = name.split()
            rest = whole % large // small
            return f"{whole // large} {one}" + (f" {rest:02} {two}" if rest else "")
    return f"{whole} s"
