"""What a store, or a selection of it, holds: span, aircraft, sources, faults; in bounded memory."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from skywitness.record.store.selection import Selection
from skywitness.record.store.store import Store
from skywitness.record.store.summary import aircraft
from skywitness.tracks.provenance import Input, inputs
from skywitness.tracks.selected import resolved
from skywitness.tracks.text import iso, words

COLUMNS = (
    "icao24", "timestamp", "callsign", "registration", "typecode", "source", "fault",
    "file",
)  # fmt: skip
HEIGHTS = ("altitude", "geoaltitude", "mslaltitude", "aglaltitude", "unstatedaltitude")
Range = tuple[float, float]


@dataclass(frozen=True)
class Aircraft:
    """One address or track: what it is called, when it was seen, how many rows, how high (ft)."""

    icao24: str | None
    registration: str | None
    typecode: str | None
    callsigns: tuple[str, ...]
    first: dt.datetime | None
    last: dt.datetime | None
    rows: int
    faulty: int
    heights: Mapping[str, Range]
    """Least and most of each column of heights that it has."""


@dataclass
class Overview:
    """The whole selection; ``first`` and ``last`` are of rows without a fault."""

    store: str
    chosen: str
    rows: int = 0
    faulty: int = 0
    first: dt.datetime | None = None
    last: dt.datetime | None = None
    sources: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)
    aircraft: tuple[Aircraft, ...] = ()
    inputs: tuple[Input, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The documented object."""
        return {
            "store": self.store,
            "chosen": self.chosen,
            "rows": self.rows,
            "rows_with_fault": self.faulty,
            "first": iso(self.first) if self.first else None,
            "last": iso(self.last) if self.last else None,
            "sources": dict(self.sources.most_common()),
            "faults": dict(self.faults.most_common()),
            "aircraft": [
                {
                    "icao24": a.icao24,
                    "registration": a.registration,
                    "typecode": a.typecode,
                    "callsigns": list(a.callsigns),
                    "first": iso(a.first) if a.first else None,
                    "last": iso(a.last) if a.last else None,
                    "rows": a.rows,
                    "rows_with_fault": a.faulty,
                    **{
                        f"{name}_ft": list(a.heights[name]) if name in a.heights else None
                        for name in HEIGHTS
                    },
                }
                for a in self.aircraft
            ],
            "inputs": [vars(i) for i in self.inputs],
        }


def overview(store: Store, selection: Selection) -> Overview:
    """Count the rows meant, those with a fault too.

    Raises:
        RecordError: nobody sent the callsigns asked for.
    """
    selection = resolved(store, selection)
    every = replace(selection, faulty=True)
    found = Overview(str(store.root), selection.in_words())
    heights: dict[tuple[str | None, str], Range] = {}
    files: set[str] = set()

    def watched() -> Iterator[pa.RecordBatch]:
        for table, _ in store.rows(every, (*COLUMNS, *HEIGHTS)):
            _count(table, found, heights, files)
            yield from table.combine_chunks().to_batches()

    rows = aircraft(watched()).to_pylist()
    found.aircraft = tuple(
        Aircraft(
            r["icao24"], r["registration"], r["typecode"], tuple(r["callsigns"]), r["first"],
            r["last"], r["rows"], r["faulty"],
            {n: heights[r["icao24"], n] for n in HEIGHTS if (r["icao24"], n) in heights},
        )
        for r in rows
    )  # fmt: skip
    times = [t for a in found.aircraft for t in (a.first, a.last) if t]
    found.first, found.last = min(times, default=None), max(times, default=None)
    found.inputs = tuple(inputs(store, files))
    return found


def _count(
    table: pa.Table,
    found: Overview,
    heights: dict[tuple[str | None, str], Range],
    files: set[str],
) -> None:
    found.rows += len(table)
    marks = words(table.column("fault"))
    found.faulty += len(marks) - marks.null_count
    for word, n in _counts(marks):
        if word:
            found.faults.update(dict.fromkeys(word.split(), n))
    for word, n in _counts(words(table.column("source"))):
        found.sources[word or "not said"] += n
    files.update(f for f, _ in _counts(words(table.column("file"))) if f)
    good = pc.is_null(table.column("fault"))
    for name in HEIGHTS:
        values = pa.table(
            {"a": words(table.column("icao24")), "v": table.column(name).cast(pa.float64())}
        ).filter(pc.and_(good, pc.is_valid(table.column(name))))
        for row in values.group_by("a").aggregate([("v", "min"), ("v", "max")]).to_pylist():
            old = heights.get((row["a"], name), (np.inf, -np.inf))
            new = min(old[0], row["v_min"]), max(old[1], row["v_max"])
            heights[row["a"], name] = float(new[0]), float(new[1])


def _counts(column: pa.Array) -> list[tuple[str | None, int]]:
    found = pc.value_counts(column)
    return list(
        zip(found.field("values").to_pylist(), found.field("counts").to_pylist(), strict=True)
    )
