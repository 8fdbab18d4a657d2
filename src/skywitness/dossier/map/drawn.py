"""What is drawn of a check, by a second process where there is a core for it.

Nothing drawn of claims hangs on conflicts, so it is drawn while these are sought.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from skywitness.aside import Aside
from skywitness.claims.meaning.parts import Part
from skywitness.claims.meaning.stretches import STRETCHES
from skywitness.dossier.map.layers import ByMoment, ByStretch, Map, maps
from skywitness.places.place import Place
from skywitness.reason.drawing import draw
from skywitness.reason.results import CheckResult


@dataclass(frozen=True)
class Drawn:
    """The regions at each stretch of tolerances, and the maps of all moments."""

    regions: ByStretch
    maps: tuple[Map, ...]


def drawn(result: CheckResult, tracks: ByMoment = MappingProxyType({})) -> Drawn:
    """What a page shows of a check on maps, with tracks to draw on the map of each moment.

    Raises:
        SkywitnessError: there are tracks for a moment that has no map.
    """
    regions = {stretch: draw(result, stretch=stretch) for stretch in STRETCHES}
    return Drawn(regions, maps(result, regions, tracks))


def drawn_aside(result: CheckResult, tracks: ByMoment = MappingProxyType({})) -> Aside[Drawn]:
    """The same, begun now; its ``result()`` waits for it."""
    return Aside(lambda: drawn(result, tracks), _known(result))


def _known(result: CheckResult) -> Iterator[object]:
    """What regions and maps hold of a result: they come back as these."""
    yield from result.frames
    for given in result.given:
        yield from _places(given.parts)
    for each in result.claims:
        for finding in each.findings:
            for joint in finding.verdict.joints:
                yield joint.reading
                yield from _places(joint.reading.parts)


def _places(parts: Sequence[Part]) -> Iterator[Place]:
    """The places that parts are measured from."""
    for part in parts:
        if part.placed is not None and part.placed.measure.place is not None:
            yield part.placed.measure.place
