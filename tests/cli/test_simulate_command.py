"""``skywitness simulate``: the same seed, the same files; a day tar; what is refused."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import tarfile
from pathlib import Path

import numpy as np
import orjson
import pyarrow.parquet as pq
import pytest
from isal import igzip

from skywitness.cli import main
from skywitness.simulate import load
from skywitness.simulate.aircraft import EPU_M
from skywitness.simulate.earth import inverse
from skywitness.simulate.formats import NAMES
from skywitness.simulate.reports import ADSB, MAIN
from skywitness.simulate.run import FAULTS, Plan, scene
from skywitness.simulate.world import make

START = dt.datetime(2024, 6, 21, 23, 0, tzinfo=dt.UTC)


def hashes(folder: Path) -> dict[str, str]:
    return {
        str(p.relative_to(folder)): hashlib.sha256(p.read_bytes()).hexdigest()
        for p in sorted(folder.rglob("*")) if p.is_file() and p.name != "world.json"
    }  # fmt: skip


def run(*words: str) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["simulate", *words])
    if ended.value.code:
        raise AssertionError(ended.value.code)


def test_the_same_seed_gives_the_same_files(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("--aircraft", "6", "--hours", "0.1", "--faults", "all", "--json")
    run("--out", str(tmp_path / "a"), *words)
    summary = json.loads(capsys.readouterr().out)
    run("--out", str(tmp_path / "b"), *words)
    run("--out", str(tmp_path / "c"), *words, "--seed", "2")
    a, b, c = (hashes(tmp_path / name) for name in "abc")
    assert a == b
    assert a["truth.parquet"] != c["truth.parquet"]
    assert set(summary["formats"]) == set(NAMES)
    assert set(summary["faults"]) | set(summary["faults_without_aircraft"]) == set(FAULTS)
    assert json.loads((tmp_path / "a/world.json").read_text()) == summary
    assert sum(each["files"] for each in summary["formats"].values()) + 2 == len(a)


def test_the_truth_is_every_second_of_everyone(tmp_path: Path) -> None:
    run("--out", str(tmp_path / "o"), "--aircraft", "13", "--hours", "0.2", "--formats", "none",
        "--start", "2024-06-21T23:55:00+00:00")  # fmt: skip
    table = pq.read_table(tmp_path / "o/truth.parquet")
    world = make(1, 13, dt.datetime(2024, 6, 21, 23, 55, tzinfo=dt.UTC).timestamp(), 0.2)
    for each in world.aircraft:
        rows = table.filter(np.array(table["icao24"].to_pylist()) == each.icao24)
        t = rows["timestamp"].cast("int64").to_numpy() / 1e6
        assert (np.diff(t) == 1).all()
        begin, stop = max(world.start, each.motion.start), min(world.end, each.motion.end)
        assert len(t) == int(np.floor(stop) - np.ceil(begin)) + 1
        seen = each.motion.at(t)
        assert (rows["latitude"].to_numpy() == seen.latitude).all()
        # Speeds are those of the positions a second apart.
        _, way = inverse(
            seen.longitude[:-1], seen.latitude[:-1], seen.longitude[1:], seen.latitude[1:]
        )
        mean = (seen.groundspeed[1:] + seen.groundspeed[:-1]) / 2 * 1852 / 3600
        # A wingman's speed steps where his leader's turn begins.
        assert np.abs(way - mean).max() < 2.0
        climbed = np.diff(seen.altitude) - (seen.vertical_rate[1:] + seen.vertical_rate[:-1]) / 120
        assert np.abs(climbed).max() < 2.0


def test_errors_are_those_that_aircraft_state() -> None:
    seen = scene(Plan(seed=4, aircraft=24, start=START, hours=1.0))
    r, people = seen.reports, seen.world.aircraft
    share: dict[int, list[float]] = {}
    for k, each in enumerate(people):
        mine = (r.target == k) & (r.source == ADSB) & (r.network == MAIN)
        if mine.sum() < 200 or not each.nac_p:
            continue
        true = each.motion.at(r.moment[mine])
        _, off = inverse(true.longitude, true.latitude, r.longitude[mine], r.latitude[mine])
        share.setdefault(each.nac_p, []).append(float((off < EPU_M[each.nac_p]).mean()))
        # The stamp is the receiver's, later than the moment by the aircraft's own delay.
        late = r.time[mine] / 1e6 - r.moment[mine]
        assert 0.0 < np.median(late) < 0.5
    assert set(share) >= {8, 9, 10}
    assert {
        nac: round(float(np.mean(s)), 2) for nac, s in share.items() if not 0.92 < np.mean(s) < 0.98
    } == {}


def test_nobody_is_seen_below_the_horizon() -> None:
    seen = scene(Plan(seed=4, aircraft=24, start=START, hours=0.5, exact=True))
    r = seen.reports
    for k, each in enumerate(seen.world.receivers):
        mine = (r.receiver == k) & np.isfinite(r.geoaltitude)
        _, way = inverse(
            np.full(mine.sum(), each.lon),
            np.full(mine.sum(), each.lat),
            r.longitude[mine],
            r.latitude[mine],
        )
        # The Earth's own horizon, of 4/3 its radius: √(2 k R h) from both ends.
        far = np.sqrt(2 * 8.5e6) * (
            np.sqrt(each.antenna_m) + np.sqrt(np.maximum(r.geoaltitude[mine] * 0.3048, 2))
        )
        assert (way <= far * 1.001).all()


@pytest.mark.parametrize("split", [None, 1])
def test_a_day_tar_holds_so_many_positions(split: int | None, tmp_path: Path) -> None:
    made = load.day_tar(tmp_path / "o", 60_000, 7, START, split and split << 20)
    assert made.positions == 60_000
    assert len(made.files) == (1 if split is None else 2)
    whole = tmp_path / "whole.tar"
    whole.write_bytes(b"".join(p.read_bytes() for p in made.files))
    rows, folders, first = 0, set(), None
    with tarfile.open(whole) as archive:
        for member in archive:
            document = orjson.loads(igzip.decompress(archive.extractfile(member).read()))
            rows += len(document["trace"])
            assert (
                member.name
                == f"./traces/{document['icao'][-2:]}/trace_full_{document['icao']}.json"
            )
            folders.add(document["icao"])
            times = np.array([row[0] for row in document["trace"]])
            assert (np.diff(times) >= 0).all()
            assert times[0] >= 0
            assert times[-1] < 86_400
            first = first or document
    assert rows == 60_000
    assert len(folders) == made.aircraft
    assert first["timestamp"] == START.replace(hour=0).timestamp()
    assert len(first["trace"][0]) == 14
    again = load.day_tar(tmp_path / "p", 60_000, 7, START)
    assert (
        hashlib.sha256(again.files[0].read_bytes()).digest()
        == hashlib.sha256(whole.read_bytes()).digest()
    )


def test_a_day_tar_is_a_flight_that_can_be(tmp_path: Path) -> None:
    made = load.day_tar(tmp_path / "o", 5_000, 1, START)
    with tarfile.open(made.files[0]) as archive:
        for member in archive:
            trace = orjson.loads(igzip.decompress(archive.extractfile(member).read()))["trace"]
            t, lat, lon = (np.array([row[k] for row in trace]) for k in range(3))
            same = np.array([row[6] == 0 for row in trace])[1:] & (np.diff(t) > 0)
            _, way = inverse(lon[:-1], lat[:-1], lon[1:], lat[1:])
            assert (way[same] / np.diff(t)[same]).max() < 300


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--formats", "gpx,nothing"), "'nothing' is not known"),
        (("--faults", "rain"), "choose from: hours"),
        (("--start", "yesterday"), "write it as 2024-06-21T23:00:00Z"),
        (("--start", "1890-01-01"), "name another year"),
        (("--aircraft", "5000", "--hours", "24"), "--day-tar"),
        ((), "not empty"),
    ],
)
def test_what_cannot_be_used_is_told(
    words: tuple[str, ...], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "o"
    if not words:
        out.mkdir()
        (out / "mine.txt").write_text("precious")
    with pytest.raises(SystemExit) as ended:
        main(["simulate", "--out", str(out), *words])
    assert ended.value.code == 2
    assert said in capsys.readouterr().err
    assert [p.name for p in out.rglob("*")] == ([] if words else ["mine.txt"])
