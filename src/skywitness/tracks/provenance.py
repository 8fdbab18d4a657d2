"""Where rows come from, in words that travel with them: files, hashes, licences, what is in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from importlib.metadata import version
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from skywitness import geoid
from skywitness.errors import RecordError
from skywitness.record.store.manifest import iso
from skywitness.record.store.selection import Selection
from skywitness.record.store.store import Store
from skywitness.tracks.selected import resolved
from skywitness.tracks.text import clean, words

MOST_LISTED = 50
"""Inputs named one by one where the whole list would hide the rest."""

HEIGHTS = {
    "geometric": "height above the WGS 84 ellipsoid (geoaltitude)",
    "pressure": "PRESSURE altitude (1013.25 hPa), asked for in place of a height; it differs from "
    "one by hundreds of feet or more, with the weather",
}
SEA = "height above mean sea level (mslaltitude)"
TURNED = (
    f"by {geoid.MODEL}, interpolated between points 15 minutes of arc apart: it may be off by "
    f"{geoid.ERROR_M:.1f} m (95 %)"
)
FROM_SEA = f"where only one above mean sea level is known, that is turned {TURNED}"
FROM_ELLIPSOID = f"where only one above the WGS 84 ellipsoid is known, that is turned {TURNED}"
"""What is said of converted heights."""
UNSTATED = "no licence was stated when the files were read"


def software() -> str:
    """The program's name and version."""
    return f"Skywitness {version('skywitness')}"


@dataclass(frozen=True)
class Input:
    """A file that rows come from."""

    path: str
    sha256: str
    source_name: str | None
    licence: str | None


@dataclass
class Census:
    """What the rows meant come to; counted before anything is written."""

    rows: int = 0
    left_out: int = 0
    """Rows with a fault that are not among them."""
    faulty: int = 0
    """Rows with a fault that are."""
    placed: int = 0
    """Rows with a position."""
    geometric: int = 0
    """Of those, with a height above the ellipsoid."""
    first: str | None = None
    last: str | None = None
    files: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Provenance:
    """What every export says of itself."""

    selection: Selection
    census: Census
    inputs: tuple[Input, ...]

    @property
    def software(self) -> str:
        """The program's name and version."""
        return software()

    @property
    def licences(self) -> tuple[str, ...]:
        """Each licence notice once, with who published the files."""
        said = {
            f"{i.source_name}: {i.licence}" if i.source_name and i.licence
            else i.licence or (f"{i.source_name}: {UNSTATED}" if i.source_name else UNSTATED)
            for i in self.inputs
        }  # fmt: skip
        return tuple(clean(s) for s in sorted(said))

    @property
    def faults(self) -> str:
        """What became of rows with a fault."""
        n = self.census
        if self.selection.faulty:
            return f"{n.faulty:,} rows are marked with a fault"
        return f"{n.left_out:,} rows marked with a fault are left out"

    def lines(self, heights: str | None) -> list[str]:
        """Everything in sentences; ``heights`` says what third coordinates are, if there are."""
        n = self.census
        out = [
            f"{self.software}; chosen: {clean(self.selection.in_words())}.",
            f"{n.rows:,} rows of the record, {n.placed:,} with a position; {self.faults}.",
            "Places: longitude and latitude in degrees, WGS 84. Times: UTC.",
        ]
        if heights is not None:
            out.append(heights)
        for path, sha256 in self.listed():
            out.append(f"From {path}, SHA-256 {sha256}.")
        if (more := len(self.inputs) - MOST_LISTED) > 0:
            out.append(f"From {more:,} further files: the store's manifests list them.")
        out += [f"Licence: {notice}." for notice in self.licences]
        return out

    def listed(self) -> list[tuple[str, str]]:
        """Paths and hashes of the first inputs."""
        return [(clean(i.path), i.sha256) for i in self.inputs[:MOST_LISTED]]

    def as_json(self, heights: str | None) -> dict[str, Any]:
        """The same as an object."""
        n = self.census
        return {
            "software": self.software,
            "chosen": clean(self.selection.in_words()),
            "rows": n.rows,
            "rows_with_position": n.placed,
            "rows_with_fault_left_out": n.left_out,
            "rows_with_fault_included": n.faulty,
            "first": n.first,
            "last": n.last,
            "crs": "OGC:CRS84 (longitude, latitude in degrees, WGS 84)",
            "times": "UTC",
            **({"heights": heights} if heights is not None else {}),
            "inputs": [
                {
                    "path": clean(i.path),
                    "sha256": i.sha256,
                    "source": clean(i.source_name) if i.source_name else None,
                    "licence": clean(i.licence) if i.licence else None,
                }
                for i in self.inputs
            ],
            "licences": list(self.licences),
        }


def look(store: Store, selection: Selection) -> Provenance:
    """Count the rows meant and find the inputs it comes from.

    Raises:
        RecordError: there is no such row.
    """
    selection = resolved(store, selection)
    found = Census()
    columns = ("icao24", "timestamp", "latitude", "longitude", "geoaltitude", "file", "fault")
    span: list[int] = []
    for table, dropped in store.rows(selection, columns):
        found.rows += len(table)
        found.left_out += dropped
        found.faulty += len(table) - table.column("fault").null_count
        placed = pc.and_(
            pc.is_valid(table.column("latitude")), pc.is_valid(table.column("longitude"))
        )
        found.placed += pc.sum(placed).as_py() or 0
        high = pc.and_(placed, pc.is_valid(table.column("geoaltitude")))
        found.geometric += pc.sum(high).as_py() or 0
        found.files.update(f for f in pc.unique(words(table.column("file"))).to_pylist() if f)
        ends = pc.min_max(table.column("timestamp").cast(pa.int64())).as_py().values()
        span += [t for t in ends if t is not None]
        span = [min(span), max(span)] if span else []
    if not found.rows:
        left = f" (but {found.left_out:,} with a fault)" if found.left_out else ""
        raise RecordError(
            f"the store has no such rows{left}",
            file=str(store.root),
            remedy="--faulty takes those with a fault as well"
            if left
            else f"skywitness show {store.root} lists its aircraft and their times",
        )
    if span:
        found.first, found.last = (iso(t) for t in span)  # also what no calendar holds
    return Provenance(selection, found, tuple(inputs(store, found.files)))


def inputs(store: Store, files: Iterable[str]) -> list[Input]:
    """The inputs of a store's loads that rows of these ``file`` words come from, each once."""
    known: dict[str, Input] = {}
    for manifest in store.manifest:
        for e in manifest.inputs:
            known[e.path] = Input(e.path, e.sha256, e.source_name, e.licence)
    used = {}
    for name in files:
        at = len(name)
        while at > 0 and name[:at] not in known:
            at = name.rfind("!", 0, at)
        entry = known.get(name[:at]) if at > 0 else None
        # Of a name that is none of theirs any could be the source: all are named.
        for each in [entry] if entry else known.values():
            used[each.path] = each
    return sorted(used.values(), key=lambda i: i.path)
