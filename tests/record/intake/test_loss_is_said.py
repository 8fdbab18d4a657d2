"""What is lost of a file is said: by the exit status, a count and a mark; damage costs its line."""

from __future__ import annotations

import io
import json
import os
import socket
import zipfile
from pathlib import Path
from types import ModuleType

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from record_memory import Result, format_of, run
from typer.testing import CliRunner

from skywitness.cli import build
from skywitness.errors import RecordError
from skywitness.record.readers import (
    aircraft_json,
    frames_csv,
    jet1090,
    readsb_jsonl,
    readsb_trace,
    sbs,
    table_csv,
)
from skywitness.record.tables import csvlines

HEADER = "timestamp,icao24,latitude,longitude,altitude,groundspeed,track,vertical_rate,callsign"
ROWS = [
    f"2024-03-10 12:00:0{k}+00:00,39e467,48.1,2.30{k},37000,400,90,0,AFR1" for k in range(5)
]  # fmt: skip
SIX = "MSG,6,1,1,405F1{k},1,2024/01/31,12:00:00.000,2024/01/31,12:00:00.000,,,,,,,,{squawk},0,0,0,0"
THREE = (
    "MSG,3,1,1,405F11,1,2024/01/31,12:00:0{k}.000,2024/01/31,12:00:0{k}.000,"
    ",{alt},,,{lat},2.5,,,0,0,0,0"
)
AIRCRAFT = {"hex": "a12345", "type": "adsb_icao", "alt_baro": 3000, "lat": 36.9, "lon": -121.7,
            "gs": 73, "track": 180.8, "seen_pos": 0.1, "seen": 0.1}  # fmt: skip
NOW = 1700000000.0


def command(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(build(["read"]), ["read", *words])
    if isinstance(result.exception, RecordError):  # what the program tells, with status 2
        return 2, str(result.exception)
    return result.exit_code, result.output


def of(reader: ModuleType, *lines: str) -> Result:
    data = "\n".join(lines).encode() + b"\n"
    assert reader.recognise(data, "")
    return run(reader, data)


def listed(*objects: dict[str, object], **head: object) -> bytes:
    return json.dumps({"now": NOW, **head, "aircraft": objects}).encode()


def test_a_file_of_which_nothing_is_kept_is_told_with_its_remedy(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.csv", tmp_path / "bad.csv"
    good.write_text("\n".join([HEADER, *ROWS]) + "\n")
    bad.write_text("\n".join([HEADER, *(f"{row},more,values" for row in ROWS)]) + "\n")
    status, told = command(str(bad), "--out", str(tmp_path / "one"))
    assert status == 2
    assert "none of what was given yielded a row" in told
    status, told = command(str(good), str(bad), "--out", str(tmp_path / "two"))
    assert status == 1
    assert "of 5 rows all were left out (more values than columns 5)" in " ".join(told.split())
    assert "remedy: see what stands there (row 0: 2024-03-10" in " ".join(told.split())
    # Nothing of it is in the store, so the next run tries again and says so again.
    status, told = command(str(good), str(bad), "--out", str(tmp_path / "two"))
    assert status == 1
    assert "all were left out" in told


def test_an_empty_list_given_by_name_is_told_and_one_in_a_folder_is_none(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "1.json").write_bytes(listed())
    (folder / "2.json").write_bytes(listed(AIRCRAFT))
    assert command(str(folder / "1.json"), "--out", str(tmp_path / "one"))[0] == 2
    assert command(str(folder), "--out", str(tmp_path / "two"))[0] == 0
    status, told = command(
        str(folder / "1.json"), str(folder / "2.json"), "--out", str(tmp_path / "3")
    )
    assert status == 1
    assert "there are no rows in it" in told


def test_a_table_without_rows_is_told_in_folders_and_archives_as_well(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "good.csv").write_text("\n".join([HEADER, *ROWS]) + "\n")
    packed = folder / "more.zip"
    columns = pa.table({name: pa.array([], pa.string()) for name in HEADER.split(",")})
    bare = io.BytesIO()
    pq.write_table(columns, bare)
    tables = {"bare.csv": f"{HEADER}\n".encode(), "bare.parquet": bare.getvalue()}
    for name, data in tables.items():
        (folder / name).write_bytes(data)
        status, told = command(str(folder), "--out", str(tmp_path / f"plain-{name}"))
        assert status == 1
        assert f"{name}: nothing of it was kept: there are no rows in it" in " ".join(told.split())
        (folder / name).unlink()
        with zipfile.ZipFile(packed, "w") as archive:
            archive.writestr("good.csv", "\n".join([HEADER, ROWS[0]]) + "\n")
            archive.writestr(name, data)
        status, told = command(str(folder), "--out", str(tmp_path / f"packed-{name}"))
        assert status == 1
        assert f"more.zip!{name}: nothing of it was kept" in " ".join(told.split())
        packed.unlink()


def test_values_left_empty_are_counted_in_the_manifest_and_told(tmp_path: Path) -> None:
    path = tmp_path / "list.json"
    path.write_bytes(listed(AIRCRAFT | {"gs": "fast"}, AIRCRAFT | {"hex": "a12346"}))
    status, told = command(str(path), "--out", str(tmp_path / "store"))
    assert status == 0
    assert "values that could not be read, left empty: gs 1" in told
    (manifest,) = (tmp_path / "store").rglob("manifest.json")
    assert json.loads(manifest.read_text())["inputs"][0]["unread"] == {"gs": 1}


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


def test_what_was_never_missed_is_not_among_the_values_that_could_not_be_read(
    tmp_path: Path,
) -> None:
    sound = tmp_path / "sound.sbs"
    sound.write_text("\n".join(THREE.format(k=k, alt="9575", lat="48.6") for k in range(6)) + "\n")
    _, told = command(str(sound), "--out", str(tmp_path / "store"))
    assert "could not be read" not in told


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
    text = "a log\nof many\nlines\nMSG,3,,,3440CD,,,,,,,9575,,,48.6,2.5,,,0,0,0,0\n"
    assert not sbs.recognise(text.encode(), "")


@pytest.mark.parametrize(
    ("header", "ending"), [("", ","), (",", ""), ("", ",,,"), (",", ","), (",,", ",")]
)
def test_separators_at_the_end_of_lines_are_no_values(header: str, ending: str) -> None:
    told = of(table_csv, HEADER + header, *(row + ending for row in ROWS))
    assert told.error is None
    assert told.column("callsign") == ["AFR1"] * 5
    assert told.column("fault") == [None] * 5


@pytest.mark.parametrize("header", [HEADER, HEADER + ","])
@pytest.mark.parametrize("more", [",", ",,", ', ""'])
def test_an_empty_value_beyond_the_columns_is_none_on_some_lines_either(
    header: str, more: str
) -> None:
    told = of(table_csv, header, ROWS[0], ROWS[1] + more, ROWS[2], ROWS[3] + more, ROWS[4])
    assert told.column("row") == [0, 1, 2, 3, 4]
    assert told.column("callsign") == ["AFR1"] * 5
    assert told.tally.bad == {}


def test_a_line_with_a_value_too_many_costs_that_line() -> None:
    told = of(table_csv, HEADER, ROWS[0], ROWS[1] + ",7", *ROWS[2:])
    assert told.column("row") == [0, 2, 3, 4]
    assert told.tally.bad == {"more values than columns": 1}


def quoted(*places: int, mark: str = ',"AFR1') -> list[str]:
    """Forty lines, some with a mark that is not closed before their callsign."""
    lines = [ROWS[0].replace("12:00:00", f"12:00:{k:02}") for k in range(40)]
    for place in places:
        lines[place] = lines[place].replace(",AFR1", mark)
    return [HEADER + ",note", *(f"{line},ok" for line in lines)]


@pytest.mark.parametrize("places", [(9,), (0,), (39,), (9, 20), (9, 10), (9, 10, 11)])
def test_a_quotation_mark_that_nothing_closes_costs_its_line(places: tuple[int, ...]) -> None:
    told = of(table_csv, *quoted(*places))
    assert told.error is None
    assert told.column("row") == [k for k in range(40) if k not in places]
    assert told.tally.rows == 40
    assert told.tally.bad == {"a quotation mark that nothing closes": len(places)}
    assert told.tally.examples["a quotation mark that nothing closes"][0] == (
        f"row {places[0]}: " + quoted(*places)[1 + places[0]]
    )


def test_a_mark_that_a_later_line_seems_to_close_costs_only_its_line() -> None:
    lines = quoted(9)
    lines[21] = lines[21].replace("AFR1", 'AFR1"')
    told = of(table_csv, *lines)
    assert told.column("row") == [k for k in range(40) if k != 9]


def test_values_with_line_ends_are_whole_wherever_a_piece_of_the_file_ends(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lines = quoted()
    for k in (5, 6, 20, 40):
        lines[k] = lines[k].replace(",ok", ',"two\r\nlines, ""three"" words"')
    lines[30] = lines[30].replace(",AFR1", ',"AFR1')
    data = "\r\n".join(lines).encode()
    for size in (1, 7, 100, 1 << 20):
        monkeypatch.setattr(csvlines, "PIECE", size)
        told = run(table_csv, data)
        assert told.tally.bad == {"a quotation mark that nothing closes": 1}
        assert told.column("row") == [k for k in range(40) if k != 29]


def test_a_value_more_than_columns_is_no_empty_one() -> None:
    told = of(table_csv, HEADER, *(row + ",7" for row in ROWS))
    assert told.tally.bad == {"more values than columns": 5}


def test_lines_before_the_header_and_the_header_again_cost_themselves() -> None:
    told = of(table_csv, "sep=,", "", "# written by hand", HEADER, ROWS[0], HEADER, *ROWS[1:])
    assert told.table.num_rows == 5
    assert told.column("row") == [0, 2, 3, 4, 5]
    assert told.tally.bad == {"a line before the column names": 2, "the column names again": 1}
    assert told.column("fault") == [None] * 5


def test_a_refused_line_below_a_heading_has_the_right_number() -> None:
    told = of(table_csv, "# x", "", HEADER, ROWS[0], "1,2", *ROWS[1:])
    assert told.column("row") == [0, 2, 3, 4, 5]
    assert told.tally.examples["fewer values than columns"] == ["row 1: 1,2"]


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


def test_a_direction_of_minus_one_is_none_and_is_counted_and_marked() -> None:
    said = zip(ROWS, ("-1", "-1.0", "90", "-90"), strict=False)
    told = of(table_csv, HEADER, *(row.replace(",90,", f",{track},") for row, track in said))
    assert told.column("track") == [None, None, 90, 270]
    assert told.column("fault") == ["speed", "speed", None, None]
    assert told.tally.unread == {"track": 2}


def test_a_number_too_large_for_its_column_is_counted() -> None:
    told = of(table_csv, HEADER, ROWS[0], ROWS[1].replace("37000,400", "1e39,400"))
    assert told.column("altitude") == [37000, None]
    assert told.column("fault") == [None, "altitude"]
    assert told.tally.unread == {"altitude": 1}


@pytest.mark.parametrize("now", ["2023-11-14T22:13:20Z", "soon", {}, [1]])
def test_a_time_of_a_list_that_is_no_number_is_counted_and_marked(now: object) -> None:
    told = run(aircraft_json, listed(AIRCRAFT, AIRCRAFT | {"hex": "a12346"}, now=now))
    assert told.column("timestamp") == [None, None]
    assert told.column("fault") == ["clock", "clock"]
    assert told.tally.unread["now"] == 1
    line = run(readsb_jsonl, json.dumps(AIRCRAFT | {"now": now}).encode() + b"\n")
    assert line.column("fault") == ["clock"]
    assert line.tally.unread["now"] == 1


def test_pipes_sockets_and_links_to_devices_of_a_folder_are_passed_by_by_name(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.csv").write_text("\n".join([HEADER, *ROWS]) + "\n")
    os.mkfifo(folder / "pipe.csv")
    os.mkfifo(folder / "pipe.tar.aa")
    (folder / "null.csv").symlink_to("/dev/null")
    with socket.socket(socket.AF_UNIX) as open_socket:
        open_socket.bind(str(folder / "s"))
    status, said = command(str(folder), "--out", str(tmp_path / "store"))
    assert status == 0
    for name, kind in (("pipe.csv", "a pipe"), ("pipe.tar.aa", "a pipe"), ("null.csv", "a device"),
                       ("s", "a socket")):  # fmt: skip
        assert f"{folder / name}: passed by: {kind}" in said
    status, said = command(str(folder), "--out", str(tmp_path / "other"), "--dry-run")
    assert "a pipe, which is not" in " ".join(said.split())


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


@pytest.mark.parametrize("word", [b"AF\xff\xfe", b"AF\x00R", b"AF\x1b[31m", b"\xc2\x9bAFR"])
@pytest.mark.parametrize("column", ["callsign", "registration", "icao24"])
def test_what_is_no_text_costs_its_value_counted_and_marked(word: bytes, column: str) -> None:
    names = HEADER.replace("callsign", column) if column != "icao24" else HEADER
    rows = [row.encode() for row in ROWS]
    rows[2] = rows[2].replace(b"39e467" if column == "icao24" else b"AFR1", word)
    told = run(table_csv, b"\n".join([names.encode(), *rows]))
    assert [v is None for v in told.column(column)] == [False, False, True, False, False]
    assert dict(told.tally.unread) == {column: 1}
    fault = "address" if column == "icao24" else "other"
    assert told.column("fault") == [None, None, fault, None, None]


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


def test_a_table_without_any_time_says_so() -> None:
    told = of(table_csv, HEADER, *("," + row.split(",", 1)[1] for row in ROWS))
    assert "no row has a time" in told.tally.notes
    some = of(table_csv, HEADER, ROWS[0], *("," + row.split(",", 1)[1] for row in ROWS[1:]))
    assert "no row has a time" not in some.tally.notes


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


def test_an_array_of_records_that_breaks_off_is_read_only_in_part(tmp_path: Path) -> None:
    record = {"timestamp": 1700000000, "icao24": "39e467", "latitude": 48.1, "longitude": 2.3}
    whole, cut = tmp_path / "whole.json", tmp_path / "cut.json"
    text = json.dumps([record | {"timestamp": 1700000000 + k} for k in range(5)])
    whole.write_text(text)
    cut.write_text(text[:-20])
    assert command(str(whole), "--out", str(tmp_path / "one"))[0] == 0
    status, told = command(str(cut), "--out", str(tmp_path / "two"), "--json")
    assert status == 1
    assert "breaks off" in told
    assert '"kept": 4' in told


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        (
            "r.gpx",
            '<gpx version="1.1"><rte><rtept lat="1" lon="2"/></rte><wpt lat="1" lon="2"/></gpx>',
            "1 points of planned routes are no record of a flight and are not read",
        ),
        (
            "p.kml",
            "<kml><Placemark><Point><coordinates>8,50</coordinates></Point></Placemark></kml>",
            "1 points without a time are places, no record of a flight: not read",
        ),
    ],
)
def test_why_a_track_file_has_no_rows_is_told(
    name: str, text: str, why: str, tmp_path: Path
) -> None:
    good = tmp_path / "good.csv"
    good.write_text("\n".join([HEADER, *ROWS]) + "\n")
    (tmp_path / name).write_text(text)
    status, told = command(str(good), str(tmp_path / name), "--out", str(tmp_path / "out"))
    assert status == 1
    assert why in " ".join(told.split())


def test_a_first_value_with_line_ends_is_whole_and_one_that_is_damaged_is_not() -> None:
    lines = ["note," + HEADER, *(f"ok,{row}" for row in ROWS)]
    lines[2] = lines[2].replace("ok", '"two\nlines"')
    told = of(table_csv, *lines)
    assert told.column("row") == [0, 1, 2, 3, 4]
    assert told.tally.bad == {}
    lines[3], lines[4] = '"' + lines[3], lines[4].replace("ok", 'ok"')
    told = of(table_csv, *lines)
    assert told.column("row") == [0, 1, 3, 4]
    assert told.tally.bad == {"a quotation mark that nothing closes": 1}
