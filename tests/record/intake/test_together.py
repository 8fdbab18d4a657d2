"""Small traces read together: the same store as one by one, to the last byte."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from readsb_files import DETAIL, row, trace
from test_ahead import damaged, shown, store, tarred

from skywitness.record.intake import piecework
from skywitness.record.intake.ahead import bundles
from skywitness.record.intake.pieces import Piece
from skywitness.record.intake.piecework import Piecework, read_together
from skywitness.record.intake.streams import Budget
from skywitness.record.limits import Limits
from skywitness.record.readers import formats
from skywitness.record.reading import Context
from skywitness.record.readsb import engine, gathered


@pytest.fixture(autouse=True)
def _compiled() -> Iterator[None]:
    worth, engine.WORTH = engine.WORTH, 0
    yield
    engine.WORTH, engine.Meter.met = worth, 0


def traces(count: int) -> dict[str, bytes]:
    """Plain ones, which the scanner takes, some packed."""
    made = {}
    for k in range(count):
        rows = [row(60.25 * i, detail=DETAIL if i % 5 == 0 else None) for i in range(40)]
        text = trace(rows, icao=f"a{k:05x}")
        made[f"trace_full_a{k:05x}.json"] = gzip.compress(text) if k % 3 else text
    return made


def halves(text: bytes) -> tuple[bytes, bytes]:
    return text[: len(text) // 2], text[len(text) // 2 :]


def odd(files: dict[str, bytes]) -> dict[str, bytes]:
    """And traces of which something is odd: each must come out as it does alone."""
    rows = [row(60.0 * k, detail=DETAIL if k % 3 == 0 else None) for k in range(30)]
    out = dict(files)
    out["f_backwards.json"] = trace([row(10.0 * k) for k in (0, 1, 2, 4, 3, 5, 6)], icao="f00001")
    out["f_counter.json"] = trace(rows, timestamp=5.0, icao="f00002")
    out["f_nobody.json"] = trace(rows, icao="000000")
    out["f_number.json"] = trace(rows, icao=123456)
    out["f_nameless.json"] = trace(rows, icao=None, r=None, t=None)
    out["f_stale.json"] = trace(
        [row(k, flags=k % 2, lat=91.0 if k == 3 else 50.0) for k in range(9)]
    )
    out["2023/08/20/f_dated.json"] = trace(rows, icao="f00003")
    out["f_empty.json"] = trace([])
    out["f_more.json"] = trace(rows)[:-3] + b',"more":1}'
    out["f_checksum.json"] = gzip.compress(trace(rows))[:-8] + bytes(8)
    out["f_members.json"] = b"".join(gzip.compress(part) for part in halves(trace(rows)))
    out["f_twice.json"] = gzip.compress(gzip.compress(trace(rows)))
    out["f_padded.json"] = gzip.compress(trace(rows)) + bytes(600)
    out["f_followed.json"] = gzip.compress(trace(rows)) + b"and more"
    out["f_cut.json"] = gzip.compress(trace(rows))[:-100]
    out["f_size.json"] = gzip.compress(trace(rows))[:-4] + b"\1\0\0\0"
    return out


@pytest.mark.parametrize("kind", ["folder", "tar"])
def test_together_or_alone_the_store_is_the_same(
    tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = odd(damaged(traces(24)))
    given = tmp_path / "in"
    given.mkdir()
    if kind == "tar":
        (given / "day").write_bytes(tarred(files))
    else:
        for name, data in files.items():
            path = given / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
    many, found = store(given, tmp_path / "together", 3)
    monkeypatch.setattr(piecework, "read_together", lambda *_: None)
    monkeypatch.setattr("skywitness.record.intake.loading.read_together", lambda *_: None)
    one, expected = store(given, tmp_path / "alone", 1)
    assert shown(many) == shown(one)
    assert found == expected
    marked = {word for e in one.read for word in e.marked}
    assert {"address", "clock", "position", "reversed", "stale"} <= marked
    assert any("2023-08-20" in note for e in one.read for note in e.notes)


def test_readers_that_gather_say_so_in_the_table() -> None:
    said = {f.name: f.gathers for f in formats.FORMATS}
    assert said == {f.name: hasattr(f.reader, "gather") for f in formats.FORMATS}
    assert said["readsb_trace"]


def works(*files: bytes) -> list[Piecework]:
    return [
        Piecework(
            Piece(f"f{k}", lambda data=data: [data], Budget(Limits(), len(data))),  # type: ignore[misc]
            Context(),
        )
        for k, data in enumerate(files)
    ]


def test_their_rows_are_one_batch_and_each_has_its_own() -> None:
    files = list(traces(6).values())
    engine.Meter.met = 1
    read = works(*files)
    read_together(read, Context())
    spans = [span for work in read for span in work.spans()]
    assert len(spans) == 6
    assert len({id(whole) for whole, _, _ in spans}) == 1
    assert [(first, end) for _, first, end in spans] == [(40 * k, 40 * k + 40) for k in range(6)]
    for k, work in enumerate(read):
        (rows,) = work.batches()
        rows.validate(full=True)
        assert set(rows["icao24"].to_pylist()) == {f"a{k:05x}"}
        assert set(rows["file"].to_pylist()) == {f"f{k}"}
        assert work.tally.rows == 40


def test_what_has_no_room_is_read_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    files = list(traces(3).values())
    monkeypatch.setattr(gathered, "ROWS", 100)
    engine.Meter.met = 1
    read = works(*files)
    read_together(read, Context())
    wholes = [whole for work in read for whole, _, _ in work.spans()]
    assert wholes[0] is wholes[1]
    assert wholes[2] is not wholes[0]
    assert wholes[2].num_rows == 40


def test_only_so_much_is_unfolded_ahead(monkeypatch: pytest.MonkeyPatch) -> None:
    files = list(traces(6).values())
    monkeypatch.setattr(piecework, "MOST_BYTES", 2 * len(gzip.decompress(files[1])) - 10)
    engine.Meter.met = 1
    read = works(*files)
    read_together(read, Context())
    assert [work.is_ready for work in read] == [True] * 3 + [False] * 3  # the first is not packed
    assert [sum(b.num_rows for b in work.batches()) for work in read] == [40] * 6


def test_bundles_keep_order_room_and_turns() -> None:
    asked: list[int] = []

    def items() -> Iterator[int]:
        for k in (1, 2, 3, 9, 1, 0, 0, 0, -1, 2, 2):
            asked.append(k)
            yield k
        raise OSError("gone")

    seen: list[list[int]] = []

    def drain() -> None:
        for bundle in bundles(items(), lambda k: None if k < 0 else k, 3, 5):
            seen.append(bundle)
            if bundle == [-1]:
                assert asked[-1] == -1  # nothing is asked for before it is done with

    with pytest.raises(OSError, match="gone"):
        drain()
    assert seen == [[1, 2], [3], [9], [1, 0, 0], [0], [-1], [2, 2]]
    assert json.dumps(list(bundles([], lambda k: 1, 3, 5))) == "[]"


def test_where_none_can_be_taken_each_is_read_alone() -> None:
    files = [trace([row(0.0), row(1.0)])[:-3] + b',"more":1}' for _ in range(2)]
    files.append(trace([row(0.0)]).replace(b"50.", b"5_."))
    engine.Meter.met = 1
    read = works(*files)
    read_together(read, Context())
    assert [sum(b.num_rows for b in work.batches()) for work in read[:2]] == [2, 2]
