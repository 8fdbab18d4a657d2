"""What a load says of itself: its inputs with their hashes and counts, its options, its files."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import orjson

VERSION = 1
NAME = "manifest.json"
SEAL = "seal"
"""Its last key: see :func:`sealed`."""
MOST_NOTES = 50
MOST_RECEIVERS = 100
MOST_PROBLEMS = 100
EXAMPLES = 5


@dataclass
class FormatCount:
    """What one format of an input came to."""

    files: int = 0
    rows: int = 0
    kept: int = 0
    refused: int = 0


@dataclass
class InputEntry:
    """One input of a load; ``docs/reference/record.md`` explains each key."""

    path: str
    sha256: str = ""
    bytes: int = 0
    parts: list[dict[str, Any]] = field(default_factory=list)
    formats: dict[str, FormatCount] = field(default_factory=dict)
    rows: int = 0
    kept: int = 0
    refused: dict[str, int] = field(default_factory=dict)
    examples: dict[str, list[str]] = field(default_factory=dict)
    unread: dict[str, int] = field(default_factory=dict)
    marked: dict[str, int] = field(default_factory=dict)
    first: str | None = None
    last: str | None = None
    addresses: int = 0
    receivers: list[str] = field(default_factory=list)
    receivers_not_listed: bool = False
    passed_over: dict[str, int] = field(default_factory=dict)
    passed_over_examples: dict[str, list[str]] = field(default_factory=dict)
    problems: list[dict[str, str | None]] = field(default_factory=list)
    problems_not_listed: int = 0
    notes: list[str] = field(default_factory=list)
    notes_not_listed: int = 0
    source_name: str | None = None
    licence: str | None = None

    def pass_over(self, name: str, why: str) -> None:
        """Count something in it that is not read."""
        self.passed_over[why] = self.passed_over.get(why, 0) + 1
        shown = self.passed_over_examples.setdefault(why, [])
        if len(shown) < EXAMPLES:
            shown.append(name)

    def add_problem(self, name: str, message: str, remedy: str | None) -> None:
        """Keep what could not be read, the first hundred of it word for word."""
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append({"file": name, "message": message, "remedy": remedy})
        else:
            self.problems_not_listed += 1

    def add_note(self, text: str) -> None:
        """Keep a note once, the first fifty word for word."""
        if text in self.notes:
            return
        if len(self.notes) < MOST_NOTES:
            self.notes.append(text)
        else:
            self.notes_not_listed += 1


ANY = "any"
"""Key of ``marked`` under which rows with at least one fault are counted."""


@dataclass
class PartEntry:
    """One Parquet file of a load: its place in the load's folder, what is in it, and the hashes of
    the whole, of its end and of its row groups (:mod:`skywitness.record.store.partfile`)."""

    path: str
    rows: int
    bytes: int
    sha256: str
    first: str | None
    last: str | None
    footer: str = ""
    groups: list[str] = field(default_factory=list)


@dataclass
class Manifest:
    """A load."""

    load: str
    tool: str
    written: str
    config: dict[str, Any]
    inputs: list[InputEntry]
    files: list[PartEntry]
    version: int = VERSION

    @property
    def rows(self) -> int:
        """Rows of all its files."""
        return sum(part.rows for part in self.files)

    def write(self, folder: Path) -> None:
        """Write it into the load's folder."""
        document = {"version": self.version, "rows": self.rows, **vars(self)}
        document[SEAL] = sealed(document)
        options = orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE
        (folder / NAME).write_bytes(orjson.dumps(document, option=options))


def sealed(document: Mapping[str, Any]) -> str:
    """The hash of what a manifest says but for when it was written, as compact JSON in its order.

    Two runs over the same files write the same but for that.
    """
    said = {key: value for key, value in document.items() if key not in (SEAL, "written")}
    return hashlib.sha256(orjson.dumps(said)).hexdigest()


def load_id(inputs: Iterable[str], config: Mapping[str, Any]) -> str:
    """A load's name: from its inputs' hashes and the options, so that the same gets the same."""
    text = json.dumps([list(inputs), dict(config)], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def iso(micro: int | None) -> str | None:
    """Microseconds since 1970 as text in UTC; what no calendar holds stays a number of seconds."""
    if micro is None:
        return None
    try:
        when = dt.datetime(1970, 1, 1) + dt.timedelta(microseconds=micro)
    except OverflowError:
        return f"{micro / 1e6:+.6f} s since 1970"
    return when.isoformat(timespec="microseconds") + "Z"


def totals(inputs: Iterable[InputEntry]) -> dict[str, Any]:
    """Sums over inputs: rows met, kept, refused, values left empty, rows marked, the time span."""
    refused: Counter[str] = Counter()
    unread: Counter[str] = Counter()
    marked: Counter[str] = Counter()
    formats: dict[str, FormatCount] = {}
    count = rows = kept = 0
    span: list[str] = []
    for entry in inputs:
        count += 1
        rows += entry.rows
        kept += entry.kept
        refused.update(entry.refused)
        unread.update(entry.unread)
        marked.update(entry.marked)
        span += [t for t in (entry.first, entry.last) if t and t[0] not in "+-"]
        for name, met in entry.formats.items():
            total = formats.setdefault(name, FormatCount())
            total.files += met.files
            total.rows += met.rows
            total.kept += met.kept
            total.refused += met.refused
    return {
        "inputs": count,
        "rows": rows,
        "kept": kept,
        "refused": dict(sorted(refused.items())),
        "unread": dict(sorted(unread.items())),
        "marked": dict(sorted(marked.items())),
        "first": min(span, default=None),
        "last": max(span, default=None),
        "formats": {name: asdict(each) for name, each in sorted(formats.items())},
    }
