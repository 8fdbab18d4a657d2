"""Small traces whose rows become one batch: what Arrow and Python cost is paid once for them all.

Their texts stand one behind the other; one compiled call reads what stands before the rows of each,
one the rows, one settles these.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from skywitness.record.faults.reading import parts_in_order
from skywitness.record.reading import Context, Gathered, Texts
from skywitness.record.readsb import arrow, engine, folder, limits
from skywitness.record.readsb import layout as at
from skywitness.record.readsb.rows import Words, meanings
from skywitness.record.readsb.settle import fresh
from skywitness.record.readsb.words import address, text

ROWS = 49_152
"""Rows of small traces that become one batch, at most."""


class _Taken(NamedTuple):
    """Traces that are looked at together, in the order of their texts."""

    which: npt.NDArray[np.int64]
    """Which of the texts they are."""
    starts: npt.NDArray[np.int64]
    """Where the rows of each begin, and end."""
    ends: npt.NDArray[np.int64]
    bases: npt.NDArray[np.int64]
    """Microseconds since 1970 that its rows count from."""
    words: npt.NDArray[np.int64]
    """Where its address, registration and type stand, and how long they are."""


class _Settled(NamedTuple):
    """The rows of all of them."""

    counts: npt.NDArray[np.int64]
    """Of each how many, fewer than 0 where it could not be taken to its end."""
    rows: engine.Settled
    words: list[list[str]]
    spans: npt.NDArray[np.int64]
    """The first and the last time of each, the later one first where none can be."""


def gather(texts: Texts, context: Context) -> Gathered | None:
    """Rows of those texts that are plain traces (:mod:`.heads`, :mod:`.scan`), as one batch.

    None where there is none, or compiled code is not worth loading yet.
    """
    if engine.Meter.met <= engine.WORTH:
        return None
    taken = _taken(texts)
    if not len(taken.which):
        return None
    engine.Meter.worth(int((taken.ends - taken.starts).sum()))
    found = _settled(texts.data, taken, context.quality_s)
    whole = np.flatnonzero(found.counts >= 0)
    counts = found.counts[whole]
    if not counts.sum():
        return None
    ordered = parts_in_order(found.rows.time[: found.rows.n], counts)
    ends = np.cumsum(counts)
    which, words = taken.which[whole].tolist(), taken.words[whole].tolist()
    names, tallies = ([of[k] for k in which] for of in (texts.names, texts.tallies))
    spans: list[tuple[int, int, bool] | None] = [None] * len(texts.names)
    first = 0
    for k, tally, end, in_order in zip(which, tallies, ends.tolist(), ordered, strict=True):
        spans[k] = first, end, in_order
        tally.rows += end - first
        first = end
    for name, tally, times in zip(names, tallies, found.spans[whole].tolist(), strict=True):
        if folder.path_date(name) is not None and times[0] <= times[1]:
            folder.compare(name, times, tally)
    row = np.arange(first) - np.repeat(ends - counts, counts)
    common = _common(texts.data, words, names, context.receiver)
    return Gathered(arrow.batch(found.rows, row, found.words, common, counts), spans)


def _taken(texts: Texts) -> _Taken:
    """Which texts are traces, and where what is in each."""
    from skywitness.record.readsb.heads import CLOSED, FOUND, ICAO, START, heads

    n = len(texts.names)
    begins = np.array(texts.begins, dtype=np.int64)
    ends = np.array(texts.ends, dtype=np.int64)
    stamps, found = np.empty(n), np.empty((n, FOUND), dtype=np.int64)
    data = np.frombuffer(texts.data, dtype=np.uint8)
    heads(data.ctypes.data, begins.ctypes.data, ends.ctypes.data, n, stamps.ctypes.data,
          found.ctypes.data)  # fmt: skip
    which = np.flatnonzero((found[:, START] >= 0) & (np.abs(stamps) < limits.FARTHEST_S))
    found = found[which]
    bases = np.rint(stamps[which] * 1e6).astype(np.int64)
    return _Taken(
        which, np.ascontiguousarray(found[:, START]), np.ascontiguousarray(found[:, CLOSED]),
        bases, found[:, ICAO:],
    )  # fmt: skip


def _settled(data: bytes, taken: _Taken, quality_s: float) -> _Settled:
    """Read and settle all rows."""
    from skywitness.record.readsb.many import scan_many, settle_many

    n = len(taken.which)
    counts = np.empty(n, dtype=np.int64)
    seen = np.zeros(at.LISTS * (1 + 2 * limits.MOST_WORDS), dtype=np.int64)
    text_ = np.frombuffer(data, dtype=np.uint8)
    with engine.TABLES.lent() as table:
        rows = scan_many(
            text_.ctypes.data, taken.starts.ctypes.data, taken.ends.ctypes.data, n,
            *table.addresses, ROWS, seen.ctypes.data, counts.ctypes.data,
        )  # fmt: skip
        words, means, bad = meanings(_words(data, seen))
        out = engine.Settled(rows)
        carried, spans = np.tile(fresh(), (n, 1)), np.empty((n, 2), dtype=np.int64)
        settle_many(
            table.numbers, table.words, counts, taken.bases, quality_s, means, bad, carried,
            spans, *out.arrays(),
        )  # fmt: skip
        out.n = rows
    return _Settled(counts, out, words, spans)


def _words(data: bytes, seen: npt.NDArray[np.int64]) -> Words:
    """The words that the scanner met."""
    words = Words()
    places = seen[at.LISTS :].reshape(at.LISTS, limits.MOST_WORDS, 2)
    for which in range(at.LISTS):
        for begun, length in places[which, : seen[which]].tolist():
            words.number(which, data[begun : begun + length].decode("ascii"))
    return words


def _common(
    data: bytes, places: list[list[int]], names: list[str], receiver: str | None
) -> arrow.Common:
    """What stands before the rows of traces."""
    addresses: list[str | None] = []
    bad: list[bool] = []
    registrations: list[str | None] = []
    types: list[str | None] = []
    for icao, icao_long, r, r_long, t, t_long in places:
        hex_, good = address(data[icao : icao + icao_long].decode("ascii"))
        addresses.append(hex_)
        bad.append(not good)
        registrations.append(text(data[r : r + r_long].decode("ascii")) if r >= 0 else None)
        types.append(text(data[t : t + t_long].decode("ascii")) if t >= 0 else None)
    return arrow.Common(addresses, registrations, types, [receiver] * len(names), names, bad)
