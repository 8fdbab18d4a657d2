"""Single points that stand in a folder of a KML document, or in GeoJSON: which are one track.

A folder's points are one track, unless their names come again, whatever they are (callsigns,
registrations, *Helicopter*): then each name is a track. Times and numbers with a unit are names of
points and not of what flies. That is decided by the first :data:`ENOUGH` points of the folder, so
that memory is bounded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from skywitness.record.trackfiles.identity import callsign, label, registration
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
    words: Mapping[str, str | None] = {}
    """What else it says, by column; in ``fault`` what is wrong with that."""


@dataclass
class Folder:
    """A folder (or document) with its tracks and with points that wait for the decision."""

    name: str | None = None
    plain: bool = False
    """Whether it is no folder of a document, but just all points of a file."""
    tracks: dict[str | None, Named] = field(default_factory=dict)
    _waiting: list[Loose] = field(default_factory=list)
    _by_name: bool | None = None
    _numbered: bool = False
    _named: Callable[[str | None], str | None] = callsign
    """What tells a track's name from a point's."""

    @property
    def whole(self) -> Named:
        """The track of all points that no name sets apart."""
        return self.track(None if self.plain else f"\0{self.name or ''}")

    def track(self, name: str | None) -> Named:
        """The track of this name; placemarks of one name in one folder are one track."""
        return self.tracks.setdefault(name, Named(name))

    def add(self, point: Loose, points: Points, words: Mapping[str, str | None]) -> Iterator[None]:
        """Take a point; pauses after each that is handed on to ``points``."""
        self._waiting.append(point)
        if self._by_name is not None or len(self._waiting) >= ENOUGH:
            yield from self.flush(points, words)

    def flush(self, points: Points, words: Mapping[str, str | None]) -> Iterator[None]:
        """Hand the waiting points on; ``words`` holds for points whose name names no track."""
        if self._by_name is None and self._waiting:
            self._decide()
        waiting, self._waiting = self._waiting, []
        for point in waiting:
            own = None if self._numbered else self._named(point.name)
            track = self.track(own) if self._by_name else self.whole
            said = {**words, **point.words}
            if own:
                said |= {"callsign": callsign(own), "registration": registration(own)}
            points.add(
                point.row, point.time, point.values, track, said, unreadable=point.unreadable
            )
            yield

    def _decide(self) -> None:
        """Whether names come again: those of any kind, else callsigns among names of points."""
        several = 0
        for kind in (label, callsign):
            names = [n for p in self._waiting if (n := kind(p.name))]
            several = len(set(names))
            self._by_name = several > 0 and len(names) >= AGAIN * several
            if self._by_name:
                self._named = kind
                return
        self._numbered = several > 1
