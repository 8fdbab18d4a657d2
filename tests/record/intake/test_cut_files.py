"""A file that was cut in its last line or record: what came before is kept, and it is said."""

from __future__ import annotations

import json
import struct
from pathlib import Path
from types import ModuleType

import pytest
from record_memory import run
from typer.testing import CliRunner

from skywitness.cli import build
from skywitness.record.readers import (
    aircraft_json,
    avr,
    frames_csv,
    igc,
    jet1090,
    opensky_states,
    readsb_jsonl,
    sbs,
    table_csv,
    table_json,
)
from skywitness.record.store.store import open_store
from skywitness.record.tables import csvlines, records

NOW = 1_700_000_000
HEADER = "timestamp,icao24,latitude,longitude,altitude,groundspeed,track,vertical_rate,callsign"
ROWS = [f"{NOW + k},39e467,48.1,2.30{k},37000,400,90,0,AFR1" for k in range(5)]
RECORDS = [
    json.dumps({"timestamp": NOW + k, "icao24": "39e467", "latitude": 48.1, "longitude": 2.3})
    for k in range(5)
]
AIRCRAFT = {"hex": "a12345", "alt_baro": 3000, "lat": 36.9, "lon": -121.7, "seen_pos": 0.1}
OBJECTS = [json.dumps({"now": NOW + k, **AIRCRAFT}) for k in range(5)]
LISTS = [json.dumps({"now": NOW + k, "aircraft": [AIRCRAFT]}) for k in range(5)]
FRAME = "8D4840D6202CC371C32CE0576098"
FRAMES = [json.dumps({"timestamp": NOW + k, "frame": FRAME}) for k in range(5)]
MESSAGES = [
    f"MSG,3,1,1,405F11,1,2024/01/31,12:00:0{k}.000,2024/01/31,12:00:0{k}.000,,9575,,,48.6,2.5,,,0,0,0,0"
    for k in range(5)
]
STATES = [
    json.dumps({"time": NOW + k, "states": [["4ca767", "EIN1", "Ireland", NOW, NOW, 2.5, 48.6,
                3000, False, 100, 90, 0, None, 3000, "0733", False, 0]]})
    for k in range(5)
]  # fmt: skip
FIXES = [f"B12000{k}4836000N00230000EA0100001050008" for k in range(5)]
KINDS: dict[str, tuple[ModuleType, list[str], list[str]]] = {
    "csv": (table_csv, [HEADER], ROWS),
    "records": (table_json, [], RECORDS),
    "objects": (readsb_jsonl, [], OBJECTS),
    "lists": (aircraft_json, [], LISTS),
    "frames": (jet1090, [], FRAMES),
    "hex": (avr, [], [f"@00000000000{k}{FRAME};" for k in range(5)]),
    "timed": (frames_csv, [], [f"{NOW + k}.5,{FRAME}" for k in range(5)]),
    "named": (frames_csv, ["frame,time"], [f"{FRAME},{NOW + k}.500000" for k in range(5)]),
    "messages": (sbs, [], MESSAGES),
    "answers": (opensky_states, [], STATES),
    "fixes": (igc, ["AXXX001", "HFDTE310124", "I013638FXA"], FIXES),
}
LAST = {"csv": 9, "named": 8}
"""Characters that end a line and can be fewer without being others."""
BY_NEWLINE = [kind for kind in KINDS if kind != "hex"]


def text(kind: str, last: str, end: str = "") -> bytes:
    """Four whole lines and another last one."""
    _, head, lines = KINDS[kind]
    return "\n".join([*head, *lines[:4], last]).encode() + end.encode()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_a_last_line_that_is_cut_is_said_and_what_came_before_is_kept(kind: str, ends: str) -> None:
    reader, _, lines = KINDS[kind]
    for length in (12, 20, len(lines[4]) - 15, len(lines[4]) - LAST.get(kind, 2)):
        told = run(reader, text(kind, lines[4][:length]).replace(b"\n", ends.encode()))
        assert told.table.num_rows == 4
        assert told.error is not None
        assert "the file breaks off in its last line" in told.error.message
        assert told.error.row == 4
        assert sum(told.tally.bad.values()) == 1
        assert told.tally.rows == 5


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("end", ["", "\n", "\n\n", "\n  "])
def test_a_whole_last_line_is_not_cut_however_the_file_ends(kind: str, end: str) -> None:
    reader, _, lines = KINDS[kind]
    told = run(reader, text(kind, lines[4], end))
    assert told.error is None
    assert told.table.num_rows == 5


@pytest.mark.parametrize("kind", BY_NEWLINE)
def test_a_damaged_line_that_has_an_end_costs_itself_alone(kind: str) -> None:
    reader, _, lines = KINDS[kind]
    told = run(reader, text(kind, lines[4][:20], "\n"))
    assert told.error is None
    assert sum(told.tally.bad.values()) == 1
    middle = run(reader, text(kind, lines[4][:20] + "\n" + lines[4]))
    assert middle.error is None
    assert middle.table.num_rows == 5


def test_a_mark_of_dos_behind_the_last_line_is_no_cut_table() -> None:
    assert run(table_csv, text("csv", ROWS[4], "\n\x1a")).error is None


def test_an_open_quotation_mark_in_the_last_line_is_a_cut() -> None:
    told = run(table_csv, text("csv", ROWS[4].replace("AFR1", '"AF')))
    assert told.table.num_rows == 4
    assert told.error is not None
    assert "breaks off in its last line" in told.error.message


def test_a_cut_is_seen_wherever_a_piece_of_the_file_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    for size in (1, 7, 100):
        monkeypatch.setattr(csvlines, "PIECE", size)
        monkeypatch.setattr(records, "BLOCK", size)
        for kind in ("csv", "records"):
            reader, _, lines = KINDS[kind]
            assert run(reader, text(kind, lines[4][:20])).error is not None
            assert run(reader, text(kind, lines[4])).error is None


@pytest.mark.parametrize("kind", KINDS)
def test_the_status_of_a_cut_file_is_1(kind: str, tmp_path: Path) -> None:
    _, _, lines = KINDS[kind]
    path = tmp_path / "cut"
    path.write_bytes(text(kind, lines[4][:20]))
    words = ["read", str(path), "--out", str(tmp_path / "store")]
    result = CliRunner().invoke(build(["read"]), words)
    assert result.exit_code == 1
    assert "breaks off in its last line" in " ".join(result.output.split())
    again = CliRunner().invoke(build(["read"]), words)
    assert again.exit_code == 1


def test_a_frame_that_was_cut_to_the_length_of_a_short_one_is_none() -> None:
    for reader, before in ((avr, "*{};\n*{}"), (frames_csv, f"{NOW},{{}}\n{NOW + 1},{{}}")):
        told = run(reader, before.format(FRAME, FRAME[:14]).encode())
        assert told.table.num_rows == 1
        assert told.error is not None
        assert told.tally.bad == {"a line that breaks off": 1}


def test_a_frame_without_its_semicolon_at_the_end_is_whole() -> None:
    told = run(avr, f"*{FRAME};\n*{FRAME}".encode())
    assert told.error is None
    assert told.table.num_rows == 2


@pytest.mark.parametrize("cut", [1, 6, 7, 10, 17, 20])
def test_a_time_that_was_cut_is_no_other_time(cut: int) -> None:
    lines = [f"{FRAME},{NOW + k}.500000" for k in range(3)]
    told = run(frames_csv, "\n".join(["frame,time", *lines])[:-cut].encode())
    whole = cut < 6  # half a second told in five digits or in one is the same
    assert (told.error is None) == whole
    assert told.table.num_rows == 2 + whole


def test_frames_in_csv_are_known_though_one_of_two_lines_is_cut() -> None:
    data = f"{NOW},{FRAME}\n{NOW + 1},{FRAME[:9]}".encode()
    assert frames_csv.recognise(data, "")
    assert run(frames_csv, data).table.num_rows == 1


def test_messages_whose_ends_a_program_leaves_out_are_whole() -> None:
    short = [line.removesuffix(",,,0,0,0,0") for line in MESSAGES]
    assert run(sbs, "\n".join(short).encode()).error is None
    told = run(sbs, "\n".join(short)[:-5].encode())
    assert told.error is not None
    assert told.table.num_rows == 4
    kin = "STA,,5,179,400AE7,10103,2008/11/28,14:58:51.153,2008/11/28,14:58:51.153,RM"
    assert run(sbs, "\n".join([*short, kin]).encode()).error is None


def test_a_fix_whose_extension_is_cut_is_none() -> None:
    head = ["AXXX001", "HFDTE310124", "I023638FXA3941GSP"]
    fixes = [f"B12000{k}4836000N00230000EA0100001050008088" for k in range(3)]
    told = run(igc, "\n".join([*head, *fixes])[:-2].encode())
    assert told.table.num_rows == 2
    assert told.error is not None
    assert told.error.row == 2


BLOCK = bytes.fromhex(
    "30002cfde5020763587840a032004000095105647c6b2d446071ca082001ffdd1b1e2004c1500800c0002460"
)
BEAST = b"\x1a3" + bytes(7) + bytes.fromhex("8D4840D6202CC371C32CE0576098")
PACKET = b"\0" * 12 + b"\x08\0" + b"\x45" + b"\0" * 8 + b"\x11" + b"\0" * 18 + BLOCK


def _capture(packets: int) -> bytes:
    ip = bytearray(PACKET)
    ip[14 + 24 : 14 + 26] = (8 + len(BLOCK)).to_bytes(2, "big")
    head = struct.pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 65_535, 1)
    one = struct.pack("<IIII", 1_700_000_000, 0, len(ip), len(ip)) + ip
    return head + packets * one


def _heatmap() -> bytes:
    now = 1_700_000_000_000
    slice_ = struct.pack("<IiIhh", 0x0E7F7C9D, now >> 32, now & 0xFFFFFFFF, 30_000, 0)
    return slice_ + 3 * struct.pack("<Iiihh", 0x4CA2B6, 48_000_000, 2_000_000, 400, 4_000)


BINARY = {
    "raw ASTERIX": 3 * BLOCK,
    "capture": _capture(3),
    "Beast": 3 * BEAST,
    "heatmap": _heatmap(),
}


@pytest.mark.parametrize("kind", BINARY)
def test_the_status_of_a_cut_binary_file_is_1(kind: str, tmp_path: Path) -> None:
    for name, data, status in (("whole", BINARY[kind], 0), ("cut", BINARY[kind][:-5], 1)):
        (tmp_path / name).write_bytes(data)
        words = ["read", str(tmp_path / name), "--out", str(tmp_path / f"{name}-store")]
        result = CliRunner().invoke(build(["read"]), words)
        assert result.exit_code == status, result.output
        assert ("breaks off" in result.output) == bool(status)
        kept = sum(load.inputs[0].kept for load in open_store(tmp_path / f"{name}-store").manifest)
        assert kept == (3 if status == 0 else 2)
