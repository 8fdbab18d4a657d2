"""IGC, the flight recorders' format of the FAI: a row is a B record (fix), counted from 0.

Source: FAI/IGC "Technical Specification for GNSS Flight Recorders", appendix A: B records (A4.1),
extensions declared by the I record (A4.9) with the three-letter codes of A7, date and datum
headers (A3.2). Pressure altitude is of the ISA (1013.25 hPa) and GNSS altitude above the WGS 84
ellipsoid unless the headers HFALP and HFALG say otherwise. Times are UTC. Speeds and directions
have three digits (A7). Where the I record gives them more, LXNAV's recorders write decimals
(``GSP`` of five digits counts hundredths of km/h); what other makers mean nothing says, so that it
is not read, which is noted. The file is one track.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

import pyarrow as pa

from skywitness.errors import RecordError
from skywitness.record.midnights import Midnights
from skywitness.record.reading import Context, Source, Tally, cut_line
from skywitness.record.tables.names import UNITS
from skywitness.record.trackfiles import heights
from skywitness.record.trackfiles.trackfile import Named, Points
from skywitness.units import FOOT

_FIX = re.compile(
    r"B(\d{2})(\d{2})(\d{2})(\d{2})(\d{5})([NS])(\d{3})(\d{5})([EW])([AV])(-\d{4}|\d{5})(-\d{4}|\d{5})"
)
_LOST = re.compile(r"[^ACGHL].*?\d{7}[NS]\d{8}[EW][AV]|\d{1,5}[NS]\d{8}[EW][AV]")
"""A fix that has lost its letter, or more of its beginning; other records hold turn points and
remarks."""
_RECORD = re.compile(r"[AH]|[IJ]\d{2}\d{4}[A-Z]|[CF]\d{6}|L[A-Z]{3}")
"""How records begin that stand before fixes."""
_DATE = re.compile(r"HFDTE(?:DATE)?:?\s*(\d{2})(\d{2})(\d{2})")
_HEADER = re.compile(r"H[FOP](ALG|ALP|GID)[^:]*:?\s*(.*)")
# Three-letter codes that are read, to a column and its unit; each has three digits (A7).
_CODES = {"GSP": ("groundspeed", UNITS["km/h"]), "TRT": ("track", 1.0),
          "IAS": ("ias", UNITS["km/h"]), "HDM": ("heading", 1.0)}  # fmt: skip
_DIGITS = 3
_WITH_DECIMALS = "LXV"
"""LXNAV's code in the A record."""
_KNOWN_GNSS = {
    heights.ELLIPSOID: heights.Rule(heights.ELLIPSOID, "as the header HFALG says"),
    heights.SEA: heights.Rule(heights.SEA, "as the header HFALG says"),
}
_STANDARD = heights.Rule(heights.ELLIPSOID, "as IGC counts GNSS altitudes")
_NO_DATUM = heights.Rule(heights.UNSTATED, "the header HFALG does not say it")
_NO_ISA = heights.Rule(heights.UNSTATED, "the header HFALP says that they are not of the ISA")
_LONGEST = 4096
_PIECE = 1 << 16
_BOM = b"\xef\xbb\xbf"
_HELD = 100_000
"""Fixes that wait for one whose height is not 0."""
_MOST_LINES = 2_000_000
"""Ten recorders writing twice a second through a whole day make fewer."""
_EPOCH = dt.date(1970, 1, 1).toordinal()
_DAY = 86_400_000_000


def recognise(head: bytes, name: str) -> bool:
    """Whether one of its first two lines is a record (the first may be cut), and it has a B record
    as the format demands it."""
    text = head.removeprefix(_BOM).decode("latin-1").lstrip()
    found = [line for line in re.split(r"[\r\n]+", text) if line.strip()]
    if not any(_RECORD.match(line) or _FIX.match(line) for line in found[:2]):
        return False
    fix = any(_FIX.match(line) for line in found)
    return fix or (_DATE.search(text) is not None and re.match(r"A[A-Z0-9]{3}", text) is not None)


def read(source: Source, tally: Tally, context: Context) -> Iterator[pa.RecordBatch]:
    """The fixes; a flight over midnight goes on on the next day.

    Raises:
        RecordError: it has absurdly many lines, or the last one is a fix that was cut; those
            before have been read.
    """
    points = Points(source.name, tally, context)
    state = _State(points, tally, context)
    too_many: RecordError | None = None
    with source.open() as stream:
        for number, (line, has_end) in enumerate(_lines(stream, tally)):
            if number == _MOST_LINES:
                too_many = RecordError(
                    f"more than {_MOST_LINES:,} lines, as no flight has: only those were read",
                    file=source.name,
                    remedy="split the file by flights",
                )
                break
            state.take(line, has_end)
            if points.full():
                yield from points.batches()
    state.finish()
    points.finish()
    yield from points.batches()
    if too_many:
        raise too_many
    if state.cut is not None:
        raise cut_line(source.name, state.cut)


def _lines(stream: BinaryIO, tally: Tally) -> Iterator[tuple[str, bool]]:
    """The lines, which end with a line feed, a carriage return or both, and whether they do."""
    tail, is_long, block = b"", False, stream.read(_PIECE).removeprefix(_BOM)
    while tail or block:
        parts = (tail + block).replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
        tail = parts.pop() if block else b""
        for line in parts:
            if not is_long and len(line) <= _LONGEST:
                yield line.decode("latin-1").rstrip("\x1a "), bool(block)
            else:
                tally.note(f"a line longer than {_LONGEST} bytes is left out")
            is_long = False
        if len(tail) > _LONGEST:
            tail, is_long = b"", True
        block = stream.read(_PIECE) if block else b""
    if is_long:
        tally.note(f"a line longer than {_LONGEST} bytes is left out")


class _Fix(NamedTuple):
    """A fix whose heights wait until it is known whether their columns say anything: pressure and
    GNSS altitude in metres, the latter NaN where there was none, and what they are."""

    row: int
    time: int | None
    values: dict[str, float]
    words: dict[str, str | None]
    heights: tuple[float, float]
    pressure: bool
    gnss: heights.Rule


class _State:
    def __init__(self, points: Points, tally: Tally, context: Context) -> None:
        self._points = points
        self._tally = tally
        # The date told last, until a fix has been read by it.
        self._told = None if context.date is None else context.date.toordinal() - _EPOCH
        self._midnights: Midnights | None = None
        self._fields: list[tuple[int, int, str, float, str]] = []
        self._words: dict[str, str | None] = {}
        self._track = Named()
        self._maker = ""
        self._pressure = True
        self._no_isa = 0
        given = heights.declared(context)
        # What GNSS altitudes are declared to be; they are never pressure altitudes.
        self._given_rule = given if given and given.column != heights.PRESSURE else None
        self._gnss = self._given_rule or _STANDARD
        self._no_gnss = 0
        self._waiting: list[_Fix] = []
        self._says = {"pressure": False, "GNSS": False}
        self._settled = False
        self._first = True
        self._length = 0
        self.cut: int | None = None
        """The number of the last fix if it was cut."""

    def take(self, line: str, has_end: bool) -> None:
        if not line:
            return
        if self._first and not (_RECORD.match(line) or _FIX.match(line)):
            self._tally.note(f"the first line is none of IGC and is left out ({line[:30]!r})")
        self._first = False
        kind = line[:1]
        if kind == "B":
            self._fix(line, has_end)
        elif kind == "A" and "receiver" not in self._words and len(line) >= 4:
            self._words["receiver"] = line[1:8].strip()
            self._maker = line[1:].strip().upper()
        elif kind == "H":
            self._header(line)
        elif kind == "I":
            self._extensions(line)
        elif _LOST.match(line):
            self._tally.refuse(self._tally.rows, "not a fix", line)
            self._tally.rows += 1

    def _header(self, line: str) -> None:
        if found := _DATE.match(line):
            day, month, year = map(int, found.groups())
            year += 1900 if year >= 80 else 2000
            try:
                self._told = dt.date(year, month, day).toordinal() - _EPOCH
            except ValueError:
                self._tally.note(f"the date {line[:30]!r} is none")
        elif found := _HEADER.match(line):
            code, text = found[1], found[2].strip()
            if code == "GID" and text:
                self._words["registration"] = text[:20]
            elif code == "ALG" and text:
                self._datum(line.upper())
            elif code == "ALP" and text and "ISA" not in line.upper():
                self._pressure = False
                self._tally.note(f"altitudes are no pressure altitudes of the ISA ({line[:40]!r})")

    def _datum(self, header: str) -> None:
        """What GNSS altitudes count from: the ellipsoid (ELL), the geoid (GEO), or not said."""
        if "ELL" in header or "ELIPS" in header:
            self._gnss = _KNOWN_GNSS[heights.ELLIPSOID]
        elif re.search("GEO|MSL", header):
            self._gnss = _KNOWN_GNSS[heights.SEA]
        else:
            self._gnss = self._given_rule or _NO_DATUM

    def _extensions(self, line: str) -> None:
        """Where in a B record more is said: `I`, a count, then start, end (from 1) and code."""
        self._fields = []
        for first, last, code in re.findall(r"(\d{2})(\d{2})([A-Z]{3})", line[3:]):
            start, end = int(first) - 1, int(last)
            if code not in _CODES or start >= end:
                continue
            column, unit = _CODES[code]
            more = end - start - _DIGITS
            if more > 0 and not self._maker.startswith(_WITH_DECIMALS):
                self._tally.note(
                    f"{code} has {end - start} digits, the specification {_DIGITS}: what the maker "
                    f"({self._maker[:3] or 'not said'}) means is not known, and it is not read"
                )
                continue
            self._fields.append((start, end, column, unit / 10 ** max(0, more), code))

    def _fix(self, line: str, has_end: bool) -> None:
        row = self._tally.rows
        self._tally.rows += 1
        found = _FIX.match(line)
        if not has_end and (found is None or len(line) < self._length):
            self.cut = row
            self._tally.refuse(row, "a line that breaks off", line)
            return
        self._length = len(line)
        if found is None:
            self._tally.refuse(row, "not a fix", line)
            return
        hour, minute, second = (int(g) for g in found.groups()[:3])
        if hour > 23 or minute > 59 or second > 60:
            self._tally.refuse(row, "no time of day", line)
            return
        values, words = self._place(found), self._words
        for start, end, column, factor, code in self._fields:
            digits = line[start:end]
            if digits.isascii() and digits.isdigit() and len(digits) == end - start:
                values[column] = int(digits) * factor
            elif digits.strip(" -"):
                self._tally.unread[code] += 1
                words = words | {"fault": "speed"}
        time = self._time(hour * 3600 + minute * 60 + second)
        gnss = math.nan if found[10] == "V" else float(found[12])
        self._no_gnss += found[10] == "V"
        both = float(found[11]), gnss
        self._hold(_Fix(row, time, values, words, both, self._pressure, self._gnss))

    def _hold(self, fix: _Fix) -> None:
        """Take a fix; once both columns of heights are known to say something, at once."""
        self._waiting.append(fix)
        for column, height in zip(self._says, fix.heights, strict=True):
            self._says[column] |= height != 0 and not math.isnan(height)
        if self._settled or all(self._says.values()) or len(self._waiting) >= _HELD:
            self._settle()

    def _settle(self) -> None:
        """Hand on what waits, without heights of columns that were 0 so far."""
        if not self._settled:
            for k, column in enumerate(self._says):
                if not self._says[column] and any(f.heights[k] == 0 for f in self._waiting):
                    self._tally.note(f"{column} altitudes are 0 throughout: they say nothing")
        self._settled = True
        for fix in self._waiting:
            values = fix.values | self._heights(fix)
            self._points.add(fix.row, fix.time, values, self._track, fix.words)
        self._waiting.clear()

    def _place(self, found: re.Match[str]) -> dict[str, float]:
        lat = int(found[4]) + int(found[5]) / 60_000
        lon = int(found[7]) + int(found[8]) / 60_000
        if int(found[5]) >= 60_000 or int(found[8]) >= 60_000:
            lat = math.nan  # sixty minutes or more: no position
        return {
            "latitude": -lat if found[6] == "S" else lat,
            "longitude": -lon if found[9] == "W" else lon,
        }

    def _heights(self, fix: _Fix) -> dict[str, float]:
        """The heights of a fix by column."""
        values: dict[str, float] = {}
        pressure, gnss = fix.heights
        if fix.pressure and self._says["pressure"]:
            values["altitude"] = pressure / FOOT
        if self._says["GNSS"] and not math.isnan(gnss):
            values |= self._points.height(fix.gnss, gnss)
        if not fix.pressure and self._says["pressure"]:
            if heights.UNSTATED in values:
                self._no_isa += 1
            else:
                values |= self._points.height(_NO_ISA, pressure)
        return values

    def _time(self, seconds: int) -> int | None:
        """Microseconds since 1970 of a time of day, None without a date."""
        if self._told is not None:
            self._midnights = self._midnights or Midnights()
            day = self._midnights.begin(self._told, seconds)
            self._told = None
        elif self._midnights is None:
            return None
        else:
            day = self._midnights.at(seconds)
        return day * _DAY + seconds * 1_000_000

    def finish(self) -> None:
        self._settle()
        if self._midnights is None and self._told is None and self._tally.rows:
            self._tally.note("the file gives no date: say which day it is of")
        if self._no_isa:
            self._tally.note(
                f"{self._no_isa} altitudes that are not of the ISA are left out: the column of "
                "heights without a stated reference has the GNSS altitudes"
            )
        if self._no_gnss:
            self._tally.note(
                f"{self._no_gnss} fixes are marked as without GNSS height (V); their position may "
                "be the last known one"
            )
