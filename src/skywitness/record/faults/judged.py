"""Rows that the record has judged before: those of its own exports.

What an export leaves out (rows with a fault, others than those chosen, what its format does not
carry) may be what showed that a row stands or falls. So rows of an export keep the marks that they
came with and are judged by themselves only, not by what the file happens to have around them, as
long as nothing else is known of their aircraft: from the first row of another file on they are
judged like any others.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from skywitness.aliases import Floats, Ints
from skywitness.record.faults.memory import Memory
from skywitness.record.faults.rows import Rows

_OTHER = -1.0
"""In the place of an export's number: a file that is none, or more than one file."""


@dataclass(frozen=True)
class State:
    """Which export all rows so far are of: those of each aircraft, and all together."""

    crafts: Memory = field(default_factory=lambda: Memory(("file",)))
    all: float = np.nan


def find(rows: Rows, exports: frozenset[str], state: State) -> State:
    """Tell the rows which of them are judged already, and give what is remembered after them."""
    number = {name: float(k) for k, name in enumerate(sorted(exports))}
    code, files = rows.word("file")
    of: Floats = np.array([*(number.get(name, _OTHER) for name in files), _OTHER])[code]
    before = state.crafts.of(rows.names)["file"]
    first = np.where(np.isnan(before), of[rows.start], before)
    end = _first_other(of, rows, first)
    rows.judged = np.arange(rows.n) < np.repeat(end, rows.count)
    whole = end == rows.start + rows.count
    crafts = state.crafts.after(rows.names, {"file": np.where(whole, first, _OTHER)})
    known = np.isfinite(rows.t)
    if not known.any():
        return State(crafts, state.all)
    begun = state.all
    if np.isnan(begun):
        begun = float(of[known][np.argmin(rows.t[known])])
    others = known & (of != begun)
    until = -np.inf if begun == _OTHER else float(np.min(rows.t, where=others, initial=np.inf))
    rows.judged_together = rows.judged & (rows.t < until)
    return State(crafts, begun if until == np.inf else _OTHER)


def _first_other(of: Floats, rows: Rows, first: Floats) -> Ints:
    """Where in each aircraft's rows the first one is that is not of the export all so far were."""
    same = of == np.repeat(first, rows.count)
    at = np.where(same & (of != _OTHER), rows.n, np.arange(rows.n))
    found: Ints = np.minimum(np.minimum.reduceat(at, rows.start), rows.start + rows.count)
    return found
