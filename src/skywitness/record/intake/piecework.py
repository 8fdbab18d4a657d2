"""One piece's reading, done in its turn or, for small ones, by a thread before that."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple, TypeAlias

import pyarrow as pa

from skywitness.errors import RecordError
from skywitness.record.faults.marking import Reading
from skywitness.record.intake import tar
from skywitness.record.intake.pieces import ZIP, Piece
from skywitness.record.intake.streams import Budget
from skywitness.record.intake.unfolding import lay_out
from skywitness.record.limits import MIB, Limits
from skywitness.record.readers import formats
from skywitness.record.reading import Context, Tally, Texts

TOGETHER, TOGETHER_BYTES = 96, MIB
"""Pieces that one thread reads together, at most, and their bytes as they lie on disk."""
SMALL = 4 * MIB
"""Bytes of a piece, as it lies on disk or in its archive, up to which it is read ahead."""
MOST_BYTES = 32 * MIB
"""Decompressed bytes (all layers together) and …"""
MOST_BATCHES = 2
"""… batches up to which what was read ahead is kept: they wait in memory."""


Span: TypeAlias = tuple[pa.RecordBatch, int, int]
"""Rows of a batch: from, to."""


class Ahead(NamedTuple):
    """What was read of a piece before its turn."""

    kind: formats.Format | None
    tally: Tally
    error: RecordError | None
    breaks: list[str]
    spent: int
    """Bytes it was unfolded to."""
    spans: list[Span]


def read_together(works: Sequence[Piecework], context: Context) -> None:
    """Read pieces ahead: as one batch for each format whose reader gathers, others alone.

    What is more than :data:`MOST_BYTES` together is left to its turn.
    """
    if len(works) < 2:
        left, spent = [(work, work.trial()) for work in works], 0
    else:
        left, spent = _gather(works, context)
    for work, trial in left:
        if spent > MOST_BYTES:
            break
        work.read_ahead(trial)
        spent += work.spent_ahead


def _gather(
    works: Sequence[Piecework], context: Context
) -> tuple[list[tuple[Piecework, Piecework]], int]:
    """Read what can be read together; gives the others, begun anew, and how many bytes were
    unfolded."""
    laid = lay_out([work.piece for work in works], MOST_BYTES)
    names = [works[k].piece.name for k in laid.which]
    texts = Texts(laid.data, names, laid.begins, laid.ends, [Tally() for _ in names])
    waiting, spent = dict.fromkeys(range(len(works))), 0
    for kind in formats.gathering():
        gathered = kind.gather(texts, context)
        if gathered is None:
            continue
        batch = gathered.batch
        for k, tally, size, span in zip(
            laid.which, texts.tallies, laid.unfolded, gathered.spans, strict=True
        ):
            if span is None or k not in waiting:
                continue
            first, end, in_order = span
            rows = (batch, first, end) if in_order else _marked(batch, first, end)
            works[k].ready(Ahead(kind, tally, None, [], size, [rows]))
            del waiting[k]
            spent += size
    left = {k: works[k].trial() for k in waiting}
    whole = memoryview(laid.data)
    for k, begin, end, size in zip(laid.which, laid.begins, laid.ends, laid.unfolded, strict=True):
        if size and k in left:
            left[k].piece.unfolded(whole[begin:end], size)
    return [(works[k], trial) for k, trial in left.items()], spent


def _marked(whole: pa.RecordBatch, first: int, end: int) -> Span:
    """Rows of a batch, those faults marked that show in the order of the file."""
    return Reading().mark(whole.slice(first, end - first)), 0, end - first


@lru_cache(maxsize=4)
def _small(limits: Limits) -> Limits:
    return replace(limits, whole=MOST_BYTES, stream=MOST_BYTES, ratio=math.inf)


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
        self.tally: Tally
        self.error: RecordError | None = None
        self._failure: RecordError | OSError | None = None
        self._ahead: Ahead | None = None

    @property
    def breaks(self) -> list[str]:
        """Where the content broke off or was damaged."""
        return self.piece.breaks

    @property
    def spent_ahead(self) -> int:
        """Decompressed bytes of what was read ahead."""
        return self._ahead.spent if self._ahead else 0

    @property
    def is_ready(self) -> bool:
        """Whether it was read ahead."""
        return self._ahead is not None

    def read_ahead(self, trial: Piecework | None = None) -> Piecework:
        """Read it now, as ``trial``, unless it is an archive or too much; then nothing has
        happened."""
        trial = self.trial() if trial is None else trial
        try:
            head = trial.piece.head
            if tar.is_tar(head) or head.startswith(ZIP):
                return self
            kept: list[Span] = []
            for span in trial.spans():
                kept.append(span)
                if len(kept) > MOST_BATCHES:
                    return self
        except (RecordError, OSError):  # comes again in its turn
            return self
        spent = trial.piece.budget.spent
        if spent <= MOST_BYTES:
            self.ready(Ahead(trial.kind, trial.tally, trial.error, trial.breaks, spent, kept))
        return self

    def trial(self) -> Piecework:
        """The same work from its start, on as much as may be kept in memory."""
        small = _small(self.piece.budget.limits)
        return Piecework(self.piece.again(Budget(small, 0)), self._context)

    def ready(self, ahead: Ahead) -> None:
        """It has been read."""
        self._ahead = ahead

    def batches(self) -> Iterator[pa.RecordBatch]:
        """Its rows, those faults marked that show in the order of the file."""
        for whole, first, end in self.spans():
            yield whole.slice(first, end - first)

    def spans(self) -> Iterator[Span]:
        """The same, as batches that may hold other pieces' rows as well, and where its own are."""
        done = self._ahead
        if done is not None and self.piece.budget.spend(done.spent):
            self.kind, self.tally, self.error = done.kind, done.tally, done.error
            self.piece.breaks[:] = done.breaks
            yield from done.spans
            return
        self.tally, self._failure = Tally(), None
        try:
            self.kind = formats.recognise(self.piece.head, self.piece.name)
            if self.kind is None:
                return
            found = self.kind.reader.read(self.piece, self.tally, self._context)
            reading, waiting = Reading(), self._next(found)
            while waiting is not None:
                batch, judged = waiting, self.tally.judged
                following = self._next(found)
                # An export is in the order of time: what its source's order showed is marked there.
                marked = batch if judged else reading.mark(batch, following)
                yield marked, 0, batch.num_rows
                waiting = following
            if self._failure is not None:
                raise self._failure
        except RecordError as error:
            self.error = error

    def _next(self, found: Iterator[pa.RecordBatch]) -> pa.RecordBatch | None:
        """The next batch that has rows, None at the end or where a failure ends the reading, which
        waits until the rows before it have been given."""
        try:
            return next((batch for batch in found if batch.num_rows), None)
        except (RecordError, OSError) as failure:
            self._failure = failure
            return None
