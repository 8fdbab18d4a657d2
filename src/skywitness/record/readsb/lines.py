"""Lines of a file, none longer than a bound."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

LONGEST = 16 * 1024 * 1024
"""Bytes of the longest line that is read: a list of 15,000 aircraft in one line."""


def lines(file: BinaryIO) -> Iterator[bytes | None]:
    """Every line, with its end if it has one; None for one that is longer than :data:`LONGEST`."""
    while line := file.readline(LONGEST + 1):
        if len(line) <= LONGEST:
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = file.readline(LONGEST)
        yield None
