"""Tar archives read from front to back; nothing is ever written, whatever the names say.

Layout: POSIX.1-2017, pax interchange and ustar formats, and the GNU manual's "Basic Tar Format"
(long names in members of type L, sizes in base 256).
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from skywitness.errors import RecordError
from skywitness.record.intake.streams import Forward

BLOCK = 512
LONGEST_HEADER = 1 << 20
FILES = (b"0", b"\0", b"7")
WITHOUT_CONTENT = (b"1", b"2", b"3", b"4", b"5", b"6")
CLIMBS = "a name that climbs out of the archive"
KINDS = {
    b"1": "a link",
    b"2": "a symbolic link",
    b"3": "a device",
    b"4": "a device",
    b"6": "a pipe",
    b"S": "a sparse file",
    b"D": "a list of names",
    b"M": "a part of a file from another volume",
    b"V": "a volume label",
}


@dataclass(frozen=True)
class Member:
    """A regular file in a tar archive; its bytes must be taken before the next member's."""

    name: str
    size: int
    chunks: Iterator[bytes]


def is_tar(head: bytes) -> bool:
    """Whether content begins with a tar header: its checksum settles it."""
    return len(head) >= BLOCK and _checksum_holds(head[:BLOCK])


def members(
    source: Forward, pass_over: Callable[[str, str], None], breaks: list[str]
) -> Iterator[Member]:
    """The regular files of an archive, in its order.

    ``pass_over(name, why)`` is told of members that are not read: links, devices, names that climb
    out of the archive. ``breaks`` is told where the archive breaks off or is damaged.

    Raises:
        RecordError: a header claims an impossible size.
    """
    told: dict[str, bytes] = {}  # what pax and GNU headers say of the member that follows
    for_all: dict[str, bytes] = {}
    whole = True
    while whole and (block := _header(source, breaks)):
        kind, size = block[156:157], _number(block[124:136])
        if size is None:
            breaks.append("the tar archive is damaged: a member has no size")
            return
        if kind in b"xgLK":
            content = _header_content(source, size)
            if kind == b"L":
                told["path"] = content.rstrip(b"\0")
            elif kind in b"xg":
                (told if kind == b"x" else for_all).update(_pax(content))
            continue
        said, told = {**for_all, **told}, {}
        if said.get("size", b"").isdigit():
            size = int(said["size"][:18])
        if any(key.startswith("GNU.sparse") for key in said):
            kind = b"S"
        name = (said.get("path") or _name(block)).decode("utf-8", "replace")
        if kind == b"S":
            _skip_sparse_headers(source, block)
        whole = yield from _member(source, name, kind, size, pass_over)
        if not whole:
            breaks.append(f"the tar archive breaks off in {name}")


def _header(source: Forward, breaks: list[str]) -> bytes:
    """The next header; empty at the end, which two blocks of zeros mark."""
    ended = False
    while block := source.read(BLOCK):
        if any(block):
            if len(block) == BLOCK and _checksum_holds(block):
                return block  # after zeros: archives put one after the other
            breaks.append(
                "bytes that are no tar follow the end of the archive; they were not read"
                if ended
                else "the tar archive breaks off in a header"
                if len(block) < BLOCK
                else "the tar archive is damaged: a header's checksum is wrong"
            )
            return b""
        ended = True
    if not ended:
        breaks.append("the tar archive has no end: it may be cut short")
    return b""


def _member(
    source: Forward, name: str, kind: bytes, size: int, pass_over: Callable[[str, str], None]
) -> Generator[Member, None, bool]:
    """The member itself if it can be read; what is left of it is skipped. False if it is cut."""
    end = source.taken + size
    if kind in FILES and not (kind == b"\0" and name.endswith("/")):
        if climbs(name):
            pass_over(name, CLIMBS)
        else:
            yield Member(name, size, source.take(size))
    elif kind != b"5":
        pass_over(name, KINDS.get(kind, "of a kind that is not known"))
    if kind in WITHOUT_CONTENT:
        return True
    for _ in source.take(end - source.taken):
        pass
    source.read(-size % BLOCK)
    return source.taken >= end


def _skip_sparse_headers(source: Forward, block: bytes) -> None:
    more = block[482] if block[257:265] == b"ustar  \0" else 0
    while more and len(block := source.read(BLOCK)) == BLOCK:
        more = block[504]


def climbs(name: str) -> bool:
    """Whether a member's name leads out of the folder it would be unpacked into."""
    path = PurePosixPath(name.replace("\\", "/"))
    return path.is_absolute() or ".." in path.parts or name[1:3] in (":\\", ":/")


def _name(block: bytes) -> bytes:
    name, prefix = (block[a:b].split(b"\0", 1)[0] for a, b in ((0, 100), (345, 500)))
    return prefix + b"/" + name if prefix and block[257:263] == b"ustar\0" else name


def _number(field: bytes) -> int | None:
    """A numeric field: octal digits, or base 256 where the first bit is set; None if neither."""
    if field[0] & 0x80:
        value = int.from_bytes(field, "big") - (0x80 << 8 * (len(field) - 1))
        return value if value < 1 << 62 else None
    text = field.strip(b" \0")
    if not text:
        return 0
    return int(text, 8) if text.isdigit() and not set(text) & set(b"89") else None


def _checksum_holds(block: bytes) -> bool:
    said = _number(block[148:156])
    plain = sum(block) - sum(block[148:156]) + 8 * 0x20
    if said == plain:
        return any(block[:100])
    signed = plain - 256 * sum(b > 127 for b in block[:148] + block[156:])
    return said == signed and any(block[:100])


def _header_content(source: Forward, size: int) -> bytes:
    if size > LONGEST_HEADER:
        raise RecordError(
            f"a header of the tar archive claims {size} bytes",
            remedy="the archive is damaged or hostile; unpack it elsewhere and give the files",
        )
    content = source.read(size)
    source.read(-size % BLOCK)
    return content


def _pax(content: bytes) -> dict[str, bytes]:
    """The records "length key=value\\n" of an extended header, as far as they hold."""
    found: dict[str, bytes] = {}
    while content:
        length, space, _ = content.partition(b" ")
        if not (space and length.isdigit() and 0 < int(length[:9]) <= len(content)):
            return found
        key, equals, value = content[len(length) + 1 : int(length) - 1].partition(b"=")
        if equals:
            found[key.decode("utf-8", "replace")] = value
        content = content[int(length) :]
    return found
