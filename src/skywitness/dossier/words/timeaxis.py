"""Axes of time for the figures of a dossier: shares of a width from 0 to 1, with ticks in words."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass

from skywitness.aliases import Json
from skywitness.claims.meaning.parts import Difference
from skywitness.claims.telling.timewords import EPOCH, duration

MINUTE, HOUR, DAY = 60.0, 3600.0, 86_400.0
# fmt: off
STEPS = (1, 2, 5, 10, 15, 30, MINUTE, 2 * MINUTE, 5 * MINUTE, 10 * MINUTE, 15 * MINUTE,
         30 * MINUTE, HOUR, 2 * HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR, DAY, 2 * DAY, 7 * DAY,
         14 * DAY, 30 * DAY, 91 * DAY, 182 * DAY, 365 * DAY, 730 * DAY, 1826 * DAY, 3652 * DAY)
# fmt: on
MOST_TICKS = 6


@dataclass(frozen=True)
class Span:
    """A stretch of time in seconds, since 1970-01-01T00:00Z where ``clock`` is set."""

    low: float
    high: float
    clock: bool = True

    @classmethod
    def around(cls, values: Sequence[float], *, clock: bool = True) -> Span:
        """The span of some times, with some air."""
        low, high = min(values), max(values)
        air = max(0.08 * (high - low), MINUTE if clock else 1.0)
        return cls(low - air, high + air, clock)

    def share(self, seconds: float) -> float:
        """Where a time stands, from 0 to 1."""
        at = (seconds - self.low) / (self.high - self.low)
        return round(min(max(at, 0.0), 1.0), 4)

    @property
    def step(self) -> float:
        """Seconds between ticks."""
        wanted = (self.high - self.low) / MOST_TICKS
        return next((s for s in STEPS if s >= wanted), STEPS[-1])


def axis_json(span: Span, *, least: float = 0.0) -> Json:
    """Ticks with their words, ``least`` seconds apart or more.

    Of a clock the day stands below where it changes, and ticks that are less than a day apart have
    their seconds since 1970.
    """
    step = max(span.step, least)
    first = math.ceil(span.low / step) * step
    ticks, day = [], ""
    for k in range(MOST_TICKS + 2):
        at = first + k * step
        if at > span.high:
            break
        words, below = _tick(at, step, span.clock)
        tick = {"x": span.share(at), "words": words, "below": "" if below == day else below}
        ticks.append(tick | ({"at": at} if span.clock and step < DAY else {}))
        day = below
    return {"ticks": ticks, "unit": "UTC" if span.clock else ""}


def _tick(at: float, step: float, clock: bool) -> tuple[str, str]:
    if not clock:
        return duration(at), ""
    when = EPOCH + dt.timedelta(seconds=at)
    if step >= DAY:
        return f"{when.day} {when:%b}", f"{when.year}"
    words = f"{when:%H:%M}" if step >= MINUTE else f"{when:%H:%M:%S}"
    return words, f"{when.day} {when:%b %Y}"


def span_of(demand: Difference, stretch: float) -> tuple[float, float]:
    """What a demand on times allows at a stretch, in seconds."""
    return demand.allowed.at(stretch)


def bar(span: Span, pair: tuple[float, float]) -> list[float]:
    """An interval as its two ends from 0 to 1; open ends run to the edge."""
    return [span.share(pair[0]), span.share(pair[1])]
