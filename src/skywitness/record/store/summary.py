"""The aircraft of a store, one row each, gathered in bounded memory."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

import pyarrow as pa
import pyarrow.compute as pc

MOST_NAMES = 50
"""Callsigns listed for one address."""
_TIME = pa.timestamp("us", "UTC")
SUMMARY = pa.schema(
    [
        ("icao24", pa.string()),
        ("rows", pa.int64()),
        ("faulty", pa.int64()),
        ("first", _TIME),
        ("last", _TIME),
        ("callsigns", pa.list_(pa.string())),
        ("registration", pa.string()),
        ("typecode", pa.string()),
        ("sources", pa.list_(pa.string())),
    ]
)


@dataclass
class Craft:
    """What has been met of one address."""

    rows: int = 0
    faulty: int = 0
    first: dt.datetime | None = None
    last: dt.datetime | None = None
    callsigns: set[str] = field(default_factory=set)
    registration: str | None = None
    typecode: str | None = None
    sources: set[str] = field(default_factory=set)


def aircraft(batches: Iterable[pa.RecordBatch]) -> pa.Table:
    """One row per address, in order; rows without one stand last under null."""
    found: dict[str | None, Craft] = {}
    for batch in batches:
        _add(found, pa.Table.from_batches([batch]))
    rows = [
        {
            **vars(craft),
            "icao24": name,
            "callsigns": sorted(craft.callsigns),
            "sources": sorted(craft.sources),
        }
        for name, craft in sorted(found.items(), key=lambda each: (each[0] is None, each[0] or ""))
    ]
    return pa.Table.from_pylist(rows, schema=SUMMARY)


def _add(found: dict[str | None, Craft], table: pa.Table) -> None:
    table = table.set_column(0, "icao24", table.column("icao24").cast(pa.string()))
    good = pc.is_null(table.column("fault"))
    times = pc.if_else(good, table.column("timestamp"), pa.scalar(None, _TIME))
    plain = pa.table(
        {"icao24": table.column("icao24"), "time": times, "bad": pc.invert(good).cast(pa.int64())}
    )
    sums = plain.group_by("icao24").aggregate(
        [([], "count_all"), ("bad", "sum"), ("time", "min"), ("time", "max")]
    )
    for row in sums.to_pylist():
        craft = found.setdefault(row["icao24"], Craft())
        craft.rows += row["count_all"]
        craft.faulty += row["bad_sum"]
        met = [t for t in (craft.first, craft.last, row["time_min"], row["time_max"]) if t]
        craft.first, craft.last = min(met, default=None), max(met, default=None)
    for address, word in _pairs(table, "callsign"):
        if len(found[address].callsigns) < MOST_NAMES:
            found[address].callsigns.add(word)
    for address, word in _pairs(table, "source"):
        found[address].sources.add(word)
    for address, word in _pairs(table, "registration"):
        found[address].registration = found[address].registration or word
    for address, word in _pairs(table, "typecode"):
        found[address].typecode = found[address].typecode or word


def _pairs(table: pa.Table, column: str) -> list[tuple[str | None, str]]:
    """Each address with each word of a column that it has."""
    words = table.column(column)
    if words.null_count == len(words):
        return []
    pairs = pa.table({"a": table.column("icao24"), "w": words.cast(pa.string())})
    pairs = pairs.filter(pc.field("w").is_valid()).group_by(["a", "w"]).aggregate([])
    found = zip(pairs.column("a").to_pylist(), pairs.column("w").to_pylist(), strict=True)
    return sorted(found, key=lambda pair: (pair[0] or "", pair[1]))
