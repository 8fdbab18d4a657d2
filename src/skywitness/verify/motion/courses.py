"""Courses: where every object of a witness is, when, how high and how far along its path.

Between two stops of a course the object flies at an even pace, in curves where its path is longer
than the way. That can be flown if time runs on, no path is shorter than the way at the heights
stated, and path and climb together are within every hard speed.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from skywitness.aliases import Json
from skywitness.claims.meaning.movers import WIND
from skywitness.verify.geometry.earth import LEAST_RADIUS
from skywitness.verify.geometry.exact import inverse
from skywitness.verify.motion.measured import ROUNDING, Measured, slack_of
from skywitness.verify.motion.rows import BRIEFEST
from skywitness.verify.statements.bands import interval
from skywitness.verify.statements.demands import counted_from, levels_of, moment_of
from skywitness.verify.statements.failure import FailedError

#: Height in metres that is flown at where none is stated: above every mountain.
CLEAR = 9_000.0
#: Seconds, and metres a second, that rounding may come to.
SECONDS, PACE = 1e-5, 1e-6


@dataclass(frozen=True)
class Stop:
    """One stop: metres of path since the first, seconds on the witness's clock."""

    moment: str
    place: str
    path: float
    time: float
    at: tuple[float, float] | None
    height: float | None


def course_of(who: str, stated: Json) -> list[Stop]:
    """The stops of an object in order; none where no course is stated.

    Raises:
        FailedError: a time is not stated, or two courses are of one object.
    """
    mine = [c for c in stated.get("courses", ()) if c["who"] == who]
    if len(mine) > 1:
        raise FailedError(f"two courses are stated for {who}")
    return [_stop(each, stated) for each in mine[0]["stops"]] if mine else []


def check_courses(stated: Json, every: Sequence[Json]) -> None:
    """Check that each course can be flown by its object.

    Args:
        stated: the witness.
        every: all that is demanded, premises among it.

    Raises:
        FailedError: one cannot, or it is of stops that nothing speaks of.
    """
    for course in stated.get("courses", ()):
        who = str(course["who"])
        stops = course_of(who, stated)
        known = stops_of(who, every)
        for stop in stops:
            if known.get(stop.moment) != stop.place:
                raise FailedError(
                    f"nothing says that {who} is at '{stop.place}' at '{stop.moment}'"
                )
        if len({s.moment for s in stops}) != len(stops):
            raise FailedError(f"a stop of {who} stands twice")
        limits = [d for d in every if d["kind"] == "mover" and d["who"] == who]
        for one, other in combinations(stops, 2):
            _check_pair(who, one, other, limits)


def stops_of(who: str, every: Sequence[Json]) -> dict[str, str]:
    """The place of an object at each moment at which demands tell it to be somewhere."""
    out: dict[str, str] = {}
    for demand in every:
        if demand.get("who") != who:
            continue
        if demand["kind"] == "mover":
            out |= {moment_of(place): place for place in demand["places"]}
        else:
            ends = (demand["earlier"], demand["later"])
            out |= dict(zip(ends, demand["places"], strict=True))
    return out


def least_path(one: Stop, other: Stop) -> float:
    """Metres that a path between two stops has at least; 0 where a place is left open."""
    if one.at is None or other.at is None:
        return 0.0
    top = max(CLEAR if s.height is None else s.height for s in (one, other))
    return inverse(*one.at, *other.at)[0] * (1 + max(top, 0.0) / LEAST_RADIUS)


def climb(one: Stop, other: Stop) -> float:
    """Metres from the height of one stop to that of another; 0 where one is not stated."""
    return 0.0 if one.height is None or other.height is None else other.height - one.height


def leg(demand: Json, stated: Json, stretch: float) -> Measured:
    """What a course comes to in a demand on a leg: a path, a climb, or one of these a second.

    A path is a length that grows with time: from a moment to the same one, at the same place, it is
    0 whatever the object does, so no course needs to show it.

    Raises:
        FailedError: the course does not have both ends of the leg, or heights that are needed.
    """
    if demand["kind"] == "height change" and demand["earlier"] == demand["later"]:
        value = _risen(demand, stated)  # heights of two at one moment ask for no way
        slack = slack_of(value, value, interval(demand["allowed"], stretch))
        return Measured(value, slack, slack >= -ROUNDING)
    first_place, last_place = demand["places"]
    if (demand["kind"], demand["earlier"], first_place) == ("travel", demand["later"], last_place):
        slack = slack_of(0.0, 0.0, interval(demand["allowed"], stretch))
        return Measured(0.0, slack, slack >= -ROUNDING)
    stops = {s.moment: s for s in course_of(demand["who"], stated)}
    first, last = (stops.get(demand[k]) for k in ("earlier", "later"))
    if first is None or last is None:
        raise FailedError(f"no course of {demand['who']} is stated from '{demand['earlier']}' "
                          f"to '{demand['later']}'")  # fmt: skip
    if [first.place, last.place] != demand["places"]:
        raise FailedError(f"the course of {demand['who']} is by other places than the leg")
    kind, time = demand["kind"], last.time - first.time
    if time < -SECONDS:
        raise FailedError(f"'{demand['later']}' comes before '{demand['earlier']}'")
    value = last.path - first.path if kind in ("travel", "speed") else _risen(demand, stated)
    low, high = interval(demand["allowed"], stretch)
    room = ROUNDING
    if kind in ("speed", "climb"):
        if time < float(BRIEFEST) / 2:
            raise FailedError("a speed is told of no time at all")
        value, room = value / time, PACE
        if demand.get("air"):  # the wind that suits it best, along the path
            value = min(max(value, min(low, value + WIND)), max(high, value - WIND))
    slack = slack_of(value, value, (low, high))
    return Measured(value, slack, slack >= -room)


def _risen(demand: Json, stated: Json) -> float:
    """Metres that the later of the two heights of a demand is above the other."""
    of = counted_from(demand)
    ends = [height_of(each, stated, of) for each in levels_of(demand)]
    if ends[0] is None or ends[1] is None:
        raise FailedError(f"no heights are stated for {demand['who']}")
    return ends[1] - ends[0]


def time_of(moment: str, stated: Json) -> float | None:
    """Seconds at which a moment is on the witness's clock, if it is stated."""
    found = stated["times"].get(moment, stated["gaps"].get(moment))
    return None if found is None else float(found)


def place_at(place: str, stated: Json) -> tuple[float, float] | None:
    """The position stated for a place.

    Raises:
        FailedError: it is no position.
    """
    found = stated["places"].get(place)
    if found is None:
        return None
    at = (float(found[0]), float(found[1]))
    if not (abs(at[0]) <= 180 and abs(at[1]) <= 90):
        raise FailedError(f"{at} is no position")
    return at


def height_of(place: str, stated: Json, of: str = "altitude") -> float | None:
    """The height in metres stated for a place, counted from mean sea level or as ``of`` says."""
    found = stated["heights"].get(place, {}).get(of)
    return None if found is None else float(found)


def _stop(stated: Json, world: Json) -> Stop:
    moment, place = str(stated["moment"]), str(stated["place"])
    time = time_of(moment, world)
    if time is None:
        raise FailedError(f"no time is stated for '{moment}'")
    at, height = place_at(place, world), height_of(place, world)
    found = Stop(moment, place, float(stated["path"]), time, at, height)
    if not all(map(math.isfinite, (found.path, found.time, found.height or 0.0))):
        raise FailedError(f"the stop at '{moment}' is not a finite one")
    return found


def _check_pair(who: str, one: Stop, other: Stop, limits: Sequence[Json]) -> None:
    time, come = other.time - one.time, other.path - one.path
    names = f"from '{one.place}' to '{other.place}'"
    if time < -SECONDS:
        raise FailedError(f"{who}: time runs backward {names}")
    least = least_path(one, other)
    if come < least - ROUNDING:
        raise FailedError(f"{who}: the path {names} is {come:,.1f} m, the way {least:,.1f} m")
    flown = math.hypot(come, climb(one, other))
    for limit in limits:
        if {one.place, other.place} <= set(limit["places"]):
            most = limit["speed"] * time
            if flown > most + ROUNDING:
                raise FailedError(f"{who}: {flown:,.1f} m are flown {names} where its hard "
                                  f"speed allows {most:,.1f} m")  # fmt: skip
