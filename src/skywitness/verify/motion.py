"""Demands that tie places to each other: how far apart, and how fast an object can have moved.

Hard limits of motion are looked at in a witness place by place. Of two places of one object either
the time between them can be as long as one likes, under all that is demanded of times, or both
places and both times are stated and the way is no longer than the limit allows. The first is
enough for all such pairs at once: times can be moved along a direction that breaks no bound and
leaves every bounded difference as it is; a generic sum of such directions lengthens all others.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from skywitness.verify.bands import interval
from skywitness.verify.demands import Json
from skywitness.verify.exact import inverse
from skywitness.verify.failure import FailedError
from skywitness.verify.measured import ROUNDING, Measured, slack_of


def moment_of(place: str) -> str:
    """The moment at which an object is at a place: of "Su-27 at hit" it is "hit"."""
    return place.partition(" at ")[2] or place


def separation(demand: Json, stated: Json, stretch: float) -> Measured:
    """Metres along the ground between two places of a witness.

    Raises:
        FailedError: one of them is not stated.
    """
    first, second = (stated["places"].get(demand[k]) for k in ("first", "second"))
    if first is None or second is None:
        raise FailedError(f"no place is stated for '{demand['first']}' or '{demand['second']}'")
    apart, _ = inverse(*map(float, first), *map(float, second))
    slack = slack_of(apart, apart, interval(demand["allowed"], stretch))
    return Measured(apart, slack, slack >= -ROUNDING)


def mover(demand: Json, stated: Json, stretch: float, every: Sequence[Json]) -> Measured:
    """Whether no two places of an object are too far apart for the time between them.

    Raises:
        FailedError: a place or a time that this depends on is not stated.
    """
    reach = _reach([d for d in every if d["kind"] == "time"], stretch)
    for one, other in combinations(demand["places"], 2):
        a, b = moment_of(one), moment_of(other)
        if b not in reach.get(a, ()) or a not in reach.get(b, ()):
            continue  # the time between them can be as long as one likes
        first, second = (stated["places"].get(p) for p in (one, other))
        times = next((m for m in (stated["times"], stated["gaps"]) if a in m and b in m), None)
        if first is None or second is None or times is None:
            raise FailedError(
                f"{demand['who']}: what is stated does not show that it can have been at "
                f"'{one}' and at '{other}'"
            )
        apart, _ = inverse(*map(float, first), *map(float, second))
        room = demand["speed"] * abs(times[a] - times[b]) - apart
        if room < -ROUNDING:
            return Measured(apart, room, False)
    return Measured(0.0, 0.0, True)


def _reach(demands: Sequence[Json], stretch: float) -> dict[str, set[str]]:
    """For each moment those whose time is bounded from above, counted from its own."""
    edges: dict[str, set[str]] = {}
    for demand in demands:
        nodes = (demand["earlier"] or "", demand["later"])
        for end, (start, goal) in (("upper", nodes), ("lower", nodes[::-1])):
            side = demand["allowed"][end]
            if side is not None and (side[3] is None or stretch < side[3]):
                edges.setdefault(start, set()).add(goal)
    out: dict[str, set[str]] = {}
    for start in {n for d in demands for n in (d["earlier"] or "", d["later"])}:
        seen, todo = {start}, [start]
        while todo:
            new = edges.get(todo.pop(), set()) - seen
            seen |= new
            todo += new
        out[start] = seen
    return out
