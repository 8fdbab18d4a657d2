"""The regions of the page as polygons in degrees, each with what it is of and how sure it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import shapely

from skywitness.claims.meaning.parts import JointKind
from skywitness.dossier.map.layers import HUES, ByStretch, alike, letter_of
from skywitness.handover.findings.outlines import outline
from skywitness.places.place import Place
from skywitness.reason.results import CheckResult

OUTER, INNER = "outer", "inner"
MEANS = {
    OUTER: "Every position that the reading allows lies in it; not every position in it is "
    "allowed.",
    INNER: "Every position in it is allowed for every true shape within the places' stated errors.",
    "witness": "A position that was found to meet the claim in this reading.",
}


@dataclass(frozen=True)
class Area:
    """A region at one stretch, as outer and inner bound; ``inner`` may be empty."""

    stretch: float
    outer: shapely.MultiPolygon
    inner: shapely.MultiPolygon


@dataclass(frozen=True)
class Witness:
    """A position in degrees that shows readings to be possible from the stretch ``since`` on."""

    longitude: float
    latitude: float
    since: float
    frames: tuple[str, ...]
    readings: tuple[str, ...]


@dataclass(frozen=True)
class Group:
    """What the readings of one claim leave of one moment that leave the same; ``letter`` and
    ``hue`` are those of the page, ``places`` those that the readings and the moment speak of."""

    moment: str
    claim: str
    says: str
    letter: str
    hue: int
    kind: JointKind
    readings: tuple[str, ...]
    frames: tuple[str, ...]
    places: tuple[Place, ...]
    areas: tuple[Area, ...]
    witnesses: tuple[Witness, ...]

    @property
    def from_osm(self) -> bool:
        """Whether its shape derives from OpenStreetMap."""
        return any("odbl" in p.licence.casefold() for p in self.places)


def groups(result: CheckResult, regions: ByStretch) -> Iterator[Group]:
    """Every layer of every map of the page, moment by moment and claim by claim."""
    drawn = {r.claim for some in regions.values() for r in some}
    shown = [c.claim.id for c in result.claims if c.claim.id in drawn]
    hues = {claim: n % HUES for n, claim in enumerate(shown)}
    order = [m.id for m in result.case.moments]
    order += sorted({str(r.spot) for some in regions.values() for r in some} - set(order))
    for moment in order:
        mine = {s: [r for r in some if str(r.spot) == moment] for s, some in regions.items()}
        for each in result.claims:
            claim = each.claim
            for k, same in enumerate(alike(claim.id, mine)):
                every = [r for by in same for r in by.values()]
                found: dict[tuple[float, float], list[int]] = {}
                for n, r in enumerate(every):
                    if r.witness is not None:
                        spot = (round(r.witness[0], 7), round(r.witness[1], 7))
                        found.setdefault(spot, []).append(n)
                yield Group(
                    moment=moment,
                    claim=claim.id,
                    says=claim.row.says,
                    letter=letter_of(k),
                    hue=hues[claim.id],
                    kind=every[0].reading.kind,
                    readings=tuple(dict.fromkeys(r.reading.name for r in every)),
                    frames=tuple(dict.fromkeys(r.frame.id for r in every)),
                    places=tuple({p.id: p for r in every for p in r.places}.values()),
                    areas=tuple(
                        Area(s, outline(r.cells), outline(r.cells.take(r.inner)))
                        for s, r in sorted(same[0].items())
                    ),
                    witnesses=tuple(
                        Witness(
                            (lon + 180) % 360 - 180 if abs(lon) > 180 else lon,
                            lat,
                            max(every[n].witnessed for n in those),
                            tuple(dict.fromkeys(every[n].frame.id for n in those)),
                            tuple(dict.fromkeys(every[n].reading.name for n in those)),
                        )
                        for (lon, lat), those in found.items()
                    ),
                )
