"""Tracks of one file are followed one by one, and can be chosen."""

from __future__ import annotations

import json
import re
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from record_memory import run

from skywitness import cli
from skywitness.errors import RecordError
from skywitness.handover.rows.exporting import export
from skywitness.record.intake.loading import Options, read
from skywitness.record.readers import geojson, gpx, kml
from skywitness.record.reading import Context
from skywitness.record.schema import LATER, SCHEMA
from skywitness.record.store import store as storing
from skywitness.record.store.selection import Selection
from skywitness.record.store.store import Store, open_store
from skywitness.tracks.selected import resolved

HEAD = '<kml xmlns="http://www.opengis.net/kml/2.2" xmlns:gx="http://www.google.com/kml/ext/2.2">'


def gx(name: str, lon: float, mode: str = "", rows: int = 30, hour: int = 12) -> str:
    whens = "".join(f"<when>2024-01-01T{hour}:{k // 6:02}:{k % 6}0Z</when>" for k in range(rows))
    spots = "".join(f"<gx:coord>{lon + k / 50} 36 3000</gx:coord>" for k in range(rows))
    named = f"<name>{name}</name>" if name else ""
    return f"<Placemark>{named}<gx:Track>{mode}{whens}{spots}</gx:Track></Placemark>"


TWO = (
    f"{HEAD}<Folder><Folder><name>N111AA track</name>{gx('N111AA', -121)}</Folder>"
    f"<Folder><name>N222BB track</name>{gx('N222BB', 10)}</Folder></Folder></kml>"
)


def stored(folder: Path, text: str, name: str = "two.kml", context: Context | None = None) -> Store:
    path = folder / name
    path.write_text(text)
    assert read([path], folder / "store", Options(context or Context())).complete
    return open_store(folder / "store")


def shown(capsys: pytest.CaptureFixture[str], store: Store, *options: str) -> str:
    with pytest.raises(SystemExit) as stopped:
        cli.main(["show", str(store.root), *options])
    assert not stopped.value.code
    return capsys.readouterr().out


def test_two_aircraft_in_one_file(tmp_path: Path) -> None:
    store = stored(tmp_path, TWO)
    rows = store.polars(faulty=True)
    assert rows["fault"].null_count() == len(rows) == 60
    assert rows["icao24"].n_unique() == 2
    for callsign in ("N111AA", "N222BB"):
        chosen = rows.filter(rows["callsign"].cast(str) == callsign)
        assert len(chosen) == 30
        assert chosen["icao24"].n_unique() == 1


def test_a_track_is_found_by_callsign_and_by_its_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = stored(tmp_path, TWO)
    name = store.polars().filter(store.polars()["callsign"].cast(str) == "N222BB")["icao24"][0]
    assert re.fullmatch("track:[0-9a-f]{10}", name)
    for option, value in (("--callsign", "n222bb"), ("--icao24", name), ("--icao24", name.upper())):
        found = json.loads(shown(capsys, store, option, value, "--json"))
        assert [a["callsigns"] for a in found["aircraft"]] == [["N222BB"]]
        assert found["aircraft"][0]["unstatedaltitude_ft"] == [pytest.approx(3000 / 0.3048)] * 2
        out = tmp_path / "x.csv"
        chosen = {option.removeprefix("--"): value}
        assert export(store, "csv", out, **chosen).provenance.census.rows == 30
    assert name in shown(capsys, store)


def test_the_name_is_of_the_content_and_not_of_the_path(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
    one = stored(tmp_path / "a", TWO)
    two = stored(tmp_path / "b", TWO, "other name.kml")
    assert set(one.polars()["icao24"]) == set(two.polars()["icao24"])


def test_sections_of_one_name_in_one_folder_are_one_track() -> None:
    absolute = "<altitudeMode>absolute</altitudeMode>"
    flown = gx("N1", 2, absolute, hour=13)
    text = f"{HEAD}<Folder><name>N1 track</name>{gx('N1', 1)}{flown}</Folder></kml>"
    found = run(kml, text.replace(" 3000<", " 0<", 30).encode(), "N1-track-EGM96.kml")
    assert len(set(found.column("icao24"))) == 1
    assert found.column("onground") == [True] * 30 + [False] * 30
    assert found.column("mslaltitude")[:30] == [None] * 30
    apart = run(kml, f"{HEAD}<Document>{gx('', 1)}{gx('', 2)}</Document></kml>".encode())
    assert len(set(apart.column("icao24"))) == 2


def timed(names: list[str], lon: float = 8.0) -> str:
    return "".join(
        f"<Placemark><name>{name}</name><TimeStamp><when>2024-01-01T12:00:{k:02}Z</when>"
        f"</TimeStamp><Point><coordinates>{lon + k / 100},47,0</coordinates></Point></Placemark>"
        for k, name in enumerate(names)
    )


@pytest.mark.parametrize(
    ("folders", "tracks"),
    [
        ([["2024-01-01 12:00:00 UTC"] * 9], 1),  # as Flightradar24 names points
        ([[f"P{k}" for k in range(9)]], 1),  # names of points
        ([["SWR1", "DLH2"] * 9], 2),  # callsigns that come again
        ([["G-ABCD", "D-EFGH"] * 9], 2),  # registrations
        ([["Helicopter", "Jet one", "SWR1"] * 9], 3),  # whatever comes again
        ([["12:00", "12:01"] * 9], 1),  # times come again where there are several of a minute
        ([["37000 ft", "FL 370", "450 km/h"] * 9], 1),  # what is said of a moment
        ([["SWR1", "DLH2", *(f"point {k}" for k in range(9))] * 2], 11),
        ([["a"] * 4, ["b"] * 4], 2),  # two folders
    ],
)
def test_points_by_themselves_are_of_their_folder(folders: list[list[str]], tracks: int) -> None:
    parts = "".join(f"<Folder><name>f{k}</name>{timed(f)}</Folder>" for k, f in enumerate(folders))
    found = run(kml, f"{HEAD}<Document>{parts}</Document></kml>".encode())
    assert len(set(found.column("icao24"))) == tracks
    assert found.column("row") == list(range(sum(map(len, folders))))


def test_a_registration_asked_for_as_a_callsign_is_told(tmp_path: Path) -> None:
    text = f"{HEAD}<Folder>{timed(['G-ABCD', 'D-EFGH'] * 9)}</Folder></kml>"
    store = stored(tmp_path, text)
    frame = store.polars(faulty=True)
    address = frame.filter(frame["registration"].cast(str) == "G-ABCD")["icao24"][0]
    with pytest.raises(RecordError, match=f"that of --icao24 {address}"):
        resolved(store, Selection.of(callsign="g-abcd"))


@pytest.mark.parametrize("form", ["kml", "geojson"])
def test_names_of_points_that_come_again_are_registrations_where_they_can_be(form: str) -> None:
    names = ["G-ABCD", "D-EFGH", "Helicopter", "SWR1"] * 9
    if form == "kml":
        found = run(kml, f"{HEAD}<Folder>{timed(names)}</Folder></kml>".encode())
    else:
        points = [
            {
                "type": "Feature",
                "geometry": {"type": "Point", "coordinates": [8 + k / 100, 47]},
                "properties": {"time": f"2024-01-01T12:00:{k:02}Z", "name": name},
            }
            for k, name in enumerate(names)
        ]
        whole = {"type": "FeatureCollection", "features": points}
        found = run(geojson, json.dumps(whole).encode())
    assert len(set(found.column("icao24"))) == 4
    assert found.column("registration") == ["G-ABCD", "D-EFGH", None, None] * 9
    assert found.column("callsign") == [None, None, None, "SWR1"] * 9
    assert found.column("row") == list(range(36))


def test_speeds_and_courses_of_nan_in_gpx_are_empty_and_noted() -> None:
    """Programs write it for what they do not know; nothing is wrong with the rest of the row."""
    point = '<trkpt lat="48" lon="2"><speed>NaN</speed><course>NaN</course></trkpt>'
    found = run(gpx, f"<gpx><trk><trkseg>{point}</trkseg></trk></gpx>".encode())
    assert found.column("fault") == [None]
    assert "2 values of NaN stand for unknown" in found.tally.notes
    assert not found.tally.unread


def test_unknown_courses_of_gpx_are_empty() -> None:
    for said, kept in (("-1", None), ("-1.0", None), ("-2", None), ("0", 0.0)):
        text = (
            '<gpx version="1.0"><trk><trkseg><trkpt lat="36.9" lon="-121.7">'
            f"<time>2024-05-01T10:00:00Z</time><course>{said}</course><speed>{said}</speed>"
            "</trkpt></trkseg></trk></gpx>"
        )
        found = run(gpx, text.encode())
        assert found.column("track") == [kept]
        assert (found.column("groundspeed") == [None]) == said.startswith("-1")
        assert (found.column("fault") == [None]) == (said != "-2")


def test_a_store_of_before_is_read_and_added_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = stored(tmp_path, TWO)
    whole = store.polars()
    old = pa.schema([f for f in SCHEMA if f.name not in LATER])
    for path, _ in store.parts:
        pq.write_table(pq.read_table(path, partitioning=None).select(old.names), path)
    for manifest in store.manifest:  # files of before have no hashes of their own in this test
        for part in manifest.files:
            part.footer = ""
    monkeypatch.setattr(storing, "part_file", _unhashed)
    back = Store(store.root, store.manifest).polars()
    assert back.columns == whole.columns
    assert len(back) == len(whole)
    assert back["unstatedaltitude"].null_count() == len(back)
    assert back.drop(*LATER).equals(whole.drop(*LATER))
    only = Store(store.root, store.manifest).scan(columns=["mslaltitude"], faulty=True)
    assert only.column("mslaltitude").null_count == len(whole)


@contextmanager
def _unhashed(root: Path, name: str, entry: Any, hashed: Any) -> Any:
    from skywitness.record.store.partfile import Whole

    with (root / name).open("rb") as file:
        yield Whole(file, entry)
