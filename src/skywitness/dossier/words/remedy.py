"""What it would take for a set to be so: how far its numbers and directions are stretched."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from skywitness.claims.meaning.allowed import Range, Sector
from skywitness.claims.meaning.parts import (
    Constraint,
    Difference,
    Motion,
    Mover,
    Offset,
    Part,
    State,
)
from skywitness.claims.meaning.stretches import AS_PRINTED, POLICY


def remedy(parts: Sequence[Part], stretch: float) -> str:
    """What is stretched where ``parts`` can be so at ``stretch``, with its directions by name.

    "both numbers are stretched 1.7 × and “southwest” is taken as a sector 61° wide instead of
    45°": the stretch in tenths, rounded up, and the widths at that. Empty where no direction
    gives way.
    """
    if not POLICY < stretch < math.inf:
        return ""
    stretch = math.ceil(stretch * 10 - 1e-9) / 10
    sectors = dict.fromkeys(_widened(parts, stretch))
    if not sectors:
        return ""
    count = len({(p.claim, p.name) for p in parts if _stretches(p)})
    said = []
    if count:
        numbers = {1: "the number is", 2: "both numbers are"}.get(count, "all numbers are")
        said.append(f"{numbers} stretched {stretch:.1f} ×")
    return _listed([*said, *sectors])


def _widened(parts: Sequence[Part], stretch: float) -> Iterator[str]:
    for part in parts:
        allowed = None if part.placed is None else part.placed.allowed
        if isinstance(allowed, Sector) and allowed.per > 0 and allowed.half_width < 180:
            width = 2 * allowed.at(stretch)
            wide = "any direction" if width >= 360 else f"a sector {width:.0f}° wide"
            word = allowed.word or part.name
            yield f"“{word}” is taken as {wide} instead of {2 * allowed.half_width:g}°"


def _stretches(part: Part) -> bool:
    """Whether a part is a number with a tolerance."""
    c = part.constraint
    if c is None or isinstance(c, State | Mover | Offset) or part.untestable:
        return False
    allowed = c.allowed if isinstance(c, Constraint | Difference | Motion) else None
    return isinstance(allowed, Range) and allowed.at(stretch=AS_PRINTED) != allowed.at(1 + POLICY)


def _listed(items: Sequence[str]) -> str:
    return " and ".join([", ".join(items[:-1]), items[-1]] if len(items) > 1 else items)
