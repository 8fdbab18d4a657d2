"""Whether a part can fail in a world of premises whose places and times are tied to each other.

A part that says where or when is denied by saying that its value is beyond either end of what it
allows at the policy's tolerances. If the premises leave no world with that, the part always holds;
if they leave one, it need not.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import assert_never

from skywitness.claims.meaning.allowed import Range, Sector, Side
from skywitness.claims.meaning.parts import (
    Constraint,
    Difference,
    Motion,
    Part,
    Reading,
    State,
    Sun,
)
from skywitness.claims.meaning.stretches import POLICY
from skywitness.places.measures.measures import Scalar
from skywitness.reason.ties.unknowns import tied_unknowns
from skywitness.reason.verdicts.placeleft import leads_to
from skywitness.reason.worlds.joint import Joint, World, joint

HAIR = 2e-3  # metres or degrees off what is allowed
HAIR_S = 5e-4  # seconds off it: half of what one moment is after another at least


def tied(part: Part, premises: Sequence[Part], world: World) -> bool:
    """Whether motion or a separation ties the place or time that a part speaks of to others."""
    c = part.constraint
    if isinstance(c, Constraint):
        if isinstance(c.measure, Scalar):
            return False
        return leads_to(c.measure, premises, world, part.spot)
    if isinstance(c, Difference):
        return tied_unknowns((*premises, part), world.parts, world) is not None
    if c is None or isinstance(c, State | Sun | Motion):
        return False
    assert_never(c)


def always_holds(part: Part, premises: Sequence[Part], world: World) -> bool:
    """Whether no world that meets the premises at the policy's tolerances is beyond a part."""
    denials = _denied(part)
    return bool(denials) and all(_least(d, premises, world).lo > POLICY for d in denials)


def can_fail(part: Part, premises: Sequence[Part], world: World) -> bool:
    """Whether a world that meets the premises at the policy's tolerances is beyond a part."""
    return failing(part, premises, world) is not None


def failing(part: Part, premises: Sequence[Part], world: World) -> Joint | None:
    """The premises in such a world, if one is found."""
    found = (_least(denial, premises, world) for denial in _denied(part))
    return next((each for each in found if each.hi <= POLICY), None)


def _least(denial: Part, premises: Sequence[Part], world: World) -> Joint:
    (found,) = joint([Reading("denied", "ordinary", {}, (*premises, denial))], world)
    return found


def _denied(part: Part) -> list[Part]:
    """Parts that together say that a part does not hold; empty where that is not known."""
    c = part.constraint
    if c is None or isinstance(c, State | Sun | Motion):
        return []
    if isinstance(c, Constraint):
        return [replace(part, constraint=replace(c, allowed=each)) for each in _beyond(c.allowed)]
    if isinstance(c, Difference):
        return [
            replace(part, constraint=replace(c, allowed=each)) for each in _off(c.allowed, HAIR_S)
        ]
    assert_never(c)


def _beyond(allowed: Range | Sector) -> Sequence[Range | Sector]:
    """What together lies beyond what is allowed at the policy's tolerances."""
    match allowed:
        case Sector():
            half = 180.0 - allowed.surely().half_width - HAIR
            return [Sector((allowed.centre + 180.0) % 360.0, half)]
        case Range():
            return _off(allowed, HAIR)
        case _:
            assert_never(allowed)


def _off(allowed: Range, hair: float) -> list[Range]:
    low, high = allowed.at(POLICY)
    beyond = []
    if math.isfinite(high):
        beyond.append(Range(Side(high + hair, 0.0), None, unit=allowed.unit))
    if math.isfinite(low):
        beyond.append(Range(None, Side(low - hair, 0.0), unit=allowed.unit))
    return beyond
