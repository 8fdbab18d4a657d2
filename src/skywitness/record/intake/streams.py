"""Bytes that come in order, looked at before they are taken, gunzipped where they are gzip."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO, cast

from isal import isal_zlib

from skywitness.errors import RecordError
from skywitness.record.limits import FREE, MIB, REMEDY, Limits

CHUNK = 1 << 18
OUT = 1 << 16
"""Bytes that are decompressed at once."""
MOST_OUT = 1 << 20
"""The same as long as damage can be met again in small pieces: threads wait less."""
WHOLE = 4 * MIB
"""Bytes that a small member may unfold to, if it is to be taken by one call."""
AGAIN = 4 * MIB
"""Compressed bytes of a gzip member that are kept, at most, to go over them again."""
FINE = 1 << 10
"""How many of them at once when that is done."""
GZIP = b"\x1f\x8b"


class Forward:
    """Chunks of bytes read from front to back, some of which can be put back."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        """Read ``chunks``; nothing is taken before it is asked for."""
        self._chunks = iter(chunks)
        self._held: list[bytes] = []
        self.taken = 0

    def chunk(self) -> bytes:
        """The next bytes, however many; empty at the end."""
        data = self._held.pop() if self._held else b""
        while not data:
            try:
                data = next(self._chunks)
            except StopIteration:
                return b""
        self.taken += len(data)
        return data

    def back(self, data: bytes) -> None:
        """Put ``data`` back in front."""
        if data:
            self._held.append(data)
            self.taken -= len(data)

    def read(self, n: int) -> bytes:
        """``n`` bytes, fewer only at the end."""
        parts = []
        while n > 0 and (data := self.chunk()):
            if len(data) > n:
                self.back(data[n:])
                data = data[:n]
            parts.append(data)
            n -= len(data)
        return b"".join(parts)

    def peek(self, n: int) -> bytes:
        """The next ``n`` bytes, left where they are."""
        data = self.chunk()
        if len(data) < n:
            data += self.read(n - len(data))
        self.back(data)
        return data[:n]

    def take(self, n: int) -> Iterator[bytes]:
        """The next ``n`` bytes in chunks."""
        while n > 0 and (data := self.chunk()):
            if len(data) > n:
                self.back(data[n:])
                data = data[:n]
            n -= len(data)
            yield data

    def rest(self) -> Iterator[bytes]:
        """Everything that follows, in chunks."""
        while data := self.chunk():
            yield data

    def file(self) -> BinaryIO:
        """What follows as a binary file that cannot seek."""
        return cast(BinaryIO, io.BufferedReader(_Raw(self), CHUNK))


class _Raw(io.RawIOBase):
    """A :class:`Forward` as Python's raw input."""

    def __init__(self, forward: Forward) -> None:
        self._forward = forward

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._forward.chunk()
        if len(data) > len(buffer):
            self._forward.back(data[len(buffer) :])
            data = data[: len(buffer)]
        buffer[: len(data)] = data
        return len(data)


class Digest:
    """SHA-256 and number of the bytes of one file, or of several as if they were one."""

    def __init__(self) -> None:
        """Nothing has passed yet."""
        self._all = hashlib.sha256()
        self.size = 0
        self.parts: list[dict[str, object]] = []

    def files(self, paths: Sequence[Path]) -> Iterator[bytes]:
        """The bytes of files one after the other, in chunks."""
        for path in paths:
            part, before = hashlib.sha256(), self.size
            with path.open("rb") as file:
                while data := file.read(CHUNK):
                    self._all.update(data)
                    if len(paths) > 1:
                        part.update(data)
                    self.size += len(data)
                    yield data
            if len(paths) > 1:
                done = {"path": str(path), "sha256": part.hexdigest(), "bytes": self.size - before}
                self.parts.append(done)

    def hexdigest(self) -> str:
        """Of everything that has passed."""
        return self._all.hexdigest()


class Budget:
    """What one input may unfold to, all its pieces and layers together."""

    def __init__(self, limits: Limits, size: int) -> None:
        """``size`` is that of the input on disk, in bytes."""
        self.limits = limits
        self._most = FREE + limits.ratio * size
        self.spent = 0

    def spend(self, size: int) -> bool:
        """Count bytes that were decompressed ahead, unless they are more than is left."""
        fits = self.spent + size <= self._most
        self.spent += size * fits
        return fits

    def limited(
        self, chunks: Iterable[bytes], taken: Callable[[], int], name: str
    ) -> Iterator[bytes]:
        """Decompressed ``chunks``, refused once they are too many for what was ``taken``."""
        given = 0
        for data in chunks:
            given += len(data)
            self.spent += len(data)
            if given > self.limits.stream:
                raise too_large(name, self.limits.stream, "read from front to back")
            if self.spent > self._most or given > FREE + self.limits.ratio * taken():
                raise RecordError(
                    f"unfolds more than {self.limits.ratio:g} to 1, as bombs do",
                    file=name,
                    remedy=REMEDY,
                )
            yield data


def too_large(name: str, limit: float, how: str) -> RecordError:
    """The error of a piece above a size limit."""
    return RecordError(
        f"more than {limit / MIB:,.0f} MiB when decompressed, the limit for a piece {how}",
        file=name,
        remedy=REMEDY,
    )


def gunzip(source: Forward, breaks: list[str]) -> Iterator[bytes]:
    """The content of a gzip file (RFC 1952), member after member.

    Where it breaks off or is damaged what came before is given, and ``breaks`` says so. What was
    decoded together with damage is lost with it: some kilobytes, and of members above
    :data:`AGAIN` twice :data:`OUT`, as ISA-L decodes that much ahead.
    """
    while True:
        whole = _at_once(source)
        try:
            yield from _piecewise(source, breaks) if whole is None else whole
        except ValueError as error:
            breaks.append(str(error))
            return
        while (more := source.read(1)) == b"\0":  # padding, as on tapes
            pass
        source.back(more)
        if not more:
            return
        if source.peek(2) != GZIP:
            breaks.append("bytes that are no gzip follow the gzip data; they were not read")
            return


def _at_once(source: Forward) -> tuple[bytes, ...] | None:
    """The content of a member that is at hand, whole, sound and small; else nothing is taken."""
    data = source.chunk()
    inflate = isal_zlib.decompressobj(31)
    try:
        out = inflate.decompress(data, WHOLE) if len(data) < CHUNK else b""
    except isal_zlib.error:  # type: ignore[misc]  # its stub has no base class
        out = b""
    if inflate.eof:  # the checksum is right as well
        source.back(inflate.unused_data)
        return (out,) if out else ()
    source.back(data)
    return None


def _piecewise(source: Forward, breaks: list[str]) -> Iterator[bytes]:
    """The content of the member that begins where ``source`` is.

    Raises:
        ValueError: it is damaged or breaks off.
    """
    _header(source)
    crc = size = 0
    member = _Member(source)
    for out in member.content():
        crc = isal_zlib.crc32(out, crc)
        size += len(out)
        yield out
    source.back(member.behind)
    end = source.read(8)
    if len(end) < 8:
        raise ValueError("the gzip data break off")
    if end != crc.to_bytes(4, "little") + (size & 0xFFFFFFFF).to_bytes(4, "little"):
        breaks.append("the checksum of the gzip data is wrong: what was read may be too")


class _Member:
    """The deflate data of one gzip member."""

    def __init__(self, source: Forward) -> None:
        """They begin where ``source`` is."""
        self._source = source
        self._kept: list[bytes] = []
        self.behind = b""
        """What was taken of the source and follows them; there when they have come to their end."""

    def content(self) -> Iterator[bytes]:
        """What they unfold to, to the last piece before damage.

        Raises:
            ValueError: they are damaged or break off.
        """
        inflate, taken, size = isal_zlib.decompressobj(-15), 0, 0
        while not inflate.eof:
            data = inflate.unconsumed_tail
            if not data:
                data = self._source.chunk()
                taken += len(data)
                self._kept.append(data)
                if taken > AGAIN:
                    self._kept.clear()
            try:
                out = inflate.decompress(data, MOST_OUT if self._kept else OUT)
            except isal_zlib.error as error:  # type: ignore[misc]  # its stub has no base class
                yield from self._again(size)
                raise ValueError(f"the gzip data are damaged ({error})") from error
            if not data and not out:
                raise ValueError("the gzip data break off")
            size += len(out)
            if out:
                yield out
        self.behind = inflate.unused_data

    def _again(self, given: int) -> Iterator[bytes]:
        """In small pieces what follows the first ``given`` bytes, as far as they are sound."""
        inflate, size = isal_zlib.decompressobj(-15), 0
        packed = b"".join(self._kept)
        for k in range(0, len(packed), FINE):
            data = packed[k : k + FINE]
            while data:
                try:
                    out = inflate.decompress(data, MOST_OUT)
                except isal_zlib.error:  # type: ignore[misc]
                    return
                size += len(out)
                if size > given:
                    yield out[-(size - given) :]
                data = inflate.unconsumed_tail


def _header(source: Forward) -> None:
    """Pass over a member's header.

    Raises:
        ValueError: it is cut short or no deflate.
    """
    fixed = source.read(10)
    if len(fixed) < 10:
        raise ValueError("the gzip data break off")
    if fixed[2] != 8:
        raise ValueError(f"gzip by a method that is not known ({fixed[2]})")
    flags = fixed[3]
    if flags & 4:
        size = source.read(2)
        source.read(int.from_bytes(size, "little"))
    for bit in (8, 16):  # name and comment, each ended by a zero
        while flags & bit:
            data = source.chunk()
            if not data:
                raise ValueError("the gzip data break off")
            if (end := data.find(b"\0")) >= 0:
                source.back(data[end + 1 :])
                break
    if flags & 2:
        source.read(2)
