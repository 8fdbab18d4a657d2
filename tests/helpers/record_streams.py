"""Bytes for tests of streams and archives, and pieces made of them."""

from __future__ import annotations

import random
from collections.abc import Iterator

from skywitness.record.intake.pieces import Piece
from skywitness.record.intake.streams import Budget
from skywitness.record.limits import Limits

RNG = random.Random(5)
TEXT = b"".join(b'{"a":%d,"b":%f}\n' % (k, k / 7) for k in range(20_000))
NOISE = RNG.randbytes(300_000)


def chunked(data: bytes, size: int = 1000) -> Iterator[bytes]:
    return (data[k : k + size] for k in range(0, len(data), size))


def piece(data: bytes, limits: Limits | None = None, name: str = "f") -> Piece:
    return Piece(name, lambda: chunked(data, 1 << 16), Budget(limits or Limits(), len(data)))
