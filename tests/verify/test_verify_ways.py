"""A place that is there whatever the true shape: the way that shows it, certified and forged."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path

import pytest
from forger import Forger, Json, verdict
from geographiclib.geodesic import Geodesic

import skywitness as sw
from skywitness.claims.casefile.loader import case_from_text
from skywitness.claims.meaning.parts import Constraint
from skywitness.claims.readings import Reader
from skywitness.earth import point
from skywitness.reason.regions.segments import segment
from skywitness.verify.geometry.edges import MEASURES, at_edge

CASE = """
id = "way"
title = "way"
[[moments]]
id = "hit"
[[claims]]
id = "A"
speaker = "a"
says = "hit is 1.00 km inside Syria and hit is outside Turkey"
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("way")
    (folder / "case.toml").write_text(CASE, "utf-8")
    sw.write_certificates(sw.check(folder), folder)
    return folder


def rule(f: Forger) -> tuple[Json, Json]:
    c = f.certificate(verdict("A"))
    return c, c["proof"]["witness"]["somewhere"]["hit"]


def test_the_way_is_certified(made: Path) -> None:
    assert sw.verify_certificates(made).holds
    _, way = rule(Forger(made, made.parent / "copy"))
    assert set(way) == {"near", "far", "of"}


def near_moved_out(f: Forger) -> None:
    c, way = rule(f)
    way["near"] = way["far"]
    f.put(verdict("A"), c)


def far_moved_in(f: Forger) -> None:
    c, way = rule(f)
    way["far"] = way["near"]
    f.put(verdict("A"), c)


def way_through_turkey(f: Forger) -> None:
    c, way = rule(f)
    way["far"] = [35.0, 39.0]
    f.put(verdict("A"), c)


def way_of_the_other_place(f: Forger) -> None:
    c, way = rule(f)
    way["of"] = 2
    f.put(verdict("A"), c)


def number_of_no_demand(f: Forger) -> None:
    c, way = rule(f)
    way["of"] = 7
    f.put(verdict("A"), c)


def number_that_is_none(f: Forger) -> None:
    c, way = rule(f)
    way["of"] = True
    f.put(verdict("A"), c)


def near_left_out(f: Forger) -> None:
    c, way = rule(f)
    del way["near"]
    f.put(verdict("A"), c)


@pytest.mark.parametrize(
    "forge",
    [near_moved_out, far_moved_in, way_through_turkey, way_of_the_other_place, number_of_no_demand,
     number_that_is_none, near_left_out],
)  # fmt: skip
def test_a_forged_way_is_found(made: Path, tmp_path: Path, forge: Callable[[Forger], None]) -> None:
    f = Forger(made, tmp_path)
    forge(f)
    where, why = f.sealed()
    assert where == verdict("A")
    assert why


def test_on_the_way_the_rest_holds_and_the_distance_passes_through_its_range() -> None:
    case = case_from_text(CASE)
    reading, *_ = Reader(case, case.frames[0]).readings([case.claim("A").saying])
    row = [p.constraint for p in reading.parts if isinstance(p.constraint, Constraint)]
    found = segment(row, 0.0)
    assert found is not None
    line = Geodesic.WGS84.InverseLine(found.near[1], found.near[0], found.far[1], found.far[0])
    syria = found.measure
    turkey = next(c.measure for c in row if c.measure.key != syria.key)
    depths = []
    for k in range(201):
        at = line.Position(line.s13 * k / 200)
        spot = point(at["lon2"], at["lat2"])
        low, high = syria.enclose(spot)
        depths.append((float(low[0]), float(high[0])))
        assert turkey.enclose(spot)[0][0] > 0
    assert depths[0][1] <= -1000
    assert depths[-1][0] >= -1000


EDGE = """
id = "edge"
title = "edge"
[[places]]
name = "Waters"
around = "Iran"
width = "12 nm"
[[moments]]
id = "hit"
[[claims]]
id = "A"
speaker = "a"
says = "hit is outside Waters and within 5 nm of the Iranian coast"
"""


@pytest.fixture(scope="module")
def edge(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("edge")
    (folder / "case.toml").write_text(EDGE, "utf-8")
    sw.write_certificates(sw.check(folder), folder)
    return folder


def test_ranges_of_one_edge_are_certified(edge: Path, tmp_path: Path) -> None:
    report = sw.verify_certificates(edge)
    assert report.holds
    assert report.not_certified == []
    _, log = Forger(edge, tmp_path).log("ranges")
    assert [d["measure"] for d in log["demands"]] == ["signed distance", "shore distance"]


@pytest.mark.parametrize("change", ["pair", "place", "shore as lower"])
def test_forged_ranges_of_one_edge_are_found(edge: Path, tmp_path: Path, change: str) -> None:
    f = Forger(edge, tmp_path)
    name, log = f.log("ranges")
    above, below = log["demands"]
    if change == "pair":
        log["pair"] = [1, 0]
    elif change == "place":  # the shape of the shore alone, which is another one
        above["place"] = below["shore"]
    else:  # a shore bounds the edge from above only
        above["allowed"], below["allowed"] = below["allowed"], above["allowed"]
        log["pair"] = [1, 0]
    f.put_log(name, log)
    f.sealed()


def test_what_distances_say_of_an_edge() -> None:
    upper, lower = [9000.0, 100.0, 0.0], [400.0, 100.0, 0.0]
    allowed = {"lower": lower, "upper": upper}
    told = {m: at_edge({"measure": m, "allowed": allowed}, 2000.0, 1.0) for m in MEASURES}
    assert told["signed distance"] == told["distance"] == (2300.0, 11_100.0)
    assert told["shore distance"] == (-math.inf, 11_100.0)
    # Four tolerances down the distance is 0, which everything inside has.
    low, _ = at_edge({"measure": "distance", "allowed": allowed}, 2000.0, 4.0)
    assert low == -math.inf
