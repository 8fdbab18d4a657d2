"""Finding differences and saying each in one line."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Any

MOST_OF_ONE = 6
"""So many differences of one thing are told word for word; the rest is counted."""
MOST_CHARACTERS = 160
ABSENT = object()

Path = tuple[str | int, ...]


@dataclass
class Findings:
    """What a step compared, and what was not the same."""

    step: str
    counts: dict[str, int] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    differences: list[str] = field(default_factory=list)

    def count(self, what: str, n: int = 1) -> None:
        """Count something compared."""
        self.counts[what] = self.counts.get(what, 0) + n

    def add(self, where: str, found: Sequence[str]) -> None:
        """Keep differences of one thing."""
        self.differences += [f"{where}: {each}" for each in found[:MOST_OF_ONE]]
        if len(found) > MOST_OF_ONE:
            self.differences.append(f"{where}: {len(found) - MOST_OF_ONE} more differences")


def shown(value: object) -> str:
    """A value in one line."""
    if value is ABSENT:
        return "(absent)"
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= MOST_CHARACTERS else f"{text[:MOST_CHARACTERS]} …"


def spelled(path: Path) -> str:
    """A path in a JSON document as text: ``/claims/3/says``."""
    return "".join(f"/{each}" for each in path)


def json_differences(old: Any, new: Any, path: Path = ()) -> Iterator[tuple[Path, Any, Any]]:
    """Where two JSON values differ: path, old and new value; a missing one is ``ABSENT``.

    The order of keys says nothing in JSON and is not looked at.
    """
    if isinstance(old, dict) and isinstance(new, dict):
        for key in [*old, *(key for key in new if key not in old)]:
            yield from json_differences(old.get(key, ABSENT), new.get(key, ABSENT), (*path, key))
    elif isinstance(old, list) and isinstance(new, list):
        for k, (a, b) in enumerate(zip_longest(old, new, fillvalue=ABSENT)):
            yield from json_differences(a, b, (*path, k))
    elif type(old) is not type(new) or old != new:
        yield path, old, new


def json_lines(old: Any, new: Any) -> list[str]:
    """The differences of two JSON values, a line each."""
    return [f"{spelled(p)}: {shown(a)} → {shown(b)}" for p, a, b in json_differences(old, new)]


def text_lines(old: str, new: str) -> list[str]:
    """The lines in which two texts differ."""
    if old == new:
        return []
    pairs = zip_longest(old.splitlines(), new.splitlines(), fillvalue=ABSENT)
    found = [f"line {k}: {_apart(a, b)}" for k, (a, b) in enumerate(pairs, 1) if a != b]
    return found or ["ends of lines differ"]


def bytes_lines(old: bytes, new: bytes) -> list[str]:
    """The differences of two files: by lines where both are text, else the first byte."""
    if old == new:
        return []
    try:
        return text_lines(old.decode(), new.decode())
    except UnicodeDecodeError:
        same = next((k for k, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), -1)
        at = f"from byte {same}" if same >= 0 else "one is longer"
        return [f"bytes differ {at} ({len(old):,} → {len(new):,} bytes)"]


def _apart(old: object, new: object) -> str:
    """Two unequal lines, from a little before the place where they part."""
    if not (isinstance(old, str) and isinstance(new, str)):
        return f"{shown(old)} → {shown(new)}"
    k = next((k for k, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), 0)
    begin = max(0, k - 60)
    return f"{shown(old[begin:])} → {shown(new[begin:])}"
