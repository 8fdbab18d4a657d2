"""What is exported and read again is what was there: rows, times, places, heights, marks."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest

from skywitness.handover.rows.exporting import export
from skywitness.handover.rows.formats import FORMATS
from skywitness.record.intake.loading import Options, read
from skywitness.record.reading import Context
from skywitness.record.schema import SCHEMA
from skywitness.record.store.store import Store, open_store
from skywitness.simulate.formats import OUTPUTS
from skywitness.simulate.run import Plan, scene

READ = ("csv", "geojson", "geoparquet", "gpx", "kml")
EVERYTHING = tuple(n for n in SCHEMA.names if n not in ("file", "row", "latitude", "longitude"))
HEIGHTS = ("altitude", "geoaltitude", "mslaltitude", "aglaltitude", "unstatedaltitude")
TRACKS = (
    "timestamp", "icao24", "callsign", "registration", "typecode", *HEIGHTS, "groundspeed", "track",
    "vertical_rate", "ias", "heading", "onground", "squawk", "source", "fault",
)  # fmt: skip
"""What GPX and KML carry; docs/reference/exports.md says so."""
HELD = {"csv": EVERYTHING, "geojson": EVERYTHING, "geoparquet": EVERYTHING, "gpx": TRACKS,
        "kml": TRACKS}  # fmt: skip
DEGREES = {"csv": 0.0, "geoparquet": 0.0, "geojson": 5.1e-8, "gpx": 5.1e-8, "kml": 5.1e-8}
ORDER = ["icao24", "timestamp", "lat", "lon", "altitude", "groundspeed", "fault", "received"]


def world(folder: Path, seed: int, output: str = "trace") -> Store:
    """A store of a simulated sky."""
    start = dt.datetime(2024, 6, 21, 23, 50, tzinfo=dt.UTC)
    made = scene(Plan(seed=seed, aircraft=14, start=start, hours=0.15))
    kind = next(o for o in OUTPUTS if o.name == output)
    files = kind.write(made, folder / "files")
    outcome = read(files, folder / "store", Options(Context(date=start.date())))
    assert outcome.complete
    return open_store(folder / "store")


def again(store: Store, to: str, folder: Path, **more: Any) -> pl.DataFrame:
    path = folder / f"x{FORMATS[to].ending}"
    export(store, to, path, **more)
    back = folder / f"back-{to}"
    assert read([path], back).complete
    return in_order(open_store(back).polars(faulty=True))


def in_order(rows: pl.DataFrame) -> pl.DataFrame:
    words = [n for n, kind in rows.schema.items() if kind == pl.Categorical]
    rows = rows.with_columns(pl.col(words).cast(pl.Utf8))
    rounded = {"lat": pl.col("latitude").round(6), "lon": pl.col("longitude").round(6)}
    return rows.with_columns(**rounded).sort(ORDER, nulls_last=True)


def compared(rows: pl.DataFrame, back: pl.DataFrame, to: str) -> None:
    assert len(rows) == len(back)
    for name in HELD[to]:
        assert rows[name].eq_missing(back[name]).all(), name
    for name in ("latitude", "longitude"):
        x, y = (f[name].to_numpy() for f in (rows, back))
        np.testing.assert_allclose(x, y, rtol=0, atol=DEGREES[to])


def carried(rows: pl.DataFrame, to: str) -> pl.DataFrame:
    """The rows that a format takes: tracks have only those of a leg with a position."""
    if to not in ("gpx", "kml"):
        return rows
    placed = pl.col("latitude").is_not_null() & pl.col("longitude").is_not_null()
    clock = pl.col("fault").cast(pl.Utf8).fill_null("").str.contains("clock")
    return rows.filter(placed & pl.col("timestamp").is_not_null() & ~clock)


@pytest.fixture(scope="module", params=[(3, "trace"), (8, "beast")], ids=["traces", "frames"])
def sky(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Store:
    return world(tmp_path_factory.mktemp("world"), *request.param)


@pytest.mark.parametrize("to", READ)
@pytest.mark.parametrize("faulty", [False, True])
def test_a_simulated_sky_comes_back(to: str, faulty: bool, sky: Store, tmp_path: Path) -> None:
    rows = carried(in_order(sky.polars(faulty=faulty)), to)
    assert len(rows) > 500
    compared(rows, again(sky, to, tmp_path, faulty=faulty), to)


def test_every_export_that_is_read_is_tried(repository: Path) -> None:
    assert set(FORMATS) - set(READ) == {"czml"}
    text = (repository / "docs/reference/exports.md").read_text(encoding="utf-8")
    table = text.split("## What comes back")[1].split("\n## ")[0]
    lines = [line.split("|")[1:-1] for line in table.splitlines() if line.startswith("| `")]
    told = {line[0].strip(" `"): line for line in lines}
    assert list(told) == ["csv", "geojson", "geoparquet", "gpx", "kml", "czml"]
    for to in FORMATS:
        assert told[to][1].strip().startswith("yes" if to in READ else "no")
    lost = set(EVERYTHING) - set(TRACKS)
    assert set(re.findall(r"`(\w+)`", told["gpx"][3])) == lost
    assert told["kml"][3].strip() == "as of `gpx`"


@pytest.mark.parametrize("output", ["gpx", "kml", "geojson"])
@pytest.mark.parametrize("to", READ)
def test_tracks_without_an_address_keep_their_names_and_heights(
    output: str, to: str, tmp_path: Path
) -> None:
    store = world(tmp_path, 5, output)
    rows = carried(in_order(store.polars(faulty=True)), to)
    assert rows["icao24"].str.starts_with("track:").all()
    assert sum(rows[name].count() for name in HEIGHTS) > 500
    compared(rows, again(store, to, tmp_path, faulty=True), to)


SLOW = ("geojson", "gpx", "kml")


@pytest.mark.shared
@pytest.mark.parametrize("faulty", [pytest.param(False, marks=pytest.mark.long), True])
@pytest.mark.parametrize(
    "to", [pytest.param(to, marks=pytest.mark.long) if to in SLOW else to for to in READ]
)
def test_a_recorded_cell_comes_back(
    to: str, faulty: bool, shared_dir: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "store"
    assert read([shared_dir / "data/readsb/20250601_36_-122.gz"], folder).complete
    store = open_store(folder)
    rows = carried(in_order(store.polars(faulty=faulty)), to)
    assert len(rows) == 44_120 or not faulty
    assert len(rows) > 40_000
    compared(rows, again(store, to, tmp_path, faulty=faulty), to)


@pytest.mark.parametrize("to", READ)
@pytest.mark.parametrize("faulty", [False, True])
def test_every_row_comes_back_with_its_own_registration_and_type(
    to: str, faulty: bool, tmp_path: Path
) -> None:
    lines = ["timestamp,icao24,callsign,registration,typecode,latitude,longitude,altitude"]
    said = [("F-AAAA", "A320")] * 3 + [("F-BBBB", "")] * 3 + [("", "")] * 3 + [("", "B738")]
    for k, (registration, kind) in enumerate(said):
        height = 200000 if k == 4 else 37000  # one with a fault
        place = f"48.1,2.3{k:02},{height}"
        lines.append(f"2024-03-10T12:00:{5 * k:02}Z,39e467,AFR1,{registration},{kind},{place}")
    path = tmp_path / "given.csv"
    path.write_text("\n".join(lines) + "\n")
    assert read([path], tmp_path / "store").complete
    store = open_store(tmp_path / "store")
    rows = in_order(store.polars(faulty=faulty))
    assert len(rows) == (10 if faulty else 9)
    compared(rows, again(store, to, tmp_path, faulty=faulty), to)
