"""Positions of a file's position messages, piece by piece."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from skywitness.aliases import Floats, Ints, Mask
from skywitness.record.modes.content.carry import MOST
from skywitness.record.modes.frames.bits import bits
from skywitness.record.modes.positions import positions

COMPILED_FROM = 50_000
"""Frames in a piece from which on compiled code is loaded; below, loading it takes longer."""


class Places:
    """Decodes positions and remembers every aircraft's last messages and position."""

    def __init__(self, near: tuple[float, float] | None) -> None:
        """``near`` is the longitude and latitude of the receiver, where known."""
        self._near_lon, self._near_lat = near or (np.nan, np.nan)
        self._keys = np.empty(0, dtype=np.int64)
        self._kept = np.empty((0, positions.KEPT))

    def decode(
        self, key: Ints, time: Ints, me: Ints, surface: Mask, slow: Mask, compiled: bool
    ) -> tuple[Floats, Floats, Mask]:
        """Latitudes, longitudes (NaN: none) and which are jumps, of messages in the order of time.

        ``slow`` are surface messages that say a speed of at most 25 kt.
        """
        n = len(key)
        keys, slots = np.unique(key, return_inverse=True)
        kept = np.full((len(keys), positions.KEPT), np.nan)
        at = np.minimum(np.searchsorted(self._keys, keys), max(len(self._keys) - 1, 0))
        if len(self._keys):
            old = self._keys[at] == keys
            kept[old] = self._kept[at[old]]
        kept[:, [positions.ROW, positions.ROW2]] = np.nan  # rows of an earlier piece
        limit = np.where(
            surface, np.where(slow, positions.PAIR_SLOW, positions.PAIR_FAST), positions.PAIR_AIR
        )
        inputs = (slots, time.astype(np.float64), surface, bits(me, 22) == 1,
                  bits(me, 23, 39), bits(me, 40, 56), limit)  # fmt: skip
        before = kept.copy()
        lat, lon, jump, kept = self._follow(inputs, kept, compiled)
        # Before take-off nothing tells the quarter of the globe; the flight that follows does.
        first, late = _first(slots, ~np.isnan(lat), len(keys)), np.zeros(len(keys), dtype=bool)
        late[slots[surface & np.isnan(lat)]] = True
        late &= (first < n) & np.isnan(before[:, positions.WHEN])
        if late.any():
            at = first[late]
            before[late, positions.LAT], before[late, positions.LON] = lat[at], lon[at]
            before[late, positions.WHEN], before[late, positions.COUNT] = time[at], 0.0
            again = np.flatnonzero(late[slots])
            part = tuple(a[again] for a in inputs)
            lat[again], lon[again], jump[again], after = self._follow(part, before, compiled)
            kept[late] = after[late]
        self._keep(keys, kept)
        return lat, lon, jump

    def _follow(
        self, inputs: tuple[npt.NDArray[Any], ...], kept: Floats, compiled: bool
    ) -> tuple[Floats, Floats, Mask, Floats]:
        n = len(inputs[0])
        near = (float(self._near_lat), float(self._near_lon))
        lat, lon, jump = np.full(n, np.nan), np.full(n, np.nan), np.zeros(n, dtype=bool)
        if compiled:
            from skywitness.record.modes.positions.compiled import follow

            kept = kept.copy()
            follow(*inputs, kept, *near, lat, lon, jump)
            return lat, lon, jump, kept
        lats, lons, jumps, lists = lat.tolist(), lon.tolist(), jump.tolist(), kept.tolist()
        slots, times, surfaces, odds, ys, xs, limits = (a.tolist() for a in inputs)
        positions.follow(
            slots, times, surfaces, odds, ys, xs, limits, lists, *near, lats, lons, jumps
        )
        return np.array(lats), np.array(lons), np.array(jumps, dtype=bool), np.array(lists)

    def _keep(self, keys: Ints, kept: Floats) -> None:
        others = ~np.isin(self._keys, keys)
        all_keys = np.concatenate([self._keys[others], keys])
        all_kept = np.concatenate([self._kept[others], kept])
        last = np.nanmax(
            np.column_stack([all_kept[:, [positions.T, positions.ODD + positions.T]],
                             np.full(len(all_keys), -np.inf)]), axis=1
        )  # fmt: skip
        chosen = np.argsort(last, kind="stable")[-MOST:]
        chosen = chosen[np.argsort(all_keys[chosen])]
        self._keys, self._kept = all_keys[chosen], all_kept[chosen]


def _first(slots: Ints, which: Mask, count: int) -> Ints:
    """For each slot the index of its first message of ``which``, the number of messages if none."""
    first = np.full(count, len(slots), dtype=np.int64)
    at = np.flatnonzero(which)
    first[slots[at[::-1]]] = at[::-1]
    return first
