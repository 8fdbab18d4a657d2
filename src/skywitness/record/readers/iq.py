"""Samples of a radio (I/Q, eight bits): recognised, so that the message can say what to do; not
read."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pyarrow as pa

from skywitness.errors import RecordError
from skywitness.record.reading import Context, Source, Tally

LEAST = 4096
REST = (122.0, 133.0)
"""Where unsigned eight-bit samples of a receiver without a signal lie on average: by 127.5."""
NOISE = (0.3, 45.0)
"""Their standard deviation, from a radio at low gain to one that is overdriven."""


def recognise(head: bytes, name: str) -> bool:
    """Whether both halves of the sample pairs scatter around the middle alike, as noise does.

    Text never reaches the upper half, compressed data fills all values evenly (deviation 74), and
    sound has neighbours that resemble each other; all those are left alone.
    """
    if len(head) < LEAST:
        return False
    samples = np.frombuffer(head[: len(head) // 2 * 2], dtype=np.uint8).astype(np.float64)
    pairs = samples.reshape(-1, 2)
    mean, spread = pairs.mean(axis=0), pairs.std(axis=0)
    centred = bool(((mean > REST[0]) & (mean < REST[1])).all())
    noisy = bool(((spread > NOISE[0]) & (spread < NOISE[1])).all())
    if not (centred and noisy) or max(spread) > 1.5 * min(spread):
        return False
    calm = np.abs(pairs - mean).max(axis=1) < 2.5 * spread.mean()
    quiet = pairs[calm]
    if len(quiet) < LEAST // 4:
        return False
    ahead, behind = quiet[1:] - quiet[:-1], 2 * quiet.var(axis=0)
    # Neighbouring samples of unfiltered noise are independent: their difference varies twice as
    # much as they do; a radio's filter leaves about half of that, sound next to nothing.
    return bool((ahead.var(axis=0) > 0.3 * behind).all())


def read(source: Source, tally: Tally, context: Context) -> Iterator[pa.RecordBatch]:
    """Raises RecordError: samples have to be demodulated first, which others do well."""
    raise RecordError(
        "samples of a radio (I/Q); Skywitness reads messages, it does not demodulate",
        file=source.name,
        remedy="dump1090 --ifile FILE --iformat UC8 --raw > frames.avr, and read frames.avr",
    )
    yield  # a reader is an iterator
