"""Which track a segment is of, where several have one name.

Programs write a flight in segments that follow each other: a new one after a silence, or where it
leaves the ground. Segments that run at one time are something else: two aircraft under one name, or
two recordings of one. As one track they would be a zigzag that nothing flew, so they are two,
unless most rows where they overlap are the same: that is a segment written twice.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Iterable
from itertools import islice
from weakref import WeakKeyDictionary

import numpy as np

from skywitness.aliases import Floats, Ints
from skywitness.record.reading import Tally
from skywitness.record.trackfiles.trackfile import NEVER, Named

MOST = 1_000_000
"""Points of a file that are kept to be compared; of segments beyond them only the ends are."""
SAME = 0.5
"""Of the points within the times of a track, the share that must be its points as well."""
SEGMENTS, TRACKS = 64, 16
"""So many latest segments of a track, and tracks of a name, are compared with a new segment."""


class Segment:
    """Points in the order of time (microseconds since 1970), with latitude and longitude in
    degrees, NaN where there is none."""

    def __init__(self, time: Iterable[int], latitude: Iterable[float], longitude: Iterable[float]):
        """Of points in any order; those without a time (:data:`NEVER`) are left out."""
        when = np.fromiter(time, dtype=np.int64)
        known = np.flatnonzero(when != NEVER)
        order = known[np.argsort(when[known], kind="stable")]
        self.time: Ints = when[order]
        self.latitude: Floats = np.fromiter(latitude, dtype=np.float64)[order]
        self.longitude: Floats = np.fromiter(longitude, dtype=np.float64)[order]
        self.first, self.last = map(int, self.time[[0, -1]]) if len(order) else (NEVER, NEVER)
        self.begin, self.end = (
            (float(self.latitude[k]), float(self.longitude[k])) if len(order) else _NOWHERE
            for k in (0, -1)
        )
        self.whole = True

    def __len__(self) -> int:
        """The number of points with a time that are kept."""
        return len(self.time)

    def forget(self) -> None:
        """Keep the ends alone."""
        self.time, self.latitude, self.longitude = self.time[:0], self.latitude[:0], _NO_FLOATS
        self.whole = False

    def holds(self, first: int, last: int) -> bool:
        """Whether a point is later than one time and earlier than another; if the points are
        forgotten, whether one can be."""
        if not self.whole:
            return first < self.last and self.first < last
        at = int(np.searchsorted(self.time, first, "right"))
        return at < len(self.time) and int(self.time[at]) < last

    def points(self, first: int, last: int) -> set[tuple[int, float, float]]:
        """The points from one time to another."""
        low, high = np.searchsorted(self.time, first), np.searchsorted(self.time, last, "right")
        columns = (self.time, self.latitude, self.longitude)
        return set(zip(*(column[low:high].tolist() for column in columns), strict=True))


_NOWHERE = (math.nan, math.nan)
_NO_FLOATS = np.empty(0)


class Member:
    """One of the tracks of a name: the name's own (None) or another."""

    def __init__(self, named: Named | None) -> None:
        """Without a segment yet."""
        self.named = named
        self._segments: deque[Segment] = deque(maxlen=SEGMENTS)
        self._last = NEVER

    def add(self, new: Segment) -> None:
        """Take a segment of it."""
        self._segments.append(new)
        self._last = max(self._last, new.last)

    def meets(self, new: Segment) -> list[Segment]:
        """Its segments that run at the time of a new one: each has a point between the ends of
        the other."""
        if self._last <= new.first:
            return []
        return [
            old
            for old in self._segments
            if old.first < new.last
            and new.first < old.last
            and new.holds(old.first, old.last)
            and old.holds(new.first, new.last)
        ]

    def way(self, new: Segment) -> float:
        """How far (radians) a new segment begins from where the one before it ends, or ends from
        where the one after it begins."""
        before = [old for old in self._segments if old.last <= new.first]
        after = [old for old in self._segments if old.first >= new.last]
        ways = [_way(max(before, key=lambda s: s.last).end, new.begin)] if before else []
        ways += [_way(new.end, min(after, key=lambda s: s.first).begin)] if after else []
        return min(ways, default=math.inf)


def _repeats(met: list[Segment], new: Segment) -> bool:
    """Whether a new segment says again what the ones that it meets say."""
    inside = common = 0
    for old in met:
        points = new.points(old.first, old.last)
        inside += len(points)
        common += len(points & old.points(new.first, new.last))
    return common > 0 and common >= SAME * inside


def _way(one: tuple[float, float], other: tuple[float, float]) -> float:
    (lat, lon), (to_lat, to_lon) = (map(math.radians, spot) for spot in (one, other))
    half = math.sin((to_lat - lat) / 2) ** 2
    half += math.cos(lat) * math.cos(to_lat) * math.sin((to_lon - lon) / 2) ** 2
    return math.inf if math.isnan(half) else 2 * math.asin(math.sqrt(min(half, 1.0)))


class Segments:
    """The tracks of a file by what they are called."""

    def __init__(self, tally: Tally) -> None:
        """That a name is of several tracks is noted in ``tally``."""
        self._tally = tally
        self._of: WeakKeyDictionary[Named, list[Member]] = WeakKeyDictionary()
        self._kept = 0
        self._names = 0

    def member(self, named: Named, new: Segment) -> Member:
        """Which of the tracks called ``named`` a new segment is of; it is added to that."""
        members = self._of.setdefault(named, [])
        if not members:
            members.append(Member(None))
        found = self._found(members, new) if len(new) else members[0]
        if found is None:
            found = Member(Named(named.name))
            members.append(found)
            self._names += len(members) == 2
        self.add(found, new)
        return found

    def add(self, member: Member, new: Segment) -> None:
        """Take what a segment of it goes on with."""
        if not len(new):
            return
        self._kept += len(new)
        if self._kept > MOST:
            new.forget()
        member.add(new)

    @staticmethod
    def _found(members: list[Member], new: Segment) -> Member | None:
        """The nearest of those that it does not meet, or one that it repeats."""
        free = []
        for member in islice(reversed(members), TRACKS):
            met = member.meets(new)
            if met and _repeats(met, new):
                return member
            if not met:
                free.append(member)
        free.reverse()  # of several as near the first
        return min(free, key=lambda m: m.way(new)) if len(free) > 1 else next(iter(free), None)

    def finish(self) -> None:
        """Note what was found."""
        if self._names:
            self._tally.note(
                f"{self._names} names are of segments that overlap in time and are not the same: "
                "those are tracks of their own"
            )
