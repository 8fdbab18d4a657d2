"""The table of formats: a new one is a file in ``readers`` and a row here."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import cast

from skywitness.record.reading import Context, Gathered, GatheringReader, Reader, Texts


@dataclass(frozen=True)
class Format:
    """A format that can be read: ``module`` is the file in ``readers`` that reads it.

    ``row`` says what a row of it is, ``sign`` what it is recognised by; both for people.
    ``gathers`` says that its reader can :meth:`gather`. ``filled`` says that a file without rows is
    told wherever it lies: of other formats empty files are ordinary in folders, or say why.
    """

    name: str
    title: str
    module: str
    row: str = ""
    sign: str = ""
    gathers: bool = False
    filled: bool = False

    @property
    def reader(self) -> Reader:
        """Its reader, imported on first use."""
        return _reader(self.module)

    def gather(self, texts: Texts, context: Context) -> Gathered | None:
        """Small files of it together (:class:`~skywitness.record.reading.GatheringReader`), or None
        where its reader takes each by itself."""
        return cast(GatheringReader, self.reader).gather(texts, context) if self.gathers else None


@cache
def _reader(module: str) -> Reader:
    return cast(Reader, import_module(f"skywitness.record.readers.{module}"))


# Tried in this order; what is surest to recognise comes first, what only looks likely last.
FORMATS: tuple[Format, ...] = (
    Format(
        "beast", "Beast binary", "beast",
        row="a message of a Mode S receiver", sign="records that begin with 0x1a, of known lengths",
    ),
    Format(
        "avr", "AVR text", "avr",
        row="a message of a Mode S receiver", sign="hex digits between * (or @) and ;",
    ),
    Format(
        "jet1090", "jet1090 JSON lines", "jet1090",
        row="a message of a Mode S receiver", sign="a JSON object a line with timestamp and frame",
    ),
    Format(
        "readsb_trace", "readsb trace (JSON)", "readsb_trace",
        row="a row of the trace", sign="a JSON object with icao or timestamp and a list trace",
        gathers=True,
    ),
    Format(
        "network_fixes", "Fixes of several networks (JSON)", "network_fixes",
        row="a fix", sign="a JSON object with a list fixes and positionTime",
    ),
    Format(
        "aircraft_json", "aircraft.json and ADSBx version 2 answers", "aircraft_json",
        row="an aircraft of the list", sign="a JSON object with a list aircraft or ac",
    ),
    Format(
        "readsb_jsonl", "readsb JSON lines", "readsb_jsonl",
        row="a line", sign="a JSON object a line with hex and fields of aircraft.json",
    ),
    Format(
        "sbs", "SBS (BaseStation) CSV", "sbs",
        row="a line", sign="lines that begin with MSG or MLAT",
    ),
    Format(
        "opensky_raw", "OpenSky raw messages (Parquet)", "opensky_raw",
        row="a message of a Mode S receiver", sign="Parquet with a column rawmsg",
        filled=True,
    ),
    Format(
        "frames_csv", "Frames in CSV", "frames_csv",
        row="a message of a Mode S receiver", sign="a column of times and one of frames in hex",
        filled=True,
    ),
    Format(
        "heatmap", "readsb heatmap", "heatmap",
        row="an entry of 16 bytes", sign="an index that leads to a slice with a time",
    ),
    Format(
        "asterix", "ASTERIX", "asterix",
        row="a record of category 021, 048 or 062", sign="data blocks whose lengths and fields fit",
    ),
    Format(
        "gpx", "GPX", "gpx",
        row="a point of a track", sign="an XML document gpx",
    ),
    Format(
        "kml", "KML and KMZ", "kml",
        row="a position", sign="an XML document kml, or a zip that holds one",
    ),
    Format(
        "geojson", "GeoJSON with times", "geojson",
        row="a position", sign="GeoJSON features whose properties have times",
    ),
    Format(
        "igc", "IGC", "igc",
        row="a fix (B record)", sign="an A or H record first, B records as the format has them",
    ),
    Format(
        "opensky_states", "OpenSky REST answers", "opensky_states",
        row="a state vector", sign="a JSON object with time and states",
    ),
    Format(
        "table_parquet", "Tables in Parquet", "table_parquet",
        row="a row of the table", sign="Parquet; then the names of its columns",
        filled=True,
    ),
    Format(
        "table_json", "Tables in JSON", "table_json",
        row="a record, a line or a row", sign="JSON records with the columns of such a table",
        filled=True,
    ),
    Format(
        "table_csv", "Tables in CSV", "table_csv",
        row="a line after the header", sign="a header that names such columns",
        filled=True,
    ),
    Format(
        "iq", "Radio samples (I/Q)", "iq",
        row="not read: the message says what to do", sign="noise around the middle of eight bits",
    ),
)  # fmt: skip


def recognise(head: bytes, name: str) -> Format | None:
    """The format of a file from the start of its content (decompressed), or None."""
    return next((f for f in FORMATS if f.reader.recognise(head, name)), None)


def gathering() -> tuple[Format, ...]:
    """The formats whose readers take small files together."""
    return tuple(f for f in FORMATS if f.gathers)
