"""Lines of text files in blocks, of bounded length."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from skywitness.record.reading import Tally

BLOCK = 4 << 20
LONGEST = 1 << 20
"""No record of these formats comes near this many bytes; longer lines are refused and passed
over."""
BOM = b"\xef\xbb\xbf"


def first_lines(head: bytes) -> list[bytes]:
    """The lines of a file's beginning that are not blank, the last one perhaps cut."""
    whole = head.removeprefix(BOM).replace(b"\r", b"\n")
    return [line for line in whole.split(b"\n") if line.strip()]


def lines(stream: BinaryIO, tally: Tally, end: bytes = b"\n") -> Iterator[tuple[int, list[bytes]]]:
    """The lines that are not blank, in lists, each with the number of its first line.

    Where they end with a line feed, a carriage return ends one as well, alone or before it.
    Lines are counted in ``tally.rows`` and stripped of white space; those that are too long are
    refused. A byte order mark at the start is left out.
    """
    tail = b""
    skipping = False
    first = True
    while True:
        block = stream.read(BLOCK)
        if first:
            block, first = block.removeprefix(BOM), False
        if end == b"\n":
            block = block.replace(b"\r", end)
        parts = (tail + block).split(end)
        tail = parts.pop() if block else b""
        if skipping and parts:
            del parts[0]
            skipping = False
        if len(tail) > LONGEST:
            if not skipping:
                tally.refuse(tally.rows, "a line too long to be a record")
                tally.rows += 1
            tail, skipping = b"", True
        if skipping:
            tail = b""
        found = [line for part in parts if (line := part.strip())]
        kept = [line for line in found if len(line) <= LONGEST]
        if len(kept) < len(found):
            tally.refuse(tally.rows, "a line too long to be a record", count=len(found) - len(kept))
            tally.rows += len(found) - len(kept)
        if kept:
            row = tally.rows
            tally.rows += len(kept)
            yield row, kept
        if not block:
            return
