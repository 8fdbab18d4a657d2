"""Points of a track file (GPX, KML, IGC, GeoJSON) into batches of the record's schema.

A height goes to the column of its reference (:mod:`skywitness.record.trackfiles.heights`) and is
never turned into another one here.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
import pyarrow as pa

from skywitness.errors import RecordError
from skywitness.record.batch import batch, faults
from skywitness.record.reading import ROWS, Context, Tally
from skywitness.record.schema import FAULTS, SOURCES
from skywitness.record.tables import limits
from skywitness.record.tables.times import EARLIEST, LATEST, impossible
from skywitness.record.trackfiles.heights import Counts, Rule
from skywitness.record.tracknames import track_id
from skywitness.units import FOOT

NUMBERS = (
    "latitude", "longitude", "altitude", "geoaltitude", "mslaltitude", "aglaltitude",
    "unstatedaltitude", "groundspeed", "track", "vertical_rate", "heading", "ias", "onground",
)  # fmt: skip
"""What a point can say, in the record's units (`onground`: 1 or 0); NaN for what it does not."""
WORDS = ("callsign", "registration", "typecode", "squawk", "receiver", "source", "fault")

_GEOMETRIC = ("geoaltitude", "mslaltitude", "aglaltitude", "unstatedaltitude")
NEVER = int(np.iinfo(np.int64).min)
"""The time of a point that has none."""
_EARLIEST, _LATEST = (int(t.astype(np.int64)) for t in (EARLIEST, LATEST))
_ISO = re.compile(
    r"(\d{4}-\d{2}-\d{2})([T ])(\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?)\s*"
    r"(Z|z|UTC|[+-]\d{2}(?::?\d{2})?)?",
    re.ASCII,
)
_NUMBER = re.compile(r"\d{9,19}(\.\d{1,12})?", re.ASCII)
_OVER = 1e308
"""More than any column holds."""
_DAY_AND_HOUR = re.compile(r"(19[89]|20\d)\d(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])([01]\d|2[0-3])")
"""2024050110: ten digits that can be a day and an hour as well as seconds since 1970."""
_UNITS = ((6, "seconds"), (3, "milliseconds"), (0, "microseconds"), (-3, "nanoseconds"))
"""Powers of ten that make microseconds of a number."""


@dataclass(eq=False)
class Named:
    """A track of a file: what it is called, and the address where that is known.

    Without one it gets a name of its own with its first point.
    """

    name: str | None = None
    address: str | None = None


class Points:
    """Points collected until there are enough for a batch."""

    def __init__(self, file: str, tally: Tally, context: Context) -> None:
        """For one file; what is noteworthy goes to ``tally``."""
        self._file = file
        self._tally = tally
        self._context = context
        self.source: str | None = "track"
        """What rows are that do not say it; None where a file says it of those that have one."""
        self._clear()
        self._heights = Counts()
        self._tracks = 0
        self._timeless = 0
        self._unread = 0

    def _clear(self) -> None:
        self._values = {name: array("d") for name in NUMBERS}
        self._time = array("q")
        self._row = array("q")
        self._bad_time = array("b")
        self._address: list[str | None] = []
        self._words: dict[str, list[str | None]] = {name: [] for name in WORDS}

    def height(self, rule: Rule, metres: float) -> dict[str, float]:
        """A height in metres as a value in feet in the column of its reference, counted."""
        metres = self._heights.take(rule, metres)
        return {} if math.isnan(metres) else {rule.column: metres / FOOT}

    def add(
        self, row: int, time: int | None, values: Mapping[str, float], track: Named,
        words: Mapping[str, str | None] | None = None, *, unreadable: bool = False,
    ) -> None:  # fmt: skip
        """A point of a track: ``time`` in microseconds since 1970 (UTC), the rest by column."""
        if track.address is None:
            spot = values.get("latitude", math.nan), values.get("longitude", math.nan)
            track.address = track_id(track.name, time, *spot, self._tracks)
            self._tracks += 1
        self._address.append(track.address)
        self._row.append(row)
        self._time.append(NEVER if time is None else time)
        self._bad_time.append(unreadable)
        self._timeless += time is None and not unreadable
        self._unread += unreadable
        for name, column in self._values.items():
            value = values.get(name, math.nan)
            # What ran over is more than a column holds, as what is nearly so.
            column.append(math.copysign(_OVER, value) if math.isinf(value) else value)
        for word, listed in self._words.items():
            listed.append((words or {}).get(word))

    def full(self) -> bool:
        """Whether there is a whole batch."""
        return len(self._row) >= ROWS

    def batches(self) -> Iterator[pa.RecordBatch]:
        """What was collected, in batches; collecting begins anew."""
        n = len(self._row)
        if not n:
            return
        numbers = {k: np.frombuffer(v, dtype=np.float64) for k, v in self._values.items()}
        time = np.frombuffer(self._time, dtype=np.int64).view("datetime64[us]")
        unreadable = np.frombuffer(self._bad_time, dtype=np.int8).astype(bool)
        lat, lon, wrong = limits.place(numbers["latitude"], numbers["longitude"])
        track, off = limits.angle(numbers["track"])
        marks = {
            "position": wrong | np.isnan(lat),
            "clock": unreadable | impossible(time),
            "altitude": np.logical_or.reduce(
                [
                    limits.outside(numbers["altitude"], limits.PRESSURE_FT),
                    *(limits.outside(numbers[name], limits.GEOMETRIC_FT) for name in _GEOMETRIC),
                ]
            ),
            "speed": off
            | limits.outside(numbers["vertical_rate"], limits.RATE_FTMIN)
            | limits.outside(numbers["groundspeed"], limits.SPEED_KT)
            | limits.outside(numbers["ias"], limits.AIRSPEED_KT),
        }
        told = self._words.pop("fault")
        for code in FAULTS:
            said = np.array([w is not None and code in w.split() for w in told], dtype=bool)
            marks[code] = marks.get(code, False) | said
        kinds = self._words.pop("source")
        words: dict[str, object] = {k: v for k, v in self._words.items() if any(v)}
        if any(kinds):
            words["source"] = [w if w in SOURCES else self.source for w in kinds]
        elif self.source is not None:
            words["source"] = self.source
        if "receiver" not in words and self._context.receiver is not None:
            words["receiver"] = self._context.receiver
        held = {name: limits.held(value) for name, value in numbers.items()}
        for name, value in numbers.items():
            if lost := int(np.count_nonzero(np.isnan(held[name]) & ~np.isnan(value))):
                self._tally.unread[name] += lost
        values = {
            **held, **words,
            "latitude": lat, "longitude": lon, "track": limits.held(track),
            "icao24": self._address, "timestamp": time,
            "row": np.frombuffer(self._row, dtype=np.int64), "file": self._file,
            "fault": faults(n, marks),
        }  # fmt: skip
        found = batch(values, n)
        self._clear()
        yield from (found.slice(low, ROWS) for low in range(0, n, ROWS))

    def finish(self) -> None:
        """Note what the points lack."""
        for note in self._heights.notes():
            self._tally.note(note)
        if self._timeless:
            self._tally.note(f"{self._timeless} points have no time")
        if self._unread:
            self._tally.note(f"{self._unread} times could not be read")


def moment(text: str, tally: Tally) -> tuple[int | None, bool]:
    """A time in microseconds since 1970, and whether it is unreadable.

    It is of ISO 8601, with a T or a space between day and time, or a number since 1970
    (:func:`_of_number`). One without a zone is taken as UTC; what was taken for what is noted.
    """
    text = text.strip()
    if _NUMBER.fullmatch(text):
        return _of_number(text, tally)
    found = _ISO.fullmatch(text)
    if found is None:
        return None, bool(text)
    day, between, clock, zone = found.groups()
    if between == " " and len(clock) == len("10:00") and (zone or "").startswith("-"):
        return None, True  # 10:00-11:00 may be a span
    zone = "+00:00" if zone in ("Z", "z", "UTC") else zone
    try:
        when = dt.datetime.fromisoformat(f"{day}T{clock.replace(',', '.')}{zone or ''}")
    except ValueError:
        return None, True
    if when.tzinfo is None:
        tally.note("times without a zone are taken as UTC")
        when = when.replace(tzinfo=dt.UTC)
    try:
        since = when - dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
    except OverflowError:
        return None, True
    return since // dt.timedelta(microseconds=1), False


def _of_number(text: str, tally: Tally) -> tuple[int | None, bool]:
    """A number since 1970 as text, in the one unit that puts it into the years of a record.

    No such years overlap. Digits that can be a day and an hour are no number.
    """
    if _DAY_AND_HOUR.fullmatch(text):
        return None, True
    for power, unit in _UNITS:
        micro = round(Decimal(text).scaleb(power))
        if _EARLIEST <= micro < _LATEST:
            tally.note(f"times that are numbers are taken as {unit} since 1970, UTC")
            return micro, False
    return None, True


def number(text: str | None) -> float:
    """A number, NaN where there is none that can be read."""
    text = (text or "").strip()
    if not re.fullmatch(r"[+-]?(\d{1,40}(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?", text):
        return math.nan
    value = float(text)
    return value if math.isfinite(value) else math.nan


def collected(
    points: Points, taken: Iterable[object], finish: Callable[[], None]
) -> Iterator[pa.RecordBatch]:
    """The batches of ``points`` while ``taken`` fills them, what came before a fault included.

    ``finish`` adds what was still open at the end.

    Raises:
        RecordError: what ``taken`` raised, once everything before it has been given.
    """
    fault: RecordError | None = None
    try:
        for _ in taken:
            if points.full():
                yield from points.batches()
    except RecordError as error:
        fault = error
    finish()
    points.finish()
    yield from points.batches()
    if fault is not None:
        raise fault
