"""Routes: so far left or right of one, so far along it, near it."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass

from ..drawing import Drawn
from ..earth import Position, direct, distance, inverse, wrap
from ..figure import Line, Shape
from ..worlds import Spot
from .numbers import length_unit, say
from .placesaid import ShapeOf, Wide
from .voices import Voice

#: Metres by which a point of a route may be off its mapped position.
ERROR = 50.0
#: Degrees from a right angle within which a position is not said to be beside a route.
CLEAR = 3.0


@dataclass(frozen=True)
class Beside:
    """Where a position lies from a route: metres off it and along it, left, and beside it."""

    off: float
    along: float
    left: bool
    beside: bool


def beside(start: Position, end: Position, p: Position) -> Beside:
    """How a position lies from the geodesic between two points."""
    line = Line((start, end), closed=False)
    off, foot = Shape(lines=(line,), step=max(1000.0, distance(start, end) / 200)).edge(p)
    along = distance(start, foot)
    if along < 1.0 or distance(foot, end) < 1.0:
        return Beside(off, along, False, False)
    way = inverse(foot, end)[1]
    turned = float(wrap(inverse(foot, p)[1] - way))
    return Beside(off, along, turned < 0, abs(abs(turned) - 90) < CLEAR)


def draw_ends(rng: random.Random, position: Position) -> list[Spot]:
    """Two towns with a position somewhere beside the way between them."""
    way = 10 ** rng.uniform(4.7, 6.2)
    off = way * rng.uniform(0.02, 0.4)
    heading = rng.uniform(0, 360)
    foot = direct(position, heading + 90, off)
    share = rng.uniform(0.2, 0.8)
    ends = direct(foot, heading + 180, way * share), direct(foot, heading, way * (1 - share))
    spots = []
    for name, at in zip(("Town P", "Town Q"), ends, strict=True):
        true = direct(at, rng.uniform(0, 360), ERROR * rng.uniform(0, 0.9))
        spots.append(
            Spot(name, Drawn("point", Shape(points=(at,)), Shape(points=(true,)), ERROR, at))
        )
    return spots


def of_route(
    rng: random.Random, voice: Voice, subject: str, position: Position, ends: list[Spot]
) -> Wide | None:
    """A sentence about a position and the route between two towns."""
    start, end = (s.drawn.true.points[0] for s in ends)
    there = beside(start, end, position)
    if not there.beside or there.off < 2000:
        return None
    route = f'the route from "{ends[0].name}" to "{ends[1].name}"'
    side = "left" if there.left else "right"
    kind = rng.choice(["side", "number", "number", "along", "near"])

    def seen(p: Position, shape_of: ShapeOf) -> Beside:
        a, b = (shape_of(s).points[0] for s in ends)
        return beside(a, b, p)

    if kind == "side":
        words = rng.choice([f"{side} of", f"to the {side} of"])

        def on_side(p: Position, shape_of: ShapeOf) -> float:
            found = seen(p, shape_of)
            return 0.0 if found.left == there.left or not found.beside else math.inf

        return Wide("side of a route", f"{subject} is {words} {route}", "", need=on_side)
    metres = there.along if kind == "along" else there.off
    unit, size = length_unit(rng, metres, voice.miles)
    kinds = ("most",) if kind == "near" else ("plain", "about", "range", "nearly")
    words_ = ("within",) if kind == "near" else None
    said = say(rng, metres, unit, size, voice.signs, kinds=kinds, words=words_, after=False)  # type: ignore[arg-type]
    if said is None:
        return None
    link = {"number": f"{side} of", "along": "along", "near": "of"}[kind]

    def numbered(p: Position, shape_of: ShapeOf) -> float:
        found = seen(p, shape_of)
        if kind == "number" and found.beside and found.left != there.left:
            return math.inf
        return said.kindest(found.along if kind == "along" else found.off)

    return Wide(f"route, {kind}", f"{subject} is {said.text} {link} {route}", said.text,
                need=numbered, ways=said.ways)  # fmt: skip
