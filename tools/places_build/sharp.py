"""Single places as the 100 m set draws them, not thinned: their edge is much asked for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import shapely

from places_build import land, measure, reference, seas, simplify
from skywitness.places.names import atlas, mending
from skywitness.places.names.contested import listed
from skywitness.places.names.tables import table
from skywitness.places.shapes import overlaps, packing, pieces

AREAS = ("crimea",)  # contested areas by id
MAINLANDS = ("RUS",)  # by country
SEAS = {  # sea areas by id, with the countries on their shores
    "black-sea": ("UKR", "RUS", "TUR", "GEO", "ROU", "BGR"),
}
SAG_M = 5.0  # an edge's geodesic may leave its straight lon/lat line by this
SAMPLE_M = 25.0


def kept(polygons: list[Any]) -> tuple[list[Any], float]:
    """The polygons on the grid with their error: measured both ways, plus the source's own."""
    dense = [
        shapely.Polygon(
            simplify.densified(shapely.get_coordinates(p.exterior), SAG_M),
            [simplify.densified(shapely.get_coordinates(r), SAG_M) for r in p.interiors],
        )
        for p in polygons
    ]
    loaded = packing.unpack(packing.pack(dense))
    if not all(p.is_valid for p in loaded):
        raise ValueError("rounding made a ring cross itself")
    worst = max(
        measure.worst(polygons, loaded, SAMPLE_M)[0], measure.worst(loaded, polygons, SAMPLE_M)[0]
    )
    total = worst + SAG_M + land.SOURCE_ERROR_M
    return dense, float(-(-total // 10) * 10)


def write(path: Path, source: Path) -> None:
    """Write ``sharp.zip`` from the published 100 m set."""
    published = reference.read_map(source)
    wanted = {c for a in listed() if a.id in AREAS for c in a.parties} | set(MAINLANDS)
    wanted |= {c for shores in SEAS.values() for c in shores}
    drawn = mending.land_of_countries({c: published[c] for c in sorted(wanted)})
    blobs: dict[str, bytes] = {}
    about: dict[str, Any] = {}

    def keep(name: str, polygons: list[Any]) -> None:
        shape, error = kept(polygons)
        blobs[name] = packing.pack(shape)
        bbox = [round(float(x), 4) for x in shapely.total_bounds(shape)]
        about[name] = {"name": name, "bbox": bbox, "error_m": error}
        count = sum(shapely.get_num_coordinates(p) for p in shape)
        land.say(f"{name}: {len(shape)} pieces, {count} vertices, {error} m")

    for area in listed():
        if area.id in AREAS:
            one, other = (drawn[c] for c in area.parties[:2])
            keep(area.id, [p for p in overlaps.of(one, other) if area.holds(p)])
    for code in MAINLANDS:
        keep(f"mainland-{code}", pieces.mainland(drawn[code]))
    for entry in table("seas")["sea"]:
        if entry["id"] in SEAS:
            shores = shapely.STRtree([p for c in SEAS[entry["id"]] for p in drawn[c]])
            keep(f"sea-{entry['id']}", seas.water_of(entry, shores))
    atlas.write_archive(path, {"licence": atlas.index().licence, "countries": about}, blobs)
