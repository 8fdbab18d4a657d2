"""The row of a case file in which a dotted key of an error stands.

TOML's reader keeps no rows, so they are sought in the text, by the heads of tables. Where text and
tables do not agree (heads inside long strings, tables written in line) no row is named.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence

_HEAD = re.compile(r"\s*(\[{1,2})\s*([A-Za-z0-9_.\-]+)\s*\]{1,2}\s*(?:#.*)?\Z")


def row_of(text: str, key: str | None) -> int | None:
    """The row (from 1) of a key such as ``claims.C1.says``; ``None`` where it is not found."""
    if not key:
        return None
    try:
        raw = tomllib.loads(text.removeprefix("\ufeff"))
    except (tomllib.TOMLDecodeError, RecursionError, ValueError):
        return None
    table, _, rest = key.partition(".")
    rows = raw.get(table)
    lines = text.split("\n")
    outside = _outside_strings(lines)
    if isinstance(rows, list) and rows and all(isinstance(row, dict) for row in rows):
        heads = [n for n in outside if _head(lines[n]) == ("[[", table)]
        found = _member(rows, rest)
        if found is None or len(heads) != len(rows):
            return None
        index, inner = found
        return _within(lines, outside, heads[index], inner.split(".")[0]) + 1
    if isinstance(rows, dict):
        # "policy.hedged.share" stands under [policy.hedged], or under [policy].
        names = key.split(".")
        for deep in range(len(names), 0, -1):
            wanted = ("[", ".".join(names[:deep]))
            start = next((n for n in outside if _head(lines[n]) == wanted), None)
            if start is not None:
                inner = names[deep] if deep < len(names) else ""
                return _within(lines, outside, start, inner) + 1
    top = next((n for n in outside if _assigns(lines[n], table)), None)
    return None if top is None else top + 1


def _head(line: str) -> tuple[str, str] | None:
    found = _HEAD.match(line)
    return (found[1], found[2]) if found else None


def _assigns(line: str, key: str) -> bool:
    return re.match(rf"\s*\"?{re.escape(key)}\"?\s*[.=]", line) is not None


def _within(lines: Sequence[str], outside: Sequence[int], head: int, key: str) -> int:
    """The line of a key in the table that begins at ``head``; the head's own without one."""
    for n in outside:
        if n <= head:
            continue
        if _head(lines[n]):
            break
        if key and _assigns(lines[n], key):
            return n
    return head


def _member(rows: Sequence[dict[str, object]], rest: str) -> tuple[int, str] | None:
    """Which row of a table an id (or a number from 1) names, and what follows it."""
    best: tuple[int, str] | None = None
    longest = 0
    for index, row in enumerate(rows):
        for label in (row.get("id"), row.get("name"), str(index + 1)):
            if not isinstance(label, str) or len(label) <= longest:
                continue
            if rest == label or rest.startswith(f"{label}."):
                best, longest = (index, rest[len(label) + 1 :]), len(label)
    return best


def _outside_strings(lines: Sequence[str]) -> tuple[int, ...]:
    return tuple(_numbers_outside(lines))


def _numbers_outside(lines: Sequence[str]) -> Iterator[int]:
    """Numbers (from 0) of the lines that do not begin inside a string of several lines."""
    mark: str | None = None
    for n, line in enumerate(lines):
        if mark is None:
            yield n
        at = 0
        while True:
            if mark is None:
                found = re.compile(r'"""|\'\'\'|"(?:[^"\\]|\\.)*"|\'[^\']*\'|#').search(line, at)
                if found is None or found.group() == "#":
                    break
                at = found.end()
                if len(found.group()) == 3 and found.group() in ('"""', "'''"):
                    mark = found.group()
            else:
                end = line.find(mark, at)
                if end < 0:
                    break
                at, mark = end + 3, None
