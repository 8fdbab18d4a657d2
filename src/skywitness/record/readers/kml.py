"""KML and KMZ: a row is one position, counted from 0 in the file's order.

Read: `gx:Track` (KML 2.3: `Track`), whose n-th `when` belongs to its n-th `coord`; a `Placemark`
with a `TimeStamp` and a `Point`; a `LineString`, whose points have no times. Heights are absolute
(above mean sea level, EGM96), relative to the ground, or not meant at all: none is above the
ellipsoid, so none becomes `geoaltitude`. Sources: OGC KML 2.2 (07-147r2) and 2.3 (12-007r2),
Google's KML reference.
"""

from __future__ import annotations

import io
import math
import re
import zipfile
import zlib
from array import array
from collections.abc import Iterator
from typing import BinaryIO

import pyarrow as pa

from skywitness.errors import RecordError
from skywitness.record.reading import Context, Source, Tally
from skywitness.record.trackfiles.trackfile import (
    Points,
    callsign,
    collected,
    moment,
    number,
)
from skywitness.record.trackfiles.xmlevents import Event, events, root

_ZIP = b"PK\x03\x04"
_LARGEST_MEMBER = 1 << 30
_LONGEST_TRACK = 5_000_000
_TUPLE = re.compile(r"\S+")
_SHAPES = {"Point", "LineString", "LinearRing", "Track"}


def recognise(head: bytes, name: str) -> bool:
    """Whether it is an XML document of type `kml`, or a zip file with one in its beginning."""
    if head.startswith(_ZIP):
        length = int.from_bytes(head[26:28], "little")
        return head[30 : 30 + length].lower().endswith(b".kml") or (
            name.lower().endswith(".kmz") and b".kml" in head.lower()
        )
    return root(head) == "kml"


def read(source: Source, tally: Tally, context: Context) -> Iterator[pa.RecordBatch]:
    """The positions of the document, of the first one where it is a KMZ.

    Raises:
        RecordError: the zip file or the XML is damaged, or a track is absurdly long.
    """
    points = Points(source.name, tally, context)
    reader = _Reader(points, tally, source.name)
    with _document(source) as stream:
        taken = (step for event in events(stream, source.name) for step in reader.take(event))
        yield from collected(points, taken, reader.finish)


def _document(source: Source) -> BinaryIO:
    if not source.head.startswith(_ZIP):
        return source.open()
    try:
        with zipfile.ZipFile(io.BytesIO(source.read())) as archive:
            names = [n for n in archive.namelist() if n.lower().endswith(".kml")]
            if not names:
                raise RecordError(
                    "no .kml file in the zip file", file=source.name, remedy="is it a KMZ?"
                )
            with archive.open(names[0]) as member:
                text = member.read(_LARGEST_MEMBER + 1)
    except (
        zipfile.BadZipFile,
        zlib.error,
        OSError,
        ValueError,
        EOFError,
        RuntimeError,
        NotImplementedError,
    ) as error:
        raise RecordError(
            f"damaged KMZ: {error}", file=source.name, remedy="get the file again"
        ) from error  # fmt: skip
    if len(text) > _LARGEST_MEMBER:
        raise RecordError(
            f"the document in the KMZ is larger than {_LARGEST_MEMBER:,} bytes",
            file=source.name, remedy="split it",
        )  # fmt: skip
    return io.BytesIO(text)


class _Reader:
    def __init__(self, points: Points, tally: Tally, file: str) -> None:
        self._points = points
        self._tally = tally
        self._file = file
        self._path: list[str] = []
        self._placemark()
        self._shape()
        self._places = self._relative = self._uneven = self._left_over = 0

    def _placemark(self) -> None:
        self._name: str | None = None
        self._when = ""
        self._held: list[tuple[float, float, float, str]] = []

    def _shape(self) -> None:
        self._mode = "clampToGround"
        self._times = array("q")
        self._coords = array("d")
        self._text = ""

    def take(self, event: Event) -> Iterator[None]:
        """An event; pauses after each point that it yields."""
        if event.end:
            self._path.pop()
            self._value(event.tag, self._path[-1] if self._path else "", event.text)
            yield from self._ended(event.tag)
            return
        self._path.append(event.tag)
        if event.tag == "Placemark":
            self._placemark()
        elif event.tag in _SHAPES:
            self._shape()

    def _value(self, tag: str, parent: str, text: str) -> None:
        """The text of an element."""
        if tag == "name" and parent == "Placemark":
            self._name = callsign(text)
        elif tag == "altitudeMode" and parent in _SHAPES:
            self._mode = text.strip()
        elif tag == "when" and parent == "Track":
            self._one_time(text)
        elif tag == "coord" and parent == "Track":
            self._one_coord(text)
        elif tag == "when" and parent == "TimeStamp":
            self._when = text
        elif tag == "coordinates":
            self._text = text

    def _ended(self, tag: str) -> Iterator[None]:
        """A shape or placemark is complete."""
        if tag == "Track":
            yield from self._track()
        elif tag == "LineString":
            yield from self._line()
        elif tag == "Point":
            self._held.append((*_place(self._text, ","), self._mode))
        elif tag == "Placemark":
            yield from self._timed_points()

    def _one_time(self, text: str) -> None:
        time, unreadable, zoned = moment(text)
        if not zoned:
            self._tally.note("times without a zone are taken as UTC")
        # Two values no time has: none, and one that cannot be read.
        self._times.append(time if time is not None else (-1 if unreadable else -2))
        self._bounded(len(self._times))

    def _one_coord(self, text: str) -> None:
        self._coords.extend(_place(text, None))
        self._bounded(len(self._coords) // 3)

    def _bounded(self, count: int) -> None:
        if count > _LONGEST_TRACK:
            raise RecordError(
                f"a track with more than {_LONGEST_TRACK:,} points", file=self._file,
                remedy="split it",
            )  # fmt: skip

    def _track(self) -> Iterator[None]:
        count = len(self._coords) // 3
        if count != len(self._times):
            self._uneven += 1
            self._left_over += abs(count - len(self._times))
        for k in range(min(count, len(self._times))):
            time = self._times[k]
            lon, lat, height = self._coords[3 * k : 3 * k + 3]
            self._add(
                None if time in (-1, -2) else time, lon, lat, height, self._mode,
                unreadable=time == -1,
            )  # fmt: skip
            yield

    def _line(self) -> Iterator[None]:
        for found in _TUPLE.finditer(self._text):
            self._add(None, *_place(found[0], ","), self._mode)
            yield

    def _timed_points(self) -> Iterator[None]:
        if self._held and not self._when.strip():
            self._places += len(self._held)
            return
        time, unreadable, zoned = moment(self._when)
        for lon, lat, height, mode in self._held:
            if not zoned:
                self._tally.note("times without a zone are taken as UTC")
            self._add(time, lon, lat, height, mode, unreadable=unreadable)
            yield

    def _add(
        self, time: int | None, lon: float, lat: float, height: float, mode: str,
        *, unreadable: bool = False,
    ) -> None:  # fmt: skip
        row = self._tally.rows
        self._tally.rows += 1
        if mode == "absolute":
            self._points.above_sea(height)
        elif mode.startswith("relative"):
            self._relative += 1
        if self._name:
            self._tally.note("callsigns are the names of the placemarks")
        self._points.add(
            row, time, {"latitude": lat, "longitude": lon}, {"callsign": self._name},
            unreadable=unreadable,
        )  # fmt: skip

    def finish(self) -> None:
        if self._uneven:
            self._tally.note(
                f"{self._uneven} tracks have another number of times than of positions: "
                f"{self._left_over} of either that are left over are not read"
            )
        if self._places:
            self._tally.note(
                f"{self._places} points without a time are places, no record of a flight: not read"
            )
        if self._relative:
            self._tally.note(f"{self._relative} heights are above the ground and are left out")


def _place(text: str, separator: str | None) -> tuple[float, float, float]:
    """Longitude, latitude and height; NaN for what is missing."""
    parts = [number(p) for p in text.strip().split(separator)[:3]]
    parts += [math.nan] * (3 - len(parts))
    return parts[0], parts[1], parts[2]
