"""Linear programs solved by HiGHS, called as scipy calls it but without what scipy does around it.

The programs here are small: checking arguments, options and results took scipy three times as long
as the solver takes. scipy's own modules for it are no public interface; where they are other than
expected, ``scipy.optimize.linprog`` is asked instead, which gives the same answer.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from skywitness.aliases import Floats

#: How far a solution may miss its rows and bounds, as scipy has it (``linprog``, ``tol``).
MISSED = 10 * 1e-9**0.5


@dataclass(frozen=True)
class Columns:
    """A matrix column by column, without its zeros."""

    start: np.ndarray
    row: np.ndarray
    value: Floats
    rows: int

    def __len__(self) -> int:
        """The number of columns."""
        return len(self.start) - 1

    def relaxed(self) -> Columns:
        """With a last column of -1, by which all rows give way together."""
        return Columns(
            np.append(self.start, self.start[-1] + self.rows),
            np.append(self.row, np.arange(self.rows)),
            np.append(self.value, np.full(self.rows, -1.0)),
            self.rows,
        )

    @property
    def key(self) -> tuple[bytes, ...]:
        """What makes two matrices the same."""
        return self.start.tobytes(), self.row.tobytes(), self.value.tobytes()

    def dense(self) -> Floats:
        """The whole matrix."""
        out = np.zeros((self.rows, len(self)))
        out[self.row, np.repeat(np.arange(len(self)), np.diff(self.start))] = self.value
        return out


def columns(entries: Sequence[Sequence[tuple[int, float]]], rows: int) -> Columns:
    """Columns from the entries of each that are not zero: rows, rising, with their values."""
    count = [len(column) for column in entries]
    return Columns(
        np.cumsum([0, *count]),
        np.array([row for column in entries for row, _ in column], dtype=np.int64),
        np.array([value for column in entries for _, value in column], dtype=np.float64),
        rows,
    )


KEPT = 4096
_answers: OrderedDict[Hashable, tuple[Floats, Floats] | None] = OrderedDict()


def least(cost: Floats, a: Columns, b: Floats, floor: Floats) -> tuple[Floats, Floats] | None:
    """Where ``cost`` is least under ``a x <= b`` and ``x >= floor``, with the rows' multipliers.

    ``None`` where nothing is least, or where no solution is found. The same program has the same
    answer, and is solved once while it is among the last.
    """
    key = (*a.key, cost.tobytes(), b.tobytes(), floor.tobytes())
    if key not in _answers:
        _answers[key] = _solved(cost, a, b, floor)
        if len(_answers) > KEPT:
            _answers.popitem(last=False)
    _answers.move_to_end(key)
    return _answers[key]


def _solved(cost: Floats, a: Columns, b: Floats, floor: Floats) -> tuple[Floats, Floats] | None:
    highs = _highs()
    if highs is None:
        return _asked_of_scipy(cost, a, b, floor)
    core, options = highs
    program = core.HighsLp()
    program.num_col_ = program.a_matrix_.num_col_ = len(a)
    program.num_row_ = program.a_matrix_.num_row_ = a.rows
    program.a_matrix_.format_ = core.MatrixFormat.kColwise
    program.a_matrix_.start_ = a.start
    program.a_matrix_.index_ = a.row
    program.a_matrix_.value_ = a.value
    program.col_cost_ = cost
    program.col_lower_ = np.maximum(floor, -core.kHighsInf)
    program.col_upper_ = np.full(len(a), core.kHighsInf)
    program.row_lower_ = np.full(a.rows, -core.kHighsInf)
    program.row_upper_ = b
    solver = core._Highs()
    solver.passOptions(options)
    if solver.passModel(program) == core.HighsStatus.kError:
        return None
    solver.run()
    if solver.getModelStatus() != core.HighsModelStatus.kOptimal:
        return None
    solution = solver.getSolution()
    x, y = np.array(solution.col_value), -np.array(solution.row_dual)
    kept = (x >= floor - MISSED).all() and (b - solution.row_value >= -MISSED).all()
    return (x, y) if kept else None


@cache
def _highs() -> tuple[Any, Any] | None:
    """HiGHS with the options that ``linprog`` gives it; ``None`` where it is not as expected."""
    try:
        from scipy.optimize._highspy import _core  # takes a fifth of a second to load

        options = _core.HighsOptions()
        options.presolve = "on"
        options.highs_debug_level = 0
        options.log_to_console = options.output_flag = False
        options.simplex_strategy = 1
        _ = _core.HighsLp, _core._Highs, _core.MatrixFormat.kColwise, _core.kHighsInf
    except (ImportError, AttributeError, TypeError):
        return None
    return _core, options


def _asked_of_scipy(
    cost: Floats, a: Columns, b: Floats, floor: Floats
) -> tuple[Floats, Floats] | None:
    from scipy.optimize import linprog

    bounds = np.column_stack((floor, np.full(len(a), np.inf)))
    found = linprog(cost, A_ub=a.dense(), b_ub=b, bounds=bounds, method="highs")
    return (found.x, -found.ineqlin.marginals) if found.status == 0 else None
