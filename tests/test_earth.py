"""Bounds between chords, geodesics and bearings, held against geographiclib."""

from __future__ import annotations

import numpy as np
import pytest
from geographiclib.geodesic import Geodesic

from skywitness import earth as geodesy
from skywitness.aliases import Floats

WGS84 = Geodesic.WGS84


def pairs(n: int, seed: int) -> list[tuple[float, float, float, float]]:
    """Random pairs of positions, from a metre apart to nearly antipodal."""
    rng = np.random.default_rng(seed)
    out = []
    for _ in range(n):
        lat, lon = np.degrees(np.arcsin(rng.uniform(-1, 1))), rng.uniform(-180, 180)
        s = 10 ** rng.uniform(0, 7.3)
        p = WGS84.Direct(lat, lon, rng.uniform(0, 360), min(s, 19.9e6))
        out.append((lat, lon, p["lat2"], p["lon2"]))
    return out


def test_chords_bound_geodesics_from_both_sides() -> None:
    for lat1, lon1, lat2, lon2 in pairs(3000, 1):
        p = geodesy.ecef(np.array([lon1, lon2]), np.array([lat1, lat2]))
        chord = np.array([np.linalg.norm(p[1] - p[0])])
        true = WGS84.Inverse(lat1, lon1, lat2, lon2)["s12"]
        assert geodesy.geodesic_at_least(chord)[0] <= true <= geodesy.geodesic_at_most(chord)[0]
        assert geodesy.chord_at_least(np.array([true]))[0] <= chord[0] + 0.01
        assert chord[0] <= geodesy.chord_at_most(np.array([true]))[0] + 0.01


def test_the_bounds_are_tight_where_it_matters() -> None:
    chord = np.array([120_000.0])
    width = geodesy.geodesic_at_most(chord) - geodesy.geodesic_at_least(chord)
    assert width[0] < 0.05


def test_reduced_length_is_never_overstated() -> None:
    for lat1, lon1, lat2, lon2 in pairs(2000, 2):
        inv = WGS84.Inverse(lat1, lon1, lat2, lon2, Geodesic.ALL)
        s = np.array([inv["s12"]])
        assert geodesy.reduced_length_at_least(s, s)[0] <= inv["m12"] + 1e-3


def test_geodesic_scale_stays_below_what_the_bearing_bound_uses() -> None:
    from skywitness.places.measures.measures import SCALE

    for lat1, lon1, lat2, lon2 in pairs(2000, 3):
        inv = WGS84.Inverse(lat1, lon1, lat2, lon2, Geodesic.ALL)
        assert max(abs(inv["M12"]), abs(inv["M21"])) <= SCALE


def test_what_is_remembered_is_shared_with_parts_and_computed_once() -> None:
    discs = geodesy.Discs(np.arange(5.0), np.zeros(5), np.ones(5))
    seen: list[int] = []

    def twice(d: geodesy.Discs) -> tuple[Floats, ...]:
        seen.append(len(d))
        return (d.lon * 2,)

    part = discs.part(np.array([1, 3]))
    assert part.remember("k", twice)[0].tolist() == [2.0, 6.0]
    assert part.centres().remember("k", twice)[0].tolist() == [2.0, 6.0]
    wider = discs.part(np.array([0, 1, 3]))
    assert wider.remember("k", twice)[0].tolist() == [0.0, 2.0, 6.0]
    assert seen == [2, 1]
    assert discs.remember("k", twice)[0].tolist() == [0, 2, 4, 6, 8]


@pytest.mark.parametrize("lon", [-180.0, 0.0, 179.999])
def test_ecef_of_the_poles_does_not_depend_on_longitude(lon: float) -> None:
    north = geodesy.ecef(np.array([lon]), np.array([90.0]))[0]
    assert abs(north[0]) < 1e-6
    assert north[2] == pytest.approx(geodesy.B)


def test_a_turn_is_the_least_one_either_way_round() -> None:
    assert geodesy.turn_between(350.0, 10.0) == 20.0
    assert geodesy.turn_between(10.0, 350.0) == 20.0
    assert list(geodesy.turn_between([0.0, 90.0, 180.0, -170.0], 180.0)) == [180.0, 90.0, 0.0, 10.0]
