"""GeoJSON with times (RFC 7946): a row is one position, counted from 0 in the file's order.

Read: lines (and sets of points) whose times stand in a list of the properties, one for each
position (``timestamps``, ``times``, ``coordTimes``, ``coordinateProperties.times``), and single
points with a time of their own. Times are ISO 8601 texts or seconds, milliseconds, microseconds or
nanoseconds since 1970, as numbers or texts. A line is a track, lines of one feature are
one unless their times overlap; points are one by address,
``flight_id`` or ``track_id``, callsign or registration, else by names that come again
(:mod:`skywitness.record.trackfiles.loose`) or all together. What features do not
say, the properties of the whole collection do.

RFC 7946 (3.1.1) counts heights from the ellipsoid, but few programs that write such files keep to
it: a height is of no stated reference unless something tells more
(:mod:`skywitness.record.trackfiles.heights`).

The record's own export has every column in its properties: those count there.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import pyarrow as pa

from skywitness.record.reading import Context, Source, Tally
from skywitness.record.tables.times import END, FIRST
from skywitness.record.trackfiles import heights
from skywitness.record.trackfiles.features import SEPARATOR, Collection, features
from skywitness.record.trackfiles.heights import Rule
from skywitness.record.trackfiles.identity import callsign, label, stated
from skywitness.record.trackfiles.loose import Folder, Loose
from skywitness.record.trackfiles.ownfeatures import own_rows
from skywitness.record.trackfiles.segments import Segment, Segments
from skywitness.record.trackfiles.trackfile import NEVER, Named, Points, collected, moment

_FEATURES = re.compile(rb'\s*\{.{0,4096}?"type"\s*:\s*"(?:FeatureCollection|Feature)"', re.DOTALL)
_LISTS = ("timestamps", "times", "coordtimes")
_SINGLE = ("timestamp", "time", "datetime", "date_time", "utc", "ts", "when")
_TIMED = re.compile(
    rb'"(?:timestamps?|times|coordTimes|time|datetime|date_time|utc|ts|when)"\s*:', re.IGNORECASE
)
_ADDRESS = ("icao24", "icao", "hex", "icao_address")
_OTHER = {"icao": re.compile("[a-z]{3,4}"), "hex": re.compile("#.*", re.DOTALL)}
"""What some of these names stand for in other files: an airline or an airport, a colour."""
_CALLSIGN = ("callsign", "call_sign", "flight")
_REGISTRATION = ("registration", "reg", "tail", "tail_number")
_TRACK = ("flight_id", "flightid", "track_id", "trackid")
_NAME = ("name", "title", "id")
_POINT_NAME = ("name", "title")
_LONGEST_WORD = 20
_FIRST, _END = int(FIRST.astype(np.int64)), int(END.astype(np.int64))
"""The years that a calendar has, in microseconds since 1970."""
_UNSTATED = Rule(
    heights.UNSTATED,
    "GeoJSON counts from the ellipsoid, to which few programs keep; "
    "--heights says it where it is known",
)


def recognise(head: bytes, name: str) -> bool:
    """Whether it is a feature, or a collection of them, with times in its beginning."""
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip().removeprefix(SEPARATOR)
    return _FEATURES.match(text) is not None and _TIMED.search(text) is not None


def read(source: Source, tally: Tally, context: Context) -> Iterator[pa.RecordBatch]:
    """The positions of every feature that says when they held.

    Raises:
        RecordError: it is damaged as a whole, or a feature never ends.
    """
    with source.open() as stream:
        found = features(source, stream, tally)
        if found.own:
            yield from own_rows(found, source.name, tally, context)
            return
        points = Points(source.name, tally, context)
        reader = _Reader(points, tally, context, found, source.name)
        taken = (step for feature in found for step in reader.take(feature))
        yield from collected(points, taken, reader.finish)


class _Reader:
    def __init__(
        self, points: Points, tally: Tally, context: Context, found: Collection, file: str
    ) -> None:
        self._points = points
        self._tally = tally
        self._whole = _plain(found.properties)
        said = " ".join(v for v in {**found.header, **self._whole}.values() if isinstance(v, str))
        self._rule = (
            heights.of_converted(file)
            or heights.declared(context)
            or heights.of_producer(said)
            or _UNSTATED
        )
        self._tracks: dict[str, Named] = {}
        self._loose = Folder(plain=True)
        self._segments = Segments(tally)
        self._timeless = self._left_over = self._shapeless = 0

    def take(self, feature: Mapping[str, Any]) -> Iterator[None]:
        """A feature; pauses after each point that it yields."""
        geometry = feature.get("geometry")
        shape = geometry if isinstance(geometry, dict) else {}
        properties = feature.get("properties")
        own = _plain(properties if isinstance(properties, dict) else {})
        said = {**self._whole, **own}
        kind, spots = shape.get("type"), shape.get("coordinates")
        if kind == "Point":
            when = next((own[key] for key in _SINGLE if own.get(key) is not None), None)
            if when is None:
                self._timeless += 1
                return
            track = self._of_point(said) or (None if _names(said) else self._loose.whole)
            for row in self._rows(said, [spots], [when]):
                if track is not None:
                    self._put(track, row)
                    yield
                else:
                    yield from self._loose.add(row, self._points, {})
        elif kind in ("LineString", "MultiPoint") and isinstance(spots, list):
            yield from self._lines(said, [spots], _times(own), feature)
        elif kind == "MultiLineString" and isinstance(spots, list):
            lines = [line if isinstance(line, list) else [] for line in spots]
            yield from self._lines(said, lines, _times(own), feature)
        else:
            self._shapeless += 1

    def _lines(
        self, said: Mapping[str, Any], lines: list[list[Any]], times: list[Any] | None,
        feature: Mapping[str, Any],
    ) -> Iterator[None]:  # fmt: skip
        """The lines of a feature, which are one track unless they overlap in time; times are in a
        list, or in one for each."""
        if times is None:
            self._timeless += 1
            return
        name = _word(said, (*_CALLSIGN, *_REGISTRATION, *_NAME)) or _word(feature, ("id",))
        known = self._address(said)[0]
        track, several = Named(name, known), known is None and len(lines) > 1
        for spots, own in self._paired(lines, times):
            of = self._segment(track, spots, own) if several else track
            for row in self._rows(said, spots, own):
                self._put(of, row)
                yield

    def _segment(self, named: Named, spots: list[Any], times: list[Any]) -> Named:
        """The track of a line, which others of its feature may be of as well."""
        pairs = list(zip(spots, times, strict=False))
        when = (self._moment(time)[0] for _, time in pairs)
        places = [_place(spot) for spot, _ in pairs]
        new = Segment(
            (NEVER if time is None else time for time in when),
            [place[1] for place in places],
            [place[0] for place in places],
        )
        return self._segments.member(named, new).named or named

    def _paired(
        self, lines: list[list[Any]], times: list[Any]
    ) -> Iterator[tuple[list[Any], list[Any]]]:
        """Positions and their times: of all lines together, or of each line with a list of its own.

        A line whose list is of another length is refused, as nobody knows which time is of which
        position; with another number of lists than of lines that holds for all of them.
        """
        if not any(isinstance(each, list) for each in times):
            self._left_over += abs(len(times) - sum(map(len, lines)))
            start = 0
            for line in lines:
                yield line, times[start : start + len(line)]
                start += len(line)
            return
        if len(lines) != len(times):
            count = sum(map(len, lines))
            self._refuse(count, f"lines: {len(lines)}, lists of times: {len(times)}")
            return
        for line, each in zip(lines, times, strict=True):
            own = each if isinstance(each, list) else []
            if len(line) == len(own):
                yield line, own
            elif line:
                self._refuse(len(line), f"positions of a line: {len(line)}, times: {len(own)}")
            else:
                self._left_over += len(own)

    def _refuse(self, count: int, what: str) -> None:
        if count:
            self._tally.refuse(self._tally.rows, "times nested unlike the lines", what, count)
            self._tally.rows += count

    def _of_point(self, said: Mapping[str, Any]) -> Named | None:
        """The track that a single point is of; None where it does not say it, but for its name."""
        known, _ = self._address(said)
        key = known or _word(said, (*_TRACK, *_CALLSIGN, *_REGISTRATION))
        return None if key is None else self._tracks.setdefault(key, Named(key, known))

    def _put(self, track: Named, row: Loose) -> None:
        self._points.add(row.row, row.time, row.values, track, row.words, unreadable=row.unreadable)

    def _rows(self, said: Mapping[str, Any], spots: list[Any], times: list[Any]) -> Iterator[Loose]:
        """The positions of a feature, each with its time, and what its properties say."""
        name = _word(said, _POINT_NAME)
        words = {
            "callsign": callsign(_word(said, _CALLSIGN)),
            "registration": _word(said, _REGISTRATION),
        }
        known, good = self._address(said)
        codes = set() if good else {"address"}
        for spot, when in zip(spots, times, strict=False):
            row = self._tally.rows
            self._tally.rows += 1
            time, unreadable = self._moment(when)
            lon, lat, height = _place(spot)
            values = {"latitude": lat, "longitude": lon, **self._points.height(self._rule, height)}
            lost = _lost(spot)
            if any(lost):
                self._tally.unread["coordinates"] += 1
            if known is None and not good:
                self._tally.unread["address"] += 1
            faults = codes | {"altitude"} if lost[2:] == [True] else codes
            said_ = words | {"fault": " ".join(sorted(faults))} if faults else words
            yield Loose(name, row, time, values, unreadable, said_)

    def _address(self, said: Mapping[str, Any]) -> tuple[str | None, bool]:
        """The address that properties state, and whether it can be one."""
        found = []
        for key in _ADDRESS:
            text, good = stated(said.get(key))
            if text and not good and key in _OTHER and _OTHER[key].fullmatch(text):
                self._tally.note(
                    f"{key} is no address of an aircraft here ({text[:20]!r}): not read"
                )
            elif text or not good:
                found.append((text, good))
        return next((each for each in found if each[1]), found[0] if found else (None, True))

    def _moment(self, when: object) -> tuple[int | None, bool]:
        if isinstance(when, str):
            return moment(when, self._tally)
        return since_1970(when)

    def finish(self) -> None:
        for _ in self._loose.flush(self._points, {}):
            pass
        self._segments.finish()
        if self._timeless:
            self._tally.note(
                f"{self._timeless} features without a time are no record of a flight: not read"
            )
        if self._shapeless:
            self._tally.note(
                f"{self._shapeless} features have no point and no line for a geometry: not read"
            )
        if self._left_over:
            self._tally.note(
                f"{self._left_over} times or positions of lines have no counterpart: not read"
            )


def since_1970(when: object) -> tuple[int | None, bool]:
    """A number of seconds (or milli-, micro-, nanoseconds, by its size) in microseconds since 1970,
    and whether it is none."""
    if when is None:
        return None, False
    number = _number(when)
    if not math.isfinite(number):
        return None, True
    size = abs(number)
    factor = 1e6 if size < 1e11 else 1e3 if size < 1e14 else 1.0 if size < 1e17 else 1e-3
    micro = round(number * factor)
    return (micro, False) if _FIRST <= micro < _END else (None, True)


def _plain(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {key.casefold(): value for key, value in properties.items()}


def _times(said: Mapping[str, Any]) -> list[Any] | None:
    """The list of times among properties."""
    inner = said.get("coordinateproperties")
    for group in (said, _plain(inner) if isinstance(inner, dict) else {}):
        for key in _LISTS:
            if isinstance(found := group.get(key), list):
                return found
    return None


def _word(said: Mapping[str, Any], keys: tuple[str, ...]) -> str | None:
    """The first of some properties that is a short text (or a whole number)."""
    for key in keys:
        value = said.get(key)
        if isinstance(value, int) and not isinstance(value, bool):
            value = str(value)
        if isinstance(value, str) and 0 < len(value.strip()) <= _LONGEST_WORD:
            return value.strip()
    return None


def _names(said: Mapping[str, Any]) -> bool:
    """Whether a point has a name that may be a track's."""
    return label(_word(said, _POINT_NAME)) is not None


def _place(spot: object) -> tuple[float, float, float]:
    """Longitude, latitude and height of a position; NaN for what is missing or no number."""
    parts = spot[:3] if isinstance(spot, list) else []
    values = [_number(v) for v in parts]
    values += [math.nan] * (3 - len(values))
    return values[0], values[1], values[2]


def _lost(spot: object) -> list[bool]:
    """Which of a position's three values stand there and are no numbers, or no finite ones."""
    parts = spot[:3] if isinstance(spot, list) else []
    return [v is not None and not math.isfinite(_number(v)) for v in parts]


def _number(value: object) -> float:
    """A number of JSON, NaN for anything else and for whole numbers that no float holds."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return math.nan
    try:
        return float(value)
    except OverflowError:
        return math.nan
