"""What a part about a place, a height or a speed there is taken to mean, in the cells shown."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from typing import assert_never

from skywitness.claims.meaning.allowed import Range, Sector
from skywitness.claims.meaning.parts import Constraint
from skywitness.claims.meaning.references import REFERENCES
from skywitness.claims.meaning.stretches import AS_PRINTED, DOUBLED
from skywitness.places.measures.measures import (
    AlongRoute,
    Bearing,
    CentroidDistance,
    CoastDistance,
    Distance,
    Measure,
    Scalar,
    ScalarQuantity,
    SignedDistance,
)
from skywitness.places.place import Place
from skywitness.units import interval

#: What each scalar of a moment measures; those in ``PACES`` in m/s, the rest in metres.
SCALARS: dict[ScalarQuantity, str] = {
    "altitude": "height above mean sea level",
    "height": "height above the surface below",
    "pressure altitude": "height on the standard setting of altimeters",
    "indicated altitude": "height on the day's setting of altimeters",
    "surface": "height of the surface above mean sea level",
    "depth": "depth of the sea",
    "groundspeed": "speed over the ground",
    "airspeed": "speed through the air",
    "climb": "vertical speed",
}
#: What is nearer to an edge is at it, in metres.
_EDGE_M = 0.01
PACES: tuple[ScalarQuantity, ...] = ("groundspeed", "airspeed", "climb")


def plain(constraint: Constraint, rows: tuple[tuple[str, ...], ...]) -> str:
    """A constraint at the policy's tolerance, to stand in a sentence."""
    what = measured(constraint.measure)
    if isinstance(constraint.allowed, Sector):
        on = "on a bearing of " if constraint.allowed.half_width < 180 else ""
        note = f" ({constraint.allowed.note})" if constraint.allowed.note else ""
        return f"{on}{rows[1][0]} {what.removeprefix('bearing ')}{note}"
    cell = rows[1] if len(rows) > 1 else rows[0]
    shown = cell[0] + (f" ({cell[1]})" if len(cell) > 1 else "")
    match constraint.measure:
        case SignedDistance(place):
            return shown if len(rows) == 1 else f"{shown} {place.name}"
        case Scalar():
            behind = _behind(constraint.measure)
            if " below" in shown:
                under = re.sub(r"^above", "below", behind)
                behind = under if under != behind else f"below 0 {behind}"
            return f"{shown.replace(' below', '')} {behind}"
        case AlongRoute():
            return f"{shown} {what.removeprefix('way ')}"
        case Distance() | CoastDistance() | CentroidDistance() | Bearing():
            return f"{shown} {what[what.index('from') :]}"
        case _:
            assert_never(constraint.measure)


def _behind(measure: Scalar) -> str:
    """What stands behind the number of a height or a speed."""
    return next((words for of, words in REFERENCES.items() if of == measure.quantity),
                "above mean sea level" if measure.quantity == "surface" else "")  # fmt: skip


def measured(measure: Measure) -> str:  # noqa: PLR0911 - one for each kind
    """What a measure measures, in words."""
    if isinstance(measure, Scalar):
        return SCALARS[measure.quantity]
    name = measure.place.name
    match measure:
        case Bearing():
            whence = {
                "centroid": f"the centroid of {name}",
                "nearest": f"the nearest point of {name}",
                "some": f"at least one point of {name}",
            }[measure.anchor]
            return f"bearing from {name if single(measure.place) else whence}"
        case Distance():
            return f"{'' if single(measure.place) else 'least '}distance from {name}"
        case CoastDistance():
            return f"least distance from the sea shore of {name}"
        case AlongRoute():
            return f"way along {name} from its start"
        case CentroidDistance():
            return f"distance from the centroid of {name}"
        case SignedDistance():
            return f"distance from the edge of {name}"
        case _:
            assert_never(measure)


def single(place: Place) -> bool:
    """Whether a place is one point."""
    return bool(place.geometry.geom_type == "Point" and place.buffer_m == 0)


def cells(
    constraint: Constraint, unit: str, stretches: Sequence[float]
) -> tuple[tuple[str, ...], ...]:
    """What is allowed, in words: one cell where nothing stretches, else one for each stretch."""
    match constraint.allowed:
        case Sector():
            return tuple((_sector(constraint.allowed, s),) for s in stretches)
        case Range():
            return tuple(_range(constraint.measure, constraint.allowed, unit, stretches))
        case _:
            assert_never(constraint.allowed)


def _range(
    measure: Measure, allowed: Range, unit: str, stretches: Sequence[float]
) -> Iterator[tuple[str, ...]]:
    other = "m" if isinstance(measure, Scalar) else "km"
    signed = measure if isinstance(measure, SignedDistance) else None
    if signed is not None and 0.0 in allowed.at(AS_PRINTED):
        side = "inside" if allowed.lower is None else "outside"
        yield (f"{side} {signed.place.name}",)
        return
    if signed is not None and _anywhere_outside(allowed):
        yield (f"outside {signed.place.name}",)
        return
    for stretch in stretches:
        low, high = allowed.at(stretch)
        tail = ""
        if signed is not None:
            low, high, tail = _from_edge(low, high)
        elif isinstance(measure, Scalar) and high < 0:
            low, high, tail = -high, -low, " below"
        cell = interval(low, high, unit) + tail
        same = unit == other or (unit == "m" and other == "km")
        yield (cell,) if same else (cell, interval(low, high, other))


def _anywhere_outside(allowed: Range) -> bool:
    """Whether no more is said than that it is outside, by whatever distance."""
    ends = {allowed.at(stretch) for stretch in (AS_PRINTED, DOUBLED)}
    return len(ends) == 1 and all(0 <= low < _EDGE_M and math.isinf(high) for low, high in ends)


def _from_edge(low: float, high: float) -> tuple[float, float, str]:
    """How far from the edge a signed distance is, and on which side of it."""
    outside = low >= 0 or (math.isinf(low) and math.isfinite(high) and high > 0)
    return (low, high, " outside") if outside else (-high, -low, " inside")


def _sector(sector: Sector, stretch: float) -> str:
    half = sector.at(stretch)
    if half >= 180:
        return "in any direction"
    low = (sector.centre - half) % 360
    high = (sector.centre + half) % 360
    return f"{round(low, 2):g}° to {round(high, 2):g}° true"
