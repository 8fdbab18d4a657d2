"""Beast binary: the frames of Mode S receivers with their 48-bit counters.

A record is ``0x1a``, a type, six bytes of time, one of signal level and 2 (type ``1``, Mode A/C),
7 (``2``) or 14 bytes (``3``); a byte ``0x1a`` within is doubled. Type ``4`` is the receiver's
state. Readsb puts ``0xe3`` and eight bytes, the receiver's number, before frames that it passes
on. Source: Mode-S Beast: Data Output Formats (wiki.jetvision.de). ``row`` counts records of all
types.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from skywitness.aliases import Ints, Mask
from skywitness.record.modes.assemble import rows
from skywitness.record.modes.frames.bits import word
from skywitness.record.modes.frames.clock import Clock
from skywitness.record.modes.frames.frames import Frames
from skywitness.record.reading import Context, Source, Tally, cut_end

ESCAPE = 0x1A
BLOCK = 4 << 20
LONGEST = 1 << 16
"""Bytes after the beginning of a record in which its end must come."""
CONTENT = {0x31: 9, 0x32: 14, 0x33: 21, 0xE3: 8}
"""Bytes after the type, by type."""
STATE = 0x34
FEWEST = CONTENT | {STATE: 7}
NAMES = 10_000
"""Receivers' numbers kept; the frames of further ones have none."""


@dataclass
class Records:
    """Records of a stretch of bytes: where each one's type stands in ``data``, and its length."""

    data: npt.NDArray[np.uint8]
    at: Ints
    length: Ints
    rest: int
    """Bytes at the end that belong to a record whose end was not seen."""

    is_cut: bool = False
    """Whether the last record is shorter than its type, as the file ends there."""

    @property
    def kind(self) -> Ints:
        """The types."""
        return self.data[self.at].astype(np.int64)

    @property
    def right(self) -> Mask:
        """Whether each has the length of its type."""
        expected = np.full(256, -1)
        expected[list(CONTENT)] = list(CONTENT.values())
        kind = self.kind
        right: Mask = self.length == expected[kind]
        right |= (kind == STATE) & (self.length >= 7)
        return right


def split(raw: bytes, last: bool) -> Records:
    """The records in ``raw``; bytes before the first one are passed over.

    Unless ``last``, the last record is left for the next stretch, which must begin with it.
    """
    data = np.frombuffer(raw, dtype=np.uint8)
    # Of escapes at the end nobody can say yet whether the last one is doubled.
    open_end = 0 if last else len(raw) - len(raw.rstrip(b"\x1a"))
    data = data[: len(data) - open_end]
    escapes = np.flatnonzero(data == ESCAPE)
    new = np.diff(escapes, prepend=-2) != 1
    begin = np.flatnonzero(new)
    size = np.diff(begin, append=len(escapes))
    # In a run of n of them every two are one byte; the last of an odd number begins a record.
    order = np.arange(len(escapes)) - np.repeat(begin, size)
    starts = (order == np.repeat(size, size) - 1) & (order % 2 == 0)
    drop = (order % 2 == 0) & ~starts
    keep = np.ones(len(data), dtype=bool)
    keep[escapes[drop]] = False
    marks = escapes[starts]
    if not len(marks):
        rest = 0 if last else min(len(data), 64)
        return Records(data, marks, marks, rest + open_end)
    moved = np.cumsum(keep) - 1
    at = moved[marks] + 1
    plain = data[keep]
    if last:
        end = np.append(at[1:] - 1, len(plain))
        whole = at < len(plain)
        cut = not whole[-1]
        at, end, rest = at[whole], end[whole], 0
    else:
        end, rest = at[1:] - 1, len(data) - int(marks[-1]) + open_end
        at, cut = at[:-1], False
    length = end - at - 1
    if last and len(at):
        cut = cut or int(length[-1]) < FEWEST.get(int(plain[at[-1]]), 0)
    return Records(plain, at, length, rest, cut)


def recognise(head: bytes, name: str) -> bool:
    """Whether almost all bytes belong to records of known type and right length."""
    if b"\x1a" not in head:
        return False
    found = split(head, last=len(head) < 64)
    right = found.right
    covered = int(np.sum(found.length[right] + 2))
    return bool(right.any()) and covered >= 0.9 * (len(found.data) - found.rest)


def read(source: Source, tally: Tally, context: Context) -> Iterator[pa.RecordBatch]:
    """Rows of the record; timestamps need ``context.date``
    (:mod:`skywitness.record.modes.frames.clock`).

    Raises:
        RecordError: the last record is cut.
    """
    end = _End()
    yield from rows(_frames(source, tally, context, end), source.name, tally, context)
    if end.cut:
        raise cut_end(source.name, "its last record is cut")


@dataclass
class _End:
    """Whether a file ends in the middle of a record."""

    cut: bool = False


def _frames(source: Source, tally: Tally, context: Context, end: _End) -> Iterator[Frames]:
    clock = Clock(context.date, tally)
    names: dict[bytes, int] = {}
    tail = b""
    with source.open() as stream:
        while True:
            block = stream.read(BLOCK)
            raw = tail + block
            found = split(raw, last=not block)
            tail = raw[len(raw) - found.rest :] if found.rest else b""
            if len(tail) > LONGEST:
                tally.refuse(tally.rows, "a record of unknown type or wrong length")
                tally.rows += 1
                tail = b""
            end.cut = found.is_cut
            if len(found.at):
                yield _made(found, clock, names, tally)
            if not block:
                return


def _made(found: Records, clock: Clock, names: dict[bytes, int], tally: Tally) -> Frames:
    kind, right = found.kind, found.right
    # A receiver's number is part of the record after it.
    number = right & (kind == 0xE3)
    row = tally.rows + np.cumsum(~number) - 1
    tally.rows += int(np.count_nonzero(~number))
    for which, reason in (
        (~right, "a record of unknown type or wrong length"),
        (right & (kind == STATE), "the receiver's own state"),
        (right & (kind == 0x31), "a Mode A/C reply, which has no address"),
    ):
        at = np.flatnonzero(which)
        if len(at):
            content = found.data[found.at[at[0]] : found.at[at[0]] + 23]
            tally.refuse(int(row[at[0]]), reason, content.tobytes().hex(), count=len(at))
    of = _numbers(found, number, names)
    at = np.flatnonzero(right & ((kind == 0x32) | (kind == 0x33)))
    long = kind[at] == 0x33
    padded = np.concatenate([found.data, np.zeros(22, dtype=np.uint8)])
    body = padded[found.at[at][:, None] + np.arange(1, 22)]
    data = body[:, 7:].copy()
    data[~long, 7:] = 0
    time, mlat, lost = clock.times(word(body, 0, 6))
    return Frames(
        data, long, time, row[at], receiver=of[at], mlat=mlat, lost=lost,
        receivers=[n.hex() for n in names], absolute=clock.absolute, counter=True,
    )  # fmt: skip


def _numbers(found: Records, number: npt.NDArray[np.bool_], names: dict[bytes, int]) -> Ints:
    """For each record which receiver it is of: index into ``names``, -1 for none."""
    of = np.full(len(found.at), -1, dtype=np.int64)
    for k in np.flatnonzero(number[:-1]).tolist():
        at = int(found.at[k]) + 1
        name = found.data[at : at + 8].tobytes()
        if name in names or len(names) < NAMES:
            of[k + 1] = names.setdefault(name, len(names))
    return of
