"""Where things lie in a store, and the lock that lets one writer in."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from skywitness.errors import RecordError

VERSION = 1
#: What makes a folder a store, and what it says.
STORE_FILE, STORE_MARK = "store.json", "Skywitness record"
DATA, STAGING, LOCK = "data", ".staging", ".lock"


def check(root: Path) -> None:
    """Refuse what is no store that this program can use.

    Raises:
        RecordError: no such store, something else, or one of a newer version.
    """
    path = root / STORE_FILE
    try:
        version = int(json.loads(path.read_text(encoding="utf-8"))["version"])
    except (FileNotFoundError, NotADirectoryError) as error:
        what = "no store" if root.exists() else "there is no store"
        raise RecordError(
            what, file=str(root), remedy="make one: skywitness read FILES --out STORE"
        ) from error
    except OSError as error:
        raise RecordError(
            f"the store cannot be read ({error.strerror})", file=str(root), remedy="see its rights"
        ) from error
    except (ValueError, KeyError, TypeError) as error:
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
            others = [p.name for p in root.iterdir() if p.name not in (LOCK, f"{STORE_FILE}.new")]
            if others:
                raise RecordError(
                    f"the folder is no store and holds other things, such as {min(others)}",
                    file=str(root),
                    remedy="give --out an empty or new folder",
                )
            new = root / f"{STORE_FILE}.new"
            new.write_text(json.dumps({"what": STORE_MARK, "version": VERSION}) + "\n", "utf-8")
            new.replace(root / STORE_FILE)
        check(root)
        (root / DATA).mkdir(exist_ok=True)
    except OSError as error:
        raise RecordError(
            f"the store cannot be written ({error.strerror})",
            file=str(root),
            remedy="give --out a folder that you may write",
        ) from error


def loads(root: Path) -> list[Path]:
    """The folders of a store's loads, in order of their names."""
    return sorted(p for p in (root / DATA).glob("load=*") if p.is_dir())


def empty_staging(root: Path) -> int:
    """Remove what killed runs left behind; how many loads that were."""
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
    with (root / LOCK).open("a+", encoding="utf-8") as file:
        try:
            _lock(file.fileno())
        except OSError as error:
            file.seek(0)
            raise RecordError(
                f"another process is writing to the store ({file.read(100).strip() or 'unknown'})",
                file=str(root),
                remedy="wait until it is done",
            ) from error
        file.truncate(0)
        file.write(f"process {os.getpid()}\n")
        file.flush()
        yield


def _lock(handle: int) -> None:
    if os.name == "nt":
        import msvcrt

        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
    else:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
