"""Files whose clocks disagree by whole hours: one shows now what another showed hours ago."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from skywitness.aliases import Floats, Ints, Mask
from skywitness.earth import ecef
from skywitness.record.faults import limits
from skywitness.record.faults.rows import Rows, words

KEPT_S = (max(limits.HOURS) + 1) * 3600.0
Points = Floats  # (n, 4): time, x, y, z in metres


@dataclass(frozen=True)
class Match:
    """How often, and from where on, a file has shown another's past."""

    count: int = 0
    origin: tuple[float, float, float] = (0.0, 0.0, 0.0)
    sure: bool = False


@dataclass(frozen=True)
class State:
    """A point every two minutes of each aircraft and file, fourteen hours back, and the matches."""

    points: Mapping[tuple[str, str], Points] = field(default_factory=dict)
    matches: Mapping[tuple[str, str, str, int], Match] = field(default_factory=dict)
    files: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def _thin(rows: Rows, feed: Ints) -> Ints:
    """The first good row of each aircraft and file in every two minutes, in time order."""
    use = np.isfinite(rows.lat) & np.isfinite(rows.lon) & np.isfinite(rows.t)
    use &= ~rows.marked("position", "stale")
    index = np.flatnonzero(use)
    bucket = np.floor(rows.t[index] / limits.HOUR_BUCKET_S).astype(np.int64)
    craft = rows.aircraft[index]
    order = np.lexsort((index, bucket, feed[index], craft))
    k = np.column_stack((craft, feed[index], bucket))[order]
    first = np.r_[True, (k[1:] != k[:-1]).any(axis=1)] if len(k) else np.zeros(0, dtype=bool)
    return index[order[first]]


def find(rows: Rows, state: State) -> tuple[Mask, State]:
    """Rows of a file from when it is sure to show another's past, and what is remembered."""
    out = np.zeros(rows.n, dtype=bool)
    feed, names = words(rows.table["file"])
    feed, names = rows.sorted(feed) + 1, ["", *names]
    thin = _thin(rows, feed)
    if not len(thin):
        return out, state
    craft, f, t = rows.aircraft[thin], feed[thin], rows.t[thin]
    data = np.column_stack((t, ecef(rows.lon[thin], rows.lat[thin])))
    edge = np.flatnonzero(np.r_[True, (np.diff(craft) != 0) | (np.diff(f) != 0)])
    end = np.append(edge[1:], len(thin))
    points, matches, known = dict(state.points), dict(state.matches), dict(state.files)
    fresh: dict[int, list[tuple[str, int, int]]] = {}
    for lo, hi in zip(edge.tolist(), end.tolist(), strict=True):
        key = (rows.names[craft[lo]], names[f[lo]])
        old = points.get(key)
        points[key] = data[lo:hi] if old is None else np.concatenate((old, data[lo:hi]))
        fresh.setdefault(int(craft[lo]), []).append((key[1], lo, hi))
    for k, parts in fresh.items():
        icao = rows.names[k]
        met = known.get(icao, ())
        new = sorted((t[lo], name) for name, lo, _ in parts if name not in met)
        known[icao] = met = (*met, *(name for _, name in new))
        block = slice(rows.start[k], rows.start[k] + rows.count[k])
        for name, lo, hi in parts if len(met) > 1 else ():
            for other in met[: limits.HOUR_FILES]:
                if other == name:
                    continue
                for begin, stop in _compare(data[lo:hi], points, matches, (icao, name, other)):
                    inside = (rows.t[block] >= begin) & (rows.t[block] < stop)
                    out[block] |= inside & (feed[block] == f[lo])
        for name, _, _ in parts:
            all_ = points[icao, name]
            points[icao, name] = all_[all_[:, 0] >= all_[-1, 0] - KEPT_S]
    return out, State(points, matches, known)


def _at(points: Points, t: Floats) -> tuple[Floats, Mask, Floats]:
    """Where a file showed an aircraft, between points at most five minutes apart; whether it did;
    and when the later of the two points was."""
    k = np.searchsorted(points[:, 0], t, side="right")
    inside = (k > 0) & (k < len(points))
    a, b = points[np.clip(k - 1, 0, len(points) - 1)], points[np.clip(k, 0, len(points) - 1)]
    span = b[:, 0] - a[:, 0]
    inside &= (span > 0) & (span <= limits.HOUR_GAP_S)
    share = np.where(inside, (t - a[:, 0]) / np.where(span > 0, span, 1.0), 0.0)
    return a[:, 1:] + share[:, None] * (b[:, 1:] - a[:, 1:]), inside, b[:, 0]


def _agree(own: Points, new: Points, past: Points) -> Mask:
    """Whether, as far as is known at each new point, both files show the same at the same time.

    That is told by the file's point before last, so that no later point of the other is needed.
    """
    before = np.searchsorted(own[:, 0], new[:, 0]) - 2
    then = own[np.maximum(before, 0)]
    where, there, after = _at(past, then[:, 0])
    close = np.linalg.norm(where - then[:, 1:], axis=1) < limits.HOUR_M
    return np.asarray((before >= 0) & there & (after <= new[:, 0]) & close)


def _compare(
    new: Points,
    points: Mapping[tuple[str, str], Points],
    matches: dict[tuple[str, str, str, int], Match],
    key: tuple[str, str, str],
) -> list[tuple[float, float]]:
    """Spans of time in which new points of a file show another's past."""
    icao, name, other = key
    past = points[icao, other]
    spans: list[tuple[float, float]] = []
    agree = _agree(points[icao, name], new, past)
    back = 3600.0 * np.array(limits.HOURS)[:, None]
    where, shown, _ = _at(past, (new[:, 0] - back).ravel())
    apart = np.linalg.norm(where - np.tile(new[:, 1:], (len(back), 1)), axis=1)
    near = (shown & (apart < limits.HOUR_M)).reshape(len(back), -1)
    for h, there, close in zip(limits.HOURS, shown.reshape(len(back), -1), near, strict=True):
        m = matches.get((*key, h), Match())
        if not close.any() and not m.count:
            continue
        for k in np.flatnonzero(there | agree):
            t = float(new[k, 0])
            if agree[k] or not close[k]:
                count = 0 if agree[k] else max(0, m.count - 2)
                m = Match(count, m.origin, m.sure and count > 0)
                continue
            x, y, z = (float(v) for v in new[k, 1:])
            origin = m.origin if m.count else (x, y, z)
            far = np.linalg.norm(np.subtract((x, y, z), origin)) >= limits.HOUR_PATH_M
            count = min(m.count + 1, 2 * limits.HOUR_MATCHES)
            m = Match(count, origin, m.sure or (count >= limits.HOUR_MATCHES and bool(far)))
            if m.sure:
                spans.append((t, (t // limits.HOUR_BUCKET_S + 1) * limits.HOUR_BUCKET_S))
        matches[(*key, h)] = m
    return spans
