"""Prepared shapes: edge distance, inside, centroid, covers, held against geographiclib."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
import shapely
from geographiclib.geodesic import Geodesic
from geographiclib.polygonarea import PolygonArea

from skywitness.earth import Discs, ecef
from skywitness.errors import PlaceError
from skywitness.places.shapes.covers import edge_balls
from skywitness.places.shapes.shape import Shape

WGS84 = Geodesic.WGS84


def circle(lat: float, lon: float, radius: float, n: int = 24) -> list[tuple[float, float]]:
    out = []
    for k in range(n):
        p = WGS84.Direct(lat, lon, -360 * k / n, radius)
        out.append((p["lon2"], p["lat2"]))
    return [*out, out[0]]


def points(lon: list[float], lat: list[float], radius: float = 0.0) -> Discs:
    return Discs(np.array(lon), np.array(lat), np.full(len(lon), radius))


def brute_edge(ring: list[tuple[float, float]], lat: float, lon: float) -> float:
    """Least distance to a ring's geodesic edges: fine steps, then golden section on each edge."""
    best = np.inf
    for (lon1, lat1), (lon2, lat2) in pairwise(ring):
        line = WGS84.InverseLine(lat1, lon1, lat2, lon2)

        def f(s: float, line: object = line) -> float:
            p = line.Position(s)  # type: ignore[attr-defined]
            return float(WGS84.Inverse(lat, lon, p["lat2"], p["lon2"])["s12"])

        steps = np.linspace(0, line.s13, 9)
        k = int(np.argmin([f(s) for s in steps]))
        a, b = steps[max(k - 1, 0)], steps[min(k + 1, 8)]
        for _ in range(40):
            c, d = b - (b - a) / 1.618, a + (b - a) / 1.618
            a, b = (a, d) if f(c) < f(d) else (c, b)
        best = min(best, f((a + b) / 2))
    return best


RINGS = {
    "Crimea-sized": circle(45, 34, 90_000, 9),
    "southern": circle(-50, -70, 200_000, 7),
    "long edges": [(10.0, 50.0), (60.0, 50.0), (40.0, 20.0), (10.0, 50.0)],
    "small": circle(1, 2, 700, 5),
}


@pytest.mark.parametrize("name", RINGS)
def test_edge_distance_is_the_geodesic_one(name: str) -> None:
    ring = RINGS[name]
    shape = Shape(shapely.Polygon(ring))
    rng = np.random.default_rng(7)
    lat0, lon0 = ring[0][1], ring[0][0]
    for far in (300, 30_000, 800_000, 5_000_000):
        p = WGS84.Direct(lat0, lon0, rng.uniform(0, 360), far)
        lo, hi = shape.edge_distance(points([p["lon2"]], [p["lat2"]]))
        true = brute_edge(ring, p["lat2"], p["lon2"])
        assert lo[0] - 0.01 <= true <= hi[0] + 0.2
        assert hi[0] - lo[0] < 0.005 * true + 5


def test_a_quick_answer_encloses_the_exact_one() -> None:
    shape = Shape(shapely.Polygon(RINGS["Crimea-sized"]))
    rng = np.random.default_rng(3)
    lon, lat = rng.uniform(30, 38, 200), rng.uniform(42, 48, 200)
    exact = shape.edge_distance(Discs(lon, lat, np.zeros(200)))
    quick = shape.edge_distance(Discs(lon, lat, np.zeros(200), coarse=True))
    assert (quick[0] <= exact[0] + 0.2).all()
    assert (quick[1] >= exact[1] - 0.2).all()


def test_inside_with_a_hole_over_the_antimeridian_and_at_a_pole() -> None:
    holed = Shape(shapely.Polygon(circle(0, 0, 100_000), [circle(0, 0, 30_000)]))
    assert holed.inside(points([0, 0.5, 2], [0, 0, 0])).tolist() == [False, True, False]
    cut = shapely.MultiPolygon([shapely.box(178, -20, 180, -16), shapely.box(-180, -20, -178, -16)])
    fiji = Shape(cut)
    assert fiji.inside(points([179.9, 180, -180, -179.9, 0], [-18] * 5)).tolist() == [
        True, True, True, True, False,
    ]  # fmt: skip
    # The cut itself is no edge.
    lo, _ = fiji.edge_distance(points([180.0], [-18.0]))
    assert lo[0] > 200_000
    cap = Shape(
        shapely.Polygon([(-180, -90), (180, -90), (180, -80), (60, -82), (-60, -75), (-180, -80)])
    )
    assert cap.inside(points([0, 123, 60], [-90, -89.9999, -81.9])).tolist() == [True, True, False]
    lo, _ = cap.edge_distance(points([0.0], [-90.0]))
    assert lo[0] > 400_000


@pytest.mark.parametrize("name", RINGS)
@pytest.mark.parametrize("metres", [3_000.0, 900_000.0, 5_600_000.0, 12_000_000.0, 19_700_000.0])
def test_the_distance_told_of_one_position_is_geographiclibs_from_any_far(
    name: str, metres: float
) -> None:
    ring = RINGS[name]
    shape = Shape(shapely.Polygon(ring))
    for azimuth in (20, 140, 265):
        at = WGS84.Direct(ring[1][1], ring[1][0], azimuth, metres)
        lon, lat = at["lon2"], at["lat2"]
        told = shape.distance_from(lon, lat)
        assert abs(told) == pytest.approx(brute_edge(ring, lat, lon), abs=1)
        assert (told < 0) == bool(shape.inside(points([lon], [lat]))[0])


def test_centroid_agrees_with_an_area_balance_from_geographiclib() -> None:
    # A great circle through the centroid of a small lopsided shape splits its first moment evenly;
    # checked as: triangles of geographiclib areas about the first vertex give the same mean.
    ring = [(30.0, 40.0), (33.0, 40.5), (32.0, 43.0), (30.5, 42.0), (30.0, 40.0)]
    shape = Shape(shapely.Polygon(ring))
    lon, lat = shape.centroid
    total, weighted = 0.0, np.zeros(3)
    a = ring[0]
    for b, c in pairwise(ring[1:-1]):
        for area, mid in _small_triangles(a, b, c, 5):
            total += area
            weighted += area * mid
    mean = weighted / total
    brute_lon = np.degrees(np.arctan2(mean[1], mean[0]))
    brute_lat = np.degrees(np.arctan2(mean[2], np.hypot(mean[0], mean[1]) * (1 - 0.00669438)))
    assert WGS84.Inverse(lat, lon, brute_lat, brute_lon)["s12"] < 60


def _small_triangles(
    a: tuple[float, float], b: tuple[float, float], c: tuple[float, float], depth: int
) -> list[tuple[float, np.ndarray]]:
    if depth == 0:
        area = PolygonArea(WGS84, False)
        for lon, lat in (a, b, c):
            area.AddPoint(lat, lon)
        mid = ecef(np.array([a[0], b[0], c[0]]), np.array([a[1], b[1], c[1]])).mean(axis=0)
        return [(abs(area.Compute(False, True)[2]), mid)]

    def half(p: tuple[float, float], q: tuple[float, float]) -> tuple[float, float]:
        line = WGS84.InverseLine(p[1], p[0], q[1], q[0])
        m = line.Position(line.s13 / 2)
        return m["lon2"], m["lat2"]

    ab, bc, ca = half(a, b), half(b, c), half(c, a)
    return [
        t
        for tri in ((a, ab, ca), (ab, b, bc), (ca, bc, c), (ab, bc, ca))
        for t in _small_triangles(*tri, depth - 1)
    ]


def test_centroid_over_the_antimeridian_and_at_a_pole() -> None:
    cut = Shape(
        shapely.MultiPolygon([shapely.box(178, -20, 180, -16), shapely.box(-180, -20, -178, -16)])
    )
    lon, lat = cut.centroid
    assert abs(abs(lon) - 180) < 1e-6
    assert lat == pytest.approx(-18, abs=0.05)
    cap = Shape(
        shapely.Polygon([(-180, 90), *((lon, 70) for lon in range(-180, 181, 45)), (180, 90)])
    )
    assert cap.centroid[1] > 85


def test_every_cover_holds_the_whole_edge_and_the_finer_one() -> None:
    shape = Shape(shapely.Polygon(RINGS["Crimea-sized"]))
    edge = shape._p
    for level in range(6):
        cover = shape.covers.at(level)
        near = cover.tree.query(edge)[0]
        assert near.max() <= cover.radius
        if level:
            assert sorted(cover.finer.tolist()) == list(range(len(shape.covers.at(level - 1))))
            below = shape.covers.at(level - 1)
            for k in range(len(cover)):
                mine = cover.finer[cover.starts[k] : cover.starts[k + 1]]
                gap = np.linalg.norm(below.centre[mine] - cover.centre[k], axis=1)
                assert gap.max() <= cover.radius
    found = edge_balls(shape.covers.at(0), points([34.0], [45.0]), np.array([91_000.0]))
    assert len(found[0]) == len(edge)


def test_an_empty_shape_and_the_whole_earth_are_refused() -> None:
    with pytest.raises(PlaceError, match="empty"):
        Shape(shapely.Polygon())
    with pytest.raises(PlaceError, match="no edge"):
        Shape(shapely.box(-180, -90, 180, 90))
