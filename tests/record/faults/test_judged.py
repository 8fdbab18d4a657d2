"""Rows of an export keep the marks that they came with: what it leaves out may explain them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pytest
from fault_tables import NOW, faults, join, straight, table, which

from skywitness.handover.rows.exporting import export
from skywitness.handover.rows.formats import FORMATS
from skywitness.record.batch import faults as told
from skywitness.record.batch import has_faults
from skywitness.record.faults import Carry, mark
from skywitness.record.intake.loading import read
from skywitness.record.schema import FAULTS
from skywitness.record.store.store import Store, open_store

EXPORTS = Carry(NOW, judged=frozenset({"f"}))
READ = [name for name in FORMATS if name != "czml"]


def course() -> dict[str, Any]:
    """A flight of which another course is believed after ten seconds."""
    flight = straight(120)
    flight["latitude"][60:] += 20.0
    return flight


def high() -> dict[str, Any]:
    """A flight first seen at a height that must be confirmed."""
    return straight(120, altitude=np.full(120, 60_600.0))


def left(flight: dict[str, Any], **more: Any) -> pa.Table:
    """The rows of a flight that have no fault."""
    whole = table(len(flight["t"]), **flight, **more)
    bad = np.any(list(faults(whole).values()), axis=0)
    assert bad.any()
    return whole.filter(pa.array(~bad))


def found(whole: pa.Table, carry: Carry = EXPORTS) -> dict[str, list[int]]:
    masks = has_faults(mark(whole, carry)[0], FAULTS)
    return {code: which(mask) for code, mask in masks.items() if mask.any()}


@pytest.mark.parametrize("flight", [course, high])
def test_what_is_left_of_a_judged_flight_has_no_fault(flight: Any) -> None:
    rest = left(flight())
    assert found(rest, Carry(NOW))  # by itself it would
    assert found(rest) == {}


def test_marks_of_an_export_stay() -> None:
    wrong = np.zeros(120, dtype=bool)
    wrong[60:70] = True
    whole = table(120, **course(), fault=told(120, {"jump": wrong}))
    assert found(whole) == {"jump": list(range(60, 70))}
    moved = table(120, **straight(120), fault=told(120, {"jump": wrong}))
    assert found(moved) == {"jump": list(range(60, 70))}


def test_what_cannot_be_by_itself_is_found_in_an_export_too() -> None:
    flight = straight(60)
    flight["altitude"][7], flight["groundspeed"][9] = 200_000.0, 9_000.0
    flight["latitude"][11] = 95.0
    assert found(table(60, **flight)) == {"altitude": [7], "speed": [9], "position": [11]}


@pytest.mark.parametrize("first", [0, 30, 59])
def test_rows_of_another_file_are_judged_and_those_after_them(first: int) -> None:
    flight = straight(60)
    flight["latitude"][[10, 50]] += 1.0
    files = ["f"] * 60
    files[first] = "raw"
    whole = table(60, **flight, file=files)
    assert found(whole) == {0: {"jump": [10, 50]}, 30: {"jump": [50]}, 59: {}}[first]


def test_two_exports_do_not_vouch_for_each_other() -> None:
    flight = straight(60)
    flight["latitude"][[10, 50]] += 1.0
    whole = table(60, **flight, file=["f"] * 40 + ["g"] * 20)
    assert found(whole, Carry(NOW, judged=frozenset("fg"))) == {"jump": [50]}


def test_other_aircraft_of_other_files_change_nothing() -> None:
    raw = table(120, **course(), icao24=["abc124"] * 120, file="raw")
    assert found(join(left(course()), raw)) == {"jump": list(range(110 + 60, 110 + 70))}


@pytest.mark.parametrize("other", ["f", "raw"])
def test_a_twin_is_one_where_its_aircraft_is_in_another_file(other: str) -> None:
    flight = straight(120)
    radar = flight | {"latitude": flight["latitude"] + 1e-4}
    own = table(120, **flight, file=other)
    small = table(120, **radar, icao24=["~00001a"] * 120, source="tisb_other")
    assert ("twin" in found(join(own, small))) == (other == "raw")


@pytest.mark.parametrize("cut", [1, 60, 75])
def test_it_does_not_matter_how_rows_are_grouped(cut: int) -> None:
    flight, files = course(), ["f"] * 120
    files[90:] = ["raw"] * 30
    flight["latitude"][100:] -= 20.0
    whole = table(120, **flight, file=files)
    at_once, _ = mark(whole, EXPORTS)
    parts, carry = [], EXPORTS
    for part in (whole.slice(0, cut), whole.slice(cut)):
        column, carry = mark(part, carry)
        parts += column.to_pylist()
    assert parts == at_once.to_pylist()
    assert pc.count(at_once).as_py() == 10


def store_of(rows: pa.Table, folder: Path) -> Store:
    folder.mkdir()
    names = [n for n in rows.column_names if n not in ("file", "row", "fault")]
    texts = {n: rows[n].cast(pa.string()).fill_null("").to_pylist() for n in names}
    lines = [",".join(names), *(",".join(line) for line in zip(*texts.values(), strict=True))]
    (folder / "raw.csv").write_text("\n".join(lines))
    assert read([folder / "raw.csv"], folder / "store").complete
    return open_store(folder / "store")


@pytest.mark.parametrize("to", READ)
@pytest.mark.parametrize("flight", [course, high])
def test_an_export_without_its_faults_comes_back_without_one(
    flight: Any, to: str, tmp_path: Path
) -> None:
    store = store_of(table(120, **flight()), tmp_path / "a")
    file = tmp_path / f"x{FORMATS[to].ending}"
    export(store, to, file, start=None if flight is high else "2023-11-15T00:00:30")
    assert read([file], tmp_path / "back").complete
    back = open_store(tmp_path / "back").polars(faulty=True)
    assert back["fault"].null_count() == len(back) == (110 if flight is high else 80)


def test_exports_put_one_behind_the_other_are_judged(tmp_path: Path) -> None:
    flight = course()
    one, two = (table(60, **{k: v[s] for k, v in flight.items()})
                for s in (slice(0, 60), slice(60, 120)))  # fmt: skip
    texts = []
    for k, rows in enumerate((one, two)):
        export(store_of(rows, tmp_path / f"{k}"), "csv", tmp_path / f"{k}.csv")
        texts.append((tmp_path / f"{k}.csv").read_text())
    (tmp_path / "both.csv").write_text("".join(texts))
    read([tmp_path / "both.csv"], tmp_path / "back")
    back = open_store(tmp_path / "back").polars(faulty=True)
    assert back["fault"].drop_nulls().to_list() == ["jump"] * 10


def test_an_export_of_few_addresses_keeps_them(tmp_path: Path) -> None:
    """Eight addresses without a letter look like numbers, but were not when they were read."""
    plain = [f"10000{k}" for k in range(8)]
    icao = [name for name in [*plain, "abc123"] for _ in range(10)]
    whole = table(90, t=np.arange(90), icao24=icao, latitude=np.arange(90) / 100.0 + 48,
                  longitude=np.full(90, 2.0))  # fmt: skip
    store = store_of(whole, tmp_path / "a")
    assert store.polars(faulty=True)["fault"].null_count() == 90
    export(store, "csv", tmp_path / "x.csv", icao24=plain)
    read([tmp_path / "x.csv"], tmp_path / "back")
    assert open_store(tmp_path / "back").polars(faulty=True)["fault"].null_count() == 80
