"""The verifier's own bounds: against geographiclib, and against the solver's, on random shapes."""

from __future__ import annotations

import itertools
import math
import random

import numpy as np
import pytest
import shapely
from geographiclib.geodesic import Geodesic

from skywitness.certificates.tiles import tile_names
from skywitness.claims.meaning.allowed import Sector
from skywitness.earth import Discs
from skywitness.places.measures.distances import shape_of
from skywitness.places.measures.measures import (
    Bearing,
    CentroidDistance,
    Distance,
    SignedDistance,
)
from skywitness.places.place import Place
from skywitness.reason.regions.cells import whole_earth
from skywitness.verify.geometry.bearings import sectors
from skywitness.verify.geometry.distances import distances
from skywitness.verify.geometry.earth import (
    Spots,
    arc_at_least,
    arc_at_most,
    chord_at_most,
    to_space,
)
from skywitness.verify.geometry.holding import fails_and_holds
from skywitness.verify.geometry.shapes import Shapes
from skywitness.verify.geometry.tiles import read_tiles
from skywitness.verify.statements.demands import Places

WGS84 = Geodesic.WGS84
ERROR = 150.0


def place_of(geometry: shapely.Geometry, error: float | None = ERROR, band: float = 0.0) -> Place:
    return Place("p", "P", "own", geometry, error, "s", "", "", "", band)


def star(rng: random.Random) -> tuple[shapely.Geometry, float, float, float]:
    """A ring around somewhere, its centre and its greatest radius in metres."""
    lon, lat = rng.uniform(-160, 160), rng.uniform(-70, 70)
    radius = 10 ** rng.uniform(3.5, 5.7)
    ring = []
    for k in range(rng.randint(4, 30)):
        at = WGS84.Direct(lat, lon, -360 * k / 30, radius * rng.uniform(0.4, 1.0))
        ring.append((at["lon2"], at["lat2"]))
    return shapely.make_valid(shapely.Polygon(ring)), lon, lat, radius


def shapes_of(place: Place) -> tuple[Shapes, str]:
    places = Places()
    key = places.key(place)
    return Shapes(places), key


def on_edge(geometry: shapely.Geometry, step: float = 300.0) -> list[tuple[float, float]]:
    """Points along the geodesics of a polygon's rings, for a search by brute force."""
    out = []
    for ring in shapely.get_rings(shapely.get_parts(geometry)):
        xy = shapely.get_coordinates(ring)
        for (x0, y0), (x1, y1) in itertools.pairwise(xy):
            line = WGS84.InverseLine(y0, x0, y1, x1)
            count = max(1, math.ceil(line.s13 / step))
            for k in range(count):
                at = line.Position(line.s13 * k / count)
                out.append((at["lon2"], at["lat2"]))
    return out


def test_chords_bound_geodesics() -> None:
    rng = random.Random(1)
    for _ in range(2000):
        a = (rng.uniform(-180, 180), rng.uniform(-90, 90))
        there = WGS84.Direct(a[1], a[0], rng.uniform(0, 360), 10 ** rng.uniform(1, 7.29))
        b = (there["lon2"], there["lat2"])
        true = WGS84.Inverse(a[1], a[0], b[1], b[0])["s12"]
        ends = to_space(np.array([a[0], b[0]]), np.array([a[1], b[1]]))
        chord = np.linalg.norm(ends[1] - ends[0], keepdims=True)
        assert arc_at_least(chord)[0] <= true <= arc_at_most(chord)[0]
        assert chord[0] <= chord_at_most(np.array([true]))[0]


@pytest.mark.parametrize("seed", range(12))
def test_distances_hold_those_of_geographiclib(seed: int) -> None:
    rng = random.Random(seed)
    geometry, lon, lat, radius = star(rng)
    shapes, key = shapes_of(place_of(geometry, 0.0))
    edge = on_edge(geometry, max(radius / 300, 50.0))
    far = [radius * rng.uniform(0.0, 3.0) for _ in range(5)] + [rng.uniform(1e6, 1.9e7)]
    for metres in far:
        at = WGS84.Direct(lat, lon, rng.uniform(0, 360), metres)
        spot = Spots.at(np.array([at["lon2"]]), np.array([at["lat2"]]))
        (low,), (high,) = distances({"measure": "signed distance", "place": key}, shapes, spot)
        found = min(WGS84.Inverse(y, x, at["lat2"], at["lon2"])["s12"] for x, y in edge)
        step = max(radius / 300, 50.0)
        nearest = min(abs(low), abs(high)), max(abs(low), abs(high))
        assert nearest[0] - 1 <= found
        assert found - step <= nearest[1] + 1
        # Near and small enough for the plane, the side is that of a plane.
        if radius < 2e5 and nearest[0] > radius / 20:
            inside = shapely.contains_xy(geometry, at["lon2"], at["lat2"])
            assert (high < 0) == inside


@pytest.mark.parametrize("seed", range(8))
def test_bounds_over_tiles_hold_their_points(seed: int) -> None:
    rng = random.Random(seed)
    geometry, *_ = star(rng)
    shapes, key = shapes_of(place_of(geometry))
    names = ["".join([str(rng.randint(0, 5)), *(str(rng.randint(0, 3)) for _ in range(n))])
             for n in (1, 3, 5, 7, 9, 11)]  # fmt: skip
    tiles = read_tiles(names)
    spots = tiles.spots()
    for measure in ("distance", "signed distance", "centroid distance"):
        demand = {"measure": measure, "place": key}
        low, high = distances(demand, shapes, spots)
        for u, v in ((0.01, 0.02), (0.9, 0.3), (0.99, 0.99), (0.5, 0.7)):
            normal = tiles.normals(u, v)
            lon = np.degrees(np.arctan2(normal[:, 1], normal[:, 0]))
            lat = np.degrees(np.arcsin(normal[:, 2]))
            inner, outer = distances(demand, shapes, Spots.at(lon, lat))
            apart = [WGS84.Inverse(y, x, b, a)["s12"] for x, y, a, b in
                     zip(spots.lon, spots.lat, lon, lat, strict=True)]  # fmt: skip
            assert (np.array(apart) <= spots.radius).all()
            assert (low <= inner + 2 * ERROR + 1).all()
            assert (outer - 2 * ERROR - 1 <= high).all()


@pytest.mark.parametrize("seed", range(10))
def test_verifier_and_solver_agree_on_cells(seed: int) -> None:
    """Where one proves a demand to hold, the other never proves it to fail."""
    rng = random.Random(100 + seed)
    geometry, lon, lat, radius = star(rng)
    place = place_of(geometry, ERROR, rng.choice([0.0, 20_000.0]))
    shapes, key = shapes_of(place)
    cells = whole_earth(3)
    spots = read_tiles(tile_names(cells)).spots()
    discs = cells.discs()
    assert np.abs(spots.lat - discs.lat).max() < 1e-9
    assert np.abs(spots.radius - discs.radius).max() < 0.01
    near = np.array([WGS84.Direct(lat, lon, rng.uniform(0, 360), radius * rng.uniform(0.1, 6))
                     for _ in range(60)])  # fmt: skip
    near_lon = np.array([n["lon2"] for n in near])
    near_lat = np.array([n["lat2"] for n in near])
    size = np.array([10 ** rng.uniform(1, 4) for _ in near])
    for mine, theirs in (
        (spots, discs),
        (Spots.at(near_lon, near_lat, size), Discs(near_lon, near_lat, size)),
    ):
        for name, measure in (
            ("distance", Distance(place)),
            ("signed distance", SignedDistance(place)),
            ("centroid distance", CentroidDistance(place)),
        ):
            low, high = distances({"measure": name, "place": key}, shapes, mine)
            lo, hi = measure.enclose(theirs)
            assert (low <= hi + 1e-6).all()
            assert (lo <= high + 1e-6).all()
            # Nor are they much wider.
            assert ((high - low) - (hi - lo) < 3000 + 0.02 * (hi - lo)).all()
        for anchor in ("centroid", "nearest"):
            centre, half = rng.uniform(0, 360), rng.choice([11.25, 22.5, 45.0])
            allowed = {"centre": centre, "half_width": half, "per": half / 2}
            demand = {"kind": "place", "measure": f"bearing from {anchor}", "place": key,
                      "allowed": allowed}  # fmt: skip
            told = Bearing(place, anchor).stretch(theirs, Sector(centre, half, half / 2))
            ((least, most),) = told
            for stretch in (0.0, 1.0, 1.7, 2.0, 4.0):
                never, always = fails_and_holds(demand, shapes, mine, stretch)
                assert not (never & (most <= stretch)).any()
                assert not (always & (least > stretch)).any()
                assert not (never & always).any()


@pytest.mark.parametrize("seed", range(8))
def test_bearings_hold_those_of_geographiclib(seed: int) -> None:
    rng = random.Random(200 + seed)
    geometry, lon, lat, radius = star(rng)
    shapes, key = shapes_of(place_of(geometry))
    edge = on_edge(geometry, max(radius / 200, 100.0))
    for _ in range(4):
        at = WGS84.Direct(lat, lon, rng.uniform(0, 360), radius * rng.uniform(1.2, 5))
        spot = Spots.at(np.array([at["lon2"]]), np.array([at["lat2"]]), np.array([50.0]))
        x, y = min(edge, key=lambda e: WGS84.Inverse(e[1], e[0], at["lat2"], at["lon2"])["s12"])
        c = shapes.centroid(key)
        for anchor, (ax, ay) in (("centroid", c), ("nearest", (x, y))):
            true = WGS84.Inverse(ay, ax, at["lat2"], at["lon2"])["azi1"]
            for turn in (-1.0, 1.0):
                demand = {"measure": f"bearing from {anchor}", "place": key,
                          "allowed": {"centre": true + turn * 10}}  # fmt: skip
                assert not sectors(demand, shapes, spot, 10.5)[0][0]
                assert not sectors(demand, shapes, spot, 9.5)[1][0]


def test_a_centroid_is_the_solvers() -> None:
    for seed in range(20):
        geometry, *_ = star(random.Random(300 + seed))
        place = place_of(geometry)
        shapes, key = shapes_of(place)
        a, b = shapes.centroid(key), shape_of(place).centroid
        assert WGS84.Inverse(a[1], a[0], b[1], b[0])["s12"] < 1.0


def test_over_the_antimeridian_and_a_pole() -> None:
    two = shapely.MultiPolygon([shapely.box(178, -2, 180, 2), shapely.box(-180, -2, -178, 2)])
    shapes, key = shapes_of(place_of(two, 0.0))
    spots = Spots.at(np.array([180.0, -180.0, 179.999, 177.0]), np.array([0.0, 0.5, 1.0, 0.0]))
    low, high = distances({"measure": "signed distance", "place": key}, shapes, spots)
    assert (high[:3] < -100_000).all()  # the cut is no edge
    assert low[3] > 100_000
    cap = shapely.Polygon([(-180, 80), (-90, 80), (0, 80), (90, 80), (180, 80), (180, 90),
                           (0, 90), (-180, 90)])  # fmt: skip
    shapes, key = shapes_of(place_of(cap, 0.0))
    spots = Spots.at(np.array([0.0, 123.0, 10.0]), np.array([90.0, 89.9, 70.0]))
    low, high = distances({"measure": "signed distance", "place": key}, shapes, spots)
    assert (high[:2] < -400_000).all()
    assert low[2] > 0


def test_without_an_error_nothing_is_told() -> None:
    shapes, key = shapes_of(place_of(shapely.box(10, 10, 11, 11), None))
    spot = Spots.at(np.array([100.0]), np.array([0.0]))
    (low,), (high,) = distances({"measure": "signed distance", "place": key}, shapes, spot)
    assert (low, high) == (-math.inf, math.inf)
    demand = {"measure": "bearing from centroid", "place": key,
              "allowed": {"centre": 0.0}}  # fmt: skip
    assert not any(flags[0] for flags in sectors(demand, shapes, spot, 10.0))
