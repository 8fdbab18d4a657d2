"""One aircraft under two addresses: its own, and a `~` track of radar or another data link.

Positions are compared where both are known, once in ten seconds and moved by their own speed to the
end of those ten seconds. A `~` track that keeps to one better-identified aircraft in place, height,
speed and direction is that aircraft seen twice, and its rows are marked from then on.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from skywitness.aliases import Floats, Ints, Mask
from skywitness.earth import turn_between
from skywitness.record.faults import limits
from skywitness.record.faults.rows import Rows
from skywitness.units import KNOT

# What is believed first: an address of ICAO's before any other, and within each this order.
ORDER = ("adsb_icao", "adsb_icao_nt", "adsr_icao", "mlat", "tisb_icao", "adsb_other", "adsr_other",
         "tisb_other", "tisb_trackfile")  # fmt: skip
CELL_M = 4000.0


@dataclass(frozen=True)
class Pair:
    """How long a `~` track has kept to an aircraft (times in seconds)."""

    matches: int = 0
    since: float = np.nan
    last: float = np.nan
    close: int = 0
    """Matches in a row, up to the last, that were close ones."""
    close_since: float = np.nan
    radar: bool = False
    """Whether it is a track of radar, which are short."""

    def sure(self) -> bool:
        """Whether it is the same aircraft."""
        lasts, closely = self.last - self.since, self.last - self.close_since
        if self.matches >= limits.TWIN_MATCHES and lasts >= limits.TWIN_S:
            return True
        return self.radar and (
            (self.matches >= limits.TWIN_RADAR_MATCHES and lasts >= limits.TWIN_RADAR_S)
            or (self.close >= limits.TWIN_CLOSE_MATCHES and closely >= limits.TWIN_CLOSE_S)
        )

    def after(self, end: float, close: bool, radar: bool) -> Pair:
        """With one match more, at the end of its ten seconds."""
        return Pair(
            self.matches + 1, self.since if self.matches else end, end,
            self.close + 1 if close else 0,
            (self.close_since if self.close else end) if close else np.nan, radar,
        )  # fmt: skip


@dataclass(frozen=True)
class State:
    """The pairs being watched, and when aircraft were lately sure to have a radar track for a twin
    (from, to)."""

    pairs: Mapping[tuple[str, str], Pair] = field(default_factory=dict)
    shadowed: Mapping[str, tuple[tuple[float, float], ...]] = field(default_factory=dict)


@dataclass
class Watched:
    """What a table says of a pair."""

    pair: Pair
    spans: list[tuple[float, float]] = field(default_factory=list)
    """When its rows are to be marked."""
    sure: list[tuple[float, float]] = field(default_factory=list)
    """From when it was sure, to its last match then."""
    matches: list[float] = field(default_factory=list)
    """When it matched: the ends of the ten seconds."""


@dataclass
class Samples:
    """One row of each aircraft and ten seconds: indices, and where it is at their end."""

    row: Ints
    bucket: Ints
    xyz: Floats

    def of(self, which: Mask) -> Samples:
        """Some of them."""
        return Samples(self.row[which], self.bucket[which], self.xyz[which])


def _samples(rows: Rows) -> Samples:
    use = np.isfinite(rows.lat) & np.isfinite(rows.lon) & np.isfinite(rows.t)
    use &= ~rows.marked("position", "clock", "frozen", "jump", "stale")
    index = np.flatnonzero(use)
    bucket = np.floor(rows.t[index] / limits.TWIN_BUCKET_S).astype(np.int64)
    craft = rows.aircraft[index]
    last = np.ones(len(index), dtype=bool)
    last[:-1] = (bucket[1:] != bucket[:-1]) | (craft[1:] != craft[:-1])
    index, bucket = index[last], bucket[last]
    left = (bucket + 1.0) * limits.TWIN_BUCKET_S - rows.t[index]
    lat, lon = np.radians(rows.lat[index]), np.radians(rows.lon[index])
    track = np.radians(rows.number("track")[index])
    way = np.nan_to_num(rows.gs[index] * left)
    north, east = np.nan_to_num(way * np.cos(track)), np.nan_to_num(way * np.sin(track))
    n = np.column_stack((-np.sin(lat) * np.cos(lon), -np.sin(lat) * np.sin(lon), np.cos(lat)))
    e = np.column_stack((-np.sin(lon), np.cos(lon), np.zeros(len(lon))))
    return Samples(index, bucket, rows.xyz[index] + north[:, None] * n + east[:, None] * e)


def _rank(rows: Rows) -> Ints:
    code, known = rows.source
    place = [ORDER.index(s) if s in ORDER else len(ORDER) for s in known] + [len(ORDER)]
    other = np.array([name.startswith("~") for name in rows.names], dtype=bool)
    rank: Ints = np.array(place, dtype=np.int64)[code] + 100 * np.repeat(other, rows.count)
    return rank


def _agree(rows: Rows, rank: Ints, a: Ints, b: Ints, way: Floats) -> tuple[Mask, Mask]:
    """Whether row ``a`` is the aircraft of the better row ``b``, and whether it cannot be."""
    speed = np.fmax(np.nan_to_num(rows.gs[a]), np.nan_to_num(rows.gs[b]))
    radius = limits.TWIN_M + limits.TWIN_LATENCY_S * speed
    same = (way <= radius) & (rank[b] < rank[a])
    height = np.abs(rows.altitude[a] - rows.altitude[b])
    same &= ~(height > limits.TWIN_FT)
    same &= ~(np.abs(rows.gs[a] - rows.gs[b]) > limits.TWIN_KT * KNOT)
    track = rows.number("track")
    turn = turn_between(track[a], track[b])
    same &= ~((turn > limits.TWIN_TRACK) & (speed > 50 * KNOT))
    return same, (way > 2 * radius) | (height > 2 * limits.TWIN_FT)


def _near(small: Samples, large: Samples) -> tuple[Ints, Ints]:
    """Pairs (index into each) in the same ten seconds and in neighbouring cells."""
    if not len(small.row) or not len(large.row):
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    origin = min(small.bucket.min(), large.bucket.min())

    def key(cell: Ints, bucket: Ints) -> Ints:
        c = cell + 4096
        whole: Ints = (bucket - origin) * 8192 + c[:, 0]
        return whole * (8192 * 8192) + c[:, 1] * 8192 + c[:, 2]

    cells = [np.floor(s.xyz / CELL_M).astype(np.int64) for s in (small, large)]
    keys = key(cells[1], large.bucket)
    order = np.argsort(keys, kind="stable")
    keys = keys[order]
    found: list[tuple[Ints, Ints]] = []
    for shift in np.ndindex(3, 3, 3):
        want = key(cells[0] + np.array(shift) - 1, small.bucket)
        lo, hi = np.searchsorted(keys, want), np.searchsorted(keys, want, side="right")
        count = hi - lo
        a = np.repeat(np.arange(len(want)), count)
        within = np.arange(len(a)) - np.repeat(np.cumsum(count) - count, count)
        found.append((a, order[np.repeat(lo, count) + within]))
    return np.concatenate([f[0] for f in found]), np.concatenate([f[1] for f in found])


def find(rows: Rows, state: State) -> tuple[Mask, State]:
    """Rows of `~` tracks that are another aircraft of the table seen twice, and the pairs
    watched."""
    out = np.zeros(rows.n, dtype=bool)
    tilde = np.array([name.startswith("~") for name in rows.names], dtype=bool)
    if not tilde.any():
        return out, state
    all_ = _samples(rows)
    less = tilde[rows.aircraft[all_.row]]
    rank = _rank(rows)
    small = all_.of(less)
    a, b = _near(small, all_)
    one, two = small.row[a], all_.row[b]
    way = np.linalg.norm(small.xyz[a] - all_.xyz[b], axis=1)
    same, _ = _agree(rows, rank, one, two, way)
    same |= _close(rows, rank, one, two, way)
    found = np.unique(np.column_stack((rows.aircraft[one], rows.aircraft[two]))[same], axis=0)
    place = {name: k for k, name in enumerate(rows.names)}
    pairs = {(rows.names[k], rows.names[m]) for k, m in found.tolist()}
    pairs |= {pair for pair in state.pairs if pair[0] in place}
    new: dict[tuple[str, str], Pair] = dict(state.pairs)
    watched: dict[tuple[str, str], Watched] = {}
    for pair in sorted(pairs):
        k, m = place[pair[0]], place.get(pair[1])
        watched[pair] = _watch(rows, rank, all_, k, m, new.get(pair, Pair()))
        new[pair] = watched[pair].pair
    shadowed = dict(state.shadowed)
    for (_, name), seen in watched.items():
        if seen.pair.radar and seen.sure:
            shadowed[name] = (*shadowed.get(name, ()), *seen.sure)
    for (name, other), seen in watched.items():
        after = _succeeding(seen.matches, shadowed.get(other, ())) if seen.pair.radar else []
        _mark(rows, place[name], [*seen.spans, *after], out)
    # A pair that only ever passed each other need not be kept.
    now = float(np.max(rows.t, where=np.isfinite(rows.t), initial=0.0))
    kept = {k: p for k, p in new.items() if now - p.last <= limits.TWIN_GAP_S or p.sure()}
    late = {
        name: tuple(span for span in spans if now - span[1] <= limits.TWIN_GAP_S)
        for name, spans in shadowed.items()
    }
    return out & ~rows.judged_together, State(
        kept, {name: spans for name, spans in late.items() if spans}
    )


def _succeeding(
    matches: list[float], shadowed: tuple[tuple[float, float], ...]
) -> list[tuple[float, float]]:
    """The ten seconds of matches with an aircraft that had another radar track for a twin then, or
    shortly before."""
    return [
        (end - limits.TWIN_BUCKET_S, end)
        for end in matches
        if any(begun <= end <= last + limits.TWIN_GAP_S for begun, last in shadowed)
    ]


def _mark(rows: Rows, one: int, spans: list[tuple[float, float]], out: Mask) -> None:
    """Mark the rows of an aircraft in spans of time, counted from the beginnings of ten seconds."""
    t = rows.t[rows.start[one] : rows.start[one] + rows.count[one]]
    bucket = np.floor(t / limits.TWIN_BUCKET_S) * limits.TWIN_BUCKET_S
    mine = out[rows.start[one] : rows.start[one] + rows.count[one]]
    for lo, hi in spans:
        mine |= (bucket >= lo) & (t < hi)


def _watch(rows: Rows, rank: Ints, s: Samples, one: int, two: int | None, pair: Pair) -> Watched:
    """Go on watching a pair through the table, whose first is the same aircraft for some of it."""
    start = rows.start

    def part(k: int | None) -> Ints:
        if k is None:
            return np.zeros(0, dtype=np.int64)
        lo, hi = np.searchsorted(s.row, [start[k], start[k] + rows.count[k]])
        return np.arange(lo, hi)

    a, b = part(one), part(two)
    _, ia, ib = np.intersect1d(s.bucket[a], s.bucket[b], assume_unique=True, return_indices=True)
    a, b = a[ia], b[ib]
    way = np.linalg.norm(s.xyz[a] - s.xyz[b], axis=1)
    same, apart = _agree(rows, rank, s.row[a], s.row[b], way)
    close = _close(rows, rank, s.row[a], s.row[b], way)
    same |= close
    radar = _of_radar(rows, s.row[a])
    seen = Watched(pair)
    sure_until = pair.last + limits.TWIN_GAP_S if pair.sure() else -np.inf
    sure_from = -np.inf if pair.sure() else np.inf
    begin = -np.inf

    def parted(until: float) -> None:
        seen.spans.append((begin, until))
        if sure_from < np.inf:
            seen.sure.append((sure_from, pair.last))

    for k in range(len(a)):
        at = float(s.bucket[a[k]]) * limits.TWIN_BUCKET_S
        end = at + limits.TWIN_BUCKET_S
        if pair.matches and end - pair.last > limits.TWIN_GAP_S:
            parted(sure_until)
            pair, begin, sure_until, sure_from = Pair(), np.inf, -np.inf, np.inf
        if apart[k]:
            parted(min(sure_until, at))
            pair, begin, sure_until, sure_from = Pair(), np.inf, -np.inf, np.inf
        elif same[k]:
            was = pair.sure()
            pair = pair.after(end, bool(close[k]), bool(radar[k]))
            seen.matches.append(end)
            if pair.sure():
                begin = begin if was else at
                sure_from = sure_from if was else end
                sure_until = end + limits.TWIN_GAP_S
    parted(sure_until)
    seen.pair = pair
    return seen


def _of_radar(rows: Rows, row: Ints) -> Mask:
    code, known = rows.source
    radar = np.array([name.startswith("tisb") for name in known] + [False], dtype=bool)
    return radar[code[row]]


def _close(rows: Rows, rank: Ints, a: Ints, b: Ints, way: Floats) -> Mask:
    """Whether a row of radar is as close to the better row ``b`` as one aircraft's are.

    All that is known agrees, or the place is one and the direction not another altogether: radar's
    lags in turns, and what passes by is not there ten seconds later.
    """
    speed = np.fmax(np.nan_to_num(rows.gs[a]), np.nan_to_num(rows.gs[b]))
    track = rows.number("track")
    turn = turn_between(track[a], track[b])
    agree = way <= limits.TWIN_CLOSE_M + limits.TWIN_LATENCY_S * speed
    agree &= np.abs(rows.gs[a] - rows.gs[b]) <= limits.TWIN_CLOSE_KT * KNOT
    agree &= turn <= limits.TWIN_CLOSE_TRACK
    near = agree | ((way <= limits.TWIN_CLOSE_M) & ~(turn > limits.TWIN_CLOSE_LAG))
    near &= np.abs(rows.altitude[a] - rows.altitude[b]) <= limits.TWIN_CLOSE_FT
    near &= (rank[b] < rank[a]) & _of_radar(rows, a)
    return np.asarray(near & (speed > limits.OWN_KT * KNOT))
