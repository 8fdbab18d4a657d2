"""Files and folders that appear whole or not at all.

What is written is written beside its place under a name of its own, and renamed when all went well.
A load of the record is also flushed to disk before it is renamed, under the store's lock:
:mod:`skywitness.record.store.layout` does that itself.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from skywitness.errors import SkywitnessError


@contextmanager
def whole_file(target: Path) -> Iterator[Path]:
    """An empty file beside ``target`` to write to, which takes its name when all went well.

    Raises:
        OSError: the system refuses.
    """
    handle, name = tempfile.mkstemp(
        prefix=f".{target.stem[:40]}-", suffix=f".part{target.suffix}", dir=target.parent
    )
    os.close(handle)
    partial = Path(name)
    try:
        yield partial
        partial.chmod(0o644)
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)


@contextmanager
def folder_beside(target: Path) -> Iterator[Path]:
    """An empty folder beside ``target``, to make in it what is then renamed; gone afterwards.

    Raises:
        OSError: the system refuses.
    """
    made = Path(tempfile.mkdtemp(prefix=f".{target.stem[:40]}-", suffix=".part", dir=target.parent))
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


def write_whole(content: bytes, target: Path, what: str = "file") -> None:
    """Write a file, and the folder it stands in; ``what`` it is called where that fails.

    Raises:
        SkywitnessError: it cannot be written.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with whole_file(target) as partial:
            partial.write_bytes(content)
    except OSError as error:
        raise SkywitnessError(
            f"the {what} cannot be written: {error.strerror or error}",
            file=str(target),
            remedy="name a folder that can be written to",
        ) from error
