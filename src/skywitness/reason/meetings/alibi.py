"""Could objects have met? Fixes and hard speeds against each other: the alibi query.

Between two fixes an object lies in a space-time prism: where it can have come to since the one and
can still reach the other from (Hägerstrand 1970). Objects can have met when their prisms meet in
one place, time and height. Every meeting falls between two fixes of each object, so each such
choice is searched by itself with :mod:`skywitness.reason.ties`: the meeting is an unknown place,
each fix a place known to within its error, and hard speeds lead from one to the next.
"""

from __future__ import annotations

import datetime as dt
import itertools
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from skywitness.claims.meaning.allowed import Range, Side
from skywitness.claims.meaning.parts import (
    Clock,
    Constraint,
    Demand,
    Difference,
    Mover,
    Part,
    Separation,
)
from skywitness.claims.meaning.spots import NOWHERE, Spot
from skywitness.claims.meaning.stretches import POLICY
from skywitness.earth import R_MIN
from skywitness.errors import SkywitnessError
from skywitness.places.measures.measures import Distance, Scalar, SignedDistance
from skywitness.places.place import Place
from skywitness.reason.meetings.meetings import (
    EPOCH,
    Encounter,
    Fix,
    Interval,
    Meeting,
    Patch,
    Traveller,
    checked,
    heights_of,
    merged,
    point_of,
    seconds_of,
    time_of,
)
from skywitness.reason.ties.course import Witness, find_witness
from skywitness.reason.ties.network import Unknowns
from skywitness.reason.ties.places import Cover
from skywitness.reason.ties.pruning import Pruned, pruned, refine, refine_at
from skywitness.reason.ties.world import Course, Position, Stop, way

NEAR = 3  # fixes on either side of a meeting that are searched together with it
TURNS = 22  # of splitting
SOUGHT = (3, 6, 9, 12, 15, 18)  # turns at which a witness is sought; after the last turn too
FINE = 200  # cells of the meeting's place after which a possible meeting is drawn no finer
PAIRED = 400  # cells of each object's place at the meeting, where each has its own
FINEST = 5.0  # metres; heights are told no finer either
SHARP, ENDS = 16, 12  # turns of splitting for the ends of times, and cells split at each end
CENTIMETRE = 0.01  # errors of positions below this count as this
MEETING = "m"


def could_meet(
    *objects: Traveller,
    within: float = 0.0,
    start: dt.datetime | None = None,
    end: dt.datetime | None = None,
    region: Place | None = None,
) -> Meeting:
    """Whether objects could have been in one place at one moment, or within a distance.

    Without heights, ways and speeds are those of the objects' images on the ground. As soon as any
    fix has a height, ``within`` is a straight line in space, a speed is that of way and climb
    together, and what has no height is anywhere from 500 m below the ellipsoid to 100 km above it.

    Args:
        objects: two or more, each with its fixes and its hard speed.
        within: metres that every two objects are apart at most; 0 for one place and height.
        start: the meeting is not before this time.
        end: the meeting is not after this time.
        region: the meeting, or every object at it, is inside this place.

    Returns:
        ``impossible`` (a proof), ``possible`` with a witness, or ``undecided`` with the reason; and
        times and places that together hold every meeting there can have been.

    Raises:
        SkywitnessError: a fix, a speed, a distance or a time cannot be used.
    """
    query = _Query(checked(objects), within, start, end, region)
    witness: Encounter | None = None
    times: list[Interval] = []
    patches: list[Patch] = []
    for slots in query.slots():
        state, found = _searched(query.unknowns(slots), query.given(slots), witness is None)
        if state.empty:
            continue
        times.append(_window(state, query))
        patches += _patches(state, query)
        if found is not None:
            witness = query.encounter(found, slots)
    if witness is not None:
        return Meeting("possible", "a meeting was found", merged(times), tuple(patches), witness)
    if patches:
        why = "neither found nor excluded: too close to call, or fixes farther off do not fit"
        return Meeting("undecided", why, merged(times), tuple(patches))
    alone = next((o for o in objects if not _alone(o)), None)
    if alone is not None:
        why = f"{alone.name} cannot have been at all its fixes at {alone.limit:,.0f} m/s"
        return Meeting("impossible", why)
    return Meeting("impossible", "no place and time is within reach of all of them")


def _searched(
    unknowns: Unknowns, given: dict[Spot, Position], seek: bool
) -> tuple[Pruned, Witness | None]:
    """What is left of one choice of fixes around the meeting, and a witness if one is sought."""
    state = pruned(unknowns, POLICY)
    for place, cover in state.covers.items():
        cover.finest = min(cover.finest, FINEST)
        if place.own and place.moment == MEETING:
            cover.most = PAIRED
    found: Witness | None = None
    for turn in range(TURNS):
        if state.empty:
            break
        last = state.settled() or turn == TURNS - 1
        if seek and found is None and (last or turn in SOUGHT):
            found = find_witness(state, given)
        if last or ((found or not seek) and max(map(len, state.covers.values())) > FINE):
            break
        refine(state)
    if not state.empty:
        _sharpen(state)
    return state, found


def _sharpen(state: Pruned) -> None:
    """Split the cells that bound the time of the meeting, for its ends to be told closely."""
    mine = [p for p in state.covers if p.moment == MEETING]
    for place in mine * (SHARP if len(mine) == 1 else 2):
        cover = state.covers[place]
        early = np.argsort(cover.early, kind="stable")[:ENDS]
        late = np.argsort(-cover.late, kind="stable")[:ENDS]
        refine_at(state, place, np.unique(np.r_[early, late]))
        if state.empty:
            return


@dataclass(frozen=True)
class _Query:
    """The question, as unknowns of one choice of fixes around the meeting at a time."""

    objects: tuple[Traveller, ...]
    within: float
    start: dt.datetime | None
    end: dt.datetime | None
    region: Place | None

    def __post_init__(self) -> None:
        if not (math.isfinite(self.within) and self.within >= 0):
            raise SkywitnessError("'within' is no distance", remedy="give metres, 0 or more")
        low, high = self.window
        if low > high:
            raise SkywitnessError("the window ends before it starts", remedy="swap start and end")

    @property
    def solid(self) -> bool:
        """Whether heights count."""
        return any(f.height_m is not None for o in self.objects for f in o.fixes)

    @property
    def window(self) -> Interval:
        """Seconds since 1970 in which a meeting is asked for."""
        return (
            -math.inf if self.start is None else seconds_of(self.start),
            math.inf if self.end is None else seconds_of(self.end),
        )

    def slots(self) -> Iterator[tuple[int, ...]]:
        """For each object the number of its fixes before the meeting, where times allow it.

        Whatever the order of its fixes within their errors, the meeting comes after one and before
        the next, or before the first, or after the last. Those between fixes come first.
        """
        spans = [list(_spans(o)) for o in self.objects]
        low, high = self.window
        every = itertools.product(*(range(len(s)) for s in spans))
        for slots in sorted(every, key=self._outside):
            mine = [spans[k][slot] for k, slot in enumerate(slots)]
            if max(low, *(s[0] for s in mine)) <= min(high, *(s[1] for s in mine)):
                yield slots

    def _outside(self, slots: tuple[int, ...]) -> int:
        """How many objects would meet before their first fix or after their last."""
        return sum(slot in (0, len(o.fixes)) for slot, o in zip(slots, self.objects, strict=True))

    def place(self, k: int, moment: str) -> Spot:
        """An object's place at a moment: its own where they do not meet in one place."""
        return Spot(f"o{k}" if self.within > 0 else "", moment)

    def near(self, k: int, slot: int) -> range:
        """Numbers of the fixes that are searched together with the meeting."""
        return range(max(0, slot - NEAR), min(len(self.objects[k].fixes), slot + NEAR))

    def given(self, slots: Sequence[int]) -> dict[Spot, Position]:
        """Positions of the fixes as printed."""
        return {
            self.place(k, f"f{k}.{n}"): (fix.longitude, fix.latitude)
            for k, slot in enumerate(slots)
            for n in self.near(k, slot)
            for fix in [self.objects[k].fixes[n]]
        }

    def unknowns(self, slots: Sequence[int]) -> Unknowns:
        """The meeting in one slot of each object, with the fixes around it."""
        parts = [_part(_when(MEETING, None, *self.window))]
        rows: dict[Spot, tuple[Constraint, ...]] = {}
        for k, slot in enumerate(slots):
            for n in self.near(k, slot):
                fix, moment = self.objects[k].fixes[n], f"f{k}.{n}"
                place = self.place(k, moment)
                radius = max(fix.error_m, CENTIMETRE)
                rows[place] = (Constraint(Distance(point_of(fix)), _range(None, radius)),)
                parts.append(_part(_when(moment, None, *_span(fix))))
                if self.solid:
                    parts.append(_part(_height(fix), place))
            parts += self._moves(k, slot)
        ends = list(dict.fromkeys(self.place(k, MEETING) for k in range(len(slots))))
        for end in ends:
            if self.solid:
                parts.append(_part(_height(None), end))
            if self.region is not None:
                rows[end] = (Constraint(SignedDistance(self.region), _range(None, 0.0)),)
        for one, other in itertools.combinations(ends, 2):
            allowed = _range(None, self.within)
            parts.append(_part(Separation(one, other, allowed, slant=self.solid)))
        return Unknowns(tuple(parts), rows, {}, clearance=0.0)

    def _moves(self, k: int, slot: int) -> Iterator[Part]:
        """The hard speed from stop to stop, and the order of the meeting among the fixes."""
        fixes = [f"f{k}.{n}" for n in self.near(k, slot)]
        at = slot - self.near(k, slot).start
        chain = [*fixes[:at], MEETING, *fixes[at:]]
        if 0 < at < len(fixes):  # follows from the two ways by the meeting, but is sooner seen
            ends = self.place(k, fixes[at - 1]), self.place(k, fixes[at])
            yield _part(Mover(f"o{k}", ends, self.objects[k].limit))
        for one, other in itertools.pairwise(chain):
            ends = self.place(k, one), self.place(k, other)
            yield _part(Mover(f"o{k}", ends, self.objects[k].limit))
            if MEETING in (one, other):
                yield _part(_when(other, one, 0.0, math.inf))

    def encounter(self, found: Witness, slots: Sequence[int]) -> Encounter | None:
        """A witness in the caller's words; ``None`` where a fix left out is not within reach."""
        courses = []
        for k, course in enumerate(sorted(found.world.courses(), key=lambda c: int(c.who[1:]))):
            mine, near = self.objects[k], self.near(k, slots[k])
            stops = [
                *(_printed(f, n) for n, f in enumerate(mine.fixes[: near.start])),
                *(replace(s, moment=_called(s.moment)) for s in course.stops),
                *(_printed(f, n) for n, f in enumerate(mine.fixes[near.stop :], near.stop)),
            ]
            led = _led(stops, mine.limit, near.start, near.start + len(course.stops))
            if led is None:
                return None
            courses.append(Course(mine.name, led))
        ends = [next(s for s in c.stops if s.moment == "meeting") for c in courses]
        return Encounter(
            EPOCH + dt.timedelta(seconds=ends[0].time or 0.0),
            tuple(s.place for s in ends if s.place is not None),
            tuple(s.height for s in ends),
            tuple(courses),
        )


def _spans(each: Traveller) -> Iterator[Interval]:
    """For each number of fixes before a meeting, the times it can have."""
    first = [-math.inf, *(_span(f)[0] for f in each.fixes)]
    last = [*(_span(f)[1] for f in each.fixes), math.inf]
    yield from zip(first, last, strict=True)


def _span(fix: Fix) -> Interval:
    return fix.seconds - fix.time_error_s, fix.seconds + fix.time_error_s


def _part(demand: Demand, place: Spot = NOWHERE) -> Part:
    return Part("", "", place, demand)


def _when(later: str, earlier: str | None, low: float, high: float) -> Difference:
    start = None if earlier is None else Clock(earlier)
    return Difference(Clock(later), start, _range(low, high))


def _range(low: float | None, high: float | None) -> Range:
    """A range that does not stretch; infinite ends are open."""
    return Range(
        None if low is None or math.isinf(low) else Side(low, 0.0),
        None if high is None or math.isinf(high) else Side(high, 0.0),
    )


def _height(fix: Fix | None) -> Constraint:
    return Constraint(Scalar("altitude"), _range(*heights_of(fix)))


def _called(moment: str) -> str:
    return "meeting" if moment == MEETING else f"fix {int(moment.rpartition('.')[2]) + 1}"


def _printed(fix: Fix, n: int) -> Stop:
    place = fix.longitude, fix.latitude
    return Stop(f"fix {n + 1}", place, fix.seconds, fix.height_m, 0.0)


def _led(stops: Sequence[Stop], speed: float, first: int, last: int) -> tuple[Stop, ...] | None:
    """Stops with paths from the first on; those outside ``first`` to ``last`` go straight there."""
    out = [replace(stops[0], path=0.0)]
    for k, (one, other) in enumerate(itertools.pairwise(stops)):
        if first <= k and k + 1 < last:
            step = other.path - one.path
        else:
            assert one.place is not None
            assert other.place is not None
            high = one.height or 0.0, other.height or 0.0
            step = way(one.place, other.place) * (1 + max(0.0, *high) / R_MIN)
            known = one.height is not None and other.height is not None
            rise = high[1] - high[0] if known else 0.0
            if math.hypot(step, rise) > speed * ((other.time or 0.0) - (one.time or 0.0)):
                return None
        out.append(replace(other, path=out[-1].path + step))
    return tuple(out)


def _alone(each: Traveller) -> bool:
    """Whether an object can have been at all its fixes, so far as that can be excluded."""
    twin = replace(each, name="twin")
    query = _Query((each, twin), 0.0, None, None, None)
    return any(not pruned(query.unknowns(s), POLICY).empty for s in query.slots())


def _meeting_covers(state: Pruned, query: _Query) -> list[tuple[str, Cover]]:
    if query.within == 0:
        return [("", state.covers[Spot.of(MEETING)])]
    return [(o.name, state.covers[query.place(k, MEETING)]) for k, o in enumerate(query.objects)]


def _window(state: Pruned, query: _Query) -> Interval:
    """Seconds since 1970 between which a meeting can be."""
    found = [(float(c.early.min()), float(c.late.max())) for _, c in _meeting_covers(state, query)]
    base = state.net.base
    return max(low for low, _ in found) + base, min(high for _, high in found) + base


def _patches(state: Pruned, query: _Query) -> Iterator[Patch]:
    """The cells that a meeting is left."""
    base = state.net.base
    for who, cover in _meeting_covers(state, query):
        discs = cover.level.discs
        for k in range(len(cover)):
            yield Patch(
                float(discs.lon[k]),
                float(discs.lat[k]),
                float(discs.radius[k]),
                time_of(float(cover.early[k]) + base, -1),
                time_of(float(cover.late[k]) + base, 1),
                float(cover.low[k]) if query.solid else None,
                float(cover.high[k]) if query.solid else None,
                who,
            )
