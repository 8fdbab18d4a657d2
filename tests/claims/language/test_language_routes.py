"""Routes: left and right of them, along and off them; what that excludes, certificates."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from geographiclib.geodesic import Geodesic
from said import certified

import skywitness as sw
from skywitness.claims.casefile.loader import case_from_text
from skywitness.claims.language.atoms.place.route import BesideAtom
from skywitness.claims.language.grammar import language, parse
from skywitness.claims.readings import Reader
from skywitness.earth import Discs
from skywitness.errors import LanguageError, SkywitnessError
from skywitness.places.measures.alongroute import AlongRoute
from skywitness.places.place import Place
from skywitness.places.route import between, legs_of

WGS84 = Geodesic.WGS84
#: An east-west route along 45 N (nearly), and one with a corner.
HEAD = """
id = "t"
title = "t"
[[moments]]
id = "hit"
[[places]]
name = "Alpha"
coordinates = "45.0 N, 30.0 E"
error = "200 m"
[[places]]
name = "Bravo"
coordinates = "45.0 N, 34.0 E"
error = "200 m"
[[places]]
name = "Charlie"
coordinates = "48.0 N, 34.0 E"
error = "200 m"
[[places]]
name = "R-1"
route = ["Alpha", "Bravo"]
[[places]]
name = "Dogleg"
route = ["Alpha", "Bravo", "48.0 N, 34.0 E"]
"""


def text(*says: str, premise: bool = False) -> str:
    rows = HEAD
    for n, each in enumerate(says):
        rows += f'[[claims]]\nid = "C{n}"\nspeaker = "s{n}"\nsays = "{each}"\n'
        if premise and n:
            rows += 'follows_from = ["C0"]\n'
    return rows


def verdict(*says: str) -> str:
    case = case_from_text(text(*says))
    return sw.together(case, [f"C{n}" for n in range(len(says))])[0].verdict.verdict


NORTH, SOUTH = "hit is at 45.300 N, 32.000 E", "hit is at 44.700 N, 32.000 E"
BEHIND, BEYOND = "hit is at 45.100 N, 29.000 E", "hit is at 45.100 N, 35.000 E"
ROUTE = "the route from Alpha to Bravo"


@pytest.mark.parametrize(
    ("says", "where", "expected"),
    [
        (f"hit is left of {ROUTE}", NORTH, "consistent"),
        (f"hit is left of {ROUTE}", SOUTH, "contradicted"),
        (f"hit is right of {ROUTE}", SOUTH, "consistent"),
        (f"hit is to the right of {ROUTE}", NORTH, "contradicted"),
        (f"hit is on the left-hand side of {ROUTE}", NORTH, "consistent"),
        ("hit is left of the route from Bravo to Alpha", SOUTH, "consistent"),
        ("hit is left of the route from Bravo to Alpha", NORTH, "contradicted"),
        (f"hit is about 30 km left of {ROUTE}", NORTH, "consistent"),
        (f"hit is about 30 km left of {ROUTE}", SOUTH, "contradicted"),
        (f"hit is about 90 km left of {ROUTE}", NORTH, "contradicted"),
        (f"hit is up to 40 km left of {ROUTE}", NORTH, "consistent"),
        (f"hit is within 40 km left of {ROUTE}", SOUTH, "contradicted"),
        (f"hit is more than 40 km left of {ROUTE}", NORTH, "contradicted"),
        (f"hit is left of {ROUTE}", BEHIND, "contradicted"),
        (f"hit is left of {ROUTE}", BEYOND, "contradicted"),
        (f"hit is not left of {ROUTE}", NORTH, "contradicted"),
        (f"hit is not left of {ROUTE}", SOUTH, "consistent"),
        (f"hit is not left of {ROUTE}", BEHIND, "consistent"),
        (f"hit is not left of {ROUTE}", BEYOND, "consistent"),
        (f"hit is about 160 km along {ROUTE}", NORTH, "consistent"),
        (f"hit is about 60 km along {ROUTE}", NORTH, "contradicted"),
        ("hit is 160 km along the route from Bravo to Alpha", NORTH, "consistent"),
        (f"hit is at least 100 km along {ROUTE}", NORTH, "consistent"),
        (f"hit is at most 100 km along {ROUTE}", NORTH, "contradicted"),
        (f"hit is within 40 km of {ROUTE}", NORTH, "consistent"),
        (f"hit is within 40,5 km of {ROUTE}", NORTH, "consistent"),
        (f"hit is within 20,500 m of {ROUTE}", NORTH, "contradicted"),
        (f"hit is 40 km off {ROUTE}", NORTH, "contradicted"),
        ("hit is about 30 km left of R-1", NORTH, "consistent"),
        ("hit is left of R-1", SOUTH, "contradicted"),
        ("hit is 160 km along R-1", SOUTH, "consistent"),
        ("hit is about 30 km from R-1", NORTH, "consistent"),
    ],
)
def test_beside_along_and_off_a_route(says: str, where: str, expected: str) -> None:
    assert verdict(says, where) == expected


@pytest.mark.parametrize(
    ("says", "where", "expected"),
    [
        ("hit is left of Dogleg", "hit is at 45.5 N, 33.0 E", "consistent"),
        ("hit is right of Dogleg", "hit is at 44.5 N, 33.0 E", "consistent"),
        ("hit is right of Dogleg", "hit is at 46.5 N, 34.5 E", "consistent"),
        ("hit is right of Dogleg", "hit is at 44.8 N, 34.3 E", "consistent"),  # at the corner
        ("hit is left of Dogleg", "hit is at 44.8 N, 34.3 E", "contradicted"),
        ("hit is right of Dogleg", "hit is at 46.5 N, 33.5 E", "contradicted"),
        # 315 km to the corner, then 111 km on.
        ("hit is 426 km along Dogleg", "hit is at 46.0 N, 34.3 E", "consistent"),
        ("hit is 326 km along Dogleg", "hit is at 46.0 N, 34.3 E", "contradicted"),
    ],
)
def test_a_route_with_a_corner(says: str, where: str, expected: str) -> None:
    assert verdict(says, where) == expected


def test_what_fails_beside_one_leg_may_hold_beside_another() -> None:
    case = case_from_text(text("hit is at 46.5 N, 34.5 E", "hit is right of Dogleg", premise=True))
    found = sw.check(case, conflicts_s=0.001)
    (inferred,) = [i for c in found.claims for _, i in c.inference]
    assert inferred.result in ("open", "follows")


@pytest.mark.parametrize(
    "pair",
    [
        (f"hit is 160 km along {ROUTE}", f"hit is 260 km along {ROUTE}"),
        (f"hit is 30 km left of {ROUTE}", f"hit is right of {ROUTE}"),
        (f"hit is 30 km left of {ROUTE}", f"hit is not left of {ROUTE}"),
        (f"hit is 900 km along {ROUTE}", f"hit is within 900 km of {ROUTE}"),
        (f"hit is 160 km along {ROUTE}", "hit is within 20 km of Alpha"),
    ],
)
def test_certificates_of_routes_hold(pair: tuple[str, str], tmp_path: Path) -> None:
    (tmp_path / "case.toml").write_text(text(*pair), encoding="utf-8")
    found = sw.check(tmp_path, together=[["C0", "C1"]], conflicts_s=0.001)
    assert [f.verdict.verdict for f in found.together] == ["contradicted"]
    folder = sw.write_certificates(found, tmp_path)
    listed = json.loads((folder / "manifest.json").read_bytes())["certificates"]
    assert all(entry["certified"] for entry in listed), listed
    assert sw.verify_certificates(folder).failed is None


def _point(name: str, lat: float, lon: float, error: float = 0.0) -> Place:
    made = parse(f"hit is at {abs(lat)} {'N' if lat >= 0 else 'S'}, "
                 f"{abs(lon)} {'E' if lon >= 0 else 'W'}")  # fmt: skip
    place = made.clauses[0].atom.place.coordinates.place()  # type: ignore[attr-defined]
    return Place(name, name, "point", place.geometry, error, "", "", "", "")


@pytest.mark.parametrize("error", [0.0, 5_000.0])
def test_the_way_along_encloses_what_geographiclib_finds_for_every_leg_within_the_error(
    error: float,
) -> None:
    random = np.random.default_rng(7)
    for _ in range(60):
        lat, lon = random.uniform(-75, 75), random.uniform(-180, 180)
        way, length = random.uniform(0, 360), random.uniform(100e3, 3000e3)
        end = WGS84.Direct(lat, lon, way, length)
        ends = (("A", lat, lon), ("B", end["lat2"], end["lon2"]))
        points = [_point(name, round(y, 4), round(x, 4), error) for name, y, x in ends]
        (leg,) = between("r", points)
        off, along = random.uniform(-800e3, 800e3), random.uniform(-500e3, 3500e3)
        radius = 10 ** random.uniform(0, 5)

        def moved(lat: float, lon: float, by: float) -> tuple[float, float]:
            to = WGS84.Direct(lat, lon, random.uniform(0, 360), by * random.uniform())
            return to["lat2"], to["lon2"]

        (a, b), (c, d) = leg.line.geometry.coords
        start, stop = moved(b, a, error), moved(d, c, error)
        true = WGS84.InverseLine(*start, *stop)
        foot = true.Position(along)
        spot = WGS84.Direct(foot["lat2"], foot["lon2"], foot["azi2"] + 90, off)
        centre = moved(spot["lat2"], spot["lon2"], radius)
        disc = Discs(np.array([centre[1]]), np.array([centre[0]]), np.array([radius]))
        (low,), (high,) = AlongRoute(leg.line).enclose(disc)
        assert low <= along <= high
        assert error or high - low < 2.2 * radius + 5


def test_what_is_no_route_is_refused_with_a_remedy() -> None:
    with pytest.raises(SkywitnessError, match="no route"):
        verdict("hit is left of Alpha")
    with pytest.raises(SkywitnessError, match="is an area"):
        verdict("hit is left of the route from Ukraine to Bravo")
    with pytest.raises(SkywitnessError, match="a leg of a route"):
        verdict("hit is left of the route from Alpha to 45.001 N, 30.0 E")
    with pytest.raises(LanguageError) as caught:
        parse("hit is 30 km leftish of R-1")
    assert language().fault(caught.value.nearest or "") is None


def test_a_route_of_a_case_has_the_errors_of_its_points() -> None:
    case = case_from_text(text("hit is left of R-1"))
    place = case.place_finder.find_in(case.frames[0])("R-1")[0].place
    assert place.kind == "route"
    assert 200 <= (place.error_m or 0) < 230
    (leg,) = legs_of(place)
    assert leg.length == pytest.approx(315_300, abs=500)


def test_a_town_of_a_route_in_a_case_is_a_disc() -> None:
    rows = text().replace('route = ["Alpha", "Bravo"]', 'route = ["Sevastopol", "Odesa"]')
    case = case_from_text(rows)
    finder = case.place_finder.find_in(case.frames[0])
    centre, edge = (extent.place for extent in finder("Odesa"))
    assert (centre.buffer_m, centre.error_m) == (0.0, 500.0)
    assert (finder("R-1")[0].place.error_m or 0.0) >= (edge.error_m or 0.0) + edge.buffer_m


@pytest.mark.parametrize("other", ["from Sevastopol to Odesa", "from Odesa to Sevastopol"])
def test_one_route_has_one_reading_of_its_towns_whoever_tells_of_it(other: str) -> None:
    says = ("hit is 30 km left of the route from Sevastopol to Odesa",
            f"hit is within 9 km of the route {other}")  # fmt: skip
    case = case_from_text(text(*says))
    reader = Reader(case, case.frames[0])
    both = reader.readings([case.claim("C0").saying, case.claim("C1").saying])
    assert len(list(both)) == 4  # two extents of each town


def test_both_sides_of_a_route_between_towns_exclude_each_other() -> None:
    route = "the route from Sevastopol to Odesa"
    assert verdict(f"hit is 3 km left of {route}", f"hit is 5 km right of {route}") == (
        "contradicted"
    )


@pytest.mark.parametrize(
    "says",
    [
        "hit is inside R-1",
        "hit is outside Dogleg",
        "hit is 3 km inside R-1",
        "Falcon never enters R-1",
        "Falcon is inside R-1 for 3 minutes",
        "Falcon enters Dogleg at 09:00 UTC on 1 May 2020",
        "Falcon stays in R-1",
        "Falcon leaves R-1",
    ],
)
def test_nothing_is_inside_a_line(says: str) -> None:
    with pytest.raises(SkywitnessError, match="nothing is inside or outside a line"):
        verdict(says)


@pytest.mark.parametrize(
    ("tail", "words", "further"),
    [
        (" and Burgas", 4, 0),
        (" and Burgas and 44.0 N, 32.0 E", 5, 0),
        (" and impact is 5 km from Odesa", 3, 1),
        (" and Burgas and impact is 5 km from Odesa", 4, 1),
        (" and 12 km from Odesa", 3, 1),
    ],
)
def test_what_follows_the_corners_of_a_route_is_no_corner(
    tail: str, words: int, further: int
) -> None:
    first, *rest = parse(
        f"encounter is left of the route from Odesa to Istanbul via Varna{tail}"
    ).clauses
    assert isinstance(first.atom, BesideAtom)
    assert len(first.atom.route.points) == words
    assert len(rest) == further


DOGLEG = "the route from Alpha to 48.0 N, 34.0 E via Bravo"


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (f"hit is not left of {DOGLEG}", f"hit is 30 km left of {DOGLEG}", "contradicted"),
        # Inside the corner it is left of both legs, outside it right of both, or past their ends.
        (f"hit is not left of {DOGLEG}", "hit is 45.5 N, 33.0 E", "contradicted"),
        (f"hit is not left of {DOGLEG}", "hit is 44.5 N, 33.0 E", "consistent"),
        (f"hit is not left of {DOGLEG}", "hit is 46.5 N, 35.0 E", "consistent"),
        (f"hit is not within 30 km of {DOGLEG}", "hit is 45.1 N, 32.0 E", "contradicted"),
        (f"hit is not within 30 km of {DOGLEG}", "hit is 46.0 N, 32.0 E", "consistent"),
        (f"hit is not within 30 km of {DOGLEG}", f"hit is within 20 km of {DOGLEG}",
         "contradicted"),
    ],
)  # fmt: skip
def test_a_route_with_corners_is_denied(one: str, other: str, expected: str) -> None:
    assert verdict(one, other) == expected


def test_a_route_of_many_legs_is_denied_too() -> None:
    via = " and ".join(f"{45 + k / 10} N, {31 + k / 2} E" for k in range(5))
    says = f"hit is not left of the route from Alpha to Charlie via {via}"
    assert verdict(says, "hit is 44.5 N, 32.0 E") == "consistent"
    assert verdict(says, "hit is 47.0 N, 33.0 E") == "contradicted"


ZIGZAG = "the route from 46.0 N, 30.0 E to 43.0 N, 35.0 E via 46.0 N, 35.0 E and 43.0 N, 30.0 E"
HAIRPIN = "the route from 44.0 N, 30.0 E to 44.0 N, 30.05 E via 44.0 N, 33.0 E"
RIGHT_TURN = "the route from Alpha to 44.3 N, 38.0 E via Bravo"


@pytest.mark.parametrize(
    ("says", "expected"),
    [
        # Right of the nearest leg, and left of one 300 km away.
        ([f"hit is 11 km right of {ZIGZAG}", f"hit is not left of {ZIGZAG}",
          "hit is at 45.9 N, 32.0 E"], "consistent"),
        ([f"hit is not left of {ZIGZAG}", "hit is at 45.9 N, 32.0 E"], "consistent"),
        ([f"hit is not right of {ZIGZAG}", "hit is at 46.2 N, 32.0 E"], "consistent"),
        # Left of the way out, right of the way back, and the other way round.
        ([f"hit is right of {HAIRPIN}", "hit is at 44.5 N, 31.5 E"], "consistent"),
        ([f"hit is not left of {HAIRPIN}", "hit is at 44.5 N, 31.5 E"], "consistent"),
        ([f"hit is not left of {HAIRPIN}", "hit is at 43.5 N, 31.5 E"], "consistent"),
        ([f"hit is not left of {HAIRPIN}", "hit is at 44.0 N, 28.0 E"], "consistent"),
        # Where it turns right, the outer side of the corner is of neither leg for who says so.
        ([f"hit is not left of {RIGHT_TURN}", "hit is at 45.9 N, 34.05 E"], "consistent"),
        ([f"hit is not left of {RIGHT_TURN}", "hit is at 45.3 N, 31.0 E"], "contradicted"),
        ([f"hit is not left of {RIGHT_TURN}", "hit is at 60.0 S, 150.0 W"], "consistent"),
    ],
)  # fmt: skip
def test_what_is_not_left_may_be_right_of_any_one_leg(says: list[str], expected: str) -> None:
    assert verdict(*says) == expected


def test_what_is_denied_of_a_route_with_corners_is_verified(tmp_path: Path) -> None:
    found = certified(
        tmp_path, HEAD,
        [[f"hit is not left of {RIGHT_TURN}", "hit is at 45.3 N, 31.0 E"],
         [f"hit is not left of {ZIGZAG}", "hit is at 45.9 N, 32.0 E"]],
    )  # fmt: skip
    assert found == ["contradicted", "consistent"]
