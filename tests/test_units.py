from __future__ import annotations

import math

import pytest

from skywitness.errors import SkywitnessError
from skywitness.units import (
    canonical,
    from_metres,
    interval,
    length,
    metres_per,
    number,
    to_metres,
)


def test_nm_is_the_nautical_mile_and_mi_the_statute_mile() -> None:
    assert to_metres(1, "nm") == 1852.0
    assert to_metres(1, "mi") == 1609.344
    assert to_metres(1, "ft") == 0.3048
    assert to_metres(2.5, "km") == 2500.0
    assert to_metres(100, "yd") == pytest.approx(91.44)


@pytest.mark.parametrize(
    ("spelling", "label"),
    [
        ("NM", "nm"),
        ("nmi", "nm"),
        ("nautical miles", "nm"),
        ("statute miles", "mi"),
        ("kilometers", "km"),
        ("metre", "m"),
        ("feet", "ft"),
        ("yards", "yd"),
    ],
)
def test_spellings_have_one_label(spelling: str, label: str) -> None:
    assert canonical(spelling) == label


@pytest.mark.parametrize("unit", ["", "1", "parsec", "__import__", "m**2", "2 m", "m/s", "nm nm"])
def test_anything_else_is_refused_with_a_remedy(unit: str) -> None:
    with pytest.raises(SkywitnessError, match="not a length unit") as caught:
        metres_per(unit)
    assert caught.value.remedy is not None


def test_there_and_back() -> None:
    for unit in ("mi", "nm", "km", "m", "ft", "yd"):
        assert from_metres(to_metres(12.5, unit), unit) == pytest.approx(12.5, rel=1e-15)


def test_numbers_are_written_as_people_write_them() -> None:
    assert length(75_000, "mi") == "46.6 mi"
    assert length(1609.344 * 75, "mi") == "75 mi"
    assert number(6000.4) == "6,000"
    assert number(0.25) == "0.25"
    assert number(-0.001) == "0"
    assert number(math.inf) == "no limit"


def test_intervals_in_words() -> None:
    assert interval(1000, 2000, "km") == "1 to 2 km"
    assert interval(-5, 2000, "km") == "0 to 2 km"
    assert interval(2000, math.inf, "km") == "2 km or more"
    assert interval(-math.inf, math.inf, "km") == "any distance"
    assert interval(2000, 2000, "km") == "2 km"
