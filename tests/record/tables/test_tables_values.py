"""Values of tables: times in every form, addresses that were numbers, what cannot be."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pyarrow as pa
import pytest
from record_memory import run

from skywitness.record.readers import table_csv
from skywitness.record.reading import Tally
from skywitness.record.tables import limits
from skywitness.record.tables.identity import addresses, callsigns, squawks
from skywitness.record.tables.times import Clock
from skywitness.record.tables.values import flags, numbers, words

WHEN = dt.datetime(2021, 10, 7, 12, 34, 56, 789000, tzinfo=dt.UTC)
EPOCH_MS = 1633610096789


def times(column: object) -> tuple[list[object], list[bool], list[str]]:
    tally = Tally()
    found, bad = Clock("t", tally).times(column)  # type: ignore[arg-type]
    return found.tolist(), bad.tolist(), tally.notes


def naive(when: dt.datetime) -> dt.datetime:
    return when.astimezone(dt.UTC).replace(tzinfo=None)


@pytest.mark.parametrize(
    "column",
    [
        pa.array([EPOCH_MS]),
        pa.array([EPOCH_MS / 1000]),
        pa.array([EPOCH_MS * 1000]),
        pa.array([EPOCH_MS * 10**6]),
        pa.array([str(EPOCH_MS)]),
        pa.array([f"{EPOCH_MS / 1000:.3f}"]),
        pa.array(["2021-10-07T12:34:56.789Z"]),
        pa.array(["2021-10-07 12:34:56.789"]),
        pa.array(["2021-10-07 14:34:56,789+02:00"]),
        pa.array(["2021-10-07T07:34:56.789000000-05"]),
        pa.array(["2021-10-07 18:04:56.789 +0530"]),
        pa.array(["2021-10-07 12:34:56.789 UTC"]),
        pa.array([WHEN], type=pa.timestamp("ns", "UTC")),
        pa.array([WHEN], type=pa.timestamp("us", "Europe/Paris")),
        pa.array([naive(WHEN)], type=pa.timestamp("ms")),
        [EPOCH_MS],
        [EPOCH_MS * 10**6],
        [EPOCH_MS / 1000],
        ["2021-10-07T12:34:56.789Z"],
    ],
    ids=lambda c: str(c[0])[:32] + (str(c.type) if isinstance(c, pa.Array) else " listed"),
)
def test_every_form_of_one_time(column: object) -> None:
    found, bad, _ = times(column)
    assert found == [naive(WHEN)]
    assert bad == [False]


def test_the_unit_of_numbers_is_noted_and_stays() -> None:
    tally = Tally()
    clock = Clock("timestamp", tally)
    clock.times(pa.array([EPOCH_MS, None, EPOCH_MS + 1000]))
    assert tally.notes == ["timestamp: numbers are taken as milliseconds since 1970, UTC"]
    found, bad = clock.times(pa.array([1633610096]))
    assert found.tolist() == [dt.datetime(1970, 1, 19, 21, 46, 50, 96000)]
    assert not bad.any()


def test_times_without_a_zone_are_utc_and_that_is_noted() -> None:
    assert times(pa.array(["2021-10-07 12:34:56"]))[2] == [
        "t: times without a zone are taken as UTC"
    ]
    assert times(pa.array(["2021-10-07T12:34:56Z"]))[2] == []


def test_what_is_no_time() -> None:
    column = [
        "2021-13-07T12:00:00Z",
        "2021-02-30T12:00:00Z",
        "yesterday",
        "",
        None,
        "2021-10-07T24:00:00Z",
    ]
    found, bad, _ = times(pa.array([*column, "2021-10-07T12:00:00Z"]))
    assert found[:6] == [None] * 6
    assert bad == [True, True, True, False, False, True, False]
    assert times([True, [], {}, 10**400, float("nan"), None])[1] == [
        True,
        True,
        True,
        True,
        False,
        False,
    ]


def test_numbers() -> None:
    column = [
        "1.5",
        " 2 ",
        "",
        "NaN",
        "null",
        "1e2",
        "-.5",
        "abc",
        "1,5",
        "inf",
        "1e999",
        "0x10",
        None,
    ]
    found, bad = numbers(pa.array(column))
    assert [None if np.isnan(v) else v for v in found] == [
        1.5, 2, None, None, None, 100, -0.5, None, None, None, None, None, None
    ]  # fmt: skip
    assert np.flatnonzero(bad).tolist() == [7, 8, 9, 10, 11]
    listed, bad_listed = numbers([*column[:-1], 7, True, [1], None])
    assert bad_listed.tolist() == [*bad.tolist()[:-1], False, False, True, False]
    assert listed[12] == 7
    assert numbers(pa.array([1, None, 3], type=pa.int8()))[0][2] == 3
    assert numbers(pa.array([[1.0]]))[1].tolist() == [True]


def test_words() -> None:
    assert words(pa.array([" AFR1 ", "", "nan", None])).to_pylist() == ["AFR1", None, None, None]
    assert words(pa.array([[1, -2], None, []])).to_pylist() == ["1 -2", None, None]
    assert words(["a", 5, ["x", 1], b"\xff", "\ud800"]).to_pylist() == [
        "a",
        "5",
        "x 1",
        "\ufffd",
        "?",
    ]
    assert words(pa.array(["x", "y"]).dictionary_encode()).to_pylist() == ["x", "y"]


def test_addresses_that_were_numbers_are_marked_and_kept() -> None:
    text, bad = addresses(pa.array([4840123, 394000, 17, None]))
    assert text.to_pylist() == ["4840123", "394000", "17", None]
    assert bad.tolist() == [True, True, True, False]
    text, bad = addresses(pa.array([4.0e5, 394.0]))
    assert bad.all()
    text, bad = addresses(
        ["484012", 484012, "3.94e5", "4.84E+05", "4840123", "406b9", None, "~2B0D0D"]
    )
    assert text.to_pylist() == [
        "484012",
        "484012",
        "3.94e5",
        "4.84e+05",
        "4840123",
        "406b9",
        None,
        "~2b0d0d",
    ]
    assert bad.tolist() == [False, True, True, True, True, True, False, False]
    assert addresses(pa.array(["000000", "FFFFFF", "A0b1C2"]))[1].tolist() == [True, True, False]


def test_squawks() -> None:
    text, bad = squawks(pa.array(["7000", "1200", "17", "7778", "abc", None]))
    assert text.to_pylist() == ["7000", "1200", "0017", "7778", "abc", None]
    assert bad.tolist() == [False, False, False, True, True, False]
    text, bad = squawks(pa.array([3766.0, 33.0, None]))
    assert text.to_pylist() == ["3766", "0033", None]
    assert not bad.any()


def test_callsigns() -> None:
    text, bad = callsigns(["AFR787V ", "A" * 3000, None])
    assert text[0].as_py() == "AFR787V"
    assert bad.tolist() == [False, True, False]


def test_flags() -> None:
    found, bad = flags(["true", "False", 1, 0, None, "maybe"])
    assert found[:4].tolist() == [1, 0, 1, 0]
    assert bad.tolist() == [False] * 5 + [True]
    assert flags(pa.array([True, None, False]))[0].tolist()[::2] == [1, 0]


def test_positions_and_directions() -> None:
    lat = np.array([48.0, 91.0, 0.0, 10.0, 50.0, np.nan])
    lon = np.array([180.0, 5.0, 0.0, np.nan, -180.0000001, np.nan])
    _, moved, bad = limits.place(lat, lon)
    assert moved[0] == -180
    assert bad.tolist() == [False, True, True, True, True, False]
    turned, off, unknown = limits.signed_angle(
        np.array([0.0, 360.0, -90.0, 361.0, -181.0, np.nan, -1.0])
    )
    assert turned[:3].tolist() == [0, 0, 270]
    assert np.isnan(turned[6])
    assert off.tolist() == [False, False, False, True, True, False, False]
    assert unknown.tolist() == [False] * 6 + [True]
    kept, off = limits.angle(np.array([360.0, -1.0, 359.5]))
    assert kept.tolist() == [0, -1, 359.5]
    assert off.tolist() == [False, True, False]


@pytest.mark.parametrize(("lat", "lon", "told"), [(-121.7, 36.9, True), (36.9, -121.7, False)])
def test_exchanged_halves_of_positions_are_told(lat: float, lon: float, told: bool) -> None:
    """Where every row has them so; one row alone that is right is enough to be silent."""
    head = "timestamp,icao24,latitude,longitude\n"
    rows = [f"2024-05-01T10:00:0{k}Z,39e467,{lat},{lon}\n" for k in range(3)]
    for last, said in (("", told), ("2024-05-01T10:00:09Z,39e467,36.9,10\n", False)):
        notes = run(table_csv, (head + "".join(rows) + last).encode()).tally.notes
        assert any("each other's" in note for note in notes) == said


@pytest.mark.parametrize("cell", ['="780db8"', '"=""780db8"""', ' ="780db8" '])
def test_text_that_spreadsheets_are_told_is_text_is_its_content(cell: str) -> None:
    text = f"timestamp,icao24,latitude,longitude\n2024-05-01T10:00:00Z,{cell},50,8\n"
    found = run(table_csv, text.encode())
    assert found.column("icao24") == ["780db8"]
    assert found.column("fault") == [None]
