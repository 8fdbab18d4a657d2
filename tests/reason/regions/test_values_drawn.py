"""The value at a witnessed end is that of the place as it is drawn."""

from __future__ import annotations

from pathlib import Path

import pytest
from geographiclib.geodesic import Geodesic
from small_case import asked, claims, moments

PLACES = """
[[places]]
name = "Islet"
coordinates = "45.0 N 30.1 E"
error = "9 km"
[[places]]
name = "Zone"
box = [30.0, 44.0, 32.0, 46.0]
error = "9 km"
"""


@pytest.mark.parametrize(("place", "east"), [("Zone", 30.0), ("Islet", 30.1)])
def test_bounds_are_cut_off_at_nothing_and_the_value_is_not(
    tmp_path: Path, place: str, east: float
) -> None:
    """Nearer to the edge than the map's error, the middle of the bounds is no distance."""
    text = moments("hit") + PLACES + claims("hit is at 45.0000 N, 29.9500 E")
    (reading,) = asked(tmp_path, text, f"distance from hit to {place}")
    shown = [end for pair in reading["ends"] for end in pair if end["at"]]
    assert len(shown) == 2
    for end in shown:
        lon, lat = end["at"]
        drawn = Geodesic.WGS84.Inverse(lat, lon, 45.0, east)["s12"] / 1000
        assert end["value_at"] == pytest.approx(drawn, abs=0.01)
