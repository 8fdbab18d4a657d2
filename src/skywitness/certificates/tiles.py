"""Cells as certificates name them."""

from __future__ import annotations

from skywitness.reason.regions.cells import Cells


def tile_names(cells: Cells) -> list[str]:
    """Cells as certificates write them: the face, then a digit for every quartering."""
    out = []
    rows = zip(cells.face.tolist(), cells.level.tolist(), cells.i.tolist(), cells.j.tolist(),
               strict=True)  # fmt: skip
    for face, level, i, j in rows:
        digits = [str(((i >> k) & 1) + 2 * ((j >> k) & 1)) for k in range(level - 1, -1, -1)]
        out.append(str(face) + "".join(digits))
    return out
