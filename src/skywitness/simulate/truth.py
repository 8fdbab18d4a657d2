"""What was true, as a plain table: every aircraft at every whole second."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from skywitness.simulate.world import World

SCHEMA = pa.schema([
    ("timestamp", pa.timestamp("us", "UTC")), ("icao24", pa.string()), ("callsign", pa.string()),
    ("kind", pa.string()), ("latitude", pa.float64()), ("longitude", pa.float64()),
    ("altitude", pa.float64()), ("geoaltitude", pa.float64()), ("groundspeed", pa.float64()),
    ("track", pa.float64()), ("vertical_rate", pa.float64()), ("onground", pa.bool_()),
])  # fmt: skip


def write(world: World, path: Path) -> int:
    """One row group for each aircraft; how many rows.

    Units are those of the record: degrees, feet, knots, feet a minute; `geoaltitude` is above the
    ellipsoid.
    """
    rows = 0
    with pq.ParquetWriter(path, SCHEMA, compression="zstd") as out:
        for each in world.aircraft:
            begin = math.ceil(max(world.start, each.motion.start))
            stop = math.floor(min(world.end, each.motion.end))
            times = np.arange(begin, stop + 1, dtype=np.float64)
            if not len(times):
                continue
            seen = each.motion.at(times)
            n = len(times)
            stamps = (times * 1e6).astype(np.int64).view("datetime64[us]")
            out.write_table(pa.table([
                pa.array(stamps).cast(SCHEMA.field("timestamp").type),
                pa.repeat(pa.scalar(each.icao24), n), pa.repeat(pa.scalar(each.callsign), n),
                pa.repeat(pa.scalar(each.kind), n), seen.latitude, seen.longitude, seen.altitude,
                seen.geoaltitude, seen.groundspeed, seen.track, seen.vertical_rate, seen.onground,
            ], schema=SCHEMA))  # fmt: skip
            rows += n
    return rows
