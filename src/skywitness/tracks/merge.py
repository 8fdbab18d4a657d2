"""Several networks' views of one aircraft made into one, with nothing lost on the way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from skywitness.aliases import Floats, Ints, Mask
from skywitness.record.faults.rows import Rows, feeds
from skywitness.record.faults.twin import ORDER
from skywitness.tracks import limits

LEFT_OUT = ("clock", "position")


@dataclass(frozen=True)
class Feed:
    """One file and receiver as it went into a merged record."""

    name: str
    """File and receiver, with a tab between."""
    rows: int
    kept: int
    reversals: int
    """How often its position time steps back in the order it was read, aircraft by aircraft."""
    behind_s: float
    """Median of how much later than the others it dates positions that it shares (NaN without
    any)."""


@dataclass(frozen=True)
class Merged:
    """One record made of several feeds.

    ``table`` holds the rows kept, by aircraft and time, unchanged: ``file``, ``row`` and
    ``receiver`` say where each comes from. ``aside`` holds every other row, with two further
    columns: ``because`` ("same report" or "out of order") and ``kept``, the index in ``table`` of
    the row that stands for it (for "out of order": the row it would have come after).
    """

    table: pa.Table
    aside: pa.Table
    feeds: tuple[Feed, ...]
    reversals: int
    """Steps back in position time in the order of reading, all feeds together."""


def merge(tables: pa.Table | Iterable[pa.Table]) -> Merged:
    """One record of one or several tables in which several feeds saw the same aircraft.

    Rows are put in the order of position time. Of reports that show the same position within two
    seconds, from several feeds (or, while moving, from one), the best is kept: by kind of source
    (ADS-B, ADS-R, MLAT, TIS-B), then the fewest faults, then the shortest time between position and
    reception, then the earliest position time, then file and row. A report that lies behind one of
    another feed dated earlier, by more than 50 m against the direction of flight, is out of order;
    the less good of the two is set aside. Nothing is changed, and nothing leaves without being
    listed.
    """
    whole = tables if isinstance(tables, pa.Table) else pa.concat_tables(list(tables))
    whole = whole.unify_dictionaries()
    reversals, per_feed = _reversals(whole)
    rows = Rows(whole)
    feed, names = feeds(whole)
    feed = rows.sorted(feed)
    rank = _rank(rows)
    stands_for = np.arange(rows.n)
    aside = np.zeros(rows.n, dtype=np.int8)
    usable = np.isfinite(rows.lat) & np.isfinite(rows.lon) & np.isfinite(rows.t)
    use = np.flatnonzero(usable & ~rows.marked(*LEFT_OUT))
    with np.errstate(invalid="ignore"):
        lags = _same(rows, use, feed, rank, stands_for, aside)
        _disorder(rows, use[aside[use] == 0], feed, rank, stands_for, aside)
    kept = np.flatnonzero(aside == 0)
    gone = np.flatnonzero(aside != 0)
    place = np.full(rows.n, -1, dtype=np.int64)
    place[kept] = np.arange(len(kept))
    final = stands_for
    while (aside[final[gone]] != 0).any():  # what stood for a row was itself set aside
        final = np.where(aside[final] != 0, final[final], final)
    order = np.arange(rows.n) if rows.order is None else rows.order
    out = whole.take(pa.array(order[kept]))
    words = np.array(["same report", "out of order"], dtype=object)
    rest = whole.take(pa.array(order[gone]))
    rest = rest.append_column("because", pa.array(words[aside[gone] - 1], type=pa.string()))
    rest = rest.append_column("kept", pa.array(place[final[gone]]))
    count = np.bincount(feed, minlength=len(names))
    left = np.bincount(feed[kept], minlength=len(names))
    late = [float(np.median(lags.get(k, [np.nan]))) for k in range(len(names))]
    info = tuple(
        Feed(name, int(count[k]), int(left[k]), per_feed[k], late[k])
        for k, name in enumerate(names)
    )
    return Merged(out, rest, info, reversals)


def _reversals(table: pa.Table) -> tuple[int, Counter[int]]:
    """Steps back in position time in the order of reading: all together and by feed."""
    micro = table["timestamp"].combine_chunks().cast(pa.int64())
    t = micro.to_numpy(zero_copy_only=False).astype(np.float64)
    craft = table["icao24"].cast(pa.string()).combine_chunks().dictionary_encode()
    code = craft.indices.fill_null(-1).to_numpy(zero_copy_only=False).astype(np.int64)
    received = table["received"].combine_chunks().cast(pa.int64()).to_numpy(zero_copy_only=False)
    row = table["row"].combine_chunks().fill_null(-1).to_numpy(zero_copy_only=False)
    feed, _ = feeds(table)
    # Feeds are brought together by when they were received; without that, by row.
    order = np.lexsort((row, np.nan_to_num(received.astype(np.float64), nan=0.0), code))
    by_feed: Counter[int] = Counter()

    def back(index: Ints) -> Mask:
        same = code[index][1:] == code[index][:-1]
        return np.asarray(same & (np.diff(t[index]) < 0))

    total = int(back(order).sum())
    for k in np.unique(feed).tolist():
        mine = np.lexsort((row, code))
        mine = mine[feed[mine] == k]
        by_feed[k] = int(back(mine).sum())
    return total, by_feed


def _rank(rows: Rows) -> Ints:
    """Rows in order of preference: 0 is the best."""
    code, known = rows.source
    place = [ORDER.index(s) if s in ORDER else len(ORDER) for s in known] + [len(ORDER)]
    kind = np.array(place)[code]
    faults = np.zeros(rows.n, dtype=np.int64)
    for mask in rows.marks.values():
        faults += mask
    lag = rows.number("received") - rows.t
    lag = np.where(np.isfinite(lag) & (lag >= 0), np.round(lag, 3), np.inf)
    file, _ = rows.word("file")
    row = np.nan_to_num(rows.number("row"), nan=-1)
    order = np.lexsort((row, file, rows.t, lag, faults, kind))
    rank = np.empty(rows.n, dtype=np.int64)
    rank[order] = np.arange(rows.n)
    return rank


def _same(
    rows: Rows,
    use: Ints,
    feed: Ints,
    rank: Ints,
    stands_for: Ints,
    aside: npt.NDArray[np.int8],
) -> dict[int, list[float]]:
    """Set aside all but the best of reports of one position; how late feeds are, by feed."""
    lags: dict[int, list[float]] = {}
    cell = np.round(np.column_stack((rows.lat[use], rows.lon[use])) / limits.SAME_DEG / 10)
    # Neighbours on a grid of 1e-5 degrees: sorted, equal positions stand side by side.
    order = np.lexsort((rows.t[use], cell[:, 1], cell[:, 0], rows.aircraft[use]))
    index = use[order]
    c = cell[order]
    together = rows.aircraft[index][1:] == rows.aircraft[index][:-1]
    together &= (c[1:] == c[:-1]).all(axis=1)
    together &= np.diff(rows.t[index]) <= limits.SAME_S
    start = np.flatnonzero(np.r_[True, ~together])
    for lo, hi in zip(start.tolist(), np.append(start[1:], len(index)).tolist(), strict=True):
        if hi - lo < 2:
            continue
        group = index[lo:hi]
        moving = np.nan_to_num(rows.gs[group]) > limits.BACK_M / limits.SAME_S / 2
        while len(group) > 1:
            best = int(group[np.argmin(rank[group])])
            near = np.abs(rows.t[group] - rows.t[best]) <= limits.SAME_S
            same = near & ((feed[group] != feed[best]) | moving) & (group != best)
            for k in group[same].tolist():
                stands_for[k], aside[k] = best, 1
                if feed[k] != feed[best]:
                    late = float(rows.t[k] - rows.t[best])
                    lags.setdefault(int(feed[k]), []).append(late)
                    lags.setdefault(int(feed[best]), []).append(-late)
            left = ~same & (group != best)
            group, moving = group[left], moving[left]
    return lags


def _disorder(
    rows: Rows,
    index: Ints,
    feed: Ints,
    rank: Ints,
    stands_for: Ints,
    aside: npt.NDArray[np.int8],
) -> None:
    """Set aside reports that lie behind an earlier one of another feed."""
    while len(index) > 1:
        a, b = index[:-1], index[1:]
        step = _forward(rows, a, b)
        odd = (rows.aircraft[a] == rows.aircraft[b]) & (feed[a] != feed[b])
        odd &= step < -limits.BACK_M
        if not odd.any():
            return
        first = np.flatnonzero(odd)
        first = first[np.r_[True, np.diff(first) > 1]]  # one at a time where they touch
        for k in first.tolist():
            worse, better = (b[k], a[k]) if rank[b[k]] > rank[a[k]] else (a[k], b[k])
            stands_for[worse], aside[worse] = better, 2
        index = index[aside[index] == 0]


def _forward(rows: Rows, a: Ints, b: Ints) -> Floats:
    """Metres from ``a`` to ``b`` along the direction of flight; NaN where that is not said or
    slow."""
    lat, lon = np.radians(rows.lat[a]), np.radians(rows.lon[a])
    track = np.radians(rows.number("track"))[a]
    d = rows.xyz[b] - rows.xyz[a]
    north = -d[:, 0] * np.sin(lat) * np.cos(lon) - d[:, 1] * np.sin(lat) * np.sin(lon)
    north += d[:, 2] * np.cos(lat)
    east = -d[:, 0] * np.sin(lon) + d[:, 1] * np.cos(lon)
    way = north * np.cos(track) + east * np.sin(track)
    return np.where(rows.gs[a] > limits.BACK_M / limits.SAME_S / 2, way, np.nan)
