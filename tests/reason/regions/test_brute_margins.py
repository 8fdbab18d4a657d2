"""The certified margin against a brute force: the least stretch at which two claims fit.

The first claim gives a distance and compass word from "Alpha", the second a distance from "Bravo"
that does not fit. The least stretch over every joint ordinary reading, found by trying positions,
must lie in the solver's bracket, within what the maps' errors allow.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from itertools import product

import pytest
from brute import Brute, Offset, ring_grid
from soundness.casefiles import case_of
from soundness.figure import Area, Line, Shape
from soundness.phrases import Said
from soundness.run import load, together
from test_brute_ranges import ERROR, PARTS, RESOLUTION, area, circle

import skywitness as sw

BEYOND = 20.0  # past this stretch the solver need not look for the exact margin


@dataclass(frozen=True)
class Pair:
    """Two statements that do not fit at the policy's tolerances."""

    name: str
    alpha: Shape
    first: Said
    word: str
    bravo: Shape
    second: Said


def _said(hedge: str, number: str, unit: str, high: str = "") -> Said:
    return Said(hedge, Decimal(number), Decimal(high) if high else None, unit)


PAIRS = [
    Pair(
        "northern hemisphere, miles",
        area(circle((45.3, 34.4), 1.2e5, 9, 0.3)),
        _said("about", "75", "miles"),
        "southwest",
        area(circle((45.0, 38.5), 1.3e5, 12, 0.2)),
        _said("", "100", "km", "150"),
    ),
    Pair(
        "southern hemisphere over the antimeridian, kilometres",
        area(circle((-41.0, 179.5), 1.0e5, 8, 0.3)),
        _said("about", "200", "km"),
        "north-northwest",
        Shape(points=((-44.0, -178.0),)),
        _said("about", "300", "km"),
    ),
    Pair(
        "around a pole, nautical miles",
        area(circle((-86.0, 100.0), 7e5, 40, 0.05), step=10000.0),
        _said("some", "250", "nm"),
        "east",
        Shape(points=((-75.0, -60.0),)),
        _said("", "600", "nm"),
    ),
    Pair(
        "two islands and a hole",
        PARTS,
        _said("", "100", "km"),
        "west",
        Shape((Area(circle((10.5, 97.5), 9e4, 20), (circle((10.5, 97.5), 4e4, 12),)),), step=3000),
        _said("about", "80", "km"),
    ),
    Pair(
        "a line and a point",
        Shape(lines=(Line(((61.0, 2.0), (62.0, 4.0), (63.5, 4.5)), closed=False),), step=3000.0),
        _said("roughly", "60", "km"),
        "east",
        Shape(points=((61.5, -1.0),)),
        _said("about", "100", "km"),
    ),
]


def _least(pair: Pair) -> tuple[float, float]:
    """The least stretch over the joint readings: found, and at most what a slack explains."""
    single = bool(pair.alpha.points)
    anchors = ["centroid"] if single else ["centroid", "nearest"]
    best, loosest = float("inf"), float("inf")
    units = product(pair.first.units.values(), pair.second.units.values())
    for (unit1, unit2), anchor in product(units, anchors):
        first = Offset(pair.alpha, pair.first, unit1, pair.word, anchor)
        second = Offset(pair.bravo, pair.second, unit2)
        reach = float(pair.first.low) * unit1 + 6 * float(pair.first.tolerance) * unit1
        reach += pair.alpha.radius
        grid, spacing = ring_grid(pair.alpha.centroid, 0, reach, reach / 25)
        brute = Brute([first, second], grid, spacing)
        best = min(best, brute.least_stretch().value)
        loosest = min(loosest, brute.loosely(ERROR + RESOLUTION).least_stretch().value)
    return best, loosest


#: Slow pairs; a pole, a hole and several parts there are among the ranges.
LONG = (
    "northern hemisphere, miles",
    "around a pole, nautical miles",
    "two islands and a hole",
)


@pytest.mark.parametrize(
    "pair",
    [pytest.param(p, marks=pytest.mark.long if p.name in LONG else (), id=p.name) for p in PAIRS],
)
def test_margin_holds_the_least_stretch(pair: Pair) -> None:
    says = [
        f'encounter is {pair.first.text} {pair.word} of "Alpha"',
        f'encounter is {pair.second.text} from "Bravo"',
    ]
    case = load(case_of({"Alpha": pair.alpha, "Bravo": pair.bravo}, ERROR, says, []))
    least, loosest = _least(pair)
    assert loosest > 1  # else the pair shows nothing
    (found,) = together(case, ["C1", "C2"])
    lo, hi = found["margin"]["lo"], found["margin"]["hi"]
    # A position that exists is never excluded; what is witnessed is never better than exists.
    assert lo <= least + 1e-6
    assert hi is None or hi >= loosest - 0.05
    # And the bracket is tight: its lower end is near what the map's error explains.
    # (shown margins are rounded down by 2 % and to tenths)
    assert lo >= min(loosest, BEYOND) * 0.98 - 0.25
    assert found["verdict"] == ("contradicted" if lo > 2 else "strained")


def test_a_coupled_unit_raises_the_margin() -> None:
    """Two "miles" of one printed sentence are one unit; of two sentences they are two words."""
    shape = Shape(points=((45.0, 30.0),))
    other = Shape(points=((45.0, 34.0),))
    says = [
        'encounter is 60 miles from "Alpha"',
        'encounter is 90 miles from "Bravo"',
    ]
    text = case_of({"Alpha": shape, "Bravo": other}, ERROR, says, [])
    free = together(load(text), ["C1", "C2"])[0]["margin"]
    one = text.replace('id = "C1"', 'id = "C1"\nsentence = "s"')
    one = one.replace('id = "C2"', 'id = "C2"\nsentence = "s"')
    coupled = together(load(one), ["C1", "C2"])[0]["margin"]
    # Both nautical is the most favourable way in either case: the sum falls short by 37 km.
    assert free["lo"] == pytest.approx(coupled["lo"], abs=0.02)
    mixed = text.replace("60 miles from", "60 statute miles from")
    settled = together(load(mixed), ["C1", "C2"])[0]["margin"]
    assert settled["lo"] > free["lo"] + 0.5


def test_bearing_asked_of_a_place() -> None:
    """The bearing asked for holds geographiclib's, from the centroid and the nearest point."""
    shape = area(circle((-10.0, 179.7), 1e5, 9, 0.3))
    at = (-12.5, -178.5)
    case = load(case_of({"Alpha": shape}, ERROR, ["encounter is at 12.5000°S 178.5000°W"], []))
    answer = sw.as_json(sw.ask(case, "bearing from Alpha to encounter", ["C1"]))
    expected = {
        "centroid": Offset(shape).shape.centroid,
        "nearest": shape.edge(at)[1],
    }
    from soundness.earth import inverse

    for word, anchor in expected.items():
        (reading,) = [r for r in answer["readings"] if word in r["name"]]
        ((lo, hi),) = reading["possible"]
        bearing = inverse(anchor, at)[1]
        assert lo <= bearing <= hi
        assert hi - lo < 5
