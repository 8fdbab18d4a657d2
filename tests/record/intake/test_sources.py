"""What paths on the command line stand for: folders in order, split archives, each file once."""

from __future__ import annotations

import gzip
import hashlib
import os
import stat
from pathlib import Path

import pytest

from skywitness.errors import RecordError
from skywitness.record.intake import sources
from skywitness.record.intake.sources import Input, expand
from skywitness.record.limits import Limits

STORE = Path("no-store")


def names(inputs: list[Input], top: Path) -> list[str]:
    return [each.name.replace(f"{top}/", "") for each in inputs]


def touch(top: Path, *files: str) -> None:
    for name in files:
        path = top / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(name.encode())


def test_folders_are_walked_in_sorted_order_and_files_stay_as_given(tmp_path: Path) -> None:
    touch(tmp_path, "b/2", "b/10", "a/x", "b/1", "c")
    found = expand([tmp_path / "c", tmp_path / "b", tmp_path], STORE)
    assert names(found, tmp_path) == ["c", "b/1", "b/10", "b/2", "a/x"]
    assert [each.named for each in found] == [True, False, False, False, False]


def test_a_file_given_twice_or_by_another_name_is_read_once(tmp_path: Path) -> None:
    touch(tmp_path, "a")
    (tmp_path / "link").symlink_to(tmp_path / "a")
    found = expand([tmp_path / "a", tmp_path / "link", f"{tmp_path}/./a"], STORE)
    assert names(found, tmp_path) == ["a"]


def test_nothing_to_read_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="no files"):
        expand([tmp_path], STORE)


def test_a_missing_file_is_told_for_that_file(tmp_path: Path) -> None:
    touch(tmp_path, "a")
    missing, there = expand([tmp_path / "none", tmp_path / "a"], STORE)
    assert there.error is None
    assert "cannot be read (No such file" in str(missing.error)


def test_stores_and_what_is_no_file_are_left_out(tmp_path: Path) -> None:
    touch(tmp_path, "store/data/x.parquet", "out/data/y", "a", "b/store.json")
    (tmp_path / "store/store.json").write_text('{"what": "Skywitness record", "version": 1}')
    os.mkfifo(tmp_path / "pipe")
    found = expand([tmp_path], tmp_path / "out")
    assert names(found, tmp_path) == ["a", "pipe", "b/store.json"]
    assert [each.passed_over for each in found] == [None, "a pipe, which is not waited for", None]
    (given,) = expand([tmp_path / "store"], tmp_path / "out")
    assert "a store of the record" in str(given.error)


@pytest.fixture
def _devices(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files that may be executed play devices: real ones are left alone."""

    def plays(mode: int) -> bool:
        return stat.S_ISREG(mode) and bool(mode & stat.S_IXUSR)

    monkeypatch.setattr(sources, "_KINDS", (*sources._KINDS, (plays, "a device")))


@pytest.mark.usefixtures("_devices")
def test_a_device_is_not_read_however_it_is_named(tmp_path: Path) -> None:
    touch(tmp_path, "device.csv", "x.tar.aa", "x.tar.ab")
    (tmp_path / "device.csv").chmod(0o700)
    (tmp_path / "x.tar.ab").chmod(0o700)
    (tmp_path / "link.csv").symlink_to(tmp_path / "device.csv")
    for name in ("device.csv", "link.csv", "x.tar.aa"):
        (found,) = expand([tmp_path / name], STORE)
        assert "a device" in str(found.error)
        assert "the pipe itself" in str(found.error)


def test_a_pipe_is_read_where_it_is_named_and_nowhere_else(tmp_path: Path) -> None:
    touch(tmp_path, "x.tar.aa")
    for name in ("pipe.csv", "x.tar.ab"):
        os.mkfifo(tmp_path / name)
    (tmp_path / "link.csv").symlink_to(tmp_path / "pipe.csv")
    for name in ("pipe.csv", "link.csv"):
        (found,) = expand([tmp_path / name], STORE)
        assert (found.error, found.passed_over) == (None, None)
    (beside,) = expand([tmp_path / "x.tar.aa"], STORE)
    assert "a pipe, which is not waited for" in str(beside.error)


def test_an_empty_name_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    touch(tmp_path, "a")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(RecordError, match="is empty"):
        expand([""], STORE)


def test_a_name_too_long_for_the_system_costs_that_file_alone(tmp_path: Path) -> None:
    touch(tmp_path, "a")
    long, there = expand([tmp_path / ("x" * 5000), tmp_path / "a"], STORE)
    assert there.error is None
    assert "cannot be read (File name too long)" in str(long.error)


def test_folders_that_are_not_walked_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    touch(tmp_path, "in/a", "in/closed/b", "elsewhere/c")
    (tmp_path / "in/linked").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "in/latest").symlink_to(tmp_path / "in/closed")  # inside, and so met anyway
    (tmp_path / "in/nowhere").symlink_to(tmp_path / "gone")
    scan = os.scandir

    def refused(path: str) -> object:  # as root may read everything
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", refused)
    found = {each.name.split("/")[-1]: each for each in expand([tmp_path / "in"], STORE)}
    assert sorted(found) == ["a", "closed", "linked", "nowhere"]
    assert found["a"].error is None
    assert "Permission denied" in str(found["closed"].error)
    assert "not followed" in str(found["linked"].error)
    assert "No such file" in str(found["nowhere"].error)
    (alone,) = expand([tmp_path / "in/closed"], STORE)
    assert alone.named
    assert "Permission denied" in str(alone.error)


def test_split_archives_become_one_input(tmp_path: Path) -> None:
    day = "v2023.08.30-planes-readsb-prod-0.tar"
    touch(tmp_path, f"{day}.aa", f"{day}.ab", f"{day}.ac", "z.tar.00", "z.tar.01", "y.tgz.001")
    found = expand([tmp_path], STORE)
    assert names(found, tmp_path) == [day, "y.tgz", "z.tar"]
    assert [len(each.paths) for each in found] == [3, 1, 2]
    (one,) = expand([tmp_path / f"{day}.ab", tmp_path / f"{day}.aa"], STORE)
    assert [p.name[-2:] for p in one.paths] == ["aa", "ab", "ac"]
    whole = b"".join(p.read_bytes() for p in one.paths)
    assert one.size == len(whole)
    assert one.piece(Limits()).read() == whole
    assert one.finish() == one.fingerprint() == hashlib.sha256(whole).hexdigest()
    assert [part["sha256"] for part in one.digest.parts] == one.part_fingerprints()


@pytest.mark.parametrize("missing", ["aa", "ab"])
def test_a_missing_part_is_told(tmp_path: Path, missing: str) -> None:
    touch(tmp_path, *(f"x.tar.{p}" for p in ("aa", "ab", "ac") if p != missing))
    (one,) = expand([tmp_path], STORE)
    assert "is missing" in str(one.error)


def test_what_a_reader_leaves_is_hashed_too(tmp_path: Path) -> None:
    data = gzip.compress(os.urandom(2_000_000))
    (tmp_path / "a").write_bytes(data)
    (one,) = expand([tmp_path / "a"], STORE)
    piece = one.piece(Limits())
    assert len(piece.head) == 65_536
    with piece.open() as file:
        file.read(100)
    assert one.finish() == hashlib.sha256(data).hexdigest()
    assert one.digest.size == len(data)


def test_names_that_are_no_text_are_still_read(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/caf\xe9"
    Path(os.fsdecode(path)).write_bytes(b"x")
    (one,) = expand([tmp_path], STORE)
    assert one.name.endswith("caf\N{REPLACEMENT CHARACTER}")
    assert one.piece(Limits()).read() == b"x"
