"""The same position over and over while the reported speed says that the aircraft moves."""

from __future__ import annotations

import numpy as np

from skywitness.record.faults import limits
from skywitness.record.faults.memory import Memory
from skywitness.record.faults.rows import Mask, Rows

KIND = ("since", "lat", "lon")


def find(rows: Rows, memory: Memory) -> tuple[Mask, Memory]:
    """Rows that repeat a position too old for their speed, and the memory after them."""
    out = np.zeros(rows.n, dtype=bool)
    use = np.isfinite(rows.lat) & np.isfinite(rows.lon) & np.isfinite(rows.t)
    use &= ~rows.marked("position", "clock")
    index = np.flatnonzero(use)
    if not len(index):
        return out, memory
    craft, lat, lon, t = rows.aircraft[index], rows.lat[index], rows.lon[index], rows.t[index]
    edge = np.flatnonzero(np.r_[True, np.diff(craft) != 0])
    names = [rows.names[k] for k in craft[edge]]
    kept = memory.of(names)
    new = np.ones(len(index), dtype=bool)
    new[1:] = (np.diff(lat) != 0) | (np.diff(lon) != 0)
    new[edge] = (lat[edge] != kept["lat"]) | (lon[edge] != kept["lon"])
    begin = np.where(new, t, -np.inf)
    goes_on = edge[~new[edge]]
    begin[goes_on] = kept["since"][~new[edge]]
    head = new.copy()
    head[edge] = True
    # Every row's run begins at the last head before it.
    since = begin[head][np.cumsum(head) - 1]
    gs = rows.gs[index]
    age = t - since - limits.STAMP_S
    moving = ~new & (gs > limits.FROZEN_KT * limits.KT)
    rows.repeated[index] = moving
    out[index] = moving & (age > 0) & (gs * age > limits.FROZEN_M)
    last = np.append(edge[1:], len(index)) - 1
    state = {"since": since[last], "lat": lat[last], "lon": lon[last]}
    return out, memory.after(names, state)
