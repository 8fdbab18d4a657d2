"""The record's own GeoJSON: a point for each row, every column in its properties."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pyarrow as pa

from skywitness.record.reading import Context, Tally
from skywitness.record.schema import SCHEMA
from skywitness.record.tables.layout import layout
from skywitness.record.tables.rows import Rows
from skywitness.record.trackfiles.features import Collection

_AT_ONCE = 20_000
_COLUMNS = [name for name in SCHEMA.names if name not in ("file", "row")]
"""Where a row comes from now is this file."""


def own_rows(
    found: Collection, file: str, tally: Tally, context: Context
) -> Iterator[pa.RecordBatch]:
    """The rows, as a table with the record's columns; lines of legs have none and are noted."""
    plan = layout(_COLUMNS, file)
    rows = Rows(file, tally, context)
    kept: list[dict[str, Any]] = []
    numbers: list[int] = []
    legs = 0

    def batch() -> pa.RecordBatch:
        table = {s.name: [r.get(s.name) for r in kept] for s in plan.columns.values()}
        made = rows.batch(plan, table, np.array(numbers, dtype=np.int64))
        kept.clear()
        numbers.clear()
        return made

    for feature in found:
        properties = feature.get("properties")
        record = dict(properties) if isinstance(properties, dict) else {}
        if "what" in record:
            legs += 1
            continue
        numbers.append(tally.rows)
        tally.rows += 1
        kept.append(record | _place(feature.get("geometry")))
        if len(kept) >= _AT_ONCE:
            yield batch()
    if kept:
        yield batch()
    if legs:
        tally.note(f"{legs} legs as lines have no times and are not read: export points")
    rows.finish(plan)


def _place(geometry: object) -> dict[str, Any]:
    spot = geometry.get("coordinates") if isinstance(geometry, dict) else None
    if not isinstance(spot, list) or len(spot) < 2:
        return {}
    return {"longitude": spot[0], "latitude": spot[1]}
