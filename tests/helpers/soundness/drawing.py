"""Random places: a mapped shape, and a true one that differs from it by at most a stated error.

A place's stated error bounds displaced land and omitted land. The true shape is
the mapped one with every vertex displaced, as a whole or each for itself, grown or shrunk, or with
an islet that the map left out. Displacing both ends of a geodesic of length L by e displaces its
middle by up to e / cos(L / 2R) (a Jacobi field on a sphere), so displacements are kept below
0.93 e cos(L / 2R); every point of the true edge is then within e of the mapped one and the other
way round (a fiftieth is left for writing geodesics as straight lines), and whoever stands further
than e from the mapped edge is on the same side of both.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from dataclasses import dataclass

from .earth import MEAN_RADIUS, Position, direct, distance, inverse, wrap
from .figure import Area, Line, Shape


@dataclass(frozen=True)
class Drawn:
    """A place as mapped and as it truly is; ``error`` in metres is what the case states.

    ``form`` is how the case gives the shape: "geojson", "wkt", "polygon" or "box" (then with
    ``box`` as west, south, east, north).
    """

    kind: str
    mapped: Shape
    true: Shape
    error: float
    centre: Position
    form: str = "geojson"
    box: tuple[float, float, float, float] | None = None

    @property
    def bend(self) -> float:
        """Metres by which a written edge may leave the geodesic it stands for."""
        return 0.02 * self.error


def star(rng: random.Random, centre: Position, radius: float, vertices: int, style: str) -> Line:
    """An anticlockwise line around ``centre``, every edge seen from it under less than 170 deg.

    Edges of neighbouring bearings cannot cross: a geodesic stays in the wedge of its ends.
    """
    while True:
        cuts = sorted(rng.uniform(0, 360) for _ in range(vertices))
        if style == "circle" or vertices > 12:
            jitter = 0.3 if style != "circle" else 0.0
            cuts = [360.0 * (k + rng.uniform(-jitter, jitter)) / vertices for k in range(vertices)]
        gaps = [b - a for a, b in zip(cuts, [*cuts[1:], cuts[0] + 360], strict=True)]
        if max(gaps) < 170 and min(gaps) > 0.2:
            break
    factor: dict[str, Callable[[], float]] = {
        "circle": lambda: 1.0,
        "rough": lambda: rng.uniform(0.35, 1.0),
        "spiky": lambda: rng.choice([rng.uniform(0.25, 0.4), rng.uniform(0.8, 1.0)]),
    }
    return Line(tuple(direct(centre, -a, radius * factor[style]()) for a in cuts))


def crescent(rng: random.Random, centre: Position, radius: float) -> Line:
    """A concave line: an arc of a ring around ``centre``, which lies outside it."""
    start, width = rng.uniform(0, 360), rng.uniform(90, 310)
    inner = radius * rng.uniform(0.5, 0.85)
    n = max(4, math.ceil(width / rng.uniform(4, 20)))
    outer = [direct(centre, start - width * k / n, radius) for k in range(n + 1)]
    back = [direct(centre, start - width * k / n, inner) for k in range(n, -1, -1)]
    return Line(tuple(outer + back))


def _sampling(*lines: Line) -> float:
    """A sampling step that gives each shape some 300 boundary points."""
    perimeter = sum(distance(a, b) for line in lines for a, b in line.edges)
    return min(20000.0, max(perimeter / 300, 50.0))


def _hole(rng: random.Random, outer: Line, centre: Position) -> Line:
    room = Shape((Area(outer),), step=_sampling(outer)).edge(centre)[0]
    at = direct(centre, rng.uniform(0, 360), room * rng.uniform(0, 0.3))
    style = rng.choice(["circle", "rough"])
    return star(rng, at, room * rng.uniform(0.2, 0.6), rng.randint(6, 40), style)


def _parts(rng: random.Random, centre: Position, radius: float) -> tuple[Area, ...]:
    """Two to five separate stars around ``centre``, the largest of about half the radius."""
    placed: list[tuple[Position, float]] = []
    for _ in range(rng.randint(2, 5)):
        at = direct(centre, rng.uniform(0, 360), radius * rng.uniform(0.2, 1))
        size = radius * rng.uniform(0.05, 0.5)
        if all(distance(at, q) > 1.05 * (size + r) for q, r in placed):
            placed.append((at, size))
    return tuple(
        Area(star(rng, at, size, rng.randint(4, 40), rng.choice(["circle", "rough", "spiky"])))
        for at, size in placed
    )


KINDS = (
    "point",
    "circle",
    "rough",
    "spiky",
    "long edges",
    "crescent",
    "hole",
    "parts",
    "line",
    "dateline",
)


def dateline(rng: random.Random, centre: Position) -> Line:
    """A box with one real edge exactly on the antimeridian, to the side that ``centre`` is on."""
    tall, wide = (10 ** rng.uniform(-1.5, 1) for _ in range(2))
    south = max(-80.0, min(70.0, centre[0]))
    north = south + tall
    if centre[1] >= 0:
        west, east = 180 - wide, 180.0
    else:
        west, east = -180.0, -180 + wide
    return Line(((south, west), (south, east), (north, east), (north, west)))


def degree_box(
    rng: random.Random, centre: Position
) -> tuple[tuple[float, float, float, float], Shape]:
    """A box of parallels and meridians, with the parallels as many short geodesics."""
    tall, wide = (10 ** rng.uniform(-1.5, 1) for _ in range(2))
    south = round(max(-80.0, min(70.0, centre[0])), 3)
    west = round(centre[1], 3)
    north, east = round(south + tall, 3), round(west + wide, 3)
    n = max(1, math.ceil(wide / 0.03))  # leaves the parallel by less than a metre up to 80 degrees
    along = [west + (east - west) * k / n for k in range(n + 1)]
    points = [(south, float(wrap(x))) for x in along]
    points += [(north, float(wrap(x))) for x in reversed(along)]
    outer = Line(tuple(points))
    frame = west, south, float(wrap(east)) if east > 180 else east, north
    return frame, Shape((Area(outer),), step=_sampling(outer))


def draw_mapped(rng: random.Random, kind: str, centre: Position) -> Shape:
    """A mapped shape of one of ``KINDS``, 1 km to 3,000 km across."""
    radius = math.exp(rng.uniform(math.log(500.0), math.log(1.5e6)))
    if kind == "point":
        return Shape(points=(centre,))
    if kind == "line":
        bearing, points = rng.uniform(0, 360), [centre]
        for _ in range(rng.randint(1, 12)):
            bearing += rng.uniform(-50, 50)
            points.append(direct(points[-1], bearing, radius * rng.uniform(0.1, 0.4)))
        line = Line(tuple(points), closed=False)
        return Shape(lines=(line,), step=_sampling(line))
    if kind == "parts":
        areas = _parts(rng, centre, radius)
        return Shape(areas, step=_sampling(*(a.outer for a in areas)))
    if kind == "dateline":
        outer = dateline(rng, centre)
    elif kind == "crescent":
        outer = crescent(rng, centre, radius)
    elif kind == "long edges":
        outer = star(rng, centre, rng.uniform(5e5, 1.5e6), rng.randint(3, 6), "rough")
    else:
        style = rng.choice(["circle", "rough"]) if kind == "hole" else kind
        outer = star(rng, centre, radius, rng.choice([3, 4, 7, 12, 24, 60, 120, 200]), style)
    holes = (_hole(rng, outer, centre),) if kind == "hole" else ()
    return Shape((Area(outer, holes),), step=_sampling(outer, *holes))


def _displaced(shape: Shape, move: Callable[[Position], Position]) -> Shape:
    def moved(line: Line) -> Line:
        return Line(tuple(move(p) for p in line.points), line.closed)

    return Shape(
        tuple(Area(moved(a.outer), tuple(moved(h) for h in a.holes)) for a in shape.areas),
        tuple(moved(line) for line in shape.lines),
        tuple(move(p) for p in shape.points),
        step=shape.step,
    )


def _lines(shape: Shape) -> list[Line]:
    return [line for a in shape.areas for line in (a.outer, *a.holes)] + list(shape.lines)


def draw_true(rng: random.Random, mapped: Shape, error: float, centre: Position) -> Shape:
    """A true shape for which ``error`` is a bound (see the module's text)."""
    longest = max((line.longest for line in _lines(mapped)), default=0.0)
    reach = 0.93 * error * math.cos(longest / 2 / MEAN_RADIUS)
    ways = ["exact", "shift", "jitter"]
    if mapped.areas:
        ways += ["grow", "shrink", "islet"]
    way = rng.choice(ways)
    size = reach * rng.choice([rng.uniform(0, 1), 1.0])
    azimuth = rng.uniform(0, 360)

    if way == "shift":
        return _displaced(mapped, lambda p: direct(p, azimuth, size))
    if way == "jitter":
        return _displaced(mapped, lambda p: direct(p, rng.uniform(0, 360), rng.uniform(0, reach)))
    if way in {"grow", "shrink"}:
        turn = 180.0 if way == "grow" else 0.0

        def outward(p: Position) -> Position:
            return direct(p, inverse(p, centre)[1] + turn, size)

        return _displaced(mapped, outward)
    if way == "islet":
        shore = rng.choice(_lines(mapped)).densified(mapped.step).points
        radius = reach * rng.uniform(0.05, 0.45)
        # Its far side is no further from the mapped shore than the error.
        middle = direct(rng.choice(shore), azimuth, reach - radius)
        islet = Area(star(rng, middle, radius, rng.randint(4, 12), "circle"))
        return Shape((*mapped.areas, islet), mapped.lines, mapped.points, step=mapped.step)
    return mapped


def draw(rng: random.Random, kind: str, centre: Position) -> Drawn:
    """A random place of one of ``KINDS`` at ``centre`` with its stated error and true shape.

    The error runs from 10 m (or a 5,000th of the radius) to 15 km and stays below a tenth of the
    place's radius (a point's: up to 15 km).
    """
    frame = None
    if kind == "box":
        frame, mapped = degree_box(rng, centre)
        centre = mapped.centroid
    else:
        mapped = draw_mapped(rng, kind, centre)
    if kind == "dateline":
        centre = mapped.centroid
    least = max(10.0, mapped.radius / 5000)
    top = 15000.0 if kind == "point" else min(15000.0, max(20.0, mapped.radius / 10))
    error = float(round(math.exp(rng.uniform(math.log(least), math.log(max(least, top))))))
    error = max(error, least)
    form = "box" if frame else rng.choice(["geojson", "wkt", "polygon", "polygon"])
    return Drawn(kind, mapped, draw_true(rng, mapped, error, centre), error, centre, form, frame)
