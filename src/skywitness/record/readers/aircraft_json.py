"""Lists of aircraft at one time: readsb's ``aircraft.json``, answers of version 2 of the ADSBx API.

One document, or one a line. What an aircraft object holds:
:mod:`skywitness.record.readsb.aircraft`.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

import pyarrow as pa

from skywitness.errors import RecordError
from skywitness.record.jsontext import parse as parse_json
from skywitness.record.reading import Context, Source, Tally, cut_line
from skywitness.record.readsb import folder
from skywitness.record.readsb.aircraft import report, written
from skywitness.record.readsb.document import BOM, Document, find_list, parse
from skywitness.record.readsb.gather import Rows
from skywitness.record.readsb.lines import LONGEST, lines

FIRST_LINES = 3
"""Lines that are looked at: the first may be cut."""
_NAMES = ("aircraft", "ac")
_SIGNS = (b'"now"', b'"hex"', b'"ctime"', b'"resultCount"')


def recognise(head: bytes, name: str) -> bool:
    """A JSON object with a list ``aircraft`` or ``ac`` and a sign of this family."""
    head = head.removeprefix(BOM).lstrip()
    if not head.startswith(b"{"):  # lists a line each, the first line cut
        _, _, head = head.partition(b"\n")
        if _line(head.partition(b"\n")[0]) is None:
            return False
    return find_list(head, _NAMES) is not None and any(sign in head for sign in _SIGNS)


def read(source: Source, tally: Tally, context: Context) -> Iterator[pa.RecordBatch]:
    """Rows of the record; ``row`` counts aircraft from 0, through all documents of the file.

    Raises:
        RecordError: it is one document, which has no list of aircraft or breaks off, or its last
            line is cut.
    """
    rows = Rows(source.name, context.receiver)
    count = _Count(tally, context, rows)
    broken: RecordError | None = None
    try:
        for document in _documents(source, tally, count):
            yield from count.add(document)
            broken = document.broken
    except RecordError as error:  # after all that stands before it
        broken = error
    if len(rows):
        yield rows.batch()
    count.notes()
    folder.compare(source.name, rows.times, tally)
    if broken is not None:
        raise broken


def _documents(source: Source, tally: Tally, count: _Count) -> Iterator[Document]:
    """The documents: a line each if one of the first lines is one, else the whole file."""
    with source.open() as file:
        by_line = any(_line(line) is not None for line in islice(lines(file), FIRST_LINES))
    if not by_line:
        yield parse(source.read(), _NAMES, b"{", source.name, tally)
        return
    with source.open() as file:
        for k, line in enumerate(lines(file)):
            if line is not None and not line.strip():
                continue
            document = _line(line)
            if document is not None:
                yield document
                continue
            count.refuse_line(k, line)
            if line is not None and not line.endswith(b"\n"):
                raise cut_line(source.name, k)


def _line(line: bytes | None) -> Document | None:
    """The document in a line, or None."""
    if line is None:
        return None
    try:
        found = parse_json(line.strip().removeprefix(BOM).removesuffix(b","))
    except ValueError:
        return None
    if not isinstance(found, dict):
        return None
    name = next((n for n in _NAMES if isinstance(found.get(n), list)), None)
    return Document(found, found.pop(name)) if name else None


class _Count:
    """Aircraft taken from documents, and what is said of them at the end."""

    def __init__(self, tally: Tally, context: Context, rows: Rows) -> None:
        self.tally, self.context, self.rows = tally, context, rows
        self.row = self.timeless = self.rough = 0

    def add(self, document: Document) -> Iterator[pa.RecordBatch]:
        """The rows of a document; batches as they fill."""
        now = written(document.head, self.tally.unread)
        start = self.row
        for k, found in enumerate(document.items):
            row = start + (k if document.numbers is None else document.numbers[k])
            self.row = row + 1
            self.tally.rows += 1
            if not isinstance(found, dict) or found.get("hex") is None:
                why = "no address" if isinstance(found, dict) else "no aircraft object"
                self.tally.refuse(row, why, repr(found)[:120])
                continue
            own = written(found, self.tally.unread)
            at = own if own is not None else now
            self.timeless += at is None
            self.rough += "rr_lat" in found
            values, marks = report(found, at, self.context.oldest_s, self.tally.unread)
            self.rows.add(row, values, marks)
            if self.rows.full:
                yield self.rows.batch()
        for name in _NAMES:
            more = document.head.get(name)
            if isinstance(more, list) and more:
                self.tally.refuse(
                    self.row,
                    f"in a second list of one document, {name!r}",
                    repr(more[0]),
                    len(more),
                )
                self.tally.rows += len(more)
                self.row += len(more)

    def refuse_line(self, line: int, text: bytes | None) -> None:
        """A line that is no document."""
        self.tally.rows += 1
        if text is None:
            self.tally.refuse(self.row, f"line {line} has more than {LONGEST >> 20} MiB")
        else:
            shown = text.rstrip(b"\r\n")[:120].decode("utf-8", "replace")
            self.tally.refuse(self.row, "a line that is no list of aircraft", shown)

    def notes(self) -> None:
        """Say what else a reader of the manifest must know."""
        if self.timeless:
            self.tally.note(
                f"{self.timeless} aircraft stand in lists without 'now', so have no time"
            )
        if self.rough:
            self.tally.note(
                f"{self.rough} aircraft have a rough position (rr_lat), which was not taken for one"
            )
