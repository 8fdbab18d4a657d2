"""Real files into a store and out again, the counts against DuckDB on the files themselves."""

from __future__ import annotations

from pathlib import Path

import duckdb
import polars as pl
import pytest

from skywitness.record.intake.loading import read
from skywitness.record.store.manifest import ANY
from skywitness.record.store.store import open_store


@pytest.mark.shared
def test_state_vectors_and_tables_come_back_row_by_row(tmp_path: Path, shared_dir: Path) -> None:
    folder = shared_dir / "data/opensky"
    files = sorted([*folder.glob("*.parquet"), folder / "vienna.json.gz"])
    outcome = read(files, tmp_path / "store")
    assert outcome.complete
    assert [Path(e.path) for e in outcome.read] == files
    for entry in outcome.read:
        if entry.path.endswith(".parquet"):
            (count,) = duckdb.sql(f"select count(*) from '{entry.path}'").fetchall()
            assert (entry.rows, entry.kept) == (count[0], count[0])
        assert sum(entry.refused.values()) == entry.rows - entry.kept
    store = open_store(tmp_path / "store")
    table = store.polars(columns=["file", "row", "icao24", "timestamp"], faulty=True)
    assert len(table) == sum(e.kept for e in outcome.read)
    assert table.select(pl.struct("file", "row").n_unique()).item() == len(table)
    marked = sum(e.marked.get(ANY, 0) for e in outcome.read)
    assert len(store.polars(columns=["row"])) == len(table) - marked
    for entry in outcome.read:
        one = table.filter(pl.col("file").cast(pl.String) == entry.path)
        assert one["icao24"].n_unique() == entry.addresses
        assert f"{one['timestamp'].min():%Y-%m-%dT%H:%M:%S}" == (entry.first or "")[:19]
    store.verify()
    assert len(read([folder / "vienna.json.gz"], tmp_path / "store").already) == 1
