"""What a witness needs besides what was found: places that are open, and numbers that meet.

Places are left open at ends of a separation, and at stops that several objects share. A path over a
time is a speed only as nearly as both are rounded.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import permutations, product

from skywitness.aliases import Json
from skywitness.claims.meaning.movers import WIND
from skywitness.earth import GEOD
from skywitness.verify.motion.air import SEA_LEVEL
from skywitness.verify.motion.courses import course_of, time_of
from skywitness.verify.motion.measured import ROUNDING
from skywitness.verify.motion.motion import Motion
from skywitness.verify.statements.bands import interval
from skywitness.verify.statements.demands import (
    counted_from,
    is_height,
    levels_of,
    moment_of,
    text_of,
)
from skywitness.verify.statements.failure import FailedError

#: Metres beyond a lower end at which a place is put where there is no upper end.
BEYOND = 1_000.0
TURNS = 4
#: Metres by which a path or a height is changed at most, so that over the time stated it is the
#: speed that is told of: half of what the verifier grants for rounding.
TRIMMED = ROUNDING / 2
#: Seconds more than an object needs at its hard speed.
UNHURRIED = 60.0
#: Where objects meet of which nothing says where: far inland, where the ground may be high.
ANYWHERE = (20.0, 5.0)
#: And where the surface may be that of the sea.
AT_SEA = (0.0, 0.0)


def place_meetings(world: Json, said: Sequence[tuple[str, Json]], stretch: float) -> None:
    """Put each open stop that several courses share where its objects are otherwise, or anywhere.

    And of two places of an object in a time that is bounded the open one where the other is; where
    heights are said of both, so that neither is open, both anywhere. Nothing is made of it here:
    whether all that is said then holds is looked at afterwards.
    """
    motion = Motion(world, stretch, said)
    bound = {moment for moment, d in said if d["kind"] in ("place", "separation")}
    for demand in (d for _, d in said if d["kind"] == "mover"):
        for one, other in permutations(demand["places"], 2):
            if other in {*world["places"], *bound} or not motion.bounded(one, other):
                continue
            if one not in {*world["places"], *bound} and not (
                motion.open(one) or motion.open(other)
            ):
                world["places"][one] = list(_anywhere((one, other), world))
            if one in world["places"]:
                world["places"][other] = list(world["places"][one])
    stops = [[str(s["place"]) for s in course["stops"]] for course in world["courses"]]
    for places in stops:
        for place in places:
            if place in world["places"] or motion.open(place, height=True):
                continue
            near = next((world["places"][p] for p in places if p in world["places"]), ANYWHERE)
            world["places"][place] = list(near)


def part_ways(world: Json, said: Sequence[tuple[str, Json]], stretch: float) -> None:
    """Move moments apart in time that nothing keeps near, until their object gets from one there.

    Of two such moments the earlier is moved back, with all that may come only so long after it; or
    the later on, with all that it may come only so long after. So each bound on times that held
    holds still. Nothing is made of it here: whether all that is said then holds is looked at
    afterwards.
    """
    motion = Motion(world, stretch, said)
    movers = [d for _, d in said if d["kind"] == "mover"]
    for _, demand in product(range(TURNS), movers):
        course = {s.place for s in course_of(demand["who"], world)}
        for one, other in permutations(demand["places"], 2):
            early, late = moment_of(one), moment_of(other)
            free = not ({one, other} <= course or motion.bounded(one, other))
            if not free or not motion.told(one, other):
                continue
            first, last = time_of(early, world), time_of(late, world)
            if first is None or last is None or first > last:
                continue
            lack = _lack(motion, demand, one, other)
            if lack > ROUNDING:
                seconds = lack / demand["speed"] + UNHURRIED
                back = {early, *motion.reach.get(early, ())}
                on = {late, *(m for m, known in motion.reach.items() if late in known)}
                if not back & {"", late}:
                    _shift(world, back, -seconds)
                elif not on & {"", early}:
                    _shift(world, on, seconds)


def _lack(motion: Motion, demand: Json, one: str, other: str) -> float:
    """Metres between two places beyond an object's hard speed; 0 where that is not told."""
    try:
        return -motion.room(demand, one, other)
    except FailedError:
        return 0.0


def _shift(world: Json, moments: set[str], seconds: float) -> None:
    for clock in (world["times"], world["gaps"]):
        clock.update({m: t + seconds for m, t in clock.items() if m in moments})


def trim_paces(world: Json, said: Sequence[tuple[str, Json]], stretch: float) -> None:
    """Change paths and heights by a rounding, so that speeds are what is allowed at the stretch.

    Times since 1970 are told to a fifth of a millionth of a second, which over a millisecond is
    much of a speed, and solvers stop a little beyond an end. Nothing is made of it here: whether
    all that is said then holds is looked at afterwards.
    """
    for demand in (d for _, d in said if d["kind"] in ("speed", "climb")):
        stops = {s.moment: s for s in course_of(demand["who"], world)}
        first, last = (stops.get(demand[k]) for k in ("earlier", "later"))
        if first is None or last is None or last.time <= first.time:
            continue
        time = last.time - first.time
        low, high = (end * time for end in interval(demand["allowed"], stretch))
        if demand["kind"] == "climb":
            _trim_climb(world, demand, low, high)
            continue
        if demand.get("air"):  # whatever wind suits it
            low, high = low - WIND * time, high + WIND * time
        come = last.path - first.path
        more = min(max(come, low), high) - come
        if 0 < abs(more) <= TRIMMED:
            (course,) = (c for c in world["courses"] if c["who"] == demand["who"])
            at = next(k for k, s in enumerate(course["stops"]) if s["moment"] == last.moment)
            for stop in course["stops"][at:]:
                stop["path"] += more


def _trim_climb(world: Json, demand: Json, low: float, high: float) -> None:
    """Change the later height of a climb, in metres, by a rounding."""
    of = counted_from(demand)
    early, late = (world["heights"].get(place, {}) for place in levels_of(demand))
    if of not in early or of not in late:
        return
    rise = late[of] - early[of]
    more = min(max(rise, low), high) - rise
    if 0 < abs(more) <= TRIMMED:
        late[of] += more


def level_stays(world: Json, said: Sequence[tuple[str, Json]], stretch: float) -> None:
    """State heights, as near the sea's as is allowed, where an object without a course is bounded.

    At the stated places of an object of which several have heights demanded (a ship is on water):
    what it rises from one to the other counts as path. Whether all holds is looked at afterwards.
    An object that is shown to move without them keeps them unsaid.
    """
    levels = [(moment, d) for moment, d in said if is_height(d)]
    motion = Motion(world, stretch, said)
    for demand in (d for _, d in said if d["kind"] == "mover"):
        if course_of(demand["who"], world) or _moves(motion, demand):
            continue
        mine = [p for p in demand["places"] if p in world["places"]]
        if len({m for m, _ in levels if m in demand["places"]}) < 2:
            continue
        for place in mine:
            world["heights"].setdefault(place, {}).setdefault("altitude", 0.0)
            for _, level in (each for each in levels if each[0] == place):
                least, most = interval(level["allowed"], stretch)
                stated = world["heights"][place]
                found = float(stated.get(level["quantity"], 0.0))
                stated[level["quantity"]] = min(max(found, least), most)


def _moves(motion: Motion, demand: Json) -> bool:
    """Whether what is stated shows already that an object gets from place to place in time."""
    try:
        return motion.mover(demand).holds
    except FailedError:
        return False


def place_ends(
    world: Json,
    said: Sequence[tuple[str, Json]],
    stretch: float,
    given: Sequence[tuple[str, Json]] = (),
) -> None:
    """Put each open place at a distance that its separation allows, due north of the other.

    Where both are open, and heights are said of both so that no rule shows the separation, one of
    them is put anywhere: nothing says where it is. Nothing is made of it here: whether all that is
    said then holds is looked at afterwards.

    Args:
        world: a witness, to which places and heights are added.
        said: the moment and demand of all that it must meet.
        stretch: the stretch at which it must.
        given: what else is given, by which no place is as free as it seems.
    """
    bound = {moment for moment, d in said if d["kind"] == "place"}
    for _, demand in said:
        if demand["kind"] != "separation":
            continue
        ends = [demand["first"], demand["second"]]
        open_ = [p for p in ends if p not in world["places"]]
        if not open_ or bound & set(open_):
            continue
        told = all("altitude" in world["heights"].get(p, {}) for p in ends)
        shown = text_of(demand) in Motion(world, stretch, [*said, *given]).free
        if len(open_) == 2 and ((demand["slant"] and told) or not shown):
            world["places"][ends[0]] = list(_anywhere(ends, world))
            open_ = ends[1:]
        if len(open_) == 1:
            _put(open_[0], ends[1 - ends.index(open_[0])], demand, world, stretch)


def _anywhere(places: Sequence[str], world: Json) -> tuple[float, float]:
    """A position as good as any other: at sea, unless the surface stated of a place is not."""
    stated = (world["heights"].get(place, {}).get("surface", 0.0) for place in places)
    return AT_SEA if all(SEA_LEVEL[0] <= s <= SEA_LEVEL[1] for s in stated) else ANYWHERE


def _put(place: str, other: str, demand: Json, world: Json, stretch: float) -> None:
    rise = _level(place, other, world) if demand["slant"] else 0.0
    least, most = interval(demand["allowed"], stretch)
    least = max(least, rise, 0.0)
    metres = (least + most) / 2 if math.isfinite(most) else least + BEYOND
    wanted = max(metres * metres - rise * rise, 0.0)
    along = math.sqrt(wanted)
    for _ in range(TURNS):
        lon, lat = world["places"][other]
        lon, lat, _ = GEOD.fwd(lon, lat, 0.0, along)
        world["places"][place] = [float(lon), float(lat)]
        found = Motion(world, stretch, [("", demand)]).separation(demand)
        if found is None or found.value <= rise:
            return
        along *= math.sqrt(wanted / (found.value**2 - rise**2))  # lines at a height are longer


def _level(place: str, other: str, world: Json) -> float:
    """How much two places differ in height, in metres; where only one is stated, not at all."""
    heights = [world["heights"].get(p, {}).get("altitude") for p in (place, other)]
    level = next((h for h in heights if h is not None), 0.0)
    for each, height in zip((place, other), heights, strict=True):
        if height is None:
            world["heights"].setdefault(each, {})["altitude"] = level
    one, two = (world["heights"][p]["altitude"] for p in (place, other))
    return abs(float(one) - float(two))
