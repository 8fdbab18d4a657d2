"""A world of known truth comes back through every format, within what the format loses."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pytest
from record_memory import content, run

from skywitness.record.readers.formats import FORMATS, recognise
from skywitness.record.reading import HEAD, Context
from skywitness.simulate.aircraft import Aircraft
from skywitness.simulate.earth import FOOT, inverse, wrapped
from skywitness.simulate.formats import NAMES, OUTPUTS
from skywitness.simulate.losses import BY_OUTPUT, LOSSES, Loss, markdown
from skywitness.simulate.motion import State
from skywitness.simulate.reports import SOURCES, Scene
from skywitness.simulate.run import Plan, scene
from skywitness.simulate.sky import geoid_m
from skywitness.simulate.split import SplitFile

START = dt.datetime(2024, 6, 21, 23, 54, tzinfo=dt.UTC)
PLAN = Plan(seed=3, aircraft=17, start=START, hours=0.22, exact=True)
ALPHA = (8.1, 47.3)
MICRO = 1e6
FLOAT32 = 1e-7


@pytest.fixture(scope="module")
def world() -> Scene:
    """Without errors, so that what is off was lost on the way; it crosses midnight (UTC)."""
    return scene(PLAN)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("simulated")


@dataclass
class Read:
    """Rows with a position that came back, and of which aircraft each is (-1 where not told)."""

    columns: dict[str, list[object]]
    numbers: dict[str, np.ndarray]
    aircraft: np.ndarray
    refused: dict[str, int]
    marked: int

    def __len__(self) -> int:
        return len(self.aircraft)


NUMBERS = (
    "latitude", "longitude", "altitude", "geoaltitude", "mslaltitude", "aglaltitude",
    "unstatedaltitude", "groundspeed", "track", "heading",
    "vertical_rate", "onground", "nic", "nac_p", "nac_v", "sil", "gva", "version",
)  # fmt: skip
WORDS = (
    "icao24",
    "callsign",
    "squawk",
    "category",
    "registration",
    "typecode",
    "source",
    "receiver",
)


_BACK: dict[str, Read] = {}


def read_back(world: Scene, output: str, folder: Path) -> Read:
    """Write a format and read all its files, once."""
    if output not in _BACK:
        _BACK[output] = _read_back(world, output, folder)
    return _BACK[output]


def _read_back(world: Scene, output: str, folder: Path) -> Read:
    """Only rows with a position are kept."""
    each = next(o for o in OUTPUTS if o.name == output)
    tables, refused, marked = [], {}, 0
    for path in leaves(each.write(world, folder / output), folder / output):
        data = content(path)
        found = recognise(data[:HEAD], path.name)
        assert found is not None, path
        # What is in Parquet is told only by its end: the reader of tables hands raw messages on.
        assert found.name == each.reader or output == "opensky_raw", path
        context = Context(date=START.date(), position=position(world, path))
        result = run(found.reader, data, str(path), context)
        assert result.error is None
        for reason, count in result.tally.bad.items():
            refused[reason] = refused.get(reason, 0) + count
        table = result.table.filter(pc.is_valid(result.table["latitude"]))
        marked += len(table) - table["fault"].null_count
        tables.append(table)
    table = pa.concat_tables(tables)
    numbers = {
        name: table[name].cast(pa.float64()).to_numpy(zero_copy_only=False) for name in NUMBERS
    }
    numbers["t"] = table["timestamp"].cast(pa.int64()).to_numpy() / MICRO
    columns = {name: table[name].to_pylist() for name in WORDS}
    return Read(columns, numbers, who(world, columns), refused, marked)


def leaves(paths: list[Path], folder: Path) -> list[Path]:
    """The files themselves; what is in a tar, or the parts of one, is taken out first."""
    import tarfile

    if ".tar" not in paths[0].name:
        return paths
    whole = folder / "whole.tar"
    out = []
    for stem in sorted({p.name.partition(".tar")[0] for p in paths}):
        parts = [p for p in paths if p.name.startswith(stem)]
        whole.write_bytes(b"".join(p.read_bytes() for p in parts))
        with tarfile.open(whole) as archive:
            archive.extractall(folder / stem, filter="data")
        out += sorted((folder / stem).rglob("*.json"))
    return out


def position(world: Scene, path: Path) -> tuple[float, float]:
    """Where the receiver stands whose file it is."""
    found = (r for r in world.world.receivers if r.name == path.stem)
    return next(((r.lon, r.lat) for r in found), ALPHA)


def who(world: Scene, columns: dict[str, list[object]]) -> np.ndarray:
    """Which aircraft each row is of, by whatever name the format gives."""
    people = world.world.aircraft
    for column in ("icao24", "callsign", "registration"):
        names = {getattr(a, column): k for k, a in enumerate(people)}
        if any(name in names for name in columns[column]):
            return np.array([names.get(n, -1) for n in columns[column]])
    raise AssertionError("no row has a name")


def truth(aircraft: Aircraft, t: np.ndarray) -> State:
    motion = aircraft.motion
    return motion.at(np.clip(t, motion.start, motion.end))


def misses(loss: Loss, aircraft: Aircraft, rows: dict[str, np.ndarray]) -> dict[str, float]:
    """By how much of the resolution each value is off at worst (1: just within)."""
    t, ground = rows["t"], truth(aircraft, rows["t"]).onground
    out: dict[str, float] = {}
    # Where it was at all moments at which the position may have held; between two of them it is
    # no farther from the nearer one than half the way.
    places = moments(
        aircraft, t, loss.time_s, loss.later_s + loss.time_s, 61 if loss.later_s else 3
    )
    gap = (loss.later_s + 2 * loss.time_s) / (len(places) - 1)
    way = np.min(
        [inverse(s.longitude, s.latitude, rows["longitude"], rows["latitude"])[1] for s in places],
        axis=0,
    )
    fastest = np.max([s.groundspeed for s in places], axis=0) * 1852 / 3600
    room = np.full(len(t), loss.place_m)
    room[np.abs(rows["latitude"]) > 80] = loss.polar_m or loss.place_m
    if loss.ground_place_m is not None:
        room[ground] = loss.ground_place_m
    out["place"] = float(np.max(way / (room + fastest * gap / 2 + 0.001)))

    wide = loss.motion_s + loss.later_s > 0
    states = moments(
        aircraft, t, loss.motion_s + loss.time_s, loss.later_s + loss.time_s, 11 if wide else 3
    )
    for name, most in (
        ("altitude", loss.altitude_ft), ("geoaltitude", loss.geoaltitude_ft),
        ("mslaltitude", loss.sea_ft), ("unstatedaltitude", loss.unstated_ft), ("aglaltitude", None),
        ("groundspeed", loss.speed_kt), ("vertical_rate", loss.rate_fpm),
    ):  # fmt: skip
        told = np.isfinite(rows[name])
        if most is None:
            assert not told.any(), f"{name} is told, but the table says that it is lost"
            continue
        true = np.array([column(s, name) for s in states])
        room = np.full(len(t), most)
        high = {"altitude": loss.high_ft, "geoaltitude": loss.high_geo_ft}.get(name)
        if high is not None:
            room[states[-1].altitude > 50_175] = high
        if name == "groundspeed" and loss.ground_speed_kt is not None:
            slow, fast = loss.ground_speed_kt
            room = np.where(ground, np.where(true.max(axis=0) > 69, fast, slow), room)
        between = np.abs(np.diff(true, axis=0)).max(axis=0) / 2
        off = np.maximum(true.min(axis=0) - rows[name], rows[name] - true.max(axis=0))
        if told.any():
            out[name] = float(np.max((off / (room + between + FLOAT32 * np.abs(rows[name])))[told]))

    direction = rows["track"].copy()
    if loss.ground_track != "track":
        direction[ground] = rows[loss.ground_track][ground] if loss.ground_track else np.nan
    told = np.isfinite(direction)
    if loss.track_deg is None:
        assert not told.any()
        return out
    true = np.array([s.track for s in states])
    between = np.abs(angle(np.diff(true, axis=0))).max(axis=0) / 2
    speed = np.min([s.groundspeed for s in states], axis=0)
    room = loss.track_deg + np.degrees(np.arctan2(loss.cross_kt, np.maximum(speed, 0.1)))
    if loss.ground_track_deg is not None:
        room = np.where(ground, loss.ground_track_deg, room)
    off = np.abs(angle(direction - true)).min(axis=0)
    # Where something points that stands still is not told by a velocity.
    told &= (speed > 2 * loss.cross_kt + 0.1) | (loss.cross_kt == 0)
    out["track"] = float(np.max((off / (room + between + 3e-5))[told], initial=0.0))
    return out


def column(state: State, name: str) -> np.ndarray:
    """What is true in a column of the record."""
    if name == "mslaltitude":
        return state.geoaltitude - geoid_m(state.longitude, state.latitude) / FOOT
    return getattr(state, "altitude" if name == "unstatedaltitude" else name)


def moments(aircraft: Aircraft, t: np.ndarray, before: float, after: float, n: int) -> list[State]:
    """The truth at ``n`` times from some seconds before to some seconds after."""
    motion = aircraft.motion
    times = (t + shift for shift in np.linspace(-before, after, n))
    return [motion.at(np.clip(each, motion.start, motion.end)) for each in times]


def angle(degrees: np.ndarray) -> np.ndarray:
    return (degrees + 180) % 360 - 180


@pytest.mark.parametrize("output", NAMES)
def test_a_world_comes_back_within_what_the_format_loses(
    output: str, world: Scene, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    loss = BY_OUTPUT[output]
    back = read_back(world, output, folder)
    assert (back.aircraft >= 0).all()
    worst: dict[str, float] = {}
    for k in np.unique(back.aircraft):
        mine = back.aircraft == k
        rows = {name: values[mine] for name, values in back.numbers.items()}
        for name, share in misses(loss, world.world.aircraft[k], rows).items():
            worst[name] = max(worst.get(name, 0.0), share)
    with capsys.disabled():
        shown = ", ".join(f"{name} {share:.2f}" for name, share in worst.items())
        print(f"\n{output}: {len(back)} rows, of the resolution at worst: {shown}", end="")
    said = {
        "place": loss.place_m,
        "altitude": loss.altitude_ft,
        "geoaltitude": loss.geoaltitude_ft,
        "mslaltitude": loss.sea_ft,
        "unstatedaltitude": loss.unstated_ft,
        "groundspeed": loss.speed_kt,
        "track": loss.track_deg,
        "vertical_rate": loss.rate_fpm,
    }
    assert set(worst) == {name for name, value in said.items() if value is not None}
    assert {name: share for name, share in worst.items() if share > 1.0} == {}
    # A resolution far above what is lost would say nothing.
    assert worst["place"] > 0.1 or loss.place_m <= 0.02
    assert back.marked == 0


@pytest.mark.parametrize("output", NAMES)
def test_nothing_is_missing_but_what_the_format_cannot_hold(
    output: str, world: Scene, folder: Path
) -> None:
    loss, back = BY_OUTPUT[output], read_back(world, output, folder)
    r = world.reports
    if output in ("aircraft_json", "states_rest", "heatmap", "igc"):
        wanted = expected_snapshots(world, output)
        least = 0.99 if output == "heatmap" else 1.0
    else:
        wanted = int(np.isin([SOURCES[s] for s in r.source], loss.sources).sum())
        # Two messages make the first position, and a landing begins anew.
        least = 0.97 if loss.polar_m else 1.0
    assert least * wanted <= len(back) <= wanted
    people = world.world.aircraft
    for name in loss.words:
        pairs = [
            (getattr(people[k], name), said)
            for k, said in zip(back.aircraft, back.columns[name], strict=True)
            if said is not None
        ]
        assert len(pairs) > 0.8 * len(back)
        assert all(true == said for true, said in pairs)
    for name in loss.quality:
        said = back.numbers[name]
        told = np.isfinite(said)
        true = np.array([getattr(people[k], name) for k in back.aircraft], dtype=float)
        assert told.sum() > 0.5 * len(back)
        if name in ("nic", "rc"):  # of version 0 a NIC is what fits its type code
            told &= np.array([people[k].version > 0 for k in back.aircraft])
            wrong = said[told] > true[told]
            assert not wrong.any(), "integrity is never overstated"
            assert (said[told] == true[told]).mean() > 0.95
        else:
            assert (said[told] == true[told]).all()
    heights = np.logical_or.reduce(
        [np.isfinite(v) for name, v in back.numbers.items() if name.endswith("altitude")]
    )
    on_ground = np.zeros(len(back), dtype=bool)
    for k in np.unique(back.aircraft):
        mine = back.aircraft == k
        on_ground[mine] = truth(people[k], back.numbers["t"][mine]).onground
    if output != "fixes":
        # After a landing a height is carried for five seconds.
        assert on_ground.any()
        assert (heights[on_ground].mean() > 0.9) == loss.ground_heights
        assert loss.ground_heights or heights[on_ground].mean() < (0.1 if loss.later_s else 0.02)
        assert heights[~on_ground].mean() > 0.9
    if loss.source is None:
        kinds = {
            "adsb": "adsb_icao",
            "adsb_nt": "adsb_icao_nt",
            "uat": "adsr_icao",
            "mode_s": "mlat",
        }
        true_kinds = [kinds[people[k].link] for k in back.aircraft]
        assert back.columns["source"] == true_kinds
    elif loss.source:
        assert set(back.columns["source"]) == {loss.source}


def expected_snapshots(world: Scene, output: str) -> int:
    from skywitness.simulate.outputs import heatmap, snapshots

    if output == "igc":
        flights = [
            (max(world.world.start, a.motion.start), min(world.world.end, a.motion.end))
            for a in world.world.aircraft
            if a.kind in ("glider", "ulm", "light", "uat", "helicopter")
        ]
        return sum(len(np.arange(np.ceil(begin), stop, 4)) for begin, stop in flights)
    if output == "heatmap":
        cells = {
            (t, int(stamp // (heatmap.SLICE_S * MICRO)))
            for t, stamp in zip(world.reports.target, world.reports.time, strict=True)
        }
        return len(cells)
    return sum(len(found) for _, found in snapshots.snapshots(world, 10.0))


def test_the_world_has_what_it_should(world: Scene) -> None:
    r, people = world.reports, world.world.aircraft
    kinds = {a.kind for a in people}
    assert {"airliner", "military", "high", "orbit", "helicopter", "glider", "ulm", "vehicle",
            "antimeridian", "pole", "midnight", "mlat", "uat"} <= kinds  # fmt: skip
    by_kind = {
        k: r.take(np.isin(r.target, [n for n, a in enumerate(people) if a.kind == k]))
        for k in kinds
    }
    assert by_kind["high"].altitude.min() > 60_000
    assert by_kind["pole"].latitude.max() > 89
    lon = by_kind["antimeridian"].longitude
    assert (lon < -179).any()
    assert (lon > 179).any()
    assert by_kind["vehicle"].onground.all()
    midnight = (START.replace(hour=0, minute=0) + dt.timedelta(days=1)).timestamp() * MICRO
    crossing = by_kind["midnight"].time
    assert crossing.min() < midnight < crossing.max()
    assert set(r.source.tolist()) == {0, 1, 2, 3}
    assert {a.version for a in people} == {0, 1, 2}


def test_the_page_shows_the_table(repository: Path) -> None:
    page = (repository / "docs/reference/formats-losses.md").read_text(encoding="utf-8")
    assert markdown() in page


def test_each_format_has_its_losses_and_each_reader_a_format() -> None:
    assert tuple(loss.output for loss in LOSSES) == NAMES
    assert all(f.type for f in fields(Loss))
    read = {each.reader for each in OUTPUTS}
    known = {each.name for each in FORMATS}
    assert read <= known
    assert known - read == {"iq"}, "radio samples are not simulated; else a writer is missing"


def test_a_split_file_is_the_whole_in_order(tmp_path: Path) -> None:
    data = bytes(range(256)) * 10
    with SplitFile(tmp_path / "x.tar", 1000) as out:
        for k in range(0, len(data), 700):
            out.write(data[k : k + 700])
    assert [p.name for p in out.paths] == ["x.tar.aa", "x.tar.ab", "x.tar.ac"]
    assert b"".join(p.read_bytes() for p in out.paths) == data
    assert wrapped(np.array([180.0, -180.0, 539.0])).tolist() == [-180.0, -180.0, 179.0]
