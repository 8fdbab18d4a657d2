"""Atolls: islets on a ring, whose centroid lies in the lagoon, on none of them."""

from __future__ import annotations

import random

from ..drawing import Drawn, star
from ..earth import Position, direct
from ..figure import Area, Line, Shape
from ..worlds import Spot


def draw_atoll(rng: random.Random, name: str, centre: Position) -> Spot:
    """Five to ten islets of 200 m to 2 km on a ring of 4 to 40 km, some sides barer than others.

    The true islets are shifted, each for itself or all together, by no more than the stated error.
    """
    ring = 10 ** rng.uniform(3.6, 4.6)
    start = rng.uniform(0, 360)
    bare = rng.uniform(0, 200)  # degrees of reef without an islet
    number = rng.randint(5, 10)
    error = float(round(10 ** rng.uniform(1.0, 2.3)))
    mapped, true = [], []
    together = rng.random() < 0.4
    azimuth, share = rng.uniform(0, 360), rng.uniform(0, 0.9)
    for k in range(number):
        at = direct(centre, start + (360 - bare) * k / number, ring)
        size = min(10 ** rng.uniform(2.0, 3.0), ring / number)
        line = star(rng, at, size, rng.randint(4, 6), rng.choice(["circle", "rough"]))
        off = (azimuth, share) if together else (rng.uniform(0, 360), rng.uniform(0, 0.9))
        moved = Line(tuple(direct(p, off[0], off[1] * error) for p in line.points))
        mapped.append(Area(line))
        true.append(Area(moved))
    step = max(50.0, ring / 100)
    drawn = Drawn("atoll", Shape(tuple(mapped), step=step), Shape(tuple(true), step=step),
                  error, centre, rng.choice(["geojson", "wkt"]))  # fmt: skip
    return Spot(name, drawn)
