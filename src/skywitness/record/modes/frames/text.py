"""Lines of text files in blocks, of bounded length."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from skywitness.record.reading import Tally, cut_line

BLOCK = 4 << 20
LONGEST = 1 << 20
"""No record of these formats comes near this many bytes; longer lines are refused and passed
over."""
BOM = b"\xef\xbb\xbf"
END_OF_DOS = b"\x1a"
"""What ends texts of DOS and is none of their last line."""


FEW = 10
"""Of lines of one kind one in so many may be shorter, where the others are alike; and one."""
ENOUGH = 4
"""Lines of one kind that tell how long they are; fewer are held against those of all kinds."""


class Widths:
    """How many fields the lines of a file have, by their kind.

    Where nearly all have as many, one that has fewer was cut: a figure at its end may be half of
    one. Where they differ, the program leaves out what is empty, and nothing can be said.
    """

    def __init__(self) -> None:
        """Nothing has been seen."""
        self._seen: dict[str, Counter[int]] = {}
        self._all: Counter[int] = Counter()

    def see(self, found: Iterable[tuple[str, int]]) -> None:
        """Take in lines, each by its kind and the number of its fields."""
        for (kind, width), count in Counter(found).items():
            self._seen.setdefault(kind, Counter())[width] += count
            self._all[width] += count

    def full(self, kind: str) -> int:
        """The fewest fields that a line of a kind has, 0 where nothing tells."""
        seen = self._seen.get(kind, self._all)
        return _full(seen if seen.total() >= ENOUGH else self._all)


def _full(seen: Counter[int]) -> int:
    if not seen:
        return 0
    usual, count = max(seen.items(), key=lambda item: (item[1], item[0]))
    fewer = sum(n for width, n in seen.items() if width < usual)
    return usual if 2 * count > seen.total() and fewer <= max(1, seen.total() // FEW) else 0


@dataclass
class Last:
    """The last line of a file, where it has no end.

    Many programs end a file so; then it is ``whole`` for its format: has all its fields, its
    closing brace or all digits of its frame. Otherwise the file was cut there, and what still can
    be read of the line may be half a figure.
    """

    whole: Callable[[bytes], bool]
    cut: int | None = None
    """The number of the line that was cut."""

    def check(self, file: str) -> None:
        """Say that the file was cut; to be called when all rows before have been given.

        Raises:
            RecordError: its last line is cut.
        """
        if self.cut is not None:
            raise cut_line(file, self.cut)


def first_lines(head: bytes) -> list[bytes]:
    """The lines of a file's beginning that are not blank, the last one perhaps cut."""
    whole = head.removeprefix(BOM).replace(b"\r", b"\n")
    return [line for line in whole.split(b"\n") if line.strip()]


def lines(
    stream: BinaryIO, tally: Tally, last: Last, end: bytes = b"\n"
) -> Iterator[tuple[int, list[bytes]]]:
    """The lines that are not blank, in lists, each with the number of its first line.

    Where they end with a line feed, a carriage return ends one as well, alone or before it.
    Lines are counted in ``tally.rows`` and stripped of white space; those that are too long are
    refused, as is a last one that was cut. A byte order mark at the start is left out.
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
        if not block and not skipping:  # what stands behind the last end is all there is
            parts = [part.rstrip(END_OF_DOS + b" \t\r\n") for part in parts]
        found = [line for part in parts if (line := part.strip())]
        kept = [line for line in found if len(line) <= LONGEST]
        if len(kept) < len(found):
            tally.refuse(tally.rows, "a line too long to be a record", count=len(found) - len(kept))
            tally.rows += len(found) - len(kept)
        if not block and kept and not last.whole(kept[-1]):
            last.cut = tally.rows
            tally.refuse(tally.rows, "a line that breaks off", shown(kept.pop()))
            tally.rows += 1
        if kept:
            row = tally.rows
            tally.rows += len(kept)
            yield row, kept
        if not block:
            return


def shown(line: bytes) -> str:
    """The beginning of a line for people to see."""
    return line[:120].decode("utf-8", "replace")
