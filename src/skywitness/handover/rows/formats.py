"""The formats that the record can be exported to; a new one is a file and a line here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

import pyarrow as pa

from skywitness.record.store.store import Store
from skywitness.tracks.lines import Leg, numbered
from skywitness.tracks.provenance import Provenance
from skywitness.tracks.selected import legs


@dataclass(frozen=True)
class Job:
    """One export: which rows of which store, and how."""

    store: Store
    provenance: Provenance
    heights: str = "geometric"
    """What third coordinates are: ``geometric`` or ``pressure``."""
    lines: bool = False

    def tables(self) -> Iterator[pa.Table]:
        """The rows meant, hour by hour."""
        for table, _ in self.store.rows(self.provenance.selection):
            if len(table):
                yield table

    def legs(self) -> Iterator[Leg]:
        """The legs meant that have a position."""
        for leg in numbered(legs(self.store, self.provenance.selection)):
            if leg.placed.any():
                yield leg


class Writer(Protocol):
    """What a module of a format has."""

    def write(self, path: Path, job: Job) -> None:
        """Write the file."""
        ...


@dataclass(frozen=True)
class Format:
    """A format: its name, the ending of its files, and what becomes of a row.

    ``lines`` says whether it can hold legs as lines in place of rows; ``most`` is how many rows
    with a position it takes, as what reads it (and what writes it) holds them all in memory.
    """

    name: str
    ending: str
    holds: str
    lines: bool = False
    most: int | None = None
    placeless: bool = False
    """Whether rows without a position are in it (not with lines)."""

    @property
    def writer(self) -> Writer:
        """Its module, imported on first use."""
        return cast(Writer, import_module(f"skywitness.handover.rows.to_{self.name}"))


FORMATS = {
    f.name: f
    for f in (
        Format("kml", ".kml", "a track for each leg", most=1_000_000),
        Format("geojson", ".geojson", "a feature for each row, or leg", lines=True, placeless=True),
        Format("gpx", ".gpx", "a track for each leg"),
        Format("czml", ".czml", "a packet for each leg", most=1_000_000),
        Format("csv", ".csv", "a line for each row", placeless=True),
        Format("geoparquet", ".parquet", "a row for each row, or leg", lines=True, placeless=True),
    )
}
