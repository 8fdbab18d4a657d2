"""Frames in JSON lines, as jet1090 and `traffic` write them.

An object a line with ``timestamp`` (seconds since 1970, UTC) and ``frame`` (hex digits); the
decoded fields that stand beside them are not used, only ``icao24`` is compared with what the
parity says. The receiver is the first of ``metadata``. ``row`` counts lines that are not blank.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import orjson
import pyarrow as pa

from skywitness.record.modes.assemble import rows
from skywitness.record.modes.frames.frames import Frames, from_hex
from skywitness.record.modes.frames.text import BOM, Last, lines, shown
from skywitness.record.modes.frames.times import address, microseconds
from skywitness.record.reading import HEAD, Context, Source, Tally

FIRST_LINES = 2
"""Lines that are looked at: the first may be cut, or a heading."""
NAMES = 10_000
"""Receivers kept by name; the frames of further ones have none."""


def recognise(head: bytes, name: str) -> bool:
    """Whether one of the first lines is an object with a time and a frame."""
    head = head.removeprefix(BOM).lstrip()
    start = 0
    for _ in range(FIRST_LINES):
        end = head.find(b"\n", start)
        if end < 0 and len(head) >= HEAD:
            return False
        if _is_frame(head[start : end if end >= 0 else len(head)]):
            return True
        if end < 0:
            return False
        start = end + 1
    return False


def _is_frame(line: bytes) -> bool:
    if not line.lstrip().startswith(b"{") or b'"frame"' not in line:
        return False
    try:
        found = orjson.loads(line)
    except orjson.JSONDecodeError:
        return False
    return isinstance(found.get("frame"), str) and "timestamp" in found


def read(source: Source, tally: Tally, context: Context) -> Iterator[pa.RecordBatch]:
    """Rows of the record.

    Raises:
        RecordError: the last line is cut.
    """
    last = Last(_is_object)
    yield from rows(_frames(source, tally, last), source.name, tally, context)
    last.check(source.name)


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(orjson.loads(line), dict)
    except orjson.JSONDecodeError:
        return False


def _frames(source: Source, tally: Tally, last: Last) -> Iterator[Frames]:
    names: dict[str, int] = {}
    with source.open() as stream:
        for row, found in lines(stream, tally, last):
            texts: list[str] = []
            times: list[Any] = []
            told: list[int] = []
            of: list[int] = []
            at: list[int] = []
            for k, line in enumerate(found):
                try:
                    record = orjson.loads(line)
                    text = record["frame"]
                except (orjson.JSONDecodeError, TypeError, KeyError, IndexError):
                    tally.refuse(row + k, "no JSON object with a frame", shown(line))
                    continue
                texts.append(text if isinstance(text, str) else "")
                times.append(record.get("timestamp"))
                told.append(address(record.get("icao24")))
                of.append(_receiver(record.get("metadata"), names))
                at.append(row + k)
            data, long, good = from_hex(texts)
            for k in np.flatnonzero(~good).tolist():
                tally.refuse(at[k], "no frame", texts[k])
            keep = np.flatnonzero(good)
            yield Frames(
                data[keep], long[keep], microseconds(times)[keep], np.array(at, np.int64)[keep],
                stated=np.array(told, np.int64)[keep], receiver=np.array(of, np.int64)[keep],
                receivers=list(names),
            )  # fmt: skip


def _receiver(metadata: object, names: dict[str, int]) -> int:
    """Index of the name (or serial number) of the first receiver in ``metadata``, -1 for none."""
    first = metadata[0] if isinstance(metadata, list) and metadata else None
    if not isinstance(first, dict):
        return -1
    name = first.get("name") or first.get("serial")
    if not isinstance(name, str | int) or (len(names) >= NAMES and str(name) not in names):
        return -1
    return names.setdefault(str(name)[:100], len(names))
