"""A stranger's store: nothing outside of it is read, written or advised to be deleted."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from record_toy import TOY
from toy_store import day

from skywitness.errors import RecordError
from skywitness.record.intake.loading import read
from skywitness.record.readers import formats
from skywitness.record.store.manifest import sealed
from skywitness.record.store.store import open_store

VICTIM = "what is dear to somebody\n"


@pytest.fixture(autouse=True)
def _toy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formats, "FORMATS", (TOY,))


@pytest.fixture
def store(tmp_path: Path) -> Path:
    read(day(tmp_path / "in", 2, 1500), tmp_path / "store")
    return tmp_path / "store"


@pytest.fixture
def victim(tmp_path: Path) -> Path:
    folder = tmp_path / "outside"
    folder.mkdir()
    path = folder / "dear.txt"
    path.write_text(VICTIM)
    return path


def manifest_of(store: Path) -> Path:
    (found,) = store.rglob("manifest.json")
    return found


def forge(store: Path, change: Callable[[dict[str, Any]], None], seal: bool = True) -> None:
    """Change a manifest as somebody would who knows how it is sealed."""
    path = manifest_of(store)
    document = json.loads(path.read_text())
    document.pop("seal")
    change(document)
    if seal:
        document["seal"] = sealed(document)
    path.write_text(json.dumps(document))


# --- links ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [".lock", "store.json"])
@pytest.mark.parametrize("hard", [False, True])
def test_nothing_is_written_through_a_link(
    tmp_path: Path, victim: Path, name: str, hard: bool
) -> None:
    store = tmp_path / "store"
    store.mkdir()
    if hard:
        (store / name).hardlink_to(victim)
    else:
        (store / name).symlink_to(victim)
    with pytest.raises(RecordError):
        read(day(tmp_path / "in", 1, 5), store)
    assert victim.read_text() == VICTIM


def test_no_temporary_name_can_be_foretold(tmp_path: Path, victim: Path) -> None:
    store = tmp_path / "store"
    store.mkdir()
    (store / "store.json.new").symlink_to(victim)
    with pytest.raises(RecordError, match="holds other things"):
        read(day(tmp_path / "in", 1, 5), store)
    assert victim.read_text() == VICTIM


@pytest.mark.parametrize("name", ["data", ".staging"])
def test_a_folder_of_the_store_that_is_a_link_is_refused(
    tmp_path: Path, store: Path, victim: Path, name: str
) -> None:
    shutil.rmtree(store / name, ignore_errors=True)
    (store / name).symlink_to(victim.parent)
    with pytest.raises(RecordError, match="a link inside the store"):
        read(day(tmp_path / "in2", 3, 50), store)
    assert [p.name for p in victim.parent.iterdir()] == [victim.name]
    assert victim.read_text() == VICTIM


@pytest.mark.parametrize("depth", [0, 1, 2, 3])
def test_a_link_on_the_way_to_a_part_is_not_followed(
    tmp_path: Path, store: Path, depth: int
) -> None:
    part = sorted(store.rglob("*.parquet"))[0]
    place = part.parents[depth - 1] if depth else part
    moved = tmp_path / "moved"
    shutil.move(place, moved)
    place.symlink_to(moved)
    with pytest.raises(RecordError) as caught:
        open_store(store).scan()
    assert str(moved) not in str(caught.value)


def test_the_store_itself_may_be_named_by_a_link(tmp_path: Path, store: Path) -> None:
    (tmp_path / "link").symlink_to(store)
    assert open_store(tmp_path / "link").scan().num_rows == 3000


# --- what a manifest says -------------------------------------------------------------------------


@pytest.mark.parametrize(
    "place",
    ["../../../../outside/dear.txt", "/etc/passwd", "day=2025-06-01/hour=00/../../x.parquet",
     "day=2025-06-01/hour=00/part-0.parquet\n", "", "load=x/a folder of the reader/part-0.parquet",
     "day=2025-06-01/hour=٠٠/part-0.parquet", 7, None],
)  # fmt: skip
def test_places_that_a_manifest_gives_are_not_followed(store: Path, place: Any) -> None:
    forge(store, lambda d: d["files"][0].update(path=place))
    with pytest.raises(RecordError, match="manifest is damaged") as caught:
        open_store(store)
    folder = str(caught.value.remedy).removeprefix("delete the folder ").split(" and ")[0]
    assert Path(folder).parent == store / "data"


def test_a_load_is_called_what_its_folder_is_called(store: Path) -> None:
    forge(store, lambda d: d.update(load="../../outside"))
    with pytest.raises(RecordError, match="its load is not that of its folder"):
        open_store(store)


JUNK: list[Any] = [None, [], {}, 7, -1, "x", [1], [None], [[]], {"a": 1}, 1e400, True, "\ud800"]


@pytest.mark.parametrize(
    "key",
    ["inputs", "files", "config", "version", "load", "tool", "written", "rows"],
)
def test_junk_in_a_manifest_is_one_clear_error(store: Path, key: str) -> None:
    good = manifest_of(store).read_text()
    for junk in JUNK:
        manifest_of(store).write_text(good)
        document = json.loads(good)
        document.pop("seal")
        document[key] = junk
        manifest_of(store).write_text(json.dumps(document))
        with suppress(RecordError):  # and no other
            open_store(store).summary()


def test_junk_in_the_entries_of_a_manifest_is_one_clear_error(store: Path) -> None:
    good = json.loads(manifest_of(store).read_text())
    good.pop("seal")
    for table in ("inputs", "files"):
        for key in good[table][0]:
            for junk in JUNK:
                document = json.loads(json.dumps(good))
                document[table][0][key] = junk
                manifest_of(store).write_text(json.dumps(document))
                with suppress(RecordError):  # and no other
                    opened = open_store(store)
                    opened.summary()
                    opened.scan(columns=["row"])


@pytest.mark.parametrize(
    "text",
    ['{"version": 1e999}', '{"version": "1"}', '{"version": NaN}', '{"version": true}',
     "[" * 100_000, "\ud800".encode("utf-8", "surrogatepass").decode("latin-1"), "", "9" * 5000],
)  # fmt: skip
def test_junk_as_the_stores_own_file_is_one_clear_error(store: Path, text: str) -> None:
    (store / "store.json").write_text(text, encoding="latin-1")
    with pytest.raises(RecordError, match="version cannot be read"):
        open_store(store)


# --- flipped bytes --------------------------------------------------------------------------------


def test_every_flipped_byte_is_found_where_it_is_used(store: Path) -> None:
    part = sorted(store.rglob("*.parquet"))[0]
    good = part.read_bytes()
    for at in [*range(0, len(good), max(1, len(good) // 60)), len(good) - 6, len(good) - 1]:
        data = bytearray(good)
        data[at] ^= 4
        part.write_bytes(bytes(data))
        if at < 4:  # the letters at the start say nothing, and are not read
            continue
        with pytest.raises(RecordError, match="its hash is not the manifest's"):
            open_store(store).scan()
    part.write_bytes(good)
    path = manifest_of(store)
    text = path.read_text()
    path.write_text(text.replace('"rows": 1', '"rows": 7', 1))
    with pytest.raises(RecordError, match="manifest is damaged"):
        open_store(store)


def test_only_what_is_asked_for_is_read_and_hashed(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parts = sorted(store.rglob("*.parquet"))
    data = bytearray(parts[-1].read_bytes())
    data[len(data) // 2] ^= 1
    parts[-1].write_bytes(bytes(data))
    start = open_store(store).scan(end="2025-06-01T00:10")
    assert start.num_rows > 0
    with pytest.raises(RecordError, match="its hash is not the manifest's"):
        open_store(store).scan()


def test_a_store_without_such_hashes_is_hashed_whole_once(store: Path) -> None:
    def older(document: dict[str, Any]) -> None:
        for part in document["files"]:
            del part["footer"], part["groups"]

    forge(store, older, seal=False)
    assert open_store(store).scan().num_rows == 3000
    part = sorted(store.rglob("*.parquet"))[0]
    data = bytearray(part.read_bytes())
    data[len(data) // 2] ^= 1
    part.write_bytes(bytes(data))
    with pytest.raises(RecordError, match="its hash is not the manifest's"):
        open_store(store).scan()


def test_a_file_listed_twice_is_found(store: Path) -> None:
    forge(store, lambda d: d.update(files=d["files"] * 2, rows=2 * d["rows"]))
    with pytest.raises(RecordError, match=r"lists day=.* twice"):
        open_store(store)


def test_files_left_out_of_a_manifest_are_found(store: Path) -> None:
    forge(store, lambda d: d.update(files=[], rows=0))
    with pytest.raises(RecordError, match="its files have 0 rows, its inputs came to 3,000"):
        open_store(store)


@pytest.mark.parametrize("rows", [0, 2999, 6000, None, "3000"])
def test_a_sum_of_rows_that_is_none_is_found(store: Path, rows: Any) -> None:
    forge(store, lambda d: d.update(rows=rows))
    with pytest.raises(RecordError, match="not what it says as 'rows'"):
        open_store(store)


@pytest.mark.parametrize("hashed_whole", [False, True])
def test_rows_of_a_file_that_are_not_its_own_are_found(store: Path, hashed_whole: bool) -> None:
    def change(document: dict[str, Any]) -> None:
        first, second = document["files"][:2]
        first["rows"], second["rows"] = first["rows"] + 1, second["rows"] - 1
        for part in document["files"] if hashed_whole else ():
            del part["footer"], part["groups"]

    forge(store, change)
    opened = open_store(store)
    with pytest.raises(RecordError, match="as in the manifest"):
        opened.scan()


def test_a_load_that_is_there_twice_is_found(store: Path, tmp_path: Path) -> None:
    load = manifest_of(store).parent
    copy = load.with_name("load=0123456789abcdef")
    shutil.copytree(load, copy)
    document = json.loads((copy / "manifest.json").read_text())
    del document["seal"]
    document["load"] = "0123456789abcdef"
    document["seal"] = sealed(document)
    (copy / "manifest.json").write_text(json.dumps(document))
    for use in (lambda: open_store(store), lambda: read(day(tmp_path / "in2", 1, 5), store)):
        with pytest.raises(RecordError, match="an input is in two loads"):
            use()


# --- pipes and devices ----------------------------------------------------------------------------


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
@pytest.mark.parametrize(
    "name", ["store.json", "manifest", "part", ".lock", ".staging", "data", "load", "day"]
)
@pytest.mark.parametrize("use", ["read", "scan"])
def test_a_pipe_in_a_store_keeps_nobody_waiting(
    tmp_path: Path, store: Path, name: str, use: str
) -> None:
    part = sorted(store.rglob("*.parquet"))[0]
    path = {
        "manifest": manifest_of(store),
        "part": part,
        "load": manifest_of(store).parent,
        "day": part.parents[1],
    }.get(name, store / name)
    if path.is_dir():
        shutil.rmtree(path)
    path.unlink(missing_ok=True)
    os.mkfifo(path)
    not_used = {"read": {"part", "day"}, "scan": {".lock", ".staging"}}[use]
    code = (
        "import sys; from skywitness.record.store.store import open_store;"
        "from skywitness.record.intake.loading import read\n"
        "from skywitness.errors import RecordError\n"
        "try:\n"
        f"    read([{str(tmp_path / 'in')!r}], {str(store)!r}) if {use!r} == 'read'"
        f" else open_store({str(store)!r}).scan()\n"
        "except RecordError as error: print(error)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.stderr == ""
    said = any(w in done.stdout for w in ("pipe", "no folder", "Not a directory"))
    assert said == (name not in not_used), done.stdout
    assert path.is_fifo()


@pytest.mark.parametrize("name", ["data", ".staging", "load"])
def test_a_file_in_the_place_of_a_folder_is_told_and_kept(
    tmp_path: Path, store: Path, name: str
) -> None:
    path = manifest_of(store).parent if name == "load" else store / name
    shutil.rmtree(path, ignore_errors=True)
    path.write_text(VICTIM)
    with pytest.raises(RecordError, match="no folder, where the store has one"):
        read(day(tmp_path / "in2", 3, 50), store)
    assert path.read_text() == VICTIM
