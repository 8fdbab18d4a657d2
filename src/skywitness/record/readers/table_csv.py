"""Tables of positions as text: OpenSky's state vectors, ``traffic``'s tables, Flightradar24's.

A row is a line after the header (a quoted value may hold line ends). Commas, semicolons, tabs and
bars are recognised as separators, a byte order mark and UTF-16 by their mark. Every value is read
as text first, so that addresses keep their zeros; a line with too few or too many values, or with
a quotation mark that nothing closes, is refused and counted
(:mod:`skywitness.record.tables.csvlines`).
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from array import array
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from itertools import islice
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from skywitness.aliases import Mask
from skywitness.errors import RecordError, lack
from skywitness.record.reading import HEAD, ROWS, Context, Source, Tally, cut_line
from skywitness.record.tables.csvlines import LONGEST_LINE, UNCLOSED, Lines, Shape, shown
from skywitness.record.tables.layout import Layout, layout, looks
from skywitness.record.tables.rows import Rows

SEPARATORS = (",", ";", "\t", "|")
BLOCK = LONGEST_LINE
"""Bytes that are read at a time; no line may be longer."""
MOST_BEFORE, LOOKED_AT = 10, 50
"""Lines that may stand before the column names, and lines after them that are looked at."""
_END = re.compile(r"\r\n|\r|\n")
_LINE = re.compile(r'(?:[^"\r\n]|"[^"]*")+')
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


@dataclass(frozen=True)
class Header:
    """What the first lines say: the separator, the column names, the lines before them that say
    something, how many there are with the blank ones, how many values most lines after have, and
    how many of them have a column of a name."""

    separator: str
    names: list[str]
    before: list[str]
    skip: int
    width: int
    least: int

    @property
    def places(self) -> list[str]:
        """Columns told apart by their place: names may be given twice."""
        return [f"{k}" for k in range(self.width)]


def _header(head: bytes) -> Header | None:
    """The header of a table of positions, if one of the first lines is one."""
    text = codecs.getincrementaldecoder(_encoding(head))("replace").decode(head[:HEAD])
    if text.lstrip()[:1] in ("{", "[", "<", ""):
        return None
    before: list[str] = []
    for line in _LINE.finditer(text):
        for separator in SEPARATORS:
            names = _cells(line[0], separator) if separator in line[0] else []
            if looks(names):
                skip = len(_END.findall(text, 0, line.start()))
                least = _least(names)
                width = _width(text[line.end() :], separator, names, least)
                return Header(separator, names, before, skip, width, least)
        before.append(line[0])
        if len(before) > MOST_BEFORE:
            return None
    return None


def _cells(line: str, separator: str) -> list[str]:
    try:
        return next(csv.reader(io.StringIO(line), delimiter=separator), [])
    except csv.Error:
        return []


def _least(names: list[str]) -> int:
    """How many columns there are up to the last one that has a name."""
    return max(k for k, name in enumerate(names, 1) if name.strip())


def _width(text: str, separator: str, names: list[str], least: int) -> int:
    """How many values most of the first lines have, empty ones at their end being neither here nor
    there: some programs end each line with a separator, the header with none, or the reverse."""
    found = Counter(
        len(cells)
        for line in islice(_LINE.finditer(text), LOOKED_AT)
        if (cells := _cells(line[0], separator)) and not any(c.strip() for c in cells[least:])
    )
    width = found.most_common(1)[0][0] if found else len(names)
    return width if width >= least else len(names)


class _Refused:
    """Lines with too few or too many values, and so the numbers of the others."""

    def __init__(self, tally: Tally, header: Header) -> None:
        self._tally = tally
        self._skip = header.skip
        self._separator = header.separator
        self._lines = array("q")
        self._seen = 0
        self._next = 0

    def __call__(self, line: Any) -> str:
        # Counted from 1, the header among them.
        row = (line.number or 2 + self._skip) - 2 - self._skip
        self._lines.append(row)
        self._tally.rows += 1
        excess = "more" if line.actual_columns > line.expected_columns else "fewer"
        text, why = str(line.text), f"{excess} values than columns"
        if text.startswith(UNCLOSED):
            text, why = shown(text, self._separator), "a quotation mark that nothing closes"
        self._tally.refuse(row, why, text)
        return "skip"

    def last_line(self) -> int | None:
        """The number of the last line, if it is one of them; when all others have theirs."""
        return self._lines[-1] if self._lines and self._lines[-1] >= self._next else None

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
        RecordError: it breaks off, in its last line too, has a line longer than :data:`BLOCK`,
            decimal commas, or units that nothing tells.
    """
    from pyarrow import csv as arrow_csv

    found = _header(source.head)
    if found is None:
        raise RecordError(
            "its first line does not name the columns of a table of positions",
            file=source.name, remedy="put the column names into the first line",
        )  # fmt: skip
    names, places = found.names[: found.width], found.places
    plan = layout(names, source.name)
    rows = Rows(source.name, tally, context, sheet=True)
    index: dict[str, str] = {}
    for k, name in enumerate(names):
        index.setdefault(name, places[k])
    wanted = [index[c.name] for c in plan.columns.values()]
    for k, line in enumerate(found.before):
        tally.refuse(k, "a line before the column names", line)
    tally.rows += len(found.before)
    refused = _Refused(tally, found)
    try:
        with source.open() as handle:
            shape = Shape(found.separator, found.width, min(found.least, found.width))
            proper = Lines(handle, _encoding(source.head), shape)
            stream = io.BufferedReader(proper, 1 << 20)
            reader = arrow_csv.open_csv(
                pa.PythonFile(stream, mode="r"),
                read_options=arrow_csv.ReadOptions(
                    use_threads=False, block_size=BLOCK, column_names=places,
                    skip_rows=found.skip, skip_rows_after_names=1,
                ),
                parse_options=arrow_csv.ParseOptions(
                    delimiter=found.separator, newlines_in_values=True, invalid_row_handler=refused,
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
        if lacked := lack(error):
            raise lacked.located(file=source.name) from error
        raise RecordError(
            _plain(str(error)), file=source.name, row=tally.rows,
            remedy="mend the file there; what came before was read",
        ) from error  # fmt: skip
    rows.finish(plan)
    last = refused.last_line()
    if proper.is_cut and last is not None:
        raise cut_line(source.name, last)


def _plain(message: str) -> str:
    if "straddling" in message:
        return f"a line is longer than {BLOCK:,} bytes"
    return f"no proper table: {message.splitlines()[0][:200]}"


def _batches(
    chunk: pa.RecordBatch, plan: Layout, index: dict[str, str], rows: Rows,
    refused: _Refused, tally: Tally, file: str,
) -> Iterator[pa.RecordBatch]:  # fmt: skip
    for start in range(0, chunk.num_rows, ROWS):
        part = chunk.slice(start, ROWS)
        table = {column.name: part.column(index[column.name]) for column in plan.columns.values()}
        if not rows.begun:
            _no_decimal_commas(plan, table, file)
        tally.rows += part.num_rows
        places = refused.numbers(part.num_rows)
        again = _names_again(plan, table)
        if again.any():
            rows.joined = True
            for row in places[again].tolist():
                tally.refuse(row, "the column names again")
            kept = pa.array(~again)
            table = {name: column.filter(kept) for name, column in table.items()}
            places = places[~again]
        yield rows.batch(plan, table, places)


def _names_again(plan: Layout, table: dict[str, pa.Array]) -> Mask:
    """Lines that are the header once more, as where files were put one behind the other."""
    same = [pc.equal(table[c.name], c.name) for c in plan.columns.values()]
    return np.asarray(pc.fill_null(reduce(pc.and_, same), False))


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
