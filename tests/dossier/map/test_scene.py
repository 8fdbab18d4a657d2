"""The scene: its areas hold all that fits and little more, and its arrow shows what decides."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
import shapely
from geographiclib.geodesic import Geodesic
from shapely.geometry.base import BaseGeometry
from small_case import HEAD, claims, moments

import skywitness as sw
from skywitness.claims.casefile.loader import case_from_text
from skywitness.dossier.map.layers import maps
from skywitness.dossier.map.scene import Scene, scene_of
from skywitness.dossier.words.headlines import headlines
from skywitness.reason.drawing import draw

if TYPE_CHECKING:
    from numpy.random import Generator

PIER = '[[places]]\nname = "Pier"\ncoordinates = "43.5 N, 35.0 E"\nerror = "10 m"\n'
WGS = Geodesic.WGS84


def scene(*says: str, head: str = PIER) -> Scene | None:
    case = case_from_text(HEAD + moments("hit") + head + claims(*says))
    result = sw.check(case)
    regions = {1.0: draw(result)}
    return scene_of(result, headlines(result), maps(result, regions), regions)


def area(path: str) -> BaseGeometry:
    """What a path fills, even and odd."""
    rings = []
    for piece in path.split("M")[1:]:
        numbers = [int(n) for n in re.findall(r"-?\d+", piece)]
        steps = np.array(numbers, dtype=float).reshape(-1, 2)
        rings.append(shapely.make_valid(shapely.Polygon(np.cumsum(steps, axis=0))))
    whole = shapely.GeometryCollection()
    for ring in rings:
        whole = shapely.symmetric_difference(whole, ring)
    return whole


@pytest.fixture
def rng() -> Generator:
    return np.random.default_rng(20230314)


def test_areas_hold_all_that_fits_and_little_more(rng: Generator) -> None:
    """Against geographiclib: 60 km as usually meant is 55 to 65 km, the pier off by 10 m."""
    found = scene("hit is 60 km from Pier", "hit is 90 km from Pier")
    assert found is not None
    (tone,) = found.claims[0].tones
    may, certain = area(tone.may), area(tone.certain)
    sheet = found.map.sheet
    pixel = 10.0 / sheet.per_metre  # metres, at the width on paper
    for azimuth, away in zip(
        rng.uniform(0, 360, 4000), rng.uniform(45_000, 75_000, 4000), strict=True
    ):
        at = WGS.Direct(43.5, 35.0, azimuth, away)
        spot = shapely.Point(*sheet.place(np.array([at["lon2"]]), np.array([at["lat2"]]))[0])
        if 55_010 <= away <= 64_990:
            assert shapely.contains(may, spot), (azimuth, away)
        if not 55_000 - max(2000.0, pixel) <= away <= 65_000 + max(2000.0, pixel):
            assert not shapely.contains(may, spot), (azimuth, away)
        if shapely.contains(certain, spot):
            assert 55_000 <= away <= 65_000, (azimuth, away)


def test_the_arrow_is_as_long_as_its_number() -> None:
    found = scene("hit is at 43.5 N, 34.6 E ± 100 m", "hit is 60 km from Pier")
    assert found is not None
    assert found.arrow is not None
    number = float(re.findall(r"at most ([\d.]+) km to Pier", found.arrow.words)[0])
    ends = np.array([found.arrow.start, found.arrow.end])
    lon, lat = found.map.sheet.degrees(ends[:, 0], ends[:, 1])
    drawn = WGS.Inverse(lat[0], lon[0], lat[1], lon[1])["s12"] / 1000
    assert drawn == pytest.approx(number, abs=1.0)


def test_a_band_around_a_country_is_shown_where_it_is_decided() -> None:
    found = scene("hit is at 25.995278 N, 57.040278 E", "hit is about 34 km from Iran", head="")
    assert found is not None
    across = found.map.core[2]
    assert across / found.map.sheet.per_metre < 200_000
    (point,) = found.claims[0].tones
    (band,) = found.claims[1].tones
    assert not shapely.intersects(area(point.may), area(band.may))
    assert not found.touching


def test_a_case_of_times_has_no_scene(tmp_path: Path) -> None:
    assert scene("hit is at 10:00 UTC", "hit is at 11:00 UTC", head="") is None
