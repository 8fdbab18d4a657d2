"""Heights and speeds that parts speak of, each by itself: how far they stretch to meet."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from skywitness.claims.meaning.allowed import Range
from skywitness.claims.meaning.movers import ALOFT, SHOWN_ALOFT
from skywitness.claims.meaning.parts import Part
from skywitness.claims.meaning.spots import Spot
from skywitness.places.measures.measures import Scalar, ScalarQuantity
from skywitness.reason.regions.search import Bracket
from skywitness.reason.worlds.sameness import Ends, meet
from skywitness.reason.worlds.winds import OTHER, tied_by_wind


@dataclass(frozen=True)
class Told:
    """A height or speed that parts speak of: how far they must be stretched to meet, and where."""

    spot: Spot
    quantity: ScalarQuantity
    parts: tuple[Part, ...]
    bracket: Bracket
    value: float


def scalars(parts: Sequence[Part], measured: Sequence[Part]) -> list[Told]:
    """Brackets and witness values of the heights and speeds that parts speak of.

    What is given of these, hard limits of speed among it, counts too.
    """
    found: dict[tuple[Spot, Scalar], list[Part]] = {}
    for part in parts:
        if part.measured is not None and isinstance(part.measured.measure, Scalar):
            found.setdefault((part.spot, part.measured.measure), []).append(part)
    for part in measured:
        assert part.measured is not None
        if (part.spot, part.measured.measure) in found:
            found[part.spot, part.measured.measure].append(part)  # type: ignore[index]
    out = []
    for (spot, scalar), mine in found.items():
        ranges: list[Ends] = [*_ranges(mine)]
        if scalar.quantity in OTHER:
            across = found.get((spot, Scalar(OTHER[scalar.quantity])), [])
            ranges += tied_by_wind(scalar.quantity, _ranges(across))
            mine = [*mine, *across]  # noqa: PLW2901
        bracket, value = meet(ranges)
        if scalar.quantity == "altitude" and math.isfinite(bracket.hi):
            value = _above_the_sea(ranges, bracket.hi, value, _aloft(mine))
        out.append(Told(spot, scalar.quantity, tuple(mine), bracket, value))
    return out


def _above_the_sea(ranges: Sequence[Ends], stretch: float, value: float, aloft: bool) -> float:
    """The height to show: above the sea where it may be, in the air where that is said."""
    ends = [each.at(stretch) for each in ranges]
    low, high = max(e[0] for e in ends), min(e[1] for e in ends)
    if low >= 0 or high <= 0:
        return value
    least = SHOWN_ALOFT if aloft else 0.0
    if math.isinf(high):
        return least
    return high / 2 if math.isfinite(low) or aloft else value


def _aloft(parts: Sequence[Part]) -> bool:
    return any(part.claim and part.measured == ALOFT for part in parts)


def _ranges(parts: Sequence[Part]) -> list[Range]:
    found = [p.measured.allowed for p in parts if p.measured is not None]
    return [r for r in found if isinstance(r, Range)]
