"""``chain``: bounds on times that together keep a claimed time within what is allowed.

``claim`` is one demand on a time; ``upper`` and ``lower`` list steps that bound it from above and
below (``null`` where the claim is open).
"""

from __future__ import annotations

from fractions import Fraction

from skywitness.aliases import Json
from skywitness.verify.geometry.shapes import Shapes
from skywitness.verify.kinds.bounds import total
from skywitness.verify.statements.bands import exact_reach
from skywitness.verify.statements.failure import FailedError


def check(log: Json, _: Shapes) -> None:
    """Check the log; raises :class:`FailedError` when it does not show what it says."""
    (claim,) = log["claim"]
    if claim["kind"] != "time":
        raise FailedError("the claim is not about a time")
    nodes = (claim["earlier"] or "", claim["later"])
    for end, sign in (("upper", 1), ("lower", -1)):
        side = claim["allowed"][end]
        if side is None:
            continue
        beyond = exact_reach(side, log["stretch"])
        if not log.get(end):
            raise FailedError(f"no bounds are given for the claim's {end} end")
        begin, goal, sum_ = total(log[end], log["demands"], log["stretch"])
        if (begin, goal) != (nodes if sign > 0 else nodes[::-1]):
            raise FailedError(f"the bounds for the {end} end are not of the claimed time")
        if sum_ > sign * Fraction(side[0]) + beyond:
            raise FailedError(f"the bounds reach beyond the claim's {end} end")
