"""What ``ask`` allows against a brute force, for places that break naive geometry.

Each scene has a place, a claim about it, and another place to which the distance is asked. For
every ordinary reading the least and greatest distance are sought by trying positions
(:mod:`brute`); the solver's range must hold them, and must not be wider than the map's error,
the solver's resolution and the brute force's own error explain.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Decimal
from itertools import product
from typing import Any

import pytest
from brute import Brute, Offset, ring_grid
from soundness.casefiles import case_of
from soundness.earth import Position, direct
from soundness.figure import Area, Line, Shape
from soundness.phrases import Said
from soundness.run import load

import skywitness as sw

ERROR = 50.0  # stated error of every place here, metres
RESOLUTION = 250.0  # metres below which the solver may stop dividing


def circle(centre: Position, radius: float, n: int = 24, wobble: float = 0.0) -> Line:
    """An anticlockwise line around a centre, its radius varied smoothly by ``wobble``."""
    return Line(
        tuple(
            direct(centre, -360.0 * k / n, radius * (1 + wobble * math.sin(1 + 5.0 * k * k / n)))
            for k in range(n)
        )
    )


def area(outer: Line, *holes: Line, step: float = 3000.0) -> Shape:
    return Shape((Area(outer, holes),), step=step)


@dataclass(frozen=True)
class Scene:
    """A place "Alpha", what is said of it, and the place "Bravo" that is asked for."""

    name: str
    alpha: Shape
    said: Said
    word: str
    bravo: Shape
    side: str = ""


def _said(hedge: str, number: str, unit: str, high: str = "") -> Said:
    return Said(hedge, Decimal(number), Decimal(high) if high else None, unit)


PARTS = Shape(
    (Area(circle((10.0, 95.0), 3e4)), Area(circle((10.9, 95.9), 5e4, 12, 0.2))), step=3000.0
)

SCENES = [
    Scene(
        "southern hemisphere, nautical miles",
        area(circle((-35.0, 20.0), 1.5e5, 7, 0.3)),
        _said("about", "60", "nm"),
        "southeast",
        Shape(points=((-33.0, 27.0),)),
    ),
    Scene(
        "over the antimeridian, miles of either kind",
        area(circle((-17.0, 179.8), 1.2e5, 10, 0.25)),
        _said("", "150", "miles"),
        "west",
        area(circle((-21.0, -176.0), 8e4, 16)),
    ),
    Scene(
        "around a pole",
        area(circle((87.0, 40.0), 9e5, 60, 0.05), step=10000.0),
        _said("", "300", "km", "400"),
        "south-southeast",
        Shape(points=((70.0, -10.0),)),
    ),
    Scene(
        "in a hole",
        area(circle((52.0, 5.0), 2.5e5, 40), circle((52.2, 5.3), 1.2e5, 30)),
        _said("", "40", "km"),
        "",
        Shape(points=((52.9, 5.0),)),
        side="in the hole",
    ),
    Scene(
        "in several parts",
        PARTS,
        _said("nearly", "80", "km"),
        "northeast",
        Shape(points=((14.0, 93.0),)),
    ),
    Scene(
        "an open line over the equator",
        Shape(lines=(Line(((-2.0, -30.0), (1.5, -28.0), (2.0, -24.0)), closed=False),), step=3000),
        _said("some", "90", "mi"),
        "",
        Shape(points=((5.0, -20.0),)),
    ),
    Scene(
        "a point, from far away",
        Shape(points=((60.0, -150.0),)),
        _said("about", "3000", "nm"),
        "southwest",
        area(circle((-30.0, 150.0), 4e5, 12, 0.2), step=10000.0),
    ),
]


def _case(scene: Scene) -> Any:
    places = {"Alpha": scene.alpha, "Bravo": scene.bravo}
    given = []
    if scene.side:
        hull = area(circle((52.2, 5.3), 1.3e5, 30))
        places["Hull"] = hull
        given = ['inside "Hull"']
    if scene.word:
        says = f'encounter is {scene.said.text} {scene.word} of "Alpha"'
    else:
        says = f'encounter is {scene.said.text} from "Alpha"'
    return load(case_of(places, ERROR, [says], given))


def _readings(scene: Scene) -> list[tuple[tuple[str, ...], Offset]]:
    """Words that a reading's name must hold, and what it says."""
    out = []
    anchors = [""]
    if scene.word:
        single = scene.alpha.points and not scene.alpha.areas
        anchors = ["centroid"] if single else ["centroid", "nearest"]
    for (unit, metres), anchor in product(scene.said.units.items(), anchors):
        words = (unit,) if scene.said.unit == "miles" else ()
        if len(anchors) > 1:
            words += (anchor,)
        offset = Offset(scene.alpha, scene.said, metres, scene.word, anchor)
        out.append((words, offset))
    return out


#: Slow scenes; of the antimeridian there is one among the margins, of a point that of the lines.
LONG = ("over the antimeridian, miles of either kind", "a point, from far away")


@pytest.mark.parametrize(
    "scene",
    [pytest.param(s, marks=pytest.mark.long if s.name in LONG else (), id=s.name) for s in SCENES],
)
def test_range_of_a_distance(scene: Scene) -> None:
    answer = sw.as_json(sw.ask(_case(scene), "distance from encounter to Bravo in km", ["C1"]))
    ordinary = [r for r in answer["readings"] if r["kind"] == "ordinary"]
    expected = _readings(scene)
    assert len(ordinary) == len(expected)
    for words, offset in expected:
        (reading,) = [r for r in ordinary if all(w in r["name"] for w in words)]
        assert reading["unit"] == "km"
        offsets = [offset]
        reach = 2.2 * float(scene.said.high or scene.said.low) * offset.unit + scene.alpha.radius
        spacing = reach / 28
        grid, spacing = ring_grid(scene.alpha.centroid, 0, min(reach, 1.9e7), spacing)
        if scene.side:
            offsets.append(Offset(area(circle((52.2, 5.3), 1.3e5, 30)), side="inside"))
        brute = Brute(offsets, grid, spacing)
        lo, hi = reading["possible"][0][0] * 1000, reading["possible"][-1][1] * 1000
        least, greatest = brute.extreme(scene.bravo, 1), brute.extreme(scene.bravo, -1)
        # Outer: what exists is never excluded.
        assert lo <= least.value + 1
        assert hi >= greatest.value - 1
        # Not much wider than what the map's error and the solver's resolution may explain.
        loose = brute.loosely(ERROR + RESOLUTION)
        # (The loose search is itself a try from below: where a bearing from the nearest point
        # jumps it may stop short of the best position by a cell of its grid.)
        room = ERROR + RESOLUTION + (spacing if offset.anchor == "nearest" else 0.0)
        room += 1e-3 * greatest.value  # chords and cells bound long geodesics to a part in 1,000
        assert lo >= loose.extreme(scene.bravo, 1).value - room
        assert hi <= loose.extreme(scene.bravo, -1).value + room


def test_nearest_is_nearest_on_the_earth_not_in_degrees() -> None:
    """At 70 N a degree of longitude is a third of one of latitude."""
    shape = Shape(points=((70.0, 12.0), (71.5, 10.0)))
    at = (70.0, 10.0)
    case = load(case_of({"Alpha": shape}, 10.0, ["encounter is at 70.0000°N 10.0000°E"], []))
    answer = sw.as_json(sw.ask(case, "distance from encounter to Alpha in km", ["C1"]))
    ((lo, hi),) = answer["readings"][0]["possible"]
    true = shape.distance(at) / 1000
    assert true < 77  # the other point is 1.5 degrees and 167 km away
    assert lo <= true <= hi
    assert hi - lo < 0.1


SIDES = [
    (area(circle((52.0, 5.0), 2.5e5, 40), circle((52.2, 5.3), 1.2e5, 30)), (52.2, 5.3), False),
    (area(circle((52.0, 5.0), 2.5e5, 40), circle((52.2, 5.3), 1.2e5, 30)), (50.5, 5.0), True),
    (area(circle((88.0, 40.0), 5e5, 40)), (89.5, -140.0), True),
    (area(circle((-88.0, 40.0), 5e5, 40)), (-89.9, 0.0), True),
    (area(circle((-88.0, 40.0), 5e5, 40)), (-83.5, 40.0), False),
    (area(circle((5.0, 179.9), 2e5, 12)), (5.0, -179.0), True),
    (area(circle((5.0, 179.9), 2e5, 12)), (5.0, 177.5), False),
    (PARTS, (10.9, 95.9), True),
    (PARTS, (10.45, 95.45), False),
    # A long geodesic edge bulges towards the pole: here 7 degrees north of its parallel.
    (area(Line(((50.0, -40.0), (40.0, 0.0), (50.0, 40.0)))), (54.0, 0.0), True),
    (area(Line(((50.0, -40.0), (40.0, 0.0), (50.0, 40.0)))), (61.0, 0.0), False),
]


@pytest.mark.parametrize(("shape", "at", "inside"), SIDES)
def test_inside_and_outside(shape: Shape, at: Position, inside: bool) -> None:
    assert shape.contains(at) == inside  # by the bearings of geographiclib
    ns, ew = "N" if at[0] >= 0 else "S", "E" if at[1] >= 0 else "W"
    where = f"encounter is at {abs(at[0]):.4f}°{ns} {abs(at[1]):.4f}°{ew}"
    says = ['encounter is inside "Alpha"', 'encounter is outside "Alpha"', where]
    case = load(case_of({"Alpha": shape}, ERROR, says, []))
    right, wrong = ("C1", "C2") if inside else ("C2", "C1")
    assert _verdict(case, right, "C3") == "consistent"
    assert _verdict(case, wrong, "C3") == "contradicted"


def _verdict(case: Any, *ids: str) -> str:
    from soundness.run import together

    return str(together(case, list(ids))[0]["verdict"])
