"""A byte that XML may not have costs its own value, and nothing before or behind it."""

from __future__ import annotations

import io
from types import ModuleType

import pytest
from record_memory import run

from skywitness.record.readers import gpx, kml
from skywitness.record.trackfiles import xmlbytes

POINTS = b"".join(
    b'<trkpt lat="50.%d" lon="8"><ele>10%d</ele><time>2024-03-01T12:00:0%dZ</time></trkpt>'
    % (k, k, k)
    for k in range(6)
)
GPX = (
    b'<?xml version="1.0"?><gpx version="1.1"><trk><name>a ride</name><trkseg>'
    + POINTS
    + b"</trkseg></trk></gpx>"
)
WHENS = b"".join(b"<when>2024-03-01T12:00:0%dZ</when>" % k for k in range(6))
COORDS = b"".join(b"<coord>8 50.%d 100</coord>" % k for k in range(6))
KML = b"<kml><Placemark><name>a ride</name><Track>%b%b</Track></Placemark></kml>" % (WHENS, COORDS)
BAD = [b"\xe9", b"\xff", b"\x00", b"\x0b", b"\x1f", b"\xc3", b"\xed\xa0\x80", b"\xe9\xe8"]


@pytest.mark.parametrize(("reader", "text"), [(gpx, GPX), (kml, KML)])
@pytest.mark.parametrize("bad", BAD)
@pytest.mark.parametrize("size", [1, 7, 1 << 18])
def test_a_bad_byte_in_a_name_costs_no_point(
    reader: ModuleType, text: bytes, bad: bytes, size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xmlbytes, "PIECE", size)
    whole, told = run(reader, text), run(reader, text.replace(b"a ride", b"a r%bide" % bad))
    assert told.error is None
    assert told.column("latitude") == whole.column("latitude")
    assert told.column("timestamp") == whole.column("timestamp")
    place = text.index(b"a ride") + 3
    (note,) = [n for n in told.tally.notes if "not allowed in XML" in n]
    assert f"the first at byte {place:,} " in note
    assert not any("not allowed in XML" in n for n in whole.tally.notes)


def test_a_bad_byte_in_a_number_costs_that_number_counted_and_marked() -> None:
    told = run(gpx, GPX.replace(b"<ele>102", b"<ele>1\xff02"))
    assert told.error is None
    assert told.table.num_rows == 6
    assert sum(told.tally.unread.values()) == 1
    assert [fault is not None for fault in told.column("fault")] == [
        False, False, True, False, False, False,
    ]  # fmt: skip


def test_a_bad_byte_in_a_tag_ends_the_reading_there_with_its_place() -> None:
    told = run(gpx, GPX.replace(b'<trkpt lat="50.3"', b'<tr\xffkpt lat="50.3"'))
    assert told.table.num_rows == 3
    assert told.error is not None
    assert "line 1, column" in told.error.message
    assert any("not allowed in XML" in note for note in told.tally.notes)


@pytest.mark.parametrize("encoding", ["iso-8859-1", "utf-16", "utf-8-sig", "utf-8"])
def test_letters_of_the_encoding_that_is_declared_are_none_of_these(encoding: str) -> None:
    named = encoding.removesuffix("-sig")
    text = GPX.decode().replace("a ride", "Zürich").replace('"1.0"', f'"1.0" encoding="{named}"')
    told = run(gpx, text.encode(encoding))
    assert told.error is None
    assert told.table.num_rows == 6
    assert not any("not allowed in XML" in note for note in told.tally.notes)


def test_the_bytes_handed_on_are_the_same_where_nothing_is_bad() -> None:
    for data in (GPX, b" \r\n" + GPX, "<a>\U0001f600é\ufffd</a>".encode()):
        sound = xmlbytes.Sound(io.BytesIO(data))
        assert b"".join(sound.pieces()) == data.lstrip()
        assert (sound.bad, sound.first) == (0, None)


def test_many_bad_bytes_are_counted_and_a_letter_cut_at_the_end_is_one() -> None:
    sound = xmlbytes.Sound(io.BytesIO(b"<a>" + b"\xff" * 1000 + b"</a>\xc3"))
    assert b"".join(sound.pieces()) == b"<a>" + b"\xef\xbf\xbd" * 1000 + b"</a>\xef\xbf\xbd"
    assert (sound.bad, sound.first) == (1001, 3)
