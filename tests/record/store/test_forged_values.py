"""A stranger's store whose values were changed and whose hashes were made anew."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import export_store
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from skywitness import cli
from skywitness.errors import RecordError
from skywitness.record.schema import SCHEMA
from skywitness.record.store.manifest import sealed
from skywitness.record.store.partfile import hashes
from skywitness.record.store.store import open_store

LAST = 253_402_300_799_999_999  # µs: the last that a calendar has


def forged(
    folder: Path,
    change: Callable[[pa.Table], pa.Table],
    cut: Callable[[bytes], bytes] = lambda data: data,
) -> Path:
    """A store with other values or bytes in its parts, and hashes that fit them."""
    store = export_store.make(folder).root
    (path,) = store.rglob("manifest.json")
    document = json.loads(path.read_text())
    document.pop("seal")
    for part in document["files"]:
        file = path.parent / part["path"]
        pq.write_table(change(pq.read_table(file, schema=SCHEMA)), file)
        file.write_bytes(cut(file.read_bytes()))
        data = memoryview(file.read_bytes())
        part["sha256"], part["footer"], part["groups"] = hashes(data)
        part["bytes"] = len(data)
    document["seal"] = sealed(document)
    path.write_text(json.dumps(document))
    return store


def with_value(name: str, value: Any) -> Callable[[pa.Table], pa.Table]:
    """One value in all rows of a column."""

    def change(table: pa.Table) -> pa.Table:
        field = SCHEMA.field(name)
        kind = pa.int64() if pa.types.is_timestamp(field.type) else field.type
        column = pa.array([value] * len(table), type=kind).cast(field.type)
        return table.set_column(SCHEMA.get_field_index(name), field, column)

    return change


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("timestamp", LAST), ("timestamp", -LAST), ("unstatedaltitude", float("inf")),
        ("unstatedaltitude", float("nan")), ("altitude", float("-inf")), ("latitude", 1e300),
        ("latitude", float("nan")), ("longitude", 1e20), ("groundspeed", float("inf")),
    ],
)  # fmt: skip
def test_values_that_no_reader_writes_are_told_with_the_part(
    name: str, value: Any, tmp_path: Path
) -> None:
    store = forged(tmp_path, with_value(name, value))
    out = tmp_path / "out"
    for command in (
        ["show", str(store), "--faulty", "--json"],
        ["show", str(store), "--icao24", "a00001"],
        ["export", str(store), "--to", "kml", "--out", str(out)],
        ["export", str(store), "--to", "gpx", "--faulty", "--out", str(out)],
    ):
        with pytest.raises(RecordError, match=name) as caught:
            CliRunner().invoke(cli.build([command[0]]), command, catch_exceptions=False)
        assert str(caught.value.file).endswith(".parquet")


def test_the_same_values_with_their_mark_are_shown(tmp_path: Path) -> None:
    """Readers keep what cannot be, and mark it."""

    def change(table: pa.Table) -> pa.Table:
        for name, value in (("latitude", 1e300), ("altitude", float("inf")), ("timestamp", LAST)):
            table = with_value(name, value)(table)
        return with_value("fault", "altitude clock position")(table)

    store = forged(tmp_path, change)
    for more in ([], ["--json"]):
        words = ["show", str(store), "--icao24", "a00001", "--faulty", *more]
        found = CliRunner().invoke(cli.build(["show"]), words, catch_exceptions=False)
        assert found.exit_code == 0, found.output
        assert "clock" in found.output


JUNK: list[Any] = [None, [], {}, 7, -1, "x", [1], [None], [[]], {"a": 1}, True, "not a date"]
PYTHONS = ("object", "indices", "attribute", "argument", "load()", "unhashable", "NoneType")


def test_damage_in_a_manifest_is_told_in_words_of_the_store(tmp_path: Path) -> None:
    store = export_store.make(tmp_path).root
    (path,) = store.rglob("manifest.json")
    whole = json.loads(path.read_text())
    whole.pop("seal")
    told = set()

    def write(document: Any) -> None:
        if isinstance(document, dict):
            document["seal"] = sealed(document)
        path.write_text(json.dumps(document))
        try:
            open_store(store).summary()
        except RecordError as error:
            told.add(error.message.replace("it is no object with keys", ""))

    for junk in JUNK:
        write(copy.deepcopy(junk))
        for way in (["config"], ["inputs"], ["files"], ["load"], ["inputs", 0], ["files", 0],
                    ["inputs", 0, "formats"], ["inputs", 0, "first"], ["files", 0, "groups"],
                    ["files", 0, "path"]):  # fmt: skip
            document = copy.deepcopy(whole)
            inner = document
            for key in way[:-1]:
                inner = inner[key]
            inner[way[-1]] = junk
            write(document)
    for key in whole:
        write({k: v for k, v in whole.items() if k != key})
    assert "the manifest is damaged (it does not say 'load')" in told
    assert "the manifest is damaged (what it says as 'first' is not what a load says there)" in told
    assert [text for text in told if any(word in text for word in PYTHONS)] == []


@pytest.mark.parametrize("name", ["store.json", "manifest.json", "part-0.parquet"])
def test_a_link_is_called_one_wherever_it_stands(name: str, tmp_path: Path) -> None:
    store = export_store.make(tmp_path).root
    found = sorted(store.rglob(name))[0]
    moved = found.rename(tmp_path / name)
    found.symlink_to(moved)
    with pytest.raises(RecordError, match="a link inside the store"):
        open_store(store).scan()
    with pytest.raises(RecordError, match="a link inside the store"):
        open_store(store).verify()


def without_its_columns(data: bytes) -> bytes:
    """A Parquet file that begins with its end."""
    length = int.from_bytes(data[-8:-4], "little")
    return data[:4] + data[-8 - length :]


def test_columns_that_are_said_to_lie_outside_of_their_file_are_not_read(tmp_path: Path) -> None:
    store = open_store(forged(tmp_path, lambda table: table, without_its_columns))
    with pytest.raises(RecordError, match="points outside of what its hashes cover"):
        list(store.scan())
