"""CSV (RFC 4180): a line for each row, every column of the record, numbers as they are.

Columns with a unit say it in their name, by which other programs and the record's own reader
know it. The last column, ``about``, speaks in the first line only: heights, hashes, licences.
"""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.csv as pv

from skywitness.handover.rows.formats import Job
from skywitness.record.schema import SCHEMA
from skywitness.tracks.text import cell, times, words

NAMES = {
    "altitude": "pressure_altitude_ft",
    "geoaltitude": "geoaltitude_ft",
    "mslaltitude": "mslaltitude_ft",
    "aglaltitude": "aglaltitude_ft",
    "unstatedaltitude": "unstatedaltitude_ft",
    "groundspeed": "groundspeed_kt",
    "vertical_rate": "vertical_rate_fpm",
    "ias": "ias_kt",
}
ABOUT = (
    "pressure_altitude_ft is pressure altitude (1013.25 hPa), geoaltitude_ft is height above the "
    "WGS 84 ellipsoid, mslaltitude_ft above mean sea level, aglaltitude_ft above the ground, of "
    "unstatedaltitude_ft the source does not say above what, all in feet; rc in metres; track, "
    "heading, roll in degrees"
)
HEADER = [NAMES.get(n, n) for n in SCHEMA.names]


def write(path: Path, job: Job) -> None:
    """Write the table, hour by hour."""
    about = cell(" ".join(job.provenance.lines(f"{ABOUT}.")))
    kinds = [pa.string() if _worded(f.type) else f.type for f in SCHEMA]
    schema = pa.schema([*zip(HEADER, kinds, strict=True), ("about", pa.string())])
    options = pv.WriteOptions(quoting_style="needed")
    first = True
    with pv.CSVWriter(path, schema, write_options=options) as out:
        for table in job.tables():
            columns = [_column(table.column(f.name), f.type) for f in SCHEMA]
            notes = pa.nulls(len(table), pa.string())
            if first:
                notes = pa.concat_arrays([pa.array([about]), notes.slice(1)])
                first = False
            out.write_table(pa.table([*columns, notes], schema=schema))


def _worded(kind: pa.DataType) -> bool:
    return bool(pa.types.is_dictionary(kind) or pa.types.is_timestamp(kind))


def _column(column: pa.ChunkedArray, kind: pa.DataType) -> pa.ChunkedArray | pa.Array:
    if pa.types.is_dictionary(kind):
        return words(column, "cell")
    if pa.types.is_timestamp(kind):
        return times(column)
    return column
