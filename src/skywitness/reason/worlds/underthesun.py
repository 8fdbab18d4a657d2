"""A joint reading held against the sun: excluded where it cannot stand so, shown where it does."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from skywitness.claims.meaning.allowed import Range, Side
from skywitness.claims.meaning.parts import Clock, Constraint, Difference, Part, Sun
from skywitness.claims.meaning.spots import Spot
from skywitness.claims.meaning.stretches import POLICY
from skywitness.places.measures.measures import Scalar
from skywitness.reason.ties.course import stands, to_be_placed
from skywitness.reason.ties.easing import eased
from skywitness.reason.ties.network import network
from skywitness.reason.ties.tied import least_tied
from skywitness.reason.ties.unknowns import tied_unknowns
from skywitness.reason.ties.world import Position
from skywitness.reason.times.clockwork import least_times
from skywitness.reason.worlds.inworld import in_world, too_soon
from skywitness.reason.worlds.sunlight import least_sunlit, shines, span_of, spots_of, sunlit

if TYPE_CHECKING:
    from skywitness.reason.worlds.joint import Joint, World

#: A place far inland, where the ground may be as high as it is said to be.
INLAND = (20.0, 5.0)


def under_the_sun(each: Joint, world: World) -> Joint:
    """A joint reading in which the sun stands over each place and time as demanded.

    Exclusions rest on what bounds the place and the time alone; ties to other places leave less, so
    they stay true. Where other things are tied to the place or the time, their world is sought anew
    with both held where the sun stands right.
    """
    every = [p for p in (*each.reading.parts, *world.parts) if isinstance(p.constraint, Sun)]
    every = [p for p in every if p in each.reading.parts or _spoken(p, each.reading.parts)]
    if not every or math.isinf(each.lo):
        return each
    timed = [p for p in (*each.reading.parts, *world.parts) if isinstance(p.constraint, Difference)]
    times = [p.constraint for p in timed if isinstance(p.constraint, Difference)]
    demanded = [p.constraint for p in every if isinstance(p.constraint, Sun)]
    held: list[Part] = []
    for (spot, moment), suns in spots_of(demanded).items():
        places = [p for p in each.reading.parts if p.placed is not None and p.spot == spot]
        row, hard = [p.placed for p in places if p.placed is not None], world.get(spot, ())
        least = least_sunlit(suns, row, hard, times)
        if least > each.lo:
            given = [p for p in world.measured if p.placed is not None and p.spot == spot]
            under = [p for p in every if p.constraint in suns]
            clash = (*under, *_dating(timed, moment), *places, *given)
            each = replace(each, lo=least, hi=max(each.hi, least), clash=clash)
        if least > POLICY:
            each = replace(each, hi=math.inf, limit="resolution")
            continue
        each = _shown_sunlit(each, world, spot, moment, suns, (row, hard, times), held)
    return each


def _spoken(given: Part, parts: Sequence[Part]) -> bool:
    """Whether parts speak of the place or the moment of what is given of the sun."""
    sun = given.constraint
    assert isinstance(sun, Sun)
    return bool({sun.spot, Spot.of(sun.clock.moment)} & {p.spot for p in parts})


def _dating(timed: Sequence[Part], moment: str) -> list[Part]:
    """The parts that speak of when a moment was."""
    found = []
    for part in timed:
        c = part.constraint
        assert isinstance(c, Difference)
        if moment in (c.later.moment, c.earlier.moment if c.earlier else ""):
            found.append(part)
    return found


def _shown_sunlit(
    each: Joint,
    world: World,
    spot: Spot,
    moment: str,
    suns: Sequence[Sun],
    bounds: tuple[Sequence[Constraint], Sequence[Constraint], Sequence[Difference]],
    held: list[Part],
) -> Joint:
    """A joint reading whose world has the sun as demanded, if one is found by the policy.

    ``held`` are moments that the sun has fixed already, to which this one is added.
    """
    row, hard, times = bounds
    if math.isinf(each.hi):
        return each
    known, when = each.places.get(spot), each.times.get(moment)
    for stretch in sorted({each.hi, max(each.hi, POLICY)}):
        if known is not None and when is not None and shines(suns, known, when, stretch):
            held.append(_at(moment, when))
            return replace(each, hi=stretch)
        then = [p.constraint for p in held if isinstance(p.constraint, Difference)]
        span = span_of(moment, [*times, *then], stretch)
        if span is None:
            continue
        # Over land what is told of heights above the surface is tried first: it may be high.
        anywhere = not row and all(isinstance(c.measure, Scalar) for c in hard)
        tried = [INLAND, None] if anywhere and known is None else [known]
        for first in tried:
            found = sunlit(suns, row, hard, span, first, stretch, world.noon)
            if found is None:
                continue
            at, seconds = found
            moved = _moved(each, world, (spot, at), (_at(moment, seconds), *held), times, stretch)
            if moved is not None and shines(suns, moved.places[spot], moved.times[moment], stretch):
                held.append(_at(moment, seconds))
                return moved
    return replace(each, hi=math.inf, limit="resolution")


def _at(moment: str, seconds: float) -> Part:
    """A moment held at a time."""
    then = Difference(Clock(moment), None, Range(Side(seconds, 0.0), Side(seconds, 0.0)))
    return Part("", "the sun", Spot.of(moment), then)


def _moved(
    each: Joint,
    world: World,
    placed: tuple[Spot, Position],
    held: Sequence[Part],
    times: Sequence[Difference],
    stretch: float,
) -> Joint | None:
    """A joint reading with a place put there and moments held, and all that is tied to them."""
    spot, at = placed
    fixed = [p.constraint for p in held if isinstance(p.constraint, Difference)]
    clocks = least_times([*times, *fixed])
    if clocks.bracket.hi > stretch:
        return None
    out = replace(
        each,
        hi=stretch,
        places={**each.places, spot: at},
        times={**each.times, **clocks.times},
        gaps={m: t for m, t in clocks.gaps.items() if m in each.gaps},
        somewhere=tuple(m for m in each.somewhere if m != spot),
    )
    parts = (*each.reading.parts, *held)
    unknowns = None
    if tied_unknowns(parts, world.parts, world) is not None:
        unknowns = tied_unknowns(parts, world.parts, world, loose=True)
    if unknowns is not None:
        had = {} if each.world is None else each.world.positions
        net, positions = network(unknowns, stretch), {**had, **out.places}
        found = stands(net, positions)
        if found is None and not to_be_placed(unknowns) <= set(positions):
            found = least_tied(unknowns, positions, each.lo, stretch, rough=False).witness
        if found is None or found.stretch > stretch:
            return None
        out = in_world(out, eased(net, found.world, world.paces))
        if spot in found.world.positions:
            out = replace(out, places={**out.places, spot: found.world.positions[spot]})
        timed = {m: t for m in out.gaps if (t := out.times.get(m)) is not None}
        out = replace(out, gaps={m: t for m, t in out.gaps.items() if m not in timed})
    return None if too_soon(out, world) else out
