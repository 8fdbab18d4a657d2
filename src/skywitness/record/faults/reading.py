"""Faults that show in the order in which a file holds its rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import cast

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from skywitness.aliases import Floats, Ints, Mask
from skywitness.record.batch import add_faults
from skywitness.record.faults import midnight, wrongdate
from skywitness.record.faults.limits import DAY_S, EPOCH_S, MIDNIGHT_S, STRAY_S
from skywitness.record.faults.reversed import backwards
from skywitness.record.faults.rows import feeds, words
from skywitness.units import KNOT

NUMBERS = 8
"""So many addresses in a row of a file, none with a letter, were numbers once: of all addresses 6 %
have no letter, so by chance this comes about once in ten thousand million files."""

AROUND = 11
"""Rows of whose times the median is taken."""
NEAR = AROUND - 1
"""Rows of other batches that can be among them."""


@dataclass(frozen=True)
class Reading:
    """What the next batch of the same file must know."""

    latest: Mapping[tuple[str, str], float] = field(default_factory=dict)
    """The latest time met, by aircraft and feed."""
    feeds: Mapping[str, midnight.Feed] = field(default_factory=dict)
    """What is known of dates that stick, by feed."""
    times: tuple[float, ...] = ()
    """The last times that were met, at most :data:`NEAR` of them."""


def as_read(
    batch: pa.RecordBatch, state: Reading | None = None, following: pa.RecordBatch | None = None
) -> tuple[pa.Array, Reading]:
    """The ``fault`` column of a batch as a reader yields it, and what the file's next batch needs.

    ``following`` is that next batch, None at the end of the file.

    Finds what sorting by time would hide: time running backwards within an aircraft and feed
    (``reversed``), single times far from those around them, runs of wrong dates and dates that
    stick at midnight (``clock``), and files whose addresses have all been read as numbers
    (``address``). Existing marks are kept.
    """
    state = Reading() if state is None else state
    after = () if following is None else _known(following.column("timestamp")[:NEAR])
    quiet = _in_order(batch, state, after)
    if quiet is not None:
        return batch.column(batch.schema.get_field_index("fault")), quiet
    table = pa.Table.from_batches([batch])
    n = len(table)
    fault = batch.column(batch.schema.get_field_index("fault"))
    if not n:
        return fault, state
    micro = table["timestamp"].combine_chunks().cast(pa.int64())
    t = micro.to_numpy(zero_copy_only=False) / 1e6
    craft, names = words(table["icao24"])
    feed, feed_names = feeds(table)
    wrong = _stray(t, state.times, after)
    known = dict(state.feeds)
    for k, name in enumerate(feed_names):
        at = np.flatnonzero((feed == k) & np.isfinite(t) & ~wrong & ~(t < EPOCH_S))
        if not len(at):
            continue
        before = _feed(state, name)
        if np.ptp(t[at]) >= STRAY_S:
            dated = wrongdate.find(_moving(table, t, craft, names, at))
            wrong[at[dated]] = True
            at = at[~dated]
        if midnight.is_quiet(t[at], before):
            known[name] = midnight.Feed(float(t[at[-1]]))
            continue
        stuck, known[name] = midnight.find(_moving(table, t, craft, names, at), before)
        wrong[at[stuck]] = True
    marks = {"clock": wrong, "address": _numbers(craft, names)}
    use = np.flatnonzero(np.isfinite(t) & ~wrong & ~(t < EPOCH_S))
    latest = dict(state.latest)
    if len(use):
        group = craft[use] * len(feed_names) + feed[use]
        order = np.argsort(group, kind="stable")
        g = group[order]
        edge = np.flatnonzero(np.r_[True, np.diff(g) != 0])
        keys = [
            (names[k // len(feed_names)] if k >= 0 else "", feed_names[k % len(feed_names)])
            for k in g[edge].tolist()
        ]
        past = np.array([latest.get(key, np.nan) for key in keys])
        bad, top = backwards(g, t[use][order], past)
        latest.update(zip(keys, top.tolist(), strict=True))
        marks["reversed"] = np.zeros(n, dtype=bool)
        marks["reversed"][use[order[bad]]] = True
    found = {code: mask for code, mask in marks.items() if mask.any()}
    last = _last(state, t[np.isfinite(t)])
    return (add_faults(fault, found) if found else fault), Reading(latest, known, last)


def _known(times: pa.Array) -> tuple[float, ...]:
    """Times as seconds since 1970, those that are none left out."""
    return tuple((times.drop_null().cast(pa.int64()).to_numpy() / 1e6).tolist())


def _last(state: Reading, known: Floats) -> tuple[float, ...]:
    """The last times after those of a batch."""
    return (*state.times, *known[-NEAR:].tolist())[-NEAR:]


def _feed(state: Reading, name: str) -> midnight.Feed:
    return state.feeds.get(name, midnight.Feed())


def _moving(table: pa.Table, t: Floats, craft: Ints, names: list[str], at: Ints) -> midnight.Batch:
    """The rows of a feed as the rule takes them."""
    lat, lon, gs = (
        table[name].combine_chunks().to_numpy(zero_copy_only=False).astype(np.float64)[at]
        for name in ("latitude", "longitude", "groundspeed")
    )
    # Rows without an address are those of one: they have no name to be told apart by.
    return midnight.Batch(t[at], craft[at], [*names, ""], lat, lon, gs * KNOT)


def _in_order(batch: pa.RecordBatch, state: Reading, after: tuple[float, ...]) -> Reading | None:
    """What the next batch needs where nothing can be marked, else None.

    That is where the rows are one aircraft's from one feed, in the order of time, none stray, nor
    those before and ``after``.
    """
    words_ = [_only_word(batch.column(name)) for name in ("icao24", "file", "receiver")]
    time = batch.column("timestamp")
    if None in words_ or time.null_count or not len(time):
        return None
    micro = time.cast(pa.int64()).to_numpy()
    key = words_[0] or "", f"{words_[1]}\t{words_[2]}"
    past = state.latest.get(key, -np.inf)
    feed = _feed(state, key[1])
    if micro[0] / 1e6 < past or feed.stuck or not in_order(micro):
        return None
    last = float(micro[-1] / 1e6)
    around = (float(micro[0] / 1e6), last, *state.times, *after)
    if max(around) - min(around) >= STRAY_S:
        return None
    near = midnight.Feed(last, fixes=_last_fix(batch, key[0], last))
    times = _last(state, micro[-NEAR:] / 1e6)
    return Reading({**state.latest, key: last}, {**state.feeds, key[1]: near}, times)


def _last_fix(batch: pa.RecordBatch, name: str, last: float) -> dict[str, midnight.Fix]:
    """Where the only aircraft of a batch was last, if that is shortly before midnight."""
    if last % DAY_S < DAY_S - MIDNIGHT_S:
        return {}
    values = [batch.column(n)[-1].as_py() for n in ("latitude", "longitude", "groundspeed")]
    lat, lon, gs = (np.nan if v is None else float(v) for v in values)
    return {name: (last, lat, lon, gs * KNOT)} if np.isfinite(lat) else {}


def in_order(micro: npt.NDArray[np.int64]) -> bool:
    """Whether times (µs since 1970) do not fall, none of them stray or a counter's.

    Nothing can be marked then in a file of one aircraft and one feed.
    """
    if not len(micro):
        return False
    first, last = micro[0] / 1e6, micro[-1] / 1e6
    return bool(first >= EPOCH_S and last - first < STRAY_S and not (micro[1:] < micro[:-1]).any())


def parts_in_order(micro: npt.NDArray[np.int64], counts: npt.NDArray[np.int64]) -> list[bool]:
    """The same of parts that follow each other, of so many times each."""
    ends = np.cumsum(counts)
    begins = ends - counts
    falls = np.flatnonzero(micro[1:] < micro[:-1])
    some = counts > 0
    out = np.zeros(len(counts), dtype=bool)
    first, last = begins[some], ends[some] - 1
    out[some] = np.searchsorted(falls, first) == np.searchsorted(falls, last)  # none within it
    out[some] &= (micro[first] / 1e6 >= EPOCH_S) & ((micro[last] - micro[first]) / 1e6 < STRAY_S)
    return cast(list[bool], out.tolist())


def _only_word(column: pa.DictionaryArray) -> str | None:
    """The word of all rows, "" where all are null, None where rows differ."""
    if column.null_count == len(column):
        return ""
    if column.null_count or len(column.dictionary) != 1:
        return None
    word: str | None = column.dictionary[0].as_py()
    return word


def _stray(t: Floats, before: tuple[float, ...], after: tuple[float, ...]) -> Mask:
    """Times 300 days or more from the median of the eleven rows around them; at the ends of a file
    of its first or last eleven. Rows ``before`` and ``after`` are those of other batches."""
    out = np.zeros(len(t), dtype=bool)
    known = np.flatnonzero(np.isfinite(t))
    whole = np.concatenate((before, t[known], after))
    if len(whole) < 3 or np.ptp(whole) < STRAY_S:
        return out
    width = AROUND if len(whole) >= AROUND else len(whole) - (len(whole) + 1) % 2
    middle = np.median(np.lib.stride_tricks.sliding_window_view(whole, width), axis=1)
    at = np.arange(len(before), len(before) + len(known)) - width // 2
    out[known] = np.abs(t[known] - middle[np.clip(at, 0, len(middle) - 1)]) >= STRAY_S
    return out


def _numbers(craft: Ints, names: list[str]) -> Mask:
    """All rows of a batch in which no address has a letter, if there are enough of them."""
    plain = [name for name in names if not name.startswith("~")]
    digits = len(plain) >= NUMBERS and all(name.isdigit() for name in plain)
    return (craft >= 0) & digits
