"""The ways pandas writes a table as JSON, from the whole of it: columns, index, split, table.

Source: pandas' documentation of ``DataFrame.to_json(orient=…)``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

from skywitness.errors import RecordError
from skywitness.record.tables.layout import MOST_COLUMNS, looks

Table = dict[str, Sequence[Any]]

_NESTED = re.compile(rb'\s*\{\s*"([^"\\]{1,100})"\s*:\s*\{\s*"([^"\\]{0,100})"\s*:')
_SPLIT = re.compile(rb'\s*\{\s*"columns"\s*:\s*(\[[^\]]{0,20000}\])')
_SCHEMA = re.compile(rb'\s*\{\s*"schema"\s*:\s*\{\s*"fields"\s*:\s*(\[[^\]]{0,40000}\])')


def orient(head: bytes) -> str | None:
    """In which of the ways a file begins, None for none of a table of positions."""
    head = head.removeprefix(b"\xef\xbb\xbf")
    if found := _SPLIT.match(head):
        return "split" if looks(_strings(found[1])) else None
    if found := _SCHEMA.match(head):
        names = re.findall(rb'"name"\s*:\s*"([^"\\]*)"', found[1])
        return "table" if looks([n.decode("utf-8", "replace") for n in names]) else None
    if found := _NESTED.match(head):
        outer, inner = (g.decode("utf-8", "replace") for g in found.groups())
        # By columns the inner keys are row labels, by index the outer ones.
        if not _known(inner) and _known(outer):
            return "columns"
        if _known(inner) and re.fullmatch(r"-?\d+", outer):
            names = re.findall(rb'"([^"\\]{1,100})"\s*:', head[found.start(2) - 1 : 20_000])
            return "index" if looks([n.decode("utf-8", "replace") for n in names]) else None
    return None


def _known(name: str) -> bool:
    """Whether one name alone can be a column of such a table."""
    return looks([name, "timestamp", "icao24", "latitude", "longitude"]) and name not in (
        "aircraft", "trace", "frame", "df", "rawmsg",
    ) and not re.fullmatch(r"-?\d*", name)  # fmt: skip


def _strings(text: bytes) -> list[str]:
    try:
        return [v for v in json.loads(text) if isinstance(v, str)]
    except (ValueError, RecursionError):
        return []


def columns_of(value: Any, way: str, file: str) -> tuple[Table, int]:
    """The columns of a table written in one of the ways, and how many rows it has.

    Raises:
        RecordError: it is not as that way writes it.
    """
    try:
        if way == "columns":
            return _by_columns(value)
        if way == "index":
            return _by_rows(list(value.values()))
        if way == "table":
            return _by_rows(value["data"])
        return _split(value)
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise RecordError(
            f"not the JSON of a table (pandas' orient={way!r}): {error!r}"[:300],
            file=file, remedy="write the table again, best as Parquet or with orient='records'",
        ) from error  # fmt: skip


def _by_columns(value: dict[str, dict[str, Any]]) -> tuple[Table, int]:
    _bounded(len(value))
    labels: dict[str, None] = {}
    for column in value.values():
        labels.update(dict.fromkeys(column))
    return {n: [c.get(k) for k in labels] for n, c in value.items()}, len(labels)


def _by_rows(rows: list[dict[str, Any]]) -> tuple[Table, int]:
    names: dict[str, None] = {}
    for row in rows:
        if row.keys() - names.keys():
            names.update(dict.fromkeys(row))
            _bounded(len(names))
    return {n: [row.get(n) for row in rows] for n in names}, len(rows)


def _split(value: dict[str, Any]) -> tuple[Table, int]:
    names = value["columns"]
    _bounded(len(names))
    rows = value["data"]
    if any(len(row) != len(names) for row in rows):
        raise ValueError("a row with another number of values than columns")
    return {str(n): [row[k] for row in rows] for k, n in enumerate(names)}, len(rows)


def _bounded(columns: int) -> None:
    if columns > MOST_COLUMNS:
        raise ValueError(f"{columns} columns")
