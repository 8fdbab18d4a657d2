"""What breaks off leaves nothing behind and takes nothing away."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from skywitness.errors import SkywitnessError
from skywitness.wholefiles import folder_beside, refuse_places, whole_file, write_whole


def broken_off(file: Path) -> None:
    file.write_bytes(b"ne")
    raise ValueError("half")


def test_a_file_that_breaks_off_leaves_the_old_one(tmp_path: Path) -> None:
    target = tmp_path / "page.html"
    write_whole(b"old", target)
    with pytest.raises(ValueError, match="half"), whole_file(target) as partial:
        broken_off(partial)
    assert [p.name for p in tmp_path.iterdir()] == ["page.html"]
    assert target.read_bytes() == b"old"


def test_a_whole_file_takes_the_name(tmp_path: Path) -> None:
    target = tmp_path / "new" / "page.html"
    for content in (b"old", b"new"):
        write_whole(content, target)
    assert target.read_bytes() == b"new"
    assert target.stat().st_mode & 0o777 == 0o644
    assert list(target.parent.iterdir()) == [target]


def test_a_folder_beside_is_gone_unless_it_was_renamed(tmp_path: Path) -> None:
    target = tmp_path / "pack"
    with pytest.raises(ValueError, match="half"), folder_beside(target) as made:
        broken_off(made / "part")
    assert list(tmp_path.iterdir()) == []
    with folder_beside(target) as made:
        (made / "part").write_bytes(b"x")
        made.rename(target)
    assert [p.name for p in target.iterdir()] == ["part"]


def test_a_file_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(SkywitnessError, match="the page cannot be written") as caught:
        write_whole(b"", tmp_path / "file" / "page.html", "page")
    assert caught.value.file == str(tmp_path / "file" / "page.html")


OTHERS: dict[str, Callable[[Path], None]] = {
    "a pipe": os.mkfifo,
    "a link": lambda path: path.symlink_to(path.with_name("elsewhere")),
    "a folder": lambda path: path.mkdir(),
}


@pytest.mark.skipif(os.name == "nt", reason="pipes and links")
@pytest.mark.parametrize("what", OTHERS)
@pytest.mark.parametrize("linked", [False, True])
def test_only_files_are_replaced(what: str, linked: bool, tmp_path: Path) -> None:
    target = tmp_path / "page.html"
    elsewhere = tmp_path / "elsewhere"
    if linked:
        elsewhere.write_bytes(b"theirs")
    OTHERS[what](target)
    mode = target.lstat().st_mode
    with pytest.raises(SkywitnessError, match=f"{what} of that name is there"):
        write_whole(b"ours", target, "page")
    with pytest.raises(SkywitnessError, match=f"the page cannot be written: {what}"):
        refuse_places(tmp_path, ["new.html", "page.html"], "page")
    assert target.lstat().st_mode == mode
    assert elsewhere.read_bytes() == b"theirs" if linked else not elsewhere.exists()
    assert not [p for p in tmp_path.iterdir() if ".part" in p.name]


@pytest.mark.skipif(os.name == "nt", reason="pipes and links")
def test_what_comes_into_the_place_meanwhile_is_not_replaced(tmp_path: Path) -> None:
    target = tmp_path / "page.html"
    with pytest.raises(OSError, match="a pipe"), whole_file(target):
        os.mkfifo(target)
    assert [p.name for p in tmp_path.iterdir()] == ["page.html"]


def test_a_file_is_no_folder_to_write_into(tmp_path: Path) -> None:
    (tmp_path / "out").write_bytes(b"")
    with pytest.raises(SkywitnessError, match="not a folder"):
        refuse_places(tmp_path / "out", ["index.html"])
