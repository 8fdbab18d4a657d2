"""The compiled scanner against the parser: the same to the last bit, or left to the parser."""

from __future__ import annotations

import json
import math
import random
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import orjson
import pyarrow as pa
import pytest
from folders import HELPERS
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mutation import mutations
from readsb_files import DETAIL, File, row, same, table, trace

from skywitness.errors import RecordError
from skywitness.record.blocks import Block, Shelf
from skywitness.record.readers import readsb_trace
from skywitness.record.reading import Context, Tally
from skywitness.record.readsb import engine
from skywitness.record.readsb import layout as at
from skywitness.record.readsb.limits import MOST_WORDS
from skywitness.record.readsb.rows import Table


@pytest.fixture(autouse=True)
def _reset() -> Iterator[None]:
    worth = engine.WORTH
    yield
    engine.WORTH, engine.Meter.met = worth, 0


def way(text: bytes, *, compiled: bool, name: str = "x") -> tuple[pa.Table, Tally, str | None]:
    engine.WORTH = -1 if compiled else 1 << 62
    try:
        return *table("trace", text, name=name), None
    except RecordError as error:
        return getattr(error, "rows"), Tally(), str(error)  # noqa: B009


def both(text: bytes) -> pa.Table:
    one, counted, error = way(text, compiled=True)
    other, expected, expected_error = way(text, compiled=False)
    same(one, other)
    assert (counted, error) == (expected, expected_error)
    return one


def taken(text: bytes) -> int:
    """How many rows the scanner took."""
    engine.WORTH = -1
    trace_ = readsb_trace._Trace("x", Tally(), Context())
    block = Block()
    block.fill([text])
    return sum(n for _, n in trace_.scanned(block))


def strode(text: bytes) -> int:
    """How many rows are taken the quick way."""
    from skywitness.record.readsb import strides, tokens

    met: list[int] = []
    numbers, words = np.zeros(at.NUMBERS), np.zeros(at.WORDS, dtype=np.int64)
    seen = np.zeros(at.LISTS * (1 + 2 * MOST_WORDS), dtype=np.int64)
    data = np.frombuffer(text + bytes(tokens.PAD), dtype=np.uint8)
    arrays = [a.ctypes.data for a in (numbers, words, seen)]
    for found in re.finditer(rb"^\[", text, re.MULTILINE):
        met.append(strides.stride(data.ctypes.data, found.start(), *arrays))
    return sum(end > 0 for end in met)


def seed(*, spaced: bool = False) -> bytes:
    rng = random.Random(3)
    made: list[Any] = []
    for k in range(12):
        detail = DETAIL | {"nic": rng.randrange(12), "flight": f"T{k // 5}"} if k % 3 == 0 else None
        line = row(
            k * 7.93, lat=round(rng.uniform(-90, 90), 6), lon=round(rng.uniform(-180, 180), 6),
            detail=detail, alt=rng.choice([None, "ground", 25, -300]), flags=rng.randrange(16),
            geo=rng.choice([None, 33825]), ias=rng.choice([None, 280]), roll=-0.5,
        )  # fmt: skip
        made.append(line if k % 4 else line[:9])
    return trace(made, spaced=spaced)


def test_plain_rows_are_taken() -> None:
    made = [row(k, detail=DETAIL if k % 4 == 0 else None) for k in range(50)]
    for text in trace(made), trace(made, spaced=True):
        assert taken(text) == 50
        assert len(both(text)) == 50
    assert strode(trace(made)) == 50
    assert strode(trace(made, spaced=True)) == 0
    assert (
        taken(trace(made, spaced=True).replace(b", ", b" ,\t").replace(b'": ', b'" :\r\n ')) == 50
    )
    for spaced in False, True:
        nine = trace([row(k)[:9] for k in range(50)], spaced=spaced)
        assert taken(nine) == 50
        both(nine)
    assert strode(trace([row(k)[:9] for k in range(50)])) == 50


def test_words_with_separators_in_them() -> None:
    details = [{"flight": word, "nic": 8} for word in ("A,B", "A]", "}", "{", ",")]
    text = trace([row(k, detail=detail) for k, detail in enumerate(details)])
    assert strode(text) == 1
    assert taken(text) == 5
    assert both(text)["callsign"].to_pylist() == ["A,B", "A]", "}", "{", ","]


@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.from_regex(r"-?(0|[1-9][0-9]{0,19})(\.[0-9]{1,24})?([eE][-+]?[0-9]{1,2})?", fullmatch=True)
)
def test_decimals_are_what_the_parser_makes_of_them(number: str) -> None:
    # Latitude keeps all 64 bits; 1e300 and the like make no difference there.
    digits = number.lstrip("-").replace(".", "")
    for spaced in False, True:
        text = trace([row(0)], spaced=spaced).replace(b"50.5", number.encode())
        found = both(text)["latitude"].to_pylist()
        expected = float(orjson.loads(number))
        assert found == [expected]
        assert math.copysign(1, found[0]) == math.copysign(1, expected)
        if len(digits) < 16 and "e" not in number.lower():
            assert taken(text) == 1
            assert strode(text) == (not spaced)


@settings(max_examples=1000)
@given(st.text("0123456789.-+eE ,]}", max_size=12))
def test_what_is_no_decimal_is_not_taken(number: str) -> None:
    for spaced in False, True:
        both(trace([row(0)], spaced=spaced).replace(b"50.5", number.encode()))


@settings(max_examples=200)
@given(
    st.lists(
        st.tuples(
            st.sampled_from([*DETAIL, "nac_", "nac_pp", "alt_geom2", "a" * 15, "b" * 16, "c" * 40]),
            st.one_of(
                st.integers(-(2**65), 2**65), st.floats(allow_nan=False, allow_infinity=False),
                st.none(), st.booleans(), st.text(max_size=30), st.lists(st.integers(), max_size=2),
                st.lists(st.lists(st.none(), max_size=1), max_size=1), st.just({"y": 1}),
            ),
        ),
        max_size=8,
    )
)  # fmt: skip
def test_any_aircraft_object(pairs: list[tuple[str, Any]]) -> None:
    # Written pair by pair, as names can be repeated in a text.
    detail = "{" + ",".join(f"{json.dumps(k)}:{json.dumps(v)}" for k, v in pairs) + "}"
    for spaced in False, True:
        text = trace([row(0, detail="HERE"), row(1)], spaced=spaced)
        both(text.replace(b'"HERE"', detail.encode()))


@pytest.mark.parametrize("compiled", [True, False])
def test_long_traces_come_in_several_batches(
    compiled: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The parser goes on where the scanner stops, with what is carried and the words as they were.
    made = [row(k, detail=DETAIL if k % 7 == 0 else None) for k in range(95)]
    made[70][8] = {"flight": "caf\u00e9", "nic": 3}
    whole, _, _ = way(trace(made), compiled=False)
    for module in (readsb_trace, engine):
        monkeypatch.setattr(module, "ROWS", 20)
    monkeypatch.setattr(engine, "TABLES", Shelf(lambda: Table(20)))
    engine.WORTH = -1 if compiled else 1 << 62
    tally = Tally()
    batches = list(readsb_trace.read(File(trace(made), name="x"), tally, Context()))
    assert max(len(b) for b in batches) == 20
    same(pa.Table.from_batches(batches), whole)
    assert tally.rows == 95
    assert taken(trace(made)) == 70


def test_many_words_are_left_to_the_parser() -> None:
    many = MOST_WORDS + 1
    text = trace([row(k, detail={"flight": f"T{k}"}) for k in range(many)])
    assert taken(text) == 0
    assert len(set(both(text)["callsign"].to_pylist())) == many


def test_what_follows_the_trace_is_seen() -> None:
    text = trace([row(0)])
    moved = text.replace(b"]}", b'],"timestamp":1700000000}')
    assert taken(moved) == 0
    assert both(moved)["timestamp"][0].as_py().year == 2023


@pytest.mark.parametrize("count", [200, pytest.param(800, marks=pytest.mark.long)])
def test_mutated_traces(count: int) -> None:
    for spaced in False, True:
        assert taken(seed(spaced=spaced)) == 12
        rows = 0
        for text in mutations(seed(spaced=spaced), count, random.Random(5)):
            rows += len(both(text))
        assert rows > 3.75 * count


@pytest.mark.parametrize("spaced", [False, True])
def test_the_scanner_reads_nothing_behind_its_padding(spaced: bool, tmp_path: Path) -> None:
    # A page that may not be read stands right behind the zeros: a byte too far ends the process.
    script = tmp_path / "guarded.py"
    script.write_text(GUARDED)
    (tmp_path / "seed").write_bytes(seed(spaced=spaced))
    done = subprocess.run(
        [sys.executable, script, tmp_path / "seed", HELPERS],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 1000


GUARDED = """
import ctypes, mmap, random, sys
import numpy as np
sys.path.insert(0, sys.argv[2])
from mutation import mutations
from skywitness.record.readsb import layout as at
from skywitness.record.readsb.limits import MOST_WORDS
from skywitness.record.readsb.scan import scan
from skywitness.record.readsb.tokens import PAD

PAGE = mmap.PAGESIZE
ROOM = 1024 * PAGE
area = mmap.mmap(-1, ROOM + PAGE)
start = ctypes.addressof(ctypes.c_char.from_buffer(area))
if ctypes.CDLL(None, use_errno=True).mprotect(ctypes.c_void_p(start + ROOM), PAGE, 0):
    raise OSError(ctypes.get_errno(), "mprotect")
numbers = np.zeros((100, at.NUMBERS))
words = np.zeros((100, at.WORDS), dtype=np.int64)
rows = 0
seed = open(sys.argv[1], "rb").read()
texts = [seed[seed.index(b"trace") + 8:]]
texts += [texts[0][:k] for k in range(len(texts[0]))]
texts += mutations(texts[0], 3000, random.Random(9))
texts += [t.rstrip(b"]} \\n") + tail for t in texts[:1] for tail in
          (b"nul", b"tru", b"fals", b"-", b"1.", b'"', b'"grou', b'{"', b'{"nic":', b',[')]
for text in texts:
    if len(text) > ROOM - PAD:
        continue
    begin = ROOM - PAD - len(text)
    area[begin:ROOM] = text + bytes(PAD)
    seen = np.zeros(at.LISTS * (1 + 2 * MOST_WORDS), dtype=np.int64)
    where = [a.ctypes.data for a in (numbers, words, seen)]
    rows += scan(start + begin, 0, where[0], where[1], len(numbers), where[2])[2]
print(rows)
"""


def test_small_files_need_no_compiler() -> None:
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]); import readsb_files as f;"
        "n = len(f.table('trace', f.trace([f.row(k) for k in range(2000)]))[0]);"
        "print(n, 'numba' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, HELPERS],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == ["2000", "False"]


def test_the_meter_counts_over_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "WORTH", 1000)
    monkeypatch.setattr(engine.Meter, "met", 0)
    assert [engine.Meter.worth(400) for _ in range(4)] == [False, False, True, True]


@pytest.mark.shared
def test_all_real_traces(shared_dir: Path) -> None:
    import gzip

    names = [shared_dir / "data/readsb/trace_full_ac671b.json"]
    names += sorted((shared_dir / "data/readsb/traces_2023-08-30").glob("*/*.json"))
    count = 0
    for path in names:
        text = path.read_bytes()
        text = gzip.decompress(text) if text[:2] == b"\x1f\x8b" else text
        found = both(text)
        assert taken(text) == len(found)
        count += len(found)
        assert np.isfinite(found["latitude"].to_numpy()).all()
    assert count == 6430
