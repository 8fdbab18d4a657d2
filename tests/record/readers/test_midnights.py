"""Times of day of files that tell the date once: what is out of place moves no other."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest
from raw_files import table
from record_memory import run

from skywitness.record.midnights import DAY_S, Midnights
from skywitness.record.readers import asterix, avr, beast, igc
from skywitness.record.reading import Context

NAME = "8D4840D6202CC371C32CE0576098"
DATE = Context(date=dt.date(2024, 3, 10))
FIRST = 86_340
"""Seconds after midnight of the first of 120 times, one a second."""


def fix(second: int) -> str:
    hour, rest = divmod(second % DAY_S, 3600)
    return f"B{hour:02}{rest // 60:02}{rest % 60:02}4806000N00218000EA0100001050\n"


def igc_days(lines: list[str]) -> list[int]:
    told = run(igc, "".join(["AXXX001\n", "HFDTE100324\n", *lines]).encode())
    return [t.day for t in told.column("timestamp")]  # type: ignore[attr-defined]


def avr_lines(seconds: list[int]) -> bytes:
    stamps = [(s % DAY_S) << 30 | 500_000_000 for s in seconds]
    return "".join(f"@{stamp:012X}{NAME};\n" for stamp in stamps).encode()


def beast_records(seconds: list[int]) -> bytes:
    found = b""
    for second in seconds:
        body = ((second % DAY_S) << 30 | 500_000_000).to_bytes(6, "big") + b"\x00"
        found += b"\x1a3" + (body + bytes.fromhex(NAME)).replace(b"\x1a", b"\x1a\x1a")
    return found


def asterix_blocks(seconds: list[int]) -> bytes:
    records = [b"\xe0\x07\x63" + (s % DAY_S * 128).to_bytes(3, "big") + b"\x20" for s in seconds]
    return b"".join(b"\x30" + (3 + len(r)).to_bytes(2, "big") + r for r in records)


def test_two_fixes_swapped_at_midnight_move_no_other() -> None:
    order = list(range(FIRST, FIRST + 120))
    order[59], order[60] = order[60], order[59]
    assert igc_days([fix(s) for s in order]) == [10] * 59 + [11, 10] + [11] * 59


@pytest.mark.parametrize("early", [-5, -1, 0, 1, 5])
def test_a_date_of_a_flight_recorder_told_around_midnight_is_no_day_off(early: int) -> None:
    lines = [fix(s) for s in range(FIRST, FIRST + 120)]
    assert igc_days([*lines[: 60 + early], "HFDTE110324\n", *lines[60 + early :]]) == (
        [10] * 60 + [11] * 60
    )
    # The old one again.
    again = [*lines[: 60 + early], "HFDTE100324\n", *lines[60 + early :]]
    assert igc_days(again) == [10] * 60 + [11] * 60


def test_a_date_of_the_next_flight_holds() -> None:
    noon = [fix(43_200 + k) for k in range(5)]
    assert igc_days([*noon, "HFDTE110324\n", *noon]) == [10] * 5 + [11] * 5
    assert igc_days([*noon, "HFDTE090324\n", *noon]) == [10] * 5 + [9] * 5


def test_a_damaged_hour_moves_no_other_fix() -> None:
    lines = [fix(13 * 3600 + k) for k in range(5)] + [fix(2)]
    lines += [fix(13 * 3600 + k) for k in range(6, 9)]
    assert igc_days(lines)[:5] == igc_days(lines)[6:] + [10] * 2 == [10] * 5


def test_a_silence_of_more_than_half_a_day_is_none_of_these() -> None:
    days = Midnights(5)
    assert [days.at(h * 3600.0) for h in (8, 21, 23, 1, 8, 22, 23, 0.1)] == [5] * 3 + [6] * 4 + [7]


@pytest.mark.parametrize("kind", ["avr", "beast"])
def test_two_frames_swapped_at_midnight_move_no_other(kind: str) -> None:
    reader, made = {"avr": (avr, avr_lines), "beast": (beast, beast_records)}[kind]
    order = list(range(FIRST, FIRST + 120))
    order[59], order[60] = order[60], order[59]
    rows, _ = table(reader, made(order), DATE)
    assert [r["timestamp"].day for r in rows] == [10] * 59 + [11, 10] + [11] * 59
    # The first of all is from midnight, the next from before it.
    rows, _ = table(reader, made([DAY_S, DAY_S - 1, *range(DAY_S + 1, DAY_S + 60)]), DATE)
    assert [r["timestamp"].day for r in rows] == [10, 9] + [10] * 59


def test_two_reports_swapped_at_midnight_move_no_other() -> None:
    order = list(range(FIRST, FIRST + 120))
    order[59], order[60] = order[60], order[59]
    told = run(asterix, asterix_blocks(order), context=DATE)
    days = [t.day for t in told.column("timestamp")]  # type: ignore[attr-defined]
    assert days == [10] * 59 + [11, 10] + [11] * 59
    # A station that says nothing for more than half a day is on the same one after it.
    told = run(asterix, asterix_blocks([3600, 50_000, 80_000]), context=DATE)
    assert [t.day for t in told.column("timestamp")] == [10] * 3  # type: ignore[attr-defined]


def test_days_go_on_over_pieces_of_a_file() -> None:
    days = Midnights()
    times = [86_399.0, 0.0, 86_398.0, 1.0, 40_000.0, 86_399.0, 0.0]
    assert [days.at(t) for t in times] == [0, 1, 0, 1, 1, 1, 2]
    again = Midnights()
    for (last, now), wanted in zip(pairwise(times), [1, 0, 1, 1, 1, 2], strict=True):
        assert again.turn(last, now) == wanted


def test_a_damaged_counter_is_marked_and_counted() -> None:
    lines = avr_lines(list(range(43_200, 43_210))).decode().splitlines(keepends=True)
    lines[4] = "@trueB83D0000" + lines[4][13:]
    rows, tally = table(avr, "".join(lines).encode(), DATE)
    assert [r["fault"] for r in rows] == [None] * 4 + ["clock"] + [None] * 5
    assert [r["timestamp"] is None for r in rows] == [k == 4 for k in range(10)]
    assert dict(tally.unread) == {"counter": 1}


def test_a_counter_that_is_no_time_of_day_is_marked_and_moves_no_other() -> None:
    lines = avr_lines(list(range(20_000, 22_000))).decode().splitlines(keepends=True)
    whole, _ = table(avr, "".join(lines).encode(), DATE)
    lines[700] = "@FFFFFFFFFFFF" + lines[700][13:]
    rows, tally = table(avr, "".join(lines).encode(), DATE)
    assert [r["row"] for r in rows if r["fault"] == "clock"] == [700]
    assert dict(tally.unread) == {"counter": 1}
    del rows[700], whole[700]
    assert rows == whole
