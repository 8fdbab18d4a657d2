from __future__ import annotations

import pytest

from skywitness.claims.language.atoms.place.position import PositionAtom
from skywitness.claims.language.grammar import parse
from skywitness.claims.language.words.coordinates import parse_coordinates
from skywitness.errors import LanguageError

LAT, LON = 44 + 34 / 60 + 12 / 3600, 33 + 22 / 60


@pytest.mark.parametrize(
    ("text", "lat", "lon", "half_lat", "half_lon"),
    [
        ("44°34'12\"N 33°22'E", LAT, LON, 0.5 / 3600, 0.5 / 60),
        ("44°34′12″ N, 33°22′ E", LAT, LON, 0.5 / 3600, 0.5 / 60),
        ("44° 34’ 12” N 33° 22’ E", LAT, LON, 0.5 / 3600, 0.5 / 60),
        ("33°22'E 44°34'12''N", LAT, LON, 0.5 / 3600, 0.5 / 60),
        ("44.57 N, 33.38 E", 44.57, 33.38, 0.005, 0.005),
        ("44.57N 33.38E", 44.57, 33.38, 0.005, 0.005),
        ("N44.57 E33.38", 44.57, 33.38, 0.005, 0.005),
        ("44.57, 33.38", 44.57, 33.38, 0.005, 0.005),
        ("44,57; 33,38", 44.57, 33.38, 0.005, 0.005),
        ("-44.57, −33.380", -44.57, -33.38, 0.005, 0.0005),
        ("44.57 S, 33.38 W", -44.57, -33.38, 0.005, 0.005),
        ("4434.2N 03322.1E", 44.57, 33 + 22.1 / 60, 0.05 / 60, 0.05 / 60),
        ("443412N 0332200E", LAT, LON, 0.5 / 3600, 0.5 / 3600),
        ("N44 34.2 E033 22.1", 44.57, 33 + 22.1 / 60, 0.05 / 60, 0.05 / 60),
        ("44° N 33° E", 44, 33, 0.5, 0.5),
        ("90 N 0 E", 90, 0, 0.5, 0.5),
        ("0.0, -180.0", 0, -180, 0.05, 0.05),
    ],
)
def test_ways_to_write_a_position(
    text: str, lat: float, lon: float, half_lat: float, half_lon: float
) -> None:
    found = parse_coordinates(text)
    assert (found.latitude, found.longitude) == pytest.approx((lat, lon), abs=1e-12)
    assert (found.half_latitude, found.half_longitude) == pytest.approx((half_lat, half_lon))
    atom = parse(f"encounter is at {text}").clauses[0].atom
    assert isinstance(atom, PositionAtom)
    assert atom.place.coordinates == found


def test_half_units_in_metres_against_geographiclib() -> None:
    from geographiclib.geodesic import Geodesic

    for text in ("44.57 N, 33.38 E", "60.0 N 5.0 W", "0.1, 100.1", "-75.25, 10.50"):
        found = parse_coordinates(text)
        north, east = found.half_metres()
        line = Geodesic.WGS84.Inverse(
            found.latitude - found.half_latitude, 0, found.latitude + found.half_latitude, 0
        )
        assert north == pytest.approx(line["s12"] / 2, rel=1e-5)
        line = Geodesic.WGS84.Inverse(
            found.latitude, -found.half_longitude, found.latitude, found.half_longitude
        )
        assert east == pytest.approx(line["s12"] / 2, rel=1e-4)


@pytest.mark.parametrize(
    ("text", "column", "words", "remedy"),
    [
        ("95.1 N, 33.2 E", 1, "no latitude is 95.1", "swapped"),
        ("44.1 N, 193.2 E", 9, "no longitude is 193.2", ""),
        ("133.38, 44.57", 1, "no latitude", "swapped"),
        ("44°75'N 33°E", 1, "75 minutes", ""),
        ("44°34'61\"N 33°22'E", 1, "61 minutes or seconds", ""),
        ("33.3 E 12.2 E", 8, "one latitude", "write them"),
        ("44 N 33 S", 6, "one latitude", "write them"),
        ("444N 0333E", 6, "dddmm", "packed"),
        ("-44.5 N 33 E", 1, "both a sign and a letter", "keep one"),
        ("12 N", 1, "not a pair", "write them"),
    ],
)
def test_impossible_positions(text: str, column: int, words: str, remedy: str) -> None:
    with pytest.raises(LanguageError, match=words) as caught:
        parse_coordinates(text)
    assert caught.value.column == column
    assert remedy in str(caught.value.remedy)


def test_the_column_is_that_of_the_sentence() -> None:
    with pytest.raises(LanguageError) as caught:
        parse("encounter is at 44.1 N, 193.2 E")
    assert caught.value.column == 25


def test_a_position_can_stand_for_a_place() -> None:
    atom = parse("encounter is 60 km southwest of 44.57 N, 33.38 E").clauses[0].atom
    assert atom.place.coordinates.latitude == 44.57  # type: ignore[attr-defined]
