"""One piece's reading, done in its turn or, for small ones, by a thread before that."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from typing import NamedTuple, TypeAlias

import pyarrow as pa

from skywitness.errors import RecordError
from skywitness.record.faults.marking import Reading
from skywitness.record.intake import tar
from skywitness.record.intake.pieces import ZIP, Piece
from skywitness.record.intake.streams import Budget
from skywitness.record.intake.unfolding import unfold
from skywitness.record.limits import MIB, Limits
from skywitness.record.readers import formats
from skywitness.record.reading import Context, Gathering, Tally

TOGETHER, TOGETHER_BYTES = 48, MIB
"""Pieces that one thread reads together, at most, and their bytes as they lie on disk."""
SMALL = 4 * MIB
"""Bytes of a piece, as it lies on disk or in its archive, up to which it is read ahead."""
MOST_BYTES = 32 * MIB
"""Decompressed bytes (all layers together) and …"""
MOST_BATCHES = 2
"""… batches up to which what was read ahead is kept: they wait in memory."""


Span: TypeAlias = tuple[pa.RecordBatch, int, int]
"""Rows of a batch: from, to."""


class Member(NamedTuple):
    """A piece that was read together with others: which rows are its own."""

    work: Piecework
    trial: Piecework
    gathering: Gathering
    place: int
    """Its place among those that the gathering took."""


def read_together(works: Sequence[Piecework], size: int, context: Context) -> None:
    """Read pieces ahead, of ``size`` bytes in all: as one batch for each format whose reader
    gathers, others alone.

    What is more than :data:`MOST_BYTES` together is left to its turn.
    """

    @cache
    def gathering(kind: formats.Format) -> Gathering | None:
        return kind.gather(context, size)

    spent = 0
    members: list[Member] = []
    taken: Counter[Gathering] = Counter()
    trials = [work.trial() for work in works]
    unfold([trial.piece for trial in trials], MOST_BYTES)
    for work, trial in zip(works, trials, strict=True):
        if spent > MOST_BYTES:
            break
        member = work.gather(trial, gathering, taken)
        if member is not None:
            members.append(member)
            spent += member.trial.piece.budget.spent
        else:
            work.read_ahead()
            spent += work.spent_ahead
    _share(members)


def _share(members: Sequence[Member]) -> None:
    gatherings = {member.gathering for member in members}
    spans = {each: each.spans() for each in gatherings}
    batches = {each: each.batch() for each in gatherings if any(spans[each])}
    for work, trial, gathering, place in members:
        span = spans[gathering][place]
        if span is None:
            work.read_ahead()
            continue
        first, end, in_order = span
        whole = batches[gathering]
        if in_order:
            work.ready(trial, (whole, first, end))
        else:
            own = Reading().mark(whole.slice(first, end - first))
            work.ready(trial, (own, 0, end - first))


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
        self.tally = Tally()
        self.error: RecordError | None = None
        self._ahead: tuple[Piecework, list[Span]] | None = None

    @property
    def breaks(self) -> list[str]:
        """Where the content broke off or was damaged."""
        return self.piece.breaks

    @property
    def spent_ahead(self) -> int:
        """Decompressed bytes of what was read ahead."""
        return self._ahead[0].piece.budget.spent if self._ahead else 0

    @property
    def is_ready(self) -> bool:
        """Whether it was read ahead."""
        return self._ahead is not None

    def read_ahead(self) -> Piecework:
        """Read it now, unless it is an archive or too much; then nothing has happened."""
        trial = self.trial()
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
        if trial.piece.budget.spent <= MOST_BYTES:
            self._ahead = trial, kept
        return self

    def trial(self) -> Piecework:
        """The same work from its start, on as much as may be kept in memory."""
        small = _small(self.piece.budget.limits)
        return Piecework(self.piece.again(Budget(small, 0)), self._context)

    def gather(
        self, trial: Piecework, gathering: Callable[[formats.Format], Gathering | None],
        taken: Counter[Gathering],
    ) -> Member | None:  # fmt: skip
        """Read it now, as ``trial``, into a batch with others, if it is such a piece; else nothing
        has happened.

        ``taken`` counts what each gathering took. What is there before the batch is made;
        :meth:`ready` ends it.
        """
        try:
            trial.kind = formats.recognise(trial.piece.head, trial.piece.name)
            together = None if trial.kind is None else gathering(trial.kind)
            if together is None or not together.take(trial.piece, trial.tally):
                return None
        except (RecordError, OSError):  # comes again in its turn
            return None
        taken[together] += 1
        if trial.breaks:
            return None
        return Member(self, trial, together, taken[together] - 1)

    def ready(self, trial: Piecework, span: Span) -> None:
        """It was read as ``trial``, together with others, and ``span`` is all of it."""
        self._ahead = trial, [span]

    def batches(self) -> Iterator[pa.RecordBatch]:
        """Its rows, those faults marked that show in the order of the file."""
        for whole, first, end in self.spans():
            yield whole.slice(first, end - first)

    def spans(self) -> Iterator[Span]:
        """The same, as batches that may hold other pieces' rows as well, and where its own are."""
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
                # An export is in the order of time: what its source's order showed is marked there.
                marked = batch if self.tally.judged else reading.mark(batch)
                yield marked, 0, batch.num_rows
        except RecordError as error:
            self.error = error
