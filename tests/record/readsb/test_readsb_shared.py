"""The real files of the readsb family beside the repository: what is in them is what comes out."""

from __future__ import annotations

import datetime as dt
import gzip
from collections import Counter
from pathlib import Path
from typing import Any

import orjson
import pyarrow as pa
import pyarrow.compute as pc
import pytest
from readsb_files import READERS, table

from skywitness.record.readers.formats import recognise
from skywitness.record.reading import Tally

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def data(shared_dir: Path) -> Path:
    return shared_dir / "data"


def content(path: Path) -> bytes:
    text = path.read_bytes()
    return gzip.decompress(text) if text[:2] == b"\x1f\x8b" else text


def read(path: Path, module: str, name: str = "some/file") -> tuple[pa.Table, Tally]:
    text = content(path)
    found = recognise(text[:65_536], path.name)
    assert found is not None
    assert found.module == module
    kind = next(k for k, v in READERS.items() if v is found.reader)
    return table(kind, text, name=name)


def counts(found: pa.Table, column: str) -> dict[Any, int]:
    return dict(Counter(found[column].to_pylist()))


def test_one_trace_of_two_days(data: Path) -> None:
    found, tally = read(data / "readsb/trace_full_ac671b.json", "readsb_trace")
    assert len(found) == tally.rows == 2500
    first, last = pc.min_max(found["timestamp"]).as_py().values()
    assert first == dt.datetime(2025, 2, 4, 21, 13, 42, 619000, dt.UTC)
    assert last.date() == dt.date(2025, 2, 5)
    assert counts(found, "onground") == {True: 394, False: 2106}
    assert set(found["callsign"].to_pylist()) == {"DAL1812", "DAL1615", "DAL2418", "DAL2927", None}
    assert counts(found, "fault") == {None: 2425, "stale": 75}
    assert set(found["registration"].to_pylist()) == {"N899DN"}


def test_the_values_of_all_traces(data: Path) -> None:
    # Against the text itself, field by field.
    paths = sorted((data / "readsb/traces_2023-08-30").glob("*/*.json"))
    total = 0
    for path in paths:
        text = orjson.loads(content(path))
        name = f"2023/08/20/traces/{path.parent.name}/{path.name}"
        found, tally = read(path, "readsb_trace", name)
        assert tally.notes == ["the folder says 2023-08-20, the file 2023-08-30"]
        total += len(found)
        for line, row in zip(text["trace"], found.to_pylist(), strict=True):
            at = round((text["timestamp"] + line[0]) * 1000)
            assert row["timestamp"] == dt.datetime.fromtimestamp(at / 1000, dt.UTC)
            assert (row["latitude"], row["longitude"]) == (line[1], line[2])
            ground, geometric = line[3] == "ground", line[6] & 8
            assert row["onground"] is (None if line[3] is None else ground)
            assert row["altitude"] == (None if ground or geometric else line[3])
            if geometric and not ground:
                assert row["geoaltitude"] == line[3] == line[10]
            assert row["geoaltitude"] == line[10]
            assert row["groundspeed"] == pytest.approx(line[4]) or row["groundspeed"] is line[4]
            said = row["heading" if ground else "track"]
            assert said == pytest.approx(line[5]) or said is line[5]
            assert row["vertical_rate"] == (line[11] if line[7] is None else line[7])
            assert row["source"] == line[9]
            assert (row["fault"] == "stale") == bool(line[6] & 1)
            if line[8]:
                assert row["nic"] == line[8]["nic"]
                assert row["rc"] == line[8]["rc"] or (row["rc"], line[8]["rc"]) == (None, 0)
                assert row["squawk"] == line[8].get("squawk")
    assert (len(paths), total) == (22, 3930)
    _, tally = read(paths[0], "readsb_trace", str(paths[0]))
    assert tally.notes == []


def test_lines_clipped_from_traces(data: Path) -> None:
    path = data / "readsb/20250601_36_-122.gz"
    found, tally = read(path, "readsb_jsonl", "20250601_36_-122.gz")
    assert len(found) == tally.rows == 44_120
    assert len(set(found["icao24"].to_pylist())) == 521
    assert sum(str(a).startswith("~") for a in set(found["icao24"].to_pylist())) == 38
    first, last = pc.min_max(found["timestamp"]).as_py().values()
    assert first == dt.datetime(2025, 5, 31, 19, 23, 9, tzinfo=dt.UTC)
    assert last == dt.datetime(2025, 6, 1, 23, 59, 58, tzinfo=dt.UTC)
    assert counts(found, "fault") == {None: 44_120}
    lines = [orjson.loads(line) for line in content(path).splitlines()]
    said = Counter((x["flightdict"] or {}).get("type") for x in lines)
    fresh = [x["flightdict"] is not None for x in lines]
    assert Counter(s for s, f in zip(found["source"].to_pylist(), fresh, strict=True) if f) == {
        k: v for k, v in said.items() if k
    }
    assert said["adsb_icao"], said["mlat"] == (7593, 10)
    own = [(x["flightdict"] or {}).get("flight", "").strip() or None for x in lines]
    for callsign, expected, f in zip(found["callsign"].to_pylist(), own, fresh, strict=True):
        assert not (f and expected) or callsign == expected
    assert found["altitude"].null_count == 114
    assert tally.notes == ["114 lines have altitude 0, which means none or the ground there"]


def test_answers_written_down(data: Path) -> None:
    found, tally = read(data / "readsb/readsb_api_1hr.json", "readsb_jsonl")
    assert tally.rows == 5767
    assert tally.bad == {"no address": 847}
    assert len(found) == 4920
    assert len(set(found["icao24"].to_pylist())) == 59


def test_snapshots(data: Path) -> None:
    expected = {
        1: (64, 63, {None: 64}),
        2: (69, 68, {None: 68, "stale": 1}),
        3: (80, 78, {None: 79, "stale": 1}),
        4: (59, 57, {None: 59}),
        5: (120, 118, {None: 114, "stale": 6}),
    }
    for k, (rows, placed, faults) in expected.items():
        found, _ = read(data / f"aircraft_json/aircraft_{k}.json", "aircraft_json")
        assert (len(found), len(found) - found["latitude"].null_count) == (rows, placed)
        assert counts(found, "fault") == faults
        delays = pc.subtract(found["received"], found["timestamp"]).to_pylist()
        assert all(dt.timedelta(0) <= d < dt.timedelta(seconds=300) for d in delays)


def test_lines_out_of_snapshots(data: Path) -> None:
    expected = {1: (48, {48}), 2: (90, {89}), 3: (11, {6})}
    for k, (rows, timeless) in expected.items():
        found, tally = read(data / f"aircraft_json/json_{k}.json", "readsb_jsonl")
        assert len(found) == rows
        assert {found["timestamp"].null_count} == timeless
        assert tally.notes == [f"{n} lines have no 'now', so no time" for n in timeless]
    assert set(found["squawk"].to_pylist()) == {"d276", "11919", "b184"}  # no octal digits
    assert all("other" in str(f) for f in found["fault"].to_pylist())


def test_fixes_of_networks(data: Path) -> None:
    steps = {}
    rows = 0
    for path in sorted((data / "multi_network").glob("*-*.json")):
        found, tally = read(path, "network_fixes")
        rows += len(found)
        assert set(found["receiver"].to_pylist()) <= {"adsb.fi", "adsb.lol", "airplanes.live"}
        at = found["timestamp"].cast(pa.int64()).to_numpy()
        back = int((at[1:] < at[:-1]).sum())
        steps[path.stem] = back
        assert [n.split(",")[0] for n in tally.notes] == (
            [f"the time of positions steps back {back} times"] if back else []
        )
    assert rows == 2057
    assert max(steps.values()) == steps["slow-a085a4"] == 70
    assert recognise((data / "multi_network/manifest.json").read_bytes(), "x") is None
