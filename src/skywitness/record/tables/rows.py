"""Rows of a table into batches of the record's schema."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from skywitness.aliases import Floats, Mask
from skywitness.record.batch import batch, faults
from skywitness.record.faults.limits import HIGHEST
from skywitness.record.reading import Context, Tally
from skywitness.record.schema import FAULTS, SOURCES
from skywitness.record.tables import limits
from skywitness.record.tables.elapsed import Elapsed
from skywitness.record.tables.identity import addresses, callsigns, squawks
from skywitness.record.tables.layout import Layout
from skywitness.record.tables.names import UNITS
from skywitness.record.tables.times import END, FIRST, Clock, Times, impossible
from skywitness.record.tables.unaddressed import Unaddressed
from skywitness.record.tables.values import Column, broken, flags, literal, numbers, words

_NUMBERS = {
    "altitude": ("altitude", limits.PRESSURE_FT),
    "geoaltitude": ("altitude", limits.GEOMETRIC_FT),
    "mslaltitude": ("altitude", limits.GEOMETRIC_FT),
    "aglaltitude": ("altitude", limits.GEOMETRIC_FT),
    "unstatedaltitude": ("altitude", limits.GEOMETRIC_FT),
    "groundspeed": ("speed", limits.SPEED_KT),
    "vertical_rate": ("speed", limits.RATE_FTMIN),
    "ias": ("speed", limits.AIRSPEED_KT),
    "roll": ("speed", limits.ROLL),
    "rc": ("other", (0.0, 1e7)),
    **{name: ("other", (0.0, float(most))) for name, most in HIGHEST.items()},
}
LONGEST_NAME = 40
"""Letters of a column's name that are told."""
_SMALL = HIGHEST.keys()
_WORDS = ("registration", "typecode", "category", "advisory")
_FREE = ("callsign", *_WORDS)

# OpenSky's position_source (REST API documentation, "All State Vectors").
_OPENSKY_SOURCES = {"0": "adsb_icao", "1": "asterix", "2": "mlat", "3": "flarm"}
_MICRO = np.timedelta64(1, "us")


class Rows:
    """Turns the rows of one table into batches; remembers what must hold for the whole table."""

    def __init__(self, file: str, tally: Tally, context: Context, sheet: bool = False) -> None:
        """For one file; what is noteworthy goes to ``tally``. A ``sheet`` is one that programs open
        which run formulas."""
        self._file = file
        self._sheet = sheet
        self._tally = tally
        self._context = context
        self.begun = False
        """Whether there was a batch."""
        self.joined = False
        """Whether several tables were put one behind the other: no export as it was written."""
        self._clocks: dict[str, Clock] = {}
        self._elapsed = Elapsed(tally)
        self._unaddressed = Unaddressed(tally)
        self._rows = 0
        self._timed = False
        self._crossed: bool | None = None
        """Whether every position so far is one with its halves exchanged; None before the first."""

    def batch(
        self, layout: Layout, table: Mapping[str, Column], row: npt.NDArray[np.int64]
    ) -> pa.RecordBatch:
        """A batch from columns by their name in the table; ``row`` numbers them in the file."""
        self._layout, self._table, self._n = layout, table, len(row)
        self.begun = True
        self._tally.judged = layout.own and not self.joined
        self._marks: dict[str, Mask] = {}
        values: dict[str, object] = {"file": self._file, "row": row}
        self._identity(values)
        self._quantities(values)
        self._place(values)
        self._when(values)
        self._rows += self._n
        times = (np.asarray(values[name]) for name in ("timestamp", "received"))
        self._timed |= not all(np.isnat(each).all() for each in times)
        self._origin(values)
        if "icao24" not in layout.columns:
            self._unaddressed.name(values, self._n)
        self._told()
        values["fault"] = faults(self._n, self._marks)
        return batch(values, self._n)

    def finish(self, layout: Layout) -> None:
        """Note what the table's reader must know."""
        if self._rows and not self._timed:
            self._tally.note("no row has a time")
        if self._crossed:
            self._tally.note(
                "every latitude is beyond 90° and no longitude is: they may be each other's"
            )
        self._tally.note(f"column names: {layout.dialect}")
        if layout.extra:
            shown = ", ".join(n[:40] for n in layout.extra[:40])
            more = f" and {len(layout.extra) - 40} more" if len(layout.extra) > 40 else ""
            self._tally.note(f"columns not read: {shown}{more}")

    def _column(self, column: str) -> Column | None:
        source = self._layout.columns.get(column)
        found = None if source is None else self._table.get(source.name)
        if found is None or not self._layout.empty:
            return found
        text = words(found)
        nothing = pc.is_in(text, value_set=pa.array(sorted(self._layout.empty)))
        return pc.if_else(nothing, pa.scalar(None, text.type), text)

    def _mark(self, code: str, mask: Mask) -> None:
        if mask.any():
            self._marks[code] = self._marks.get(code, np.zeros(self._n, dtype=bool)) | mask

    def _count(self, column: str, bad: Mask) -> None:
        if bad.any():
            self._tally.unread[self._layout.columns[column].name[:LONGEST_NAME]] += int(bad.sum())

    def _told(self) -> None:
        """The faults that a table of the record's own had already."""
        column = self._column("fault")
        if column is None:
            return
        said = words(column).dictionary_encode()
        index = said.indices.fill_null(-1).to_numpy(zero_copy_only=False)
        for k, text in enumerate(said.dictionary.to_pylist()):
            codes = set(text.split())
            for code in FAULTS.keys() & codes:
                self._mark(code, index == k)
            if self._layout.own and not codes <= FAULTS.keys():  # a word of ours, damaged
                self._count("fault", index == k)
                self._mark("other", index == k)

    def _identity(self, values: dict[str, object]) -> None:
        for column, judge, code in (
            ("icao24", addresses, "address"),
            ("callsign", callsigns, "other"),
            ("squawk", squawks, "other"),
        ):
            found = self._column(column)
            if found is None:
                continue
            if column == "callsign" and self._layout.own:  # judged when it was first read
                values[column] = self._text(column, found)
                continue
            values[column], bad = judge(self._text(column, found))
            self._mark(code, bad)
        for column in _WORDS:
            found = self._column(column)
            if found is not None:
                text = self._text(column, found)
                values[column] = text if self._layout.own else words(text)

    def _text(self, column: str, found: Column) -> Column:
        """A column of words without those that are no text, which are counted and marked.

        In the record's own exports what is free text is what it is: `NA` can be a callsign.
        """
        free = self._layout.own and column in _FREE
        text = literal(found, self._sheet) if free else words(found)
        bad = broken(text, replaced=free)
        if not bad.any():
            return text if free else found
        self._count(column, bad)
        self._mark("address" if column == "icao24" else "other", bad)
        return pc.if_else(pa.array(bad), None, text)

    def _quantities(self, values: dict[str, object]) -> None:
        ground = None
        for column, (code, range_) in _NUMBERS.items():
            source = self._column(column)
            if source is None:
                continue
            found, bad = numbers(source)
            if column == "altitude" and bad.any():
                # readsb writes "ground" in place of an altitude.
                text = pc.fill_null(pc.equal(pc.utf8_lower(words(source)), "ground"), False)
                ground = np.asarray(text)
                bad &= ~ground
            with np.errstate(over="ignore"):
                found = found * UNITS[self._layout.columns[column].unit]
            if column == "altitude" and self._layout.dialect.startswith("Flightradar24"):
                found = self._no_height_on_ground(found)
            out = limits.outside(found, range_)
            if column in _SMALL:
                whole = (found >= 0) & (found < 256) & (found == np.floor(found))
                bad |= ~whole & ~np.isnan(found)
                found = np.where(whole, found, np.nan)
            if column == "nac_v":
                out &= ~self._says("tisb.*")  # there it is something else: faults/plain.py
            values[column] = held = limits.held(found)
            self._count(column, bad | (np.isnan(held) & ~np.isnan(found)))
            self._mark(code, bad | out)
        for column in ("track", "heading"):
            source = self._column(column)
            if source is not None:
                found, bad = numbers(source)
                if self._layout.own:  # written from 0 to 360: another value is damage
                    found, out = limits.angle(found)
                else:
                    found, out, unknown = limits.signed_angle(found)
                    bad |= unknown
                values[column] = held = limits.held(found)
                self._count(column, bad | (np.isnan(held) & ~np.isnan(found)))
                self._mark("speed", bad | out)
        source = self._column("onground")
        if source is not None:
            found, bad = flags(source)
            self._count("onground", bad)
            self._mark("other", bad)
        else:
            found = np.full(self._n, np.nan)
        values["onground"] = found if ground is None else np.where(ground, 1.0, found)

    def _no_height_on_ground(self, altitude: Floats) -> Floats:
        """Flightradar24 writes 0 for every aircraft on the ground, whatever its pressure."""
        zero = altitude == 0.0
        if zero.any():
            self._tally.note(
                "altitude: 0 stands for any aircraft on the ground here and is left empty"
            )
        return np.where(zero, np.nan, altitude)

    def _place(self, values: dict[str, object]) -> None:
        text = self._column("position")
        latitude, longitude = self._column("latitude"), self._column("longitude")
        if latitude is None and longitude is None and text is not None:
            parts = pc.extract_regex(words(text), r"^(?P<a>[^,;]*)[,;](?P<o>[^,;]*)$")
            latitude, longitude = parts.field("a"), parts.field("o")
            unsplit = np.asarray(pc.and_(pc.is_valid(words(text)), pc.is_null(parts)))
            self._count("position", unsplit)
            self._mark("position", unsplit)
        if latitude is None or longitude is None:
            self._position = np.zeros(self._n, dtype=bool)
            return
        lat, bad_lat = numbers(latitude)
        lon, bad_lon = numbers(longitude)
        for column, bad in (("latitude", bad_lat), ("longitude", bad_lon)):
            if column in self._layout.columns:
                self._count(column, bad)
        lat, lon, wrong = limits.place(lat, lon)
        self._mark("position", bad_lat | bad_lon | wrong)
        values["latitude"], values["longitude"] = lat, lon
        self._position = ~np.isnan(lat) & ~np.isnan(lon)
        if self._position.any() and self._crossed is not False:
            north, east = np.abs(lat[self._position]), np.abs(lon[self._position])
            self._crossed = bool(((north > 90) & (north <= 180) & (east <= 90)).all())

    def _times(self, role: str) -> Times:
        column = self._column(role)
        if column is None:
            return np.full(self._n, np.iinfo(np.int64).min).view("datetime64[us]")
        name = self._layout.columns[role].name
        clock = self._clocks.setdefault(name, Clock(name, self._tally))
        found, bad = clock.times(column)
        self._count(role, bad)
        self._mark("clock", bad | impossible(found))
        return np.where((found >= FIRST) & (found < END), found, np.datetime64("NaT"))

    def _when(self, values: dict[str, object]) -> None:
        """When the position held, when the row was heard or written, and which are stale.

        A table of snapshots repeats the last position; its age is the snapshot's time less the
        position's own.
        """
        written, placed, heard = (self._times(r) for r in ("time", "position_time", "contact"))
        span = self._column("elapsed")
        if span is not None:
            found, bad = numbers(span)
            self._count("elapsed", bad)
            with np.errstate(over="ignore"):
                micro = found * (1e3 if self._layout.columns["elapsed"].unit == "ms" else 1e6)
            written = self._elapsed.finer(written, micro)
        own = self._position & ~np.isnat(placed)
        report = np.where(np.isnat(heard), written, heard)
        if "position_time" in self._layout.columns:
            values["timestamp"] = np.where(own, placed, np.where(self._position, written, report))
            values["received"] = report
        else:
            values["timestamp"] = np.where(np.isnat(written), heard, written)
            values["received"] = heard
        late = written if "time" in self._layout.columns else heard
        with np.errstate(invalid="ignore", over="ignore"):
            age = (late - placed) / _MICRO / 1e6
            old = own & ~np.isnat(late) & (age > self._context.oldest_s)
            self._mark("stale", old & ~self._says("adsc"))  # comes once in many minutes
        if "altitude_time" in self._layout.columns:
            values["altitude_time"] = self._times("altitude_time")

    def _says(self, source: str) -> Mask:
        """Rows whose source is such a word (a pattern of the whole of it)."""
        column = self._column("source")
        if column is None:
            return np.zeros(self._n, dtype=bool)
        said = pc.match_substring_regex(pc.utf8_lower(words(column)), f"^{source}$")
        return np.asarray(pc.fill_null(said, False))

    def _origin(self, values: dict[str, object]) -> None:
        serials = self._column("serials")
        receiver = serials if serials is not None else self._column("receiver")
        if receiver is not None:
            said = literal(receiver, self._sheet) if self._layout.own else words(receiver)
            values["receiver"] = pc.fill_null(said, self._context.receiver)
        elif self._context.receiver is not None:
            values["receiver"] = self._context.receiver
        number = self._column("position_source")
        source = self._column("source")
        if number is not None:
            text = words(number)
            values["source"] = pa.array(
                [None if t is None else _OPENSKY_SOURCES.get(t, "other") for t in text.to_pylist()],
                type=pa.string(),
            )
        elif source is not None:
            text = pc.utf8_lower(words(source))
            known = pc.is_in(text, value_set=pa.array(list(SOURCES)))
            values["source"] = pc.if_else(pc.or_(known, pc.is_null(text)), text, "other")
