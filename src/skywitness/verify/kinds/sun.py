"""``sun``: a place and a time that leave the sun nowhere that it is said to stand.

``upper`` and ``lower`` are steps that bound the time of the moment from 1970 on. The tiles of
``leaves`` cover the Earth; each lies in the entry of a demand on the place that fails there, or of
``sun``, where at no time between the bounds the demands on the sun can all hold. ``moments`` names
for each demand the place that it is about.
"""

from __future__ import annotations

import math

import numpy as np

from skywitness.aliases import Json
from skywitness.verify.geometry.earth import Flags, Spots
from skywitness.verify.geometry.shapes import Shapes
from skywitness.verify.geometry.sun import may_and_must
from skywitness.verify.kinds.bounds import total
from skywitness.verify.kinds.leaves import failing, groups, number_of, shown
from skywitness.verify.statements.failure import FailedError

#: Seconds of the longest span of time, and of one look at it.
LONGEST, LOOK = 130_000.0, 600.0
#: Seconds that the rounding of a bound to a float may come to.
ROUNDING = 1e-3


def check(log: Json, shapes: Shapes) -> None:
    """Check the log; raises :class:`FailedError` when it does not show what it says."""
    demands, stretch = log["demands"], log["stretch"]
    if len(log["moments"]) != len(demands):
        raise FailedError("the moments are not those of the demands")
    suns = [d for d in demands if d["kind"] == "sun"]
    about = {(d["spot"], d["moment"]) for d in suns}
    if len(about) != 1:
        raise FailedError("the demands on the sun are not of one place and moment")
    ((spot, moment),) = about
    first, last = _bounds(log, moment)
    for reason, names in groups(log).items():
        if reason == "sun":
            shown(names, lambda spots: ~_can(suns, spots, first, last, stretch),
                  "that the sun does not stand as is said")  # fmt: skip
            continue
        demand = number_of(reason, demands)
        if demand["kind"] != "place" or log["moments"][int(reason)] != spot:
            raise FailedError(f"demand {reason} is not about the place under the sun")
        shown(names, failing(demand, shapes, stretch), f"that demand {reason} fails there")


def _bounds(log: Json, moment: str) -> tuple[float, float]:
    """Seconds since 1970 between which the moment was."""
    found = []
    for end, nodes in (("lower", (moment, "")), ("upper", ("", moment))):
        begin, goal, sum_ = total(log[end], log["demands"], log["stretch"])
        if (begin, goal) != nodes:
            raise FailedError(f"the bounds for the {end} end are not of the moment")
        found.append(float(sum_))
    first, last = -found[0] - ROUNDING, found[1] + ROUNDING
    if not first <= last <= first + LONGEST:
        raise FailedError("the time is not bounded to a day and a half")
    return first, last


def _can(suns: list[Json], spots: Spots, first: float, last: float, stretch: float) -> Flags:
    """Discs over which at some time between the bounds all demands may hold."""
    count = max(1, math.ceil((last - first) / LOOK))
    half = (last - first) / count / 2
    out = np.zeros(len(spots), dtype=bool)
    for k in range(count):
        todo = np.flatnonzero(~out)
        if not len(todo):
            break
        here = spots.take(todo)
        seconds = first + (2 * k + 1) * half
        each = [may_and_must(sun, here, seconds, half, stretch)[0] for sun in suns]
        out[todo] = np.logical_and.reduce(each)
    return out
