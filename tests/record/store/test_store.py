"""The store: layout, order, counts, pruning, damage; with toy files."""

from __future__ import annotations

import gzip
import json
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any, BinaryIO

import duckdb
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import record_toy
from record_toy import TOY, toy
from toy_store import SMALL, T0, day, rows

from skywitness.errors import RecordError
from skywitness.record import faults
from skywitness.record.batch import add_faults
from skywitness.record.intake.loading import Options, read
from skywitness.record.readers import formats
from skywitness.record.schema import SCHEMA
from skywitness.record.store import partfile, spool
from skywitness.record.store.manifest import InputEntry, PartEntry
from skywitness.record.store.selection import span_of
from skywitness.record.store.store import left_out, open_store


@pytest.fixture(autouse=True)
def _toy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formats, "FORMATS", (TOY,))


@pytest.fixture
def _unmarked(monkeypatch: pytest.MonkeyPatch) -> None:
    """No faults are looked for, so that rows can be anything."""
    column = SCHEMA.get_field_index("fault")
    monkeypatch.setattr(faults, "mark", lambda table, carry: (table.column(column), carry))
    monkeypatch.setattr(faults, "as_read", lambda batch, state, _: (batch.column(column), state))


# --- layout and content ---------------------------------------------------------------------------


def test_the_layout_is_load_day_hour_and_other_tools_open_it(tmp_path: Path) -> None:
    store = tmp_path / "store"
    outcome = read([*day(tmp_path / "in")], store)
    assert outcome.complete
    (load,) = outcome.loads
    hours = sorted(str(p.relative_to(store)) for p in (store / "data").rglob("*.parquet"))
    assert hours == [f"data/load={load}/day=2025-06-01/hour=0{h}/part-0.parquet" for h in range(5)]
    everything = f"{store}/data/**/*.parquet"
    found = duckdb.sql(
        "select count(*), count(distinct icao24), epoch(min(timestamp)), avg(altitude)"
        f" from '{everything}'"
    ).fetchall()
    assert found == [(12_000, 6, T0, 10_000.0)]
    seconds = [977 * k + 5 * i for k in range(6) for i in range(2000)]
    in_hour_1 = sum(3600 <= t < 7200 for t in seconds)
    one = duckdb.sql(
        f"select count(*) from '{everything}' where day = '2025-06-01' and hour = '01'"
    )
    assert one.fetchall() == [(in_hour_1,)]
    frame = pl.scan_parquet(everything, hive_partitioning=True)
    hour = frame.filter(pl.col("hour") == 1).collect()
    assert len(hour) == in_hour_1
    assert set(SCHEMA.names) | {"load", "day", "hour"} == set(hour.columns)


def test_every_row_comes_back_in_order_with_its_file_and_row(tmp_path: Path) -> None:
    store = tmp_path / "store"
    paths = day(tmp_path / "in", 3, 1500)
    read(reversed(paths), store, Options(sizes=SMALL))
    found = rows(store)
    assert len(found) == 4500
    assert [(r["icao24"], r["timestamp"]) for r in found] == sorted(
        (r["icao24"], r["timestamp"]) for r in found
    )
    for row in (found[0], found[777], found[-1]):
        lines = gzip.decompress(Path(row["file"]).read_bytes()).decode().splitlines()[1:]
        seconds, address, lat, _, alt = lines[row["row"]].split(",")
        assert row["timestamp"].timestamp() == float(seconds)
        assert (row["icao24"], row["altitude"]) == (address, float(alt))
        assert row["latitude"] == float(lat)


def test_files_have_the_schema_are_sorted_and_have_statistics(tmp_path: Path) -> None:
    store = tmp_path / "store"
    read(day(tmp_path / "in"), store)
    for path in store.rglob("*.parquet"):
        with pq.ParquetFile(path) as file:
            assert file.schema_arrow.equals(SCHEMA)
            table = file.read()
            statistics = file.metadata.row_group(0).column(3).statistics
        keys = list(
            zip(*(table.column(n).to_pylist() for n in ("icao24", "timestamp")), strict=True)
        )
        assert keys == sorted(keys)
        assert (statistics.min, statistics.max) == (keys[0][0], keys[-1][0])


@pytest.mark.usefixtures("_unmarked")
def test_large_hours_are_cut_by_time_and_nothing_is_lost(tmp_path: Path) -> None:
    store = tmp_path / "store"
    lines = [f"{T0 + (k * 7919) % 3600},a0000{k % 5},50,8,{k}" for k in range(5000)]
    lines += [f",a0000{k % 3},50,8,{k}" for k in range(2000)]
    source = tmp_path / "a"
    source.write_bytes(toy(lines))
    read([source], store, Options(sizes=SMALL))
    parts = [(p.path, p.rows, p.first, p.last) for _, p in open_store(store).parts]
    assert [rows for _, rows, _, _ in parts] == [625] * 8 + [667, 667, 666]
    spans = [(first, last) for path, _, first, last in parts if "unknown" not in path]
    assert all(a[1] is not None and a[1] <= b[0] for a, b in pairwise(spans))
    assert sorted(r["row"] for r in rows(store)) == list(range(7000))
    for path in store.rglob("*.parquet"):
        assert pq.read_metadata(path).num_rows <= SMALL.part_rows


@pytest.mark.usefixtures("_unmarked")
def test_rows_without_a_usable_time_are_kept_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spool, "MOST_HOURS", 3)
    store, source = tmp_path / "store", tmp_path / "a"
    times = ["", "0", "-1", f"{T0}", "8e12", "4102444800", f"{T0 + 7200}", f"{T0 + 90000}"]
    source.write_bytes(toy([f"{t},a00001,50,8,1" for t in times]))
    read([source], store)
    found = {
        "/".join(path.parts[-3:-1]): sorted(
            pq.read_table(path, partitioning=None)["row"].to_pylist()
        )
        for path in store.rglob("*.parquet")
    }
    assert found == {
        "day=unknown/hour=unknown": [0, 2, 4, 5, 6, 7],
        "day=1970-01-01/hour=00": [1],
        "day=2025-06-01/hour=00": [3],
    }
    # the third hour of the three was the unknown one; what is in it is still found by its time
    assert [r["row"] for r in rows(store, start="2025-06-01T01:00", end="2025-06-03")] == [6, 7]


# --- marking --------------------------------------------------------------------------------------


def test_hours_are_marked_in_order_sorted_and_with_what_is_carried(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[str, int]] = []

    def mark(table: pa.Table, carry: int | None) -> tuple[pa.Array, int]:
        assert table.schema.equals(SCHEMA)
        keys = list(zip(table["icao24"].to_pylist(), table["timestamp"].to_pylist(), strict=True))
        assert keys == sorted(keys)
        times = table["timestamp"].to_pylist()
        seen.append((f"{min(times):%H}", carry or 0))
        fault = add_faults(
            table["fault"].combine_chunks(), {"jump": [k == 0 for k in range(len(table))]}
        )
        return fault, (carry or 0) + len(table)

    monkeypatch.setattr(faults, "mark", mark)
    store = tmp_path / "store"
    outcome = read(day(tmp_path / "in", 2, 1500), store)
    assert seen == [("00", 0), ("01", 1245), ("02", 2685)]
    assert [e.marked for e in outcome.read] == [{"any": 3, "jump": 3}, {}]
    table = open_store(store).scan()
    assert (len(table), left_out(table)) == (2997, 3)
    assert len(rows(store)) == 3000
    craft = open_store(store).aircraft().to_pylist()
    assert [(c["icao24"], c["rows"], c["faulty"]) for c in craft] == [
        ("a00000", 1500, 3),
        ("a00001", 1500, 0),
    ]


def test_rows_are_looked_at_in_file_order_too_file_by_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[int | None, int]] = []

    def as_read(
        batch: pa.RecordBatch, state: int | None, following: pa.RecordBatch | None
    ) -> tuple[pa.Array, int]:
        if following is not None:
            assert following.column("row")[0].as_py() == batch.column("row")[-1].as_py() + 1
        rows = batch.column(SCHEMA.get_field_index("row")).to_pylist()
        assert rows == list(range(rows[0], rows[0] + len(rows)))
        seen.append((state, len(rows)))
        fault = batch.column(SCHEMA.get_field_index("fault"))
        return add_faults(fault, {"other": [row == 20_000 for row in rows]}), (state or 0) + 1

    monkeypatch.setattr(faults, "as_read", as_read)
    monkeypatch.setattr(
        faults, "mark", lambda table, carry: (table["fault"].combine_chunks(), carry)
    )
    outcome = read(day(tmp_path / "in", 2, 20_500), tmp_path / "store", Options(jobs=1))
    assert seen == [(None, 20_000), (1, 500)] * 2
    assert [e.marked for e in outcome.read] == [{"any": 1, "other": 1}] * 2


# --- looking --------------------------------------------------------------------------------------


def test_scan_finds_what_a_plain_filter_finds(tmp_path: Path) -> None:
    store = tmp_path / "store"
    read(day(tmp_path / "in", 9, 1700), store, Options(sizes=SMALL))
    opened = open_store(store)
    whole = pl.scan_parquet(f"{store}/data/**/*.parquet").select(SCHEMA.names).collect()
    start, end = datetime(2025, 6, 1, 0, 50, tzinfo=UTC), datetime(2025, 6, 1, 1, 10, tzinfo=UTC)
    for addresses in (None, "a00004", ["A00002", "a00008", "nobody"], []):
        for a, b in ((None, None), (start, end), (None, start), (end, None)):
            wanted = whole.filter(pl.col("fault").is_null())
            if addresses is not None:
                names = [addresses] if isinstance(addresses, str) else addresses
                wanted = wanted.filter(pl.col("icao24").cast(str).is_in([n.lower() for n in names]))
            wanted = wanted.filter(pl.col("timestamp") >= a) if a else wanted
            wanted = wanted.filter(pl.col("timestamp") < b) if b else wanted
            keys = ["icao24", "timestamp", "latitude", "row"]
            expected = wanted.with_columns(pl.col("icao24").cast(str)).select(keys)
            found = opened.polars(addresses, a, b, columns=keys)
            assert found.with_columns(pl.col("icao24").cast(str)).rows() == sorted(expected.rows())
            batches = opened.batches(addresses, a, b, columns=["row"])
            assert sum(batch.num_rows for batch in batches) == len(expected)


def test_scan_opens_only_files_and_row_groups_that_may_hold_rows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("skywitness.record.intake.writing.ROW_GROUP", 500)
    store = tmp_path / "store"
    read(day(tmp_path / "in", 6, 2000), store)
    opened: list[str] = []
    groups: list[int] = []

    class Spy(partfile.Part):
        def __init__(self, file: BinaryIO, entry: PartEntry) -> None:
            opened.append(entry.path.split("/")[1])
            super().__init__(file, entry)

        def group(self, k: int, columns: list[str]) -> pa.Table:
            groups.append(k)
            return super().group(k, columns)

    monkeypatch.setattr(partfile, "Part", Spy)
    table = open_store(store).scan("a00005", "2025-06-01T01:30", datetime(2025, 6, 1, 1, 40))
    assert len(table) == 120
    assert opened == ["hour=01"]
    assert len(groups) <= 2


def test_unusable_questions_are_one_clear_error(tmp_path: Path) -> None:
    read(day(tmp_path / "in", 1, 5), tmp_path / "store")
    store = open_store(tmp_path / "store")
    with pytest.raises(RecordError, match="no column 'lat'"):
        store.scan(columns=["lat"])
    with pytest.raises(RecordError, match="not a time"):
        store.scan(start="yesterday")
    assert store.scan("ffffff").num_rows == 0
    assert store.scan("ffffff").schema.equals(SCHEMA)


# --- stores that cannot be used -------------------------------------------------------------------


def test_missing_foreign_and_newer_stores(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="there is no store"):
        open_store(tmp_path / "none")
    (tmp_path / "other").mkdir()
    (tmp_path / "other/thesis.doc").write_text("x")
    with pytest.raises(RecordError, match="no store"):
        open_store(tmp_path / "other")
    paths = day(tmp_path / "in", 1, 5)
    with pytest.raises(RecordError, match=r"other things, such as thesis\.doc"):
        read(paths, tmp_path / "other")
    with pytest.raises(RecordError, match="cannot be written"):
        read(paths, paths[0] / "store")
    store = tmp_path / "store"
    read(paths, store)
    (manifest,) = store.rglob("manifest.json")
    document = json.loads(manifest.read_text())
    manifest.write_text(json.dumps({**document, "version": 99}))
    with pytest.raises(RecordError, match="version 99"):
        open_store(store)
    seal = document.pop("seal")
    manifest.write_text(json.dumps({**document, "later": 1}))  # keys may be added
    assert open_store(store).manifest[0].rows == 5
    manifest.write_text(json.dumps({**document, "later": 1, "seal": seal}))
    with pytest.raises(RecordError, match="its hash of itself is another"):
        open_store(store)
    manifest.write_text("{")
    with pytest.raises(RecordError, match="manifest is damaged"):
        open_store(store)
    manifest.unlink()
    with pytest.raises(RecordError, match="without manifest"):
        open_store(store)
    (store / "store.json").write_text('{"version": 99}')
    with pytest.raises(RecordError, match="version 99"):
        open_store(store)
    (store / "store.json").write_text("[]")
    with pytest.raises(RecordError, match="version cannot be read"):
        read(paths, store)


def test_damaged_files_are_named_with_what_mends_them(tmp_path: Path) -> None:
    store = tmp_path / "store"
    paths = day(tmp_path / "in", 2, 1500)
    read(paths, store)
    open_store(store).verify()
    part = sorted(store.rglob("*.parquet"))[1]
    data = bytearray(part.read_bytes())
    data[len(data) // 2] ^= 255
    part.write_bytes(bytes(data))
    with pytest.raises(RecordError, match="its hash is not the manifest's"):
        open_store(store).verify()
    part.write_bytes(bytes(data[:-100]))
    with pytest.raises(RecordError, match="missing or damaged") as caught:
        open_store(store).scan()
    part.unlink()
    with pytest.raises(RecordError, match="missing or damaged"):
        open_store(store).scan()
    folder = str(caught.value.remedy).removeprefix("delete the folder ").split(" and ")[0]
    shutil.rmtree(folder)
    read(paths, store)
    assert len(rows(store)) == 3000


def test_a_full_disk_is_the_stores_fault_not_the_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(spool.Spool, "add", full)
    with pytest.raises(RecordError, match="store cannot be written"):
        read(day(tmp_path / "in", 2, 5), tmp_path / "store")
    assert not list((tmp_path / "store").rglob("*.arrows"))


def test_rows_before_a_file_breaks_off_count_as_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (path,) = day(tmp_path / "in", 1, 50)
    real = record_toy.ToyReader.read

    def breaking(*given: Any) -> Iterator[pa.RecordBatch]:
        yield from real(*given)
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(record_toy.ToyReader, "read", breaking)
    outcome = read([path], tmp_path / "store")
    (entry,) = outcome.read
    assert not outcome.complete
    assert entry.kept == 50
    assert open_store(tmp_path / "store").summary()["kept"] == len(rows(tmp_path / "store")) == 50


def test_times_at_the_ends_of_the_calendar_choose_what_they_say(tmp_path: Path) -> None:
    read(day(tmp_path / "in", 1, 50), tmp_path / "store")
    store = open_store(tmp_path / "store")
    assert len(store.scan(end="9999-12-31T23:59:59-12:00", faulty=True)) == 50
    assert len(store.scan(start="0001-01-01T00:00:00+14:00", faulty=True)) == 50
    assert len(store.scan(start="9999-12-31T23:59:59-12:00", faulty=True)) == 0
    assert len(store.scan(end="0001-01-01T00:00:00+14:00", faulty=True)) == 0
    assert span_of("9999-12-31") == (datetime(9999, 12, 31, tzinfo=UTC), None)


def test_no_address_at_all_is_no_row(tmp_path: Path) -> None:
    read(day(tmp_path / "in", 1, 5), tmp_path / "store")
    assert len(open_store(tmp_path / "store").scan([])) == 0


def test_manifest_has_every_documented_key(tmp_path: Path, repository: Path) -> None:
    read(day(tmp_path / "in", 1, 5), tmp_path / "store")
    (manifest,) = (tmp_path / "store").rglob("manifest.json")
    document = json.loads(manifest.read_text())
    text = (repository / "docs/reference/record.md").read_text(encoding="utf-8")
    keys = [*document, *document["inputs"][0], *document["files"][0], *document["config"]]
    assert [k for k in keys if f"`{k}`" not in text] == []
    columns = [c for c in SCHEMA.names if f"| `{c}` |" not in text]
    assert columns == []


def test_counts_of_many_notes_and_problems_stay_bounded() -> None:
    entry = InputEntry("x")
    for k in range(1000):
        entry.add_note(f"{k}")
        entry.add_problem("x", f"{k}", None)
        entry.pass_over(f"{k}", "no known format")
    assert (len(entry.notes), entry.notes_not_listed) == (50, 950)
    assert (len(entry.problems), entry.problems_not_listed) == (100, 900)
    assert entry.passed_over == {"no known format": 1000}
    assert len(entry.passed_over_examples["no known format"]) == 5
