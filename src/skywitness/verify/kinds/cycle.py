"""``cycle``: bounds on times that lead back to their beginning with less than nothing left.

``cycle`` lists the steps; see :mod:`skywitness.verify.kinds.bounds`.
"""

from __future__ import annotations

from skywitness.aliases import Json
from skywitness.verify.geometry.shapes import Shapes
from skywitness.verify.kinds.bounds import total
from skywitness.verify.statements.failure import FailedError


def check(log: Json, _: Shapes) -> None:
    """Check the log; raises :class:`FailedError` when it does not show what it says."""
    begin, end, left = total(log["cycle"], log["demands"], log["stretch"])
    if begin != end:
        raise FailedError("the bounds do not close to a cycle")
    if left >= 0:
        raise FailedError(f"the cycle of bounds leaves {float(left):g} s, not less than nothing")
