"""Aircraft objects a line each: readsb's ``--json-port``, lines out of snapshots, clipped traces.

What the objects hold: :mod:`skywitness.record.readsb.aircraft`; what lines clipped from traces by
adsb_actions hold: :mod:`skywitness.record.readsb.clipped`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pyarrow as pa

from skywitness.record.jsontext import parse
from skywitness.record.reading import HEAD, Context, Source, Tally, cut_line
from skywitness.record.readsb import folder
from skywitness.record.readsb.aircraft import report, written
from skywitness.record.readsb.clipped import Clipped
from skywitness.record.readsb.document import BOM
from skywitness.record.readsb.gather import Rows
from skywitness.record.readsb.lines import LONGEST, lines

_SIGNS = ("now", "seen", "seen_pos", "alt_baro", "lat", "messages")
_LOOKED_AT = 50
MOST_ODD = 1
"""Lines before the first aircraft that may be no object."""


def recognise(head: bytes, name: str) -> bool:
    """Whether one of the first lines is an object with ``hex`` and a field of an aircraft."""
    found = head.removeprefix(BOM).split(b"\n")
    if len(head) >= HEAD:
        found.pop()
    odd = 0
    for line in found[:_LOOKED_AT]:
        text = line.strip().removesuffix(b",")
        if text and not text.startswith(b"{"):  # a line that was cut, or a heading
            odd += 1
            if odd > MOST_ODD:
                return False
        if b'"hex"' not in text:
            continue
        try:
            first = parse(text)
        except ValueError:
            continue
        if isinstance(first, dict) and "hex" in first and any(sign in first for sign in _SIGNS):
            return not any(isinstance(first.get(k), list) for k in ("aircraft", "ac", "fixes"))
    return False


def read(source: Source, tally: Tally, context: Context) -> Iterator[pa.RecordBatch]:
    """Rows of the record; ``row`` is the number of the line from 0.

    Raises:
        RecordError: the last line is cut.
    """
    rows, clipped = Rows(source.name, context.receiver), Clipped(context.quality_s)
    timeless, cut = 0, None
    with source.open() as file:
        for k, line in enumerate(lines(file)):
            found = _object(k, line, tally)
            if found is None:
                if line is not None and line.strip() and not line.endswith(b"\n"):
                    cut = k
                continue
            now = written(found, tally.unread)
            timeless += now is None
            if "gscp" in found:
                found = clipped.plain(found, now)
            values, marks = report(found, now, context.oldest_s, tally.unread)
            rows.add(k, values, marks)
            if rows.full:
                yield rows.batch()
    if len(rows):
        yield rows.batch()
    if timeless:
        tally.note(f"{timeless} lines have no 'now', so no time")
    if clipped.zeros:
        tally.note(f"{clipped.zeros} lines have altitude 0, which means none or the ground there")
    folder.compare(source.name, rows.times, tally)
    if cut is not None:
        raise cut_line(source.name, cut)


def _object(k: int, line: bytes | None, tally: Tally) -> dict[str, Any] | None:
    """The aircraft object of line ``k``; None for a blank or refused line."""
    if line is None:
        tally.rows += 1
        tally.refuse(k, f"a line of more than {LONGEST >> 20} MiB")
        return None
    text = line.strip()
    if k == 0:
        text = text.removeprefix(BOM)
    text = text.removesuffix(b",")
    if not text:
        return None
    tally.rows += 1
    try:
        found = parse(text)
    except ValueError:
        tally.refuse(k, "no JSON", text[:120].decode("utf-8", "replace"))
        return None
    if not isinstance(found, dict):
        tally.refuse(k, "no aircraft object", text[:120].decode("utf-8", "replace"))
        return None
    if found.get("hex") is None:
        tally.refuse(k, "no address", text[:120].decode("utf-8", "replace"))
        return None
    return found
