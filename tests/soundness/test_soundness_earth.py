"""The independent geometry is itself held to geographiclib and to sampling."""

import math
import random

import numpy as np
import pytest
from soundness import earth
from soundness.figure import Area, Line, Shape


def _random_positions(rng: random.Random, n: int) -> list[tuple[float, float]]:
    return [(math.degrees(math.asin(rng.uniform(-1, 1))), rng.uniform(-180, 180)) for _ in range(n)]


def test_vincenty_agrees_with_geographiclib() -> None:
    rng = random.Random(1)
    a, b = _random_positions(rng, 400), _random_positions(rng, 400)
    # Hard pairs: close, over the antimeridian, at poles, along the equator, nearly antipodal.
    a += [(0, 179.999), (90, 0), (-90, 12), (0, 0), (0, 0), (30, 10), (45, 0), (89.99, 0)]
    b += [(0, -179.999), (89, 50), (-89, -120), (0, 90), (0.3, 179.6), (-30, -170.1), (45, 1e-5)]
    b += [(89.99, 180)]
    s, azi = earth.inverse_many(*np.array(a).T, *np.array(b).T)
    for p, q, sv, zv in zip(a, b, s, azi, strict=True):
        sg, zg = earth.inverse(p, q)
        assert sv == pytest.approx(sg, abs=1e-3)
        # A bearing matters by the offset that it makes at the far end.
        assert math.radians(earth.turn(zv, zg)) * abs(math.sin(sg / earth.A)) * earth.A < 0.05


def test_direct_agrees_with_geographiclib() -> None:
    rng = random.Random(2)
    starts = [*_random_positions(rng, 300), (90, 0), (-90, 30), (0, 180)]
    azi = [rng.uniform(0, 360) for _ in starts]
    s = [rng.uniform(0, 1.9e7) for _ in starts]
    lat, lon = earth.direct_many(*np.array(starts).T, azi, s)
    for k, p in enumerate(starts):
        assert earth.distance(earth.direct(p, azi[k], s[k]), (lat[k], lon[k])) < 1e-3


def _star(centre: tuple[float, float], radii: list[float]) -> Line:
    n = len(radii)
    return Line(tuple(earth.direct(centre, -360.0 * k / n, r) for k, r in enumerate(radii)))


@pytest.mark.parametrize("centre", [(44.0, 33.0), (0.0, 180.0), (89.0, 20.0), (-90.0, 0.0)])
def test_inside_distance_and_centroid_of_a_ring(centre: tuple[float, float]) -> None:
    shape = Shape((Area(_star(centre, [3e5] * 90), (_star(centre, [1e5] * 60),)),), step=5000)
    for azi in range(0, 360, 40):
        assert not shape.contains(earth.direct(centre, azi, 5e4))
        assert shape.contains(earth.direct(centre, azi, 2e5))
        outside = earth.direct(centre, azi, 4e5)
        assert not shape.contains(outside)
        # The polygon's edges cut inside its circle by r (1 - cos(2 degrees)) = 183 m.
        assert 1e5 - 1 <= shape.distance(outside) <= 1e5 + 200
        hole = shape.distance(earth.direct(centre, azi, 5e4))
        assert 5e4 - 140 <= hole <= 5e4 + 1
    assert not shape.contains((-centre[0], centre[1] + 180))
    # By symmetry the centroid is the centre, but for the ellipsoid's own asymmetry.
    assert earth.distance(shape.centroid, centre) < 200


def test_nearest_point_is_where_a_scan_finds_it() -> None:
    rng = random.Random(3)
    for _ in range(12):
        centre = _random_positions(rng, 1)[0]
        line = _star(centre, [rng.uniform(2e5, 1.5e6) for _ in range(rng.randint(3, 20))])
        shape = Shape((Area(line),))
        p = earth.direct(centre, rng.uniform(0, 360), rng.uniform(1e5, 1.2e7))
        s, where = shape.edge(p)
        assert earth.distance(p, where) == pytest.approx(s, abs=0.02)
        fine = np.array(line.densified(1000.0).points)
        scan = earth.inverse_many(p[0], p[1], fine[:, 0], fine[:, 1])[0].min()
        assert s <= scan + 0.02
        assert scan <= s + 500


def test_centroid_of_an_uneven_shape_agrees_with_sampling() -> None:
    rng = np.random.default_rng(4)
    centre = (55.0, 170.0)
    line = _star(centre, [4e5, 1e6, 7e5, 2e5, 9e5, 1.2e6, 3e5])
    shape = Shape((Area(line),))
    # Uniform over a cap of 1,300 km by spherical area; the ellipsoid changes that by under 1 %.
    z = rng.uniform(math.cos(1.3e6 / earth.MEAN_RADIUS), 1, 30000)
    lat, lon = earth.direct_many(
        *centre, rng.uniform(0, 360, z.size), np.arccos(z) * earth.MEAN_RADIUS
    )
    kept = np.stack([lat, lon], axis=1)
    kept = kept[Shape((Area(line),), step=4e5).survey(kept)[2]]
    v = earth.authalic(kept)
    sampled = earth.from_authalic(v.sum(axis=0))
    spread = np.linalg.norm(v - v.mean(axis=0), axis=1).mean() * earth.MEAN_RADIUS
    assert earth.distance(sampled, shape.centroid) < 4 * spread / math.sqrt(len(kept))


def test_a_line_and_points_have_distances_too() -> None:
    shape = Shape(lines=(Line(((0.0, 179.0), (0.0, -179.0)), closed=False),))
    assert shape.distance((1.0, 180.0)) == pytest.approx(
        earth.distance((1.0, 180.0), (0.0, 180.0)), abs=0.05
    )
    assert Shape(points=((10.0, 10.0), (20.0, 20.0)), buffer=1000).distance(
        (10.0, 11.0)
    ) == pytest.approx(earth.distance((10.0, 11.0), (10.0, 10.0)) - 1000, abs=1e-6)
