"""Where things lie in a store, and the lock that lets one writer in."""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
import stat
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from io import BufferedReader
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from skywitness.errors import RecordError, lack
from skywitness.wholefiles import NO_WAITING, checked, opened_file, whole_file

VERSION = 1
#: What makes a folder a store, and what it says.
STORE_FILE, STORE_MARK = "store.json", "Skywitness record"
LARGEST = 10_000
"""Bytes that are read of the file that makes a folder a store."""
LOAD = re.compile(r"load=[0-9a-f]{16}")
"""What the folder of a load is called: :func:`skywitness.record.store.manifest.load_id`."""
DATA, STAGING, LOCK = "data", ".staging", ".lock"


def check(root: Path) -> None:
    """Refuse what is no store that this program can use.

    Raises:
        RecordError: no such store, something else, or one of a newer version.
    """
    path = root / STORE_FILE
    try:
        with opened_inside(root, STORE_FILE) as file:
            version = json.loads(file.read(LARGEST).decode("utf-8"))["version"]
        if type(version) is not int:
            raise ValueError("no whole number")
    except (FileNotFoundError, NotADirectoryError) as error:
        what = "no store" if root.exists() else "there is no store"
        raise RecordError(
            what, file=str(root), remedy="make one: skywitness read FILES --out STORE"
        ) from error
    except OSError as error:
        refuse_links(root, STORE_FILE, error)
        raise RecordError(
            f"the store cannot be read ({error.strerror})",
            file=str(path),
            remedy="see its rights, and that it holds files and folders only",
        ) from error
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise RecordError(
            "the store's version cannot be read",
            file=str(path),
            remedy=f'it should hold {{"version": {VERSION}}}',
        ) from error
    if version > VERSION:
        raise RecordError(
            f"the store is of version {version}, this program knows {VERSION}",
            file=str(root),
            remedy="use a newer skywitness",
        )


def make(root: Path) -> None:
    """Make a store, unless there is one already.

    Raises:
        RecordError: the folder holds something else, or cannot be written.
    """
    try:
        root.mkdir(parents=True, exist_ok=True)
        if not (root / STORE_FILE).exists():
            others = [p.name for p in root.iterdir() if not _is_own(p.name)]
            if others:
                raise RecordError(
                    f"the folder is no store and holds other things, such as {min(others)}",
                    file=str(root),
                    remedy="give --out an empty or new folder",
                )
            mark = json.dumps({"what": STORE_MARK, "version": VERSION}) + "\n"
            with whole_file(root / STORE_FILE) as new:
                new.write_text(mark, "utf-8")
        check(root)
        for name in (DATA, STAGING):
            is_folder(root / name)
        (root / DATA).mkdir(exist_ok=True)
    except OSError as error:
        raise RecordError(
            f"the store cannot be written ({error.strerror})",
            file=str(root),
            remedy="give --out a folder that you may write",
        ) from error


def _is_own(name: str) -> bool:
    """Whether a name is one that making a store leaves behind where it is killed."""
    return name == LOCK or (name.startswith(f".{Path(STORE_FILE).stem}-") and ".part" in name)


def a_link(path: Path) -> RecordError:
    """What is said of a link where a store has files and folders of its own."""
    return RecordError(
        "a link inside the store, which is not followed",
        file=str(path),
        remedy="a store holds no links: get it again from where it came from",
    )


def refuse_links(root: Path, name: str, error: OSError) -> None:
    """Tell a file of the store that could not be opened as a link, where one is on the way to it.

    Raises:
        RecordError: there is one.
        LackError: the machine has too little of something to open or read it.
    """
    if lacked := lack(error):
        raise lacked.located(file=str(root)) from error
    path = root
    for part in PurePosixPath(name).parts:
        path /= part
        if path.is_symlink():
            raise a_link(path) from error


def is_folder(path: Path) -> bool:
    """Whether a folder of the store is there; nothing else may have its name.

    Raises:
        RecordError: a link, a pipe, a file or the like has it.
    """
    try:
        mode = path.lstat().st_mode
    except FileNotFoundError:
        return False
    if stat.S_ISLNK(mode):
        raise a_link(path)
    if not stat.S_ISDIR(mode):
        raise RecordError(
            "no folder, where the store has one",
            file=str(path),
            remedy="a store holds files and folders only: get it again from where it came from",
        )
    return True


def loads(root: Path) -> list[str]:
    """The names of a store's loads, in their order.

    Raises:
        RecordError: something else than a folder has the name of a load, or of the folder of all.
    """
    if not is_folder(root / DATA):
        return []
    found = []
    for path in (root / DATA).glob("load=*"):
        if path.is_symlink():
            raise a_link(path)
        if LOAD.fullmatch(path.name) and is_folder(path):
            found.append(path.name.removeprefix("load="))
    return sorted(found)


def opened_inside(root: Path, name: str) -> BufferedReader:
    """A file of a store for reading: one that lies in it, reached without a link.

    ``name`` is its path from the store's folder, with slashes.

    Raises:
        OSError: it is not there, a link leads to it, it is no file, or the system refuses.
    """
    *folders, last = PurePosixPath(name).parts
    if os.open not in os.supports_dir_fd:  # Windows
        for k in range(len(folders) + 1):
            if root.joinpath(*folders[:k], last if k == len(folders) else folders[k]).is_symlink():
                raise OSError(errno.ELOOP, "a link, which is not followed", name)
        return opened_file(root / name)
    handle = os.open(root, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        for folder in folders:
            inner = os.open(
                folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC, dir_fd=handle
            )
            os.close(handle)
            handle = inner
        found = os.open(last, os.O_RDONLY | os.O_NOFOLLOW | NO_WAITING, dir_fd=handle)
    finally:
        os.close(handle)
    return os.fdopen(checked(found, name), "rb")


def empty_staging(root: Path) -> int:
    """Remove what killed runs left behind; how many loads that were.

    Raises:
        RecordError: what has the folder's name is none. Opening a pipe would wait for ever.
    """
    if not is_folder(root / STAGING):
        return 0
    left = list((root / STAGING).glob("*"))
    shutil.rmtree(root / STAGING, ignore_errors=True)
    return len(left)


def commit(staged: Path, root: Path, load: str) -> Path:
    """Make a finished load part of the store: on disk first, then by one rename."""
    with ThreadPoolExecutor(8) as pool:  # together they take hardly longer than one
        list(pool.map(_to_disk, [staged, *staged.rglob("*")]))
    place = root / DATA / f"load={load}"
    staged.rename(place)
    _to_disk(place.parent)
    return place


def _to_disk(path: Path) -> None:
    if path.is_dir() and os.name == "nt":  # Windows has no handle of a folder to flush
        return
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def locked(root: Path) -> Iterator[None]:
    """Hold the store for writing.

    The lock is the system's on ``.lock``: it ends with the process that holds it, however that
    ends, so none is ever stale. The file says who holds it.

    Raises:
        RecordError: another process is writing.
    """
    with _lock_file(root / LOCK) as file:
        try:
            _lock(file.fileno())
        except OSError as error:
            holder = file.read(100).decode("utf-8", "replace").strip() or "unknown"
            raise RecordError(
                f"another process is writing to the store ({holder})",
                file=str(root),
                remedy="wait until it is done",
            ) from error
        file.truncate(0)
        file.write(f"process {os.getpid()}\n".encode())
        file.flush()
        yield


def _lock_file(path: Path) -> BinaryIO:
    """The lock's file, made if need be; never one that is something else's as well.

    Raises:
        RecordError: a link, a pipe or another file stands in its place, or it cannot be written.
    """
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | NO_WAITING
    try:
        handle = checked(os.open(path, flags, 0o644), str(path))
    except OSError as error:
        if path.is_symlink():
            raise a_link(path) from error
        raise RecordError(
            f"the store's lock cannot be used ({error.strerror})",
            file=str(path),
            remedy="see its rights, and that it is a file",
        ) from error
    if os.fstat(handle).st_nlink > 1:  # writing into it would write into another file
        os.close(handle)
        raise a_link(path)
    return os.fdopen(handle, "r+b")


def _lock(handle: int) -> None:
    if os.name == "nt":
        import msvcrt

        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
    else:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
