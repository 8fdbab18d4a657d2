"""What the question whether objects could have met is asked with, and answered with."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from shapely import Point

from skywitness.claims.meaning.movers import MOVERS
from skywitness.errors import SkywitnessError
from skywitness.places.place import Place
from skywitness.reason.ties.world import Course

#: Heights in metres above the ellipsoid between which an object without a stated height can be.
LOWEST, HIGHEST = -500.0, 100_000.0

EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
Interval = tuple[float, float]


@dataclass(frozen=True)
class Fix:
    """Where and when an object was.

    Degrees on WGS 84, a time with a zone, the error of the position in metres (a disc) and of the
    time in seconds (either way). ``height_m`` is in metres above the ellipsoid, ``None`` where it
    is not known.
    """

    longitude: float
    latitude: float
    time: dt.datetime
    error_m: float = 0.0
    time_error_s: float = 0.0
    height_m: float | None = None
    height_error_m: float = 0.0

    @property
    def seconds(self) -> float:
        """The time in seconds since 1970-01-01T00:00Z."""
        return seconds_of(self.time)


@dataclass(frozen=True)
class Traveller:
    """An object with its fixes in order of time, and its hard ``speed``.

    The speed is one it never exceeds, in m/s, or a kind of mover ("jet", "helicopter") whose limit
    is meant.
    """

    name: str
    fixes: tuple[Fix, ...]
    speed: float | str

    @property
    def limit(self) -> float:
        """The hard speed in m/s."""
        return MOVERS[self.speed].speed if isinstance(self.speed, str) else float(self.speed)


@dataclass(frozen=True)
class Patch:
    """A disc in which an object can be at a meeting, with when and how high it can be there.

    Degrees, metres, and times in UTC; an open time is ``None``, as is a height that does not count.
    ``who`` is empty where the place is that of all of them.
    """

    longitude: float
    latitude: float
    radius_m: float
    start: dt.datetime | None
    end: dt.datetime | None
    low_m: float | None = None
    high_m: float | None = None
    who: str = ""


@dataclass(frozen=True)
class Encounter:
    """A meeting that can have been, with one course for each object.

    ``places`` (longitude, latitude) and ``heights`` in metres are those of each object then. Stops
    of courses have times in seconds since 1970-01-01T00:00Z and metres of path since the first; the
    one at the meeting is called "meeting", the others "fix 1", "fix 2" and so on.
    """

    time: dt.datetime
    places: tuple[tuple[float, float], ...]
    heights: tuple[float | None, ...]
    courses: tuple[Course, ...]


@dataclass(frozen=True)
class Meeting:
    """Whether objects could have met.

    ``impossible`` is a proof. ``times`` and ``places`` together hold every time and place at which
    they can have met, and may hold more; an open end of a time is ``None``. ``witness`` is one
    meeting, where the answer is ``possible``.
    """

    answer: Literal["impossible", "possible", "undecided"]
    reason: str
    times: tuple[tuple[dt.datetime | None, dt.datetime | None], ...] = ()
    places: tuple[Patch, ...] = ()
    witness: Encounter | None = None


def checked(objects: Sequence[Traveller]) -> tuple[Traveller, ...]:
    """The objects, once they can be used.

    Raises:
        SkywitnessError: fewer than two of them, no fix, a speed or a number that cannot be.
    """
    if len(objects) < 2:
        raise SkywitnessError("a meeting takes two objects", remedy="give two or more")
    for each in objects:
        if isinstance(each.speed, str) and each.speed not in MOVERS:
            raise SkywitnessError(
                f"'{each.speed}' is not a kind of mover",
                remedy=f"give m/s, or one of: {', '.join(MOVERS)}",
            )
        if not (math.isfinite(each.limit) and each.limit > 0):
            raise SkywitnessError(
                f"the speed of {each.name} is no limit", remedy="give a speed above 0, in m/s"
            )
        if not each.fixes:
            raise SkywitnessError(f"{each.name} has no fix", remedy="give one or more")
        for fix in each.fixes:
            _check(fix, each.name)
        if any(a.time > b.time for a, b in zip(each.fixes, each.fixes[1:], strict=False)):
            raise SkywitnessError(
                f"the fixes of {each.name} are not in order of time", remedy="sort them by time"
            )
    return tuple(objects)


def _check(fix: Fix, name: str) -> None:
    if not (math.isfinite(fix.longitude) and -90 <= fix.latitude <= 90):
        raise SkywitnessError(
            f"a fix of {name} is at longitude {fix.longitude}, latitude {fix.latitude}",
            remedy="give degrees, longitude first",
        )
    errors = fix.error_m, fix.time_error_s, fix.height_error_m
    if not all(math.isfinite(e) and e >= 0 for e in errors):
        raise SkywitnessError(
            f"an error of a fix of {name} is below 0 or no number", remedy="give 0 or more"
        )
    low, high = heights_of(fix)
    if not LOWEST <= low <= high <= HIGHEST:
        raise SkywitnessError(
            f"a fix of {name} is not between {LOWEST:,.0f} and {HIGHEST:,.0f} m high",
            remedy="heights are metres above the ellipsoid",
        )
    seconds_of(fix.time)


def heights_of(fix: Fix | None) -> Interval:
    """Metres between which a fix, or what has none, is high."""
    if fix is None or fix.height_m is None:
        return LOWEST, HIGHEST
    return fix.height_m - fix.height_error_m, fix.height_m + fix.height_error_m


def seconds_of(time: dt.datetime) -> float:
    """Seconds since 1970-01-01T00:00Z.

    Raises:
        SkywitnessError: the time has no zone.
    """
    if time.utcoffset() is None:
        raise SkywitnessError(
            f"the time {time.isoformat()} has no zone", remedy="give one: tzinfo=datetime.UTC"
        )
    return (time - EPOCH) / dt.timedelta(seconds=1)


def point_of(fix: Fix) -> Place:
    """A fix as a place: a point, exact as a point; its error is what is said of it."""
    longitude = (fix.longitude + 180.0) % 360.0 - 180.0
    return Place(
        id=f"fix:{longitude:.9f},{fix.latitude:.9f}",
        name="fix",
        kind="point",
        geometry=Point(longitude, fix.latitude),
        error_m=0.0,
        source="a fix as given, taken as WGS 84",
        version="",
        licence="",
        view="not disputed",
    )


def merged(
    intervals: Iterable[Interval],
) -> tuple[tuple[dt.datetime | None, dt.datetime | None], ...]:
    """Intervals of seconds since 1970 as times, those that touch made one, rounded outward."""
    out: list[list[float]] = []
    for low, high in sorted(intervals):
        if out and low <= out[-1][1]:
            out[-1][1] = max(out[-1][1], high)
        else:
            out.append([low, high])
    return tuple((time_of(low, -1), time_of(high, 1)) for low, high in out)


def time_of(seconds: float, outward: int = 0) -> dt.datetime | None:
    """A time in UTC, a microsecond farther out on the side asked for; ``None`` for an open one."""
    if not math.isfinite(seconds):
        return None
    try:
        found = EPOCH + dt.timedelta(seconds=seconds)
        return found + outward * dt.timedelta(microseconds=1)
    except OverflowError:
        return None
