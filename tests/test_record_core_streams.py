"""gzip and tar read from front to back: against Python's own gzip and tarfile, whole and broken."""

from __future__ import annotations

import gzip
import io
import random
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress

import pytest
from mutation import mutations

from skywitness.errors import RecordError
from skywitness.record import streams, tar
from skywitness.record.limits import MIB, Limits
from skywitness.record.pieces import Piece, leaves
from skywitness.record.streams import Budget, Forward, gunzip

RNG = random.Random(5)
TEXT = b"".join(b'{"a":%d,"b":%f}\n' % (k, k / 7) for k in range(20_000))
NOISE = RNG.randbytes(300_000)


def chunked(data: bytes, size: int = 1000) -> Iterator[bytes]:
    return (data[k : k + size] for k in range(0, len(data), size))


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


def piece(data: bytes, limits: Limits | None = None, name: str = "f") -> Piece:
    return Piece(name, lambda: chunked(data, 1 << 16), Budget(limits or Limits(), len(data)))


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


# --- tar ------------------------------------------------------------------------------------------

LONG = "traces/" + "a" * 120 + "/" + "b" * 140 + ".json"


def archive(form: int, add: Callable[[tarfile.TarFile], None] | None = None) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=form) as made:
        for name, content in (("./traces/00/one.json", TEXT), ("été.json", b""), ("n", NOISE)):
            put(made, name, content)
        if form != tarfile.USTAR_FORMAT:
            put(made, LONG, b"long")
        if add:
            add(made)
    return out.getvalue()


def put(made: tarfile.TarFile, name: str, content: bytes, **more: object) -> None:
    info = tarfile.TarInfo(name)
    info.size = len(content)
    for key, value in more.items():
        setattr(info, key, value)
    made.addfile(info, io.BytesIO(content))


def listed(data: bytes, size: int = 977) -> tuple[list[tuple[str, bytes]], list[str], list[str]]:
    passed: list[str] = []
    breaks: list[str] = []
    found = [
        (member.name, b"".join(member.chunks))
        for member in tar.members(
            Forward(chunked(data, size)), lambda n, why: passed.append(f"{n}: {why}"), breaks
        )
    ]
    return found, passed, breaks


@pytest.mark.parametrize("form", [tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT])
def test_tar_comes_out_as_python_reads_it(form: int) -> None:
    data = archive(form)
    assert tar.is_tar(data)
    with tarfile.open(fileobj=io.BytesIO(data)) as made:
        expected = [(m.name, made.extractfile(m).read()) for m in made]  # type: ignore[union-attr]
    assert listed(data) == (expected, [], [])


def test_members_that_are_not_taken_in_full_are_passed_over() -> None:
    passed: list[str] = []
    names = []
    for member in tar.members(
        Forward(chunked(archive(tarfile.PAX_FORMAT))), lambda n, w: passed.append(n), []
    ):
        names.append(member.name)
        next(member.chunks, b"")
    assert names == ["./traces/00/one.json", "été.json", "n", LONG]


def test_what_climbs_out_links_and_devices_is_refused_and_named() -> None:
    def add(made: tarfile.TarFile) -> None:
        put(made, "../../etc/passwd", b"root")
        put(made, "/etc/shadow", b"root")
        put(made, "a/..\\..\\b", b"root")
        put(made, "link", b"", type=tarfile.SYMTYPE, linkname="/etc/passwd")
        put(made, "hard", b"", type=tarfile.LNKTYPE, linkname="n")
        put(made, "dev", b"", type=tarfile.CHRTYPE)
        put(made, "fifo", b"", type=tarfile.FIFOTYPE)
        put(made, "folder", b"", type=tarfile.DIRTYPE)
        put(made, "last", b"last")

    found, passed, breaks = listed(archive(tarfile.PAX_FORMAT, add))
    assert [name for name, _ in found][-1] == "last"
    assert b"root" not in [content for _, content in found]
    assert [each.split(": ")[0] for each in passed] == [
        "../../etc/passwd", "/etc/shadow", "a/..\\..\\b", "link", "hard", "dev", "fifo"
    ]  # fmt: skip
    assert breaks == []


def test_a_cut_tar_gives_what_came_before_and_says_so() -> None:
    data = archive(tarfile.GNU_FORMAT)
    whole, _, _ = listed(data)
    for cut in [*range(1, len(data), 60_013), 512, 1024, 100]:
        found, _, breaks = listed(data[:cut])
        assert breaks, cut
        for (name, content), (real, full) in zip(found, whole, strict=False):
            assert name == real
            assert full.startswith(content)
        assert all(each == w for each, w in zip(found[:-1], whole, strict=False))


def test_archives_one_after_the_other_and_what_follows_them() -> None:
    data = archive(tarfile.PAX_FORMAT)
    found, _, breaks = listed(data + data)
    assert len(found) == 8
    assert breaks == []
    assert "follow" in listed(data + b"junk" * 200)[2][0]


def test_a_header_of_a_hostile_size_is_refused() -> None:
    info = tarfile.TarInfo("x")
    info.type, info.size = b"x", 1 << 40
    with pytest.raises(RecordError, match="claims"):
        listed(info.tobuf(tarfile.GNU_FORMAT) + bytes(2000))
    info.type = b"0"
    found, _, breaks = listed(info.tobuf(tarfile.GNU_FORMAT) + b"abc")
    assert found == [("x", b"abc")]
    assert "breaks off in x" in breaks[0]


def test_changed_tars_never_crash_or_hang() -> None:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.PAX_FORMAT) as made:
        put(made, "one", b"abc")
        put(made, LONG, b"def")
    for data in mutations(out.getvalue(), 1000, random.Random(2)):
        try:
            found, _, _ = listed(data, 1 << 16)
        except RecordError:
            continue
        assert sum(len(content) for _, content in found) <= len(data)


# --- archives inside each other -------------------------------------------------------------------


class Told:
    def __init__(self) -> None:
        self.passed: list[str] = []
        self.problems: list[str] = []

    def passed_over(self, name: str, why: str) -> None:
        self.passed.append(f"{name}: {why}")

    def problem(self, name: str, message: str, remedy: str | None = None) -> None:
        self.problems.append(f"{name}: {message}")


def walked(data: bytes, limits: Limits | None = None) -> tuple[list[tuple[str, bytes]], Told]:
    told = Told()
    found = leaves(piece(data, limits, "top"), told, lambda p: b"doc.kml" in p.head)
    contents = []
    for each in found:
        contents.append((each.name, each.read()))
        told.problems += [f"{each.name}: {text}" for text in each.breaks]
    return contents, told


def tar_of(**members: bytes) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as made:
        for name, content in members.items():
            put(made, name, content)
    return out.getvalue()


def zip_of(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members.items():
            made.writestr(name, content)
    return out.getvalue()


def test_a_zip_whose_members_begin_before_it_is_told() -> None:
    data = bytearray(zip_of(one=b"abc", two=b"def"))
    at = data.index(b"PK\x05\x06") + 16  # where its directory begins: sixty bytes less than said
    place = int.from_bytes(data[at : at + 4], "little") + 60
    data[at : at + 4] = place.to_bytes(4, "little")
    _, told = walked(bytes(data))
    assert any("zip archive" in p for p in told.problems)


def test_a_zip_member_without_a_name_is_read() -> None:
    data = zip_of(x=b"abc").replace(b"x", b"\0")  # `zipfile` ends names at a zero
    contents, told = walked(data)
    assert contents == [("top!", b"abc")]
    assert told.problems == []


def test_a_zip_that_names_a_packing_it_has_not_is_told() -> None:
    for method in (12, 14):  # bzip2, LZMA: their decoders raise errors of their own
        data = bytearray(zip_of(one=b"abc" * 50))
        for sign, place in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
            at = data.index(sign) + place
            data[at : at + 2] = method.to_bytes(2, "little")
        _, told = walked(bytes(data))
        assert any("damaged in the zip archive" in p for p in told.problems)


def test_tar_zip_and_gzip_inside_each_other() -> None:
    inner = zip_of(a=b"in the zip", b=gzip.compress(b"gzip in the zip"))
    data = gzip.compress(tar_of(one=gzip.compress(TEXT), two=tar_of(deep=b"deep"), three=inner))
    found, told = walked(data)
    assert found == [
        ("top!one", TEXT),
        ("top!two!deep", b"deep"),
        ("top!three!a", b"in the zip"),
        ("top!three!b", b"gzip in the zip"),
    ]
    assert told.problems == told.passed == []


def test_a_zip_that_is_a_format_of_its_own_stays_whole() -> None:
    data = zip_of(**{"doc.kml": b"<kml/>"})
    assert walked(data)[0] == [("top", data)]


def test_a_zip_is_no_better_trusted_than_a_tar() -> None:
    found, told = walked(zip_of(**{"../up": b"1", "ok": b"2"}))
    assert found == [("top!ok", b"2")]
    assert told.passed == ["top!../up: a name that climbs out of the archive"]
    damaged = bytearray(zip_of(a=NOISE, b=b"fine"))
    damaged[5000] ^= 1
    found, told = walked(bytes(damaged))
    assert found[-1] == ("top!b", b"fine")
    assert "damaged" in told.problems[0]
    found, told = walked(zip_of(a=TEXT)[:-30])
    assert found == []
    assert "cannot be read" in told.problems[0]


def test_too_many_archives_inside_each_other_are_given_up() -> None:
    data = b"content"
    for _ in range(8):
        data = tar_of(x=data, y=b"beside")
    found, told = walked(data)
    assert ("top!y", b"beside") in found
    assert not any(content == b"content" for _, content in found)
    assert "inside each other" in told.problems[0]


def test_one_bomb_in_a_tar_costs_that_member() -> None:
    bomb = gzip.compress(bytes(100 * MIB), 9)
    told = Told()
    data = tar_of(bomb=bomb, fine=b"fine", noise=NOISE)
    names = []
    for each in leaves(piece(data), told, lambda p: False):
        if "bomb" in each.name:
            with pytest.raises(RecordError, match="bombs"):
                each.read()
        else:
            names.append((each.name, len(each.read())))
    assert names == [("f!fine", 4), ("f!noise", len(NOISE))]


def test_large_members_are_streamed_once_and_say_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("skywitness.record.pieces.SMALL", 1000)
    (only,) = leaves(piece(tar_of(big=TEXT)), Told(), lambda p: False)
    # asked for after its turn, the archive has moved on
    assert only.name == "f!big"
    for each in leaves(piece(tar_of(big=TEXT)), Told(), lambda p: False):
        assert each.head == TEXT[: 1 << 16]
        assert each.read() == TEXT
        with pytest.raises(RecordError, match="only once"):
            each.open()
