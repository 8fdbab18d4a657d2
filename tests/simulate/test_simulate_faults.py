"""Faults that were planted are marked in the store, and little else is."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pytest

from skywitness.record.intake.loading import Options, read
from skywitness.record.reading import Context
from skywitness.record.store.store import open_store
from skywitness.simulate.formats import OUTPUTS
from skywitness.simulate.run import FAULTS, Plan, simulate

START = dt.datetime(2024, 6, 21, 23, 0, tzinfo=dt.UTC)
PLAN = Plan(seed=5, aircraft=19, start=START, hours=1.3, faults=FAULTS,
            formats=("trace_split", "traffic_parquet", "states_csv", "jet1090"))  # fmt: skip

# The least share of planted rows that must be marked. An hour's offset shows only when the other
# network has been an hour on its way, and then after 16 minutes; a twin after half a minute; a
# frozen position when the aircraft has moved on.
FLOORS = {"hours": 0.3, "twin": 0.85, "stale": 1.0, "jump": 1.0, "frozen": 0.9, "epoch": 1.0,
          "altitude": 1.0, "reversed": 1.0, "number": 1.0}  # fmt: skip

CLOSE = 6_000
"""Microseconds: a trace has hundredths of seconds."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("world") / "out"
    simulate(PLAN, out)
    return out


def stored(folder: Path, output: str, tmp_path: Path) -> pa.Table:
    """Every row after the full way into a store."""
    inputs = sorted(folder.glob(f"{output}*"))
    outcome = read(
        inputs, tmp_path / "store", Options(Context(date=START.date(), position=(8.1, 47.3)))
    )
    assert outcome.complete
    return open_store(tmp_path / "store").scan(faulty=True)


class Stored:
    """A store's rows, found by who, which network and when."""

    def __init__(self, table: pa.Table) -> None:
        self.words = [set((w or "").split()) for w in table["fault"].to_pylist()]
        self.placed = np.asarray(pc.is_valid(table["latitude"]))
        self.time = table["timestamp"].cast(pa.int64()).fill_null(0).to_numpy()
        self.received = table["received"].cast(pa.int64()).fill_null(0).to_numpy()
        late = ["-late" in name for name in table["file"].to_pylist()]
        rows: dict[tuple[str, bool], list[int]] = {}
        for k, key in enumerate(zip(table["icao24"].to_pylist(), late, strict=True)):
            rows.setdefault(key, []).append(k)
        self._rows = {key: np.array(found) for key, found in rows.items()}

    def find(self, row: dict[str, Any], stale: bool) -> list[int]:
        names = (row["icao24"], row["icao24"].lstrip("0"))
        mine = next(
            (
                self._rows[n, bool(row["network"])]
                for n in names
                if (n, bool(row["network"])) in self._rows
            ),
            None,
        )
        if mine is None:
            return []

        def near(times: np.ndarray, name: str) -> np.ndarray:
            return np.abs(times[mine] - round(row[name] * 1e6)) <= CLOSE

        found = near(self.time, "timestamp")
        if stale:  # the position's own time was another row's before; a trace knows only the later
            found = (found & near(self.received, "received")) | near(self.time, "received")
        return mine[found].tolist()


@pytest.mark.parametrize("output", PLAN.formats)
def test_planted_faults_are_marked(
    output: str, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kinds = json.loads((folder / "faults.json").read_text())["faults"]
    assert {k["kind"] for k in kinds} == set(FAULTS)
    rows = Stored(stored(folder, output, tmp_path))
    held = next(o for o in OUTPUTS if o.name == output).faults
    any_of: set[int] = set()
    recall: dict[str, tuple[float, int]] = {}
    for kind in kinds:
        found = [k for row in kind["rows"] for k in rows.find(row, kind["kind"] == "stale")]
        any_of.update(found)
        if kind["kind"] in held:
            assert len(found) > 0.8 * len(kind["rows"])
            hit = sum(kind["fault"] in rows.words[k] for k in found)
            recall[kind["kind"]] = hit / len(found), len(found)
    # Of frames, those without a position share the fate of the one they were sent with.
    wrong = Counter(
        code for k, said in enumerate(rows.words) for code in said
        if k not in any_of and rows.placed[k]
    )  # fmt: skip
    with capsys.disabled():
        shown = ", ".join(f"{kind} {share:.2f} of {n}" for kind, (share, n) in recall.items())
        print(
            f"\n{output}: {len(rows.words)} rows; recall {shown}; false marks {dict(wrong)}", end=""
        )
    assert {kind: share for kind, (share, _) in recall.items() if share < FLOORS[kind]} == {}
    assert sum(wrong.values()) <= 20, wrong


def test_without_faults_nothing_is_marked(tmp_path: Path) -> None:
    plan = dataclasses.replace(PLAN, faults=(), hours=0.7, formats=("traffic_parquet", "trace"))
    simulate(plan, tmp_path / "out")
    for output in plan.formats:
        (tmp_path / output).mkdir()
        table = stored(tmp_path / "out", output, tmp_path / output)
        marked = table.filter(pc.is_valid(table["fault"]))
        # The first altitudes above 50,000 ft are marked until there are enough of them.
        assert set(marked["fault"].to_pylist()) <= {"altitude"}
        assert pc.min(marked["altitude"]).as_py() > 50_000
        assert len(marked) <= 12
