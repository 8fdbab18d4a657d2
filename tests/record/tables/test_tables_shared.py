"""Tables of positions: the shared real files."""

from __future__ import annotations

import gzip
import io
import json
from collections import Counter
from pathlib import Path

import numpy as np
import polars as pl
import pyarrow.parquet as pq
import pytest
from record_memory import content, format_of, run
from test_tables_readers import READERS

from skywitness.record.faults import mark
from skywitness.record.readers import table_csv, table_json, table_parquet

SHARED_JSON = {
    "quickstart.json.gz": (284_505, 213), "switzerland.json.gz": (139_098, 842),
    "dreamliner_airfrance.json.gz": (17_910, 2), "aircraft_carrier.json.gz": (9_024, 1),
    "inflight_refuelling.json.gz": (10_397, 1), "border_control.json.gz": (1_465, 1),
    "vienna.json.gz": (2_738, 1), "zero_gravity.json.gz": (10_367, 1),
    "noisy_ground.json.gz": (924, 1), "noisy_landing.json.gz": (848, 1),
    "noisy_takeoff.json.gz": (730, 1), "noisy_time_issue.json.gz": (8_294, 1),
}  # fmt: skip


@pytest.mark.shared
@pytest.mark.parametrize("name", SHARED_JSON)
def test_shared_traffic_samples(name: str, shared_dir: Path) -> None:
    data = content(shared_dir / "data" / "opensky" / name)
    assert format_of(data, name) == "table_json"
    told = run(table_json, data)
    rows, addresses = SHARED_JSON[name]
    assert told.error is None
    assert told.tally.rows == told.table.num_rows == rows
    assert not told.tally.bad
    assert len(set(told.column("icao24"))) == addresses
    assert told.table["timestamp"].null_count == 0


@pytest.mark.shared
def test_shared_quickstart_against_orjson_and_its_altitudes(shared_dir: Path) -> None:
    import orjson

    data = content(shared_dir / "data" / "opensky" / "quickstart.json.gz")
    told = run(table_json, data)
    source = orjson.loads(data)
    for name, wanted in (("latitude", np.float64), ("altitude", np.float32), ("track", np.float32)):
        mine = told.table[name].to_numpy()
        theirs = np.array(
            [r[name] if r[name] is not None else np.nan for r in source], dtype=wanted
        )
        np.testing.assert_array_equal(mine, theirs)
    frame = pl.DataFrame({"a": told.column("icao24"), "t": told.column("timestamp")})
    frame = frame.with_row_index("k").with_columns(high=told.table["altitude"].to_numpy() > 50_000)
    frame = frame.filter(pl.col("high").any().over("a")).sort("a", "t", maintain_order=True)
    table = told.table.unify_dictionaries().combine_chunks().take(frame["k"].to_numpy())
    fault, _ = mark(table)
    words = np.array([f or "" for f in fault.to_pylist()])
    high = table["altitude"].to_numpy() > 50_000
    assert high.sum() == 464
    assert all("altitude" in w.split() for w in words[high])


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("edw24_2024-04-06_statevectors.parquet", 1_396),
        ("ezy158t_2017-02-05_statevectors.parquet", 3_600),
        ("ryr2rg_2022-02-02_statevectors.parquet", 1_200),
    ],
)
def test_shared_state_vectors_are_feet_and_knots(name: str, rows: int, shared_dir: Path) -> None:
    data = (shared_dir / "data" / "opensky" / name).read_bytes()
    assert format_of(data, name) == "table_parquet"
    told = run(table_parquet, data)
    assert told.table.num_rows == rows
    source = pq.read_table(io.BytesIO(data))
    feet = told.table["altitude"].to_numpy()
    metres = source["baroaltitude"].to_numpy()
    np.testing.assert_allclose(feet * 0.3048, metres, rtol=1e-6)
    # Altitudes are coded in steps of 25 ft: that they come out whole shows that metres were right.
    said = feet[~np.isnan(feet)]
    np.testing.assert_allclose(said / 25, np.rint(said / 25), atol=1e-3)
    kt = told.table["groundspeed"].to_numpy()
    np.testing.assert_allclose(kt * 1852 / 3600, source["velocity"].to_numpy(), rtol=1e-6)
    heard = [bool(serials) for serials in source["serials"].to_pylist()]
    assert [r is not None for r in told.column("receiver")] == heard
    plain = source.drop_columns(["serials"])
    text = run(table_csv, pl.from_arrow(plain).write_csv().encode())  # type: ignore[union-attr]
    for column in ("timestamp", "received", "latitude", "altitude", "groundspeed", "fault"):
        assert text.column(column) == told.column(column)


@pytest.mark.shared
def test_shared_ages_of_positions(shared_dir: Path) -> None:
    folder = shared_dir / "data" / "opensky"
    told = run(table_json, content(folder / "noisy_ground.json.gz"))
    source = json.loads(gzip.decompress((folder / "noisy_ground.json.gz").read_bytes()))
    old = sum(
        source["last_position"][k] is not None
        and source["latitude"][k] is not None
        and source["timestamp"][k] - source["last_position"][k] > 60_000
        for k in source["timestamp"]
    )
    assert Counter(told.column("fault"))["stale"] == old == 120


@pytest.mark.shared
def test_shared_files_of_other_formats_are_left_to_their_readers(shared_dir: Path) -> None:
    for folder in ("aircraft_json", "multi_network", "readsb", "raw", "asterix"):
        for path in (shared_dir / "data" / folder).glob("*.*"):
            if path.name != "edw24_2024-04-06_rawmsg.parquet":
                data = content(path)[:65_536]
                assert not any(r.recognise(data, path.name) for _, r, _ in READERS), path
