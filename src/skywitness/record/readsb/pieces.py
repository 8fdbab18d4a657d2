"""Finding the items of a JSON array in text that is damaged, so that only bad items are lost."""

from __future__ import annotations

import re
from collections.abc import Iterator

LONGEST = 65_536
"""Items above this many bytes are given up: a row of a trace has about 700, an aircraft 1,500."""

_DEEPEST = 16


def items(data: bytes, start: int, opening: bytes) -> Iterator[tuple[int, int, bool]]:
    """The items of the array whose ``[`` stands just before ``start``: from, to, complete.

    ``opening`` is ``[`` or ``{``, what an item begins with. Items end where their brackets close.
    An item that never closes ends where a line begins with the next one, as every writer of these
    files begins its items on a new line or writes all in one line. The last tuple has from = to if
    the array's own ``]`` was found there.
    """
    fresh = re.compile(rb"\n[ \t\r]*" + re.escape(opening))
    at, depth, begun = start, 0, 0
    for found in _marks(data, start, fresh.pattern):
        if found.start() < at:  # in an item that was given up
            continue
        at, mark = found.end(), found[0][-1:]
        lined = found[0][:1] == b"\n"
        if depth and lined:
            yield begun, found.start(), False
            depth, begun = 1, at - 1
        elif depth and (depth > _DEEPEST or at - begun > LONGEST):
            yield begun, at, False
            following = fresh.search(data, at)
            if following is None:
                return
            at, depth, begun = following.end(), 1, following.end() - 1
        elif mark in b"[{":
            if depth == 0:
                begun = at - 1
            depth += 1
        elif depth == 0:
            yield at - 1, at - 1, True
            return
        else:
            depth -= 1
            if depth == 0:
                yield begun, at, True
    if depth:
        yield begun, len(data), False


def _marks(data: bytes, start: int, fresh: bytes) -> Iterator[re.Match[bytes]]:
    """Brackets outside of strings, and where lines begin with an item (``fresh``)."""
    bracket = re.compile(fresh + rb"|[\[\]{}]")
    token = re.compile(bracket.pattern + rb'|"(?:[^"\\\n]|\\.)*+("?)')
    at = start
    while (found := token.search(data, at)) is not None:
        at = found.end()
        if found[0][:1] != b'"':
            yield found
        elif not found[1]:
            # It never ends, and so does no string that begins in it: only brackets are there.
            yield from bracket.finditer(data, found.start() + 1, at)
