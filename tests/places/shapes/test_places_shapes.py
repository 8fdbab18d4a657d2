"""Shipped shapes: valid, complete over the antimeridian and the pole, with stated errors."""

from __future__ import annotations

import os
from functools import lru_cache
from importlib import import_module
from pathlib import Path

import numpy as np
import pytest
import shapely
from pyproj import Geod

from skywitness.earth import ecef
from skywitness.errors import DataError, PlaceError
from skywitness.places.names import atlas
from skywitness.places.names.coast import coast_of
from skywitness.places.names.contested import area_km2
from skywitness.places.names.gazetteer import find_place
from skywitness.places.names.names import folded
from skywitness.places.names.regions import entries
from skywitness.places.shapes import packing, pieces
from skywitness.places.shapes.sampling import rings_of, samples

SOURCE = lru_cache(maxsize=1)(import_module("places_build.reference").read_map)

GEOD = Geod(ellps="WGS84")
SHARP = ("RUS", "UKR", "USA", "TUR", "IRN", "SYR", "CHN", "GBR", "NOR", "JPN")


def metres_to(geometry: shapely.Geometry, lon: float, lat: float) -> float:
    """Distance in metres to the nearest vertex or densified edge near by."""
    parts = [p for p in shapely.get_parts(geometry) if p.distance(shapely.Point(lon, lat)) < 1]
    if any(p.intersects(shapely.Point(lon, lat)) for p in parts):
        return 0.0
    xy, _ = samples(rings_of(parts), 100.0)
    spots = ecef(*np.vstack([xy, [[lon, lat]]]).T)
    return float(np.linalg.norm(spots[:-1] - spots[-1], axis=1).min())


def test_every_country_loads_and_is_valid() -> None:
    countries = atlas.index().countries
    assert len(countries) == 250
    for code, country in countries.items():
        shape = atlas.shape(code)
        assert shape.is_valid, code
        assert not shape.is_empty, code
        assert country.name.strip() == country.name
        assert shapely.bounds(shape) == pytest.approx(country.bbox, abs=1e-3)


def test_errors_are_stated_and_small() -> None:
    errors = {c.a3: c.error_m for c in atlas.index().countries.values()}
    assert all(e > 100 for e in errors.values())
    measured = {c.a3: c.measured_m for c in atlas.index().countries.values()}
    assert all(measured[c] <= errors[c] <= 9000 for c in errors)
    assert sum(m <= 1000 for m in measured.values()) >= 0.97 * len(measured)
    assert all(measured[c] <= 1150 for c in SHARP)
    assert atlas.index().pieces["crimea"] <= 500
    assert atlas.index().pieces["mainland:RUS"] <= 1400


def test_antarctica_holds_the_pole() -> None:
    antarctica = find_place("Antarctica")[0].place.geometry
    for lon in (-180, -90, 0, 90, 180):
        assert antarctica.intersects(shapely.Point(lon, -89.999))
        assert antarctica.intersects(shapely.LineString([(lon, -86), (lon, -84.9)]))
        assert antarctica.contains(shapely.LineString([(lon / 2 + 1, -86), (lon / 2 + 1, -84.9)]))


def test_land_across_the_antimeridian_is_one_piece() -> None:
    (mainland,) = find_place("Russian mainland")
    parts = list(shapely.get_parts(mainland.place.geometry))
    largest = sorted(parts, key=lambda p: -p.area)[:2]
    assert len(pieces.connected(largest)) == 1
    assert {p.bounds[0] for p in largest} >= {-180}
    wrangel = find_place("Wrangel Island")[0].place.geometry
    assert wrangel.bounds[0] == -180
    assert wrangel.bounds[2] == 180
    assert 6_500 < area_km2(wrangel) < 8_500
    fiji = find_place("Fiji")[0].place.geometry
    assert fiji.intersects(shapely.Point(178.0, -17.8))
    assert find_place("Taveuni")[0].place.geometry.bounds[2] == 180
    usa = find_place("US territory")[0].place.geometry
    assert usa.intersects(shapely.Point(172.9, 52.9))
    assert metres_to(usa, -176.65, 51.88) < 2_000


def test_snake_island_is_ukraines_and_small() -> None:
    island = find_place("Snake Island")[0].place
    assert 0.1 < area_km2(island.geometry) < 0.4
    ukraine = find_place("Ukraine")[0].place.geometry
    assert ukraine.intersects(island.geometry.centroid)
    assert metres_to(ukraine, 30.204, 45.255) < 300


def test_islands_that_the_source_lacks_are_added() -> None:
    vanua_levu = find_place("Vanua Levu")[0].place
    assert 5_000 < area_km2(vanua_levu.geometry) < 6_500
    assert vanua_levu.error_m == atlas.index().added_error_m
    for code, lon, lat in [("RUS", 167.65, 54.71), ("HND", -86.4, 16.36), ("VUT", 168.16, -15.17)]:
        assert metres_to(atlas.shape(code), lon, lat) < 2_000


def test_lakes_inside_a_country_are_in_it() -> None:
    assert atlas.shape("RUS").intersects(shapely.Point(107.8, 53.3))  # Baikal
    assert atlas.shape("USA").intersects(shapely.Point(-80.85, 26.95))  # Lake Okeechobee
    assert not atlas.shape("RUS").intersects(shapely.Point(50.5, 42.0))  # the Caspian


@pytest.mark.parametrize("entry", entries("cape"), ids=lambda e: e["name"])
def test_capes_lie_on_the_shipped_shore(entry: dict) -> None:
    lat, lon = entry["at"]
    near = []
    for code, country in atlas.index().countries.items():
        west, south, east, north = country.bbox
        if west - 0.2 <= lon <= east + 0.2 and south - 0.2 <= lat <= north + 0.2:
            parts = shapely.get_parts(atlas.shape(code))
            close = parts[shapely.distance(parts, shapely.Point(lon, lat)) < 0.2]
            if len(close):
                xy, _ = samples(rings_of(list(close)), 100.0)
                spots = ecef(*np.vstack([xy, [[lon, lat]]]).T)
                near.append(np.linalg.norm(spots[:-1] - spots[-1], axis=1).min())
    assert near
    assert min(near) < 3000, min(near)


@pytest.mark.parametrize("entry", entries("island"), ids=lambda e: e["name"])
def test_islands_are_land_and_not_mainlands(entry: dict) -> None:
    (extent,) = find_place(entry["name"])
    assert extent.place.error_m is not None
    assert 0 < area_km2(extent.place.geometry) < 800_000


@pytest.mark.parametrize("entry", entries("sea"), ids=lambda e: e["name"])
def test_seas_are_water_and_hold_their_seed(entry: dict) -> None:
    (extent,) = find_place(entry["name"])
    sea = extent.place.geometry
    assert sea.is_valid
    for seed in entry.get("seeds") or [entry["seed"]]:
        assert sea.intersects(shapely.Point(seed))
    assert "closed by" in extent.place.notes[0]


def test_no_two_seas_islands_or_capes_share_a_name() -> None:
    rows = [e for kind in ("sea", "island", "cape") for e in entries(kind)]
    names = [n for e in rows for n in {folded(n) for n in (e["name"], *e.get("also", []))}]
    assert sorted({n for n in names if names.count(n) > 1}) == []


def test_black_sea_is_the_size_it_is() -> None:
    sea = find_place("Black Sea")[0].place.geometry
    assert 415_000 < area_km2(sea) < 440_000
    assert not sea.intersects(shapely.Point(36.5, 46.2))  # the Sea of Azov
    assert not sea.intersects(shapely.Point(34.1, 45.2))  # Crimea


def test_coast_leaves_out_land_borders() -> None:
    ukraine = find_place("Ukraine")[0].place
    coast = coast_of(ukraine)
    assert coast.error_m == ukraine.error_m + 2750
    assert metres(coast, 33.4, 44.6) < 5_000
    assert metres(coast, 36.3, 50.3) > 100_000  # the border north of Kharkiv
    crimea = coast_of(find_place("Crimea")[0].place)
    assert metres(crimea, 33.69, 46.13) > 1_000  # Perekop is no coast
    assert metres(crimea, 34.17, 44.49) < 5_000
    with pytest.raises(PlaceError, match="no area"):
        coast_of(find_place("Cape Khersones")[0].place)
    with pytest.raises(PlaceError, match="no sea shore"):
        coast_of(find_place("Lesotho")[0].place)


def metres(place, lon: float, lat: float) -> float:
    spots = ecef(*np.vstack([shapely.get_coordinates(place.geometry), [[lon, lat]]]).T)
    return float(np.linalg.norm(spots[:-1] - spots[-1], axis=1).min())


def test_packing_gives_back_what_it_was_given() -> None:
    ring = [(-180, -10.1234), (-179.9999, 10), (0.0001, 20), (180, -5)]
    hole = [(-10, 0), (-9.5, 0), (-9.5, 0.5)]
    given = [shapely.Polygon(ring, [hole]), shapely.box(1, 2, 3, 4)]
    back = packing.unpack(packing.pack(given))
    assert all(a.equals_exact(b, 1e-9) for a, b in zip(given, back, strict=True))
    assert packing.unpack(packing.pack([])) == []
    with pytest.raises(DataError):
        packing.unpack(b"not a shape at all")


def test_missing_finer_set_says_how_to_get_it(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("SKYWITNESS_DATA", str(tmp_path))
    with pytest.raises(DataError) as caught:
        find_place("Malta", shapes="100m")
    assert "--install" in str(caught.value.remedy)
    with pytest.raises(PlaceError):
        find_place("Malta", shapes="10m")


@pytest.mark.skipif(
    "SKYWITNESS_100M" not in os.environ, reason="set SKYWITNESS_100M to a file of the 100 m set"
)
@pytest.mark.parametrize("code", ["UKR", "SYR", "IRN", "FJI", "ATA", "TUR"])
def test_stated_errors_hold_against_the_source(code: str) -> None:
    """Measured anew, from single points with geodesics: nothing shared with the build."""
    source = SOURCE(Path(os.environ["SKYWITNESS_100M"]))[code]
    shipped = atlas.shape(code)
    shells = [shapely.Polygon(p.exterior) for p in shapely.get_parts(source)]
    rng = np.random.default_rng(7)
    vertices = np.concatenate([shapely.get_coordinates(p) for p in shells])
    vertices = vertices[(np.abs(vertices[:, 0]) < 180) & (vertices[:, 1] > -85)]
    stated = atlas.index().countries[code].error_m
    land = list(shapely.get_parts(shipped))
    tree, source_tree = shapely.STRtree(land), shapely.STRtree(shells)
    tested = 0
    for lon, lat in rng.permutation(vertices)[:400]:
        point = shapely.Point(lon, lat)
        if any(shells[k].contains(point) for k in source_tree.query(point)):
            continue  # the shore of an island in a lake: no outline once lakes are filled
        near = [land[k] for k in tree.query(point.buffer(0.2))]
        edges = shapely.segmentize(shapely.get_rings(near), 0.002)
        spots = shapely.get_coordinates(edges)
        spots = spots[np.abs(spots - [lon, lat]).max(axis=1) < 0.1]
        assert len(spots), (lon, lat)
        away = GEOD.inv(
            np.full(len(spots), lon), np.full(len(spots), lat), spots[:, 0], spots[:, 1]
        )[2]
        assert away.min() <= stated, (lon, lat, away.min())
        tested += 1
    assert tested > 100
