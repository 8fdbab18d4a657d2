"""KML and KMZ: a row is one position, counted from 0 in the file's order.

Read: `gx:Track` (KML 2.3: `Track`), whose n-th `when` belongs to its n-th `coord`; a `Placemark`
with a `TimeStamp` and a `Point`; a `LineString`, whose points have no times. Placemarks of one name
in one folder are one track, unless their times overlap
(:mod:`skywitness.record.trackfiles.segments`); what points by themselves are of, says their folder
(:mod:`skywitness.record.trackfiles.loose`). What heights mean stands in
:mod:`skywitness.record.trackfiles.modes`. Sources: OGC KML 2.2 (07-147r2) and 2.3 (12-007r2),
Google's KML reference.

The record's own export says in its data what the columns held: those count there.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from array import array
from collections.abc import Iterable, Iterator, Mapping
from typing import BinaryIO

import pyarrow as pa

from skywitness.errors import RecordError
from skywitness.record.reading import Context, Source, Tally
from skywitness.record.trackfiles import own
from skywitness.record.trackfiles.identity import address, callsign, registration
from skywitness.record.trackfiles.loose import Folder, Loose
from skywitness.record.trackfiles.modes import Modes
from skywitness.record.trackfiles.segments import Segment, Segments
from skywitness.record.trackfiles.spots import spot
from skywitness.record.trackfiles.trackfile import (
    NEVER,
    Named,
    Points,
    collected,
    moment,
)
from skywitness.record.trackfiles.xmlevents import Event, events, root

_ZIP = b"PK\x03\x04"
_LARGEST_MEMBER = 1 << 30
_SHOWN = 60
_LONGEST_TRACK = 5_000_000
_TUPLE = re.compile(r"\S+")
_FOLDERS = {"Document", "Folder"}
_CLAMPED = "clampToGround"
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
    reader = _Reader(points, tally, context, source.name)
    with _document(source, tally) as stream:
        yield from collected(
            points, _taken(reader, events(stream, source.name, tally)), reader.finish
        )


def _taken(reader: _Reader, found: Iterator[Event]) -> Iterator[None]:
    """Each point; where the document breaks off, those of the shape that was open as well."""
    try:
        for event in found:
            yield from reader.take(event)
    except RecordError:
        yield from reader.broken()
        raise


def _document(source: Source, tally: Tally) -> BinaryIO:
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
            if others := names[1:]:
                first, *shown = (name[:_SHOWN] for name in names[:4])
                more = f" and {len(others) - 3} more" if len(others) > 3 else ""
                tally.note(
                    f"of a KMZ only the first .kml file is read ({first}): "
                    f"{', '.join(shown)}{more} not read"
                )
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
    def __init__(self, points: Points, tally: Tally, context: Context, file: str) -> None:
        self._points = points
        self._tally = tally
        self._file = file
        self._modes = Modes(points, context, file)
        self._segments = Segments(tally)
        self._path: list[str] = []
        self._folders = [Folder()]
        self._inherited = _CLAMPED
        self._own = False
        self._faulty = own.Faulty()
        self._document: dict[str, str | None] = {}
        self._placemark()
        self._shape()
        self._places = self._uneven = self._left_over = 0

    def _placemark(self) -> None:
        self._name: str | None = None
        self._when = ""
        self._field = ""
        self._data: dict[str, str] = {}
        self._whole: own.Said | None = None
        self._unnamed = Named()
        self._held: list[tuple[float, float, float, str]] = []

    def _shape(self, mode: str = _CLAMPED) -> None:
        self._mode = mode
        self._times = array("q")
        self._coords = array("d")
        self._arrays: dict[str, list[str]] = {}
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
        elif event.tag in _FOLDERS:
            self._folders.append(Folder())
        elif event.tag in _SHAPES:
            self._shape(self._inherited if event.tag == "Track" else _CLAMPED)
        elif event.tag in ("Data", "SimpleArrayData"):
            self._field = event.attributes.get("name", "")
            if event.tag == "SimpleArrayData":
                self._arrays.setdefault(self._field, [])
        elif event.tag == "Schema":
            self._schema(event.attributes.get("name", ""))

    def _schema(self, name: str) -> None:
        if name == own.SPACE:
            self._own, self._points.source = True, None
            self._tally.judged = True
        elif note := own.another_version(name):
            self._tally.note(note)

    def _value(self, tag: str, parent: str, text: str) -> None:
        """The text of an element."""
        if tag in ("name", "description"):
            self._says(tag, parent, text)
        elif tag == "altitudeMode" and parent in _SHAPES:
            self._mode = text.strip()
        elif tag == "altitudeMode" and parent == "MultiTrack":
            self._inherited = text.strip()
        elif tag == "when" and parent == "Track":
            self._one_time(text)
        elif tag == "coord" and parent == "Track":
            self._one_coord(text)
        elif tag == "when" and parent == "TimeStamp":
            self._when = text
        elif tag == "coordinates":
            self._text = text
        elif tag == "value" and self._own and parent == "Data":
            self._data[self._field] = text
        elif tag == "value" and self._own and parent == "SimpleArrayData":
            column = self._arrays.setdefault(self._field, [])
            column.append(text)
            self._bounded(len(column))

    def _says(self, tag: str, parent: str, text: str) -> None:
        """What the file says of itself, and the names of folders and placemarks."""
        self._modes.said(text)
        if tag == "name" and parent == "Placemark":
            self._name = text.strip() or None
        elif tag == "name" and parent in _FOLDERS:
            self._folders[-1].name = text.strip() or None
            if parent == "Document":  # Flightradar24: flight number / callsign
                self._document = {"callsign": callsign(text.rpartition("/")[2])}

    def _ended(self, tag: str) -> Iterator[None]:
        """A shape, a placemark or a folder is complete."""
        if tag == "Track":
            yield from self._track()
        elif tag == "MultiTrack":
            self._inherited = _CLAMPED
        elif tag == "LineString":
            yield from self._line()
        elif tag == "Point":
            self._held.append((*spot(self._text, ",", self._tally), self._mode))
        elif tag == "Placemark":
            yield from self._timed_points()
        elif tag in _FOLDERS:
            yield from self._left(self._folders.pop())

    def _left(self, folder: Folder) -> Iterator[None]:
        words = {} if self._own else {"callsign": callsign(folder.name)}
        if not words.get("callsign") and self._modes.flightradar24:
            words = self._document
        yield from folder.flush(self._points, words)

    def _one_time(self, text: str) -> None:
        time, unreadable = moment(text, self._tally)
        # Two values no time has: none, and one that cannot be read.
        self._times.append(time if time is not None else (-1 if unreadable else -2))
        self._bounded(len(self._times))

    def _one_coord(self, text: str) -> None:
        self._coords.extend(spot(text, None, self._tally))
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
        count = min(count, len(self._times))
        track, whole = self._whose()
        if not self._own:
            track = self._segment(track, count)
        columns = self._columns(count)
        tar1090 = not self._own and self._modes.placemark(self._folders[-1].name, self._name)
        for k in range(count):
            stamp = self._times[k]
            time = None if stamp in (-1, -2) else stamp
            lon, lat, height = self._coords[3 * k : 3 * k + 3]
            values = {"latitude": lat, "longitude": lon}
            said = whole
            if self._own:
                texts = {name: column[k] for name, column in columns.items()}
                said = own.understood(texts, self._tally.unread).over(whole)
                values |= said.numbers
                yield from self._put_all(self._faulty.until(track.address, time))
            else:
                known, fault = self._modes.known(self._mode, height, tar1090=tar1090)
                values |= known
                said = own.Said({}, fault).over(whole) if fault else whole
            self._put(time, values, track, said.words, stamp == -1)
            yield

    def _segment(self, named: Named, count: int) -> Named:
        """The track of this shape, which others of its name may be of as well."""
        times = (NEVER if t in (-1, -2) else t for t in self._times[:count])
        spots = self._coords[: 3 * count]
        new = Segment(times, spots[1::3], spots[::3])
        return self._segments.member(named, new).named or named

    def _columns(self, count: int) -> dict[str, list[str]]:
        """The record's own columns of a track; one that is not as long as it tells of no point:
        all its values are damage."""
        if not self._own:
            return {}
        whole = {n: c for n, c in self._arrays.items() if len(c) == count}
        return whole | {f"{n} (column)": ["?"] * count for n in self._arrays.keys() - whole.keys()}

    def _put(
        self, time: int | None, values: Mapping[str, float], track: Named,
        words: Mapping[str, str | None], unreadable: bool,
    ) -> None:  # fmt: skip
        self._points.add(self._row(), time, values, track, words, unreadable=unreadable)

    def _put_all(self, rows: Iterable[own.Held]) -> Iterator[None]:
        for row in rows:
            self._put(row.time, row.values, row.track, row.words, row.unreadable)
            yield

    def _whose(self) -> tuple[Named, own.Said]:
        """The track that a placemark's shapes are of, and what is said of the whole of it."""
        if self._own:
            self._unnamed.address = self._unnamed.address or address(self._data.get("icao24"))
            if self._whole is None:  # once, as what is no value is counted
                self._whole = own.understood(self._data, self._tally.unread)
            return self._unnamed, self._whole
        words = {"callsign": callsign(self._name), "registration": registration(self._name)}
        if words["callsign"]:
            self._tally.note("callsigns are the names of the placemarks")
        named = self._folders[-1].track(self._name) if self._name else self._unnamed
        return named, own.Said({}, words)

    def _row(self) -> int:
        self._tally.rows += 1
        return self._tally.rows - 1

    def _line(self) -> Iterator[None]:
        for found in _TUPLE.finditer(self._text):
            lon, lat, height = spot(found[0], ",", self._tally)
            yield from self._loose(None, lon, lat, height, self._mode, unreadable=False)

    def _timed_points(self) -> Iterator[None]:
        if not (self._held and self._when.strip()):
            self._places += len(self._held)
            return
        time, unreadable = moment(self._when, self._tally)
        for lon, lat, height, mode in self._held:
            if not self._own:
                yield from self._loose(time, lon, lat, height, mode, unreadable=unreadable)
                continue
            track, said = self._whose()
            values = {"latitude": lat, "longitude": lon} | said.numbers
            self._faulty.hold(own.Held(track, time, values, said.words, unreadable))

    def _loose(
        self, time: int | None, lon: float, lat: float, height: float, mode: str,
        *, unreadable: bool,
    ) -> Iterator[None]:  # fmt: skip
        """A point by itself or of a line, which waits until its folder shows whose it is."""
        known, fault = self._modes.known(mode, height)
        values = {"latitude": lat, "longitude": lon, **known}
        if callsign(self._name):
            self._tally.note("callsigns are the names of the placemarks")
        point = Loose(self._name, self._row(), time, values, unreadable, fault)
        folder = self._folders[-1]
        words = self._document if self._modes.flightradar24 else {}
        yield from folder.add(point, self._points, words)

    def broken(self) -> Iterator[None]:
        """What is known of the shape and of the placemark that nothing has ended."""
        if "Track" in self._path:
            self._cut()
            yield from self._track()
        elif "LineString" in self._path:
            yield from self._line()
        if "Placemark" in self._path and self._when.strip():
            yield from self._timed_points()

    def _cut(self) -> None:
        """Columns of a track that breaks off say nothing from there on."""
        count = min(len(self._coords) // 3, len(self._times))
        if self._own and count:
            self._tally.note(
                f"the file breaks off in a track: of {count} of its points columns are missing"
            )
        for column in self._arrays.values():
            column.extend([""] * (count - len(column)))

    def finish(self) -> None:
        while self._folders:
            list(self._left(self._folders.pop()))
        list(self._put_all(self._faulty.rest()))
        self._segments.finish()
        if self._uneven:
            self._tally.note(
                f"{self._uneven} tracks have another number of times than of positions: "
                f"{self._left_over} of either that are left over are not read"
            )
        if self._places:
            self._tally.note(
                f"{self._places} points without a time are places, no record of a flight: not read"
            )
        for note in self._modes.notes():
            self._tally.note(note)
