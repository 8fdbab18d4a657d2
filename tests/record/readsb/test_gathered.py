"""Traces read together by compiled calls: the same rows, marks and words of loss as alone."""

from __future__ import annotations

import gzip
import random
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from mutation import mutant
from readsb_files import DETAIL, row, same, trace

from skywitness.record.intake.pieces import Piece
from skywitness.record.intake.piecework import Piecework, read_together
from skywitness.record.intake.streams import Budget
from skywitness.record.limits import Limits
from skywitness.record.reading import Context, Tally, Texts
from skywitness.record.readsb import engine, gathered
from skywitness.record.schema import SCHEMA

ROWS = [row(7.5 * k, detail=DETAIL if k % 3 == 0 else None) for k in range(8)]
PLAIN = trace(ROWS)
HEAD = b"""{"icao":"ac671b",
"r":"N899DN",
"t":"B739",
"noRegData":true,
"dbFlags":0,
"desc":"BOEING 737-900",
"timestamp": 1738703622.619,
"trace":[
"""
AS_WRITTEN = HEAD + PLAIN.partition(b'"trace":[\n')[2]

PIECES = (
    b'"', b"\\", b'\\"', b"\x1a", b"\n", b"\n{", b"{", b"}", b"[", b"]", b",", b":", b" ", b"\t",
    b"\x0b", b"\xc3\xa9", b"\xff", b"\xef\xbb\xbf", b'"trace":[', b'"trace":null,', b'"frame":"8d"',
    b',"icao":"~abcdef"', b',"icao":null', b',"icao":5', b',"r":null', b',"r":""', b',"r":"  "',
    b',"t":17', b',"timestamp":"1"', b',"timestamp":-0', b',"timestamp":1e9', b',"more":[1]',
    b',"timestamp":4000000000000.5', b',"timestamp":253402300799.999999', b"null", b"-", b"0", b"9",
    b',"a":{"b":1}', b',"icao":"ABCDEF"', b',"icao":"000000"', b',"icao":" 0xAbCdEf "',
    b"*8D4840D6;",
    b',"2023-08-20":1', b',"desc":"\\u00e9"', b',"timestamp":1738703622',
    b',"r":"' + b"N" * 30 + b'"',
)  # fmt: skip
"""What heads of strangers may have."""


@pytest.fixture(autouse=True)
def _compiled() -> Iterator[None]:
    worth, engine.WORTH = engine.WORTH, 0
    engine.Meter.met = 1
    yield
    engine.WORTH, engine.Meter.met = worth, 0


def works(files: Sequence[bytes], name: str) -> list[Piecework]:
    return [
        Piecework(
            Piece(f"{name}/{k}.json", lambda data=data: [data], Budget(Limits(), len(data))),  # type: ignore[misc]
            Context(receiver="here"),
        )
        for k, data in enumerate(files)
    ]


def told(work: Piecework, rows: pa.Table) -> tuple[object, ...]:
    """All that is said beside the rows."""
    kind = None if work.kind is None else work.kind.name
    return kind, str(work.error), work.breaks, work.tally, len(rows)


def compare(files: Sequence[bytes], name: str = "2025-02-04") -> int:
    """Read them together and each alone; gives how many were taken together."""
    together, alone = works(files, name), works(files, name)
    read_together(together, Context(receiver="here"))
    shared: dict[int, int] = {}
    for one, other in zip(together, alone, strict=True):
        for whole, _, _ in one.spans():
            shared[id(whole)] = shared.get(id(whole), 0) + 1
        a, b = (pa.Table.from_batches(list(w.batches()), SCHEMA) for w in (one, other))
        assert told(one, a) == told(other, b)
        same(a, b)
    return max(shared.values(), default=0)


def odd_head(data: bytes, rng: random.Random) -> bytes:
    """The same trace with something odd before its rows, or behind them."""
    end = data.index(b'"trace"') + 10
    at = rng.randrange(end) if rng.random() < 0.85 else len(data) - rng.randrange(8)
    if rng.random() < 0.4:  # where a member ends
        ends = [k for k in range(end) if data[k : k + 1] == b","]
        at = rng.choice(ends)
    gone = rng.choice((0, 0, 0, 1, 1, 5))
    return data[:at] + rng.choice(PIECES) + data[at + gone :]


def damages(data: bytes, rng: random.Random) -> bytes:
    return mutant(data, rng, 0)


@pytest.mark.parametrize("count", [240, pytest.param(4000, marks=pytest.mark.long)])
@pytest.mark.parametrize("change", [odd_head, damages])
def test_damaged_and_odd_traces_come_out_together_as_they_do_alone(
    change: Callable[[bytes, random.Random], bytes], count: int
) -> None:
    rng = random.Random(f"{change.__name__} {count}")
    taken = 0
    for _ in range(0, count, 24):
        files = []
        for k in range(24):
            text = AS_WRITTEN if k % 2 else PLAIN
            text = change(text, rng) if k % 4 else text
            files.append(gzip.compress(text) if rng.random() < 0.5 else text)
        taken += compare(files, rng.choice(("2025-02-04", "2023/08/20", "day")))
    assert taken > count // 4  # the sound ones, and some more


@pytest.mark.shared
def test_recorded_traces_come_out_together_as_they_do_alone(shared_dir: Path) -> None:
    found = sorted((shared_dir / "data/readsb/traces_2023-08-30").rglob("trace_full_*"))
    recorded = [
        data if (data := p.read_bytes())[:1] == b"{" else gzip.decompress(data) for p in found
    ]
    assert compare(recorded) == len(recorded) > 20
    rng = random.Random(5)
    compare([change(data, rng) for data in recorded for change in (odd_head, damages)])


def taken(*files: bytes) -> list[bool]:
    data, begins, ends = b"", [], []
    for file in files:
        begins.append(len(data))
        ends.append(len(data) + len(file))
        data += file + bytes(128)
    names = [f"{k}" for k in range(len(files))]
    texts = Texts(data, names, begins, ends, [Tally() for _ in files])
    found = gathered.gather(texts, Context())
    return [False] * len(files) if found is None else [span is not None for span in found.spans]


def test_plain_heads_are_taken() -> None:
    spaced = trace(ROWS, spaced=True)
    assert taken(PLAIN, AS_WRITTEN, spaced, b" \n" + PLAIN) == [True] * 4


@pytest.mark.parametrize(
    "odd",
    [
        PLAIN.replace(b'"r": "N899DN"', b'"frame": "8d"'),
        PLAIN.replace(b'"r": "N899DN"', b'"desc": "\xc3\x96AMTC"'),
        PLAIN.replace(b'"r": "N899DN"', b'"desc": "a \\" b"'),
        PLAIN.replace(b'"r": "N899DN"', b'"r": null'),
        PLAIN.replace(b'"icao": "ac671b", ', b""),
        PLAIN.replace(b'"timestamp"', b'"timestam"'),
        PLAIN.replace(b'"timestamp": 1738703622.619', b'"timestamp": null'),
        PLAIN.replace(b'"timestamp": 1738703622.619', b'"timestamp": 4e12'),
        PLAIN.replace(b'"timestamp": 1738703622.619', b'"timestamp": 4000000000000'),
        PLAIN.replace(b'"t":', b'"trace": null, "t":'),
        b"\xef\xbb\xbf" + PLAIN,
        b"\x0b" + PLAIN,
        PLAIN[:-3],
        PLAIN[:-3] + b',"more":1}',
        PLAIN.replace(b'"t"', b'"x": "' + b"x" * 5000 + b'", "t"'),
        HEAD.replace(b"\n", b"") + b'[0,1,2,3,4,5,0,7,\n{"frame":"8d","timestamp":1}]]}',
        b"",
    ],
)  # fmt: skip
def test_heads_with_anything_else_are_left_to_the_reader_alone(odd: bytes) -> None:
    assert odd != PLAIN
    assert taken(PLAIN, odd, PLAIN) == [True, False, True]


def test_a_base_time_is_rounded_as_it_is_alone() -> None:
    stamps = [1738703622.619, 0.0000005, 0.0000015, 1738703622, 0, -3.5, -0.0000025]
    stamps += np.round(np.random.default_rng(2).uniform(8e8, 2e9, 40), 6).tolist()
    assert compare([trace(ROWS, timestamp=stamp) for stamp in stamps]) > 30


def test_words_of_many_traces_are_told_apart() -> None:
    files = [
        trace([row(k, detail=DETAIL | {"flight": f"FL{n}{k}", "squawk": f"{n % 8}{k}00"})
               for k in range(8)], icao=f"a{n:05x}")
        for n in range(96)
    ]  # fmt: skip
    assert compare(files) == 96


def test_words_beyond_the_most_are_read_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    assert gathered.limits.MOST_WORDS < 1100
    files = [
        trace([row(k, detail=DETAIL | {"flight": f"F{n}X{k}"}) for k in range(30)])
        for n in range(40)
    ]
    assert 30 <= compare(files) < 40
