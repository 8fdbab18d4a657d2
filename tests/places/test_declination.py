"""Declinations of the model, and their bounds."""

from __future__ import annotations

import datetime as dt

import pytest
import shapely

from skywitness.places.declination import declination
from skywitness.places.place import Place


def at(lon: float, lat: float, error: float | None = 0.0) -> Place:
    return Place("x", "X", "point", shapely.Point(lon, lat), error, "", "", "", "")


# Values of IGRF-14, whose signs and sizes are those of printed charts.
@pytest.mark.parametrize(
    ("lon", "lat", "day", "value"),
    [
        (33.0, 44.0, dt.date(2023, 3, 14), 6.9),
        (-73.0, 40.0, dt.date(2020, 1, 1), -12.9),
        (-73.0, 40.0, dt.date(1900, 1, 1), -9.0),
        (10.0, 50.0, dt.date(2020, 1, 1), 3.3),
    ],
)
def test_the_bounds_hold_the_model_and_little_more(
    lon: float, lat: float, day: dt.date, value: float
) -> None:
    found = declination(at(lon, lat), [day], throughout=False)
    assert found is not None
    low, high = found
    assert low < value < high
    assert high - low < (1.6 if day.year > 1945 else 3.2) + 0.2


def test_without_a_day_it_is_any_that_it_was() -> None:
    found = declination(at(33.0, 44.0), [], throughout=False)
    assert found is not None
    for year in (1900, 1925, 1960, 1990, 2005, 2029):
        one = declination(at(33.0, 44.0), [dt.date(year, 6, 1)], throughout=False)
        assert one is not None
        assert found[0] <= one[0] + 0.5
        assert one[1] - 0.5 <= found[1]


def test_where_nothing_bounds_it_nothing_is_told() -> None:
    day = [dt.date(2023, 3, 14)]
    assert declination(at(33.0, 44.0), [dt.date(2031, 1, 1)], throughout=False) is None
    assert declination(at(33.0, 44.0), [dt.date(1899, 1, 1)], throughout=False) is None
    assert declination(at(33.0, 44.0, None), day, throughout=False) is None
    assert declination(at(140.0, 86.0), day, throughout=False) is None  # by the magnetic pole


def test_along_an_outline_it_holds_that_of_every_point() -> None:
    box = shapely.box(20, 50, 40, 60)
    place = Place("x", "X", "area", box, 1000.0, "", "", "", "")
    day = [dt.date(2023, 3, 14)]
    wide = declination(place, day, throughout=True)
    assert wide is not None
    for lon, lat in ((20, 50), (20, 55), (30, 60), (40, 52), (33, 50)):
        low, high = declination(at(lon, lat), day, throughout=False) or (0.0, 0.0)
        assert wide[0] <= low
        assert high <= wide[1]
