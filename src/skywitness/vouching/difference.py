"""The first thing that a page says otherwise than its case and its certificates."""

from __future__ import annotations

from typing import Any

from skywitness.unseen import plain

_LONGEST = 90


class DifferenceError(Exception):
    """Something on the page is not what case and certificates say; ``where`` is its place there."""

    def __init__(self, where: str, why: str) -> None:
        """Keep where it stands."""
        super().__init__(why)
        self.where = where


def compare(where: str, stated: Any, known: Any, source: str = "the case") -> None:
    """Check that a page states what is known, down to the first member that differs.

    Raises:
        DifferenceError: it states something else.
    """
    known = plain(known)
    if isinstance(known, dict) and isinstance(stated, dict):
        for key in {**known, **stated}:
            if key not in stated or key not in known:
                what = "is missing" if key not in stated else f"is not in {source}"
                raise DifferenceError(f"{where}.{key}", f"it {what}")
            compare(f"{where}.{key}", stated[key], known[key], source)
    elif isinstance(known, list) and isinstance(stated, list) and len(known) == len(stated):
        for k, (mine, other) in enumerate(zip(stated, known, strict=True)):
            compare(f"{where}[{k}]", mine, other, source)
    elif type(stated) is not type(known) or stated != known:
        raise DifferenceError(
            where, f"it says {_short(stated)}, where {source} says {_short(known)}"
        )


def compare_keys(where: str, stated: Any, known: str) -> None:
    """Check that an object has the members ``known``, words between spaces, and no others.

    A member too many could stand in front of another where a page puts two objects together.

    Raises:
        DifferenceError: it has others.
    """
    names = set(known.split())
    if not isinstance(stated, dict):
        raise DifferenceError(where, "it is no object")
    for key in sorted({*stated} ^ names):
        what = "is one too many" if key in stated else "is missing"
        raise DifferenceError(where, f"its member '{_short(key)}' {what}")


def _short(value: Any) -> str:
    text = f"“{value}”" if isinstance(value, str) else str(value)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
