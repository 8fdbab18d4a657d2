"""What is lost of a table is said: damage costs its line or its value, counted and marked."""

from __future__ import annotations

import pytest
from loss_files import HEADER, ROWS, of
from record_memory import run

from skywitness.record.readers import (
    table_csv,
)
from skywitness.record.tables import csvlines


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


def test_a_table_without_any_time_says_so() -> None:
    told = of(table_csv, HEADER, *("," + row.split(",", 1)[1] for row in ROWS))
    assert "no row has a time" in told.tally.notes
    some = of(table_csv, HEADER, ROWS[0], *("," + row.split(",", 1)[1] for row in ROWS[1:]))
    assert "no row has a time" not in some.tally.notes


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
