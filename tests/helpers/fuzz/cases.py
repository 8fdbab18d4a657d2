"""One damaged file, read, and what must hold whatever it is."""

from __future__ import annotations

import random
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from mutation import mutant

from skywitness.errors import RecordError
from skywitness.record.faults.marking import Reading
from skywitness.record.intake.pieces import Piece, leaves
from skywitness.record.intake.piecework import Piecework, read_together
from skywitness.record.intake.streams import Budget
from skywitness.record.limits import Limits
from skywitness.record.readers.formats import FORMATS
from skywitness.record.reading import HEAD, ROWS, Tally
from skywitness.record.schema import SCHEMA

from .packed import bomb, packed
from .seeds import CONTEXT, seeds

PACKED, BOMBS, LONG_LINES = 0.1, 0.0005, 0.0005
"""Shares of the cases that come packed, as bombs, with a line of 10 MiB."""
NAME = "some/file"
_TIME = SCHEMA.get_field_index("timestamp")
_FIRST, _LAST = (int(np.datetime64(t, "us").astype(np.int64)) for t in ("0001", "9999-12-31"))


@dataclass
class Counts:
    """What cases came to."""

    cases: int = 0
    rows: int = 0
    refused: int = 0
    errors: int = 0
    unpacked: int = 0


def case(name: str, number: int) -> tuple[bytes, bool]:
    """The content of case ``number`` of a format, and whether it goes to its reader as it is.

    A number alone gives it: a case can be replayed by itself.
    """
    rng = random.Random(f"{name} {number}")
    seed = seeds()[name][number % len(seeds()[name])]
    kind = rng.random()
    if kind < BOMBS:
        return bomb(seed, rng), False
    if kind < BOMBS + PACKED:
        return packed(seed, rng), False
    return mutant(seed, rng, LONG_LINES), True


def read(name: str, data: bytes, direct: bool, counts: Counts) -> None:
    """Read it and look at what comes of it.

    Raises:
        AssertionError, or anything but a RecordError: a fault of the reader.
    """
    counts.cases += 1
    if direct:
        _direct(name, data, counts)
    else:
        _through(data, counts)


def _direct(name: str, data: bytes, counts: Counts) -> None:
    """Through the format's own reader, whether the content is still recognised or not."""
    reader = next(f for f in FORMATS if f.name == name).reader
    reader.recognise(data[:HEAD], NAME)
    piece = Piece(NAME, lambda: [data], Budget(Limits(), len(data)))
    tally, rows, order = Tally(), 0, Reading()
    try:
        for batch in reader.read(piece, tally, CONTEXT):
            _look(order.mark(batch))
            rows += batch.num_rows
    except RecordError as error:
        _complaint(error)
        counts.errors += 1
    else:
        told = rows + sum(tally.bad.values())
        assert told == tally.rows, f"{rows} rows and {dict(tally.bad)} of {tally.rows} records"
    assert all(len(e) < 200 for shown in tally.examples.values() for e in shown)
    counts.rows += rows
    counts.refused += sum(tally.bad.values())


def _through(data: bytes, counts: Counts) -> None:
    """As the loader takes it: unpacked, walked through, recognised."""
    piece = Piece(NAME, lambda: [data], Budget(Limits(), len(data)))
    for leaf in leaves(piece, _Deaf(), lambda p: False):
        assert leaf.name.startswith(NAME)
        assert not {"..", "etc"} & set(leaf.name.removeprefix(NAME).split("/")[:-1]) or (
            ".." not in leaf.name.split("!", 1)[-1].split("/")
        ), leaf.name
        work = Piecework(leaf, CONTEXT)
        if leaf.held is not None:
            read_together([work], CONTEXT)
        for batch in work.batches():
            _look(batch)
            counts.rows += batch.num_rows
            counts.unpacked += batch.num_rows
        if work.error is not None:
            _complaint(work.error)
            counts.errors += 1


class _Deaf:
    def passed_over(self, name: str, why: str) -> None:
        assert why

    def problem(self, name: str, message: str, remedy: str | None = None) -> None:
        assert message


def _complaint(error: RecordError) -> None:
    assert error.file is not None, f"names no file: {error}"
    assert error.file.startswith(NAME), error
    assert len(str(error)) < 2000, "an error of thousands of characters"


def _look(batch: pa.RecordBatch) -> None:
    """What every batch must be, of whatever file."""
    assert batch.schema == SCHEMA
    assert batch.num_rows <= ROWS
    batch.validate(full=True)
    time = batch.column(_TIME).cast(pa.int64()).drop_null().to_numpy()
    assert not len(time) or (time.min() >= _FIRST and time.max() <= _LAST), "a time beyond years"
    lat = batch.column("latitude").to_numpy(zero_copy_only=False)
    lon = batch.column("longitude").to_numpy(zero_copy_only=False)
    with np.errstate(invalid="ignore"):
        bad = (np.abs(lat) > 90) | (lon < -180) | (lon >= 180) | (np.isnan(lat) != np.isnan(lon))
    if bad.any():
        sound = batch.column("fault").is_null().to_numpy(zero_copy_only=False)
        assert not (bad & sound).any(), "a position that cannot be is not marked"
    for name in ("altitude", "geoaltitude", "groundspeed", "track", "vertical_rate", "rc"):
        values = batch.column(name).drop_null().to_numpy()
        assert np.isfinite(values).all(), f"{name} is NaN or infinite"
