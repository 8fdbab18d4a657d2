"""Segments of one name that follow each other are one track, those that overlap are several."""

from __future__ import annotations

import json
import time

import numpy as np
import pytest
from record_memory import Result, run

from skywitness.record.intake.loading import Options, read
from skywitness.record.readers import geojson, gpx, kml
from skywitness.record.reading import Context, Tally
from skywitness.record.store.store import open_store
from skywitness.record.trackfiles import segments
from skywitness.record.trackfiles.segments import Segment, Segments
from skywitness.record.trackfiles.trackfile import NEVER, Named

Part = tuple[int, float, float]
"""The second it begins at, a latitude, and a longitude that grows by 0.02° each ten seconds."""
ROWS = 30
FORMS = ("kml", "gpx", "geojson", "flat")


def points(part: Part) -> list[tuple[str, float, float]]:
    start, lat, lon = part
    seconds = range(start, start + 10 * ROWS, 10)
    times = (f"2024-01-01T{12 + t // 3600}:{t // 60 % 60:02}:{t % 60:02}Z" for t in seconds)
    return [(when, lat, round(lon + k / 50, 6)) for k, when in enumerate(times)]


def drawn(form: str, *parts: Part) -> Result:
    """Segments of one name in a file."""
    rows = [points(part) for part in parts]
    if form == "kml":
        return run(kml, kml_text(*parts).encode())
    if form == "gpx":
        shapes = "".join(
            "<trkseg>"
            + "".join(
                f'<trkpt lat="{lat}" lon="{lon}"><time>{when}</time></trkpt>'
                for when, lat, lon in part
            )
            + "</trkseg>"
            for part in rows
        )
        return run(gpx, f"<gpx><trk><name>N1</name>{shapes}</trk></gpx>".encode())
    times = [[when for when, _, _ in part] for part in rows]
    flat = [when for part in times for when in part]
    lines = [[[lon, lat] for _, lat, lon in part] for part in rows]
    feature = {
        "type": "Feature",
        "properties": {"name": "N1", "times": flat if form == "flat" else times},
        "geometry": {"type": "MultiLineString", "coordinates": lines},
    }
    return run(geojson, json.dumps(feature).encode())


def kml_text(*parts: Part) -> str:
    shapes = "".join(
        "<Placemark><name>N1</name><Track>"
        + "".join(f"<when>{when}</when>" for when, _, _ in points(part))
        + "".join(f"<coord>{lon} {lat} 0</coord>" for _, lat, lon in points(part))
        + "</Track></Placemark>"
        for part in parts
    )
    return f'<kml xmlns="x"><Folder>{shapes}</Folder></kml>'


def tracks(found: Result) -> list[int]:
    """Of each segment the number of its track."""
    assert found.error is None
    names = found.column("icao24")
    of = list(dict.fromkeys(names))
    each = [names[k : k + ROWS] for k in range(0, len(names), ROWS)]
    assert all(len(set(part)) == 1 for part in each)
    assert found.column("row") == list(range(len(names)))
    return [of.index(part[0]) for part in each]


OVERLAP = "overlap in time"


@pytest.mark.parametrize("form", FORMS)
def test_segments_of_one_name_that_overlap_are_two_tracks(form: str) -> None:
    found = drawn(form, (0, 36, 1), (150, 37, 1))
    assert tracks(found) == [0, 1]
    assert [OVERLAP in note for note in found.tally.notes].count(True) == 1
    assert tracks(drawn(form, (150, 37, 1), (0, 36, 1))) == [0, 1]


@pytest.mark.parametrize("form", FORMS)
def test_segments_that_follow_each_other_are_one_track_in_any_order(form: str) -> None:
    parts: list[Part] = [(0, 36, 1), (290, 36, 1.6), (1000, 36, 2.2)]  # the second at the very end
    for order in (parts, parts[::-1], [parts[1], parts[0], parts[2]]):
        found = drawn(form, *order)
        assert set(tracks(found)) == {0}
        assert OVERLAP not in " ".join(found.tally.notes)


@pytest.mark.parametrize("form", FORMS)
def test_a_segment_written_twice_is_of_its_track(form: str) -> None:
    assert tracks(drawn(form, (0, 36, 1), (0, 36, 1))) == [0, 0]
    shared: Part = (150, 36, 1 + 15 / 50)  # half of it said before, as where downloads were joined
    assert tracks(drawn(form, (0, 36, 1), shared)) == [0, 0]


@pytest.mark.parametrize("form", FORMS)
def test_what_follows_two_tracks_is_of_the_nearer_one(form: str) -> None:
    one, other = (0, 36.0, 1.0), (150, 37.0, 1.0)
    assert tracks(drawn(form, one, other, (600, 37, 1.7), (1000, 36, 2.2))) == [0, 1, 1, 0]


def test_segments_that_fill_each_others_silence_do_not_overlap() -> None:
    named, all_ = Named("N1"), Segments(Tally())
    rest = np.r_[np.arange(0, 100, 10), np.arange(1000, 1100, 10)]
    for times in (rest, np.arange(200, 300, 10)):
        of = all_.member(named, Segment(times, np.full(len(times), 36.0), times / 1000))
        assert of.named is None


def test_points_without_a_time_or_a_place_are_of_the_first_track() -> None:
    named, all_ = Named("N1"), Segments(Tally())
    times = np.arange(0, 100, 10)
    for when, lat in ((times, 36.0), (np.full(10, NEVER), 37.0), (times + 200, float("nan"))):
        assert all_.member(named, Segment(when, np.full(10, lat), np.zeros(10))).named is None


def test_two_tracks_of_one_name_are_both_sound_in_the_store(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = tmp_path_factory.mktemp("segments")
    path = folder / "two.kml"
    path.write_text(kml_text((0, 36, 1), (150, 37, 1)))
    assert read([path], folder / "store", Options(Context())).complete
    rows = open_store(folder / "store").polars(faulty=True)
    assert rows["fault"].null_count() == len(rows) == 2 * ROWS
    assert rows["icao24"].n_unique() == 2
    assert rows["callsign"].cast(str).to_list() == ["N1"] * (2 * ROWS)


def test_a_long_segment_of_gpx_is_told_by_its_beginning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gpx, "HELD", 7)
    assert tracks(drawn("gpx", (0, 36, 1), (100, 37, 1), (1000, 36, 2))) == [0, 1, 0]


def test_points_that_are_no_longer_kept_are_told_by_their_ends(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(segments, "MOST", 10)
    for form in FORMS:
        assert tracks(drawn(form, (0, 36, 1), (150, 37, 1), (1000, 36, 2))) == [0, 1, 0]


def test_very_many_segments_of_one_name_are_no_work_without_end() -> None:
    named, all_ = Named("N1"), Segments(Tally())
    begun = time.process_time()
    for k in range(3000):
        start = (k * 7919) % 3000
        all_.member(named, Segment([start, start + 50, start + 99], [k, k, k], [0.0, 1.0, 2.0]))
    assert time.process_time() - begun < 20
