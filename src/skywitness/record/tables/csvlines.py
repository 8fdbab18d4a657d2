"""The lines of a table in CSV, made such that damage to one of them costs no other.

A quotation mark that nothing closes would make one value of all lines up to the next mark, or to
the end of the file. Where a quoted value goes on over the end of its line, it is looked at whether
it can be one; if not, its first line alone is handed on as one that is to be refused. Values that
are empty and beyond the last column are cut off, as some programs end some lines with a separator.
"""

from __future__ import annotations

import codecs
import io
import re
from dataclasses import dataclass
from typing import Any, BinaryIO

import numpy as np

from skywitness.aliases import Ints

PIECE = 1 << 20
"""Bytes that are read at a time."""
LONGEST_VALUE = 1 << 20
"""Bytes within which a quoted value that holds line ends must be closed."""
LONGEST_LINE = 16 << 20
"""Bytes of a line; a longer one ends the reading."""
UNCLOSED, SEPARATES = "\uffff", "\ufffe"
"""What a line to be refused begins with, and has in the place of its separators: no text holds
them, as Unicode keeps both free."""

_NOTHING = b' \t"'
_WRITTEN = re.compile(rb"[^\r\n]+")


@dataclass(frozen=True)
class Shape:
    """What lines must be like: how values are separated, how many a line has, and the fewest that
    say something in each, from where on the others are neither here nor there."""

    separator: str
    width: int
    least: int


def shown(text: str, separator: str) -> str:
    """A line that was handed on to be refused as it stood in the file."""
    return text.removeprefix(UNCLOSED).replace(SEPARATES, separator)


class Lines(io.RawIOBase):
    """A stream of text, in whatever encoding or with broken letters, as proper lines in UTF-8."""

    def __init__(self, stream: BinaryIO, encoding: str, shape: Shape) -> None:
        """``stream`` is the content of the file from its start."""
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder(encoding)("replace")
        self._shape = shape
        self._mark = shape.separator.encode()
        s = re.escape(self._mark)
        quoted = rb'"[^"\r\n]*+(?:""[^"\r\n]*+)*+"'
        value = rb'(?:%b|(?!"))[^%b\r\n]*+' % (quoted, s)
        over = rb'(?:"[^"]*+(?:""[^"]*+)*+"(?=[%b\r\n]|\Z)|%b)' % (s, value)
        self._line = re.compile(rb"%b(?:%b%b)*+" % (value, s, value))
        self._sound = re.compile(rb"(?:%b(?:[%b\r\n]|\Z))*+" % (value, s))
        self._record = re.compile(rb"%b(?:%b%b)*+" % (over, s, over))
        self._value = re.compile(over)
        self._open = re.compile(rb'"[^"]*+(?:""[^"]*+)*+\Z')
        self._held = b""
        self._ready = b""
        self._ended = False
        self.is_cut = False
        """Whether the last line, as far as has been read, says something and has no end."""

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, target: Any) -> int:
        """Fill ``target`` with what comes next; 0 at the end."""
        while not self._ready and not self._ended:
            data = self._stream.read(PIECE)
            self._ended = not data
            text = self._decoder.decode(data, final=self._ended)
            # A zero byte ends no line and is no text: what reads the table stops at it.
            whole = text.replace("\x00", "\ufffd").encode("utf-8", "replace")
            last = whole[max(whole.rfind(b"\n"), whole.rfind(b"\r")) + 1 :]
            begun = self.is_cut and len(last) == len(whole)
            self.is_cut = begun or bool(last.strip(_NOTHING + b"\x1a"))  # which ends texts of DOS
            self._ready = self._lines(self._held + whole)
        part = self._ready[: len(target)]
        target[: len(part)] = part
        self._ready = self._ready[len(part) :]
        return len(part)

    def _lines(self, text: bytes) -> bytes:
        """The whole lines of a text, mended; the rest is kept until more is known."""
        end = len(text) if self._ended else _last_end(text)
        if b'"' not in text[:end]:
            return self._even(text[:end]) + self._kept(text[end:])
        out, start = [], 0
        while start < end:
            good = self._sound.match(text, start, end)
            stop = good.end() if good else start
            if stop < end:  # the beginning of the line that is not sound
                stop = max(text.rfind(b"\n", start, stop), text.rfind(b"\r", start, stop)) + 1
                stop = max(stop, start)
            out.append(self._even(text[start:stop]))
            if stop >= end:
                start = end
                break
            after = self._over(text, stop)
            if after is None:
                start = stop
                break
            if after < 0:
                after = _line_end(text, stop)
                line = text[stop:after].replace(self._mark, SEPARATES.encode())
                out += [UNCLOSED.encode(), line, text[after : after + 1] or b"\n"]
                start = after + 1
            else:
                out.append(text[stop:after])
                start = after
        return b"".join(out) + self._kept(text[start:])

    def _kept(self, rest: bytes) -> bytes:
        """Keep what more must be read for; what is too long for that is handed on as it is."""
        self._held = rest if len(rest) <= LONGEST_LINE else b""
        return b"" if self._held else rest

    def _over(self, text: bytes, start: int) -> int | None:
        """Where a line ends that has a value with line ends; below 0 where nothing closes it, None
        where what follows must be read first."""
        found = self._record.match(text, start)
        end = found.end() if found else start
        open_ended = text[end : end + 1] not in (b"\r", b"\n", b"")
        mark = text.find(b'"', end)
        undecided = end >= len(text) or (open_ended and self._open.match(text, mark) is not None)
        if undecided and not self._ended and len(text) - start <= LONGEST_VALUE:
            following = text[_line_end(text, start) : _last_end(text)]
            if not self._rows(following):
                return None
        if open_ended or end - start > LONGEST_VALUE:
            return -1
        if not self._is_row(text[start:end]):
            return -1
        return -1 if self._holds_rows(text[start:end]) else end

    def _holds_rows(self, record: bytes) -> bool:
        """Whether a record of several lines is rather a line with a mark too many and others."""
        first, *between, last = _WRITTEN.findall(record)
        if any(map(self._is_whole, between)):
            return True
        if not self._is_whole(last):
            return False
        # Where the first value goes on, its last line has as many values as a row.
        is_first_value = first[:1] == b'"' and b'"' in last.partition(self._mark)[0]
        return not is_first_value or first.count(self._mark) + 1 >= self._shape.least

    def _rows(self, text: bytes) -> bool:
        """Whether one of these lines is a row by itself."""
        return any(self._is_whole(line[0]) for line in _WRITTEN.finditer(text))

    def _is_whole(self, line: bytes) -> bool:
        """Whether a line is a row by itself."""
        return self._line.fullmatch(line) is not None and self._is_row(line)

    def _is_row(self, line: bytes) -> bool:
        """Whether a line has the number of values that it must have."""
        return self._shape.least <= self._values(line) <= self._shape.width

    def _values(self, line: bytes) -> int:
        """How many values a line has, empty ones beyond the last column left out."""
        cells = self._cells(line)
        while len(cells) > self._shape.width and not cells[-1].strip(_NOTHING):
            cells.pop()
        return len(cells)

    def _even(self, text: bytes) -> bytes:
        """Sound lines, each with as many values as there are columns if those that it has more or
        fewer say nothing."""
        if not text:
            return text
        data = np.frombuffer(text, dtype=np.uint8)
        ends = np.flatnonzero((data == 10) | (data == 13))
        ends = np.append(ends, len(data)) if not len(ends) or ends[-1] != len(data) - 1 else ends
        begins = np.append(0, ends[:-1] + 1)
        marks = np.flatnonzero(data == self._mark[0])
        counts = np.searchsorted(marks, ends) - np.searchsorted(marks, begins)
        odd = np.flatnonzero((counts + 1 != self._shape.width) & (ends > begins))
        if not len(odd):
            return text
        return self._mended(text, begins[odd], ends[odd])

    def _mended(self, text: bytes, begins: Ints, ends: Ints) -> bytes:
        out, done = [], 0
        for begin, end in zip(begins.tolist(), ends.tolist(), strict=True):
            line = text[begin:end]
            cells = line.split(self._mark) if b'"' not in line else self._cells(line)
            wide, least = self._shape.width, self._shape.least
            if len(cells) == wide or len(cells) < least:
                continue
            if any(cell.strip(_NOTHING) for cell in cells[wide:]):
                continue
            cells = cells[:wide] + [b""] * (wide - len(cells))
            out += [text[done:begin], self._mark.join(cells)]
            done = end
        return b"".join([*out, text[done:]]) if out else text

    def _cells(self, line: bytes) -> list[bytes]:
        cells, at = [], 0
        while True:
            found = self._value.match(line, at)
            end = found.end() if found else len(line)
            cells.append(line[at:end])
            if end >= len(line):
                return cells
            at = end + 1


def _last_end(text: bytes) -> int:
    """Where the last whole line ends; a return at the very end may be half of a line end."""
    end = max(text.rfind(b"\n"), text.rfind(b"\r", 0, len(text) - 1))
    return end + 1


def _line_end(text: bytes, start: int) -> int:
    """Where the line ends that begins at ``start``, its end left out."""
    ends = [k for k in (text.find(b"\n", start), text.find(b"\r", start)) if k >= 0]
    return min(ends, default=len(text))
