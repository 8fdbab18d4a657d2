"""What is read: files known already, bad ones, archives, parts; with toy files."""

from __future__ import annotations

import gzip
import hashlib
import io
import tarfile
from pathlib import Path
from typing import Any

import pytest
from record_toy import TOY, flight, toy
from toy_store import SMALL, T0, day, rows, tree

from skywitness.record.intake import nothing
from skywitness.record.intake.loading import Options, Outcome, read
from skywitness.record.readers import formats
from skywitness.record.reading import Context
from skywitness.record.store.store import open_store


@pytest.fixture(autouse=True)
def _toy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formats, "FORMATS", (TOY,))


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
    assert not outcome.complete
    (entry,) = outcome.read
    assert (entry.rows, entry.kept, entry.addresses) == (1500, 1500, 5)
    assert entry.formats["toy"].files == 5
    assert entry.passed_over == {"no known format": 1}
    assert [p["message"] for p in entry.problems] == ["a name that climbs out of the archive"]
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


def test_other_packings_are_named() -> None:
    assert "Zstandard" in nothing.unknown(b"\x28\xb5\x2f\xfd....")
    assert nothing.unknown(b"") == "empty"
