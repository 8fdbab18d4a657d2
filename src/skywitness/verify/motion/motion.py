"""Demands that tie places to each other: how far apart, and how fast an object can have moved.

Of two places of one object a witness shows one of these:

- both are stops of its course, which can be flown (:mod:`skywitness.verify.motion.courses`);
- no places or no times on one clock are stated for both, and the time between them can be as long
  as one likes, under all that is demanded of times. Times can
  be moved along a direction that breaks no bound and leaves every bounded difference as it is; a
  generic sum of such directions lengthens all others, so this is enough for all such pairs at once;
- one of them is open: nothing is said of its place or height, and no other object need be there. It
  lies on the object's path, wherever that is at the time;
- both places and times are stated and the way is within the hard speed, with the rise where heights
  are demanded at several of the object's places: all that is demanded of them must then be stated.

A separation need not be measured if one of its places is free: nothing else is said of that place.
It is put where the separation says, whatever is chosen for the other place.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import combinations

import numpy as np

from skywitness.aliases import Json
from skywitness.verify.geometry.earth import to_space
from skywitness.verify.geometry.exact import inverse
from skywitness.verify.motion.courses import (
    Stop,
    check_courses,
    climb,
    course_of,
    height_of,
    least_path,
    place_at,
    time_of,
)
from skywitness.verify.motion.measured import ROUNDING, Measured, slack_of
from skywitness.verify.motion.rows import ON_LEGS
from skywitness.verify.statements.bands import interval
from skywitness.verify.statements.demands import is_height, moment_of, text_of
from skywitness.verify.statements.failure import FailedError

#: From every position of WGS 84 some other is at any distance up to this, in metres along the
#: ground and in a straight line.
EVERYWHERE = {False: 19_900_000.0, True: 12_700_000.0}

Said = Sequence[tuple[str, Json]]


@dataclass
class Motion:
    """What of a witness is tied: ``every`` are all demands, each with its moment."""

    stated: Json
    stretch: float
    every: Said
    checked: bool = False
    free: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Find how times bound each other, and which separations are free."""
        self.demands = [d for _, d in self.every]
        self.reach = _reach(self.demands)
        self._find_free()

    def separation(self, demand: Json) -> Measured | None:
        """Metres between two places; ``None`` where one of them is free.

        Raises:
            FailedError: one of them is not stated, or in a straight line its height is not.
        """
        ends = [place_at(demand[k], self.stated) for k in ("first", "second")]
        first, second = ends
        if first is None or second is None:
            if text_of(demand) in self.free:
                return None
            raise FailedError(f"no place is stated for '{demand['first']}' or '{demand['second']}'")
        apart = self._line(demand) if demand["slant"] else inverse(*first, *second)[0]
        slack = slack_of(apart, apart, interval(demand["allowed"], self.stretch))
        return Measured(apart, slack, slack >= -ROUNDING)

    def mover(self, demand: Json) -> Measured:
        """Whether no two places of an object are too far apart for the time between them.

        Raises:
            FailedError: a place or a time that this depends on is not stated.
        """
        self.courses()
        on_course = {s.place for s in course_of(demand["who"], self.stated)}
        for one, other in combinations(demand["places"], 2):
            if {one, other} <= on_course:
                continue
            if not self.bounded(one, other):
                if not self.told(one, other):
                    continue
            elif self.open(one) or self.open(other):
                continue
            room = self.room(demand, one, other)
            if room < -ROUNDING:
                return Measured(0.0, room, False)
        return Measured(0.0, 0.0, True)

    def courses(self) -> None:
        """Check that every course can be flown and leaves no place open that is not.

        Raises:
            FailedError: one cannot or does.
        """
        if self.checked:
            return
        check_courses(self.stated, self.demands)
        for course in self.stated.get("courses", ()):
            for stop in course_of(course["who"], self.stated):
                if stop.at is None and not self.open(stop.place, height=True):
                    raise FailedError(f"no place is stated for '{stop.place}'")
        self.checked = True

    def open(self, place: str, *, height: bool = False) -> bool:
        """Whether nothing but one object's path says where a place is.

        With ``height`` that may be said, where a course states it.
        """
        if place in self.stated["places"]:
            return False
        for moment, d in self.every:
            if d["kind"] == "place" and moment == place:
                return False
            if is_height(d) and moment == place and not height:
                return False
            ends = (d.get("first"), d.get("second"))
            if d["kind"] == "separation" and place in ends and text_of(d) not in self.free:
                return False
        return len(self._users(place)) <= 1

    def _users(self, place: str) -> set[str]:
        """Objects whose path is bound to a place."""
        found = {str(d["who"]) for d in self.demands if d["kind"] in ON_LEGS
                 and place in d["places"]}  # fmt: skip
        for d in self.demands:
            if d["kind"] == "mover" and place in d["places"]:
                others = (p for p in d["places"] if p != place)
                if any(self.bounded(place, p) for p in others):
                    found.add(d["who"])
        return found

    def told(self, one: str, other: str) -> bool:
        """Whether positions of two places are stated, and their times on one clock."""
        moments = {moment_of(one), moment_of(other)}
        clocks = (self.stated["times"], self.stated["gaps"])
        return {one, other} <= set(self.stated["places"]) and any(moments <= set(c) for c in clocks)

    def bounded(self, one: str, other: str) -> bool:
        """Whether the time between two places is bounded both ways."""
        a, b = moment_of(one), moment_of(other)
        return b in self.reach.get(a, ()) and a in self.reach.get(b, ())

    def room(self, demand: Json, one: str, other: str) -> float:
        """Metres left of what a hard speed allows between two places that no course has."""
        stops = [self._stop(p) for p in (one, other)]
        first, second = stops
        if first is None or second is None:
            raise FailedError(
                f"{demand['who']}: what is stated does not show that it can have been at "
                f"'{one}' and at '{other}'"
            )
        told = {(m, d["quantity"]) for m, d in self.every
                if is_height(d) and m in demand["places"]}  # fmt: skip
        rise = 0.0
        if len({m for m, _ in told}) > 1:
            # Only what is stated is checked: what is demanded at an end must be, whatever it is.
            ends = {(p, "altitude") for p in (one, other)}
            needed = ends | {each for each in told if each[0] in (one, other)}
            if any(height_of(p, self.stated, of) is None for p, of in needed):
                raise FailedError(
                    f"{demand['who']}: heights are said of its places, but no course is"
                )
            rise = climb(first, second)
        time = abs(first.time - second.time)
        return float(demand["speed"] * time - math.hypot(least_path(first, second), rise))

    def _stop(self, place: str) -> Stop | None:
        at, time = place_at(place, self.stated), time_of(moment_of(place), self.stated)
        if at is None or time is None:
            return None
        return Stop(moment_of(place), place, 0.0, time, at, height_of(place, self.stated))

    def _line(self, demand: Json) -> float:
        """Metres in a straight line between two places at their heights."""
        return float(np.linalg.norm(np.subtract(*(self._in_space(demand[k])
                                                  for k in ("first", "second")))))  # fmt: skip

    def _in_space(self, place: str) -> np.ndarray:
        at, height = place_at(place, self.stated), height_of(place, self.stated)
        if at is None or height is None:
            raise FailedError(f"no height is stated for '{place}'")
        lon, lat = map(math.radians, at)
        up = np.array([math.cos(lat) * math.cos(lon), math.cos(lat) * math.sin(lon),
                       math.sin(lat)])  # fmt: skip
        return np.asarray(to_space(np.array([at[0]]), np.array([at[1]]))[0] + height * up)

    def _find_free(self) -> None:
        """Separations of which one place is bound by nothing else, and so on without these."""
        while True:
            found = {
                text_of(d)
                for d in self.demands
                if d["kind"] == "separation" and text_of(d) not in self.free and self._is_free(d)
            }
            if not found:
                return
            self.free |= found

    def _is_free(self, demand: Json) -> bool:
        least, most = interval(demand["allowed"], self.stretch)
        if max(least, 0.0) > min(most, EVERYWHERE[demand["slant"]]):
            return False
        return any(self._unbound(demand[k], demand) for k in ("first", "second"))

    def _unbound(self, place: str, but: Json) -> bool:
        """Whether nothing but one separation speaks of a place."""
        if place in self.stated["places"] or self._users(place):
            return False
        for moment, d in self.every:
            if (d["kind"] == "place" or is_height(d)) and moment == place:
                return False
            ends = (d.get("first"), d.get("second"))
            other = d["kind"] == "separation" and text_of(d) not in self.free and d != but
            if other and place in ends:
                return False
        return True


def _reach(demands: Sequence[Json]) -> dict[str, set[str]]:
    """For each moment those whose time is bounded from above, counted from its own."""
    edges: dict[str, set[str]] = {}
    for demand in demands:
        if demand["kind"] in ON_LEGS:  # a path and a speed together bound its time
            edges.setdefault(demand["earlier"], set()).add(demand["later"])
            edges.setdefault(demand["later"], set()).add(demand["earlier"])
        if demand["kind"] != "time":
            continue
        nodes = (demand["earlier"] or "", demand["later"])
        for end, (start, goal) in (("upper", nodes), ("lower", nodes[::-1])):
            side = demand["allowed"][end]
            if side is not None:
                edges.setdefault(start, set()).add(goal)
    out: dict[str, set[str]] = {}
    for start in {n for s, goals in edges.items() for n in (s, *goals)}:
        seen, todo = {start}, [start]
        while todo:
            new = edges.get(todo.pop(), set()) - seen
            seen |= new
            todo += new
        out[start] = seen
    return out
