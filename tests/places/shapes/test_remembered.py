"""What is remembered of points is what would be worked out, whatever was asked before."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from skywitness.earth import Discs
from skywitness.places.shapes import remembered
from skywitness.places.shapes.remembered import Remembered
from skywitness.places.shapes.shape import Shape

RING = shapely.Polygon([(10.0, 50.0), (60.0, 50.0), (40.0, 20.0)])


def drawn(rng: np.random.Generator, n: int) -> Discs:
    lon, lat = rng.uniform(-180, 180, n), rng.uniform(-90, 90, n)
    return Discs(lon, lat, 10 ** rng.uniform(0, 6, n))


def test_signed_distances_are_those_worked_out_anew() -> None:
    shape = Shape(RING)
    rng = np.random.default_rng(3)
    some = drawn(rng, 60)
    fresh = Shape(RING)
    lo, hi = fresh.edge_distance(some)
    inside = fresh.inside(some)
    assert inside.any()
    wanted = np.where(inside, -hi, lo), np.where(inside, -lo, hi)
    for _ in range(20):  # in any company, at the first time and again
        index = rng.permutation(60)[: rng.integers(1, 60)]
        for found, all_ in zip(shape.signed_distance(some.take(index)), wanted, strict=True):
            assert np.array_equal(found, all_[index])


def test_a_point_is_asked_about_once_in_each_way() -> None:
    shape = Shape(RING)
    near = Discs(np.array([35.0]), np.array([40.0]), np.array([1.0]))
    wide = Discs(near.lon, near.lat, np.array([1e6]))
    sharp, coarse = shape.signed_distance(near), shape.signed_distance(wide)
    assert sharp[1] - sharp[0] < coarse[1] - coarse[0]
    assert shape.signed_distance(near) == sharp
    assert shape.signed_distance(wide) == coarse


def test_no_more_is_kept_than_there_is_room_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembered, "MOST", 4)
    kept, asked = Remembered(), []

    def compute(new: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        asked.append(len(new))
        return lon[new], lat[new]

    for lon, lat in (np.array([[1.0, 2, 3], [4, 5, 6]]), np.array([[1.0, 7, 8], [4, 5, 6]])):
        found = kept.of(lon, lat, compute)
        assert np.array_equal(found[0], lon)
        assert np.array_equal(found[1], lat)
    assert asked == [3, 2]
    assert len(kept._known) <= 4
    kept.of(np.array([7.0]), np.array([5.0]), compute)
    assert asked == [3, 2]
