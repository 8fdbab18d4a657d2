"""A table of readings with the axes of its plots, as a JSON object."""

from __future__ import annotations

from skywitness.aliases import Json
from skywitness.dossier.words.readingtables import Table


def table_json(table: Table) -> Json:
    """Rows in words, with bars; ``x`` and widths are of 360."""
    return {
        "size": table.size,
        "axes": [
            {"unit": a.unit, "ticks": [{"x": t.x, "words": t.words} for t in a.ticks]}
            for a in table.axes
        ],
        "rows": [
            {
                "readings": list(row.names),
                "kind": row.kind,
                "result": row.result,
                "margin": row.margin,
                "allowed": row.allowed,
                "possible": row.possible,
                "ends": row.ends,
                "bars": None
                if row.bars is None
                else {
                    "allowed": [list(p) for p in row.bars.allowed],
                    "doubled": [list(p) for p in row.bars.doubled],
                    "possible": [list(p) for p in row.bars.possible],
                    "words": row.bars.words,
                },
            }
            for row in table.rows
        ],
    }
