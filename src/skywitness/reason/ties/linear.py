"""Systems of linear inequalities: a point that meets them, or a proof in exact fractions.

Floating point only finds the answer. That there is none is shown by multipliers of a few rows whose
sum reads "nothing is less than nothing" (Farkas), and a bound by multipliers whose sum is that
bound; both are solved for again in fractions, so neither owes anything to rounding.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Literal

import numpy as np

from skywitness.claims.meaning.spots import Spot
from skywitness.places.measures.measures import ScalarQuantity
from skywitness.reason.ties.programs import Columns, columns, least
from skywitness.reason.work import charge

#: Metres of height of a place by what it is counted from, and of the surface there.
HEIGHTS: dict[ScalarQuantity, Literal["h", "g", "p", "q", "e"]] = {
    "altitude": "h",
    "height": "g",
    "pressure altitude": "p",
    "indicated altitude": "q",
    "surface": "e",
}

#: A time of a moment, metres of path of an object up to a moment, metres of height of a place, the
#: pressure altitude of the sea, metres of the straight line between two places.
Var = (
    tuple[Literal["t"], str]
    | tuple[Literal["s"], str, str]
    | tuple[Literal["h", "g", "p", "q", "e"], Spot]
    | tuple[Literal["air"], str]
    | tuple[Literal["l"], Spot, Spot]
)

#: What counts as met while searching, in seconds and metres; exactness comes after.
ALMOST = 1e-6
_TINY = 1e-9


@dataclass(frozen=True)
class Row:
    """``sum(coefs[v] * v) <= bound``; ``source`` numbers the part it comes from, -1 for none."""

    coefs: Mapping[Var, Fraction]
    bound: Fraction
    source: int = -1
    label: str = ""


@dataclass(frozen=True)
class Proof:
    """Rows with multipliers (all positive) whose sum bounds what was asked."""

    rows: tuple[tuple[Row, Fraction], ...]

    @property
    def sources(self) -> tuple[int, ...]:
        """The parts that the rows come from, each once."""
        return tuple(sorted({row.source for row, _ in self.rows if row.source >= 0}))


class System:
    """Rows over free variables."""

    def __init__(self, rows: Sequence[Row]) -> None:
        """Number the variables."""
        #: A row without variables that does not hold.
        self.never = next((row for row in rows if not row.coefs and row.bound < 0), None)
        self.rows = [row for row in rows if row.coefs]
        self.vars = sorted({v for row in self.rows for v in row.coefs})
        at = {v: k for k, v in enumerate(self.vars)}
        self._known = frozenset(at)
        charge(20 + 4 * len(self.rows))
        self._at, self._size = at, len(self.rows) * len(self.vars)

    @cached_property
    def _columns(self) -> Columns:
        entries: list[list[tuple[int, float]]] = [[] for _ in self.vars]
        for r, row in enumerate(self.rows):
            for v, coef in row.coefs.items():
                if coef:
                    entries[self._at[v]].append((r, coef.numerator / coef.denominator))
        return columns(entries, len(self.rows))

    @cached_property
    def _b(self) -> np.ndarray:
        bounds = (row.bound for row in self.rows)
        return np.array([bound.numerator / bound.denominator for bound in bounds])

    def _least(self, cost: np.ndarray) -> tuple[np.ndarray, np.ndarray] | None:
        """Where ``cost`` is least under the rows, and their multipliers there."""
        charge(1000 + 0.3 * self._size)
        return least(cost, self._columns, self._b, np.full(len(self.vars), -np.inf))

    def point(self) -> dict[Var, float] | None:
        """Values that meet every row within :data:`ALMOST`, or ``None``."""
        if self.never is not None:
            return None
        if all(sorted(row.coefs.values()) == [-1, 1] for row in self.rows):
            return self._spaced()
        found = self._elastic()
        return None if found is None or found[0] > ALMOST else found[1]

    def least(self, target: Mapping[Var, float]) -> dict[Var, float] | None:
        """Values that meet every row and make a sum least; any that do where none is least."""
        if self.never is not None:
            return None
        if not self.rows:
            return {}
        cost = np.array([target.get(v, 0.0) for v in self.vars])
        found = self._least(cost)
        if found is None:
            return self.point()
        return dict(zip(self.vars, found[0].tolist(), strict=True))

    def refuted(self) -> Proof | None:
        """A proof that no values meet every row, or ``None`` where none is found."""
        if self.never is not None:
            return Proof(((self.never, Fraction(1)),))
        found = self._elastic()
        if found is None or found[0] <= ALMOST:
            return None
        return self._combination(found[2], {})

    def at_most(self, target: Mapping[Var, Fraction]) -> tuple[Fraction, Proof] | None:
        """A proven upper bound of a linear expression, or ``None`` where there is none."""
        if not target:
            return Fraction(0), Proof(())
        if not self._known.issuperset(target):
            return None
        cost = np.array([-float(target.get(v, 0)) for v in self.vars])
        found = self._least(cost)
        if found is None:
            return None
        proof = self._combination(found[1], target)
        if proof is None:
            return None
        return sum((row.bound * y for row, y in proof.rows), Fraction(0)), proof

    def _spaced(self) -> dict[Var, float] | None:
        """Values where all rows bound differences: shortest ways in a graph (Bellman and Ford)."""
        ends = [sorted(row.coefs, key=lambda v: row.coefs[v]) for row in self.rows]
        bounds = [float(row.bound) for row in self.rows]
        values = dict.fromkeys(self.vars, 0.0)
        for _ in range(len(self.vars) + 1):
            done = True
            for (low, high), bound in zip(ends, bounds, strict=True):
                if values[high] > values[low] + bound + ALMOST:
                    values[high], done = values[low] + bound, False
            if done:
                return values
        return None

    def _elastic(self) -> tuple[float, dict[Var, float], np.ndarray] | None:
        """Least common relaxation of the rows, the point there, and the rows' multipliers."""
        if not self.rows:
            return 0.0, {}, np.zeros(0)
        n = len(self.vars)
        charge(1000 + 0.3 * (self._size + len(self.rows)))
        found = self._given_way
        if found is None:
            return None
        x, multipliers = found
        return float(x[n]), dict(zip(self.vars, x[:n].tolist(), strict=True)), multipliers

    @cached_property
    def _given_way(self) -> tuple[np.ndarray, np.ndarray] | None:
        """Solved once, for both who seeks a point and who seeks a proof that there is none."""
        n = len(self.vars)
        floor = np.r_[np.full(n, -np.inf), 0.0]
        return least(np.r_[np.zeros(n), 1.0], self._columns.relaxed(), self._b, floor)

    def _combination(self, y: np.ndarray, target: Mapping[Var, Fraction]) -> Proof | None:
        """Exact multipliers of the rows that float multipliers name, summing to ``target``.

        Without a target they sum to nothing on the left and to less than nothing on the right.
        """
        support = list(np.flatnonzero(y > _TINY * max(1.0, float(y.max(initial=0.0)))))
        rows = [self.rows[k] for k in support]
        names = sorted({v for row in rows for v in row.coefs} | set(target))
        table = [
            [row.coefs.get(v, Fraction(0)) for row in rows] + [target.get(v, Fraction(0))]
            for v in names
        ]
        if not target:  # any scale will do: fix it by the sum of the multipliers
            table.append([Fraction(1)] * len(rows) + [Fraction(1)])
        charge(50 + 1.2 * len(table) * len(rows) ** 2)
        solved = _solve(table, len(rows))
        if solved is None or any(x < 0 for x in solved):
            return None
        proof = Proof(tuple((r, x) for r, x in zip(rows, solved, strict=True) if x > 0))
        if not target and sum((r.bound * x for r, x in proof.rows), Fraction(0)) >= 0:
            return None
        return proof


def _solve(table: list[list[Fraction]], unknowns: int) -> list[Fraction] | None:
    """A solution of linear equations (last column: right side) by elimination, if there is one."""
    pivots: list[tuple[int, int]] = []
    done = 0
    for column in range(unknowns):
        at = next((r for r in range(done, len(table)) if table[r][column]), None)
        if at is None:
            continue
        table[done], table[at] = table[at], table[done]
        scale = table[done][column]
        table[done] = [x / scale for x in table[done]]
        for r in range(len(table)):
            factor = table[r][column]
            if r != done and factor:
                table[r] = [x - factor * p for x, p in zip(table[r], table[done], strict=True)]
        pivots.append((done, column))
        done += 1
    if any(row[-1] and not any(row[:-1]) for row in table):
        return None
    found = [Fraction(0)] * unknowns
    for r, column in pivots:
        found[column] = table[r][-1]
    return found
