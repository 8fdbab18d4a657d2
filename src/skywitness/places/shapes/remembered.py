"""Pairs of numbers told of points, kept from one search to the next.

Every search begins with the same large cells and mostly comes down to the same small ones, so the
same points are asked of a shape again and again. What is kept is what would be worked out: what was
asked before changes no result.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from skywitness.aliases import Floats, Indices

MOST = 40_000  # points kept of one shape; then all are dropped, and kept anew


class Remembered:
    """Two numbers for each of the last points (longitude, latitude) asked about."""

    def __init__(self) -> None:
        """Nothing is known yet."""
        self._known: dict[complex, complex] = {}

    def of(
        self, lon: Floats, lat: Floats, compute: Callable[[Indices], tuple[Floats, Floats]]
    ) -> tuple[Floats, Floats]:
        """Both numbers of each point; ``compute`` gives them for points by their positions."""
        points = _pairs(lon, lat).tolist()
        found = [self._known.get(point) for point in points]
        new = [k for k, pair in enumerate(found) if pair is None]
        if new:
            if len(self._known) + len(new) > MOST:
                self._known.clear()
            for k, pair in zip(new, _pairs(*compute(np.array(new))).tolist(), strict=True):
                found[k] = self._known[points[k]] = pair
        out = np.array(found, dtype=np.complex128)
        return out.real.copy(), out.imag.copy()


def _pairs(first: Floats, second: Floats) -> np.ndarray:
    out = np.empty(len(first), dtype=np.complex128)
    out.real, out.imag = first, second
    return out
