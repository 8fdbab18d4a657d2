"""``linear``: times, paths, heights and speeds that cannot all be so, shown by adding up rows.

``moments`` names for each demand on a height whose it is; ``orders`` are moments shown to come one
before the other, each ``{earlier, later, rows}``; ``sum`` are rows, each ``[name, multiplier]``,
that add up to "nothing is less than nothing". Rows are made from the demands by
:mod:`skywitness.verify.motion.rows`.
"""

from __future__ import annotations

from skywitness.aliases import Json
from skywitness.verify.geometry.shapes import Shapes
from skywitness.verify.motion.rows import Table
from skywitness.verify.statements.failure import FailedError


def check(log: Json, _: Shapes) -> None:
    """Check the log; raises :class:`FailedError` when it does not show what it says."""
    table = table_of(log)
    table.contradictory(log["sum"])


def table_of(log: Json) -> Table:
    """The rows of a log, with the orders that it shows.

    Raises:
        FailedError: it does not name a moment for each demand, or does not show an order.
    """
    demands, moments = log["demands"], log["moments"]
    if len(demands) != len(moments) or not all(isinstance(m, str) for m in moments):
        raise FailedError("the moments are not those of the demands")
    table = Table(demands, moments, float(log["stretch"]))
    table.show_orders(log["orders"])
    return table
