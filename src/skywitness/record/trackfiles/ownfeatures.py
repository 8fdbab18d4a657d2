"""The record's own GeoJSON: a point for each row, every column in its properties."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import pyarrow as pa

from skywitness.errors import RecordError
from skywitness.record.reading import Context, Tally
from skywitness.record.schema import SCHEMA
from skywitness.record.tables.layout import layout
from skywitness.record.tables.rows import LONGEST_NAME, Rows
from skywitness.record.trackfiles.features import Collection

_AT_ONCE = 20_000
_COLUMNS = [name for name in SCHEMA.names if name not in ("file", "row")]
"""Where a row comes from now is this file."""
_WRITTEN = frozenset(SCHEMA.names) - {"latitude", "longitude"}
"""What the export writes among a point's properties: another name is damage."""


def own_rows(
    found: Collection, file: str, tally: Tally, context: Context
) -> Iterator[pa.RecordBatch]:
    """The rows, as a table with the record's columns; lines of legs have none and are noted.

    Raises:
        RecordError: it breaks off; the rows before have been given.
    """
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

    broken: RecordError | None = None
    features = iter(found)
    while True:
        try:
            feature = next(features, None)
        except RecordError as error:
            broken = error
            break
        if feature is None:
            break
        properties = feature.get("properties")
        if not isinstance(properties, dict):
            tally.refuse(tally.rows, "a feature without properties")
            tally.rows += 1
            continue
        record = dict(properties)
        if "what" in record:
            legs += 1
            continue
        numbers.append(tally.rows)
        tally.rows += 1
        if odd := record.keys() - _WRITTEN - _half(feature, record):
            for name in odd:
                tally.unread[name[:LONGEST_NAME]] += 1
            record["fault"] = f"{record.get('fault') or ''} other"
        kept.append(record | _place(feature.get("geometry")))
        if len(kept) >= _AT_ONCE:
            yield batch()
    if kept:
        yield batch()
    if legs:
        tally.note(f"{legs} legs as lines have no times and are not read: export points")
    rows.finish(plan)
    if broken is not None:
        raise broken


def _half(feature: Mapping[str, Any], record: Mapping[str, Any]) -> set[str]:
    """The half of a position that stands among properties, where there is no more of one."""
    said = record.keys() & {"latitude", "longitude"}
    return said if feature.get("geometry") is None and len(said) == 1 else set()


def _place(geometry: object) -> dict[str, Any]:
    if geometry is None:
        return {}
    spot = geometry.get("coordinates") if isinstance(geometry, dict) else None
    if not isinstance(spot, list) or len(spot) < 2:
        return dict.fromkeys(("longitude", "latitude"), "no position")  # counted, and marked
    return {"longitude": spot[0], "latitude": spot[1]}
