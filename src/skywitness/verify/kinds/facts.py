"""``facts``: one fact said to be so and not to be so; ``pair`` numbers the two demands."""

from __future__ import annotations

from skywitness.aliases import Json
from skywitness.verify.geometry.shapes import Shapes
from skywitness.verify.statements.failure import FailedError


def check(log: Json, _: Shapes) -> None:
    """Check the log; raises :class:`FailedError` when it does not show what it says."""
    one, other = (log["demands"][k] for k in log["pair"])
    if {one["kind"], other["kind"]} != {"fact"} or one["what"] != other["what"]:
        raise FailedError("the two demands are not of one fact")
    if one["value"] is other["value"]:
        raise FailedError("the two demands give the fact one value")
