"""What was given on the command line as inputs: files, folders in sorted order, split archives."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from skywitness.errors import RecordError
from skywitness.record.intake.pieces import Piece
from skywitness.record.intake.streams import Budget, Digest
from skywitness.record.limits import Limits
from skywitness.record.store.layout import STORE_FILE, STORE_MARK
from skywitness.wholefiles import contents

PIPE = "a pipe, which is not waited for"
_KINDS = (
    (stat.S_ISFIFO, PIPE),
    (stat.S_ISSOCK, "a socket, which holds no file"),
    (stat.S_ISCHR, "a device, which holds no file"),
    (stat.S_ISBLK, "a device, which holds no file"),
)
PART = re.compile(r"(?P<stem>.+\.(?:tar|tar\.gz|tgz))\.(?P<part>[a-z]{2,3}|\d{2,4})", re.I)


@dataclass
class Input:
    """One file, or the parts of a split one: what is hashed, listed and read as a whole."""

    name: str
    paths: tuple[Path, ...]
    named: bool
    """Whether it was given by name (and not found in a folder)."""
    size: int = 0
    error: RecordError | None = None
    """Why it cannot be read, where that is known from its name already."""
    passed_over: str | None = None
    """Why it is not tried: what stands in a folder and is no file."""
    digest: Digest = field(default_factory=Digest)

    def fingerprint(self) -> str:
        """SHA-256 of its bytes, read for that alone."""
        return self._hashed(self.paths).hexdigest()

    @staticmethod
    def _hashed(paths: Sequence[Path]) -> Digest:
        digest = Digest()
        for _ in digest.files(paths):
            pass
        return digest

    def part_fingerprints(self) -> list[str]:
        """SHA-256 of each part of a split input."""
        return [self._hashed([path]).hexdigest() for path in self.paths]

    def piece(self, limits: Limits) -> Piece:
        """It as a piece to read; its bytes are hashed while they are read."""
        opened = False

        def chunks() -> Iterator[bytes]:
            nonlocal opened
            if opened:  # looked at a second time: hashed already
                return Digest().files(self.paths)
            opened = True
            self._rest = self.digest.files(self.paths)
            return self._rest

        return Piece(self.name, chunks, Budget(limits, self.size))

    def finish(self) -> str:
        """Read what the reader left, so that the hash is that of the whole."""
        for _ in self._rest:
            pass
        return self.digest.hexdigest()

    _rest: Iterator[bytes] = field(default_factory=lambda: iter(()), init=False)


def expand(given: Iterable[str | Path], store: Path) -> list[Input]:
    """The inputs that paths stand for, in their order, each once; stores in folders are left out.

    A pipe is read where it is named. Devices and sockets never are: some of them never end.

    Parts of a split archive (``x.tar.aa``, ``x.tar.ab`` …) become one input; those that lie beside
    a part that was given belong to it.

    Raises:
        RecordError: nothing was given, or a name of no letter.
    """
    inputs: dict[Path, Input] = {}
    for path, named, error in _files(given, store):
        if error is not None:
            inputs[path] = Input(_text(path), (path,), named, error=error)
            continue
        if not named and (kind := _no_file(path)):
            inputs[path] = Input(_text(path), (path,), named, passed_over=kind)
            continue
        stem, paths = _parts(path)
        if refused := _refused(path, paths):
            inputs[path] = Input(_text(stem), paths, named, error=refused)
            continue
        key = _real(paths[0])
        if key in inputs:
            inputs[key].named |= named
            continue
        inputs[key] = made = Input(_text(stem), paths, named)
        try:
            made.size = sum(p.stat().st_size for p in paths)
        except OSError as failure:
            made.error = unreadable(str(path), failure)
        if len(paths) > 1 or stem != path:
            made.error = made.error or _gap(stem, paths)
        if os.path.isdir(path):
            made.error = RecordError(
                "a store of the record, no files to read",
                file=str(path),
                remedy="open it, or name the files that its manifests list",
            )
    if not inputs:
        raise RecordError("no files to read", remedy="name files or folders that hold some")
    return list(inputs.values())


def unreadable(name: str, error: OSError) -> RecordError:
    """The error of a file that the system does not give."""
    return RecordError(
        f"cannot be read ({error.strerror or error})",
        file=name,
        remedy="check the path and its permissions",
    )


def _text(path: Path) -> str:
    """A path as text, whatever bytes the system has for it."""
    return os.fsencode(path).decode("utf-8", "replace")


def _real(path: Path) -> Path:
    return Path(os.path.realpath(path))


def _files(
    given: Iterable[str | Path], store: Path
) -> Iterator[tuple[Path, bool, RecordError | None]]:
    """Files, whether they were named, and why what lies in a folder cannot be read."""
    own = _real(store)
    for each in given:
        if not os.fspath(each):  # as a path it would be the folder that one is in
            raise RecordError(
                "one of the names to read is empty",
                remedy="name files or folders; the folder that you are in is .",
            )
        top = Path(each)
        if not os.path.isdir(top) or _is_store(top):
            yield top, True, None
            continue
        closed: list[OSError] = []
        whole = _real(top)
        for folder, folders, names in os.walk(top, onerror=closed.append):
            here = Path(folder)
            if _real(here) == own or _is_store(here):
                folders.clear()
                continue
            folders.sort()
            for path in (here / name for name in folders):
                if path.is_symlink() and not (_real(path).is_relative_to(whole) or _is_store(path)):
                    yield path, False, _link(path)
            for path in (here / name for name in sorted(names)):
                yield path, False, _lost(path)
        for failure in closed:
            path = Path(os.fsdecode(failure.filename))
            yield path, path == top, unreadable(_text(path), failure)


def _no_file(path: Path) -> str | None:
    """What a name stands for that can be waited for but not read to its end; None for a file."""
    try:
        mode = path.stat().st_mode
    except OSError:
        return None
    for is_kind, what in _KINDS:
        if is_kind(mode):
            return what
    return None


def _refused(path: Path, paths: Sequence[Path]) -> RecordError | None:
    """The error of an input, or of a part that lies beside it, that is no file."""
    for each in paths:
        what = _no_file(each)
        if what is not None and (each != path or what != PIPE):  # a pipe was named to be read
            return RecordError(
                what,
                file=_text(each),
                remedy="name files and folders, or the pipe itself that another program fills",
            )
    return None


def _link(path: Path) -> RecordError:
    return RecordError(
        "a link to a folder, which is not followed",
        file=_text(path),
        remedy="name the folder as well, if its files are to be read",
    )


def _lost(path: Path) -> RecordError | None:
    """Why the system does not say what a name stands for, as a link that leads nowhere."""
    try:
        path.stat()
    except OSError as error:
        return unreadable(_text(path), error)
    return None


def _is_store(folder: Path) -> bool:
    try:
        return STORE_MARK.encode() in contents(folder / STORE_FILE, 1000)
    except OSError:
        return False


def _parts(path: Path) -> tuple[Path, tuple[Path, ...]]:
    """The name without the part's ending, and all parts in that folder; else the file itself."""
    match = PART.fullmatch(path.name)
    if not match:
        return path, (path,)
    stem = path.with_name(match["stem"])
    found = [
        p
        for p in path.parent.glob("*")
        if (m := PART.fullmatch(p.name))
        and m["stem"] == match["stem"]
        and len(m["part"]) == len(match["part"])
        and m["part"].isdigit() == match["part"].isdigit()
    ]
    return stem, tuple(sorted(found)) or (path,)


def _gap(stem: Path, paths: Sequence[Path]) -> RecordError | None:
    """The error of a split file that lacks a part before its last one."""
    endings = [path.name[len(stem.name) + 1 :].lower() for path in paths]
    numbers = [_ordinal(ending) for ending in endings]
    first = 1 if numbers[0] == 1 and endings[0].isdigit() else 0
    for k, number in enumerate(numbers):
        if number != first + k:
            return RecordError(
                f"a part before {paths[k].name} is missing",
                file=str(stem),
                remedy="put all parts into one folder",
            )
    return None


def _ordinal(ending: str) -> int:
    if ending.isdigit():
        return int(ending)
    value = 0
    for letter in ending:
        value = value * 26 + ord(letter) - ord("a")
    return value
