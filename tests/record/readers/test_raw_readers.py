"""Readers of raw messages: Beast, AVR, jet1090, SBS, CSV, OpenSky, samples of a radio."""

from __future__ import annotations

import datetime as dt
import io
import json
import random
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from raw_files import Bytes, table
from record_memory import run as run_whole

from skywitness.errors import RecordError
from skywitness.record.intake.loading import read as load
from skywitness.record.readers import (
    avr,
    beast,
    frames_csv,
    iq,
    jet1090,
    opensky_raw,
    sbs,
)
from skywitness.record.readers.formats import FORMATS
from skywitness.record.reading import Context, Tally

EVEN, ODD = "8D40621D58C382D690C8AC2863A7", "8D40621D58C386435CC412692AD6"
NAME, SQUAWK = "8D4840D6202CC371C32CE0576098", "5D40621D2CF9F3"
DATE = Context(date=dt.date(2024, 5, 6))
READERS = (beast, avr, jet1090, sbs, frames_csv, opensky_raw, iq)


def record(kind: bytes, counter: int, content: bytes, signal: int = 0x1A) -> bytes:
    body = counter.to_bytes(6, "big") + bytes([signal]) + content
    return b"\x1a" + kind + body.replace(b"\x1a", b"\x1a\x1a")


def beast_file(step: int = 6_000_000, first: int = 0x1A1A1A) -> bytes:
    frames = (ODD, EVEN, NAME, ODD, EVEN, ODD, EVEN)
    return b"".join(record(b"3", first + step * k, bytes.fromhex(f)) for k, f in enumerate(frames))


def test_beast() -> None:
    rows, tally = table(beast, beast_file(), DATE)
    assert [r["row"] for r in rows] == list(range(7))
    assert rows[1]["latitude"] == pytest.approx(52.2572021484375)
    assert rows[2]["callsign"] == "KLM1023"
    assert (rows[1]["timestamp"] - rows[0]["timestamp"]).total_seconds() == pytest.approx(0.5)
    assert rows[0]["timestamp"].date() == dt.date(2024, 5, 6)
    assert "the time of day does not" in tally.notes[0]


def test_beast_without_a_date_has_positions_and_no_times() -> None:
    rows, tally = table(beast, beast_file())
    assert rows[1]["latitude"] == pytest.approx(52.2572021484375)
    assert all(r["timestamp"] is None for r in rows)
    assert "no date was given" in tally.notes[0]


def test_beast_in_blocks_of_any_size(monkeypatch: pytest.MonkeyPatch) -> None:
    whole, _ = table(beast, beast_file(), DATE)
    for size in (1, 7, 24, 50):
        monkeypatch.setattr(beast, "BLOCK", size)
        assert table(beast, beast_file(), DATE)[0] == whole


def test_beast_records_of_other_types_are_counted() -> None:
    content = (
        record(b"4", 5, bytes(6))
        + record(b"1", 6, bytes(2))
        + record(b"2", 7, bytes.fromhex("5D4840D6" + "000000"))
        + record(b"3", 8, bytes.fromhex(NAME))[:-2]
        + record(b"9", 8, bytes(4))
        + record(b"3", 9, bytes.fromhex(NAME))
    )
    rows, tally = table(beast, content, DATE)
    assert [r["row"] for r in rows] == [5]
    assert tally.bad["a record of unknown type or wrong length"] == 2
    assert tally.bad["a Mode A/C reply, which has no address"] == 1
    assert tally.bad["the receiver's own state"] == 1


def test_beast_with_receivers_numbers() -> None:
    number = b"\x1a\xe3" + bytes.fromhex("0102030405060708")
    content = number + record(b"3", 12, bytes.fromhex(NAME)) + record(b"3", 13, bytes.fromhex(NAME))
    rows, tally = table(beast, content, Context(receiver="mine"))
    assert [r["receiver"] for r in rows] == ["0102030405060708", "mine"]
    assert tally.rows == 2


def test_beast_with_times_of_gps() -> None:
    def stamp(k: int) -> int:
        return ((86_398 + k) % 86_400 << 30) | 500_000_000

    content = b"".join(
        record(b"3", stamp(k), bytes.fromhex(EVEN if k % 2 else ODD)) for k in range(7)
    )
    rows, tally = table(beast, content, DATE)
    assert rows[0]["timestamp"] == dt.datetime(2024, 5, 6, 23, 59, 58, 500_000, dt.UTC)
    assert rows[6]["timestamp"] == dt.datetime(2024, 5, 7, 0, 0, 4, 500_000, dt.UTC)
    assert "GPS" in tally.notes[0]


@pytest.mark.parametrize("missing", range(1, 23))
def test_beast_that_is_cut_is_said_and_what_came_before_is_kept(missing: int) -> None:
    whole = beast_file(first=12)
    assert run_whole(beast, whole, context=DATE).error is None
    told = run_whole(beast, whole[:-missing], context=DATE)
    assert told.error is not None
    assert "breaks off" in told.error.message
    assert told.column("row") == list(range(6))


def test_beast_frames_of_multilateration() -> None:
    rows, _ = table(beast, beast_file() + record(b"3", 0xFF004D4C4154, bytes.fromhex(EVEN)), DATE)
    assert (rows[-1]["source"], rows[-1]["timestamp"], rows[-1]["nic"]) == ("mlat", None, None)


def test_a_counter_that_runs_backwards_is_marked() -> None:
    rows, tally = table(beast, beast_file(first=10**10) + beast_file(first=5), DATE)
    assert [r["row"] for r in rows if r["fault"] == "reversed"] == [7]
    assert any("backwards" in note for note in tally.notes)


@pytest.mark.parametrize(
    "line",
    ["*{};", ":{};", "@0000001A1A1A{};", "%0000001A1A1A{};", "<0000001A1A1A7F{};"],
)
@pytest.mark.parametrize("end", ["\n", "\r\n", ""])
def test_avr(line: str, end: str) -> None:
    content = "".join(line.format(f) + end for f in (NAME, EVEN.lower(), "7700", "5D4840D6000000"))
    rows, tally = table(avr, content.encode(), DATE)
    assert avr.recognise(content.encode(), "")
    assert [r["icao24"] for r in rows[:2]] == ["4840d6", "40621d"]
    assert tally.bad["a Mode A/C reply, which has no address"] == 1
    assert (rows[0]["timestamp"] is None) == (line[0] in "*:")


def test_avr_times_make_pairs() -> None:
    lines = [f"@{k * 6_000_000 + 1:012X}{(ODD, EVEN)[k % 2]};\n" for k in range(4)]
    rows, _ = table(avr, "".join(lines).encode())
    assert rows[1]["latitude"] == pytest.approx(52.2572021484375)
    rows, tally = table(avr, "".join(f"*{(ODD, EVEN)[k % 2]};\n" for k in range(4)).encode())
    assert rows[1]["latitude"] is None
    assert tally.notes == ["no times in the file: no positions, nothing put beside others"]


def jet1090_file(**more: Any) -> bytes:
    lines = [
        {"timestamp": 1.7e9 + k, "frame": f.lower(), "df": "17", **more}
        for k, f in enumerate((ODD, EVEN, NAME))
    ]
    return b"".join(json.dumps(line).encode() + b"\n" for line in lines)


def test_jet1090() -> None:
    rows, _ = table(jet1090, jet1090_file(metadata=[{"name": "roof", "rssi": -3}]))
    assert rows[1]["latitude"] == pytest.approx(52.2572021484375)
    assert rows[1]["timestamp"] == dt.datetime(2023, 11, 14, 22, 13, 21, tzinfo=dt.UTC)
    assert {r["receiver"] for r in rows} == {"roof"}


def test_jet1090_bad_lines_cost_themselves() -> None:
    bad = (
        b'{"timestamp": 1\n[]\nnull\n{"timestamp":1}\n{"frame":7,"timestamp":1}\n'
        b'{"frame":"zz","timestamp":1}\n{"frame":"' + EVEN.encode() + b'","timestamp":"x"}\n'
        b'{"frame":"' + EVEN.encode() + b'","timestamp":9e99}\n'
        b'{"frame":"' + NAME.encode() + b'","timestamp":1,"icao24":"4840d6"}\n'
        b'{"frame":"' + NAME.encode() + b'","timestamp":1.7e9,"icao24":"4840d7"}\n'
    )
    rows, tally = table(jet1090, jet1090_file() + bad)
    # What has no time stands before all, then comes the stray one of 1970.
    assert [r["row"] for r in rows] == [9, 10, 11, 0, 1, 2]
    assert [r["fault"] for r in rows] == ["clock"] * 3 + [None] * 3
    assert tally.bad == {
        "no JSON object with a frame": 4,
        "no frame": 2,
        "parity does not give the address beside it": 1,
    }


def test_lines_without_end_are_bounded() -> None:
    content = jet1090_file() + b"x" * 3_000_000 + b"\n" + jet1090_file()
    rows, tally = table(jet1090, content)
    assert len(rows) == 6
    assert tally.bad == {"a line too long to be a record": 1}


SBS = b"""\
SEL,,496,2286,4CA4E5,27215,2010/02/19,18:06:07.710,2010/02/19,18:06:07.710,RYR1427
MSG,1,145,256,7404F2,11267,2008/11/28,23:48:18.611,2008/11/28,23:53:19.161,RJA1118,,,,,,,,,,,
MSG,2,496,603,400CB6,13168,2008/10/13,12:24:32.414,2008/10/13,12:28:52.074,,,0,76.4,51.45735,-4.38826,,,,,,0
MSG,4,496,469,4CA767,27854,2010/02/19,17:58:13.039,2010/02/19,17:58:13.368,,,288.6,103.2,,,-832,,,,,
MSG,3,496,211,4CA767,10057,2010/02/19,17:58:14.039,2010/02/19,17:58:14.368,,37000,,,51.45735,-1.02826,,,0,0,0,-1
MSG,6,496,237,4CA215,27864,2010/02/19,17:58:12.846,2010/02/19,17:58:13.368,,33325,,,,,,0271,0,0,0,0
MSG,8,496,194,405F4E,27884,2010/02/19,17:58:13.244,2010/02/19,17:58:13.368,,,,,,,,,,,,0
"""


def test_sbs() -> None:
    assert sbs.recognise(SBS, "")
    rows, tally = table(sbs, SBS.replace(b"\n", b"\r\n"))
    assert [r["row"] for r in rows] == [1, 2, 3, 4, 5, 6]
    assert (rows[0]["callsign"], rows[0]["icao24"]) == ("RJA1118", "7404f2")
    assert rows[0]["timestamp"] == dt.datetime(2008, 11, 28, 23, 48, 18, 611_000, dt.UTC)
    assert rows[0]["received"] == dt.datetime(2008, 11, 28, 23, 53, 19, 161_000, dt.UTC)
    assert (rows[2]["groundspeed"], rows[2]["vertical_rate"]) == (pytest.approx(288.6), -832)
    position = rows[3]
    assert (position["latitude"], position["longitude"]) == (51.45735, -1.02826)
    assert (position["altitude"], position["onground"]) == (37000, True)
    assert position["groundspeed"] == pytest.approx(288.6)  # said a second before
    assert (rows[4]["squawk"], rows[4]["source"]) == ("0271", "mode_s")
    assert (rows[4]["onground"], rows[0]["onground"]) == (False, None)
    assert tally.bad == {"a line of the program, not of an aircraft": 1}
    assert "time zone" in tally.notes[0]


def _quoted(line: str) -> str:
    return ",".join(f'"{cell}"' for cell in line.split(","))


def _with_index(text: str) -> str:
    head = "," + ",".join(map(str, range(22)))
    return "\n".join([head, *(f"{k},{line}" for k, line in enumerate(text.splitlines()))]) + "\n"


@pytest.mark.parametrize(
    ("made", "first"),
    [
        (lambda text: "".join(_quoted(line) + "\n" for line in text.splitlines()), 0),
        (lambda text: text.replace(",", ", "), 0),
        (lambda text: text.replace(",", ";"), 0),
        (lambda text: text.replace(",", ";").replace(".", ","), 0),
        (_with_index, 1),
        (lambda text: f"# a capture\n# of May\nkind,type,session,aircraft,hex\n{text}", 3),
        (lambda text: re.sub(r"^(MSG,\d,\d+,\d+,)", r"\g<1>0x", text, flags=re.M), 0),
    ],
    ids=["quoted", "spaces", "semicolons", "decimal commas", "index", "comments", "0x"],
)
def test_sbs_that_tables_were_made_of_is_read_alike(made: Callable[[str], str], first: int) -> None:
    plain, _ = table(sbs, SBS)
    data = made(SBS.decode()).encode()
    assert sbs.recognise(data, "")
    for content in (data, data.removesuffix(b"\n")):
        rows, tally = table(sbs, content)
        assert rows == [{**row, "row": row["row"] + first} for row in plain]
        assert sum(tally.bad.values()) == first + 1


def test_sbs_values_that_cannot_be_are_kept_and_marked() -> None:
    line = "MSG,3,1,1,4CA767,1,{},17:58:14.039,{},17:58:14.368,,{},,,{},{},,,0,0,0,0\n"
    rows, _ = table(
        sbs,
        "".join(
            line.format(*cells)
            for cells in (
                ("2010/02/19", "2010/02/19", "100", "95.5", "1"),
                ("2010/02/19", "2010/02/19", "130000", "51", "180"),
                ("2010/02/31", "2010/02/19", "100", "51", "1"),
                ("1970/01/01", "1970/01/01", "nan", "51", "inf"),
                ("2010/02/19", "2010/02/19", "100", "51", ""),
            )
        ).encode(),
    )
    faults = ["position", "altitude", "clock", "altitude clock position", "position"]
    assert [r["fault"] for r in rows] == faults
    assert rows[0]["latitude"] == 95.5
    assert rows[1]["longitude"] == -180
    assert rows[3]["altitude"] is None


def test_csv_columns_are_seen_from_their_contents() -> None:
    plain = f"1700000000,{ODD}\n1700000001,{EVEN}\n".encode()
    with_bom = b"\xef\xbb\xbf" + plain.replace(b"\n", b"\r\n")
    named = f'time,icao24,rawmsg\n"1700000000.0","40621d","{ODD}"\n1700000001.5,40621d,{EVEN}\n'
    digits = f"1700000000,484506,{ODD}\n1700000001,40621D,{EVEN}\n".encode()
    for content in (plain, with_bom, named.encode()):
        assert frames_csv.recognise(content, "")
        rows, tally = table(frames_csv, content)
        assert rows[1]["latitude"] == pytest.approx(52.2572021484375)
        assert [r["row"] for r in rows] == [0, 1]
        assert not tally.bad
    rows, tally = table(frames_csv, digits)
    assert (len(rows), sum(tally.bad.values())) == (1, 1)


def opensky_file(times: Any = None) -> bytes:
    buffer = io.BytesIO()
    times = [1.7e9 + 1, 1.7e9, 1.7e9 + 2] if times is None else times
    pq.write_table(
        pa.table(
            {
                "mintime": times,
                "rawmsg": [EVEN.lower(), ODD.lower(), None],
                "icao24": ["40621d"] * 3,
            }
        ),
        buffer,
    )
    return buffer.getvalue()


def test_opensky_raw() -> None:
    stamps = pa.array(np.array([1_700_000_001, 1_700_000_000, 0]) * 10**9, pa.timestamp("ns"))
    for content in (opensky_file(), opensky_file(stamps)):
        assert opensky_raw.recognise(content[:65536], "")
        rows, tally = table(opensky_raw, content)
        assert [r["row"] for r in rows] == [1, 0]  # in the order of time
        assert rows[1]["latitude"] == pytest.approx(52.2572021484375)
        assert rows[1]["timestamp"] == dt.datetime(2023, 11, 14, 22, 13, 21, tzinfo=dt.UTC)
        assert tally.bad == {"no frame": 1}


def test_opensky_raw_of_any_size_counts_as_one_format(tmp_path: Path) -> None:
    # In a large file the columns' names stand behind the head that is looked at.
    n = 40_000
    rng = np.random.default_rng(1)
    noise = [f"{int(k):028x}" for k in rng.integers(0, 1 << 62, n)]
    made = pa.table({"mintime": rng.uniform(1.7e9, 1.7e9 + 60, n), "rawmsg": noise})
    pq.write_table(made, tmp_path / "large.parquet", compression="none", use_dictionary=False)
    head = (tmp_path / "large.parquet").read_bytes()[:65_536]
    assert not opensky_raw.recognise(head, "")
    (tmp_path / "small.parquet").write_bytes(opensky_file())
    outcome = load([tmp_path / "large.parquet", tmp_path / "small.parquet"], tmp_path / "store")
    assert {name for entry in outcome.read for name in entry.formats} == {"opensky_raw"}
    assert len(outcome.read) == 2


def test_opensky_raw_that_is_cut_is_one_clear_error() -> None:
    with pytest.raises(RecordError, match="cannot be read") as caught:
        table(opensky_raw, opensky_file()[:-20])
    assert caught.value.remedy
    assert caught.value.file == "some/file"


def samples(n: int = 65_536) -> bytes:
    rng = np.random.default_rng(1)
    return np.clip(rng.normal(127.4, 6.0, n).round(), 0, 255).astype(np.uint8).tobytes()


def test_samples_of_a_radio_are_recognised_and_refused() -> None:
    assert iq.recognise(samples(), "modes1.bin")
    with pytest.raises(RecordError, match="demodulate") as caught:
        list(iq.read(Bytes(samples()), Tally(), Context()))
    assert "dump1090 --ifile" in str(caught.value)


def test_other_contents_are_no_samples() -> None:
    rng = np.random.default_rng(1)
    tone = (127 + 40 * np.sin(np.arange(65_536) / 20)).astype(np.uint8).tobytes()
    for other in (b"", bytes(65_536), rng.bytes(65_536), tone, b"text, " * 10_000, beast_file()):
        assert not iq.recognise(other, "")


CONTENTS = {
    "beast": beast_file(),
    "avr": f"*{EVEN};\n*{ODD};\n".encode(),
    "jet1090": jet1090_file(),
    "sbs": SBS,
    "frames_csv": f"1700000000,{ODD}\n1700000001,{EVEN}\n".encode(),
    "opensky_raw": opensky_file(),
    "iq": samples(),
}


@pytest.mark.parametrize("name", CONTENTS)
def test_each_is_recognised_by_its_own_reader_only(name: str) -> None:
    head = CONTENTS[name][:65_536]
    ours = [r.__name__.rsplit(".", 1)[1] for r in READERS]
    assert [n for n, r in zip(ours, READERS, strict=True) if r.recognise(head, "")] == [name]
    assert name in {f.module for f in FORMATS}


@pytest.mark.parametrize("name", CONTENTS)
def test_nothing_is_recognised_in_nothing(name: str) -> None:
    reader = next(r for r in READERS if r.__name__.endswith(name))
    for other in (b"", b"\n", b"\x1a", b"{}", b"PAR1", b"MSG", b"*", b"\x00" * 100):
        assert not reader.recognise(other, "")


def test_compressed_or_random_bytes_are_nobodys() -> None:
    rng = random.Random(1)
    for _ in range(50):
        head = rng.randbytes(4096)
        assert not any(r.recognise(head, "") for r in READERS)
