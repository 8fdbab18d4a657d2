"""Positions: the standard's arithmetic in exact fractions, and published worked examples."""

from __future__ import annotations

import random
from fractions import Fraction

import cpr_exact
import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from raw_files import decode, squitter

from skywitness.record.modes.positions import cpr
from skywitness.record.reading import Context

EVEN, ODD = "8D40621D58C382D690C8AC2863A7", "8D40621D58C386435CC412692AD6"
SURFACE = ("8C4841753AAB238733C8CD4020B1", "8C4841753A8A35323FAEBDAC702D")


def test_zone_edges_are_those_printed_in_the_standard() -> None:
    assert np.abs(np.array(cpr.EDGES) - np.array(cpr_exact.EDGES)).max() < 6e-9
    assert [cpr.zones(lat) for lat in (0.0, 10.0, -10.48, 45.0, 87.0, 87.01, -90.0)] == [
        59, 59, 58, 42, 2, 1, 1,
    ]  # fmt: skip


def test_global_example() -> None:
    """The 1090 Megahertz Riddle, airborne position: the even message is the later one."""
    rows = decode([ODD, EVEN])
    assert rows[0]["latitude"] is None
    assert rows[1]["latitude"] == pytest.approx(52.2572021484375, abs=1e-12)
    assert rows[1]["longitude"] == pytest.approx(3.91937255859375, abs=1e-12)
    assert (rows[1]["altitude"], rows[1]["onground"]) == (38000, False)
    rows = decode([EVEN, ODD])
    assert rows[1]["latitude"] == pytest.approx(52.26578017412606, abs=1e-9)
    assert rows[1]["longitude"] == pytest.approx(3.938912527901786, abs=1e-9)


def test_local_example() -> None:
    good, lat, lon = cpr.locally(93000, 51372, False, False, 52.258, 3.918)
    assert good
    assert (lat, lon) == pytest.approx((52.2572021484375, 3.91937255859375), abs=1e-12)


def test_surface_example() -> None:
    """The same book, surface position, with the airport as the place nearby."""
    rows = decode(list(SURFACE), context=Context(position=(4.375, 51.990)))
    assert rows[1]["latitude"] == pytest.approx(52.320607072215964, abs=1e-9)
    assert rows[1]["longitude"] == pytest.approx(4.734734671456474, abs=1e-9)
    assert decode(list(SURFACE))[1]["latitude"] is None  # which quarter of the globe is unknown


def pair(lat: float, lon: float, odd_last: bool) -> tuple[bool, float, float]:
    even = cpr_exact.encode(Fraction(lat), Fraction(lon), False)
    odd = cpr_exact.encode(Fraction(lat), Fraction(lon), True)
    return cpr.globally(*even, *odd, odd_last)


def far(lat: float, lon: float, lat0: float, lon0: float) -> float:
    """Metres, near enough."""
    north, east = lat - lat0, cpr.apart(lon, lon0) * np.cos(np.radians(lat0))
    return float(np.hypot(north, east)) * 111_320.0


LAT = st.floats(-90, 90) | st.sampled_from([0.0, 87.0, -87.0, 90.0, -90.0, 1e-9, -1e-9, 89.9999])
LON = st.floats(-180, 180, exclude_max=True) | st.sampled_from([-180.0, 179.999999, 0.0, -1e-9])


@given(LAT, LON, st.booleans())
def test_global_decodes_come_back(lat: float, lon: float, odd_last: bool) -> None:
    found, lat1, lon1 = pair(lat, lon, odd_last)
    if not found:
        # Only where the two messages lie in bands with different numbers of zones, or at a pole.
        near = min(abs(abs(lat) - edge) for edge in (*cpr.EDGES, 90.0))
        assert near < 1e-4
        return
    assert -180 <= lon1 < 180
    # Half a step of latitude is 2.6 m; a step of longitude is widest towards the pole.
    assert abs(lat1 - lat) <= 180 / 59 / 2**17 + 1e-12
    assert far(lat1, lon1, lat, lon) < 8.0


@given(LAT, LON, st.booleans(), st.booleans(), st.floats(-0.7, 0.7), st.floats(-0.7, 0.7))
def test_local_decodes_come_back(
    lat: float, lon: float, odd: bool, surface: bool, north: float, east: float
) -> None:
    y, x = cpr_exact.encode(Fraction(lat), Fraction(lon), odd, surface)
    near = min(max(lat + north, -90.0), 90.0)
    cosine = max(np.cos(np.radians(abs(lat))), 0.02)
    scale = 1.0 if surface else 4.0
    lon0 = (lon + east * scale * min(1 / cosine, 1.0) + 180.0) % 360.0 - 180.0
    found, lat1, lon1 = cpr.locally(y, x, odd, surface, near, lon0)
    if abs(lat) > 89.99:
        return  # rounding carries it over the pole
    assert found
    assert far(lat1, lon1, lat, lon) < 8.0


@given(LAT, LON, st.booleans(), st.floats(-30, 30), st.floats(-30, 30))
@example(90.0, 0.0, False, 0.0, 0.0)
def test_surface_decodes_come_back(
    lat: float, lon: float, odd_last: bool, north: float, east: float
) -> None:
    even = cpr_exact.encode(Fraction(lat), Fraction(lon), False, True)
    odd = cpr_exact.encode(Fraction(lat), Fraction(lon), True, True)
    near = min(max(lat + north, -90.0), 90.0)
    lon0 = (lon + east + 180.0) % 360.0 - 180.0
    found, lat1, lon1 = cpr.globally_surface(*even, *odd, odd_last, near, lon0)
    if not found:
        near_edge = min(abs(abs(lat) - edge) for edge in (*cpr.EDGES, 0.0, 90.0))
        assert near_edge < 1e-4
        return
    assert far(lat1, lon1, lat, lon) < 2.0


@pytest.mark.parametrize("lat", [90.0, 90 - 1e-7, 90 - 4e-6, 89.999])
@pytest.mark.parametrize("near", [46.0, 60.0, 90.0])
@pytest.mark.parametrize("odd_last", [False, True])
def test_the_poles_are_not_taken_for_the_equator(lat: float, near: float, odd_last: bool) -> None:
    """Both poles and the equator are the same message on the surface: 0 of zone 0."""
    for sign in (1, -1):
        even, odd = (
            cpr_exact.encode(Fraction(sign * lat), Fraction(20), parity, True)
            for parity in (False, True)
        )
        found, lat1, lon1 = cpr.globally_surface(*even, *odd, odd_last, sign * near, 21.0)
        assert found
        assert far(lat1, lon1, sign * lat, 20.0) < 2.0
    pole = cpr_exact.encode(Fraction(90), Fraction(20), False, True)
    equator = cpr_exact.encode(Fraction(0), Fraction(20), False, True)
    assert pole[0] == equator[0] == 0


def test_the_equator_stays_where_it_is_near_it() -> None:
    even, odd = (
        cpr_exact.encode(Fraction(0), Fraction(20), parity, True) for parity in (False, True)
    )
    for near in (-44.0, 0.0, 44.0):
        found, lat, lon = cpr.globally_surface(*even, *odd, False, near, 21.0)
        assert (found, lat) == (True, 0.0)
        assert lon == pytest.approx(20.0, abs=1e-4)


def test_positions_are_fractions_rounded_once() -> None:
    """So a global and a local decode of the same message agree to the last bit."""
    rng = random.Random(5)
    for _ in range(2000):
        lat, lon = rng.uniform(-89, 89), rng.uniform(-180, 180)
        odd = rng.random() < 0.5
        found, lat1, lon1 = pair(lat, lon, odd)
        if not found:
            continue
        y, x = cpr_exact.encode(Fraction(lat), Fraction(lon), odd)
        again = cpr.locally(y, x, odd, False, lat1 + 0.5, lon1)
        assert again == (True, lat1, lon1)
        dlat = Fraction(360, 59 if odd else 60)
        zone = round(Fraction(lat1) / dlat - Fraction(y, 2**17))
        exact = dlat * (zone + Fraction(y, 2**17))
        assert lat1 == exact.numerator / exact.denominator
        dlon = Fraction(360, max(cpr_exact.zones(exact) - odd, 1))
        zone = round(Fraction(lon1) / dlon - Fraction(x, 2**17))
        exact = dlon * (zone + Fraction(x, 2**17))
        assert lon1 == exact.numerator / exact.denominator


@pytest.mark.parametrize(
    ("lat", "lon", "north", "east"),
    [
        (0.01, 20.0, -0.002, 0.0),  # over the equator
        (51.0, 179.99, 0.0, 0.004),  # over the antimeridian
        (51.0, -179.99, 0.0, -0.004),
        (86.99, 10.0, 0.002, 0.0),  # into the last band, of one zone
        (-89.9, 0.0, -0.002, 0.05),  # near the pole
        (10.4695, 0.0, 0.0004, 0.0),  # over the edge of a band of latitude
        (54.2781, -30.0, 0.0002, 0.0),
    ],
)
def test_flights_over_awkward_places(lat: float, lon: float, north: float, east: float) -> None:
    messages, truth = [], []
    for k in range(40):
        at = lat + north * k, (lon + east * k + 180.0) % 360.0 - 180.0
        truth.append(at)
        messages.append(squitter(cpr_exact.message(*at, odd=bool(k % 2))))
    rows = decode(messages, [1.7e9 + 0.5 * k for k in range(40)])
    found = [r for r in rows if r["latitude"] is not None]
    assert len(found) >= 37
    for row in found:
        assert row["fault"] is None
        assert far(row["latitude"], row["longitude"], *truth[row["row"]]) < 8.0
