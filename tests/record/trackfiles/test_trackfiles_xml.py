"""GPX, KML and KMZ."""

from __future__ import annotations

import datetime as dt
import io
import json
import random
import re
import zipfile
from types import ModuleType

import own_exports
import pytest
from mutation import mutations
from record_memory import format_of, run

from skywitness.record.readers import geojson, gpx, kml
from skywitness.record.reading import Context

GPX = b"""<?xml version="1.0" encoding="UTF-8"?>
<gpx version="1.1" creator="x" xmlns="http://www.topografix.com/GPX/1/1"
     xmlns:gpxtpx="http://www.garmin.com/xmlschemas/TrackPointExtension/v2">
 <metadata><name>META1</name><time>2003-04-05T00:00:00Z</time></metadata>
 <wpt lat="1" lon="2"><name>home</name></wpt>
 <rte><rtept lat="3" lon="4"/></rte>
 <trk><name>DLH1AB</name><trkseg>
  <trkpt lat="50.565" lon="-2.452"><ele>66.5</ele><time>2003-04-05T18:22:16.184+01:00</time>
   <course>308</course><speed>10</speed></trkpt>
  <trkpt lat="50.566" lon="-2.453"><ele>100</ele><geoidheight>47.5</geoidheight>
   <time>2003-04-05T17:22:17Z</time><extensions><gpxtpx:TrackPointExtension>
   <gpxtpx:speed>20.5</gpxtpx:speed><gpxtpx:course>-52</gpxtpx:course>
   </gpxtpx:TrackPointExtension></extensions></trkpt>
  <trkpt lat="91" lon="-2.453"/>
  <trkpt lat="50.5" lon="x"><time>yesterday</time></trkpt>
 </trkseg></trk>
 <trk><name>Sunday trip to the lake</name><trkseg>
  <trkpt lat="50.5" lon="180"><time>2003-04-05T17:22:17</time></trkpt></trkseg></trk>
</gpx>"""

KML = b"""<?xml version="1.0" encoding="UTF-8"?>
<kml xmlns="http://www.opengis.net/kml/2.2">
<Document><name>doc</name>
 <Placemark><name>SWR12</name><gx:Track><altitudeMode>absolute</altitudeMode>
  <when>2023-05-19T17:05:06Z</when><when>2023-05-19T17:05:16Z</when><when>rubbish</when>
  <when>2023-05-19T17:05:36Z</when>
  <gx:coord>39.1 21.6 1000</gx:coord><gx:coord>39.2 21.7 1100.5</gx:coord>
  <gx:coord>39.3 21.8 1200</gx:coord>
 </gx:Track></Placemark>
 <Placemark><name>a pin</name><Point><coordinates>8.5,47.4,0</coordinates></Point></Placemark>
 <Placemark><TimeStamp><when>2023-05-19T17:06:06+02:00</when></TimeStamp>
  <Point><altitudeMode>relativeToGround</altitudeMode><coordinates>8.6,47.5,500</coordinates></Point>
 </Placemark>
 <Folder><Placemark><LineString><altitudeMode>absolute</altitudeMode><coordinates>
  7.0,46.0,10 7.1,46.1,20
  7.2,46.2</coordinates></LineString></Placemark></Folder>
</Document></kml>"""


def utc(*parts: int) -> dt.datetime:
    return dt.datetime(*parts, tzinfo=dt.UTC)  # type: ignore[misc,arg-type]


def test_gpx() -> None:
    told = run(gpx, GPX)
    assert told.error is None
    assert told.column("row") == [0, 1, 2, 3, 4]
    assert told.column("timestamp") == [
        utc(2003, 4, 5, 17, 22, 16, 184000), utc(2003, 4, 5, 17, 22, 17), None, None,
        utc(2003, 4, 5, 17, 22, 17),
    ]  # fmt: skip
    assert told.column("latitude") == [50.565, 50.566, 91.0, 50.5, 50.5]
    assert told.column("longitude")[4] == -180.0
    assert told.column("groundspeed")[:2] == [
        pytest.approx(10 * 3600 / 1852), pytest.approx(20.5 * 3600 / 1852)
    ]  # fmt: skip
    assert told.column("track")[:3] == [308.0, None, None]
    assert told.tally.unread == {"course": 1, "lon": 1}
    # Above the sea; with the geoid's own height above the ellipsoid as well.
    assert told.column("mslaltitude")[:3] == [
        pytest.approx(66.5 / 0.3048), pytest.approx(100 / 0.3048), None
    ]  # fmt: skip
    assert told.column("geoaltitude") == [None, pytest.approx(147.5 / 0.3048), None, None, None]
    assert told.column("altitude") == [None] * 5
    assert told.column("fault") == [None, "speed", "position", "clock position", None]
    assert told.column("callsign") == ["DLH1AB"] * 4 + [None]
    assert set(told.column("source")) == {"track"}
    notes = "\n".join(told.tally.notes)
    assert "1 heights (66 to 66 m) are above mean sea level (as GPX counts elevations;" in notes
    first, second = told.column("icao24")[0], told.column("icao24")[4]
    assert told.column("icao24") == [first] * 4 + [second]
    assert re.fullmatch("track:[0-9a-f]{10}", str(first))
    assert first != second
    assert "1 points have no time" in notes
    assert "1 waypoints" in notes
    assert "1 points of planned routes" in notes
    assert "without a zone are taken as UTC" in notes


def test_kml() -> None:
    told = run(kml, KML, context=Context(receiver="site"))
    assert told.error is None
    # Points wait until their folder ends: those of the document come last.
    assert told.column("row") == [0, 1, 2, 4, 5, 6, 3]
    assert told.column("timestamp") == [
        utc(2023, 5, 19, 17, 5, 6), utc(2023, 5, 19, 17, 5, 16), None, None, None, None,
        utc(2023, 5, 19, 15, 6, 6),
    ]  # fmt: skip
    assert told.column("longitude") == [39.1, 39.2, 39.3, 7.0, 7.1, 7.2, 8.6]
    assert told.column("latitude")[:4] == [21.6, 21.7, 21.8, 46.0]
    feet = [None if m is None else pytest.approx(m / 0.3048) for m in (1000, 1100.5, 1200, 10, 20)]
    assert told.column("mslaltitude") == [*feet, None, None]
    assert told.column("aglaltitude") == [None] * 6 + [pytest.approx(500 / 0.3048)]
    for other in ("altitude", "geoaltitude", "unstatedaltitude"):
        assert told.column(other) == [None] * 7
    names = told.column("icao24")
    assert names == [names[0]] * 3 + [names[3]] * 3 + [names[6]]
    assert len(set(names)) == 3
    assert told.column("callsign") == ["SWR12"] * 3 + [None] * 4
    assert told.column("fault") == [None, None, "clock", None, None, None, None]
    assert told.column("receiver") == ["site"] * 7
    notes = "\n".join(told.tally.notes)
    assert "5 heights (10 to 1200 m) are above mean sea level" in notes
    assert "1 tracks have another number of times than of positions: 1 of" in notes
    assert "1 points without a time are places" in notes
    assert "1 heights (500 to 500 m) are above the ground below (as relativeToGround" in notes
    assert "3 points have no time" in notes


def kmz(document: bytes, name: str = "doc.kml") -> bytes:
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, document)
        archive.writestr("files/icon.png", b"\x89PNG")
    return sink.getvalue()


def test_kmz() -> None:
    data = kmz(KML)
    assert format_of(data, "flight") == "kml"
    assert run(kml, data).table.drop_columns(["file"]) == run(kml, KML).table.drop_columns(["file"])
    empty = run(kml, kmz(KML, "doc.txt"))
    assert "no .kml" in str(empty.error)


def test_kmz_that_is_damaged_or_unfolds_to_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    data = kmz(KML)
    assert "damaged KMZ" in str(run(kml, data[: len(data) // 2]).error)
    monkeypatch.setattr(kml, "_LARGEST_MEMBER", 500)
    assert "larger than 500 bytes" in str(run(kml, data).error)


@pytest.mark.parametrize("reader", [gpx, kml])
def test_document_types_and_entities_are_refused(reader: ModuleType) -> None:
    name = reader.__name__.rpartition(".")[2]
    entities = b"".join(b'<!ENTITY e%d "%s">' % (k, b"&e%d;" % (k - 1) * 10) for k in range(1, 10))
    bomb = b'<!DOCTYPE x [<!ENTITY e0 "lol">%s]><%s>&e9;</%s>' % (
        entities, name.encode(), name.encode()
    )  # fmt: skip
    outside = b'<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><%s>&f;</%s>' % (
        name.encode(), name.encode()
    )  # fmt: skip
    for data in (bomb, outside):
        assert reader.recognise(data, "")
        told = run(reader, data)
        assert "document type" in str(told.error)
        assert told.table.num_rows == 0


def test_what_came_before_a_fault_is_read() -> None:
    told = run(gpx, GPX.replace(b"</trkseg></trk>\n <trk>", b"</oops>"))
    assert "not well-formed" in str(told.error)
    assert told.table.num_rows == 4
    told = run(kml, KML[:-20])
    assert told.error is not None
    assert told.table.num_rows == 7


def test_nesting_has_a_limit() -> None:
    told = run(gpx, b"<gpx>" + b"<a>" * 1000)
    assert "nested deeper" in str(told.error)


def test_a_direction_no_column_holds_is_empty_and_marked() -> None:
    told = run(
        gpx, GPX.replace(b"<course>308</course><speed>10", b"<course>1e99</course><speed>1e99")
    )
    assert told.column("track")[0] is None
    assert told.column("groundspeed")[0] is None
    assert told.column("fault")[0] == "speed"


def test_an_error_is_one_line_of_some_length() -> None:
    told = run(gpx, GPX.replace(b"UTF-8", b"A" * 3000))
    assert "not well-formed" in str(told.error)
    assert len(str(told.error)) < 400


def test_recognised_by_the_outermost_element() -> None:
    assert format_of(GPX) == "gpx"
    assert format_of(KML) == "kml"
    assert format_of(b"\xef\xbb\xbf<!-- x --><gpx>") == "gpx"
    assert format_of(b"<svg><gpx/></svg>") is None
    assert format_of(b"<") is None


@pytest.mark.parametrize(
    ("reader", "seed", "n"), [(gpx, GPX, 1000), (kml, KML, 800), (kml, kmz(KML), 200)]
)
def test_mutated(reader: ModuleType, seed: bytes, n: int) -> None:
    rng = random.Random(5)
    rows = 0
    for data in mutations(seed, n, rng):
        reader.recognise(data[:65_536], "x.kmz")
        told = run(reader, data)
        rows += told.table.num_rows
    assert rows > n / 4


def test_a_course_of_gpx_below_nought_is_no_direction_and_is_counted_and_marked() -> None:
    said = ("-2", "-1", "358", "-0.5", "365", "north", "", "NaN")
    points = "".join(
        f'<trkpt lat="50" lon="2"><time>2003-04-05T17:22:{k:02}Z</time>'
        f"<course>{text}</course></trkpt>"
        for k, text in enumerate(said)
    )
    told = run(gpx, f"<gpx><trk><trkseg>{points}</trkseg></trk></gpx>".encode())
    assert told.column("track") == [None, None, 358.0, None, 365.0, None, None, None]
    marked = ["speed", None, None, "speed", "speed", "speed", None, None]
    assert told.column("fault") == marked
    assert told.tally.unread == {"course": 3}
    assert "1 speeds or courses of -1 stand for unknown" in told.tally.notes


def test_what_is_no_number_in_gpx_is_counted_and_its_point_marked() -> None:
    points = (
        '<trkpt lat="50" lon="2"><ele>1O0</ele><speed>5,5</speed></trkpt>'
        '<trkpt lat="fifty" lon="2"><ele>100</ele><geoidheight>x</geoidheight></trkpt>'
        '<trkpt lat="50" lon="2"><ele>nan</ele><speed></speed></trkpt>'
    )
    told = run(gpx, f"<gpx><trk><trkseg>{points}</trkseg></trk></gpx>".encode())
    assert told.tally.unread == {"ele": 2, "speed": 1, "lat": 1, "geoidheight": 1}
    assert told.column("fault") == ["altitude speed", "altitude position", "altitude"]


def test_what_is_no_number_in_coordinates_of_kml_is_counted_and_its_point_marked() -> None:
    track = "".join(f"<when>2023-05-19T17:05:0{k}Z</when>" for k in range(4))
    track += "".join(f"<gx:coord>{c}</gx:coord>" for c in ("1 2 x", "1 2", "1 two 30", "1 2 nan"))
    line = "7.0,46.0,1O 7.1,46.1,20 7.2,46.2, 7.3,46.3"
    told = run(
        kml,
        (
            "<kml><Document><Placemark><name>A</name><gx:Track>"
            f"<altitudeMode>absolute</altitudeMode>{track}</gx:Track></Placemark>"
            "<Folder><Placemark><LineString><altitudeMode>absolute</altitudeMode><coordinates>"
            f"{line}</coordinates></LineString></Placemark></Folder></Document></kml>"
        ).encode(),
    )
    assert told.tally.unread == {"coordinates": 4}
    assert told.column("fault") == [
        "altitude", None, "position", "altitude", "altitude", None, None, None
    ]  # fmt: skip
    heights = [None, None, 30, None, None, 20, None, None]
    assert told.column("mslaltitude") == [
        h if h is None else pytest.approx(h / 0.3048) for h in heights
    ]


@pytest.mark.parametrize("before", [b"\n", b" \r\n\t"])
@pytest.mark.parametrize(("reader", "text"), [(gpx, GPX), (kml, KML)])
def test_white_space_before_the_declaration_costs_nothing(
    reader: ModuleType, text: bytes, before: bytes
) -> None:
    assert reader.recognise(before + text, "")
    told, plain = run(reader, before + text), run(reader, text)
    assert told.error is None
    assert told.table.equals(plain.table)


WHENS = "".join(f"<when>2024-03-01T12:00:{k:02}Z</when>" for k in range(40))
COORDS = "".join(f"<gx:coord>{8 + k / 100:.2f} 50 {1000 + k}</gx:coord>" for k in range(40))
ONE_TRACK = (
    '<kml xmlns="http://www.opengis.net/kml/2.2" xmlns:gx="http://www.google.com/kml/ext/2.2">'
    "<Document><Placemark><name>SWR12</name><gx:Track><altitudeMode>absolute</altitudeMode>"
    f"{WHENS}{COORDS}</gx:Track></Placemark></Document></kml>"
)


@pytest.mark.parametrize("points", [1, 20, 39])
def test_a_track_that_breaks_off_keeps_its_points(points: int) -> None:
    cut = ONE_TRACK.index(f"<gx:coord>{8 + points / 100:.2f}") + 14
    told = run(kml, ONE_TRACK[:cut].encode())
    assert told.error is not None
    assert "not well-formed" in str(told.error)
    assert told.column("longitude") == [8 + k / 100 for k in range(points)]
    assert told.column("timestamp")[-1] == utc(2024, 3, 1, 12, 0, points - 1)
    assert any("another number of times" in note for note in told.tally.notes)


def test_an_export_that_breaks_off_in_a_column_keeps_the_places_before() -> None:
    whole = own_exports.KML
    cut = whole.index(b"</gx:value>")
    told = run(kml, whole[:cut])
    assert told.error is not None
    assert len(told.column("latitude")) == 2
    assert any("of 1 of its points columns are missing" in note for note in told.tally.notes)


def test_a_kmz_with_several_documents_says_which_are_not_read() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name in ("doc.kml", "other.kml", "a.png"):
            archive.writestr(name, ONE_TRACK)
    told = run(kml, packed.getvalue())
    assert len(told.column("row")) == 40
    assert [n for n in told.tally.notes if "KMZ" in n] == [
        "of a KMZ only the first .kml file is read (doc.kml): other.kml not read"
    ]
    assert not any("KMZ" in note for note in run(kml, kmz(ONE_TRACK.encode())).tally.notes)


TEN = utc(2024, 5, 1, 10)
TIMES = [
    ("2024-05-01 10:00:00Z", TEN),
    ("2024-05-01 10:00:00", TEN),
    ("2024-05-01 10:00:00.250 UTC", TEN.replace(microsecond=250_000)),
    ("2024-05-01T10:00:00+00", TEN),
    ("2024-05-01 12:00:00+02", TEN),
    ("2024-05-01 08:00:00 -02:00", TEN),
    ("2024-05-01T08:00-0200", TEN),
    ("1714557600", TEN),
    ("1714557600.25", TEN.replace(microsecond=250_000)),
    ("1714557600250", TEN.replace(microsecond=250_000)),
    ("1714557600250000", TEN.replace(microsecond=250_000)),
    ("1714557600250000000", TEN.replace(microsecond=250_000)),
    # What may be something else is no time.
    ("2024050110", None),
    ("202405011000", None),
    ("20240501100000", None),
    ("20240501", None),
    ("171455760", None),
    ("2024-05-01 10:00-11:00", None),
    ("2024-05-01 10:00:00+2", None),
    ("01-05-2024 10:00:00Z", None),
]


@pytest.mark.parametrize(("text", "time"), TIMES)
def test_times_as_programs_write_them(text: str, time: dt.datetime | None) -> None:
    point = f'<trkpt lat="50" lon="8"><time>{text}</time></trkpt>'
    drawn = f'<gpx version="1.1"><trk><trkseg>{point}</trkseg></trk></gpx>'
    track = f"<Track><when>{text}</when><coord>8 50 1</coord></Track>"
    stamp = f"<TimeStamp><when>{text}</when></TimeStamp>"
    single = f"{stamp}<Point><coordinates>8,50</coordinates></Point>"
    marks = f"<Placemark>{track}</Placemark><Placemark>{single}</Placemark>"
    feature = {
        "type": "Feature", "properties": {"times": [text]},
        "geometry": {"type": "LineString", "coordinates": [[8, 50]]},
    }  # fmt: skip
    for reader, data in (
        (gpx, drawn.encode()),
        (kml, f"<kml><Document>{marks}</Document></kml>".encode()),
        (geojson, json.dumps(feature).encode()),
    ):
        told = run(reader, data)
        count = told.table.num_rows
        assert count == (2 if reader is kml else 1)
        assert told.column("timestamp") == [time] * count
        assert told.column("fault") == [None if time else "clock"] * count
        notes = "\n".join(told.tally.notes)
        assert ("since 1970, UTC" in notes) == (time is not None and text.startswith("17"))
        assert (f"{count} times could not be read" in notes) == (time is None)
