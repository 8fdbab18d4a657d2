"""What the record's own track files (GPX, KML, GeoJSON) say beside the formats' own elements.

Every column that a format has no element for has a name of its own there, in the record's units, so
that what was exported comes back as it was. The exports write these names, the readers read them.

Rows with a fault are no part of a track there and stand before it. They are put back between its
points, and numbered so: else their time would seem to run backwards.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from skywitness.record.trackfiles.trackfile import NUMBERS, Named, number

SPACE = "urn:skywitness:record:1"
"""The name space of the elements in GPX, and what a KML file's schema is called by."""

NUMBERED = tuple(n for n in NUMBERS if n not in ("latitude", "longitude"))
"""Columns of numbers of a point; `onground` is 1 or 0."""
SPELT = ("callsign", "squawk", "source", "fault")
"""Words that change from row to row."""
POINT = frozenset({*NUMBERED, *SPELT, "icao24"})
TRACK = ("icao24", "registration", "typecode")
"""What holds for a whole track."""


class Held(NamedTuple):
    """A row with a fault: its address, time (µs since 1970), numbers and words."""

    track: Named
    time: int | None
    values: Mapping[str, float]
    words: Mapping[str, str | None]
    unreadable: bool


class Faulty:
    """Rows with a fault that wait for the track they are of."""

    def __init__(self) -> None:
        """None yet."""
        self._held: dict[str | None, deque[Held]] = {}

    def hold(self, row: Held) -> None:
        """Keep a row; those of one aircraft come in the order of time."""
        self._held.setdefault(row.track.address, deque()).append(row)

    def until(self, address: str | None, time: int | None) -> Iterator[Held]:
        """The rows of an aircraft up to a time, once."""
        waiting = self._held.get(address)
        while waiting and (time is None or (waiting[0].time or 0) <= time):
            yield waiting.popleft()

    def rest(self) -> Iterator[Held]:
        """All that are left, once."""
        for address in list(self._held):
            yield from self.until(address, None)


def numbers(said: Mapping[str, str | None]) -> dict[str, float]:
    """The numbers among what a point says."""
    return {n: v for n in NUMBERED if not math.isnan(v := number(said.get(n)))}


def words(said: Mapping[str, str | None]) -> dict[str, str | None]:
    """The words among it."""
    found = {n: (said.get(n) or "").strip() for n in SPELT}
    return {n: w for n, w in found.items() if w}
