"""Witnesses as certificates state them: the world found, and what each part comes to in it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import assert_never

import numpy as np

from skywitness.aliases import Json
from skywitness.certificates.ends import (
    level_stays,
    part_ways,
    place_ends,
    place_meetings,
    trim_paces,
)
from skywitness.claims.meaning.allowed import Range, Sector
from skywitness.claims.meaning.movers import WIND
from skywitness.claims.meaning.parts import Constraint, JointKind, Reading, Separation
from skywitness.claims.meaning.spots import Spot
from skywitness.claims.meaning.stretches import POLICY, THRESHOLDS
from skywitness.earth import point
from skywitness.places.measures.measures import (
    AlongRoute,
    Bearing,
    CentroidDistance,
    CoastDistance,
    Distance,
    Scalar,
    SignedDistance,
)
from skywitness.reason.regions.agreed import agreed
from skywitness.reason.regions.segments import segment
from skywitness.reason.ties.demands import place_of
from skywitness.reason.ties.linear import HEIGHTS
from skywitness.reason.worlds.joint import Joint
from skywitness.reason.worlds.sameness import Ends, meet
from skywitness.reason.worlds.winds import OTHER, tied_by_wind
from skywitness.verify.motion.air import check_air
from skywitness.verify.motion.courses import leg
from skywitness.verify.motion.motion import Motion
from skywitness.verify.motion.rows import ON_LEGS
from skywitness.verify.motion.visits import Called, check_visits
from skywitness.verify.statements.bands import interval
from skywitness.verify.statements.failure import FailedError
from skywitness.verify.statements.readings import Said, Told
from skywitness.verify.witness import UNMEASURED, is_floor, needed

#: Of each speed the one that the wind ties it to.
WINDS: dict[str, str] = {str(one): str(other) for one, other in OTHER.items()}
#: Added to the stretch of a witness, so that the last digit of a float decides nothing.
NUDGE = 1e-9
#: Of the slack of a bearing so much less is stated, since other bounds on bearings may be wider.
BEARING, DEGREES = 0.98, 0.1
#: And of the slack of a way along a route.
ALONG = 0.98


def reading_of(told: Told, kind: JointKind = "ordinary") -> Reading:
    """A reading for the solver."""
    return Reading("", kind, {}, tuple(s.part for s in told.parts))


def witness_json(
    found: Joint,
    told: Told,
    given: Sequence[Said],
    *,
    stretch: float | None = None,
    printed: bool = True,
) -> Json:
    """The world in which a reading was found to be so.

    ``stretch`` replaces the least one at which it is. Times of a world that is ``printed`` stay as
    they were found; in others moments that nothing keeps near are moved apart.

    Raises:
        FailedError: something is demanded that certificates cannot show.
    """
    at = nudged(found.hi) if stretch is None else stretch
    if not math.isfinite(at):
        raise FailedError("no witness was found")
    out: Json = {
        "stretch": at,
        "reading": dict(told.values),
        **_world(found),
        "somewhere": {},
    }
    agreed_ones, least = _of_premises(needed(told.parts, given, out), found)
    out["places"] |= agreed_ones
    out["stretch"] = at = max(at, least)
    # Heights first: what is tied to a place is put at the height of that place.
    out["heights"] = _joined(_heights(needed(told.parts, given, out)), out["heights"])
    also = _said([s for s in given if not is_floor(s)])
    place_ends(out, _said(needed(told.parts, given, out)), at, also)
    place_meetings(out, _said([*needed(told.parts, given, out), *given]), at)
    # Heights of premises alone are stated only where a stay without a course needs them.
    demanded = [*needed(told.parts, given, out), *given]
    level_stays(out, _said([s for s in demanded if not is_floor(s)]), at)
    every = needed(told.parts, given, out)
    for said in every:
        if said.demand is not None and said.demand["kind"] == "unknown":
            raise FailedError(
                f"'{said.part.name}': a demand of the kind {said.demand['type']} is not shown by "
                "certificates of this version"
            )
    out["somewhere"] = somewhere = {str(m): _ends(str(m), every, at) for m in found.somewhere}
    out["heights"] = _joined(_heights(every), out["heights"])
    out["facts"] = {
        s.demand["what"]: s.demand["value"]
        for s in every
        if s.demand and s.demand["kind"] == "fact"
    }
    tied = _said([s for s in (*every, *given) if not is_floor(s)])
    if not printed:
        part_ways(out, tied, at)
    trim_paces(out, tied, at)
    motion = Motion(out, at, tied)
    motion.courses()
    check_air(out, [d for _, d in _said(every)])
    for _, demand in _said(every):
        if demand["kind"] == "mover" and not motion.mover(demand).holds:
            raise FailedError(f"{demand['who']} is not shown to get from place to place in time")
    out["parts"] = [
        row
        for said in every
        if said.demand
        and said.demand["kind"] not in UNMEASURED
        and not (said.demand["kind"] == "place" and said.spot in somewhere)
        and (row := _row(said, out, at, motion)) is not None
    ]
    check_visits(out, Called())
    return out


def _of_premises(every: Sequence[Said], found: Joint) -> tuple[Json, float]:
    """Positions of places of which only premises say where they are, and the stretch they need.

    Raises:
        FailedError: of one none is found.
    """
    known = {*found.places, *found.somewhere}
    bound = [s.part for s in every if s.demand and s.demand["kind"] == "place"]
    out: Json = {}
    least = 0.0
    for spot in dict.fromkeys(p.spot for p in bound if p.spot not in known):
        mine = tuple(p for p in bound if p.spot == spot)
        best = agreed([p.measured for p in mine if p.measured is not None])
        if best is None or best[1] > POLICY:
            raise FailedError(f"no position is found for '{spot}', of which premises speak")
        out[str(spot)], least = list(best[0]), max(least, best[1])
    return out, nudged(least)


def _said(every: Sequence[Said]) -> list[tuple[str, Json]]:
    return [(s.spot, s.demand) for s in every if s.demand is not None]


def _joined(one: Json, other: Json) -> Json:
    """Heights by place and quantity; the other's where both state one."""
    return {p: {**one.get(p, {}), **other.get(p, {})} for p in {**one, **other}}


def _world(found: Joint) -> Json:
    """Places, heights, times and courses of a world that was found."""
    out: Json = {
        "places": {str(m): [p[0], p[1]] for m, p in found.places.items()},
        "heights": {},
        "times": dict(found.times),
        "gaps": dict(found.gaps),
        "courses": [],
    }
    told = found.world
    if told is None:
        return out
    out["places"] |= {str(m): [p[0], p[1]] for m, p in told.positions.items()}
    clock, other = ("times", "gaps") if ("t", "") in told.values else ("gaps", "times")
    for moment in told.moments():
        time = told.time(moment)
        if time is not None:
            out[other].pop(moment, None)
            out[clock][moment] = time
    known = told.unknowns.known
    for part in told.unknowns.parts:
        c = part.constraint
        if isinstance(c, Separation) and c.slant:  # a height that nothing is said of may be any
            for p in (c.first, c.second):
                if p in told.positions:
                    out["heights"].setdefault(str(p), {})["altitude"] = told.get(("h", p))
    for var, height in told.values.items():
        if var[0] in ("h", "g", "p", "q", "e"):
            quantity = next(q for q, letter in HEIGHTS.items() if letter == var[0])
            out["heights"].setdefault(str(var[1]), {})[quantity] = height
    if ("air", "slope") in told.values:
        out["air"] = {"slope": told.get(("air", "slope")), "sea": told.get(("air", ""))}
    for course in found.courses:
        stops = [
            {
                "moment": s.moment,
                "place": str(place_of(course.who, s.moment, known)),
                "path": s.path,
            }
            for s in course.stops
            if s.time is not None
        ]
        out["courses"].append({"who": course.who, "stops": stops})
    return out


def moved(found: Joint, spot: Spot, to: tuple[float, float]) -> Joint:
    """The same world with one place changed."""
    places: Mapping[Spot, tuple[float, float]] = {**found.places, spot: to}
    free = tuple(m for m in found.somewhere if m != spot)
    world = found.world
    if world is not None and spot in world.positions:
        world = replace(world, positions={**world.positions, spot: to})
    return replace(found, places=places, somewhere=free, world=world)


def nudged(stretch: float) -> float:
    """A stretch a hair above, and never across a threshold of verdicts."""
    more = stretch * (1 + NUDGE) + NUDGE
    if stretch == 0 or any(stretch <= t < more for t in THRESHOLDS):
        return stretch
    return more


def _heights(every: Sequence[Said]) -> Json:
    """A value for every height that parts speak of, where all their ranges meet."""
    ranges: dict[tuple[str, str], list[Range]] = {}
    for said in every:
        demand, constraint = said.demand, said.part.constraint
        if demand and demand["kind"] == "height" and isinstance(constraint, Constraint):
            assert isinstance(constraint.allowed, Range)
            key = (said.spot, str(demand["quantity"]))
            ranges.setdefault(key, []).append(constraint.allowed)
    out: Json = {}
    for (moment, quantity), told in ranges.items():
        mine: list[Ends] = [*told]
        other = WINDS.get(quantity)
        if other is not None:
            mine += tied_by_wind(quantity, ranges.get((moment, other), []))
        value = meet(mine)[1]
        if not math.isfinite(value):
            low, high = (f(r.at(POLICY)[k] for r in mine) for k, f in ((0, max), (1, min)))
            value = low if math.isfinite(low) else high if math.isfinite(high) else 0.0
        if quantity == "surface":  # which is the sea's where that may be
            low, high = (f(r.at(POLICY)[k] for r in told) for k, f in ((0, max), (1, min)))
            value = max(low, min(high, 0.0))
        out.setdefault(moment, {})[quantity] = value
    for speeds in out.values():  # nothing else bounds a speed through the air from above
        if {"groundspeed", "airspeed"} <= set(speeds):
            speeds["airspeed"] = max(speeds["airspeed"], speeds["groundspeed"] - WIND)
    return out


def _ends(moment: str, every: Sequence[Said], stretch: float) -> Json:
    """Positions near to and far from the one place that a moment's ranges are measured from.

    Where other places are spoken of too, they end a way on which all of that holds, and ``of`` is
    the first of the moment's demands that the way is for.
    """
    mine = [
        s.part.constraint for s in every
        if s.spot == moment and s.demand and s.demand["kind"] == "place"
        and isinstance(s.part.constraint, Constraint)
    ]  # fmt: skip
    first = mine[0]
    assert not isinstance(first.measure, Scalar)
    if any(c.measure.key != first.measure.key for c in mine):
        way = segment(mine, stretch)
        if way is None:
            raise FailedError(f"no way is found on which all that is said of '{moment}' holds")
        of = next(k for k, c in enumerate(mine) if c.measure.key == way.measure.key)
        return {"far": list(way.far), "near": list(way.near), "of": of}
    geometry = first.measure.place.geometry
    far = ((geometry.centroid.x + 360.0) % 360.0 - 180.0, -geometry.centroid.y)
    near = geometry.representative_point()
    signed = isinstance(first.measure, SignedDistance)
    return {"far": list(far), "near": [near.x, near.y] if signed else None}


def _row(said: Said, world: Json, stretch: float, motion: Motion) -> Json | None:
    """What one part comes to: bounds on its value on the map as drawn, and its slack.

    ``None`` where a rule shows it.
    """
    demand, constraint, moment = said.demand, said.part.constraint, said.spot
    assert demand is not None
    if demand["kind"] == "place":
        assert isinstance(constraint, Constraint)
        low, high, slack = _place(constraint, world["places"][moment], stretch)
    else:
        if demand["kind"] in ("separation", *ON_LEGS):
            tie = demand["kind"] == "separation"
            found = motion.separation(demand) if tie else leg(demand, world, stretch)
            if found is None:
                return None
            if not found.holds:
                raise FailedError(f"'{said.part.name}' does not hold in the world that was found")
            value = found.value
        elif demand["kind"] == "height":
            value = world["heights"][moment][demand["quantity"]]
        elif demand["earlier"] is None:
            value = world["times"][demand["later"]]
        else:
            later, earlier = demand["later"], demand["earlier"]
            times = world["times"] if later in world["times"] else world["gaps"]
            value = times[later] - times[earlier]
        allowed = interval(demand["allowed"], stretch)
        low = high = value
        slack = max(min(value - allowed[0], allowed[1] - value), 0.0)
    return {
        "claim": said.part.claim,
        "part": said.part.name,
        "moment": moment,
        "value": [low, high],
        "slack": slack if math.isfinite(slack) else None,
    }


def _place(
    constraint: Constraint, at: Sequence[float], stretch: float
) -> tuple[float, float, float]:
    """Bounds on a measure at a position, and its slack with the map's error taken off."""
    measure, allowed = constraint.measure, constraint.allowed
    assert not isinstance(measure, Scalar)
    here = point(at[0], at[1])
    if isinstance(measure, Bearing):
        assert isinstance(allowed, Sector)
        _, middle, half = measure.arcs(here)
        off = (middle - allowed.centre + 180.0) % 360.0 - 180.0
        low, high = float((off - half).min()), float((off + half).max())
        slack = allowed.at(stretch) - max(abs(low), abs(high))
        return allowed.centre + low, allowed.centre + high, max(BEARING * slack - DEGREES, 0.0)
    assert isinstance(allowed, Range)
    lo, hi = (float(v[0]) for v in measure.enclose(here))
    error = measure.place.error_m or 0.0
    least, most = allowed.at(stretch)
    slack = min(lo - least, most - hi)
    slack = max(slack, 0.0) if not np.isnan(slack) else 0.0
    # The error is taken off again, as far as it was not cut off at nothing.
    match measure:
        case AlongRoute():
            return lo, hi, max(ALONG * slack - 1.0, 0.0)
        case SignedDistance():
            return lo + error, hi - error, slack
        case Distance() | CoastDistance() | CentroidDistance():
            return lo + error if lo > 0 else 0.0, max(hi - error, 0.0), slack
        case _:
            assert_never(measure)
