"""The map of subsets not yet explored: which sets are still worth asking about.

A set is a bit mask over elements 0 … n-1. Supersets of a set blocked upward and subsets of a set
blocked downward are explored. What is left is found by branching on an element that leaves a
blocked-downward set, and then made as large as the upward blocks allow.
"""

from __future__ import annotations

from collections.abc import Iterator

from skywitness.reason.work import charge

NODES = 256  # search steps charged at once
NODE = 2.0  # units of work that one takes


class Map:
    """Subsets of ``n`` elements, explored or not."""

    def __init__(self, n: int) -> None:
        """A map with nothing explored."""
        self.full = (1 << n) - 1
        self._above: list[int] = []
        self._leave: list[int] = []
        self._nodes = 0

    def block_up(self, mask: int) -> None:
        """Mark a set and all its supersets as explored."""
        self._above = [m for m in self._above if m & mask != mask]
        self._above.append(mask)

    def block_down(self, mask: int) -> None:
        """Mark a set and all its subsets as explored."""
        outside = self.full & ~mask
        self._leave = [u for u in self._leave if u & outside != outside]
        self._leave.append(outside)

    def seed(self) -> int | None:
        """An unexplored set that no element can be added to, or ``None`` when there is none."""
        found = self._search(0, 0)
        if found is None:
            return None
        for bit in bits(self.full & ~found):
            if not self._blocked(found | bit):
                found |= bit
        return found

    def _blocked(self, mask: int) -> bool:
        return any(mask & m == m for m in self._above)

    def _search(self, inside: int, outside: int) -> int | None:
        """A set that holds ``inside``, meets every set that must be left, and is not blocked."""
        self._nodes += 1
        if self._nodes % NODES == 0:
            charge(NODES * NODE)
        if self._blocked(inside):
            return None
        open_ = [u & ~outside for u in self._leave if not u & inside]
        if not open_:
            return inside
        tried = outside
        for bit in bits(min(open_, key=int.bit_count)):
            found = self._search(inside | bit, tried)
            if found is not None:
                return found
            tried |= bit
        return None


def bits(mask: int) -> Iterator[int]:
    """The single bits of a mask, lowest first."""
    while mask:
        bit = mask & -mask
        yield bit
        mask ^= bit
