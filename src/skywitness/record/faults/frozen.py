"""The same position over and over while the reported speed says that the aircraft moves.

The same is the same number, or, where reports come close together, within what a format can tell
apart: even and odd CPR messages give one place as two, some metres from each other. For the second
an aircraft must report all along that it moves, and not on the ground, so that one that stands and
sets off, or stands with a speed that is stuck, is not marked.
"""

from __future__ import annotations

from math import hypot

import numpy as np

from skywitness.aliases import Floats, Ints, Mask
from skywitness.record.faults import limits
from skywitness.record.faults.memory import Memory
from skywitness.record.faults.rows import Rows
from skywitness.units import KNOT

KIND = ("since", "lat", "lon", "last", "held_since", "held_lat", "held_lon")
"""When and where a position was first shown; the last report's time; the same of a position held
within the resolution, NaN where the last report does not say that the aircraft flies."""


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
    moving = ~new & (gs > limits.FROZEN_KT * KNOT)
    rows.repeated[index] = moving
    flies = (gs > limits.FROZEN_KT * KNOT) & (rows.number("onground")[index] != 1)
    begun, held = _held(edge, flies, (t, lat, lon), kept)
    age = np.maximum(age, t - begun - limits.STAMP_S)
    moving |= t > begun
    out[index] = moving & (age > 0) & (gs * age > limits.FROZEN_M)
    out &= ~rows.judged
    rows.repeated |= out
    last = np.append(edge[1:], len(index)) - 1
    state = {"since": since[last], "lat": lat[last], "lon": lon[last], "last": t[last], **held}
    return out, memory.after(names, state)


def _held(
    edge: Ints, flies: Mask, report: tuple[Floats, ...], kept: dict[str, Floats]
) -> tuple[Floats, dict[str, Floats]]:
    """Since when each row's position has been held within the resolution, and what is kept.

    Rows of an aircraft begin at each of ``edge``; ``flies`` are those that say that it moves above
    the ground; ``report`` holds time, latitude and longitude. Rows that hold no position have their
    own time.
    """
    t, lat, lon = report
    before = np.r_[np.nan, t[:-1]]
    before[edge] = kept["last"]
    goes_on = flies & (t - before <= limits.FROZEN_STEP_S)
    width = np.cos(np.radians(lat))
    east = (np.diff(lon, prepend=np.nan) + 180) % 360 - 180
    step = limits.DEGREE_M * np.hypot(np.diff(lat, prepend=np.nan), east * width)
    first = np.zeros(len(t), dtype=bool)
    first[edge] = True
    # Rows that surely stay, after a row that surely does not: their first position is held.
    stays = goes_on & (first | (step <= 2 * limits.FROZEN_SAME_M) & np.r_[False, flies[:-1]])
    since, at_lat, at_lon = t.copy(), lat.copy(), lon.copy()
    within = limits.FROZEN_SAME_M / limits.DEGREE_M
    place = np.searchsorted(edge, np.arange(len(t)), side="right") - 1
    for k in np.flatnonzero(stays).tolist():
        if first[k]:
            p = place[k]
            anchor = kept["held_since"][p], kept["held_lat"][p], kept["held_lon"][p]
        else:
            anchor = since[k - 1], at_lat[k - 1], at_lon[k - 1]
        away = (lon[k] - anchor[2] + 180) % 360 - 180
        if hypot(lat[k] - anchor[1], away * width[k]) <= within:
            since[k], at_lat[k], at_lon[k] = anchor
    last = np.append(edge[1:], len(t)) - 1
    state = {"held_since": since[last], "held_lat": at_lat[last], "held_lon": at_lon[last]}
    return since, {name: np.where(flies[last], of, np.nan) for name, of in state.items()}
