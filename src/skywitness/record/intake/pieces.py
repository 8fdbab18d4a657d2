"""A piece: one file to read, on disk or inside an archive, with its gzip layers taken off."""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO, Protocol

from skywitness.errors import RecordError
from skywitness.record.intake import tar
from skywitness.record.intake.streams import CHUNK, GZIP, Budget, Forward, gunzip, too_large
from skywitness.record.limits import SMALL
from skywitness.record.reading import HEAD

ZIP = b"PK\x03\x04"
_ZIP_ERRORS = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, NotImplementedError,
    OSError, OverflowError, RuntimeError, ValueError,
)  # fmt: skip
"""What `zipfile` raises of damage: methods it does not know, places before the file's beginning,
and what its decompressors say. The archive is in memory: no error of the disk is among them."""


BROKEN = "get the file again from where it came from; what came before the damage was read"

UNPACK = "unpack it where you want it and give the file"


class Piece:
    """One file as its reader sees it: decompressed, from the start (the protocol ``Source``).

    ``breaks`` says where its content broke off or was damaged, as far as it has been read.
    """

    def __init__(
        self, name: str, chunks: Callable[[], Iterable[bytes]], budget: Budget, once: bool = False
    ) -> None:
        """``chunks`` gives the bytes as they lie on disk; with ``once`` only a single time."""
        self._name = name
        self._chunks = chunks
        self.budget = budget
        self._once = once
        self._fresh: Forward | None = None
        self._opened = False
        self._head: bytes | None = None
        self._packed: bytes | None = None
        self._content: memoryview | None = None
        self.breaks: list[str] = []
        self.held: int | None = None
        """How many bytes it is made of, where those are at hand whatever becomes of its archive."""

    def again(self, budget: Budget) -> Piece:
        """The same piece from its start, with a budget of its own."""
        again = Piece(self._name, self._chunks, budget, self._once)
        again._packed = self._packed
        return again

    @property
    def name(self) -> str:
        """Its path; members of archives stand after ``!``."""
        return self._name

    @property
    def head(self) -> bytes:
        """The first bytes of its content, decompressed."""
        if self._head is None:
            self._fresh = self._start()
            self._head = self._fresh.peek(HEAD)
        return self._head

    def forward(self) -> Forward:
        """The decompressed content from its start.

        Raises:
            RecordError: it is a large member of an archive and has been read already.
        """
        fresh, self._fresh = self._fresh, None
        if fresh is None:
            fresh = self._start()
        return fresh

    def open(self) -> BinaryIO:
        """The decompressed content from its start, as a binary file that cannot seek."""
        return self.forward().file()

    def parts(self) -> Iterator[bytes | memoryview]:
        """The whole decompressed content.

        Raises:
            RecordError: it is larger than the limit for one block.
        """
        size = 0
        for data in (self._content,) if self._content is not None else self.forward().rest():
            size += len(data)
            if size > self.budget.limits.whole:
                raise too_large(self.name, self.budget.limits.whole, "that is read in one block")
            yield data

    def read(self) -> bytes:
        """The same as one."""
        return b"".join(self.parts())

    def packed(self) -> bytes:
        """All its bytes as they lie on disk, or in its archive; to be asked of small ones."""
        if self._packed is None:
            self._packed = b"".join(self._chunks())
        return self._packed

    def unfolded(self, content: memoryview, spent: int) -> None:
        """Its content, of which ``spent`` bytes were unfolded, so that it is not done again."""
        self._content, self._head = content, bytes(content[:HEAD])
        self.budget.spent += spent

    def _start(self) -> Forward:
        if self._content is not None:
            return Forward((bytes(self._content),))
        if self._once and self._opened:
            raise RecordError(
                "a member of this size can be read only once, from front to back",
                file=self.name,
                remedy="unpack the archive and give the files",
            )
        self._opened = True
        self.breaks.clear()
        content = below = Forward(self._chunks() if self._packed is None else (self._packed,))
        for _ in range(self.budget.limits.layers):
            if content.peek(2) != GZIP:
                break
            unpacked = gunzip(content, self.breaks)
            content = Forward(self.budget.limited(unpacked, lambda: below.taken, self.name))
        return content


class Report(Protocol):
    """What walking through archives tells."""

    def passed_over(self, name: str, why: str) -> None:
        """A member is not read."""
        ...

    def problem(self, name: str, message: str, remedy: str | None = None) -> None:
        """A file broke off, is damaged or cannot be read."""
        ...


def leaves(
    piece: Piece, report: Report, is_format: Callable[[Piece], bool], depth: int = 0
) -> Iterator[Piece]:
    """The piece itself, or the files in it if it is an archive, in its order.

    ``is_format`` decides whether a zip file is read as it is (a KMZ, say). A piece is used up when
    the next one is asked for, unless it is ``held``; where it breaks off is its reader's to report.
    """
    try:
        if tar.is_tar(piece.head):
            inside = _tar_members(piece, report)
        elif piece.head.startswith(ZIP) and not is_format(piece):
            inside = _zip_members(piece, report)
        else:
            yield piece
            return
        for member in inside:
            if depth >= piece.budget.limits.layers:
                raise RecordError(f"more than {depth} archives inside each other")
            yield from leaves(member, report, is_format, depth + 1)
    except RecordError as error:
        report.problem(piece.name, error.message, error.remedy)
    for text in piece.breaks:
        report.problem(piece.name, text, BROKEN)


def _tar_members(piece: Piece, report: Report) -> Iterator[Piece]:
    def pass_over(name: str, why: str) -> None:
        if why == tar.CLIMBS:
            report.problem(f"{piece.name}!{name}", why, UNPACK)
        else:
            report.passed_over(f"{piece.name}!{name}", why)

    for member in tar.members(piece.forward(), pass_over, piece.breaks):
        name = f"{piece.name}!{member.name.removeprefix('./')}"
        if member.size <= SMALL:
            content = b"".join(member.chunks)
            small = Piece(name, _Given([content]), piece.budget)
            small.held = len(content)
            yield small
        else:
            yield Piece(name, _Given(member.chunks), piece.budget, once=True)


def _zip_members(piece: Piece, report: Report) -> Iterator[Piece]:
    content = io.BytesIO(piece.read())
    try:
        with zipfile.ZipFile(content) as archive:
            for info in archive.infolist():
                name = f"{piece.name}!{info.filename}"
                if info.filename.endswith("/"):  # `is_dir` fails on an empty name
                    continue
                if tar.climbs(info.filename):
                    report.problem(name, tar.CLIMBS, UNPACK)
                elif info.flag_bits & 1:
                    report.problem(name, "encrypted, and not read", "decrypt it and give the file")
                else:
                    yield _zip_member(archive, info, name, piece.budget)
    except _ZIP_ERRORS as error:
        raise RecordError(
            f"the zip archive cannot be read ({error})", remedy="unpack it and give the files"
        ) from error


def _zip_member(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, budget: Budget
) -> Piece:
    def unpacked() -> Iterator[bytes]:
        try:
            with archive.open(info) as file:
                yield from iter(lambda: file.read(CHUNK), b"")
        except _ZIP_ERRORS as error:
            member.breaks.append(f"damaged in the zip archive ({error})")

    def chunks() -> Iterator[bytes]:
        return budget.limited(unpacked(), lambda: info.compress_size, name)

    member = Piece(name, chunks, budget)
    return member


class _Given:
    """Chunks that are there already, as what a piece is made of."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self._chunks = chunks

    def __call__(self) -> Iterable[bytes]:
        return self._chunks
