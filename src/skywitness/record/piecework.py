"""One piece's reading, done in its turn or, for small ones, by a thread before that."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace

import pyarrow as pa

from skywitness.errors import RecordError
from skywitness.record import formats, tar
from skywitness.record.limits import MIB
from skywitness.record.marking import Reading
from skywitness.record.pieces import ZIP, Piece
from skywitness.record.readers.base import Context, Tally
from skywitness.record.streams import Budget

SMALL = 4 * MIB
"""Bytes of a piece, as it lies on disk or in its archive, up to which it is read ahead."""
MOST_BYTES = 32 * MIB
"""Decompressed bytes (all layers together) and …"""
MOST_BATCHES = 2
"""… batches up to which what was read ahead is kept: they wait in memory."""


class Piecework:
    """What a reader makes of a piece.

    ``kind`` is its format, None if it has none that is known; ``tally`` what the reader counted;
    ``error`` what ended the reading; ``breaks`` where the content broke off. All stand when
    :meth:`batches` has come to its end.
    """

    def __init__(self, piece: Piece, context: Context) -> None:
        """Nothing is read yet."""
        self.piece, self._context = piece, context
        self.kind: formats.Format | None = None
        self.tally = Tally()
        self.error: RecordError | None = None
        self._ahead: tuple[Piecework, list[pa.RecordBatch]] | None = None

    @property
    def breaks(self) -> list[str]:
        """Where the content broke off or was damaged."""
        return self.piece.breaks

    @property
    def is_ready(self) -> bool:
        """Whether it was read ahead."""
        return self._ahead is not None

    def read_ahead(self) -> Piecework:
        """Read it now, unless it is an archive or too much; then nothing has happened."""
        limits = self.piece.budget.limits
        small = replace(limits, whole=MOST_BYTES, stream=MOST_BYTES, ratio=math.inf)
        trial = Piecework(self.piece.again(Budget(small, 0)), self._context)
        try:
            head = trial.piece.head
            if tar.is_tar(head) or head.startswith(ZIP):
                return self
            kept: list[pa.RecordBatch] = []
            for batch in trial.batches():
                kept.append(batch)
                if len(kept) > MOST_BATCHES:
                    return self
        except (RecordError, OSError):  # comes again in its turn
            return self
        if trial.piece.budget.spent <= MOST_BYTES:
            self._ahead = trial, kept
        return self

    def batches(self) -> Iterator[pa.RecordBatch]:
        """Its rows, those faults marked that show in the order of the file."""
        done, kept = self._ahead or (self, [])
        if done is not self and self.piece.budget.spend(done.piece.budget.spent):
            self.kind, self.tally, self.error = done.kind, done.tally, done.error
            self.piece.breaks[:] = done.breaks
            yield from kept
            return
        try:
            self.kind = formats.recognise(self.piece.head, self.piece.name)
            if self.kind is None:
                return
            reading = Reading()
            for batch in self.kind.reader.read(self.piece, self.tally, self._context):
                yield reading.mark(batch)
        except RecordError as error:
            self.error = error
