"""Places that a witness leaves open: ends of a separation, and stops that several objects share."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import permutations

from skywitness.aliases import Json
from skywitness.earth import GEOD
from skywitness.verify.motion.courses import course_of
from skywitness.verify.motion.motion import Motion
from skywitness.verify.statements.bands import interval
from skywitness.verify.statements.demands import is_height
from skywitness.verify.statements.failure import FailedError

#: Metres beyond a lower end at which a place is put where there is no upper end.
BEYOND = 1_000.0
TURNS = 4
#: Where objects meet of which nothing says where: far inland, where the ground may be high.
ANYWHERE = (20.0, 5.0)


def place_meetings(world: Json, said: Sequence[tuple[str, Json]], stretch: float) -> None:
    """Put each open stop that several courses share where its objects are otherwise, or anywhere.

    And of two places of an object in a time that is bounded the open one where the other is.
    Nothing is made of it here: whether all that is said then holds is looked at afterwards.
    """
    motion = Motion(world, stretch, said)
    bound = {moment for moment, d in said if d["kind"] in ("place", "separation")}
    for demand in (d for _, d in said if d["kind"] == "mover"):
        for one, other in permutations(demand["places"], 2):
            put = one in world["places"] and other not in {*world["places"], *bound}
            if put and motion.bounded(one, other):
                world["places"][other] = list(world["places"][one])
    stops = [[str(s["place"]) for s in course["stops"]] for course in world["courses"]]
    for places in stops:
        for place in places:
            if place in world["places"] or motion.open(place, height=True):
                continue
            near = next((world["places"][p] for p in places if p in world["places"]), ANYWHERE)
            world["places"][place] = list(near)


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


def place_ends(world: Json, said: Sequence[tuple[str, Json]], stretch: float) -> None:
    """Put each open place at a distance that its separation allows, due north of the other.

    Nothing is made of it here: whether all that is said then holds is looked at afterwards.

    Args:
        world: a witness, to which places and heights are added.
        said: the moment and demand of all that it must meet.
        stretch: the stretch at which it must.
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
        if len(open_) == 2 and demand["slant"] and told:
            world["places"][ends[0]] = [0.0, 0.0]  # one place is as good as another
            open_ = ends[1:]
        if len(open_) == 1:
            _put(open_[0], ends[1 - ends.index(open_[0])], demand, world, stretch)


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
