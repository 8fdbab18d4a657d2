"""Several threads read what one reads, to the last byte, and each file's errors stay its own."""

from __future__ import annotations

import gc
import gzip
import io
import json
import random
import tarfile
import threading
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from readsb_files import DETAIL, row, trace

from skywitness.record.intake import piecework
from skywitness.record.intake.ahead import Threads
from skywitness.record.intake.loading import Options, Outcome, read
from skywitness.record.intake.pieces import Piece
from skywitness.record.intake.piecework import Piecework
from skywitness.record.intake.streams import Budget
from skywitness.record.limits import Limits
from skywitness.record.reading import Context
from skywitness.record.readsb import engine

ROWS = 40


@pytest.fixture(autouse=True)
def _compiled() -> Iterator[None]:
    worth, engine.WORTH = engine.WORTH, 20_000  # some files in each way
    engine.Meter.met = 0
    yield
    engine.WORTH, engine.Meter.met = worth, 0


def traces(count: int) -> dict[str, bytes]:
    rng = random.Random(4)
    made = {}
    for k in range(count):
        rows = [
            row(60 * i + rng.random(), lat=round(rng.uniform(-80, 80), 6),
                detail=DETAIL if i % 5 == 0 else None)
            for i in range(ROWS)
        ]  # fmt: skip
        text = trace(rows).replace(b"a1388c", f"a{k:05x}".encode())
        made[f"trace_full_a{k:05x}.json"] = gzip.compress(text) if k % 3 else text
    return made


def damaged(files: dict[str, bytes]) -> dict[str, bytes]:
    """Files cut short, of no format, changed inside, empty; a zip and a tar among them."""
    names, out = sorted(files), dict(files)
    out[names[1]] = files[names[1]][:-40]
    out[names[3]] = files[names[3]].replace(b"[120.", b"[x20.")
    out[names[4]] = b"\x1f\x8b" + b"no gzip"
    out["b_noise"] = random.Random(1).randbytes(3000)
    out["c_empty"] = b""
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as made:
        made.writestr("one.json", files[names[6]].replace(b"a00006", b"b00006"))
        made.writestr("../up.json", b"{}")
    out["d.zip"] = inner.getvalue()
    out["e.tar"] = tarred({n: files[n] for n in names[7:9]})[:-1500]
    return out


def tarred(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as made:
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            made.addfile(info, io.BytesIO(data))
        link = tarfile.TarInfo("link")
        link.type = tarfile.SYMTYPE
        made.addfile(link)
    return out.getvalue()


def store(given: Path, out: Path, jobs: int, **options: Any) -> tuple[Outcome, dict[str, bytes]]:
    """What was read, and the store's files, the time of writing left out."""
    engine.Meter.met = 0
    outcome = read([given], out, Options(jobs=jobs, **options))
    found = {}
    for path in sorted((out / "data").rglob("*")):
        if path.is_file():
            data = path.read_bytes()
            if path.name == "manifest.json":
                document = json.loads(data)
                del document["written"]
                data = json.dumps(document).encode()
            found[str(path.relative_to(out))] = data
    return outcome, found


def shown(outcome: Outcome) -> list[list[tuple[Any, ...]]]:
    every = (outcome.read, outcome.already, outcome.passed_over, outcome.failed)
    return [[(e.path, e.kept, e.problems, e.passed_over) for e in each] for each in every]


@pytest.mark.parametrize("kind", ["folder", "tar", "tar.gz"])
def test_the_store_is_the_same_to_the_last_byte(tmp_path: Path, kind: str) -> None:
    files = damaged(traces(24))
    given = tmp_path / "in"
    given.mkdir()
    if kind == "folder":
        for name, data in files.items():
            (given / name).write_bytes(data)
        (given / "z_again.json").write_bytes(files["trace_full_a00005.json"])
    else:
        data = tarred(files)
        (given / "day").write_bytes(gzip.compress(data) if kind == "tar.gz" else data)
    one, expected = store(given, tmp_path / "one", 1)
    for jobs in (2, 5):
        many, found = store(given, tmp_path / f"many{jobs}", jobs)
        assert shown(many) == shown(one)
        assert found == expected
    assert sum(e.kept for e in one.read) > 20 * ROWS
    assert any(e.problems for e in (*one.read, *one.failed))
    again, found = store(given, tmp_path / "one", 3)
    assert found == expected
    assert [e.path for e in again.already] == [e.path for e in (*one.read, *one.already)]


def test_loads_are_closed_after_the_same_inputs(tmp_path: Path) -> None:
    from skywitness.record.intake.writing import Sizes

    given = tmp_path / "in"
    given.mkdir()
    for name, data in traces(12).items():
        (given / name).write_bytes(data)
    one, expected = store(given, tmp_path / "one", 1, sizes=Sizes(load_inputs=5))
    many, found = store(given, tmp_path / "many", 4, sizes=Sizes(load_inputs=5))
    assert len(one.loads) == 3
    assert many.loads == one.loads
    assert found == expected


def piece(data: bytes) -> Piece:
    return Piece("f", lambda: [data], Budget(Limits(), len(data)))


def test_what_is_much_or_an_archive_waits_for_its_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    text = traces(2)["trace_full_a00001.json"]
    assert Piecework(piece(text), Context()).read_ahead().is_ready
    assert not Piecework(piece(tarred({"x": text})), Context()).read_ahead().is_ready
    monkeypatch.setattr(piecework, "MOST_BYTES", 1000)
    waits = Piecework(piece(text), Context()).read_ahead()
    assert not waits.is_ready
    assert sum(b.num_rows for b in waits.batches()) == ROWS


def test_a_bomb_is_found_whoever_reads_it() -> None:
    data = b'{"icao":"a1388c","timestamp":1,"trace":[' + bytes(100 << 20)
    work = Piecework(piece(gzip.compress(data)), Context()).read_ahead()
    assert not work.is_ready
    assert list(work.batches()) == []
    assert work.error is not None
    assert "bombs" in work.error.message


def test_order_errors_and_turns() -> None:
    asked: list[int] = []

    def items() -> Iterator[int]:
        for k in range(12):
            asked.append(k)
            yield k
        raise OSError("gone")

    def slow(k: int) -> int:
        time.sleep(0.002 * (12 - k))
        return -k

    seen: list[tuple[int, int | None]] = []

    def drain(threads: Threads) -> None:
        for pair in threads.ahead(items(), lambda k: None if k == 6 else lambda: slow(k)):
            seen.append(pair)
            assert len(asked) <= len(seen) + 5
            if pair[0] == 6:
                assert asked[-1] == 6

    with Threads(3) as threads, pytest.raises(OSError, match="gone"):
        drain(threads)
    assert seen == [(k, None if k == 6 else -k) for k in range(12)]


def test_an_error_of_the_work_comes_in_its_turn_and_stops_what_follows() -> None:
    ran: list[int] = []

    def work(k: int) -> int:
        ran.append(k)
        if k == 2:
            raise ZeroDivisionError
        return k

    seen: list[int] = []
    with Threads(2) as threads, pytest.raises(ZeroDivisionError):
        seen.extend(k for k, _ in threads.ahead(range(1000), lambda k: lambda: work(k)))
    assert seen == [0, 1]
    assert len(ran) < 10


def test_one_thread_does_the_work_itself() -> None:
    with Threads(1) as threads:
        assert list(threads.ahead("ab", lambda c: lambda: c)) == [("a", "a"), ("b", "b")]
    assert not [t for t in threading.enumerate() if t.name.startswith("skywitness")]


def test_what_lives_is_left_out_of_the_search_for_garbage_while_files_are_read() -> None:
    assert not gc.get_freeze_count()
    with Threads(1):
        assert gc.get_freeze_count()
        with Threads(2):
            pass
        assert gc.get_freeze_count()  # the inner ones let nothing in that the outer keep out
    assert not gc.get_freeze_count()
    with pytest.raises(ValueError, match="broken"), Threads(1):
        raise ValueError("broken")
    assert not gc.get_freeze_count()


def test_what_somebody_else_keeps_out_of_the_search_stays_out() -> None:
    gc.freeze()
    try:
        with Threads(1):
            pass
        assert gc.get_freeze_count()
    finally:
        gc.unfreeze()
