"""Points of a track file (GPX, KML, IGC) into batches of the record's schema.

Heights above mean sea level are not the record's `geoaltitude`, which is above the ellipsoid:
between the two lies the geoid, -107 to +86 m (EGM96), and no model of it is at hand. Such heights
are left out and counted, unless the file itself says how high the geoid is there.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from array import array
from collections.abc import Callable, Iterable, Iterator

import numpy as np
import pyarrow as pa

from skywitness.errors import RecordError
from skywitness.record.batch import batch, faults
from skywitness.record.reading import ROWS, Context, Tally
from skywitness.record.tables import limits
from skywitness.record.tables.times import impossible

NUMBERS = (
    "latitude", "longitude", "altitude", "geoaltitude", "groundspeed", "track", "heading", "ias",
)  # fmt: skip
"""What a point can say, in the record's units; NaN for what it does not."""

_NEVER = np.iinfo(np.int64).min
_CALLSIGN = re.compile(r"[A-Z0-9]{2,8}")
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}([.,]\d+)?)?\s*(Z|z|[+-]\d{2}:?\d{2})?")


class Points:
    """Points collected until there are enough for a batch."""

    def __init__(self, file: str, tally: Tally, context: Context) -> None:
        """For one file; what is noteworthy goes to ``tally``."""
        self._file = file
        self._tally = tally
        self._context = context
        self._clear()
        self._sea = 0
        self._sea_range = (math.inf, -math.inf)
        self._timeless = 0
        self._unread = 0

    def _clear(self) -> None:
        self._values = {name: array("d") for name in NUMBERS}
        self._time = array("q")
        self._row = array("q")
        self._bad_time = array("b")
        self._words: dict[str, list[str | None]] = {
            name: [] for name in ("callsign", "registration", "receiver", "icao24")
        }

    def add(
        self, row: int, time: int | None, values: dict[str, float],
        words: dict[str, str | None] | None = None, *, unreadable: bool = False,
    ) -> None:  # fmt: skip
        """A point: ``time`` in microseconds since 1970 (UTC), numbers and words by column."""
        self._row.append(row)
        self._time.append(_NEVER if time is None else time)
        self._bad_time.append(unreadable)
        self._timeless += time is None and not unreadable
        self._unread += unreadable
        for name, column in self._values.items():
            value = values.get(name, math.nan)
            column.append(value if math.isfinite(value) else math.nan)
        for word, listed in self._words.items():
            listed.append((words or {}).get(word))

    def above_sea(self, metres: float) -> None:
        """Count a height above mean sea level, which the record has no column for."""
        if math.isfinite(metres):
            self._sea += 1
            low, high = self._sea_range
            self._sea_range = (min(low, metres), max(high, metres))

    def full(self) -> bool:
        """Whether there is a whole batch."""
        return len(self._row) >= ROWS

    def batches(self) -> Iterator[pa.RecordBatch]:
        """What was collected, as at most one batch; collecting begins anew."""
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
            "altitude": limits.outside(numbers["altitude"], limits.PRESSURE_FT)
            | limits.outside(numbers["geoaltitude"], limits.GEOMETRIC_FT),
            "speed": off
            | limits.outside(numbers["groundspeed"], limits.SPEED_KT)
            | limits.outside(numbers["ias"], limits.AIRSPEED_KT),
        }
        words: dict[str, object] = {k: v for k, v in self._words.items() if any(v)}
        if "receiver" not in words and self._context.receiver is not None:
            words["receiver"] = self._context.receiver
        values = {
            **{name: limits.held(value) for name, value in numbers.items()}, **words,
            "latitude": lat, "longitude": lon, "track": limits.held(track),
            "timestamp": time, "row": np.frombuffer(self._row, dtype=np.int64),
            "source": "track", "file": self._file, "fault": faults(n, marks),
        }  # fmt: skip
        found = batch(values, n)
        self._clear()
        yield found

    def finish(self) -> None:
        """Note what the points lack."""
        if self._sea:
            low, high = self._sea_range
            self._tally.note(
                f"{self._sea} heights ({low:.0f} to {high:.0f} m) are above mean sea level, or the "
                "file does not say above what: they are left out, as the record's are above the "
                "ellipsoid"
            )
        if self._timeless:
            self._tally.note(f"{self._timeless} points have no time")
        if self._unread:
            self._tally.note(f"{self._unread} times could not be read")


def callsign(name: str | None) -> str | None:
    """A track's name where it can be a callsign: two to eight capital letters and digits."""
    text = (name or "").strip()
    good = _CALLSIGN.fullmatch(text) and re.search("[A-Z]", text)
    return text if good else None


def moment(text: str) -> tuple[int | None, bool, bool]:
    """An ISO 8601 time in microseconds since 1970; whether it is unreadable; whether it has a zone.

    A time without a zone is taken as UTC.
    """
    text = text.strip()
    found = _ISO.fullmatch(text)
    if found is None:
        return None, bool(text), True
    try:
        when = dt.datetime.fromisoformat(re.sub(r"\s*[zZ]$", "+00:00", text.replace(",", ".")))
    except ValueError:
        return None, True, True
    zoned = when.tzinfo is not None
    if not zoned:
        when = when.replace(tzinfo=dt.UTC)
    try:
        since = when - dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
    except OverflowError:
        return None, True, zoned
    return since // dt.timedelta(microseconds=1), False, zoned


def number(text: str | None) -> float:
    """A number, NaN where there is none that can be read."""
    text = (text or "").strip()
    if not re.fullmatch(r"[+-]?(\d{1,40}(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?", text):
        return math.nan
    return float(text)


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
