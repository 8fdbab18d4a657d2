"""A folder made into a bag, and put where it belongs as a folder or as one ZIP file."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from skywitness.errors import SkywitnessError
from skywitness.handover.packs import tags
from skywitness.wholefiles import folder_beside, opened_file

CHUNK = 1 << 20


def seal(folder: Path, described: list[tuple[str, str]]) -> tuple[int, int]:
    """Write the tag files of a bag whose payload stands in ``folder``/data.

    ``described`` are lines of ``bag-info.txt``. Returns the number of payload files and bytes.
    """
    payload = _hashed(folder, folder / "data")
    size = sum((folder / path).stat().st_size for path in payload["sha256"])
    count = len(payload["sha256"])
    about = [*described, ("Payload-Oxum", f"{size}.{count}")]
    written = {
        tags.BAGIT: tags.DECLARATION,
        tags.INFO: tags.info(about),
        **{f"manifest-{how}.txt": tags.manifest(found) for how, found in payload.items()},
    }
    for name, text in written.items():
        (folder / name).write_text(text, "utf-8", newline="\n")
    for how in tags.DIGITS:
        digests = {name: hashlib.new(how, text.encode()).hexdigest()
                   for name, text in written.items()}  # fmt: skip
        file = folder / f"tagmanifest-{how}.txt"
        file.write_text(tags.manifest(digests), "utf-8", newline="\n")
    return count, size


def _hashed(folder: Path, inner: Path) -> dict[str, dict[str, str]]:
    """Algorithm → path from ``folder`` → digest, of every file under ``inner``."""
    out: dict[str, dict[str, str]] = {how: {} for how in tags.DIGITS}
    for file in sorted(p for p in inner.rglob("*") if p.is_file()):
        found = {how: hashlib.new(how) for how in tags.DIGITS}
        with opened_file(file) as stream:
            while block := stream.read(CHUNK):
                for each in found.values():
                    each.update(block)
        name = file.relative_to(folder).as_posix()
        for how, each in found.items():
            out[how][name] = each.hexdigest()
    return out


def is_zip(target: Path) -> bool:
    """Whether a pack of this name is one ZIP file."""
    return target.suffix.lower() == ".zip"


def refuse_existing(target: Path) -> None:
    """Refuse a place where something is.

    Raises:
        SkywitnessError: something is there.
    """
    if target.exists() or target.is_symlink():
        raise SkywitnessError(
            "there is something of that name already, and packs are never overwritten",
            file=str(target),
            remedy="name another file or folder with --out, or move it away",
        )


@contextmanager
def placed(target: Path) -> Iterator[Path]:
    """An empty folder to fill, which becomes ``target`` when all went well.

    Raises:
        SkywitnessError: ``target`` is there already, or cannot be written.
    """
    refuse_existing(target)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with folder_beside(target) as made:
            inner = made / target.stem if is_zip(target) else made / target.name
            inner.mkdir()
            yield inner
            if is_zip(target):
                whole = made / "whole.zip"
                _zipped(inner, whole)
                _moved(whole, target)
            else:
                inner.rename(target)
    except OSError as error:
        raise SkywitnessError(
            f"the pack cannot be written: {error.strerror or error}",
            file=str(target),
            remedy="name a place that can be written to with --out",
        ) from error


def _moved(whole: Path, target: Path) -> None:
    """Put a file where nothing is: a link, unlike a rename, never replaces what is there."""
    try:
        os.link(whole, target)
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        whole.rename(target)


def _zipped(folder: Path, target: Path) -> None:
    """Pack a folder; its files have no times of their own, so that equal packs are equal."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(p for p in folder.rglob("*") if p.is_file()):
            entry = zipfile.ZipInfo(
                file.relative_to(folder.parent).as_posix(), (1980, 1, 1, 0, 0, 0)
            )
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            entry.file_size = file.stat().st_size
            with opened_file(file) as source, archive.open(entry, "w") as out:
                shutil.copyfileobj(source, out, CHUNK)


def today() -> dt.date:
    """The day in UTC, or that of SOURCE_DATE_EPOCH where builds are to be repeated."""
    said = os.environ.get("SOURCE_DATE_EPOCH", "")
    now = dt.datetime.now(dt.UTC)
    return (dt.datetime.fromtimestamp(int(said), dt.UTC) if said.isdecimal() else now).date()
