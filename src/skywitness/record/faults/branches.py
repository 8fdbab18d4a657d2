"""Which of two courses an aircraft follows, decided row by row and never looked back upon.

A row that cannot follow from the last good one is either wrong or the beginning of another course
(another clock, another aircraft under the same address). It is marked, and remembered: a single
outlier is followed by rows that fit the last good one; another course gathers rows of its own until
it has more support than the first or enough to be believed, and is then followed.

Because each decision rests on rows before it, it is the same wherever a table is cut.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from skywitness.aliases import Floats, Ints, Mask
from skywitness.record.faults.limits import CONFIRM_ROWS, CONFIRM_S

STATE = ("support", "trusted", "other_support", "other_trusted", "other_since")


class Course(Protocol):
    """How the values of one kind can follow each other; rows are indices into arrays it holds."""

    def reach(self, a: Ints, b: Ints, trusted: Mask) -> Mask:
        """Whether rows ``b`` can follow rows ``a``."""
        ...

    def trust(self, a: Ints, b: Ints) -> Mask:
        """Whether the step to ``b`` says that the row's own rates may be trusted."""
        ...


@dataclass
class Blocks:
    """The rows of each aircraft, with what was remembered in front of them.

    ``start`` and ``end`` bound each aircraft's rows in the arrays of the course; ``good`` and
    ``other`` are rows before ``start`` that stand for the last good row and for the last of another
    course (-1 without one).
    """

    start: Ints
    end: Ints
    t: Floats
    good: Ints
    other: Ints
    support: Ints
    trusted: Mask
    other_support: Ints
    other_trusted: Mask
    other_since: Floats


def settle(course: Course, b: Blocks, counts: Mask, doubt: Mask) -> Mask:
    """Rows that do not follow; ``b`` is left as it stands after the last row.

    ``counts`` says which rows lend support (a repeated value lends none), ``doubt`` which need more
    support than an ordinary first row does.
    """
    n = len(b.t)
    bad = np.zeros(n, dtype=bool)
    if not n or not len(b.start):
        return bad
    row = np.arange(n)
    trusts = np.zeros(n, dtype=bool)
    trusts[1:] = course.trust(row[:-1], row[1:])
    held = b.good >= 0
    trusts[b.good[held]] = b.trusted[held]
    trusts[b.start[~held & (b.start < n)]] = False
    before = row[:-1].copy()
    # The row before an aircraft's first is what was remembered of it.
    first = b.start[held]
    some = b.end[held] > first
    before[first[some] - 1] = b.good[held][some]
    trusts[first[some]] = course.trust(b.good[held][some], first[some])
    follows = np.ones(n, dtype=bool)
    follows[1:] = course.reach(before, row[1:], trusts[before])
    new = b.start[~held & (b.end > b.start)]
    follows[new] = ~doubt[new]
    odd = ~follows
    total = np.concatenate(([0], np.cumsum(odd)))
    slow = (total[b.end] - total[b.start] > 0) | (b.other >= 0)
    support = np.concatenate(([0], np.cumsum(counts)))
    quick = ~slow & (b.end > b.start)
    b.support[quick] += support[b.end[quick]] - support[b.start[quick]]
    b.good[quick] = b.end[quick] - 1
    b.trusted[quick] = trusts[b.end[quick] - 1]
    np.minimum(b.support, CONFIRM_ROWS, out=b.support)
    where_odd = np.flatnonzero(odd)
    for k in np.flatnonzero(slow & (b.end > b.start)):
        _walk(course, b, int(k), bad, counts, doubt, where_odd, trusts, support)
    return bad


def _walk(
    course: Course,
    b: Blocks,
    k: int,
    bad: Mask,
    counts: Mask,
    doubt: Mask,
    odd: Ints,
    trusts: Mask,
    total: Ints,
) -> None:
    """Follow one aircraft row by row."""

    def step(a: int, c: int, trusted: bool) -> tuple[bool, bool]:
        x, y = np.array([a]), np.array([c])
        return bool(course.reach(x, y, np.array([trusted]))[0]), bool(course.trust(x, y)[0])

    good, support, trusted = int(b.good[k]), int(b.support[k]), bool(b.trusted[k])
    other, backing, relied = int(b.other[k]), int(b.other_support[k]), bool(b.other_trusted[k])
    since = float(b.other_since[k])
    row, end = int(b.start[k]), int(b.end[k])
    while row < end:
        lends = int(counts[row])
        fits, trust = step(good, row, trusted) if good >= 0 else (not doubt[row], False)
        if fits:
            plain = good == row - 1 or row == b.start[k]
            good, trusted, other = row, trust, -1
            support = min(CONFIRM_ROWS, support + lends)
            if plain:  # nothing is unsettled: go on to the next row that is out of the ordinary
                at = int(np.searchsorted(odd, row + 1))
                last = min(end, int(odd[at]) if at < len(odd) else end) - 1
                if last > row:
                    support = min(CONFIRM_ROWS, support + int(total[last + 1] - total[row + 1]))
                    good, trusted, row = last, bool(trusts[last]), last
        else:
            joins, trust = step(other, row, relied) if other >= 0 else (False, False)
            if joins:
                other, relied, backing = row, trust, min(CONFIRM_ROWS, backing + lends)
            else:
                other, relied, backing, since = row, False, lends, float(b.t[row])
            sure = backing >= CONFIRM_ROWS and b.t[row] - since >= CONFIRM_S
            if sure or (support < CONFIRM_ROWS and backing > support and not doubt[row]):
                good, trusted, support, other = row, relied, backing, -1
            else:
                bad[row] = True
        row += 1
    b.good[k], b.support[k], b.trusted[k] = good, support, trusted
    b.other[k], b.other_support[k], b.other_trusted[k] = other, backing, relied
    b.other_since[k] = since
