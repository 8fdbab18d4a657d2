"""Files and folders that appear whole or not at all, and files that are read without waiting.

What is written is written beside its place under a name of its own, and renamed when all went well.
A load of the record is also flushed to disk before it is renamed, under the store's lock:
:mod:`skywitness.record.store.layout` does that itself.

A file takes only the place of a file, or an empty one: :func:`free_for_file` refuses links, pipes,
devices, sockets and folders. A link is neither written through, which would change a file somewhere
else, nor replaced, which whoever made it does not expect.

A pipe or a device in the place of a file keeps whoever opens it waiting, for ever if nothing writes
to it. :func:`opened_file` and :func:`contents` look at what they have opened, so that nothing can
be exchanged between looking and reading.
"""

from __future__ import annotations

import errno
import os
import shutil
import stat
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from io import BufferedReader
from pathlib import Path

from skywitness.errors import SkywitnessError

KINDS = (
    (stat.S_ISLNK, "a link"),
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)
"""What may stand in the place of a file, by its mode."""


def free_for_file(target: Path) -> None:
    """Refuse a place that holds anything but a file; where nothing is, one can be made.

    Raises:
        OSError: a link, a pipe, a device, a socket or a folder is there, or the system refuses.
    """
    try:
        mode = target.lstat().st_mode
    except FileNotFoundError:
        return
    if not stat.S_ISREG(mode):
        what = next((name for test, name in KINDS if test(mode)), "something else")
        raise OSError(
            errno.EINVAL, f"{what} of that name is there, and only files are replaced", str(target)
        )


@contextmanager
def whole_file(target: Path) -> Iterator[Path]:
    """An empty file beside ``target`` to write to, which takes its name when all went well.

    Raises:
        OSError: something that is no file has the name already, or the system refuses.
    """
    free_for_file(target)
    handle, name = tempfile.mkstemp(
        prefix=f".{target.stem[:40]}-", suffix=f".part{target.suffix}", dir=target.parent
    )
    os.close(handle)
    partial = Path(name)
    try:
        yield partial
        partial.chmod(0o644)
        free_for_file(target)  # put there meanwhile
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
        SkywitnessError: it cannot be written, or something that is no file has its name.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with whole_file(target) as partial:
            partial.write_bytes(content)
    except OSError as error:
        raise _unwritten(what, target, error) from error


def refuse_places(folder: Path, names: Iterable[str], what: str = "file") -> None:
    """Refuse, before any work, a folder whose files of these names could not be written.

    Raises:
        SkywitnessError: it is no folder, or something that is no file has one of the names.
    """
    if folder.exists() and not folder.is_dir():
        raise _unwritten(what, folder, OSError(errno.ENOTDIR, "it is not a folder"))
    for name in names:
        try:
            free_for_file(folder / name)
        except OSError as error:
            raise _unwritten(what, folder / name, error) from error


def _unwritten(what: str, target: Path, error: OSError) -> SkywitnessError:
    return SkywitnessError(
        f"the {what} cannot be written: {error.strerror or error}",
        file=str(target),
        remedy="name a folder that can be written to",
    )


NO_WAITING = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
"""What a file is opened with so that a pipe without a writer keeps nobody waiting."""


def checked(handle: int, name: str) -> int:
    """The handle of a file; closed again where it is a pipe, a device, a socket or a folder.

    Raises:
        OSError: it is none.
    """
    if stat.S_ISREG(os.fstat(handle).st_mode):
        return handle
    os.close(handle)
    raise OSError(errno.EINVAL, "it is a pipe, a device or a folder, not a file", name)


def opened_file(path: Path) -> BufferedReader:
    """A file for reading; nothing else is opened, and nothing is waited for.

    Raises:
        OSError: it is not there, no file, or the system refuses.
    """
    handle = checked(os.open(path, os.O_RDONLY | NO_WAITING), str(path))
    return os.fdopen(handle, "rb")


def contents(path: Path, most: int = -1) -> bytes:
    """The bytes of a file, all of them or the first ``most``.

    Raises:
        OSError: it is not there, no file, or the system refuses.
    """
    with opened_file(path) as stream:
        return stream.read(most)
