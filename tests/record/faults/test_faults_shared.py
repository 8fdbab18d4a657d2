"""Faults in the real data: what its README lists is found, and little else."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from fault_tables import cell, faults, network, trace, traffic

from skywitness.record.batch import has_faults
from skywitness.record.faults import as_read
from skywitness.record.intake.loading import Options, read
from skywitness.record.reading import Context
from skywitness.record.schema import FAULTS
from skywitness.record.store.store import open_store

pytestmark = pytest.mark.shared


def counts(whole: object) -> dict[str, int]:
    return {code: int(m.sum()) for code, m in faults(whole).items() if m.any()}


def test_quickstart(shared_dir: Path) -> None:
    whole = traffic(shared_dir, "quickstart")
    found = faults(whole)
    high = whole["altitude"].to_numpy() > 50_000
    assert int(high.sum()) == 464
    assert found["altitude"][high].all()
    assert int(found["altitude"].sum()) == 1_387
    # Positions repeated while the aircraft moves, and the one jump of FR-3944ee at 14:50:46 with
    # its repetitions.
    assert int(found["frozen"].sum()) == 22_318
    jumps = Counter(np.array(whole["icao24"].to_pylist())[found["jump"]].tolist())
    assert jumps == {"3944ee": 10}


def test_the_switzerland_sample(shared_dir: Path) -> None:
    found = counts(traffic(shared_dir, "switzerland"))
    assert found == {"altitude": 1, "frozen": 240, "jump": 84}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("aircraft_carrier", {"frozen": 3_218}),
        ("inflight_refuelling", {"altitude": 16, "frozen": 321}),
        ("border_control", {"altitude": 1}),
        ("noisy_time_issue", {"altitude": 54, "frozen": 1_343}),
        ("zero_gravity", {"altitude": 222, "frozen": 307}),
        ("dreamliner_airfrance", {"altitude": 11, "frozen": 235, "jump": 7}),
    ],
)
def test_single_flights(shared_dir: Path, name: str, expected: dict[str, int]) -> None:
    assert counts(traffic(shared_dir, name)) == expected


def test_one_aircraft_twice(shared_dir: Path) -> None:
    whole = cell(shared_dir)
    found = faults(whole)
    craft = np.array(whole["icao24"].to_pylist())
    twins = Counter(craft[found["twin"]].tolist())
    assert twins == {"~2b0d0d": 87, "~2b00e1": 3, "~2b0134": 8}
    assert int((craft == "~2b0d0d").sum()) == 90
    assert not found["jump"].any()


def test_traces_of_decoders_are_clean(shared_dir: Path) -> None:
    folder = shared_dir / "data/readsb"
    for path in [folder / "trace_full_ac671b.json", *folder.glob("traces_2023-08-30/*/*.json")]:
        assert counts(trace(path)) == {}, path.name


@pytest.mark.parametrize(
    ("name", "rows"),
    [("slow-a085a4", 87), ("slow-7c4927", 68), ("slow-c8809d", 12), ("fast-aaad49", 0)],
)
def test_networks_whose_time_runs_backwards(shared_dir: Path, name: str, rows: int) -> None:
    whole = network(shared_dir / f"data/multi_network/{name}.json")
    fault, _ = as_read(whole.to_batches()[0])
    assert int(has_faults(fault, FAULTS)["reversed"].sum()) == rows
    assert counts(whole).get("reversed", 0) == rows


@pytest.mark.parametrize(
    ("heights", "column"), [(None, "unstatedaltitude"), ("pressure", "altitude")]
)
def test_a_helicopter_with_its_neighbour_s_position(
    shared_dir: Path, tmp_path: Path, heights: str | None, column: str
) -> None:
    """Its last two rows are the airliner's of that second; no other row of the four is marked."""
    folder = shared_dir / "data/incidents/potomac_2025"
    read([folder], tmp_path / "store", Options(Context(heights=heights)))
    rows = open_store(tmp_path / "store").polars(faulty=True)
    assert len(rows) == 2303
    assert rows[column].null_count() == 0  # every height is kept
    marked = rows.filter(rows["fault"].is_not_null())
    assert marked["fault"].to_list() == ["copied"] * 2
    assert set(marked["registration"].to_list()) == {"AE313D"}
    assert [str(t.time()) for t in marked["timestamp"].to_list()] == ["01:47:58", "01:47:59"]
    helicopter = rows.filter(rows["registration"].cast(pl.Utf8) == "AE313D")
    assert helicopter["timestamp"].to_list()[-2:] == marked["timestamp"].to_list()
