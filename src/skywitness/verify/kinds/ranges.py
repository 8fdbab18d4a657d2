"""``ranges``: two ranges of one number, one of which ends before the other begins.

``pair`` gives the number of the demand whose lower end lies above the upper end of the second. Both
are on one measure, a distance from one place or a height, or on distances from one shape, a band
around it or its shore, or they are two sectors from one point without a common bearing. What that
measures, and any error of the map, does not matter. Or the first is a speed over the ground and the
second one through the air at the same moment, which the strongest wind cannot make good.
"""

from __future__ import annotations

import math

from skywitness.aliases import Json
from skywitness.claims.meaning.movers import WIND
from skywitness.verify.geometry.edges import MEASURES, at_edge
from skywitness.verify.geometry.shapes import Shapes
from skywitness.verify.statements.bands import interval, opening, turned
from skywitness.verify.statements.failure import FailedError

#: What else of a demand makes the number it speaks of.
NUMBER = ("kind", "measure", "place", "shore", "quantity")


def check(log: Json, shapes: Shapes) -> None:
    """Check the log; raises :class:`FailedError` when it does not show what it says."""
    above, below = (log["demands"][k] for k in log["pair"])
    if above["kind"] not in ("place", "height"):
        raise FailedError("the two demands are no ranges")
    if "half_width" in above["allowed"] or "half_width" in below["allowed"]:
        _of_one_point(above, below, log["stretch"])
        return
    if _wind_apart(above, below):
        least = interval(above["allowed"], log["stretch"])[0] - WIND
        most = interval(below["allowed"], log["stretch"])[1]
    elif all(above.get(k) == below.get(k) for k in NUMBER):
        least = interval(above["allowed"], log["stretch"])[0]
        most = interval(below["allowed"], log["stretch"])[1]
    else:
        least, most = _of_one_edge(above, below, log["stretch"], shapes)
    # Ends that touch may miss each other by their rounding, and prove nothing.
    if least - most <= 16 * math.ulp(max(abs(least), abs(most))):
        raise FailedError(f"the two ranges meet at stretch {log['stretch']:g}")


def _wind_apart(above: Json, below: Json) -> bool:
    """Whether the two are of a speed over the ground and of one through the air."""
    return (above.get("quantity"), below.get("quantity")) == ("groundspeed", "airspeed")


def _of_one_point(one: Json, other: Json, stretch: float) -> None:
    """Two sectors seen from one point, which have no bearing in common."""
    if not all("half_width" in d["allowed"] for d in (one, other)) or any(
        one.get(k) != other.get(k) for k in NUMBER
    ):
        raise FailedError("the two demands are no sectors from one point")
    between = turned(one["allowed"]["centre"], other["allowed"]["centre"])
    if between <= opening(one["allowed"], stretch) + opening(other["allowed"], stretch):
        raise FailedError(f"the two sectors meet at stretch {stretch:g}")


def _of_one_edge(above: Json, below: Json, stretch: float, shapes: Shapes) -> tuple[float, float]:
    """The lower end of the one and the upper end of the other, as distances to one edge."""
    if any(d["kind"] != "place" or d["measure"] not in MEASURES for d in (above, below)):
        raise FailedError("the two ranges are not of one number")
    first, second = (shapes.place(d["place"]) for d in (above, below))
    alike = shapes.places.digest(first) == shapes.places.digest(second)
    if not alike or first.error_m != second.error_m:
        raise FailedError("the two ranges are not of one shape")
    least, _ = at_edge(above, first.buffer_m, stretch)
    _, most = at_edge(below, second.buffer_m, stretch)
    return least, most
