"""Whether a part can fail in a world of premises whose places and times are tied to each other.

A part that says where or when is denied by saying that its value is beyond either end of what it
allows at the policy's tolerances. If the premises leave no world with that, the part always holds;
if they leave one, it need not.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from skywitness.claims.meaning.allowed import Range, Sector, Side
from skywitness.claims.meaning.parts import Constraint, Difference, Part, Reading
from skywitness.claims.meaning.stretches import POLICY
from skywitness.places.measures.measures import Scalar
from skywitness.reason.ties.unknowns import tied_unknowns
from skywitness.reason.verdicts.placeleft import tied_to
from skywitness.reason.worlds.joint import Joint, World, joint

HAIR = 2e-3  # metres, seconds or degrees off what is allowed


def tied(part: Part, premises: Sequence[Part], world: World) -> bool:
    """Whether motion or a separation ties the place or time that a part speaks of to others."""
    if part.placed is not None and not isinstance(part.placed.measure, Scalar):
        return tied_to(part.placed.measure, premises, world, part.moment) is not None
    if not isinstance(part.constraint, Difference):
        return False
    return tied_unknowns((*premises, part), world.parts, world) is not None


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
    if not isinstance(c, Constraint | Difference):
        return []
    if isinstance(c.allowed, Sector):
        opposite = Sector((c.allowed.centre + 180.0) % 360.0, 180.0 - c.allowed.half_width - HAIR)
        return [replace(part, constraint=replace(c, allowed=opposite))]
    if not isinstance(c.allowed, Range):
        return []
    low, high = c.allowed.at(POLICY)
    beyond = []
    if math.isfinite(high):
        beyond.append(Range(Side(high + HAIR, 0.0), None, unit=c.allowed.unit))
    if math.isfinite(low):
        beyond.append(Range(None, Side(low - HAIR, 0.0), unit=c.allowed.unit))
    return [replace(part, constraint=replace(c, allowed=each)) for each in beyond]
