"""Small gzip files unfolded by one call: each gets its own content, or nothing happens."""

from __future__ import annotations

import gzip

import pytest

from skywitness.record.intake.pieces import Piece
from skywitness.record.intake.streams import WHOLE, Budget
from skywitness.record.intake.unfolding import unfold
from skywitness.record.limits import MIB, Limits
from skywitness.record.reading import HEAD

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


def given(piece: Piece) -> bool:
    """Whether its content is there without another look at its bytes."""
    return piece.budget.spent > 0


def test_each_gets_its_own_content() -> None:
    read = pieces(*map(gzip.compress, TEXTS))
    unfold(read, MIB)
    assert [piece.budget.spent for piece in read] == list(map(len, TEXTS))
    assert [piece.head for piece in read] == [text[:HEAD] for text in TEXTS]
    for _ in range(2):
        assert [b"".join(piece.parts()) for piece in read] == TEXTS
        assert [piece.open().read() for piece in read] == TEXTS
    assert [piece.asked for piece in read] == [1] * 4


@pytest.mark.parametrize(
    "odd",
    [
        gzip.compress(b"a" * 99)[:-8] + bytes(8),
        gzip.compress(b"a" * 99)[:-4] + b"\x62\0\0\0",
        gzip.compress(b"a" * 99) + gzip.compress(b"b" * 99),
        gzip.compress(b"a" * 99) + b"more" + bytes(4),
        gzip.compress(b"a" * 99) + bytes(8),
        gzip.compress(bytes(range(256)))[:-80] + bytes(8),
    ],
)
def test_where_one_is_odd_nothing_happens(odd: bytes) -> None:
    read = pieces(gzip.compress(TEXTS[0]), odd, gzip.compress(TEXTS[2]))
    unfold(read, MIB)
    assert not any(map(given, read))
    assert [b"".join(read[k].parts()) for k in (0, 2)] == [TEXTS[0], TEXTS[2]]


@pytest.mark.parametrize(
    "other",
    [
        b"",
        b"\x1f\x8b",
        b"plain text",
        gzip.compress(bytes(WHOLE + 1)),
        gzip.compress(b"a" * 99) + b"and more, twenty bytes",
        gzip.compress(b"a" * 99)[:-8] + b"\xff" * 8,
    ],
)
def test_others_are_passed_over(other: bytes) -> None:
    read = pieces(gzip.compress(TEXTS[0]), other, gzip.compress(TEXTS[2]))
    unfold(read, MIB)
    assert [given(piece) for piece in read] == [True, False, True]
    alone = pieces(other)[0]
    assert b"".join(read[1].parts()) == b"".join(alone.parts())
    assert read[1].breaks == alone.breaks


def test_a_second_layer_is_taken_off_in_its_turn() -> None:
    read = pieces(gzip.compress(TEXTS[0]), gzip.compress(gzip.compress(TEXTS[2])))
    unfold(read, MIB)
    assert [given(piece) for piece in read] == [True, False]
    assert b"".join(read[1].parts()) == TEXTS[2]


def test_no_more_than_is_told() -> None:
    read = pieces(*[gzip.compress(bytes(1000))] * 5)
    unfold(read, 3500)
    assert [given(piece) for piece in read] == [True] * 3 + [False] * 2


def test_a_file_cannot_end_where_another_begins() -> None:
    """What says that it is longer takes nothing from the one that follows."""
    text = b"x" * 200
    short = gzip.compress(text)[:-4] + (264).to_bytes(4, "little")
    read = pieces(short, gzip.compress(text[:136]))
    unfold(read, MIB)
    assert not any(map(given, read))
