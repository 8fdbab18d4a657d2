"""Bounds between heights of several references, against figures of others."""

from __future__ import annotations

import pytest

from skywitness.claims.meaning.references import Air, lines, pressure_altitude
from skywitness.verify.motion.air import wide_enough
from skywitness.verify.statements.failure import FailedError


@pytest.mark.parametrize(
    ("pressure", "feet"),
    # ICAO Doc 7488, table of pressure levels: 850, 700, 500, 300 hPa.
    [(1013.25, 0), (850, 4_781), (700, 9_882), (500, 18_289), (300, 30_065)],
)
def test_pressure_altitudes_are_those_of_the_standard_atmosphere(
    pressure: float, feet: float
) -> None:
    assert pressure_altitude(pressure) / 0.3048 == pytest.approx(feet, abs=3)


@pytest.mark.parametrize(
    ("height", "hectopascals"),
    [
        (6_021, 500),  # the highest 500 hPa surface of US soundings (Grand Junction, 8 July 1989)
        (1_725.8, 846.5),  # Tosontsengel, 30 December 2004, at -44.8 °C (WMO archive)
        (0, 870),  # Typhoon Tip
        (261, 1050.0),  # about Agata, 31 December 1968: 1083.8 hPa reduced to the sea
        (4_900, 500),  # a deep winter trough
    ],
)
def test_what_was_measured_lies_within_the_bounds(height: float, hectopascals: float) -> None:
    low, high = lines("pressure altitude", Air())
    found = pressure_altitude(hectopascals)
    assert low.base + low.slope * height < found < high.base + high.slope * height


def test_an_aerodrome_at_minus_fifty_lies_within_the_bounds() -> None:
    """ICAO Doc 8168, cold temperature corrections: 5,000 ft at -50 °C are 1,500 ft."""
    low, high = lines("indicated altitude", Air())
    true, shown = 5_000 * 0.3048, 6_500 * 0.3048
    assert low.base + low.slope * true < shown < high.base + high.slope * true


@pytest.mark.parametrize("of", ["pressure altitude", "indicated altitude"])
def test_the_verifier_s_own_columns_lie_within_the_bounds(of: str) -> None:
    air = Air()
    low, high = lines(of, air)  # type: ignore[arg-type]
    sea = list(air.sea) if of == "pressure altitude" else [0.0, 0.0]
    demand = {"of": of, "low": [low.base, low.slope], "high": [high.base, high.slope],
              "surface": None, "sea": sea}  # fmt: skip
    wide_enough(demand)
    for narrow in ({"low": [low.base + 600, low.slope]}, {"high": [high.base, 1.0]}):
        with pytest.raises(FailedError):
            wide_enough(demand | narrow)
