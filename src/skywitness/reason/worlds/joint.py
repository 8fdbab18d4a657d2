"""What a joint reading needs: the least stretch over every unknown that its parts speak of.

Parts of one claim may speak of several unknowns: the place of a moment, its height, the times of
moments, facts. Times are tied to each other and searched together. Where motion or a separation
ties places, times and heights, all of them are searched together (:mod:`skywitness.reason.ties`);
nothing ties the rest, so a reading can be so exactly when each of them can, and the stretch it
needs is the greatest of theirs.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from skywitness.claims.meaning.movers import Pace
from skywitness.claims.meaning.outcomes import Limit
from skywitness.claims.meaning.parts import (
    Constraint,
    Difference,
    Motion,
    Part,
    Reading,
    State,
)
from skywitness.claims.meaning.spots import Spot
from skywitness.claims.meaning.stretches import BEYOND, POLICY, THRESHOLDS
from skywitness.claims.visitorder import ORDER
from skywitness.places.measures.measures import ScalarQuantity
from skywitness.reason.regions.agreed import agreed_places
from skywitness.reason.regions.search import Bracket
from skywitness.reason.ties.course import find_witness, stands, to_be_placed
from skywitness.reason.ties.demands import is_height, offsets
from skywitness.reason.ties.levels import least_heights, split_heights
from skywitness.reason.ties.network import Unknowns, network
from skywitness.reason.ties.pruning import Pruned
from skywitness.reason.ties.tied import Tied, hopeless, least_tied
from skywitness.reason.ties.unknowns import tied_unknowns
from skywitness.reason.ties.world import Course, Position
from skywitness.reason.ties.world import World as TiedWorld
from skywitness.reason.times.clockwork import Times, least_times
from skywitness.reason.work import Kept, within
from skywitness.reason.worlds.inworld import in_world, too_soon
from skywitness.reason.worlds.placed import KNOWN, placed, row_key
from skywitness.reason.worlds.scalars import Told, scalars
from skywitness.reason.worlds.states import clashing
from skywitness.reason.worlds.sunlight import SOME_TIME
from skywitness.reason.worlds.turns import turns_of
from skywitness.reason.worlds.underthesun import under_the_sun


class World(dict[Spot, tuple[Constraint, ...]]):
    """What is given: the hard constraints on each moment's place and height, and ``parts``.

    ``measured`` are the parts that those constraints are from; ``parts`` are all others, and those
    about heights once more, since motion ties these to others. ``paces`` are how fast objects go
    in a world that is shown, and ``noon`` the second since 1970 that is the middle of the day on
    which one is shown that nothing dates; they exclude nothing.
    """

    parts: tuple[Part, ...] = ()
    measured: tuple[Part, ...] = ()
    paces: Mapping[str, Pace] = MappingProxyType({})
    noon: float = SOME_TIME


# What was found of unknowns together, with them (which keeps alive what keys name).
_tied: Kept[object, tuple[Unknowns, Tied]] = Kept(KNOWN)

NEVER = Bracket(math.inf, math.inf, None)
HEIGHTS: tuple[ScalarQuantity, ...] = ("altitude", "depth")
TRIED = 2  # worlds of other readings tried before one is sought


@dataclass(frozen=True)
class Joint:
    """A reading with the bracket of its least stretch.

    ``places`` gives the witness position (longitude, latitude) of each spot; ``heights`` the
    witness value in metres of each moment's altitude; ``times`` the witness time of each moment
    that a clock time ties down, in seconds since 1970-01-01T00:00Z, and ``gaps`` seconds after
    the first of those that none does. ``facts`` are what is taken to be so or not so. ``clash``
    are parts about times, facts, heights or speeds that cannot all be so below ``hi``.
    ``somewhere`` are moments that have a place for every true shape, without one position that
    serves them all. ``courses`` are what objects do in a witness of tied unknowns, and ``world``
    that witness.
    """

    reading: Reading
    lo: float
    hi: float
    limit: Limit
    places: Mapping[Spot, tuple[float, float]]
    heights: Mapping[Spot, float]
    times: Mapping[str, float] = field(default_factory=dict)
    gaps: Mapping[str, float] = field(default_factory=dict)
    facts: Mapping[str, bool] = field(default_factory=dict)
    clash: tuple[Part, ...] = ()
    somewhere: tuple[Spot, ...] = ()
    courses: tuple[Course, ...] = ()
    world: TiedWorld | None = None


def world_of(parts: Sequence[Part]) -> World:
    """What the parts of premises demand of each moment's place, and of times and facts."""
    out = World()
    for part in parts:
        if part.measured is not None:
            out[part.spot] = (*out.get(part.spot, ()), part.measured)
    out.parts = tuple(
        p for p in parts if p.constraint is not None and (p.measured is None or is_height(p))
    )
    out.measured = tuple(p for p in parts if p.measured is not None)
    return out


def testable(parts: Sequence[Part]) -> list[Part]:
    """The parts that something here can test: those that demand something, on some evidence.

    Facts that no evidence bears on are tested by each other, once two of them clash.
    """
    clash = clashing(parts)
    return [p for p in parts if p.constraint is not None and (p.untestable is None or p in clash)]


def untested(parts: Iterable[Part]) -> bool:
    """Whether nothing here can test some of the parts, whatever else is said.

    A fact that no evidence bears on is not tested by another that says its opposite either: that
    shows only that both cannot be so.
    """
    return any(p.constraint is None or p.untestable is not None for p in parts)


def differences(parts: Sequence[Part]) -> list[Part]:
    """The parts that speak of times."""
    return [p for p in parts if isinstance(p.constraint, Difference)]


def joint(readings: Sequence[Reading], world: World, *, refute: bool = True) -> list[Joint]:
    """The least stretch of every reading, those that share an unknown searched together.

    Without ``refute`` a reading for which no witness can be shown is not looked into any further.
    """
    found = placed(readings, world)
    given = world.parts
    timed: dict[tuple[Difference, ...], Times] = {}
    begun: list[Joint] = []
    for reading, mine in zip(readings, found, strict=True):
        parts = (*differences(reading.parts), *differences(given))
        demands = [p.constraint for p in parts if isinstance(p.constraint, Difference)]
        if not differences(reading.parts):
            times = Times(Bracket(0.0, 0.0, None), {}, {}, ())
        else:
            told = tuple(demands)
            if told not in timed:
                timed[told] = least_times(demands)
            times = timed[told]
        clash = clashing((*reading.parts, *given))
        levels = scalars(reading.parts, world.measured)
        apart = (told.parts for told in levels if told.bracket.lo > POLICY)
        clash = clash or tuple(parts[k] for k in times.blame) or next(apart, ())
        begun.append(_joined(reading, mine, times, levels, clash))
    return _tied_together(begun, world, refute)


def _tied_together(begun: Sequence[Joint], world: World, refute: bool) -> list[Joint]:
    """Joint readings with what ties their unknowns.

    Of many orders of visits most are excluded by their clocks alone. Such a one is not looked into
    where another reading is possible at less than it needs.
    """
    late = {
        k
        for k, each in enumerate(begun)
        if each.lo > THRESHOLDS[-1] and any(w.startswith(ORDER) for w in each.reading.choice)
    }
    out: dict[int, Joint] = {}
    tried: list[Mapping[Spot, Position]] = []
    turns = turns_of([each.reading for each in begun])
    for k in sorted(turns, key=lambda k: (k in late, begun[k].lo if k in late else 0.0, turns[k])):
        each = begun[k]
        if k in late and each.lo > min((o.hi for o in out.values()), default=math.inf):
            out[k] = replace(each, hi=math.inf, limit=each.limit or "resolution", world=None)
            continue
        each = under_the_sun(in_time(with_ties(each, world, tried, refute), world), world)
        if each.world is not None and each.world.positions not in tried:
            tried = [each.world.positions, *tried][:TRIED]
        out[k] = each
    return [out[k] for k in range(len(begun))]


def with_ties(
    each: Joint,
    world: World,
    tried: Sequence[Mapping[Spot, Position]] = (),
    refute: bool = True,
) -> Joint:
    """A joint reading whose unknowns are searched together where something ties them.

    ``tried`` are positions of worlds of other readings, which often do for this one as well;
    ``refute`` is as in :func:`joint`.
    """
    unknowns = tied_unknowns(each.reading.parts, world.parts, world)
    if unknowns is None or math.isinf(each.lo):  # no tie makes it any more possible
        return each
    rough = each.reading.kind != "ordinary"
    high, unknowns = split_heights(unknowns)
    if high is not None:
        each = _with_heights(each, high, rough, world)
        if math.isinf(each.lo) or not any(isinstance(p.constraint, Motion) for p in unknowns.parts):
            return each
    levels = each.world
    found = _least(unknowns, each, rough, tried, refute)
    lo, hi = max(each.lo, found.lo), found.hi
    clash = each.clash
    if found.blame and lo > each.lo:
        clash = tuple(unknowns.parts[k] for k in found.blame)
        if network(unknowns, POLICY).proof is None:  # times and speeds alone leave room
            clash = (*clash, *(p for p in each.reading.parts if p.placed is not None))
    if found.witness is None:
        return replace(each, lo=lo, hi=max(lo, hi), limit=each.limit or "resolution", clash=clash)
    told = found.witness.world
    if levels is not None:
        told = replace(told, values={**levels.values, **told.values})
    return in_world(replace(each, lo=lo, hi=max(lo, hi), clash=clash), told)


def _with_heights(each: Joint, high: Unknowns, rough: bool, world: World) -> Joint:
    """A joint reading with heights of several references, which nothing ties to a way or a time."""
    surfaces = [c.surface for c in offsets(high.parts) if c.surface is not None]
    # Premises alone may say where it is, and whether the surface there is the sea's.
    spoken = {p.spot for p in each.reading.parts if p.placed is not None}
    agreed, _ = agreed_places(world, [place for place in surfaces if place not in spoken])
    positions = {p: at for p, at in {**agreed, **each.places}.items() if p in surfaces}
    key = (
        tuple((p.spot, *_key_of(p)) for p in high.parts),
        tuple(sorted(positions.items())),
        rough,
    )
    kept = _tied.get(key)
    if kept is None:
        with within() as meter:
            kept = (high, least_heights(high, positions, rough=rough))
        _tied.put(key, kept, meter.done)
    found = kept[1]
    lo, hi = max(each.lo, found.lo), max(each.hi, found.hi)
    clash = each.clash
    if found.blame and found.lo > each.lo:
        clash = tuple(high.parts[k] for k in found.blame)
    each = replace(each, lo=lo, hi=max(lo, hi), clash=clash)
    if found.witness is None:
        return replace(each, limit=each.limit or "resolution")
    return in_world(each, found.witness.world)


def in_time(each: Joint, world: World) -> Joint:
    """A joint reading whose world leaves every object the time for its ways.

    Where the time between two places of an object has no bound its hard speed excludes nothing, so
    it is not searched with all else; but the world that is shown must keep it.
    """
    if math.isinf(each.hi) or not too_soon(each, world):
        return each
    unknowns = tied_unknowns(each.reading.parts, world.parts, world, loose=True)
    assert unknowns is not None
    positions = {**each.places, **({} if each.world is None else each.world.positions)}
    found = stands(network(unknowns, each.hi), positions)
    if found is None:
        tied = least_tied(
            unknowns, positions, each.lo, each.hi, rough=each.reading.kind != "ordinary"
        )
        if tied.witness is None:
            return replace(each, hi=math.inf, limit="resolution")
        return in_world(replace(each, hi=max(each.hi, tied.hi)), tied.witness.world)
    return in_world(replace(each, hi=max(each.hi, found.stretch)), found.world)


def _least(
    unknowns: Unknowns,
    each: Joint,
    rough: bool,
    tried: Sequence[Mapping[Spot, Position]],
    refute: bool,
) -> Tied:
    # What is found holds for these unknowns and for what it began with, and no others.
    key = (
        (each.lo, each.hi),
        tuple((p.spot, *_key_of(p)) for p in unknowns.parts),
        tuple((place, row_key(row)) for place, row in unknowns.rows.items()),
        tuple((place, row_key(row)) for place, row in unknowns.hard.items()),
        rough,
        tuple(tuple(sorted(at.items())) for at in tried),
    )
    kept = _tied.get(key)
    if kept is not None:
        return kept[1]
    with within() as meter:
        agreed, needed = agreed_places(unknowns.hard, unknowns.hard.keys() - unknowns.rows.keys())
        each = replace(each, hi=max(each.hi, needed), places={**each.places, **agreed})
        if not refute and hopeless(unknowns, each.places):
            return Tied(each.lo, math.inf, None)
        found = _at_once(unknowns, each)
        if found is None and each.lo > (THRESHOLDS[-1] if rough else BEYOND):
            found = Tied(each.lo, math.inf, None)  # it is on one side of every threshold
        found = found or least_tied(
            unknowns, each.places, each.lo, each.hi, rough=rough, tried=tried
        )
    _tied.put(key, (unknowns, found), meter.done)
    return found


def _at_once(unknowns: Unknowns, each: Joint) -> Tied | None:
    """A bracket from what each unknown alone can be, where the ties let all of that stand."""
    if not math.isfinite(each.hi) or not to_be_placed(unknowns) <= set(each.places):
        return None
    found = find_witness(Pruned(network(unknowns, each.hi)), each.places)
    return None if found is None else Tied(each.lo, max(found.stretch, each.hi), found)


def _key_of(part: Part) -> tuple[object, ...]:
    c = part.constraint
    return (c.measure.key, c.allowed) if isinstance(c, Constraint) else (c,)


def _joined(
    reading: Reading,
    brackets: Mapping[Spot, Bracket],
    times: Times,
    scalars: Sequence[Told],
    clash: tuple[Part, ...],
) -> Joint:
    every = [*brackets.values(), *(told.bracket for told in scalars), times.bracket]
    if clash and isinstance(clash[0].constraint, State):
        every.append(NEVER)
    facts = {p.constraint.what: p.constraint.value for p in testable(reading.parts)
             if isinstance(p.constraint, State)}  # fmt: skip
    lo = max((b.lo for b in every), default=0.0)
    hi = max((b.hi for b in every), default=0.0)
    limit: Limit = next((b.limit for b in every if b.hi > POLICY and b.limit), "")
    places = {m: b.witness for m, b in brackets.items() if b.witness is not None}
    heights = {told.spot: told.value for told in scalars if told.quantity in HEIGHTS}
    free = tuple(m for m, b in brackets.items() if b.witness is None and math.isfinite(b.hi))
    return Joint(
        reading, lo, hi, limit, places, heights, times.times, times.gaps, facts, clash, free
    )  # fmt: skip
