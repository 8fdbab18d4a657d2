"""GPX 1.0 and 1.1: a row is a point of a track (`trkpt`), counted from 0 in the file's order.

Read: place, time, `speed` and `course` (elements of GPX 1.0, of common extensions in 1.1; metres
per second and degrees true). `ele` is above mean sea level: only with the point's own
`geoidheight` (the geoid above the ellipsoid) does it become `geoaltitude`. Source: the GPX schemas
(topografix.com/GPX/1/0, /1/1) and Garmin's TrackPointExtension v2.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

import pyarrow as pa

from skywitness.record.reading import Context, Source, Tally
from skywitness.record.tables.names import UNITS
from skywitness.record.trackfiles.trackfile import (
    Points,
    callsign,
    collected,
    moment,
    number,
)
from skywitness.record.trackfiles.xmlevents import Event, events, root
from skywitness.units import FOOT

_READ = {"ele", "time", "speed", "course", "geoidheight"}


def recognise(head: bytes, name: str) -> bool:
    """Whether it is an XML document of type `gpx`."""
    return root(head) == "gpx"


def read(source: Source, tally: Tally, context: Context) -> Iterator[pa.RecordBatch]:
    """The points of every track.

    Raises:
        RecordError: the XML is not well-formed or has a document type.
    """
    points = Points(source.name, tally, context)
    reader = _Reader(points, tally)
    with source.open() as stream:
        taken = map(reader.take, events(stream, source.name))
        yield from collected(points, taken, reader.finish)


class _Reader:
    def __init__(self, points: Points, tally: Tally) -> None:
        self._points = points
        self._tally = tally
        self._path: list[str] = []
        self._name: str | None = None
        self._point: dict[str, str] | None = None
        self._others = {"wpt": 0, "rtept": 0}

    def take(self, event: Event) -> None:
        if event.end:
            self._path.pop()
            self._end(event)
            return
        self._path.append(event.tag)
        if event.tag == "trk":
            self._name = None
        elif event.tag == "trkpt":
            self._point = dict(event.attributes)
        elif event.tag in self._others:
            self._others[event.tag] += 1

    def _end(self, event: Event) -> None:
        parent = self._path[-1] if self._path else ""
        if event.tag == "trkpt" and self._point is not None:
            self._add(self._point)
            self._point = None
        elif self._point is not None and event.tag in _READ:
            self._point.setdefault("_" + event.tag, event.text)
        elif event.tag == "name" and parent == "trk":
            self._name = callsign(event.text)
            if self._name:
                self._tally.note("callsigns are the names of the tracks")

    def _add(self, point: dict[str, str]) -> None:
        row = self._tally.rows
        self._tally.rows += 1
        time, unreadable, zoned = moment(point.get("_time", ""))
        if not zoned:
            self._tally.note("times without a zone are taken as UTC")
        height, geoid = number(point.get("_ele")), number(point.get("_geoidheight"))
        if math.isnan(geoid):
            self._points.above_sea(height)
        self._points.add(
            row, time,
            {
                "latitude": number(point.get("lat")), "longitude": number(point.get("lon")),
                "geoaltitude": (height + geoid) / FOOT,
                "groundspeed": number(point.get("_speed")) * UNITS["m/s"],
                "track": number(point.get("_course")),
            },
            {"callsign": self._name}, unreadable=unreadable,
        )  # fmt: skip

    def finish(self) -> None:
        for tag, count in self._others.items():
            if count:
                what = "waypoints" if tag == "wpt" else "points of planned routes"
                self._tally.note(f"{count} {what} are no record of a flight and are not read")
