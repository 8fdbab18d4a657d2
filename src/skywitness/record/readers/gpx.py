"""GPX 1.0 and 1.1: a row is a point of a track (`trkpt`), counted from 0 in the file's order.

Read: place, time, `ele`, `speed` and `course` (elements of GPX 1.0, of common extensions in 1.1;
metres per second and degrees true; -1 is what iOS writes for "not known"). `ele` is above mean sea
level; with the point's own `geoidheight` (mean sea level above the ellipsoid) it is `geoaltitude`
as well. A file's name as tar1090 gives it decides before both. Each `trk` is a track, unless its
segments overlap in time (:mod:`skywitness.record.trackfiles.segments`). Sources: the
GPX schemas (topografix.com/GPX/1/0, /1/1), Garmin's TrackPointExtension v2, Apple's documentation
of CLLocation (speed and course are negative where they are invalid).

The record's own export says in extensions of its own what the columns held: those count there.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import NamedTuple

import pyarrow as pa

from skywitness.record.reading import Context, Source, Tally
from skywitness.record.tables.names import UNITS
from skywitness.record.trackfiles import heights, own
from skywitness.record.trackfiles.identity import address, callsign, registration
from skywitness.record.trackfiles.segments import Member, Segment, Segments
from skywitness.record.trackfiles.trackfile import (
    NEVER,
    Named,
    Points,
    collected,
    moment,
    number,
)
from skywitness.record.trackfiles.xmlevents import Event, events, root
from skywitness.units import FOOT

_READ = {"ele", "time", "speed", "course", "geoidheight"}
_POINTS = ("trkpt", "wpt")
_OWN = own.POINT
_MAY_BE_UNKNOWN = ("_speed", "_course", "_geoidheight")
"""Elements in which NaN stands for what is not known, as -1 does; a point needs no such element."""
HELD = 20_000
"""Points of a segment by which it is decided whose it is."""
_MARKS = {
    "lat": "position", "lon": "position", "_ele": "altitude", "_geoidheight": "altitude",
    "_speed": "speed", "_course": "speed",
}  # fmt: skip
"""How a point is marked of which an attribute or an element (``_``) says no number."""


def recognise(head: bytes, name: str) -> bool:
    """Whether it is an XML document of type `gpx`."""
    return root(head) == "gpx"


def read(source: Source, tally: Tally, context: Context) -> Iterator[pa.RecordBatch]:
    """The points of every track.

    Raises:
        RecordError: the XML is not well-formed or has a document type.
    """
    points = Points(source.name, tally, context)
    reader = _Reader(points, tally, context, source.name)
    with source.open() as stream:
        taken = map(reader.take, events(stream, source.name, tally))
        yield from collected(points, taken, reader.finish)


class _Point(NamedTuple):
    """A point of a segment that is not yet known to be of one track or another."""

    time: int | None
    values: Mapping[str, float]
    words: Mapping[str, str | None]
    unreadable: bool


class _Reader:
    def __init__(self, points: Points, tally: Tally, context: Context, file: str) -> None:
        self._points = points
        self._tally = tally
        self._by_name = heights.of_converted(file)
        self._declared = heights.declared(context)
        self._path: list[str] = []
        self._track = Named()
        self._segments = Segments(tally)
        self._segment: Member | None = None
        self._held: list[_Point] = []
        self._words: dict[str, str | None] = {}
        self._said: dict[str, str] = {}
        self._whole = own.NOTHING
        self._faulty = own.Faulty()
        self._point: dict[str, str] | None = None
        self._own = False
        self._nobody = Named()
        self._others = {"wpt": 0, "rtept": 0}
        self._unknown = self._nan = 0
        self._rule: heights.Rule | None = None

    def take(self, event: Event) -> None:
        if event.end:
            self._path.pop()
            self._end(event)
            return
        self._path.append(event.tag)
        if event.tag == "gpx":
            self._own = own.SPACE in event.attributes.values()
            if self._own:
                self._points.source, self._tally.judged = None, True
            for space in event.attributes.values():
                if note := own.another_version(space):
                    self._tally.note(note)
            self._rule = heights.of_producer(event.attributes.get("creator", ""))
        elif event.tag == "trk":
            self._track, self._words, self._said = Named(), {}, {}
            self._whole = own.NOTHING
        elif event.tag == "trkpt" or (event.tag == "wpt" and self._own):
            self._point = dict(event.attributes)
        elif event.tag in self._others:
            self._others[event.tag] += 1

    def _end(self, event: Event) -> None:
        parent = self._path[-1] if self._path else ""
        if event.tag in _POINTS and self._point is not None:
            self._add(self._point, event.tag)
            self._point = None
        elif self._point is not None:
            if event.tag in _READ or (self._own and event.tag in _OWN):
                self._point.setdefault("_" + event.tag, event.text)
        elif event.tag in ("trkseg", "trk"):
            self._flush()
            self._segment = None
        elif event.tag == "name" and parent == "trk":
            self._named(event.text)
        elif self._own and parent == "extensions" and event.tag in _OWN:
            if event.tag == "icao24":
                self._track.address = address(event.text)
            self._said[event.tag] = event.text
        elif self._own and event.tag == "extensions" and parent == "trk":
            self._whole = own.understood(self._said, self._tally.unread)

    def _named(self, text: str) -> None:
        self._track.name = text.strip() or None
        if self._own:  # what was sent stands in its own elements
            return
        self._words = {"callsign": callsign(text), "registration": registration(text)}
        if self._words["callsign"]:
            self._tally.note("callsigns are the names of the tracks")

    def _add(self, point: dict[str, str], tag: str) -> None:
        time, unreadable = moment(point.get("_time", ""), self._tally)
        lost: set[str] = set()
        place = {
            "latitude": self._number(point, "lat", lost),
            "longitude": self._number(point, "lon", lost),
        }
        if self._own:
            self._own_point(point, tag, time, place, unreadable)
            return
        values = {
            **place,
            **self._heights(
                self._number(point, "_ele", lost), self._number(point, "_geoidheight", lost)
            ),
            "groundspeed": self._known(self._number(point, "_speed", lost)) * UNITS["m/s"],
            "track": self._course(self._known(self._number(point, "_course", lost)), lost),
        }
        words = self._words | {"fault": " ".join(sorted(lost))} if lost else self._words
        self._held.append(_Point(time, values, words, unreadable))
        if len(self._held) >= HELD:
            self._flush()

    def _flush(self) -> None:
        """Hand on the points of a segment, once by the first of them it is known whose it is."""
        if not self._held:
            return
        new = Segment(
            (NEVER if point.time is None else point.time for point in self._held),
            [point.values["latitude"] for point in self._held],
            [point.values["longitude"] for point in self._held],
        )
        if self._segment is None:
            self._segment = self._segments.member(self._track, new)
        else:
            self._segments.add(self._segment, new)
        track = self._segment.named or self._track
        for point in self._held:
            self._put(point.time, point.values, track, point.words, point.unreadable)
        self._held = []

    def _number(self, point: Mapping[str, str], tag: str, lost: set[str]) -> float:
        """What an element says; one that says no number is counted, and its point marked."""
        text = point.get(tag, "").strip()
        value = number(text)
        if text.lower() == "nan" and tag in _MAY_BE_UNKNOWN:
            self._nan += 1
        elif math.isnan(value) and text:
            self._lose(tag, lost)
        return value

    def _course(self, value: float, lost: set[str]) -> float:
        """GPX counts courses from 0 to 360: one below is none, as no direction can be told."""
        if value < 0:
            self._lose("_course", lost)
            return math.nan
        return value

    def _lose(self, tag: str, lost: set[str]) -> None:
        self._tally.unread[tag.removeprefix("_")] += 1
        lost.add(_MARKS[tag])

    def _own_point(
        self, point: dict[str, str], tag: str, time: int | None, place: dict[str, float],
        unreadable: bool,
    ) -> None:  # fmt: skip
        texts = {name: point[f"_{name}"] for name in _OWN if f"_{name}" in point}
        said = own.understood(texts, self._tally.unread)
        if tag == "wpt":
            known = address(texts.get("icao24"))
            track = Named(address=known) if "icao24" in texts else self._nobody
            values = place | said.numbers
            self._faulty.hold(own.Held(track, time, values, said.words, unreadable))
            return
        said = said.over(self._whole)
        for row in self._faulty.until(self._track.address, time):
            self._put(row.time, row.values, row.track, row.words, row.unreadable)
        self._put(time, place | said.numbers, self._track, said.words, unreadable)

    def _put(
        self, time: int | None, values: Mapping[str, float], track: Named,
        words: Mapping[str, str | None], unreadable: bool,
    ) -> None:  # fmt: skip
        self._points.add(self._tally.rows, time, values, track, words, unreadable=unreadable)
        self._tally.rows += 1

    def _heights(self, height: float, geoid: float) -> dict[str, float]:
        """The height, and with the geoid's beside one above the sea the one above the ellipsoid."""
        both = None if math.isnan(geoid) else _BOTH
        rule = self._by_name or both or self._declared or self._rule or _STANDARD
        known = self._points.height(rule, height)
        if rule.column != heights.SEA or math.isnan(geoid):
            return known
        return known | {heights.ELLIPSOID: (height + geoid) / FOOT}

    def _known(self, value: float) -> float:
        if value == -1:
            self._unknown += 1
            return math.nan
        return value

    def finish(self) -> None:
        self._flush()
        self._segments.finish()
        for row in self._faulty.rest():
            self._put(row.time, row.values, row.track, row.words, row.unreadable)
        for tag, count in self._others.items():
            if count:
                what = {"wpt": "waypoints", "rtept": "points of planned routes"}[tag]
                self._tally.note(f"{count} {what} are no record of a flight and are not read")
        if self._unknown:
            self._tally.note(f"{self._unknown} speeds or courses of -1 stand for unknown")
        if self._nan:
            self._tally.note(f"{self._nan} values of NaN stand for unknown")


_STANDARD = heights.standard(heights.SEA, "as GPX counts elevations")
_BOTH = heights.Rule(heights.SEA, "as GPX counts elevations; with the geoid's height in the file")
