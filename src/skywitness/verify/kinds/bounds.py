"""Bounds on times as steps between moments, added up without rounding.

A step ``[number, end]`` uses one end of a demand on a time. The upper end says that ``later`` comes
at most that much after ``earlier``, the lower end that ``earlier`` comes at most minus that much
after ``later``. A demand without ``earlier`` counts from 1970-01-01T00:00Z, which is written "".
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from skywitness.aliases import Json
from skywitness.verify.statements.bands import exact_reach
from skywitness.verify.statements.failure import FailedError


def total(
    steps: Sequence[Any], demands: Sequence[Json], stretch: float
) -> tuple[str, str, Fraction]:
    """Where a walk along steps begins and ends, and the sum of its bounds in seconds.

    Raises:
        FailedError: the steps do not join, or use an end that is not there or has given way.
    """
    begin = at = None
    sum_ = Fraction(0)
    for number, end in steps:
        if not 0 <= number < len(demands) or demands[number]["kind"] != "time":
            raise FailedError(f"step {number} is no demand on a time")
        demand = demands[number]
        side = demand["allowed"].get(end)
        if end not in ("lower", "upper") or side is None:
            raise FailedError(f"demand {number} has no {end} end")
        beyond = exact_reach(side, stretch)
        nodes = (demand["earlier"] or "", demand["later"])
        start, goal = nodes if end == "upper" else nodes[::-1]
        limit = Fraction(side[0])
        sum_ += (limit if end == "upper" else -limit) + beyond
        if at is not None and start != at:
            raise FailedError("the bounds do not follow one another")
        begin, at = start if begin is None else begin, goal
    if begin is None or at is None:
        raise FailedError("there are no bounds")
    return begin, at, sum_
