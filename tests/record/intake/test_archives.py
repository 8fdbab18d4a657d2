"""tar and zip, also inside each other: against Python's own, whole, broken and hostile."""

from __future__ import annotations

import gzip
import io
import random
import tarfile
import zipfile
from collections.abc import Callable

import pytest
from mutation import mutations
from record_streams import NOISE, TEXT, chunked, piece

from skywitness.errors import RecordError
from skywitness.record.intake import tar
from skywitness.record.intake.pieces import leaves
from skywitness.record.intake.streams import Forward
from skywitness.record.limits import MIB, Limits

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


def test_an_encrypted_member_is_a_problem_and_costs_no_other() -> None:
    data = bytearray(zip_of(secret=b"1", ok=b"2"))
    for mark, at in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        data[data.index(mark) + at] |= 1
    found, told = walked(bytes(data))
    assert found == [("top!ok", b"2")]
    assert told.passed == []
    assert told.problems == ["top!secret: encrypted, and not read"]


def test_a_zip_is_no_better_trusted_than_a_tar() -> None:
    found, told = walked(zip_of(**{"../up": b"1", "ok": b"2"}))
    assert found == [("top!ok", b"2")]
    assert told.passed == []
    assert told.problems == ["top!../up: a name that climbs out of the archive"]
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
    monkeypatch.setattr("skywitness.record.intake.pieces.SMALL", 1000)
    (only,) = leaves(piece(tar_of(big=TEXT)), Told(), lambda p: False)
    # asked for after its turn, the archive has moved on
    assert only.name == "f!big"
    for each in leaves(piece(tar_of(big=TEXT)), Told(), lambda p: False):
        assert each.head == TEXT[: 1 << 16]
        assert each.read() == TEXT
        with pytest.raises(RecordError, match="only once"):
            each.open()
