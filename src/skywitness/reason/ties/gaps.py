"""Bounds on the seconds between moments, kept closed under addition, in exact fractions.

A row with two times of weight one ("b is at most 5 s after a") bounds a difference, and differences
add up along chains (Dechter, Meiri and Pearl 1991). Where nothing but such rows binds times, these
bounds are the best there are, and no linear programme need be solved for them.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from skywitness.reason.ties.linear import Row
from skywitness.reason.work import charge


class Gaps:
    """Upper bounds of ``t(later) - t(earlier)`` over all pairs of moments."""

    def __init__(self, rows: Iterable[Row]) -> None:
        """Take in the rows that bound a difference of two times."""
        self._most: dict[str, dict[str, Fraction]] = {}
        self.empty = False
        rows = list(rows)
        charge(20 + 7 * len(rows))
        for row in rows:
            self.empty = self.empty or (not row.coefs and row.bound < 0)
            ends = difference(row)
            if ends is not None:
                self.add(*ends, row.bound)

    def most(self, later: str, earlier: str) -> Fraction | None:
        """The most seconds that ``later`` comes after ``earlier``; ``None`` without a bound."""
        if later == earlier:
            return Fraction(0)
        return self._most.get(earlier, {}).get(later)

    def ordered(self, first: str, second: str) -> bool:
        """Whether the bounds put a moment not after another."""
        known = self.most(first, second)
        return known is not None and known <= 0

    def add(self, later: str, earlier: str, bound: Fraction) -> bool:
        """Take in one bound; whether it tells anything new. Sets ``empty`` when none is left."""
        for moment in (later, earlier):
            self._most.setdefault(moment, {moment: Fraction(0)})
        known = self._most[earlier].get(later)
        if known is not None and known <= bound:
            return False
        back = self._most[later].get(earlier)
        if back is not None and back + bound < 0:
            self.empty = True
            return True
        into = [(m, x) for m, mine in self._most.items() if (x := mine.get(earlier)) is not None]
        out = list(self._most[later].items())
        for start, first in into:
            mine = self._most[start]
            for goal, last in out:
                total = first + bound + last
                if goal not in mine or total < mine[goal]:
                    mine[goal] = total
        return True


def difference(row: Row) -> tuple[str, str] | None:
    """The moments ``(later, earlier)`` whose difference a row bounds, if it does just that."""
    if len(row.coefs) != 2 or any(v[0] != "t" for v in row.coefs):
        return None
    signs = {x: v[1] for v, x in row.coefs.items() if v[0] == "t"}
    return (signs[Fraction(1)], signs[Fraction(-1)]) if set(signs) == {1, -1} else None
