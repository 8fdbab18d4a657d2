"""What a run would read, told without reading it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from skywitness.errors import RecordError
from skywitness.record.intake.nothing import unknown
from skywitness.record.intake.pieces import Piece, leaves
from skywitness.record.intake.sources import expand, unreadable
from skywitness.record.limits import Limits
from skywitness.record.readers import formats

FIRST = 100
"""Members of an archive that are looked at."""


@dataclass
class Preview:
    """An input: how many of its first pieces are of which format, and what cannot be read."""

    path: str
    bytes: int
    formats: Counter[str] = field(default_factory=Counter)
    not_read: list[str] = field(default_factory=list)

    def passed_over(self, name: str, why: str) -> None:
        """A member is not read."""
        self.not_read.append(f"{name}: {why}")

    def problem(self, name: str, message: str, remedy: str | None = None) -> None:
        """A file cannot be read, or breaks off."""
        self.not_read.append(f"{name}: {message}")


def preview(
    files: Iterable[str | Path], store: str | Path, limits: float = 1.0
) -> Iterator[Preview]:
    """Each input with the formats of its first pieces; nothing is written.

    Raises:
        RecordError: nothing was given.
    """
    for each in expand(files, Path(store)):
        seen = Preview(each.name, each.size)
        if each.passed_over:
            seen.passed_over(each.name, each.passed_over)
            yield seen
            continue
        try:
            if each.error:
                raise each.error
            whole = each.piece(Limits().times(limits))
            for piece in islice(leaves(whole, seen, _is_format), FIRST):
                _look(piece, seen)
        except RecordError as error:
            seen.problem(each.name, error.message)
        except OSError as error:
            seen.problem(each.name, unreadable(each.name, error).message)
        yield seen


def _is_format(piece: Piece) -> bool:
    return formats.recognise(piece.head, piece.name) is not None


def _look(piece: Piece, seen: Preview) -> None:
    try:
        kind = formats.recognise(piece.head, piece.name)
    except RecordError as error:
        seen.problem(piece.name, error.message)
        return
    if kind is None:
        seen.problem(piece.name, unknown(piece.head))
    else:
        seen.formats[kind.name] += 1
    for text in piece.breaks:
        seen.problem(piece.name, text)
