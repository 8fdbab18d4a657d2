"""``regions.geojson`` (RFC 7946): the regions of the page, its witnesses, and the moments."""

from __future__ import annotations

import shapely
from shapely.geometry.base import BaseGeometry

from skywitness.aliases import Json
from skywitness.dossier.map.layers import ByStretch
from skywitness.dossier.words.appendix import software
from skywitness.dossier.words.standing import STRETCH_WORDS
from skywitness.handover.findings.notices import ODBL, stated
from skywitness.handover.findings.outlines import EDGES_WITHIN_M
from skywitness.handover.findings.regions import INNER, MEANS, OUTER, Group
from skywitness.reason.results import CheckResult
from skywitness.unseen import plain


def geojson(result: CheckResult, regions: ByStretch, groups: list[Group]) -> Json:
    """The collection: a feature for each moment (without geometry), region and witness."""
    case = result.case
    features = [
        _feature(f"moment-{m.id}", None, {
            "what": "moment", "moment": m.id, "label": m.label or m.id,
            "phrases": list(m.phrases), "given": [g.statement.text for g in m.given],
        })
        for m in case.moments
    ]  # fmt: skip
    for group in groups:
        features += _features(group)
    clean: Json = plain(
        {
            "type": "FeatureCollection",
            "skywitness": {
                "software": software(),
                "case": {"id": case.id, "title": case.title},
                "frames": {f.id: f.label for f in result.frames},
                "stretches": {f"{s:g}": STRETCH_WORDS[s] for s in regions},
                "edges_within_m": EDGES_WITHIN_M,
                "notices": stated(result, groups),
            },
            "features": features,
        }
    )
    return clean


def _features(group: Group) -> list[Json]:
    about: Json = {
        "moment": group.moment,
        "claim": group.claim,
        "says": group.says,
        "letter": group.letter,
        "kind": group.kind,
        "readings": list(group.readings),
        "frames": list(group.frames),
    }
    known = [p.error_m for p in group.places if p.error_m is not None]
    sure: Json = {
        "error_m": max(known, default=0.0) if len(known) == len(group.places) else None,
        "edges_within_m": EDGES_WITHIN_M,
        "places": [
            {"name": p.name, "view": p.view, "error_m": p.error_m, "source": p.source,
             "version": p.version, "licence": p.licence}
            for p in group.places
        ],
        "licence": ODBL.words if group.from_osm else None,
    }  # fmt: skip
    name = f"{group.moment}-{group.claim}-{group.letter}"
    out = []
    for area in group.areas:
        for bound, shape in ((OUTER, area.outer), (INNER, area.inner)):
            if not shape.is_empty:
                out.append(_feature(f"{name}-{area.stretch:g}-{bound}", shape, {
                    "what": "region", "bound": bound, "means": MEANS[bound], **about,
                    "stretch": area.stretch, **sure,
                }))  # fmt: skip
    for n, w in enumerate(group.witnesses, 1):
        out.append(_feature(f"{name}-witness-{n}", shapely.Point(w.longitude, w.latitude), {
            "what": "witness", "means": MEANS["witness"], **about, "readings": list(w.readings),
            "frames": list(w.frames), "from_stretch": round(w.since, 3),
        }))  # fmt: skip
    return out


def _feature(name: str, shape: BaseGeometry | None, properties: Json) -> Json:
    geometry = None
    if isinstance(shape, shapely.Point):
        geometry = {"type": "Point", "coordinates": [shape.x, shape.y]}
    elif shape is not None:
        geometry = {
            "type": "MultiPolygon",
            "coordinates": [
                [
                    shapely.get_coordinates(ring).tolist()
                    for ring in (part.exterior, *part.interiors)
                ]
                for part in shapely.get_parts(shape)
            ],
        }
    return {"type": "Feature", "id": name, "geometry": geometry, "properties": properties}
