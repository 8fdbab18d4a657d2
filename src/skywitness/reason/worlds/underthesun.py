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
from skywitness.reason.times.clockwork import least_times
from skywitness.reason.worlds.sunlight import least_sunlit, shines, span_of, spots_of, sunlit

if TYPE_CHECKING:
    from skywitness.reason.worlds.joint import Joint, World


def under_the_sun(each: Joint, world: World) -> Joint:
    """A joint reading in which the sun stands over each place and time as demanded.

    Exclusions rest on what bounds the place and the time alone; ties to other places leave less, so
    they stay true. A world of tied places is shown only where the sun stands right in it.
    """
    every = [p for p in (*each.reading.parts, *world.parts) if isinstance(p.constraint, Sun)]
    every = [p for p in every if p in each.reading.parts or _spoken(p, each.reading.parts)]
    if not every or math.isinf(each.lo):
        return each
    timed = [p for p in (*each.reading.parts, *world.parts) if isinstance(p.constraint, Difference)]
    times = [p.constraint for p in timed if isinstance(p.constraint, Difference)]
    demanded = [p.constraint for p in every if isinstance(p.constraint, Sun)]
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
        each = _shown_sunlit(each, spot, moment, suns, (row, hard, times))
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
    spot: Spot,
    moment: str,
    suns: Sequence[Sun],
    bounds: tuple[Sequence[Constraint], Sequence[Constraint], Sequence[Difference]],
) -> Joint:
    """A joint reading whose world has the sun as demanded, if one is found by the policy."""
    row, hard, times = bounds
    if math.isinf(each.hi):
        return each
    known, when = each.places.get(spot), each.times.get(moment)
    found = None
    for stretch in sorted({each.hi, max(each.hi, POLICY)}):
        if known is not None and when is not None and shines(suns, known, when, stretch):
            return replace(each, hi=stretch)
        span = span_of(moment, times, stretch)
        if found is None and each.world is None and span is not None:
            found = sunlit(suns, row, hard, span, known, stretch)
        if found is not None:
            break
    if found is None:
        return replace(each, hi=math.inf, limit="resolution")
    at, seconds = found
    fixed = Difference(Clock(moment), None, Range(Side(seconds, 0.0), Side(seconds, 0.0)))
    clocks = least_times([*times, fixed])
    if clocks.bracket.hi > stretch:
        return replace(each, hi=math.inf, limit="resolution")
    return replace(
        each,
        hi=stretch,
        places={**each.places, spot: at},
        times={**each.times, **clocks.times},
        gaps={m: t for m, t in clocks.gaps.items() if m in each.gaps},
        somewhere=tuple(m for m in each.somewhere if m != spot),
    )
