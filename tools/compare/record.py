"""Steps 3 and 4: files read into stores one by one, and exports of these stores."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from compare.cases import both
from compare.differences import Findings, bytes_lines, json_lines, text_lines
from compare.sides import Command, Sides, tell

VARIES = ("written", "tool")
"""Keys of a manifest that are not compared: when and by what version a load was written."""
LOCK = ".lock"
"""Holds the number of the process that wrote the store; not compared."""
TIMELESS = {".raw", ".pcap", ".bin", ".csv"}
"""Files that may know no date: they are read once more with one, and a receiver's place."""
DATED = ("--date", "2023-03-14", "--position", "8.55,47.45", "--receiver", "zurich")
NOTICES = ("--source-name", "Comparison", "--licence", "ODbL 1.0", "--oldest", "5")
SMALL, MIDDLE = 5_000, 25_000
"""Rows of stores that are exported in every way, and in every format."""
FORMATS = {
    "kml": ".kml", "geojson": ".geojson", "gpx": ".gpx", "czml": ".czml", "csv": ".csv",
    "geoparquet": ".parquet",
}  # fmt: skip
LINED = ("geojson", "geoparquet")
WHOLE = ("csv", "geoparquet")
"""Formats that also large stores are exported to."""


@dataclass(frozen=True)
class Store:
    """A store that both sides wrote."""

    path: str
    rows: int
    address: str | None
    """One of its addresses."""


def read_commands(data: list[Path], root: Path) -> list[Command]:
    """Each file into a store of its own, those of no date also with one; then all into one."""
    found = []
    for path in data:
        name = re.sub(r"[^\w.-]", "_", str(path.relative_to(root)))
        found.append(_reading(name, (str(path),)))
        if path.suffix in TIMELESS:
            found.append(_reading(f"{name}.dated", (str(path), *DATED)))
    folders = sorted({str(path.relative_to(root).parts[0]) for path in data})
    wanted = tuple(str(root / folder) for folder in folders)
    return [*found, _reading("everything", (*wanted, *NOTICES, *DATED))]


def _reading(name: str, arguments: tuple[str, ...]) -> Command:
    return Command(f"read-{name}", ("read", *arguments, "--out", f"stores/{name}", "--json"))


def compare_said(found: Findings, sides: Sides, commands: list[Command]) -> None:
    """Exit status and everything printed."""
    old_done, new_done = sides.old.done(), sides.new.done()
    for each in commands:
        where = f"skywitness {' '.join(each.arguments)}"
        if old_done[each.name] != new_done[each.name]:
            found.add(where, [f"exit status {old_done[each.name]} → {new_done[each.name]}"])
        for ending in ("out", "err"):
            old, new = (side.said(each.name, ending) for side in (sides.old, sides.new))
            if old == new:
                continue
            try:
                lines = json_lines(json.loads(old), json.loads(new))
            except ValueError:
                lines = text_lines(old, new)
            found.add(where, lines)


def compare_stores(found: Findings, sides: Sides) -> list[Store]:
    """Rows with their fault marks, manifests and all other files of the stores."""
    old, new = (side.folder / "stores" for side in (sides.old, sides.new))
    for path in both(found, "stores", old, new):
        a, b = old / path, new / path
        if a.name == LOCK:
            continue
        if path.endswith(".parquet"):
            _compare_rows(found, path, a, b)
        elif path.endswith("manifest.json"):
            found.count("manifests")
            kept = [json.loads(p.read_bytes()) for p in (a, b)]
            for manifest in kept:
                for key in VARIES:
                    manifest[key] = None
            found.add(path, json_lines(*kept))
        else:
            found.add(path, bytes_lines(a.read_bytes(), b.read_bytes()))
    return [store for folder in sorted(old.iterdir()) for store in _store(old, folder)]


def _compare_rows(found: Findings, where: str, old: Path, new: Path) -> None:
    a, b = pq.read_table(old, partitioning=None), pq.read_table(new, partitioning=None)
    found.count("rows", len(a))
    marks = a.column("fault").cast(pa.string())
    found.count("rows with a fault mark", len(a) - marks.null_count)
    if a.equals(b, check_metadata=True):
        return
    if not a.schema.equals(b.schema, check_metadata=True):
        found.add(where, text_lines(str(a.schema), str(b.schema)) or ["other metadata"])
    elif len(a) != len(b):
        found.add(where, [f"{len(a):,} rows → {len(b):,} rows"])
    else:
        found.add(where, list(_cells(a, b)))


def _cells(old: pa.Table, new: pa.Table) -> Iterator[str]:
    for name in old.schema.names:
        a, b = old.column(name).to_pylist(), new.column(name).to_pylist()
        apart = [k for k, (x, y) in enumerate(zip(a, b, strict=True)) if x != y]
        if apart:
            k = apart[0]
            yield f"column {name}: {len(apart):,} rows, first row {k}: {a[k]!r} → {b[k]!r}"


def _store(root: Path, folder: Path) -> Iterator[Store]:
    parts = sorted(folder.rglob("*.parquet"))
    if not parts:
        return
    rows = sum(pq.read_metadata(p).num_rows for p in parts)
    column = pq.read_table(parts[0], columns=["icao24"], partitioning=None).column("icao24")
    addresses = column.cast(pa.string()).drop_null()
    first = str(addresses[0]) if len(addresses) else None
    yield Store(str(folder.relative_to(root.parent)), rows, first)


def export_commands(stores: list[Store]) -> list[Command]:
    """Small stores in every way, middling ones in every format, large ones in part."""
    found = []
    for store in stores:
        for to in FORMATS:
            chosen = store.address is not None and ("--icao24", store.address)
            if store.rows > MIDDLE and to not in WHOLE:
                found += [_export(store, to, *chosen)] if chosen else []
                continue
            ways: list[tuple[str, ...]] = [()]
            if to in LINED:
                ways.append(("--lines",))
            if store.rows <= SMALL:
                ways += [("--faulty", "--heights", "pressure"), ("--faulty",)]
                ways += [("--lines", "--faulty", "--heights", "pressure")] if to in LINED else []
                ways += [chosen] if chosen else []
            found += [_export(store, to, *way) for way in ways]
    return found


def _export(store: Store, to: str, *way: str) -> Command:
    name = "-".join([Path(store.path).name, to, *(w.strip("-") for w in way)])
    out = f"exports/{name}{FORMATS[to]}"
    return Command(f"export-{name}", ("export", store.path, "--to", to, "--out", out, *way))


def compare_exports(found: Findings, sides: Sides) -> None:
    """Every export, byte for byte."""
    old, new = (side.folder / "exports" for side in (sides.old, sides.new))
    for path in both(found, "exports", old, new):
        a, b = (old / path).read_bytes(), (new / path).read_bytes()
        found.count(f"{Path(path).suffix[1:]} files")
        found.count("MB", len(a))
        found.add(path, bytes_lines(a, b))
    found.counts["MB"] = found.counts.get("MB", 0) // 1_000_000


def loud(text: str) -> None:
    """What nobody may overlook."""
    bar = "!" * 72
    tell(f"{bar}\n!!! {text}\n{bar}")
