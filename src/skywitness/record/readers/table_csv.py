"""Tables of positions as text: OpenSky's state vectors, ``traffic``'s tables, Flightradar24's.

A row is a line after the header (a quoted value may hold line ends). Commas, semicolons, tabs and
bars are recognised as separators, a byte order mark and UTF-16 by their mark. Every value is read
as text first, so that addresses keep their zeros; a line with too few or too many values is
refused and counted.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from array import array
from collections.abc import Iterator
from typing import Any, BinaryIO

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from skywitness.errors import RecordError
from skywitness.record.reading import HEAD, ROWS, Context, Source, Tally
from skywitness.record.tables.layout import Layout, layout, looks
from skywitness.record.tables.rows import Rows

SEPARATORS = (",", ";", "\t", "|")
BLOCK = 16 << 20
"""Bytes that are read at a time; no line may be longer."""
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECIMAL_COMMA = r"^\s*-?\d{1,3},\d+\s*$"


def recognise(head: bytes, name: str) -> bool:
    """Whether the first line names the columns of a table of positions."""
    return _header(head) is not None


def _encoding(head: bytes) -> str:
    return next((e for mark, e in _MARKS if head.startswith(mark)), "utf-8")


def _header(head: bytes) -> tuple[str, list[str]] | None:
    """The separator and the column names."""
    text = codecs.getincrementaldecoder(_encoding(head))("replace").decode(head[:HEAD])
    if text.lstrip()[:1] in ("{", "[", "<", ""):
        return None
    line = re.match(r'(?:[^"\r\n]|"[^"]*")*', text)
    first = line[0] if line else ""
    for separator in SEPARATORS:
        if separator in first:
            try:
                names = next(csv.reader(io.StringIO(first), delimiter=separator), [])
            except csv.Error:
                continue
            if looks(names):
                return separator, names
    return None


class _Utf8(io.RawIOBase):
    """A stream of text in another encoding, or with broken letters, as proper UTF-8."""

    def __init__(self, stream: BinaryIO, encoding: str) -> None:
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder(encoding)("replace")
        self._rest = b""
        self._ended = False

    def readable(self) -> bool:
        return True

    def readinto(self, target: Any) -> int:
        while not self._rest and not self._ended:
            data = self._stream.read(1 << 20)
            self._ended = not data
            text = self._decoder.decode(data, final=self._ended)
            # A zero byte ends no line and is no text: what reads the table stops at it.
            self._rest = text.replace("\x00", "\ufffd").encode("utf-8", "replace")
        part = self._rest[: len(target)]
        target[: len(part)] = part
        self._rest = self._rest[len(part) :]
        return len(part)


class _Refused:
    """Lines with too few or too many values, and so the numbers of the others."""

    def __init__(self, tally: Tally) -> None:
        self._tally = tally
        self._lines = array("q")
        self._seen = 0
        self._next = 0

    def __call__(self, line: Any) -> str:
        # Counted from 1, the header among them.
        row = (line.number or 2) - 2
        self._lines.append(row)
        self._tally.rows += 1
        excess = "more" if line.actual_columns > line.expected_columns else "fewer"
        self._tally.refuse(row, f"{excess} values than columns", str(line.text))
        return "skip"

    def numbers(self, n: int) -> npt.NDArray[np.int64]:
        """The numbers of the next ``n`` good lines."""
        found = np.empty(n, dtype=np.int64)
        done = 0
        while done < n:
            bad = self._lines[self._seen] if self._seen < len(self._lines) else None
            if bad is not None and bad <= self._next:
                self._next = max(self._next, bad + 1)
                self._seen += 1
                continue
            run = n - done if bad is None else min(n - done, bad - self._next)
            found[done : done + run] = np.arange(self._next, self._next + run)
            done += run
            self._next += run
        return found


def read(source: Source, tally: Tally, context: Context) -> Iterator[pa.RecordBatch]:
    """The table's rows.

    Raises:
        RecordError: it breaks off, has a line longer than :data:`BLOCK`, decimal commas, or units
            that nothing tells.
    """
    from pyarrow import csv as arrow_csv

    found = _header(source.head)
    if found is None:
        raise RecordError(
            "its first line does not name the columns of a table of positions",
            file=source.name, remedy="put the column names into the first line",
        )  # fmt: skip
    separator, names = found
    plan = layout(names, source.name)
    rows = Rows(source.name, tally, context)
    # Columns are told apart by their place: names may be given twice.
    places = [f"{k}" for k in range(len(names))]
    index: dict[str, str] = {}
    for k, name in enumerate(names):
        index.setdefault(name, places[k])
    wanted = [index[c.name] for c in plan.columns.values()]
    refused = _Refused(tally)
    try:
        with source.open() as handle:
            stream = io.BufferedReader(_Utf8(handle, _encoding(source.head)), 1 << 20)
            reader = arrow_csv.open_csv(
                pa.PythonFile(stream, mode="r"),
                read_options=arrow_csv.ReadOptions(
                    use_threads=False, block_size=BLOCK, column_names=places, skip_rows=0,
                    skip_rows_after_names=1,
                ),
                parse_options=arrow_csv.ParseOptions(
                    delimiter=separator, newlines_in_values=True, invalid_row_handler=refused,
                ),
                convert_options=arrow_csv.ConvertOptions(
                    column_types=dict.fromkeys(places, pa.string()), include_columns=wanted,
                    strings_can_be_null=False, check_utf8=False,
                ),
            )  # fmt: skip
            with reader:
                for chunk in reader:
                    yield from _batches(chunk, plan, index, rows, refused, tally, source.name)
    except pa.ArrowException as error:
        raise RecordError(
            _plain(str(error)), file=source.name, row=tally.rows,
            remedy="mend the file there; what came before was read",
        ) from error  # fmt: skip
    rows.finish(plan)


def _plain(message: str) -> str:
    if "straddling" in message:
        return f"a line is longer than {BLOCK:,} bytes, or a quotation mark is never closed"
    return f"no proper table: {message.splitlines()[0][:200]}"


def _batches(
    chunk: pa.RecordBatch, plan: Layout, index: dict[str, str], rows: Rows,
    refused: _Refused, tally: Tally, file: str,
) -> Iterator[pa.RecordBatch]:  # fmt: skip
    for start in range(0, chunk.num_rows, ROWS):
        part = chunk.slice(start, ROWS)
        table = {column.name: part.column(index[column.name]) for column in plan.columns.values()}
        if tally.rows == 0:
            _no_decimal_commas(plan, table, file)
        tally.rows += part.num_rows
        yield rows.batch(plan, table, refused.numbers(part.num_rows))


def _no_decimal_commas(plan: Layout, table: dict[str, pa.Array], file: str) -> None:
    source = plan.columns.get("latitude")
    if source is None:
        return
    latitude = table[source.name].drop_null()
    said = latitude.filter(pc.not_equal(pc.utf8_trim_whitespace(latitude), ""))
    if len(said) and pc.all(pc.match_substring_regex(said, _DECIMAL_COMMA)).as_py():
        raise RecordError(
            f"numbers are written with a decimal comma ({said[0].as_py()!r})",
            file=file, key=source.name, remedy="export the table with decimal points",
        )  # fmt: skip
