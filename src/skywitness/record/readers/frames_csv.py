"""Frames in CSV: a column of times, one of frames, perhaps one of addresses, with or without a
header.

pyModeS's samples are such files, and so are OpenSky's raw messages saved as text. Which column is
which is seen from what stands in it: frames are 14 or 28 hex digits, addresses six, times seconds
since 1970 (UTC). ``row`` counts lines that are not blank, the header not counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from skywitness.record.modes.assemble import rows
from skywitness.record.modes.frames.frames import Frames, from_hex, is_whole
from skywitness.record.modes.frames.text import END_OF_DOS, Last, Widths, first_lines, lines, shown
from skywitness.record.modes.frames.times import address, microseconds
from skywitness.record.reading import Context, Source, Tally

_FRAME = re.compile(r"(?:[0-9A-Fa-f]{14}){1,2}")
_ADDRESS = re.compile(r"[0-9A-Fa-f]{6}")
_TIME = re.compile(r"[0-9]{9,10}(?:\.[0-9]+)?")
_NAME = re.compile(r"[^0-9A-Fa-f.,:+ -]")
"""What a header has in it, and a first line that is cut has not: that one is a record, a damaged
one."""
LOOKED_AT = 50
"""Lines looked at to tell the columns."""
FEW, MOST_ODD = 3, 10
"""Of more lines than the first, one, and one in so many, may be damaged: each costs itself."""


@dataclass(frozen=True)
class Layout:
    """Which column holds what; ``header`` says that the first line is none of the records."""

    time: int
    frame: int
    address: int | None
    header: bool


def layout(head: bytes) -> Layout | None:
    """The columns of a file from its beginning, or None when it has no times and frames."""
    found = first_lines(head)[: LOOKED_AT + 1]
    if len(found) > LOOKED_AT:
        found = found[:LOOKED_AT]
    if not found or len(found[0]) > 1000:
        return None
    table = [_cells(line) for line in found]
    unended = not head.rstrip(END_OF_DOS).endswith((b"\n", b"\r"))
    for header, damaged in ((False, False), (True, False), (True, True), (False, True)):
        body = table[1:] if header else table
        if len(body) > 1 and (unended or len(head) > len(b"\n".join(found)) + 3):
            body = body[:-1]  # the last line may be cut
        odd = max(1, len(body) // MOST_ODD) if damaged and len(body) > FEW else 0
        width = max(map(len, body), default=0)
        columns = {
            name: [c for c in range(width) if _all(body, c, pattern, odd)]
            for name, pattern in (("time", _TIME), ("frame", _FRAME), ("address", _ADDRESS))
        }
        if columns["time"] and columns["frame"]:
            of = columns["address"][0] if columns["address"] else None
            named = header and any(_NAME.search(cell) for cell in table[0])
            return Layout(columns["time"][0], columns["frame"][0], of, named)
    return None


def recognise(head: bytes, name: str) -> bool:
    """Whether the first lines have a column of times and one of frames."""
    return layout(head) is not None


def read(source: Source, tally: Tally, context: Context) -> Iterator[pa.RecordBatch]:
    """Rows of the record.

    Raises:
        RecordError: the last line is cut.
    """
    columns = layout(source.head)
    if columns is None:
        return
    end = _End(columns)
    last = Last(end.is_whole)
    yield from rows(_frames(source, tally, columns, end, last), source.name, tally, context)
    last.check(source.name)


class _End:
    """Tells whether the last line has all that the one before has."""

    def __init__(self, columns: Layout) -> None:
        self._columns = columns
        self._fewest = max(columns.time, columns.frame) + 1
        self._before: list[str] | None = None

    def see(self, found: list[bytes]) -> None:
        """Keep the last of these lines that is sound."""
        back = (c for c in map(_cells, reversed(found)) if len(c) >= self._fewest)
        sound = (c for c in back if _TIME.fullmatch(c[self._columns.time]))
        self._before = next(sound, self._before)

    def is_whole(self, line: bytes) -> bool:
        """Whether a line without an end has all that belongs to it."""
        cells = _cells(line)
        usual = self._before or cells
        if len(cells) < max(len(usual), self._fewest):
            return False
        end = len(cells) - 1
        last = cells[end]
        if end == self._columns.frame:
            return is_whole(last)
        if end == self._columns.time:
            return _TIME.fullmatch(last) is not None and _form(last) == _form(usual[-1])
        if end == self._columns.address:
            return not last or _ADDRESS.fullmatch(last) is not None
        return True


def _form(time: str) -> tuple[int, bool]:
    """How many digits a time has before the point, and whether it has one."""
    return len(time.partition(".")[0]), "." in time


def _frames(
    source: Source, tally: Tally, columns: Layout, end: _End, last: Last
) -> Iterator[Frames]:
    wanted = max(columns.time, columns.frame)
    header = columns.header
    widths, digits = Widths(), Widths()
    with source.open() as stream:
        for row, found in lines(stream, tally, last):
            if header:
                del found[0]
                header = False
                tally.rows -= 1
            end.see(found)
            texts, times, told, at = [], [], [], []
            split = [_cells(line) for line in found]
            widths.see(("", len(cells)) for cells in split if len(cells) > wanted)
            digits.see(_digits(cells, columns) for cells in split if len(cells) > wanted)
            full, long_enough = widths.full(""), digits.full("time")
            for k, (line, cells) in enumerate(zip(found, split, strict=True)):
                if len(cells) <= wanted:
                    tally.refuse(row + k, "too few columns", shown(line))
                    continue
                # A time that ends its line is cut with it.
                at_end = len(cells) - 1 == columns.time
                if len(cells) < full or (at_end and _digits(cells, columns)[1] < long_enough):
                    tally.refuse(row + k, "a line that breaks off", shown(line))
                    continue
                texts.append(cells[columns.frame])
                times.append(cells[columns.time])
                has = columns.address is not None and columns.address < len(cells)
                told.append(address(cells[columns.address]) if has else -1)  # type: ignore[index]
                at.append(row + k)
            data, long, good = from_hex(texts)
            for k in np.flatnonzero(~good).tolist():
                tally.refuse(at[k], "no frame", texts[k])
            keep = np.flatnonzero(good)
            yield Frames(
                data[keep], long[keep], microseconds(times)[keep], np.array(at, np.int64)[keep],
                stated=np.array(told, np.int64)[keep],
            )  # fmt: skip


def _digits(cells: list[str], columns: Layout) -> tuple[str, int]:
    """How many digits a line's time has before the point."""
    return "time", _form(cells[columns.time])[0]


def _cells(line: bytes) -> list[str]:
    return [cell.strip(' "\r') for cell in line.decode("latin-1").split(",")]


def _all(body: list[list[str]], column: int, pattern: re.Pattern[str], odd: int) -> bool:
    """Whether a column holds one kind of value, but for ``odd`` lines at most."""
    wrong = (not (column < len(cells) and pattern.fullmatch(cells[column])) for cells in body)
    return sum(wrong) <= odd
