"""Merging: reports of several networks, none counted twice, none lost."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from fault_tables import marked, network, straight, table

from skywitness.record.batch import seconds
from skywitness.record.faults.rows import Rows
from skywitness.tracks import merge


def seen(name: str, every: int, late: float, source: str = "adsb_icao") -> pa.Table:
    """What one network shows of a flight: each so-many-th report, with its own idea of the time."""
    flight = straight(120)
    pick = np.arange(120) % every == 0
    columns = {k: np.asarray(v)[pick] for k, v in flight.items()}
    n = int(pick.sum())
    stamp = columns.pop("t") + late
    received = seconds(1_700_006_400.0 + stamp + 0.3 + abs(late))
    return table(n, t=stamp, **columns, receiver=name, received=received, file=name, source=source)


def whole(*tables: pa.Table) -> list[tuple[str, int]]:
    return sorted(
        (file, row)
        for t in tables
        for file, row in zip(t["file"].to_pylist(), t["row"].to_pylist(), strict=True)
    )


def test_every_row_is_kept_or_listed() -> None:
    a, b, c = seen("a", 1, 0.0), seen("b", 2, 0.4), seen("c", 3, -0.7)
    merged = merge([a, b, c])
    assert whole(merged.table, merged.aside) == whole(a, b, c)
    assert len(merged.table) == 120
    assert {f.name.split("\t")[1]: f.kept for f in merged.feeds} == {"a": 120, "b": 0, "c": 0}
    assert set(merged.aside["because"].to_pylist()) == {"same report"}


def test_what_stands_for_a_row_shows_its_position() -> None:
    merged = merge([seen("a", 2, 0.0), seen("b", 1, 0.4)])
    for row in merged.aside.to_pylist():
        kept = merged.table.slice(row["kept"], 1).to_pylist()[0]
        assert (kept["latitude"], kept["longitude"]) == (row["latitude"], row["longitude"])


def test_clocks_that_differ_are_measured() -> None:
    merged = merge([seen("a", 1, 0.0), seen("b", 1, 0.4)])
    assert {f.name.split("\t")[1]: f.behind_s for f in merged.feeds} == pytest.approx(
        {"a": -0.4, "b": 0.4}
    )


def test_the_better_source_is_preferred() -> None:
    merged = merge([seen("a", 1, 0.0, "mlat"), seen("b", 1, 0.1)])
    assert set(merged.table["receiver"].to_pylist()) == {"b"}


def test_a_position_behind_an_earlier_one_is_out_of_order() -> None:
    fast = seen("a", 1, 0.0)
    slow = seen("b", 10, 3.4)
    merged = merge([fast, slow])
    assert set(merged.aside["because"].to_pylist()) == {"out of order"}
    assert set(merged.aside["receiver"].to_pylist()) == {"b"}
    assert (np.diff(merged.table["longitude"].to_numpy()) > 0).all()


def test_a_parked_aircraft_is_seen_as_often_as_it_is_reported() -> None:
    n = 60
    here = {"latitude": np.full(n, 48.0), "longitude": np.full(n, 2.0)}
    one = table(n, t=np.arange(n) * 1.0, groundspeed=np.zeros(n), receiver="a", **here)
    assert len(merge(one).table) == n


def test_aircraft_are_never_mixed() -> None:
    flight = straight(60)
    one = table(60, **flight, receiver="a")
    two = table(60, **flight | {"icao24": ["abc124"] * 60}, receiver="b")
    assert len(merge([one, two]).table) == 120


def test_steps_back_are_counted_by_feed_and_together() -> None:
    t = np.array([0.0, 2.0, 1.0, 3.0, 2.5, 4.0])
    feed = ["a", "b", "a", "b", "b", "a"]
    got = merge(table(6, t=t, receiver=feed, received=seconds(1_700_006_400.0 + np.arange(6) + 9)))
    assert got.reversals == 2
    assert {f.name.split("\t")[1]: f.reversals for f in got.feeds} == {"a": 0, "b": 1}


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "back", "by_network", "kept"),
    [
        ("slow-a085a4", 70, [4, 4, 54], 238),
        ("slow-7c4927", 52, [2, 4, 37], 234),
        ("slow-c8809d", 14, [1, 1, 8], 263),
        ("fast-a84e0c", 1, [0, 0, 1], 151),
        ("fast-0c20f4", 0, [0, 0, 0], 180),
        ("fast-aaad49", 0, [0, 0, 0], 220),
        ("source-switch-a1388c", 0, [0, 0, 0], 220),
        ("source-switch-a16ff1", 0, [0, 0, 0], 220),
    ],
)
def test_three_networks_at_once(
    shared_dir: Path, name: str, back: int, by_network: list[int], kept: int
) -> None:
    given = network(shared_dir / f"data/multi_network/{name}.json")
    merged = merge(given)
    assert merged.reversals == back
    assert [f.name.split("\t")[1] for f in merged.feeds] == [
        "adsb.fi",
        "adsb.lol",
        "airplanes.live",
    ]
    assert [f.reversals for f in merged.feeds] == by_network
    assert len(merged.table) == kept
    assert whole(merged.table, merged.aside) == whole(given)
    # In order, and marking finds no jump in what is left.
    assert (np.diff(Rows(merged.table).t) >= 0).all()
    assert not any("jump" in (f or "") for f in marked(merged.table)["fault"].to_pylist())
