"""IGC flight recorder files."""

from __future__ import annotations

import datetime as dt
import random

import pytest
from mutation import mutations
from record_memory import format_of, run

from skywitness.record.readers import igc
from skywitness.record.reading import Context

# The first five lines and the fixes of the "annotated sample" of the specification's web edition,
# and more fixes in the same form.
IGC = b"""AXXXABC FLIGHT:1\r
HFFXA035\r
HFDTE160701\r
HFGIDGLIDERID:N116 EL\r
HFDTM100GPSDATUM:WGS-1984\r
I043638FXA3941GSP4244TRT4547XYZ\r
B1602405407121N00249342WA0028000421035123270999\r
B1602455107126S00149300EV0028800000195100090000\r
B1602505107134N00149283W-0010-0012035000000000\r
B1602505107134N00149283WA-0010-0012035000000000\r
C150701213841160701000102500KTri\r
LXXXRURITANIAN STANDARD\r
B2359595107220N00018000EA0029300435024100359000\r
B0000015107220N00018000EA0029300435024100359000\r
Bgarbage\r
B2560015107220N00018000EA0029300435024100359000\r
GREJNGJERJKNJKRE\r
"""


def utc(*parts: int) -> dt.datetime:
    return dt.datetime(*parts, tzinfo=dt.UTC)  # type: ignore[misc,arg-type]


def test_fixes() -> None:
    told = run(igc, IGC)
    assert told.tally.rows == 8
    assert told.tally.bad == {"not a fix": 2, "no time of day": 1}
    assert told.column("row") == [0, 1, 3, 4, 5]
    assert told.column("timestamp") == [
        utc(2001, 7, 16, 16, 2, 40), utc(2001, 7, 16, 16, 2, 45), utc(2001, 7, 16, 16, 2, 50),
        utc(2001, 7, 16, 23, 59, 59), utc(2001, 7, 17, 0, 0, 1),
    ]  # fmt: skip
    # 54 degrees 07.121 minutes north, 2 degrees 49.342 minutes west, as the sample is annotated.
    assert told.column("latitude")[0] == pytest.approx(54 + 7.121 / 60)
    assert told.column("longitude")[0] == pytest.approx(-(2 + 49.342 / 60))
    assert told.column("latitude")[1] == pytest.approx(-(51 + 7.126 / 60))
    assert told.column("altitude")[0] == pytest.approx(280 / 0.3048)
    assert told.column("altitude")[2] == pytest.approx(-10 / 0.3048)
    assert told.column("geoaltitude")[0] == pytest.approx(421 / 0.3048)
    assert told.column("geoaltitude")[1] is None  # V: without GNSS height
    assert told.column("geoaltitude")[2] == pytest.approx(-12 / 0.3048)
    assert told.column("groundspeed")[0] == pytest.approx(123 / 1.852)
    assert told.column("track")[0] == 270.0
    assert told.column("registration") == ["N116 EL"] * 5
    assert told.column("receiver") == ["XXXABC"] * 5
    assert any("1 fixes are marked" in n for n in told.tally.notes)


def test_without_a_date() -> None:
    data = IGC.replace(b"HFDTE160701\r\n", b"")
    told = run(igc, data)
    assert set(told.column("timestamp")) == {None}
    assert any("no date" in n for n in told.tally.notes)
    told = run(igc, data, context=Context(date=dt.date(2020, 2, 28)))
    assert told.column("timestamp")[0] == utc(2020, 2, 28, 16, 2, 40)
    assert told.column("timestamp")[-1] == utc(2020, 2, 29, 0, 0, 1)


@pytest.mark.parametrize("line", [b"HFDTEDATE:160701,01", b"HFDTEDATE: 160701"])
def test_the_newer_form_of_the_date(line: bytes) -> None:
    told = run(igc, IGC.replace(b"HFDTE160701", line))
    assert told.column("timestamp")[0] == utc(2001, 7, 16, 16, 2, 40)


def test_heights_of_another_datum_have_columns_of_their_own() -> None:
    told = run(igc, IGC.replace(b"HFFXA035", b"HFALGALTGPS:GEO"))
    assert set(told.column("geoaltitude")) == {None}
    assert told.column("mslaltitude")[0] == pytest.approx(421 / 0.3048)
    assert any("above mean sea level (as the header HFALG" in n for n in told.tally.notes)
    told = run(igc, IGC.replace(b"HFFXA035", b"HFALGALTGPS:NKN"))
    assert set(told.column("geoaltitude")) == {None}
    assert told.column("unstatedaltitude")[0] == pytest.approx(421 / 0.3048)
    told = run(igc, IGC.replace(b"HFFXA035", b"HFALGALTGPS:NKN"), context=Context(heights="msl"))
    assert told.column("mslaltitude")[0] == pytest.approx(421 / 0.3048)
    told = run(igc, IGC.replace(b"HFFXA035", b"HFALPALTPRESSURE:MSL"))
    assert set(told.column("altitude")) == {None}
    assert told.column("unstatedaltitude")[0] == pytest.approx(280 / 0.3048)
    assert told.column("geoaltitude")[0] == pytest.approx(421 / 0.3048)
    both = IGC.replace(b"HFFXA035", b"HFALPALTPRESSURE:MSL\r\nHFALGALTGPS:NKN")
    told = run(igc, both)
    assert told.column("unstatedaltitude")[0] == pytest.approx(421 / 0.3048)
    assert any("4 altitudes that are not of the ISA are left out" in n for n in told.tally.notes)
    # What is said of heights is no word on pressure altitudes.
    told = run(igc, IGC, context=Context(heights="pressure"))
    assert told.column("geoaltitude")[0] == pytest.approx(421 / 0.3048)
    told = run(igc, IGC.replace(b"HFFXA035", b"HFALGALTGPS:ELL\r\nHFALPALTPRESSURE:ISA"))
    assert told.column("altitude")[0] is not None
    assert told.column("geoaltitude")[0] is not None


LXNAV = b"""ALXV79MFLIGHT:1\r
HFDTE050822\r
HFFTYFRTYPE:LXNAV,LX9000F\r
HFALGALTGPS:WGS84 ELLIPSOID\r
I033638FXA3943%s\r
B1350174747310N00025022EA0130801447009%s\r
"""


@pytest.mark.parametrize(
    ("declared", "digits", "column", "value"),
    [
        (b"GSP", b"16315", "groundspeed", 163.15 / 1.852),
        (b"IAS", b"09931", "ias", 99.31 / 1.852),
        (b"TRT", b"27050", "track", 270.5),
        (b"HDM", b"00150", "heading", 1.5),
    ],
)
def test_a_longer_code_of_lxnav_has_decimals(
    declared: bytes, digits: bytes, column: str, value: float
) -> None:
    told = run(igc, LXNAV % (declared, digits))
    assert told.column(column) == [pytest.approx(value)]
    assert told.column("fault") == [None]
    assert told.column("geoaltitude") == [pytest.approx(1447 / 0.3048)]


@pytest.mark.parametrize("maker", [b"AXCSABC", b"AFLA07M", b"ALXN79M", b"AXXXLXV", b"AVOL123"])
@pytest.mark.parametrize(("digits", "notes"), [(b"16315", 1), (b"0163", 1), (b"163", 0)])
def test_a_longer_code_of_another_maker_is_not_read(
    maker: bytes, digits: bytes, notes: int
) -> None:
    end = b"39%02dGSP" % (38 + len(digits))
    data = (LXNAV % (b"GSP", digits)).replace(b"3943GSP", end).replace(b"ALXV79M", maker)
    told = run(igc, data)
    assert told.column("groundspeed") == [None if notes else pytest.approx(163 / 1.852)]
    assert len([n for n in told.tally.notes if "GSP" in n]) == notes


def test_one_file_is_one_track() -> None:
    names = set(run(igc, IGC).column("icao24"))
    assert len(names) == 1
    assert names == set(run(igc, IGC).column("icao24"))  # wherever it is read
    assert names != set(run(igc, IGC.replace(b"B160240540", b"B160241540")).column("icao24"))


def test_recognised() -> None:
    assert format_of(IGC) == "igc"
    assert format_of(b"All is well\nBut this is prose.\n") is None
    assert format_of(b"HELLO\n") is None


def test_mutated() -> None:
    rng = random.Random(3)
    rows = 0
    for data in mutations(IGC, 1000, rng):
        igc.recognise(data[:65_536], "x")
        told = run(igc, data)
        assert told.error is None or not data.endswith((b"\n", b"\r"))
        rows += told.table.num_rows
    assert rows > 1000


def test_a_file_of_nothing_but_lines_is_given_up_and_its_fixes_are_kept() -> None:
    fixes = IGC[: IGC.index(b"C150701")]
    told = run(igc, fixes + b"\n" * 3_000_000 + IGC[IGC.index(b"B2359595") :])
    assert told.column("row") == [0, 1, 3]
    assert told.error is not None
    assert "2,000,000 lines" in told.error.message


SHORT = b"""AXXX001
HFDTE010524
I013638GSP
B1200004747310N00025022EA0130801447162
B1200104747310N00025022EA01308014471x2
B1200204747310N00025022EA013080144716
B1200304747310N00025022EA0130801447---
B1200404747310N00025022EA0130801447   
"""


@pytest.mark.parametrize("end", [b"\n", b"\r", b"\r\n"])
@pytest.mark.parametrize("begun", [b"", b"\xef\xbb\xbf", b"\r\n\n"])
def test_every_line_end_and_beginning_is_read(end: bytes, begun: bytes) -> None:
    for text in (SHORT, SHORT.removeprefix(b"AXXX001\n")):
        data = begun + text.replace(b"\n", end)
        assert format_of(data) == "igc"
        assert run(igc, data).column("row") == [0, 1, 2, 3, 4]
        assert run(igc, data).column("timestamp")[0] == utc(2024, 5, 1, 12)


@pytest.mark.parametrize("cut", [1, 3, 12, 25])
def test_a_first_line_that_is_cut_costs_itself(cut: int) -> None:
    for text in (SHORT, SHORT.removeprefix(b"AXXX001\n"), SHORT[SHORT.index(b"B") :]):
        data = text[min(cut, text.index(b"\n") - 1) :]
        assert format_of(data) == "igc"
        told = run(igc, data)
        assert len(told.column("row")) == (4 if text.startswith(b"B") else 5)
        assert any("the first line is none of IGC" in note for note in told.tally.notes)


def test_what_is_no_number_in_an_extension_is_counted_and_marked() -> None:
    told = run(igc, SHORT)
    assert [v is not None for v in told.column("groundspeed")] == [True, *[False] * 4]
    assert told.column("fault") == [None, "speed", "speed", None, None]
    assert dict(told.tally.unread) == {"GSP": 2}


def test_heights_that_are_0_throughout_say_nothing() -> None:
    for was, column in ((b"01308", "altitude"), (b"01447", "geoaltitude")):
        empty = run(igc, SHORT.replace(was, b"00000"))
        other = {"altitude": "geoaltitude", "geoaltitude": "altitude"}[column]
        assert empty.column(column) == [None] * 5
        assert None not in empty.column(other)
        assert any("0 throughout" in note for note in empty.tally.notes)
        # One that is not 0 makes a height of each 0.
        some = run(igc, SHORT.replace(was, b"00000", 4))
        assert some.column(column)[:4] == [0.0] * 4
        assert some.column("row") == [0, 1, 2, 3, 4]
        assert not any("0 throughout" in note for note in some.tally.notes)


@pytest.mark.parametrize("letter", [b"", b"b", b"?", b"1"])
def test_a_fix_that_lost_its_letter_is_counted(letter: bytes) -> None:
    told = run(igc, SHORT.replace(b"B120020", letter + b"120020"))
    assert told.column("row") == [0, 1, 3, 4]
    assert told.tally.bad == {"not a fix": 1}
    more = run(igc, SHORT.replace(b"B1200204747310N", b"310N"))
    assert (more.column("row"), more.tally.bad) == ([0, 1, 3, 4], {"not a fix": 1})


def test_turn_points_and_remarks_are_no_fixes_that_lost_something() -> None:
    others = b"C4747310N00025022EAVIGNON\nLXXXB1200204747310N00025022EA0130801447\n"
    told = run(igc, SHORT.replace(b"B120020", others + b"B120020"))
    assert (told.column("row"), told.tally.bad) == ([0, 1, 2, 3, 4], {})
