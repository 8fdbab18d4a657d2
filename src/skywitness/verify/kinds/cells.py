"""``cells``: tiles that cover the Earth, in each of which one demand on a place fails.

``leaves`` maps the number of a demand to the names of the tiles it excludes. All demands are of
one unknown place.
"""

from __future__ import annotations

from skywitness.aliases import Json
from skywitness.verify.geometry.shapes import Shapes
from skywitness.verify.kinds.leaves import failing, groups, number_of, shown


def check(log: Json, shapes: Shapes) -> None:
    """Check the log; raises ``FailedError`` when it does not show what it says."""
    for reason, names in groups(log).items():
        demand = number_of(reason, log["demands"])
        shown(
            names,
            failing(demand, shapes, log["stretch"]),
            f"that demand {reason} fails there at stretch {log['stretch']:g}",
        )
