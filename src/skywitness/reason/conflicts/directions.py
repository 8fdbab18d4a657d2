"""Where the rest of a conflict would hold: the directions that all but a compass word leave."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from skywitness.claims.meaning.allowed import Sector
from skywitness.claims.meaning.parts import Part, Reading
from skywitness.claims.meaning.stretches import AS_PRINTED, DOUBLED, POLICY
from skywitness.places.measures.measures import Bearing
from skywitness.places.place import Place
from skywitness.reason.regions.cover import Fineness, cover
from skywitness.reason.regions.implied import implied
from skywitness.reason.worlds.joint import World
from skywitness.reason.worlds.placed import row_key, row_of

Arcs = tuple[tuple[float, float], ...]
EDGE = Fineness(300)
WHOLE = 359.0  # arcs wider than this say nothing


@dataclass(frozen=True)
class Direction:
    """Bearings in degrees from the centre of ``place`` at which all but one part hold together.

    ``words`` are the part's; ``arcs`` the bearings at ``stretch``, over all ordinary readings, as
    outer bounds in rising order (an arc may run past 360); ``printed`` those with every number
    taken as printed, which may be none.
    """

    claim: str
    words: str
    place: Place
    stretch: float
    arcs: Arcs
    printed: Arcs


def directions(readings: Sequence[Reading], world: World) -> tuple[Direction, ...]:
    """For each compass word of a conflict, the directions that its other parts leave.

    ``readings`` are the conflict's joint readings. Words are left out where the others leave no
    place at twice the policy's tolerances, or every direction.
    """
    out = []
    for part in readings[0].parts:
        if part.placed is not None and isinstance(part.placed.allowed, Sector):
            found = _without(part, readings, world)
            if found is not None:
                out.append(found)
    return tuple(out)


def _without(part: Part, readings: Sequence[Reading], world: World) -> Direction | None:
    c = part.placed
    assert c is not None
    assert isinstance(c.measure, Bearing)
    hard = world.get(part.spot, ())
    rows = {}
    for reading in readings:
        rest = [p for p in reading.parts if (p.claim, p.name) != (part.claim, part.name)]
        row = row_of(rest, part.spot)
        rows[row_key(row)] = row
    if not all(rows.values()):
        return None
    measure = Bearing(c.measure.place, "centroid")

    def arcs(stretch: float) -> Arcs:
        regions = cover(list(rows.values()), hard, stretch=stretch, edge=EDGE)
        return _union(
            arc
            for row, region in zip(rows.values(), regions, strict=True)
            for arc in implied(measure, region, row, hard).bounds
        )

    for stretch in (POLICY, DOUBLED):
        found = arcs(stretch)
        if found:
            if sum(hi - lo for lo, hi in found) >= WHOLE:
                return None
            return Direction(part.claim, part.name, measure.place, stretch, found, arcs(AS_PRINTED))
    return None


def _union(arcs: Iterable[tuple[float, float]]) -> Arcs:
    """Arcs that overlap as one."""
    out: list[tuple[float, float]] = []
    for lo, hi in sorted(arcs):
        if out and lo <= out[-1][1]:
            out[-1] = (out[-1][0], max(out[-1][1], hi))
        else:
            out.append((lo, hi))
    if len(out) > 1 and out[-1][1] - 360 >= out[0][0]:
        out[-1] = (out[-1][0], max(out[-1][1], out[0][1] + 360))
        del out[0]
    return tuple(out)
