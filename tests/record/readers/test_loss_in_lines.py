"""What is lost of lists, lines and traces is said: by a count, a mark or an error."""

from __future__ import annotations

import json

import pytest
from loss_files import AIRCRAFT, HEADER, NOW, ROWS, SIX, THREE, listed, of
from record_memory import format_of, run

from skywitness.record.readers import (
    aircraft_json,
    frames_csv,
    jet1090,
    readsb_jsonl,
    readsb_trace,
    sbs,
    table_csv,
)


def test_squawks_of_sbs_keep_their_zeros_and_what_none_can_be_is_marked() -> None:
    lines = [SIX.format(k=k, squawk=s) for k, s in enumerate(("733", "0733", "8999", "", "x1"))]
    told = of(sbs, *lines)
    assert told.column("squawk") == ["0733", "0733", "8999", None, "x1"]
    assert told.column("fault") == [None, None, "other", None, "other"]


def test_numbers_of_sbs_that_are_none_are_counted_and_marked() -> None:
    said = [("9575", "48.6"), ("9x75", "48.6"), ("9575", "nan"), ("1e12", "48.6"), ("", "48.6")]
    lines = [THREE.format(k=k, alt=a, lat=t) for k, (a, t) in enumerate(said)]
    told = of(sbs, *lines)
    assert told.column("altitude") == [9575.0, None, 9575.0, None, None]
    assert told.column("fault") == [None, "altitude", "position", "altitude", None]
    assert told.tally.unread == {"altitude": 2, "latitude": 1}


def test_sbs_without_times_says_so() -> None:
    lines = ["MSG,4,,,345102,,,,,,,,244,195,,,4032,,0,0,0,0",
             "MSG,3,,,3440CD,,,,,,,9575,,,48.61166,2.52599,,,0,0,0,0"]  # fmt: skip
    told = of(sbs, *lines)
    assert told.column("timestamp") == [None, None]
    assert told.tally.notes == [
        "no line has a time (old versions of dump1090 write none), so no row has one"
    ]


def test_sbs_of_which_only_a_date_or_a_clock_is_said_has_no_time_and_does_not_speak_of_utc() -> (
    None
):
    lines = ["MSG,3,,,3440CD,,2025/06/01,,2025/06/01,,,9575,,,48.61166,2.52599,,,0,0,0,0",
             "MSG,3,,,3440CD,,,12:00:01.000,,,,9575,,,48.61166,2.52599,,,0,0,0,0"]  # fmt: skip
    told = of(sbs, *lines)
    assert told.column("timestamp") == [None, None]
    assert told.tally.notes == [
        "no line has a date and a time of day that can be read, so no row has a time"
    ]
    assert told.column("fault") == ["clock", "clock"]
    assert told.tally.unread == {"time": 2}


@pytest.mark.parametrize(
    "odd",
    [
        ["MT,TT,SID,AID,Hex,FID,DMG,TMG,DML,TML,CS,Alt,GS,Trk,Lat,Lng,VR,Sq,Alrt,Emer,SPI,Gnd"],
        ["# heard at home"],
        ["1,405F11,1,2024/01/31,12:00:00.000,,,,,,,,733,0,0,0,0"],
    ],
)
def test_a_header_or_a_cut_first_line_of_sbs_costs_that_line(odd: list[str]) -> None:
    good = [THREE.format(k=k, alt="9575", lat="48.6") for k in range(6)]
    told = of(sbs, *odd, *good[:3], *odd, *good[3:])
    assert told.table.num_rows == 6
    assert told.tally.bad == {"no SBS message": 2}
    assert told.column("row") == [1, 2, 3, 5, 6, 7]


def test_text_that_is_no_sbs_is_not_taken_for_it() -> None:
    log = "a log\nof more\nlines\nthan\na\nhead\nhas\n"
    text = log + "MSG,3,,,3440CD,,,,,,,9575,,,48.6,2.5,,,0,0,0,0\n"
    assert not sbs.recognise(text.encode(), "")


def test_addresses_with_0x_are_addresses() -> None:
    told = of(table_csv, HEADER, *(row.replace("39e467", "0x780DB8") for row in ROWS))
    assert told.column("icao24") == ["780db8"] * 5
    assert told.column("fault") == [None] * 5
    told = run(aircraft_json, listed(AIRCRAFT | {"hex": "0xA12345"}))
    assert (told.column("icao24"), told.column("fault")) == (["a12345"], [None])


def test_nan_costs_its_value_and_neither_its_row_nor_the_list() -> None:
    text = listed(AIRCRAFT, AIRCRAFT | {"gs": float("nan")}, AIRCRAFT | {"seen_pos": float("inf")})
    assert b"NaN" in text
    told = run(aircraft_json, text)
    assert told.column("groundspeed") == [73.0, None, 73.0]
    assert told.column("fault") == [None, "other", "other"]
    assert told.tally.unread == {"gs": 1, "seen_pos": 1}
    lines = "\n".join(json.dumps(AIRCRAFT | {"now": NOW, "track": t}) for t in (90, float("nan")))
    told = run(readsb_jsonl, lines.encode())
    assert told.column("track") == [90.0, None]
    assert told.column("fault") == [None, "other"]


def test_nan_in_a_trace_costs_its_value() -> None:
    row = [0.5, 36.9, -121.7, 3000, 73.1, 180.8, 0, -64, None]
    rows = [row, [1.5, *row[1:4], float("nan"), *row[5:]], [2.5, *row[1:]]]
    data = json.dumps({"icao": "a12345", "timestamp": NOW, "trace": rows}).encode()
    told = run(readsb_trace, data)
    assert told.column("groundspeed") == [pytest.approx(73.1), None, pytest.approx(73.1)]
    assert told.column("fault") == [None, "other", None]
    assert told.tally.unread == {"values of the trace": 1}


def test_a_number_of_400_digits_costs_its_value() -> None:
    text = listed(AIRCRAFT | {"gs": 1}).replace(b'"gs": 1', b'"gs": ' + b"9" * 400)
    told = run(aircraft_json, text)
    assert (told.column("groundspeed"), told.column("fault")) == ([None], ["other"])


@pytest.mark.parametrize("now", ["2023-11-14T22:13:20Z", "soon", {}, [1]])
def test_a_time_of_a_list_that_is_no_number_is_counted_and_marked(now: object) -> None:
    told = run(aircraft_json, listed(AIRCRAFT, AIRCRAFT | {"hex": "a12346"}, now=now))
    assert told.column("timestamp") == [None, None]
    assert told.column("fault") == ["clock", "clock"]
    assert told.tally.unread["now"] == 1
    line = run(readsb_jsonl, json.dumps(AIRCRAFT | {"now": now}).encode() + b"\n")
    assert line.column("fault") == ["clock"]
    assert line.tally.unread["now"] == 1


def test_the_speed_of_old_lists_is_the_ground_speed() -> None:
    old = {"hex": "a12345", "altitude": 3000, "speed": 81, "lat": 36.9, "lon": -121.7,
           "track": 180, "vert_rate": -64, "squawk": 733, "seen_pos": 0.1, "seen": 0.1}  # fmt: skip
    told = run(aircraft_json, listed(old, old | {"speed": "81"}))
    assert told.column("groundspeed") == [81.0, None]
    assert told.column("vertical_rate") == [-64.0, -64.0]
    assert told.column("squawk") == ["0733", "0733"]
    assert told.column("fault") == [None, "other"]


def test_a_cut_first_line_costs_that_line_in_lines_of_json() -> None:
    line = json.dumps(AIRCRAFT | {"now": NOW})
    told = of(readsb_jsonl, line[40:], line, line)
    assert (told.table.num_rows, told.tally.bad) == (2, {"no JSON": 1})
    document = listed(AIRCRAFT).decode()
    told = of(aircraft_json, document[60:], document, document)
    assert told.table.num_rows == 2
    frame = json.dumps({"timestamp": NOW, "frame": "8d4ca767583fc04bdb3f0b5c1e7d"})
    data = f"{frame[9:]}\n{frame}\n".encode()
    assert jet1090.recognise(data, "")
    assert format_of(data) == "jet1090"


def test_a_damaged_line_of_frames_in_csv_costs_that_line() -> None:
    lines = [f"170000000{k}.5,8d4ca767583fc04bdb3f0b5c1e7d" for k in range(8)]
    lines[3] = "1700000003.5,8d4ca7"
    assert format_of("\n".join(["time,frame", *lines]).encode()) == "frames_csv"
    assert format_of("\n".join(lines).encode()) == "frames_csv"


def test_a_last_line_of_sbs_that_breaks_off_costs_that_line_not_a_figure() -> None:
    good = [THREE.format(k=k, alt="9575", lat="48.61166") for k in range(3)]
    text = "\n".join(good)
    assert run(sbs, text.encode()).column("latitude") == [48.61166] * 3  # whole, without its end
    cut = run(sbs, text[: text.rindex("1166")].encode())
    assert cut.column("latitude") == [48.61166] * 2
    assert cut.tally.bad == {"a line that breaks off": 1}
    assert cut.tally.rows == 3
    short = [line.rstrip(",0") for line in good]  # ends left out by the program that wrote it
    assert len(run(sbs, ("\n".join(short) + "\n").encode()).table) == 3


@pytest.mark.parametrize("between", ["", "\n", "\n\n,"])
def test_a_second_document_behind_a_list_is_not_lost_without_a_word(between: str) -> None:
    one, two = (listed(AIRCRAFT | {"hex": h}) for h in ("a00001", "a00002"))
    spread = json.dumps(json.loads(one), indent=1).encode()
    told = run(aircraft_json, spread + between.encode() + two)
    assert told.column("icao24") == ["a00001"]
    assert told.error is not None
    assert "another document follows the first one" in told.error.message
    whole = run(aircraft_json, spread)
    assert whole.error is None
    odd = run(aircraft_json, spread.rstrip()[:-1] + b',"more":{"a":[1]},"b":2,}' + b" ")
    assert odd.error is None  # damaged behind the list, and nothing of it is a row


def test_a_second_trace_behind_the_first_is_not_lost_without_a_word() -> None:
    text = (
        b'{"icao":"a00001","timestamp":1700000000,"trace":[[0,1,2,3,4,5,0,7,null]],"x":{"y":1}}\n'
    )
    told = run(readsb_trace, text + text.replace(b"a00001", b"a00002"))
    assert told.column("icao24") == ["a00001"]
    assert told.error is not None
    assert "another document" in told.error.message
    garbage = run(readsb_trace, text + b"<html>")
    assert garbage.error is not None
    assert "text follows the document" in garbage.error.message
    assert run(readsb_trace, text).error is None


@pytest.mark.parametrize("few", [False, True])
def test_carriage_returns_end_lines_of_sbs_and_frames(few: bool) -> None:
    lines = [THREE.format(k=k, alt=37000, lat=48) for k in range(6)]
    data = "\r".join(lines) + "\r"
    if few:
        data = "\n".join(lines[:3]) + "\r" + "\n".join(lines[3:]) + "\n"
    assert format_of(data.encode()) == "sbs"
    told = run(sbs, data.encode())
    assert told.column("row") == list(range(6))
    assert told.tally.bad == {}
    frames = "\r".join(f"170000000{k},8D40621D58C382D690C8AC2863A7" for k in range(6))
    assert format_of(frames.encode()) == "frames_csv"
    assert run(frames_csv, frames.encode()).tally.rows == 6


def test_a_callsign_of_sbs_that_is_no_text_is_counted() -> None:
    line = THREE.format(k=1, alt=37000, lat=48).split(",")
    line[10] = "AF\x1bR"
    told = of(sbs, THREE.format(k=0, alt=37000, lat=48), ",".join(line))
    assert told.column("callsign") == [None, None]
    assert dict(told.tally.unread) == {"callsign": 1}
    assert told.column("fault") == [None, "other"]


def test_a_first_line_of_frames_that_is_cut_is_counted() -> None:
    lines = [f'170000000{k},"8D40621D58C382D690C8AC2863A7","40621D",11' for k in range(8)]
    for cut in (15, 30, 40):
        told = of(frames_csv, lines[0][cut:], *lines[1:])
        assert told.tally.rows == 8
        assert sum(told.tally.bad.values()) == 1
    named = of(frames_csv, "timestamp,rawmsg,icao24,tc", *lines)
    assert named.tally.rows == 8
    assert named.tally.bad == {}


def test_a_wrong_speed_of_sbs_stays_with_its_message() -> None:
    four = (
        "MSG,4,1,1,405F11,1,2024/01/31,12:00:0{k}.000,2024/01/31,12:00:0{k}.000,"
        ",,{speed},90,,,{rate},,0,0,0,0"
    )
    lines = [four.format(k=0, speed=400, rate=0), THREE.format(k=1, alt=37000, lat=48)]
    for speed, rate in ((9999, 0), (-5, 0), (410, 999999)):
        bad = four.format(k=2, speed=speed, rate=rate)
        told = of(sbs, *lines, bad, *(THREE.format(k=k, alt=37000, lat=48) for k in (3, 4)))
        assert told.column("fault") == [None, None, "speed", None, None]
        assert told.column("groundspeed")[3:] == [400.0, 400.0]


def sbs_line(second: int, speed: float, kind: int = 4) -> str:
    """A message of 22 fields, as dump1090 writes them."""
    when = f"2024/03/10,12:00:{second:02}.000"
    return (
        f"MSG,{kind},1,1,4CA2B6,1,{when},{when},,,{speed:g},120.5,,,0,,0,0,0,0"
        if kind == 4
        else f"MSG,{kind},1,1,4CA2B6,1,{when},{when},,35000,,,48.1,2.3,,,0,0,0,0"
    )


@pytest.mark.parametrize("kinds", [(4,), (3, 4)])
def test_a_cut_line_of_sbs_in_the_middle_costs_itself_not_a_figure(kinds: tuple[int, ...]) -> None:
    lines = [sbs_line(k, 449, kinds[k % len(kinds)]) for k in range(20)]
    assert kinds[9 % len(kinds)] == 4
    lines[9] = lines[9][: lines[9].index("449") + 2]
    told = run(sbs, "\n".join(lines).encode() + b"\n")
    assert told.tally.bad == {"a line that breaks off": 1}
    assert told.column("row") == [k for k in range(20) if k != 9]
    assert set(told.column("groundspeed")) - {None} == {449.0}


def test_lines_of_sbs_without_what_is_empty_at_their_end_are_whole() -> None:
    lines = [sbs_line(k, 449).rstrip("0,") + (",0,0,0,0" if k % 3 else "") for k in range(20)]
    told = run(sbs, "\n".join(lines).encode() + b"\n")
    assert (told.tally.bad, told.table.num_rows) == ({}, 20)


def test_a_cut_line_of_frames_in_the_middle_costs_itself() -> None:
    frame = "8D4840D6202CC371C32CE0576098"
    lines = [f"{frame},{1_700_000_000 + k}.5" for k in range(20)]
    lines[9] = lines[9][: -len("000009.5")]
    told = run(frames_csv, "\n".join(lines).encode() + b"\n")
    assert told.tally.bad == {"a line that breaks off": 1}
    assert told.column("row") == [k for k in range(20) if k != 9]
    with_address = [f"{1_700_000_000 + k}.5,{frame},4840d6" for k in range(20)]
    with_address[9] = with_address[9].removesuffix(",4840d6")
    told = run(frames_csv, "\n".join(with_address).encode() + b"\n")
    assert told.tally.bad == {"a line that breaks off": 1}


@pytest.mark.parametrize(
    ("name", "column"),
    [
        ("flight", "callsign"),
        ("category", "category"),
        ("r", "registration"),
        ("t", "typecode"),
    ],
)
def test_a_word_of_a_list_that_is_none_is_counted_and_marked(name: str, column: str) -> None:
    aircraft = [{"hex": "4ca2b6", "lat": 48.1, "lon": 2.3, "seen": 0, name: said}
                for said in ("A1", 3, None)]  # fmt: skip
    told = run(aircraft_json, json.dumps({"now": NOW, "aircraft": aircraft}).encode())
    assert told.column(column) == ["A1", None, None]
    assert told.column("fault") == [None, "other", None]
    assert dict(told.tally.unread) == {name: 1}


@pytest.mark.parametrize("end", ["", "\n"])
def test_a_second_list_of_one_document_is_not_lost_without_a_word(end: str) -> None:
    lists = [[{"hex": f"4ca2b{k}{i}", "lat": 48.1, "lon": 2.3, "seen": 0} for i in range(2)]
             for k in range(2)]  # fmt: skip
    document = json.dumps({"now": NOW, "aircraft": lists[0], "ac": lists[1]})
    told = run(aircraft_json, (document + end).encode())
    assert told.table.num_rows == 2
    assert told.tally.rows == 4
    assert told.tally.bad == {"in a second list of one document, 'ac'": 2}
