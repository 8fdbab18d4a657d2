"""The store: layout, order, counts, reading twice, pruning, damage; with toy files."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import shutil
import tarfile
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from record_toy import TOY, flight, toy

from skywitness.errors import RecordError
from skywitness.record import faults
from skywitness.record.batch import add_faults
from skywitness.record.intake import loading
from skywitness.record.intake.loading import Options, Outcome, read
from skywitness.record.intake.writing import Sizes
from skywitness.record.readers import formats
from skywitness.record.reading import Context
from skywitness.record.schema import SCHEMA
from skywitness.record.store import spool
from skywitness.record.store.manifest import InputEntry
from skywitness.record.store.store import left_out, open_store

T0 = 1748736000  # 2025-06-01 00:00 UTC
SMALL = Sizes(load_rows=1000, part_rows=700, buffer_rows=333, buffer_batches=7)


@pytest.fixture(autouse=True)
def _toy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formats, "FORMATS", (TOY,))


@pytest.fixture
def _unmarked(monkeypatch: pytest.MonkeyPatch) -> None:
    """No faults are looked for, so that rows can be anything."""
    column = SCHEMA.get_field_index("fault")
    monkeypatch.setattr(faults, "mark", lambda table, carry: (table.column(column), carry))
    monkeypatch.setattr(faults, "as_read", lambda batch, state: (batch.column(column), state))


def day(folder: Path, aircraft: int = 6, reports: int = 2000) -> list[Path]:
    folder.mkdir(exist_ok=True)
    paths = []
    for k in range(aircraft):
        path = folder / f"{k}.json"
        path.write_bytes(gzip.compress(toy(flight(f"a0000{k}", T0 + 977 * k, reports)), mtime=0))
        paths.append(path)
    return paths


def tree(store: Path) -> dict[str, str]:
    """Every file of a store but the manifests (which say when they were written) by its hash."""
    return {
        str(p.relative_to(store)): hashlib.sha256(p.read_bytes()).hexdigest()
        for p in sorted(store.rglob("*"))
        if p.is_file() and p.name not in ("manifest.json", ".lock")
    }


def rows(store: Path, **choice: Any) -> list[dict[str, Any]]:
    return list(open_store(store).scan(**choice, faulty=True).to_pylist())


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

    def as_read(batch: pa.RecordBatch, state: int | None) -> tuple[pa.Array, int]:
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


# --- reading twice, and what is not read ----------------------------------------------------------


def test_reading_twice_changes_nothing_whatever_the_name(tmp_path: Path) -> None:
    store = tmp_path / "store"
    paths = day(tmp_path / "in")
    read(paths, store)
    before = tree(store)
    (tmp_path / "other").write_bytes(paths[0].read_bytes())
    again = read([tmp_path / "in", tmp_path / "other"], store)
    assert (len(again.already), again.read, again.loads) == (7, [], [])
    assert tree(store) == before
    assert len(list(store.rglob("manifest.json"))) == 1


def test_the_same_content_under_two_names_is_read_once(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).write_bytes(toy(flight("a00001", T0, 10)))
    outcome = read([tmp_path / "a", tmp_path / "b"], tmp_path / "store")
    assert [e.path[-1] for e in outcome.read + outcome.already] == ["a", "b"]
    assert outcome.read[0].sha256 == outcome.already[0].sha256
    assert len(rows(tmp_path / "store")) == 10


def test_same_content_same_bytes(tmp_path: Path) -> None:
    paths = day(tmp_path / "in")
    for name in ("one", "two"):
        read(paths, tmp_path / name, Options(sizes=SMALL))
    assert tree(tmp_path / "one") == tree(tmp_path / "two")


def test_other_options_for_a_known_file_are_refused(tmp_path: Path) -> None:
    store, (path,) = tmp_path / "store", day(tmp_path / "in", 1, 10)
    read([path], store)
    outcome = read([path], store, Options(Context(receiver="roof"), licence="ODbL"))
    (failed,) = outcome.failed
    assert "other options (receiver)" in str(failed.problems[0]["message"])
    assert len(rows(store)) == 10
    assert read([path], store, Options(licence="ODbL", limits=3)).already


def test_a_bad_file_costs_that_file_and_its_rows_before_are_kept(tmp_path: Path) -> None:
    lines = flight("a00001", T0, 100)
    good, bad, worse, none = (tmp_path / n for n in ("good", "bad", "worse", "none"))
    good.write_bytes(toy([*lines, "?", "1,2"]))
    bad.write_bytes(toy([*flight("a00002", T0, 50), "!"]))
    worse.write_bytes(toy(["!"]))
    none.write_bytes(b"hello\n")
    outcome = read([worse, bad, none, good, tmp_path / "missing"], tmp_path / "store")
    assert not outcome.complete
    assert [e.path.rsplit("/")[-1] for e in outcome.read] == ["bad", "good"]
    assert [e.path.rsplit("/")[-1] for e in outcome.failed] == ["worse", "none", "missing"]
    first, second = outcome.read
    assert (first.rows, first.kept, first.problems[0]["message"]) == (
        51,
        50,
        "row 50: the toy is broken",
    )
    assert (second.rows, second.kept, second.refused) == (102, 100, {"not five fields": 2})
    assert second.examples == {"not five fields": ["row 100: ?\n", "row 101: 1,2\n"]}
    assert "looked for gzip, tar, zip, toy lines" in str(outcome.failed[1].problems[0]["message"])
    listed = [e for m in open_store(tmp_path / "store").manifest for e in m.inputs]
    assert [e.path for e in listed] == [first.path, second.path]
    again = read([worse, bad, none, good], tmp_path / "store")
    assert (len(again.failed), len(again.already), again.complete) == (2, 2, False)


def test_truncated_gzip_keeps_what_came_before(tmp_path: Path) -> None:
    source = tmp_path / "a"
    source.write_bytes(gzip.compress(toy(flight("a00001", T0, 5000)))[:-2000])
    (entry,) = read([source], tmp_path / "store").read
    assert 3000 < entry.kept < 5000
    assert entry.problems[0]["message"] == "the gzip data break off"
    assert "get the file again" in str(entry.problems[0]["remedy"])
    assert entry.sha256 == hashlib.sha256(source.read_bytes()).hexdigest()


def test_unknown_files_in_folders_are_passed_over_and_told(tmp_path: Path) -> None:
    day(tmp_path / "in", 2, 10)
    (tmp_path / "in" / "README").write_bytes(b"hello")
    outcome = read([tmp_path / "in"], tmp_path / "store")
    assert outcome.complete
    assert [e.passed_over for e in outcome.passed_over] == [{"no known format": 1}]


# --- archives -------------------------------------------------------------------------------------


def day_tar(path: Path, aircraft: int = 5) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as made:
        for k in range(aircraft):
            content = gzip.compress(toy(flight(f"a0000{k}", T0, 300)), mtime=0)
            for name in (f"./traces/0{k}/trace_full_a0000{k}.json",):
                info = tarfile.TarInfo(name)
                info.size = len(content)
                made.addfile(info, io.BytesIO(content))
        for name in ("LICENSE", "../climbs"):
            info = tarfile.TarInfo(name)
            made.addfile(info)
    path.write_bytes(out.getvalue())
    return out.getvalue()


def test_a_day_tar_is_one_input_whose_members_stand_after_a_mark(tmp_path: Path) -> None:
    store, source = tmp_path / "store", tmp_path / "day.tar"
    day_tar(source)
    outcome = read([source], store, Options(source_name="adsb.lol", licence="ODbL 1.0"))
    assert outcome.complete
    (entry,) = outcome.read
    assert (entry.rows, entry.kept, entry.addresses) == (1500, 1500, 5)
    assert entry.formats["toy"].files == 5
    assert entry.passed_over == {"no known format": 1, "a name that climbs out of the archive": 1}
    assert (entry.first, entry.last) == (
        "2025-06-01T00:00:00.000000Z",
        "2025-06-01T00:24:55.000000Z",
    )
    files = {r["file"] for r in rows(store)}
    assert f"{source}!traces/03/trace_full_a00003.json" in files
    summary = open_store(store).summary()
    assert summary["licences"] == ["ODbL 1.0"]
    assert summary["sources"] == ["adsb.lol"]
    assert (summary["rows"], summary["kept"], summary["inputs"]) == (1500, 1500, 1)


def test_a_split_tar_is_the_same_input_as_the_whole_one(tmp_path: Path) -> None:
    whole = day_tar(tmp_path / "x.tar")
    parts = tmp_path / "parts"
    parts.mkdir()
    for k, name in enumerate(("aa", "ab", "ac")):
        (parts / f"x.tar.{name}").write_bytes(whole[k * 3000 : (k + 1) * 3000 if k < 2 else None])
    store = tmp_path / "store"
    (entry,) = read([parts / "x.tar.ab"], store).read
    assert entry.kept == 1500
    assert [Path(str(p["path"])).name for p in entry.parts] == ["x.tar.aa", "x.tar.ab", "x.tar.ac"]
    assert entry.sha256 == hashlib.sha256(whole).hexdigest()
    assert len(read([tmp_path / "x.tar"], store).already) == 1
    assert len(read([parts], store).already) == 1


def test_a_part_read_alone_before_is_not_read_again_with_the_others(tmp_path: Path) -> None:
    whole = day_tar(tmp_path / "whole")
    store, first, second = tmp_path / "store", tmp_path / "x.tar.aa", tmp_path / "x.tar.ab"
    first.write_bytes(whole[:3000])
    (entry,) = read([first], store).read
    assert "breaks off" in str(entry.problems[-1]["message"])
    second.write_bytes(whole[3000:])
    (failed,) = read([first], store).failed
    assert "without the other parts" in str(failed.problems[0]["message"])


def test_loads_are_cut_at_whole_inputs(tmp_path: Path) -> None:
    store = tmp_path / "store"
    outcome = read(day(tmp_path / "in", 6, 400), store, Options(sizes=SMALL))
    assert [[e.path[-6] for e in m.inputs] for m in sorted_loads(store, outcome)] == [
        ["0", "1", "2"],
        ["3", "4", "5"],
    ]


def sorted_loads(store: Path, outcome: Outcome) -> list[Any]:
    found = {m.load: m for m in open_store(store).manifest}
    return [found[load] for load in outcome.loads]


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

    class Spy(pq.ParquetFile):  # type: ignore[misc]
        def __init__(self, path: Path) -> None:
            opened.append(path.parts[-2])
            super().__init__(path)

        def read_row_group(self, group: int, columns: Any = None) -> pa.Table:
            groups.append(group)
            return super().read_row_group(group, columns)

    monkeypatch.setattr(pq, "ParquetFile", Spy)
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
    manifest.write_text(json.dumps({**document, "later": 1}))  # keys may be added
    assert open_store(store).manifest[0].rows == 5
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


def test_other_packings_are_named() -> None:
    assert "Zstandard" in loading.unknown(b"\x28\xb5\x2f\xfd....")
    assert loading.unknown(b"") == "empty"
