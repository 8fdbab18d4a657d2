"""Where a map is too coarse for a number: why a claim stays undecided."""

from __future__ import annotations

from dataclasses import dataclass

from skywitness.claims.meaning.allowed import Range
from skywitness.claims.meaning.stretches import POLICY
from skywitness.places.measures.measures import Scalar
from skywitness.places.place import Place
from skywitness.reason.worlds.joint import Joint


@dataclass(frozen=True)
class Coarse:
    """A ``place`` whose stated ``error`` is wider than what ``part`` leaves open, in metres."""

    place: str
    error: float
    part: str
    width: float


def too_coarse(best: Joint) -> Coarse | None:
    """The first place of a reading whose error is wider than a number said of it, if any is."""
    for part in best.reading.parts:
        c = part.placed
        if c is None or isinstance(c.measure, Scalar) or not isinstance(c.allowed, Range):
            continue
        low, high = c.allowed.at(POLICY)
        error = c.measure.place.error_m
        if error is not None and 2 * error > high - low:
            return Coarse(c.measure.place.name, error, part.name, high - low)
    return None


def errorless(best: Joint) -> tuple[str, ...]:
    """The places of a reading that have no stated error, so that nothing can be shown of them."""
    return tuple(dict.fromkeys(place.name for place in _places(best) if place.error_m is None))


def errors(best: Joint) -> dict[str, float]:
    """The stated errors of a reading's places in metres, by their names."""
    return {place.name: place.error_m for place in _places(best) if place.error_m is not None}


def _places(best: Joint) -> list[Place]:
    placed = (part.placed for part in best.reading.parts)
    return [
        c.measure.place
        for c in placed
        if c is not None and not isinstance(c.measure, Scalar) and c.measure.place is not None
    ]
