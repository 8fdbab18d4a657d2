"""``ranges``: two ranges of one number, one of which ends before the other begins.

``pair`` gives the number of the demand whose lower end lies above the upper end of the second. Both
are on one measure, a distance from one place or a height; what that measures, and any error of the
map, does not matter.
"""

from __future__ import annotations

from skywitness.verify.bands import interval
from skywitness.verify.demands import Json
from skywitness.verify.failure import FailedError
from skywitness.verify.shapes import Shapes

#: What else of a demand makes the number it speaks of.
NUMBER = ("kind", "measure", "place", "shore", "quantity")


def check(log: Json, _: Shapes) -> None:
    """Check the log; raises :class:`FailedError` when it does not show what it says."""
    above, below = (log["demands"][k] for k in log["pair"])
    if above["kind"] not in ("place", "height") or "half_width" in above["allowed"]:
        raise FailedError("the two demands are no ranges")
    if any(above.get(k) != below.get(k) for k in NUMBER):
        raise FailedError("the two ranges are not of one number")
    least, _top = interval(above["allowed"], log["stretch"])
    _bottom, most = interval(below["allowed"], log["stretch"])
    if least <= most:
        raise FailedError(f"the two ranges meet at stretch {log['stretch']:g}")
