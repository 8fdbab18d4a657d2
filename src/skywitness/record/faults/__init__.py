"""What is wrong with rows: one rule a file, and the two orders in which rules look at rows.

:func:`mark` takes rows in time order, an hour or a file at a time; :func:`as_read` takes them in
the order in which a file holds them. Neither drops or changes a value; both only add to
``fault``.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pyarrow as pa

from skywitness.aliases import Mask
from skywitness.record.batch import add_faults
from skywitness.record.faults import (
    altitude,
    copied,
    frozen,
    hours,
    judged,
    jump,
    plain,
    reversed,
    twin,
)
from skywitness.record.faults.memory import Memory
from skywitness.record.faults.reading import as_read
from skywitness.record.faults.rows import Rows

Rule = Callable[[Rows, Any], tuple[Mask, Any]]


@dataclass(frozen=True)
class Carry:
    """What the next hour must know of those before it; to be handed on, not looked into."""

    now: float = field(default_factory=time.time)
    """When marking began (seconds since 1970): no row can be from after it."""
    state: Mapping[str, Any] = field(default_factory=dict)
    judged: frozenset[str] = frozenset()
    """Files that are exports of the record: their rows were judged where more was known."""


def _alone(rule: Callable[[Rows], Mask]) -> Rule:
    return lambda rows, state: (rule(rows), state)


# In this order: what is found first is left out of what comes later. A fault may have two rules.
RULES: tuple[tuple[str, str, Rule, Any], ...] = (
    ("address", "address", _alone(plain.address), None),
    ("position", "position", _alone(plain.position), None),
    ("speed", "speed", _alone(plain.speed), None),
    ("quality", "other", _alone(plain.quality), None),
    ("stale", "stale", _alone(plain.stale), None),
    ("hours", "clock", hours.find, hours.State()),
    ("frozen", "frozen", frozen.find, Memory(frozen.KIND)),
    ("altitude", "altitude", altitude.find, Memory(altitude.KIND)),
    ("jump", "jump", jump.find, jump.State()),
    ("reversed", "reversed", _alone(reversed.find), None),
    ("twin", "twin", twin.find, twin.State()),
    ("copied", "copied", copied.find, copied.State()),
)  # fmt: skip


def mark(table: pa.Table, carry: Carry | None = None) -> tuple[pa.Array, Carry]:
    """The complete ``fault`` column of a table, and what the next table's marking must be given.

    ``table`` has the record's schema and holds all rows of one hour (UTC), of several, or of a
    file, sorted by ``icao24`` and ``timestamp`` (another order is put right, at a cost). Existing
    marks are kept. Tables must come in the order of time; marking hour by hour gives the same as
    marking all at once, because every rule looks back only, never ahead. Nothing given is
    changed.
    """
    carry = Carry() if carry is None else carry
    rows = Rows(table)
    fault = table["fault"].combine_chunks()
    if isinstance(fault, pa.ChunkedArray):
        fault = pa.concat_arrays(fault.unify_dictionaries().chunks)
    if not rows.n:
        return fault, carry
    given = dict(rows.marks)
    rows.mark("clock", plain.clock(rows, carry.now))
    state = dict(carry.state)
    if carry.judged:
        state["judged"] = judged.find(rows, carry.judged, state.get("judged", judged.State()))
    with np.errstate(invalid="ignore", over="ignore"):
        for name, code, rule, empty in RULES:
            mask, state[name] = rule(rows, state.get(name, empty))
            rows.mark(code, mask)
    new = {c: rows.back(m) for c, m in rows.marks.items() if c not in given or m is not given[c]}
    return (add_faults(fault, new) if new else fault), replace(carry, state=state)


__all__ = ["RULES", "Carry", "as_read", "mark"]
