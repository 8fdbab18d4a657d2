"""Single points that stand in a folder of a KML document: which of them are one track.

A folder's points are one track, unless their names are callsigns that come again: then each name is
a track. That is decided by the first :data:`ENOUGH` points of the folder, so that memory is
bounded.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from skywitness.record.trackfiles.identity import callsign
from skywitness.record.trackfiles.trackfile import Named, Points

ENOUGH = 1000
AGAIN = 2
"""So often names come on average where they are those of aircraft and not of points."""


class Loose(NamedTuple):
    """A point with the name of its placemark."""

    name: str | None
    row: int
    time: int | None
    values: Mapping[str, float]
    unreadable: bool
    fault: str | None = None
    """What is wrong with what it says, as the ``fault`` column has it."""


@dataclass
class Folder:
    """A folder (or document) with its tracks and with points that wait for the decision."""

    name: str | None = None
    tracks: dict[str | None, Named] = field(default_factory=dict)
    _waiting: list[Loose] = field(default_factory=list)
    _by_name: bool | None = None
    _numbered: bool = False

    def track(self, name: str | None) -> Named:
        """The track of this name; placemarks of one name in one folder are one track."""
        return self.tracks.setdefault(name, Named(name))

    def add(self, point: Loose, points: Points, words: Mapping[str, str | None]) -> Iterator[None]:
        """Take a point; pauses after each that is handed on to ``points``."""
        self._waiting.append(point)
        if self._by_name is not None or len(self._waiting) >= ENOUGH:
            yield from self.flush(points, words)

    def flush(self, points: Points, words: Mapping[str, str | None]) -> Iterator[None]:
        """Hand the waiting points on; ``words`` holds for points whose name is no callsign."""
        if self._by_name is None and self._waiting:
            names = [n for p in self._waiting if (n := callsign(p.name))]
            several = len(set(names))
            self._by_name = several > 0 and len(names) >= AGAIN * several
            self._numbered = several > 1 and not self._by_name
        waiting, self._waiting = self._waiting, []
        for point in waiting:
            own = None if self._numbered else callsign(point.name)
            track = self.track(own if self._by_name else f"\0{self.name or ''}")
            said = {**words, "callsign": own} if own else words
            if point.fault:
                said = {**said, "fault": point.fault}
            points.add(
                point.row, point.time, point.values, track, said, unreadable=point.unreadable
            )
            yield
