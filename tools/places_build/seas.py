"""Sea areas: a coarse hull minus all land, the water connected to a seed point."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from places_build.simplify import GRID, densified
from skywitness.places.shapes.overlaps import polygons

SAG_M = 50.0


def hull_of(entry: Mapping[str, Any]) -> BaseGeometry:
    """The entry's hull; several rings where it lies on both sides of the antimeridian."""
    rings = entry["hulls"] if "hulls" in entry else [entry["hull"]]
    shapes = []
    for ring in rings:
        xy = np.array([*ring, ring[0]], dtype=float)
        shapes.append(shapely.Polygon(densified(xy, SAG_M)))
    hull = shapely.union_all(shapes)
    if not hull.is_valid:
        raise ValueError(f"{entry['id']}: {shapely.is_valid_reason(hull)}")
    return hull


def water_of(
    entry: Mapping[str, Any], land: shapely.STRtree, least_area: float = 1e-4
) -> list[BaseGeometry]:
    """The hull's water: pieces connected to a seed, and others that only islands' lines cut off.

    Pieces below ``least_area`` square degrees that do not hold a seed are lagoons and river mouths
    behind the coarse hull and are left out.
    """
    hull = hull_of(entry)
    near = land.geometries[land.query(hull, predicate="intersects")]
    west, south, east, north = hull.bounds
    clipped = shapely.clip_by_rect(near, west - 0.1, south - 0.1, east + 0.1, north + 0.1)
    solid = shapely.union_all([q for p in clipped for q in valid(p)])
    water = polygons(shapely.set_precision(shapely.difference(hull, solid), GRID))
    seeds: Sequence[Sequence[float]] = entry.get("seeds") or [entry["seed"]]
    points = shapely.points(np.array(seeds, dtype=float))
    chosen = [p for p in water if shapely.intersects(p, points).any()]
    if len(chosen) < 1 or not all(any(shapely.intersects(p, s) for p in chosen) for s in points):
        raise ValueError(f"{entry['id']}: a seed is not in open water")
    return chosen


def valid(polygon: BaseGeometry) -> list[BaseGeometry]:
    """Polygons of a clipped polygon, mended where clipping made it touch itself."""
    return polygons(polygon if polygon.is_valid else shapely.make_valid(polygon))


def write(path: Path) -> None:
    """Write ``seas.zip``: every sea of the table minus the shipped land."""
    from skywitness.places.names import atlas
    from skywitness.places.names.tables import table
    from skywitness.places.shapes import packing

    codes = atlas.index().countries
    land = shapely.STRtree([p for c in codes for p in shapely.get_parts(atlas.shape(c))])
    blobs: dict[str, bytes] = {}
    about: dict[str, Any] = {}
    for entry in table("seas")["sea"]:
        water = water_of(entry, land)
        blobs[entry["id"]] = packing.pack(water)
        bbox = [round(float(x), 4) for x in shapely.total_bounds(water)]
        about[entry["id"]] = {"name": entry["name"], "bbox": bbox}
    atlas.write_archive(path, {"licence": atlas.index().licence, "countries": about}, blobs)
