"""Enclosures hold for every point of a disc and every true shape within the stated error."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from geographiclib.geodesic import Geodesic

from skywitness.claims.meaning.allowed import Sector
from skywitness.earth import Discs
from skywitness.places.measures.measures import (
    Bearing,
    CentroidDistance,
    Distance,
    SignedDistance,
    shape_of,
)
from skywitness.places.place import Place

WGS84 = Geodesic.WGS84


def place(geometry: shapely.Geometry, error: float | None = 0.0, buffer: float = 0.0) -> Place:
    return Place("own:x", "x", "own", geometry, error, "test", "1", "CC0", "none", buffer)


def disc(lat: float, lon: float, radius: float) -> Discs:
    return Discs(np.array([lon]), np.array([lat]), np.array([radius]))


def within(lat: float, lon: float, radius: float, rng: np.random.Generator) -> Discs:
    p = WGS84.Direct(lat, lon, rng.uniform(0, 360), radius * np.sqrt(rng.uniform()))
    return disc(p["lat2"], p["lon2"], 0)


SQUARE = shapely.box(33, 44, 36, 46)


@pytest.mark.parametrize("measure", [Distance, SignedDistance, CentroidDistance])
@pytest.mark.parametrize("radius", [100.0, 20_000.0, 400_000.0])
def test_a_disc_encloses_its_points(measure: type, radius: float) -> None:
    rng = np.random.default_rng(11)
    m = measure(place(SQUARE, 500.0))
    exact = measure(place(SQUARE, 0.0))
    for _ in range(40):
        lat, lon = rng.uniform(38, 50), rng.uniform(26, 42)
        lo, hi = m.enclose(disc(lat, lon, radius))
        for _ in range(5):
            a, b = exact.enclose(within(lat, lon, radius, rng))
            assert lo[0] <= (a[0] - 499 if a[0] != 0 else 0)
            assert b[0] + 499 <= hi[0] or hi[0] == 0


@pytest.mark.parametrize("anchor", ["centroid", "nearest", "some"])
def test_bearings_over_a_disc_hold_for_its_points(anchor: str) -> None:
    rng = np.random.default_rng(5)
    sector = Sector(225.0, 22.5, 11.25)
    wide, fine = place(SQUARE, 800.0), place(SQUARE, 0.01)
    decided = 0
    for _ in range(60):
        lat, lon = rng.uniform(40, 46), rng.uniform(28, 36)
        radius = 10 ** rng.uniform(2, 4.5)
        ((least, most),) = Bearing(wide, anchor).stretch(disc(lat, lon, radius), sector)  # type: ignore[arg-type]
        for _ in range(4):
            ((a, b),) = Bearing(fine, anchor).stretch(within(lat, lon, radius, rng), sector)  # type: ignore[arg-type]
            # The map's error turns both by no more than what the fine one does not know.
            assert least[0] <= b[0]
            assert a[0] <= most[0]
        decided += bool(least[0] > 2 or most[0] <= 2)
        # Nor are the bounds of a small disc far apart.
        if radius < 300 and anchor == "centroid" and np.isfinite(most[0]):
            assert most[0] - least[0] < 0.5
    assert decided > 20


def test_the_centroid_bearing_is_geographiclibs() -> None:
    p = place(SQUARE, 0.01)
    lon, lat = shape_of(p).centroid
    q = WGS84.Direct(lat, lon, 230.0, 150_000)
    for half, inside in ((6.0, True), (4.0, False)):
        ((least, most),) = Bearing(p).stretch(disc(q["lat2"], q["lon2"], 0), Sector(225.0, half))
        assert (most[0] == 0) == inside
        assert (least[0] == 0) == inside


def test_at_a_pole_and_at_the_anchor_every_bearing_is_possible() -> None:
    pole = place(shapely.Point(10, 90), 100.0)
    ((least, most),) = Bearing(pole).stretch(disc(80, 123, 0), Sector(45.0, 1.0))
    assert least[0] == 0
    assert np.isinf(most[0])
    spot = place(shapely.Point(10, 50), 100.0)
    ((least, _),) = Bearing(spot).stretch(disc(50, 10, 50), Sector(45.0, 1.0))
    assert least[0] == 0


def test_inside_a_place_nothing_is_southwest_of_its_nearest_point() -> None:
    ((least, _),) = Bearing(place(SQUARE, 100.0), "nearest").stretch(
        disc(45, 34.5, 10), Sector(225.0, 22.5)
    )
    assert np.isinf(least[0])


def test_a_place_without_a_stated_error_excludes_and_shows_nothing() -> None:
    from skywitness.claims.meaning.allowed import Range, Side

    free = place(SQUARE, None)
    for measure in (Distance(free), SignedDistance(free), CentroidDistance(free)):
        ((least, most),) = measure.stretch(disc(10, 10, 0), Range(Side(1, 1), Side(2, 1)))
        assert least[0] == 0
        assert np.isinf(most[0])
    ((least, most),) = Bearing(free).stretch(disc(10, 10, 0), Sector(0.0, 1.0))
    assert (least[0], np.isinf(most[0])) == (0, True)


def test_a_buffer_is_a_band_around_the_shape() -> None:
    point = shapely.Point(20, 10)
    lo, hi = Distance(place(point, 0.0, 12 * 1852.0)).enclose(disc(10, 20, 0))
    assert (lo[0], hi[0]) == (0, 0)
    q = WGS84.Direct(10, 20, 77, 20 * 1852.0)
    lo, hi = Distance(place(point, 0.0, 12 * 1852.0)).enclose(disc(q["lat2"], q["lon2"], 0))
    assert lo[0] == pytest.approx(8 * 1852.0, abs=1)
    assert hi[0] == pytest.approx(8 * 1852.0, abs=1)


def test_normal_sections_serve_for_geodesics_within_what_is_allowed() -> None:
    from skywitness.places.measures import bearings
    from skywitness.places.shapes.shape import Shape

    rng = np.random.default_rng(9)
    for _ in range(400):
        lat, lon = np.degrees(np.arcsin(rng.uniform(-1, 1))), rng.uniform(-180, 180)
        azimuth, s = rng.uniform(0, 360), rng.uniform(1e4, 7.9e6)
        p = WGS84.Direct(lat, lon, azimuth, s)
        cover = Shape(shapely.Point(lon, lat)).covers.at(0)
        at = Discs(np.array([p["lon2"]]), np.array([p["lat2"]]), np.zeros(1))
        zero = np.zeros(1, dtype=np.intp)
        middle, half = bearings._arcs(cover, zero, at, zero, 0.0)
        if abs(lat) < 89:
            assert abs((middle[0] - azimuth + 180) % 360 - 180) <= half[0]
            assert half[0] < 1
