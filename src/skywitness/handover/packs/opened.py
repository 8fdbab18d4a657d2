"""A pack as it was received: a folder or a ZIP file, read without trusting a name or a number."""

from __future__ import annotations

import os
import stat
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from skywitness.errors import SkywitnessError
from skywitness.handover.packs.tags import BAGIT, MANIFEST, safe, unusable
from skywitness.wholefiles import opened_file

#: Most files of a pack; most bytes; how many times its size a ZIP file may unpack to, and beyond.
MOST_FILES = 100_000
MOST_BYTES = 500_000_000_000
MOST_TIMES = 100
ALLOWANCE = 100_000_000
#: Largest tag file or JSON read as a whole.
LARGEST = 300_000_000
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError)


class Opened:
    """The files of a pack by their path in it."""

    def __init__(self, root: Path | zipfile.ZipFile, names: dict[str, str], size: dict[str, int]):
        """Keep where its files are (``names``: path in the pack → in the folder or archive)."""
        self._root, self._names, self.size = root, names, size

    @contextmanager
    def open(self, path: str) -> Iterator[BinaryIO]:
        """A file for reading.

        Raises:
            OSError, zipfile.BadZipFile, zlib.error: it cannot be read, now or later (``BROKEN``).
        """
        if isinstance(self._root, Path):
            with opened_file(self._root / self._names[path]) as stream:
                yield stream
        else:
            with self._root.open(self._names[path]) as member:
                yield cast(BinaryIO, member)

    def read(self, path: str) -> bytes:
        """The bytes of a file that is read as a whole.

        Raises:
            SkywitnessError: it is not there, too large, or cannot be read.
        """
        if path not in self.size:
            raise unusable(f"the pack has no '{path}'")
        if self.size[path] > LARGEST:
            raise unusable(f"'{path}' has more than {LARGEST:,} bytes")
        try:
            with self.open(path) as stream:
                raw = stream.read(LARGEST + 1)
        except BROKEN as error:
            raise unusable(f"'{path}' cannot be read: {error}") from error
        return raw

    def folder(self) -> Path | None:
        """The folder itself, where it is no archive."""
        return self._root if isinstance(self._root, Path) else None


def is_pack(path: Path) -> bool:
    """Whether a path is meant to be a bag: any file, or a folder with tag files."""
    try:
        if not path.is_dir():
            return path.is_file()
        return any(each == BAGIT or MANIFEST.fullmatch(each) for each in os.listdir(path))
    except OSError:  # whoever opens it says why it cannot be read
        return False


@contextmanager
def opened(path: Path) -> Iterator[Opened]:
    """Open a pack.

    Raises:
        SkywitnessError: it is neither folder nor ZIP file, or holds what no pack may hold.
    """
    try:
        if path.is_dir():
            yield _folder(path)
            return
        with ExitStack() as stack:
            try:
                archive = stack.enter_context(zipfile.ZipFile(path))
            except BROKEN as error:
                raise unusable(f"this is not a ZIP file that can be read: {error}") from error
            yield _archive(archive, path.stat().st_size)
    except SkywitnessError as error:
        raise error.located(file=str(path)) from None


def _folder(root: Path) -> Opened:
    names, size = {}, {}
    for folder, inner, files in os.walk(root, onerror=_refuse):
        for name in (*inner, *files):
            file = Path(folder, name)
            path = _named(file.relative_to(root).as_posix())
            mode = file.lstat().st_mode
            if stat.S_ISLNK(mode):
                raise unusable(f"'{path}' is a link; a pack has none")
            if name in inner:
                continue
            if not stat.S_ISREG(mode):
                raise unusable(f"'{path}' is not a file")
            names[path], size[path] = path, file.lstat().st_size
            if len(names) > MOST_FILES:
                raise unusable(f"it has more than {MOST_FILES:,} files")
    return _rooted(root, names, size)


def _refuse(error: OSError) -> None:
    raise unusable(f"'{error.filename}' cannot be read: {error.strerror}")


def _archive(archive: zipfile.ZipFile, packed: int) -> Opened:
    entries = archive.infolist()
    if len(entries) > MOST_FILES:
        raise unusable(f"it has more than {MOST_FILES:,} files")
    if sum(e.file_size for e in entries) > min(MOST_BYTES, MOST_TIMES * packed + ALLOWANCE):
        raise unusable("it would unpack to far more than a pack of its size holds")
    names: dict[str, str] = {}
    size: dict[str, int] = {}
    folded: set[str] = set()
    for e in entries:
        # The name as stored: the library cuts it at a null byte.
        path = _named(e.orig_filename.removesuffix("/"))
        kind = stat.S_IFMT(e.external_attr >> 16)
        if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
            raise unusable(f"'{path}' is a link or no plain file; a pack has none")
        if e.flag_bits & 0x1:
            raise unusable(f"'{path}' is encrypted")
        if e.is_dir():
            continue
        alike = unicodedata.normalize("NFC", path).casefold()
        if alike in folded:
            raise unusable(f"'{path}' stands in it twice")
        folded.add(alike)
        names[path], size[path] = e.filename, e.file_size
    return _rooted(archive, names, size)


def _named(path: str) -> str:
    """A name that can be shown and stays inside.

    Raises:
        SkywitnessError: it cannot, or does not.
    """
    try:
        path.encode("utf-8")
    except UnicodeEncodeError as error:
        raise unusable("a file has a name that is not UTF-8") from error
    return safe(path)


def _rooted(root: Path | zipfile.ZipFile, names: dict[str, str], size: dict[str, int]) -> Opened:
    """The pack, without the one folder that archives have around it."""
    if BAGIT not in names and not isinstance(root, Path):
        tops = {path.partition("/")[0] for path in names}
        if len(tops) == 1:
            (top,) = tops
            cut = len(top) + 1
            names = {path[cut:]: own for path, own in names.items()}
            size = {path[cut:]: each for path, each in size.items()}
    return Opened(root, names, size)
