"""Column names of tables: which dialect, which units, and when that cannot be told."""

from __future__ import annotations

import pytest

from skywitness.errors import RecordError
from skywitness.record.tables.layout import MOST_COLUMNS, layout, looks
from skywitness.record.tables.names import UNITS, plain, with_unit


def cut(text: str, at: str | None = None) -> list[str]:
    return text.split(at)


STATES = cut(
    "time icao24 lat lon velocity heading vertrate callsign onground alert spi squawk "
    "baroaltitude geoaltitude lastposupdate lastcontact serials hour"
)
REST = cut(
    "icao24 callsign origin_country time_position last_contact longitude latitude baro_altitude "
    "on_ground velocity true_track vertical_rate sensors geo_altitude squawk spi position_source"
)
TRAFFIC = cut(
    "timestamp icao24 callsign latitude longitude altitude geoaltitude groundspeed track "
    "vertical_rate onground squawk last_position heading"
)
READSB = cut("ts hex flight lat lon alt_baro alt_geom gs track baro_rate mag_heading nic rc r t")
FR24 = cut("Timestamp,UTC,Callsign,Position,Altitude,Speed,Direction", ",")
FR24_API = cut("timestamp,lat,lon,alt,gspeed,vspeed,track,squawk,callsign,source", ",")
FR24_ARCHIVE = cut("snapshot_id,altitude,heading,latitude,longitude,radar_id,speed,squawk", ",")


def units(names: list[str]) -> dict[str, tuple[str, str]]:
    plan = layout(names, "file")
    return {c: (s.name, s.unit) for c, s in plan.columns.items()}


def test_state_vectors_are_metres_and_their_heading_is_a_track() -> None:
    found = units(STATES)
    assert found["altitude"] == ("baroaltitude", "m")
    assert found["geoaltitude"] == ("geoaltitude", "m")
    assert found["groundspeed"] == ("velocity", "m/s")
    assert found["vertical_rate"] == ("vertrate", "m/s up")
    assert found["track"] == ("heading", "")
    assert "heading" not in found
    assert found["position_time"] == ("lastposupdate", "")
    assert layout(STATES, "file").extra == ("alert", "spi", "hour")


def test_rest_names_are_metres_too_although_vertical_rate_is_traffics_name() -> None:
    found = units(REST)
    assert found["vertical_rate"] == ("vertical_rate", "m/s up")
    assert found["altitude"] == ("baro_altitude", "m")
    assert found["track"] == ("true_track", "")


def test_traffic_and_readsb_are_feet_and_knots() -> None:
    found = units(TRAFFIC)
    assert found["altitude"] == ("altitude", "ft")
    assert found["geoaltitude"] == ("geoaltitude", "ft")
    assert found["vertical_rate"] == ("vertical_rate", "ft/min")
    assert found["heading"] == ("heading", "")
    assert found["position_time"] == ("last_position", "")
    found = units(READSB)
    assert found["altitude"] == ("alt_baro", "ft")
    assert found["registration"] == ("r", "")
    assert found["heading"] == ("mag_heading", "")


def test_flightradar24() -> None:
    found = units(FR24)
    assert found["groundspeed"] == ("Speed", "kt")
    assert found["track"] == ("Direction", "")
    assert found["time"] == ("Timestamp", "")
    assert units(FR24_API)["vertical_rate"] == ("vspeed", "ft/min")
    assert units(FR24_ARCHIVE)["track"] == ("heading", "")


@pytest.mark.parametrize(
    "names",
    [
        ["time", "icao24", "lat", "lon", "velocity", "altitude"],
        ["time", "icao24", "lat", "lon", "geoaltitude", "heading", "onground"],
        ["time", "icao24", "lat", "lon", "speed"],
        ["timestamp", "lat", "lon", "vertrate", "groundspeed"],
        ["time", "lat", "lon", "alt"],
    ],
)
def test_undecidable_units_are_an_error_with_a_remedy(names: list[str]) -> None:
    with pytest.raises(RecordError, match=r"unit|units") as caught:
        layout(names, "x.csv")
    assert "altitude_m" in str(caught.value)
    assert caught.value.file == "x.csv"


def test_the_remedy_works() -> None:
    found = units(["time", "icao24", "lat", "lon", "velocity_mps", "altitude_ft", "geoaltitude_m"])
    assert found["groundspeed"] == ("velocity_mps", "m/s")
    assert found["altitude"] == ("altitude_ft", "ft")
    assert found["geoaltitude"] == ("geoaltitude_m", "m")


@pytest.mark.parametrize(
    ("name", "column", "unit"),
    [
        ("altitude_m", "altitude", "m"),
        ("Altitude (ft)", "altitude", "ft"),
        ("alt [m]", "altitude", "m"),
        ("Ground Speed (kts)", "groundspeed", "kt"),
        ("speed_kmh", "groundspeed", "km/h"),
        ("vertical_rate_fpm", "vertical_rate", "ft/min"),
        ("baro_altitude_ft", "altitude", "ft"),
        ("geoaltitude_feet", "geoaltitude", "ft"),
    ],
)
def test_names_that_state_their_unit(name: str, column: str, unit: str) -> None:
    found = with_unit(name)
    assert found is not None
    assert (found.column, found.unit) == (column, unit)


@pytest.mark.parametrize(
    "name", ["vertical_rate", "nac_p", "true_track", "altitude", "last_position"]
)
def test_names_that_do_not(name: str) -> None:
    assert with_unit(name) is None


def test_units_are_their_definitions() -> None:
    # The international foot is 0.3048 m, the nautical mile 1852 m (SI brochure, table 8).
    assert UNITS["m"] * 0.3048 == pytest.approx(1)
    assert UNITS["m/s"] * 1852 / 3600 == pytest.approx(1)
    assert UNITS["m/s up"] * 0.3048 / 60 == pytest.approx(1)
    assert UNITS["km/h"] * 1.852 == pytest.approx(1)
    assert UNITS["mph"] * 1.852 == pytest.approx(1.609344)


def test_what_looks_like_a_table_of_positions() -> None:
    for names in (STATES, REST, TRAFFIC, READSB, FR24, FR24_API, FR24_ARCHIVE):
        assert looks(names), names
    assert not looks(["mintime", "rawmsg", "icao24"])
    assert not looks(["timestamp", "frame", "icao24", "latitude", "longitude"])
    assert not looks(["name", "latitude", "longitude", "population"])
    assert not looks([])


def test_a_second_column_for_the_same_is_extra() -> None:
    plan = layout(["timestamp", "icao24", "hex", "latitude", "longitude", "altitude", "UTC"], "f")
    assert plan.columns["icao24"].name == "icao24"
    assert plan.extra == ("hex", "UTC")


def test_absurdly_many_columns() -> None:
    with pytest.raises(RecordError, match="columns are too many"):
        layout([f"c{k}" for k in range(MOST_COLUMNS + 1)], "f")


def test_plain_names() -> None:
    assert plain(' "Vertical Rate" ') == "vertical_rate"
