"""What breaks off leaves nothing behind and takes nothing away."""

from __future__ import annotations

from pathlib import Path

import pytest

from skywitness.errors import SkywitnessError
from skywitness.wholefiles import folder_beside, whole_file, write_whole


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
