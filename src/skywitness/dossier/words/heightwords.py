"""What the heights of a world count from, in words."""

from __future__ import annotations

from skywitness.claims.meaning.references import REFERENCES
from skywitness.claims.meaning.spots import Spot
from skywitness.reason.worlds.joint import Joint
from skywitness.units import length


def height_words(best: Joint) -> list[str]:
    """The heights of a world, one phrase each."""
    return [
        f"a height of {length(value, 'ft')}{_counted(best, moment)} at the {moment}"
        for moment, value in sorted(best.heights.items())
    ]


def _counted(best: Joint, spot: Spot) -> str:
    """What a height is counted from, where it is also told from anything but mean sea level."""
    counted = {} if best.world is None else best.world.counted()
    others = [
        f"{length(value, 'ft')} {REFERENCES[of]}"
        for (where, of), value in counted.items()
        if where == spot
    ]
    return f" above mean sea level ({' and '.join(others)})" if others else ""
