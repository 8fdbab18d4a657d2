"""Putting an aircraft's rows and what was remembered of it side by side, for one course."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt

from skywitness.aliases import Floats, Mask
from skywitness.record.faults.branches import Blocks, Course, settle
from skywitness.record.faults.memory import Memory
from skywitness.record.faults.rows import Rows

_STATE = ("support", "trusted", "backing", "relied", "since")


def kind(names: tuple[str, ...]) -> tuple[str, ...]:
    """What has to be remembered for a course of these values."""
    return (*_STATE, *(f"{which}_{v}" for which in ("good", "other") for v in ("t", *names)))


def follow(
    rows: Rows,
    use: Mask,
    values: dict[str, Floats],
    make: Callable[[Floats, dict[str, Floats]], Course],
    memory: Memory,
    counts: Mask | None = None,
    doubt: Mask | None = None,
) -> tuple[Mask, Memory]:
    """Rows among ``use`` that do not follow from those before, and the memory after them.

    ``values`` are per row; ``make`` gives the course for their times and values.
    """
    index = np.flatnonzero(use & np.isfinite(rows.t))
    out = np.zeros(rows.n, dtype=bool)
    if not len(index):
        return out, memory
    craft = rows.aircraft[index]
    edge = np.flatnonzero(np.r_[True, np.diff(craft) != 0])
    names = [rows.names[k] for k in craft[edge]]
    kept = memory.of(names)
    m = len(edge)
    table = {"t": rows.t, **values}

    def column(name: str) -> Floats:
        return np.concatenate((kept[f"good_{name}"], kept[f"other_{name}"], table[name][index]))

    arrays = {name: column(name) for name in table}
    t = arrays.pop("t")
    slot = np.arange(m)

    def whole(name: str) -> Floats:
        return np.nan_to_num(kept[name], nan=0.0)

    blocks = Blocks(
        start=edge + 2 * m,
        end=np.append(edge[1:], len(index)) + 2 * m,
        t=t,
        good=np.where(np.isfinite(kept["good_t"]), slot, -1),
        other=np.where(np.isfinite(kept["other_t"]), slot + m, -1),
        support=whole("support").astype(np.int64),
        trusted=whole("trusted") > 0,
        other_support=whole("backing").astype(np.int64),
        other_trusted=whole("relied") > 0,
        other_since=whole("since"),
    )

    def padded(mask: Mask | None, empty: bool) -> Mask:
        real = np.full(len(index), empty) if mask is None else mask[index]
        return np.concatenate((np.zeros(2 * m, dtype=bool), real))

    bad = settle(make(t, arrays), blocks, padded(counts, True), padded(doubt, False))
    out[index] = bad[2 * m :]
    state: dict[str, npt.NDArray[Any]] = {
        "support": blocks.support,
        "trusted": blocks.trusted,
        "backing": blocks.other_support,
        "relied": blocks.other_trusted,
        "since": blocks.other_since,
    }
    for which, at in (("good", blocks.good), ("other", blocks.other)):
        for name, array in {"t": t, **arrays}.items():
            state[f"{which}_{name}"] = np.where(at >= 0, array[at], np.nan)
    return out, memory.after(names, state)
