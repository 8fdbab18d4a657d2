"""The tolerances written out from the prose give the prose's own examples."""

import random
from decimal import Decimal

import pytest
from soundness.phrases import Said, half_width, say_length, say_position, unit_for, words_for


@pytest.mark.parametrize(
    ("said", "lowest", "highest"),
    [
        (Said("", Decimal(75), None, "km"), 72.5, 77.5),
        (Said("", Decimal(104), None, "km"), 103.5, 104.5),
        (Said("", Decimal(19000), None, "ft"), 18500, 19500),
        (Said("", Decimal(100), None, "km"), 90, 110),
        (Said("about", Decimal(75), None, "miles"), 60, 90),
        (Said("", Decimal(100), Decimal(150), "mi"), 95, 155),
        (Said("nearly", Decimal(100), None, "km"), 80, 100),
        (Said("just over", Decimal(100), None, "km"), 100, 120),
        (Said("under", Decimal(100), None, "km"), 0, 100),
        (Said("within", Decimal(5), Decimal(10), "km"), 0, 10),
        (Said("within", Decimal(12), None, "nm"), 0, 12),
    ],
)
def test_the_ends_of_what_is_said(said: Said, lowest: float, highest: float) -> None:
    for metres in said.units.values():
        assert said.needs((lowest + 1e-6) * metres, metres) <= 1
        assert said.needs((highest - 1e-6) * metres, metres) <= 1
        assert said.needs((highest + 1e-3) * metres, metres) > 1
        if lowest:
            assert said.needs((lowest - 1e-3) * metres, metres) > 1


def test_what_binds_below_has_no_top() -> None:
    said = Said("more than", Decimal(100), None, "km")
    assert [said.needs(v * 1000, 1000.0) for v in (100, 1e6)] == [0, 0]
    assert said.needs(90e3, 1000.0) == pytest.approx(2)
    either = Said("at least", Decimal(5), Decimal(10), "km")
    assert either.needs(5e3, 1000.0) == 0
    assert either.needs(4.5e3, 1000.0) == pytest.approx(2)


def test_every_bearing_has_a_word() -> None:
    for bearing in range(360):
        assert 45.0 in {half_width(w) for w in words_for(bearing)}
    assert words_for(225) == ["south", "southwest", "west"]
    assert words_for(225, spare=0.1) == ["southwest"]
    assert set(words_for(200)) == {"south", "south-southwest"}


def test_sayings_hold_of_what_they_were_made_from() -> None:
    rng = random.Random(5)
    made = 0
    for _ in range(500):
        metres = 10 ** rng.uniform(2.5, 7.3)
        unit, unit_metres = unit_for(rng, metres)
        said = say_length(rng, metres, unit, unit_metres)
        if said:
            made += 1
            assert said.needs(metres, unit_metres) <= 1
    assert made > 400


def test_written_coordinates_are_within_half_their_last_unit() -> None:
    rng = random.Random(6)
    for _ in range(200):
        lat, lon = rng.uniform(-90, 90), rng.uniform(-180, 180)
        text, half = say_position(rng, lat, lon)
        if "," in text:
            a, b = (float(x) for x in text.split(","))
            assert abs(a - lat) <= half + 1e-9
            assert abs(b - lon) <= half + 1e-9
