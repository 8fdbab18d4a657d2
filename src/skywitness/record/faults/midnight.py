"""A date that stays where it is at midnight, while the time of day goes on.

Programs that write a date and a time from two clocks, or set the date once, give the rows after
midnight the day before. In the order of the file the time steps back by a day, and the aircraft fly
on: that is what tells it from another recording of the same day, which begins anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from skywitness.aliases import Floats, Ints, Mask
from skywitness.earth import ecef
from skywitness.record.faults import limits
from skywitness.units import KNOT

Fix = tuple[float, float, float, float]
"""Time (s), latitude, longitude (°), speed over the ground (m/s)."""


@dataclass(frozen=True)
class Feed:
    """What is remembered of a file and receiver between batches."""

    last: float = -np.inf
    """The last time."""
    stuck: bool = False
    """Whether the date has stuck."""
    fixes: Mapping[str, Fix] = field(default_factory=dict)
    """Where aircraft were last in the minutes before midnight."""


@dataclass(frozen=True)
class Batch:
    """Rows of one feed in the order of the file."""

    t: Floats
    craft: Ints
    names: list[str]
    lat: Floats
    lon: Floats
    gs: Floats


def _steps_back(t: Floats, feed: Feed) -> tuple[Mask, Mask]:
    """Where the time steps back as over a midnight whose date sticks, and where ahead by a day."""
    before = np.r_[feed.last, t[:-1]]
    step = t - before
    back = (step <= -limits.DAY_S + limits.MIDNIGHT_S) & (step >= -limits.DAY_S)
    back &= np.floor(t / limits.DAY_S) == np.floor(before / limits.DAY_S)
    return back, step >= limits.DAY_S - limits.MIDNIGHT_S


def is_quiet(t: Floats, feed: Feed) -> bool:
    """Whether nothing in rows with these times (finite, some) can be or become of a stuck date."""
    back, _ = _steps_back(t, feed)
    late = t[-1] % limits.DAY_S >= limits.DAY_S - limits.MIDNIGHT_S
    return not (feed.stuck or late or back.any())


def find(rows: Batch, feed: Feed) -> tuple[Mask, Feed]:
    """Rows whose date has stuck, and what the next rows must know; times are all finite."""
    out = np.zeros(len(rows.t), dtype=bool)
    back, ahead = _steps_back(rows.t, feed)
    stuck, since = feed.stuck, 0
    for k in np.flatnonzero(back | ahead).tolist():
        if stuck:
            out[since:k] = True
        if back[k]:
            stuck, since = _flies_on(rows, k, feed), k
        else:
            stuck = False
    if stuck:
        out[since:] = True
    last = float(rows.t[-1]) if len(rows.t) else feed.last
    return out, Feed(last, stuck, _late(rows, len(rows.t), feed))


def _late(rows: Batch, end: int, feed: Feed) -> dict[str, Fix]:
    """Where aircraft were last before row ``end``, in the minutes before that row's midnight."""
    if not end:
        return dict(feed.fixes)
    last = float(rows.t[end - 1])
    if last % limits.DAY_S < limits.DAY_S - limits.MIDNIGHT_S:
        return {}
    found = {n: f for n, f in feed.fixes.items() if last - f[0] <= limits.MIDNIGHT_S}
    near = np.flatnonzero(
        (last - rows.t[:end] <= limits.MIDNIGHT_S) & (rows.t[:end] <= last)
        & np.isfinite(rows.lat[:end]) & np.isfinite(rows.lon[:end])
    )  # fmt: skip
    for k in near.tolist():
        found[rows.names[rows.craft[k]]] = _fix(rows, k)
    return found


def _fix(rows: Batch, k: int) -> Fix:
    return float(rows.t[k]), float(rows.lat[k]), float(rows.lon[k]), float(rows.gs[k])


def _flies_on(rows: Batch, k: int, feed: Feed) -> bool:
    """Whether aircraft after row ``k`` are where those before it were on their way to, a day being
    added; most of those that can tell must be."""
    before = _late(rows, k, feed)
    begin = float(rows.t[k])
    after: dict[str, Fix] = {}
    soon = np.flatnonzero(rows.t[k:] - begin <= limits.MIDNIGHT_S)
    for m in soon[: limits.MIDNIGHT_ROWS].tolist():
        name = rows.names[rows.craft[k + m]]
        if name in before and name not in after and np.isfinite(rows.lat[k + m]):
            after[name] = _fix(rows, k + m)
    votes = [v for v in (_continues(before[n], fix) for n, fix in after.items()) if v is not None]
    return 2 * sum(votes) > len(votes)


def _continues(one: Fix, two: Fix) -> bool | None:
    """Whether an aircraft has come as far as its speed says; None where that tells nothing."""
    dt = two[0] + limits.DAY_S - one[0]
    speed = np.nanmean([one[3], two[3]]) if np.isfinite([one[3], two[3]]).any() else np.nan
    if not (0 < dt <= limits.MIDNIGHT_S and speed > limits.MIDNIGHT_KT * KNOT):
        return None
    a, b = ecef(np.array([one[2], two[2]]), np.array([one[1], two[1]]))
    way = float(np.linalg.norm(b - a))
    off = abs(way - float(speed) * dt)
    return off <= limits.MIDNIGHT_M + limits.MIDNIGHT_SHARE * float(speed) * dt
