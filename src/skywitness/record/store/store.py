"""A store of the record, opened for looking: rows by address and time, and what the loads say."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from skywitness.errors import RecordError, lack
from skywitness.record.schema import LATER, SCHEMA
from skywitness.record.store import layout, sorting
from skywitness.record.store.manifest import Manifest, PartEntry, iso, totals
from skywitness.record.store.manifestfile import read_manifests
from skywitness.record.store.partfile import DIFFERS, Damaged, part_file
from skywitness.record.store.possible import refuse_impossible
from skywitness.record.store.selection import Selection, When, address, moment

if TYPE_CHECKING:
    import polars as pl

LEFT_OUT = b"skywitness.faulty_rows_left_out"
"""Key of a scanned table's schema metadata: how many rows with a fault were left out."""

UNKNOWN_DAY = "day=unknown"
_BEFORE = pa.schema([f for f in SCHEMA if f.name not in LATER])


class Store:
    """A store of the record; make one with :func:`open_store`."""

    def __init__(self, root: Path, manifests: tuple[Manifest, ...]) -> None:
        """Look at the store in ``root`` that holds the loads of ``manifests``."""
        self.root = root
        self._hashed: set[str] = set()
        self.manifest = manifests
        """What each load says of itself: inputs with their hashes and counts, options, files."""

    @cached_property
    def parts(self) -> tuple[tuple[Path, PartEntry], ...]:
        """Every Parquet file with its entry in a manifest, by day and hour, then by load."""
        return tuple((self.root / name, part) for name, part in self._parts)

    @cached_property
    def _parts(self) -> tuple[tuple[str, PartEntry], ...]:
        """The same by the name within the store's folder."""
        found = [
            (f"{layout.DATA}/load={m.load}/{part.path}", part)
            for m in self.manifest
            for part in m.files
        ]
        return tuple(sorted(found, key=lambda each: (each[1].path, each[0])))

    def scan(
        self,
        icao24: str | Iterable[str] | None = None,
        start: When = None,
        end: When = None,
        columns: Sequence[str] | None = None,
        faulty: bool = False,
    ) -> pa.Table:
        """Rows of the record, sorted by address and time.

        Args:
            icao24: one address or several, as in the column; all without it.
            start: first moment, a datetime or ISO 8601 text; without a zone it is UTC.
            end: the moment before which rows lie.
            columns: names of columns; all without it.
            faulty: also rows with a fault, which are left out otherwise. How many were left out
                stands in the table's schema metadata: :func:`left_out`.

        Raises:
            RecordError: no such column, a time that is none, a file missing or damaged.
        """
        names = _columns(columns)
        wider = list(dict.fromkeys([*names, "icao24", "timestamp", "file", "row"]))
        dropped = 0
        tables = []
        for table, without in self._selected(_selection(icao24, start, end, faulty), wider):
            tables.append(table)
            dropped += without
        whole = pa.concat_tables(tables) if tables else _schema(wider).empty_table()
        rows = sorting.in_order(whole).select(names)
        return rows.replace_schema_metadata({LEFT_OUT: str(dropped)})

    def batches(
        self,
        icao24: str | Iterable[str] | None = None,
        start: When = None,
        end: When = None,
        columns: Sequence[str] | None = None,
        faulty: bool = False,
    ) -> Iterator[pa.RecordBatch]:
        """The rows of :meth:`scan` in bounded memory: hour by hour, sorted within each batch."""
        for table, _ in self.rows(_selection(icao24, start, end, faulty), columns):
            yield from table.to_batches()

    def rows(
        self, selection: Selection, columns: Sequence[str] | None = None
    ) -> Iterator[tuple[pa.Table, int]]:
        """The rows meant in bounded memory, hour by hour, and how many faulty ones were left out.

        Callsigns must have been looked up (:func:`skywitness.tracks.selected.resolved`).

        Raises:
            RecordError: no such column, a file missing or damaged.
        """
        assert selection.callsigns is None or selection.spans is not None
        for table, without in self._selected(selection, _columns(columns)):
            yield table.combine_chunks(), without

    def polars(
        self,
        icao24: str | Iterable[str] | None = None,
        start: When = None,
        end: When = None,
        columns: Sequence[str] | None = None,
        faulty: bool = False,
    ) -> pl.DataFrame:
        """The rows of :meth:`scan` as a Polars frame."""
        import polars

        frame = polars.from_arrow(self.scan(icao24, start, end, columns, faulty))
        assert isinstance(frame, polars.DataFrame)
        return frame

    def aircraft(self) -> pa.Table:
        """One row per address: rows, rows with a fault, first and last time, names seen.

        Columns ``icao24``, ``rows``, ``faulty``, ``first``, ``last`` (of rows without a fault),
        ``callsigns`` (list), ``registration``, ``typecode``, ``sources`` (list).
        """
        from skywitness.record.store.summary import aircraft

        columns = (
            "icao24", "timestamp", "callsign", "registration", "typecode", "source", "fault"
        )  # fmt: skip
        return aircraft(self.batches(columns=columns, faulty=True))

    def summary(self) -> dict[str, Any]:
        """The whole store in numbers: loads, files, bytes and the sums over all inputs."""
        inputs = [entry for m in self.manifest for entry in m.inputs]
        return {
            "store": str(self.root),
            "loads": len(self.manifest),
            "files": len(self.parts),
            "bytes": sum(part.bytes for _, part in self.parts),
            **totals(inputs),
            "licences": sorted({e.licence for e in inputs if e.licence}),
            "sources": sorted({e.source_name for e in inputs if e.source_name}),
        }

    def verify(self) -> None:
        """Compare every file with the hash in its manifest.

        Raises:
            RecordError: the first file that is missing or differs.
        """
        for name, part in self._parts:
            try:
                with layout.opened_inside(self.root, name) as file:
                    same = hashlib.file_digest(file, "sha256").hexdigest() == part.sha256
            except OSError as error:
                layout.refuse_links(self.root, name, error)
                raise _damaged(self.root, name, error.strerror or str(error)) from error
            if not same:
                raise _damaged(self.root, name, DIFFERS)

    def _selected(
        self, selection: Selection, columns: Sequence[str]
    ) -> Iterator[tuple[pa.Table, int]]:
        """The rows meant of each row group that may hold some, and the faulty ones left out."""
        for name, part in self._parts:
            if _may_reach(part, selection):
                yield from self._rows(name, part, selection, columns)

    def _rows(
        self, name: str, part: PartEntry, selection: Selection, columns: Sequence[str]
    ) -> Iterator[tuple[pa.Table, int]]:
        needed = {*columns, *selection.deciding}
        read = [each for each in SCHEMA.names if each in needed]
        try:
            with part_file(self.root, name, part, self._hashed) as file:
                if not file.schema.equals(SCHEMA) and not file.schema.equals(_BEFORE):
                    raise Damaged("its columns are not the record's")
                old = [each for each in read if each not in file.schema.names]
                read += ["row"] if old == read else []  # of no column at all no rows would be read
                for group in range(file.metadata.num_row_groups):
                    if _may_hold(file.metadata.row_group(group), selection.addresses):
                        table = _widened(file.group(group, read), old)
                        kept, dropped = selection.of_table(table)
                        refuse_impossible(kept)
                        if len(kept) or dropped:
                            yield kept.select(columns), dropped
        except (pa.ArrowException, OSError, Damaged) as error:
            if isinstance(error, OSError):
                layout.refuse_links(self.root, name, error)
            if lacked := lack(error):
                raise lacked.located(file=str(self.root)) from error
            why = (error.strerror if isinstance(error, OSError) else None) or str(error)
            raise _damaged(self.root, name, why.splitlines()[0]) from error


def open_store(path: str | Path) -> Store:
    """The store in a folder.

    Raises:
        RecordError: there is none, it is of a newer version, or a manifest is damaged.
    """
    if not os.fspath(path):
        raise RecordError(
            "the name of the store is empty", remedy="name a folder; the one that you are in is ."
        )
    root = Path(path)
    layout.check(root)
    return Store(root, read_manifests(root))


def left_out(table: pa.Table) -> int:
    """How many rows with a fault a scan left out."""
    return int((table.schema.metadata or {}).get(LEFT_OUT, b"0"))


def _may_reach(part: PartEntry, selection: Selection) -> bool:
    """Whether a file's span in the manifest meets the one meant."""
    start, end = selection.micro
    if start is None and end is None:
        return True
    if part.first is None or part.last is None:
        return False
    if part.path.startswith(UNKNOWN_DAY):  # times that no calendar has do not compare as text
        return True
    least, most = iso(start), iso(end)
    if most is not None and most.startswith("+"):  # later than any calendar's end
        most = None
    return not ((least and part.last < least) or (most and part.first >= most))


def _widened(table: pa.Table, names: Sequence[str]) -> pa.Table:
    """A table of an older store with the columns that it does not have, null."""
    for name in names:
        table = table.append_column(
            SCHEMA.field(name), pa.nulls(len(table), SCHEMA.field(name).type)
        )
    return table


def _may_hold(group: Any, addresses: frozenset[str] | None) -> bool:
    """Whether a row group's statistics leave room for any of these addresses."""
    if addresses is not None:
        found = group.column(SCHEMA.get_field_index("icao24")).statistics
        if found is not None and found.has_min_max:
            if not any(found.min <= each <= found.max for each in addresses):
                return False
        elif found is not None and found.null_count == group.num_rows:
            return False
    return True


def _columns(columns: Sequence[str] | None) -> list[str]:
    names = list(SCHEMA.names if columns is None else columns)
    for name in names:
        if name not in SCHEMA.names:
            raise RecordError(
                f"the record has no column {name!r}",
                remedy=f"its columns are {', '.join(SCHEMA.names)}",
            )
    return names


def _selection(
    icao24: str | Iterable[str] | None, start: When, end: When, faulty: bool
) -> Selection:
    """What programs give: addresses as in the column, none of them if the list is empty."""
    addresses = None
    if icao24 is not None:
        given = [icao24] if isinstance(icao24, str) else icao24
        addresses = frozenset(map(address, given))
    return Selection(addresses, start=moment(start), end=moment(end), faulty=faulty)


def _schema(columns: Sequence[str]) -> pa.Schema:
    return pa.schema([SCHEMA.field(name) for name in columns])


def _damaged(root: Path, name: str, why: str) -> RecordError:
    load = root.joinpath(*PurePosixPath(name).parts[:2])
    return RecordError(
        f"a file of the store is missing or damaged ({why})",
        file=str(root / name),
        remedy=f"delete the folder {load} and read its inputs again",
    )
