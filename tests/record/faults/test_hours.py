"""Marking hour by hour is marking all at once; and marking is quick."""

from __future__ import annotations

import time
from typing import Any

import hypothesis
import numpy as np
import pyarrow as pa
from fault_tables import DAY, KT, NOW, hourly, sort, table
from hypothesis import strategies as st

from skywitness.record.batch import seconds
from skywitness.record.faults import Carry, as_read, mark
from skywitness.tracks import at, legs, merge, tracks_of

SOURCES = np.array(["adsb_icao", "mlat", "tisb_other", "tisb_trackfile", None], dtype=object)
CRAFT = np.array(["abc123", "abc124", "~2b0d0d", "000000", None], dtype=object)


def world(seed: int, n: int, spread: float, junk: float) -> pa.Table:
    """A few aircraft over three hours: flights, shadows, gaps and every kind of nonsense."""
    rng = np.random.default_rng(seed)
    craft = rng.integers(0, len(CRAFT), n)
    t = 5_400 + rng.normal(0, spread, n)
    t = np.where(rng.random(n) < 0.7, np.round(t), t)
    # All fly the same line, the `~` one as a shadow; so twins and wrong clocks turn up.
    hours = rng.choice([0.0, 3600.0], n, p=[0.8, 0.2])
    way = 200.0 * (t - hours)
    lat, lon = 48 + 0 * t, 2 + np.round(way / 74_000, 5)
    odd = rng.random((7, n)) < junk
    lat = np.where(odd[0], rng.uniform(-95, 95, n), lat)
    lon = np.where(odd[0], rng.uniform(-180, 180, n), lon)
    stuck = rng.random(n) < 0.2
    lon = np.where(stuck, np.round(lon, 1), lon)
    altitude = np.where(odd[1], rng.uniform(-5e3, 1.4e5, n), 52_000 + rng.choice([0, 4_000], n))
    columns: dict[str, Any] = {
        "t": t,
        "icao24": CRAFT[craft].tolist(),
        "latitude": np.where(odd[2], np.nan, lat),
        "longitude": lon,
        "altitude": altitude,
        "geoaltitude": np.where(odd[3], rng.uniform(-5e3, 2e5, n), np.nan),
        "groundspeed": np.where(odd[4], np.nan, 200 / KT * rng.choice([1.0, 0.3], n, p=[0.9, 0.1])),
        "track": np.full(n, 90.0),
        "vertical_rate": np.where(odd[5], rng.uniform(-2e5, 2e5, n), 0.0),
        "received": seconds(DAY + t + rng.choice([0.3, 90.0], n, p=[0.9, 0.1])),
        "source": SOURCES[rng.integers(0, len(SOURCES), n)].tolist(),
        "file": np.array(["a", "b"], dtype=object)[(hours > 0).astype(int)].tolist(),
        "row": rng.permutation(n),
    }
    return sort(table(n, **columns))


@hypothesis.settings(max_examples=30)
@hypothesis.given(
    seed=st.integers(0, 2**32),
    n=st.integers(1, 1000),
    spread=st.sampled_from([10.0, 600.0, 4_000.0]),
    junk=st.sampled_from([0.0, 0.02, 0.3]),
)
def test_marking_hour_by_hour_is_marking_all_at_once(
    seed: int, n: int, spread: float, junk: float
) -> None:
    whole = world(seed, n, spread, junk)
    fault, _ = mark(whole, Carry(now=NOW))
    assert fault.to_pylist() == hourly(whole)
    again = whole.set_column(whole.schema.get_field_index("fault"), "fault", fault)
    assert mark(again, Carry(now=NOW))[0].to_pylist() == fault.to_pylist()


def test_the_worlds_hold_every_fault() -> None:
    found: set[str] = set()
    for seed in range(8):
        fault, _ = mark(world(seed, 4_000, 4_000.0, 0.02), Carry(now=NOW))
        found |= {code for words in fault.to_pylist() if words for code in words.split()}
    wanted = {"address", "altitude", "frozen", "jump", "position", "reversed", "speed", "stale"}
    assert wanted <= found


def test_a_carry_can_be_used_twice() -> None:
    whole = world(5, 2_000, 4_000.0, 0.02)
    hour = whole["timestamp"].cast(pa.int64()).to_numpy() // 3_600_000_000
    first = whole.filter(pa.array(hour == hour.min()))
    rest = whole.filter(pa.array(hour == hour.min() + 1))
    _, carry = mark(first, Carry(now=NOW))
    once, _ = mark(rest, carry)
    twice, _ = mark(rest, carry)
    assert once.to_pylist() == twice.to_pylist()


def test_marking_is_no_slower_than_sorting_a_few_times() -> None:
    n, m = 200, 1_000
    t = np.tile(np.arange(m, dtype=float), n)
    lon = np.repeat(np.linspace(-170, 170, n), m) + t * 0.002
    columns = {
        "icao24": [f"{0xA00000 + k // m:06x}" for k in range(n * m)],
        "latitude": np.full(n * m, 45.0),
        "longitude": lon,
        "groundspeed": np.full(n * m, 305.0),
        "altitude": np.full(n * m, 30_000.0),
    }
    whole = table(n * m, t=t, **columns)
    begin = time.perf_counter()
    fault, _ = mark(whole, Carry(now=NOW))
    took = time.perf_counter() - begin
    assert fault.null_count == n * m
    begin = time.perf_counter()
    sort(whole)
    assert took < 20 * (time.perf_counter() - begin) + 0.5


@hypothesis.settings(max_examples=40)
@hypothesis.given(seed=st.integers(0, 2**32), n=st.integers(1, 60))
def test_no_values_make_marking_or_tracks_fail(seed: int, n: int) -> None:
    rng = np.random.default_rng(seed)
    wild = np.array(
        [0.0, -0.0, 1.0, -1e9, 1e30, -1e308, 1e308, np.inf, -np.inf, np.nan, 89.9, 180.0]
    )
    numbers = ["latitude", "longitude", "altitude", "geoaltitude", "groundspeed", "track"]
    numbers += ["vertical_rate", "ias", "heading", "roll", "rc"]
    with np.errstate(over="ignore"):
        columns: dict[str, Any] = {name: rng.choice(wild, n) for name in numbers}
    columns |= {name: rng.integers(0, 255, n) for name in ("nic", "nac_p", "nac_v", "sil", "gva")}
    t = rng.choice([0.0, 1.0, -1e9, 9e11, -9e11, 8e12, np.nan], n)
    columns |= {
        "received": seconds(rng.permutation(t)),
        "icao24": CRAFT[rng.integers(0, len(CRAFT), n)].tolist(),
        "source": SOURCES[rng.integers(0, len(SOURCES), n)].tolist(),
    }
    whole = table(n, t=t, **columns)
    fault, _ = mark(whole, Carry(now=NOW))
    assert len(fault) == n
    as_read(whole.to_batches()[0])
    done = whole.set_column(whole.schema.get_field_index("fault"), "fault", fault)
    assert len(legs(done)) == n
    for track in tracks_of(done):
        got = at(track, [track.time[0], track.time[0] + 0.5])
        assert len(got.lon) == 2
    merged = merge(done)
    assert len(merged.table) + len(merged.aside) == n
