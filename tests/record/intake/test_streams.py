"""Bytes and gzip read from front to back: against Python's own gzip, whole and broken."""

from __future__ import annotations

import gzip
import io
import random
import zlib
from contextlib import suppress

import pytest
from mutation import mutations
from record_streams import NOISE, TEXT, chunked, piece

from skywitness.errors import RecordError
from skywitness.record.intake import streams
from skywitness.record.intake.streams import Forward, gunzip
from skywitness.record.limits import MIB, Limits


def unpacked(data: bytes, size: int = 1000) -> tuple[bytes, list[str]]:
    breaks: list[str] = []
    return b"".join(gunzip(Forward(chunked(data, size)), breaks)), breaks


# --- Forward --------------------------------------------------------------------------------------


def test_forward_gives_every_byte_once_and_in_order() -> None:
    source = Forward(chunked(TEXT, 37))
    assert source.peek(100) == TEXT[:100]
    assert source.read(50) == TEXT[:50]
    source.back(TEXT[:50])
    assert source.taken == 0
    assert b"".join(source.take(1234)) == TEXT[:1234]
    with source.file() as file:
        assert file.readline() == TEXT[1234 : TEXT.index(b"\n", 1234) + 1]
        assert file.read() == TEXT[TEXT.index(b"\n", 1234) + 1 :]
    assert source.taken == len(TEXT)
    assert source.read(1) == b""


# --- gzip -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("content", [b"", b"x", TEXT, NOISE, bytes(10_000_000), NOISE + TEXT])
@pytest.mark.parametrize("size", [1 << 18, 977])
def test_gzip_comes_out_as_python_reads_it(content: bytes, size: int) -> None:
    assert unpacked(gzip.compress(content), size) == (content, [])


def test_several_members_padding_and_header_fields() -> None:
    packed = io.BytesIO()
    with gzip.GzipFile("a name.json", "wb", fileobj=packed) as file:
        file.write(TEXT)
    named = packed.getvalue()
    # FEXTRA, FCOMMENT and FHCRC (RFC 1952, 2.3.1) before the deflate data of a plain member
    plain = gzip.compress(NOISE)
    fields = b"\x1f\x8b\x08\x16" + plain[4:10] + b"\x03\x00abc" + b"comment\x00" + b"\x12\x34"
    both = named + plain + bytes(700)
    assert unpacked(both, 7)[0] == gzip.decompress(both)
    assert unpacked(both) == (TEXT + NOISE, [])
    assert unpacked(fields + plain[10:]) == (NOISE, [])


@pytest.mark.parametrize("content", [TEXT, NOISE])
@pytest.mark.parametrize("cut", [1, 5, 9, 18, 1000, 30_000])
def test_what_came_before_a_break_is_kept(content: bytes, cut: int) -> None:
    data, breaks = unpacked(gzip.compress(content)[:-cut])
    assert breaks == ["the gzip data break off"]
    assert content.startswith(data)
    expected = zlib.decompressobj(31).decompress(gzip.compress(content)[:-cut])
    assert len(data) >= len(expected) - 64  # zlib holds nothing back


def test_damage_is_told_and_costs_at_most_a_piece() -> None:
    packed = bytearray(gzip.compress(TEXT))
    packed[-6] ^= 1
    data, breaks = unpacked(bytes(packed))
    assert data == TEXT
    assert "checksum" in breaks[0]
    data, breaks = unpacked(gzip.compress(TEXT) + b"more")
    assert data == TEXT
    assert "follow" in breaks[0]
    assert unpacked(b"\x1f\x8b\x07" + bytes(20))[1] == ["gzip by a method that is not known (7)"]
    assert unpacked(b"\x1f\x8b")[1] == ["the gzip data break off"]


def sound(packed: bytes) -> bytes:
    """What zlib makes of a gzip file, byte by byte, until it meets damage."""
    inflate, out = zlib.decompressobj(31), bytearray()
    with suppress(zlib.error):
        for k in range(len(packed)):
            out += inflate.decompress(packed[k : k + 1])
    return bytes(out)


@pytest.mark.parametrize(("again", "lost"), [(streams.AGAIN, 4096), (100_000, 2 * streams.OUT)])
@pytest.mark.parametrize("size", [1 << 18, 5000])
def test_damage_far_inside_costs_a_small_piece(
    again: int, lost: int, size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streams, "AGAIN", again)
    content = b"".join(b"%d,%d;" % (k, k * k % 9973) for k in range(200_000))
    assert len(content) > 2 * streams.MOST_OUT
    packed = gzip.compress(content)
    met = 0
    for place in range(20_000, len(packed), 90_001):
        damaged = packed[:place] + b"\xff" * 4000 + packed[place + 4000 :]
        data, breaks = unpacked(damaged, size)
        expected = sound(damaged)
        if "damaged" in breaks[0]:
            met += 1
            assert expected.startswith(data)
            assert len(data) > len(expected) - lost
    assert met >= 3


def test_changed_gzip_never_crashes_and_is_never_silently_wrong() -> None:
    content = TEXT[:3000]
    for data in mutations(gzip.compress(content, 9, mtime=0), 1000, random.Random(1)):
        out, breaks = unpacked(data)
        if out != content and not breaks:
            assert gzip.decompress(data) == out


# --- limits ---------------------------------------------------------------------------------------


def test_a_bomb_is_refused_early_and_honest_text_is_not() -> None:
    bomb = gzip.compress(bytes(90 * MIB), 9)
    with pytest.raises(RecordError, match="250 to 1"):
        for _ in piece(bomb).forward().rest():
            pass
    assert sum(map(len, piece(bomb, Limits().times(0)).forward().rest())) == 90 * MIB
    layered = gzip.compress(gzip.compress(bytes(90 * MIB), 9), 9)
    with pytest.raises(RecordError, match="bombs"):
        piece(layered).read()
    assert piece(gzip.compress(TEXT)).read() == TEXT


def test_sizes_are_limited() -> None:
    with pytest.raises(RecordError, match="one block"):
        piece(TEXT, Limits(whole=1000)).read()
    with pytest.raises(RecordError, match="front to back"):
        piece(gzip.compress(TEXT), Limits(stream=100_000)).read()


def test_layers_of_gzip_are_taken_off_up_to_the_limit() -> None:
    data = TEXT
    for _ in range(4):
        data = gzip.compress(data)
    assert piece(data).head == TEXT[: 1 << 16]
    assert piece(data).open().read() == TEXT
    assert piece(gzip.compress(data)).head.startswith(b"\x1f\x8b")
