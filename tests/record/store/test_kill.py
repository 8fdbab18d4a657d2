"""A read that is killed leaves whole inputs only, and reading again completes it."""

from __future__ import annotations

import gzip
import os
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from folders import HELPERS, REPOSITORY
from record_toy import TOY, flight, toy
from toy_store import T0, tree

from skywitness.errors import RecordError
from skywitness.record.intake.loading import Options, read
from skywitness.record.intake.writing import Sizes
from skywitness.record.readers import formats
from skywitness.record.store import layout
from skywitness.record.store.store import open_store

FILES, REPORTS = 60, 400
SIZES = Sizes(load_rows=4000, part_rows=1500, buffer_rows=1000)
PROGRAM = f"""
import sys
from record_toy import TOY
from skywitness.record.readers import formats
from skywitness.record.intake.loading import Options, read
from skywitness.record.intake.writing import Sizes
formats.FORMATS = (TOY,)
print("ready", flush=True)
read([sys.argv[1]], sys.argv[2], Options(sizes={SIZES!r}))
print("done", flush=True)
"""


def start(source: Path, store: Path) -> subprocess.Popen[str]:
    path = os.pathsep.join([str(HELPERS), str(REPOSITORY / "src")])
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(source), str(store)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": path},
    )
    assert process.stdout
    assert process.stdout.readline() == "ready\n"
    return process


def whole_inputs_only(store: Path) -> int:
    """How many inputs are in a store; fails if one is there in part."""
    if not (store / "store.json").exists():  # killed before there was a store
        return 0
    opened = open_store(store)
    opened.verify()
    entries = [entry for m in opened.manifest for entry in m.inputs]
    assert all(entry.kept == REPORTS and not entry.problems for entry in entries)
    found = opened.scan(columns=["file"], faulty=True).column("file").to_pylist()
    assert len(found) == REPORTS * len(entries)
    assert {name: found.count(name) for name in set(found)} == {e.path: REPORTS for e in entries}
    return len(entries)


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(formats, "FORMATS", (TOY,))
    folder = tmp_path / "in"
    folder.mkdir()
    for k in range(FILES):
        lines = flight(f"a000{k:02x}", T0 + 300 * k, REPORTS)
        (folder / f"{k:02}.json").write_bytes(gzip.compress(toy(lines), mtime=0))
    return folder


@pytest.mark.parametrize("kills", [8, pytest.param(50, marks=pytest.mark.long)])
def test_a_killed_read_leaves_whole_inputs_and_is_completed(
    tmp_path: Path, source: Path, kills: int
) -> None:
    whole, store = tmp_path / "whole", tmp_path / "store"
    process = start(source, whole)
    begun = time.monotonic()
    assert process.communicate()[0] == "done\n"
    span = time.monotonic() - begun
    assert whole_inputs_only(whole) == FILES
    rng = random.Random(7)
    killed = 0
    while killed < kills:
        process = start(source, store)
        time.sleep(rng.uniform(0, 0.8 * span))
        process.kill()
        killed += process.communicate()[0] != "done\n"
        if whole_inputs_only(store) == FILES:
            assert tree(store) == tree(whole)
            shutil.rmtree(store)
    outcome = read([source], store, Options(sizes=SIZES))
    assert outcome.complete
    assert whole_inputs_only(store) == FILES
    assert tree(store) == tree(whole)
    assert not (store / layout.STAGING).exists()


def test_one_writer_at_a_time_and_a_dead_ones_lock_is_none(tmp_path: Path, source: Path) -> None:
    store = tmp_path / "store"
    layout.make(store)
    busy = pytest.raises(RecordError, match=f"another process is writing .*{os.getpid()}")
    with layout.locked(store), busy:
        read([source], store)
    (store / layout.STAGING / "7").mkdir(parents=True)
    (store / layout.LOCK).write_text("process 999999\n")
    outcome = read([source / "00.json"], store)
    assert (outcome.removed_leftovers, len(outcome.read)) == (1, 1)


def test_an_error_of_ours_leaves_nothing_staged(
    tmp_path: Path, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("skywitness.record.faults.marking.Marker.mark", broken)
    with pytest.raises(ZeroDivisionError):
        read([source], tmp_path / "store")
    assert whole_inputs_only(tmp_path / "store") == 0
    assert not (tmp_path / "store" / layout.STAGING).exists()
