"""GeoJSON (RFC 7946): a point for each row, or with ``lines`` a line for each leg.

The third coordinate of a position is there only where the height asked for is known, in metres.
RFC 7946 (section 3.1.1) counts it from the WGS 84 ellipsoid, as ``geoaltitude`` is; a height that
is only known above mean sea level is turned into one. Feature members are written one after the
other, so that memory stays bounded.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import orjson
import pyarrow as pa

from skywitness.aliases import Floats
from skywitness.handover.rows.formats import Job
from skywitness.record.schema import COLUMNS, SCHEMA
from skywitness.tracks.facts import facts, line_parts
from skywitness.tracks.lines import above_ellipsoid
from skywitness.tracks.provenance import FROM_SEA, HEIGHTS
from skywitness.tracks.text import times, words
from skywitness.units import FOOT

UNITS = {c.name: c.unit for c in COLUMNS if c.unit}
DIGITS = 7
"""Decimals of degrees: 11 mm."""


def write(path: Path, job: Job) -> None:
    """Write the collection."""
    said = f"third coordinates: {HEIGHTS[job.heights]}, in metres"
    said += "" if job.heights == "pressure" else f"; {FROM_SEA}"
    about = job.provenance.as_json(said) | {"units": UNITS}
    with path.open("wb") as out:
        head = orjson.dumps({"type": "FeatureCollection", "skywitness": about})
        out.write(head[:-1] + b',"features":[\n')
        _write_all(out, _legs(job) if job.lines else _rows(job))
        out.write(b"\n]}\n")


def _write_all(out: BinaryIO, features: Iterator[dict[str, Any]]) -> None:
    first = True
    for feature in features:
        out.write(b"" if first else b",\n")
        out.write(orjson.dumps(feature, option=orjson.OPT_SERIALIZE_NUMPY))
        first = False


def _rows(job: Job) -> Iterator[dict[str, Any]]:
    for table in job.tables():
        for start in range(0, len(table), 20_000):
            yield from _features(table.slice(start, 20_000), job.heights)


def _features(table: pa.Table, heights: str) -> Iterator[dict[str, Any]]:
    columns = [_values(table.column(n)) for n in SCHEMA.names]
    lat, lon = (SCHEMA.get_field_index(n) for n in ("latitude", "longitude"))
    for row, metres in zip(zip(*columns, strict=True), _metres(table, heights), strict=True):
        geometry = None
        if row[lat] is not None and row[lon] is not None:
            spot = [round(row[lon], DIGITS), round(row[lat], DIGITS)]
            if np.isfinite(metres):
                spot.append(round(metres, 2))
            geometry = {"type": "Point", "coordinates": spot}
        properties = {
            name: value
            for k, (name, value) in enumerate(zip(SCHEMA.names, row, strict=True))
            if value is not None and (geometry is None or k not in (lat, lon))
        }
        yield {"type": "Feature", "geometry": geometry, "properties": properties}


def _metres(table: pa.Table, heights: str) -> list[float]:
    """Third coordinates in metres, NaN without."""

    def number(name: str) -> Floats:
        values = table.column(name).combine_chunks().to_numpy(zero_copy_only=False)
        return np.asarray(values, dtype=np.float64)

    if heights == "pressure":
        feet = number("altitude")
    else:
        names = ("geoaltitude", "mslaltitude", "latitude", "longitude")
        feet = above_ellipsoid(*map(number, names))
    return list((feet * FOOT).tolist())


def _values(column: pa.ChunkedArray) -> list[Any]:
    if pa.types.is_dictionary(column.type):
        return list(words(column).to_pylist())
    if pa.types.is_timestamp(column.type):
        return list(times(column).to_pylist())
    if pa.types.is_float32(column.type):  # 0.1 as single precision is 0.1, not 0.10000000149
        return [None if v is None else float(str(np.float32(v))) for v in column.to_pylist()]
    return list(column.to_pylist())


def _legs(job: Job) -> Iterator[dict[str, Any]]:
    for leg in job.legs():
        parts = [_coordinates(p) for p in line_parts(leg, job.heights)]
        if parts:
            kind = "LineString" if len(parts) == 1 else "MultiLineString"
            shape = parts[0] if len(parts) == 1 else parts
            geometry = {"type": kind, "coordinates": shape}
            yield {"type": "Feature", "geometry": geometry, "properties": facts(leg)}
        if job.provenance.selection.faulty and len(leg.faulty):
            t, k = leg.track, leg.faulty
            spots = _coordinates(np.column_stack([t.longitude[k], t.latitude[k]]))
            marks = words(t.table.column("fault")).take(pa.array(k)).to_pylist()
            yield {
                "type": "Feature",
                "geometry": {"type": "MultiPoint", "coordinates": spots},
                "properties": facts(leg) | {"what": "faulty rows of the leg", "faults": marks},
            }


def _coordinates(line: Any) -> list[list[float]]:
    degrees = np.round(line[:, :2], DIGITS)
    if line.shape[1] == 2:
        return [list(map(float, p)) for p in degrees]
    return [
        [*map(float, p), float(h)] for p, h in zip(degrees, np.round(line[:, 2], 2), strict=True)
    ]
