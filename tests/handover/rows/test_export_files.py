"""Exports come back: read by other programs and by the record's own readers."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

import duckdb
import export_store
import geopandas
import gpxpy
import numpy as np
import polars as pl
import pyarrow.parquet as pq
import pytest
import shapely

from skywitness import geoid
from skywitness.handover.rows.exporting import Exported, export
from skywitness.handover.rows.formats import FORMATS
from skywitness.record.intake.loading import read
from skywitness.record.store.store import Store, open_store
from skywitness.tracks import facts as legfacts

FOOT = 0.3048
ROWS, WITHOUT_FAULT = 340, 339


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return export_store.make(tmp_path_factory.mktemp("export"))


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path


def written(store: Store, to: str, folder: Path, **more: Any) -> tuple[Path, Exported]:
    path = folder / f"x{FORMATS[to].ending}"
    return path, export(store, to, path, **more)


def again(path: Path) -> pl.DataFrame:
    """A file read into a store of its own, all rows."""
    folder = path.parent / f"again-{path.name}"
    outcome = read([path], folder)
    assert outcome.complete, outcome.failed
    return open_store(folder).polars(faulty=True)


def by_place(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.sort("timestamp", "latitude", "longitude")


def same(a: pl.DataFrame, b: pl.DataFrame, column: str, within: float) -> None:
    x, y = (by_place(f)[column].cast(pl.Float64).to_numpy() for f in (a, b))
    np.testing.assert_allclose(x, y, rtol=0, atol=within)


# --- CSV ------------------------------------------------------------------------------------------


def test_csv_holds_every_column_as_it_is(store: Store, out: Path) -> None:
    path, done = written(store, "csv", out)
    frame = pl.read_csv(path, try_parse_dates=True)
    rows = store.polars()
    assert done.provenance.census.rows == len(frame) == len(rows) == WITHOUT_FAULT
    assert done.provenance.census.left_out == 1
    a = frame.sort("icao24", "timestamp", "row")
    for ours, theirs in (
        ("latitude", "latitude"), ("longitude", "longitude"), ("altitude", "pressure_altitude_ft"),
        ("geoaltitude", "geoaltitude_ft"), ("groundspeed", "groundspeed_kt"), ("track", "track"),
    ):  # fmt: skip
        assert a[theirs].cast(pl.Float64).to_list() == rows[ours].cast(pl.Float64).to_list()
    assert a["timestamp"].dt.timestamp("us").to_list() == (
        rows["timestamp"].dt.timestamp("us").to_list()
    )
    assert a["row"].to_list() == rows["row"].to_list()


def test_csv_speaks_of_itself_once(store: Store, out: Path) -> None:
    path, _ = written(store, "csv", out)
    about = pl.read_csv(path)["about"]
    assert about.null_count() == len(about) - 1
    assert "1013.25 hPa" in about[0]
    assert "WGS 84 ellipsoid" in about[0]
    assert store.manifest[0].inputs[0].sha256 in about[0]
    assert "ODbL 1.0" in about[0]
    assert "1 rows marked with a fault are left out" in about[0]


def test_the_record_reads_its_csv_back(store: Store, out: Path) -> None:
    path, _ = written(store, "csv", out)
    back, rows = again(path), store.polars()
    for column in ("latitude", "longitude", "groundspeed", "track"):
        same(back, rows, column, 0)
    known = rows.filter(pl.col("geoaltitude").is_not_null())
    same(back.filter(pl.col("geoaltitude").is_not_null()), known, "geoaltitude", 0)
    assert back["altitude"].null_count() == rows["altitude"].null_count()


# --- GeoJSON --------------------------------------------------------------------------------------


def test_geojson_points(store: Store, out: Path) -> None:
    path, _ = written(store, "geojson", out)
    found = json.loads(path.read_text())
    said = found["skywitness"]
    assert "WGS 84 ellipsoid" in said["heights"]
    assert said["inputs"][0]["sha256"] == store.manifest[0].inputs[0].sha256
    assert said["inputs"][0]["licence"] == export_store.LICENCE
    rows = {(r["icao24"], r["row"]): r for r in store.scan().to_pylist()}
    assert len(found["features"]) == len(rows)
    for feature in found["features"]:
        row = rows[feature["properties"]["icao24"], feature["properties"]["row"]]
        point = shapely.from_geojson(json.dumps(feature["geometry"]))
        assert point.x == pytest.approx(row["longitude"], abs=1e-7)
        assert point.y == pytest.approx(row["latitude"], abs=1e-7)
        assert point.has_z == (row["geoaltitude"] is not None)
        if point.has_z:
            assert point.z == pytest.approx(row["geoaltitude"] * FOOT, abs=0.006)
        assert feature["properties"].get("altitude") == row["altitude"]


def test_geojson_gives_pressure_altitude_only_when_asked(store: Store, out: Path) -> None:
    path, _ = written(store, "geojson", out, heights="pressure", icao24="b00002")
    found = json.loads(path.read_text())
    assert "PRESSURE" in found["skywitness"]["heights"]
    heights = [f["geometry"]["coordinates"][2] for f in found["features"]]
    assert heights[0] == pytest.approx(10_000 * FOOT, abs=0.006)
    path, _ = written(store, "geojson", out, icao24="b00002")
    found = json.loads(path.read_text())
    assert {len(f["geometry"]["coordinates"]) for f in found["features"]} == {2}


def test_lines_are_cut_at_silences_and_at_180(store: Store, out: Path) -> None:
    path, _ = written(store, "geojson", out, lines=True)
    legs = {
        (f["properties"]["icao24"], f["properties"]["leg"]): shapely.from_geojson(
            json.dumps(f["geometry"])
        )
        for f in json.loads(path.read_text())["features"]
    }
    assert set(legs) == {("a00001", 1), ("a00001", 2), ("b00002", 1), ("c00003", 1)}
    lines = legs["a00001", 1].geoms
    breaks = [a.coords[-1][:2] != b.coords[0][:2] for a, b in pairwise(lines)]
    assert sum(breaks) == 1  # 200 s without a position
    assert len(lines) == 3  # where heights are known the line has them, and elsewhere not
    west, east = legs["b00002", 1].geoms
    assert west.bounds[2] == 180
    assert east.bounds[0] == -180
    assert max(west.bounds[2] - west.bounds[0], east.bounds[2] - east.bounds[0]) < 1
    # Where the line crosses is between its neighbours.
    assert west.coords[-2][1] <= west.coords[-1][1] <= east.coords[1][1]
    assert west.coords[-1][1] == east.coords[0][1]


def test_no_height_that_is_known_is_lost_beside_one_that_is_not() -> None:
    known = np.array([0, 1, 1, 1, 0, 1, 0, 0, 1, 1], dtype=bool)
    runs = [(run.start, run.stop - 1, high) for run, high in legfacts._runs(known)]
    assert runs == [(0, 1, False), (1, 3, True), (3, 8, False), (8, 9, True)]
    assert list(legfacts._runs(known[:1])) == []


# --- GPX and KML ----------------------------------------------------------------------------------


def test_gpx(store: Store, out: Path) -> None:
    path, _ = written(store, "gpx", out)
    gpx = gpxpy.parse(path.read_text())
    assert "ele: height above mean sea level" in gpx.description
    assert "EGM96" in gpx.description
    assert store.manifest[0].inputs[0].sha256 in gpx.description
    assert [t.name for t in gpx.tracks] == ["ONE11", "TWO22", "PACIFIC", "=1+2"]
    assert [len(t.segments) for t in gpx.tracks] == [2, 1, 1, 1]
    rows = by_place(store.polars())
    points = sorted(
        (p for t in gpx.tracks for s in t.segments for p in s.points),
        key=lambda p: (p.time, p.latitude, p.longitude),
    )
    assert len(points) == len(rows)
    for point, row in zip(points, rows.iter_rows(named=True), strict=True):
        assert point.time == row["timestamp"]
        assert (point.elevation is None) == (row["geoaltitude"] is None)
        if point.elevation is not None:
            sea = float(geoid.undulation_m(row["latitude"], row["longitude"]))
            assert point.elevation == pytest.approx(row["geoaltitude"] * FOOT - sea, abs=0.006)
            assert point.geoid_height == pytest.approx(sea, abs=0.006)
    back = again(path)
    same(back, rows, "latitude", 1e-7)
    same(back, rows, "longitude", 1e-7)
    same(back, rows, "groundspeed", 0.01)
    same(back, rows, "track", 0.01)


def test_kml(store: Store, out: Path) -> None:
    path, _ = written(store, "kml", out)
    text = path.read_text()
    root = ET.fromstring(text)
    spaces = {"k": "http://www.opengis.net/kml/2.2", "gx": "http://www.google.com/kml/ext/2.2"}
    about = root.findtext("k:Document/k:description", None, spaces)
    assert about is not None
    assert "Absolute heights: height above mean sea level" in about
    assert "EGM96" in about
    assert store.manifest[0].inputs[0].sha256 in about
    modes: Counter[str] = Counter()
    for track in root.iterfind(".//gx:Track", spaces):
        mode = track.findtext("k:altitudeMode", "", spaces)
        modes[mode] += len(track.findall("k:when", spaces))
    on_ground_or_unknown = 6 + 120
    assert modes == {
        "absolute": WITHOUT_FAULT - on_ground_or_unknown,
        "clampToGround": on_ground_or_unknown,
    }
    assert "http://maps.google" not in text  # nothing is fetched to show it
    back, rows = again(path), store.polars()
    same(back, rows, "latitude", 1e-7)
    same(back, rows, "longitude", 1e-7)
    assert by_place(back)["timestamp"].to_list() == by_place(rows)["timestamp"].to_list()
    places = {
        tuple(map(float, e.text.split()[:2])): float(e.text.split()[2])
        for e in root.iterfind(".//gx:coord", spaces)
        if e.text is not None
    }
    met = 0
    for row in rows.filter(pl.col("geoaltitude").is_not_null()).iter_rows(named=True):
        shown = places[round(row["longitude"], 7), round(row["latitude"], 7)]
        sea = float(geoid.undulation_m(row["latitude"], row["longitude"]))
        if shown:
            assert shown == pytest.approx(row["geoaltitude"] * FOOT - sea, abs=0.011)
            met += 1
    assert met > 100
    ids = [e.get("id") for e in root.iter() if e.get("id") is not None]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[A-Za-z_][\w.-]*", each) for each in ids if each)


def test_pressure_altitude_is_never_a_height_unless_asked(store: Store, out: Path) -> None:
    path, _ = written(store, "kml", out, icao24="b00002")
    assert "<altitudeMode>absolute" not in path.read_text()
    path, _ = written(store, "kml", out, icao24="b00002", heights="pressure")
    assert "<altitudeMode>absolute" in path.read_text()
    assert "PRESSURE altitude" in path.read_text()


# --- CZML -----------------------------------------------------------------------------------------


def test_czml(store: Store, out: Path) -> None:
    path, _ = written(store, "czml", out)
    head, *packets = json.loads(path.read_text())
    assert head["id"] == "document"
    assert "ellipsoid" in head["description"]
    parts = [p for p in packets if "position" in p]
    assert len({p["id"] for p in packets}) == len(packets)
    rows = by_place(store.polars())
    met = []
    for part in parts:
        samples = np.array(part["position"]["cartographicDegrees"]).reshape(-1, 4)
        start = np.datetime64(part["position"]["epoch"].rstrip("Z"), "us")
        times = start + np.rint(samples[:, 0] * 1e6).astype("timedelta64[us]")
        met += [(t, s[2], s[1]) for t, s in zip(times, samples, strict=True)]
        assert ("path" in part) != ("polyline" in part or "heightReference" in part["point"])
    met.sort()
    np.testing.assert_array_equal([m[0] for m in met], rows["timestamp"].to_numpy())
    np.testing.assert_allclose([m[1] for m in met], rows["latitude"].to_numpy(), atol=1e-7)
    np.testing.assert_allclose([m[2] for m in met], rows["longitude"].to_numpy(), atol=1e-7)


def test_positions_at_the_same_moment(tmp_path: Path) -> None:
    rows = export_store.flight("a00001", "ONE11", (43.0, 33.0), rows=20)
    rows += [[*row[:3], row[3], row[4], *row[5:]] for row in rows[5:8]]
    store = export_store.make(tmp_path, rows)
    kept = len(store.scan())
    assert kept > 20
    path, _ = written(store, "czml", tmp_path)
    leg = next(p for p in json.loads(path.read_text()) if p["id"] == "a00001/1")
    assert leg["properties"]["positions_at_the_same_time_left_out"] == kept - 20
    for to in ("kml", "gpx"):
        path, _ = written(store, to, tmp_path)
        assert len(again(path)) == kept


# --- GeoParquet -----------------------------------------------------------------------------------


def test_geoparquet_points(store: Store, out: Path) -> None:
    path, _ = written(store, "geoparquet", out)
    rows = store.polars()
    frame = geopandas.read_parquet(path)
    assert frame.crs.to_authority() == ("OGC", "CRS84")
    frame = frame.sort_values(["icao24", "timestamp", "row"])
    assert (frame.geometry.x.to_numpy() == rows["longitude"].to_numpy()).all()
    assert (frame.geometry.y.to_numpy() == rows["latitude"].to_numpy()).all()
    boxed = geopandas.read_parquet(path, bbox=(7, 49, 9, 51))
    assert set(boxed["icao24"]) == {"c00003"}
    assert pl.read_parquet(path)["altitude"].null_count() == rows["altitude"].null_count()
    found = duckdb.sql(f"select geometry, longitude from '{path}' limit 5").fetchall()
    assert [shapely.from_wkb(bytes(g)).x for g, _ in found] == [x for _, x in found]


def test_geoparquet_metadata_are_those_of_the_specification(store: Store, out: Path) -> None:
    path, _ = written(store, "geoparquet", out, faulty=True)
    data = pq.read_metadata(path).metadata
    geo = json.loads(data[b"geo"])
    assert geo["version"] == "1.1.0"
    assert geo["primary_column"] == "geometry"
    column = geo["columns"]["geometry"]
    assert column["encoding"] == "WKB"
    assert column["geometry_types"] == ["Point"]
    assert column["crs"]["id"] == {"authority": "OGC", "code": "CRS84"}
    assert column["covering"] == {
        "bbox": {side: ["bbox", side] for side in ("xmin", "ymin", "xmax", "ymax")}
    }
    rows = store.scan(faulty=True)
    lon, lat = (rows.column(n).to_numpy() for n in ("longitude", "latitude"))
    assert column["bbox"] == [lon.min(), lat.min(), lon.max(), lat.max()]
    said = json.loads(data[b"skywitness"])
    assert "no third coordinate" in said["heights"]
    assert said["units"]["geoaltitude"] == "ft"
    assert said["licences"] == [f"example.org: {export_store.LICENCE}"]
    assert said["rows_with_fault_included"] == 1


def test_geoparquet_lines(store: Store, out: Path) -> None:
    path, _ = written(store, "geoparquet", out, lines=True, faulty=True)
    frame = geopandas.read_parquet(path)
    assert Counter(frame.geom_type) == {"MultiLineString": 4, "MultiPoint": 1}
    assert frame["positions"].tolist().count(100 - 1) == 2  # the leg, and its faulty rows
    geo = json.loads(pq.read_metadata(path).metadata[b"geo"])
    assert geo["columns"]["geometry"]["geometry_types"] == ["MultiLineString", "MultiPoint"]


def test_rows_without_a_position_have_no_geometry(tmp_path: Path) -> None:
    rows = export_store.flight("a00001", "ONE11", (43.0, 33.0), rows=10)
    rows[3][3] = rows[3][4] = ""
    store = export_store.make(tmp_path, rows)
    path, done = written(store, "geoparquet", tmp_path, faulty=True)
    assert (done.provenance.census.rows, done.provenance.census.placed) == (10, 9)
    frame = geopandas.read_parquet(path)
    assert int(frame.geometry.isna().sum()) == 1
    path, _ = written(store, "geojson", tmp_path, faulty=True)
    shapes = [f["geometry"] for f in json.loads(path.read_text())["features"]]
    assert shapes.count(None) == 1


def test_half_of_a_position_comes_back_from_geojson(tmp_path: Path) -> None:
    rows = export_store.flight("a00001", "ONE11", (43.0, 33.0), rows=10)
    rows[3][4] = rows[5][3] = ""
    store = export_store.make(tmp_path, rows)
    path, _ = written(store, "geojson", tmp_path, faulty=True)
    outcome = read([path], tmp_path / "again")
    back = open_store(tmp_path / "again").scan(faulty=True)
    assert outcome.loads
    before = store.scan(faulty=True)
    for name in ("latitude", "longitude", "fault"):
        assert back[name].to_pylist() == before[name].to_pylist()


# --- rows with a fault ----------------------------------------------------------------------------


@pytest.mark.parametrize("to", ["geoparquet", "csv"])
def test_faults_are_still_marked_when_an_export_is_read(to: str, tmp_path: Path) -> None:
    source = tmp_path / "states.csv"
    lines = ["timestamp,icao24,latitude,longitude,altitude,groundspeed,vertical_rate,last_position"]
    lines += [
        f"{1.7e9 + 5 * k},a00001,{50 + k / 1000},8,9000,200,0,{1.7e9 + 5 * k - 90 * (k % 7 == 0)}"
        for k in range(40)
    ]
    source.write_text("\n".join(lines))
    store = tmp_path / "store"
    read([source], store)
    before = by_place(open_store(store).polars(faulty=True))["fault"].to_list()
    assert before.count("stale") == 6
    path, _ = written(open_store(store), to, tmp_path, faulty=True)
    assert by_place(again(path))["fault"].to_list() == before


@pytest.mark.parametrize("to", FORMATS)
def test_faulty_rows_are_left_out_or_marked(to: str, store: Store, out: Path) -> None:
    path, done = written(store, to, out)
    assert done.provenance.census.left_out == 1
    without = _text(path)
    path, done = written(store, to, out, faulty=True)
    assert done.provenance.census.left_out == 0
    assert done.provenance.census.faulty == 1
    marked = _text(path)
    assert not re.search(r"jump", without)
    assert re.search(r"jump", marked)


def _text(path: Path) -> str:
    if path.suffix == ".parquet":
        return str(pl.read_parquet(path)["fault"].drop_nulls().to_list())
    return path.read_text()
