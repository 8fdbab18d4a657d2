"""AVR: Mode S frames as hex digits, with or without the receiver's counter.

``*…;`` and ``:…;`` carry a frame, ``@…;`` and ``%…;`` twelve digits of counter before it, ``<…;``
two more of signal level (Mode-S Beast: Data Output Formats, wiki.jetvision.de; dump1090's raw
output). ``row`` counts the texts between semicolons.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np
import pyarrow as pa

from skywitness.record.modes.assemble import rows
from skywitness.record.modes.frames.clock import UNREADABLE, Clock
from skywitness.record.modes.frames.frames import Frames, from_hex, is_whole
from skywitness.record.modes.frames.text import BOM, Last, lines
from skywitness.record.reading import Context, Source, Tally

SKIPPED = {"*": 1, ":": 1, "@": 13, "%": 13, "<": 15}
"""Characters before the frame, by the first one."""
_RECORD = re.compile(
    rb"(?:[*:]|[@%][0-9A-Fa-f]{12}|<[0-9A-Fa-f]{14})"
    rb"(?:[0-9A-Fa-f]{28}|[0-9A-Fa-f]{14}|[0-9A-Fa-f]{4});\s*"
)


def recognise(head: bytes, name: str) -> bool:
    """Whether the beginning is records of this kind, from its first or second line on."""
    head = head.removeprefix(BOM)
    for start in (0, head.find(b"\n") + 1):
        at, count = start, 0
        while (found := _RECORD.match(head, at)) and count < 20:
            at, count = found.end(), count + 1
        if count == 20 or (count and len(head) - at < 45):
            return True
    return False


def read(source: Source, tally: Tally, context: Context) -> Iterator[pa.RecordBatch]:
    """Rows of the record; timestamps need ``context.date``
    (:mod:`skywitness.record.modes.frames.clock`).

    Raises:
        RecordError: the last record is cut.
    """
    last = Last(_is_whole)
    yield from rows(_frames(source, tally, context, last), source.name, tally, context)
    last.check(source.name)


def _is_whole(line: bytes) -> bool:
    """Whether nothing but its semicolon is missing of the last record."""
    text = line.decode("latin-1")
    return text[0] in SKIPPED and is_whole(text[SKIPPED[text[0]] :])


def _frames(source: Source, tally: Tally, context: Context, last: Last) -> Iterator[Frames]:
    clock = Clock(context.date, tally)
    with source.open() as stream:
        for row, found in lines(stream, tally, last, b";"):
            texts = [line.decode("latin-1") for line in found]
            skipped = [SKIPPED.get(text[0], 0) for text in texts]
            counters = [_counter(t) if s > 1 else 0 for t, s in zip(texts, skipped, strict=True)]
            data, long, good = from_hex([t[s:] for t, s in zip(texts, skipped, strict=True)])
            good &= np.array(skipped) > 0
            for k in np.flatnonzero(~good).tolist():
                reply = len(texts[k]) - skipped[k] == 4 and skipped[k] > 0
                reason = "a Mode A/C reply, which has no address" if reply else "no frame"
                tally.refuse(row + k, reason, texts[k])
            at = np.flatnonzero(good)
            time, mlat, lost = clock.times(np.array(counters, dtype=np.int64)[at])
            yield Frames(
                data[at], long[at], time, row + at, mlat=mlat, lost=lost,
                absolute=clock.absolute, counter=True,
            )  # fmt: skip


def _counter(text: str) -> int:
    digits = text[1:13]
    return int(digits, 16) if digits.isalnum() and digits.isascii() and _hex(digits) else UNREADABLE


def _hex(digits: str) -> bool:
    return not digits.lower().strip("0123456789abcdef")
