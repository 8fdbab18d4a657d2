"""Stretches of what is dear to measure, kept cell by cell from one search to the next.

All searches divide the same cells, and most of a case's searches share some sector seen from some
place's edge. What is kept is dropped with all other answers (:mod:`skywitness.reason.work`), and
costs whoever asks for it the same work as measuring it.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence

import numpy as np

from skywitness.aliases import Floats, Indices, Ints
from skywitness.places.measures.distances import Allowed
from skywitness.places.measures.measures import Positional
from skywitness.reason.regions.cells import Cells
from skywitness.reason.work import when_forgetting

TABLES = 48  # what the last so many measures were held against
MOST = 30_000  # cells in each; then they are dropped, and kept anew

Stretches = list[tuple[Floats, Floats]]


class Told:
    """Least and greatest stretches by measure, by what it is held against, and by cell."""

    def __init__(self) -> None:
        """Nothing is known yet."""
        # With the measure, so that no other takes its place while its key is in use.
        self._tables: OrderedDict[Hashable, tuple[Positional, dict[int, complex]]] = OrderedDict()
        when_forgetting(self._tables.clear)

    def stretch(
        self,
        measure: Positional,
        allowed: Sequence[Allowed],
        cells: Ints,
        compute: Callable[[Indices], Stretches],
    ) -> Stretches:
        """As ``measure.stretch``; ``compute`` gives it for cells by their positions."""
        tables = [self._table(measure, each) for each in allowed]
        ids = cells.tolist()
        found = [[table.get(cell) for cell in ids] for table in tables]
        new = sorted({k for row in found for k, pair in enumerate(row) if pair is None})
        if new:
            for table, row, (least, most) in zip(
                tables, found, compute(np.array(new)), strict=True
            ):
                if len(table) + len(new) > MOST:
                    table.clear()
                both = np.empty(len(new), dtype=np.complex128)
                both.real, both.imag = least, most
                for k, pair in zip(new, both.tolist(), strict=True):
                    row[k] = table[ids[k]] = pair
        out = np.array(found, dtype=np.complex128)
        return [(row.real.copy(), row.imag.copy()) for row in out]

    def _table(self, measure: Positional, allowed: Allowed) -> dict[int, complex]:
        key = (measure.key, allowed)
        if key not in self._tables:
            self._tables[key] = measure, {}
            if len(self._tables) > TABLES:
                self._tables.popitem(last=False)
        self._tables.move_to_end(key)
        return self._tables[key][1]


def numbers(cells: Cells) -> Ints:
    """One number for each cell, twice which tells it from its centre."""
    return np.asarray((((cells.level << 3 | cells.face) << 25 | cells.i) << 25 | cells.j) << 1)
