"""Tables without addresses, and logs of drones: whose rows are whose, units in brackets, times."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from pathlib import Path

import pytest
from record_memory import content, format_of, run

from skywitness.record.intake.loading import read
from skywitness.record.readers import table_csv
from skywitness.record.store.store import open_store
from skywitness.units import FOOT, NAUTICAL_MILE, STATUTE_MILE

DRONE = """\
time(millisecond),datetime(utc),latitude,longitude,height_above_takeoff(feet),\
height_above_ground_at_drone_location(feet),altitude_above_seaLevel(feet),speed(mph),\
compass_heading(degrees), pitch(degrees), roll(degrees),altitude(feet)
0,2024-01-04 22:19:40,39.9696,-118.6679,0,Available with any HD 360 subscription,473.2,0,32,1,-2.5,4
100,2024-01-04 22:19:41,39.96961,-118.66790,5,6,478.2,10,32.3,1,-2.4,478.2
300,2024-01-04 22:19:41,39.96962,-118.66790,7,,480.2,11.5,32.3,1,-2.4,480.2
1150,2024-01-04 22:19:42,39.96963,-118.66790,9,,482.2,12,32.3,1,-2.4,482.2
"""


def seconds(column: list[object]) -> list[float]:
    start = dt.datetime(2024, 1, 4, 22, 19, 40, tzinfo=dt.UTC)
    return [(t - start).total_seconds() for t in column if isinstance(t, dt.datetime)]


def test_the_log_of_a_drone() -> None:
    assert format_of(DRONE.encode()) == "table_csv"
    told = run(table_csv, DRONE.encode())
    assert told.column("mslaltitude") == pytest.approx([473.2, 478.2, 480.2, 482.2])
    assert told.column("altitude") == [None] * 4  # no altimeter had a say in it
    assert told.column("aglaltitude") == [None, 6.0, None, None]
    mph = STATUTE_MILE / NAUTICAL_MILE
    assert told.column("groundspeed") == pytest.approx([0, 10 * mph, 11.5 * mph, 12 * mph])
    assert told.column("heading") == pytest.approx([32.0, 32.3, 32.3, 32.3])
    assert told.column("roll") == pytest.approx([-2.5, -2.4, -2.4, -2.4])
    assert seconds(told.column("timestamp")) == pytest.approx([0.9, 1.0, 1.2, 2.05])
    (name,) = set(told.column("icao24"))
    assert str(name).startswith("track:")
    assert told.column("fault") == [None] * 4
    assert not told.tally.unread


def test_the_log_of_a_drone_in_metres() -> None:
    metres = DRONE.replace("feet", "meters").replace("(mph)", "(km/h)")
    told = run(table_csv, metres.encode())
    assert told.column("mslaltitude")[0] == pytest.approx(473.2 / FOOT)
    assert told.column("aglaltitude")[1] == pytest.approx(6 / FOOT)
    assert told.column("groundspeed")[1] == pytest.approx(10 / 1.852)


def test_times_that_do_not_fit_the_log_stay_as_they_are() -> None:
    told = run(table_csv, DRONE.replace("\n1150,", "\n9150,").encode())
    assert seconds(told.column("timestamp")) == [0, 1, 1, 2]
    assert any("do not fit" in note for note in told.tally.notes)


def test_milliseconds_alone_count_since_1970_or_are_no_times() -> None:
    lines = "time(ms),latitude,longitude,altitude_ft\n{},48.1,2.3,1000\n"
    told = run(table_csv, lines.format(1704406780250).encode())
    assert seconds(told.column("timestamp")) == [0.25]
    told = run(table_csv, lines.format(250).encode())
    assert told.column("timestamp") == [None]
    assert told.column("fault") == ["clock"]


def test_an_endless_time_since_the_beginning_is_none() -> None:
    told = run(table_csv, DRONE.replace("\n1150,", "\n1e308,").encode())
    assert seconds(told.column("timestamp")) == pytest.approx([0.9, 1.0, 1.2, 2.0])


def rows(*names: str, column: str = "callsign") -> bytes:
    lines = [f"2024-01-04T22:19:4{k}Z,48.{k},2.3,{name}" for k, name in enumerate(names)]
    return "\n".join([f"timestamp,latitude,longitude,{column}", *lines, ""]).encode()


@pytest.mark.parametrize(
    ("names", "tracks"),
    [
        (("", "", ""), "aaa"),
        (("AFR1", "AFR1", "AFR1"), "aaa"),
        (("", "AFR1", ""), "aaa"),
        (("AFR1", "BAW2", "AFR1"), "aba"),
        (("AFR1", "", "BAW2"), "a-b"),
    ],
)
def test_what_has_no_address_has_a_name(names: tuple[str, ...], tracks: str) -> None:
    found = run(table_csv, rows(*names)).column("icao24")
    assert found == run(table_csv, rows(*names), name="elsewhere").column("icao24")
    known = {w: chr(97 + k) for k, w in enumerate(dict.fromkeys(w for w in found if w))}
    assert "".join("-" if w is None else known[w] for w in found) == tracks
    assert all(w is None or str(w).startswith("track:") for w in found)


def test_registrations_tell_before_callsigns() -> None:
    data = rows("F-GABC,AFR1", "F-GABC,AFR2", "F-GXYZ,AFR1", column="registration,callsign")
    found = run(table_csv, data).column("icao24")
    assert found[0] == found[1] != found[2]


def test_two_tables_are_two_tracks() -> None:
    one, two = (run(table_csv, rows(*names)).column("icao24") for names in (("A1",), ("B2",)))
    assert one != two


def test_a_column_of_addresses_that_says_nothing_stays_empty() -> None:
    assert run(table_csv, rows("", "", column="icao24")).column("icao24") == [None, None]


def test_a_track_of_a_table_is_found_by_its_callsign(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_bytes(rows(*["AFR1"] * 3))
    assert read([tmp_path / "t.csv"], tmp_path / "store").complete
    (name,) = open_store(tmp_path / "store").aircraft()["icao24"].to_pylist()
    assert name.startswith("track:")


@pytest.mark.shared
def test_a_recorded_drone(shared_dir: Path) -> None:
    data = content(shared_dir / "data/trackfiles/airdata_drone_2024-01-04_first_3000_lines.csv.gz")
    told = run(table_csv, data)
    assert len(told.table) == 2999
    assert told.table["mslaltitude"].null_count == told.table["fault"].null_count - 2999 == 0
    assert told.table["altitude"].null_count == 2999
    when = seconds(told.column("timestamp"))
    steps = {round(b - a, 6) for a, b in pairwise(when)}
    assert steps == {0.1}
    assert len(set(told.column("icao24"))) == 1
