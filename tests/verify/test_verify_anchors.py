"""Bearings at the place they are seen from: there is none, and no witness may lie there."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import shapely
from small_case import claims, moments, together

from skywitness.earth import GEOD, point
from skywitness.places.measures.measures import Bearing
from skywitness.places.place import Place
from skywitness.verify.geometry.bearings import half_width


@pytest.mark.parametrize(
    "says",
    [
        "hit is north of 50 N, 20 E",
        "hit is due north of 50.123 N, 20.456 E",
        "hit is on a bearing of 0° from 28.2 N, 177.37 W",
        "hit is NNE of 50 N, 20 E",
        "hit is east of 0 N, 180 E",
        "hit is west of 40 S, 20 E",
        "hit is south of 80 N, 10 E",
        "hit is north of 89 N, 10 E",
        "hit is on a bearing of 123° from 50.3 N, 20.1 E",
    ],
)
def test_a_witness_of_a_direction_is_not_at_its_anchor(tmp_path: Path, says: str) -> None:
    assert together(tmp_path, moments("hit") + claims(says))["verdict"] == "consistent"


def test_nor_is_one_that_has_to_be_near_it(tmp_path: Path) -> None:
    says = "hit is north of 50 N, 20 E", "hit is within 50 m of 50 N, 20 E"
    assert together(tmp_path, moments("hit") + claims(*says))["verdict"] == "consistent"


@pytest.mark.parametrize("lat", [0.0, 50.0, -80.0, 89.9999, 89.99999, 90.0])
@pytest.mark.parametrize("apart", [0.0, 1e-9, 0.01, 0.05, 1.0, 1e3, 1e6, 19.96e6, 19.97e6])
def test_the_search_tells_no_bearing_finer_than_the_verifier(lat: float, apart: float) -> None:
    anchor = shapely.Point(20.0, lat)
    place = Place("p", "P", "own", anchor, 0.0, "s", "", "", "", 0.0)
    lon, north, _ = GEOD.fwd(20.0, lat, 37.0, apart)
    _, _, half = Bearing(place, "centroid").arcs(point(lon, north))
    one = np.ones(1)
    assert half >= half_width(apart * one, 0 * one, 0.01 * one, lat * one)
