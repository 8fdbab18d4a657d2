"""``always``: tiles that cover the Earth; in each a demand fails, or all of the claim holds.

``leaves`` maps the number of a demand, or ``holds``, to tiles; ``claim`` are the demands that then
hold for every true shape wherever all of ``demands`` do.
"""

from __future__ import annotations

import numpy as np

from skywitness.aliases import Json
from skywitness.verify.geometry.earth import Flags, Spots
from skywitness.verify.geometry.holding import fails_and_holds
from skywitness.verify.geometry.shapes import Shapes
from skywitness.verify.kinds.leaves import failing, groups, number_of, shown
from skywitness.verify.statements.bands import surely
from skywitness.verify.statements.failure import FailedError


def check(log: Json, shapes: Shapes) -> None:
    """Check the log; raises :class:`FailedError` when it does not show what it says."""
    claim = log["claim"]
    if not claim:
        raise FailedError("the log claims nothing")

    def all_hold(spots: Spots) -> Flags:
        out = np.ones(len(spots), dtype=bool)
        for demand in map(surely, claim):
            out &= fails_and_holds(demand, shapes, spots, log["stretch"])[1]
        return out

    for reason, names in groups(log).items():
        if reason == "holds":
            shown(names, all_hold, "that the claim holds there")
            continue
        demand = number_of(reason, log["demands"])
        shown(
            names,
            failing(demand, shapes, log["stretch"]),
            f"that demand {reason} fails there",
        )
