"""Left and right of a route with corners exclude each other, and nothing that is so is excluded."""

from __future__ import annotations

import math
import random
from itertools import pairwise
from pathlib import Path

import pytest
from geographiclib.geodesic import Geodesic
from opposed import contradicted
from said import verdict
from shapely.geometry import Point

from skywitness.claims.language.atoms.place.route import Hand
from skywitness.places.place import Place
from skywitness.places.route import RouteLeg, between, one_way

WGS84 = Geodesic.WGS84
HEAD = """
id = "sides"
title = "sides"
[[moments]]
id = "hit"
[[places]]
name = "R-1"
route = [{}]
error = "100 m"
source = "drawn"
"""
Points = list[tuple[float, float]]
BEND: Points = [(46.0, 30.0), (45.0, 31.0), (45.0, 33.0)]
RIGHT_ANGLE: Points = [(46.0, 30.0), (45.0, 30.0), (45.0, 32.0)]
#: Between its first and its last leg one is left of the one, and right of the other.
SPIRAL: Points = [
    (45.0, 30.0), (45.0, 31.0), (45.6, 31.0), (45.6, 30.0), (45.2, 30.0), (45.2, 30.5),
]  # fmt: skip


def head(points: Points) -> str:
    return HEAD.format(", ".join(f'"{lat:.5f} N, {lon:.5f} E"' for lat, lon in points))


@pytest.mark.parametrize(
    ("points", "left", "right", "speakers"),
    [
        (BEND, "30 km left of", "10 km right of", 2),
        (BEND, "left of", "right of", 1),
        (BEND, "left of", "right of", 2),
        pytest.param(BEND, "30 km left of", "10 km right of", 1, marks=pytest.mark.long),
        pytest.param(RIGHT_ANGLE, "30 km left of", "30 km right of", 1, marks=pytest.mark.long),
        pytest.param(RIGHT_ANGLE, "30 km left of", "30 km right of", 2, marks=pytest.mark.long),
    ],
)
def test_left_and_right_of_a_route_with_corners_exclude_each_other(
    tmp_path: Path, points: Points, left: str, right: str, speakers: int
) -> None:
    says = [f"hit is {left} R-1", f"hit is {right} R-1"]
    assert contradicted(tmp_path, head(points), says, speakers=speakers)


def test_conflicts_of_a_route_with_corners_are_certified(tmp_path: Path) -> None:
    says = ["hit is 10 km left of R-1", "hit is 10 km right of R-1"]
    assert contradicted(tmp_path, head(BEND), says)


def test_left_of_one_leg_and_right_of_another_may_be_so_on_a_spiral() -> None:
    says = ("hit is 11 km left of R-1", "hit is 11 km right of R-1")
    assert verdict(head(SPIRAL), *says) != "contradicted"
    assert verdict(head(SPIRAL), says[0], "hit is at 45.1 N, 30.25 E") == "consistent"
    assert verdict(head(SPIRAL), says[1], "hit is at 45.1 N, 30.25 E") == "consistent"


def drawn(rng: random.Random, spread: float) -> Points:
    """A route of some legs whose directions lie within a spread."""
    at, mean = (rng.uniform(-60, 60), rng.uniform(-170, 170)), rng.uniform(0, 360)
    points = [at]
    for _ in range(rng.randint(2, 5)):
        way = mean + rng.uniform(-spread / 2, spread / 2)
        found = WGS84.Direct(*at, way, rng.uniform(20e3, 200e3))
        at = found["lat2"], found["lon2"]
        points.append(at)
    return points


def legs(points: Points) -> tuple[RouteLeg, ...]:
    places = [
        Place(str(k), str(k), "point", Point(lon, lat), 0.0, "", "", "", "")
        for k, (lat, lon) in enumerate(points)
    ]
    return between("R-1", places)


def turn(one: float, other: float) -> float:
    return (one - other + 180.0) % 360.0 - 180.0


def is_beside(leg: RouteLeg, lat: float, lon: float, hand: Hand) -> bool:
    """Whether a position is on one side of a leg and beside it, by the definition in the docs."""
    seen = [
        WGS84.Inverse(p.geometry.y, p.geometry.x, lat, lon)["azi1"] for p in (leg.start, leg.end)
    ]
    if (turn(seen[0], leg.onward) < 0) != (hand == "left"):
        return False
    outside = [abs(t) / 2 if (t > 0) == (hand == "left") else 0.0 for t in leg.turns]
    return all(
        abs(turn(way, ahead)) <= 90.0 + more
        for way, ahead, more in zip(seen, (leg.onward, leg.back), outside, strict=True)
    )


@pytest.mark.parametrize("routes", [80, pytest.param(400, marks=pytest.mark.long)])
def test_no_place_is_on_both_sides_of_a_route_that_goes_one_way(routes: int) -> None:
    rng = random.Random(5)
    both = straight = 0
    for _ in range(routes):
        points = drawn(rng, 75.0)
        found = legs(points)
        if not one_way(found):
            continue
        straight += 1
        for _ in range(40):
            near = rng.choice(points)
            at = WGS84.Direct(*near, rng.uniform(0, 360), 10 ** rng.uniform(3, 6.8))
            sides = {
                hand
                for hand in ("left", "right")
                if any(is_beside(leg, at["lat2"], at["lon2"], hand) for leg in found)
            }
            both += len(sides) == 2
    assert straight > routes / 4
    assert both == 0


def test_who_is_on_a_side_of_the_nearest_leg_may_say_so() -> None:
    rng = random.Random(11)
    for _ in range(12):
        points = drawn(rng, 250.0)
        found = legs(points)
        near = rng.choice(points)
        at = WGS84.Direct(*near, rng.uniform(0, 360), 10 ** rng.uniform(3.7, 4.7))
        lat, lon = at["lat2"], at["lon2"]
        away, side = nearest(points, lat, lon)
        if side is None or away < 2000.0:
            continue
        assert any(is_beside(leg, lat, lon, side) for leg in found)
        place = f"hit is at {abs(lat):.5f} {'NS'[lat < 0]}, {abs(lon):.5f} {'EW'[lon < 0]}"
        drawn_head = HEAD.format(", ".join(
            f'"{abs(y):.5f} {"NS"[y < 0]}, {abs(x):.5f} {"EW"[x < 0]}"' for y, x in points
        ))  # fmt: skip
        says = f"hit is {away / 1000:.1f} km {side} of R-1"
        assert verdict(drawn_head, place, says) not in ("contradicted", "strained")


def nearest(points: Points, lat: float, lon: float) -> tuple[float, Hand | None]:
    """The distance to a route and the side seen from its nearest point; none past an end."""
    best: tuple[float, Hand | None] = (math.inf, None)
    for k, (one, other) in enumerate(pairwise(points)):
        line = WGS84.InverseLine(*one, *other)
        steps = 400
        for n in range(steps + 1):
            foot = line.Position(line.s13 * n / steps)
            to = WGS84.Inverse(foot["lat2"], foot["lon2"], lat, lon)
            if to["s12"] >= best[0]:
                continue
            end = (k == 0 and n == 0) or (k == len(points) - 2 and n == steps)
            side: Hand = "left" if turn(to["azi1"], foot["azi2"]) < 0 else "right"
            best = (to["s12"], None if end else side)
    return best
