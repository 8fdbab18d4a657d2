"""What every reader is given and gives back.

A reader is a module with two functions:

``recognise(head: bytes, name: str) -> bool``
    Whether a file is of this format, from the first :data:`HEAD` bytes of its decompressed content.
    The name may break ties; it never decides alone.

``read(source: Source, tally: Tally, context: Context) -> Iterator[pyarrow.RecordBatch]``
    The rows, in batches of the record's schema (:mod:`skywitness.record.batch`) of at most
    :data:`ROWS` rows. A row that cannot be read is told to ``tally`` and left out; a value that
    cannot be is kept and marked in ``fault``; a file that cannot be read at all raises
    :class:`~skywitness.errors.RecordError`, what was read before it broke off having been yielded.
    Memory stays bounded whatever the file holds.

What else a reader can do stands in its row of the table of formats:

``gather(texts: Texts, context: Context) -> Gathered | None``
    Rows of many small files become one batch (``gathers=True``).
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import BinaryIO, NamedTuple, Protocol

import pyarrow as pa

from skywitness.errors import RecordError

HEAD = 65_536
ROWS = 250_000
EXAMPLES = 5
HEIGHTS = {"pressure": "altitude", "msl": "mslaltitude", "ellipsoid": "geoaltitude"}
"""What heights of a file can be declared to be, and the column that holds such."""


class Source(Protocol):
    """One file to read, already unpacked from gzip and archives."""

    @property
    def name(self) -> str:
        """What the ``file`` column says of it: its path, members of archives after ``!``."""
        ...

    @property
    def head(self) -> bytes:
        """The first :data:`HEAD` bytes of the decompressed content, fewer if it is shorter."""
        ...

    def open(self) -> BinaryIO:
        """The decompressed content from its start, not seekable; past a size limit reading raises.

        A member above 32 MiB of a streamed archive can be opened or read only once.
        """
        ...

    def parts(self) -> Iterator[bytes | memoryview]:
        """The whole decompressed content; raises when it passes the limit for one piece."""
        ...

    def read(self) -> bytes:
        """The same as one."""
        ...


@dataclass(frozen=True)
class Context:
    """What the person reading the files adds to them.

    ``date`` is the day (UTC) of formats that only know a time of day, or a counter. ``receiver``
    fills the column of that name where the file says nothing; ``position`` (longitude, latitude)
    is where that receiver stands, which decodes surface positions. Positions older than
    ``oldest_s`` seconds when they are reported are marked stale; quality figures are carried
    forward for at most ``quality_s`` seconds. ``heights`` says what the heights of track files are
    where a file does not say it: one of :data:`HEIGHTS`.
    """

    date: dt.date | None = None
    receiver: str | None = None
    position: tuple[float, float] | None = None
    oldest_s: float = 60.0
    quality_s: float = 60.0
    heights: str | None = None


@dataclass
class Tally:
    """What a reader counts while it reads one file."""

    format: str | None = None
    """The format's name, where it showed only while reading to be another's."""
    rows: int = 0
    """Records met, readable or not."""
    bad: Counter[str] = field(default_factory=partial(Counter.__new__, Counter))
    """Records left out, by reason."""
    examples: dict[str, list[str]] = field(default_factory=dict)
    """For each reason the first few: the record's number and what was there."""
    unread: defaultdict[str, int] = field(default_factory=partial(defaultdict, int))
    """Values that could not be read and were left empty, by the name the file has for them; their
    rows are marked."""
    judged: bool = False
    """Whether the file is an export of the record, its marks set where more was known than the file
    holds. It stands before the first row."""
    notes: list[str] = field(default_factory=list)
    """What a reader of the manifest must know: a folder with another date than the file's …"""

    def refuse(self, row: int, reason: str, what: str = "", count: int = 1) -> None:
        """Count a record (or ``count`` of them) that could not be read."""
        self.bad[reason] += count
        shown = self.examples.setdefault(reason, [])
        if len(shown) < EXAMPLES:
            shown.append(f"row {row}: {what[:120]}" if what else f"row {row}")

    def note(self, text: str) -> None:
        """Add a note once."""
        if text not in self.notes:
            self.notes.append(text)


def cut_line(file: str, row: int) -> RecordError:
    """The error of a file of lines whose last one has no end and is no record: it was cut there.

    To be raised when all rows before it have been given. A last line without an end that is a
    record is none: many programs end a file so.
    """
    return RecordError(
        "the file breaks off in its last line, which has no end and is no whole record",
        file=file, row=row, remedy="get the file again; what came before was read",
    )  # fmt: skip


def cut_end(file: str, what: str) -> RecordError:
    """The error of a binary file that was cut: ``what`` says of which its end is missing.

    To be raised when all rows before it have been given.
    """
    return RecordError(
        f"the file breaks off: {what}",
        file=file, remedy="get the file again; what came before was read",
    )  # fmt: skip


class Texts(NamedTuple):
    """Contents of small files one behind the other, each followed by PAD zeros
    (:mod:`~skywitness.record.blocks`)."""

    data: bytes
    names: Sequence[str]
    """What the ``file`` column says of each."""
    begins: Sequence[int]
    ends: Sequence[int]
    tallies: Sequence[Tally]


class Gathered(NamedTuple):
    """Rows of several files as one batch."""

    batch: pa.RecordBatch
    spans: Sequence[tuple[int, int, bool] | None]
    """Of each file its rows: from, to, whether in time's order. None, and nothing counted, where it
    must be recognised and read alone."""


class Reader(Protocol):
    """A reader module's two functions."""

    def recognise(self, head: bytes, name: str) -> bool:
        """Whether this is the format of a file."""
        ...

    def read(self, source: Source, tally: Tally, context: Context) -> Iterator[pa.RecordBatch]:
        """The file's rows in batches."""
        ...


class GatheringReader(Reader, Protocol):
    """A reader that takes small files together as well."""

    def gather(self, texts: Texts, context: Context) -> Gathered | None:
        """Rows of those files that are surely of its format and nothing is odd of; None where none
        can be taken."""
        ...
