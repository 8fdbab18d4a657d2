"""GeoParquet 1.1: a point for each row with every column of the record, or a line for each leg.

Geometries are two-dimensional WKB in OGC:CRS84; heights are columns of their own, as pressure
altitude is none and not every row has one above the ellipsoid. ``bbox`` is the covering column of
the specification (geoparquet.org, v1.1.0). Row groups are written as they come.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq
import pyproj
import shapely

from skywitness.handover.rows.formats import Job
from skywitness.record.schema import COLUMNS, SCHEMA
from skywitness.tracks.facts import facts, line_parts
from skywitness.tracks.text import words

GEOMETRY, BBOX = "geometry", "bbox"
SIDES = ("xmin", "ymin", "xmax", "ymax")
HEIGHTS = (
    "geometries have no third coordinate: altitude is pressure altitude (1013.25 hPa) in feet, "
    "geoaltitude is height above the WGS 84 ellipsoid, mslaltitude above mean sea level, "
    "aglaltitude above the ground, of unstatedaltitude the source does not say above what, all in "
    "feet"
)
GROUP_ROWS = 100_000
_BOX = pa.struct([(side, pa.float64()) for side in SIDES])
_SHAPE = [(GEOMETRY, pa.binary()), (BBOX, _BOX)]
_TEXT = pa.string()
_LEG = pa.schema(
    [
        ("what", _TEXT), ("icao24", _TEXT), ("leg", pa.int32()), ("callsigns", pa.list_(_TEXT)),
        ("registration", _TEXT), ("typecode", _TEXT),
        ("first", pa.timestamp("us", "UTC")), ("last", pa.timestamp("us", "UTC")),
        ("rows", pa.int64()), ("positions", pa.int64()), ("rows_with_fault", pa.int64()),
        *((f"{name}_{end}", pa.float64())
          for name in ("pressure_altitude_ft", "geoaltitude_ft", "mslaltitude_ft",
                       "aglaltitude_ft", "unstatedaltitude_ft", "groundspeed_kt")
          for end in ("least", "most")),
        *_SHAPE,
    ]
)  # fmt: skip
_ROW = pa.schema(
    [pa.field(f.name, _TEXT if pa.types.is_dictionary(f.type) else f.type) for f in SCHEMA]
    + [pa.field(*each) for each in _SHAPE]
)


def write(path: Path, job: Job) -> None:
    """Write the file, a row group at a time; its metadata come at the end."""
    reach = np.array([np.inf, np.inf, -np.inf, -np.inf])
    kinds: set[str] = set()
    with pq.ParquetWriter(path, _LEG if job.lines else _ROW, compression="zstd") as out:
        for table, types, box in _legs(job) if job.lines else _rows(job):
            out.write_table(table, row_group_size=GROUP_ROWS)
            kinds |= types
            reach[:2], reach[2:] = np.fmin(reach[:2], box[:2]), np.fmax(reach[2:], box[2:])
        about = job.provenance.as_json(HEIGHTS) | {"units": {c.name: c.unit for c in COLUMNS}}
        geo = metadata(kinds, reach, job.provenance.software)
        out.add_key_value_metadata({"geo": json.dumps(geo), "skywitness": json.dumps(about)})


def metadata(kinds: set[str], reach: npt.NDArray[np.float64], software: str) -> dict[str, Any]:
    """The file metadata that the specification asks for."""
    column: dict[str, Any] = {
        "encoding": "WKB",
        "geometry_types": sorted(kinds),
        "crs": pyproj.CRS.from_user_input("OGC:CRS84").to_json_dict(),
        "edges": "planar",
        "covering": {BBOX: {side: [BBOX, side] for side in SIDES}},
    }
    if np.isfinite(reach).all():
        column["bbox"] = [float(v) for v in reach]
    return {
        "version": "1.1.0",
        "primary_column": GEOMETRY,
        "columns": {GEOMETRY: column},
        "creator": {"library": software},
    }


Part = tuple[pa.Table, set[str], npt.NDArray[np.float64]]


def _rows(job: Job) -> Iterator[Part]:
    for table in job.tables():
        lon, lat = (
            table.column(n).combine_chunks().to_numpy(zero_copy_only=False)
            for n in ("longitude", "latitude")
        )
        lacks = ~(np.isfinite(lon) & np.isfinite(lat))
        columns = [
            words(table.column(f.name)) if pa.types.is_dictionary(f.type) else table.column(f.name)
            for f in SCHEMA
        ]
        box = [pa.array(v, mask=lacks) for v in (lon, lat, lon, lat)]
        boxes = pa.StructArray.from_arrays(box, fields=list(_BOX), mask=pa.array(lacks))
        whole = pa.table([*columns, points(lon, lat, lacks), boxes], schema=_ROW)
        none = bool(lacks.all())
        with np.errstate(invalid="ignore"):
            reach = np.full(4, np.nan) if none else np.array(
                [np.nanmin(lon), np.nanmin(lat), np.nanmax(lon), np.nanmax(lat)]
            )  # fmt: skip
        yield whole, set() if none else {"Point"}, reach


def points(
    lon: npt.NDArray[np.float64], lat: npt.NDArray[np.float64], lacks: npt.NDArray[np.bool_]
) -> pa.Array:
    """Points as WKB (OGC 06-103r4, 8.2): a byte for little endian, type 1, x and y."""
    n = len(lon)
    each = np.zeros(n, dtype=[("order", "u1"), ("type", "<u4"), ("x", "<f8"), ("y", "<f8")])
    each["order"], each["type"], each["x"], each["y"] = 1, 1, lon, lat
    kept = each[~lacks]
    offsets = np.concatenate([[0], np.cumsum(~lacks) * each.itemsize]).astype(np.int32)
    present = pa.array(~lacks).buffers()[1]
    data = [present, pa.py_buffer(offsets), pa.py_buffer(kept.tobytes())]
    return pa.Array.from_buffers(pa.binary(), n, data, null_count=int(lacks.sum()))


def _legs(job: Job) -> Iterator[Part]:
    rows: list[dict[str, Any]] = []
    shapes: list[shapely.Geometry] = []
    for leg in job.legs():
        lines = [shapely.linestrings(p) for p in line_parts(leg, None)]
        if lines:
            rows.append(facts(leg))
            shapes.append(shapely.multilinestrings(lines))
        if job.provenance.selection.faulty and len(leg.faulty):
            t, k = leg.track, leg.faulty
            rows.append(facts(leg) | {"what": "faulty rows of the leg"})
            shapes.append(shapely.multipoints(np.column_stack([t.longitude[k], t.latitude[k]])))
        if len(rows) >= 5000:
            yield _part(rows, shapes)
            rows, shapes = [], []
    if rows:
        yield _part(rows, shapes)


def _part(rows: list[dict[str, Any]], shapes: list[shapely.Geometry]) -> Part:
    bounds = shapely.bounds(np.asarray(shapes, dtype=object))
    boxes = pa.StructArray.from_arrays(
        [pa.array(bounds[:, k]) for k in range(4)], fields=list(_BOX)
    )
    columns: dict[str, Any] = {name: [row.get(name) for row in rows] for name in _LEG.names[:-2]}
    for name in ("first", "last"):
        columns[name] = pa.array(columns[name]).cast(pa.timestamp("us", "UTC"))
    columns[GEOMETRY] = shapely.to_wkb(np.asarray(shapes, dtype=object)).tolist()
    columns[BBOX] = boxes
    reach = np.concatenate([bounds[:, :2].min(axis=0), bounds[:, 2:].max(axis=0)])
    return pa.table(columns, schema=_LEG), {s.geom_type for s in shapes}, reach
