"""What is remembered of each aircraft from one hour to the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True)
class Memory:
    """One record of numbers for each aircraft; never changed, only replaced."""

    kind: tuple[str, ...]
    """Names of the numbers."""
    place: dict[str, int] = field(default_factory=dict)
    data: npt.NDArray[np.float64] = field(default_factory=lambda: np.zeros((0, 0)))

    def of(self, names: Sequence[str]) -> dict[str, npt.NDArray[np.float64]]:
        """The numbers of aircraft, NaN for those not yet met."""
        out = np.full((len(names), len(self.kind)), np.nan)
        where = np.array([self.place.get(name, -1) for name in names], dtype=np.int64)
        known = where >= 0
        if known.any():
            out[known] = self.data[where[known]]
        return {k: out[:, i].copy() for i, k in enumerate(self.kind)}

    def after(self, names: Sequence[str], values: dict[str, npt.NDArray[Any]]) -> Memory:
        """This memory with the numbers of some aircraft replaced."""
        rows = np.column_stack([np.asarray(values[k], dtype=np.float64) for k in self.kind])
        new = [name for name in names if name not in self.place]
        place = self.place if not new else dict(self.place)
        for name in new:
            place[name] = len(place)
        data = np.full((len(place), len(self.kind)), np.nan)
        if len(self.data):
            data[: len(self.data)] = self.data
        data[[place[name] for name in names]] = rows
        return Memory(self.kind, place, data)
