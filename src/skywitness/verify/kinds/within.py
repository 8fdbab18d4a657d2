"""``within``: ranges of one number that leave of it only what a claim allows.

``claim`` is one demand; ``demands`` are those whose ranges together lie in its own. All are on one
number: the same measure of the same thing, or distances from one shape, a band around it or its
shore. What that measures, and any error of the map, does not matter. Of directions one sector lies
in another, whichever way an instrument's north may lie.
"""

from __future__ import annotations

import math

from skywitness.aliases import Json
from skywitness.verify.geometry.edges import MEASURES, at_edge
from skywitness.verify.geometry.shapes import Shapes
from skywitness.verify.motion.rows import ON_LEGS
from skywitness.verify.statements.bands import interval, opening, surely, turned
from skywitness.verify.statements.demands import text_of
from skywitness.verify.statements.failure import FailedError

KINDS = ("place", "height", "separation", *ON_LEGS)


def check(log: Json, shapes: Shapes) -> None:
    """Check the log; raises :class:`FailedError` when it does not show what it says."""
    (claim,) = log["claim"]
    demands, stretch = log["demands"], log["stretch"]
    if not demands or any(d["kind"] not in KINDS for d in (claim, *demands)):
        raise FailedError("these are no ranges of a number")
    if all(_number(d) == _number(claim) for d in demands):
        if "half_width" in claim["allowed"]:
            _in_sector(demands, claim, stretch)
            return
        bounds = [interval(d["allowed"], stretch) for d in demands]
        low, high = interval(claim["allowed"], stretch)
    else:
        bounds, (low, high) = _to_edge(demands, claim, stretch, shapes)
    if max(b[0] for b in bounds) < low or min(b[1] for b in bounds) > high:
        raise FailedError("the ranges reach beyond what is claimed")


def _number(demand: Json) -> str:
    """What the number is measured on: all of a demand but what it allows."""
    rest = {k: v for k, v in demand.items() if k != "allowed"}
    if demand["kind"] == "separation":
        rest |= dict(zip(("first", "second"), sorted((rest["first"], rest["second"])), strict=True))
    rest["sector"] = "half_width" in demand["allowed"]
    return text_of(rest)


def _in_sector(demands: list[Json], claim: Json, stretch: float) -> None:
    allowed = surely(claim)["allowed"]
    for demand in demands:
        off = turned(demand["allowed"]["centre"], allowed["centre"])
        if off + opening(demand["allowed"], stretch) <= opening(allowed, stretch):
            return
    raise FailedError("no sector lies in the one that is claimed")


def _to_edge(
    demands: list[Json], claim: Json, stretch: float, shapes: Shapes
) -> tuple[list[tuple[float, float]], tuple[float, float]]:
    """The ranges of demands, and of the claim, as distances to one edge."""
    every = (claim, *demands)
    if any(d["kind"] != "place" or d["measure"] not in MEASURES for d in every):
        raise FailedError("the ranges are not of one number")
    if claim["measure"] == "shore distance":
        raise FailedError("no distance to an edge says how far the shore is")
    places = [shapes.place(d["place"]) for d in every]
    digests = {shapes.places.digest(place) for place in places}
    errors = {math.inf if place.error_m is None else place.error_m for place in places}
    if len(digests) > 1 or len(errors) > 1:
        raise FailedError("the ranges are not of one shape")
    bounds = [at_edge(d, p.buffer_m, stretch) for d, p in zip(every, places, strict=True)]
    return bounds[1:], bounds[0]
