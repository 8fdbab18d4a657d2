"""JSON records out of a stream, a few megabytes at a time, damaged ones skipped.

Two shapes: one array of objects, and one object on each line. Nothing is read whole, so files
may be of any size. In the place of a refused record stands None, so that the others keep their
numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from skywitness.errors import RecordError
from skywitness.record.jsontext import parse
from skywitness.record.reading import Tally, cut_line

BLOCK = 2 << 20
LONGEST = 64 << 20
"""The largest single record, in bytes."""

_BETWEEN = re.compile(rb"\}\s{0,1000}(?=,\s{0,1000}\{)")
_TRIES = 8
_NO_JSON = "not JSON"
Record = dict[str, Any] | None


def array_records(stream: BinaryIO, tally: Tally, file: str) -> Iterator[list[Record]]:
    """The objects of one array, in lists of a few megabytes.

    Raises:
        RecordError: no end of a record within :data:`LONGEST` bytes, or the array breaks off; what
            can be read of it has been given.
    """
    rest, searched, first = b"", 0, True
    while block := stream.read(BLOCK):
        rest += block
        if first:
            rest = rest.removeprefix(b"\xef\xbb\xbf").lstrip()
            if rest[:1] != b"[":
                raise RecordError(
                    "no array of records", file=file, remedy="it must begin with a bracket"
                )
            rest, first = rest[1:], False
        cut = _last_end(rest, searched)
        if cut is not None:
            found, taken = _objects(rest[:cut], tally, final=False)
            yield found
            rest = rest[taken:].lstrip().removeprefix(b",") if taken else rest
        searched = max(0, len(rest) - 4096)
        if len(rest) > LONGEST:
            raise _too_long(file, tally.rows)
    rest = rest.strip()
    ended = rest.endswith(b"]")
    rest = rest.removesuffix(b"]").rstrip()
    before = tally.bad[_NO_JSON]
    if rest:
        yield _objects(rest, tally, final=True)[0]
    # A bracket behind half a record is one of its own.
    if not ended or (tally.bad[_NO_JSON] > before and not rest.endswith(b"}")):
        raise RecordError(
            "the file breaks off: its closing bracket is missing", file=file, row=tally.rows,
            remedy="get the file again; what came before was read",
        )  # fmt: skip


def line_records(stream: BinaryIO, tally: Tally, file: str) -> Iterator[list[Record]]:
    """One object on each line, in lists of a few megabytes of lines.

    Raises:
        RecordError: a line is longer than :data:`LONGEST` bytes, or the last one is cut; what came
            before has been given.
    """
    rest = b""
    while block := stream.read(BLOCK):
        rest += block
        cut = rest.rfind(b"\n")
        if cut < 0:
            if len(rest) > LONGEST:
                raise _too_long(file, tally.rows)
            continue
        yield _lines(rest[:cut], tally)
        rest = rest[cut + 1 :]
    if rest.strip():
        found = _lines(rest, tally)
        yield found
        if found and found[-1] is None:
            raise cut_line(file, tally.rows - 1)


def _too_long(file: str, row: int) -> RecordError:
    return RecordError(
        f"a record is longer than {LONGEST:,} bytes or never ends", file=file, row=row,
        remedy="mend the file there; what came before was read",
    )  # fmt: skip


def _lines(text: bytes, tally: Tally) -> list[Record]:
    found = []
    for line in text.split(b"\n"):
        piece = line.strip().removeprefix(b"\xef\xbb\xbf")
        if piece:
            found += _one(piece, tally)
    return found


def _one(piece: bytes, tally: Tally) -> list[Record]:
    try:
        return _kept([parse(piece)], tally)
    except ValueError:
        tally.refuse(tally.rows, _NO_JSON, piece[:120].decode("utf-8", "replace"))
        tally.rows += 1
        return [None]


def _last_end(text: bytes, searched: int) -> int | None:
    """Where the last record ends that seems to be followed by another."""
    start = max(searched, len(text) - 65_536)
    ends = [m.start() + 1 for m in _BETWEEN.finditer(text, start)]
    if not ends and start > searched:
        ends = [m.start() + 1 for m in _BETWEEN.finditer(text, searched)]
    return ends[-1] if ends else None


def _objects(text: bytes, tally: Tally, *, final: bool) -> tuple[list[Record], int]:
    """The objects of a part of an array, and how many bytes they took.

    Where the whole is damaged they are read one by one; what then cannot be read at the end of a
    part that is not the last waits for what follows.
    """
    try:
        return _kept(parse(b"[" + text + b"]"), tally), len(text)
    except ValueError:
        pass
    found: list[Record] = []
    ends = [m.start() + 1 for m in _BETWEEN.finditer(text)] + [len(text)]
    start = k = 0
    while k < len(ends):
        # A boundary inside a text or a nested array is none: the piece reaches to a later one.
        for last in range(k, min(k + _TRIES, len(ends))):
            try:
                value = parse(text[start : ends[last]].strip(b", \t\r\n"))
            except ValueError:
                continue
            found += _kept([value], tally)
            break
        else:
            if not final and k + _TRIES >= len(ends):
                return found, start
            last = k
            found += _one(text[start : ends[k]].strip(b", \t\r\n"), tally)
        start, k = ends[last], last + 1
    return found, len(text)


def _kept(values: list[Any], tally: Tally) -> list[Record]:
    """Objects as they are; anything else is refused and leaves None in its place."""
    for k, value in enumerate(values):
        if not isinstance(value, dict):
            tally.refuse(tally.rows + k, "not an object", repr(value)[:120])
            values[k] = None
    tally.rows += len(values)
    return values
