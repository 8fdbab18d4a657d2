"""Keys that the new tree leaves out because another key said the same.

A document is compared without them, after the old document has shown that the other key did say
the same. A dropped key that the new document still has is compared as any other.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from compare.differences import ABSENT, json_differences, shown, spelled

CHECK = "check --json"
PAGE = "page"


@dataclass(frozen=True)
class Dropped:
    """A key that is gone, and the one that says the same.

    Paths are those of the old document, ``*`` is any index or key; the k-th ``*`` of ``same``
    stands for what the k-th ``*`` of ``path`` met. ``same`` must also be in the new document.
    """

    document: str
    path: str
    same: str


DROPPED: tuple[Dropped, ...] = ()
"""E.g. ``Dropped(PAGE, "/claims/*/says", "/check/claims/*/says")``."""


def lines(document: str, old: Any, new: Any) -> list[str]:
    """The differences of two documents, a line each, but for what was dropped with right."""
    found = []
    gone: set[tuple[str | int, ...]] = set()
    for each in DROPPED:
        if each.document != document:
            continue
        for path, value in _matches(old, each.path.strip("/").split("/")):
            if _at(new, path) is not ABSENT:
                continue
            twin = _filled(each, path)
            if _at(old, twin) != value:
                said = f"{shown(value)}, {spelled(twin)} {shown(_at(old, twin))}"
                found.append(f"{spelled(path)}: dropped, but said something else: {said}")
            elif _at(new, twin) is ABSENT:
                found.append(f"{spelled(path)}: dropped, and {spelled(twin)} is not there either")
            else:
                gone.add(path)
    for path, a, b in json_differences(old, new):
        if b is not ABSENT or not _covered(path, a, gone):
            found.append(f"{spelled(path)}: {shown(a)} → {shown(b)}")
    return found


def _covered(path: tuple[str | int, ...], value: Any, gone: set[tuple[str | int, ...]]) -> bool:
    """Whether a value, or all that is in it, was dropped with right."""
    if path in gone:
        return True
    if not isinstance(value, dict | list) or not value:
        return False
    inner = value.items() if isinstance(value, dict) else enumerate(value)
    return all(_covered((*path, key), each, gone) for key, each in inner)


def _matches(
    value: Any, pattern: list[str], path: tuple[str | int, ...] = ()
) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    if not pattern:
        yield path, value
        return
    items: Iterator[tuple[str | int, Any]] = iter(())
    if isinstance(value, dict):
        items = iter(value.items())
    elif isinstance(value, list):
        items = iter(enumerate(value))
    for key, inner in items:
        if pattern[0] in ("*", str(key)):
            yield from _matches(inner, pattern[1:], (*path, key))


def _filled(each: Dropped, path: tuple[str | int, ...]) -> tuple[str | int, ...]:
    pattern = each.path.strip("/").split("/")
    met = iter([key for key, part in zip(path, pattern, strict=True) if part == "*"])
    return tuple(next(met) if part == "*" else part for part in each.same.strip("/").split("/"))


def _at(value: Any, path: tuple[str | int, ...]) -> Any:
    for key in path:
        match value:
            case dict() if key in value:
                value = value[key]
            case list() if isinstance(key, int) and key < len(value):
                value = value[key]
            case _:
                return ABSENT
    return value
