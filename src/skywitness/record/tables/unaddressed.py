"""Tables without a column of addresses: whose rows are whose.

Their rows get the names that tracks of track files have. What tells them apart is the registration,
else the callsign; a table that names one aircraft or none is one track.
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from skywitness.record.reading import Tally
from skywitness.record.tables.times import Times
from skywitness.record.tracknames import track_id


class Unaddressed:
    """The tracks of one table, from its first row on."""

    def __init__(self, tally: Tally) -> None:
        """None yet."""
        self._tally = tally
        self._tracks: dict[str | None, str] = {}

    def name(self, values: dict[str, object], n: int) -> None:
        """Fill ``icao24`` of a batch's columns where its rows have a position at all."""
        if not n or "latitude" not in values:
            return
        said = _names(values, n)
        names = [w for w in pc.unique(said).to_pylist() if w is not None]
        if len({*self._tracks, *names} - {None}) <= 1:
            # One aircraft, named or not: rows that say nothing are its own.
            said = pa.array(names[:1] * n if names else [None] * n, pa.string())
            if names and None in self._tracks:
                self._tracks.setdefault(names[0], self._tracks[None])
            elif not names and self._tracks:
                said = pa.array([*self._tracks][:1] * n, pa.string())
            names = names[:1] or [said[0].as_py()]
        for word in names:
            if word not in self._tracks:
                self._tracks[word] = self._new(word, said, values)
        if None in said.to_pylist() and None not in self._tracks:
            self._tally.note("rows that name no aircraft are nobody's: the table has several")
        values["icao24"] = [self._tracks.get(w) for w in said.to_pylist()]
        self._tally.note("there is no column of addresses: tracks have names of their own")

    def _new(self, word: str | None, said: pa.Array, values: dict[str, object]) -> str:
        """The name of a track, by its first row in this batch."""
        at = 0 if word is None else pc.index(said, word).as_py()
        lat, lon = (float(np.asarray(values[name])[at]) for name in ("latitude", "longitude"))
        times: Times = np.asarray(values["timestamp"])
        time = None if np.isnat(times[at]) else int(times[at].astype(np.int64))
        return track_id(word, time, lat, lon, len(self._tracks))


def _names(values: dict[str, object], n: int) -> pa.Array:
    found = pa.nulls(n, pa.string())
    for column in ("registration", "callsign"):
        if column in values:
            found = pc.coalesce(found, pa.array(values[column]).cast(pa.string()))
    return found
