"""Small files laid one behind the other: each has its own content, or is left out."""

from __future__ import annotations

import gzip

import pytest

from skywitness.record.blocks import PAD
from skywitness.record.intake.pieces import Piece
from skywitness.record.intake.streams import WHOLE, Budget
from skywitness.record.intake.unfolding import lay_out
from skywitness.record.limits import MIB, Limits

TEXTS = [b"one" * 100, b"", b"three" * 50_000, bytes(1000)]


class Counted(Piece):
    """A piece that counts how often its bytes are asked for."""

    def __init__(self, data: bytes) -> None:
        self.asked = 0
        super().__init__("f", self._bytes, Budget(Limits(), len(data)))
        self._data = data

    def _bytes(self) -> list[bytes]:
        self.asked += 1
        return [self._data[:7], self._data[7:]]


def pieces(*files: bytes) -> list[Counted]:
    return [Counted(data) for data in files]


def contents(read: list[Counted], most: int = MIB) -> dict[int, bytes]:
    """The content of each piece that is there, and zeros behind it."""
    laid = lay_out(read, most)
    found = {}
    for k, begin, end in zip(laid.which, laid.begins, laid.ends, strict=True):
        assert laid.data[end : end + PAD] == bytes(PAD)
        found[k] = laid.data[begin:end]
    return found


def test_each_has_its_own_content() -> None:
    read = pieces(*map(gzip.compress, TEXTS))
    assert contents(read) == dict(enumerate(TEXTS))
    assert [b"".join(piece.parts()) for piece in read] == TEXTS  # nothing was used up
    assert [piece.asked for piece in read] == [1] * 4


def test_packed_ones_and_others_stand_in_one_text() -> None:
    read = pieces(TEXTS[0], gzip.compress(TEXTS[2]), b"", gzip.compress(TEXTS[3]), b"more")
    laid = lay_out(read, MIB)
    assert contents(read) == {0: TEXTS[0], 1: TEXTS[2], 2: b"", 3: TEXTS[3], 4: b"more"}
    spent = dict(zip(laid.which, laid.unfolded, strict=True))
    assert spent == {0: 0, 1: len(TEXTS[2]), 2: 0, 3: 1000, 4: 0}


@pytest.mark.parametrize(
    "odd",
    [
        gzip.compress(b"a" * 99)[:-8] + bytes(8),
        gzip.compress(b"a" * 99)[:-4] + b"\x62\0\0\0",
        gzip.compress(b"a" * 99) + gzip.compress(b"b" * 99),
        gzip.compress(b"a" * 99) + b"more" + bytes(4),
        gzip.compress(b"a" * 99) + bytes(8),
        gzip.compress(bytes(range(256)))[:-80] + bytes(8),
        gzip.compress(bytes(WHOLE + 1)),
        gzip.compress(b"a" * 99) + b"and more, twenty bytes",
        gzip.compress(b"a" * 99)[:-8] + b"\xff" * 8,
        gzip.compress(gzip.compress(b"a" * 99)),
        b"\x1f\x8b",
    ],
    ids=lambda odd: f"{len(odd)} bytes",  # packed bytes name the second of their making
)
def test_what_is_odd_is_left_out_and_its_neighbours_are_not(odd: bytes) -> None:
    read = pieces(gzip.compress(TEXTS[0]), odd, gzip.compress(TEXTS[2]))
    assert contents(read) == {0: TEXTS[0], 2: TEXTS[2]}
    alone = pieces(odd)[0]
    assert b"".join(read[1].parts()) == b"".join(alone.parts())
    assert read[1].breaks == alone.breaks


def test_no_more_than_is_told() -> None:
    read = pieces(*[gzip.compress(bytes(1000)), bytes(1000)] * 3)
    assert list(contents(read, 3500)) == [0, 1, 2]


def test_a_file_cannot_end_where_another_begins() -> None:
    """What says that it is longer takes nothing from the one that follows."""
    text = b"x" * 200
    short = gzip.compress(text)[:-4] + (200 + PAD).to_bytes(4, "little")
    read = pieces(short, gzip.compress(text[: 200 - PAD]))
    assert contents(read) == {1: text[: 200 - PAD]}
