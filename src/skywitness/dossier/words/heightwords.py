"""What the heights of a world count from, in words."""

from __future__ import annotations

from skywitness.claims.meaning.parts import Constraint, Separation
from skywitness.claims.meaning.references import REFERENCES
from skywitness.claims.meaning.spots import Spot
from skywitness.reason.worlds.joint import Joint
from skywitness.units import length


def height_words(best: Joint) -> list[str]:
    """The heights of a world that its reading speaks of, one phrase each.

    Of others the world has one too, which only the ground bounds: nobody asked for it.
    """
    spoken = _spoken(best)
    return [
        f"a height of {length(value, 'ft')}{_counted(best, moment)} at the {moment}"
        for moment, value in sorted(best.heights.items())
        if moment in spoken or moment.moment in spoken
    ]


def _spoken(best: Joint) -> set[Spot | str]:
    """Of what, or at which moments, the reading tells a height, its change or a slant distance."""
    spoken: set[Spot | str] = set()
    for part in best.reading.parts:
        demand, leg = part.constraint, part.leg
        if part.placed is None and isinstance(demand, Constraint):
            spoken.add(part.spot)
        elif isinstance(demand, Separation) and demand.slant:
            spoken |= {demand.first, demand.second}
        elif leg is not None:
            spoken |= {leg.earlier, leg.later}
    return spoken


def _counted(best: Joint, spot: Spot) -> str:
    """What a height is counted from, where it is also told from anything but mean sea level."""
    counted = {} if best.world is None else best.world.counted()
    others = [
        f"{length(value, 'ft')} {REFERENCES[of]}"
        for (where, of), value in counted.items()
        if where == spot
    ]
    return f" above mean sea level ({' and '.join(others)})" if others else ""
