"""Heights of track files go where they belong, and the note says why."""

from __future__ import annotations

import gzip
import json
import math
import re
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from record_memory import MemorySource, run

from skywitness.record.readers import geojson, gpx, kml
from skywitness.record.reading import Context
from skywitness.record.trackfiles import heights

FOOT = 0.3048
COLUMNS = ("altitude", "geoaltitude", "mslaltitude", "aglaltitude", "unstatedaltitude")
KML = """<kml xmlns="http://www.opengis.net/kml/2.2">{document}<Placemark><name>N1AA</name>
<Track>{mode}<when>2024-01-01T12:00:00Z</when><when>2024-01-01T12:00:10Z</when>
<coord>-118.4 33.9 {first}</coord><coord>-118.41 33.91 3000</coord></Track></Placemark>{end}
</kml>"""
ABSOLUTE = "<altitudeMode>absolute</altitudeMode>"


def told(
    document: str = "<Document>", mode: str = ABSOLUTE, name: str = "x.kml",
    heights: str | None = None, first: float = 1000,
) -> tuple[dict[str, list[object]], str]:  # fmt: skip
    """The heights of two points in metres by column, and the notes."""
    end = "".join(f"</{tag}>" for tag in reversed(re.findall(r"<(Document|Folder)>", document)))
    data = KML.format(document=document, mode=mode, end=end, first=first).encode()
    found = run(kml, data, name, context=Context(heights=heights))
    assert found.error is None
    out = {}
    for column in COLUMNS:
        values = found.column(column)
        if any(v is not None for v in values):
            out[column] = [None if v is None else round(float(str(v)) * FOOT, 2) for v in values]
    return out, "\n".join(found.tally.notes)


BOTH = [1000.0, 3000.0]


@pytest.mark.parametrize(
    ("name", "column"),
    [
        ("N1AA-track-EGM96.kml", "mslaltitude"),
        ("N1AA-track-EGM96_avg.kml", "mslaltitude"),
        ("N1AA-track-press_alt_uncorrected.kml", "altitude"),
        ("some/folder/N1AA-track-press_alt_uncorrected (1).kml", "altitude"),
        ("all.zip!N1AA-track-press_alt_uncorrected%20-fef762b4.kml", "altitude"),
    ],
)
def test_the_name_that_tar1090_gives_decides(name: str, column: str) -> None:
    found, notes = told(name=name)
    assert found == {column: BOTH}
    assert "the file's name says" in notes
    # It is the file's own word: what the reader says of other files does not change it.
    assert told(name=name, heights="ellipsoid")[0] == {column: BOTH}
    assert ("estimates" in notes) == ("_avg" in name)


def test_a_folder_of_that_name_decides_nothing() -> None:
    assert told(name="x-track-EGM96/plain.kml")[1].count("as KML counts absolute heights") == 1


@pytest.mark.parametrize(
    "document",
    [
        "<Document><name>FlightAware ✈ N1AA 17-Oct-2021 (KORD-KDTW)</name>",
        "<Document><description>https://www.flightradar24.com/flight/x</description>",
    ],
)
def test_producers_that_write_pressure_altitudes(document: str) -> None:
    found, notes = told(document)
    assert found == {"altitude": BOTH}
    assert "writes pressure altitudes" in notes
    assert told(document, heights="msl")[0] == {"mslaltitude": BOTH}


def test_flightradar24_writes_0_for_the_ground() -> None:
    document = "<Document><description>https://www.flightradar24.com/x</description>"
    found, notes = told(document, first=0)
    assert found == {"altitude": [None, 3000.0]}
    assert "1 heights of 0 stand for none" in notes
    assert told(first=0)[0] == {"mslaltitude": [0.0, 3000.0]}


def test_a_file_of_tar1090_without_its_name_says_nothing() -> None:
    document = "<Folder><Folder><name>N1AA track</name>"
    found, notes = told(document)
    assert found == {"unstatedaltitude": BOTH}
    assert "tar1090 writes three kinds" in notes
    assert told(document, heights="pressure")[0] == {"altitude": BOTH}


def test_otherwise_the_standard_decides_and_may_be_overruled() -> None:
    found, notes = told()
    assert found == {"mslaltitude": BOTH}
    assert "2 heights (1000 to 3000 m) are above mean sea level (as KML counts absolute" in notes
    assert told(heights="ellipsoid")[0] == {"geoaltitude": BOTH}
    assert "read with --heights ellipsoid" in told(heights="ellipsoid")[1]


def test_modes_that_do_not_count_from_the_sea() -> None:
    above_ground = "<altitudeMode>relativeToGround</altitudeMode>"
    assert told(mode=above_ground)[0] == {"aglaltitude": BOTH}
    assert told(mode=above_ground, heights="msl")[0] == {"aglaltitude": BOTH}
    above_floor = "<gx:altitudeMode>relativeToSeaFloor</gx:altitudeMode>"
    found, notes = told(mode=above_floor)
    assert found == {}
    assert "2 heights are above the sea floor and are left out" in notes


def test_the_mode_of_several_tracks_holds_for_those_that_have_none() -> None:
    def track(mode: str) -> str:
        point = "<when>2024-01-01T12:00:00Z</when><gx:coord>8 50 1000</gx:coord>"
        return f"<gx:Track>{mode}{point}</gx:Track>"

    own = "<altitudeMode>clampToGround</altitudeMode>"
    for prefix in ("", "gx:"):
        mode = f"<{prefix}altitudeMode>relativeToGround</{prefix}altitudeMode>"
        several = f"{mode}{track('')}{track(own)}{track(ABSOLUTE)}{track('')}"
        marks = f"<gx:MultiTrack>{several}</gx:MultiTrack>", track("")
        text = "".join(f"<Placemark>{mark}</Placemark>" for mark in marks)
        found = run(kml, f"<kml><Document>{text}</Document></kml>".encode())
        kept = {c: [k for k, v in enumerate(found.column(c)) if v is not None] for c in COLUMNS}
        assert {c: v for c, v in kept.items() if v} == {
            "aglaltitude": [0, 3], "unstatedaltitude": [1, 4], "mslaltitude": [2]
        }  # fmt: skip


def test_clamped_to_the_ground_0_is_no_height_and_another_one_has_no_reference() -> None:
    for mode in ("", "<altitudeMode>clampToGround</altitudeMode>"):
        found, notes = told(mode=mode, first=0)
        assert found == {"unstatedaltitude": [None, 3000.0]}
        assert "kept without a reference and compared with nothing" in notes
        assert told(mode=mode, heights="msl", first=0)[0] == {"mslaltitude": [None, 3000.0]}


def test_gpx_and_geojson_follow_the_same_rules() -> None:
    point = b'<trkpt lat="1" lon="2"><ele>1000</ele></trkpt>'
    track = b'<gpx creator="x"><trk><trkseg>' + point + b"</trkseg></trk></gpx>"
    said = {None: "mslaltitude", "pressure": "altitude", "ellipsoid": "geoaltitude"}
    for say, column in said.items():
        found = run(gpx, track, context=Context(heights=say))
        assert found.column(column) == [pytest.approx(1000 / FOOT)]
    line = (
        b'{"type":"Feature","properties":{"times":[1738201194]},'
        b'"geometry":{"type":"LineString","coordinates":[[2,1,1000]]}}'
    )
    said = {None: "unstatedaltitude", "pressure": "altitude", "msl": "mslaltitude"}
    for say, column in said.items():
        found = run(geojson, line, context=Context(heights=say))
        assert found.column(column) == [pytest.approx(1000 / FOOT)]


@pytest.mark.parametrize(
    ("name", "column"),
    [
        ("N1AA-track-EGM96", "mslaltitude"),
        ("N1AA-track-EGM96_avg", "mslaltitude"),
        ("all.zip!some/N1AA-track-press_alt_uncorrected", "altitude"),
    ],
)
def test_the_name_decides_in_gpx_and_geojson_as_well(name: str, column: str) -> None:
    drawn = b'<gpx creator="x"><trk><trkseg><trkpt lat="1" lon="2"><ele>1000</ele>%s</trkpt>'
    drawn += b"</trkseg></trk></gpx>"
    line = (
        b'{"type":"Feature","properties":{"times":[1738201194]},'
        b'"geometry":{"type":"LineString","coordinates":[[2,1,1000]]}}'
    )
    for reader, ending, data in ((gpx, "gpx", drawn % b""), (geojson, "geojson", line)):
        # It is the file's own word: what the reader says of other files does not change it.
        for say in (None, "ellipsoid"):
            found = run(reader, data, f"{name}.{ending}", context=Context(heights=say))
            kept = {c: found.column(c) for c in COLUMNS if found.column(c) != [None]}
            assert kept == {column: [pytest.approx(1000 / FOOT)]}
            assert "the file's name says" in "\n".join(found.tally.notes)
    # With the geoid's height a pressure altitude is none above the ellipsoid.
    found = run(gpx, drawn % b"<geoidheight>40</geoidheight>", f"{name}.gpx")
    above = None if column == "altitude" else pytest.approx(1040 / FOOT)
    assert found.column("geoaltitude") == [above]
    assert found.column(column) == [pytest.approx(1000 / FOOT)]


SECTIONS = """<kml><Folder><Folder><name>N1AA track</name><Placemark><name>N1AA</name>
<gx:Track><extrude>0</extrude><when>2024-01-01T12:00:00Z</when><when>2024-01-01T12:00:10Z</when>
<gx:coord>-118.4 33.9 {ground}</gx:coord><gx:coord>-118.4 33.9 {ground}</gx:coord></gx:Track>
</Placemark><Placemark><name>N1AA</name><gx:Track><altitudeMode>absolute</altitudeMode>
<when>2024-01-01T12:01:00Z</when><when>2024-01-01T12:01:10Z</when>
<gx:coord>-118.41 33.9 0</gx:coord><gx:coord>-118.42 33.9 23</gx:coord></gx:Track></Placemark>
</Folder></Folder></kml>"""


@pytest.mark.parametrize("ground", ["0", "ground", "Ground"])
@pytest.mark.parametrize("mode", ["", "<altitudeMode>clampToGround</altitudeMode>"])
@pytest.mark.parametrize(
    ("name", "column"), [("press_alt_uncorrected", "altitude"), ("EGM96", "mslaltitude")]
)
def test_a_0_of_tar1090_is_a_height_in_the_air_and_none_on_the_ground(
    name: str, column: str, mode: str, ground: str
) -> None:
    text = SECTIONS.format(ground=ground).replace("<extrude>", f"{mode}<extrude>")
    found = run(kml, text.encode(), f"N1AA-track-{name}.kml")
    assert found.column(column) == [None, None, 0.0, pytest.approx(23 / FOOT, rel=1e-6)]
    assert found.column("onground") == [True, True, False, False]
    assert found.column("fault") == [None] * 4
    assert found.tally.unread == {}
    none = "2 heights of 0 stand for none and are left empty (they are clamped to the ground)"
    assert (none in found.tally.notes) == (ground == "0")
    assert any("2 heights (0 to 23 m)" in note for note in found.tally.notes)


def test_a_0_under_a_name_of_tar1090_in_another_format_may_be_the_ground() -> None:
    drawn = b'<gpx><trk><trkseg><trkpt lat="1" lon="2"><ele>0</ele></trkpt></trkseg></trk></gpx>'
    line = (
        b'{"type":"Feature","properties":{"times":[1738201194]},'
        b'"geometry":{"type":"LineString","coordinates":[[2,1,0]]}}'
    )
    for reader, data in ((gpx, drawn), (geojson, line)):
        found = run(reader, data, "N1AA-track-press_alt_uncorrected.x")
        assert found.column("altitude") == [None]
        assert "1 heights of 0 stand for none" in " ".join(found.tally.notes)
    assert run(gpx, drawn, "N1AA.gpx").column("mslaltitude") == [0.0]


def test_a_height_beyond_any_flight_is_kept_and_marked() -> None:
    data = KML.format(document="<Document>", mode=ABSOLUTE, end="</Document>", first=1e6).encode()
    found = run(kml, data)
    assert found.column("fault") == ["altitude", None]
    assert found.column("mslaltitude")[0] == pytest.approx(1e6 / FOOT, rel=1e-6)


# --- Files as people have them --------------------------------------------------------------------


def source_numbers(text: str) -> list[float]:
    """The heights of a KML file's tracks, read without the reader."""
    return [float(c.split()[2]) for c in re.findall(r"<gx:coord ?>([^<]*)", text)]


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "column", "count"),
    [
        ("86-0033-track-press_alt_uncorrected.kml", "altitude", 2721),
        ("FlightAware_DAL2474_KORD_KDTW_20211017.kml", "altitude", 105),
        ("FlightAware_N702GH_KSJC_KLAX_20220818.kml", "altitude", 104),
        ("LA330.kml", "mslaltitude", 21),
        ("N279SY-track-EGM96.kml", "mslaltitude", 176),
    ],
)
def test_all_heights_of_recorded_files_are_kept(
    name: str, column: str, count: int, shared_dir: Path
) -> None:
    data = (shared_dir / "data/trackfiles" / name).read_bytes()
    found = run(kml, data, name)
    kept = {c: [v for v in found.column(c) if v is not None] for c in COLUMNS}
    assert {c: len(v) for c, v in kept.items() if v} == {column: count}
    said = source_numbers(data.decode())
    assert len(said) == found.table.num_rows
    for value, metres in zip(found.column(column), said, strict=True):
        if value is None:
            assert metres == 0  # on the ground, no height
        else:
            assert float(str(value)) * FOOT == pytest.approx(metres, rel=1e-6, abs=1e-3)
    assert set(found.column("fault")) == {None}
    assert len(set(found.column("icao24"))) == 1


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "count"),
    [("AE313D", 66), ("N709PS", 519), ("N765US", 789), ("N941NN", 929)],
)
def test_heights_beside_times_of_geojson_are_kept(name: str, count: int, shared_dir: Path) -> None:
    data = (shared_dir / f"data/incidents/potomac_2025/{name}-track.geojson").read_bytes()
    for say, column in (("pressure", "altitude"), (None, "unstatedaltitude")):
        found = run(geojson, data, f"{name}-track.geojson", context=Context(heights=say))
        kept = Counter({c: sum(v is not None for v in found.column(c)) for c in COLUMNS})
        assert +kept == {column: count}
        shape = json.loads(data)["features"][0]["geometry"]
        said = np.array([spot[2] for spot in shape["coordinates"]])
        mine = np.array([float(str(v)) for v in found.column(column)]) * FOOT
        assert np.allclose(mine, said, atol=1e-3)
        assert set(found.column("fault")) == {None}


def test_rules_have_words_for_every_column() -> None:
    assert set(heights.REFERENCE) == set(COLUMNS)
    counts = heights.Counts()
    assert math.isnan(counts.take(heights.Rule("altitude", "x"), math.nan))
    assert counts.notes() == []
    assert MemorySource(gzip.compress(b"")).head


def test_a_height_that_runs_over_is_counted_and_marked() -> None:
    data = (
        b'<gpx version="1.1"><trk><trkseg><trkpt lat="48" lon="2"><ele>1000</ele>'
        b"<time>2024-03-10T12:00:00Z</time><geoidheight>1e308</geoidheight></trkpt></trkseg></trk></gpx>"
    )
    told = run(gpx, data)
    assert told.column("geoaltitude") == [None]
    assert told.column("mslaltitude") == [pytest.approx(1000 / 0.3048)]
    assert told.column("fault") == ["altitude"]
    assert dict(told.tally.unread) == {"geoaltitude": 1}
