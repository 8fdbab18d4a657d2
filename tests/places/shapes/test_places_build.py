"""The pieces of the rebuild script: repair, filling, thinning, measuring, parts of countries."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import shapely
from places_build import gazetteer, islands, measure, parts, reference, seas, simplify

from skywitness.places.names import mending
from skywitness.places.shapes import overlaps, pieces


def square(x: float, y: float, size: float, n: int = 40) -> shapely.Polygon:
    """A square whose edges have many vertices on the grid."""
    ring = shapely.segmentize(shapely.box(x, y, x + size, y + size), size / n)
    return shapely.set_precision(ring, 1e-4)


def test_lakes_are_filled_and_enclaves_cut() -> None:
    around = shapely.Polygon(shapely.box(0, 0, 10, 10).exterior, [shapely.box(1, 1, 2, 2).exterior])
    land = mending.land_of_countries({"AAA": around, "BBB": shapely.box(5, 5, 6, 6)})
    assert shapely.union_all(land["AAA"]).area == pytest.approx(100)
    cut = mending.cut_enclaves(land, kept=set())
    assert shapely.union_all(cut["AAA"]).area == pytest.approx(99)
    kept = mending.cut_enclaves(land, kept={frozenset(("AAA", "BBB"))})
    assert shapely.union_all(kept["AAA"]).area == pytest.approx(100)


def test_a_hole_with_foreign_land_stays() -> None:
    around = shapely.Polygon(shapely.box(0, 0, 10, 10).exterior, [shapely.box(5, 5, 6, 6).exterior])
    land = mending.land_of_countries({"AAA": around, "BBB": shapely.box(5, 5, 6, 6)})
    assert shapely.union_all(land["AAA"]).area == pytest.approx(99)


def test_crossing_rings_are_mended() -> None:
    bow = shapely.Polygon([(0, 0), (2, 2), (2, 0), (0, 2)])
    (land,) = mending.land_of_countries({"AAA": bow}).values()
    assert all(p.is_valid for p in land)
    assert sum(p.area for p in land) == pytest.approx(2)


def test_the_polar_cap_closes_the_south() -> None:
    ring = shapely.box(-180, -85.0511, 180, -70)
    joined = shapely.union_all(mending.with_polar_cap([ring]))
    assert joined.intersects(shapely.Point(12, -89.9))


def test_a_shared_border_stays_shared() -> None:
    rng = np.random.default_rng(3)
    y = np.round(np.linspace(0, 2, 400), 4)
    x = np.round(5 + np.cumsum(rng.normal(0, 0.002, 400)), 4)
    border = np.stack([x, y], axis=1)
    west = shapely.Polygon([(0, 0), *border.tolist(), (0, 2)])
    east = shapely.Polygon([(9, 2), *border[::-1].tolist(), (9, 0)])
    thin = simplify.thinned({"W": [west], "E": [east]}, 250.0)
    w, e = thin["W"][0], thin["E"][0]
    assert shapely.get_num_coordinates(w) < 0.8 * shapely.get_num_coordinates(west)
    assert shapely.union_all([w, e]).area == pytest.approx(w.area + e.area, abs=1e-9)
    assert shapely.intersection(w, e).length > 2  # one line, not two that cross
    assert measure.worst([west], [w])[0] < 320


def test_small_islands_do_not_vanish() -> None:
    tiny = shapely.Polygon([(1, 1), (1.0008, 1), (1.0009, 1.0007), (1.0001, 1.0008)])
    (out,) = simplify.thinned({"A": [tiny]}, 250.0)["A"]
    assert out.area > 0
    sliver = shapely.box(2, 2, 2.00002, 2.01)
    lost = measure.straying([tiny, sliver], [out], 300.0)
    back = simplify.patched([out], [tiny, sliver], lost)
    assert any(p.distance(shapely.Point(2, 2.005)) < 1e-3 for p in back)


def test_long_edges_follow_their_parallel() -> None:
    xy = np.array([[-120.0, 49.0], [-100.0, 49.0]])
    dense = simplify.densified(xy, 25.0)
    longest = np.diff(dense[:, 0]).max() * 111_320 * np.cos(np.radians(49))
    assert longest**2 * np.tan(np.radians(49)) / (8 * 6_371_000) <= 25.0 * 1.01
    assert np.ptp(dense[:, 1]) == 0


def test_worst_distance_is_in_metres() -> None:
    one, other = square(30, 60, 0.5), square(30, 60.01, 0.5)
    found, _ = measure.worst([one], [other], spacing_m=100)
    assert pytest.approx(found - 50, rel=0.02) == 0.01 * 111_400
    lost, where = measure.worst([one, square(31, 60, 0.01, 4)], [one], spacing_m=100)
    assert lost > 25_000
    assert where[0] > 30.9


def test_random_points_find_swapped_land() -> None:
    ring = shapely.Polygon(square(0, 0, 1).exterior, [square(0.2, 0.2, 0.6).exterior])
    assert measure.disagreeing([square(0, 0, 1)], [square(0, 0, 1)], 500, 2000) == 0
    assert measure.disagreeing([square(0, 0, 1)], [ring], 500, 2000) > 100


def test_overlaps_without_slivers() -> None:
    one, other = (
        [shapely.box(0, 0, 1, 1)],
        [shapely.box(0.5, 0.5, 2, 2), shapely.box(0.9, 0, 2, 0.3)],
    )
    assert sum(p.area for p in overlaps.of(one, other)) == pytest.approx(0.25 + 0.03)
    assert overlaps.of(one, [shapely.box(0.9999, 0, 2, 1)]) == []


def test_mainland_joins_across_the_antimeridian() -> None:
    west, east = shapely.box(170, 60, 180, 65), shapely.box(-180, 62, -170, 66)
    other = shapely.box(100, 60, 112, 65)
    assert {p.bounds for p in pieces.mainland([other, west, east])} == {west.bounds, east.bounds}
    apart = shapely.box(-180, 10, -170, 16)
    assert len(pieces.connected([west, apart])) == 2


def test_topology_and_fitted_parts(tmp_path: Path) -> None:
    topology = {
        "transform": {"scale": [0.01, 0.01], "translate": [30.0, 45.0]},
        "arcs": [
            [[100, 0], [0, 100]],
            [[100, 100], [-100, 0], [0, -100], [100, 0]],
            [[100, 0], [100, 0], [0, 100], [-100, 0]],
        ],
        "objects": {
            "x": {
                "geometries": [
                    {"type": "Polygon", "arcs": [[0, 1]], "properties": {"name": "A"}},
                    {"type": "MultiPolygon", "arcs": [[[2, -1]]], "properties": {"name": "B"}},
                ]
            }
        },
    }
    path = tmp_path / "t.json"
    path.write_text(json.dumps(topology))
    found = parts.read_topology(path)
    assert found["A"].bounds == pytest.approx((30, 45, 31, 46))
    country = shapely.box(29.95, 44.95, 32.05, 46.05)  # its shore stands off the coarse outline
    a = parts.fitted(found, "A", country, shapely.Polygon())
    assert a.bounds[0] == pytest.approx(29.95)
    assert a.area == pytest.approx(country.area / 2, rel=0.02)


def test_seas_are_hulls_minus_land() -> None:
    land = shapely.STRtree([shapely.box(4, 4, 6, 6), shapely.box(-1, -1, 1, 11)])
    entry = {"id": "x", "hull": [[0, 0], [10, 0], [10, 10], [0, 10]], "seed": [8, 8]}
    (water,) = seas.water_of(entry, land)
    assert water.area == pytest.approx(90 - 4, rel=1e-3)
    with pytest.raises(ValueError, match="seed"):
        seas.water_of({**entry, "seed": [5, 5]}, land)


def test_cities_are_chosen_by_people() -> None:
    rows = [
        {"geonameid": 2, "name": "B", "population": 16000, "alternatenames": []},
        {"geonameid": 1, "name": "A", "population": 10, "alternatenames": []},
    ]
    assert [c["geonameid"] for c in gazetteer.chosen(rows)] == [2]


def test_map_is_read_from_folder_and_file(tmp_path: Path) -> None:
    feature = {
        "type": "Feature",
        "properties": {"A3": "AAA"},
        "geometry": shapely.geometry.mapping(shapely.box(0, 0, 1, 1)),
    }
    path = tmp_path / "map.geo.json"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    for given in (path, tmp_path):
        assert reference.read_map(given)["AAA"].area == 1


def test_islands_of_another_source_are_added_to_the_nearest_country() -> None:
    land = {"AAA": [shapely.box(0, 0, 1, 1)], "BBB": [shapely.box(3, 0, 4, 1)]}

    def shore(x: float, y: float, size: float) -> np.ndarray:
        return shapely.get_coordinates(
            shapely.segmentize(shapely.box(x, y, x + size, y + size), 0.01)
        )

    shores = [
        (1230.0, shore(0.3, 0.3, 0.3)),  # there already
        (12.0, shore(2.5, 0.5, 0.03)),
        (0.5, shore(1.5, 0.5, 0.006)),
    ]
    added, reach, small = islands.absent(iter(shores), land)
    assert all(metres > 0 for metres in reach.values())
    assert list(added) == ["BBB"]
    assert small == 1
