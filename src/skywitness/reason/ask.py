"""Asking what claims leave possible of a quantity."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import assert_never

from skywitness.claims.casefile.binder import Binder
from skywitness.claims.casefile.case import Case
from skywitness.claims.heightlimits import limits_told
from skywitness.claims.language.questions import Kind, MotionKind, Question
from skywitness.claims.language.statement import Saying
from skywitness.claims.meaning.allowed import Range
from skywitness.claims.meaning.frames import Frame
from skywitness.claims.meaning.parts import (
    Climb,
    Constraint,
    Difference,
    Leg,
    Part,
    Reading,
    Separation,
    Speed,
    Travel,
)
from skywitness.claims.meaning.spots import Spot
from skywitness.claims.meaning.stretches import POLICY
from skywitness.claims.readings import Reader
from skywitness.places.measures.measures import Measure, Scalar
from skywitness.reason.askreadings import asked_readings, bounds_only
from skywitness.reason.regions.cover import cover
from skywitness.reason.regions.implied import End, Implied, implied
from skywitness.reason.results import Answer, AnswerReading
from skywitness.reason.ties.demands import place_of
from skywitness.reason.ties.leftover import (
    FLAT,
    NEAR,
    Left,
    climb_left,
    height_left,
    path_left,
    separation_left,
    speed_left,
    state_of,
    time_left,
)
from skywitness.reason.ties.network import Unknowns, network
from skywitness.reason.ties.unknowns import tied_unknowns
from skywitness.reason.times.clockwork import implied_times
from skywitness.reason.verdicts.placeleft import place_left, tied_to
from skywitness.reason.worlds.given import given_in
from skywitness.reason.worlds.joint import World, testable
from skywitness.reason.worlds.placed import row_key, row_of
from skywitness.reason.worlds.states import clashing
from skywitness.units import LABELS

#: Units of what is no length: degrees, instants, durations in seconds.
_OWN_UNIT: dict[Kind, str] = {"bearing": "deg", "time": "UTC", "gap": "s"}
COARSE = 1  # turns of splitting covers whose ends are sharpened afterwards
FINE = 16  # the same where a third place has a say in them
ANYTHING = Implied(((End(0.0, False, None, None), End(math.inf, False, None, None)),))


def ask(
    case: Case,
    question: str,
    given: Sequence[str] = (),
    *,
    frame: Frame | None = None,
    stretch: float = POLICY,
    sector_deg: float | None = None,
) -> Answer:
    """What the claims ``given`` leave possible of what ``question`` asks, reading by reading.

    ``given`` are claim ids, or sentences of the claim language. Without ``frame`` the case's first
    is taken. ``stretch`` multiplies every tolerance.

    Raises:
        SkywitnessError: the question or a sentence cannot be read, a claim or place is unknown.
    """
    frame = frame or case.frames[0]
    binder = Binder(case)
    asked = binder.question(question)
    known = {c.id: c.saying for c in case.claims}
    sayings: list[Saying] = []
    for n, one in enumerate(dict.fromkeys(given), start=1):
        sayings.append(
            binder.saying_of(one, f"given {n}") if " " in one else case.claim(one).saying
        )
    reader = Reader(case, frame, sector_deg)
    world = given_in(case, frame, sayings).world
    moment = frame.moment(asked.moment)
    chosen = asked_readings(reader, sayings, asked, _named(asked, frame), world)
    readings = chosen.readings
    match asked.kind:
        case "separation":
            assert asked.ends is not None
            ends = frame.spot(asked.ends[0]), frame.spot(asked.ends[1])
            found = [_separated(r, world, asked.words, ends, stretch) for r in readings]
        case "path" | "speed" | "climb" as motion:
            thing = binder.names.thing(asked.who or "")
            apart = thing is not None and (thing.apart or thing.stands)
            levels = None
            if not apart:
                first, last = (frame.moment(m or "") for m in (asked.earlier, asked.later))
                names = reader.names
                levels = names.level(asked.who or "", first), names.level(asked.who or "", last)
            found = [
                _moved(r, world, motion, asked, frame, stretch, apart, levels) for r in readings
            ]
        case "time" | "gap":
            since = None if asked.since is None else frame.moment(asked.since)
            found = _times(readings, world, moment, since, stretch)
        case "distance" | "bearing" | "altitude":
            measures = [asked.measure(r.choice, reader.question_context(asked)) for r in readings]
            found = _possible(readings, measures, frame.spot(asked.asked_of), world, stretch)
        case _:
            assert_never(asked.kind)
    if not chosen.whole:
        found = list(map(bounds_only, found))
    return Answer(
        case,
        frame,
        asked,
        tuple(s.id if s.id in known else s.statement.text for s in sayings),
        stretch,
        sector_deg,
        _OWN_UNIT.get(asked.kind) or asked.unit or _pace(asked.kind, readings),
        tuple(
            AnswerReading(r, p, any(lo.witness_value is not None for lo, _ in p.intervals))
            for r, p in zip(readings, found, strict=True)
        ),
        {s.id: s.statement.text for s in sayings},
        chosen.count,
        limits_told(case, frame, frame.spot(asked.asked_of), sayings, _least(found))
        if asked.kind == "altitude"
        else "",
    )


def _least(found: Sequence[Implied]) -> float:
    """The least value that any reading leaves."""
    return min((lo for each in found for lo, _ in each.bounds), default=-math.inf)


def _named(asked: Question, frame: Frame) -> tuple[Part, ...]:
    """Parts that demand nothing and name what is asked about."""
    anything = Range(None, None)
    moment = frame.moment(asked.moment)
    match asked.kind:
        case "separation":
            assert asked.ends is not None
            ends = frame.spot(asked.ends[0]), frame.spot(asked.ends[1])
            return (Part("question", "", ends[1], Separation(*ends, anything)),)
        case "path" | "speed" | "climb":
            earlier, later = (frame.moment(m or "") for m in (asked.earlier, asked.later))
            leg = Leg(asked.who or "", earlier, later)
            return (Part("question", "", Spot.of(moment), Travel(leg, anything)),)
        case "time" | "gap":
            since = [] if asked.since is None else [frame.moment(asked.since)]
            return tuple(Part("question", "", Spot.of(m), None) for m in (moment, *since))
        case "distance" | "bearing" | "altitude":
            return (Part("question", "", frame.spot(asked.asked_of), None),)
        case _:
            assert_never(asked.kind)


def _times(
    readings: Sequence[Reading],
    world: World,
    later: str,
    earlier: str | None,
    stretch: float,
) -> list[Implied]:
    """What the times told leave of a time, or of the time between two moments, in seconds."""
    out = []
    for reading in readings:
        parts = (*reading.parts, *world.parts)
        demands = [p.constraint for p in parts if isinstance(p.constraint, Difference)]
        left = None if clashing(parts) else implied_times(demands, later, earlier, stretch)
        unknowns = tied_unknowns(reading.parts, world.parts, world)
        if left is not None and unknowns is not None:
            left = time_left(unknowns, left, later, earlier, stretch)
        # Where speeds and ways have a say as well no end is shown to be reached.
        end = _reached if unknowns is None else _bound
        out.append(Implied(() if left is None else ((end(left[0]), end(left[1])),)))
    return out


def _moved(
    reading: Reading,
    world: World,
    kind: MotionKind,
    asked: Question,
    frame: Frame,
    stretch: float,
    apart: bool,
    levels: tuple[Spot, Spot] | None,
) -> Implied:
    """What is left of a path, a speed or a climb, in SI units."""
    if clashing((*reading.parts, *world.parts)):
        return Implied(())
    earlier, later = frame.moment(asked.earlier or ""), frame.moment(asked.later or "")
    leg = Leg(asked.who or "", earlier, later, apart, levels)
    # It demands nothing, so that what is asked about is among the unknowns.
    told = Part("question", asked.words, Spot.of(later), Travel(leg, Range(None, None)))
    unknowns = tied_unknowns((*reading.parts, told), world.parts, world)
    if unknowns is None:
        return ANYTHING
    ends = [place_of(leg.who, m, unknowns.known) for m in (earlier, later)]
    state = state_of(unknowns, stretch, also=[p for p in ends if unknowns.bound(p)])
    if state is None:
        return Implied(())
    match kind:
        case "path":
            return _shown(path_left(state, leg))
        case "speed":
            return _shown(speed_left(state, leg))
        case "climb":
            return _shown(climb_left(state, leg))
        case _:
            assert_never(kind)


def _separated(
    reading: Reading, world: World, words: str, ends: tuple[Spot, Spot], stretch: float
) -> Implied:
    """What is left of the way between two places, in metres."""
    if clashing((*reading.parts, *world.parts)):
        return Implied(())
    told = Part("question", words, ends[1], Separation(*ends, Range(None, None)))
    unknowns = tied_unknowns((*reading.parts, told), world.parts, world)
    if unknowns is None:  # nothing is said of one of the two places, so it may be anywhere
        return ANYTHING
    state = state_of(unknowns, stretch, also=ends, turns=_turns(unknowns, ends, stretch))
    return Implied(()) if state is None else _shown(separation_left(state, *ends))


def _shown(left: Left) -> Implied:
    """An interval whose ends count as reached where a world comes near to them."""
    ends = ((left.low, left.low_reached), (left.high, left.high_reached))
    wide = left.high - left.low
    room = NEAR * wide if math.isfinite(wide) else 0.0
    low, high = (
        End(value, at is not None and abs(at - value) <= max(room, NEAR * abs(value), FLAT),
            None, at)
        for value, at in ends
    )  # fmt: skip
    return Implied(((low, high),))


def _turns(unknowns: Unknowns, ends: tuple[Spot, Spot], stretch: float) -> int:
    """How often covers are split before what is left of a way is read off them."""
    third = any(len({*ends} & {e.first, e.second}) == 1 for e in network(unknowns, stretch).edges)
    return FINE if third else COARSE


def _pace(kind: Kind, readings: Sequence[Reading]) -> str:
    """The unit for an answer: that of a speed where one is told, km/h or m/s where none is."""
    if kind not in ("speed", "climb"):
        return _unit(readings)
    demand = Speed if kind == "speed" else Climb
    told = (p.constraint for r in readings for p in r.parts)
    units = [c.allowed.unit for c in told if isinstance(c, demand)]
    return next(iter(units), "km/h" if kind == "speed" else "m/s")


def _bound(value: float) -> End:
    """An end that is not shown to be reached."""
    return End(value, False, None, None)


def _reached(value: float) -> End:
    """An end that is reached, where there is one."""
    finite = math.isfinite(value)
    return End(value, finite, None, value if finite else None)


def _unit(readings: Sequence[Reading]) -> str:
    """The unit of length that claims speak in: statute miles where the mile is open, else km."""
    for reading in readings:
        for part in testable(reading.parts):
            if part.measured is not None and isinstance(part.measured.allowed, Range):
                unit = part.measured.allowed.unit
                if unit in LABELS:  # a speed at a moment is measured too
                    return "km" if unit == "m" else unit  # metres are those of coordinates, mostly
    return "km"


def _possible(
    readings: Sequence[Reading],
    measures: Sequence[Measure],
    spot: Spot,
    world: World,
    stretch: float,
) -> list[Implied]:
    hard = world.get(spot, ())
    rows = [row_of(r.parts, spot) for r in readings]
    keys = [row_key(row) for row in rows]
    distinct = dict(zip(keys, rows, strict=True))
    positional = [m for m in measures if not isinstance(m, Scalar)]
    regions = {}
    if positional:
        regions = dict(
            zip(distinct, cover(list(distinct.values()), hard, stretch=stretch), strict=True)
        )
    done: dict[object, Implied] = {}
    out = []
    for reading, measure, key, row in zip(readings, measures, keys, rows, strict=True):
        if isinstance(measure, Scalar):
            out.append(_height(reading, spot, measure, world, stretch))
            continue
        unknowns = tied_to(measure, reading.parts, world, spot)
        if unknowns is not None:
            out.append(place_left(measure, unknowns, spot, stretch))
            continue
        cache_key = (key, measure.key)
        if cache_key not in done:
            done[cache_key] = implied(measure, regions[key], row, hard)
        out.append(done[cache_key])
    return out


def _height(reading: Reading, spot: Spot, measure: Scalar, world: World, stretch: float) -> Implied:
    """The interval that statements about a height, and what is given of it, leave."""
    lo, hi = -math.inf, math.inf
    said = [p.measured for p in testable(reading.parts) if p.spot == spot]
    for c in (*said, *world.get(spot, ())):
        if c is not None and c.measure == measure and isinstance(c.allowed, Range):
            low, high = c.allowed.at(stretch)
            lo, hi = max(lo, low), min(hi, high)
    if lo > hi:
        return Implied(())
    # It demands nothing, so that the height asked about is among the unknowns.
    told = Part("question", "", spot, Constraint(measure, Range(None, None)))
    unknowns = tied_unknowns((*reading.parts, told), world.parts, world)
    if unknowns is None:
        return Implied(((_reached(lo), _reached(hi)),))
    state = state_of(unknowns, stretch, turns=COARSE)
    if state is None:
        return Implied(())
    left = height_left(state, spot)
    return _shown(replace(left, low=max(lo, left.low), high=min(hi, left.high)))
