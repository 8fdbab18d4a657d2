"""A file in memory as readers are given it, and what they make of it."""

from __future__ import annotations

from functools import partial
from typing import Any

import pyarrow as pa
from record_memory import MemorySource

from skywitness.record.modes.assemble import Decoder
from skywitness.record.modes.frames.frames import Frames, from_hex
from skywitness.record.modes.frames.times import microseconds
from skywitness.record.reading import Context, Reader, Tally
from skywitness.record.schema import SCHEMA

Bytes = partial(MemorySource, name="some/file")
"""A source whose content is bytes."""


def table(
    reader: Reader, content: bytes, context: Context | None = None
) -> tuple[list[dict[str, Any]], Tally]:
    """The rows of a file and what was counted; every record must be a row or counted."""
    found, tally = arrow(reader, content, context)
    return found.to_pylist(), tally


def arrow(reader: Reader, content: bytes, context: Context | None = None) -> tuple[pa.Table, Tally]:
    """The same as a table of columns."""
    tally = Tally()
    batches = list(reader.read(Bytes(content), tally, context or Context()))
    for batch in batches:
        batch.validate(full=True)
    found = pa.Table.from_batches(batches, SCHEMA)
    assert len(found) + sum(tally.bad.values()) == tally.rows
    return found, tally


def decode(
    texts: list[str],
    times: list[float] | None = None,
    context: Context | None = None,
    compiled: bool = False,
    tally: Tally | None = None,
    stated: list[int] | None = None,
) -> list[dict[str, Any]]:
    """Rows of frames given as hex digits, a second apart if no times are given."""
    times = [1_700_000_000.0 + k for k in range(len(texts))] if times is None else times
    data, long, good = from_hex(texts)
    assert good.all()
    frames = Frames(data, long, microseconds(times), _range(len(texts)))
    if stated is not None:
        frames.stated[:] = stated
    decoder = Decoder("f", tally or Tally(), context or Context(), compiled=compiled)
    batch = decoder.decode(frames)
    batch.validate(full=True)
    return list(batch.to_pylist())


def _range(n: int) -> Any:
    import numpy as np

    return np.arange(n, dtype=np.int64)


def sealed(text: str, overlay: int = 0) -> str:
    """Hex digits of a frame with its parity put in (the last six digits are replaced)."""
    body = bytes.fromhex(text[:-6])
    crc = 0
    for byte in body:
        crc ^= byte << 16
        for _ in range(8):
            crc = (crc << 1) ^ (0x1FFF409 if crc & 0x800000 else 0)
    return text[:-6] + f"{(crc & 0xFFFFFF) ^ overlay:06x}"


def squitter(me: int, address: int = 0x4840D6, form: int = 17, control: int = 5) -> str:
    """An extended squitter with 56 bits of message."""
    return sealed(f"{form << 3 | control:02x}{address:06x}{me:014x}000000")
